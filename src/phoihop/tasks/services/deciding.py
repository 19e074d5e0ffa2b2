"""What the assigning agency decides: confirm, return, suspend, resume, withdraw."""

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
from phoihop.tasks.services.common import day_of, locked, refuse_stopped
from phoihop.tasks.services.milestones import close_by_report


@transaction.atomic
def confirm_task(
    task: Task, *, by: User, at: datetime, remark: str = "", report: Document | None = None
) -> Task:
    """Confirm the submitted result: done on the day of its submission, and locked.

    report: of a task made from a milestone, the review report that closes it. Raises
    PermissionDenied, NothingWaits, TaskClosed, TaskSuspended, ReportRefused.
    """
    task = Task.objects.select_for_update().get(pk=task.pk)
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
        close_by_report(task, report, by=by, at=at)
    audit.record("task.confirmed", task, by=by, at=at, changes=changes, **said)
    also = {submission.by_id}
    tell_lead(task, "tasks.confirmed", by=by, at=at, words=submission.remark, also=also)
    return task


@transaction.atomic
def return_task(task: Task, *, reason: str, by: User, at: datetime) -> Task:
    """Give the result back with a reason: it is as if it had not been handed in.

    Raises PermissionDenied, NothingWaits, ReasonRequired, TaskClosed, TaskSuspended.
    """
    task = Task.objects.select_for_update().get(pk=task.pk)
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
    """Halt the task for a time: it is in no figure until it is resumed.

    Raises PermissionDenied, ReasonRequired, TaskClosed, TaskSuspended.
    """
    task = locked(task, by, "tasks.suspend_task")
    refuse_stopped(task)
    if not reason.strip():
        raise errors.ReasonRequired
    values = {"suspended_on": day_of(at), "stop_reason": vntext.nfc(reason).strip()[:500]}
    audit.save_changes(task, values, verb="task.suspended", by=by, at=at)
    tell_lead(task, "tasks.suspended", by=by, at=at, words=task.stop_reason, coordinating=True)
    return task


@transaction.atomic
def resume_task(task: Task, *, by: User, at: datetime) -> Task:
    """Let a suspended task go on. Raises PermissionDenied, NotSuspended, TaskClosed."""
    task = locked(task, by, "tasks.resume_task")
    if task.withdrawn_on is not None:
        raise errors.TaskClosed
    if task.suspended_on is None:
        raise errors.NotSuspended
    values = {"suspended_on": None, "stop_reason": ""}
    audit.save_changes(task, values, verb="task.resumed", by=by, at=at)
    tell_lead(task, "tasks.resumed", by=by, at=at, coordinating=True)
    return task


@transaction.atomic
def withdraw_task(task: Task, *, reason: str, by: User, at: datetime) -> Task:
    """Take the task back for good: it stays readable and counts nowhere.

    Raises PermissionDenied, ReasonRequired, TaskClosed.
    """
    task = locked(task, by, "tasks.withdraw_task")
    if task.done_on is not None or task.withdrawn_on is not None:
        raise errors.TaskClosed
    if not reason.strip():
        raise errors.ReasonRequired
    values = {"withdrawn_on": day_of(at), "stop_reason": vntext.nfc(reason).strip()[:500]}
    audit.save_changes(task, values, verb="task.withdrawn", by=by, at=at)
    tell_lead(task, "tasks.withdrawn", by=by, at=at, words=task.stop_reason, coordinating=True)
    return task
