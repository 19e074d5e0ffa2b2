"""What the assigning agency decides: confirm, return, suspend, resume, withdraw."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from phoihop import vntext
from phoihop.accounts.delegating import authorised
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.documents.models import Document
from phoihop.tasks import errors
from phoihop.tasks.models import ResultSubmission, Task
from phoihop.tasks.notices import tell_lead
from phoihop.tasks.services.common import day_of, lock, locked, refuse_stopped
from phoihop.tasks.services.dues import lapse_extension
from phoihop.tasks.services.explaining import drop_explanation
from phoihop.tasks.services.milestones import close_by_report
from phoihop.tasks.services.parts import below
from phoihop.tasks.services.rolling import roll_up


@transaction.atomic
def confirm_task(  # noqa: PLR0913 -- the facts of the act, all by name
    task: Task,
    *,
    by: User,
    at: datetime,
    remark: str = "",
    report: Document | None = None,
    sure: bool = False,
) -> Task:
    """Confirm the submitted result: done on the day of its submission, and locked.

    report: of a task made from a milestone, the review report that closes it; sure: it is the
    report although it does not look like it. Raises PermissionDenied, NothingWaits, TaskClosed,
    TaskSuspended, ReportRefused, ReportDoubtful.
    """
    task = lock(task)
    by = authorised(by, "tasks.confirm_task", task, day_of(at))
    submission = _waiting(task)
    submission.confirmed_at, submission.confirmed_by = at, by
    submission.answered_for = by.on_behalf_of
    submission.remark = vntext.nfc(remark).strip()
    submission.save(update_fields=["confirmed_at", "confirmed_by", "answered_for", "remark"])
    changes = {"done_on": (None, submission.on), "percent": (task.percent, 100)}
    task.done_on, task.submitted_on, task.percent = submission.on, None, 100
    task.updated_at = at
    task.save(update_fields=["done_on", "submitted_on", "percent", "updated_at"])
    said = {"remark": submission.remark} if submission.remark else {}
    if report is not None:
        said["report"] = report.name
        close_by_report(task, report, by=by, at=at, sure=sure)
    audit.record("task.confirmed", task, by=by, at=at, changes=changes, **said)
    lapse_extension(task, by=by, at=at)
    roll_up(task, by=by, at=at)
    also = {submission.by_id}
    tell_lead(task, "tasks.confirmed", by=by, at=at, words=submission.remark, also=also)
    return task


@transaction.atomic
def return_task(task: Task, *, reason: str, by: User, at: datetime) -> Task:
    """Give the result back with a reason: it is as if it had not been handed in.

    Raises PermissionDenied, NothingWaits, ReasonRequired, TaskClosed, TaskSuspended.
    """
    task = lock(task)
    by = authorised(by, "tasks.return_task", task, day_of(at))
    submission = _waiting(task)
    if not reason.strip():
        raise errors.ReasonRequired
    submission.returned_at, submission.returned_by = at, by
    submission.answered_for = by.on_behalf_of
    submission.reason = vntext.nfc(reason).strip()
    submission.save(update_fields=["returned_at", "returned_by", "answered_for", "reason"])
    changes = {"submitted_on": (task.submitted_on, None), "returned_on": (None, day_of(at))}
    task.submitted_on, task.returned_on, task.updated_at = None, day_of(at), at
    task.save(update_fields=["submitted_on", "returned_on", "updated_at"])
    audit.record("task.returned", task, by=by, at=at, changes=changes, reason=submission.reason)
    also = {submission.by_id}
    tell_lead(task, "tasks.returned", by=by, at=at, words=submission.reason, also=also)
    return task


def _waiting(task: Task) -> ResultSubmission:
    refuse_stopped(task)
    submission = (
        task.submissions.select_for_update()
        .filter(confirmed_at=None, returned_at=None, taken_back_at=None)
        .first()
    )
    if submission is None:
        raise errors.NothingWaits
    return submission


@transaction.atomic
def suspend_task(task: Task, *, reason: str, by: User, at: datetime) -> Task:
    """Halt the task for a time, and its parts with it: in no figure until it is resumed.

    Raises PermissionDenied, ReasonRequired, TaskClosed, TaskSuspended.
    """
    task = locked(task, by, "tasks.suspend_task")
    refuse_stopped(task)
    if not reason.strip():
        raise errors.ReasonRequired
    values = {"suspended_on": day_of(at), "stop_reason": vntext.nfc(reason).strip()[:500]}
    audit.save_changes(task, values, verb="task.suspended", by=by, at=at)
    for part in below([task]):
        if not _is_stopped(part):
            also = values | {"stopped_with_parent": True}
            _stop_with(part, also, "task.suspended", by=by, at=at)
    tell_lead(task, "tasks.suspended", by=by, at=at, words=task.stop_reason, coordinating=True)
    return task


@transaction.atomic
def resume_task(task: Task, *, by: User, at: datetime) -> Task:
    """Let a suspended task go on, with the parts that were suspended with it.

    Raises PermissionDenied, NotSuspended, TaskClosed, ParentStopped.
    """
    task = locked(task, by, "tasks.resume_task")
    if task.withdrawn_on is not None:
        raise errors.TaskClosed
    if task.suspended_on is None:
        raise errors.NotSuspended
    if task.parent is not None and task.parent.suspended_on is not None:
        raise errors.ParentStopped
    values: dict[str, object] = {"suspended_on": None, "stop_reason": ""}
    audit.save_changes(task, values, verb="task.resumed", by=by, at=at)
    task.stopped_with_parent = False
    task.save(update_fields=["stopped_with_parent"])
    for part in below([task]):
        if part.stopped_with_parent and part.withdrawn_on is None:
            also = values | {"stopped_with_parent": False}
            _stop_with(part, also, "task.resumed", by=by, at=at)
    tell_lead(task, "tasks.resumed", by=by, at=at, coordinating=True)
    return task


@transaction.atomic
def withdraw_task(task: Task, *, reason: str, by: User, at: datetime) -> Task:
    """Take the task back for good, and its open parts with it: readable, counted nowhere.

    Raises PermissionDenied, ReasonRequired, TaskClosed.
    """
    task = locked(task, by, "tasks.withdraw_task")
    if task.done_on is not None or task.withdrawn_on is not None:
        raise errors.TaskClosed
    if not reason.strip():
        raise errors.ReasonRequired
    values = {"withdrawn_on": day_of(at), "stop_reason": vntext.nfc(reason).strip()[:500]}
    audit.save_changes(task, values, verb="task.withdrawn", by=by, at=at)
    _drop_requests(task, by, at)
    for part in below([task]):
        if part.done_on is None and part.withdrawn_on is None:
            _stop_with(part, values, "task.withdrawn", by=by, at=at)
            _drop_requests(part, by, at)
    roll_up(task, by=by, at=at)
    tell_lead(task, "tasks.withdrawn", by=by, at=at, words=task.stop_reason, coordinating=True)
    return task


def _is_stopped(task: Task) -> bool:
    return any((task.done_on, task.withdrawn_on, task.suspended_on))


def _stop_with(
    part: Task, values: Mapping[str, object], verb: str, *, by: User, at: datetime
) -> None:
    """A part goes the way of the task above it, with the same reason and its own trace."""
    audit.save_changes(part, values, verb=verb, by=by, at=at)
    notice = verb.replace("task.", "tasks.")
    tell_lead(part, notice, by=by, at=at, words=part.stop_reason, coordinating=True)


def _drop_requests(task: Task, by: User, at: datetime) -> None:
    lapse_extension(task, by=by, at=at)
    drop_explanation(task, by=by, at=at)
