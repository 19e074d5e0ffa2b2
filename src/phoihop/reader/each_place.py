"""The bodies of several places told in one: "Công an 3 tỉnh Ba Mít, Cây Me và Đồng Lá"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from phoihop.reader.areas import more_places
from phoihop.reader.bodies import body_length, joins_words
from phoihop.reader.facts import Named
from phoihop.reader.lexicon import words
from phoihop.reader.phrasing import phrase_end
from phoihop.reader.tokens import Tokens

_LEVELS: Final = r"(?P<level>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)"
_COUNTED: Final = re.compile(rf"(?P<count>\d{{1,2}}|hai|ba|bốn|năm|các) {_LEVELS} ")
# not "Hội Nông dân | các xã Ba Mít, Cây Me": those of one body
_BEFORE_PLACES: Final = frozenset([",", "và", "với", "cùng", "giữa", "gồm", "(", "diện", "đạo"])
_TWO: Final = 2
_NUMBERS: Final = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_OF_PLACES: Final = re.compile(
    r" (?:(?P<count>\d{1,2}|hai|ba|bốn|năm)|các) (?:địa phương"
    rf"|{_LEVELS})(?P<colon>:)? "
)
_OFFICES: Final = re.compile(
    r"(?:(?P<count>hai|ba|bốn|0?[2-4]) (?:(?P<head>bộ|sở|ban|phòng)|ngành|cơ quan|đơn vị|bên)"
    r"|các (?P<heads>bộ|sở|ban|phòng|(?:hội|báo|đài(?: phát thanh| truyền thanh| truyền hình)?"
    r"|trường(?: mầm non| tiểu học| thcs| thpt)?|huyện đoàn|đoàn xã|đảng ủy|đồn biên phòng"
    r"|hạt kiểm lâm|hội (?:nông dân|phụ nữ|lhpn|cựu chiến binh))(?=:)):?) "
)
_JOINT: Final = re.compile(r"(?: và|,| với) ")
_AND: Final = frozenset(["và", "với"])
_MOST: Final = 12
_PLACE_ENDS: Final = re.compile(r"(?: ?\([^()]{0,40}\))?(?:, | và |\Z)")


def each_of_places(tokens: Tokens, party: Named, span: tuple[int, int]) -> tuple[Named, ...]:
    """ "Công an 3 tỉnh Ba Mít và Cây Me": the police of each province is a party.

    Only where the places are counted or stand behind a colon; "Công an các quận 1, 3" is one.
    span: the tokens of the party.
    """
    source, start, end = tokens.source, tokens.starts[span[0]], tokens.ends[span[1] - 1]
    counted = _COUNTED.match(source.low, start, end)
    of_places = counted or _OF_PLACES.search(source.low, start, end)
    if of_places is None:
        return _each_named_place(tokens, party, *span)
    if not (counted or of_places["count"] or of_places["colon"]):
        return (party,)
    begins = of_places.end()
    if not source.clean[begins].isupper():
        return (party,)
    places = []
    for cut in _PLACE_ENDS.finditer(source.low, begins, end):
        if cut.start() > begins:
            places.append(source.named(begins, cut.start()))
        begins = cut.end()
    if counted and not _are_all(counted["count"], len(places)):
        return (party,)
    head = f"{source.words(start, of_places.start())} {of_places['level'] or ''}".strip()
    return tuple(replace(place, name=f"{head} {place.name}") for place in places)


def counted_end(tokens: Tokens, at: int, last: int) -> int:
    """ "ba xã Ba Mít, Cây Me và Đồng Lá": the end of places counted; 0 where none begin."""
    counted = _COUNTED.match(tokens.source.low, tokens.starts[at])
    if counted is None or (
        counted["count"] == "các" and tokens.around[at - 1] not in _BEFORE_PLACES
    ):
        return 0
    first = end = tokens.at_offset(counted.end())
    while end < last and tokens[end].is_capital and tokens[end].is_word:
        end += 1
    return more_places(tokens, end, last) if end > first else 0


def _are_all(count: str, found: int) -> bool:
    return found >= _TWO if count == "các" else _number(count) == found


def _number(count: str) -> int:
    return int(count) if count.isdigit() else _NUMBERS[count]


def offices_told(tokens: Tokens, at: int, last: int) -> tuple[Named, ...]:
    """ "hai bộ A và B", "ba ngành A, B và C": as many offices of one head as are counted.

    Of "các sở A, B và Công an tỉnh" those up to the next body.
    """
    source, start = tokens.source, tokens.starts[at]
    told = _OFFICES.match(source.low, start, tokens.starts[min(last, len(tokens) - 1)])
    if told is None or not tokens[tokens.at_offset(told.end())].is_capital:
        return ()
    count = _number(told["count"]) if told["count"] else _MOST
    first, pieces = told.end(), list[Named]()
    while len(pieces) < count:
        end = _office_end(tokens, first, last, more=len(pieces) + 1 < count)
        own = body_length(tokens, tokens.at_offset(first)) > 0
        of_its_own = own and not told["count"] and told["heads"] != "bộ"
        if end <= first or of_its_own:
            break
        pieces.append(source.named(first, end))
        joint = _JOINT.match(source.low, end)
        if joint is None:
            break
        first = joint.end()
    if len(pieces) < _TWO or len(pieces) != (count if told["count"] else len(pieces)):
        return ()
    name = "head" if told["head"] else "heads"
    head = source.words(*told.span(name)) if told[name] else ""
    return tuple(replace(x, name=f"{head} {x.name}" if head else x.name) for x in pieces)


def _office_end(tokens: Tokens, start: int, last: int, *, more: bool) -> int:
    """Return where the name of an office ends, at a joint where another one follows."""
    first = tokens.at_offset(start)
    stop = min(phrase_end(tokens, first), last)
    if not tokens[first].is_capital or stop <= first:
        return start
    joints = (at for at in range(first + 1, stop - 1) if tokens.lows[at] in _AND)
    cuts = (at for at in joints if more and not joins_words(tokens, at))
    return tokens.ends[next(cuts, stop) - 1]


def _each_named_place(tokens: Tokens, party: Named, at: int, end: int) -> tuple[Named, ...]:
    """ "các Đài Truyền thanh (ĐTT) Ba Mít, Cây Me và Đồng Lá": the station of each place."""
    source = tokens.source
    if tokens.lows[at] != "các" or tokens.around[at + 1] in words("people", "levels"):
        return (party,)
    first = _first_place(tokens, at + 1, end)
    if not first:
        return (party,)
    until, start = tokens.ends[end - 1], tokens.starts[first]
    places = list[Named]()
    for cut in _PLACE_ENDS.finditer(source.low, start, until):
        places.append(source.named(start, cut.start()))
        start = cut.end()
    if len(places) < _TWO or not all(place.name[0].isalpha() for place in places):
        return (party,)
    head_end = next((step for step in range(at + 1, first) if tokens.around[step] == "("), first)
    head = source.words(tokens.starts[at + 1], tokens.ends[head_end - 1])
    return tuple(replace(place, name=f"{head} {place.name}") for place in places)


def _first_place(tokens: Tokens, at: int, end: int) -> int:
    """Return where the first place of a list begins: at capitals behind the head; 0 for none."""
    length = body_length(tokens, at)
    joints = (step for step in range(at, end) if tokens.around[step] in {",", "và"})
    comma = next(joints, 0)
    if tokens.around[comma] == "và" and joins_words(tokens, comma):
        return 0  # "các Sở Giáo Dục và Đào Tạo"
    first = comma
    while first > at + length and tokens[first - 1].is_capital and tokens[first - 1].is_word:
        first -= 1
    while first < comma and tokens[first].is_upper:
        first += 1
    level = tokens.around[first - 1] in words("people", "levels")
    return first if length and first < comma and not level else 0
