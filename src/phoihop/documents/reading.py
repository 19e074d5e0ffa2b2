"""The text of a document as a page: paragraphs, anchors by offset, citations, marked words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# A text of many pages is shown whole up to here; the rest is in its file.
LONGEST_SHOWN = 400_000


@dataclass(frozen=True)
class Mark:
    """Something to show at text[start:end]: an anchor, a link to `url`, or a highlight."""

    start: int
    end: int
    url: str = ""
    lit: bool = False


@dataclass(frozen=True)
class Piece:
    """Words that look alike. anchor: an offset to jump to, or None."""

    words: str
    anchor: int | None = None
    url: str = ""
    lit: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One line of the text; `start` is its offset and its anchor."""

    start: int
    pieces: list[Piece]


def paragraphs(text: str, marks: Iterable[Mark] = ()) -> list[Paragraph]:
    """Lay the text out: a paragraph for each line that says something, cut where marks begin."""
    shown = text[:LONGEST_SHOWN]
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(shown)]
    laid, start = [], 0
    for line in shown.split("\n"):
        if line.strip():
            end = start + len(line)
            here = [mark for mark in inside if mark.start < end and start < mark.end]
            laid.append(Paragraph(start, _pieces(shown, start, end, here)))
        start += len(line) + 1
    return laid


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Piece]:
    cuts = {start, end}
    for mark in marks:
        cuts |= {max(mark.start, start), min(mark.end, end)}
    anchors = {mark.start for mark in marks} - {start}
    edges = sorted(cuts)
    return [
        Piece(
            words=text[left:right],
            anchor=left if left in anchors else None,
            url=next((m.url for m in marks if m.url and m.start <= left < m.end), ""),
            lit=any(m.lit and m.start <= left < m.end for m in marks),
        )
        for left, right in pairwise(edges)
        if left < right
    ]
