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

from phoihop.reader.edits import Edits, edited
from phoihop.reader.facts import Evidence, Named
from phoihop.reader.vocabulary import Cut, cut
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
_GOES: Final = re.compile(f"[{''.join(sorted(_DROPPED))}]|\r(?=\n)")


@dataclass(frozen=True)
class Source:
    """One text in three forms.

    raw: as handed in. clean: NFC, one kind of blank and line end, broken lines joined. low:
    `clean` in lower case with tone marks where this project compares them; as long as `clean`,
    so offsets agree. cut: `clean` in tokens, for tokens.py. starts, ends: raw offsets letter by
    letter, where letters differ. edits: blanks taken out or put in after that.
    """

    raw: str
    clean: str
    low: str
    cut: Cut
    starts: array[int] | None = None
    ends: array[int] | None = None
    edits: tuple[Edits, ...] = ()

    def evidence(self, start: int, end: int) -> Evidence:
        """Return the slice of the raw text that stands behind clean[start:end]."""
        return Evidence(*self.place(start, end))

    def named(self, start: int, end: int) -> Named:
        """Return the same slice with its clean form."""
        return Named(*self.place(start, end), self.words(start, end))

    def place(self, start: int, end: int) -> tuple[int, int, str]:
        """Return what every fact begins with: start and end in the raw text, and the slice."""
        first, last = self.raw_span(start, end)
        return first, last, self.raw[first:last]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return offsets into the raw text for offsets into the clean one."""
        empty = start >= end
        last = end - 1
        for edits in reversed(self.edits):
            start, last = edits.span_back(start, last)
        if self.starts is None or self.ends is None:
            return start, start if empty else last + 1
        if empty:
            at = self.starts[start] if start < len(self.starts) else len(self.raw)
            return at, at
        return self.starts[start], self.ends[last]

    def words(self, start: int, end: int) -> str:
        """Return clean[start:end] with runs of white space closed up; slips stay as written."""
        opened = self.cut.opened
        slips = opened[bisect_left(opened, start) : bisect_left(opened, end)] if opened else []
        if slips:
            parts = zip([start, *(at + 1 for at in slips)], [*slips, end], strict=True)
            text = "".join([self.clean[first:last] for first, last in parts])
        else:
            text = self.clean[start:end]
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
    found = cut(clean)
    if found.opened:
        seams = ((at - number, at - number) for number, at in enumerate(found.opened))
        clean, back = edited(clean, seams)
        edits.append(back)
    return Source(raw, clean, found.low, found, starts, ends, tuple(edits))


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
