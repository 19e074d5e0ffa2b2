"""Turns in the course of a task: stopped, taken up again, passed on, given to somebody else.

The history keeps them with every value; the course says each in a line between the updates.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from phoihop.accounts.models import User
from phoihop.audit.history import who_did
from phoihop.audit.models import Change
from phoihop.audit.words import verb_words
from phoihop.tasks.models import Task
from phoihop.tasks.timeline import Acts, Entry, add_source

# {what the history calls it: icon, colour}
_TURNS: Final = {
    "task.suspended": ("off", "mid"),
    "task.resumed": ("go", ""),
    "task.withdrawn": ("out", "no"),
    "task.lead_changed": ("swap", "mid"),
    "task.person_changed": ("user", ""),
}
_REASONS: Final = ("reason", "stop_reason")


def turns_of(_task: Task, _reader: User, acts: Acts) -> Iterator[Entry]:
    """What happened to the task as a whole, with the reason; one query where something did."""
    turns = [event for event in acts.events if event.verb in _TURNS]
    reasons: defaultdict[int, list[str]] = defaultdict(list)
    if turns:
        rows = Change.objects.filter(event__in=turns, field__in=_REASONS).order_by("pk")
        for key, new in rows.values_list("event", "new"):
            reasons[key] += [str(new)] if new else []
    for event in turns:
        icon, colour = _TURNS[event.verb]
        said = (who_did(event.by, event.on_behalf_of), str(event.acting_agency or ""))
        who = ", ".join(part for part in said if part)
        why = "; ".join(reasons[event.pk])
        yield Entry(event.at, icon, verb_words(event.verb), who, colour, why)


add_source(turns_of)
