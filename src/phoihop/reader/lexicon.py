"""The word lists of the reader: data files, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from phoihop.reader.tables import data
from phoihop.reader.tokens import Tokens
from phoihop.reader.vocabulary import lower
from phoihop.vntext import nfc

_CENTRAL: Final = re.compile(r"(?<!\S)t \. (?=[ưw])")
_MARKS: Final = frozenset(",./")


class Phrases:
    """A set of phrases, each with a value, found at a token; the longest wins."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        # By the first word, then by the second one: the rest of the phrase and what is found. A
        # phrase of one word stands under its first word and "".
        self._entries: dict[str, dict[str, list[tuple[list[str], tuple[int, str]]]]] = {}
        for phrase, value in phrases.items():
            first, *rest = split_phrase(phrase)
            second = rest[0] if rest else ""
            entry = (rest[1:], (len(rest) + 1, value))
            self._entries.setdefault(first, {}).setdefault(second, []).append(entry)
        for by_second in self._entries.values():
            for entries in by_second.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        self.firsts: Final = frozenset(self._entries)

    def match(self, tokens: Tokens, at: int) -> tuple[int, str] | None:
        """Return (number of tokens, value) of the longest phrase that begins at a token."""
        lows = tokens.around
        by_second = self._entries.get(lows[at])
        if by_second is None:
            return None
        for rest, found in by_second.get(lows[at + 1], ()):
            if not rest or lows[at + 2 : at + found[0]] == rest:
                return found
        alone = by_second.get("")
        return alone[0][1] if alone else None

    def beginnings(self, tokens: Tokens) -> list[int]:
        """Return where the first two words of a phrase stand, or one that is a phrase alone."""
        entries, around = self._entries, tokens.around
        return [
            at
            for at in tokens.places(self.firsts)
            if around[at + 1] in (by_second := entries[around[at]]) or "" in by_second
        ]

    def length(self, tokens: Tokens, at: int) -> int:
        """Return the number of tokens of the longest phrase at a token, 0 for none."""
        # as `match`, written again: no other function is asked so often
        lows = tokens.around
        by_second = self._entries.get(lows[at])
        if by_second is None:
            return 0
        for rest, found in by_second.get(lows[at + 1], ()):
            if not rest or lows[at + 2 : at + found[0]] == rest:
                return found[0]
        return 1 if "" in by_second else 0


def split_phrase(phrase: str) -> list[str]:
    """Return the words of a phrase as the tokeniser would cut them."""
    plain = lower(nfc(phrase))
    for mark in _MARKS:
        plain = plain.replace(mark, f" {mark} ")
    return _CENTRAL.sub("t.", plain).split()  # "T.Ư Hội": one word, as in the text


def free_words(
    entries: Iterable[str], not_behind: Iterable[str] = (r"\w",), end: str = r"(?!\w)"
) -> str:
    """Return a pattern for whole words or phrases, the longest first.

    Each first letter stands in front, so that the search leaps from one of them to the next; then
    the second one, for most that begin alike go on in another way.
    not_behind: patterns for what may not stand before them. end: a pattern for where they end.
    """
    rests: dict[str, dict[str, list[str]]] = {}
    for entry in sorted(set(entries), key=len, reverse=True):
        first, second = re.escape(entry[0]), re.escape(entry[1:2])
        rests.setdefault(first, {}).setdefault(second, []).append(re.escape(entry[2:]))
    behinds = [*not_behind]
    patterns: list[str] = []
    for first, by_second in rests.items():
        going_on = [
            f"{second}{''.join(rf'(?<!{each}{first}{second})' for each in behinds)}"
            f"(?:{'|'.join(rest)}){end}"
            for second, rest in by_second.items()
        ]
        patterns.append(f"{first}(?:{'|'.join(going_on)})")
    return "|".join(patterns)


@cache
def phrases(name: str, *keys: str) -> Phrases:
    """Return lists of a data file as phrases, each phrase its own value."""
    found: dict[str, str] = {}
    for key in keys:
        found.update({entry: entry for entry in strings(name, key)})
    return Phrases(found)


@cache
def strings(name: str, key: str) -> tuple[str, ...]:
    """Return one list of a data file in lower case; a text is split at blanks, _ joins words.

    An entry with a word in brackets before it stands for two: "(phó) giám đốc".
    """
    value = data(name)[key]
    entries: Iterable[str] = value.split() if isinstance(value, str) else value
    written = (lower(nfc(each.replace("_", " "))) for entry in entries for each in _each(entry))
    return tuple(dict.fromkeys(written))


def _each(entry: str) -> tuple[str, ...]:
    if not entry.startswith("("):
        return (entry,)
    before, rest = entry[1:].split(") ", 1)
    return (rest, f"{before} {rest}")


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return one list of a data file as a set."""
    return frozenset(strings(name, key))


@cache
def nested(name: str, table: str, key: str) -> Phrases:
    """Return one list inside a table of a data file as phrases."""
    return Phrases({lower(nfc(entry)): entry for entry in data(name)[table][key]})
