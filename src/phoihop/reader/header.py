"""The head of an official document: who, number and symbol, where and when, kind, subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from phoihop.reader.dates import iso_date
from phoihop.reader.facts import Dated, Header, Named
from phoihop.reader.lexicon import data
from phoihop.reader.normal import Source, lower

Span = tuple[int, int]
_CELL: Final = re.compile(r"[^\n|\t]+")
_MOTTO: Final = re.compile(
    r"cộng hòa xã hội chủ nghĩa|độc lập\s*[-–—]\s*tự do|đảng cộng sản việt nam"
)
_NUMBER: Final = re.compile(
    r"^số\s?:?\s{0,9}(?P<number>\d{1,5})?[a-zđ]?\s{0,15}[-/–]?\s?(?P<symbol>[\w][\wđ&.]*(?:\s?[-/–_]\s?[\w&.]+)*)?"
)
_PLACE: Final = re.compile(
    r"(?P<place>[^\n|,\t]{2,40}),\s*(?:ngày|ngay)\s*(?P<d>\d{0,2})\D{0,12}tháng\s*(?P<m>\d{0,2})\D{0,6}năm\s*(?P<y>\d{4})"
)
_RULE: Final = re.compile(r"^[\W_]+$")
_SUBJECT_END: Final = re.compile(
    r"^(?:căn cứ|thực hiện|kính gửi|theo|i\.|i-|1\.|điều 1|chương i|phần|để |nhằm "
    r"|trong thời gian|năm \d{4})|^[\W_]+$"
)
_ABOUT: Final = re.compile(r"^(?:v/v|về việc)\s*:?\s*")
_LAST_HEAD_LINE: Final = 40
_LONGEST_CELL: Final = 110
_LONGEST_SUBJECT: Final = 6
_LEVELS: Final = (
    "tỉnh ", "thành phố ", "huyện ", "xã ", "phường ", "quận ", "thị xã ", "thị trấn ", "tp ",
    "tp. ", "đặc khu ",
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A piece of a line between tabs or bars; `line` counts lines with text."""

    start: int
    end: int
    low: str
    line: int
    gap: bool  # an empty line stands before it


def find_header(source: Source) -> Header | None:
    """Return the head of the document; None where the text does not begin with one."""
    cells = _cells(source)
    motto_at = next((at for at, cell in enumerate(cells) if _MOTTO.search(cell.low)), None)
    dated = (at for at, cell in enumerate(cells) if "tháng" in cell.low)
    place_at = next((at for at in dated if _PLACE.search(cells[at].low)), None)
    if motto_at is None and place_at is None:
        return None
    number_at = next((at for at, cell in enumerate(cells) if _is_number(cell)), None)
    kind_at = next((at for at, cell in enumerate(cells) if _kind_of(cell, source)), None)
    if motto_at is None and number_at is None:
        return None
    if number_at is None and kind_at is None:
        return None
    body_at = min(at for at in (number_at, kind_at, len(cells)) if at is not None)
    issuer, parent = _issuer(source, cells[:body_at])
    number, symbol = _number(source, cells[number_at]) if number_at is not None else (None, None)
    place, date = _place(source, cells[place_at]) if place_at is not None else (None, None)
    kind = _kind_of(cells[kind_at], source) if kind_at is not None else None
    subject = _subject(source, cells, kind_at, number_at)
    end = max(x.end for x in cells[: (kind_at or number_at or 0) + 1])
    seen = source.evidence(cells[0].start, end)
    return Header(
        seen.start, seen.end, seen.text,
        issuer=issuer, parent=parent, number=number, symbol=symbol, place=place, date=date,
        kind=kind or ("CV" if subject else None), subject=subject,
    )  # fmt: skip


def _cells(source: Source) -> list[Cell]:
    found: list[Cell] = []
    line = 0
    last_end = 0
    for match in _CELL.finditer(source.clean):
        start, end = match.span()
        text = source.clean[start:end]
        if not text.strip():
            continue
        breaks = source.clean.count("\n", last_end, start)
        line += breaks > 0
        if line > _LAST_HEAD_LINE:
            break
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        found.append(Cell(start, end, source.low[start:end], line, breaks > 1))
        last_end = end
    return found


