"""The words that were found, marked where they stand in the text as written.

The text of an entry may hold parts with names of their own, as the words of attached files: each
begins with a mark that no office types, its name and a second mark.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from phoihop import vntext

# Runs of letters or of digits, as the index parts them.
_WORD = re.compile(r"[^\W\d_]+|\d+")
_BEFORE = 60
_LENGTH = 240
# So much of a text is looked through for an excerpt at a time.
_LOOKED_AT = 20_000
_PART, _PART_TEXT = "\x1e", "\x1f"
_MARKS = str.maketrans({_PART: " ", _PART_TEXT: " "})


@dataclass(frozen=True)
class Part:
    """A piece of text; `marked` when it is one of the words that were asked for."""

    text: str
    marked: bool


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    word: str


def mark(text: str, words: Sequence[str]) -> list[Part]:
    """The whole text in parts; words: folded."""
    return _parts(text, _find(text, words))


@dataclass(frozen=True)
class Excerpt:
    """A piece of a text in parts, and the name of the part it stands in; both may be empty."""

    parts: list[Part]
    name: str = ""


def with_parts(text: str, parts: Iterable[tuple[str, str]]) -> str:
    """The text followed by others with their names, to be taken apart by `excerpt`."""
    others = (
        f"{_PART}{name.translate(_MARKS)}{_PART_TEXT}{said.translate(_MARKS)}"
        for name, said in parts
    )
    return text.translate(_MARKS) + "".join(others)


def excerpt(text: str, words: Sequence[str]) -> Excerpt:
    """About 240 characters around the first place where most of the words stand together.

    Empty when none of the folded words stands in the text or its parts.
    """
    shown, most = Excerpt([]), 0
    for section in text.split(_PART):
        name, _mark, said = section.rpartition(_PART_TEXT)
        window, found = _first_window(said, words)
        together = max((_distinct_from(one, found) for one in found), default=0)
        if together > most:
            shown, most = Excerpt(_around(window, found), name), together
        if most == len(set(words)):
            break
    return shown


def _first_window(text: str, words: Sequence[str]) -> tuple[str, list[_Found]]:
    """The first stretch of the text that holds any of the words, and where they stand in it."""
    for start in range(0, len(text), _LOOKED_AT):
        # From a word's beginning, with what goes before it for the excerpt.
        window = text[max(0, start - _BEFORE) : start + _LOOKED_AT]
        if found := _find(window, words):
            return window, found
    return "", []


def _around(text: str, found: Sequence[_Found]) -> list[Part]:
    best = max(found, key=lambda one: (_distinct_from(one, found), -one.start))
    start = _after_blank(text, max(0, best.start - _BEFORE))
    end = _before_blank(text, min(len(text), start + _LENGTH))
    parts = _parts(text, [one for one in found if start <= one.start and one.end <= end])
    return _cut(parts, start, end, len(text))


def phrase_forms(texts: Iterable[str], words: Sequence[str], most: int = 3) -> list[str]:
    """How the words are really written where they stand side by side, in lower case."""
    forms: dict[str, None] = {}
    for text in texts:
        pieces = list(_WORD.finditer(text[:_LOOKED_AT]))
        folded = [_folded(piece.group()) for piece in pieces]
        for at in range(len(folded) - len(words) + 1):
            if folded[at : at + len(words)] == list(words):
                written = text[pieces[at].start() : pieces[at + len(words) - 1].end()]
                forms[vntext.canonical(written)] = None
                break
        if len(forms) >= most:
            break
    return list(forms)


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return vntext.search_folded(word)


def _find(text: str, words: Sequence[str]) -> list[_Found]:
    wanted = set(words)
    return [
        _Found(piece.start(), piece.end(), word)
        for piece in _WORD.finditer(text)
        if (word := _folded(piece.group())) in wanted
    ]


def _distinct_from(first: _Found, found: Sequence[_Found]) -> int:
    """How many different words an excerpt that begins here would show."""
    last = first.start + _LENGTH - _BEFORE
    return len({one.word for one in found if first.start <= one.start < last})


def _parts(text: str, found: Sequence[_Found]) -> list[Part]:
    parts: list[Part] = []
    at = 0
    for one in found:
        parts += [Part(text[at : one.start], marked=False), Part(text[one.start : one.end], True)]
        at = one.end
    parts.append(Part(text[at:], marked=False))
    return [part for part in parts if part.text]


def _cut(parts: Sequence[Part], start: int, end: int, length: int) -> list[Part]:
    """The parts between two places of the text, with dots where something was left out."""
    kept = [Part("… ", marked=False)] if start else []
    at = 0
    for part in parts:
        text = part.text[max(0, start - at) : max(0, end - at)]
        at += len(part.text)
        if text:
            kept.append(Part(" ".join(text.split("\n")), part.marked))
    return [*kept, Part(" …", marked=False)] if end < length else kept


def _after_blank(text: str, at: int) -> int:
    if at == 0:
        return 0
    blank = text.find(" ", at, at + _BEFORE)
    return at if blank < 0 else blank + 1


def _before_blank(text: str, at: int) -> int:
    if at == len(text):
        return at
    blank = text.rfind(" ", at - _BEFORE, at)
    return at if blank < 0 else blank
