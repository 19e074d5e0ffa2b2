"""A text with a few blanks taken out or put in, and the way back to what it was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

Span = tuple[int, int]


class Edits(NamedTuple):
    """Where offsets of the text after the edits part from those of the text before.

    after: offsets from which on the shift of the same index leads back. before: the same places
    in the text before.
    """

    after: list[int]
    before: list[int]
    shifts: list[int]

    def back(self, offset: int) -> int:
        """Return the offset in the text before of a letter of the text after."""
        at = bisect_right(self.after, offset)
        return offset + self.shifts[at - 1] if at else offset

    def span_back(self, first: int, last: int) -> tuple[int, int]:
        """Return the same for two letters, most often with nothing edited between them."""
        at = bisect_right(self.after, first)
        shift = self.shifts[at - 1] if at else 0
        alike = at == len(self.after) or last < self.after[at]
        return first + shift, last + shift if alike else self.back(last)

    def forward(self, offset: int) -> int:
        """Return the offset in the text after of a letter that is still there."""
        at = bisect_right(self.before, offset)
        return offset - self.shifts[at - 1] if at else offset


def edited(text: str, spans: Iterable[Span]) -> tuple[str, Edits]:
    """Return a text without some spans, in text order; a span of no width becomes a blank."""
    parts: list[str] = []
    edits = Edits([], [], [])
    until = shift = 0
    for first, last in spans:
        parts.append(text[until:first])
        added = first == last
        if added:
            parts.append(" ")
        # the blank that is put in leads back to the letter behind it
        edits.after.append(first - shift + added)
        edits.before.append(last)
        shift += last - first - added
        edits.shifts.append(shift)
        until = last
    parts.append(text[until:])
    return "".join(parts), edits