def _is_number(cell: Cell) -> bool:
    return len(cell.low) < _LONGEST_CELL and bool(
        re.match(r"^số\s?:?\s*(?:\d|[-/]|\.\.)", cell.low)
    )


@cache
def _kinds() -> dict[str, str]:
    return {lower(word): str(code) for word, code in data("documents")["words"].items()}


def _kind_of(cell: Cell, source: Source) -> str | None:
    """Return the code where a cell is nothing but a kind of document in capitals."""
    word = cell.low.strip(" :.")
    if word not in _kinds() or not source.clean[cell.start : cell.end].isupper():
        return None
    return _kinds()[word]


def _issuer(source: Source, cells: list[Cell]) -> tuple[Named | None, Named | None]:
    names: list[Span] = []
    for cell in cells:
        text = source.clean[cell.start : cell.end]
        if _MOTTO.search(cell.low) or _RULE.match(cell.low) or _PLACE.search(cell.low):
            continue
        if not _is_capitals(text):
            continue
        is_place = cell.low.startswith(_LEVELS)
        if names and is_place and not source.low[names[-1][0] : names[-1][1]].endswith("ủy"):
            names[-1] = (names[-1][0], cell.end)
        else:
            names.append((cell.start, cell.end))
    named = [_named_cells(source, span) for span in names]
    if not named:
        return None, None
    return named[-1], named[-2] if len(named) > 1 else None


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) > len(letters) * 0.8


def _named_cells(source: Source, span: Span) -> Named:
    """Join the lines of a name; cells of the other column between them are left out."""
    seen = source.evidence(*span)
    lines = [part for part in re.split(r"[\n|\t]", source.clean[span[0] : span[1]]) if part.strip()]
    kept = [part for part in lines if not _MOTTO.search(lower(part))]
    return Named(seen.start, seen.end, seen.text, " ".join(" ".join(kept).split()))


def _number(source: Source, cell: Cell) -> tuple[int | None, str | None]:
    match = _NUMBER.match(cell.low)
    if not match:
        return None, None
    symbol = None
    if match["symbol"] and not match["symbol"].isdigit():
        start, end = match.span("symbol")
        symbol = source.words(cell.start + start, cell.start + end).strip(" -–.")
    return int(match["number"]) if match["number"] else None, symbol or None


def _place(source: Source, cell: Cell) -> tuple[Named | None, Dated | None]:
    match = _PLACE.search(cell.low)
    if not match:
        return None, None
    start, end = cell.start + match.start("place"), cell.start + match.end("place")
    start += len(source.clean[start:end]) - len(source.clean[start:end].lstrip())
    seen = source.evidence(start, end)
    place = Named(seen.start, seen.end, seen.text, source.words(start, end))
    date = None
    if match["d"] and match["m"]:
        iso = iso_date(int(match["y"]), int(match["m"]), int(match["d"]))
        when = source.evidence(cell.start + match.end("place") + 1, cell.start + match.end())
        date = Dated(when.start, when.end, when.text, iso) if iso else None
    return place, date


def _subject(
    source: Source, cells: list[Cell], kind_at: int | None, number_at: int | None
) -> Named | None:
    """Return the lines below the kind, or what follows "V/v" in a letter."""
    if kind_at is None:
        about = next(
            (
                at
                for at, cell in enumerate(cells)
                if number_at is not None and at > number_at and _ABOUT.match(cell.low)
            ),
            None,
        )
        if about is None:
            return None
        return _lines(source, cells[about : about + 1])
    taken: list[Cell] = []
    for cell in cells[kind_at + 1 : kind_at + 1 + _LONGEST_SUBJECT]:
        if _RULE.match(cell.low) and not taken:
            continue
        if _SUBJECT_END.match(cell.low) or (
            taken and (cell.gap or _is_capitals(source.clean[cell.start : cell.end]))
        ):
            break
        taken.append(cell)
        if len(cell.low) > 2 * _LONGEST_CELL:
            break
    return _lines(source, taken) if taken else None


def _lines(source: Source, cells: list[Cell]) -> Named:
    seen = source.evidence(cells[0].start, cells[-1].end)
    return Named(seen.start, seen.end, seen.text, source.words(cells[0].start, cells[-1].end))
