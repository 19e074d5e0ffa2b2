"""The first lines of a paper, cut into the cells of the two columns they were set in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from phoihop.reader.head_words import (
    BIG,
    LONGEST_CELL,
    NUMBER,
    NUMBER_BEGINS,
    PLACE,
    RULE,
    is_stamp,
    place_in,
)
from phoihop.reader.mottoes import FLAT_REACH, MOTTO_GOES_ON, MOTTO_IS_OPEN, mottoes_in
from phoihop.reader.normal import Source
from phoihop.reader.specks import SPECKS, bare

Span = tuple[int, int]
_LINE: Final = re.compile(r"[^\n]+")
_BAR: Final = re.compile(r"[|\t]+|(?<=[A-ZĐ])(?=V/v )")  # "Số: 25/VPHU-NCV/v tổ chức"
# Between two columns set in one line: a wide gap before a capital, the motto, the place.
_GAP: Final = re.compile(r"(?: {4,}| -{3,} )(?=[^\W\d_])")
_DAY_ENDS: Final = re.compile(r"ng[aàảáãâ]y[\s\d.…_]{0,12}tháng[\s\d.…_]{0,12}năm\s*\d{4}")
_BEGINS: Final = re.compile(
    r"(?<!\S)(?:số\s?[:.]?\s?(?:\d{1,5}|\.{2,}|…)?\s?[-/]|v/v|về việc|kính g[ửởữ]i|kính trình"
    r"|căn cứ)"
)
# Behind the day of a head that runs on: a capital in the midst of a sentence begins the next.
_BODY_RUNS_ON: Final = re.compile(
    r"(?:(?<=[\w”)]\s)|(?<=[\w”)]\s\s))(?:Thực hiện|Trong |Ngày \d|Hôm nay|Nhằm |Để |Theo |Qua "
    r"|Xét |Sau |Trên cơ sở|Vừa qua|Thời gian|Phần |PHẦN |Chương I |Điều 1|1[.-] |[A-Z][.-] )"
)
# "... năm 2032 HỘI ĐỒNG NHÂN DÂN": capitals behind words that are none.
_CAPITALS_RUN_ON: Final = re.compile(
    rf"(?:(?<=[^\W_{BIG}]\s)|(?<=[^\W_{BIG}]\s\s))(?=(?:[{BIG}]{{2,}} ){{3}})"
)
_PLACE_ENDS_LINE: Final = re.compile(
    r"(?<=\s)(?:[^\W\d_a-zđ][^\W\d_]+\.?[ -]){0,4}[^\W\d_a-zđ][^\W\d_]+,\s*ngày[\s\d.…_]{0,12}tháng"
    r"[\s\d.…_]{0,12}năm[\s\d]*$"
)
# A name in capitals and then a word with a capital: "ĐẢNG ỦY XÃ | Ba Mít, ngày ...".
_CAPITALS_FIRST: Final = re.compile(rf"(?:[{BIG}]{{2,}},?\s+){{2,14}}(?=[{BIG}][^\W\d_{BIG}])")
_TITLE: Final = re.compile(rf"\s*(?:[{BIG}]{{2,}}\s+){{1,4}}(?=[{BIG}][^\W\d_{BIG}])")
_BEFORE_HEAD: Final = re.compile(r"\s*(?:trang\s?\d+|\d{1,2}\.)\s*(?=[^\W\d_])")
_WHOLE_PLACE: Final = re.compile(
    r"[^\W\d][^\n|\t\d/:]{1,40}, ?ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}"
)
_BARE_NUMBER: Final = re.compile(r"số\s?:?")
_NUMBER_FOLLOWS: Final = re.compile(r"\d{1,5}\s?[-/]\s?\w")
_BROKEN_PLACE: Final = 45
_LAST_HEAD_LINE: Final = 40
_SAME: Final = 20
_EMPHASIS: Final = " \t*#"  # "**KẾ HOẠCH**", of a text with marks for bold
_BEHIND_DAY: Final = 15


@dataclass(frozen=True)
class Cell:
    """A piece of a line between tabs, bars or seams.

    line: counts lines with text. blanks: how many empty lines stand before it.
    """

    start: int
    end: int
    low: str
    line: int
    blanks: int
    motto: bool

    @property
    def is_rule(self) -> bool:
        return len(self.low) <= 1 or RULE.match(self.low) is not None

    @property
    def is_number(self) -> bool:
        return len(self.low) < LONGEST_CELL and bool(NUMBER_BEGINS.match(self.low))

    @property
    def is_stamp(self) -> bool:
        return is_stamp(self.low)

    @property
    def has_place(self) -> bool:
        """Say whether this is the line of place and day; a paragraph or a bracket is none."""
        if len(self.low) > 2 * LONGEST_CELL or self.low.startswith("("):
            return False
        if not ("th" in self.low or self.low[-4:].isdigit()):
            return False  # most lines are passed over by this look
        found = place_in(self.low)
        return found is not None and len(self.low) - found.end() <= _BEHIND_DAY


def cells_of(source: Source) -> list[Cell]:
    """Return the cells of the first lines; a head given twice is that of its second place."""
    found: list[Cell] = []
    line = last_end = 0
    for match in _LINE.finditer(source.clean):
        if not match.group().strip(" |\t"):
            continue
        if line == _LAST_HEAD_LINE:
            break
        line += 1
        blanks = max(0, source.clean.count("\n", last_end, match.start()) - 1)
        for start, end, motto in _parts(source, *match.span()):
            low = source.low[start:end]
            if found and MOTTO_GOES_ON.match(low) and MOTTO_IS_OPEN.search(found[-1].low):
                found.append(Cell(start, end, low, line, blanks, motto or found[-1].motto))
            else:
                found.append(Cell(start, end, low, line, blanks, motto))
            blanks = 0
        last_end = match.end()
    return _with_whole_lines(source, found)


def _with_whole_lines(source: Source, cells: list[Cell]) -> list[Cell]:
    """Join broken lines: "Ba | Mít, ngày 11 tháng 3 | năm 2032", "Số: | 33/2032/QĐ-UBND"."""
    if not any(
        len(cell.low) <= _BROKEN_PLACE and ("ngày" in cell.low or _BARE_NUMBER.fullmatch(cell.low))
        for cell in cells
    ):
        return cells
    whole: list[Cell] = []
    at = 0
    while at < len(cells):
        count = _pieces_of_line(source, cells, at)
        first, last = cells[at], cells[at + count - 1]
        joint = source.low[first.start : last.end].replace("\n", " ")
        whole.append(replace(first, end=last.end, low=joint) if count > 1 else first)
        at += count
    return whole


def _pieces_of_line(source: Source, cells: list[Cell], at: int) -> int:
    """Return of how many cells a line of number or place is made, 1 where none is broken."""
    first = cells[at]
    following = cells[at + 1] if at + 1 < len(cells) else first
    if _BARE_NUMBER.fullmatch(first.low):
        near = following.line == first.line + 1 and _NUMBER_FOLLOWS.match(following.low)
        return 2 if near else 1
    if first.motto or not source.clean[first.start].isupper() or len(first.low) > _BROKEN_PLACE:
        return 1
    if first.has_place and _DAY_ENDS.search(first.low):
        return 1
    for count in (2, 3):
        last = cells[min(at + count, len(cells)) - 1]
        ruled = "*" in source.clean[first.end : last.start]  # below a body of the Party
        if last.line - first.line != count - 1 or last.is_number or last.motto or ruled:
            return 1
        joint = source.low[first.start : last.end].replace("\n", " ")
        if _WHOLE_PLACE.fullmatch(joint):
            return count
    return 1


def _parts(source: Source, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Cut a line at tabs, bars and the seams of two columns that a converter ran together."""
    line = source.clean[start:end]
    if "|" not in line and "\t" not in line and "V/v " not in line:  # none of the bars
        if line.strip():
            yield from _pieces(source, start, end)
        return
    at = start
    for bar in (*_BAR.finditer(source.clean, start, end), None):
        until = bar.start() if bar else end
        if source.clean[at:until].strip():
            yield from _pieces(source, at, until)
        at = bar.end() if bar else end


