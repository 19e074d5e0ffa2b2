"""Phần phối hợp: what a coordinating agency owes within a task of another."""

from datetime import date, datetime

from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.inbox.services import Telling, notify_many
from phoihop.tasks import errors
from phoihop.tasks.models import Task, TaskCoordination
from phoihop.tasks.notices import tell_lead
from phoihop.tasks.services.common import day_of, locked, refuse_stopped


@transaction.atomic
def set_contribution(  # noqa: PLR0913 -- of whom, what and until when; who and when
    task: Task, agency: Agency, *, part: str, due_on: date | None, by: User, at: datetime
) -> TaskCoordination:
    """Say what a coordinating agency contributes, and by when; None: by the due day of the task.

    Raises PermissionDenied, TaskClosed, TaskSuspended, NotCoordinating, ContributionDueAfterTask,
    ContributionDueBeforeAssigned.
    """
    task = locked(task, by, "tasks.set_contribution")
    refuse_stopped(task)
    row = task.coordinations.select_for_update().filter(agency=agency).first()
    if row is None:
        raise errors.NotCoordinating
    check_due(due_on, task.due_on, task.assigned_on)
    part = vntext.nfc(part).strip()[:300]
    changes: dict[str, tuple[object, object]] = {}
    if row.part != part:
        changes["part"] = (row.part or None, part or None)
    if row.due_on != due_on:
        changes["part_due_on"] = (row.due_on, due_on)
    if not changes:
        return row
    row.part, row.due_on = part, due_on
    row.save(update_fields=["part", "due_on"])
    whose = {"part_of": (None, agency)}
    audit.record("contribution.set", task, by=by, at=at, changes=whose | changes)
    telling = Telling(record=task, words=part, agencies={agency.pk})
    notify_many("tasks.contribution_set", [telling], by=by, at=at)
    return row


def check_due(due_on: date | None, task_due: date | None, assigned_on: date) -> None:
    """Raise ContributionDueAfterTask or ContributionDueBeforeAssigned."""
    if due_on is None:
        return
    if task_due is not None and due_on > task_due:
        raise errors.ContributionDueAfterTask
    if due_on < assigned_on:
        raise errors.ContributionDueBeforeAssigned


def finish_contribution(
    task: Task, agency: Agency, *, by: User, at: datetime
) -> dict[str, tuple[object, object]]:
    """Mark the part of an agency as done that day, in a locked task; what changed."""
    row = task.coordinations.select_for_update().filter(agency=agency).first()
    if row is None or row.done_on is not None:
        return {}
    row.done_on, row.done_by = day_of(at), by
    row.save(update_fields=["done_on", "done_by"])
    return {"part_done_on": (None, row.done_on)}


@transaction.atomic
def reopen_contribution(task: Task, *, by: User, at: datetime) -> TaskCoordination:
    """The agency takes back that its part is done.

    Raises PermissionDenied, TaskClosed, TaskSuspended, ContributionNotDone.
    """
    task = locked(task, by, "tasks.finish_contribution")
    refuse_stopped(task)
    row = task.coordinations.select_for_update().get(agency=by.acting_agency)
    if row.done_on is None:
        raise errors.ContributionNotDone
    changes = {"part_done_on": (row.done_on, None)}
    row.done_on = row.done_by = None
    row.save(update_fields=["done_on", "done_by"])
    audit.record("contribution.reopened", task, by=by, at=at, changes=changes)
    tell_lead(task, "tasks.contribution_reopened", by=by, at=at)
    return row
