"""Terms of years that a report tells: those summed up, and those that a congress is held for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from phoihop.reader.dates import DayWritten
from phoihop.reader.normal import Source
from phoihop.reader.segment import Layout
from phoihop.reader.spans import Span

RANGE: Final = re.compile(r"((?:19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)(?!\d)")
SUMMED_UP: Final = re.compile(
    r"(?<!\w)(?:tổng kết|sơ kết|đánh giá|nhìn lại) (?:kết quả )?"
    r"(\d{1,2}|một|hai|ba|bốn|năm|mười) năm(?!\w)"
)
_NUMBERS: Final = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "mười": 10}
_TO: Final = r"(20\d\d)\s?(?:[-–—]|đến(?: năm)?)\s?(?:\d\d?[/.]){0,2}(20\d\d)(?!\d)"
_TERM: Final = re.compile(_TO)
# "Từ năm 2027-2032, hai đơn vị đã ...": a sentence that goes on about what is summed up.
_OPENS: Final = re.compile(
    rf"(?:(?:trong|qua|sau) (?:\S+ năm[^.,;\n]{{0,40}}, ?)?)?(?:giai đoạn|từ năm|các năm) {_TO}"
)
_SO_FAR: Final = re.compile(
    r"(?<!\w)(?:(?:hai|các|ba|những) (?:bên|ngành|đơn vị)|phối hợp|kết quả|thực hiện)(?!\w)"
)
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PERSON: Final = re.compile(
    r"(?<!\w)(?:ông|bà|đồng chí|(?<!ban )bí thư|chủ tịch|giám đốc|trưởng (?:ban|phòng|thôn|đoàn)"
    r"|nguyên)(?!\w)"
)
# How long someone sits or learns, and digits that are no years.
_OF_OTHER: Final = re.compile(r"(?:nhiệm kỳ|năm học|niên khóa|khóa|:|(?<!\w)số) ?$")
_REACH: Final = 160
_FEW: Final = 3
_EARLY: Final = 4
_MIDDLE: Final = 6
_CONGRESS: Final = re.compile(
    r"(?:(?:tổ chức|khai mạc|bế mạc|diễn ra)(?: thành công| trọng thể)? |^|\n)đại hội (?!thi đua)"
    r"(?P<whose>[^.;\n]{0,120}?)nhiệm kỳ (?P<first>20\d\d)\s?[-–—]\s?20\d\d"
)
_MEETING: Final = re.compile(r"(?<!\w)đại hội(?!\w)")
# What is done for a congress, or about one, is no congress itself.
_TO_BE_HELD: Final = re.compile(
    r"(?<!\w)(?:chuẩn bị|kế hoạch|công tác|tiến tới|dự kiến|hướng dẫn|phục vụ|chào mừng|hướng tới"
    r"|triển khai|quán triệt|tập huấn|bồi dưỡng|rút kinh nghiệm|phát động|lập thành tích|phổ biến"
    r"|tuyên truyền|kiểm tra|giám sát|cho ý kiến|(?<!sự )chỉ đạo|bàn|để|nhằm|việc|về|sẽ"
    r"|trước|sau|họp|(?<!trung tâm )hội nghị|hội thảo|hội thi|lớp|nghị quyết|phong trào)(?!\w)"
)
_STILL_TO_COME: Final = re.compile(
    r"(?<!\w)(?:năm (?:sau|tới)|sắp tới|thời gian tới|dự kiến|sẽ (?:được )?(?:tổ chức|diễn ra))"
    r"(?!\w)"
)
# "quán triệt Nghị quyết Đại hội Đảng bộ huyện ..., nhiệm kỳ 2030-2035": soon after the congress,
# which comes between spring and autumn; one of the whole country in its first weeks.
_MADE_KNOWN: Final = re.compile(
    r"(?<!\w)(?:học tập|quán triệt|triển khai|phổ biến|chào mừng thành công)(?!\w)"
    r"(?:[^.;\n]{0,80}? nghị quyết)? đại hội (?P<whose>[^.;\n]{0,80}?)nhiệm kỳ (?P<first>20\d\d)"
    r"\s?[-–—]\s?20\d\d"
)
_OF_COUNTRY: Final = re.compile(r"(?<!\w)(?:toàn quốc|(?:của|toàn) đảng)(?!\w)")
_SPRING: Final = range(4, 7)
_LOOKS_BACK: Final = re.compile(r"(?<!\w)(?:tổng kết|kiểm điểm|sơ kết|nghị quyết|tiến tới)(?!\w)")
_ENDS: Final = re.compile(
    r"tổng kết (?!\d)(?P<what>(?:[^.;\n\d]|\d(?!\d\d\d)){0,160}?)"
    r"giai đoạn 20\d\d\s?[-–—]\s?(?P<last>20\d\d)(?!\d)"
)


def years_counted(held: re.Match[str]) -> int:
    """Return the number that a match of SUMMED_UP tells."""
    return _NUMBERS.get(held[1]) or int(held[1])


def term_summed_up(source: Source, layout: Layout, spans: list[Span]) -> tuple[int, int] | None:
    """ "sơ kết 5 năm thực hiện ...", "từ năm 2031-2036": the years that are so many.

    They stand beside what is summed up, or open one of the first sentences and go on about it.
    """
    held = [
        (match, span)
        for span in spans
        for match in islice(SUMMED_UP.finditer(source.low, *span), _FEW)
    ]
    counts = {years_counted(match) for match, _ in held} - {0, 1}
    if not counts:
        return None
    lengths = counts | {count - 1 for count in counts}
    for match, (start, end) in held:
        for term in _terms(source, _TERM, (start, end), max(start, match.end())):
            if int(term[2]) - int(term[1]) in lengths:
                return int(term[1]), int(term[2])
    return _term_told_on(source, layout, lengths)


def _terms(
    source: Source, pattern: re.Pattern[str], span: Span, at: int
) -> Iterator[re.Match[str]]:
    """Yield the first terms from an offset on that are not someone's, a school's or no years."""
    for term in islice(pattern.finditer(source.low, at, span[1]), _FEW):
        before = source.low[max(at, term.start() - _REACH) : term.start()]
        if not (_OF_OTHER.search(before) or _PERSON.search(before)):
            yield term


def _term_told_on(source: Source, layout: Layout, lengths: set[int]) -> tuple[int, int] | None:
    for start, end in layout.lead:
        term = _OPENS.match(source.low, start, end)
        if term is None or int(term[2]) - int(term[1]) not in lengths:
            continue
        of_it = _SO_FAR.search(source.low, term.end(), end)
        latest = max(int(year[0]) for year in _YEAR.finditer(source.low))
        if of_it and not _PERSON.search(source.low, start, end) and latest <= int(term[2]) + 1:
            return int(term[1]), int(term[2])
    return None


def ended_terms(source: Source, layout: Layout, sentence: Span, day: DayWritten) -> list[int]:
    """ "tổng kết 5 năm thực hiện ... giai đoạn 2026-2031": looked back on as it ends."""
    held = SUMMED_UP.search(source.low, *sentence)
    if held is None:
        return []
    term = next(_terms(source, RANGE, sentence, held.end()), None)
    if term is not None:
        last = int(term[2])
        return [last + (day.month <= _EARLY and f"giai đoạn {last + 1}" in source.low)]
    counted = term_summed_up(source, layout, [sentence])
    return [counted[1]] if counted else []


def told_by_terms(source: Source, layout: Layout, sentence: Span, day: DayWritten) -> list[int]:
    """A congress is held as its term begins; what is summed up late in a year ends with it."""
    for span in (layout.headline, sentence):
        begins = _congress_begins(source, span, sentence)
        if begins:
            return [begins]
        after = _after_congress(source, span, day)
        if after:
            return [after]
        term = _ENDS.search(source.low, *span) if day.month > _MIDDLE else None
        if term is not None and not _PERSON.search(term["what"]):
            return [int(term["last"])]
    return []


def _after_congress(source: Source, span: Span, day: DayWritten) -> int | None:
    """Return the year in which a day follows the congress whose resolution is made known."""
    known = _MADE_KNOWN.search(source.low, *span)
    if known is None or _PERSON.search(known["whose"]):
        return None
    first = int(known["first"])
    if _OF_COUNTRY.search(known["whose"]) or day.month > max(_SPRING):
        return first
    return None if day.month in _SPRING else first + 1


def _congress_begins(source: Source, span: Span, sentence: Span) -> int | None:
    """Return the first year of the term of the congress that is itself what is held."""
    congress = _CONGRESS.search(source.low, *span)
    if congress is None or _PERSON.search(congress["whose"]) or _LOOKS_BACK.search(congress[0]):
        return None
    held = _MEETING.search(source.low, *sentence)
    if held is None or _STILL_TO_COME.search(source.low, held.end(), sentence[1]):
        return None
    for start, at in ((span[0], congress.start()), (sentence[0], held.start())):
        if _TO_BE_HELD.search(source.low, start, at):
            return None
    return int(congress["first"])
