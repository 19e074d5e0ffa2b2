"""How far a body goes, or a joint list of bodies, that organises an event."""

from __future__ import annotations

from typing import Final

from phoihop.reader.areas import past_brackets, with_area, with_places
from phoihop.reader.bodies import body_length
from phoihop.reader.facts import Named
from phoihop.reader.lexicon import phrases
from phoihop.reader.located import past_place
from phoihop.reader.phrasing import phrase_end
from phoihop.reader.tokens import Tokens

_PLACES: Final = phrases("bodies", "places")
_JOINTS: Final = frozenset([",", "-", "–", "và", "cùng", "với"])
_COMMUNES: Final = frozenset(["xã", "phường", "trấn"])
_ACTS: Final = frozenset(["tổ", "đã", "vừa", "phối", "khai", "long"])  # "long trọng tổ chức"
_MOST_OWNERS: Final = 4  # "Hội đồng A của Ban B của ..."
_LONGEST_LIST: Final = 8


def host_end(tokens: Tokens, at: int, limit: int) -> int:
    """Return the end of a body, or of a joint list of bodies, that begins at a token."""
    end = one_end(tokens, at)
    before: bool | None = None
    for _ in range(_LONGEST_LIST):
        joint = past_brackets(tokens, end)
        if joint + 1 >= limit or tokens.around[joint] not in _JOINTS:
            break
        if not tokens[joint + 1].is_capital and not _is_named_below(tokens, joint):
            break
        # "Thường vụ Huyện ủy và Thường vụ Đảng ủy Công an": no body but for the one before
        again = tokens.lows[joint + 1 : joint + 3] == tokens.lows[at : at + 2]
        if not again and not body_length(tokens, joint + 1):
            break
        before = _in_brackets(tokens, end)
        end = one_end(tokens, joint + 1)
    # "UBND xã Ba (tỉnh Bốn) và UBND xã Năm (tỉnh Sáu)": brackets behind the last one, too, where
    # such stand behind the one before
    alike = before is not None and _in_brackets(tokens, end) is before
    end = past_brackets(tokens, end) if alike else _with_district(tokens, at, end)
    return min(end, limit)


def _is_named_below(tokens: Tokens, joint: int) -> bool:
    """ "Ủy ban nhân dân (UBND) và | ủy ban MTTQ Việt Nam tỉnh": a body written small, but named."""
    if tokens.around[joint] != "và":
        return False
    behind = joint + 1 + body_length(tokens, joint + 1)
    return joint + 2 < behind < len(tokens) and tokens[behind].is_capital


def _with_district(tokens: Tokens, at: int, end: int) -> int:
    """ "Đảng ủy xã Ba Mít, | huyện Cây Me | tổ chức": where the commune of the body is."""
    of_commune = any(tokens.lows[step] in _COMMUNES for step in range(at, end))
    if not of_commune or tokens.around[end + 1] in _COMMUNES:
        return end
    after = past_place(tokens, end)
    return after if tokens.around[after] in _ACTS else end


def _in_brackets(tokens: Tokens, at: int) -> bool | None:
    """Say whether the brackets at a token hold a place and no short form; None for no brackets."""
    closed = past_brackets(tokens, at) > at
    return _PLACES.length(tokens, at + 1) > 0 if closed else None


def one_end(tokens: Tokens, at: int) -> int:
    end = with_places(tokens, at, phrase_end(tokens, at), len(tokens))
    end = with_area(tokens, at, end)
    if end - 2 > at and tokens.around[end - 2] == "tháng" and tokens[end - 1].is_number:
        return end - 2  # "phiên họp thường kỳ UBND tỉnh | tháng 6"
    for _ in range(_MOST_OWNERS):
        if tokens.around[end] not in {"của", "về"} or end + 1 >= len(tokens):
            break
        longer = phrase_end(tokens, end + 1)
        if longer <= end + 1:
            break
        end = longer
    return end


def named(tokens: Tokens, first: int, last: int) -> Named | None:
    """Return the body that stands at tokens[first:last]."""
    if last <= first:
        return None
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return tokens.source.named(start, end)
