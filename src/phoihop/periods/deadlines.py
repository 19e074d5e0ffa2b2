"""Due days, and reading them from the phrases of a paper.

A due day counts in full: whatever is done on it is in time. Computed days move to the next
working day; days written in a paper stay and are only marked (the office then decides).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from phoihop.periods.days import day_of
from phoihop.periods.holidays import Calendar
from phoihop.periods.workdays import (
    add_working_days,
    is_working_day,
    next_working_day_on_or_after,
)

_NUMBER: Final = r"(?P<n>\d{1,3})\s*(?:\([^)]*\)\s*)?"
_WORKING_DAYS: Final = re.compile(_NUMBER + r"ngày\s+làm\s+việc")
_CALENDAR_DAYS: Final = re.compile(_NUMBER + r"ngày\b(?!\s*\d)")
_HOUR: Final = r"(?P<hour>\d{1,2}\s*(?:giờ|h|g)\s*\d{0,2}\s*(?:phút\s*)?,?\s*)?"
_DATE: Final = (
    r"(?:ngày\s+(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})(?:\s*[/.-]\s*(?P<y>\d{4}|\d{2}))?(?![\d/])"
    r"|(?P<d1>\d{1,2})\s*[/.-]\s*(?P<m1>\d{1,2})\s*[/.-]\s*(?P<y1>\d{4}|\d{2})(?!\d)"
    r"|(?:ngày\s+)?(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm\s+(?P<y2>\d{4}))?)"
)  # without the word "ngày" a year is needed: 5/10 alone may be a fraction
_LAST_DAY: Final = re.compile(
    r"(?P<word>trước|chậm\s+nhất|muộn\s+nhất|hạn|đến\s+hết|hết|đến|xong)\s*:?\s*"
    r"(?:là\s+|vào\s+|trong\s+|cuối\s+cùng\s+|chót\s+|đến\s+)*" + _HOUR + _DATE
)
_BARE_DATE: Final = re.compile(_DATE)


@dataclass(frozen=True)
class Due:
    """A due day, where it comes from, and what happened to it on days off.

    rule: "by" (that day counts), "before" (the day before the one named), "working_days:10",
    "days:10" or a DueRule. moved_from: the computed day off; non_working: a written day off.
    """

    on: date
    rule: str
    moved_from: date | None = None
    non_working: bool = False


def inclusive(day: date, calendar: Calendar) -> Due:
    """Return the due day of "chậm nhất ngày D", "hạn ngày D": D itself."""
    return Due(day, "by", non_working=not is_working_day(day, calendar))


def exclusive(day: date, calendar: Calendar) -> Due:
    """Return the due day of "trước ngày D": the day before, working day or not."""
    last = day - timedelta(days=1)
    return Due(last, "before", non_working=not is_working_day(last, calendar))


def computed(day: date, rule: str, calendar: Calendar) -> Due:
    """Return a due day that follows from a rule, moved off weekends and holidays."""
    on = next_working_day_on_or_after(day, calendar)
    return Due(on, rule, moved_from=day if on != day else None)


def due_from_phrase(text: str, on: date, calendar: Calendar) -> Due | None:
    """Return the due day that a phrase of a paper sets, or None where it sets none.

    on: the day of the paper or conference, from which days are counted; a date without a year is
    its next occurrence. A whole text that is only a date counts in full. Raises InvalidDay for a
    date such as 31/02/2026, so that nobody takes it for "no due date".
    """
    phrase = " ".join(unicodedata.normalize("NFC", text).lower().split()).strip(" .;,")
    if match := _LAST_DAY.search(phrase):
        day = _written_day(match, on)
        is_before_day = match["word"] == "trước" and not match["hour"]
        return exclusive(day, calendar) if is_before_day else inclusive(day, calendar)
    if match := _BARE_DATE.fullmatch(phrase):
        return inclusive(_written_day(match, on), calendar)
    if match := _WORKING_DAYS.search(phrase):
        count = int(match["n"])
        return Due(add_working_days(on, count, calendar), f"working_days:{count}")
    if match := _CALENDAR_DAYS.search(phrase):
        count = int(match["n"])
        return computed(on + timedelta(days=count), f"days:{count}", calendar)
    return None


def _written_day(match: re.Match[str], on: date) -> date:
    day, month, year = (
        match[part] or match[f"{part}1"] or match[f"{part}2"] for part in ("d", "m", "y")
    )
    if year is not None:
        return day_of(year, month, day)
    this_year = day_of(str(on.year), month, day)
    return this_year if this_year >= on else day_of(str(on.year + 1), month, day)
