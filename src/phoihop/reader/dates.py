"""Days, years and parts of the day as they are written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_LONG: Final = r"\s+tháng\s+(?P<m2>\d{1,2})\s*(?:,?\s*năm\s+(?P<y2>\d{4}))?"
_SHORT: Final = (
    r"\s?(?P<s>[/.\-–])\s?(?P<m>\d{1,2})(?:\s?(?P=s)\s?(?P<y>\d{4}|(?<=/)\d\d(?!\d)))?(?!\s?%)"
)
_MONTH_AND_YEAR: Final = rf"(?:{_LONG}|{_SHORT})(?![\d/])"
# A digit first, so that the search leaps from digit to digit; then what may not be before.
DATE: Final = re.compile(rf"(?P<d>\d(?<![\d/.,]\d)(?<!(?<!\d\d\d)\d-\d)\d?){_MONTH_AND_YEAR}")
# "hôm nay, 5/3", "chiều qua (5/3)"; but not "thời gian qua, 5/6 hộ", "xếp thứ tư, 12/5 điểm".
_PART_BEFORE: Final = r"(?:(?<=(?:hôm|tối) \w{3})|(?<=(?:sáng|tuần|trưa) \w{3})|(?<=chiều \w{3}))"
# "Sáng mùng 6 Tết (28/1)", "Chiều 24 tháng Chạp (tức ngày 26/1)": the day of the moon before it.
_MOON_DAY: Final = r"(?:(?:m[ùồ]ng \w+|\d\d?) (?:tết|tháng (?:chạp|giêng))|rằm tháng giêng)"
# Each begins with a letter, so that the search passes others over at once.
_NEAR_DAY: Final = (
    rf"nay{_PART_BEFORE}|qua{_PART_BEFORE}|hôm|thứ\s(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật"
)
WITH_DAY: Final = re.compile(
    r"(?<!\w)(?:(?P<part>sáng|chiều|tối|trưa)\s+)?(?:và\s+\w+\s+)?"
    rf"(?:(?P<near>{_NEAR_DAY})[, ]+)?(?:(?P<moon>{_MOON_DAY})[, ]+)?\(?(?:tức (?:là )?)?"
    rf"(?P<word>ngày\s*(?:mùng\s+)?\(?(?:(?P<first>\d{{1,2}})(?:,\s\d{{1,2}}){{0,6}}\s?(?:và(?:\s(?:sáng|chiều))?(?:\s+ngày)?|,|-|–|đến(?:\s+ngày)?)\s?"
    rf"(?=\d{{1,2}}(?:\s?[/.]|\s+tháng|\s?[-–]\d)))?)?(?P<d>\d{{1,2}}){_MONTH_AND_YEAR}"
)
# "từ 12-14/3": a span of days that needs no word "ngày".
_SPAN: Final = re.compile(
    r"(?<!\w)(?:(?P<part>sáng|chiều|tối)\s+|(?P<word>ngày):\s)?từ\s(?P<first>\d{1,2})\s?"
    r"(?:[-–]|đến(?: hết)?)\s?"
    rf"(?P<d>\d{{1,2}}){_MONTH_AND_YEAR}"
)
_DAY_AND_MONTH: Final = re.compile(rf"\d{_MONTH_AND_YEAR}")
# "đạt từ 8-9/10 điểm", "từ 5-6/12 xã": so many of so many.
_COUNTED: Final = re.compile(
    r"\s?(?:%|(?:điểm|chỉ tiêu|tiêu chí|xã|phường|huyện|thôn|hộ|người|đơn vị|trường)(?!\w))"
)
_CENTURY: Final = 100
_OLD: Final = 50  # of two digits, a year of the century before
YEAR: Final = re.compile(r"(?<![\d/.])(?:19[4-9]\d|20\d\d)(?![\d.])")
SESSIONS: Final = {"sáng": "morning", "trưa": "afternoon", "chiều": "afternoon", "tối": "evening"}


class DayWritten(NamedTuple):
    """A day of the text; the year may be missing. Offsets are in the clean text."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    session: str | None = None
    said: bool = False  # "ngày" or a part of the day stands before it
    several: bool = False  # the first of days: "từ ngày 17 đến 19/7"

    def iso(self, year: int | None = None) -> str | None:
        """Return the ISO date with the given year where the text has none; None if impossible."""
        return iso_date(self.year or year, self.month, self.day)


def iso_date(year: int | None, month: int, day: int) -> str | None:
    """Return an ISO date; None where there is no such day."""
    if year is None:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def find_days(low: str, start: int = 0, end: int | None = None) -> Iterator[DayWritten]:
    """Yield the days written in low[start:end] that exist in a calendar."""
    until = len(low) if end is None else end
    if _DAY_AND_MONTH.search(low, start, until) is None:
        return  # nothing that either pattern could end with
    for match in WITH_DAY.finditer(low, start, until):
        written = day_of(match)
        if written is not None:
            yield written
    if low.find("từ ", start, until) < 0:
        return
    for match in _SPAN.finditer(low, start, until):
        written = None if _COUNTED.match(low, match.end()) else day_of(match)
        if written is not None and written.several:
            yield written._replace(said=True)


def day_of(match: re.Match[str]) -> DayWritten | None:
    """Return the day a match of WITH_DAY or DATE holds; None for 30.9 km or 31/02."""
    groups = match.groupdict()
    day = int(groups["d"])
    month = int(groups["m2"] or groups["m"])
    year_text = groups["y2"] or groups["y"]
    year = int(year_text) if year_text else None
    if year is not None and year < _CENTURY:
        year += 1900 if year > _OLD else 2000  # "30/4/75", "12/03/24"
    if iso_date(year or 2000, month, day) is None:  # 2000 has a 29 February
        return None
    part, word = groups.get("part"), groups.get("word")
    near = groups.get("near")
    close = near in {"nay", "qua"} and not match.string.endswith("tuần ", 0, match.start("near"))
    moon = groups.get("moon")
    said = part or word or moon or near == "hôm" or close  # "hôm qua, 4-4"
    bare = not said and year is None and not groups["m2"]
    if bare and groups["s"] in {".", "-", "–"}:
        return None
    session = SESSIONS.get(part) if part else None
    first = int(groups.get("first") or day)
    several = first < day
    return DayWritten(
        match.start(), match.end(), first if several else day, month, year, session,
        bool(part or word or near or moon), several,
    )  # fmt: skip
