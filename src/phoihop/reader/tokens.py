"""The words, numbers and marks of a text, with what the grammars ask about them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import chain, compress
from typing import Final

from phoihop.reader.normal import Source
from phoihop.reader.vocabulary import Token

_OUTSIDE: Final = ("",) * 32
_STAYS: Final = frozenset(".!?…:;|")


class Tokens(list[Token]):
    """The tokens of a source, soft line ends left out; beside them, column by column, their places.

    lows: in lower case. around: the same and a few empty strings behind them, so `around[at]` may
    be asked a few places before the first or behind the last token. starts, ends: offsets in the
    clean text.
    """

    def __init__(
        self,
        source: Source,
        tokens: Iterable[Token],
        lows: list[str],
        starts: list[int],
        ends: list[int],
    ) -> None:
        super().__init__(tokens)
        self.source: Final = source
        self.lows: Final = lows
        self.around: Final = [*lows, *_OUTSIDE]
        self.starts: Final = starts
        self.ends: Final = ends
        self._places: Final[dict[frozenset[str], list[int]]] = {}

    @cached_property
    def _where(self) -> dict[str, list[int]]:
        """Where each word stands; asked for several times in one reading."""
        where: defaultdict[str, list[int]] = defaultdict(list)
        for at, low in enumerate(self.lows):
            where[low].append(at)
        return where

    def low(self, at: int) -> str:
        """Return the lower-case form of a token; an empty string outside the text."""
        return self.lows[at] if 0 <= at < len(self) else ""

    def spaced(self, at: int) -> bool:
        """Say whether white space stands before a token."""
        return self.starts[at] > (self.ends[at - 1] if at else 0)

    def places(self, words: frozenset[str]) -> list[int]:
        """Return where one of the words stands; most tokens are passed over by this one look."""
        places = self._places.get(words)
        if places is None:
            found = words & self._where.keys()
            places = sorted(chain.from_iterable(map(self._where.__getitem__, found)))
            self._places[words] = places
        return places

    def within(self, words: frozenset[str], first: int, last: int) -> list[int]:
        """Return where in tokens[first:last] one of the words stands."""
        places = self.places(words)
        return places[bisect_left(places, first) : bisect_left(places, last)]

    def at_offset(self, offset: int) -> int:
        """Return the index of the first token that begins at or after an offset."""
        return bisect_left(self.starts, offset)


def tokenize(source: Source) -> Tokens:
    """Return the tokens of the clean text; a line end counts where a new line says something new.

    A line wrapped in the middle of a sentence, as in text taken from a PDF, is joined: the next
    line begins with a small letter and no mark ends the line before it.
    """
    cut = source.cut
    soft = _soft_ends(cut.tokens, cut.lows)
    if not soft and "" not in cut.lows:
        return Tokens(source, cut.tokens, cut.lows, cut.starts, cut.ends)
    kept = cut.lows.copy()  # tokens of no letters are left out, and so are these
    for at in soft:
        kept[at] = ""
    return Tokens(
        source,
        compress(cut.tokens, kept),
        [*filter(None, kept)],
        [*compress(cut.starts, kept)],
        [*compress(cut.ends, kept)],
    )


def _soft_ends(tokens: list[Token], lows: list[str]) -> list[int]:
    """Return where line ends stand that say nothing new."""
    found: list[int] = []
    at, before = -1, ""
    while True:
        try:
            end = lows.index("\n", at + 1)
        except ValueError:
            return found
        last = end - 1
        while last > at and not lows[last]:
            last -= 1
        if last > at:  # else the last token that stays is the one before the line ends
            before = lows[last]
        at = end
        if _is_soft(before, tokens, at):
            found.append(at)
        else:
            before = "\n"


def _is_soft(before: str, tokens: list[Token], at: int) -> bool:
    following = at + 1
    while following < len(tokens) and not tokens[following].text:
        following += 1
    if not before or following == len(tokens):
        return True
    after = tokens[following].text
    if before == "\n" or after == "\n":
        return before == "\n"
    return after[0].islower() and before not in _STAYS
