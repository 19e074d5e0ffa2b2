"""The head of an official document: who, number and symbol, where and when, kind, subject."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Final

from phoihop.reader.dates import iso_date
from phoihop.reader.facts import Dated, Header, Named
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
    joined,
    kind_of,
    numbered_above,
    subject_above,
    subject_of_letter,
    subject_of_title,
    title_of,
    titled_above,
)
from phoihop.reader.subject_ends import ABOUT, OPEN_ENDS
from phoihop.reader.tables import data

_NUMBER_LINE: Final = re.compile(r"s[ốô](?:(?<=^s.)|(?<=[\t\n|]s.)|(?<=[\s|]\ss.))")
_OF_MOTTO: Final = (
    "xã hội chủ nghĩa", "tự do", "đảng cộng sản việt nam", "chủ nghĩa việt nam",
)  # fmt: skip
_BODY_BEGINS: Final = re.compile(r"(?:^|\n)[^\w\n]*(?:căn cứ|kính gửi|thực hiện|điều 1|i\.\s)")
_BARE_LINES: Final = 4  # of a paper that begins with its title
_BARE_GLANCE: Final = 500
_GLANCE: Final = 6000  # characters that surely hold the first lines of a paper
_VERBS: Final = frozenset(["QyĐ", "HD"])  # "quy định", "hướng dẫn" as what a paper does
_LEVELS: Final = (
    "tỉnh ", "thành phố ", "huyện ", "xã ", "phường ", "quận ", "thị xã ", "thị trấn ", "tp ",
    "tp. ", "đặc khu ",
)  # fmt: skip
_OF_PARTY: Final = frozenset(["ủy", "đoàn", "đội"])
_LETTERS_FOLLOW: Final = re.compile(r"[-/–]\s?[^\W\d]|\d{4}/")  # a number with its symbol
_YEAR: Final = 4  # digits
_FAR: Final = 4  # lines between two names of one head
_BY_TWO: Final = re.compile(r"\s[-–—]\s|\svà\s")
_SPACED_SHARE: Final = 0.6
_CUT_NAMES: Final = frozenset(
    ["ủy", "hội", "thường trực", "ban", "liên", "ủy ban thường vụ", "ban chấp hành", "ban chỉ huy",
     "ban chỉ đạo", "ban quản lý", "đoàn đại biểu", "trung tâm", "cục", "chi cục", "sở", "phòng",
     "trường", "bệnh viện", "hội liên hiệp", "liên đoàn", "công đoàn", "chi bộ", "đảng ủy văn",
     "đảng ủy văn phòng", "chi bộ văn phòng", "đảng bộ văn phòng", "công đoàn văn phòng"]
)  # fmt: skip
_CUT_FIRST: Final = "văn phòng"  # heads a name that goes on, where it stands above all
_TITLE_OF_PAGE: Final = re.compile(
    r"^(?:công văn|thông báo|luật|nghị quyết|pháp lệnh|bộ luật|lệnh)"
)


def find_header(source: Source) -> Header | None:
    """Return the head of the document; None where the text does not begin with one."""
    if not _may_have_head(source.low):
        return _bare(source) if _may_be_bare(source) else None
    cells = own_cells(source, cells_of(source))
    motto_at = _first(cell.motto for cell in cells)
    number_at = _number_at(cells, motto_at)
    place_at = _nearest((at for at, cell in enumerate(cells) if cell.has_place), motto_at)
    if motto_at is None and (number_at is None or place_at is None):
        return _bare(source) if _may_be_bare(source) else None
    title = _title(source, cells, motto_at, number_at, place_at)
    addressed = _first(bool(ADDRESSED.match(cell.low)) for cell in cells)
    about = _first(bool(ABOUT.match(cell.low)) for cell in cells)
    if title is None and about is None and addressed is not None and motto_at is not None:
        title = titled_above(source, cells[:motto_at])
    letter = addressed is not None and about is not None and title is None
    if number_at is None and title is None and not letter:
        return None
    kind_at = title.at if title else None
    ends = (number_at, kind_at, addressed, about if letter else None, len(cells))
    body_at = min(at for at in ends if at is not None)
    number, symbol = _number(source, cells[number_at]) if number_at is not None else (None, None)
    if number is None and symbol is None and title is not None:
        number = numbered_above(cells[: title.at], title)
    title = _by_symbol(cells, title, symbol) if title is not None else None
    together = _is_joint(title, symbol)
    issuer, parent = _issuer(source, cells[:body_at], symbol, together=together)
    if issuer is None:  # the other column came first
        below = cells[body_at : kind_at if kind_at is not None else addressed]
        issuer, parent = _issuer(source, below, symbol, together=together)
    place, date = _place(source, cells[place_at]) if place_at is not None else (None, None)
    spaced = _is_spaced(cells)
    if title is not None:
        subject = subject_of_title(source, cells, title, issuer, spaced=spaced)
    else:
        head = min(at for at in (motto_at, number_at, about) if at is not None)
        subject = subject_of_letter(source, cells[head:], spaced=spaced)
    told = None if issuer else issuer_told(source, subject, title.code if title else None)
    issuer = completed(source, issuer) if issuer else told
    subject = subject or subject_above(source, cells, number)
    kind = title.code if title else _kind_of_symbol(symbol)
    end = max(x.end for x in cells[: (kind_at or number_at or body_at) + 1])
    seen = source.evidence(cells[0].start, end)
    return Header(
        seen.start, seen.end, seen.text,
        issuer=issuer, parent=parent, number=number, symbol=symbol, place=place, date=date,
        kind=kind or ("CV" if subject or addressed is not None else None), subject=subject,
    )  # fmt: skip


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


def _number_at(cells: list[Cell], motto_at: int | None) -> int | None:
    """Return the cell of the number; the title of the page that holds it only if no other does."""
    found = [at for at, cell in enumerate(cells) if cell.is_number]
    own = [at for at in found if not _TITLE_OF_PAGE.match(cells[at].low)] or found
    whole = [at for at in own if _LETTERS_FOLLOW.search(cells[at].low)]
    return _nearest(whole or own, motto_at)


def _title(source: Source, cells: list[Cell], *before: int | None) -> Title | None:
    head = min(at for at in before if at is not None)
    titles = (title_of(source, cells, at, after_head=at > head) for at in range(len(cells)))
    found = [title for title in titles if title]
    below = next((title for title in found if title.at > head), None)
    return below or next(iter(found), None)


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


def _is_joint(title: Title | None, symbol: str | None) -> bool:
    if symbol and JOINT_LETTERS.match("".join(symbol.split())):
        return True
    return title is not None and title.joint


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


def _issuer(
    source: Source, cells: list[Cell], symbol: str | None, *, together: bool
) -> tuple[Named | None, Named | None]:
    """Return the body and the one above it; bodies of a joint paper are one name."""
    names = _names(source, cells)
    if not names:
        return None, None
    if together and len(names) > 1 and not _BY_TWO.search(f" {names[-1][0].low} "):
        count = max(2, len(re.findall(r"[-/–]", symbol or ""))) if symbol else len(names)
        issuers, above = names[-count:], names[:-count]
        whole = joined(source, [cell for name in issuers for cell in name])
        return whole, joined(source, above[-1]) if above else None
    return joined(source, names[-1]), joined(source, names[-2]) if len(names) > 1 else None


def _names(source: Source, cells: list[Cell]) -> list[list[Cell]]:
    """Return the names of bodies in capitals, the last ones of those that stand together."""
    lines = [
        cell
        for cell in cells
        if not (cell.motto or cell.is_rule or cell.has_place or cell.is_number or cell.is_stamp)
        and not ABOUT.match(cell.low)
    ]
    capitals = [cell for cell in lines if is_capitals(source.clean[cell.start : cell.end])]
    if not capitals:  # letters of an old capitals font come out small
        capitals = [
            cell
            for cell in lines
            if source.clean[cell.start].islower()
            and (names_a_body(cell.low) or cell.low.startswith(_LEVELS))
        ]
    names: list[list[Cell]] = []
    for cell in capitals:
        if names and cell.line - names[-1][-1].line > _FAR:
            names = []
        heads = len(names) == 1 and names[0][-1].low == _CUT_FIRST
        if names and (heads or _goes_on(names[-1][-1], cell)):
            names[-1].append(cell)
        else:
            names.append([cell])
    return [
        name
        for at, name in enumerate(names)
        if at == len(names) - 1 or names_a_body(name[0].low) or name[0].low.startswith(_LEVELS)
    ]


def _goes_on(before: Cell, cell: Cell) -> bool:
    """Say whether a name in capitals goes on in the next cell of its column."""
    if before.low.endswith(OPEN_ENDS) or before.low in _CUT_NAMES:
        return True
    level = cell.low.startswith(_LEVELS) and cell.low.split()[1] not in _OF_PARTY
    if level or not names_a_body(cell.low):
        return not before.low.endswith("ủy")
    return False


def _number(source: Source, cell: Cell) -> tuple[int | None, str | None]:
    match = NUMBER.match(cell.low)
    if not match:
        return None, None
    symbol = None
    if match["symbol"] and not match["symbol"].isdigit():
        start, end = match.span("symbol")
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
