"""Vietnamese letters taken apart: plain letter, letter mark (ă â ê ô ơ ư) and tone mark.

Everything here works on NFC text. A tone is a number in the order of Vietnamese dictionaries:
0 ngang, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

TONE_MARKS: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VOWELS: Final = "aăâeêioôơuưy"

TONED: Final[dict[tuple[str, int], str]] = {
    (vowel, tone): unicodedata.normalize("NFC", vowel + mark)
    for vowel in VOWELS
    for tone, mark in enumerate(TONE_MARKS)
}
UNTONED: Final[dict[str, tuple[str, int]]] = {letter: key for key, letter in TONED.items()}


def nfc(text: str) -> str:
    """Return `text` with every letter and its marks as one character where Unicode has one."""
    return unicodedata.normalize("NFC", text)


def tone_of(letter: str) -> int:
    """Return the tone that a single lower-case letter carries; 0 for anything but a vowel."""
    return UNTONED.get(letter, ("", 0))[1]


def without_tone(letter: str) -> str:
    """Return a lower-case letter without its tone; ă, â, ê, ô, ơ, ư keep their letter mark."""
    return UNTONED.get(letter, (letter, 0))[0]


@lru_cache(maxsize=4096)
def plain(letter: str) -> str:
    """Return one character without any mark; đ and Đ become d and D."""
    if letter in "đĐ":
        return "d" if letter == "đ" else "D"
    parts = unicodedata.normalize("NFD", letter)
    return "".join(part for part in parts if not unicodedata.category(part).startswith("M"))
