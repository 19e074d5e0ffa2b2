"""What came after an act and rests on it: then it can no longer be undone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.accounts.models import Membership, User
from phoihop.agencies.estates import every_estate
from phoihop.agencies.journal import Trace, changed_since
from phoihop.audit.models import Event
from phoihop.audit.words import verb_words
from phoihop.succession.errors import DependsOnIt
from phoihop.succession.models import Run
from phoihop.succession.records import keys_by_kind

_AT_ONCE = 500
_NAMED = 10


@dataclass(frozen=True)
class Dependent:
    """One later act: the record's short name, what was done, when (None: not known)."""

    label: str
    words: str
    at: datetime | None

    def __str__(self) -> str:
        when = f" {timezone.localtime(self.at):%d/%m/%Y %H:%M}" if self.at else ""
        return f"{self.label}, {self.words}{when}"


def dependents_of(run: Run, traces: Sequence[Trace]) -> list[Dependent]:
    """Acts on the records of the run, and acts of moved members for their new agency, since then.

    Also rows that somebody changed without leaving an event.
    """
    found = [*_on_records(run), *_by_moved_members(run, traces)]
    if found:
        return found
    loose = {(trace.model, trace.pk) for trace in traces if trace.loose}
    return [
        Dependent(f"{trace.model} {trace.pk}", _("changed"), None)
        for trace in changed_since(traces)
        if (trace.model, trace.pk) not in loose
    ]


def _on_records(run: Run) -> Iterator[Dependent]:
    for kind, keys in keys_by_kind(run).items():
        estates = [estate for estate in every_estate() if estate.kind == kind]
        quiet = tuple(start for estate in estates for start in estate.quiet)
        said = {verb: words for estate in estates for verb, words in estate.said.items()}
        for start in range(0, len(keys), _AT_ONCE):
            later = Event.objects.filter(
                kind=kind, object_id__in=keys[start : start + _AT_ONCE], pk__gt=run.last_event
            )
            for event in later.order_by("pk"):
                if not event.verb.startswith(quiet or ("\0",)):
                    yield _dependent(event, str(said.get(event.verb, "")))


def _dependent(event: Event, words: str) -> Dependent:
    record = apps.get_model(event.kind)._default_manager.filter(pk=event.object_id).first()
    label = getattr(record, "code", "") or event.title
    plain = words or verb_words(event.verb)
    return Dependent(label, plain[:1].lower() + plain[1:], event.at)


def _by_moved_members(run: Run, traces: Sequence[Trace]) -> Iterator[Dependent]:
    made = [t.pk for t in traces if t.op == "new" and t.model == Membership._meta.label_lower]
    seats = dict(Membership.objects.filter(pk__in=made).values_list("user", "agency"))
    known = {(kind, pk) for kind, pk in run.records}
    later = Event.objects.filter(by__in=list(seats), pk__gt=run.last_event)
    for event in later.exclude(kind=User._meta.label_lower).order_by("pk"):
        mine = event.by_id is not None and seats.get(event.by_id) == event.acting_agency_id
        if mine and (event.kind, event.object_id) not in known:
            yield _dependent(event, "")


def refuse_dependents(found: Iterable[Dependent]) -> None:
    """Raise DependsOnIt, which names them."""
    rows = list(found)
    if not rows:
        return
    names = "; ".join(str(row) for row in rows[:_NAMED]) + (" …" if len(rows) > _NAMED else "")
    words = ngettext(
        "%(n)d act depends on it: %(what)s", "%(n)d acts depend on it: %(what)s", len(rows)
    )
    raise DependsOnIt(words % {"n": len(rows), "what": names})
