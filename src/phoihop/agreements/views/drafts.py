"""Drafts as they were sent, read whole and compared."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from phoihop.agreements.comparing import compare
from phoihop.agreements.due_words import due_words
from phoihop.agreements.models import Agreement
from phoihop.agreements.pages import agreement_or_404
from phoihop.agreements.revisions import drafts_of, drafts_read
from phoihop.agreements.snapshots import Snapshot, take
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest

_NOW, _SOURCE = "hien-tai", "nam-truoc"


@audience("member")
def draft(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """One draft whole, as it was sent; of a round in which one was not asked: not found."""
    agreement = agreement_or_404(request, pk)
    rows = drafts_read(agreement, request.user, clock.today()).filter(number=number)
    revision = get_object_or_404(rows.order_by("-step")[:1])
    shot = revision.snapshot
    dues = [due_words(item["due"]) for item in shot["items"]]
    context = {
        "agreement": agreement,
        "revision": revision,
        "shot": shot,
        "items": list(zip(shot["items"], dues, strict=True)),
    }
    return render(request, "agreements/draft_whole.html", context)


@audience("member")
def comparison(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two texts of a paper: `?truoc=1&sau=2`, each a draft's number, the text now, or the paper of
    the year before; without them the last two drafts.
    """
    agreement = agreement_or_404(request, pk)
    texts = _texts(request, agreement)
    keys = list(texts)
    old = request.GET.get("truoc") or (keys[-2] if len(keys) > 1 else keys[0])
    new = request.GET.get("sau") or keys[-1]
    if old not in texts or new not in texts:
        raise Http404
    found = compare(texts[old][1], texts[new][1])
    context: dict[str, Any] = {
        "agreement": agreement,
        "choices": [(key, words) for key, (words, _shot) in texts.items()],
        "old": old,
        "new": new,
        "old_words": texts[old][0],
        "new_words": texts[new][0],
        "found": found,
    }
    return render(request, "agreements/comparison.html", context)


def _texts(request: SignedInRequest, agreement: Agreement) -> dict[str, tuple[str, Snapshot]]:
    """What can be compared, by its word in the address, in the order of time."""
    found: dict[str, tuple[str, Snapshot]] = {}
    source = None
    if agreement.based_on_id is not None:
        seen = Agreement.objects.visible_to(request.user)
        source = seen.filter(pk=agreement.based_on_id).first()
    if source is not None:
        found[_SOURCE] = (_("The paper of the year before"), take(source))
    for one in drafts_of(drafts_read(agreement, request.user, clock.today())):
        found[str(one.number)] = (_("Draft %(n)d") % {"n": one.number}, one.snapshot)
    now = take(agreement)
    last = found.get(str(max((int(key) for key in found if key.isdigit()), default=0)))
    if last is None or last[1] != now:
        found[_NOW] = (_("The text now"), now)
    return found
