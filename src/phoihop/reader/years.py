"""The year of a day written without one."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.anniversaries import year_of_review
from phoihop.reader.dates import DATE, YEAR, DayWritten, day_of, iso_date
from phoihop.reader.document_words import codes, kind_words
from phoihop.reader.normal import Source
from phoihop.reader.planning import PLAN
from phoihop.reader.posted import days_between, posting_date
from phoihop.reader.segment import Layout
from phoihop.reader.spans import Spans
from phoihop.reader.terms import RANGE, ended_terms, told_by_terms

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
_FORESEEN: Final = re.compile(r"(?<!\w)(?:dự kiến|sẽ|hoàn thành trước|chậm nhất)(?!\w)")
SAID: Final = re.compile(r"(?<!\w)(?:cho biết|cho rằng|khẳng định|nhấn mạnh|nêu rõ|chia sẻ)(?!\w)")
_DRAFTED: Final = r"xây dựng (?:kế hoạch|dự toán|chương trình|ngân sách)"
_SIGNED: Final = re.compile(r"(?<!\w)(?:ký kết|lễ ký|(?:đã|vừa|cùng) ký|ký thỏa thuận)(?!\w)")
_REACH: Final = 120
_OLDEST: Final = 2000
_OF_DOCUMENT: Final = re.compile(
    r"\d[^\s,;]*[/-][^\s,;]*\s?,?\s?(?:\([^()]*\)\s)?(?:ban hành\s)?ngày\s$|(?:số"
    r"|quyết định|chỉ thị|kết luận|nghị quyết|kế hoạch) \S{1,20},? ngày\s$"
)
_DAYS_EARLY: Final = 3
_TODAY: Final = re.compile(r"(?:sáng|trưa|chiều|tối|hôm) nay")
_SOON: Final = 120  # days within which papers are made known
_WEEKS_APART: Final = 40  # days
_YEAR_OF_DAYS: Final = 360  # of twelve months of 30 days
_IN_FORCE: Final = re.compile(
    r"quyết định[^.;\n]{0,40}? (?:có )?hiệu lực (?:thi hành )?(?:kể )?từ (?:ngày )?(?=\d)"
)
# "năm học 2030-2031": what ends in June is looked back on in summer, what begins is planned.
_SCHOOL_YEAR: Final = re.compile(r"năm học (20\d\d)\s?[-–—]\s?(20\d\d)(?!\d)")
_SCHOOL_ENDS: Final = 6
_SCHOOL_BEGINS: Final = 9
_NOT_THE_REPORT: Final = frozenset({"other", "navigation"})
_GOES_ON: Final = re.compile(r"(?:,| và) (?=20\d\d(?!\d))")
_COMPARED: Final = re.compile(
    r"(?:cùng kỳ|so với)\s(?:(?:\d{1,2}|ba|sáu|chín) tháng (?:đầu |cuối )?)?$"
)
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
    worked = _year_of_work(source, layout, day, used)
    issued = year_after_papers(source, day, used) if worked else None
    return max(worked, issued) if worked and issued else worked  # no paper told is still to come


def _is_of_page(source: Source, posted: str, day: DayWritten) -> bool:
    """ "Sáng nay (3/11)" below "12/8/2032": the day on which the page was looked at."""
    apart = abs(days_between(posted, day)) % _YEAR_OF_DAYS
    near = min(apart, _YEAR_OF_DAYS - apart) <= _WEEKS_APART
    return not near and _TODAY.match(source.low, day.start, day.end) is not None


def _year_of_work(source: Source, layout: Layout, day: DayWritten, used: Spans) -> int | None:
    """Return the year that the years a report speaks of leave for a day, None for none."""
    sentence = layout.sentence_at(day.start) or (day.start, day.end)
    speech = SAID.search(source.low, day.end, sentence[1])
    sentence = (sentence[0], speech.start()) if speech else sentence
    near = _years_in(source, *layout.headline) + _years_in(source, *sentence)
    signed = any(_SIGNED.search(source.low, *span) for span in (sentence, layout.headline))
    settled = _between_terms(source, sentence) if signed else None
    if signed and not near:  # a programme is signed in the first year of its term
        near = _terms_in(source, *layout.headline) + _terms_in(source, *sentence)
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
    near = near or _bare_years(source, *layout.headline) + _bare_years(source, *sentence)
    everywhere = [
        year
        for line in layout.lines
        if line.role not in _NOT_THE_REPORT
        for year in _years_in(source, line.start, line.end)
    ]
    everywhere = (
        everywhere or _dated_years(source, layout, day, used) or _only_bare_year(source, layout)
    )
    if near:
        early = day.month <= _EARLY and near[0] + 1 in near + everywhere
        return near[0] + early
    now = (
        _between_terms(source, sentence)
        or _year_of_school(source, sentence, day)
        or _year_of_half(source, day)
    )
    if now is not None or not everywhere:
        term = _terms_in(source, layout.headline[1], len(source.low)) if signed else []
        told = now or _year_of_paper(source, sentence, day) or _year_of_election(source, day)
        return told or next(iter(term), None)
    return _latest_told(source, day, everywhere)


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
        int(match[1]) + _is_compared(source, match.start())  # "so với 6 tháng đầu năm 2030"
        for match in re.finditer(named, source.low)
    )
    return max(found, default=None)


def _is_compared(source: Source, at: int) -> bool:
    return _COMPARED.search(source.low, max(0, at - _LONGEST_SAID), at) is not None


def _between_terms(source: Source, sentence: tuple[int, int]) -> int | None:
    """ "tổng kết nhiệm kỳ 2031-2036, triển khai giai đoạn 2036-2041" is held in 2036."""
    terms = [(int(a), int(b)) for a, b in RANGE.findall(source.low[slice(*sentence)])]
    ends = {last for first, last in terms if last > first + 1}
    return next((first for first, last in terms if first in ends and last > first + 1), None)


def _year_of_school(source: Source, sentence: tuple[int, int], day: DayWritten) -> int | None:
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
        _LOOKED_BACK.search(source.low[max(0, match.start() - _REACH) : match.start()])
        for match in re.finditer(rf"(?<!\w)năm {year}(?!\d)", source.low)
    )
    return looked_back and not _is_coming(source, year)


def _is_coming(source: Source, year: int) -> bool:
    """Say whether the report speaks of a year as one to come; else it looks back on it."""
    for match in re.finditer(rf"(?<!\w)năm {year}(?!\d)", source.low):
        before = source.low[max(0, match.start() - _REACH) : match.start()]
        after = source.low[match.end() : match.end() + _REACH]
        if _LOOKED_BACK.search(before):
            continue
        if PLAN.search(re.split(r"[.;\n]", before)[-1]) or _TO_COME.search(
            re.split(r"[.;\n]", after)[0]
        ):
            return True
    return False


def _bare_years(source: Source, start: int, end: int) -> list[int]:
    """Return years that stand alone: "Tết trồng cây Xuân Giáp Thìn 2024"."""
    return [
        int(match[1])
        for match in _BARE_YEAR.finditer(source.low, start, end)
        if not _NOT_OF_EVENT.search(source.low[max(start, match.start() - 80) : match.start()])
    ]


def _only_bare_year(source: Source, layout: Layout) -> list[int]:
    """Return the year that a report names without the word for it, where it names one alone."""
    found = {
        year
        for line in layout.lines
        if line.role not in _NOT_THE_REPORT
        for year in _bare_years(source, line.start, line.end)
    }
    return list(found) if len(found) == 1 else []


def _dated_years(source: Source, layout: Layout, day: DayWritten, used: Spans) -> list[int]:
    """Return the year of full dates of the report that are no document's, where it is one.

    What is foreseen comes after the event: "dự kiến hoàn thành trước 30/4/2034", said in
    September, was said the year before.
    """
    found: list[int] = []
    for match in DATE.finditer(source.low):
        other = day_of(match)
        if other is None or other.year is None or other.year < _OLDEST:
            continue
        before = source.low[max(0, match.start() - _REACH) : match.start()]
        listed = layout.role_at(match.start()) in _NOT_THE_REPORT or used.holds(match.start())
        if not (listed or _NOT_OF_EVENT.search(before) or _OF_DOCUMENT.search(before)):
            past = (other.month, other.day) < (day.month, day.day)
            found.append(other.year - (past and _is_foreseen(before)))
    return found if len(set(found)) == 1 else []


def _year_of_election(source: Source, day: DayWritten) -> int | None:
    """ "công tác bầu cử đại biểu HĐND các cấp nhiệm kỳ 2031-2036": in the spring, of its year.

    Members may be added ("bầu cử bổ sung") in any year of a term.
    """
    if day.month > _ELECTED_BY or "cử" not in source.low:
        return None
    years = {int(found[1]) for found in _ELECTION.finditer(source.low)}
    return years.pop() if len(years) == 1 else None


def _year_of_paper(source: Source, sentence: tuple[int, int], day: DayWritten) -> int | None:
    """ "Thực hiện Kế hoạch số 12 ngày 2/3/2032, sáng 18/3 ...": what is carried out soon after."""
    for match in DATE.finditer(source.low, sentence[0], day.start):
        other = day_of(match)
        if other is None or other.year is None:
            continue
        days = (day.month - other.month) * 30 + day.day - other.day
        if 0 <= days <= _WEEKS_APART and source.low.startswith("thực hiện", sentence[0]):
            return other.year
    return None


def _close_date(source: Source, day: DayWritten, used: Spans) -> int | None:
    """Return the latest year of full dates within a few weeks of a day and month.

    "kỳ họp diễn ra đến ngày 9/7/2021", "kỷ niệm 50 năm (2/3/1971 - 2/3/2021)".
    """
    found: list[int] = []
    for match in DATE.finditer(source.low):
        other = day_of(match)
        if other is None or other.year is None or other.year < _OLDEST:
            continue
        if used.holds(match.start()):
            continue
        before = source.low[max(0, match.start() - _REACH) : match.start()]
        if _NOT_OF_EVENT.search(before) or _OF_DOCUMENT.search(before):
            continue
        if abs((other.month - day.month) * 30 + other.day - day.day) <= _WEEKS_APART:
            past = (other.month, other.day) < (day.month, day.day)
            found.append(other.year - (past and _is_foreseen(before)))  # it comes later
    return max(found, default=None)


def _is_foreseen(before: str) -> bool:
    return _FORESEEN.search(re.split(r"[.;\n]", before)[-1]) is not None


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
    named = list(kind_words().finditer(source.low, max(0, at - _REACH), at)) if kind else []
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


def _years_in(source: Source, start: int, end: int) -> list[int]:
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
        elif not _NOT_OF_EVENT.search(before):
            found.append((said.start(), int(match[0])))
    for match in DATE.finditer(source.low, start, end):
        day = day_of(match)
        before = source.low[max(0, match.start() - 40) : match.start()]
        if "hiệu lực" in before:
            continue
        if day and day.year and re.search(r"(?:đến ngày|từ ngày|[-–/]\s?)\s?$", before):
            found.append((match.start(), day.year))
    return [year for _, year in sorted(found) if YEAR.match(str(year))]


def _terms_in(source: Source, start: int, end: int) -> list[int]:
    """Return the first years of terms; "nhiệm kỳ" tells nothing about the day."""
    return [
        int(match[1])
        for match in RANGE.finditer(source.low, start, end)
        if "nhiệm kỳ" not in source.low[max(start, match.start() - 12) : match.start()]
    ]
