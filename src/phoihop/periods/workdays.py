"""Counting working days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from phoihop.periods.holidays import Calendar

_SATURDAY: Final = 5


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Say whether offices work: Monday to Friday without days off, and weekend days swapped in."""
    if day in calendar.working_weekends:
        return True
    return day.weekday() < _SATURDAY and day not in calendar.holidays


def next_working_day_on_or_after(day: date, calendar: Calendar) -> date:
    """Return the day itself if offices work on it, else the first on which they do."""
    while not is_working_day(day, calendar):
        day += timedelta(days=1)
    return day


def previous_working_day_on_or_before(day: date, calendar: Calendar) -> date:
    """Return the day itself if offices work on it, else the last before it on which they do."""
    while not is_working_day(day, calendar):
        day -= timedelta(days=1)
    return day


def add_working_days(day: date, count: int, calendar: Calendar) -> date:
    """Return the last of `count` working days after a day; the count starts the day after.

    count 0 gives the day itself or the next working day. Raises ValueError below 0.
    """
    if count < 0:
        raise ValueError("working days are counted forwards only")
    if count == 0:
        return next_working_day_on_or_after(day, calendar)
    for _ in range(count):
        day = next_working_day_on_or_after(day + timedelta(days=1), calendar)
    return day
