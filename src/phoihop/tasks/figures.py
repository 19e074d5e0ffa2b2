"""Figures over tasks: counts by state, the two punctuality rates, progress.

Every number can be opened: `condition_of` gives the rows it counts (docs/domain: punctuality).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from phoihop.tasks.models import Task
from phoihop.tasks.states import KEYS, condition

# A rate over these due dates: the current one, and the one set first.
_DEADLINES = {"current": "due_on", "first": "first_due_on"}


@dataclass(frozen=True)
class Rate:
    """`met` of `of`; value: per cent with one decimal, half up, None where there is nothing."""

    met: int
    of: int

    @property
    def value(self) -> Decimal | None:
        """60.0 for 6 of 10."""
        if not self.of:
            return None
        exact = Decimal(self.met * 100) / Decimal(self.of)
        return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Figures:
    """What is counted over some tasks on a day."""

    counts: Mapping[str, int]
    current: Rate
    first: Rate

    @property
    def total(self) -> int:
        """All that are not withdrawn."""
        return sum(count for key, count in self.counts.items() if key != "withdrawn")

    @property
    def finished(self) -> int:
        """Confirmed, in time or late."""
        return self.counts["done"] + self.counts["donelate"]


@dataclass(frozen=True)
class Progress:
    """Whole per cents, half up; None for what has no task that counts ("–")."""

    percent: int | None
    by_line: Mapping[int, int | None]


def condition_of(figure: str, on: date) -> Q:
    """The rows of a rate: "current" and "first" its denominator, with "_met" its numerator.

    Raises KeyError for another name. Withdrawn and suspended tasks, those that await
    confirmation and those without a due date are in neither.
    """
    deadline, met = figure.removesuffix("_met"), figure.endswith("_met")
    field = _DEADLINES[deadline]
    counted = Q(withdrawn_on=None, suspended_on=None, **{f"{field}__isnull": False})
    confirmed = Q(done_on__isnull=False)
    if met:
        return counted & confirmed & Q(done_on__lte=F(field))
    missed = Q(done_on=None, submitted_on=None, **{f"{field}__lt": on})
    return counted & (confirmed | missed)


def during(deadline: str, first: date | None, last: date | None, prefix: str = "") -> Q:
    """Tasks whose due day by this deadline lies in a period; both days belong to it."""
    field = prefix + _DEADLINES[deadline]
    bounds = {f"{field}__gte": first, f"{field}__lte": last}
    return Q(**{name: day for name, day in bounds.items() if day is not None})


@lru_cache(maxsize=8)
def _aggregates(on: date, nearly: int) -> dict[str, Count]:
    """What `_read` reads; the same the whole day, and never changed."""
    counts = {f"n_{key}": Count("pk", filter=condition(key, on, nearly)) for key in KEYS}
    for deadline in _DEADLINES:
        for name in (deadline, f"{deadline}_met"):
            counts[f"r_{name}"] = Count("pk", filter=condition_of(name, on))
    return counts


def _read(row: Mapping[str, Any]) -> Figures:
    return Figures(
        counts={key: row[f"n_{key}"] for key in KEYS},
        current=Rate(row["r_current_met"], row["r_current"]),
        first=Rate(row["r_first_met"], row["r_first"]),
    )


class Weighted(Protocol):
    """A content, of an agreement or of one of its years."""

    line_id: int
    weight: int


def progress_of(items: Sequence[Weighted], sums: Mapping[int, tuple[int, int, int]]) -> Progress:
    """Progress of the contents and of their agreement.

    sums: {content line: (number of all tasks, weights and weighted per cents of those that are not
    withdrawn)}. An item all of whose tasks are withdrawn is
    left out; one without any task stands at 0.
    """
    exact: dict[int, Fraction | None] = {}
    for item in items:
        total, weights, weighted = sums.get(item.line_id, (0, 0, 0))
        if weights:
            exact[item.line_id] = Fraction(weighted, weights)
        else:
            exact[item.line_id] = None if total else Fraction(0)
    counted = [(item.weight, exact[item.line_id]) for item in items]
    of = sum(weight for weight, value in counted if value is not None)
    summed = sum(
        (weight * value for weight, value in counted if value is not None), start=Fraction(0)
    )
    return Progress(
        percent=_half_up(summed / of) if of else None,
        by_line={line: None if v is None else _half_up(v) for line, v in exact.items()},
    )


@dataclass(frozen=True)
class Tally:
    """The tasks of one content line under one lead agency; weights: of those not withdrawn."""

    line: int
    lead: int
    figures: Figures
    tasks: int
    weights: int
    weighted: int
    updated_at: datetime | None

    @property
    def live(self) -> int:
        """Not withdrawn."""
        return self.tasks - self.figures.counts["withdrawn"]


def tallies_of(tasks: "QuerySet[Task]", on: date, nearly: int) -> list[Tally]:
    """All that the programme screen counts of who leads, in one query; add up as needed."""
    live = Q(withdrawn_on=None)
    rows = (
        tasks.order_by()
        .values("line__content_line", "lead_agency")
        .annotate(
            **_aggregates(on, nearly),
            tasks=Count("pk"),
            weights=Sum("weight", filter=live, default=0),
            weighted=Sum(F("weight") * F("percent"), filter=live, default=0),
            updated=Max("updated_at"),
        )
    )
    return [
        Tally(
            line=row["line__content_line"],
            lead=row["lead_agency"],
            figures=_read(row),
            tasks=row["tasks"],
            weights=int(row["weights"]),
            weighted=int(row["weighted"]),
            updated_at=row["updated"],
        )
        for row in rows
    ]


def figures_of(tasks: "QuerySet[Task]", on: date, nearly: int) -> Figures:
    """What is counted over these tasks, each once; one query."""
    return _read(tasks.order_by().aggregate(**_aggregates(on, nearly)))


def figures_by(
    tasks: "QuerySet[Task]", path: str, on: date, nearly: int
) -> dict[int | None, Figures]:
    """The same for each value of a path from the task, as "line__year_plan"; one query."""
    rows = tasks.order_by().values(path).annotate(**_aggregates(on, nearly))
    return {row[path]: _read(row) for row in rows}


def summed(figures: Iterable[Figures]) -> Figures:
    """The figures of several disjoint groups of tasks together."""
    groups = list(figures)
    return Figures(
        counts={key: sum(group.counts[key] for group in groups) for key in KEYS},
        current=_together(group.current for group in groups),
        first=_together(group.first for group in groups),
    )


def _together(rates: Iterable[Rate]) -> Rate:
    pairs = [(rate.met, rate.of) for rate in rates]
    return Rate(sum(met for met, _of in pairs), sum(of for _met, of in pairs))


def _half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2))
