"""A clean copy of the text for the grammars, with the way back to the text as handed in."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import Final

from phoihop.reader.edits import Edits, edited
from phoihop.reader.facts import Evidence
from phoihop.reader.vocabulary import Token, pieces_of, token_of
from phoihop.reader.wrapping import unwrap
from phoihop.vntext import nfc

_DROPPED: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_NEWLINES: Final = frozenset("\r\v\f\x85\u2028\u2029")
_SPACES: Final = frozenset(
    chr(code) for code in (*range(0x2000, 0x200B), 0xA0, 0x1680, 0x202F, 0x205F, 0x3000)
)
_ODD: Final = _DROPPED | _NEWLINES | _SPACES
# Letter for letter; a "\r" before "\n" goes afterwards.
_PLAIN: Final = str.maketrans(
    {**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_NEWLINES - {"\r"}, "\n")}
)
_LONE_RETURN: Final = re.compile(r"\r(?!\n)")
# One or two blanks too many between two words, as in justified lines; more set up columns.
_BLANKS: Final = re.compile(r"  (?<=\S  ) ?(?=\S)")
_SEAM: Final = attrgetter("seam")
_GOES: Final = re.compile(f"[{''.join(sorted(_DROPPED))}]|\r(?=\n)")


@dataclass(frozen=True)
class Source:
    """One text in three forms.

    raw: as handed in. clean: NFC, one kind of blank and line end, broken lines joined. low:
    `clean` in lower case with tone marks where this project compares them; as long as `clean`,
    so offsets agree. pieces: `clean` cut up as in vocabulary.py; tokens, lows: every second of
    them, and as it looks in `low`. starts, ends: raw offsets letter by
    letter, where letters differ. edits: blanks taken out or put in after that. opened: offsets of
    blanks put in.
    """

    raw: str
    clean: str
    low: str
    pieces: list[str]
    tokens: list[Token]
    lows: list[str]
    starts: array[int] | None = None
    ends: array[int] | None = None
    edits: tuple[Edits, ...] = ()
    opened: frozenset[int] = frozenset()

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the slice of the raw text that stands behind clean[start:end]."""
        first, last = self.raw_span(start, end)
        return Evidence(first, last, self.raw[first:last])

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return offsets into the raw text for offsets into the clean one."""
        empty = start >= end
        last = end - 1
        for edits in reversed(self.edits):
            start, last = edits.back(start), edits.back(last)
        if self.starts is None or self.ends is None:
            return start, start if empty else last + 1
        if empty:
            at = self.starts[start] if start < len(self.starts) else len(self.raw)
            return at, at
        return self.starts[start], self.ends[last]

    def words(self, start: int, end: int) -> str:
        """Return clean[start:end] with runs of white space closed up; slips stay as written."""
        text = self.clean[start:end]
        if self.opened:
            text = "".join(letter for at, letter in enumerate(text, start) if at not in self.opened)
        return " ".join(text.split())

    def clean_offset(self, raw: int) -> int:
        """Return the offset in the clean text of what begins at or after one in the raw text."""
        at = raw if self.starts is None else bisect_left(self.starts, raw)
        for edits in self.edits:
            at = edits.forward(at)
        return at


def normalise(raw: str) -> Source:
    """Return the text with its clean copy; nothing is lost, for offsets lead back."""
    if unicodedata.is_normalized("NFC", raw):
        if any(odd in raw for odd in _ODD):
            return _with_odd_blanks(raw)
        return _source(raw, unwrap(raw))
    return _composed(raw)


def _source(
    raw: str, clean: str, starts: array[int] | None = None, ends: array[int] | None = None
) -> Source:
    edits: list[Edits] = []
    if "  " in clean and (surplus := _surplus(clean)):
        clean, back = edited(clean, surplus)
        edits.append(back)
    pieces = pieces_of(clean)
    tokens = [*map(token_of, pieces[1::2])]
    opened: frozenset[int] = frozenset()
    if any(map(_SEAM, tokens)):
        seams = _take_apart(pieces, tokens)
        opened = frozenset(at + number for number, at in enumerate(seams))
        clean, back = edited(clean, ((at, at) for at in seams))
        edits.append(back)
    lows = [token.low for token in tokens]
    small = pieces.copy()
    small[1::2] = lows
    low = "".join(small)
    return Source(raw, clean, low, pieces, tokens, lows, starts, ends, tuple(edits), opened)


def _take_apart(pieces: list[str], tokens: list[Token]) -> list[int]:
    """Part words that lost the blank between them, in place; return where blanks are put in."""
    at = list(accumulate(map(len, pieces), initial=0))
    seams: list[int] = []
    for number in reversed(range(1, len(pieces), 2)):
        piece, inside = pieces[number], tokens[number // 2].seam
        if inside:
            first, second = piece[:inside], piece[inside:]
            pieces[number : number + 1] = [first, " ", second]
            tokens[number // 2 : number // 2 + 1] = [token_of(first), token_of(second)]
            seams.append(at[number] + inside)
    return seams[::-1]


def _surplus(clean: str) -> list[tuple[int, int]]:
    """Return blanks that only fill a line; before a capital they may part two columns."""
    found: list[tuple[int, int]] = []
    for match in _BLANKS.finditer(clean):
        first, last = match.span()
        before = clean[first - 1]
        if not clean[last].isupper() or before.islower() or before == ",":
            found.append((first + 1, last))
    return found


def _with_odd_blanks(raw: str) -> Source:
    """The same for a text in NFC: only blanks and line ends differ, and most stay in place."""
    plain = _LONE_RETURN.sub("\n", raw).translate(_PLAIN)
    if _GOES.search(plain) is None:
        return _source(raw, unwrap(plain))
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    before = 0
    for match in (*_GOES.finditer(plain), None):
        until = match.start() if match else len(plain)
        parts.append(plain[before:until])
        starts.extend(range(before, until))
        ends.extend(range(before + 1, until + 1))
        before = match.end() if match else until
    return _source(raw, unwrap("".join(parts)), starts, ends)


def _composed(raw: str) -> Source:
    """The same for a text with marks on their own: each goes to the letter it follows."""
    plain = raw.replace("\r\n", "\u200b\n")  # as long, and dropped like the "\r"
    marks = "".join(sorted(filter(unicodedata.combining, set(plain))))
    clusters = re.findall(f".[{marks}]*" if marks else ".", plain, re.DOTALL)
    known = {cluster: _cleaned(cluster) for cluster in set(clusters)}
    letters = [*map(known.__getitem__, clusters)]
    ends = array("L", accumulate(map(len, clusters)))
    starts = array("L", [0])
    starts.extend(ends[:-1])
    if any(len(letter) != 1 for letter in known.values()):
        starts = array("L", _repeated(starts, letters))
        ends = array("L", _repeated(ends, letters))
    return _source(raw, unwrap("".join(letters)), starts, ends)


def _repeated(offsets: Iterable[int], letters: list[str]) -> Iterator[int]:
    """Yield the offset of a cluster once for each letter made of it."""
    return (offset for offset, letter in zip(offsets, letters, strict=True) for _ in letter)


def _cleaned(cluster: str) -> str:
    if cluster in _DROPPED:
        return ""
    if cluster in _SPACES:
        return " "
    return "\n" if cluster in _NEWLINES else nfc(cluster)
