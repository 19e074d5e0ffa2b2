"""Rows that a person puts in order."""

from collections.abc import Sequence
from typing import TypeVar

from phoihop.agreements.models import Clause, ContentItem, LegalBasis, Section

Row = TypeVar("Row", ContentItem, LegalBasis, Section, Clause)


def moved(rows: Sequence[Row], row: Row, *, up: bool) -> list[Row]:
    """Swap `row` with its neighbour and return the rows whose order changed; none at the end.

    rows: all of them, in order.
    """
    places = [one.pk for one in rows]
    here = places.index(row.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return []
    order = list(rows)
    order[here], order[there] = order[there], order[here]
    changed = []
    for place, one in enumerate(order):
        if one.order != place:
            one.order = place
            changed.append(one)
    return changed
