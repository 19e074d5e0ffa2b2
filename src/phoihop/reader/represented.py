"""For whom two persons sign: "ông X, Giám đốc Sở A và bà Y, Giám đốc Sở B ký kết"."""

from __future__ import annotations

from typing import Final, NamedTuple

from phoihop.reader.bodies import body_length
from phoihop.reader.facts import Named
from phoihop.reader.host_ends import named
from phoihop.reader.lexicon import phrases
from phoihop.reader.located import past_place
from phoihop.reader.names import Name, find_names
from phoihop.reader.phrasing import phrase_end
from phoihop.reader.tokens import Tokens

Span = tuple[int, int]
_POSTS: Final = phrases("positions", "heads")
_JOINTS: Final = frozenset(["và", "cùng", "với"])
_PARTING: Final = _JOINTS | {";", ","}
_BEFORE_POST: Final = frozenset([",", "-", "–", "và", "cùng", "với", "chí"])
_BEFORE_SIGNING: Final = frozenset(
    ["đã", "vừa", "cùng", "nhau", "tiến", "hành", "chính", "thức", "thống", "nhất", "lần", "lượt"]
)
_ADDRESS: Final = frozenset(
    ["ông", "bà", "đồng", "chí", "anh", "chị", "tá", "tướng", "đại", "thiếu"]
)
_HEADS_BEGIN: Final = _POSTS.firsts | {"đại"}
_OFFICES: Final = frozenset(["phòng", "ban"])  # "Trưởng | phòng Tư pháp"
_TWO: Final = 2
_FULL: Final = 3  # syllables of a name


class _Side(NamedTuple):
    """One that signs: where the body begins and ends, and where what is told of it ends."""

    body: int
    end: int
    until: int


def represented(tokens: Tokens, sentence: Span, verb: int) -> tuple[Named, ...]:
    """Return the two bodies for which two persons sign, by their posts; empty for others.

    verb: where "ký kết" stands. One person may hold several posts; the last one counts.
    """
    first, stop = tokens.at_offset(sentence[0]), tokens.at_offset(verb)
    begins = tokens.within(_HEADS_BEGIN, first, stop)
    if len(begins) < _TWO or _PARTING.isdisjoint(tokens.lows[first:stop]):
        return ()
    heads = [body for at in begins if (body := _headed(tokens, at, first))]
    if len(heads) < _TWO:
        return ()
    people = [name for name in find_names(tokens, first, stop) if is_sure(name)]
    joint = _joint(tokens, people, heads)
    starts = frozenset(name.first for name in people)
    sides = [
        _Side(body, end, _until(tokens, end, last, people))
        for body, last in (_last_of(heads, first, joint, joint), _last_of(heads, joint, stop, stop))
        if body and (end := min(phrase_end(tokens, body, starts), last)) > body
    ]
    if not joint or len(sides) != _TWO:
        return ()
    near = all(tokens.around[at] in _BEFORE_SIGNING for at in range(sides[1].until, stop))
    told = [named(tokens, side.body, side.end) for side in sides]
    parties = tuple(party for party in told if party)
    apart = len(parties) == _TWO and parties[0].name != parties[1].name
    return parties if near and apart else ()


def is_sure(name: Name) -> bool:
    """ "Chủ tịch Hội Nông dân tỉnh | Lê Văn Mít" is a person, "huyện | Đồng Lá" is none."""
    return name.certain or name.addressed or name.last - name.first >= _FULL


def _last_of(heads: list[int], first: int, last: int, end: int) -> tuple[int, int]:
    return max((body for body in heads if first <= body < last), default=0), end


def _joint(tokens: Tokens, people: list[Name], heads: list[int]) -> int:
    """Return where "và" parts two persons, or two posts where no person is named; 0 for else."""
    if not people and len(heads) == _TWO:
        return max((at for at in range(*heads) if tokens.around[at] in _JOINTS), default=0)
    if len(people) != _TWO:
        return 0
    one, other = people
    if tokens.around[one.last] in _JOINTS:  # "Giám đốc Sở A X | và | Giám đốc Sở B Y"
        return one.last
    if tokens.around[one.last] == "," and min(heads) < one.first:
        post = _headed(tokens, one.last + 1, one.last)
        return one.last if one.last < post < other.first else 0
    at = other.first - 1
    while at > one.last and tokens.around[at] in _ADDRESS:
        at -= 1
    return at if tokens.around[at] in _JOINTS | {";"} else 0


def _headed(tokens: Tokens, at: int, first: int) -> int:
    """Return where the body of a post begins: "Giám đốc | Sở Y tế", "đại diện | Sở Y tế"; or 0."""
    if tokens.around[at] == "đại" and tokens.around[at + 1] == "diện":
        bodies = [at + 3 if tokens.around[at + 2] == "cho" else at + 2]
    elif at > first and tokens.around[at - 1] not in _BEFORE_POST:
        return 0
    else:
        length = _POSTS.length(tokens, at)
        bodies = [at + length, at + 1] if length else []
    for body in bodies:
        if body + 1 < len(tokens) and body_length(tokens, body):
            office = tokens.lows[body] in _OFFICES and tokens[body + 1].is_capital
            if tokens[body].is_capital or office:
                return body
    return 0


def _until(tokens: Tokens, at: int, stop: int, people: list[Name]) -> int:
    """Return the end of what is told behind a body: its district, the person at its head."""
    end = past_place(tokens, at, stop)
    name = end + (tokens.around[end] == ",")  # "đại diện Sở Y tế, | bà Lê Thị Mít"
    while name < stop and tokens.around[name] in _ADDRESS:
        name += 1
    if name > end + 1:
        end = next((person.first for person in people if person.first == name), end)
    return next((name.last for name in people if name.first == end), end)
