"""The head of an official document cut into cells: columns, mottos and run-on lines apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from phoihop.reader.normal import Source
from phoihop.reader.tables import data
from phoihop.reader.vocabulary import lower

Span = tuple[int, int]
_CELL: Final = re.compile(r"[^\n|\t]+")
# Between two columns set in one line: a wide gap before a capital, the motto, the place.
_GAP: Final = re.compile(r" {4,}(?=[^\W\d_])")
MOTTO: Final = re.compile(
    r"cộng hòa x[ãà]\s?hội chủ nghĩa(?: việt nam)?"
    r"|độc lập\s*[-–—]?\s*tự do(?:\s*[-–—]?\s*hạnh phúc)?|đảng cộng sản việt nam"
)
_KIND_BEFORE: Final = r"(?:luật|nghị quyết|pháp lệnh|lệnh|bộ luật|công văn|thông báo)?\s?"
NUMBER: Final = re.compile(
    rf"^{_KIND_BEFORE}s[ốô]\s?[:.]?\s{{0,9}}(?P<number>\d{{1,5}})?[a-zđ]?[\s.…_]{{0,25}}[-/–]?\s?"
    r"(?P<symbol>[\w][\wđ&.]*(?:\s?[-/–_]\s?[\w&.]+)*)?"
)
NUMBER_BEGINS: Final = re.compile(rf"^{_KIND_BEFORE}s[ốô]\s?[:.]?\s*(?:\d|[-/]|\.\.|…|_)")
NUMBER_LINE: Final = re.compile(r"số(?:(?<=^số)|(?<=[\t\n|]số)|(?<=\s\ssố))")
PLACE: Final = re.compile(
    r"(?P<place>[^\n|,\t\d/]{2,40}?)(?:,\s*|\s+)(?:ngày|ngay)\s*(?:(?P<d>\d{0,2})\D{0,12}tháng\s*(?P<m>\d{0,2})"
    r"\D{0,6}năm\s*(?P<y>\d{4})|(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4})\s*$)"
)
_WHOLE_MOTTO: Final = "cộng hòa xã hội chủ nghĩa việt nam"
_MOTTO_WORDS: Final = _WHOLE_MOTTO.split()
# Where a line that holds the whole head, as some converters write it, is to be cut.
_MARKS: Final = re.compile(r"(?<=\s)(?:số\s?:|v/v|về việc\s|kính g[ửở]i|căn cứ\s)")
_LIST_NUMBER: Final = re.compile(r"\s*\d{1,2}\.\s")
_LAST_HEAD_LINE: Final = 40
LONGEST_CELL: Final = 110
_RUN_ON: Final = 1500  # characters of a line that may hold the head
_MOTTO_BY: Final = 250


@dataclass(frozen=True)
class Cell:
    """A piece of a line between tabs or bars; `line` counts lines with text."""

    start: int
    end: int
    low: str
    line: int
    gap: bool  # an empty line stands before it


def cut_cells(source: Source) -> list[Cell]:
    """Return the cells of the first lines in text order."""
    found: list[Cell] = []
    line = 0
    last_end = 0
    for match in _CELL.finditer(source.clean):
        if not match.group().strip():
            continue
        breaks = source.clean.count("\n", last_end, match.start())
        line += breaks > 0
        if line > _LAST_HEAD_LINE:
            break
        for number, (start, end) in enumerate(_parts(source, *match.span())):
            found.append(Cell(start, end, source.low[start:end], line, not number and breaks > 1))
            last_end = end
    return _with_whole_mottos(found)


def _with_whole_mottos(cells: list[Cell]) -> list[Cell]:
    """Mark both halves of a motto that stands on two lines: "CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA ..."."""
    for at, cell in enumerate(cells):
        parts = cell.low.split()
        if not parts or parts[0] != "cộng" or parts != _MOTTO_WORDS[: len(parts)]:
            continue
        rest = " ".join(_MOTTO_WORDS[len(parts) :])
        for other in range(at + 1, min(at + 3, len(cells))):
            if rest and cells[other].low == rest:
                cells[at] = replace(cell, low=_WHOLE_MOTTO)
                cells[other] = replace(cells[other], low=_WHOLE_MOTTO)
                break
    return cells


def _parts(source: Source, start: int, end: int) -> Iterator[Span]:
    """Cut a line at the seams of two columns that a converter ran together."""
    cuts = {start, end}
    if end - start <= 2 * LONGEST_CELL:
        for gap in _GAP.finditer(source.clean, start, end):
            if source.clean[gap.end()].isupper():
                cuts.add(gap.end())
        cuts |= {start + at for at in _place_behind_number(source.clean[start:end])}
    cuts |= _run_on_cuts(source, start, min(end, start + _RUN_ON))
    ordered = sorted(cuts)
    for first, last in pairwise(ordered):
        text = source.clean[first:last]
        if text.strip():
            yield first + len(text) - len(text.lstrip()), last - (len(text) - len(text.rstrip()))


def _place_behind_number(text: str) -> Iterator[int]:
    """ "Số: 12/KH-UBND Bình An, ngày 5 tháng 3 năm 2021": where the place begins."""
    low = lower(text) if "ngày" in text.lower() else ""
    number = NUMBER.match(low.lstrip()) if low else None
    if number is None or not re.search(r"ngày[\s\d.…]{0,12}tháng", low):
        return
    at = len(low) - len(low.lstrip()) + number.end()
    while at < len(text) and not text[at].isspace():
        at += 1
    if at < len(text) and text[at:].strip()[:1].isupper():
        yield at


def _run_on_cuts(source: Source, start: int, end: int) -> set[int]:
    """Return where the parts of a head begin that a line with the motto holds one after another."""
    motto = MOTTO.search(source.low, start, min(end, start + _MOTTO_BY))
    if motto is None or not source.clean[motto.start()].isupper():
        return set()
    cuts: set[int] = set()
    if numbered := _LIST_NUMBER.match(source.clean, start):
        cuts.add(numbered.end())
    for found in MOTTO.finditer(source.low, start, end):
        if source.clean[found.start()].isupper():
            cuts |= set(found.span())
    behind = max(cuts)
    marks = [found.start() for found in _MARKS.finditer(source.low, behind, end)]
    cuts |= set(marks)
    if marks and source.low.startswith("số", marks[0]):
        cuts |= {marks[0] + at for at in _place_behind_number(source.clean[marks[0] : end])}
        place = PLACE.search(source.low, marks[0], end)
        if place:
            cuts.add(place.end())
            kind = _capital_kinds().match(source.clean, place.end())
            cuts |= {kind.end()} if kind else set()
    return cuts


@cache
def _capital_kinds() -> re.Pattern[str]:
    """Return the pattern of a kind of document in capitals: "TỜ TRÌNH"."""
    kinds = sorted((lower(word).upper() for word in data("documents")["words"]), key=len)
    return re.compile(r"\s*(?:" + "|".join(map(re.escape, reversed(kinds))) + r")(?!\w)")
