"""Record an act in the transaction of its change."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from phoihop.audit.models import Change, Event, Removal
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User


_AT_ONCE = 500


class NotInTransaction(RuntimeError):
    """An act was recorded outside the transaction of its change."""


@dataclass(frozen=True)
class Entry:
    """One event to be written: facts are {field: (old, new)}."""

    verb: str
    record: models.Model
    facts: Mapping[str, tuple[object, object]]


def kind_of(record: models.Model | type[models.Model]) -> str:
    """The name under which events of such records are kept, as "tasks.task"."""
    return record._meta.label_lower


def record(
    verb: str,
    obj: models.Model,
    *,
    by: "User | None",
    at: datetime,
    changes: Mapping[str, tuple[object, object]] | None = None,
    **said: object,
) -> Event:
    """Write one event; `changes` are {field: (old, new)}, `said` are words given with the act.

    Raises NotInTransaction outside `transaction.atomic`: the trace and the change stand together.
    """
    facts = dict(changes or {}) | {field: (None, value) for field, value in said.items()}
    return record_many([Entry(verb, obj, facts)], by=by, at=at)[0]


def record_many(entries: Iterable[Entry], *, by: "User | None", at: datetime) -> list[Event]:
    """Write the events of a bulk act with one statement for the events and one for their facts."""
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction
    entries = list(entries)
    agency = by.acting_agency if by else None
    real_at = clock.real_now() if clock.is_simulated() else None
    events = Event.objects.bulk_create(
        Event(
            at=at,
            real_at=real_at,
            by=by,
            on_behalf_of=by.on_behalf_of if by else None,
            acting_agency=agency,
            verb=entry.verb,
            kind=kind_of(entry.record),
            object_id=entry.record.pk,
            title=str(entry.record)[:300],
        )
        for entry in entries
    )
    Change.objects.bulk_create(
        _change(event, field, old, new)
        for event, entry in zip(events, entries, strict=True)
        for field, (old, new) in entry.facts.items()
    )
    return events


def save_changes(
    obj: models.Model, values: Mapping[str, object], *, verb: str, by: "User | None", at: datetime
) -> bool:
    """Set `values` on a loaded row, save just these fields and record what differed.

    Returns False, and leaves no trace, when nothing differs.
    """
    before = {field: getattr(obj, field) for field in values}
    changed = {field: new for field, new in values.items() if before[field] != new}
    if not changed:
        return False
    for field, new in changed.items():
        setattr(obj, field, new)
    obj.save(update_fields=list(changed))
    record(verb, obj, by=by, at=at, changes={f: (before[f], changed[f]) for f in changed})
    return True


@transaction.atomic
def remove_values(changes: Iterable[Change], *, because: Event) -> int:
    """Take values and salts of these changes away; their digests stay in the chain.

    because: the redaction that says who did it, when and why. It excuses only what stood before it:
    changes written later stay. Return how many changes were emptied.
    """
    ids = [change.pk for change in changes if change.salt and change.event_id <= because.pk]
    for at in range(0, len(ids), _AT_ONCE):
        part = ids[at : at + _AT_ONCE]
        Change.objects.filter(pk__in=part).update(old=None, new=None, salt="")
        Removal.objects.bulk_create(Removal(change_id=pk, because=because) for pk in part)
    return len(ids)


def _change(event: Event, field: str, old: object, new: object) -> Change:
    salt = secrets.token_hex(16)
    plain_old, plain_new = _plain(old), _plain(new)
    return Change(
        event=event,
        field=field,
        old=plain_old,
        new=plain_new,
        salt=salt,
        digest=digest(salt, field, plain_old, plain_new),
    )


def digest(salt: str, field: str, old: Any, new: Any) -> str:
    """The digest that enters the ledger: SHA-256 over salt, field and both values."""
    text = json.dumps([salt, field, old, new], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> Any:
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return str(value)
