"""How far a position or a body's name goes."""

from __future__ import annotations

from typing import Final

from phoihop.reader.lexicon import phrases
from phoihop.reader.phrase_marks import (
    QUOTES,
    bracketed,
    dash_between,
    dash_inside,
    is_collocation,
    named_movement,
)
from phoihop.reader.phrase_words import STOPS, word_ends
from phoihop.reader.tokens import Tokens

LONGEST: Final = 24
_DASHES: Final = frozenset("-–—")
_ENDS: Final = frozenset(',;.:()[]\n|/"“”‘…!?•*+')
_ADDRESS: Final = phrases("people", "address")
_CHAIR: Final = phrases("roles", "chair")
_STOP_BEGINS: Final = _ADDRESS.firsts | STOPS.firsts | {"và", "tổ"}
_LOOKED_AT: Final = _STOP_BEGINS | _ENDS | _DASHES


def phrase_end(
    tokens: Tokens, at: int, name_starts: frozenset[int] = frozenset(), skip: int = 0
) -> int:
    """Return the token after the last one of the phrase that begins at `at`.

    skip: tokens at its beginning that are known to belong to it.

    It ends before a mark, a verb, a form of address, the name of a person or another list item.
    """
    start = at
    at += skip
    around, limit = tokens.around, min(len(tokens), start + LONGEST)
    while at < limit:
        if at in name_starts:
            break
        low = around[at]
        if low in _LOOKED_AT:
            if low in QUOTES and at > start and (closed := named_movement(tokens, at)):
                at = closed
                continue
            if low == "(" and at > start and (inside := bracketed(tokens, at)):
                if inside in name_starts:  # "Chủ tịch Hội Nông dân (HND) | Lê Văn Mít"
                    break
                at = inside
                continue
            if _ends(tokens, start, at):
                break
        at += 1
    if around[at] == ")" and at > start + 1 and tokens[at - 1].is_number:
        at -= 1  # "Chủ tịch Hội đồng 2) Ông ..."
    return _without_joints(tokens, start, at)


def _without_joints(tokens: Tokens, start: int, at: int) -> int:
    """Step back over what joins the phrase tokens[start:at] to what follows."""
    while at > start + 1 and tokens.around[at - 1] in {"và", "-", "–", "với"}:
        at -= 1
    if at > start + 1 and tokens[at - 1].text == "đồng" and _CHAIR.length(tokens, at):
        at -= 1  # "Chủ tịch UBND huyện | đồng điều hành phiên họp"
    held = tokens.around[at : at + 2] == ["tổ", "chức"] and at > start + 1
    if held and tokens[at - 1].text == "đồng" and tokens.around[at - 2] != "hội":
        at -= 1  # "Hội Nhà báo tỉnh | đồng tổ chức"; not "Hội đồng tổ chức"
    return at


def _ends(tokens: Tokens, start: int, at: int) -> bool:
    """Say whether a mark or a first word of stops ends a phrase."""
    low = tokens.around[at]
    if low in _ENDS and not is_collocation(tokens, start, at):
        return True
    if low in _DASHES:
        return not (dash_inside(tokens, at) or dash_between(tokens, at))
    return low in _STOP_BEGINS and at > start and word_ends(tokens, start, at)
