"""The month: the tasks of a list on the days they are due."""

import calendar
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict

from phoihop.agencies.calendar import office_calendar
from phoihop.periods import format_day, is_working_day
from phoihop.tasks.models import Task
from phoihop.tasks.states import State, state_of

SHOWN: Final = 4
_WEEK: Final = 7
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_FIELDS: Final = (
    "code", "title", "due_on", "due_sort", "percent", "accepted_at", "submitted_on",
    "returned_on", "done_on", "suspended_on", "withdrawn_on", "lead_agency__name",
    "rhythm", "reported_on", "inherited_on", "first_due_on",
)  # fmt: skip


@dataclass
class Day:
    """A day of the grid; count: tasks due on it, of which the first are shown.

    query: the conditions of the list that holds all of them.
    """

    on: date
    is_inside: bool
    is_off: bool
    is_today: bool
    query: str
    count: int = 0
    shown: list[tuple[Task, State]] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many stand in the list only."""
        return self.count - len(self.shown)


@dataclass(frozen=True)
class Month:
    """Whole weeks from Monday on; before, after: first days of the neighbours, None at the ends."""

    first: date
    weeks: list[list[Day]]

    @property
    def last(self) -> date:
        """The last day of the month."""
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def count(self) -> int:
        """Tasks due in the month."""
        return sum(day.count for week in self.weeks for day in week if day.is_inside)

    @property
    def before(self) -> date | None:
        """The first of the month before."""
        day = (self.first - timedelta(days=1)).replace(day=1)
        return day if day.year >= _FIRST_YEAR else None

    @property
    def after(self) -> date | None:
        """The first of the month after."""
        day = self.last + timedelta(days=1)
        return day if day.year <= _LAST_YEAR else None

    @property
    def days(self) -> Iterator[Day]:
        """Days of the month on which something is due."""
        return (day for week in self.weeks for day in week if day.is_inside and day.count)


def month_in(text: str, today: date) -> date:
    """The first day of "2026-11"; of today's month for anything else."""
    year, _dash, month = text.partition("-")
    if not (text.isascii() and year.isdecimal() and month.isdecimal() and len(year) == 4):  # noqa: PLR2004 -- figures of a year and a month
        return today.replace(day=1)
    if not (_FIRST_YEAR <= int(year) <= _LAST_YEAR and 1 <= int(month) <= 12):  # noqa: PLR2004 -- months
        return today.replace(day=1)
    return date(int(year), int(month), 1)


def month_of(
    tasks: "QuerySet[Task]", asked: QueryDict, first: date, on: date, nearly: int
) -> Month:
    """The grid of the month that begins with `first`; two queries, and one for the days off.

    asked: the conditions that `tasks` fit.
    """
    start = first - timedelta(days=first.weekday())
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    end = last + timedelta(days=_WEEK - 1 - last.weekday())
    off = office_calendar()
    due = tasks.filter(due_on__gte=start, due_on__lte=end)
    counts = dict(due.order_by().values_list("due_on").annotate(n=Count("pk")))
    shown = _shown(due, on, nearly)
    days = [
        Day(
            on=day,
            is_inside=first <= day <= last,
            is_off=not is_working_day(day, off),
            is_today=day == on,
            query=_only(asked, day),
            count=counts.get(day, 0),
            shown=shown[day],
        )
        for day in (start + timedelta(days=n) for n in range((end - start).days + 1))
    ]
    return Month(first, [days[n : n + _WEEK] for n in range(0, len(days), _WEEK)])


def _only(asked: QueryDict, day: date) -> str:
    """The same conditions, due on this day alone."""
    narrowed = asked.copy()
    narrowed["due_from"] = narrowed["due_to"] = format_day(day)
    return narrowed.urlencode()


def _shown(
    due: "QuerySet[Task]", on: date, nearly: int
) -> defaultdict[date, list[tuple[Task, State]]]:
    """The first tasks of each day."""
    place = Window(RowNumber(), partition_by=[F("due_on")], order_by=["pk"])
    rows = (
        due.annotate(place=place)
        .filter(place__lte=SHOWN)
        .select_related("lead_agency")
        .only(*_FIELDS)
        .order_by("due_on", "pk")
    )
    found: defaultdict[date, list[tuple[Task, State]]] = defaultdict(list)
    for task in rows:
        if task.due_on is not None:
            found[task.due_on].append((task, state_of(task, on, nearly)))
    return found
