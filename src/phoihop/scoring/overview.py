"""The figures of agencies as their pages show them: every number with the list it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from phoihop.agencies.models import Agency
from phoihop.agencies.querysets import AgencyQuerySet
from phoihop.agreements.models import Agreement
from phoihop.periods import format_day
from phoihop.tasks.agency_figures import (
    Period,
    figures_by_agency,
    having_figures,
    totals_of,
)
from phoihop.tasks.figures import Figures, Rate, during, summed
from phoihop.tasks.models import Task
from phoihop.tasks.states import LABELS, condition


@dataclass(frozen=True)
class Asked:
    """On which day, of which due days, of which programme; nearly: see `states.nearly_days`."""

    on: date
    nearly: int
    period: Period
    programme: Agreement | None = None

    def query(self, **more: str) -> str:
        """The conditions of a list, with those that all numbers of the page share."""
        shared = {"programme": str(self.programme.pk)} if self.programme else {}
        return urlencode(shared | more)

    def shared_query(self) -> str:
        """The period and the programme, as the pages of figures have them in their address."""
        given = {"tu": self.period.first, "den": self.period.last}
        return self.query(**_said(given))

    def of_states(self, **more: str) -> str:
        """Of tasks by their state: the period is one of the current due date."""
        ends = {"due_from": self.period.first, "due_to": self.period.last}
        return self.query(**_said(ends), **more)

    def of_rate(self, **more: str) -> str:
        """Of the rows of a rate."""
        ends = {"during_from": self.period.first, "during_to": self.period.last}
        return self.query(**_said(ends), **more)


def _said(days: dict[str, date | None]) -> dict[str, str]:
    return {name: format_day(day) for name, day in days.items() if day is not None}


@dataclass(frozen=True)
class Number:
    """A count and the conditions of the list it counts."""

    words: str
    count: int
    query: str
    key: str = ""


@dataclass(frozen=True)
class ShownRate:
    """A rate with the lists of its two numbers."""

    rate: Rate
    met_query: str
    of_query: str


@dataclass(frozen=True)
class Together:
    """All agencies together."""

    total: Number
    late: Number
    current: ShownRate
    first: ShownRate


@dataclass(frozen=True)
class AgencyRow:
    """An agency with its figures."""

    agency: Agency
    figures: Figures
    total: Number
    late: Number
    current: ShownRate
    first: ShownRate

    @property
    def leads_none(self) -> bool:
        """It leads no task and held none: there is nothing to rate."""
        return not (self.figures.total or self.figures.current.of or self.figures.first.of)


def row_of(agency: Agency, figures: Figures, asked: Asked) -> AgencyRow:
    """The figures with their lists."""
    lead = {"lead": str(agency.pk)}
    return AgencyRow(
        agency,
        figures,
        Number("", figures.total, asked.of_states(state="live", **lead)),
        Number("", figures.counts["late"], asked.of_states(state="late", **lead)),
        _rate("current", figures.current, agency, asked),
        _rate("first", figures.first, agency, asked),
    )


def _rate(deadline: str, rate: Rate, agency: Agency | None, asked: Asked) -> ShownRate:
    holder = {"holder": str(agency.pk)} if agency else {}
    return ShownRate(
        rate,
        asked.of_rate(state="", figure=f"{deadline}_met", **holder),
        asked.of_rate(state="", figure=deadline, **holder),
    )


def states_of(agency: Agency, figures: Figures, asked: Asked) -> list[Number]:
    """One number a state that has any tasks."""
    return [
        Number(str(LABELS[key]), count, asked.of_states(state=key, lead=str(agency.pk)), key)
        for key, count in figures.counts.items()
        if count
    ]


def agencies_of(tasks: "QuerySet[Task]", asked: Asked) -> AgencyQuerySet:
    """Every agency that has figures, and the parties of the programme that have none."""
    meant = having_figures(tasks, asked.period)
    if asked.programme is not None:
        parties = asked.programme.parties.filter(agency__isnull=False)
        meant |= Q(pk__in=parties.values("agency"))
    found: AgencyQuerySet = Agency.objects.filter(meant)
    return found


def with_late(agencies: AgencyQuerySet, tasks: "QuerySet[Task]", asked: Asked) -> AgencyQuerySet:
    """Each with `late`: how many of its tasks are overdue; to put them in that order."""
    ends = during("current", asked.period.first, asked.period.last)
    late = tasks.filter(ends, condition("late", asked.on, asked.nearly), lead_agency=OuterRef("pk"))
    counted = late.order_by().values("lead_agency").annotate(n=Count("pk")).values("n")
    return agencies.annotate(late=Coalesce(Subquery(counted), 0))


def rows_of(tasks: "QuerySet[Task]", agencies: Sequence[Agency], asked: Asked) -> list[AgencyRow]:
    """The figures of these agencies, in their order; three queries of their tasks alone."""
    keys = [agency.pk for agency in agencies]
    found = figures_by_agency(tasks, keys, asked.on, asked.nearly, asked.period)
    nothing = summed([])
    return [row_of(agency, found.get(agency.pk, nothing), asked) for agency in agencies]


def total_of(tasks: "QuerySet[Task]", asked: Asked) -> Together:
    """All of them together, whichever are shown: no task is in two agencies' figures."""
    found = totals_of(tasks, asked.on, asked.nearly, asked.period)
    return Together(
        Number("", found.total, asked.of_states(state="live")),
        Number("", found.late, asked.of_states(state="late")),
        _rate("current", found.current, None, asked),
        _rate("first", found.first, None, asked),
    )
