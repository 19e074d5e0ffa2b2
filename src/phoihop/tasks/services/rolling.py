"""The progress of a task that has parts is that of its parts, by weight, upward to the top."""

from datetime import datetime
from fractions import Fraction

from django.db.models import F, Sum

from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.tasks.models import Task


def roll_up(task: Task, *, by: User | None, at: datetime) -> None:
    """Bring the percentage of every task above this one up to date.

    Withdrawn parts are left out; a confirmed or withdrawn task above keeps its percentage. The
    tasks above are locked (services.common.lock).
    """
    while task.parent_id is not None:
        task = Task.objects.get(pk=task.parent_id)
        percent = percent_of_parts(task)
        if percent is None or task.done_on is not None or task.withdrawn_on is not None:
            return
        if not audit.save_changes(task, {"percent": percent}, verb="task.rolled_up", by=by, at=at):
            return


def percent_of_parts(task: Task) -> int | None:
    """Their weighted mean in whole per cents, half up; None where no part counts."""
    sums = task.parts.filter(withdrawn_on=None).aggregate(
        weights=Sum("weight"), weighted=Sum(F("weight") * F("percent"))
    )
    if not sums["weights"]:
        return None
    return int(Fraction(int(sums["weighted"]), int(sums["weights"])) + Fraction(1, 2))


def has_parts(task: Task) -> bool:
    """Whether its progress is that of parts."""
    return task.parts.filter(withdrawn_on=None).exists()
