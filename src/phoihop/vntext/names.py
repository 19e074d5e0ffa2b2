"""Personal names, and names written in capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from phoihop.vntext.letters import nfc
from phoihop.vntext.wording import ABBREVIATIONS, BODIES, LEVELS, PHRASES

_DOUBLE_FAMILIES: Final = frozenset({("tôn", "thất"), ("tôn", "nữ")})
_TOKEN: Final = re.compile(r"[^\W\d_]+|[\W\d_]+")
_ROMAN: Final = re.compile(r"[IVX]+")
_COUNTED: Final = frozenset({"khóa", "khoá", "lần", "thứ", "kỳ", "quý", "phần", "chương"})
_LONGEST_PHRASE: Final = max(len(phrase.split()) for phrase in PHRASES)


@dataclass(frozen=True)
class PersonName:
    """The parts of a Vietnamese name in the order they are written; a part may be empty."""

    family: str
    middle: str
    given: str


def split_name(full: str) -> PersonName:
    """Return family, middle and given name; a single word is a given name."""
    words = nfc(full).split()
    if len(words) <= 1:
        return PersonName("", "", "".join(words))
    first_two = (words[0].lower(), words[1].lower())
    families = 2 if words[2:] and first_two in _DOUBLE_FAMILIES else 1
    return PersonName(" ".join(words[:families]), " ".join(words[families:-1]), words[-1])


def title_case(text: str) -> str:
    """Return a name in capitals as it is written in running text.

    NGUYỄN THANH ANH gives Nguyễn Thanh Anh; ĐÀI TRUYỀN THANH HUYỆN gives Đài Truyền thanh huyện,
    because the first word is a kind of body. A name that already mixes cases is returned in NFC.
    """
    text = nfc(text)
    if any(letter.isupper() for letter in text) and any(letter.islower() for letter in text):
        return text
    tokens = _TOKEN.findall(text)
    words = [at for at, token in enumerate(tokens) if token[0].isalpha()]
    lower = [tokens[at].lower() for at in words]
    written = _body_words(lower) if _is_body(lower) else [_capital(word) for word in lower]
    for place, (at, word) in enumerate(zip(words, written, strict=True)):
        before = lower[place - 1] if place else ""
        keep = tokens[at] in ABBREVIATIONS or (before in _COUNTED and _ROMAN.fullmatch(tokens[at]))
        tokens[at] = tokens[at] if keep else word
    return "".join(tokens)


def _is_body(words: list[str]) -> bool:
    """Say whether the words begin like the name of a body and go on like one."""
    phrase, used = _phrase_at(words, 0)
    if phrase and used > 1:
        return True
    if not words or words[0] not in BODIES:
        return False
    return any(words[at] in LEVELS or _phrase_at(words, at)[1] > 1 for at in range(1, len(words)))


def _body_words(words: list[str]) -> list[str]:
    written: list[str] = []
    while len(written) < len(words):
        phrase, used = _phrase_at(words, len(written))
        written += phrase.split() if used else [_capital(words[len(written)])]
    return [_capital(written[0]), *written[1:]]


def _phrase_at(words: list[str], at: int) -> tuple[str, int]:
    """Return the longest known phrase that begins at a word, as written, and its length."""
    for used in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        phrase = PHRASES.get(" ".join(words[at : at + used]))
        if phrase is not None:
            return phrase, used
    return "", 0


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
