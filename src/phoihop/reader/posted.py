"""The day on which a report was posted, from the lines of its page."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Final

from phoihop.reader.dates import DayWritten, iso_date
from phoihop.reader.normal import Source
from phoihop.reader.segment import Layout

_WEEKS_APART: Final = 40  # days
_STAMPED: Final = re.compile(r"date (\d{4})-(\d\d)(?:-(\d\d))?")
_STEP: Final = 200
_IN_BRACKETS: Final = re.compile(
    r"\((?:(?:tin|bài) )?(?:đăng ngày|ngày đăng)\s?:?\s([^()\n]{8,40})\)"
)
_WHOLE_DATE: Final = re.compile(
    r"(?P<iso>20\d\d)-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)"
    r"|(?P<d>\d{1,2})(?:[/\-. ]| tháng )(?P<m>\d{1,2})(?:[/\-. ]|,? năm )(?P<y>\d{4})"
)


def posting_date(source: Source, layout: Layout, day: DayWritten | None = None) -> str | None:
    """Return the ISO date of the posting line, or that beside this report in a list of reports.

    day: that of the event, where it is known: of several lines (the page tells the day on which
    it was looked at too) the one that follows it soonest counts.
    """
    found: list[str] = []
    posted: list[str] = []
    title = _letters(source.low[slice(*layout.headline)])
    for line in layout.lines:
        if line.role not in {"posted", "signed", "other"}:
            continue
        text = source.low[line.start : line.end]
        posted += _stamped(text, day)
        for iso in _dates_in(text[-_STEP:]):
            if line.role != "other":
                posted.append(iso)
                continue
            if title and _letters(text[: text.rfind("(")]) == title:
                found.append(iso)
    if posted:
        return posted[0] if day is None else min(posted, key=lambda iso: _days_after(day, iso))
    return max((*found, *_told_in_brackets(source)), default=None)


def _told_in_brackets(source: Source) -> Iterator[str]:
    """ "... cây xanh. (Đăng ngày 6/7/2031)": behind the last words of a report."""
    if "đăng ngày" in source.low or "ngày đăng" in source.low:
        for match in _IN_BRACKETS.finditer(source.low):
            yield from _dates_in(match[1])


def _stamped(text: str, day: DayWritten | None) -> list[str]:
    """ "date 2034-05": return the month's last day, if the day of the event is close to it."""
    match = _STAMPED.fullmatch(text)
    if match is None or match[3]:
        return []
    year, month = int(match[1]), int(match[2])
    if day is None or month not in range(1, 13):
        return []
    iso = f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
    return [iso] if _days_after(day, iso) <= _WEEKS_APART else []


def _dates_in(text: str) -> Iterator[str]:
    """Yield the whole dates of a short line, "05/3/2031" or "2031-03-05"."""
    for match in _WHOLE_DATE.finditer(text):
        year, day = match["y"] or match["iso"], match["d"] or match["iso_d"]
        iso = iso_date(int(year), int(match["m"] or match["iso_m"]), int(day))
        if iso is not None:
            yield iso


def days_between(iso: str, day: DayWritten) -> int:
    """Return about how many days of one year lie from a day up to a date."""
    month, number = map(int, iso.split("-")[1:])
    return (month - day.month) * 30 + number - day.day


def _days_after(day: DayWritten, iso: str) -> int:
    """Return about how many days after the last such day a date lies."""
    month, number = map(int, iso.split("-")[1:])
    return ((month - day.month) * 30 + number - day.day) % 365


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
