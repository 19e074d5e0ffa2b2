"""Figures: a number with its unit, what it counts, its period and whether it changed."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from phoihop.reader.facts import Figure, Named
from phoihop.reader.lexicon import free_words, strings, words
from phoihop.reader.normal import Source

Span = tuple[int, int]
_NUMBER: Final = re.compile(
    # A digit first, so that the search leaps from digit to digit; then what may not be before.
    r"(?P<value>\d(?<![\w.,/\-–:]\d)(?:\d{0,2}(?:\.\d{3})+(?:,\d{1,3})?|\d{0,8}(?:,\d{1,3})?))"
    r"(?:/(?P<total>\d{1,3}(?:\.\d{3})+|\d{1,6}))? ?(?P<unit>%|[^\W\d_]+2?)"
)
_MORE: Final = re.compile(r"\s(\d{1,3}(?:,\d+)?)\s?triệu(?:\sđồng)?(?!\w)")
_NO_FIGURE: Final = re.compile(
    r"(?:(?<!tổng )(?<!sĩ )(?<!quân )(?<!dân )(?<!trong )số|điều|khoản|khóa|chương|mục|tháng"
    r"|(?<!mỗi )(?<!hằng )(?<!hàng )năm|ngày|quý|lần thứ|thứ|phụ lục|giai đoạn|quốc lộ|cấp)\s$"
)
_WHOLE_YEAR: Final = "cả năm "  # "thu cả năm | 7,1 tỷ đồng", but "cả năm 2023"
_YEAR: Final = re.compile(r"20\d\d(?![\d.,])")
_SHARES: Final = frozenset(["%", "phần trăm"])
# Of what a share is told in "bằng 61% kế hoạch": the measure, no thing that is counted.
_MEASURED_BY: Final = re.compile(r"(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết)(?!\w)")
_WHEN_REACHED: Final = frozenset(["năm", "trong", "vào", "trước", "sau", "từ"])
_FULFILS: Final = re.compile(r" đạt chuẩn(?!\w)")
_CHANGE: Final = re.compile(
    r"(?<!\w)(?P<way>tăng|giảm)(?:\s(?:thêm|khoảng|gần|hơn|trên|được|bình quân|xuống"
    r"|đi)){0,2}\s?$"
)
_EDGE: Final = re.compile(r"[.;:,()]")
_WORD: Final = re.compile(r"\s([^\W\d_]+)")
_COMPARED: Final = re.compile(
    r"so (?:với |cùng)[^.;,]{0,60}|cùng kỳ(?: năm)?(?: 20\d\d| trước| ngoái)?"
)
_PERIOD: Final = re.compile(
    r"(?=[069csqtn])"  # with which one of them begins: most letters are passed over by this look
    r"(?:(?:0?6|sáu) tháng (?P<half>đầu|cuối) năm(?: (?P<y1>20\d\d))?"
    r"|quý (?P<q>iv|i{1,3}|[1-4])(?!\w)(?:\s?[/\-]\s?|,? năm | )?(?P<y2>20\d\d)?"
    r"|(?:0?9|chín) tháng(?: đầu)?(?: năm)?(?: (?P<y3>20\d\d))?"
    r"|(?<!\d\s)tháng (?P<month>\d{1,2})(?:\s?[/.\-]\s?|,? năm )(?P<y4>20\d\d)"
    r"|năm (?P<year>20\d\d)(?!\s?[-–]\s?20))"
)
_WHEN_LAST: Final = re.compile(  # "thu ngân sách 6 tháng đầu năm 2023": what goes before the time
    r"(?<!\w)(?:(?:0?6|sáu|0?9|chín) tháng(?: (?:đầu|cuối) năm)?|quý (?:iv|i{1,3}|[1-4])"
    r"|tháng \d{1,2})"
    r"(?:(?:/|-|,? năm | )20\d\d)?$|(?<!\w)năm 20\d\d$"
)
_QUARTERS: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_MONTHS: Final = 12
_NEAR: Final = 60
_REACH: Final = 160
_MOST_WORDS: Final = 12
_THOUSAND: Final = 1000
_LONGEST_TRAIL: Final = 40  # letters of what goes before a number and tells nothing of it


@dataclass(frozen=True)
class Told:
    """A period that goes for all that follows an offset, up to the next one: of a heading."""

    start: int
    period: str


class _Before(NamedTuple):
    """The figure before, whose subject a figure without one of its own shares."""

    end: int
    what: Named | None
    sentence: int
    unit_end: int = 0
    unit: str = ""


class _Room(NamedTuple):
    """How far around a number its sentence goes, and the period told there."""

    start: int
    end: int
    period: str | None


@cache
def _units() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for unit in strings("quantities", "units"):
        found.setdefault(re.split(r"[ ,]", unit)[0], []).append(unit)
    return {first: tuple(sorted(units, key=len, reverse=True)) for first, units in found.items()}


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lead, trail = (
        "|".join(map(re.escape, sorted(strings("quantities", name), key=len, reverse=True)))
        for name in ("leading", "trailing")
    )
    return (
        re.compile(rf"(?:(?:{lead})(?!\w)[\s,]*)+"),
        re.compile(rf"(?<!\w)(?:{trail})$"),
        re.compile(rf"(?:{free_words(strings('quantities', 'cuts'))})(?:\s|$)"),
    )


def find_figures(
    source: Source,
    sentences: tuple[Span, ...],
    told: tuple[Told, ...] = (),
    year: int | None = None,
    start: int = 0,
) -> Iterator[Figure]:
    """Yield the figures of a text behind `start`.

    told: periods of the headings and the subject. year: of a period written without one.
    """
    low = source.low
    units = _units()
    before = _Before(0, None, -1)
    done = 0
    periods = _Periods(source, sentences, told, year)
    for match in _NUMBER.finditer(low, start):
        candidates = units.get(match["unit"])
        if candidates is None or match.start() < done:
            continue
        at = match.start("unit")
        unit = next((each for each in candidates if _stands(low, at, each)), None)
        if unit is None or _is_no_figure(low, match.start()):
            continue
        sentence = bisect_right(sentences, (match.start(), sys.maxsize)) - 1
        first = sentences[sentence][0] if sentence >= 0 else 0
        limit = max(first, match.start() - _REACH)
        near = before if before.sentence == sentence else _Before(limit, None, sentence)
        last = sentences[sentence][1] if sentence >= 0 else len(low)
        room = _Room(limit, last, periods.of(match.start(), sentence))
        figure, near = _figure(source, match, unit, near, room)
        before, done = near, near.unit_end
        yield figure


def _stands(low: str, at: int, unit: str) -> bool:
    end = at + len(unit)
    return low.startswith(unit, at) and not low[end : end + 1].isalnum()


def _is_no_figure(low: str, at: int) -> bool:
    """Say whether the words before a number make it a date, or the number of something."""
    if low.endswith(_WHOLE_YEAR, 0, at) and not _YEAR.match(low, at):
        return False
    return _NO_FIGURE.search(low[max(0, at - 12) : at]) is not None


def _figure(
    source: Source, match: re.Match[str], unit: str, near: _Before, room: _Room
) -> tuple[Figure, _Before]:
    low = source.low
    end = match.start("unit") + len(unit)
    value = _value(match["value"])
    more = _MORE.match(low, end) if unit in {"tỷ", "tỉ"} else None
    if more:
        value = round(value + _value(more[1]) / _THOUSAND, 6)
        unit, end = "tỷ đồng", more.end()
    first = _clause_start(low, max(room.start, near.end), match.start())
    change = _CHANGE.search(low, first, match.start())
    what, last = _after(source, end, room.end)
    shared = what
    if what is None or (unit in _SHARES and _MEASURED_BY.match(low, end + 1)):
        shared = _told_before(
            source, first, change.start() if change else match.start(), near, unit
        )
        what = what or shared
    if what is None and _FULFILS.match(low, end, room.end):
        what, last = _up_to_edge(source, end, room.end)
    figure = Figure(
        *source.place(match.start(), end),
        value=value, unit=unit, what=what, period=room.period,
        change=None if not change else "increase" if change["way"] == "tăng" else "decrease",
        total=_value(match["total"]) if match["total"] else None,
    )  # fmt: skip
    return figure, _Before(last, shared or what, near.sentence, end, unit)


def _told_before(source: Source, start: int, end: int, near: _Before, unit: str) -> Named | None:
    """Return what the words before a number tell of it, else what the figure before counts."""
    span = _ahead(source, start, end)
    if span:
        return _named(source, *span)
    # "tỷ lệ hộ nghèo giảm 1,5%; | 12/14 xã ...": a share tells nothing of what is counted next
    anew = source.low.rfind(";", near.unit_end, end) >= 0
    return None if anew and near.unit in _SHARES and unit not in _SHARES else near.what


def _up_to_edge(source: Source, end: int, limit: int) -> tuple[Named, int]:
    """ "12/14 xã | đạt chuẩn quốc gia về y tế": what those counted have reached."""
    edge = _EDGE.search(source.low, end, limit)
    words_end = end
    match = _WORD.match(source.low, end, edge.start() if edge else limit)
    for _ in range(_MOST_WORDS):
        if match is None or match[1] in _WHEN_REACHED:
            break
        words_end = match.end()
        match = _WORD.match(source.low, words_end, edge.start() if edge else limit)
    return _named(source, end + 1, words_end), words_end


def _value(text: str) -> float:
    """Return 1.528 as 1528 and 16,7 as 16.7."""
    plain = text.replace(".", "").replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def _clause_start(low: str, start: int, end: int) -> int:
    first = start
    for match in _EDGE.finditer(low, start, end):
        first = match.end()
    return first


def _after(source: Source, end: int, limit: int) -> tuple[Named | None, int]:
    """Return what the words behind the unit say is counted, and where they end."""
    stops, pairs = words("quantities", "stops"), words("quantities", "stop_pairs")
    held, word = words("quantities", "held_pairs"), ""
    last = end
    match = _WORD.match(source.low, end, limit)
    for _ in range(_MOST_WORDS):
        if match is None or "\t" in source.low[last : match.start(1)]:
            break  # the next cell of a row tells of something else
        if match[1] in stops and f"{word} {match[1]}" not in held:
            break
        following = _WORD.match(source.low, match.end(), limit)
        if following and f"{match[1]} {following[1]}" in pairs:
            break
        word = match[1]
        last, match = match.end(), following
    if last == end:
        return None, end
    return _named(source, end + 1, last), last


def _ahead(source: Source, start: int, end: int) -> Span | None:
    """Return the words before a number that say what is counted."""
    lead, trail, cuts = _edges()
    low = source.low
    while start < end and low[start] in " \n\t-–+*•%)":
        start += 1
    first = lead.match(low, start, end)
    start = first.end() if first else start
    while end > start:
        while end > start and low[end - 1] in " \n\t,-–|":
            end -= 1
        near = max(start, end - _LONGEST_TRAIL)
        last = trail.search(low, near, end) or _WHEN_LAST.search(low, near, end)
        if last is None:
            break
        end = last.start()
    digits = [at for at in range(start, end) if low[at].isdigit()]
    if digits:
        start = digits[-1] + 1
    for match in cuts.finditer(low, start, end):
        start = match.end()
    while start < end and not low[start].isalnum():
        start += 1
    first = lead.match(low, start, end)
    start = first.end() if first else start
    if end <= start:
        return None
    if low.count(" ", start, end) >= _MOST_WORDS:
        blanks = [at for at in range(start, end) if low[at] == " "]
        start = blanks[-_MOST_WORDS] + 1
    return start, end


def _named(source: Source, start: int, end: int) -> Named:
    return source.named(start, end)


class _Periods:
    """Which period goes for an offset: of its clause, its sentence, its heading, the subject."""

    def __init__(
        self, source: Source, sentences: tuple[Span, ...], told: Iterable[Told], year: int | None
    ) -> None:
        self._low = source.low
        self._sentences = sentences
        self._told = tuple(told)
        self._year = year
        self._at = -1
        self._found: list[tuple[int, str]] = []

    def of(self, offset: int, sentence: int) -> str | None:
        """Return the period for a figure at an offset of a sentence."""
        if sentence >= 0 and sentence != self._at:
            self._at = sentence
            self._found = list(periods(self._low, *self._sentences[sentence], self._year))
        if self._found and sentence >= 0:
            near = self._near(offset, self._sentences[sentence][1])
            if near is not None:
                return near
        at = bisect_right(self._told, offset, key=lambda each: each.start) - 1
        return self._told[at].period if at >= 0 else None

    def _near(self, offset: int, end: int) -> str | None:
        before = [period for at, period in self._found if at < offset]
        if before:
            return before[-1]
        stop = self._low.find(";", offset, end)
        stop = end if stop < 0 else stop
        return next((period for at, period in self._found if offset < at < stop), None)


def periods(low: str, start: int, end: int, year: int | None) -> Iterator[tuple[int, str]]:
    """Yield the periods low[start:end] names, but for those it only compares with."""
    text = low[start:end]
    if "năm" not in text and "quý" not in text and "tháng" not in text:
        return
    compared = [match.span() for match in _COMPARED.finditer(text)]
    for match in _PERIOD.finditer(text):
        if any(first <= match.start() < last for first, last in compared):
            continue
        written = _written(match, text[match.end() : match.end() + _NEAR], year)
        if written is not None:
            yield start + match.start(), written


def _written(match: re.Match[str], after: str, year: int | None) -> str | None:
    if match["year"]:
        return match["year"]
    if match["month"]:
        month = int(match["month"])
        return f"{match['y4']}-{month:02d}" if 1 <= month <= _MONTHS else None
    stated = match["y1"] or match["y2"] or match["y3"]
    if stated is None:
        following = re.search(r"(?<!\d)20\d\d(?!\d)", after)
        stated = following.group() if following else str(year) if year else None
    if stated is None:
        return None
    if match["half"]:
        return f"{stated}-H{1 if match['half'] == 'đầu' else 2}"
    if match["q"]:
        return f"{stated}-Q{_QUARTERS.get(match['q'], match['q'])}"
    return f"{stated}-9M"
