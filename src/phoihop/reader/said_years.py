"""Years and whole dates that a report writes, but for those of papers, foundings and lives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from phoihop.reader.dates import DATE, YEAR, DayWritten, day_of
from phoihop.reader.foundings import is_of_founding
from phoihop.reader.normal import Source
from phoihop.reader.segment import Layout
from phoihop.reader.spans import Spans
from phoihop.reader.terms import RANGE

# The digits first, for there are few; then what stands before them.
_ONE_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!\d|\s?[-–—]\s?(?:19|20)\d\d)")
_SAID_YEAR: Final = re.compile(
    r"(?<!từ )(?<!đến )(?<!hết )(?:năm(?:\shọc)?\s|tháng\s\d{1,2}[/.\s]\s?"
    r"|quý\s[ivx\d]{1,3}[/\s]|giai đoạn\s|nhiệm vụ\s|phối hợp\s)\Z"
)
_LONGEST_SAID: Final = 16
_BARE_YEAR: Final = re.compile(
    r"(?<=[^\W\d_] )(?<!đến )(?<!từ )(?<!khóa )(?<!năm )(20\d\d)(?![\d/%]|\.\d|\s?[-–—]\s?\d"
    r"| (?:người|hộ|đồng|tỷ|triệu|em|lượt|đại biểu|tấn|cây|suất|phần|ha))"
)
_NOT_OF_EVENT: Final = re.compile(
    r"(?:hiệu lực|thông qua|hiến pháp|luật[^.,;]{0,60}|khóa|sinh|thành lập|từ(?! đầu)|phấn đấu)"
    r"[^\d)]{0,20}$"
    r"|lần thứ \S+,?\s[-–]?\s?$"
)
_OF_DOCUMENT: Final = re.compile(
    r"\d[^\s,;]*[/-][^\s,;]*\s?,?\s?(?:\([^()]*\)\s)?(?:ban hành\s)?ngày\s$|(?:số"
    r"|quyết định|chỉ thị|kết luận|nghị quyết|kế hoạch) \S{1,20},? ngày\s$"
)
_FORESEEN: Final = re.compile(r"(?<!\w)(?:dự kiến|sẽ|hoàn thành trước|chậm nhất)(?!\w)")
_GOES_ON: Final = re.compile(r"(?:,| và) (?=20\d\d(?!\d))")
_COMPARED: Final = re.compile(
    r"(?:cùng kỳ|so với)\s(?:(?:\d{1,2}|ba|sáu|chín) tháng (?:đầu |cuối )?)?$"
)
NOT_THE_REPORT: Final = frozenset({"other", "navigation"})
REACH: Final = 120
_OLDEST: Final = 2000


def years_in(source: Source, start: int, end: int) -> list[int]:
    """Return the years that a span tells in its order, but for those of what is no event."""
    found: list[tuple[int, int]] = []
    for match in _ONE_YEAR.finditer(source.low, start, end):
        near = max(start, match.start() - _LONGEST_SAID)
        said = _SAID_YEAR.search(source.low, near, match.start())
        if said is None:
            continue
        before = source.low[max(start, said.start() - 80) : said.start()]
        if _GOES_ON.match(source.low, match.end()):
            continue  # "trong hai năm 2031, 2032": the last one tells
        if _COMPARED.search(before):  # "tăng 9% so với cùng kỳ năm 2030" is said in 2031
            found.append((said.start(), int(match[0]) + 1))
        elif not (
            _NOT_OF_EVENT.search(before) or is_of_founding(source, said.start(), match.end())
        ):
            found.append((said.start(), int(match[0])))
    for match in DATE.finditer(source.low, start, end):
        day = day_of(match)
        before = source.low[max(0, match.start() - 40) : match.start()]
        if "hiệu lực" in before:
            continue
        if day and day.year and re.search(r"(?:đến ngày|từ ngày|[-–/]\s?)\s?$", before):
            found.append((match.start(), day.year))
    return [year for _, year in sorted(found) if YEAR.match(str(year))]


def terms_in(source: Source, start: int, end: int) -> list[int]:
    """Return the first years of terms; "nhiệm kỳ" tells nothing about the day."""
    return [
        int(match[1])
        for match in RANGE.finditer(source.low, start, end)
        if "nhiệm kỳ" not in source.low[max(start, match.start() - 12) : match.start()]
    ]


def bare_years(source: Source, start: int, end: int) -> list[int]:
    """Return years that stand alone: "Tết trồng cây Xuân Giáp Thìn 2024"."""
    return [
        int(match[1])
        for match in _BARE_YEAR.finditer(source.low, start, end)
        if not _NOT_OF_EVENT.search(source.low[max(start, match.start() - 80) : match.start()])
    ]


def only_bare_year(source: Source, layout: Layout) -> list[int]:
    """Return the year that a report names without the word for it, where it names one alone."""
    found = {
        year
        for line in layout.lines
        if line.role not in NOT_THE_REPORT
        for year in bare_years(source, line.start, line.end)
    }
    return list(found) if len(found) == 1 else []


def dates_told(source: Source, used: Spans) -> Iterator[tuple[DayWritten, int]]:
    """Yield the full dates of a text that are no document's, no founding's, with their offsets."""
    for match in DATE.finditer(source.low):
        told = day_of(match)
        if told is None or told.year is None or told.year < _OLDEST or used.holds(match.start()):
            continue
        before = source.low[max(0, match.start() - REACH) : match.start()]
        if _NOT_OF_EVENT.search(before) or _OF_DOCUMENT.search(before):
            continue
        if not is_of_founding(source, match.start(), match.end()):
            yield told, match.start()


def year_before(source: Source, told: DayWritten, at: int, day: DayWritten) -> int:
    """Return the year of a full date at an offset, or the one before where it is yet to come.

    "dự kiến hoàn thành trước 30/4/2034", said in September, was said the year before.
    """
    past = (told.month, told.day) < (day.month, day.day)
    return (told.year or 0) - (past and _is_foreseen(source.low[max(0, at - REACH) : at]))


def dated_years(source: Source, layout: Layout, day: DayWritten, used: Spans) -> list[int]:
    """Return the year of full dates of the report that are no document's, where it is one."""
    found = [
        year_before(source, told, at, day)
        for told, at in dates_told(source, used)
        if layout.role_at(at) not in NOT_THE_REPORT
    ]
    return found if len(set(found)) == 1 else []


def _is_foreseen(before: str) -> bool:
    return _FORESEEN.search(re.split(r"[.;\n]", before)[-1]) is not None


def is_compared(source: Source, at: int) -> bool:
    """Say whether what stands at an offset is what another time is compared with."""
    return _COMPARED.search(source.low, max(0, at - _LONGEST_SAID), at) is not None
