"""Turns in the course of a task: stopped, taken up again, passed on, given to somebody else.

The history keeps them with every value; the course says each in a line between the updates.
"""

from collections.abc import Iterator
from typing import Final

from django.db.models import Prefetch

from phoihop.accounts.models import User
from phoihop.audit.history import who_did
from phoihop.audit.models import Change, Event
from phoihop.audit.services import kind_of
from phoihop.audit.words import verb_words
from phoihop.tasks.models import Task
from phoihop.tasks.timeline import Entry, add_source

# {what the history calls it: icon, colour}
_TURNS: Final = {
    "task.suspended": ("off", "mid"),
    "task.resumed": ("go", ""),
    "task.withdrawn": ("out", "no"),
    "task.lead_changed": ("swap", "mid"),
    "task.person_changed": ("user", ""),
}


def turns_of(task: Task, _reader: User) -> Iterator[Entry]:
    """What happened to the task as a whole, with the reason; two queries at the most."""
    reasons = Prefetch("changes", Change.objects.filter(field__in=("reason", "stop_reason")))
    rows = Event.objects.filter(kind=kind_of(task), object_id=task.pk, verb__in=_TURNS)
    people = ("by", "on_behalf_of", "acting_agency")
    for row in rows.select_related(*people).prefetch_related(reasons):
        icon, colour = _TURNS[row.verb]
        said = (who_did(row.by, row.on_behalf_of), str(row.acting_agency or ""))
        who = ", ".join(part for part in said if part)
        why = "; ".join(str(change.new) for change in row.changes.all() if change.new)
        yield Entry(row.at, icon, verb_words(row.verb), who, colour, why)


add_source(turns_of)
