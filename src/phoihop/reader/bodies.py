"""The first words of a body's name, and the task of a body."""

from __future__ import annotations

from typing import Final

from phoihop.reader.lexicon import phrases, words
from phoihop.reader.tokens import Tokens

_JOINT: Final = words("bodies", "joint_offices")
_BODIES: Final = phrases("bodies", "heads")
_COMPOUNDS: Final = words("words", "compounds")
_POSTS: Final = phrases("positions", "heads")
_PURPOSES: Final = words("words", "purposes")
_BEHIND_AND: Final = words("bodies", "behind_and")


def is_purpose(tokens: Tokens, at: int) -> bool:
    return f"{tokens.around[at]} {tokens.around[at + 1]}" in _PURPOSES


def has_task(tokens: Tokens, start: int, at: int) -> bool:
    """Say whether "chỉ đạo" or "chỉ huy" with a purpose stands in tokens[start:at]."""
    return "chỉ" in tokens.lows[start:at] and any(
        tokens.around[step] == "chỉ"
        and tokens.around[step + 1] in {"đạo", "huy"}
        and step + 2 < at
        and (not tokens[step + 2].is_capital or tokens.around[step + 2] == "chương")
        and tokens[step + 2].is_word
        and " ".join((tokens.around[step + 2], tokens.around[step + 3]))
        not in {"trung ương", "quân sự"}
        for step in range(start, at - 2)
    )


def body_length(tokens: Tokens, at: int) -> int:
    """Return the length of a body's first words at a token; "Hội nghị" is none."""
    length = _BODIES.length(tokens, at)
    if not length:
        return 0
    pair = f"{tokens.around[at]} {tokens.around[at + 1]}"
    is_post = _POSTS.length(tokens, at) > length  # "Tỉnh ủy viên"
    return 0 if is_post or (length == 1 and pair in _COMPOUNDS) else length


def is_joint_office(tokens: Tokens, start: int, at: int) -> bool:
    """ "Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh": one office of several bodies."""
    step = at - 1
    while step > start and (tokens.around[step] in _JOINT or tokens.around[step] == ","):
        step -= 1
    return tokens.around[step] == "phòng" and tokens.around[step - 1] == "văn"


def joins_words(tokens: Tokens, at: int) -> bool:
    """Say whether "và" joins two words of one name: "Giáo dục | và | Đào tạo"."""
    return f"{tokens.around[at + 1]} {tokens.around[at + 2]}" in _BEHIND_AND
