"""Keep a list under a name, share it, order it, see it first, forget it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.http import QueryDict

from phoihop import vntext
from phoihop.accounts.checks import locked
from phoihop.accounts.models import User
from phoihop.audit import services as audit
from phoihop.lists import errors
from phoihop.lists.models import FirstLook, KeptList
from phoihop.tasks.filters import FilterForm

MOST: Final = 20
_LONGEST_NAME: Final = 60
_LONGEST_QUERY: Final = 1000


def canonical(params: QueryDict) -> str:
    """The conditions as they are kept: known ones, in one order, without the empty ones.

    "state=" (everything) is a condition of its own.
    """
    kept = QueryDict(mutable=True)
    for name in FilterForm.base_fields:
        if value := " ".join(params.get(name, "").split()):
            kept[name] = value
    return kept.urlencode() or "state="


@transaction.atomic
def keep_list(params: QueryDict, *, name: str, is_shared: bool, by: User, at: datetime) -> KeptList:
    """Keep these conditions under a name, as the last of one's lists.

    Raises PermissionDenied, NameNeeded, NameTaken, NothingToKeep, TooManyKept.
    """
    agency = by.acting_agency
    if agency is None:
        raise PermissionDenied
    locked(by)  # posted twice at once, the second finds the row of the first
    query = canonical(params)
    if len(query) > _LONGEST_QUERY:
        raise errors.NothingToKeep
    mine = KeptList.objects.owned_by(by)
    name = _named(name, mine)
    if mine.count() >= MOST:
        raise errors.TooManyKept
    last = mine.aggregate(last=Max("position"))["last"]
    kept = KeptList.objects.create(
        owner=by,
        agency=agency,
        name=name,
        query=query,
        is_shared=is_shared,
        position=0 if last is None else last + 1,
        kept_at=at,
    )
    audit.record("list.kept", kept, by=by, at=at, query=query, is_shared=is_shared)
    return kept


def _named(name: str, others: Iterable[KeptList]) -> str:
    name = " ".join(vntext.nfc(name).split())[:_LONGEST_NAME]
    if not name:
        raise errors.NameNeeded
    if any(vntext.same(other.name, name) for other in others):
        raise errors.NameTaken
    return name


@transaction.atomic
def change_list(kept: KeptList, *, name: str, is_shared: bool, by: User, at: datetime) -> KeptList:
    """Call it otherwise, share it or keep it to oneself.

    Raises PermissionDenied, NameNeeded, NameTaken.
    """
    kept = _own(kept, by)
    others = KeptList.objects.owned_by(by).exclude(pk=kept.pk)
    values = {"name": _named(name, others), "is_shared": is_shared}
    audit.save_changes(kept, values, verb="list.changed", by=by, at=at)
    if not is_shared:  # nobody begins with a list that is not theirs to open
        FirstLook.objects.filter(kept=kept).exclude(user=by).delete()
    return kept


@transaction.atomic
def forget_list(kept: KeptList, *, by: User, at: datetime) -> None:
    """Take it away for good. Raises PermissionDenied."""
    kept = _own(kept, by)
    audit.record("list.forgotten", kept, by=by, at=at, query=kept.query)
    kept.delete()


@transaction.atomic
def move_list(kept: KeptList, *, up: bool, by: User, at: datetime) -> None:
    """Put it one place further up or down among one's own. Raises PermissionDenied."""
    kept = _own(kept, by)
    order = list(KeptList.objects.owned_by(by).order_by("position", "pk"))
    place = next(number for number, one in enumerate(order) if one.pk == kept.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for number, one in enumerate(order):
        one.position = number
    KeptList.objects.bulk_update(order, ["position"])
    audit.record("list.moved", kept, by=by, at=at, position=other + 1)


@transaction.atomic
def see_first(kept: KeptList | None, *, by: User, at: datetime) -> None:
    """Begin with this list, own or shared; None: with the unfinished tasks, as at first.

    Raises PermissionDenied.
    """
    agency = by.acting_agency
    if agency is None:
        raise PermissionDenied
    if kept is None:
        rows = FirstLook.objects.filter(user=by, agency=agency).select_related("kept")
        for row in rows:
            audit.record("list.not_first", row.kept, by=by, at=at)
        rows.delete()
        return
    if not KeptList.objects.visible_to(by).filter(pk=kept.pk).exists():
        raise PermissionDenied
    FirstLook.objects.update_or_create(user=by, agency=agency, defaults={"kept": kept})
    audit.record("list.first", kept, by=by, at=at)


def first_look_of(user: User) -> str:
    """The conditions this person begins with, "" for those of everybody."""
    if user.acting_agency is None:
        return ""
    rows = FirstLook.objects.filter(
        user=user, agency=user.acting_agency, kept__in=KeptList.objects.visible_to(user)
    )
    return rows.values_list("kept__query", flat=True).first() or ""


def _own(kept: KeptList, by: User) -> KeptList:
    locked(by)
    own = KeptList.objects.owned_by(by).filter(pk=kept.pk).first()
    if own is None:
        raise PermissionDenied
    return own
