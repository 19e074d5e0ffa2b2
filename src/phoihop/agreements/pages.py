"""What the pages of one agreement show around their content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agreements.acting import acts_for_drafter
from phoihop.agreements.errors import Lack
from phoihop.agreements.leaving import left_on
from phoihop.agreements.models import Agreement, AgreementState, Answer, OpinionRequest
from phoihop.agreements.reading import current_items, legal_bases_of, parties_then, sources_of
from phoihop.agreements.revisions import drafts_read
from phoihop.agreements.terms import (
    is_being_amended,
    is_of_several_years,
    remind_days,
    remind_on,
)
from phoihop.audit.history import HistoryLine, history_of, who_last
from phoihop.documents.models import Document, SourceSpan
from phoihop.inbox.reading import open_record
from phoihop.ui import clock
from phoihop.ui.requests import SignedInRequest

# Only what waits for someone is tinted; the words are the state's own.
STATE_KEYS = {
    AgreementState.DRAFT: "none",
    AgreementState.OPINIONS: "wait",
    AgreementState.READY: "wait",
    AgreementState.SIGNING: "wait",
    AgreementState.SIGNED: "done",
    AgreementState.IN_FORCE: "go",
    AgreementState.EXPIRED: "paused",
    AgreementState.RENEWED: "done",
    AgreementState.ENDED: "withdrawn",
}
TABS = ("detail", "text", "parties", "opinions", "signing", "drafts", "talk", "history")
# Parts that show who the parties are, or the facts beside them.
_NAMES_PARTIES = frozenset({"text", "parties", "signing", "copy_each"})
_EDITED = frozenset({AgreementState.DRAFT, AgreementState.OPINIONS})
_AMENDED = frozenset({AgreementState.SIGNED, AgreementState.IN_FORCE})
_SIGNABLE = frozenset({AgreementState.READY, AgreementState.SIGNING})


@dataclass(frozen=True)
class Tab:
    """A part of the record with its address."""

    url: str
    words: str | Promise
    count: int | str | None
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
    rows = rows.select_related("owner", "paper", "scan").defer("paper__text", "paper__words")
    return get_object_or_404(rows, pk=pk)


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
        "tabs": tabs_of(
            agreement,
            tab,
            {
                "detail": len(items),
                "opinions": opinions_given(agreement),
                "drafts": drafts_read(agreement, user, today).aggregate(
                    n=Count("number", distinct=True)
                )["n"],
                "talk": beside.comments,
            },
        ),
        "beside": beside,
        "steps": steps_of(state),
        "state_key": STATE_KEYS[state],
        "state_words": state.label,
        "state": str(state),
        "items": items,
        "bases": bases,
        "quotes": [_quote(span) for span in sources_of(agreement, user)],
        "seen_bases": _seen(request, bases),
        "copied_from": _original(request, agreement.copied_from_id),
        "amends": _original(request, agreement.amends_id),
        "renews": _original(request, agreement.renews_id),
        **_term_facts(agreement, user),
        "may_amend": owns and state in _AMENDED and agreement.ended_on is None,
        "may_assign": owns and state != AgreementState.ENDED,
        "may_edit": owns and state in _EDITED,
        "may_take_back": owns and state == AgreementState.READY,
        "may_answer": state == AgreementState.OPINIONS
        and user.has_perm("agreements.answer_opinions", agreement),
        "may_sign": state in _SIGNABLE and user.has_perm("agreements.sign_agreement", agreement),
        "owns": owns,
        "complaints": complaints or [],
    }
    if tab in _NAMES_PARTIES:
        shown |= _party_facts(agreement, context or {})
    if tab == "signing" and agreement.is_signed:
        shown["signed_by"] = who_last(agreement, "agreement.signed")
    if tab == "history":
        shown["entries"] = _history(agreement, user)
    template = f"agreements/agreement_{tab}.html"
    return render(request, template, shown | (context or {}), status=422 if complaints else status)


def _history(agreement: Agreement, user: User) -> list[HistoryLine]:
    """All acts; for the other parties those since the text was last shown to them (R15).

    So for whoever stands in for a party, and for who drafts the paper that continues this one.

    While opinions are gathered they read that it was sent, and nothing of what others said. Whom an
    amendment dropped reads what happened before its first day.
    """
    entries = history_of(agreement)
    agency = user.acting_agency
    if agency is None or acts_for_drafter(agreement, agency, clock.today()):
        return entries
    if not agreement.viewers.filter(agency=agency).exists():  # reads it through a scope
        return entries
    verb = "agreement.made_ready" if agreement.ready_at is not None else "opinions.sent"
    shown = next((n for n, e in enumerate(entries) if e.verb == verb), -1)
    left = left_on(agreement, user, clock.today())
    return [
        entry
        for entry in entries[: shown + 1]
        if not entry.verb.startswith("opinion.")
        and (left is None or timezone.localdate(entry.at) < left)
    ]


def tabs_of(agreement: Agreement, here: str, counts: Mapping[str, int | str | None]) -> list[Tab]:
    """The parts of the record."""
    words = {
        "detail": _("Contents"),
        "text": _("Text of the paper"),
        "parties": _("Parties"),
        "opinions": _("Opinions"),
        "signing": _("Signing"),
        "drafts": _("Drafts"),
        "talk": _("Discussion"),
        "history": _("History"),
    }
    counted = {"parties": getattr(agreement, "party_count", None), **counts}
    return [
        Tab(
            reverse(f"agreements:{tab}", args=[agreement.pk]),
            words[tab],
            counted.get(tab),
            here=tab == here,
        )
        for tab in TABS
    ]


def opinions_given(agreement: Agreement) -> str | None:
    """ "10/12" of the last round; None where nobody was asked. One query."""
    rows = OpinionRequest.objects.filter(round__agreement=agreement, replaced_at=None)
    pairs = list(rows.order_by().values_list("round__number", "answer"))
    if not pairs:
        return None
    last = max(number for number, _answer in pairs)
    answers = [answer for number, answer in pairs if number == last]
    given = sum(answer in {Answer.AGREED, Answer.PROPOSED} for answer in answers)
    return f"{given}/{len(answers)}"


def steps_of(state: AgreementState) -> list[Step]:
    """Draft, opinions, ready, signed, in force: what is behind, and where it stands."""
    words = [_("Draft"), _("Opinions"), _("Ready to sign"), _("Signing"), _("In force")]
    places = {
        AgreementState.DRAFT: 0,
        AgreementState.OPINIONS: 1,
        AgreementState.READY: 3,
        AgreementState.SIGNING: 3,
    }
    at = places.get(state, 4)
    over = state in {AgreementState.EXPIRED, AgreementState.RENEWED, AgreementState.ENDED}
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
    url = reverse(f"agreements:{name}", args=[agreement.pk])
    return f"{url}#{lack.anchor}" if lack.anchor else url


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


def _original(request: SignedInRequest, pk: int | None) -> Agreement | None:
    """The agreement that this one was made from, amends or continues, if one may see it."""
    if pk is None:
        return None
    return Agreement.objects.visible_to(request.user).filter(pk=pk).first()


def _party_facts(agreement: Agreement, context: dict[str, Any]) -> dict[str, Any]:
    """The parties as they were called that day, and the facts that stand beside them."""
    parties = parties_then(agreement)
    # Who signed stands beside the party under that name.
    called = {party.pk: party for party in parties}
    for signatory in context.get("signatories", ()):
        signatory.party = called[signatory.party_id]
    return {
        "party_rows": parties,
        "owner_name": next(
            (str(party) for party in parties if party.agency_id == agreement.owner_id),
            str(agreement.owner),
        ),
        "remind_on": remind_on(agreement, remind_days()) if agreement.is_signed else None,
    }


def _term_facts(agreement: Agreement, user: User) -> dict[str, Any]:
    """What is shown of the time after signing."""
    if not agreement.is_signed:
        return {"being_amended": False, "by_years": False}
    return {
        "being_amended": is_being_amended(agreement, user),
        "by_years": is_of_several_years(agreement),
    }


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
