"""Two minutes before a meeting: what a leader must know of all that the agency assigned."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from phoihop.accounts.models import Role, User
from phoihop.agencies.models import Agency
from phoihop.periods import format_day
from phoihop.tasks.counted import MOST, Counted, Day, of_agency
from phoihop.tasks.figures import Rate, condition_of
from phoihop.tasks.home import waiting_for
from phoihop.tasks.models import Task, Update
from phoihop.tasks.states import GROUPS, condition, in_state
from phoihop.workspace.today import Row, row_of

READERS = (Role.LEADER, Role.SPECIALIST)
LATE = Counted("assigned_late", {"mine": "assigned", "state": "late"})
SOON = Counted("assigned_soon", {"mine": "assigned", "state": "soon"})
_AGENCIES, _TASKS, _WEEK = 8, 3, 7
_SUNDAY = 6


@dataclass(frozen=True)
class Number:
    """A count and the list of just these rows."""

    count: int
    url: str


@dataclass(frozen=True)
class LateTask:
    """An overdue task with the last word said about it."""

    task: Task
    days: int
    said: Update | None


@dataclass(frozen=True)
class LateAgency:
    """What one agency owes late: the longest first, the rest as a number."""

    agency: Agency
    days: int
    tasks: Sequence[LateTask]
    more: int


@dataclass(frozen=True)
class Briefing:
    """The page of one leader on one day."""

    late: Number
    late_agencies: int
    longest: int
    by_agency: Sequence[LateAgency]
    soon: Number
    waiting: Number
    finished: Number
    live: Number
    rates: Mapping[str, tuple[Rate, Number, Number]]
    week: Sequence[Row]
    nearly_days: int


def briefing_for(user: User, agency: Agency, day: Day) -> Briefing:
    """Gather the page; the number of queries does not depend on how much there is."""
    late = _rows(LATE, agency, day)
    groups: defaultdict[int, list[Task]] = defaultdict(list)
    for task in late:
        groups[task.lead_agency_id].append(task)
    counts = _year(agency, day)
    soon = SOON.condition(day) or Q()
    waiting = waiting_for(user, day.on).order_by().values("pk")[:MOST].count()
    return Briefing(
        late=Number(len(late), LATE.url(day)),
        late_agencies=len(groups),
        longest=_days(late[0], day.on) if late else 0,
        by_agency=_by_agency(groups, day.on),
        soon=Number(
            Task.objects.filter(soon, assigner=agency).order_by().values("pk")[:MOST].count(),
            SOON.url(day),
        ),
        waiting=Number(waiting, f"{reverse('tasks:list')}?mine=waiting"),
        finished=_of_year(counts["finished"], day, state="finished"),
        live=_of_year(counts["live"], day, state="live"),
        rates=_rates(counts, day),
        week=_week(agency, day),
        nearly_days=day.nearly,
    )


def _rows(counted: Counted, agency: Agency, day: Day) -> list[Task]:
    asked = counted.condition(day) or Q()
    rows = Task.objects.filter(asked, assigner=agency).for_rows().order_by("due_sort", "pk")
    return list(rows[:MOST])


def _days(task: Task, on: date) -> int:
    return (on - task.due_on).days if task.due_on else 0


def _by_agency(groups: Mapping[int, list[Task]], on: date) -> list[LateAgency]:
    """The agencies with the longest delay first; one query for what was said last."""
    shown = sorted(groups.values(), key=lambda tasks: (tasks[0].due_sort, tasks[0].pk))
    shown = shown[:_AGENCIES]
    said: dict[int, Update] = {}
    named = [task.pk for tasks in shown for task in tasks[:_TASKS]]
    for update in Update.objects.filter(task__in=named).exclude(words="").order_by("at", "pk"):
        said[update.task_id] = update
    return [
        LateAgency(
            agency=tasks[0].lead_agency,
            days=_days(tasks[0], on),
            tasks=[LateTask(task, _days(task, on), said.get(task.pk)) for task in tasks[:_TASKS]],
            more=len(tasks[_TASKS:]),
        )
        for tasks in shown
    ]


def _year(agency: Agency, day: Day) -> dict[str, int]:
    """What is counted of the tasks due this year, in one query."""
    first, last = date(day.on.year, 1, 1), date(day.on.year, 12, 31)
    rows = Task.objects.filter(of_agency("assigned", agency, day.on))
    rows = rows.filter(due_on__gte=first, due_on__lte=last)
    names = ("current", "current_met", "first", "first_met")
    done, late = (condition(key, day.on, day.nearly) for key in GROUPS["finished"])
    counts: dict[str, int] = rows.aggregate(
        live=Count("pk", filter=Q(withdrawn_on=None)),
        finished=Count("pk", filter=done | late),
        **{name: Count("pk", filter=condition_of(name, day.on)) for name in names},
    )
    return counts


def _rates(counts: Mapping[str, int], day: Day) -> dict[str, tuple[Rate, Number, Number]]:
    """{which due date: (the rate in time, its numerator, its denominator)}."""
    return {
        which: (
            Rate(counts[f"{which}_met"], counts[which]),
            _of_year(counts[f"{which}_met"], day, figure=f"{which}_met"),
            _of_year(counts[which], day, figure=which),
        )
        for which in ("current", "first")
    }


def _of_year(count: int, day: Day, **asked: str) -> Number:
    first, last = date(day.on.year, 1, 1), date(day.on.year, 12, 31)
    params = {"mine": "assigned", **asked}
    params |= {"due_from": format_day(first), "due_to": format_day(last)}
    return Number(count, f"{reverse('tasks:list')}?{urlencode(params)}")


def _week(agency: Agency, day: Day) -> list[Row]:
    """What falls due until Sunday, of what the agency assigned and nobody handed in."""
    last = day.on + timedelta(days=_SUNDAY - day.on.weekday())
    due = Q(assigner=agency, due_on__gte=day.on, due_on__lte=last, submitted_on=None)
    rows = Task.objects.filter(due).for_rows().order_by("due_sort", "pk")
    shown = in_state(rows, "open", day.on, day.nearly)[:_WEEK]
    return [row_of(task, day.on, day.nearly) for task in shown]
