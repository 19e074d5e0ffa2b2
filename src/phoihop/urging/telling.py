"""Reminders in inboxes: each matter once, on the day it begins, whether the office works or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import DateField, Exists, F, OuterRef
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from phoihop.accounts.models import Role
from phoihop.inbox.services import Telling, notify_many
from phoihop.jobs.registry import Progress
from phoihop.periods import format_day
from phoihop.tasks import counted
from phoihop.tasks.counted import Counted, Day
from phoihop.tasks.models import Task
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


REMINDERS = (
    Reminder(counted.SOON, Side.OWING),
    Reminder(counted.LATE, Side.OWING),
    Reminder(counted.AHEAD, Side.OWING),
    Reminder(counted.QUIET, Side.OWING, "heard_on"),
    Reminder(counted.UNTAKEN, Side.OWING, "assigned_on"),
    Reminder(counted.GIVEN_SOON, Side.GIVING),
    Reminder(counted.GIVEN_LATE, Side.GIVING),
    Reminder(counted.ESCALATED, Side.LEADING),
)


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


def _new(reminder: Reminder, day: Day) -> list[tuple[int, date]]:
    """Rows of which this has not been told yet, each with the day it hangs on; one query."""
    asked = reminder.counted.condition(day)
    if asked is None:
        return []
    heard = TruncDate("updated_at", tzinfo=timezone.get_default_timezone())
    rows = Task.objects.filter(asked).annotate(
        heard_on=Coalesce(heard, F("assigned_on"), output_field=DateField())
    )
    before = Told.objects.filter(
        kind=reminder.counted.key, object_id=OuterRef("pk"), day=OuterRef(reminder.hangs_on)
    )
    new = rows.filter(~Exists(before)).order_by("pk")
    return list(new.values_list("pk", reminder.hangs_on))


@transaction.atomic
def _tell(reminder: Reminder, new: Sequence[tuple[int, date]], day: Day, at: datetime) -> int:
    """Tell of these rows; what another process told meanwhile is left out by its key."""
    days = dict(new)
    kind = reminder.counted.key
    have = set(Told.objects.filter(kind=kind, object_id__in=days).values_list("object_id", "day"))
    wanted = {pk: hangs for pk, hangs in days.items() if (pk, hangs) not in have}
    Told.objects.bulk_create(
        [Told(kind=kind, object_id=pk, day=hangs, on=day.on) for pk, hangs in wanted.items()]
    )
    names = ("lead_agency", "assigner", "person_in_charge", "assigned_by", "due_on")
    tasks = Task.objects.filter(pk__in=wanted).only(*names).order_by("pk")
    tellings = [_telling(reminder.side, task) for task in tasks]
    notify_many(f"urging.{kind}", tellings, by=None, at=at)
    return len(tellings)


def _telling(side: Side, task: Task) -> Telling:
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
