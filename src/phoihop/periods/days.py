"""Reading and writing single days."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_SHAPES: Final = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\s*(?P<sep>[/.-])\s*(?P<m>\d{1,2})\s*(?P=sep)\s*(?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})"),
    re.compile(
        r"(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})", re.IGNORECASE
    ),
)
_PIVOT: Final = 70  # two-digit years: 69 is 2069, 70 is 1970


class InvalidDay(ValueError):
    """The text names no day of the calendar, as 31/02/2020."""


def parse_day(text: str) -> date:
    """Return the day written as 05/3/2026, 5/3/26, 05032026, 5-3-2026, 5.3.2026 or 2026-03-05.

    Day before month, unless the year comes first; "ngày 5 tháng 3 năm 2026" is read as well.
    Raises InvalidDay.
    """
    for shape in _SHAPES:
        if match := shape.fullmatch(text.strip()):
            return day_of(match["y"], match["m"], match["d"])
    raise InvalidDay(f"not a day: {text!r}")


def day_of(year: str, month: str, day: str) -> date:
    """Return a day from its figures as written; raises InvalidDay where there is none."""
    number = int(year)
    if len(year) == len("26"):
        number += 1900 if number >= _PIVOT else 2000
    try:
        return date(number, int(month), int(day))
    except ValueError as error:
        raise InvalidDay(f"no such day: {day}/{month}/{year}") from error


def format_day(day: date) -> str:
    """Return the day as screens and papers show it: 05/03/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
