"""Spans that lie beside, inside and across each other, as one sequence of stretches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Stretch:
    """A piece of text between two edges, with the numbers of the spans over it, widest first."""

    start: int
    end: int
    over: tuple[int, ...]


def stretches(spans: Sequence[tuple[int, int]], length: int) -> Iterator[Stretch]:
    """Cut `length` letters at every edge of a span; together the stretches are the whole text.

    spans: start and end, end exclusive, within the text; an empty one covers nothing.
    """
    order = sorted(
        (number for number, (start, end) in enumerate(spans) if start < end),
        key=lambda number: (spans[number][0], -spans[number][1], number),
    )
    edges = {0, length} | {edge for number in order for edge in spans[number]}
    cuts = sorted(edges)
    coming = iter(order)
    following = next(coming, None)
    over: list[int] = []
    for start, end in pairwise(cuts):
        over = [number for number in over if spans[number][1] > start]
        while following is not None and spans[following][0] <= start:
            over.append(following)
            following = next(coming, None)
        yield Stretch(start, end, tuple(over))
