"""The names of bodies in the head of a paper: who issues it, and the body above."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.facts import Named
from phoihop.reader.head_words import is_capitals, names_a_body
from phoihop.reader.letterhead import Cell
from phoihop.reader.normal import Source
from phoihop.reader.subject import joined
from phoihop.reader.subject_ends import ABOUT, OPEN_ENDS
from phoihop.vntext.spelling import is_syllable

_LEVELS: Final = (
    "tỉnh ", "thành phố ", "huyện ", "xã ", "phường ", "quận ", "thị xã ", "thị trấn ", "tp ",
    "tp. ", "đặc khu ",
)  # fmt: skip
_OF_PARTY: Final = frozenset(["ủy", "đoàn", "đội"])
_FAR: Final = 4  # lines between two names of one head
_BY_TWO: Final = re.compile(r"\s[-–—]\s|\svà\s")
_CUT_NAMES: Final = frozenset(
    ["ủy", "hội", "thường trực", "ban", "liên", "ủy ban thường vụ", "ban chấp hành", "ban chỉ huy",
     "ban chỉ đạo", "ban quản lý", "đoàn đại biểu", "trung tâm", "cục", "chi cục", "sở", "phòng",
     "trường", "bệnh viện", "hội liên hiệp", "liên đoàn", "công đoàn", "chi bộ", "đảng ủy văn",
     "đảng ủy văn phòng", "chi bộ văn phòng", "đảng bộ văn phòng", "công đoàn văn phòng"]
)  # fmt: skip
_CUT_FIRST: Final = "văn phòng"  # heads a name that goes on, where it stands above all
_DASHES: Final = ("- ", "– ")
_SPELLED: Final = {"ubnd": "ủy ban", "hđnd": "hội đồng", "tand": "tòa án", "vksnd": "viện kiểm sát"}
_LONGEST_NAME: Final = 60  # signs of a name that is not in capitals


def issuer_of(
    source: Source, cells: list[Cell], symbol: str | None, named: str = "", *, together: bool
) -> tuple[Named | None, Named | None]:
    """Return the body and the one above it; bodies of a joint paper are one name.

    named: the words of its title that name those bodies, where it does.
    """
    names = _names(source, cells)
    if not names:
        return None, None
    by_two = [name for name in names if _BY_TWO.search(f" {name[0].low} ")]
    if together and len(by_two) > 1 and by_two == names[-len(by_two) :]:
        # two lines of two bodies each
        above = names[: -len(by_two)]
        whole = joined(source, [cell for name in by_two for cell in name])
        return whole, joined(source, above[-1]) if above else None
    if together and len(names) > 1 and not _BY_TWO.search(f" {names[-1][0].low} "):
        count = max(2, len(re.findall(r"[-/–]", symbol or ""))) if symbol else len(names)
        issuers, above = names[-count:], names[:-count]
        while len(issuers) > 1 and named and not _is_named(issuers[0][0], named):
            above, issuers = [*above, issuers[0]], issuers[1:]
        whole = joined(source, [cell for name in issuers for cell in name])
        return whole, joined(source, above[-1]) if above else None
    return joined(source, names[-1]), joined(source, names[-2]) if len(names) > 1 else None


def _is_named(cell: Cell, named: str) -> bool:
    """Say whether the words of a title name a body as the one of a cell: "SỞ Y TẾ", "Sở"."""
    first = cell.low.lstrip("-–— ").split()[0]
    begins = _SPELLED.get(first, first if is_syllable(first) else "")
    return f" {first} " in named or f" {begins}" in named


def _names(source: Source, cells: list[Cell]) -> list[list[Cell]]:
    """Return the names of bodies in capitals, the last ones of those that stand together."""
    names: list[list[Cell]] = []
    for cell in _of_names(source, cells):
        if names and cell.line - names[-1][-1].line > _FAR:
            names = []
        heads = len(names) == 1 and names[0][-1].low == _CUT_FIRST
        if names and (heads or goes_on(names[-1][-1], cell)):
            names[-1].append(cell)
        else:
            names.append([cell])
    return [
        name
        for at, name in enumerate(names)
        if at == len(names) - 1 or names_a_body(name[0].low) or name[0].low.startswith(_LEVELS)
    ]


def _of_names(source: Source, cells: list[Cell]) -> list[Cell]:
    """Return the cells that may be names of bodies or parts of such names."""
    lines = [
        cell
        for cell in cells
        if not (cell.motto or cell.is_rule or cell.has_place or cell.is_number or cell.is_stamp)
        and not ABOUT.match(cell.low)
    ]
    beside = {cell.line for cell in cells if cell.motto}
    capitals = [
        cell
        for cell in lines
        if is_capitals(source.clean[cell.start : cell.end])
        or (cell.line in beside and _is_name(source, cell))
    ]
    return capitals or [  # letters of an old capitals font come out small
        cell
        for cell in lines
        if source.clean[cell.start].islower()
        and (names_a_body(cell.low) or cell.low.startswith(_LEVELS))
    ]


def _is_name(source: Source, cell: Cell) -> bool:
    """ "Trường Tiểu học Ba Mít": a name in small letters, in the line of the motto."""
    if len(cell.low) > _LONGEST_NAME or not source.clean[cell.start].isupper():
        return False
    return names_a_body(cell.low) and cell.low[-1].isalnum()


def goes_on(before: Cell, cell: Cell) -> bool:
    """Say whether a name in capitals goes on in the next cell of its column."""
    if before.low.endswith(OPEN_ENDS) or cell.low.startswith(_DASHES) or before.low in _CUT_NAMES:
        return True
    level = cell.low.startswith(_LEVELS) and cell.low.split()[1] not in _OF_PARTY
    if level or not names_a_body(cell.low):
        return not before.low.endswith("ủy")
    return False
