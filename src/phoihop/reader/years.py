"""The year of a day written without one."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.dates import DATE, DayWritten, day_of, iso_date
from phoihop.reader.document_words import codes, kind_words
from phoihop.reader.normal import Source
from phoihop.reader.posted import days_between, posting_date
from phoihop.reader.said_years import REACH, dates_told, year_before
from phoihop.reader.segment import Layout
from phoihop.reader.spans import Spans
from phoihop.reader.work_years import year_of_work

_DAYS_EARLY: Final = 3
_TODAY: Final = re.compile(r"(?:sáng|trưa|chiều|tối|hôm) nay")
_SOON: Final = 120  # days within which papers are made known
_WEEKS_APART: Final = 40  # days
_YEAR_OF_DAYS: Final = 360  # of twelve months of 30 days
_IN_FORCE: Final = re.compile(
    r"quyết định[^.;\n]{0,40}? (?:có )?hiệu lực (?:thi hành )?(?:kể )?từ (?:ngày )?(?=\d)"
)


def year_of(source: Source, layout: Layout, day: DayWritten, used: Spans) -> int | None:
    """Return the year of an event's day: written, posted, or that of the work reported.

    used: spans of document references, whose days are not those of the report.
    """
    if day.year is not None:
        return day.year
    posted = posting_date(source, layout, day)
    if posted is not None and not _is_of_page(source, posted, day):
        year = int(posted[:4])
        fits = iso_date(year, day.month, day.day)
        soon = (day.day, day.month) == tuple(map(int, posted.split("-")[1:]))  # set the other way
        soon = (
            soon or 0 < -days_between(posted, day) <= _DAYS_EARLY
        )  # told on the page before it was over
        return year if soon or (fits is not None and fits <= posted) else year - 1
    close = _close_date(source, day, used)
    if close is not None:
        return close
    worked = year_of_work(source, layout, day, used)
    issued = year_after_papers(source, day, used) if worked else None
    return max(worked, issued) if worked and issued else worked  # no paper told is still to come


def _is_of_page(source: Source, posted: str, day: DayWritten) -> bool:
    """ "Sáng nay (3/11)" below "12/8/2032": the day on which the page was looked at."""
    apart = abs(days_between(posted, day)) % _YEAR_OF_DAYS
    near = min(apart, _YEAR_OF_DAYS - apart) <= _WEEKS_APART
    return not near and _TODAY.match(source.low, day.start, day.end) is not None


def _close_date(source: Source, day: DayWritten, used: Spans) -> int | None:
    """Return the latest year of full dates within a few weeks of a day and month.

    "kỳ họp diễn ra đến ngày 9/7/2021", "kỷ niệm 50 năm (2/3/1971 - 2/3/2021)".
    """
    found = (
        year_before(source, told, at, day)  # it comes later
        for told, at in dates_told(source, used)
        if abs((told.month - day.month) * 30 + told.day - day.day) <= _WEEKS_APART
    )
    return max(found, default=None)


def year_after_papers(source: Source, day: DayWritten, used: Spans, kind: str = "") -> int | None:
    """Return the year in which a day first comes after the latest of the papers made known.

    Papers are made known soon after they are issued; one of long ago tells nothing.
    kind: the code of the papers that count; "" for all.
    """
    dated = [
        day_of(match)
        for match in DATE.finditer(source.low)
        if used.holds(match.start()) and _is_of_kind(source, match.start(), kind)
    ]
    papers = [(each.year, each.month, each.day) for each in dated if each and each.year]
    if not papers:
        return None
    year, month, number = max(papers)
    if (day.month - month) * 30 + day.day - number < 0:
        return year + 1 if (day.month + 12 - month) * 30 + day.day - number <= _SOON else None
    return year if (day.month - month) * 30 + day.day - number <= _SOON else None


def _is_of_kind(source: Source, at: int, kind: str) -> bool:
    """Say whether the paper whose day stands at an offset is of a kind; "" stands for any."""
    named = list(kind_words().finditer(source.low, max(0, at - REACH), at)) if kind else []
    return not kind or (bool(named) and codes()[named[-1].group()] == kind)


def year_in_force(source: Source, day: DayWritten) -> int | None:
    """ "Các quyết định có hiệu lực từ ngày 1/4/2032", handed over on 30/3: within some weeks."""
    match = _IN_FORCE.search(source.low)
    written = DATE.search(source.low, match.end(), match.end() + 12) if match else None
    other = day_of(written) if written else None
    if other is None or other.year is None:
        return None
    days = (other.month - day.month) * 30 + other.day - day.day
    years = ((other.year, days), (other.year - 1, days + _YEAR_OF_DAYS))
    return next((year for year, apart in years if 0 <= apart <= _WEEKS_APART), None)
