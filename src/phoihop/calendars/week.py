"""A week of the office, from Monday to Sunday, and how it is written in an address."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from phoihop.periods import InvalidDay, format_day, parse_day

FIRST_DAY: Final = date(1945, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
_DAYS: Final = 7
_NUMBERED = re.compile(r"([0-9]{4})-?[Ww]([0-9]{1,2})")


class NoSuchWeek(ValueError):
    """The text names no week of the years that are kept."""


@dataclass(frozen=True)
class Week:
    """One week by ISO 8601: number 1 holds the year's first Thursday, so `year` may be another
    than that of the Monday."""

    monday: date

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=_DAYS - 1)

    @property
    def days(self) -> list[date]:
        """The seven days."""
        return [self.monday + timedelta(days=n) for n in range(_DAYS)]

    @property
    def number(self) -> int:
        """1 to 53."""
        return self.monday.isocalendar().week

    @property
    def key(self) -> str:
        """As in the address: 2019-W08."""
        at = self.monday.isocalendar()
        return f"{at.year}-W{at.week:02}"

    @property
    def label(self) -> str:
        """The first and the last day: 18/02/2019 – 24/02/2019."""
        return f"{format_day(self.monday)} – {format_day(self.sunday)}"

    @property
    def before(self) -> "Week | None":
        """The week before; None at the beginning of the years that are kept."""
        return _kept(self.monday - timedelta(days=_DAYS))

    @property
    def after(self) -> "Week | None":
        """The week after; None at their end."""
        return _kept(self.monday + timedelta(days=_DAYS))


def week_of(day: date) -> Week:
    """The week that holds this day."""
    return Week(day - timedelta(days=day.weekday()))


def week_in(text: str, today: date) -> Week:
    """The week that an address names: "2019-W08", "18/02/2019" or 2019-02-18; today's for "".

    Raises NoSuchWeek.
    """
    written = text.strip()
    if not written:
        return week_of(today)
    found = _kept(_monday_in(written))
    if found is None:
        raise NoSuchWeek(text)
    return found


def _monday_in(written: str) -> date:
    if numbered := _NUMBERED.fullmatch(written):
        try:
            return date.fromisocalendar(int(numbered[1]), int(numbered[2]), 1)
        except ValueError as error:
            raise NoSuchWeek(written) from error
    try:
        day = date.fromisoformat(written) if "-" in written else parse_day(written)
        return week_of(day).monday
    except (InvalidDay, ValueError, OverflowError) as error:
        raise NoSuchWeek(written) from error


def _kept(monday: date) -> Week | None:
    return Week(monday) if FIRST_DAY <= monday <= LAST_DAY else None
