"""A clean copy of the text for the grammars, with the way back to the text as handed in."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from phoihop.reader.facts import Evidence
from phoihop.reader.syllables import seam
from phoihop.reader.vocabulary import Token, glued, pieces_of, token_of
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
_SURPLUS: Final = re.compile(r"(?<=\S ) {1,2}(?=\S)")
_GOES: Final = re.compile(f"[{''.join(sorted(_DROPPED))}]|\r(?=\n)")


@dataclass(frozen=True)
class Source:
    """One text in three forms.

    raw: as handed in. clean: NFC, one kind of blank and line end, broken lines joined. low:
    `clean` in lower case with tone marks where this project compares them; as long as `clean`,
    so offsets agree. pieces: `clean` cut up as in vocabulary.py; tokens, lows: every second of
    them, and as it looks in `low`. opened: offsets of blanks that the raw text lacks.
    """

    raw: str
    clean: str
    low: str
    pieces: list[str]
    tokens: list[Token]
    lows: list[str]
    starts: array[int] | None = None
    ends: array[int] | None = None
    opened: frozenset[int] = frozenset()

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the slice of the raw text that stands behind clean[start:end]."""
        first, last = self.raw_span(start, end)
        return Evidence(first, last, self.raw[first:last])

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return offsets into the raw text for offsets into the clean one."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.raw)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def words(self, start: int, end: int) -> str:
        """Return clean[start:end] with runs of white space closed up; slips stay as written."""
        text = self.clean[start:end]
        if self.opened:
            text = "".join(letter for at, letter in enumerate(text, start) if at not in self.opened)
        return " ".join(text.split())

    def clean_offset(self, raw: int) -> int:
        """Return the offset in the clean text of what begins at or after one in the raw text."""
        return raw if self.starts is None else bisect_left(self.starts, raw)


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
    if "  " in clean:
        surplus = [match.span() for match in _SURPLUS.finditer(clean) if _is_surplus(clean, match)]
        clean, starts, ends = _edited(clean, starts, ends, surplus)
    pieces = pieces_of(clean)
    tokens = [*map(token_of, pieces[1::2])]
    opened: list[int] = []
    if glued and not glued.isdisjoint(pieces):
        seams = _seams(pieces)
        opened = [at + number for number, at in enumerate(seams)]
        clean, starts, ends = _edited(clean, starts, ends, [(at, at) for at in seams])
        pieces = pieces_of(clean)
        tokens = [*map(token_of, pieces[1::2])]
    lows = [token.low for token in tokens]
    small = pieces.copy()
    small[1::2] = lows
    low = "".join(small)
    return Source(raw, clean, low, pieces, tokens, lows, starts, ends, frozenset(opened))


def _is_surplus(clean: str, match: re.Match[str]) -> bool:
    """Say whether blanks only fill a line; before a capital they may part two columns."""
    before, after = clean[match.start() - 2], clean[match.end()]
    return not after.isupper() or before.islower() or before == ","


def _seams(pieces: list[str]) -> list[int]:
    """Return the offsets at which words fall into two that lost the blank between them."""
    found: list[int] = []
    at = 0
    for piece in pieces:
        if piece in glued:
            found.append(at + (seam(piece) or 0))
        at += len(piece)
    return found


def _edited(
    clean: str,
    starts: array[int] | None,
    ends: array[int] | None,
    edits: list[tuple[int, int]],
) -> tuple[str, array[int] | None, array[int] | None]:
    """Return a clean text without some spans; a span of no width becomes a blank."""
    if not edits:
        return clean, starts, ends
    reach = range(len(clean) + 1)
    before_starts, before_ends = starts or reach[:-1], ends or reach[1:]
    parts: list[str] = []
    new_starts, new_ends = array("L"), array("L")
    before = 0
    for first, last in (*edits, (len(clean), len(clean))):
        parts.append(clean[before:first])
        new_starts.extend(before_starts[before:first])
        new_ends.extend(before_ends[before:first])
        if first == last < len(clean):
            parts.append(" ")
            new_starts.append(before_starts[first])
            new_ends.append(before_starts[first])
        before = last
    return "".join(parts), new_starts, new_ends


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
