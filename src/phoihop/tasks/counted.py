"""The numbers that are said of an agency's tasks, each by its name and with the list it counts.

Today, the daily mail, the reminders and the task list all take them from here, so that a number
is the same wherever it stands, and is the number of the rows its link opens. A list is written as
the parameters of the task list's address; `condition` is what these stand for, of all agencies.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from phoihop.agencies.models import Agency
from phoihop.periods import format_day, parse_day
from phoihop.tasks import states
from phoihop.tasks.contributions import owed_parts
from phoihop.tasks.holding import held_since
from phoihop.tasks.models import Task, TaskCoordination

# Counts stop here, as in the lists.
MOST = 1001
_RUNNING = Q(withdrawn_on=None, suspended_on=None)
# For each `mine` of the list that is a matter of the agency alone: the column that names it.
SIDES = {
    "owed": "lead_agency",
    "unreported": "lead_agency",
    "elsewhere": "assigner",
    "assigned": "assigner",
}
# When the lead agency last said something of a task, or was answered; else when it was assigned.
HEARD_ON = Greatest(
    F("assigned_on"),
    Coalesce(F("reported_on"), F("assigned_on")),
    Coalesce(F("returned_on"), F("assigned_on")),
)


@dataclass(frozen=True)
class Day:
    """A day as the office counts it; what is None is not asked for on it.

    nearly: days before the due date from which a task is nearly due. until: the first working day
    after the days off that follow. quiet: days without an update; untaken: days since a task was
    assigned and nobody accepted it; escalate: days overdue after which the leader hears of it.
    """

    on: date
    nearly: int
    until: date | None = None
    quiet: int | None = None
    untaken: int | None = None
    escalate: int | None = None


@dataclass(frozen=True)
class Counted:
    """A named number: its key, and the parameters of the list it counts, as `fitting` fills them.

    `{until}`, `{quiet}`, `{untaken}`, `{escalate}` stand for what the day says, `{nearly}` for the
    last of its days that are nearly due. With "mine" partner its rows are coordinating parts.
    """

    key: str
    asked: Mapping[str, str]

    @property
    def side(self) -> str:
        """The column of the task that names the agency it is counted for."""
        return SIDES[self.asked["mine"]]

    def fitting(self, day: Day) -> dict[str, str] | None:
        """The parameters on that day; None where the day does not ask for this number."""
        known = {
            "{until}": format_day(day.until) if day.until else None,
            "{nearly}": format_day(day.on + timedelta(days=day.nearly)),
            "{quiet}": _plain(day.quiet),
            "{untaken}": _back(day.on, day.untaken),
            "{escalate}": _back(day.on, day.escalate),
        }
        filled = {name: known.get(value, value) for name, value in self.asked.items()}
        found = {name: value for name, value in filled.items() if value is not None}
        return found if len(found) == len(filled) else None

    def url(self, day: Day) -> str:
        """The list of just these rows, for a member of the agency on that day."""
        return f"{reverse('tasks:list')}?{urlencode(self.fitting(day) or {})}"

    def condition(self, day: Day) -> Q | None:
        """The tasks of all agencies; None where the day does not ask for them, or for parts."""
        asked = self.fitting(day)
        if asked is None or asked["mine"] not in SIDES:
            return None
        found = _of_side(asked["mine"], day.on)
        if "state" in asked:
            found &= states.condition(asked["state"], day.on, day.nearly)
        if "due_to" in asked:
            found &= Q(due_on__lte=parse_day(asked["due_to"]))
        if "assigned_to" in asked:
            found &= held_since(parse_day(asked["assigned_to"]))
        if "quiet" in asked:
            found &= quiet_for(int(asked["quiet"]), day.on)
        if "taken" in asked:
            found &= taken_on(asked["taken"])
        if "ends_to" in asked:
            found &= states.period_ends_by(parse_day(asked["ends_to"]), day.on)
        return found

    def parts(self, day: Day) -> "QuerySet[TaskCoordination]":
        """The coordinating parts of all agencies; none where the day does not ask for them."""
        asked = self.fitting(day)
        if asked is None or "part" not in asked:
            return TaskCoordination.objects.none()
        until = parse_day(asked["part_to"]) if "part_to" in asked else None
        return owed_parts(asked["part"], day.on, day.nearly, until)


def _plain(days: int | None) -> str | None:
    return None if days is None else str(days)


def _back(on: date, days: int | None) -> str | None:
    return None if days is None else format_day(on - timedelta(days=days))


LATE = Counted("late", {"mine": "owed", "state": "late"})
BACK = Counted("back", {"mine": "owed", "state": "back"})
SOON = Counted("soon", {"mine": "owed", "state": "soon"})
# What is not nearly due yet, but will be before the office works again.
AHEAD = Counted("ahead", {"mine": "owed", "state": "go", "due_to": "{until}"})
QUIET = Counted("quiet", {"mine": "owed", "quiet": "{quiet}"})
# Standing tasks whose period ends soon.
UNREPORTED = Counted("unreported", {"mine": "unreported", "ends_to": "{nearly}"})
UNTAKEN = Counted("untaken", {"mine": "owed", "taken": "no", "assigned_to": "{untaken}"})
OWED = Counted("owed", {"mine": "owed"})
GIVEN_LATE = Counted("given_late", {"mine": "elsewhere", "state": "late"})
GIVEN_SOON = Counted("given_soon", {"mine": "elsewhere", "state": "soon"})
GIVEN_AHEAD = Counted("given_ahead", {"mine": "elsewhere", "state": "go", "due_to": "{until}"})
# What an agency contributes to a task of another one, where its part has a day of its own.
PART_LATE = Counted("part_late", {"mine": "partner", "part": "late"})
PART_SOON = Counted("part_soon", {"mine": "partner", "part": "soon"})
PART_AHEAD = Counted("part_ahead", {"mine": "partner", "part": "go", "part_to": "{until}"})
ESCALATED = Counted("escalated", {"mine": "assigned", "state": "late", "due_to": "{escalate}"})


def _of_side(mine: str, on: date) -> Q:
    if mine == "owed":
        return _RUNNING & Q(done_on=None, submitted_on=None, assigned_on__lte=on)
    if mine == "unreported":
        return states.unreported(on)
    return ~Q(lead_agency=F("assigner")) if mine == "elsewhere" else Q()


def of_agency(mine: str, agency: Agency, on: date) -> Q:
    """What the agency owes, assigned, or assigned elsewhere: a key of SIDES."""
    return Q(**{SIDES[mine]: agency}) & _of_side(mine, on)


def quiet_for(days: int, on: date) -> Q:
    """The lead agency said nothing for `days` days, was not answered, nor given the task in them.

    What a coordinating agency says is no word of the lead. A standing task is reported by its
    rhythm, not every few days (`states.unreported`).
    """
    last = on - timedelta(days=days)
    unsaid = Q(reported_on=None) | Q(reported_on__lte=last)
    unanswered = Q(returned_on=None) | Q(returned_on__lte=last)
    return Q(rhythm="", assigned_on__lte=last) & unsaid & unanswered


def taken_on(which: str) -> Q:
    """Accepted by the lead agency ("yes"), or not yet."""
    return Q(accepted_at__isnull=which == "no")


class _CountOf(Subquery):
    """How many rows a query has, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def numbers(agency: Agency, wanted: Collection[Counted], day: Day) -> dict[str, int]:
    """{key: how many rows}, of what an agency owes; one query, each count stops at MOST.

    Raises ValueError for what is not owed.
    """
    if any(counted.asked["mine"] != "owed" for counted in wanted):
        raise ValueError("only what the agency owes is counted together")
    owed = Task.objects.filter(of_agency("owed", agency, day.on)).order_by()
    conditions = {counted.key: counted.condition(day) for counted in wanted}
    rows = {key: owed.filter(asked) for key, asked in conditions.items() if asked is not None}
    counts = {
        key: _CountOf(found.values("pk")[:MOST]) for key, found in {"total": owed, **rows}.items()
    }
    found: Any = Agency.objects.filter(pk=agency.pk).values(**counts).get()
    return dict(found)


def part_numbers(agency: Agency, day: Day) -> dict[str, int]:
    """{key: how many parts}, late and nearly due, of what an agency contributes; one query."""
    kinds = (PART_LATE, PART_SOON)
    counts = {
        kind.key: _CountOf(kind.parts(day).filter(agency=agency).order_by().values("pk")[:MOST])
        for kind in kinds
    }
    found: Any = Agency.objects.filter(pk=agency.pk).values(**counts).get()
    return dict(found)
