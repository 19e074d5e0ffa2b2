"""The head of an official document: who, number and symbol, where and when, kind, subject."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from phoihop.reader.cells import (
    LONGEST_CELL,
    MOTTO,
    NUMBER,
    NUMBER_BEGINS,
    NUMBER_LINE,
    PLACE,
    Cell,
    cut_cells,
)
from phoihop.reader.dates import iso_date
from phoihop.reader.facts import Dated, Header, Named
from phoihop.reader.lexicon import strings
from phoihop.reader.normal import Source
from phoihop.reader.tables import data
from phoihop.reader.vocabulary import lower
from phoihop.vntext import fold

_RULE: Final = re.compile(r"^[\W_]+$")
_SUBJECT_END: Final = re.compile(
    r"^(?:[-–+]\s?)?(?:căn cứ|kính g[ửở]i|kính trình|i\.|i-|1\.|a\.|điều 1|chương i|phần|nơi nhận"
    r"|i/|1/|1-|\((?:ban hành )?kèm theo)|^[\W_]+$"
)
# The body may begin with these, but so may the subject: they end it only where it has begun.
_BODY_BEGINS: Final = re.compile(
    r"^(?:thực hiện|theo|để |nhằm |trong thời gian|năm \d{4}\D{12}|ngày \d|tiếp tục|trong "
    r"|qua |hiện nay"
    r"|thời gian qua|vừa qua|xét |trên cơ sở|sau khi|được sự|hội nghị lần thứ)"
)
_ABOUT: Final = re.compile(r"^(?:v/v|về việc)\s*:?\s*")
_ADDRESSED: Final = re.compile(r"^(?:[-–+]\s?)?kính g[ửở]i")
# Behind the kind, the meeting that decided; the subject begins with "về" below it.
_MEETING: Final = (
    "hội nghị",
    "của ",
    "ban chấp hành",
    "ban thường vụ",
    "đại hội",
    "bộ chính trị",
    "ban bí thư",
)
_BASES: Final = ("căn cứ", "xét ", "theo ", "thực hiện ", "để ", "sau khi ", "nhằm ")
# Bodies with a place of their own; without it the next line is another body that signs too.
_PLACED: Final = frozenset(["ủy ban nhân dân", "hội đồng nhân dân", "ubnd", "hđnd"])
_LAST_LETTER_LINE: Final = 5
_STOP_AND_STRAY: Final = re.compile(r"\.\W*$")  # a scanner leaves marks behind the stop
_SENTENCE: Final = 50
_LONGEST_SUBJECT: Final = 6
_LEVELS: Final = (
    "tỉnh ", "thành phố ", "huyện ", "xã ", "phường ", "quận ", "thị xã ", "thị trấn ", "tp ",
    "tp. ", "đặc khu ",
)  # fmt: skip
# A line of a name that ends so goes on in the next.
_OPEN_ENDS: Final = (" và", " -", " –", ",", " của", " các", " thuộc")


def find_header(source: Source) -> Header | None:
    """Return the head of the document; None where the text does not begin with one."""
    if not _may_have_head(source.low):
        return None
    cells = cut_cells(source)
    motto_at = next((at for at, cell in enumerate(cells) if MOTTO.search(cell.low)), None)
    number_at = next((at for at, cell in enumerate(cells) if _is_number(cell)), None)
    if motto_at is None and number_at is None:
        return None
    place_at = next((at for at, cell in enumerate(cells) if _has_place(cell)), None)
    if motto_at is None and place_at is None:
        return None
    kind_at = next((at for at, cell in enumerate(cells) if _kind_of(cell, source)), None)
    about_at = _letter_about(cells, number_at) if kind_at is None else None
    if number_at is None and kind_at is None and (about_at is None or motto_at is None):
        return None
    body_at = min(at for at in (number_at, kind_at, about_at, len(cells)) if at is not None)
    issuer, parent = _issuer(source, cells[:body_at])
    if issuer is None and kind_at is not None:  # the other column came first
        issuer, parent = _issuer(source, cells[body_at:kind_at])
    number, symbol = _number(source, cells[number_at]) if number_at is not None else (None, None)
    place, date = _place(source, cells[place_at]) if place_at is not None else (None, None)
    kind = _kind_of(cells[kind_at], source) if kind_at is not None else None
    if kind_at is not None:
        subject = _subject(source, cells[kind_at + 1 :])
    else:
        subject = _letter_subject(source, cells, about_at) if about_at is not None else None
    end = max(x.end for x in cells[: (kind_at or number_at or about_at or 0) + 1])
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
    return "tháng" in low and NUMBER_LINE.search(low) is not None


def _has_place(cell: Cell) -> bool:
    """Say whether a cell is the line of place and date; a paragraph or a bracket is none."""
    if len(cell.low) > 2 * LONGEST_CELL or cell.low.startswith("("):
        return False
    may_tell = "ngày" in cell.low or "ngay" in cell.low  # most lines are passed over by this look
    return may_tell and bool(PLACE.search(cell.low))


def _is_number(cell: Cell) -> bool:
    return len(cell.low) < LONGEST_CELL and bool(NUMBER_BEGINS.match(cell.low))


@cache
def _kinds() -> dict[str, str]:
    return {lower(word): str(code) for word, code in data("documents")["words"].items()}


@cache
def _bare_kinds() -> dict[str, str]:
    return {fold(word).replace(" ", ""): code for word, code in _kinds().items()}


def _kind_of(cell: Cell, source: Source) -> str | None:
    """Return the code where a cell is nothing but a kind of document in capitals."""
    if not source.clean[cell.start : cell.end].isupper():
        return None
    word = cell.low.strip(" :.*")
    if word in _kinds():
        return _kinds()[word]
    if bare := _bare_kinds().get(fold(word).replace(" ", "")):
        return bare  # "K ÉT LUẬN", as a scanner reads it
    # "QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH"
    head = next((kind for kind in _kinds() if word.startswith(f"{kind} của ")), None)
    return _kinds()[head] if head else None


def _issuer(source: Source, cells: list[Cell]) -> tuple[Named | None, Named | None]:
    """Return the body and the one above it; a name may go on in the cell with the place."""
    names: list[list[Cell]] = []
    for cell in cells:
        if MOTTO.search(cell.low) or _RULE.match(cell.low) or _has_place(cell):
            continue
        if _is_number(cell) or not _is_capitals(source.clean[cell.start : cell.end]):
            continue
        is_place = cell.low.startswith(_LEVELS) and cell.low.split()[1] not in {"ủy", "đoàn"}
        goes_on = is_place or (names and names[-1][-1].low.endswith(_OPEN_ENDS))
        if names and goes_on and not names[-1][-1].low.endswith("ủy"):
            names[-1].append(cell)
        else:
            names.append([cell])
    if len(names) > 1 and " ".join(cell.low for cell in names[-2]) in _PLACED:
        names[-2:] = [[*names[-2], *names[-1]]]  # "ỦY BAN NHÂN DÂN", "ỦY BAN MTTQ", "TỈNH ..."
    named = [_named_cells(source, parts) for parts in names]
    if not named:
        return None, None
    return named[-1], named[-2] if len(named) > 1 else None


def _is_capitals(text: str) -> bool:
    letters = [*filter(str.isalpha, text)]
    return len(letters) > 1 and sum(map(str.isupper, letters)) > len(letters) * 0.8


def _named_cells(source: Source, cells: list[Cell]) -> Named:
    """Join the cells of a name; those of the other column between them are left out."""
    seen = source.evidence(cells[0].start, cells[-1].end)
    written = " ".join(source.words(cell.start, cell.end) for cell in cells)
    return Named(seen.start, seen.end, seen.text, written)


def _number(source: Source, cell: Cell) -> tuple[int | None, str | None]:
    match = NUMBER.match(cell.low)
    if not match:
        return None, None
    symbol = None
    if match["symbol"] and not match["symbol"].isdigit():
        start, end = match.span("symbol")
        symbol = source.words(cell.start + start, cell.start + end).strip(" -–.")
    return int(match["number"]) if match["number"] else None, symbol or None


def _place(source: Source, cell: Cell) -> tuple[Named | None, Dated | None]:
    match = PLACE.search(cell.low)
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


def _letter_about(cells: list[Cell], number_at: int | None) -> int | None:
    """Return where a letter says what it is about; one without a number must address somebody."""
    first = number_at + 1 if number_at is not None else 0
    about = next((at for at in range(first, len(cells)) if _ABOUT.match(cells[at].low)), None)
    if about is None or number_at is not None:
        return about
    addressed = any(_ADDRESSED.match(cell.low) for cell in cells[about:])
    return about if addressed else None


def _letter_subject(source: Source, cells: list[Cell], about: int) -> Named:
    """Return the lines behind "V/v" up to those addressed; the other column's are left out."""
    taken = [cells[about]]
    for cell in cells[about + 1 : about + 1 + _LAST_LETTER_LINE]:
        if _ADDRESSED.match(cell.low):
            return _joined(source, taken)
        if MOTTO.search(cell.low) or _has_place(cell) or _RULE.match(cell.low):
            continue
        if len(cell.low) > LONGEST_CELL or _SUBJECT_END.match(cell.low):
            break
        taken.append(cell)
    return _joined(source, taken[:1])


