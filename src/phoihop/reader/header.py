"""The head of an official document: who, number and symbol, where and when, kind, subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from phoihop.reader.dates import iso_date
from phoihop.reader.facts import Dated, Header, Named
from phoihop.reader.lexicon import data
from phoihop.reader.normal import Source
from phoihop.reader.vocabulary import lower

Span = tuple[int, int]
_CELL: Final = re.compile(r"[^\n|\t]+")
# Between two columns set in one line: a wide gap before a capital, the motto, the place.
_GAP: Final = re.compile(r" {4,}(?=[^\W\d_])")
_MOTTO: Final = re.compile(
    r"cộng hòa xã hội chủ nghĩa(?: việt nam)?|độc lập\s*[-–—]?\s*tự do(?:\s*[-–—]?\s*hạnh phúc)?"
    r"|đảng cộng sản việt nam"
)
_KIND_BEFORE: Final = r"(?:luật|nghị quyết|pháp lệnh|lệnh|bộ luật|công văn|thông báo)?\s?"
_NUMBER: Final = re.compile(
    rf"^{_KIND_BEFORE}s[ốô]\s?[:.]?\s{{0,9}}(?P<number>\d{{1,5}})?[a-zđ]?[\s.…_]{{0,25}}[-/–]?\s?"
    r"(?P<symbol>[\w][\wđ&.]*(?:\s?[-/–_]\s?[\w&.]+)*)?"
)
_NUMBER_BEGINS: Final = re.compile(rf"^{_KIND_BEFORE}s[ốô]\s?[:.]?\s*(?:\d|[-/]|\.\.|…|_)")
_NUMBER_LINE: Final = re.compile(r"số(?:(?<=^số)|(?<=[\t\n|]số)|(?<=\s\ssố))")
_PLACE: Final = re.compile(
    r"(?P<place>[^\n|,\t\d/]{2,40}?)(?:,\s*|\s+)(?:ngày|ngay)\s*(?:(?P<d>\d{0,2})\D{0,12}tháng\s*(?P<m>\d{0,2})"
    r"\D{0,6}năm\s*(?P<y>\d{4})|(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4})\s*$)"
)
_RULE: Final = re.compile(r"^[\W_]+$")
_SUBJECT_END: Final = re.compile(
    r"^(?:[-–+]\s?)?(?:căn cứ|kính gửi|kính trình|i\.|i-|1\.|a\.|điều 1|chương i|phần|nơi nhận"
    r"|i/|1/|1-|\((?:ban hành )?kèm theo)|^[\W_]+$"
)
# The body may begin with these, but so may the subject: they end it only where it has begun.
_BODY_BEGINS: Final = re.compile(
    r"^(?:thực hiện|theo|để |nhằm |trong thời gian|năm \d{4}\D{12}|ngày \d|tiếp tục|trong "
    r"|qua |hiện nay"
    r"|thời gian qua|vừa qua|xét |trên cơ sở|sau khi|được sự)"
)
_ABOUT: Final = re.compile(r"^(?:v/v|về việc)\s*:?\s*")
_LAST_HEAD_LINE: Final = 40
_LONGEST_CELL: Final = 110
_SENTENCE: Final = 50
_LONGEST_SUBJECT: Final = 6
_LEVELS: Final = (
    "tỉnh ", "thành phố ", "huyện ", "xã ", "phường ", "quận ", "thị xã ", "thị trấn ", "tp ",
    "tp. ", "đặc khu ",
)  # fmt: skip
# A line of a name that ends so goes on in the next.
_OPEN_ENDS: Final = (" và", " -", " –", ",", " của", " các", " thuộc")


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
    if not _may_have_head(source.low):
        return None
    cells = _cells(source)
    motto_at = next((at for at, cell in enumerate(cells) if _MOTTO.search(cell.low)), None)
    number_at = next((at for at, cell in enumerate(cells) if _is_number(cell)), None)
    if motto_at is None and number_at is None:
        return None
    place_at = next((at for at, cell in enumerate(cells) if _has_place(cell)), None)
    if motto_at is None and place_at is None:
        return None
    kind_at = next((at for at, cell in enumerate(cells) if _kind_of(cell, source)), None)
    if number_at is None and kind_at is None:
        return None
    body_at = min(at for at in (number_at, kind_at, len(cells)) if at is not None)
    issuer, parent = _issuer(source, cells[:body_at])
    if issuer is None and kind_at is not None:  # the other column came first
        issuer, parent = _issuer(source, cells[body_at:kind_at])
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


def _may_have_head(low: str) -> bool:
    """Rule out at a glance most reports: no motto anywhere, no line that begins with a number."""
    if "xã hội chủ nghĩa" in low or "tự do" in low or "đảng cộng sản việt nam" in low:
        return True
    return "tháng" in low and _NUMBER_LINE.search(low) is not None


def _cells(source: Source) -> list[Cell]:
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
    return found


def _parts(source: Source, start: int, end: int) -> Iterator[Span]:
    """Cut a line at the seams of two columns that a converter ran together."""
    cuts = {start, end}
    if end - start <= 2 * _LONGEST_CELL:
        for gap in _GAP.finditer(source.clean, start, end):
            if source.clean[gap.end()].isupper():
                cuts.add(gap.end())
        motto = _MOTTO.search(source.low, start, end)
        if motto and source.clean[motto.start()].isupper():
            cuts |= {motto.start(), motto.end()}
        cuts |= {start + at for at in _place_behind_number(source.clean[start:end])}
    ordered = sorted(cuts)
    for first, last in pairwise(ordered):
        text = source.clean[first:last]
        if text.strip():
            yield first + len(text) - len(text.lstrip()), last - (len(text) - len(text.rstrip()))


def _place_behind_number(text: str) -> Iterator[int]:
    """ "Số: 12/KH-UBND Bình An, ngày 5 tháng 3 năm 2021": where the place begins."""
    low = lower(text)
    number = _NUMBER.match(low.lstrip())
    if number is None or not re.search(r"ngày[\s\d.…]{0,12}tháng", low):
        return
    at = len(low) - len(low.lstrip()) + number.end()
    while at < len(text) and not text[at].isspace():
        at += 1
    if at < len(text) and text[at:].strip()[:1].isupper():
        yield at


def _has_place(cell: Cell) -> bool:
    """Say whether a cell is the line of place and date; a paragraph or a bracket is none."""
    if len(cell.low) > 2 * _LONGEST_CELL or cell.low.startswith("("):
        return False
    return bool(_PLACE.search(cell.low))


def _is_number(cell: Cell) -> bool:
    return len(cell.low) < _LONGEST_CELL and bool(_NUMBER_BEGINS.match(cell.low))


@cache
def _kinds() -> dict[str, str]:
    return {lower(word): str(code) for word, code in data("documents")["words"].items()}


def _kind_of(cell: Cell, source: Source) -> str | None:
    """Return the code where a cell is nothing but a kind of document in capitals."""
    word = cell.low.strip(" :.*")
    if not source.clean[cell.start : cell.end].isupper():
        return None
    if word in _kinds():
        return _kinds()[word]
    # "QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH"
    head = next((kind for kind in _kinds() if word.startswith(f"{kind} của ")), None)
    return _kinds()[head] if head else None


def _issuer(source: Source, cells: list[Cell]) -> tuple[Named | None, Named | None]:
    """Return the body and the one above it; a name may go on in the cell with the place."""
    names: list[list[Cell]] = []
    for cell in cells:
        if _MOTTO.search(cell.low) or _RULE.match(cell.low) or _has_place(cell):
            continue
        if _is_number(cell) or not _is_capitals(source.clean[cell.start : cell.end]):
            continue
        is_place = cell.low.startswith(_LEVELS) and cell.low.split()[1] not in {"ủy", "đoàn"}
        goes_on = is_place or (names and names[-1][-1].low.endswith(_OPEN_ENDS))
        if names and goes_on and not names[-1][-1].low.endswith("ủy"):
            names[-1].append(cell)
        else:
            names.append([cell])
    named = [_named_cells(source, parts) for parts in names]
    if not named:
        return None, None
    return named[-1], named[-2] if len(named) > 1 else None


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) > len(letters) * 0.8


def _named_cells(source: Source, cells: list[Cell]) -> Named:
    """Join the cells of a name; those of the other column between them are left out."""
    seen = source.evidence(cells[0].start, cells[-1].end)
    written = " ".join(source.words(cell.start, cell.end) for cell in cells)
    return Named(seen.start, seen.end, seen.text, written)


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
    day, month, year = (match[part] or match[f"{part}2"] for part in "dmy")
    if day and month and year:
        iso = iso_date(int(year), int(month), int(day))
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
        if _SUBJECT_END.match(cell.low) or (taken and _BODY_BEGINS.match(cell.low)):
            break
        if taken and (cell.gap or _is_capitals(source.clean[cell.start : cell.end])):
            break
        if taken and cell.low.endswith(".") and len(cell.low) > _SENTENCE:
            break  # the body's first paragraph
        taken.append(cell)
        if len(cell.low) > 2 * _LONGEST_CELL:
            break
    return _lines(source, taken) if taken else None


def _lines(source: Source, cells: list[Cell]) -> Named:
    seen = source.evidence(cells[0].start, cells[-1].end)
    return Named(seen.start, seen.end, seen.text, source.words(cells[0].start, cells[-1].end))
