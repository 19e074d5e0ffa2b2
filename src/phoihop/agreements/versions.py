"""Phiên bản năm: the contents of one year, derived from the agreement; drafted, then fixed."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements import errors
from phoihop.agreements.acting import (
    NOBODY_ELSE,
    Instead,
    key_in_place_of,
    others_in_place,
    stand_ins,
)
from phoihop.agreements.due_words import due_words
from phoihop.agreements.leading import AnyItem
from phoihop.agreements.models import Agreement, ContentLine
from phoihop.agreements.reading import current_items
from phoihop.agreements.term_models import ItemOrigin, PlanCoordination, PlanItem, YearPlan
from phoihop.agreements.terms import days_of_year, is_of_several_years, text_on
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.periods import DueRule, InvalidDueRule, anniversary, parse_due_rule


class PlanItemFacts(TypedDict, total=False):
    """What a content of a year says; due_rule: as periods.DueRule writes it."""

    text: str
    lead_agency: Agency | None
    later_lead: Agency | None
    coordinating: Sequence[Agency]
    period_text: str
    product: str
    due_rule: str
    weight: int
    reason: str


def items_of(plan: YearPlan) -> "QuerySet[PlanItem]":
    """The contents of a version in order, with their agencies loaded."""
    rows = plan.items.select_related("lead_agency", "later_lead", "plan", "line")
    return rows.prefetch_related("coordinations__agency", "coordinating_agencies")


@transaction.atomic
def make_version(
    agreement: Agreement,
    year: int,
    *,
    by: User,
    at: datetime,
    lines: Collection[int] | None = None,
) -> YearPlan:
    """Draft the contents of a year from the text in force in it.

    lines: the content lines that continue, all of them for None. Written days move into the year.
    Raises PermissionDenied, NotSignedYet, OutsideTerm, VersionExists, NoContentChosen.
    """
    agreement = locked_signed(agreement, by=by)
    source = text_of_year(agreement, year, timezone.localdate(at))
    contents = list(current_items(source))
    items = [one for one in contents if lines is None or one.line_id in lines]
    plan = begin_version(agreement, year, source, by=by, at=at)
    # A regulation may have none: what is done in a year is then written in its version.
    if contents and not items:
        raise errors.NoContentChosen
    instead = stand_ins(agreement, timezone.localdate(at))
    put_items(plan, [(item, ItemOrigin.PARENT, "") for item in items], instead)
    _say_made(plan, [item.text for item in items], by=by, at=at)
    return plan


def text_of_year(agreement: Agreement, year: int, on: date) -> Agreement:
    """The text from which the contents of a year are drafted that day: of a year to come the one
    in force at its beginning, of the current one the one in force now.
    """
    first, last = days_of_year(agreement, year)
    return text_on(agreement, min(max(first, on), last))


def begin_version(
    agreement: Agreement, year: int, follows: Agreement, *, by: User, at: datetime
) -> YearPlan:
    """The empty draft of a year; follows: the text that its contents are taken from.

    Raises OutsideTerm, VersionExists.
    """
    first, last = days_of_year(agreement, year)
    if first > last or first.year != year:
        raise errors.OutsideTerm
    plan = YearPlan.objects.select_for_update().filter(agreement=agreement, year=year).first()
    if plan is not None and (plan.is_version or _is_its_year(plan)):
        raise errors.VersionExists(year)
    plan = plan or YearPlan(agreement=agreement, year=year)
    plan.created_at, plan.created_by, plan.follows = at, by, follows
    plan.save()
    return plan


def _is_its_year(plan: YearPlan) -> bool:
    """Of an agreement of one year that has tasks the contents stand; of several, each year has
    its version, also where tasks came along from the paper that it continues.
    """
    return not is_of_several_years(plan.agreement) and plan.task_lines.exists()


def put_items(
    plan: YearPlan, chosen: Iterable[tuple[AnyItem, str, str]], instead: Instead = NOBODY_ELSE
) -> list[PlanItem]:
    """Copy contents into a version: (content, origin, reason) each; behind those there are.

    instead: who stands in for agencies that have ended.
    """
    order = _last_order(plan)
    made = []
    for item, origin, reason in chosen:
        order += 1
        lead = key_in_place_of(item.lead_agency_id, instead)
        later = key_in_place_of(getattr(item, "later_lead_id", None), instead)
        row = PlanItem.objects.create(
            plan=plan,
            line_id=item.line_id,
            order=order,
            origin=origin,
            text=item.text,
            lead_agency_id=lead,
            later_lead_id=None if later == lead else later,
            period_text=item.period_text,
            product=item.product,
            due_rule=rule_in_year(item.due_rule, plan.year),
            weight=item.weight,
            reason=reason,
        )
        named = [part.agency_id for part in item.coordinations.all()]
        coordinate(row, others_in_place(named, lead, instead))
        made.append(row)
    return made


def rule_in_year(rule: str, year: int) -> str:
    """A rule as it stands in that year: a written day moves there, recurring ones stay."""
    try:
        parsed = parse_due_rule(rule) if rule else None
    except InvalidDueRule:
        return rule
    if parsed is None or parsed.on is None or parsed.on.year == year:
        return rule
    return str(DueRule("on", on=anniversary(parsed.on, year - parsed.on.year)))


@transaction.atomic
def add_plan_item(
    plan: YearPlan,
    *,
    by: User,
    at: datetime,
    arose: bool = False,
    form_key: UUID | None = None,
    **facts: Unpack[PlanItemFacts],
) -> PlanItem:
    """Add a content that the agreement does not have; only as one that arose.

    Raises PermissionDenied, VersionFixed, NotInParent, ItemTextRequired, LeadCoordinates,
    BadDueRule, ItemWeight. The same form_key again gives the same content.
    """
    plan = locked_version(plan, by=by)
    made = plan.items.filter(form_key=form_key).first() if form_key else None
    if made is not None:
        return made
    if not arose:
        raise errors.NotInParent
    item = PlanItem(
        plan=plan, origin=ItemOrigin.NEW, order=_last_order(plan) + 1, form_key=form_key
    )
    coordinating = _set(item, facts)
    item.line = ContentLine.objects.create(agreement_id=plan.agreement_id)
    item.save()
    coordinate(item, [agency.pk for agency in coordinating])
    said = _words_of(item, coordinating)
    changes: dict[str, tuple[object, object]] = {name: (None, new) for name, new in said.items()}
    _record("version.content_added", plan, changes, by=by, at=at)
    return item


@transaction.atomic
def edit_plan_item(
    item: PlanItem, *, by: User, at: datetime, **facts: Unpack[PlanItemFacts]
) -> PlanItem:
    """Change a content for this year alone; facts that are not given stay. Raises as adding."""
    plan = locked_version(item.plan, by=by)
    item = items_of(plan).get(pk=item.pk)
    before_agencies = [part.agency for part in item.coordinations.all()]
    before = _words_of(item, before_agencies)
    facts.setdefault("coordinating", before_agencies)
    coordinating = _set(item, facts)
    after = _words_of(item, coordinating)
    changes: dict[str, tuple[object, object]] = {
        name: (before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    }
    if not changes:
        return item
    item.save()
    coordinate(item, [agency.pk for agency in coordinating])
    _record("version.content_edited", plan, {"content": (None, item.text)} | changes, by=by, at=at)
    return item


@transaction.atomic
def remove_plan_item(item: PlanItem, *, by: User, at: datetime) -> None:
    """Let a content not continue in this year. Raises PermissionDenied, VersionFixed."""
    plan = locked_version(item.plan, by=by)
    _record("version.content_removed", plan, {"content": (item.text, None)}, by=by, at=at)
    item.delete()


@transaction.atomic
def fix_version(  # noqa: PLR0913 -- the facts of the act, all by name
    plan: YearPlan,
    *,
    words: str,
    on: date | None,
    by: User,
    at: datetime,
    document: Document | None = None,
) -> YearPlan:
    """Record how the contents of the year were fixed: by a conference, by the parties' approval.

    words: "Thống nhất tại hội nghị 06/01/2023". From now on tasks are made from it. Raises
    PermissionDenied, VersionFixed, WordsRequired, DayRequired, DayInFuture, SettledBeforeSigning,
    NoContentChosen.
    """
    plan = locked_version(plan, by=by, permission="agreements.settle_term")
    words = vntext.nfc(words).strip()
    if not words:
        raise errors.WordsRequired
    if on is None:
        raise errors.DayRequired
    refuse_day(plan.agreement, on, at)
    if not plan.items.exists():
        raise errors.NoContentChosen
    plan.fixed_words, plan.fixed_on, plan.fixed_document = words[:500], on, document
    plan.fixed_at, plan.fixed_by = at, by
    plan.save()
    changes: dict[str, tuple[object, object]] = {"fixed_words": (None, plan.fixed_words)}
    changes |= {"fixed_on": (None, on)}
    if document is not None:
        changes |= {"document": (None, str(document))}
    _record("version.fixed", plan, changes, by=by, at=at)
    return plan


def refuse_day(agreement: Agreement, on: date, at: datetime) -> None:
    """What settles a year happened between the signing and today.

    Raises DayInFuture, SettledBeforeSigning.
    """
    if on > timezone.localdate(at):
        raise errors.DayInFuture
    if agreement.signed_on is not None and on < agreement.signed_on:
        raise errors.SettledBeforeSigning


def locked_signed(
    agreement: Agreement, *, by: User, permission: str = "agreements.change_agreement"
) -> Agreement:
    """The signed agreement, locked. Raises PermissionDenied, NotSignedYet, AmendmentNotAmended."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not by.has_perm(permission, agreement):
        raise PermissionDenied
    if not agreement.is_signed:
        raise errors.NotSignedYet
    if agreement.amends_id is not None:
        raise errors.AmendmentNotAmended
    return agreement


