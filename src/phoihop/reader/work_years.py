"""The year that the work a report speaks of leaves for its day."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.anniversaries import year_of_review
from phoihop.reader.dates import DATE, DayWritten, day_of
from phoihop.reader.normal import Source
from phoihop.reader.planning import PLAN
from phoihop.reader.said_years import (
    NOT_THE_REPORT,
    REACH,
    bare_years,
    dated_years,
    is_compared,
    only_bare_year,
    terms_in,
    years_in,
)
from phoihop.reader.segment import Layout
from phoihop.reader.spans import Span, Spans
from phoihop.reader.terms import RANGE, ended_terms, told_by_terms

SAID: Final = re.compile(r"(?<!\w)(?:cho biết|cho rằng|khẳng định|nhấn mạnh|nêu rõ|chia sẻ)(?!\w)")
_DRAFTED: Final = r"xây dựng (?:kế hoạch|dự toán|chương trình|ngân sách)"
_SIGNED: Final = re.compile(r"(?<!\w)(?:ký kết|lễ ký|(?:đã|vừa|cùng) ký|ký thỏa thuận)(?!\w)")
_WEEKS_APART: Final = 40  # days
# "năm học 2030-2031": what ends in June is looked back on in summer, what begins is planned.
_SCHOOL_YEAR: Final = re.compile(r"năm học (20\d\d)\s?[-–—]\s?(20\d\d)(?!\d)")
_SCHOOL_ENDS: Final = 6
_SCHOOL_BEGINS: Final = 9
_LOOKED_BACK: Final = re.compile(
    r"(?:kết quả|tổng kết|tình hình|thành tích|đóng góp)[^.;\n]{0,60}$"
)
_HALF_OF_YEAR: Final = re.compile(r"(?:0?6|sáu) tháng (?:đầu |cuối )?năm (20\d\d)(?!\d)")
_MONTH_OF: Final = r"tháng 0?{}\s?[-/.]\s?(20\d\d)(?!\d)"
_MID_YEAR: Final = range(5, 10)  # months in which the halves of this year are spoken of
_EARLY: Final = 4
_LATE: Final = 11
_ELECTION: Final = re.compile(
    r"(?<!\w)(?:bầu cử|ứng cử|ứng cử viên) (?:đại biểu|đbqh|hđnd|quốc hội)(?!\w)"
    r"(?:(?! bổ sung)[^.;\n]){0,100}? nhiệm kỳ (20\d\d)(?!\d)"
)
# Councils are elected in March, May or June (Luật 85/2015/QH13), and spoken of in summer.
_ELECTED_BY: Final = 8
_AFTER_YEARS_END: Final = 2  # months in which the year before is still looked back on
_TO_COME: Final = re.compile(
    r"(?<!\w)(?:sẽ|phấn đấu|cần|tiếp tục|phải|dự kiến|tập trung"
    r"|(?<!đã )hoàn thành)(?!\w)"
)


def year_of_work(source: Source, layout: Layout, day: DayWritten, used: Spans) -> int | None:
    """Return the year that the years a report speaks of leave for a day, None for none."""
    sentence = _before_speech(source, layout, day)
    spans = (layout.headline, sentence)
    near = [year for span in spans for year in years_in(source, *span)]
    signed = any(_SIGNED.search(source.low, *span) for span in spans)
    settled = _between_terms(source, sentence) if signed else None
    if signed and not near:  # a programme is signed in the first year of its term
        near = [year for span in spans for year in terms_in(source, *span)]
        if near and settled is None and day.month >= _LATE:
            return None  # or at the end of the year before
    near = (
        near
        or ended_terms(source, layout, sentence, day)
        or told_by_terms(source, layout, sentence, day)
    )
    settled = settled or (None if near else year_of_review(source, sentence, day))
    if settled is not None:
        return settled
    near = near or [year for span in spans for year in bare_years(source, *span)]
    everywhere = _told_anywhere(source, layout, day, used)
    if near:
        early = day.month <= _EARLY and near[0] + 1 in near + everywhere
        return near[0] + early
    told = _told_further_on(source, sentence, day, everywhere)
    if told is None and signed:
        return next(iter(terms_in(source, layout.headline[1], len(source.low))), None)
    return told


def _before_speech(source: Source, layout: Layout, day: DayWritten) -> Span:
    """Return the sentence of a day without what someone says in it."""
    start, end = layout.sentence_at(day.start) or (day.start, day.end)
    speech = SAID.search(source.low, day.end, end)
    return (start, speech.start() if speech else end)


def _told_anywhere(source: Source, layout: Layout, day: DayWritten, used: Spans) -> list[int]:
    """Return the years of all lines of the report; else the one that dates or bare years tell."""
    years = [
        year
        for line in layout.lines
        if line.role not in NOT_THE_REPORT
        for year in years_in(source, line.start, line.end)
    ]
    return years or dated_years(source, layout, day, used) or only_bare_year(source, layout)


def _told_further_on(
    source: Source, sentence: Span, day: DayWritten, everywhere: list[int]
) -> int | None:
    """Return the year that the work tells of a day whose own sentence and headline tell none."""
    now = (
        _between_terms(source, sentence)
        or _year_of_school(source, sentence, day)
        or _year_of_half(source, day)
    )
    if now is None and everywhere:
        return _latest_told(source, day, everywhere)
    return now or _year_of_paper(source, sentence, day) or _year_of_election(source, day)


def _latest_told(source: Source, day: DayWritten, everywhere: list[int]) -> int:
    """Return the latest year told, or the one beside it that the day and the words leave."""
    latest = max(everywhere)
    if day.month > _EARLY and _is_drafted(source, latest):
        return latest - 1  # the plan of a year is drawn up in the year before
    if day.month <= _AFTER_YEARS_END and _is_past(source, latest):
        return latest + 1  # what is looked back on in January is the year before
    rarer = 0 < everywhere.count(latest) <= everywhere.count(latest - 1)
    planned = day.month > _EARLY and rarer and _is_coming(source, latest)
    return latest - planned


def _is_drafted(source: Source, year: int) -> bool:
    """Say whether a report names a year only as that of a plan still to be drawn up."""
    said = source.low.count(f"năm {year}")
    if not said or "xây dựng" not in source.low:
        return False
    drafted = re.findall(rf"{_DRAFTED}[^.;\n]{{0,60}}? năm {year}(?!\d)", source.low)
    return said == len(drafted)


def _year_of_half(source: Source, day: DayWritten) -> int | None:
    """Return the year of the half that has just ended, or of the month, where it is named."""
    named = _HALF_OF_YEAR.pattern if day.month in _MID_YEAR else _MONTH_OF.format(day.month)
    found = (
        int(match[1]) + is_compared(source, match.start())  # "so với 6 tháng đầu năm 2030"
        for match in re.finditer(named, source.low)
    )
    return max(found, default=None)


def _between_terms(source: Source, sentence: Span) -> int | None:
    """ "tổng kết nhiệm kỳ 2031-2036, triển khai giai đoạn 2036-2041" is held in 2036."""
    terms = [(int(a), int(b)) for a, b in RANGE.findall(source.low[slice(*sentence)])]
    ends = {last for first, last in terms if last > first + 1}
    return next((first for first, last in terms if first in ends and last > first + 1), None)


def _year_of_school(source: Source, sentence: Span, day: DayWritten) -> int | None:
    """Return the year that the school years of a sentence leave for a day."""
    said = [(int(a), int(b)) for a, b in _SCHOOL_YEAR.findall(source.low[slice(*sentence)])]
    if not said:
        return None
    first, last = min(said), max(said)
    if first != last:  # one is looked back on, the next is planned
        return last[0]
    if day.month <= _SCHOOL_ENDS:
        return first[1]
    looked_back = _LOOKED_BACK.search(
        source.low[sentence[0] : source.low.find("năm học", sentence[0])]
    )
    return first[1] if looked_back and day.month < _SCHOOL_BEGINS else first[0]


def _is_past(source: Source, year: int) -> bool:
    """Say whether the report looks back on a year and does not plan it."""
    looked_back = any(
        _LOOKED_BACK.search(source.low[max(0, match.start() - REACH) : match.start()])
        for match in re.finditer(rf"(?<!\w)năm {year}(?!\d)", source.low)
    )
    return looked_back and not _is_coming(source, year)


def _is_coming(source: Source, year: int) -> bool:
    """Say whether the report speaks of a year as one to come; else it looks back on it."""
    for match in re.finditer(rf"(?<!\w)năm {year}(?!\d)", source.low):
        before = source.low[max(0, match.start() - REACH) : match.start()]
        after = source.low[match.end() : match.end() + REACH]
        if _LOOKED_BACK.search(before):
            continue
        if PLAN.search(re.split(r"[.;\n]", before)[-1]) or _TO_COME.search(
            re.split(r"[.;\n]", after)[0]
        ):
            return True
    return False


def _year_of_election(source: Source, day: DayWritten) -> int | None:
    """ "công tác bầu cử đại biểu HĐND các cấp nhiệm kỳ 2031-2036": in the spring, of its year.

    Members may be added ("bầu cử bổ sung") in any year of a term.
    """
    if day.month > _ELECTED_BY or "cử" not in source.low:
        return None
    years = {int(found[1]) for found in _ELECTION.finditer(source.low)}
    return years.pop() if len(years) == 1 else None


def _year_of_paper(source: Source, sentence: Span, day: DayWritten) -> int | None:
    """ "Thực hiện Kế hoạch số 12 ngày 2/3/2032, sáng 18/3 ...": what is carried out soon after."""
    for match in DATE.finditer(source.low, sentence[0], day.start):
        other = day_of(match)
        if other is None or other.year is None:
            continue
        days = (day.month - other.month) * 30 + day.day - other.day
        if 0 <= days <= _WEEKS_APART and source.low.startswith("thực hiện", sentence[0]):
            return other.year
    return None
