"""Words that lost the blank between two syllables, and what a syllable without marks looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Any, Final

from phoihop.reader.tables import data
from phoihop.vntext import fold, nfc
from phoihop.vntext.spelling import is_syllable

# Names in capitals are often written without marks; their shape is all there is to judge by.
_SHAPE: Final = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_TABLES: Final = ("bodies", "events", "people", "positions", "roles", "words", "documents")
_CASE_SEAM: Final = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
_SHORTEST: Final = 2
_FEWEST: Final = 4  # letters of two syllables that are taken apart


def looks_like_syllable(text: str) -> bool:
    """Say whether letters have the shape of one syllable, whatever its marks and tone."""
    return _SHAPE.fullmatch(fold(text)) is not None


def may_be_glued(word: str) -> bool:
    """Say whether a word is none of one syllable and not all in capitals."""
    return len(word) >= _FEWEST and not word.isupper() and not is_syllable(word)


@lru_cache(maxsize=4096)
def seam(word: str) -> int | None:
    """Return where a word falls into two syllables; None where it does not, or nothing says so.

    "Lãnhđạo" and "tổchức" are words this project knows with a blank; in "chíNguyễn" and
    "TrưởngBan" a capital begins the second one.
    """
    known = _pairs().get(nfc(word).lower())
    if known is not None:
        return known
    for match in _CASE_SEAM.finditer(word):
        at = match.start()
        if word[at - 1].islower() and word[at].isupper():
            first, second = word[:at], word[at:]
            ours = not first.isascii() or not second.isascii()
            whole = first[1:].islower() and second[1:].islower()
            return at if ours and whole and is_syllable(first) and is_syllable(second) else None
    return None


@cache
def _pairs() -> dict[str, int]:
    """Return two neighbours of the word lists, written as one, with the first one's length."""
    found: dict[str, int] = {}
    for name in _TABLES:
        for phrase in _phrases(data(name)):
            words = nfc(phrase).lower().replace("_", " ").split()
            for first, second in pairwise(words):
                joined = first + second
                if joined.isalpha() and len(first) >= _SHORTEST and may_be_glued(joined):
                    found.setdefault(joined, len(first))
    return found


def _phrases(value: Any) -> Iterator[str]:
    """Yield every phrase of a table: not its keys, nor a text that only lists single words."""
    if isinstance(value, str):
        yield from value.split() if "_" in value else () if "\n" in value else (value,)
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(_phrases, value.values()))
    elif isinstance(value, list):
        yield from chain.from_iterable(map(_phrases, value))
