"""The head of an official document: who, number and symbol, where and when, kind, subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice, takewhile
from typing import Final, NamedTuple

from phoihop.reader.dates import iso_date
from phoihop.reader.facts import Dated, Header, Named
from phoihop.reader.head_names import goes_on, issuer_of
from phoihop.reader.head_words import (
    JOINT_LETTERS,
    NUMBER,
    is_capitals,
    names_a_body,
    place_in,
)
from phoihop.reader.issuers import completed, issuer_told
from phoihop.reader.letterhead import Cell, cells_of
from phoihop.reader.normal import Source
from phoihop.reader.stamps import own_cells
from phoihop.reader.subject import (
    ADDRESSED,
    Title,
    kind_of,
    numbered_above,
    subject_above,
    subject_of_letter,
    subject_of_title,
    title_of,
    titled_above,
)
from phoihop.reader.subject_ends import ABOUT
from phoihop.reader.tables import data

_NUMBER_LINE: Final = re.compile(
    r"s[ốô](?:(?<=^s.)|(?<=[\t\n|]s.)|(?<=[\s|.*'-]\ss.)"
    r"|(?<=[.*'_-]s.))"
)
_OF_MOTTO: Final = (
    "xã hội chủ nghĩa", "tự do", "đảng cộng sản việt nam", "chủ nghĩa việt nam",
)  # fmt: skip
_TWO_BODIES: Final = 2  # dashes of a symbol behind its kind
_TITLE_CELLS: Final = 5
_GROUNDS: Final = re.compile(r"[^\w\n]*(?:căn cứ|kính gửi|điều 1|i\.\s)")  # below the title
# "- Công văn số 12/SGD-VP ngày ...": what a paper without a number rests on
_OF_ANOTHER: Final = re.compile(
    r"[^\w\n]*(?:luật|nghị quyết|pháp lệnh|lệnh|bộ luật|công văn|thông báo)\s?số\s?:?\s?\d\S*"
    r"(?:\s?[-/]\s?\S+)?\s(?:ngày \d|(?:của|về)(?!\w))"
)
_TITLES_OF_PAGE: Final = 2  # cells that may name the paper itself so
_BODY_BEGINS: Final = re.compile(r"(?:^|\n)[^\w\n]*(?:căn cứ|kính gửi|thực hiện|điều 1|i\.\s)")
_BARE_LINES: Final = 4  # of a paper that begins with its title
_BARE_GLANCE: Final = 500
_GLANCE: Final = 6000  # characters that surely hold the first lines of a paper
_VERBS: Final = frozenset(["QyĐ", "HD"])  # "quy định", "hướng dẫn" as what a paper does
_LETTERS_FOLLOW: Final = re.compile(r"[-/–]\s?[^\W\d]|\d{4}/")  # a number with its symbol
_YEAR: Final = 4  # digits
_DAY_ALONE: Final = re.compile(r"ngày (?P<d>\d{1,2}) tháng (?P<m>\d{1,2}) năm (?P<y>\d{4})\.?")
_SPACED_SHARE: Final = 0.6
_NONE: Final = (None, None)
_TITLE_OF_PAGE: Final = re.compile(
    r"^(?:công văn|thông báo|luật|nghị quyết|pháp lệnh|bộ luật|lệnh)"
)


class _Seats(NamedTuple):
    """Which cells of a head hold what; address and "V/v" tell a letter."""

    motto: int | None
    number: int | None
    place: int | None
    addressed: int | None
    about: int | None

    @property
    def head(self) -> int:
        """The first cell that only a head has."""
        return min(at for at in (self.motto, self.number) if at is not None)

    @property
    def is_letter(self) -> bool:
        return self.addressed is not None and self.about is not None


def find_header(source: Source) -> Header | None:
    """Return the head of the document; None where the text does not begin with one."""
    seated = _seated(source) if _may_have_head(source.low) else None
    if seated is None:
        return _bare(source) if _may_be_bare(source) else None
    cells, seats = seated
    number, symbol = _number(source, cells[seats.number]) if seats.number is not None else _NONE
    title = _own_title(source, cells, seats, symbol)
    if seats.number is None and title is None and not seats.is_letter:
        return None
    if number is None and symbol is None and title is not None:
        number = numbered_above(cells[: title.at], title)
    title = _by_symbol(cells, title, symbol) if title is not None else None
    body_at = _body_at(cells, seats, title)
    issuer, parent = _issuers(source, cells, seats, title, symbol)
    place, date = _place_and_day(source, cells, seats, title)
    subject = _subject(source, cells, seats, title, issuer)
    told = None if issuer else issuer_told(source, subject, title.code if title else None)
    issuer = completed(source, issuer) if issuer else told
    subject = subject or subject_above(source, cells, number)
    kind = title.code if title else _kind_of_symbol(symbol)
    end = max(x.end for x in cells[: ((title and title.at) or seats.number or body_at) + 1])
    seen = source.evidence(cells[0].start, end)
    letter = "CV" if subject or seats.addressed is not None else None
    return Header(
        seen.start, seen.end, seen.text,
        issuer=issuer, parent=parent, number=number, symbol=symbol, place=place, date=date,
        kind=kind or letter, subject=subject,
    )  # fmt: skip


def _seated(source: Source) -> tuple[list[Cell], _Seats] | None:
    """Return the cells of the first lines and what they hold; None where they are no head."""
    cells = own_cells(source, cells_of(source))
    motto = _first(cell.motto for cell in cells)
    number = _number_at(source, cells, motto)
    place = _nearest((at for at, cell in enumerate(cells) if cell.has_place), motto)
    if motto is None and (number is None or place is None):
        return None
    head = min(at for at in (motto, number) if at is not None)
    letters = (at for at, cell in enumerate(cells) if at > head and ADDRESSED.match(cell.low))
    addressed = next(letters, None)  # above the head, whoever sent the text greets
    about = _first(bool(ABOUT.match(cell.low)) for cell in cells)
    return cells, _Seats(motto, number, place, addressed, about)


def _own_title(
    source: Source, cells: list[Cell], seats: _Seats, symbol: str | None
) -> Title | None:
    """Return the title of the paper itself, not of an annex to a letter; else that of its page."""
    title = _title(source, cells, seats.motto, seats.number, seats.place)
    addressed, about = seats.addressed, seats.about
    if title and addressed is not None and title.at > addressed:
        above = about is not None and about < addressed
        title = None if _is_letter(symbol, about=above) else title
    if title is None and about is None and addressed is not None and seats.motto is not None:
        title = titled_above(source, cells[: seats.motto])
    return title


def _body_at(cells: list[Cell], seats: _Seats, title: Title | None) -> int:
    """Return the cell before which the names of bodies stand."""
    about = seats.about if seats.is_letter and title is None else None
    ends = (seats.number, title.at if title else None, seats.addressed, about, len(cells))
    return min(at for at in ends if at is not None)


def _issuers(
    source: Source, cells: list[Cell], seats: _Seats, title: Title | None, symbol: str | None
) -> tuple[Named | None, Named | None]:
    """Return the body that issues and the one above it."""
    body_at = _body_at(cells, seats, title)
    together = _is_joint(cells, title, symbol)
    named = _named_in_title(cells, title) if title is not None and together else ""
    issuer, parent = issuer_of(source, cells[:body_at], symbol, named, together=together)
    if issuer is None:  # the other column came first
        below = cells[body_at : title.at if title else seats.addressed]
        issuer, parent = issuer_of(source, below, symbol, named, together=together)
    return issuer, parent


def _place_and_day(
    source: Source, cells: list[Cell], seats: _Seats, title: Title | None
) -> tuple[Named | None, Dated | None]:
    if seats.place is not None:
        return _place(source, cells[seats.place])
    return None, _day_alone(source, cells[: title.at if title else seats.addressed])


def _subject(
    source: Source, cells: list[Cell], seats: _Seats, title: Title | None, issuer: Named | None
) -> Named | None:
    """Return the subject below the title, or behind "V/v" in a letter."""
    spaced = _is_spaced(cells)
    if title is not None:
        return subject_of_title(source, cells, title, issuer, spaced=spaced)
    head = seats.head if seats.about is None else min(seats.head, seats.about)
    return subject_of_letter(source, cells[head:], spaced=spaced)


def _may_be_bare(source: Source) -> bool:
    """Say at a look whether one of the first lines is in capitals, as a title is."""
    lines = (line.strip(" \t:.*") for line in source.clean[:_BARE_GLANCE].split("\n"))
    filled = (line for line in lines if line)
    return any(line.isupper() for line in islice(filled, _BARE_LINES))


def _bare(source: Source) -> Header | None:
    """ "KẾ HOẠCH / Tổ chức đại hội ...": a paper that begins with its title, without a head."""
    if _BODY_BEGINS.search(source.low, 0, _GLANCE) is None:
        return None
    cells = own_cells(source, cells_of(source))
    shown = (at for at, cell in enumerate(cells[:_BARE_LINES]) if _is_title(source, cell))
    title = next((title_of(source, cells, at, after_head=False) for at in shown), None)
    if title is None:
        return None
    before = [cell for cell in cells[: title.at] if cell.has_place]
    place, date = _place(source, before[-1]) if before else (None, None)
    subject = subject_of_title(source, cells, title, None, spaced=_is_spaced(cells))
    issuer = issuer_told(source, subject, title.code)
    if subject is None:
        return None
    seen = source.evidence(cells[title.at].start, cells[title.at].end)
    return Header(
        seen.start, seen.end, seen.text,
        issuer=issuer, place=place, date=date, kind=title.code, subject=subject,
    )  # fmt: skip


def _is_title(source: Source, cell: Cell) -> bool:
    """Say whether nothing but the name of a kind stands in a cell, in capitals."""
    return source.clean[cell.start : cell.end].isupper() and kind_of(cell.low) is not None


def _first(found: Iterable[bool]) -> int | None:
    return next((at for at, holds in enumerate(found) if holds), None)


def _nearest(places: Iterable[int], to: int | None) -> int | None:
    """Return the place nearest to a cell, the later of two; the first where no cell is given."""
    if to is None:
        return next(iter(places), None)
    return min(places, key=lambda at: (abs(at - to), at < to), default=None)


def _number_at(source: Source, cells: list[Cell], motto_at: int | None) -> int | None:
    """Return the cell of the number; the title of the page that holds it only if no other does."""
    found = [
        at
        for at, cell in enumerate(cells)
        if cell.is_number and not (at >= _TITLES_OF_PAGE and _OF_ANOTHER.match(cell.low))
    ]
    own = [at for at in found if not _TITLE_OF_PAGE.match(cells[at].low)] or found
    whole = [at for at in own if _LETTERS_FOLLOW.search(cells[at].low)]
    # "V/v thực hiện Nghị định | số 12/2031/NĐ-CP": of another paper
    large = [at for at in whole if source.clean[cells[at].start].isupper()]
    return _nearest(large or whole or own, motto_at)


def _title(source: Source, cells: list[Cell], *before: int | None) -> Title | None:
    head = min(at for at in before if at is not None)
    titles = (title_of(source, cells, at, after_head=at > head) for at in range(len(cells)))
    found = [title for title in titles if title]
    last = max(at for at in before if at is not None)
    below = [title for title in found if title.at > head]
    if below and below[0].at < last and _is_in_name(source, cells, below[0].at):
        below = [title for title in below if title.at > last] or below
    return next(iter(below or found), None)


def _is_in_name(source: Source, cells: list[Cell], at: int) -> bool:
    """ "BAN QUẢN LÝ | DỰ ÁN CÂY XANH": the name of a kind in that of a body."""
    above = (cell for cell in reversed(cells[:at]) if not (cell.motto or cell.is_rule))
    before = next(above, None)
    if before is None or not is_capitals(source.clean[before.start : before.end]):
        return False
    return goes_on(before, cells[at]) and names_a_body(before.low)


def _is_letter(symbol: str | None, *, about: bool) -> bool:
    """Say whether a paper is a letter, so that a title below its address is that of an annex.

    about: what it is about stands above the address.
    """
    return _kind_of_symbol(symbol) in {None, "CV"} and (about or symbol is not None)


def _may_have_head(low: str) -> bool:
    """Rule out at a glance most reports: no motto anywhere, no line that begins with a number."""
    low = low[:_GLANCE]
    if any(words in low for words in _OF_MOTTO):
        return True
    return _NUMBER_LINE.search(low) is not None


def _is_spaced(cells: list[Cell]) -> bool:
    """Say whether a converter put an empty line between all lines of the head."""
    lines = {cell.line: cell.blanks for cell in reversed(cells)}
    gaps = [blanks > 0 for line, blanks in lines.items() if line > 1]
    return sum(gaps) > _SPACED_SHARE * len(gaps)


def _is_joint(cells: list[Cell], title: Title | None, symbol: str | None) -> bool:
    """Say whether several bodies issue a paper, by its letters or by its title."""
    letters = "".join((symbol or "").split())
    if JOINT_LETTERS.match(letters):
        return True
    if title is None or title.joint:
        return title is not None
    below = cells[title.at + 1].low if title.at + 1 < len(cells) else ""
    # "QUY CHẾ | Phối hợp công tác giữa ...", 01/QC-HĐND-UBND
    together = below.startswith("phối hợp") and bool(_named_in_title(cells, title))
    return together and len(re.findall(r"[-/–]", letters)) >= _TWO_BODIES


def _named_in_title(cells: list[Cell], title: Title) -> str:
    """Return the words of a title from "giữa" on, which name the bodies of a joint paper."""
    near = cells[title.at : title.at + _TITLE_CELLS]
    above = takewhile(lambda cell: not _GROUNDS.match(cell.low), near)
    words = " ".join(cell.low for cell in above)
    return words[words.find("giữa ") :] if "giữa " in words else ""


def _kind_of_symbol(symbol: str | None) -> str | None:
    """ "KH/HU" without a title: the letters name the kind."""
    first = re.split(r"[-/–_]", re.sub(r"^\d{4}\s?[-/]\s?", "", symbol or ""))[0].strip()
    code = "other" if first == "GM" else data("documents")["letters"].get(first)  # an invitation
    return str(code) if code else None


def _by_symbol(cells: list[Cell], title: Title, symbol: str | None) -> Title:
    """Of "QUY ĐỊNH PHỐI HỢP ..." numbered 05/2032/TTLT-BCA the symbol tells the kind.

    The word is then the verb with which the subject begins.
    """
    code = _kind_of_symbol(symbol)
    if code in {None, "other", title.code} or title.rest is None or title.code not in _VERBS:
        return title
    return replace(title, code=str(code), rest=cells[title.at].start)


def _number(source: Source, cell: Cell) -> tuple[int | None, str | None]:
    match = NUMBER.match(cell.low)
    if not match:
        return None, None
    symbol = None
    start, end = match.span("symbol")
    word = source.clean[cell.start + start : cell.start + end]
    if word and not word.isdigit() and (not word.isalpha() or word[0].isupper()):
        symbol = source.words(cell.start + start, cell.start + end).strip(" -–.")
    number = int(match["number"].replace(".", "")) if match["number"] else None
    return number, symbol or None


def _place(source: Source, cell: Cell) -> tuple[Named | None, Dated | None]:
    match = place_in(cell.low)
    if not match:
        return None, None
    start, end = cell.start + match.start("place"), cell.start + match.end("place")
    start += len(source.clean[start:end]) - len(source.clean[start:end].lstrip())
    place = source.named(start, end)
    date = None
    day, month, year = (match[part] or match[f"{part}2"] for part in "dmy")
    year = (year or "").replace(" ", "")
    if day and month and len(year) == _YEAR:
        iso = iso_date(int(year), int(month), int(day))
        when = source.evidence(cell.start + match.start("day"), cell.start + match.end())
        date = Dated(when.start, when.end, when.text, iso) if iso else None
    return place, date


def _day_alone(source: Source, cells: list[Cell]) -> Dated | None:
    """ "Ngày 5 tháng 3 năm 2031" in a line of a head that names no place."""
    for cell in cells:
        match = _DAY_ALONE.fullmatch(cell.low)
        iso = iso_date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
        if iso:
            seen = source.evidence(cell.start, cell.end)
            return Dated(seen.start, seen.end, seen.text, iso)
    return None
