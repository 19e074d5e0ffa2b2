"""The history of one record, as its tab shows it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from phoihop.audit.models import Change, Event
from phoihop.audit.services import kind_of
from phoihop.audit.words import choice_words, field_words, verb_words

_MOST_ACTS = 300
_LONGEST = 2000


@dataclass(frozen=True)
class ChangeLine:
    """One field with both values in words; "" where there was none."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryLine:
    """One act. real_at: the true moment of an act on a simulated day."""

    at: datetime
    who: str
    agency: str
    words: str
    changes: list[ChangeLine]
    real_at: datetime | None
    verb: str


def history_of(obj: models.Model, *, most: int = _MOST_ACTS) -> list[HistoryLine]:
    """The newest acts on this record, 300 or fewer, newest first; of long texts their beginning.

    One query for the acts and one for their values.
    """
    kind = kind_of(obj)
    rows = Event.objects.filter(kind=kind, object_id=obj.pk)
    people = rows.select_related("by", "on_behalf_of", "acting_agency")
    events = list(people.order_by("-pk")[:most])
    changes: defaultdict[int, list[ChangeLine]] = defaultdict(list)
    said: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for change in Change.objects.filter(event__in=events).order_by("pk"):
        line = _line(kind, change)
        changes[change.event_id].append(line)
        said[change.event_id][change.field] = line.new
    return [
        HistoryLine(
            at=event.at,
            who=who_did(event.by, event.on_behalf_of),
            agency=str(event.acting_agency or ""),
            words=_filled(verb_words(event.verb), said[event.pk]),
            changes=changes[event.pk],
            real_at=event.real_at,
            verb=event.verb,
        )
        for event in events
    ]


def _filled(words: str, said: dict[str, str]) -> str:
    """Words that name facts of the act, as "Inherited from %(predecessor)s", with these facts."""
    return words % defaultdict(lambda: "…", said) if "%(" in words else words


def who_did(by: object, on_behalf_of: object) -> str:
    """The name of who did it, with the name of whose right was used; "" for the program."""
    if by is None or on_behalf_of is None:
        return str(by or "")
    return _("%(who)s, on behalf of %(other)s") % {"who": by, "other": on_behalf_of}


def acts_on_behalf(
    by: models.Model, on_behalf_of: models.Model, since: datetime, until: datetime
) -> list[tuple[Event, str]]:
    """The newest 300 acts of one person with the rights of another, each with its words.

    Both moments are included.
    """
    rows = Event.objects.filter(on_behalf_of=on_behalf_of.pk, by=by.pk, at__range=(since, until))
    return [(event, verb_words(event.verb)) for event in rows.order_by("-pk")[:_MOST_ACTS]]


def who_last(obj: models.Model, verb: str) -> str:
    """Who did this act on the record last, in one query; "" where nobody has."""
    rows = Event.objects.filter(kind=kind_of(obj), object_id=obj.pk, verb=verb)
    event = rows.select_related("by", "on_behalf_of").order_by("-pk").first()
    return who_did(event.by, event.on_behalf_of) if event is not None else ""


def _line(kind: str, change: Change) -> ChangeLine:
    if not change.salt:
        removed = _("removed")
        return ChangeLine(field_words(kind, change.field), removed, removed)
    return ChangeLine(
        field=field_words(kind, change.field),
        old=value_words(kind, change.field, change.old),
        new=value_words(kind, change.field, change.new),
    )


def value_words(kind: str, field: str, value: object) -> str:
    """A stored value as a person reads it: days as dd/mm/yyyy, choices by their labels."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(value_words(kind, field, item) for item in value)
    if (label := choice_words(kind, field, value)) is not None:
        return label
    if isinstance(value, str) and (moment := _moment(value)) is not None:
        return moment
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _moment(text: str) -> str | None:
    """A day or moment in the office's way; None for any other text."""
    try:
        found: date | datetime | None = parse_date(text) or parse_datetime(text)
    except ValueError:  # shaped like a day, and none: "2026-02-31"
        return None
    if isinstance(found, datetime):
        return f"{timezone.localtime(found) if found.tzinfo else found:%d/%m/%Y %H:%M}"
    return None if found is None else f"{found:%d/%m/%Y}"
