"""Giao nhiệm vụ theo bút phê: what a leader wrote on a paper becomes tasks, in one act."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import translation
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.documents.instructing import mark_assigned
from phoihop.documents.models import Document, Duty, Instruction
from phoihop.tasks import errors
from phoihop.tasks.duty_models import TaskDuty
from phoihop.tasks.models import Rhythm, Task, TaskSource
from phoihop.tasks.people import assignable_agencies, working_among
from phoihop.tasks.services.assigning import Act, TaskFacts, check_facts, create_tasks, new_task
from phoihop.tasks.services.common import day_of
from phoihop.tasks.services.naming import hold


@dataclass(frozen=True)
class DutyAssignment:
    """One task to be made of a duty, with what the leader left open."""

    duty: Duty
    product: str
    person_in_charge: Official | None
    due_on: date | None
    title: str = ""
    rhythm: str = Rhythm.NONE


@transaction.atomic
def assign_duties(
    document: Document,
    assignments: Iterable[DutyAssignment],
    *,
    by: User,
    at: datetime,
    form_key: str = "",
) -> list[Task]:
    """Make tasks of the duties that instructions on this paper name, all of them or none.

    The paper is their source, the leader their authority. Raises PermissionDenied, NothingChosen,
    and with the `row` of the assignment DutyAssigned, DutyReplaced, LeadNotAllowed, DueAfterLeader
    and the errors of each item. The same form_key a second time gives the first tasks.
    """
    assignments = list(assignments)
    hold([document.owner, *_named_by(assignments)])
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.hidden_at is not None or not by.has_perm("tasks.assign_duties", document):
        raise PermissionDenied
    form_key = form_key or uuid.uuid4().hex
    sent = Task.objects.filter(
        document=document, assigned_by=by, form_key__startswith=f"{form_key}:"
    )
    if made_before := list(sent.order_by("pk")):
        return made_before
    if not assignments:
        raise errors.NothingChosen
    duties = _locked(document, assignments)
    prefetch_related_objects(list(duties.values()), "coordinating")
    act = Act(document.owner, by, at, _workers(assignments, day_of(at)))
    made = [
        _task_of(document, assignment, duties[assignment.duty.pk], act, f"{form_key}:{row}")
        for row, assignment in enumerate(assignments)
    ]
    _check_leads(document, assignments, day_of(at))
    tasks = create_tasks(made, by=by, at=at)
    TaskDuty.objects.bulk_create(
        TaskDuty(task=task, duty=assignment.duty)
        for task, assignment in zip(tasks, assignments, strict=True)
    )
    for instruction in {duty.instruction_id: duty.instruction for duty in duties.values()}.values():
        theirs = [duty for duty in duties.values() if duty.instruction_id == instruction.pk]
        mark_assigned(instruction, theirs, by=by, at=at)
    return tasks


def _named_by(assignments: Sequence[DutyAssignment]) -> list[Agency]:
    duties = [one.duty for one in assignments]
    prefetch_related_objects(duties, "lead_agency", "coordinating")
    return [agency for duty in duties for agency in (duty.lead_agency, *duty.coordinating.all())]


def _workers(assignments: Sequence[DutyAssignment], on: date) -> set[tuple[int, int]]:
    """(official, agency) of those proposed who do work in the lead agency of their duty."""
    proposed = [
        (one.person_in_charge.pk, one.duty.lead_agency_id)
        for one in assignments
        if one.person_in_charge
    ]
    return working_among(proposed, on)


def _locked(document: Document, assignments: Sequence[DutyAssignment]) -> dict[int, Duty]:
    """The duties as they stand now, each free and of an instruction that stands."""
    rows = Duty.objects.select_for_update(of=("self",)).filter(
        instruction__document=document, pk__in=[one.duty.pk for one in assignments]
    )
    found = {duty.pk: duty for duty in rows.select_related("instruction", "lead_agency")}
    replaced = set(
        Instruction.objects.filter(document=document, replaces__isnull=False).values_list(
            "replaces", flat=True
        )
    )
    seen: set[int] = set()
    for row, assignment in enumerate(assignments):
        duty = found.get(assignment.duty.pk)
        if duty is None:
            raise PermissionDenied
        if duty.instruction_id in replaced:
            raise errors.DutyReplaced(row=row)
        if duty.assigned_at is not None or duty.pk in seen:
            raise errors.DutyAssigned(row=row)
        seen.add(duty.pk)
    return found


def _task_of(
    document: Document, assignment: DutyAssignment, duty: Duty, act: Act, form_key: str
) -> tuple[Task, TaskFacts]:
    row = int(form_key.rpartition(":")[2])
    facts = TaskFacts(
        title=assignment.title or duty.what,
        product=assignment.product,
        lead_agency=duty.lead_agency,
        person_in_charge=assignment.person_in_charge,
        due_on=assignment.due_on,
        rhythm=assignment.rhythm,
        authority=authority_of(duty.instruction),
        coordinating=dict.fromkeys(duty.coordinating.all(), ""),
        document=document,
        duty=duty,
    )
    on = day_of(act.at)
    check_facts(facts, on, row, act.workers)
    if is_after_leader(duty, assignment.due_on, on):
        raise errors.DueAfterLeader(row=row)
    return new_task(facts, act, form_key, TaskSource.CLAUSE), facts


def is_after_leader(duty: Duty, due_on: date | None, on: date) -> bool:
    """Whether a task given `on` that day would be due after the day the leader wrote.

    A standing task never is due. A day of the leader's that has passed binds no more.
    """
    if duty.due_on is None or duty.due_on < on:
        return False
    return due_on is None or due_on > duty.due_on


def authority_of(instruction: Instruction) -> str:
    """On whose authority, as papers of the office say it."""
    with translation.override("vi"):
        words = _("Instruction of %(name)s of %(day)s") % {
            "name": instruction.leader_name,
            "day": f"{instruction.given_on:%d/%m/%Y}",
        }
    return words[:200]


def _check_leads(document: Document, assignments: Sequence[DutyAssignment], on: date) -> None:
    leads = {one.duty.lead_agency_id for one in assignments}
    allowed = set(
        assignable_agencies(document.owner, on).filter(pk__in=leads).values_list("pk", flat=True)
    )
    for row, assignment in enumerate(assignments):
        if assignment.duty.lead_agency_id not in allowed:
            raise errors.LeadNotAllowed(row=row)
