"""The word lists of the reader: data files, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from phoihop.reader.tokens import Tokens
from phoihop.reader.vocabulary import lower
from phoihop.vntext import nfc

_MARKS: Final = frozenset(",./")


class Phrases:
    """A set of phrases, each with a value, found at a token; the longest wins."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        for phrase, value in phrases.items():
            words = split_phrase(phrase)
            self._by_first.setdefault(words[0], []).append((words, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.firsts: Final = frozenset(self._by_first)

    def match(self, tokens: Tokens, at: int) -> tuple[int, str] | None:
        """Return (number of tokens, value) of the longest phrase that begins at a token."""
        entries = self._by_first.get(tokens.low(at))
        if entries is None:
            return None
        for words, value in entries:
            if tokens.lows[at : at + len(words)] == words:
                return len(words), value
        return None

    def length(self, tokens: Tokens, at: int) -> int:
        """Return the number of tokens of the longest phrase at a token, 0 for none."""
        entries = self._by_first.get(tokens.low(at))
        if entries is None:
            return 0
        lows = tokens.lows
        for words, _value in entries:
            length = len(words)
            if length == 1 or lows[at : at + length] == words:
                return length
        return 0


def split_phrase(phrase: str) -> list[str]:
    """Return the words of a phrase as the tokeniser would cut them."""
    plain = lower(nfc(phrase))
    for mark in _MARKS:
        plain = plain.replace(mark, f" {mark} ")
    return plain.split()


def free_words(entries: Iterable[str]) -> str:
    """Return a pattern for whole words or phrases, the longest first.

    Each first letter stands in front, so that the search leaps from one of them to the next.
    """
    rests: dict[str, list[str]] = {}
    for entry in sorted(set(entries), key=len, reverse=True):
        rests.setdefault(entry[0], []).append(re.escape(entry[1:]))
    return "|".join(
        rf"{re.escape(first)}(?<!\w{re.escape(first)})(?:{'|'.join(rest)})(?!\w)"
        for first, rest in rests.items()
    )


@cache
def data(name: str) -> dict[str, Any]:
    """Return one data file, `name` without ".toml"."""
    text = files("phoihop.reader").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def phrases(name: str, *keys: str) -> Phrases:
    """Return lists of a data file as phrases, each phrase its own value."""
    found: dict[str, str] = {}
    for key in keys:
        found.update({entry: entry for entry in strings(name, key)})
    return Phrases(found)


@cache
def strings(name: str, key: str) -> tuple[str, ...]:
    """Return one list of a data file in lower case; a text is split at blanks, _ joins words."""
    value = data(name)[key]
    entries: Iterable[str] = value.split() if isinstance(value, str) else value
    return tuple(dict.fromkeys(lower(nfc(entry.replace("_", " "))) for entry in entries))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return one list of a data file as a set."""
    return frozenset(strings(name, key))


@cache
def nested(name: str, table: str, key: str) -> Phrases:
    """Return one list inside a table of a data file as phrases."""
    return Phrases({lower(nfc(entry)): entry for entry in data(name)[table][key]})
