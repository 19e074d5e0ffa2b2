"""What the pages of one agreement show around their content."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agreements.errors import Lack
from phoihop.agreements.models import Agreement, AgreementState
from phoihop.agreements.reading import current_items, legal_bases_of, parties_of, sources_of
from phoihop.audit.history import HistoryLine, history_of, who_last
from phoihop.documents.models import Document, SourceSpan
from phoihop.inbox.reading import open_record
from phoihop.ui import clock
from phoihop.ui.requests import SignedInRequest

# Only what waits for someone is tinted; the words are the state's own.
STATE_KEYS = {
    AgreementState.DRAFT: "none",
    AgreementState.READY: "wait",
    AgreementState.SIGNED: "done",
    AgreementState.IN_FORCE: "go",
    AgreementState.EXPIRED: "paused",
    AgreementState.ENDED: "withdrawn",
}
TABS = ("detail", "text", "parties", "signing", "talk", "history")


@dataclass(frozen=True)
class Tab:
    """A part of the record with its address."""

    url: str
    words: str | Promise
    count: int | None
    here: bool


@dataclass(frozen=True)
class Step:
    """One step from draft to in force."""

    words: str
    did: bool
    here: bool


@dataclass(frozen=True)
class Complaint:
    """A point of the error summary, with the place where it is mended."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Quote:
    """The sentence it was read from; `marked` are the words meant, "" for all of it."""

    before: str
    marked: str
    after: str
    document: Document
    url: str


def agreement_or_404(request: SignedInRequest, pk: int) -> Agreement:
    """The agreement, if the user sees it."""
    rows = Agreement.objects.visible_to(request.user).with_party_count()
    return get_object_or_404(rows.select_related("owner", "paper", "scan"), pk=pk)


def record_page(  # noqa: PLR0913 -- what the page shows
    request: SignedInRequest,
    agreement: Agreement,
    tab: str,
    context: dict[str, Any] | None = None,
    *,
    complaints: list[Complaint] | None = None,
    status: int = 200,
) -> HttpResponse:
    """One part of the agreement; with complaints it is the answer to a refused act."""
    today = clock.today()
    state = agreement.state(today)
    user = request.user
    items = list(current_items(agreement))
    bases = list(legal_bases_of(agreement))
    owns = user.has_perm("agreements.change_agreement", agreement)
    beside = open_record(user, agreement, clock.now() if request.method == "GET" else None)
    shown: dict[str, Any] = {
        "agreement": agreement,
        "tab": tab,
        "tabs": tabs_of(agreement, tab, items=len(items), comments=beside.comments),
        "beside": beside,
        "steps": steps_of(state),
        "state_key": STATE_KEYS[state],
        "state_words": state.label,
        "state": str(state),
        "items": items,
        "bases": bases,
        "quotes": [_quote(span) for span in sources_of(agreement, user)],
        "seen_bases": _seen(request, bases),
        "copied_from": _original(request, agreement),
        "party_rows": list(parties_of(agreement)),
        "may_edit": owns and state == AgreementState.DRAFT,
        "may_take_back": owns and state == AgreementState.READY,
        "may_sign": state == AgreementState.READY
        and user.has_perm("agreements.sign_agreement", agreement),
        "owns": owns,
        "complaints": complaints or [],
    }
    if tab == "signing" and agreement.is_signed:
        shown["signed_by"] = who_last(agreement, "agreement.signed")
    if tab == "history":
        shown["entries"] = _history(agreement, user)
    template = f"agreements/agreement_{tab}.html"
    return render(request, template, shown | (context or {}), status=422 if complaints else status)


def _history(agreement: Agreement, user: User) -> list[HistoryLine]:
    """All acts; for the other parties those since the text was last made ready for them (R15)."""
    entries = history_of(agreement)
    joined = agreement.parties.exclude(agency=agreement.owner).filter(agency=user.acting_agency)
    if not joined.exists():
        return entries
    ready = next((n for n, e in enumerate(entries) if e.verb == "agreement.made_ready"), -1)
    return entries[: ready + 1]


def tabs_of(agreement: Agreement, here: str, *, items: int, comments: int) -> list[Tab]:
    """The parts of the record."""
    parties = getattr(agreement, "party_count", None)
    words: dict[str, tuple[str, int | None]] = {
        "detail": (_("Contents"), items),
        "text": (_("Text of the paper"), None),
        "parties": (_("Parties"), parties),
        "signing": (_("Signing"), None),
        "talk": (_("Discussion"), comments),
        "history": (_("History"), None),
    }
    return [
        Tab(reverse(f"agreements:{tab}", args=[agreement.pk]), *words[tab], here=tab == here)
        for tab in TABS
    ]


def steps_of(state: AgreementState) -> list[Step]:
    """Draft, ready, signed, in force: what is behind, and where it stands."""
    words = [_("Draft"), _("Ready to sign"), _("Signing"), _("In force")]
    at = {AgreementState.DRAFT: 0, AgreementState.READY: 2, AgreementState.SIGNED: 3}.get(state, 3)
    over = state in {AgreementState.EXPIRED, AgreementState.ENDED}
    return [
        Step(word, did=place < at or over, here=place == at and not over)
        for place, word in enumerate(words)
    ]


def complaints_of(agreement: Agreement, lacks: list[Lack]) -> list[Complaint]:
    """One link for each thing that is missing."""
    return [Complaint(lack.words, _mended_at(agreement, lack)) for lack in lacks]


def _mended_at(agreement: Agreement, lack: Lack) -> str:
    if lack.item is not None:
        return reverse("agreements:item_edit", args=[agreement.pk, lack.item])
    name = {"text": "edit", "detail": "item_add"}.get(lack.tab, lack.tab)
    return reverse(f"agreements:{name}", args=[agreement.pk])


def _seen(request: SignedInRequest, bases: list[Any]) -> set[int]:
    """Which of the documents named as legal bases this user may open."""
    if not bases:
        return set()
    named = [basis.document_id for basis in bases]
    seen = Document.objects.visible_to(request.user).filter(pk__in=named)
    return set(seen.values_list("pk", flat=True))


def _quote(span: SourceSpan) -> Quote:
    before, marked, after = span.sentence.partition(span.text)
    if not (before or after):
        before, marked = span.sentence, ""
    return Quote(before, marked, after, span.document, span.get_absolute_url())


def _original(request: SignedInRequest, agreement: Agreement) -> Agreement | None:
    """The draft it was copied from, which is its owner's alone as long as it is a draft."""
    if agreement.copied_from_id is None:
        return None
    return Agreement.objects.visible_to(request.user).filter(pk=agreement.copied_from_id).first()


def term_words(first: date | None, last: date | None) -> str:
    """The term in a line; an open end is said."""
    if first is None and last is None:
        return ""
    words = {
        "first": f"{first:%d/%m/%Y}" if first else "",
        "last": f"{last:%d/%m/%Y}" if last else "",
    }
    if last is None:
        return _("from %(first)s") % words
    if first is None:
        return _("from the signing to %(last)s") % words
    return _("%(first)s to %(last)s") % words
