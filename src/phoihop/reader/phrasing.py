"""How far a position or a body's name goes."""

from __future__ import annotations

from typing import Final

from phoihop.reader.lexicon import phrases, words
from phoihop.reader.tokens import Tokens

LONGEST: Final = 24
_DASHES: Final = frozenset("-–—")
_ENDS: Final = frozenset(',;.:()[]\n|/"“”‘…!?•*+')
_OPEN_AFTER_AND: Final = frozenset(["các", "lãnh", "đạo", "đại", "những", "một"])


def phrase_end(
    tokens: Tokens, at: int, name_starts: frozenset[int] = frozenset(), skip: int = 0
) -> int:
    """Return the token after the last one of the phrase that begins at `at`.

    skip: tokens at its beginning that are known to belong to it.

    It ends before a mark, a verb, a form of address, the name of a person or another list item.
    """
    start = at
    at += skip
    while at < len(tokens) and at - start < LONGEST:
        token = tokens[at]
        if at in name_starts or (token.text in _ENDS and not _is_collocation(tokens, at)):
            break
        if token.text in _DASHES:
            if not _dash_inside(tokens, at):
                break
        elif at > start and _stops(tokens, start, at):
            break
        at += 1
    while at > start + 1 and tokens[at - 1].low in {"và", "-", "–", "với"}:
        at -= 1
    return at


def _is_collocation(tokens: Tokens, at: int) -> bool:
    """The comma of "phòng, chống"."""
    return tokens.low(at) == "," and tokens.low(at - 1) == "phòng" and tokens.low(at + 1) == "chống"


def body_length(tokens: Tokens, at: int) -> int:
    """Return the length of a body's first words at a token; "Hội nghị" is none."""
    length = phrases("bodies", "heads").length(tokens, at)
    pair = f"{tokens.low(at)} {tokens.low(at + 1)}"
    return 0 if length == 1 and pair in words("words", "compounds") else length


def _dash_inside(tokens: Tokens, at: int) -> bool:
    """A dash within a body's name: "Cơ quan - Doanh nghiệp", "Bắc - Nam", "Đảng ủy-UBND"."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_word:
        return False
    if phrases("positions", "heads").length(tokens, at + 1):
        return False
    if tokens[at].spaced and not tokens[at + 1].spaced:
        return False
    if tokens[at].spaced != tokens[at + 1].spaced:
        return False
    if phrases("people", "address").length(tokens, at + 1):
        return False
    return tokens[at + 1].is_capital or not (
        tokens[at].spaced or phrases("words", "stops").length(tokens, at + 1)
    )


def _stops(tokens: Tokens, start: int, at: int) -> bool:
    token = tokens[at]
    if token.low == "và":
        return _and_ends(tokens, at)
    if phrases("people", "address").length(tokens, at) and token.low not in {"anh", "cô", "thầy"}:
        return True
    if token.is_capital and token.is_word:
        holds = token.low == "tổ" and tokens.low(at + 1) == "chức" and tokens.low(at - 1) != "ban"
        return holds and tokens.low(at + 2) in {"lễ", "hội", "ký", "cuộc", "buổi", "các"}
    length = phrases("words", "stops").length(tokens, at)
    if length and phrases("words", "no_stops").length(tokens, at) > length:
        return False
    return bool(length) and not _held(tokens, start, at, length)


def _held(tokens: Tokens, start: int, at: int, length: int) -> bool:
    """A verb within a name: "ban tổ chức", "ủy ban kiểm tra", "an ninh và thông tin"."""
    if tokens.low(at) == "về":
        return any(tokens.low(step) == "đạo" for step in range(start, at))
    verb = " ".join(tokens.low(at + step) for step in range(length))
    before = tokens.low(at - 1)
    if verb in words("words", "purposes"):
        return before == "đạo" and at - 1 > start
    if verb == "cùng":
        return tokens.low(at + 1) == "cấp"
    if verb == "tổ chức":
        return before == "ban" and at - 1 >= start
    return verb in words("words", "may_hold") and _after_unit(tokens, start, at)


def _after_unit(tokens: Tokens, start: int, at: int) -> bool:
    one = tokens.low(at - 1)
    two = f"{tokens.low(at - 2)} {one}"
    holds = words("words", "holds")
    return (at - 1 >= start and one in holds) or (at - 2 >= start and two in holds)


def _and_ends(tokens: Tokens, at: int) -> bool:
    """Say whether "và" joins another body, person or verb, not two words of one name."""
    following = at + 1
    if tokens.low(following) in _OPEN_AFTER_AND or _is_document(tokens, following):
        return True
    if phrases("bodies", "heads").length(tokens, following):
        chong = {tokens.low(following + 1), tokens.low(following + 2)}
        return not (tokens.low(following) == "phòng" and "chống" in chong)
    if phrases("positions", "heads").length(tokens, following):
        return True
    if phrases("people", "address").length(tokens, following):
        return True
    stops = phrases("words", "stops").length(tokens, following)
    return bool(stops) and following < len(tokens) and not tokens[following].is_capital


def _is_document(tokens: Tokens, at: int) -> bool:
    pair = f"{tokens.low(at)} {tokens.low(at + 1)}"
    return pair in {"nghị quyết", "quyết định", "kế hoạch", "chỉ thị", "chương trình", "nghị định"}
