"""What the home screen says, in the order of urgency for the person who opens it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from phoihop.accounts.models import Role, User
from phoihop.agencies.models import Agency
from phoihop.agreements.models import OpinionRequest
from phoihop.agreements.standing import owed_opinions
from phoihop.audit.models import Event
from phoihop.documents.instructing import instructs_today
from phoihop.documents.models import Document
from phoihop.tasks import home as tasks
from phoihop.tasks.asked import asked_conditions
from phoihop.tasks.counted import (
    BACK,
    GIVEN_LATE,
    LATE,
    OWED,
    PART_LATE,
    PART_SOON,
    SOON,
    Day,
    numbers,
    part_numbers,
)
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.reviews import pressing_url, to_assign_count
from phoihop.tasks.states import State, nearly_days, state_of
from phoihop.workspace.models import Intake

_SHOWN = 7
_TEXTS = 5
_COUNTED = 1001
_LOOK_BACK = timedelta(days=7)
# What the screen counts and opens as a list.
_LISTED = (OWED, LATE, SOON, BACK, GIVEN_LATE, PART_LATE, PART_SOON)


@dataclass(frozen=True)
class Row:
    """A task with its state of the day."""

    task: Task
    state: State


@dataclass(frozen=True)
class Block:
    """The first rows of a list and how many there are in all (counted up to 1,000)."""

    rows: Sequence[Row]
    total: int

    @property
    def capped(self) -> bool:
        """More than the count shows."""
        return self.total >= _COUNTED


@dataclass(frozen=True)
class Today:
    """The home screen of one user on one day."""

    owed: Block
    overdue: int
    nearly: int
    returned: int
    waiting: Block
    late_elsewhere: Block
    coming: Sequence[Row]
    changed: Sequence[Event]
    texts: Sequence[Intake]
    nearly_days: int
    # {key of tasks.counted: the list that its number opens}.
    urls: Mapping[str, str]
    # What was handed in and waits for an answer of others.
    sent: Block
    # Incoming papers that wait for this person's instruction; counted up to 1,000.
    to_instruct: int = 0
    # Drafts of others on which the agency owes its opinion, the earliest day first.
    opinions: Sequence[OpinionRequest] = ()
    # {filter of the task list: how many}, of what is asked, and of the agency's parts in tasks of
    # others; counted up to 1,000.
    asked: Mapping[str, int] = field(default_factory=dict)
    # Reviews of papers that are soon due or overdue and no task carries out.
    to_assign: int = 0


def today_for(user: User, on: date, at: datetime) -> Today:
    """Gather the screen; the number of queries does not depend on how much there is."""
    agency = user.acting_agency
    nearly = nearly_days()
    empty = Block([], 0)
    if agency is None:
        return Today(empty, 0, 0, 0, empty, empty, [], [], [], nearly, {}, empty)
    day = Day(on=on, nearly=nearly)
    owed, late = tasks.owed_by(agency, on), tasks.overdue_assigned_by(agency, on)
    counts = numbers(agency, (LATE, SOON, BACK), day)
    leads = user.has_role(Role.LEADER, Role.SPECIALIST, Role.CLERK)
    return Today(
        owed=Block(_rows(owed[:_SHOWN], on, nearly), counts["total"]),
        overdue=counts[LATE.key],
        nearly=counts[SOON.key],
        returned=counts[BACK.key],
        waiting=_block(tasks.waiting_for(user, on), on, nearly),
        late_elsewhere=_block(late, on, nearly) if leads else empty,
        coming=_rows(tasks.coming_up(user, on)[:_SHOWN], on, nearly),
        changed=tasks.recently_changed(user, at - _LOOK_BACK),
        texts=_texts(user),
        nearly_days=nearly,
        urls={"review": pressing_url(), **{one.key: one.url(day) for one in _LISTED}},
        sent=_block(tasks.sent_by(agency), on, nearly),
        to_instruct=_to_instruct(user, on),
        opinions=list(owed_opinions(agency)[:_SHOWN]),
        asked=_asked(user, agency, on) | _parts(agency, day),
        to_assign=to_assign_count(user, on) if leads else 0,
    )


def _texts(user: User) -> list[Intake]:
    """The latest that wait; their names are shown, not what stands in them."""
    waiting = Intake.objects.visible_to(user).filter(confirmed_at=None)
    return list(waiting.defer("text", "notes")[:_TEXTS])


def _asked(user: User, agency: Agency, on: date) -> dict[str, int]:
    """Only what there is; the same rows as the lists the numbers open."""
    seen = Task.objects.visible_to(user, TaskViewer.STATE)
    found = {
        name: seen.filter(condition).order_by().values("pk")[:_COUNTED].count()
        for name, condition in asked_conditions(user, agency, on).items()
    }
    return {name: count for name, count in found.items() if count}


def _parts(agency: Agency, day: Day) -> dict[str, int]:
    return {key: count for key, count in part_numbers(agency, day).items() if count}


def _to_instruct(user: User, on: date) -> int:
    if not instructs_today(user, on):
        return 0
    waiting = Document.objects.arrivals_of(user.acting_agency).awaiting_instruction()
    return waiting.order_by().values("pk")[:_COUNTED].count()


def row_of(task: Task, on: date, nearly: int) -> Row:
    """The task with its state of the day."""
    return Row(task, state_of(task, on, nearly))


def _rows(queryset: QuerySet[Task], on: date, nearly: int) -> list[Row]:
    return [row_of(task, on, nearly) for task in queryset]


def _block(queryset: QuerySet[Task], on: date, nearly: int) -> Block:
    rows = _rows(queryset[: _SHOWN + 1], on, nearly)
    # Only a list longer than what is shown is worth a count of its own.
    total = len(rows) if len(rows) <= _SHOWN else queryset.order_by()[:_COUNTED].count()
    return Block(rows[:_SHOWN], total)
