"""Words, numbers and marks of a text, with what the grammars ask about them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from phoihop.reader.normal import Source

_TOKEN: Final = re.compile(r"[Tt]\.[ƯưWw](?!\w)|[^\W\d_]+(?:[’'‘&`][^\W\d_]+)*|\d+|\n|[^\w\s]|_")
_SENTENCE_MARKS: Final = frozenset(".!?…")


class Token(NamedTuple):
    """One word, number, mark or line end of the clean text."""

    text: str
    low: str
    start: int
    end: int
    spaced: bool  # white space stands before it

    @property
    def is_word(self) -> bool:
        """Letters, not a number or a mark."""
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        """Digits only."""
        return self.text[0].isdigit()

    @property
    def is_capital(self) -> bool:
        """A word that begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_upper(self) -> bool:
        """Two or more letters, all of them capitals."""
        return len(self.text) > 1 and self.text.isupper()


# A million of them are made of a long text: without a call into Python for each.
_TO_TOKEN: Final[Callable[[tuple[str, str, int, int, bool]], Token]] = partial(tuple.__new__, Token)


@dataclass(frozen=True)
class Tokens:
    """The tokens of a source, soft line ends left out; `lows` are their lower-case forms."""

    source: Source
    items: tuple[Token, ...]
    lows: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: int) -> Token:
        return self.items[at]

    def low(self, at: int) -> str:
        """Return the lower-case form of a token; an empty string outside the text."""
        # Asked a hundred times a word: the end of the text is the rare case.
        if at < 0:
            return ""
        try:
            return self.lows[at]
        except IndexError:
            return ""

    def at_offset(self, offset: int) -> int:
        """Return the index of the first token that begins at or after an offset."""
        first, last = 0, len(self.items)
        while first < last:
            middle = (first + last) // 2
            if self.items[middle].start < offset:
                first = middle + 1
            else:
                last = middle
        return first


def tokenize(source: Source) -> Tokens:
    """Return the tokens of the clean text; a line end counts where a new line says something new.

    A line wrapped in the middle of a sentence, as in text taken from a PDF, is joined: the next
    line begins with a small letter and no mark ends the line before it.
    """
    found: list[tuple[str, str, int, int, bool]] = []
    before = 0
    low = source.low
    matches = list(_TOKEN.finditer(source.clean))
    for number, match in enumerate(matches):
        text = match[0]
        if text == "\n" and _is_soft(found[-1][0] if found else "", matches, number):
            continue
        start, end = match.span()
        found.append((text, low[start:end], start, end, start > before))
        before = end
    return Tokens(source, tuple(map(_TO_TOKEN, found)), tuple(row[1] for row in found))


def _is_soft(before: str, matches: list[re.Match[str]], number: int) -> bool:
    if not before or number + 1 >= len(matches):
        return True
    after = matches[number + 1].group()
    if before == "\n" or after == "\n":
        return before == "\n"
    return after[0].islower() and before not in ".!?…:;|"
