"""The history: one event for each act, in the order of time, with the values it changed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from operator import attrgetter
from random import Random
from typing import NamedTuple

from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.audit.models import Change, Event
from phoihop.audit.services import digest
from phoihop.tasks.models import Task

_CHUNK = 2000


class Trace(NamedTuple):
    """An act on a task: {field: new value} as the services say it."""

    at: datetime
    verb: str
    task: Task
    by: User
    agency: Agency
    said: Mapping[str, str | int | None]


def write_traces(traces: list[Trace], rng: Random, progress: Callable[[int], object]) -> None:
    """Write events in the order of time, as they would have come; their changes with them."""
    traces.sort(key=attrgetter("at"))
    for start in range(0, len(traces), _CHUNK):
        part = traces[start : start + _CHUNK]
        _write(part, rng)
        progress(len(part))


@transaction.atomic
def _write(traces: list[Trace], rng: Random) -> None:
    events = Event.objects.bulk_create(
        Event(
            at=trace.at,
            by=trace.by,
            acting_agency=trace.agency,
            verb=trace.verb,
            kind="tasks.task",
            object_id=trace.task.pk,
            title=str(trace.task)[:300],
        )
        for trace in traces
    )
    Change.objects.bulk_create(
        _change(event, name, value, rng)
        for event, trace in zip(events, traces, strict=True)
        for name, value in trace.said.items()
    )


def _change(event: Event, name: str, value: str | int | None, rng: Random) -> Change:
    salt = rng.randbytes(16).hex()
    return Change(
        event=event, field=name, new=value, salt=salt, digest=digest(salt, name, None, value)
    )
