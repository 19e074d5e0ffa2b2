"""The board: the tasks of a list in lanes by their state, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.tasks.acts import load_what_acts_need, possible_acts
from phoihop.tasks.models import Task
from phoihop.tasks.states import LABELS, State, condition, in_state, state_of

# Derived states are the lanes: nothing is dragged, an act moves a card.
LANES: Final = ("late", "back", "soon", "go", "none", "wait")
CLOSED: Final = ("done", "donelate")
SHOWN: Final = 5
# In the order of their use; others are on the page of the task.
_ACTS: Final = {
    "accept": _("Accept"),
    "update": _("Report progress"),
    "submit": _("Submit result"),
    "confirm": _("Confirm"),
    "return": _("Return"),
    "take_back": _("Take the result back"),
    "extend": _("Ask for an extension"),
    "move_due": _("Move the due date"),
    "explain": _("Ask for an explanation"),
    "person": _("Reassign"),
    "suspend": _("Suspend"),
    "withdraw": _("Withdraw"),
}
_FIELDS: Final = (
    "code", "title", "due_on", "due_sort", "first_due_on", "percent", "accepted_at",
    "submitted_on", "returned_on", "done_on", "suspended_on", "withdrawn_on", "assigner",
    "rhythm", "reported_on", "inherited_on",
    "lead_agency__name", "parent__due_on",
)  # fmt: skip


@dataclass(frozen=True)
class CardAct:
    """Something this reader may do with a task: its words, and the page that asks for it."""

    words: str
    url: str


@dataclass(frozen=True)
class Card:
    """A task on the board."""

    task: Task
    state: State
    acts: list[CardAct]


@dataclass(frozen=True)
class Lane:
    """A state with its first tasks; query: the conditions of the list that holds all of them."""

    key: str
    words: str
    count: int
    cards: list[Card]
    query: str

    @property
    def more(self) -> int:
        """How many stand in the list only."""
        return self.count - len(self.cards)


@dataclass(frozen=True)
class Board:
    """The lanes; closed: how many of the list are done."""

    lanes: list[Lane]
    closed: int

    @property
    def count(self) -> int:
        """All that stand in lanes."""
        return sum(lane.count for lane in self.lanes)


@dataclass(frozen=True)
class Reader:
    """Who looks, on which day (see `states.state_of`), and where an act leads back to.

    asked: the conditions of the list. here: the address of the board.
    """

    user: User
    on: date
    nearly: int
    asked: QueryDict
    here: str


def board_of(tasks: "QuerySet[Task]", reader: Reader) -> Board:
    """Two queries for counts and places, one for the rows, four for the acts."""
    counts, found = _counted(tasks, reader), _found(tasks, reader)
    lanes = [
        Lane(
            key,
            str(LABELS[key]),
            counts.get(key, 0),
            [_card(task, reader) for task in found.get(key, ())],
            _only(reader.asked, key),
        )
        for key in LANES
    ]
    return Board(lanes, sum(counts.get(key, 0) for key in CLOSED))


def _lane(keys: Sequence[str], reader: Reader) -> Case:
    """The state of a task as the database says it, "" for another than these."""
    return Case(
        *(When(condition(key, reader.on, reader.nearly), then=Value(key)) for key in keys),
        default=Value(""),
        output_field=CharField(),
    )


def _counted(tasks: "QuerySet[Task]", reader: Reader) -> dict[str, int]:
    lane = _lane((*LANES, *CLOSED), reader)
    rows = tasks.order_by().annotate(lane=lane).values_list("lane")
    return dict(rows.annotate(n=Count("pk")))


def _found(tasks: "QuerySet[Task]", reader: Reader) -> dict[str, list[Task]]:
    """The first tasks of each lane, ready for `possible_acts`.

    Their keys first: only these are put in order, not whole rows.
    """
    opened = in_state(tasks, "open", reader.on, reader.nearly).order_by()
    place = Window(RowNumber(), partition_by=[F("lane")], order_by=["due_sort", "pk"])
    ranked = opened.annotate(lane=_lane(LANES, reader)).annotate(place=place)
    lane_of = dict(ranked.filter(place__lte=SHOWN).values_list("pk", "lane"))
    rows = Task.objects.filter(pk__in=lane_of).select_related("lead_agency", "parent")
    shown = list(rows.only(*_FIELDS).order_by("due_sort", "pk"))
    load_what_acts_need(shown)
    found: dict[str, list[Task]] = {}
    for task in shown:
        found.setdefault(lane_of[task.pk], []).append(task)
    return found


def _only(asked: QueryDict, state: str) -> str:
    """The same conditions, of this state alone."""
    narrowed = asked.copy()
    narrowed["state"] = state
    return narrowed.urlencode()


def _card(task: Task, reader: Reader) -> Card:
    return Card(task, state_of(task, reader.on, reader.nearly), _acts(task, reader))


def _acts(task: Task, reader: Reader) -> list[CardAct]:
    may = possible_acts(reader.user, task, reader.on)
    # Back to this card, which then stands in another lane.
    back = urlencode({"next": f"{reader.here}#t-{task.pk}"})
    return [
        CardAct(str(words), f"{reverse(f'tasks:{name}', args=[task.pk])}?{back}")
        for name, words in _ACTS.items()
        if name in may
    ]
