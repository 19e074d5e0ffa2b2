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
    ordered = sorted(tasks, key=lambda task: task.pk)
    held = [locked(task, by, "tasks.withdraw_task") for task in ordered]
    return [task for task in held if _carry(task, plan, due_on, reason, by=by, at=at)]


@transaction.atomic
def carry_by_signing(  # noqa: PLR0913 -- the facts of the act, all by name
    tasks: Iterable[Task],
    plan: YearPlan,
    *,
    due_on: date | None,
    reason: str,
    by: User,
    at: datetime,
) -> list[Task]:
    """As `carry_tasks`, by the signing of the paper of that year: who confirms it needs no other
    right. The due date of a result that was handed in meanwhile, or a day that was moved further
    on, is left as it is.
    """
    carried = []
    for task in map(lock, sorted(tasks, key=lambda task: task.pk)):
        further = due_on is not None and task.due_on is not None and task.due_on > due_on
        stays = further or task.submitted_on is not None
        if _carry(task, plan, None if stays else due_on, reason[:500], by=by, at=at):
            carried.append(task)
    return carried


def _carry(  # noqa: PLR0913 -- the facts of the act
    task: Task, plan: YearPlan, due_on: date | None, reason: str, *, by: User, at: datetime
) -> bool:
    """Carry one locked task; False for one that was done or withdrawn meanwhile."""
    if task.done_on is not None or task.withdrawn_on is not None:
        return False
    TaskPlan.objects.get_or_create(
        task=task, year_plan=plan, defaults={"reason": reason, "at": at, "by": by}
    )
    changes: dict[str, tuple[object, object]] = {"year": (None, plan.year)}
    if due_on is not None:
        changes |= _move(task, due_on, reason, by=by, at=at)
    audit.record("task.carried", task, by=by, at=at, changes=changes, reason=reason)
    tell_lead(task, "tasks.carried", by=by, at=at, words=reason, coordinating=True)
    return True


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
