"""The office's thresholds, and what a day is by them."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agencies.calendar import office_calendar
from phoihop.agencies.models import Office
from phoihop.audit import services as audit
from phoihop.periods import is_working_day, next_working_day_on_or_after
from phoihop.tasks.counted import Day
from phoihop.tasks.states import nearly_days
from phoihop.urging.errors import NoOffice
from phoihop.urging.models import FIRST_HOUR, Habits

OWN = ("runs_at", "quiet_days", "escalate_days", "untaken_days")


def habits() -> Habits:
    """The office's own, or what a new office begins with."""
    return Habits.objects.first() or Habits()


def hour() -> time:
    """When the reminders of a day go out, by the office's clock."""
    chosen = Habits.objects.values_list("runs_at", flat=True).first()
    return chosen or FIRST_HOUR


def day_of(on: date) -> tuple[Day, bool]:
    """What is asked for on that day, and whether the office works on it.

    The last working day before days off looks ahead to the first one after them.
    """
    own, calendar = habits(), office_calendar()
    works = is_working_day(on, calendar)
    morrow = on + timedelta(days=1)
    until = next_working_day_on_or_after(morrow, calendar)
    looks_ahead = works and until != morrow
    day = Day(
        on=on,
        nearly=nearly_days(),
        until=until if looks_ahead else None,
        quiet=own.quiet_days,
        untaken=own.untaken_days,
        escalate=own.escalate_days,
    )
    return day, works


@transaction.atomic
def change_habits(values: Mapping[str, object], *, by: User, at: datetime) -> Habits:
    """Set thresholds and hour; `nearly_due_days` among them is the Office's, with its own trace.

    Raises PermissionDenied, NoOffice.
    """
    if not by.has_perm("urging.manage"):
        raise PermissionDenied
    office = Office.objects.select_for_update().first()
    if office is None:
        raise NoOffice
    own, _made = Habits.objects.get_or_create(office=office)
    mine = {name: values[name] for name in OWN if name in values}
    before = {name: getattr(own, name) for name in mine}
    changes = {name: (before[name], new) for name, new in mine.items() if before[name] != new}
    nearly = {name: values[name] for name in ("nearly_due_days",) if name in values}
    old = office.nearly_due_days
    if audit.save_changes(office, nearly, verb="office.changed", by=by, at=at):
        changes["nearly_due_days"] = (old, office.nearly_due_days)
    for name, new in mine.items():
        setattr(own, name, new)
    if changes:
        own.save(update_fields=list(mine))
        audit.record("urging.changed", own, by=by, at=at, changes=changes)
    return own
