"""The board: the tasks of a list in lanes by their state, the most urgent first."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.tasks.acts import possible_acts, with_what_acts_need
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
    """One query for the counts, three for each lane that holds something."""
    on, nearly = reader.on, reader.nearly
    counts = tasks.order_by().aggregate(
        **{key: Count("pk", filter=condition(key, on, nearly)) for key in (*LANES, *CLOSED)}
    )
    lanes = []
    for key in LANES:
        found = _cards(tasks, key, reader) if counts[key] else []
        lanes.append(Lane(key, str(LABELS[key]), counts[key], found, _only(reader.asked, key)))
    return Board(lanes, sum(counts[key] for key in CLOSED))


def _only(asked: QueryDict, state: str) -> str:
    """The same conditions, of this state alone."""
    narrowed = asked.copy()
    narrowed["state"] = state
    return narrowed.urlencode()


def _cards(tasks: "QuerySet[Task]", key: str, reader: Reader) -> list[Card]:
    rows = in_state(tasks, key, reader.on, reader.nearly)
    rows = with_what_acts_need(rows.select_related("lead_agency")).only(*_FIELDS)
    return [
        Card(task, state_of(task, reader.on, reader.nearly), _acts(task, reader))
        for task in rows.order_by("due_sort", "pk")[:SHOWN]
    ]


def _acts(task: Task, reader: Reader) -> list[CardAct]:
    may = possible_acts(reader.user, task, reader.on)
    # Back to this card, which then stands in another lane.
    back = urlencode({"next": f"{reader.here}#t-{task.pk}"})
    return [
        CardAct(str(words), f"{reverse(f'tasks:{name}', args=[task.pk])}?{back}")
        for name, words in _ACTS.items()
        if name in may
    ]