def locked_version(
    plan: YearPlan, *, by: User, permission: str = "agreements.change_agreement"
) -> YearPlan:
    """The draft of a year, locked. Raises PermissionDenied, VersionFixed."""
    plan = YearPlan.objects.select_for_update().get(pk=plan.pk)
    if not by.has_perm(permission, plan.agreement):
        raise PermissionDenied
    if plan.is_in_force:
        raise errors.VersionFixed
    return plan


def _set(item: PlanItem, facts: PlanItemFacts) -> list[Agency]:
    """Put the facts on the item; the coordinating agencies. Raises what `add_plan_item` does."""
    for field, value in facts.items():
        if field != "coordinating":
            setattr(item, field, vntext.nfc(value.strip()) if isinstance(value, str) else value)
    if not item.text:
        raise errors.ItemTextRequired
    if item.weight < 1:
        raise errors.ItemWeight
    if item.due_rule:
        try:
            item.due_rule = str(parse_due_rule(item.due_rule))
        except InvalidDueRule as error:
            raise errors.BadDueRule from error
    if item.later_lead_id == item.lead_agency_id:
        item.later_lead = None
    chosen = list(dict.fromkeys(facts.get("coordinating", ())))
    if item.lead_agency is not None and item.lead_agency in chosen:
        raise errors.LeadCoordinates
    return chosen