def _joined(source: Source, cells: list[Cell]) -> Named:
    named = _named_cells(source, cells)
    return Named(named.start, named.end, named.text, _STOP_AND_STRAY.sub("", named.name))


def _subject(source: Source, below: list[Cell]) -> Named | None:
    """Return the lines below the kind."""
    taken: list[Cell] = []
    start = _past_meeting(source, below)
    for at, cell in enumerate(below[start : start + _LONGEST_SUBJECT], start):
        if _RULE.match(cell.low) and not taken:
            continue
        if _SUBJECT_END.match(cell.low) or (taken and _BODY_BEGINS.match(cell.low)):
            break
        if taken and (cell.gap or not _goes_on(source, taken[-1], below[at : at + 3])):
            break
        if taken and cell.low.endswith(".") and len(cell.low) > _SENTENCE:
            break  # the body's first paragraph
        taken.append(cell)
        if len(cell.low) > 2 * LONGEST_CELL:
            break
    return _lines(source, taken) if taken else None


def _past_meeting(source: Source, below: list[Cell]) -> int:
    """Step over "HỘI NGHỊ LẦN THỨ BẢY", "BAN CHẤP HÀNH ..." where "về ..." follows."""
    for at, cell in enumerate(below[:_LONGEST_SUBJECT]):
        if not _is_capitals(source.clean[cell.start : cell.end]):
            return at if at and cell.low.startswith("về ") else 0
        if not at and not cell.low.startswith(_MEETING):
            return 0
    return 0


def _goes_on(source: Source, last: Cell, following: list[Cell]) -> bool:
    """Say whether a line goes on with the subject; one in capitals may be who decides."""
    cell = following[0]
    if not _is_capitals(source.clean[cell.start : cell.end]):
        return True
    if not _is_capitals(source.clean[last.start : last.end]):
        return False
    if last.low.endswith(_OPEN_ENDS):
        return True
    if cell.low.startswith(strings("positions", "heads")):
        return False
    decides = cell.low.startswith(strings("bodies", "heads"))
    return not (decides and any(each.low.startswith(_BASES) for each in following[1:]))


def _lines(source: Source, cells: list[Cell]) -> Named:
    seen = source.evidence(cells[0].start, cells[-1].end)
    return Named(seen.start, seen.end, seen.text, source.words(cells[0].start, cells[-1].end))
