"""Sorted spans, asked quickly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

Span = tuple[int, int]


class Spans:
    """Spans that do not overlap; says in which one an offset lies."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def holds(self, offset: int) -> bool:
        """Say whether an offset lies in one of the spans."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._spans[at][1]

    def touches(self, span: Span) -> bool:
        """Say whether a span shares a letter with one of the spans."""
        at = bisect_right(self._starts, span[1] - 1) - 1
        return at >= 0 and span[0] < self._spans[at][1]
