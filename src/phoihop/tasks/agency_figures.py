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


_EVER = Period()
_NOTHING = Rate(0, 0)


def having_figures(tasks: "QuerySet[Task]", period: Period = _EVER) -> Q:
    """Agencies that lead or held a task of these in the period."""
    meant = during("current", period.first, period.last) | during(
        "first", period.first, period.last
    )
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


def figures_of_all(
    tasks: "QuerySet[Task]", on: date, nearly: int, period: Period = _EVER
) -> Figures:
    """Those of all agencies together: no task stands in two of them; three queries."""
    counted = tasks.filter(during("current", period.first, period.last)).order_by()
    return Figures(
        counts=counted.aggregate(
            **{key: Count("pk", filter=condition(key, on, nearly)) for key in KEYS}
        ),
        current=_rate(tasks, "current", on, period),
        first=_rate(tasks, "first", on, period),
    )


def _rate(tasks: "QuerySet[Task]", deadline: str, on: date, period: Period) -> Rate:
    asked = tasks.filter(condition_of(deadline, on), during(deadline, period.first, period.last))
    met = Count("pk", filter=condition_of(f"{deadline}_met", on))
    found = asked.order_by().aggregate(of=Count("pk"), met=met)
    return Rate(found["met"], found["of"])


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
