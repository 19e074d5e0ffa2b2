"""Ký tiếp: draft the agreement that continues one; chấm dứt: end one before its time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agreements import errors, term_errors
from phoihop.agreements.acting import Instead, key_in_place_of, others_in_place, stand_ins
from phoihop.agreements.amending import copy_parties
from phoihop.agreements.beginning import years_moved
from phoihop.agreements.changing import after_change
from phoihop.agreements.drafting import locked_draft
from phoihop.agreements.index import index_agreement
from phoihop.agreements.leading import AnyItem
from phoihop.agreements.models import (
    Agreement,
    ContentItem,
    ContentLine,
    ItemCoordination,
    Termination,
    YearPlan,
)
from phoihop.agreements.notices import tell_parties
from phoihop.agreements.sections import copy_sections
from phoihop.agreements.terms import is_being_renewed, text_on
from phoihop.agreements.versions import locked_signed, rule_in_year
from phoihop.agreements.viewers import reindex_viewers
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.periods import DueRule, anniversary


@dataclass(frozen=True)
class Carried:
    """A content that goes on in the next year; due_on: a day of its own instead of the rule."""

    item: AnyItem
    due_on: date | None = None

    def rule(self, year: int) -> str:
        """Its due rule in that year."""
        if self.due_on is not None:
            return str(DueRule("on", on=self.due_on))
        return rule_in_year(self.item.due_rule, year)


@transaction.atomic
def draft_renewal(
    agreement: Agreement,
    carried: Iterable[Carried],
    *,
    by: User,
    at: datetime,
    permission: str = "agreements.change_agreement",
) -> Agreement:
    """Draft the agreement that continues this one, for as many years, with the chosen contents.

    A content keeps its line, so that its unfinished tasks may go on in it. Signed, it lets the
    old one stand as continued. Raises PermissionDenied, NotSignedYet, AmendmentNotAmended,
    AlreadyEnded, AlreadyRenewed, RenewalDrafted.
    """
    agreement = locked_signed(agreement, by=by, permission=permission)
    if agreement.ended_on is not None:
        raise errors.AlreadyEnded
    if agreement.renewed_on is not None:
        raise term_errors.AlreadyRenewed
    if is_being_renewed(agreement):
        raise errors.RenewalDrafted
    first, last = _next_term(agreement)
    year = first.year if first else at.year
    title = _title(agreement, year)
    source = text_on(agreement, agreement.valid_to or at.date())
    draft = Agreement.objects.create(
        kind=agreement.kind,
        owner=by.acting_agency or agreement.owner,  # who has the right acts for an agency
        title=title,
        valid_from=first,
        valid_to=last,
        created_at=at,
        created_by=by,
        renews=agreement,
    )
    copy_sections(source, draft)
    on = timezone.localdate(at)
    copy_parties(source, draft, on)
    _put(draft, list(carried), year, stand_ins(agreement, on))
    # The unfinished tasks that come along are counted in its first year.
    YearPlan.objects.create(agreement=draft, year=year)
    audit.record("agreement.drafted", draft, by=by, at=at, renews=str(agreement))
    audit.record("agreement.renewal_begun", agreement, by=by, at=at, renewal=draft.title)
    reindex_viewers([draft.pk])
    index_agreement(draft)
    return draft


@transaction.atomic
def take_up(draft: Agreement, carried: Iterable[Carried], *, by: User, at: datetime) -> None:
    """Add to the draft of a renewal the contents that it does not have yet; nothing where it has
    them all. Raises PermissionDenied, AgreementReady, AgreementHidden.
    """
    there = set(draft.items.values_list("line", flat=True))
    missing = [one for one in carried if one.item.line_id not in there]
    if not missing:
        return
    draft = locked_draft(draft, by=by)
    year = draft.valid_from.year if draft.valid_from else timezone.localdate(at).year
    before = draft.renews or draft
    made = _put(draft, missing, year, stand_ins(before, timezone.localdate(at)))
    for item in made:
        audit.record("content.added", draft, by=by, at=at, content=item.text)
    index_agreement(draft)
    after_change(draft, by=by, at=at)


def _next_term(agreement: Agreement) -> tuple[date | None, date | None]:
    """The term right behind the old one, of as many years; open where the old one was."""
    first, last = agreement.valid_from, agreement.valid_to
    if first is None or last is None:
        return None, None
    years = last.year - first.year + 1
    return last + timedelta(days=1), anniversary(last, years)


def _title(agreement: Agreement, year: int) -> str:
    """The old title with its own years, those of the term, moved to the new one.

    "giai đoạn 2021–2025" becomes "giai đoạn 2026–2030"; other years stay.
    """
    first, last = agreement.valid_from, agreement.valid_to
    if first is None or last is None:
        return agreement.title
    own, by = range(first.year, last.year + 1), year - first.year
    moved = years_moved(agreement.title, own, by)
    if moved != agreement.title or first.year != last.year:
        return moved
    # "Chương trình phối hợp 2019": a bare year closes the title.
    return re.sub(rf"(?<![/\d])\b{last.year}$", str(year), agreement.title)


def _put(
    draft: Agreement, carried: list[Carried], year: int, instead: Instead
) -> list[ContentItem]:
    made = []
    for order, one in enumerate(carried, start=draft.items.count()):
        item = one.item
        row = ContentItem.objects.create(
            agreement=draft,
            line_id=item.line_id or ContentLine.objects.create(agreement=draft).pk,
            order=order,
            text=item.text,
            lead_agency_id=key_in_place_of(item.lead_agency_id, instead),
            period_text=item.period_text,
            product=item.product,
            due_rule=one.rule(year),
            weight=item.weight,
        )
        named = [part.agency_id for part in item.coordinations.all()]
        ItemCoordination.objects.bulk_create(
            ItemCoordination(item=row, agency_id=agency)
            for agency in others_in_place(named, row.lead_agency_id, instead)
        )
        made.append(row)
    return made


@transaction.atomic
def terminate_agreement(  # noqa: PLR0913 -- the facts of the act, all by name
    agreement: Agreement,
    *,
    on: date | None,
    reason: str,
    by: User,
    at: datetime,
    document: Document | None = None,
) -> Agreement:
    """End it before its time, from that day on. What becomes of its open tasks is said elsewhere.

    Raises PermissionDenied, NotSignedYet, AlreadyEnded, AlreadyRenewed, DayRequired,
    EndsBeforeStart, EndsAfterTerm, ReasonRequired.
    """
    agreement = locked_signed(agreement, by=by, permission="agreements.settle_term")
    if agreement.ended_on is not None:
        raise errors.AlreadyEnded
    if agreement.renewed_on is not None:
        raise term_errors.AlreadyRenewed
    if on is None:
        raise errors.DayRequired
    if agreement.signed_on is not None and on < agreement.signed_on:
        raise errors.EndsBeforeStart
    if agreement.valid_to is not None and on > agreement.valid_to:
        raise term_errors.EndsAfterTerm
    if not reason.strip():
        raise errors.ReasonRequired
    Termination.objects.create(
        agreement=agreement,
        on=on,
        reason=vntext.nfc(reason).strip()[:500],
        document=document,
        at=at,
        by=by,
    )
    said = {"reason": reason.strip(), "document": document and str(document)}
    changes: dict[str, tuple[object, object]] = {"ended_on": (None, on)}
    changes |= {name: (None, value) for name, value in said.items() if value}
    agreement.ended_on = on
    agreement.save(update_fields=["ended_on"])
    audit.record("agreement.terminated", agreement, by=by, at=at, changes=changes)
    tell_parties(agreement, "agreements.terminated", by=by, at=at)
    return agreement
