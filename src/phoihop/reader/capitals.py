"""Which capitals are the name of a place, a school or a street and no person's."""

from __future__ import annotations

from typing import Final

from phoihop.reader.lexicon import words
from phoihop.reader.tokens import Tokens
from phoihop.reader.vocabulary import Token

LEVELS: Final = words("people", "levels")
NAMED_AFTER: Final = words("people", "named_after")
_NAMED_AFTER_ENDS: Final = frozenset(each.split()[-1] for each in NAMED_AFTER)
WEAK_FAMILIES: Final = words("people", "weak_families")
STRONG_FAMILIES: Final = words("people", "families") - WEAK_FAMILIES
_FULL: Final = 3  # syllables of a name that needs no other sign
_LOOK_BACK: Final = 3
_LONGEST_LIST: Final = 30
_LIST_JOINTS: Final = frozenset([",", "và"])
_BEFORE_PLACES: Final = frozenset(["các", "hai", "ba"])
_BODY_ENDS: Final = frozenset(["ủy", "đạo", "viên", "dân", "vụ"])  # "Đảng ủy xã: Lê Văn Mít, ..."
# Museums and theatres are left out: many bear the name of a person.
_HEADED: Final = frozenset(
    ["nhà máy", "khu công nghiệp", "cụm công nghiệp", "khách sạn", "trại giam", "chi nhánh"]
)
_HEAD_OF_BOARD: Final = ["chủ", "tịch", "hội", "đồng"]
_HEADS_END: Final = frozenset(["đốc", "trưởng", "thị", "phó"])
_QUARTERS: Final = frozenset(["phố", "xóm", "cư"])  # "khu phố Đông Hồ Lê Thị D"
# What only ends as a school or a parish does.
_OTHER_WORDS: Final = frozenset(
    ["môi trường", "thị trường", "hiện trường", "chánh xứ", "phó xứ", "trưởng làng", "cầu đường"]
)
_PERSONS: Final = frozenset(["chí", "ông", "bà"])  # before those named behind a colon
_LONGEST_TITLE: Final = 8


def follows_level(tokens: Tokens, first: int) -> bool:
    """Say whether "tỉnh", "phường" or another level stands before, as before a place's name."""
    before, second = tokens.around[first - 1], tokens.around[first - 2]
    if before == "." and second in {"tp", "tx"}:
        return True
    return before in LEVELS or f"{second} {before}" in LEVELS


def is_capital_word(token: Token) -> bool:
    """Say whether a token can stand in a name."""
    return token.is_word and token.is_capital


def is_listed_place(tokens: Tokens, first: int) -> bool:
    """ "các huyện Mít Long, Trà Cam, Dương Minh Sắn": one place of a list behind its level."""
    if tokens.around[first - 1] not in _LIST_JOINTS:
        return False
    at = first - 1
    first = max(1, at - _LONGEST_LIST)
    while at > first and (tokens.around[at] in _LIST_JOINTS or is_capital_word(tokens[at])):
        at -= 1
    after_colon = tokens.around[at] == ":"
    at -= after_colon
    pair = f"{tokens.around[at - 1]} {tokens.around[at]}"
    length = 2 if pair in LEVELS else 1
    if length == 1 and tokens.around[at] not in LEVELS:
        return False
    before = tokens.around[at - length]
    if before in _BEFORE_PLACES:
        return True
    return after_colon and not _are_officials(tokens, at, length)


def _are_officials(tokens: Tokens, at: int, length: int) -> bool:
    """ "các Phó Chủ tịch UBND tỉnh: Lê Văn Mít, ...": persons stand behind the colon.

    "các đồng chí Thường trực Huyện ủy: Lê Văn Mít, ..." as well.
    """
    if at <= length:
        return False
    named = not _PERSONS.isdisjoint(tokens.lows[max(0, at - _LONGEST_TITLE) : at])
    return named or tokens[at - length].is_capital or tokens.around[at - length] in _BODY_ENDS


def is_half_of_place(tokens: Tokens, first: int, last: int) -> bool:
    """ "phường Tương Mai Võ Xuân C": the second word of the place is a family's name too."""
    before = first - 1
    placed = follows_level(tokens, before) or tokens.around[before - 1] in _QUARTERS
    if before < 1 or not is_capital_word(tokens[before]) or not placed:
        return False
    following, weak = tokens.around[first + 1], tokens.around[first] in WEAK_FAMILIES
    if following in STRONG_FAMILIES:
        return last - first >= (_FULL if weak else _FULL + 1)
    return following in WEAK_FAMILIES and weak and last - first > _FULL


def _is_headed_by(tokens: Tokens, first: int, body: str) -> bool:
    """ "Giám đốc Nhà máy | Lê Văn Mít": no school, no house of that name.

    "Hiệu trưởng nhà trường | Lê Thị Cam", "Chủ tịch Hội đồng trường | Lê Văn Cam".
    """
    if body == "làng":
        return tokens.around[first - 2] == "già"  # "già làng Y Mít"
    if body == "trường":
        board = [*tokens.around[max(0, first - 5) : first - 1]] == _HEAD_OF_BOARD
        return tokens.around[first - 2] == "nhà" or board
    at = first - 1 - body.count(" ")
    heads = tokens.around[at - 1] in _HEADS_END or tokens.around[at - 2] == "quản"
    return body in _HEADED and heads and tokens.around[first + 1] in {"văn", "thị"}


def _only_ends_so(tokens: Tokens, first: int) -> bool:
    """ "Giám đốc Sở Nông nghiệp và Môi trường | Lê Văn Mít", "Trưởng khu phố | Lê Văn Cam"."""
    pair = f"{tokens.around[first - 2]} {tokens.around[first - 1]}"
    return pair in _OTHER_WORDS or (pair == "khu phố" and tokens.around[first - 3] == "trưởng")


def is_named_after(tokens: Tokens, first: int) -> bool:
    if tokens.around[first - 1] not in _NAMED_AFTER_ENDS or _only_ends_so(tokens, first):
        return False
    for length in range(1, _LOOK_BACK + 1):
        before = " ".join(tokens.lows[max(0, first - length) : first])
        if _is_headed_by(tokens, first, before):
            return False
        if before in NAMED_AFTER:
            if before in {"chiến dịch", "phong trào"}:  # "Trưởng ban Chỉ đạo chiến dịch Lê Mít"
                return tokens.around[first - 3] != "đạo"
            return before != "phố" or tokens.around[first - 2] != "thành"
    return False
