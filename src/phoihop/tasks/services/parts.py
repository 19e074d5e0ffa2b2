"""Phần việc: the lead agency passes parts of a task on to others, who may pass them on again."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.tasks import errors
from phoihop.tasks.models import Task, TaskSource
from phoihop.tasks.people import assignable_agencies
from phoihop.tasks.services.assigning import Act, TaskFacts, check_facts, create_tasks, new_task
from phoihop.tasks.services.common import day_of, locked, refuse_stopped
from phoihop.tasks.services.following import accept
from phoihop.tasks.services.naming import hold
from phoihop.tasks.services.rolling import roll_up

HEAVIEST = 100


@transaction.atomic
def assign_part(  # noqa: PLR0913 -- of which task, what, how much of it; who, when, which form
    parent: Task,
    facts: TaskFacts,
    *,
    weight: int = 1,
    by: User,
    at: datetime,
    form_key: str = "",
) -> Task:
    """The lead agency gives a part of the task to an agency that it may assign to.

    Who passes a task on has accepted it; from now on its progress is that of its parts. A part
    of a task that is overdue itself may fall due later than the task. The same
    form_key a second time gives the part of the first time. Raises PermissionDenied, TaskClosed,
    TaskSuspended, AlreadyWaiting, WeightRequired, DueAfterParent and the errors of `assign_task`.
    """
    form_key = form_key or uuid.uuid4().hex
    hold([parent.lead_agency, facts.lead_agency, *facts.coordinating])
    parent = locked(parent, by, "tasks.assign_part")
    sent = Task.objects.filter(form_key=form_key).first()
    if sent is not None:
        if sent.parent_id != parent.pk or sent.assigned_by_id != by.pk:
            raise errors.FormUsed
        return sent
    refuse_stopped(parent)
    if parent.submitted_on is not None:
        raise errors.AlreadyWaiting
    if not 1 <= weight <= HEAVIEST:
        raise errors.WeightRequired
    check_facts(facts, day_of(at))
    check_within(parent, facts.due_on, overdue_on=day_of(at))
    allowed = assignable_agencies(parent.lead_agency, day_of(at))
    if not allowed.filter(pk=facts.lead_agency.pk).exists():
        raise errors.LeadNotAllowed
    part = new_task(facts, Act(parent.lead_agency, by, at), form_key, TaskSource.PART)
    part.parent, part.weight = parent, weight
    made = create_tasks([(part, facts)], by=by, at=at)[0]
    if parent.accepted_at is None:
        accept(parent, by, at)
    said: dict[str, object] = {"part": made.title, "part_lead": facts.lead_agency, "weight": weight}
    audit.record("task.part_assigned", parent, by=by, at=at, changes=None, **said)
    roll_up(made, by=by, at=at)
    return made


def check_within(parent: Task, due_on: date | None, *, overdue_on: date | None = None) -> None:
    """A part of a task with a due day has one that is not later. Raises DueAfterParent.

    overdue_on: a day on which the task itself may be overdue; then any day fits, for no day that
    is still to come would be within it.
    """
    if parent.due_on is None:
        return
    is_over = overdue_on is not None and parent.due_on < overdue_on
    if due_on is None or (due_on > parent.due_on and not is_over):
        raise errors.DueAfterParent


def open_parts(task: Task) -> "list[Task]":
    """The parts one level below that are neither done nor withdrawn."""
    return list(task.parts.filter(done_on=None, withdrawn_on=None).order_by("pk"))


def below(tasks: Iterable[Task]) -> list[Task]:
    """All parts below these tasks, level by level, locked; one query a level."""
    found: list[Task] = []
    level = [task.pk for task in tasks]
    while level:
        rows = list(Task.objects.select_for_update().filter(parent__in=level).order_by("pk"))
        found += rows
        level = [row.pk for row in rows]
    return found
