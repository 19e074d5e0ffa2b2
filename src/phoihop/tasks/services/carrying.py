"""Chuyển tiếp: unfinished tasks go on in the contents of another year."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agreements.models import YearPlan
from phoihop.audit import services as audit
from phoihop.tasks import errors
from phoihop.tasks.models import Task, TaskDue
from phoihop.tasks.notices import tell_lead
from phoihop.tasks.plan_models import TaskPlan
from phoihop.tasks.services.common import locked


@transaction.atomic
def carry_tasks(  # noqa: PLR0913 -- the facts of the act, all by name
    tasks: Iterable[Task],
    plan: YearPlan,
    *,
    due_on: date | None,
    reason: str,
    by: User,
    at: datetime,
) -> list[Task]:
    """Let the same tasks go on in another year: the first due date stays, the current one moves.

    due_on None: the due date stays too. What was done or withdrawn meanwhile is left out. Raises
    PermissionDenied, ReasonRequired.
    """
    reason = vntext.nfc(reason).strip()[:500]
    if not reason:
        raise errors.ReasonRequired
    carried = []
    for task in sorted(tasks, key=lambda task: task.pk):
        now = locked(task, by, "tasks.withdraw_task")
        if now.done_on is not None or now.withdrawn_on is not None:
            continue
        TaskPlan.objects.get_or_create(
            task=now, year_plan=plan, defaults={"reason": reason, "at": at, "by": by}
        )
        changes: dict[str, tuple[object, object]] = {"year": (None, plan.year)}
        if due_on is not None:
            changes |= _move(now, due_on, reason, by=by, at=at)
        audit.record("task.carried", now, by=by, at=at, changes=changes, reason=reason)
        tell_lead(now, "tasks.carried", by=by, at=at, words=reason, coordinating=True)
        carried.append(now)
    return carried


@transaction.atomic
def move_carried(plan: YearPlan, line: int, due_on: date, *, by: User, at: datetime) -> list[Task]:
    """Give tasks that were carried over into a year their new due date, once it is binding.

    What lets them move is the signing of the agreement of that year. line: their content.
    """
    rows = TaskPlan.objects.filter(
        year_plan=plan,
        task__line__content_line=line,
        task__done_on=None,
        task__withdrawn_on=None,
    )
    moved = []
    for row in rows.order_by("task"):
        task = Task.objects.select_for_update().get(pk=row.task_id)
        changes = _move(task, due_on, row.reason, by=by, at=at)
        if changes:
            audit.record("task.carried", task, by=by, at=at, changes=changes, reason=row.reason)
            tell_lead(task, "tasks.carried", by=by, at=at, words=row.reason, coordinating=True)
            moved.append(task)
    return moved


def _move(
    task: Task, due_on: date, reason: str, *, by: User, at: datetime
) -> dict[str, tuple[object, object]]:
    """Move the current due date of a locked task; what changed, {} for nothing."""
    if task.due_on is None or task.due_on == due_on:
        return {}
    before, task.due_on = task.due_on, due_on
    TaskDue.objects.create(task=task, due_on=due_on, decided_at=at, decided_by=by, reason=reason)
    task.save(update_fields=["due_on"])
    return {"due_on": (before, due_on)}
