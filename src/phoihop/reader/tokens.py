"""The words, numbers and marks of a text, with what the grammars ask about them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import compress, count
from typing import Final, TypeVar

from phoihop.reader.normal import Source
from phoihop.reader.vocabulary import Token

_OUTSIDE: Final = ("",) * 32
_Entry = TypeVar("_Entry")
_STAYS: Final = frozenset(".!?…:;|")


class _LookedFor:
    """The sets of words that were ever asked for, so that one pass finds the places of all."""

    def __init__(self, sets: tuple[frozenset[str], ...] = ()) -> None:
        self.sets: Final = sets
        self._numbers: Final[dict[str, list[int]]] = {}
        for number, words in enumerate(sets):
            for word in words:
                self._numbers.setdefault(word, []).append(number)

    def places(self, lows: list[str]) -> dict[frozenset[str], list[int]]:
        """Return for each set where one of its words stands in a text."""
        numbers = self._numbers
        found: list[list[int]] = [[] for _ in self.sets]
        for at in compress(count(), map(numbers.__contains__, lows)):
            for number in numbers[lows[at]]:
                found[number].append(at)
        return dict(zip(self.sets, found, strict=True))


_looked_for = _LookedFor()


def _look_for(words: frozenset[str]) -> None:
    """Look for these words too in every text to come; the grammars ask for few sets."""
    global _looked_for  # noqa: PLW0603 -- whole at any time, so that threads may share it
    if words not in _looked_for.sets:
        _looked_for = _LookedFor((*_looked_for.sets, words))


class Tokens(list[Token]):
    """The tokens of a source, soft line ends left out; beside them, column by column, their places.

    lows: in lower case. around: the same and a few empty strings behind them, so `around[at]` may
    be asked a few places before the first or behind the last token. starts, ends: offsets in the
    clean text.
    """

    __slots__ = ("_places", "around", "ends", "lows", "source", "starts")

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
        self._places: Final = _looked_for.places(lows)

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
            _look_for(words)
            places = [at for at, low in enumerate(self.lows) if low in words]
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
    gone = sorted([*soft, *_all_of("", cut.lows)])  # tokens of no letters are left out too
    return Tokens(
        source,
        _without(cut.tokens, gone),
        _without(cut.lows, gone),
        _without(cut.starts, gone),
        _without(cut.ends, gone),
    )


def _without(column: list[_Entry], gone: list[int]) -> list[_Entry]:
    """Return a column without a few of its entries, which most often stand far apart."""
    kept: list[_Entry] = []
    first = 0
    for at in gone:
        kept += column[first:at]
        first = at + 1
    return kept + column[first:]


def _all_of(low: str, lows: list[str]) -> Iterator[int]:
    """Yield where one word stands."""
    at = -1
    with suppress(ValueError):
        while True:
            at = lows.index(low, at + 1)
            yield at


def _soft_ends(tokens: list[Token], lows: list[str]) -> list[int]:
    """Return where line ends stand that say nothing new."""
    found: list[int] = []
    at, before = -1, ""
    for end in _all_of("\n", lows):
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
    return found


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
