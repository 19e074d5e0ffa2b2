"""The list of tasks as a table that leaves the program: what stands in which column.

Taken page by page of the same query as the list, so the file has as many lines as the list counts,
and 60,000 of them are never held at once. Nothing in it that the list would not show.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from phoihop.sheets import Cell, Heading
from phoihop.tasks.models import Task, TaskCoordination
from phoihop.tasks.states import State, state_of

_AT_ONCE: Final = 1000
_FIELDS: Final = (
    "code", "title", "product", "due_on", "due_sort", "first_due_on", "rhythm", "percent",
    "assigned_on", "accepted_at", "submitted_on", "returned_on", "done_on", "suspended_on",
    "withdrawn_on", "reported_on", "inherited_on", "lead_agency__name", "assigner__name",
    "person_in_charge__full_name",
    "agreement__code", "agreement__title",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A task with all that its line says."""

    task: Task
    state: State
    partners: str


@dataclass(frozen=True)
class _Column:
    heading: Callable[[], str]
    value: Callable[[Entry], Cell]
    width: int = 16
    on_paper: bool = False


_COLUMNS: Final = (
    _Column(lambda: _("Code"), lambda row: row.task.code, 12, True),
    _Column(lambda: _("What is to be done"), lambda row: row.task.title, 50, True),
    _Column(lambda: _("Product"), lambda row: row.task.product, 30, True),
    _Column(lambda: _("Lead agency"), lambda row: row.task.lead_agency.name, 30, True),
    _Column(lambda: _("Coordinating agencies"), lambda row: row.partners, 30, True),
    _Column(
        lambda: _("Person in charge"), lambda row: row.task.person_in_charge.full_name, 22, True
    ),
    _Column(lambda: _("Assigned by"), lambda row: row.task.assigner.name, 30),
    _Column(lambda: _("Assigned on"), lambda row: row.task.assigned_on, 12),
    _Column(lambda: _("First due date"), lambda row: row.task.first_due_on, 12, True),
    _Column(lambda: _("Current due date"), lambda row: row.task.due_on, 12, True),
    _Column(
        lambda: _("Reported"),
        lambda row: row.task.get_rhythm_display() if row.task.rhythm else None,
    ),
    _Column(lambda: _("Progress (%)"), lambda row: row.task.percent, 10, True),
    _Column(lambda: _("State"), lambda row: row.state.words, 24, True),
    _Column(lambda: _("Days overdue"), lambda row: row.state.days_late or None, 10),
    _Column(lambda: _("Submitted on"), lambda row: row.task.submitted_on, 12),
    _Column(lambda: _("Done on"), lambda row: row.task.done_on, 12),
    _Column(lambda: _("Programme"), lambda row: _programme(row.task), 24),
)


def headings(*, paper: bool = False) -> list[Heading]:
    """What stands above the columns, in the language of the reader; on paper there are fewer."""
    return [Heading(column.heading(), column.width) for column in _columns(paper)]


def _columns(paper: bool) -> list[_Column]:
    return [column for column in _COLUMNS if column.on_paper or not paper]


def rows_of(
    tasks: "QuerySet[Task]", on: date, nearly: int, *, paper: bool = False
) -> Iterator[list[Cell]]:
    """One line a task in the order of the list; two queries for each thousand.

    tasks: as the list filters them. on, nearly: as for `states.state_of`. paper: as for `headings`.
    """
    columns = _columns(paper)
    for page in _pages(tasks):
        partners = _partners(page)
        for task in page:
            row = Entry(task, state_of(task, on, nearly), partners.get(task.pk, ""))
            yield [column.value(row) for column in columns]


def _pages(tasks: "QuerySet[Task]") -> Iterator[list[Task]]:
    wanted = (
        tasks.select_related("lead_agency", "assigner", "person_in_charge", "agreement")
        .only(*_FIELDS)
        .order_by("due_sort", "pk")
    )
    after = Q()
    while page := list(wanted.filter(after)[:_AT_ONCE]):
        yield page
        last = page[-1]
        after = Q(due_sort__gte=last.due_sort) & (Q(due_sort__gt=last.due_sort) | Q(pk__gt=last.pk))


def _partners(tasks: Sequence[Task]) -> dict[int, str]:
    """The names of the coordinating agencies of each task."""
    rows = TaskCoordination.objects.filter(task__in=[task.pk for task in tasks]).order_by("pk")
    names: dict[int, list[str]] = defaultdict(list)
    for task, name in rows.values_list("task", "agency__name"):
        names[task].append(name)
    return {task: "; ".join(found) for task, found in names.items()}


def _programme(task: Task) -> str:
    return (task.agreement.code or task.agreement.title) if task.agreement else ""
