"""Words as they are written, each looked at once: texts repeat the same few thousand.

What a word is does not depend on the words around it, so a text is cut at its blanks and each
chunk, a word with the marks that touch it, is looked up. The memory is bounded: long chunks are
not kept, a full table begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, chain, compress
from operator import itemgetter
from typing import Final, NamedTuple

from phoihop.reader.syllables import may_be_glued, seam
from phoihop.vntext.spelling import place_tones

_PIECE: Final = re.compile(r"([Tt]\.[ƯưWw](?!\w)|[^\W\d_]+(?:[’'‘&`][^\W\d_]+)*|\d+|\n|[^\w\s]|_)")
_MOST: Final = 20_000
_LONGEST: Final = 24
_LINE_ENDS: Final = re.compile(r"\n+")


class Token(NamedTuple):
    """One word, number, mark or line end, wherever it stands.

    text, low: as written and in lower case with settled tone marks. is_word: letters, not a
    number or a mark. is_number: digits only. is_capital: a word that begins with a capital.
    is_upper: two or more letters, all of them capitals.
    """

    text: str
    low: str
    is_word: bool
    is_number: bool
    is_capital: bool
    is_upper: bool


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
        )
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = token
        return token


class _Chunk(NamedTuple):
    """What stands between two blanks, or a run of line ends.

    low: in lower case. tokens, lows: of it, and an empty one where other blanks end it. steps: for
    each token the letters before it, with one for the blank before the chunk, and its own. seams:
    offsets at which a word falls into two that lost the blank between them.
    """

    low: str
    tokens: tuple[Token, ...]
    lows: tuple[str, ...]
    steps: tuple[int, ...]
    seams: tuple[int, ...]


class _Chunks(dict[str, _Chunk]):
    """The chunks met so far, made where a new one is asked for."""

    def __missing__(self, text: str) -> _Chunk:
        pieces = _PIECE.split(text)  # blanks, token, blanks, token, ..., blanks
        if pieces[-1] or not text:
            pieces += ["", ""]
        tokens = tuple(_token_of(piece) if piece else _NOTHING for piece in pieces[1::2])
        lows = tuple(token.low for token in tokens)
        seams = tuple(_seams(pieces))
        steps = [*map(len, pieces[:-1])]
        if text[:1] == "\n":
            steps[-1] -= 1  # the blank set behind it counts as the last line end
        else:
            steps[0] += 1
        pieces[1::2] = lows
        chunk = _Chunk("".join(pieces), tokens, lows, tuple(steps), seams)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = chunk
        return chunk


def _seams(pieces: list[str]) -> Iterator[int]:
    at = 0
    for piece in pieces:
        if piece[:1].isalpha() and len(piece) <= _LONGEST and may_be_glued(piece):
            inside = seam(piece)
            if inside is not None:
                yield at + inside
        at += len(piece)


_NOTHING: Final = Token("", "", False, False, False, False)
_token_of: Final = _Vocabulary().__getitem__
_chunk_of: Final = _Chunks().__getitem__
_LOW, _TOKENS, _LOWS, _STEPS, _SEAMS = map(itemgetter, range(5))


class Cut(NamedTuple):
    """A text cut into tokens, column by column. low: the whole text in lower case."""

    low: str
    tokens: list[Token]
    lows: list[str]
    starts: list[int]
    ends: list[int]


def chunks_of(clean: str) -> list[_Chunk]:
    """Return what stands between the blanks of a text, each looked up."""
    return [*map(_chunk_of, _LINE_ENDS.sub(r" \g<0> ", clean).split(" "))]


def seams_of(chunks: list[_Chunk]) -> list[int]:
    """Return the offsets at which words fall into two that lost the blank between them."""
    if not any(map(_SEAMS, chunks)):
        return []
    begins = accumulate((sum(chunk.steps) for chunk in chunks), initial=0)
    return [
        at + inside for at, chunk in zip(begins, chunks, strict=False) for inside in chunk.seams
    ]


def cut(chunks: list[_Chunk]) -> Cut:
    """Return the words, numbers, marks and line ends of a text."""
    low = " ".join([*map(_LOW, chunks)]).replace(" \n", "\n").replace("\n ", "\n")
    reach = [*accumulate(chain.from_iterable(map(_STEPS, chunks)), initial=-1)]
    tokens = [*chain.from_iterable(map(_TOKENS, chunks))]
    lows = [*chain.from_iterable(map(_LOWS, chunks))]
    starts, ends = reach[1::2], reach[2::2]
    if "" in lows:
        tokens = [*compress(tokens, lows)]
        starts, ends = [*compress(starts, lows)], [*compress(ends, lows)]
        lows = [*filter(None, lows)]
    at = -1
    for _ in range(lows.count("\n")):
        at = lows.index("\n", at + 1)
        ends[at] = starts[at] + 1
    return Cut(low, tokens, lows, starts, ends)


def lower(text: str) -> str:
    """Return NFC `text` in lower case with settled tone marks, letter for letter."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(each if len(each := letter.lower()) == 1 else letter for letter in text)
    settled = place_tones(small)
    return settled if len(settled) == len(text) else small
