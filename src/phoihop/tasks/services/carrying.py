"""Chuyển tiếp: unfinished tasks go on in the contents of another year."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agreements.models import YearPlan
from phoihop.audit import services as audit
from phoihop.tasks import errors
from phoihop.tasks.models import Task
from phoihop.tasks.notices import tell_lead
from phoihop.tasks.plan_models import TaskPlan
from phoihop.tasks.services.common import lock, locked
from phoihop.tasks.services.dues import lapse_extension, put_due
from phoihop.tasks.services.parts import check_within


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
    PermissionDenied, ReasonRequired, DueAfterParent, PartsDueLater.
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

    What lets them move is the signing of the agreement of that year. line: their content. A result
    that was handed in meanwhile, or a day that was moved further on, is left as it is.
    """
    rows = TaskPlan.objects.filter(
        year_plan=plan,
        task__line__content_line=line,
        task__done_on=None,
        task__withdrawn_on=None,
    )
    moved = []
    for row in rows.select_related("task").order_by("task"):
        task = lock(row.task)
        if task.submitted_on is not None or (task.due_on is not None and task.due_on > due_on):
            continue
        changes = _move(task, due_on, row.reason, by=by, at=at)
        if changes:
            audit.record("task.carried", task, by=by, at=at, changes=changes, reason=row.reason)
            tell_lead(task, "tasks.carried", by=by, at=at, words=row.reason, coordinating=True)
            moved.append(task)
    return moved


def _move(
    task: Task, due_on: date, reason: str, *, by: User, at: datetime
) -> dict[str, tuple[object, object]]:
    """Move the current due date of a locked task; what changed, {} for nothing.

    Its family keeps its order, and a request that is open has lost its object, as when the due
    date is moved by itself.
    """
    if task.due_on is None or task.due_on == due_on:
        return {}
    if task.parent is not None:
        check_within(task.parent, due_on)
    if task.parts.filter(done_on=None, withdrawn_on=None, due_on__gt=due_on).exists():
        raise errors.PartsDueLater
    lapse_extension(task, by=by, at=at)
    before = task.due_on
    put_due(task, due_on, reason, by=by, at=at)
    return {"due_on": (before, due_on)}
