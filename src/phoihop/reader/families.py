"""Where the name of a person may begin: family names, and names of peoples that have none."""

from __future__ import annotations

from typing import Final

from phoihop.reader.capitals import (
    LEVELS,
    NAMED_AFTER,
    STRONG_FAMILIES,
    WEAK_FAMILIES,
    follows_level,
    is_capital_word,
    is_named_after,
)
from phoihop.reader.lexicon import phrases, words
from phoihop.reader.tokens import Tokens
from phoihop.reader.vocabulary import APOSTROPHES, Token
from phoihop.vntext.spelling import is_syllable

FAMILIES: Final = words("people", "families")
# "H’ Mít": the mark of a name of the Central Highlands set apart from the rest.
_LETTERS: Final = frozenset(["H", "K", "Y"])
_BEFORE_UNION: Final = frozenset(["ương", "tỉnh", "huyện", "thành", "thị", "quận", "xã", "phường"])
_UNITS_OF_UNION: Final = frozenset(["xã", "phường", "trường", "khối"])
# "khu A Mơ": one of several with a letter.
_NUMBERED: Final = frozenset(["khu", "khối", "tổ", "lô", "dãy", "nhà", "đội", "nhóm", "loại"])
_SENTENCE_BEGINS: Final = frozenset([".", "\n", ""])
_STARTERS: Final = words("people", "starters")
_BODIES: Final = phrases("bodies", "heads")
_POSTS: Final = phrases("positions", "heads")


def is_family(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    if not token.is_capital or not token.is_word:
        return False
    if token.low == "đèo" or (token.low == "đoàn" and tokens.around[at - 1] in _BEFORE_UNION):
        # "Trưởng ban Quốc tế Trung ương Đoàn | Phạm ...", but "HĐND tỉnh | Đoàn Văn Mít";
        # "Đèo Ba Mít" is a pass in the hills
        return tokens.around[at + 1] in {"văn", "thị"}
    if token.low == "đoàn" and tokens.around[at + 1] in _UNITS_OF_UNION:
        # "BÍ THƯ | ĐOÀN XÃ"; but "Đoàn Trường Mít"
        following = tokens[at + 2] if at + 2 < len(tokens) else None
        if not (following and following.is_capital and following.is_upper == token.is_upper):
            return False
    if has_apostrophe(token):
        return token.low.startswith(("k", "h", "y"))
    if token.low in WEAK_FAMILIES and _is_middle(tokens, at):
        return False  # the middle of a name that a school has
    return token.low in FAMILIES or token.text == "Y" or _is_of_highlands(tokens, at)


def _is_of_highlands(tokens: Tokens, at: int) -> bool:
    """ "H Mơ Byă", "H’ Mơ", "A Mít", "Nay Y Mít": a letter, or a family that is a word as well."""
    token = tokens[at]
    if at + 1 >= len(tokens) or tokens[at + 1].is_upper:
        return False
    following = tokens[at + 1]
    if token.text in {"A", "H"}:
        named = is_capital_word(following) and following.low not in STRONG_FAMILIES
        numbered = tokens.around[at - 1] in _NUMBERED or follows_level(tokens, at)
        return (named and not numbered) or is_parted(tokens, at)
    if token.text == "Nay" and tokens.around[at - 1] not in _SENTENCE_BEGINS:
        return following.text in {"Y", "H"} or has_apostrophe(following)
    return False


def is_parted(tokens: Tokens, at: int) -> bool:
    """Say whether "H’ Mít" stands here, its mark right behind the letter and a blank after it."""
    if at < 0 or at + 2 >= len(tokens) or tokens[at].text not in _LETTERS:
        return False
    mark, given = at + 1, tokens[at + 2]
    apart = not tokens.spaced(mark) and tokens.spaced(at + 2)
    return (
        apart
        and tokens.lows[mark] in APOSTROPHES
        and is_capital_word(given)
        and not given.is_upper
        and is_syllable(given.low)
    )


def is_womans_family(tokens: Tokens, at: int) -> bool:
    """ "Trình Thị Mít": before "Thị" and a given name any family stands, also one not known."""
    if at < 0 or not is_capital_word(tokens[at]) or tokens[at].is_upper or at + 2 >= len(tokens):
        return False
    low = tokens.lows[at]
    known = low in FAMILIES or low in LEVELS or low in NAMED_AFTER or low in _POSTS.firsts
    given = is_capital_word(tokens[at + 2]) and not tokens[at + 2].is_upper
    return given and not known and is_syllable(low) and not _BODIES.length(tokens, at)


def is_mans_family(tokens: Tokens, at: int) -> bool:
    """ "Bí thư Đảng ủy Vì Văn Mít": the same before "Văn", where no capital stands before it."""
    if not is_womans_family(tokens, at) or tokens.around[at + 2] == "thị":
        return False
    before = tokens[at - 1] if at else None
    placed = before is not None and is_capital_word(before) and not before.is_upper
    # "Trưởng ban Quản lý Khu | Văn Hóa"
    word = f"{tokens.lows[at + 1]} {tokens.lows[at + 2]}" in words("words", "compounds")
    return not (placed or word) and tokens.lows[at] not in _STARTERS


def _is_middle(tokens: Tokens, at: int) -> bool:
    """ "trường Nguyễn | Văn Mít": the name, whosoever's it is, begins before."""
    before = at - 1
    if before < 0 or not tokens[before].is_capital or tokens.lows[before] not in FAMILIES:
        return False
    return tokens.lows[before] in STRONG_FAMILIES or is_named_after(tokens, before)


def has_apostrophe(token: Token) -> bool:
    """Say whether a word is spelled as names of the Central Highlands are: "K’Choi"."""
    return token.has_apostrophe and token.is_capital


def ends_place(tokens: Tokens, at: int) -> bool:
    """ "huyện Ia H’Mơ": the last word of a place."""
    return follows_level(tokens, at) or (
        at > 0 and is_capital_word(tokens[at - 1]) and follows_level(tokens, at - 1)
    )
