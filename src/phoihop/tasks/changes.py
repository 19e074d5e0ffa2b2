"""What changed in tasks since a day: as a filter of the list, and in words under its rows.

Taken from the history. Shown are only acts and values that everybody who sees the state of a task
may know: no words of updates, results or reasons.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from phoihop.audit.history import ChangeLine, value_words
from phoihop.audit.models import Change, Event
from phoihop.audit.words import field_words, verb_words

KIND: Final = "tasks.task"
# Acts on the course of a task; what is said in discussions or of files is told elsewhere.
_COURSE: Final = ("task.", "submission.", "extension.", "explanation.", "contribution.")
_ACTS: Final = reduce(or_, (Q(verb__startswith=start) for start in _COURSE))
_FIELDS: Final = frozenset({"due_on", "percent", "lead_agency", "person_in_charge", "title"})
_MOST: Final = 5


@dataclass(frozen=True)
class Changed:
    """One act on a task: when, in which words, with the values that everybody may know."""

    at: datetime
    words: str
    values: list[ChangeLine]


@dataclass(frozen=True)
class Changes:
    """The newest acts on a task since a day, and how many there were besides."""

    shown: list[Changed]
    more: int


def changed_since(day: date) -> Q:
    """Tasks on which something was done on this day or later."""
    acts = Event.objects.filter(_ACTS, kind=KIND, object_id=OuterRef("pk"), at__gte=begin_of(day))
    return Q(Exists(acts))


def changes_of(keys: Collection[int], since: date) -> dict[int, Changes]:
    """{task: what was done on it since that day, newest first}; two queries for all."""
    values = Prefetch("changes", Change.objects.filter(field__in=_FIELDS).order_by("pk"))
    events = (
        Event.objects.filter(_ACTS, kind=KIND, object_id__in=keys, at__gte=begin_of(since))
        .order_by("-at", "-pk")
        .prefetch_related(values)
    )
    found: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        found[event.object_id].append(event)
    return {
        key: Changes([_read(event) for event in acts[:_MOST]], max(0, len(acts) - _MOST))
        for key, acts in found.items()
    }


def begin_of(day: date) -> datetime:
    """The first moment of a day in the office's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _read(event: Event) -> Changed:
    values = [
        ChangeLine(
            field_words(KIND, change.field),
            value_words(KIND, change.field, change.old),
            value_words(KIND, change.field, change.new),
        )
        for change in event.changes.all()
        if change.salt and event.verb != "task.assigned"
    ]
    return Changed(event.at, verb_words(event.verb), values)