def _pieces(source: Source, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Cut what stands between two bars, where it is no paragraph; tell which pieces are a motto."""
    start, end = _stripped(source, start, end)
    start = _past_page_number(source, start, end)
    mottoes = mottoes_in(source, start, end)
    short = end - start <= 2 * LONGEST_CELL
    if not (mottoes or short):  # a paragraph
        yield start, end, False
        return
    cuts: set[int] = set()
    if mottoes:
        start, mottoes = _from_head(source, start, mottoes)
        cuts.update(at for span in mottoes for at in span)
        cuts |= _flat(source, mottoes[0][0], min(end, start + FLAT_REACH))
    if short:
        cuts.update(_seams(source, start, end))
    for piece in pairwise(sorted({start, end, *cuts})):
        first, last = _stripped(source, *piece)
        if first == last:
            continue
        seam = _place_begins(source, first, last) if last - first <= 2 * LONGEST_CELL else None
        motto = (first, last) in mottoes
        if seam is None:
            yield first, last, motto
        else:
            yield (*_stripped(source, first, seam), motto)
            yield (*_stripped(source, seam, last), motto)


def _from_head(source: Source, start: int, mottoes: list[Span]) -> tuple[int, list[Span]]:
    """Return where the head with the mottoes begins, behind what stands twice or numbers a page."""
    again = source.clean.find(source.clean[start : start + _SAME], start + 1, mottoes[-1][0])
    start = again if again > mottoes[0][0] else start
    mottoes = [span for span in mottoes if span[0] >= start]
    before = _BEFORE_HEAD.match(source.low, start, mottoes[0][0])
    return before.end() if before else start, mottoes


def _seams(source: Source, start: int, end: int) -> Iterator[int]:
    """Yield where a column begins behind a wide gap, and "V/v" behind a number."""
    for gap in _GAP.finditer(source.clean, start, end):
        if source.clean[gap.end()].isupper():
            yield gap.end()
    about = source.low.find(" v/v", start, end) + 1
    if about and NUMBER_BEGINS.match(source.low[start:end]):
        yield about


def _past_page_number(source: Source, start: int, end: int) -> int:
    """ "Trang 1ỦY BAN NHÂN DÂN": where the head begins that a converter ran into a page number."""
    before = _BEFORE_HEAD.match(source.low, start, end)
    return before.end() if before and source.clean[before.end() : end].isupper() else start


def _flat(source: Source, start: int, end: int) -> set[int]:
    """Return the seams of a head that runs on behind the motto: number, day, subject, address."""
    cuts: set[int] = set()
    for match in _BEGINS.finditer(source.low, start, end):
        if source.clean[match.start()].isupper():
            cuts.add(match.start())
    day = _DAY_ENDS.search(source.low, start, end)
    if day:
        cuts.add(day.end())
        title = _TITLE.match(source.clean, day.end(), end)
        begins = title.end() if title else day.end()
        cuts.add(begins)
        cuts.update(at.start() for at in _BODY_RUNS_ON.finditer(source.clean, begins, end))
        below = _CAPITALS_RUN_ON.search(source.clean, begins, end)
        if below and title:
            cuts.add(below.end())
    return cuts


def _place_begins(source: Source, start: int, end: int) -> int | None:
    """ "Số: 12/KH-UBND Bình An, ngày 5 tháng 3 năm 2031": where the place begins."""
    low = source.low[start:end]
    if "ng" not in low or not ("tháng" in low or low[-4:].isdigit()):
        return None
    number = NUMBER.match(low)
    # A word of letters alone is no number: "Sông Me, ngày ...".
    if number is not None and number.end() and not number.group().isalpha():
        at = start + number.end()
        while at < end and not source.clean[at].isspace():
            at += 1
        rest = source.clean[at:end].strip()
        return at if rest[:1].isupper() and PLACE.match(source.low[at:end].strip()) else None
    name = _CAPITALS_FIRST.match(source.clean, start, end)
    if name is not None and PLACE.match(source.low, name.end(), end):
        return name.end()
    if low.startswith(("v/v", "về việc")):
        ends = _PLACE_ENDS_LINE.search(source.clean, start, end)
        return ends.start() if ends else None
    return None


def _stripped(source: Source, start: int, end: int) -> Span:
    text = source.clean[start:end]
    kept = text.strip()
    if kept[-1:] in SPECKS or kept[:1] in SPECKS:
        kept = bare(kept)
    if "*" in kept:
        kept = kept.strip(_EMPHASIS) or kept
    start += text.index(kept)
    return start, start + len(kept)