def coordinate(item: PlanItem, agencies: Iterable[int]) -> None:
    """Let these agencies coordinate, and no others."""
    item.coordinations.all().delete()
    PlanCoordination.objects.bulk_create(
        PlanCoordination(item=item, agency_id=agency) for agency in agencies
    )


def _last_order(plan: YearPlan) -> int:
    return int(plan.items.aggregate(last=Max("order", default=-1))["last"])


def _words_of(item: PlanItem, coordinating: Sequence[Agency]) -> dict[str, object]:
    said: dict[str, object] = {
        "content": item.text,
        "lead_agency": item.lead_agency and str(item.lead_agency),
        "later_lead": item.later_lead and str(item.later_lead),
        "coordinating_agencies": sorted(str(agency) for agency in coordinating) or None,
        "product": item.product or None,
        "due_rule": due_words(item.due_rule) or None,
        "reason": item.reason or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _say_made(plan: YearPlan, contents: list[str], *, by: User, at: datetime) -> None:
    _record("version.made", plan, {"contents": (None, contents)}, by=by, at=at)


def _record(
    verb: str,
    plan: YearPlan,
    changes: dict[str, tuple[object, object]],
    *,
    by: User,
    at: datetime,
) -> None:
    """An act on a year stands in the history of its agreement, with the year."""
    audit.record(verb, plan.agreement, by=by, at=at, changes={"year": (None, plan.year)} | changes)
