"""Words as they are written, each looked at once: texts repeat the same few thousand.

What a word is does not depend on the words around it, so a text is cut at its blanks and each
chunk, a word with the marks that touch it, is looked up. The memory is bounded: odd and long chunks
are not kept, a full table begins anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from phoihop.reader.syllables import may_be_glued, seam
from phoihop.vntext.spelling import place_tones

_PIECE: Final = re.compile(r"([Tt]\.[ƯưWw](?!\w)|[^\W\d_]+(?:[’'‘&`][^\W\d_]+)*|\d+|\n|[^\w\s]|_)")
APOSTROPHES: Final = frozenset("’‘'`")
_MOST: Final = 30_000
_LONGEST: Final = 24


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, mark or line end, wherever it stands.

    text, low: as written and in lower case with settled tone marks. is_word: letters, not a
    number or a mark. is_number: digits only. is_capital: a word that begins with a capital.
    is_upper: two or more letters, all of them capitals. seam: where a word that lost the blank
    between two syllables falls apart; 0 for all others. has_apostrophe: as in "K’Choi".
    """

    text: str
    low: str
    is_word: bool
    is_number: bool
    is_capital: bool
    is_upper: bool
    seam: int
    has_apostrophe: bool


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
            not APOSTROPHES.isdisjoint(text),
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


class _Chunks(dict[str, "_Chunk"]):
    """The chunks met so far, made where a new one is asked for."""

    def __missing__(self, text: str) -> _Chunk:
        chunk = _chunk(text)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = chunk
        return chunk


# More than one token: all of them; for each the letters between it and the one before, and its own;
# which lost the blank before them.
_Several = tuple[tuple[Token, ...], tuple[int, ...], tuple[int, ...]]
# What stands between two blanks, with the blank or the line ends before it, in lower case; its one
# token and the letters of that, or several. A plain tuple, for it is taken apart for every word.
_Chunk = tuple[str, Token, int, _Several | None]
_NOTHING: Final = Token("", "", False, False, False, False, 0, False)
_token_of: Final = _Vocabulary().__getitem__
_chunk_of: Final = _Chunks().__getitem__


def _chunk(text: str) -> _Chunk:
    if text.isalpha() or text.isdecimal():  # one token, as most are; the pattern would say so
        token = _token_of(text)
        if not token.seam:
            return f" {token.low}", token, len(text), None
    behind = text if text[:1] == "\n" else f" {text}"  # before a line end `cut` has set the blank
    pieces = _PIECE.split(behind)  # blanks, token, blanks, token, ..., blanks
    if pieces[-1]:
        pieces += ["", ""]  # a token of no letters holds the place of blanks at the end
    tokens = [_token_of(piece) if piece else _NOTHING for piece in pieces[1::2]]
    seams = _taken_apart(pieces, tokens)
    steps = [*map(len, pieces[:-1])]
    pieces[1::2] = [token.low for token in tokens]
    return "".join(pieces), _NOTHING, 0, (tuple(tokens), tuple(steps), seams)


def _taken_apart(pieces: list[str], tokens: list[Token]) -> tuple[int, ...]:
    """Part words that lost the blank between them, in place; return which lost the one before."""
    seams: tuple[int, ...] = ()
    for number in reversed(range(len(tokens))):
        text, inside = tokens[number].text, tokens[number].seam
        if inside:
            first, second = text[:inside], text[inside:]
            tokens[number : number + 1] = [_token_of(first), _token_of(second)]
            pieces[2 * number + 1 : 2 * number + 2] = [first, " ", second]
            seams = (number + 1, *(each + 1 for each in seams))
    return seams


class Cut(NamedTuple):
    """A text cut into tokens, column by column.

    low: the whole text in lower case with settled tone marks. tokens: one of no letters stands
    where a blank follows another. lows: each token in lower case. starts, ends: offsets. opened:
    offsets of blanks put in where a word lost the one between two syllables; all other offsets,
    and `low`, are those of the text with these blanks.
    """

    low: str
    tokens: list[Token]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    opened: list[int]


def cut(clean: str) -> Cut:
    """Return the words, numbers, marks and line ends of a text."""
    small: list[str] = []
    tokens: list[Token] = []
    steps: list[int] = []
    seams: list[int] = []
    # one loop, for each column on its own would fetch all chunks from memory again
    for low, token, length, several in map(_chunk_of, clean.replace("\n", " \n").split(" ")):
        small.append(low)
        if several is None:  # as most often
            tokens.append(token)
            steps.append(1)
            steps.append(length)
            continue
        some, their_steps, their_seams = several
        if their_seams:
            seams += [len(tokens) + number for number in their_seams]
        tokens += some
        steps += their_steps
    reach = [*accumulate(steps, initial=-1)]
    starts, ends = reach[1::2], reach[2::2]
    opened = [starts[at] - 1 for at in seams]
    lows = [token.low for token in tokens]
    # no blank stands before the first chunk
    return Cut("".join(small)[1:], tokens, lows, starts, ends, opened)


def lower(text: str) -> str:
    """Return NFC `text` in lower case with settled tone marks, letter for letter."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(each if len(each := letter.lower()) == 1 else letter for letter in text)
    settled = place_tones(small)
    return settled if len(settled) == len(text) else small
