"""How the part of each coordinating agency stands that day: derived, as the task's own state."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.tasks.models import Task, TaskCoordination
from phoihop.tasks.states import LABELS


@dataclass(frozen=True)
class Contribution:
    """A coordinating agency's part; key and words as of a state of `tasks.states`."""

    row: TaskCoordination
    due_on: date | None
    key: str
    words: str


def contributions_of(task: Task, on: date, nearly: int) -> list[Contribution]:
    """The part of each coordinating agency, in the order they were named."""
    rows = sorted(task.coordinations.all(), key=lambda row: row.pk)
    return [_standing(task, row, on, nearly) for row in rows]


def owed_parts(
    which: str, on: date, nearly: int, until: date | None = None
) -> "QuerySet[TaskCoordination]":
    """Parts with a day of their own that are owed: "late", "soon" or "go" as `_state` says it.

    until: of those only what is due up to this day. A part without a day goes with its task, of
    which the lead agency is reminded.
    """
    last = on + timedelta(days=nearly)
    wanted = {
        "late": Q(due_on__lt=on),
        "soon": Q(due_on__gte=on, due_on__lte=last),
        "go": Q(due_on__gt=last),
    }[which]
    if until is not None:
        wanted &= Q(due_on__lte=until)
    running = {"task__withdrawn_on": None, "task__suspended_on": None, "task__done_on": None}
    return TaskCoordination.objects.filter(wanted, done_on=None, **running)


def _standing(task: Task, row: TaskCoordination, on: date, nearly: int) -> Contribution:
    due = row.due_on or task.due_on
    key, words = _state(task, row, due, on, nearly)
    return Contribution(row, due, key, words)


def _state(
    task: Task, row: TaskCoordination, due: date | None, on: date, nearly: int
) -> tuple[str, str]:
    if row.done_on is not None:
        return _done(row.done_on, due)
    tries = (
        ("withdrawn", task.withdrawn_on is not None),
        ("paused", task.suspended_on is not None),
        ("", task.done_on is not None),
        ("none", due is None),
        ("late", due is not None and due < on),
        ("soon", due is not None and due <= on + timedelta(days=nearly)),
    )
    key = next((key for key, fits in tries if fits), "go")
    if not key:
        return "none", _("Not reported as done")
    if key == "late" and due is not None:
        days = (on - due).days
        words = ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days)
        return key, words % {"days": days}
    return key, str(LABELS[key])


def _done(done_on: date, due: date | None) -> tuple[str, str]:
    if due is None or done_on <= due:
        return "done", str(LABELS["done"])
    days = (done_on - due).days
    words = ngettext("Done late, %(days)d day", "Done late, %(days)d days", days)
    return "donelate", words % {"days": days}
