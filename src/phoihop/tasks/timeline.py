"""The course of a task, newest first: updates, submissions and their answers, due dates."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.audit.history import who_did
from phoihop.tasks.models import Evidence, ResultSubmission, Task, TaskViewer, Update
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


# Gets the task and who reads it: what that person may not open has no address.
Source = Callable[[Task, User], Iterable[Entry]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let a room above tell of its own acts on a task."""
    _sources.append(source)


def timeline_of(task: Task, level: int, reader: User) -> list[Entry]:
    """Every entry that this reader, of this level, sees; a few queries, none per entry."""
    full = level >= TaskViewer.WORDS
    entries = [*_updates(task), *_submissions(task), *_dues(task), *_beginning(task)]
    entries += [*_extensions(task), *_explanations(task)]
    for source in _sources:
        entries += source(task, reader)
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


def _submissions(task: Task) -> Iterator[Entry]:
    people = ("by", "confirmed_by", "returned_by", "answered_for")
    rows = task.submissions.select_related(*people)
    for row in rows.prefetch_related("evidence__file"):
        yield Entry(
            row.at,
            "send",
            _("Result submitted"),
            f"{row.by}, {task.lead_agency}",
            "mid",
            _result_of(row),
            list(row.evidence.all()),
        )
        yield from _answer(task, row)


def _result_of(row: ResultSubmission) -> str:
    """The words of the result, with the review report they name."""
    if not row.report_code:
        return row.result
    return f"{row.result}\n{_('Review report')}: {row.report_code}"


def _answer(task: Task, row: ResultSubmission) -> Iterator[Entry]:
    if row.confirmed_at is not None:
        who = f"{who_did(row.confirmed_by, row.answered_for)}, {task.assigner}"
        yield Entry(row.confirmed_at, "check", _("Confirmed"), who, "ok", row.remark)
    if row.returned_at is not None:
        who = f"{who_did(row.returned_by, row.answered_for)}, {task.assigner}"
        yield Entry(row.returned_at, "back", _("Returned"), who, "no", row.reason)
    if row.taken_back_at is not None:
        who = f"{row.by}, {task.lead_agency}"
        yield Entry(row.taken_back_at, "back", _("Taken back by the sender"), who)


def _dues(task: Task) -> Iterator[Entry]:
    for row in list(task.dues.select_related("decided_by", "decided_for"))[1:]:
        title = _("Due date moved to %(day)s") % {"day": day(row.due_on)}
        who = who_did(row.decided_by, row.decided_for)
        # Of an extension that was granted these are the words of who asked for it.
        why = _("Why it was moved: %(words)s") % {"words": row.reason} if row.reason else ""
        yield Entry(row.decided_at, "extend", title, who, "mid", why)


def _extensions(task: Task) -> Iterator[Entry]:
    """What was asked for; what was granted stands among the due dates."""
    people = ("asked_by", "agency", "decided_by", "decided_for")
    for row in task.extensions.select_related(*people):
        who = f"{row.asked_by}, {row.agency}"
        title = _("Extension to %(day)s asked for") % {"day": day(row.due_on)}
        yield Entry(row.asked_at, "extend", title, who, words=row.reason)
        if row.taken_back_at is not None:
            yield Entry(row.taken_back_at, "back", _("Request for extension taken back"), who)
        if row.decided_at is not None and not row.is_granted:
            decider = f"{who_did(row.decided_by, row.decided_for)}, {task.assigner}"
            yield Entry(row.decided_at, "x", _("Extension refused"), decider, "no", row.answer)


def _explanations(task: Task) -> Iterator[Entry]:
    for row in task.explanations.select_related("asked_by", "answered_by", "agency"):
        title = _("Explanation asked for, by %(day)s") % {"day": day(row.answer_by)}
        asker = f"{row.asked_by}, {task.assigner}"
        yield Entry(row.asked_at, "warn", title, asker, "mid", row.question)
        if row.answered_at is not None:
            who = f"{row.answered_by}, {row.agency}"
            yield Entry(row.answered_at, "comment", _("Explanation given"), who, "", row.answer)


def _beginning(task: Task) -> Iterator[Entry]:
    who = f"{task.assigned_by}, {task.assigner}"
    yield Entry(task.assigned_at, "tasks", _("Assigned"), who)
    if task.accepted_at is not None:
        by = f"{task.accepted_by}, {task.lead_agency}"
        yield Entry(task.accepted_at, "check", _("Task accepted"), by, "ok")
