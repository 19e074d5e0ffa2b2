"""Tell people what happened, in the transaction of the change; and what they have seen."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import Role, User
from phoihop.agencies.models import Agency
from phoihop.audit.history import who_did
from phoihop.inbox.audience import Receiver, Telling, receivers
from phoihop.inbox.models import LONGEST_WORDS, Notice
from phoihop.inbox.registry import kind_of
from phoihop.inbox.verbs import OF_TALK, group_of, is_duty

_MOST_NAMES = 5
_MOST_VERBS = 8

Place = tuple[int, int, str, int]
"""User, agency, kind and id of the record: one unseen notice at most."""


def notify(  # noqa: PLR0913 -- the contract of every room, all by name
    record: Model,
    verb: str,
    *,
    to: Iterable[User] | QuerySet[User] = (),
    by: User | None,
    at: datetime,
    words: str = "",
    followers: bool = False,
) -> None:
    """Tell these people, and with `followers` those who follow the record, of one act on it.

    verb: dotted, as "documents.instructed"; see verbs.py for its words. words: what was said with
    the act, read only by who may read the words of the record. `by` is told nothing. Whoever has
    an unseen notice of this record gets this added to it. The number of statements does not
    depend on how many are told.
    """
    telling = Telling(
        record=record, words=words, users={user.pk for user in to}, followers=followers
    )
    notify_many(verb, [telling], by=by, at=at)


def notify_agency(  # noqa: PLR0913 -- the contract of every room, all by name
    agency: Agency,
    record: Model,
    verb: str,
    *,
    by: User | None,
    at: datetime,
    words: str = "",
    roles: Collection[str] = (Role.LEADER,),
    contacts: bool = True,
    followers: bool = False,
) -> None:
    """Tell the contact persons of an agency and who acts there in one of `roles`; see notify."""
    telling = Telling(
        record=record,
        words=words,
        agencies=[agency.pk],
        roles=roles,
        contacts=contacts,
        followers=followers,
    )
    notify_many(verb, [telling], by=by, at=at)


def notify_many(verb: str, tellings: Sequence[Telling], *, by: User | None, at: datetime) -> None:
    """The same act on many records: as many statements as for one."""
    on = timezone.localtime(at).date()
    duty = is_duty(verb)
    told = receivers(tellings, by=by, on=on, switch=group_of(verb), duty=duty)
    pairs = [
        (telling, receiver)
        for telling, people in zip(tellings, told, strict=True)
        for receiver in people
    ]
    if pairs:
        with transaction.atomic(savepoint=False):  # the caller's, if there is one
            _add_up(verb, pairs, by=who_did(by, by and by.on_behalf_of), at=at, duty=duty)


def _add_up(
    verb: str, pairs: Sequence[tuple[Telling, Receiver]], *, by: str, at: datetime, duty: bool
) -> None:
    """Make the rows that are missing, lock them all, add to each what happened.

    First made, then read: of two who tell the same person at once, the second waits here.
    """
    wanted = {
        _place(receiver, telling.record): (telling, duty and not receiver.follows)
        for telling, receiver in pairs
    }
    changed = []
    for row in _made_and_locked(wanted.keys(), at):
        telling, owed = wanted[_place_of(row)]
        _add(row, verb, telling.words, by, at)
        row.is_duty = row.is_duty or owed
        changed.append(row)
    Notice.objects.bulk_update(changed, ["said", "count", "first_at", "last_at", "is_duty"])


def _made_and_locked(wanted: Collection[Place], at: datetime) -> list[Notice]:
    """The unseen row of each place. What is seen before it is locked is made once more: then the
    row is this transaction's own, and nobody sees it before the end.
    """
    found: list[Notice] = []
    missing = set(wanted)
    for _turn in range(2):
        if not missing:
            break
        Notice.objects.bulk_create(
            [
                Notice(
                    user_id=user, agency_id=agency, kind=kind, object_id=pk, first_at=at, last_at=at
                )
                for user, agency, kind, pk in sorted(missing)
            ],
            ignore_conflicts=True,
        )
        rows = Notice.objects.select_for_update().filter(
            seen_at=None,
            user__in={place[0] for place in missing},
            kind__in={place[2] for place in missing},
            object_id__in={place[3] for place in missing},
        )
        new = [row for row in rows.order_by("pk") if _place_of(row) in missing]
        missing -= {_place_of(row) for row in new}
        found += new
    return found


def _place_of(row: Notice) -> Place:
    return row.user_id, row.agency_id, row.kind, row.object_id


def _place(receiver: Receiver, record: Model) -> Place:
    return receiver.user, receiver.agency, kind_of(record), int(record.pk)


def _add(row: Notice, verb: str, words: str, by: str, at: datetime) -> None:
    """One more act: its last words on top, everybody who did it, how often."""
    old: dict[str, Any] = next((one for one in row.said if one["verb"] == verb), {})
    names = [by, *(name for name in old.get("by", []) if name != by)] if by else old.get("by", [])
    entry = {
        "verb": verb,
        "count": old.get("count", 0) + 1,
        "words": vntext.nfc(words).strip()[:LONGEST_WORDS] or old.get("words", ""),
        "by": names[:_MOST_NAMES],
        "at": at.isoformat(),
    }
    others = [one for one in row.said if one["verb"] != verb]
    row.said = [entry, *others][:_MOST_VERBS]
    row.count += 1
    row.first_at, row.last_at = min(row.first_at, at), max(row.last_at, at)


def mark_seen(user: User, shown: Mapping[int, int], at: datetime) -> list[int]:
    """Note that the user has seen these own notices; return those that were unseen until now.

    shown: {id: how many acts were shown}. What has had something added since stays unseen.
    """
    with transaction.atomic():
        rows = _own(user, shown).filter(seen_at=None).select_for_update().order_by("pk")
        unseen = [row.pk for row in rows if row.count == shown[row.pk]]
        if unseen:
            Notice.objects.filter(pk__in=unseen).update(seen_at=at)
    return unseen


def mark_unseen(user: User, ids: Collection[int]) -> None:
    """Undo mark_seen. Where the same record has told of itself anew, the older one stays seen."""
    with transaction.atomic():
        rows = list(_own(user, ids).filter(seen=1).order_by("-pk"))
        again = Notice.objects.filter(user=user, seen_at=None)
        taken = set(again.values_list("agency", "kind", "object_id"))
        back = []
        for row in rows:
            place = (row.agency_id, row.kind, row.object_id)
            if place not in taken:
                taken.add(place)
                back.append(row.pk)
        Notice.objects.filter(pk__in=back).update(seen_at=None)


def replace_words(record: Model, old: str, new: str) -> None:
    """Say `new` ("" for nothing) where notices of talk about this record quote `old`.

    Other acts may have been done with the same words: those stay.
    """
    quoted = old.strip()[:LONGEST_WORDS]
    changed = []
    rows = Notice.objects.filter(kind=kind_of(record), object_id=record.pk)
    for row in rows.select_for_update().order_by("pk"):
        found = [one for one in row.said if one["verb"] in OF_TALK and one["words"] == quoted]
        for one in found:
            one["words"] = new.strip()[:LONGEST_WORDS]
        if found:
            changed.append(row)
    Notice.objects.bulk_update(changed, ["said"])


def _own(user: User, ids: Collection[int]) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user, pk__in=ids)


def forget_old(unseen_before: datetime, seen_before: datetime) -> int:
    """Delete notices that nobody looks for any more; return how many."""
    unseen = Notice.objects.filter(seen=0, last_at__lt=unseen_before).delete()[0]
    return unseen + Notice.objects.filter(seen=1, last_at__lt=seen_before).delete()[0]
