"""Many agencies or officials in one act, with a handful of statements whatever their number.

The rules are those of the single acts; each record has its own events and its card in the index.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from phoihop.agencies import errors
from phoihop.agencies.closure import derive_new
from phoihop.agencies.models import Agency, AgencyLink, Official, Position, Tenure
from phoihop.agencies.services import agencies as single
from phoihop.agencies.services import officials
from phoihop.agencies.services.checks import (
    agency_card,
    check,
    in_order,
    new,
    official_card,
)
from phoihop.audit import services as audit
from phoihop.search import services as search

if TYPE_CHECKING:
    from phoihop.accounts.models import User

_BATCH = 500


@dataclass(frozen=True)
class NewAgency:
    """One of many: values as for create_agency; parent: an agency, or the place in the list."""

    values: Mapping[str, object]
    parent: Agency | int | None = None


@dataclass(frozen=True)
class NewTenure:
    """An office that a new official holds; see add_tenure."""

    title: str
    agency: Agency | None = None
    position: Position | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class NewOfficial:
    """One of many: values as for create_official."""

    values: Mapping[str, object]
    tenures: Sequence[NewTenure] = field(default=())


@transaction.atomic
def create_agencies(
    entries: Sequence[NewAgency], *, by: "User | None", at: datetime
) -> list[Agency]:
    """Register many agencies, each under its parent from its first day on; in the same order.

    Raises PermissionDenied, CodeTaken, EndsBeforeStart, NotAlive, UnderItself.
    """
    check(by, "agencies.add_agency")
    made = [_agency(entry) for entry in entries]
    _codes_are_free(made)
    _no_circle(entries)
    Agency.objects.bulk_create(made, batch_size=_BATCH)
    parents = [made[e.parent] if isinstance(e.parent, int) else e.parent for e in entries]
    placed = [(child, parent) for child, parent in zip(made, parents, strict=True) if parent]
    AgencyLink.objects.bulk_create(
        [_link(child, parent) for child, parent in placed], batch_size=_BATCH
    )
    derive_new(made)
    created = [
        audit.Entry("agency.created", agency, new(entry.values))
        for agency, entry in zip(made, entries, strict=True)
    ]
    moved = [
        audit.Entry(
            "agency.placed",
            child,
            {"parent": (None, parent)} | new({"valid_from": child.valid_from}),
        )
        for child, parent in placed
    ]
    audit.record_many([*created, *moved], by=by, at=at)
    search.put_many(agency_card(agency) for agency in made)
    return made


def _agency(entry: NewAgency) -> Agency:
    agency = Agency(**{name: entry.values[name] for name in single.FIELDS if name in entry.values})
    in_order(agency.valid_from, agency.valid_to)
    agency.set_keys()
    return agency


def _codes_are_free(made: Sequence[Agency]) -> None:
    codes = [agency.code for agency in made if agency.code]
    if len(set(codes)) < len(codes) or Agency.objects.filter(code__in=codes).exists():
        raise errors.CodeTaken


def _no_circle(entries: Sequence[NewAgency]) -> None:
    """New agencies can only stand in a circle among themselves."""
    sound: set[int] = set()
    for start in range(len(entries)):
        way: set[int] = set()
        at: Agency | int | None = start
        while isinstance(at, int) and at not in sound:
            if at in way:
                raise errors.UnderItself
            way.add(at)
            at = entries[at].parent
        sound |= way


def _link(child: Agency, parent: Agency) -> AgencyLink:
    first, last = child.valid_from, parent.valid_to
    if first is not None and last is not None and last < first:
        raise errors.NotAlive
    ends = [day for day in (child.valid_to, parent.valid_to) if day is not None]
    return AgencyLink(
        child=child, parent=parent, valid_from=first, valid_to=min(ends, default=None)
    )


@transaction.atomic
def create_officials(
    entries: Sequence[NewOfficial], *, by: "User | None", at: datetime
) -> list[Official]:
    """Register many officials with the offices they hold; in the same order.

    Two of one name are two. Raises PermissionDenied, EndsBeforeStart.
    """
    check(by, "agencies.add_official")
    check(by, "agencies.add_tenure")
    made = [_official(entry) for entry in entries]
    Official.objects.bulk_create(made, batch_size=_BATCH)
    Tenure.objects.bulk_create(
        [
            Tenure(official=official, **vars(tenure))
            for official, entry in zip(made, entries, strict=True)
            for tenure in entry.tenures
        ],
        batch_size=_BATCH,
    )
    events = []
    for official, entry in zip(made, entries, strict=True):
        events.append(audit.Entry("official.created", official, new(entry.values)))
        events += [
            audit.Entry("tenure.added", official, new(vars(tenure))) for tenure in entry.tenures
        ]
    audit.record_many(events, by=by, at=at)
    search.put_many(
        official_card(official, [tenure.title for tenure in _latest_first(entry.tenures)])
        for official, entry in zip(made, entries, strict=True)
    )
    return made


def _official(entry: NewOfficial) -> Official:
    for tenure in entry.tenures:
        in_order(tenure.valid_from, tenure.valid_to)
    facts = {name: entry.values[name] for name in officials.FIELDS if name in entry.values}
    official = Official(**facts)
    official.set_keys()
    return official


def _latest_first(tenures: Sequence[NewTenure]) -> list[NewTenure]:
    return sorted(tenures, key=lambda tenure: tenure.valid_from or date.min, reverse=True)
