"""A second look at a row of the figures: asked for by the agency, answered by who assigned it."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.delegating import authorised
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.inbox.services import Telling, notify_many
from phoihop.scoring import errors
from phoihop.scoring.models import Deadline, RowDispute
from phoihop.tasks.figures import condition_of
from phoihop.tasks.holding import DEADLINES, held_on_due
from phoihop.tasks.models import Task
from phoihop.tasks.notices import tell_lead
from phoihop.tasks.querysets import TaskQuerySet
from phoihop.tasks.services.common import lock
from phoihop.tasks.services.dues import lapse_extension, put_due
from phoihop.tasks.services.parts import check_within


def late_for(tasks: TaskQuerySet, agency: Agency, deadline: str, on: date) -> TaskQuerySet:
    """The tasks that count as late for the agency by this deadline: what its rate is missing."""
    counted = tasks.filter(held_on_due(agency, deadline), condition_of(deadline, on))
    return counted.exclude(condition_of(f"{deadline}_met", on))


def may_be_late(task: Task, deadline: str, on: date) -> bool:
    """Whether it was or is overdue by this deadline: what `late_for` asks of whose delay it is."""
    due = getattr(task, DEADLINES[deadline])
    if due is None or task.withdrawn_on is not None or task.suspended_on is not None:
        return False
    if task.done_on is not None:
        return bool(task.done_on > due)
    return task.submitted_on is None and bool(due < on)


@transaction.atomic
def ask_again(task: Task, deadline: str, *, words: str, by: User, at: datetime) -> RowDispute:
    """Ask for a second look. Raises PermissionDenied, NotLate, WordsNeeded, DisputedAlready."""
    agency = by.acting_agency
    if agency is None or not by.has_perm("scoring.dispute_row"):
        raise PermissionDenied
    task = Task.objects.select_for_update().get(pk=task.pk)
    mine = late_for(Task.objects.filter(pk=task.pk), agency, deadline, _day(at))
    if not mine.exists():
        raise errors.NotLate
    said = vntext.nfc(words).strip()
    if not said:
        raise errors.WordsNeeded
    if RowDispute.objects.filter(task=task, agency=agency, deadline=deadline).exists():
        raise errors.DisputedAlready
    dispute = RowDispute.objects.create(
        task=task, agency=agency, deadline=deadline, words=said, by=by, at=at
    )
    label = str(Deadline(deadline).label)
    audit.record("task.row_disputed", task, by=by, at=at, words=said, deadline=label)
    telling = Telling(
        record=task, words=said, users={task.assigned_by_id}, agencies={task.assigner_id}
    )
    notify_many("scoring.row_disputed", [telling], by=by, at=at)
    return dispute


@transaction.atomic
def answer_row(  # noqa: PLR0913 -- the facts of the answer, all by name
    dispute: RowDispute,
    *,
    is_accepted: bool,
    answer: str,
    due_on: date | None = None,
    by: User,
    at: datetime,
) -> RowDispute:
    """Accept or decline in words; accepted, the current due date may be put right with it.

    That is an act on the task like any other: a row of its due dates with the reason. The figure
    follows from it, and is never edited. For who approves extensions alone. Raises
    PermissionDenied, AnsweredAlready, AnswerNeeded, DueNotMended.
    """
    dispute = RowDispute.objects.select_for_update(of=("self",)).get(pk=dispute.pk)
    if not by.has_perm("scoring.answer_row", dispute):
        raise PermissionDenied
    if not dispute.is_open:
        raise errors.AnsweredAlready
    said = vntext.nfc(answer).strip()
    if not said:
        raise errors.AnswerNeeded
    if due_on is not None:
        task = lock(dispute.task)
        decides = authorised(by, "tasks.move_due", task, _day(at))
        _mend(task, dispute, due_on, is_accepted, said, decides, at)
    else:
        task = Task.objects.select_for_update().get(pk=dispute.task_id)
    dispute.is_accepted, dispute.answer, dispute.due_on = is_accepted, said, due_on
    dispute.answered_by, dispute.answered_at = by, at
    dispute.save(update_fields=["is_accepted", "answer", "due_on", "answered_by", "answered_at"])
    changes: dict[str, tuple[object, object]] = {"is_accepted": (None, is_accepted)}
    audit.record("task.row_answered", task, by=by, at=at, changes=changes, answer=said)
    telling = Telling(record=task, words=said, users={dispute.by_id}, agencies={dispute.agency_id})
    notify_many("scoring.row_answered", [telling], by=by, at=at)
    return dispute


def _mend(  # noqa: PLR0913, PLR0917 -- the facts of the act
    task: Task,
    dispute: RowDispute,
    due_on: date,
    is_accepted: bool,
    reason: str,
    by: User,
    at: datetime,
) -> None:
    later = task.due_on is not None and due_on > task.due_on
    stopped = task.withdrawn_on is not None or task.suspended_on is not None
    if not is_accepted or not later or stopped or dispute.deadline != Deadline.CURRENT:
        raise errors.DueNotMended
    if task.parent is not None:
        check_within(task.parent, due_on)
    lapse_extension(task, by=by, at=at)
    changes: dict[str, tuple[object, object]] = {"due_on": (task.due_on, due_on)}
    put_due(task, due_on, reason, by=by, at=at)
    audit.record("task.due_moved", task, by=by, at=at, changes=changes, reason=reason)
    tell_lead(task, "tasks.due_moved", by=by, at=at, words=reason, coordinating=True)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
