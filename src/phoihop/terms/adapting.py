"""What a signed amendment changes in the version of a year that is under way."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agreements import errors
from phoihop.agreements.acting import acting_parties
from phoihop.agreements.differences import changed_lines
from phoihop.agreements.leading import AnyItem
from phoihop.agreements.models import Agreement, ContentItem, ItemOrigin, PlanItem, YearPlan
from phoihop.agreements.reading import current_items
from phoihop.agreements.terms import text_before, text_on
from phoihop.agreements.versions import coordinate, items_of, put_items, rule_in_year
from phoihop.audit import services as audit
from phoihop.tasks.models import Task
from phoihop.tasks.planning import Planned, planned_of
from phoihop.tasks.plans import in_plan
from phoihop.tasks.services import ItemAssignment, assign_from_items, withdraw_task
from phoihop.tasks.services.common import day_of
from phoihop.tasks.services.naming import hold

_FIELDS = ("text", "lead_agency_id", "period_text", "product", "weight")


@dataclass
class Proposal:
    """What becomes of one content: tasks to withdraw, tasks to add; `new` None: it is dropped."""

    item: PlanItem | None
    new: ContentItem | None
    withdraw: list[Task] = field(default_factory=list)
    add: list[Planned] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The content in words."""
        named = self.new or self.item
        return named.text if named is not None else ""


def amendment_for(plan: YearPlan, on: date) -> Agreement | None:
    """The amendment in force that day, None while the original text is."""
    text = text_on(plan.agreement, on)
    return text if text.amends_id is not None else None


def proposals(plan: YearPlan, on: date) -> list[Proposal]:
    """What the amendment in force changes in this version and is not carried out in it yet."""
    amendment = amendment_for(plan, on)
    if amendment is None or not plan.is_version or plan.year < on.year:
        return []
    before = text_before(amendment)
    new = {item.line_id: item for item in current_items(amendment)}
    held = {item.line_id: item for item in items_of(plan)}
    made = []
    for line in changed_lines(list(current_items(before)), list(new.values())):
        item, wanted = held.get(line), new.get(line)
        if item is None and wanted is None:
            continue
        if item is not None and wanted is not None and _same(item, wanted, plan.year):
            continue
        made.append(_proposal(plan, item, wanted, on))
    return made


@transaction.atomic
def adapt_version(  # noqa: PLR0913 -- the facts of the act, all by name
    plan: YearPlan,
    *,
    withdraw: Collection[int],
    add: Collection[str],
    reason: str,
    by: User,
    at: datetime,
) -> None:
    """Bring the version up to the amendment in force: withdraw and add the chosen tasks.

    withdraw: ids of tasks; add: keys of Planned. Raises PermissionDenied, ReasonRequired and what
    assigning refuses.
    """
    _hold_agencies(plan.agreement, by, day_of(at))
    plan = YearPlan.objects.select_for_update().get(pk=plan.pk)
    if not by.has_perm("agreements.change_agreement", plan.agreement):
        raise PermissionDenied
    reason = vntext.nfc(reason).strip()
    if not reason:
        raise errors.ReasonRequired
    on = day_of(at)
    wanted = proposals(plan, on)
    for one in wanted:
        _rewrite(plan, one, reason)
        for task in one.withdraw:
            if task.pk in withdraw:
                withdraw_task(task, reason=reason, by=by, at=at)
    changed = [one.text for one in wanted]
    said = {"year": (None, plan.year), "contents": (None, changed), "reason": (None, reason)}
    audit.record("version.amended", plan.agreement, by=by, at=at, changes=said)
    _assign(plan, wanted, add, by=by, at=at)


def _hold_agencies(agreement: Agreement, by: User, on: date) -> None:
    """Lock whoever the new tasks may name before any task is: see tasks.services.naming."""
    texts = {text.pk: text for text in (agreement, text_on(agreement, on))}
    hold([by.acting_agency, *(one for text in texts.values() for one in acting_parties(text, on))])


def _assign(
    plan: YearPlan, wanted: list[Proposal], add: Collection[str], *, by: User, at: datetime
) -> None:
    lines = {one.new.line_id for one in wanted if one.new is not None}
    items = [item for item in items_of(plan) if item.line_id in lines]
    planned = planned_of(plan.agreement, items, day_of(at), plan)
    chosen = [one for one in planned if not one.assigned and (one.line_key in add)]
    if not chosen:
        return
    assign_from_items(
        plan.agreement,
        [
            ItemAssignment(
                one.item, one.contact, one.due_on, one.rhythm, one.title, planned_on=one.day
            )
            for one in chosen
        ],
        by=by,
        at=at,
        plan=plan,
    )


def _rewrite(plan: YearPlan, one: Proposal, reason: str) -> None:
    """Let the content of the year say what the amendment says."""
    if one.new is None:
        return  # its tasks are withdrawn; the content stays to be read
    if one.item is None:
        put_items(plan, [(one.new, ItemOrigin.PARENT, reason[:500])])
        return
    item = PlanItem.objects.get(pk=one.item.pk)
    for name in _FIELDS:
        setattr(item, name, getattr(one.new, name))
    item.due_rule = rule_in_year(one.new.due_rule, plan.year)
    item.reason = reason[:500]
    if item.later_lead_id == item.lead_agency_id:
        item.later_lead = None
    item.save()
    coordinate(item, _coordinating(one.new))


def _same(item: PlanItem, wanted: ContentItem, year: int) -> bool:
    alike = all(getattr(item, name) == getattr(wanted, name) for name in _FIELDS)
    alike = alike and _coordinating(item) == _coordinating(wanted)
    return alike and item.due_rule == rule_in_year(wanted.due_rule, year)


def _coordinating(item: AnyItem) -> set[int]:
    return {agency.pk for agency in item.coordinating_agencies.all()}


def _proposal(
    plan: YearPlan, item: PlanItem | None, wanted: ContentItem | None, on: date
) -> Proposal:
    """The tasks that the new text no longer calls for, and those it calls for besides."""
    made = Proposal(item, wanted)
    after: list[Planned] = []
    if wanted is not None:
        after = planned_of(plan.agreement, [_as_wanted(plan, item, wanted)], on, plan)
    days = {one.day for one in after}
    if item is not None:
        owed = Task.objects.filter(
            in_plan(plan),
            line__content_line=item.line_id,
            done_on=None,
            submitted_on=None,
            withdrawn_on=None,
        ).select_related("lead_agency", "line")
        made.withdraw = [task for task in owed if (task.line.planned_on or task.due_on) not in days]
    made.add = [one for one in after if not one.assigned]
    return made


def _as_wanted(plan: YearPlan, item: PlanItem | None, wanted: ContentItem) -> PlanItem:
    """The content of the year as it would stand; not saved."""
    row = PlanItem(plan=plan, line_id=wanted.line_id)
    if item is not None:
        row = items_of(plan).get(pk=item.pk)
    for name in _FIELDS:
        setattr(row, name, getattr(wanted, name))
    row.due_rule = rule_in_year(wanted.due_rule, plan.year)
    return row
