"""What an office does with dossiers: list, open, fill, put in order, close, hand over.

The history names a record by kind and id; history.py gives it its name for who may see it.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone

from phoihop import vntext
from phoihop.accounts.models import Membership, User
from phoihop.agencies.models import Agency
from phoihop.audit import services as audit
from phoihop.dossiers import errors
from phoihop.dossiers.models import Archive, Dossier, DossierItem, HandOver
from phoihop.dossiers.records import KINDS, lines_of, name_of
from phoihop.dossiers.retention import retentions_on
from phoihop.inbox.services import notify
from phoihop.search import services as search


@dataclass(frozen=True, kw_only=True)
class DossierFacts:
    """An entry of the yearly list. opened_on: None for one that is only planned."""

    year: int
    code: str
    title: str
    keeper: User
    retention_years: int | None = None
    note: str = ""
    opened_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class HandOverFacts:
    """To which archive, on which day, under which minutes."""

    archive: str
    archive_name: str
    on: date
    minutes: str
    received_by: str = ""


@transaction.atomic
def list_dossier(
    facts: DossierFacts, *, by: User, at: datetime, form_key: uuid.UUID | None = None
) -> Dossier:
    """Put a dossier into the list of the agency the user acts for.

    form_key: of the form that was sent; sent again, the dossier it made comes back. Raises
    PermissionDenied, CodeTaken, KeeperElsewhere.
    """
    owner = by.acting_agency
    if owner is None or not by.has_perm("dossiers.add_dossier"):
        raise PermissionDenied
    # The same form twice: the second waits.
    Agency.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if form_key and (made := Dossier.objects.filter(form_key=form_key, owner=owner).first()):
        return made
    values = _values(facts, owner, at)
    _check_code(owner, values)
    dossier = Dossier(owner=owner, listed_at=at, listed_by=by, form_key=form_key, **values)
    dossier.save()
    said = {name: (None, value) for name, value in values.items() if value not in {None, ""}}
    said.pop("retention_source", None)
    audit.record("dossier.listed", dossier, by=by, at=at, changes=said)
    put_in_search(dossier)
    return dossier


@transaction.atomic
def edit_dossier(dossier: Dossier, facts: DossierFacts, *, by: User, at: datetime) -> Dossier:
    """Correct the facts of an open dossier.

    Raises PermissionDenied, DossierClosed, CodeTaken, KeeperElsewhere.
    """
    dossier = _open(dossier, by)
    values = _values(facts, dossier.owner, at)
    if values["retention_years"] == dossier.retention_years:
        values.pop("retention_source")  # as it was when the value was given
    if dossier.opened_on and not values["opened_on"]:
        values.pop("opened_on")
    _check_code(dossier.owner, values, but=dossier.pk)
    if audit.save_changes(dossier, values, verb="dossier.edited", by=by, at=at):
        put_in_search(dossier)
    return dossier


@transaction.atomic
def put_in(
    dossier: Dossier, record: Model, *, by: User, at: datetime, note: str = ""
) -> DossierItem:
    """Put a record at the end of a dossier; the first one opens it.

    Raises PermissionDenied, DossierClosed, NotSuchRecord, IsIn.
    """
    dossier = _open(dossier, by)
    kind = record._meta.label_lower
    if kind not in KINDS or not KINDS[kind].visible(by).filter(pk=record.pk).exists():
        raise errors.NotSuchRecord
    if dossier.items.filter(kind=kind, object_id=record.pk).exists():
        raise errors.IsIn
    if dossier.opened_on is None:
        on = timezone.localtime(at).date()
        audit.save_changes(dossier, {"opened_on": on}, verb="dossier.opened", by=by, at=at)
    last = dossier.items.aggregate(last=Max("position"))["last"] or 0
    item = DossierItem.objects.create(
        dossier=dossier,
        kind=kind,
        object_id=record.pk,
        position=last + 1,
        note=_line(note),
        added_at=at,
        added_by=by,
    )
    said = {"record": (None, name_of(record))} | ({"note": (None, item.note)} if item.note else {})
    audit.record("dossier.filled", dossier, by=by, at=at, changes=said)
    return item


@transaction.atomic
def take_out(item: DossierItem, *, by: User, at: datetime) -> None:
    """Take a record out of an open dossier; the record itself stays where it is.

    Raises PermissionDenied, DossierClosed.
    """
    dossier = _open(item.dossier, by)
    name = f"{item.kind}:{item.object_id}"
    item.delete()
    audit.record("dossier.emptied", dossier, by=by, at=at, changes={"record": (name, None)})


@transaction.atomic
def annotate(item: DossierItem, note: str, *, by: User, at: datetime) -> None:
    """Write a note on a record of an open dossier. Raises PermissionDenied, DossierClosed."""
    dossier = _open(item.dossier, by)
    old, new = item.note, _line(note)
    if old == new:
        return
    item.note = new
    item.save(update_fields=["note"])
    changes: dict[str, tuple[object, object]] = {
        "record": (None, f"{item.kind}:{item.object_id}"),
        "note": (old, new),
    }
    audit.record("dossier.noted", dossier, by=by, at=at, changes=changes)


@transaction.atomic
def move(item: DossierItem, *, up: bool, by: User, at: datetime) -> None:
    """Let a record change places with its neighbour. Raises PermissionDenied, DossierClosed."""
    dossier = _open(item.dossier, by)
    items = list(dossier.items.select_for_update())
    at_now = next((n for n, one in enumerate(items) if one.pk == item.pk), None)
    other = None if at_now is None else at_now + (-1 if up else 1)
    if at_now is None or other is None or not 0 <= other < len(items):
        return
    items[at_now], items[other] = items[other], items[at_now]
    _renumber(dossier, items, by, at)


@transaction.atomic
def order_by_day(dossier: Dossier, *, by: User, at: datetime) -> None:
    """Put the records in the order of their days (NĐ 30/2020: trình tự thời gian).

    What has no day, or may not be seen by the user, stays behind the others in its order. Raises
    PermissionDenied, DossierClosed.
    """
    dossier = _open(dossier, by)
    lines = lines_of(dossier.items.select_for_update(), by)
    ordered = sorted(lines, key=lambda line: line.day or date.max)
    _renumber(dossier, [line.item for line in ordered], by, at)


@transaction.atomic
def close_dossier(dossier: Dossier, *, work_ended_on: date, by: User, at: datetime) -> Dossier:
    """Close a dossier: it is frozen from now on.

    Raises PermissionDenied, DossierClosed, NothingInside, EndsBeforeOpened, EndsInFuture.
    """
    dossier = _open(dossier, by, "dossiers.close_dossier")
    if not dossier.items.exists() or dossier.opened_on is None:
        raise errors.NothingInside
    if work_ended_on < dossier.opened_on:
        raise errors.EndsBeforeOpened
    if work_ended_on > timezone.localtime(at).date():
        raise errors.EndsInFuture
    dossier.work_ended_on, dossier.closed_at, dossier.closed_by = work_ended_on, at, by
    dossier.save(update_fields=["work_ended_on", "closed_at", "closed_by"])
    count = dossier.items.count()
    audit.record("dossier.closed", dossier, by=by, at=at, work_ended_on=work_ended_on, count=count)
    return dossier


@transaction.atomic
def reopen_dossier(dossier: Dossier, *, reason: str, by: User, at: datetime) -> Dossier:
    """Open a closed dossier again, with a reason.

    Raises PermissionDenied, NotClosed, ReasonRequired, HandedOver.
    """
    dossier = _locked(dossier, by, "dossiers.reopen_dossier")
    if not dossier.is_closed:
        raise errors.NotClosed
    if dossier.hand_overs.exists():
        raise errors.HandedOver
    if not _line(reason):
        raise errors.ReasonRequired
    old = dossier.work_ended_on
    dossier.work_ended_on = dossier.closed_at = dossier.closed_by = dossier.reminded_on = None
    dossier.save(update_fields=["work_ended_on", "closed_at", "closed_by", "reminded_on"])
    changes: dict[str, tuple[object, object]] = {
        "work_ended_on": (old, None),
        "reason": (None, _line(reason)),
    }
    audit.record("dossier.reopened", dossier, by=by, at=at, changes=changes)
    notify(dossier, "dossiers.reopened", to=[dossier.keeper], by=by, at=at, words=_line(reason))
    return dossier


@transaction.atomic
def hand_over(dossier: Dossier, facts: HandOverFacts, *, by: User, at: datetime) -> HandOver:
    """Note that an archive has taken a closed dossier.

    Raises PermissionDenied, NotClosed, NotForEver, HandedOverBefore, HandedOverTooEarly.
    """
    dossier = _locked(dossier, by, "dossiers.close_dossier")
    if dossier.work_ended_on is None:
        raise errors.NotClosed
    if facts.archive == Archive.HISTORICAL and dossier.retention_years is not None:
        raise errors.NotForEver
    if dossier.hand_overs.filter(archive=facts.archive).exists():
        raise errors.HandedOverBefore
    if not dossier.work_ended_on <= facts.on <= timezone.localtime(at).date():
        raise errors.HandedOverTooEarly
    made = HandOver.objects.create(
        dossier=dossier,
        archive=facts.archive,
        archive_name=_line(facts.archive_name),
        on=facts.on,
        minutes=_line(facts.minutes),
        received_by=_line(facts.received_by),
        handed_by=by,
        noted_at=at,
    )
    names = ("archive", "archive_name", "on", "minutes", "received_by")
    said = {name: getattr(made, name) for name in names if getattr(made, name)}
    changes = {name: (None, value) for name, value in said.items()}
    audit.record("dossier.handed_over", dossier, by=by, at=at, changes=changes)
    return made


def put_in_search(dossier: Dossier) -> None:
    """What the search box finds of a dossier: its own line, never what its records say."""
    search.put(
        dossier,
        title=str(dossier),
        hint=f"{dossier.owner} · {dossier.year}",
        text=dossier.note,
        symbols=[dossier.code],
        date=dossier.opened_on or date(dossier.year, 1, 1),
        owner=dossier.owner,
        viewers=[dossier.owner_id],
    )


def keepers_of(agency: Agency) -> "Sequence[User]":
    """Who may keep a dossier of this agency: its members of today, by name."""
    members = Membership.objects.current().filter(agency=agency).values("user")
    return list(User.objects.filter(pk__in=members, is_active=True).order_by("name_key", "pk"))


def _locked(dossier: Dossier, by: User, permission: str) -> Dossier:
    locked = Dossier.objects.select_for_update(of=("self",)).select_related("owner", "keeper")
    dossier = locked.get(pk=dossier.pk)
    if not by.has_perm(permission, dossier):
        raise PermissionDenied
    return dossier


def _open(dossier: Dossier, by: User, permission: str = "dossiers.change_dossier") -> Dossier:
    dossier = _locked(dossier, by, permission)
    if dossier.is_closed:
        raise errors.DossierClosed
    return dossier


def _values(facts: DossierFacts, owner: Agency, at: datetime) -> dict[str, Any]:
    members = Membership.objects.current().filter(agency=owner, user=facts.keeper)
    if not members.exists():
        raise errors.KeeperElsewhere
    on = timezone.localtime(at).date()
    sources = {one.years: one.source for one in retentions_on(on)}
    return {
        "year": facts.year,
        "code": _line(facts.code),
        "title": _line(facts.title),
        "retention_years": facts.retention_years,
        "retention_source": sources.get(facts.retention_years, ""),
        "keeper": facts.keeper,
        "note": _line(facts.note),
        "opened_on": facts.opened_on,
    }


def _check_code(owner: Agency, values: dict[str, Any], but: int | None = None) -> None:
    same = Dossier.objects.filter(owner=owner, year=values["year"], code=values["code"])
    if (same.exclude(pk=but) if but else same).exists():
        raise errors.CodeTaken


def _renumber(dossier: Dossier, items: Sequence[DossierItem], by: User, at: datetime) -> None:
    changed = []
    for position, item in enumerate(items, 1):
        if item.position != position:
            item.position = position
            changed.append(item)
    if changed:
        DossierItem.objects.bulk_update(changed, ["position"])
        audit.record("dossier.ordered", dossier, by=by, at=at, count=len(items))


def _line(text: str) -> str:
    """One line in normal form."""
    return vntext.nfc(" ".join(text.replace("\0", "").split()))
