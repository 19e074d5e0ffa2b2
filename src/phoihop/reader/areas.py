"""Names that go on behind a body: the places of several bodies, where they are, short forms."""

from __future__ import annotations

from typing import Final

from phoihop.reader.bodies import body_length
from phoihop.reader.lexicon import phrases
from phoihop.reader.phrasing import phrase_end
from phoihop.reader.tokens import Tokens

_SEVERAL: Final = frozenset(["các", "hai", "ba", "bốn", "những"])
_PLACES: Final = phrases("bodies", "places")
_BRIEF: Final = 12  # "(huyện Ba Mít, tỉnh Bà Cam - Cây Me)"
_AREAS: Final = frozenset([("trên", "địa", "bàn"), ("trên", "cả", "nước")])


def past_brackets(tokens: Tokens, at: int) -> int:
    """Step over an abbreviation: "Đài Tiếng nói Việt Nam (VOV)"."""
    if tokens.around[at] != "(":
        return at
    return next((step + 1 for step in range(at, at + _BRIEF) if tokens.around[step] == ")"), at)


def with_places(tokens: Tokens, at: int, end: int, last: int) -> int:
    """ "Công an các quận 1, 3 và Ba Mít", "Bộ Chỉ huy 2 tỉnh Ba và Bốn": places of one party."""
    if not _holds_places(tokens, at, end):
        return end
    end = more_places(tokens, _past_colon(tokens, end, last), last)
    in_brackets = tokens.around[end] == "(" and _PLACES.length(tokens, end + 1)
    return past_brackets(tokens, end) if in_brackets else end


def _holds_places(tokens: Tokens, at: int, end: int) -> bool:
    """Say whether "các quận", "2 tỉnh", "3 địa phương Ba Mít" stands in tokens[at:end]."""
    for step, low in enumerate(tokens.lows[at : end - 1], at + 1):
        if low in _SEVERAL or low[0].isdigit():
            following = tokens.around[step]
            if following in _PLACES.firsts and _PLACES.length(tokens, step):
                return True
            if following == "địa" and _are_places(tokens, step):
                return True
    return False


def _past_colon(tokens: Tokens, end: int, last: int) -> int:
    """ "Công an các phường | : Ba Mít, Cây Me": the first place behind the colon."""
    of_places = tokens.around[end] == ":" and any(
        _PLACES.length(tokens, end - length) == length for length in (1, 2)
    )
    if not of_places or end + 1 >= last or not _is_bare_place(tokens, end + 1):
        return end
    end += 1
    while end < last and tokens[end].is_capital and tokens[end].is_word:
        end += 1
    return end


def _are_places(tokens: Tokens, at: int) -> bool:
    """ "Công an 3 | địa phương Ba Mít, Bốn và Năm": bodies named after their places."""
    words = tokens.around[at : at + 2] == ["địa", "phương"]
    return words and at + 2 < len(tokens) and tokens[at + 2].is_capital


def more_places(tokens: Tokens, end: int, last: int) -> int:
    """Return the end of bare places that go on behind a body: "... Ba Mít | , Cây Me và Bốn"."""
    while end + 1 < last:
        joint = past_brackets(tokens, end)  # "Ba Mít (tỉnh Ba) và Cây Me (tỉnh Bốn)"
        if tokens.around[joint] not in {",", "và"} or not _is_bare_place(tokens, joint + 1):
            break
        end = joint + 2
        while end < last and tokens[end].is_capital and tokens[end].is_word:
            end += 1
    return end


def _is_bare_place(tokens: Tokens, at: int) -> bool:
    """Say whether a number or a name without a level or a body before it stands at a token."""
    town = tokens.around[at : at + 2] == ["hội", "an"]  # no association
    body = not town and body_length(tokens, at)
    named = tokens[at].is_capital and tokens[at].is_word and not body
    return tokens[at].is_number or named


def with_area(tokens: Tokens, at: int, end: int) -> int:
    """ "Khối thi đua các doanh nghiệp | trên địa bàn tỉnh": where several of a body are."""
    if tuple(tokens.around[end : end + 3]) not in _AREAS:
        return end
    several = any(tokens[step].is_number or tokens.lows[step] == "các" for step in range(at, end))
    return phrase_end(tokens, end, skip=3) if several else end
