"""Names of foreigners behind a form of address: "ông Xom-mít Kham-phăn", "Đại tá Sô Ma Lo ..."."""

from __future__ import annotations

from typing import Final

from phoihop.reader.capitals import LEVELS, is_capital_word
from phoihop.reader.lexicon import phrases, words
from phoihop.reader.tokens import Tokens

_MOST_SYLLABLES: Final = 8
_MOST_PARTS: Final = 5
_LONG: Final = 6  # syllables, more than a Vietnamese name has
_FEWEST_HALF: Final = 2
_FEWEST_JOINED: Final = 5  # in both halves
_MOST_HALF: Final = 3
_FAMILIES: Final = words("people", "families")
_POSTS: Final = phrases("positions", "heads")
_BODIES: Final = phrases("bodies", "heads")
_DESCRIBED: Final = phrases("roles", "described")
REGIONS: Final = frozenset(["miền", "vùng", "đồng", "tây", "đông", "nam", "bắc", "trung"])


def foreign_end(tokens: Tokens, first: int) -> int:
    """Return where a name of hyphens or of more than five syllables ends, -1 where none stands."""
    if first + 1 >= len(tokens) or not is_capital_word(tokens[first]) or tokens[first].is_upper:
        return -1
    if tokens.around[first] in _FAMILIES or _begins_other(tokens, first):
        return -1
    hyphened = _hyphened_end(tokens, first)
    return (
        hyphened if hyphened > first else max(_long_end(tokens, first), _halves_end(tokens, first))
    )


def _begins_other(tokens: Tokens, at: int) -> bool:
    return bool(_POSTS.length(tokens, at) or _BODIES.length(tokens, at))


def _hyphened_end(tokens: Tokens, first: int) -> int:
    """ "Xom-mít Kham-phăn": capitals, one or more with a hyphen that no blank stands at."""
    at, hyphens = first, 0
    for _ in range(_MOST_PARTS):
        if not _goes_on(tokens, first, at):
            break
        at += 1
        while _is_joined(tokens, at) or (hyphens and _is_joined_loosely(tokens, at)):
            at, hyphens = at + 2, hyphens + 1
    return at if hyphens else -1


def _goes_on(tokens: Tokens, first: int, at: int) -> bool:
    """Say whether a token is the next word of the name."""
    if at >= len(tokens) or not is_capital_word(tokens[at]) or tokens[at].is_upper:
        return False
    return at == first or (tokens.spaced(at) and not _begins_other(tokens, at))


def _is_joined(tokens: Tokens, at: int) -> bool:
    """Say whether a hyphen with a further part of the same word stands at a token."""
    following = at + 1
    if tokens.around[at] != "-" or following >= len(tokens) or not tokens[following].is_word:
        return False
    apart = tokens.spaced(at) or tokens.spaced(following) or tokens[following].is_upper
    return not apart and not _begins_other(tokens, following)


def _is_joined_loosely(tokens: Tokens, at: int) -> bool:
    """ "In-la- văn Kẹo- bun": a blank behind the hyphen, in a name that has one without it."""
    following = at + 1
    if tokens.around[at] != "-" or tokens.spaced(at) or following >= len(tokens):
        return False
    small = tokens[following].is_word and not tokens[following].is_capital
    told = _begins_other(tokens, following) or _DESCRIBED.length(tokens, following)
    return small and not told


def _long_end(tokens: Tokens, first: int) -> int:
    """ "Phông Sa Mít Sít Thạ Cam": six syllables and more, with no post or body among them."""
    at = first
    while at - first < _MOST_SYLLABLES and _goes_on(tokens, first, at):
        at += 1
    ends = at >= len(tokens) or not is_capital_word(tokens[at])
    return at if ends and at - first >= _LONG else -1


def _halves_end(tokens: Tokens, first: int) -> int:
    """ "Đại tá Xum Mít - Sỉ Hạ Cam, ...": a dash between two halves that no family begins.

    Regions are joined so too: "thí sinh Miền Trung - Tây Nguyên".
    """
    if tokens.lows[first] in REGIONS:
        return -1
    at = first
    while at - first < _MOST_HALF and _goes_on(tokens, first, at):
        at += 1
    if tokens.around[at] not in {"-", "–"} or at - first < _FEWEST_HALF:
        return -1
    begin = end = at + 1
    while end - begin < _MOST_PARTS and _goes_on(tokens, begin, end):
        end += 1
    if end - begin < _FEWEST_HALF or (end < len(tokens) and is_capital_word(tokens[end])):
        return -1
    if at - first + end - begin < _FEWEST_JOINED:
        return -1  # "Thầy Hoa Sen - Nghệ Tĩnh": two words and two are as well two places
    known = not _FAMILIES.isdisjoint(tokens.lows[begin:end]) or tokens.lows[begin] in LEVELS
    return -1 if known or _begins_other(tokens, begin) else end
