"""Incoming papers on their way: instruction, tasks, answer. Two rooms' facts, hence here (D35)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from phoihop.accounts.models import User
from phoihop.documents.handling import Answer, answers_to
from phoihop.documents.models import Document, Duty, Instruction
from phoihop.documents.querysets import DocumentQuerySet
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.states import LABELS, State, key_of, nearly_days, state_of

INSTRUCTION, IN_HAND, ANSWER, ANSWERED = "instruction", "handling", "answer", "answered"
TABS: dict[str, Promise] = {
    INSTRUCTION: gettext_lazy("Awaiting instruction"),
    IN_HAND: gettext_lazy("In hand"),
    ANSWER: gettext_lazy("Awaiting answer"),
    ANSWERED: gettext_lazy("Answered"),
    "": gettext_lazy("All arrivals"),
}


def arrivals(user: User, tab: str) -> DocumentQuerySet:
    """The incoming register of the acting agency, or the part of it that a tab names."""
    papers = Document.objects.visible_to(user).arrivals_of(user.acting_agency)
    if tab == INSTRUCTION:
        return papers.awaiting_instruction()
    if tab == IN_HAND:
        return papers.filter(Exists(_free_duties()) | Exists(_open_tasks()))
    if tab == ANSWER:
        return papers.awaiting_answer()
    return papers.answered() if tab == ANSWERED else papers


def _free_duties() -> "QuerySet[Duty]":
    """What a leader gave out on the paper in question and nobody made a task of yet."""
    return Duty.objects.filter(
        instruction__document=OuterRef("pk"), instruction__replaced_by=None, assigned_at=None
    )


def _open_tasks() -> "QuerySet[Task]":
    return Task.objects.filter(
        document=OuterRef("pk"), assigner=OuterRef("owner"), done_on=None, withdrawn_on=None
    )


@dataclass(frozen=True)
class Line:
    """A paper of the list: who instructed it, its tasks by state, its answer."""

    document: Document
    instructed: Instruction | None
    free: int
    tasks: int
    states: str
    answer: Answer | None

    @property
    def stage(self) -> str:
        """Where it stands, in words."""
        if self.instructed is None and not self.tasks:
            if self.document.for_instruction:
                return _("awaiting instruction")
            return _("answered") if self.answer else ""
        if self.free:
            words = ngettext("%(n)s duty to assign", "%(n)s duties to assign", self.free)
            return words % {"n": self.free}
        if self.tasks:
            return ngettext("%(n)s task", "%(n)s tasks", self.tasks) % {"n": self.tasks}
        return _("for information")


def lines_of(documents: Sequence[Document], user: User, on: date) -> list[Line]:
    """What the list shows of these papers; five queries, however many they are."""
    ids = [document.pk for document in documents]
    current = Instruction.objects.current().filter(document__in=ids).order_by("pk")
    instructed = {one.document_id: one for one in current}
    free = Counter(
        Duty.objects.filter(
            instruction__document__in=ids, instruction__replaced_by=None, assigned_at=None
        ).values_list("instruction__document", flat=True)
    )
    states = _states_of(ids, user, on)
    answers = answers_to(documents, user)
    return [
        Line(
            document,
            instructed.get(document.pk),
            free[document.pk],
            states[document.pk].total(),
            ", ".join(
                f"{count} {str(LABELS[key]).lower()}" for key, count in _told(states, document)
            ),
            answers.get(document.pk),
        )
        for document in documents
    ]


def _told(states: "dict[int, Counter[str]]", document: Document) -> list[tuple[str, int]]:
    found = states[document.pk]
    return [(key, found[key]) for key in LABELS if found[key]]


def _states_of(ids: Collection[int], user: User, on: date) -> "defaultdict[int, Counter[str]]":
    """{document: how many of its tasks are in which state}, of those the reader may see."""
    nearly = nearly_days()
    tasks = Task.objects.visible_to(user, TaskViewer.STATE, within={"document__in": ids})
    states: defaultdict[int, Counter[str]] = defaultdict(Counter)
    fields = (
        "document", "due_on", "done_on", "submitted_on", "returned_on", "suspended_on",
        "withdrawn_on",
    )  # fmt: skip
    for task in tasks.only(*fields):
        states[task.document_id or 0][key_of(task, on, nearly)] += 1
    return states


def tasks_of(document: Document, user: User, on: date) -> list[tuple[Task, State]]:
    """The tasks that this paper is the source of, as far as the reader sees their state."""
    nearly = nearly_days()
    tasks = Task.objects.visible_to(user, TaskViewer.STATE, within={"document": document})
    rows = tasks.for_rows().order_by("due_sort", "pk")[:_MOST_TASKS]
    return [(task, state_of(task, on, nearly)) for task in rows]


_MOST_TASKS = 200
