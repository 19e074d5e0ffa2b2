"""Keys under which texts are compared and found."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from phoihop.vntext.letters import UNTONED, nfc, plain
from phoihop.vntext.spelling import place_tones

_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_LETTER_MEETS_DIGIT: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_LEADING_ZEROS: Final = re.compile(r"^0+(?=\d)")
# Of a text of these letters and ASCII alone, which nearly every name is, lower case is all there
# is to do, letter for letter.
_BARE: Final = str.maketrans({letter: plain(letter) for letter in (*UNTONED, "đ")})


def canonical(text: str) -> str:
    """Return the key by which two texts are the same: NFC, no case, single blanks, one tone place.

    y and i stay different (lý, lí), and so do all marks. Applying it twice changes nothing.
    """
    return " ".join(place_tones(_caseless(text)).split())


def same(a: str, b: str) -> bool:
    """Say whether two texts differ at most in case, blanks, Unicode form and tone placement."""
    return canonical(a) == canonical(b)


def fold(text: str) -> str:
    """Return `text` in lower case without any marks; đ becomes d. Blanks stay as they are."""
    simple = text.lower().translate(_BARE)
    if simple.isascii():
        return simple
    bare = "".join(plain(letter) for letter in _caseless(text))
    return "".join(plain(letter) for letter in _caseless(bare))


def search_exact(text: str) -> str:
    """Return the words of `text` as the search index keeps them, with their accents.

    Punctuation becomes blanks, letters and digits part: "05CT/TW" gives "05 ct tw".
    """
    words = _NOT_A_WORD.sub(" ", canonical(text))
    return " ".join(_LETTER_MEETS_DIGIT.sub(" ", words).split())


def search_folded(text: str) -> str:
    """Return the words of `text` as the search index keeps them, without accents."""
    return search_exact(fold(text))


def symbol_key(text: str) -> str:
    """Return one key for all ways of writing a paper's number and symbol.

    "14-KH/BTGThU", "14 kh btgthu" and "14-KH/BTGTHU" give "14khbtgthu"; zeros before the number
    go. Accents go too, as many type QD for QĐ: ĐA and DA meet in one key, so a key proposes a
    paper and never proves one.
    """
    return _LEADING_ZEROS.sub("", _NOT_A_WORD.sub("", fold(text)))


def _caseless(text: str) -> str:
    """Return NFC text without case; a second round catches marks that only casefold lays bare."""
    small = text.lower()
    if small.translate(_BARE).isascii():
        return small
    once = unicodedata.normalize("NFD", text).casefold()
    return nfc(unicodedata.normalize("NFD", once).casefold())
