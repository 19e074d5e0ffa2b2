"""What stands on a day, of all agencies: one query a kind, however many people there are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy

from phoihop.agreements.standing import asked_opinions
from phoihop.documents.models import Milestone
from phoihop.scoring.answering import open_looks, open_objections
from phoihop.tasks.asked import open_requests
from phoihop.tasks.asking_models import OPEN_EXPLANATION
from phoihop.tasks.counted import HEARD_ON, Day
from phoihop.tasks.models import Explanation, ResultSubmission, Task
from phoihop.tasks.reviews import to_assign
from phoihop.tasks.states import condition
from phoihop.urging.kinds import KINDS, Kind, Side

# So many rows are named in a mail; the number and its link stand for the rest.
MOST_LINES = 20
_CHUNK = 2000


@dataclass(slots=True)
class Row:
    """A task as a reminder names it, or with `path` another record. quiet: days without a word."""

    pk: int
    title: str | Promise
    lead: str
    due_on: date | None
    submitted_on: date | None = None
    quiet: int = 0
    path: str = ""


@dataclass(slots=True)
class Found:
    """The rows of one kind for one agency: how many, the first of them, whom they concern."""

    count: int = 0
    rows: list[Row] = field(default_factory=list)
    officials: set[int] = field(default_factory=set)
    givers: set[int] = field(default_factory=set)
    least: int = 0
    most: int = 0

    def add(self, row: Row, official: int, giver: int) -> None:
        """One more."""
        self.count += 1
        self.officials.add(official)
        self.givers.add(giver)
        self.least = min(self.least, row.quiet) if self.count > 1 else row.quiet
        self.most = max(self.most, row.quiet)
        if len(self.rows) < MOST_LINES:
            self.rows.append(row)


@dataclass(slots=True)
class Waits:
    """Results of one assigning agency that wait for an answer, each with who handed it in."""

    others: list[tuple[Row, int | None]] = field(default_factory=list)
    givers: set[int] = field(default_factory=set)
    # Of tasks that the agency leads itself: only a leader answers.
    own: list[tuple[Row, int | None]] = field(default_factory=list)


def find(kind: Kind, day: Day) -> dict[int, Found]:
    """{agency: its rows}; one query, read in pieces, so that memory follows the agencies."""
    if kind.side is Side.CONTRIBUTING:
        return _find_parts(kind, day)
    asked = kind.counted.condition(day)
    found: dict[int, Found] = {}
    if asked is None:
        return found
    names = ("pk", "title", "lead_agency__name", "due_on", "submitted_on", "heard_on")
    people = ("person_in_charge", "assigned_by")
    rows = Task.objects.filter(asked).annotate(heard_on=HEARD_ON).order_by("due_sort", "pk")
    for side, pk, title, lead, due, sent, heard, official, giver in rows.values_list(
        kind.counted.side, *names, *people
    ).iterator(chunk_size=_CHUNK):
        row = Row(pk, title, lead, due, sent, (day.on - heard).days)
        found.setdefault(side, Found()).add(row, official, giver)
    return found


def _find_parts(kind: Kind, day: Day) -> dict[int, Found]:
    """{coordinating agency: tasks of which it owes a part}, the earliest due first; one query."""
    found: dict[int, Found] = {}
    rows = kind.counted.parts(day).order_by("due_on", "pk")
    for agency, task, title, lead, due in rows.values_list(
        "agency", "task", "task__title", "task__lead_agency__name", "due_on"
    ).iterator(chunk_size=_CHUNK):
        owed = found.setdefault(agency, Found())
        owed.count += 1
        if len(owed.rows) < MOST_LINES:
            owed.rows.append(Row(task, title, lead, due))
    return found


def find_all(day: Day) -> Iterator[tuple[Kind, dict[int, Found]]]:
    """Each kind with what it finds."""
    for kind in KINDS:
        yield kind, find(kind, day)


def find_waiting(day: Day) -> dict[int, Waits]:
    """{assigning agency: results that wait}, the oldest first; one query."""
    found: dict[int, Waits] = defaultdict(Waits)
    sent_by = ResultSubmission.objects.filter(
        task=OuterRef("pk"), confirmed_at=None, returned_at=None, taken_back_at=None
    ).values("by")[:1]
    rows = (
        Task.objects.filter(condition("wait", day.on, day.nearly))
        .annotate(sent_by=Subquery(sent_by))
        .order_by("submitted_on", "pk")
    )
    names = ("pk", "title", "lead_agency", "lead_agency__name", "due_on", "submitted_on")
    for giving, pk, title, lead, name, due, sent, giver, by in rows.values_list(
        "assigner", *names, "assigned_by", "sent_by"
    ).iterator(chunk_size=_CHUNK):
        row = Row(pk, title, name, due, sent)
        if lead == giving:
            found[giving].own.append((row, by))
        else:
            found[giving].others.append((row, by))
            found[giving].givers.add(giver)
    return found


def find_opinions() -> dict[int, Found]:
    """{party: drafts that wait for its opinion}, the earliest day first; one query."""
    found: dict[int, Found] = {}
    rows = asked_opinions().values_list(
        "agency", "round__agreement", "round__agreement__title", "agency__name", "answer_by"
    )
    for agency, agreement, title, name, answer_by in rows.iterator(chunk_size=_CHUNK):
        path = reverse("agreements:opinions", args=[agreement])
        row = Row(agreement, title, name, answer_by, path=path)
        party = found.setdefault(agency, Found())
        party.count += 1
        if len(party.rows) < MOST_LINES:
            party.rows.append(row)
    return found


def find_explanations() -> dict[int, Found]:
    """{agency: tasks of which it has to explain something}, the earliest day first; one query.

    The same tasks as `mine=explain` of the list.
    """
    found: dict[int, Found] = {}
    rows = (
        Explanation.objects.filter(OPEN_EXPLANATION)
        .order_by("answer_by", "pk")
        .values_list("agency", "task", "task__title", "task__lead_agency__name", "answer_by")
    )
    for agency, task, title, lead, answer_by in rows.iterator(chunk_size=_CHUNK):
        owed = found.setdefault(agency, Found())
        owed.count += 1
        if len(owed.rows) < MOST_LINES:
            owed.rows.append(Row(task, title, lead, answer_by))
    return found


def find_extensions() -> dict[int, list[tuple[Row, int]]]:
    """{assigning agency: its open requests, each with who asked}, the oldest first; one query.

    The same requests as `mine=extend` of the list.
    """
    found: dict[int, list[tuple[Row, int]]] = defaultdict(list)
    rows = open_requests().order_by("asked_at", "pk")
    names = ("task", "task__title", "task__lead_agency__name", "task__due_on")
    for agency, by, task, title, lead, due in rows.values_list(
        "task__assigner", "asked_by", *names
    ).iterator(chunk_size=_CHUNK):
        found[agency].append((Row(task, title, lead, due), by))
    return found


def find_objections() -> dict[int, Waits]:
    """{assigning agency: tasks with an objection or a second look to answer}; two queries.

    A task stands once for each objection, with who made it. The same tasks as `mine=objected`.
    """
    found: dict[int, Waits] = defaultdict(Waits)
    for rows, way in ((open_looks(), "task"), (open_objections(), "evaluation__task")):
        names = ("assigner", "assigned_by", "pk", "title", "lead_agency", "lead_agency__name")
        columns = [f"{way}__{name}" for name in (*names, "due_on")]
        for by, giving, giver, pk, title, lead, name, due in rows.order_by("at", "pk").values_list(
            "by", *columns
        ):
            row = Row(pk, title, name, due)
            if lead == giving:
                found[giving].own.append((row, by))
            else:
                found[giving].others.append((row, by))
                found[giving].givers.add(giver)
    return found


def find_reviews(on: date) -> dict[int, Found]:
    """{agency that keeps the paper: its reviews that nobody holds yet}, the earliest day first.

    The same reviews as the list of `tasks.reviews.pressing_url`; one query.
    """
    found: dict[int, Found] = {}
    rows = to_assign(Milestone.objects.live(), on).order_by("current_on", "pk")
    rows = rows.select_related("document__milestone_keeper").defer(
        "document__text", "document__words"
    )
    for one in rows.iterator(chunk_size=_CHUNK):
        paper = one.document
        keeper = getattr(paper, "milestone_keeper", None)
        owed = found.setdefault(keeper.agency_id if keeper else paper.owner_id, Found())
        owed.count += 1
        if one.made_by_id is not None:
            owed.givers.add(one.made_by_id)
        if len(owed.rows) < MOST_LINES:
            # The name of a review is said in the language of each reader.
            title = format_lazy("{}, {}", lazy(_name_of, str)(one), paper.name)
            path = one.get_absolute_url()
            owed.rows.append(Row(one.pk, title, "", one.current_on, path=path))
    return found


def _name_of(milestone: Milestone) -> str:
    return milestone.name
