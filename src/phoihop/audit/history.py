"""The history of a record, in words for the reader."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from phoihop.audit.models import Change, Event
from phoihop.audit.services import kind_of

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ISO_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T.*")
_MOST = 500
Words = str | Promise


@dataclass(frozen=True)
class ChangeLine:
    """One changed fact as shown."""

    field: Words
    old: str | None
    new: str | None


@dataclass(frozen=True)
class HistoryLine:
    """One act as shown in the tab "Lịch sử"."""

    at: datetime
    real_at: datetime | None
    who: str
    agency: str
    words: Words
    changes: list[ChangeLine]


def history_of(record: models.Model) -> list[HistoryLine]:
    """What was done to the record, newest first; two queries."""
    events = (
        Event.objects.filter(kind=kind_of(record), object_id=record.pk)
        .select_related("by", "acting_agency")
        .prefetch_related("changes")
        .order_by("-id")[:_MOST]
    )
    return [_line(event) for event in events]


def _line(event: Event) -> HistoryLine:
    return HistoryLine(
        at=event.at,
        real_at=event.real_at,
        who=str(event.by) if event.by else "",
        agency=str(event.acting_agency) if event.acting_agency else "",
        words=verb_words(event.verb),
        changes=[_change(change) for change in event.changes.all()],
    )


def _change(change: Change) -> ChangeLine:
    field = _registry("FIELDS").get(change.field, change.field)
    return ChangeLine(field, _shown(change.old), _shown(change.new))


def verb_words(verb: str) -> Words:
    """What a verb such as "task.submitted" is called on screen."""
    return _registry("VERBS").get(verb, verb)


@cache
def _registry(name: str) -> dict[str, Words]:
    """The words that the rooms declare in their words.py."""
    found: dict[str, Words] = {}
    for config in apps.get_app_configs():
        module = f"{config.name}.words"
        if config.name.startswith("phoihop.") and find_spec(module):
            found |= getattr(import_module(module), name, {})
    return found


def _shown(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(filter(None, (_shown(item) for item in value)))
    text = str(value)
    if _ISO_DAY.fullmatch(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    if moment := _ISO_MOMENT.fullmatch(text):
        return f"{date.fromisoformat(moment.group(1)):%d/%m/%Y}"
    return text
