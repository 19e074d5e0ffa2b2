"""Giao nhiệm vụ từ các mốc; a confirmed result that names its report closes the milestone."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.agreements.acting import acts_for_drafter
from phoihop.agreements.models import ContentItem, PlanItem
from phoihop.documents.errors import MilestoneRefused, ReportDoubtful
from phoihop.documents.milestone_acts import close_milestone
from phoihop.documents.models import Document, Milestone
from phoihop.tasks import errors
from phoihop.tasks.models import Task, TaskLine, TaskSource
from phoihop.tasks.people import assignable_agencies, working_among
from phoihop.tasks.planning import lines_taken
from phoihop.tasks.plans import settled_years
from phoihop.tasks.review_models import TaskMilestone
from phoihop.tasks.services.assigning import Act, TaskFacts, check_facts, create_tasks, new_task
from phoihop.tasks.services.common import day_of
from phoihop.tasks.services.naming import hold


@dataclass(frozen=True)
class ReviewAssignment:
    """One task to be made from a milestone.

    item: the content of an agreement, or of one of its years, that it also fulfils.
    """

    milestone: Milestone
    lead_agency: Agency
    person_in_charge: Official | None
    due_on: date | None
    title: str = ""
    product: str = ""
    item: ContentItem | PlanItem | None = None


@transaction.atomic
def assign_reviews(
    assignments: Iterable[ReviewAssignment], *, by: User, at: datetime, form_key: str = ""
) -> list[Task]:
    """Make tasks from milestones of the own register, all of them or none.

    A milestone keeps its true day, whatever day the task is due. Raises PermissionDenied,
    NothingChosen, and with the `row` of the assignment ReviewAssigned, ReviewClosed,
    LeadNotAllowed, ItemElsewhere, ItemAssigned and the errors of each of the six items. The same
    form_key a second time gives the first tasks.
    """
    agency = by.acting_agency
    if agency is None or not by.has_perm("tasks.assign_task"):
        raise PermissionDenied
    form_key = form_key or uuid.uuid4().hex
    assignments = list(assignments)
    hold([agency, *(one.lead_agency for one in assignments)])
    # Two posts of one form by one person wait for each other here.
    User.objects.select_for_update().only("pk").get(pk=by.pk)
    sent = Task.objects.filter(assigned_by=by, form_key__startswith=f"{form_key}:")
    if made_before := list(sent.order_by("pk")):
        return made_before
    if not assignments:
        raise errors.NothingChosen
    _lock(assignments, by)
    on = day_of(at)
    _check_leads(agency, assignments, on)
    act = Act(agency, by, at, _workers(assignments, on))
    made = [_task_of(one, row, act, form_key) for row, one in enumerate(assignments)]
    _check_items(assignments, agency, on)
    tasks = create_tasks(made, by=by, at=at)
    pairs = list(zip(tasks, assignments, strict=True))
    TaskMilestone.objects.bulk_create(
        TaskMilestone(task=task, milestone=one.milestone) for task, one in pairs
    )
    _put_under_contents(pairs)
    return tasks


def _lock(assignments: Sequence[ReviewAssignment], by: User) -> None:
    """Each milestone is open, of the own register, and given to nobody yet."""
    keys = [one.milestone.pk for one in assignments]
    rows = Milestone.objects.visible_to(by).select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows.select_related("document").filter(pk__in=keys)}
    taken = set(
        TaskMilestone.objects.filter(milestone__in=keys, task__withdrawn_on=None).values_list(
            "milestone", flat=True
        )
    )
    for row, one in enumerate(assignments):
        held = found.get(one.milestone.pk)
        if held is None or not by.has_perm("tasks.assign_reviews", held.document):
            raise PermissionDenied
        if not held.is_open:
            raise errors.ReviewClosed(row=row)
        if held.pk in taken:
            raise errors.ReviewAssigned(row=row)
        taken.add(held.pk)


def _check_leads(agency: Agency, assignments: Sequence[ReviewAssignment], on: date) -> None:
    leads = {one.lead_agency.pk for one in assignments}
    allowed = set(assignable_agencies(agency, on).filter(pk__in=leads).values_list("pk", flat=True))
    for row, one in enumerate(assignments):
        if one.lead_agency.pk not in allowed:
            raise errors.LeadNotAllowed(row=row)


def _workers(assignments: Sequence[ReviewAssignment], on: date) -> set[tuple[int, int]]:
    """(official, agency) of those proposed who do work in the lead agency."""
    proposed = [
        (one.person_in_charge.pk, one.lead_agency.pk) for one in assignments if one.person_in_charge
    ]
    return working_among(proposed, on)


def _task_of(
    assignment: ReviewAssignment, row: int, act: Act, form_key: str
) -> tuple[Task, TaskFacts]:
    milestone, item = assignment.milestone, assignment.item
    document = milestone.document
    facts = TaskFacts(
        title=assignment.title or review_title(milestone),
        product=assignment.product or review_product(milestone),
        lead_agency=assignment.lead_agency,
        person_in_charge=assignment.person_in_charge,
        due_on=assignment.due_on,
        authority=document.name[:200],
        coordinating={part.agency: "" for part in item.coordinations.select_related("agency")}
        if item
        else {},
        document=document,
    )
    check_facts(facts, day_of(act.at), row, act.workers)
    task = new_task(facts, act, f"{form_key}:{row}", TaskSource.CLAUSE)
    if item is not None:
        task.source, task.agreement = TaskSource.ITEM, item.agreement
    return task, facts


def _check_items(assignments: Sequence[ReviewAssignment], agency: Agency, on: date) -> None:
    """A content is one of the own signed agreements, led by that agency, not assigned yet."""
    for row, one in enumerate(assignments):
        item = one.item
        if item is None:
            continue
        if not acts_for_drafter(item.agreement, agency, on):
            raise PermissionDenied
        if not item.agreement.is_signed or not _in_force(item):
            raise errors.NotSigned(row=row)
        if item.lead_agency_id != one.lead_agency.pk:
            raise errors.ItemElsewhere(row=row)
        if (item.line_id, one.milestone.current_on) in lines_taken(item.agreement):
            raise errors.ItemAssigned(row=row)


def _in_force(item: ContentItem | PlanItem) -> bool:
    """Of the agreement itself, or of a year whose contents are settled."""
    return not isinstance(item, PlanItem) or item.plan.is_in_force


def _put_under_contents(pairs: Sequence[tuple[Task, ReviewAssignment]]) -> None:
    """The task answers to the planned day of the content, which no day off moves."""
    for task, one in pairs:
        if one.item is not None:
            line, day = one.item.line_id, one.milestone.current_on
            if isinstance(one.item, PlanItem):
                plan: int | None = one.item.plan_id
            else:
                plan = settled_years(one.item.agreement).plan_of(line, day)
            TaskLine.objects.create(
                task=task, content_line_id=line, year_plan_id=plan, planned_on=day
            )


def review_title(milestone: Milestone) -> str:
    """What the task is called, in the language of the office's records."""
    with override("vi"):
        words = _("%(review)s of %(document)s") % {
            "review": milestone.name,
            "document": milestone.document.name,
        }
    return words[:500]


def review_product(milestone: Milestone) -> str:
    """The report that closes the milestone."""
    with override("vi"):
        return _("Report: %(review)s") % {"review": milestone.name.lower()}


def close_by_report(
    task: Task, report: Document, *, by: User, at: datetime, sure: bool = False
) -> None:
    """The result is confirmed and names its report: the milestone of the task is closed by it.

    One that is closed already, or kept by another agency, stays as it is. sure: as close_milestone
    asks. Raises ReportRefused where the report cannot close it, ReportDoubtful where somebody has
    to say first that it is the report.
    """
    link = TaskMilestone.objects.filter(task=task).select_related("milestone__document").first()
    if link is None or not link.milestone.is_open:
        return
    if not by.has_perm("documents.keep_milestones", link.milestone.document):
        return
    try:
        close_milestone(link.milestone, report, sure=sure, by=by, at=at)
    except ReportDoubtful as refusal:
        raise errors.ReportDoubtful(str(refusal)) from refusal
    except MilestoneRefused as refusal:
        raise errors.ReportRefused(str(refusal)) from refusal
