"""The load: how many tasks of each lead agency fall due in each month of a year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.agencies.models import Agency
from phoihop.pictures.figure import Figure, HeatCell, heat_map, narrow_heat_map, step_of
from phoihop.tasks.models import Task
from phoihop.tasks.states import condition

MOST_AGENCIES = 30
_MONTHS = range(1, 13)


@dataclass(frozen=True)
class MonthLoad:
    """A month of an agency: its tasks but the withdrawn ones, those overdue, its days."""

    tasks: int
    late: int
    first: date
    last: date


@dataclass(frozen=True)
class AgencyLoad:
    """A row: an agency and its twelve months."""

    agency: Agency
    months: list[MonthLoad]

    @property
    def total(self) -> int:
        """Of the year."""
        return sum(month.tasks for month in self.months)


def loads_of(
    tasks: "QuerySet[Task]", year: int, on: date, nearly: int
) -> tuple[list[AgencyLoad], int]:
    """The agencies with most tasks due in the year, and how many more there are; two queries.

    tasks: those the reader may see.
    """
    days = {"due_on__gte": date(year, 1, 1), "due_on__lte": date(year, 12, 31)}
    rows = (
        tasks.filter(withdrawn_on=None, **days)
        .order_by()
        .annotate(month=ExtractMonth("due_on"))
        .values("lead_agency", "month")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(condition("late", on, nearly))))
    )
    found: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for row in rows:
        found[row["lead_agency"]][row["month"]] = (row["n"], row["late"])
    totals = {key: sum(n for n, _late in months.values()) for key, months in found.items()}
    most = sorted(totals, key=lambda key: (-totals[key], key))
    agencies = Agency.objects.in_bulk(most[:MOST_AGENCIES])
    loads = [
        AgencyLoad(agencies[key], [_month(year, m, found[key].get(m, (0, 0))) for m in _MONTHS])
        for key in most[:MOST_AGENCIES]
    ]
    return loads, len(most[MOST_AGENCIES:])


def _month(year: int, month: int, counted: tuple[int, int]) -> MonthLoad:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return MonthLoad(*counted, first, after - timedelta(days=1))


def load_figure(tasks: "QuerySet[Task]", year: int, on: date, nearly: int) -> Figure | None:
    """Agencies × months; None where nothing falls due in the year."""
    loads, left_out = loads_of(tasks, year, on, nearly)
    if not loads:
        return None
    most = max(month.tasks for one in loads for month in one.months)
    rows = [(one.agency.name, [_cell(month, most) for month in one.months]) for one in loads]
    drawing = heat_map([f"{month:02}/{year}" for month in _MONTHS], rows)
    note = str(_("Tasks by the month of their due date; a red frame: some are overdue."))
    if left_out:
        more = ngettext(
            "%(n)d more agency is not drawn.", "%(n)d more agencies are not drawn.", left_out
        )
        note = f"{note} {more % {'n': left_out}}"
    data = {"loads": loads, "year": year, "months": list(_MONTHS)}
    narrow = narrow_heat_map([str(month) for month in _MONTHS], rows)
    table = "pictures/_load_table.html"
    return Figure("load", _finding(loads, year), note, drawing, narrow, table, data)


def _cell(month: MonthLoad, most: int) -> HeatCell:
    if not month.tasks:
        return HeatCell(0, "")
    return HeatCell(step_of(month.tasks, most + 1), str(month.tasks), month.late > 0)


def _finding(loads: list[AgencyLoad], year: int) -> str:
    """The heaviest month, and the agency with most in it."""
    sums = [sum(one.months[at].tasks for one in loads) for at in range(12)]
    at = max(range(12), key=lambda index: sums[index])
    top = max(loads, key=lambda one: one.months[at].tasks)
    words = ngettext(
        "The heaviest month is %(month)s: %(n)d task",
        "The heaviest month is %(month)s: %(n)d tasks",
        sums[at],
    ) % {"month": f"{at + 1:02}/{year}", "n": sums[at]}
    if len(loads) == 1:
        return words
    return _("%(words)s, most of them %(agency)s (%(n)d)") % {
        "words": words,
        "agency": top.agency.name,
        "n": top.months[at].tasks,
    }
