"""A signed agreement with its contents, by hand."""

from datetime import date
from typing import Any, cast

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bench.plain.standing import badge_of, is_of_several_years, state_of
from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement, Answer, OpinionRequest
from phoihop.documents.models import SourceSpan
from phoihop.inbox.models import Comment, Follow

_KIND = "agreements.agreement"
_STEPS = ("Dự thảo", "Ý kiến", "Sẵn sàng ký", "Ký kết", "Đang có hiệu lực")
_OVER = frozenset({"expired", "renewed", "ended"})


def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Head, steps, what comes next, and the contents with who does what by when."""
    found = Agreement.objects.annotate(party_count=Count("parties"))
    one: Any = get_object_or_404(found.select_related("copied_from", "renews"), pk=pk)
    user = cast(User, request.user)
    state = state_of(one, timezone.localdate())
    key, words = badge_of(state)
    items = one.items.select_related("lead_agency").prefetch_related("coordinating_agencies")
    follows = Follow.objects.filter(
        user=user, agency=user.acting_agency, kind=_KIND, object_id=pk, stopped_at=None
    )
    spans = SourceSpan.objects.filter(kind=_KIND, object_id=pk).select_related("document")
    context = {
        "agreement": one,
        "signed": f"{one.signed_on:%d/%m/%Y}",
        "signed_iso": one.signed_on.isoformat(),
        "key": key,
        "words": words,
        "bases": list(one.legal_bases.select_related("document").order_by("order", "pk")[:1]),
        "items": [_item(item) for item in items.order_by("order", "pk")],
        "steps": [(step, n < 4 or state in _OVER) for n, step in enumerate(_STEPS)],  # noqa: PLR2004
        "is_over": state in _OVER,
        "opinions": _opinions(pk),
        "drafts": one.revisions.aggregate(n=Max("number"))["n"] or 0,
        "comments": Comment.objects.filter(kind=_KIND, object_id=pk, withdrawn_at=None).count(),
        "follows": follows.exists(),
        "owns": user.acting_agency is not None and one.owner_id == user.acting_agency.pk,
        "may_file": user.has_perm("dossiers.add_dossier"),
        "by_years": is_of_several_years(one),
        "being_amended": Agreement.objects.filter(
            amends=one, signed_at=None, hidden_at=None
        ).exists(),
        "quotes": [
            _quote(span)
            for span in spans.defer("document__text", "document__words").order_by("start", "pk")
        ],
    }
    return render(request, "plain/agreement.html", context)


def _item(item: Any) -> dict[str, Any]:
    return {
        "item": item,
        "lead": item.lead_agency.name if item.lead_agency else "",
        "partners": ", ".join(agency.name for agency in item.coordinating_agencies.all()),
        "due": _due(item),
    }


def _due(item: Any) -> str:
    """A day ("on:2026-12-31") as offices write it; a rule in the words of the program."""
    kind, _colon, day = item.due_rule.partition(":")
    return f"{date.fromisoformat(day):%d/%m/%Y}" if kind == "on" else str(item.due_words)


def _opinions(pk: int) -> str:
    """How many answered in the last round: "10/12"."""
    asked = OpinionRequest.objects.filter(round__agreement=pk, replaced_at=None)
    pairs = list(asked.values_list("round__number", "answer"))
    if not pairs:
        return ""
    last = max(number for number, _answer in pairs)
    answers = [answer for number, answer in pairs if number == last]
    return f"{sum(one in {Answer.AGREED, Answer.PROPOSED} for one in answers)}/{len(answers)}"


def _quote(span: SourceSpan) -> dict[str, Any]:
    before, marked, after = span.sentence.partition(span.text)
    if not (before or after):
        before, marked = marked, ""
    return {"before": before, "marked": marked, "after": after, "span": span}
