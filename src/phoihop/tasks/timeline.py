"""The course of a task, newest first: updates, submissions and their answers, due dates."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.audit.history import who_did
from phoihop.audit.models import Event
from phoihop.tasks.models import (
    Evidence,
    Explanation,
    ExtensionRequest,
    ResultSubmission,
    Task,
    TaskCoordination,
    TaskViewer,
    Update,
)
from phoihop.ui.templatetags.ui import day, percent_words


@dataclass(frozen=True)
class Entry:
    """One act: icon and its colour, what, who, and (at level 3) the words and files."""

    at: datetime
    icon: str
    title: str
    who: str
    colour: str = ""
    words: str = ""
    files: list[Evidence] = field(default_factory=list)
    # The page of what the act was done with, for who may see it.
    url: str = ""


class Acts:
    """The traces of the acts on a task; one query.

    They say for which agency each was done: the task may have passed on since. Of an act without
    a trace, as one that was brought in from a sheet, the present agency is named.
    """

    def __init__(self, task: Task) -> None:
        rows = Event.objects.filter(kind=audit.kind_of(Task), object_id=task.pk)
        self.events = list(rows.select_related("by", "on_behalf_of", "acting_agency"))
        self._agencies = {(event.at, event.by_id): event.acting_agency for event in self.events}

    def who(self, name: object, at: datetime | None, by: int | None, present: Agency) -> str:
        """The name of who did it then, with the agency acted for."""
        agency = self._agencies.get((at, by)) if at is not None else None
        return f"{name}, {agency or present}"


# Gets the task, who reads it (what that person may not open has no address), and the acts on it.
Source = Callable[[Task, User, Acts], Iterable[Entry]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let a room above tell of its own acts on a task."""
    _sources.append(source)


def load_course(task: Task) -> None:
    """Load once what the acts, the course and what is asked of one task are read from."""
    submitted = ("by", "confirmed_by", "returned_by", "answered_for")
    asked = ("asked_by", "agency", "decided_by", "decided_for")
    explained = ("asked_by", "answered_by", "agency")
    submissions = ResultSubmission.objects.select_related(*submitted)
    prefetch_related_objects(
        [task],
        Prefetch("submissions", submissions.prefetch_related("evidence__file")),
        Prefetch("extensions", ExtensionRequest.objects.select_related(*asked)),
        Prefetch("explanations", Explanation.objects.select_related(*explained)),
        Prefetch("coordinations", TaskCoordination.objects.select_related("agency")),
    )


def timeline_of(task: Task, level: int, reader: User) -> list[Entry]:
    """Every entry that this reader, of this level, sees; a few queries, none per entry.

    The task must be loaded with `load_course`.
    """
    full = level >= TaskViewer.WORDS
    acts = Acts(task)
    entries = [*_updates(task), *_submissions(task, acts), *_dues(task), *_beginning(task, acts)]
    entries += [*_extensions(task, acts), *_explanations(task, acts)]
    for source in _sources:
        entries += source(task, reader, acts)
    if not full:
        entries = [Entry(e.at, e.icon, e.title, e.who, e.colour) for e in entries]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _updates(task: Task) -> Iterator[Entry]:
    rows = task.updates.select_related("by", "agency").prefetch_related("evidence__file")
    for row in rows:
        yield Entry(
            row.at,
            "update",
            _title_of(row),
            f"{row.by}, {row.agency}",
            words=row.words,
            files=list(row.evidence.all()),
        )


def _title_of(update: Update) -> str:
    if update.percent is not None:
        return percent_words(update.percent)
    return _("Nothing arose") if update.nothing_arose else _("Coordinating part updated")


def _submissions(task: Task, acts: Acts) -> Iterator[Entry]:
    for row in task.submissions.all():
        yield Entry(
            row.at,
            "send",
            _("Result submitted"),
            acts.who(row.by, row.at, row.by_id, task.lead_agency),
            "mid",
            _result_of(row),
            list(row.evidence.all()),
        )
        yield from _answer(task, row, acts)


def _result_of(row: ResultSubmission) -> str:
    """The words of the result, with the review report they name."""
    if not row.report_code:
        return row.result
    return f"{row.result}\n{_('Review report')}: {row.report_code}"


def _answer(task: Task, row: ResultSubmission, acts: Acts) -> Iterator[Entry]:
    if row.confirmed_at is not None:
        name = who_did(row.confirmed_by, row.answered_for)
        who = acts.who(name, row.confirmed_at, row.confirmed_by_id, task.assigner)
        yield Entry(row.confirmed_at, "check", _("Confirmed"), who, "ok", row.remark)
    if row.returned_at is not None:
        name = who_did(row.returned_by, row.answered_for)
        who = acts.who(name, row.returned_at, row.returned_by_id, task.assigner)
        yield Entry(row.returned_at, "back", _("Returned"), who, "no", row.reason)
    if row.taken_back_at is not None:
        who = acts.who(row.by, row.taken_back_at, row.by_id, task.lead_agency)
        yield Entry(row.taken_back_at, "back", _("Taken back by the sender"), who)


def _dues(task: Task) -> Iterator[Entry]:
    for row in list(task.dues.select_related("decided_by", "decided_for"))[1:]:
        title = _("Due date moved to %(day)s") % {"day": day(row.due_on)}
        who = who_did(row.decided_by, row.decided_for)
        # Of an extension that was granted these are the words of who asked for it.
        why = _("Why it was moved: %(words)s") % {"words": row.reason} if row.reason else ""
        yield Entry(row.decided_at, "extend", title, who, "mid", why)


def _extensions(task: Task, acts: Acts) -> Iterator[Entry]:
    """What was asked for; what was granted stands among the due dates."""
    for row in task.extensions.all():
        who = f"{row.asked_by}, {row.agency}"
        title = _("Extension to %(day)s asked for") % {"day": day(row.due_on)}
        yield Entry(row.asked_at, "extend", title, who, words=row.reason)
        if row.taken_back_at is not None:
            yield Entry(row.taken_back_at, "back", _("Request for extension taken back"), who)
        if row.decided_at is not None and not row.is_granted:
            name = who_did(row.decided_by, row.decided_for)
            decider = acts.who(name, row.decided_at, row.decided_by_id, task.assigner)
            yield Entry(row.decided_at, "x", _("Extension refused"), decider, "no", row.answer)


def _explanations(task: Task, acts: Acts) -> Iterator[Entry]:
    for row in task.explanations.all():
        title = _("Explanation asked for, by %(day)s") % {"day": day(row.answer_by)}
        asker = acts.who(row.asked_by, row.asked_at, row.asked_by_id, task.assigner)
        yield Entry(row.asked_at, "warn", title, asker, "mid", row.question)
        if row.answered_at is not None:
            who = f"{row.answered_by}, {row.agency}"
            yield Entry(row.answered_at, "comment", _("Explanation given"), who, "", row.answer)


def _beginning(task: Task, acts: Acts) -> Iterator[Entry]:
    who = acts.who(task.assigned_by, task.assigned_at, task.assigned_by_id, task.assigner)
    yield Entry(task.assigned_at, "tasks", _("Assigned"), who)
    if task.accepted_at is not None:
        at, name = task.accepted_at, task.accepted_by
        by = acts.who(name, at, task.accepted_by_id, task.lead_agency)
        yield Entry(task.accepted_at, "check", _("Task accepted"), by, "ok")
