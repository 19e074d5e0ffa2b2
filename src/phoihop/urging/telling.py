"""Reminders in inboxes: each matter once, on the day it begins, whether the office works or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from phoihop.accounts.models import Role
from phoihop.inbox.services import Telling, notify_many
from phoihop.jobs.registry import Progress
from phoihop.periods import format_day
from phoihop.tasks import counted
from phoihop.tasks.counted import HEARD_ON, Counted, Day
from phoihop.tasks.models import Task, TaskHolding
from phoihop.tasks.states import period_end
from phoihop.urging.kinds import Side
from phoihop.urging.models import Told

# A transaction each: who is broken off goes on with what is left.
AT_ONCE = 500


@dataclass(frozen=True)
class Reminder:
    """What stands in an inbox: of which rows, for whom, and the day each of them hangs on."""

    counted: Counted
    side: Side
    hangs_on: str = "due_on"


# Beside the columns of a task: the days that a reminder may hang on.
_HELD_ON = TaskHolding.objects.filter(task=OuterRef("pk"), valid_to=None).values("valid_from")[:1]
REMINDERS = (
    Reminder(counted.SOON, Side.OWING),
    Reminder(counted.LATE, Side.OWING),
    Reminder(counted.AHEAD, Side.OWING),
    Reminder(counted.QUIET, Side.OWING, "heard_on"),
    Reminder(counted.UNREPORTED, Side.OWING, "ends_on"),
    Reminder(counted.UNTAKEN, Side.OWING, "held_on"),
    Reminder(counted.PART_SOON, Side.CONTRIBUTING),
    Reminder(counted.PART_LATE, Side.CONTRIBUTING),
    Reminder(counted.PART_AHEAD, Side.CONTRIBUTING),
    Reminder(counted.GIVEN_SOON, Side.GIVING),
    Reminder(counted.GIVEN_LATE, Side.GIVING),
    Reminder(counted.ESCALATED, Side.LEADING),
)


class Matter(NamedTuple):
    """A task of which an agency is reminded, because of a day."""

    task: int
    agency: int
    day: date


def tell(day: Day, at: datetime, progress: Progress | None = None) -> int:
    """Write what is new that day, and return how many matters were told; a second run adds none."""
    told = 0
    for number, reminder in enumerate(REMINDERS):
        new = _new(reminder, day)
        for start in range(0, len(new), AT_ONCE):
            told += _tell(reminder, new[start : start + AT_ONCE], day, at)
        if progress is not None:
            progress(number + 1, len(REMINDERS) + 1)
    return told


def _new(reminder: Reminder, day: Day) -> list[Matter]:
    """What has not been told yet; one query."""
    rows, names = _standing(reminder, day)
    task, agency, hangs_on = names
    before = Told.objects.filter(
        kind=reminder.counted.key,
        object_id=OuterRef(task),
        agency=OuterRef(agency),
        day=OuterRef(hangs_on),
    )
    new = rows.filter(~Exists(before)).order_by("pk")
    return [Matter(*row) for row in new.values_list(*names)]


def _standing(reminder: Reminder, day: Day) -> tuple[QuerySet[Any], tuple[str, str, str]]:
    """The rows of the reminder, and their columns for the task, the agency and the day."""
    if reminder.side is Side.CONTRIBUTING:
        return reminder.counted.parts(day), ("task", "agency", "due_on")
    asked = reminder.counted.condition(day)
    rows = Task.objects.none() if asked is None else Task.objects.filter(asked)
    known = {
        "heard_on": HEARD_ON,
        "held_on": Subquery(_HELD_ON),
        "ends_on": period_end(day.on),
    }
    if (column := known.get(reminder.hangs_on)) is not None:
        rows = rows.annotate(**{reminder.hangs_on: column})
    return rows, ("pk", reminder.counted.side, reminder.hangs_on)


@transaction.atomic
def _tell(reminder: Reminder, new: Sequence[Matter], day: Day, at: datetime) -> int:
    """Tell of these matters; what another process told meanwhile is left out by its key."""
    kind = reminder.counted.key
    told = Told.objects.filter(kind=kind, object_id__in={matter.task for matter in new})
    have = set(told.values_list("object_id", "agency", "day"))
    wanted = [matter for matter in new if matter not in have]
    Told.objects.bulk_create(
        Told(kind=kind, object_id=one.task, agency_id=one.agency, day=one.day, on=day.on)
        for one in wanted
    )
    names = ("lead_agency", "assigner", "person_in_charge", "assigned_by", "due_on")
    tasks = Task.objects.only(*names).in_bulk({matter.task for matter in wanted})
    tellings = [_telling(reminder.side, tasks[one.task], one) for one in wanted]
    notify_many(f"urging.{kind}", tellings, by=None, at=at)
    return len(tellings)


def _telling(side: Side, task: Task, matter: Matter) -> Telling:
    if side is Side.CONTRIBUTING:
        return Telling(record=task, words=format_day(matter.day), agencies={matter.agency})
    words = format_day(task.due_on) if task.due_on else ""
    if side is Side.OWING:
        return Telling(
            record=task,
            words=words,
            officials={task.person_in_charge_id},
            agencies={task.lead_agency_id},
        )
    if side is Side.LEADING:
        return Telling(
            record=task,
            words=words,
            agencies={task.assigner_id},
            roles=[Role.LEADER],
            contacts=False,
        )
    return Telling(
        record=task, words=words, users={task.assigned_by_id}, agencies={task.assigner_id}
    )
