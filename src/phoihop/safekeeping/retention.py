"""Which backups are kept: the newest of the last days, weeks and months."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Keep:
    """How many days, weeks and months back one backup each is kept."""

    days: int
    weeks: int
    months: int


Name = TypeVar("Name")


def to_keep(made: Mapping[Name, datetime], keep: Keep) -> set[Name]:
    """Of backups and the moments they were made (office's zone), those that stay.

    Of each of the last `days` days that have any, the newest; weeks and months likewise. What is
    less than a day older than the newest stays too: it may hold what was lost since.
    """
    newest_first = sorted(made, key=lambda name: made[name], reverse=True)
    kept = {name for name in newest_first if made[newest_first[0]] - made[name] < _DAY}
    for count, period in (
        (keep.days, lambda at: at.date()),
        (keep.weeks, lambda at: at.isocalendar()[:2]),
        (keep.months, lambda at: (at.year, at.month)),
    ):
        kept.update(_newest_of_each(newest_first, made, count, period))
    return kept


def _newest_of_each(
    newest_first: Iterable[Name],
    made: Mapping[Name, datetime],
    count: int,
    period: Callable[[datetime], object],
) -> list[Name]:
    found: dict[object, Name] = {}
    for name in newest_first:
        found.setdefault(period(made[name]), name)
    return list(found.values())[:count]
