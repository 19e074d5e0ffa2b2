"""Figures of agencies over some tasks: states by who leads, punctuality by who held the due day.

A delay belongs to the agency that held the task on the due day in question (tasks.holding), so
that no task stands in two agencies' rates and the rates add up to those of all tasks.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from phoihop.tasks.figures import Figures, Rate, condition_of, during
from phoihop.tasks.holding import DEADLINES, holder_on_due
from phoihop.tasks.models import Task, TaskHolding
from phoihop.tasks.states import KEYS, condition


@dataclass(frozen=True)
class Period:
    """Days of the due date that is asked about; both belong to it, None: without an end."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Totals:
    """Over all agencies together: those not withdrawn, those overdue, both rates."""

    total: int
    late: int
    current: Rate
    first: Rate


_EVER = Period()
_NOTHING = Rate(0, 0)
# Of so many tasks the agencies are gathered, of more they are asked one by one (docs/bench.md).
_FEW = 2000


def having_figures(tasks: "QuerySet[Task]", period: Period = _EVER) -> Q:
    """Agencies that lead or held a task of these in the period."""
    meant = during("current", period.first, period.last) | during(
        "first", period.first, period.last
    )
    if tasks.order_by().values("pk")[: _FEW + 1].count() <= _FEW:
        # By the list of them: agency by agency, each would be looked for among all tasks.
        seen = tasks.filter(meant).order_by()
        passed_on = TaskHolding.objects.filter(task__in=seen.values("pk"), valid_to__isnull=False)
        leading = Q(pk__in=seen.values("lead_agency"))
        return leading | Q(pk__in=passed_on.order_by().values("agency"))
    # EXISTS: the first task of an agency ends the search; gathering the tasks of all took longer.
    led = tasks.filter(meant, lead_agency=OuterRef("pk")).order_by()
    seen = tasks.filter(meant, pk=OuterRef("task")).order_by()
    held = TaskHolding.objects.filter(Exists(seen), agency=OuterRef("pk"), valid_to__isnull=False)
    return Q(Exists(led)) | Q(Exists(held))


def figures_by_agency(
    tasks: "QuerySet[Task]",
    agencies: Collection[int],
    on: date,
    nearly: int,
    period: Period = _EVER,
) -> dict[int, Figures]:
    """{agency: its figures}, of these agencies; three queries."""
    counts = _counts(tasks.filter(lead_agency__in=agencies), on, nearly, period)
    held = TaskHolding.objects.filter(agency__in=agencies).order_by().values("task")
    theirs = tasks.filter(pk__in=held)  # who leads a task holds it
    rates = {deadline: rates_by_holder(theirs, deadline, on, period) for deadline in DEADLINES}
    none = dict.fromkeys(KEYS, 0)
    return {
        agency: Figures(
            counts=counts.get(agency, none),
            current=rates["current"].get(agency, _NOTHING),
            first=rates["first"].get(agency, _NOTHING),
        )
        for agency in agencies
    }


def totals_of(tasks: "QuerySet[Task]", on: date, nearly: int, period: Period = _EVER) -> Totals:
    """All agencies together: no task stands in the figures of two; one query."""
    due = {name: during(name, period.first, period.last) for name in DEADLINES}
    asked = {
        "total": due["current"] & Q(withdrawn_on=None),
        "late": due["current"] & condition("late", on, nearly),
    }
    for name in DEADLINES:
        for figure in (name, f"{name}_met"):
            asked[f"r_{figure}"] = due[name] & condition_of(figure, on)
    found = (
        tasks.filter(due["current"] | due["first"])
        .order_by()
        .aggregate(**{name: Count("pk", filter=meant) for name, meant in asked.items()})
    )
    return Totals(
        found["total"],
        found["late"],
        Rate(found["r_current_met"], found["r_current"]),
        Rate(found["r_first_met"], found["r_first"]),
    )


def _counts(
    tasks: "QuerySet[Task]", on: date, nearly: int, period: Period
) -> dict[int, Mapping[str, int]]:
    """By the current lead agency; a period is one of the current due date."""
    rows: Any = (
        tasks.filter(during("current", period.first, period.last))
        .order_by()
        .values("lead_agency")
        .annotate(**{key: Count("pk", filter=condition(key, on, nearly)) for key in KEYS})
    )
    return {row["lead_agency"]: {key: row[key] for key in KEYS} for row in rows}


def rates_by_holder(
    tasks: "QuerySet[Task]", deadline: str, on: date, period: Period = _EVER
) -> dict[int, Rate]:
    """{agency: its rate by this deadline}; one query."""
    met = Count("pk", filter=condition_of(f"{deadline}_met", on))
    rows: Any = (
        tasks.filter(condition_of(deadline, on), during(deadline, period.first, period.last))
        .order_by()
        .annotate(held_by=holder_on_due(deadline))
        .values("held_by")
        .annotate(of=Count("pk"), met=met)
    )
    return {row["held_by"]: Rate(row["met"], row["of"]) for row in rows}
