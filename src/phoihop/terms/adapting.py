"""What a signed amendment changes in the contents and tasks of a year that is under way."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agreements import errors, term_errors
from phoihop.agreements.acting import acting_parties, stand_ins
from phoihop.agreements.differences import changed_lines
from phoihop.agreements.leading import AnyItem
from phoihop.agreements.models import Agreement, ContentItem, ItemOrigin, PlanItem, YearPlan
from phoihop.agreements.terms import text_on
from phoihop.agreements.versions import coordinate, items_of, put_items, rule_in_year
from phoihop.agreements.year_contents import contents_of_text, text_followed
from phoihop.audit import services as audit
from phoihop.periods import parse_due_rule
from phoihop.tasks.models import Task
from phoihop.tasks.planning import Planned, planned_of
from phoihop.tasks.plans import in_plan
from phoihop.tasks.services import ItemAssignment, assign_from_items, withdraw_task
from phoihop.tasks.services.common import day_of
from phoihop.tasks.services.naming import hold
from phoihop.terms.changing import Change, carry_out, changes_of

_FIELDS = ("text", "lead_agency_id", "period_text", "product", "weight")


@dataclass
class Proposal:
    """What becomes of one content; `new` None: it is dropped.

    Its open tasks are withdrawn, or changed where the text names others or another product; tasks
    that it calls for besides are added.
    """

    item: AnyItem | None
    new: ContentItem | None
    withdraw: list[Task] = field(default_factory=list)
    change: list[Change] = field(default_factory=list)
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
    """What the text in force changes in this year and is not carried out in it yet.

    It is compared with the text that the contents of the year follow, so that of several
    amendments none is lost behind another.
    """
    amendment = amendment_for(plan, on)
    followed = text_followed(plan)
    if amendment is None or amendment == followed or plan.year < on.year:
        return []
    old, new = contents_of_text(followed), contents_of_text(amendment)
    wanted_by_line = {item.line_id: item for item in new}
    rows: list[AnyItem] = list(items_of(plan)) if plan.is_version else list(old)
    held = {item.line_id: item for item in rows}
    made = []
    for line in changed_lines(old, new):
        item, wanted = held.get(line), wanted_by_line.get(line)
        if item is None and wanted is None:
            continue
        if isinstance(item, PlanItem) and _says_so(item, wanted, plan.year):
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
    change: Collection[int] = (),
) -> None:
    """Bring the year up to the text in force: withdraw, change and add the chosen tasks.

    withdraw, change: ids of tasks; add: keys of Planned. Raises PermissionDenied, ReasonRequired,
    VersionNotFixed, NothingToFollow and what assigning, another lead or rewording refuses.
    """
    on = day_of(at)
    _hold_agencies(plan.agreement, by, on)
    plan = YearPlan.objects.select_for_update().get(pk=plan.pk)
    if not by.has_perm("agreements.change_agreement", plan.agreement):
        raise PermissionDenied
    reason = vntext.nfc(reason).strip()
    if not reason:
        raise errors.ReasonRequired
    if not plan.is_in_force:
        raise errors.VersionNotFixed
    wanted = proposals(plan, on)
    if not wanted:
        raise term_errors.NothingToFollow
    for one in wanted:
        _rewrite(plan, one, reason, on)
        for task in one.withdraw:
            if task.pk in withdraw:
                withdraw_task(task, reason=reason, by=by, at=at)
        for changed in one.change:
            if changed.task.pk in change:
                carry_out(changed, reason=reason, by=by, at=at)
    plan.follows = amendment_for(plan, on)
    plan.save(update_fields=["follows"])
    said = {
        "year": (None, plan.year),
        "contents": (None, [one.text for one in wanted]),
        "reason": (None, reason),
    }
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
    on = day_of(at)
    rows: list[AnyItem] = list(items_of(plan)) if plan.is_version else []
    if not plan.is_version:
        rows += contents_of_text(text_on(plan.agreement, on))
    items = [item for item in rows if item.line_id in lines]
    planned = planned_of(plan.agreement, items, on, plan)
    chosen = [one for one in planned if not one.assigned and one.line_key in add]
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


def _rewrite(plan: YearPlan, one: Proposal, reason: str, on: date) -> None:
    """Let the content of the year say what the amendment says; a year without contents of its own
    has those of the text anyway.
    """
    if not plan.is_version:
        return
    if one.item is None and one.new is not None:
        put_items(plan, [(one.new, ItemOrigin.PARENT, reason[:500])])
        return
    item = PlanItem.objects.get(plan=plan, line=one.item.line_id if one.item else None)
    item.reason = reason[:500]
    if one.new is None:
        item.dropped_on = on  # it stays to be read, with what was done
        item.save()
        return
    item.dropped_on = None
    for name in _FIELDS:
        setattr(item, name, getattr(one.new, name))
    item.due_rule = rule_in_year(one.new.due_rule, plan.year)
    if item.later_lead_id == item.lead_agency_id:
        item.later_lead = None
    item.save()
    coordinate(item, _coordinating(one.new))


def _says_so(item: PlanItem, wanted: ContentItem | None, year: int) -> bool:
    """The content of the year says already what the text says of it."""
    if wanted is None or item.dropped_on is not None:
        return wanted is None and item.dropped_on is not None
    alike = all(getattr(item, name) == getattr(wanted, name) for name in _FIELDS)
    alike = alike and _coordinating(item) == _coordinating(wanted)
    return alike and item.due_rule == rule_in_year(wanted.due_rule, year)


def _coordinating(item: AnyItem) -> set[int]:
    return {part.agency_id for part in item.coordinations.all()}


def _proposal(
    plan: YearPlan, item: AnyItem | None, wanted: ContentItem | None, on: date
) -> Proposal:
    """The tasks that the new text no longer calls for, those it has otherwise, and new ones."""
    made = Proposal(item, wanted)
    after: list[Planned] = []
    row: AnyItem | None = None
    if wanted is not None:
        row = _as_wanted(plan, item, wanted)
        after = planned_of(plan.agreement, [row], on, plan)
    made.add = [one for one in after if not one.assigned]
    if item is None:
        return made
    days = {one.day for one in after}
    staying = []
    for task in _owed(plan, item.line_id):
        day = task.line.planned_on or task.due_on
        if day in days or _is_past_period(item, wanted, day, on):
            staying.append(task)
        else:
            made.withdraw.append(task)
    if row is not None and wanted is not None:
        instead = stand_ins(plan.agreement, on)
        made.change = changes_of(staying, (item, row, wanted), instead, on)
    return made


def _owed(plan: YearPlan, line: int) -> list[Task]:
    """Open tasks of a content whose result was not handed in."""
    owed = Task.objects.filter(
        in_plan(plan),
        line__content_line=line,
        done_on=None,
        submitted_on=None,
        withdrawn_on=None,
    )
    rows = owed.select_related("lead_agency", "line").prefetch_related("coordinations__agency")
    return list(rows.order_by("due_sort", "pk"))


def _is_past_period(item: AnyItem, wanted: ContentItem | None, day: date | None, on: date) -> bool:
    """What was due for a period that is over stays owed, whatever is asked from now on."""
    if wanted is None or day is None or day >= on or not item.due_rule:
        return False
    return parse_due_rule(item.due_rule).is_recurring


def _as_wanted(plan: YearPlan, item: AnyItem | None, wanted: ContentItem) -> AnyItem:
    """The content of the year as it would stand; not saved."""
    if not plan.is_version:
        return wanted
    row = PlanItem(plan=plan, line_id=wanted.line_id)
    if item is not None:
        row = items_of(plan).get(pk=item.pk)
    for name in _FIELDS:
        setattr(row, name, getattr(wanted, name))
    row.due_rule = rule_in_year(wanted.due_rule, plan.year)
    return row
