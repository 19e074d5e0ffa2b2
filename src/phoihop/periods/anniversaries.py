"""Anniversaries of documents, on which they are reviewed (sơ kết, tổng kết)."""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

FEBRUARY: Final = 2
REVIEW_YEARS: Final = (1, 3, 5, 10)  # sơ kết after 1, 3 and 5 years, tổng kết after 10


class Milestone(NamedTuple):
    """The true anniversary; only a task made from it moves off days off."""

    years: int
    on: date


def anniversary(day: date, years: int) -> date:
    """Return the same day and month `years` later; 29/02 becomes 28/02 in ordinary years."""
    year = day.year + years
    if (day.month, day.day) == (FEBRUARY, 29) and not months.isleap(year):
        return date(year, FEBRUARY, 28)
    return day.replace(year=year)


def milestones(day: date, years: Sequence[int] = REVIEW_YEARS) -> tuple[Milestone, ...]:
    """Return the anniversaries on which a document of that day is reviewed, in order of `years`."""
    return tuple(Milestone(count, anniversary(day, count)) for count in years)
