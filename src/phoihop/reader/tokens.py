"""Words, numbers and marks of a text, with what the grammars ask about them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
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


_MAKE: Final[Callable[[type[Token], tuple[str, str, int, int, bool]], Token]] = tuple.__new__


@dataclass(frozen=True)
class Tokens:
    """The tokens of a source, soft line ends left out, column by column.

    Most words are passed over by one look at `lows`, so a Token is made only where one is asked
    for. texts, lows: as written and in lower case. starts, ends: offsets in the clean text.
    """

    source: Source
    texts: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.lows)

    def __getitem__(self, at: int) -> Token:
        start = self.starts[at]
        # The token before the first one is the last: it ends behind it.
        spaced = start > self.ends[at - 1] if at else start > 0
        return _MAKE(Token, (self.texts[at], self.lows[at], start, self.ends[at], spaced))

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
        return bisect_left(self.starts, offset)


def tokenize(source: Source) -> Tokens:
    """Return the tokens of the clean text; a line end counts where a new line says something new.

    A line wrapped in the middle of a sentence, as in text taken from a PDF, is joined: the next
    line begins with a small letter and no mark ends the line before it.
    """
    matches = list(_TOKEN.finditer(source.clean))
    texts = [match[0] for match in matches]
    if "\n" in texts:
        kept = _kept(texts)
        matches, texts = [matches[at] for at in kept], [texts[at] for at in kept]
    starts, ends = [match.start() for match in matches], [match.end() for match in matches]
    low = source.low
    lows = [low[start:end] for start, end in zip(starts, ends, strict=True)]
    return Tokens(source, texts, lows, starts, ends)


def _kept(texts: list[str]) -> list[int]:
    """Which tokens stay when soft line ends go."""
    kept: list[int] = []
    for at, text in enumerate(texts):
        if text == "\n" and _is_soft(texts[kept[-1]] if kept else "", texts, at):
            continue
        kept.append(at)
    return kept


def _is_soft(before: str, texts: list[str], at: int) -> bool:
    if not before or at + 1 >= len(texts):
        return True
    after = texts[at + 1]
    if before == "\n" or after == "\n":
        return before == "\n"
    return after[0].islower() and before not in ".!?…:;|"
