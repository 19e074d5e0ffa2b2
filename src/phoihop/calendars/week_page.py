"""What the page of a week shows: the lines by day, and what falls due beside them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q

from phoihop.accounts.models import User
from phoihop.agencies.calendar import office_calendar
from phoihop.agencies.models import Agency
from phoihop.calendars.week import Week
from phoihop.calendars.week_models import WeekEntry
from phoihop.documents.milestone_models import Milestone
from phoihop.documents.milestone_states import Standing, standing_of
from phoihop.periods import is_working_day
from phoihop.tasks.models import Task, TaskCoordination, TaskViewer
from phoihop.tasks.states import State, nearly_days, state_of

# More than these stand in the list of tasks; on paper fewer, so that the week keeps to one sheet.
_SHOWN: Final = 50
ON_PAPER: Final = 10
_OTHERS: Final = 100


@dataclass
class Day:
    """A day with its lines, in their order."""

    on: date
    is_today: bool
    is_off: bool
    entries: list[WeekEntry] = field(default_factory=list)


@dataclass(frozen=True)
class WeekPage:
    """One week of one agency. has_more: further tasks fall due, in the list of tasks only.

    removed: for who keeps the schedule; others: agencies in scope that have lines this week.
    """

    week: Week
    agency: Agency
    days: list[Day]
    tasks: list[tuple[Task, State]]
    has_more: bool
    milestones: list[tuple[Milestone, Standing]]
    removed: list[WeekEntry]
    others: list[Agency]

    @property
    def count(self) -> int:
        """Lines that stand."""
        return sum(len(day.entries) for day in self.days)


def week_page(user: User, agency: Agency, week: Week, on: date) -> WeekPage:
    """The week of an agency that this user may read; a fixed number of queries.

    Tasks and milestones are those the user sees, whoever's schedule it is.
    """
    seen = WeekEntry.objects.visible_to(user).within(week)
    rows = list(seen.filter(agency=agency).select_related("chair"))
    tasks = _tasks(user, agency, week, on)
    return WeekPage(
        week=week,
        agency=agency,
        days=_days(rows, week, on),
        tasks=tasks[:_SHOWN],
        has_more=len(tasks) > _SHOWN,
        milestones=_milestones(user, agency, week, on),
        removed=[row for row in rows if row.removed_at is not None],
        others=_others(user, agency, week),
    )


def _days(rows: list[WeekEntry], week: Week, on: date) -> list[Day]:
    off = office_calendar()
    days = {day: Day(day, day == on, not is_working_day(day, off)) for day in week.days}
    for row in rows:
        if row.removed_at is None:
            days[row.day].entries.append(row)
    return list(days.values())


def _tasks(user: User, agency: Agency, week: Week, on: date) -> list[tuple[Task, State]]:
    """Due in the week: those the agency leads, coordinates or assigned."""
    # By the day of the index; tasks without a due date lie behind every week.
    due = {"due_sort__gte": week.monday, "due_sort__lte": week.sunday}
    helps = TaskCoordination.objects.filter(task=OuterRef("pk"), agency=agency)
    rows = (
        Task.objects.visible_to(user, TaskViewer.STATE, within=due)
        .filter(Q(lead_agency=agency) | Q(assigner=agency) | Q(Exists(helps)), withdrawn_on=None)
        .for_rows()
        .order_by("due_sort", "pk")[: _SHOWN + 1]
    )
    nearly = nearly_days()
    return [(task, state_of(task, on, nearly)) for task in rows]


def _milestones(
    user: User, agency: Agency, week: Week, on: date
) -> list[tuple[Milestone, Standing]]:
    """Reviews of papers in the agency's register that are due in the week."""
    rows = (
        Milestone.objects.visible_to(user)
        .live()
        .kept_by(agency)
        .filter(current_on__gte=week.monday, current_on__lte=week.sunday)
        .select_related("document")
        .order_by("current_on", "pk")[:_SHOWN]
    )
    return [(row, standing_of(row, on)) for row in rows]


def _others(user: User, agency: Agency, week: Week) -> list[Agency]:
    """Other agencies this user reads that have lines this week; nobody's but an inspector's."""
    lines = WeekEntry.objects.visible_to(user).standing().within(week)
    found = Agency.objects.filter(pk__in=lines.order_by().values("agency")).exclude(pk=agency.pk)
    return list(found.order_by("name", "pk")[:_OTHERS])
