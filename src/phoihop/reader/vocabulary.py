"""Words as they are written, each looked at once: texts repeat the same few thousand.

What a word is does not depend on the words around it, so a text is cut into pieces and each piece
is looked up. The memory is bounded: odd and long words are not kept, a full table begins anew.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from phoihop.reader.syllables import may_be_glued, seam
from phoihop.vntext.spelling import place_tones

_PIECE: Final = re.compile(r"([Tt]\.[ƯưWw](?!\w)|[^\W\d_]+(?:[’'‘&`][^\W\d_]+)*|\d+|\n|[^\w\s]|_)")
_MOST: Final = 30_000
_LONGEST: Final = 24


class Token(NamedTuple):
    """One word, number, mark or line end, wherever it stands.

    text, low: as written and in lower case with settled tone marks. is_word: letters, not a
    number or a mark. is_number: digits only. is_capital: a word that begins with a capital.
    is_upper: two or more letters, all of them capitals. seam: where a word that lost the blank
    between two syllables falls apart; 0 for all others.
    """

    text: str
    low: str
    is_word: bool
    is_number: bool
    is_capital: bool
    is_upper: bool
    seam: int


class _Vocabulary(dict[str, Token]):
    """The tokens met so far, made where a new one is asked for."""

    def __missing__(self, text: str) -> Token:
        first = text[0]
        token = Token(
            text,
            lower(text),
            first.isalpha(),
            first.isdigit(),
            first.isupper(),
            len(text) > 1 and text.isupper(),
            _seam(text),
        )
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = token
        return token


def _seam(text: str) -> int:
    if text[0].isalpha() and len(text) <= _LONGEST and may_be_glued(text):
        return seam(text) or 0
    return 0


token_of: Final = _Vocabulary().__getitem__


def pieces_of(clean: str) -> list[str]:
    """Return blanks, token, blanks, token, ..., blanks; joined they are the text again."""
    return _PIECE.split(clean)


def lower(text: str) -> str:
    """Return NFC `text` in lower case with settled tone marks, letter for letter."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(each if len(each := letter.lower()) == 1 else letter for letter in text)
    settled = place_tones(small)
    return settled if len(settled) == len(text) else small
