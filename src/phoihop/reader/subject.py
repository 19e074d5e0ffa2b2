"""The kind of a paper in its head and the subject below it, or behind "V/v" in a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from phoihop.reader.facts import Named
from phoihop.reader.head_words import LONGEST_CELL, is_capitals, names_a_body
from phoihop.reader.letterhead import Cell
from phoihop.reader.normal import Source
from phoihop.reader.subject_ends import (
    ABOUT,
    DECIDES,
    OF_A_SESSION,
    SUBJECT_END,
    follows_short,
    is_body,
    is_over,
)
from phoihop.reader.tables import data
from phoihop.reader.vocabulary import lower
from phoihop.vntext import fold

ADDRESSED: Final = re.compile(r"^kính (?:g[ửởữ]i|trình)")
_LONGEST_SUBJECT: Final = 8
_SHORTEST_KIND: Final = 4
_LONGEST_KIND: Final = 40  # with blanks between its letters
# Of the names of kinds these words belong to the kind; others begin the subject.
_IN_KIND: Final = re.compile(
    r"^(?:liên tịch|liên ngành|liên bộ|liên sở|hành động|khẩn|hỏa tốc|ghi nhớ|thỏa thuận|cam kết"
    r"|tóm tắt)(?!\w)"
)
_OF_INSPECTORS: Final = ("kết luận", "thanh tra")  # one kind, where nothing else stands there
_OF_BODY: Final = re.compile(r"của [^\n,;]{3,60}?(?<!chỉ đạo) (?=về )")
_NAME_GOES_ON: Final = ("- ", "– ")  # "PHÒNG TÀI CHÍNH | - KẾ HOẠCH"
_SHORT_REST: Final = 2  # words behind the kind in its line
_AHEAD: Final = 3  # cells that tell whether one ends the subject
_TITLES_ABOVE: Final = 3
_QUOTED_ABOUT: Final = re.compile(r"\s*:?\s*[\"“]?(?=v/v|về việc)")
_ABOUT_ABOVE: Final = re.compile(
    r"(?: số:?)? (?P<number>\d{1,5})[a-zđ]?[-/][\w/&-]+ (?:năm \d{4} |ngày [\d/.-]+ )?"
    r"(?=(?:về|v/v) )"
)
_NUMBERED: Final = re.compile(r" số:? ?(\d{1,4}) (?:về|v/v)(?!\w)")
_MAY_END: Final = frozenset('_)”"’%')  # besides letters and digits


@dataclass(frozen=True)
class Title:
    """The kind of a paper; rest: the offset where its subject begins in the same cell."""

    at: int
    code: str
    rest: int | None = None
    joint: bool = False


@cache
def _kinds() -> dict[str, str]:
    words = {lower(word): str(code) for word, code in data("documents")["words"].items()}
    more = dict.fromkeys(data("documents")["titles"]["other"], "other")
    known = {**{lower(word): code for word, code in more.items()}, **words}
    return {word: code for word, code in known.items() if code != "none" and word != "văn bản"}


def kind_of(low: str) -> str | None:
    """Return the code of a kind that is all a line says."""
    return _kinds().get(" ".join(low.strip(" :.*_-–").split()))


@cache
def _kinds_folded() -> dict[str, str]:
    return {fold(word).replace(" ", ""): code for word, code in _kinds().items()}


@cache
def _kind_begins() -> re.Pattern[str]:
    """A name of a kind at the beginning of a cell, the longest without the words of a subject."""
    cut = {word for word in _kinds() if " " in word}
    names = sorted(
        (word for word in _kinds() if not any(word.startswith(f"{other} ") for other in cut)),
        key=len,
        reverse=True,
    )
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?!\w)")


def title_of(source: Source, cells: list[Cell], at: int, *, after_head: bool) -> Title | None:
    """Return the kind that a cell names: in capitals, or alone where a head stands before it."""
    cell = cells[at]
    match = _kind_begins().match(cell.low)
    if match is None:
        return _misread(source, cell, at)
    if not source.clean[cell.start : cell.start + match.end()].isupper():
        word = " ".join(cell.low.strip(" :.*_-–").split())
        first = source.clean[cell.start]
        # on a line of its own; all small where an old font of capitals was
        small = source.clean[cell.start : cell.end].islower()
        alone = after_head and word in _kinds() and (first.isupper() or small)
        return Title(at, _kinds()[word]) if alone else None
    return _with_rest(cell, match, at, after_head=after_head)


def _with_rest(cell: Cell, match: re.Match[str], at: int, *, after_head: bool) -> Title | None:
    """Return the kind and where its subject begins in the same cell."""
    end = match.end()
    rest = cell.low[end:].lstrip(" :")
    within = _IN_KIND.match(rest)
    while within:
        end = len(cell.low) - len(rest) + within.end()
        rest = cell.low[end:].lstrip(" :")
        within = _IN_KIND.match(rest)
    full = " ".join(cell.low[:end].split())
    code = _kinds().get(full) or _kinds().get(match.group(), "other")
    joint = "liên " in full or rest.startswith("phối hợp")
    rest = rest.strip(" :.*_-–")
    if not rest or (full, rest) == _OF_INSPECTORS:
        return Title(at, code, joint=joint)
    if rest.startswith("của "):  # "QUYẾT ĐỊNH CỦA ỦY BAN NHÂN DÂN TỈNH"
        return Title(at, code)
    if not after_head:
        return None
    begins = cell.low.index(rest, end)
    return Title(at, code, rest=cell.start + begins, joint=joint)


def titled_above(source: Source, cells: list[Cell]) -> Title | None:
    """ "Thông báo “V/v phòng chống bão”": the title of the page over a paper without another."""
    for at, cell in enumerate(cells[:_TITLES_ABOVE]):
        match = _kind_begins().match(cell.low)
        about = _QUOTED_ABOUT.match(cell.low, match.end()) if match else None
        if match is not None and about is not None:
            code = _kinds().get(match.group(), "other")
            return Title(at, code, rest=cell.start + about.end())
    return None


def numbered_above(cells: list[Cell], title: Title) -> int | None:
    """ "PHƯƠNG ÁN SỐ 04 VỀ DẠY VÀ HỌC": the number only the title of the page tells."""
    for cell in cells[:_TITLES_ABOVE]:
        match = _kind_begins().match(cell.low)
        number = _NUMBERED.match(cell.low, match.end()) if match else None
        if match is not None and number is not None and _kinds()[match.group()] == title.code:
            return int(number[1])
    return None


def subject_above(source: Source, cells: list[Cell], number: int | None) -> Named | None:
    """ "Quyết định 12/QĐ-UBND năm 2031 về trồng cây": what the title of the page tells it is about.

    number: that of the paper, which the title of the page has to name.
    """
    for cell in cells[:_TITLES_ABOVE]:
        match = _kind_begins().match(cell.low)
        about = _ABOUT_ABOVE.match(cell.low, match.end()) if match else None
        if about is not None and number is not None and int(about["number"]) == number:
            return joined(source, [replace(cell, start=cell.start + about.end())])
    return None


def _misread(source: Source, cell: Cell, at: int) -> Title | None:
    """ "K ÉT LUẬN": a kind in capitals whose marks or blanks a scan took for others."""
    if len(cell.low) > _LONGEST_KIND or not source.clean[cell.start : cell.end].isupper():
        return None
    if cell.low.startswith(_NAME_GOES_ON) and cell.low[-1].isalpha():
        return None
    word = cell.low.strip(" :.*_-–")
    squeezed = "".join(fold(word).split())
    code = _kinds_folded().get(squeezed) if len(squeezed) >= _SHORTEST_KIND else None
    return Title(at, code) if code else None


def subject_of_title(
    source: Source, cells: list[Cell], title: Title, issuer: Named | None, *, spaced: bool
) -> Named | None:
    """Return the subject: what follows the kind up to the body of the paper.

    spaced: an empty line stands between all lines.
    """
    taken = _begun(source, cells[title.at], title.rest)
    # "CHƯƠNG TRÌNH CÔNG TÁC | Năm 2031"
    rest = list(taken) if taken and len(taken[0].low.split()) <= _SHORT_REST else None
    said = fold(issuer.name) if issuer else ""
    for at in range(title.at + 1, min(len(cells), title.at + 1 + 2 * _LONGEST_SUBJECT)):
        cell = cells[at]
        skipped = cell.is_rule or cell.is_stamp or cell.is_number or cell.has_place or cell.motto
        if taken and cell.is_number and _names_kind_last(source, taken[-1]):
            skipped = False  # "THỰC HIỆN KẾ HOẠCH | SỐ 12-KH/TU NGÀY ...": of what it is about
        if skipped and (not taken or cell.motto):
            continue
        if skipped or len(taken) == _LONGEST_SUBJECT or is_body(source, cell):
            break
        if taken == rest and follows_short(source, cell, spaced=spaced):
            taken = [*rest, cell]
            continue
        if taken and is_over(source, taken, cells[at : at + _AHEAD], said, spaced=spaced):
            break
        taken.append(cell)
        if len(cell.low) > 2 * LONGEST_CELL:
            break
    taken = _from_about(source, taken) if taken else taken
    return joined(source, taken) if taken else None


def _begun(source: Source, kind: Cell, rest: int | None) -> list[Cell]:
    """Return what the cell of the kind itself tells of the subject, without its quotation marks."""
    if rest is None:
        return []
    quoted = source.clean[rest - 1] in '"“' and source.clean[kind.end - 1] in '"”'
    end = kind.end - quoted
    return [replace(kind, start=rest, end=end, low=source.low[rest:end])]


def _names_kind_last(source: Source, cell: Cell) -> bool:
    """Say whether a line in capitals ends with the name of a kind: its number follows."""
    before, _, last = cell.low.rstrip(" .:").rpartition(" ")
    pair = f"{before.rpartition(' ')[2]} {last}"
    return is_capitals(source.clean[cell.start : cell.end]) and pair in _kinds() and pair != before


def _from_about(source: Source, taken: list[Cell]) -> list[Cell]:
    """ "KẾT LUẬN | HỘI NGHỊ LẦN THỨ BẢY ... | về trồng cây": the body is no part of the subject."""
    first = taken[0]
    if not (is_capitals(source.clean[first.start : first.end]) or first.low.startswith("của ")):
        return taken
    behind = _OF_BODY.match(first.low)
    if behind is not None:  # "của Ban Thường vụ Huyện ủy về trồng cây"
        start = first.start + behind.end()
        return [replace(first, start=start, low=source.low[start : first.end]), *taken[1:]]
    about = next((at for at, cell in enumerate(taken) if at and cell.low.startswith("về ")), None)
    if about is None and DECIDES.match(first.low):
        return []  # "QUYẾT ĐỊNH | CHỦ TỊCH ỦY BAN NHÂN DÂN": a paper without a subject
    if not (OF_A_SESSION.match(first.low) or names_a_body(first.low)):
        return taken
    return taken[about:] if about else taken


def subject_of_letter(source: Source, cells: list[Cell], *, spaced: bool) -> Named | None:
    """Return what stands behind "V/v" up to the address; the cells begin with the head."""
    address = next((at for at, cell in enumerate(cells) if ADDRESSED.match(cell.low)), None)
    about = next((at for at, cell in enumerate(cells) if ABOUT.match(cell.low)), None)
    if about is None:  # a letter of the Party has "về ..." below its number
        above = enumerate(cells[:address] if address else ())
        about = next((at for at, cell in above if cell.low.startswith("về ")), None)
    if about is None:
        return None
    taken = [cells[about]]
    for at in range(about + 1, min(about + 2 + _LONGEST_SUBJECT, address or len(cells))):
        cell = cells[at]
        if cell.motto or cell.is_rule or cell.has_place or cell.is_number or cell.is_stamp:
            continue
        if SUBJECT_END.match(cell.low) or len(cell.low) > LONGEST_CELL:
            break
        if is_capitals(source.clean[cell.start : cell.end]) and names_a_body(cell.low):
            break
        if address is None and is_over(source, taken, cells[at : at + _AHEAD], "", spaced=spaced):
            break
        taken.append(cell)
    return joined(source, taken)


def _without_marks(clean: str, start: int, end: int) -> int:
    """Walk back over dots and other marks; there may be very many of them in a form."""
    while end > start and not (clean[end - 1].isalnum() or clean[end - 1] in _MAY_END):
        end -= 1
    return end


def joined(source: Source, cells: list[Cell]) -> Named | None:
    """Join cells to one name; those of the other column between them are left out."""
    last = cells[-1]
    ends = _without_marks(source.clean, last.start, last.end)
    if ends <= cells[0].start:
        return None
    seen = source.evidence(cells[0].start, ends)
    pieces = [(cell.start, cell.end) for cell in cells[:-1]] + [(last.start, ends)]
    return Named(
        seen.start, seen.end, seen.text, " ".join(source.words(*piece) for piece in pieces)
    )
