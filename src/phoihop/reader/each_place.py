"""The bodies of several places told in one: "Công an 3 tỉnh Ba Mít, Cây Me và Đồng Lá"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from phoihop.reader.areas import more_places
from phoihop.reader.facts import Named
from phoihop.reader.tokens import Tokens

_LEVELS: Final = r"(?P<level>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)"
_COUNTED: Final = re.compile(rf"(?P<count>\d{{1,2}}|hai|ba|bốn|năm) {_LEVELS} ")
_NUMBERS: Final = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_OF_PLACES: Final = re.compile(
    r" (?:(?P<count>\d{1,2}|hai|ba|bốn|năm)|các) (?:địa phương"
    rf"|{_LEVELS})(?P<colon>:)? "
)
_PLACE_ENDS: Final = re.compile(r"(?: ?\([^()]{0,40}\))?(?:, | và |\Z)")


def each_of_places(tokens: Tokens, party: Named) -> tuple[Named, ...]:
    """ "Công an 3 tỉnh Ba Mít và Cây Me": the police of each province is a party.

    Only where the places are counted or stand behind a colon; "Công an các quận 1, 3" is one.
    """
    source, start = tokens.source, tokens.source.clean_offset(party.start)
    end = source.clean_offset(party.end)
    counted = _COUNTED.match(source.low, start, end)
    of_places = counted or _OF_PLACES.search(source.low, start, end)
    if of_places is None or not (counted or of_places["count"] or of_places["colon"]):
        return (party,)
    begins = of_places.end()
    if not source.clean[begins].isupper():
        return (party,)
    places = []
    for cut in _PLACE_ENDS.finditer(source.low, begins, end):
        if cut.start() > begins:
            places.append(source.named(begins, cut.start()))
        begins = cut.end()
    if counted and _number(counted["count"]) != len(places):
        return (party,)
    head = f"{source.words(start, of_places.start())} {of_places['level'] or ''}".strip()
    return tuple(replace(place, name=f"{head} {place.name}") for place in places)


def counted_end(tokens: Tokens, at: int, last: int) -> int:
    """ "ba xã Ba Mít, Cây Me và Đồng Lá": the end of places counted; 0 where none begin."""
    counted = _COUNTED.match(tokens.source.low, tokens.starts[at])
    if counted is None:
        return 0
    first = end = tokens.at_offset(counted.end())
    while end < last and tokens[end].is_capital and tokens[end].is_word:
        end += 1
    return more_places(tokens, end, last) if end > first else 0


def _number(count: str) -> int:
    return int(count) if count.isdigit() else _NUMBERS[count]
