"""Who is told: persons, an agency's people, followers; each for the agency that sees the record."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q

from phoihop.accounts.models import Membership, ReadScope, Role, User
from phoihop.agencies.models import AgencyAncestor
from phoihop.agencies.querysets import alive_on
from phoihop.inbox.models import Follow, SwitchedOff
from phoihop.inbox.registry import declared, kind_of


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One record and whom to tell of it.

    users, officials: ids of persons. agencies: ids; told are their contact persons, with
    `contacts`, and who acts there in one of `roles`. followers: and who follows the record.
    without: ids of persons who are told otherwise.
    """

    record: Model
    words: str = ""
    users: Collection[int] = ()
    officials: Collection[int] = ()
    agencies: Collection[int] = ()
    roles: Collection[str] = ()
    contacts: bool = True
    followers: bool = False
    without: Collection[int] = ()


@dataclass(frozen=True)
class Receiver:
    """A person, and the agency for which this is the person's business.

    follows: told for no other reason than following the record.
    """

    user: int
    agency: int
    follows: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class _Member:
    user: int
    agency: int
    role: str
    is_contact: bool
    official: int | None
    is_acting: bool


def receivers(
    tellings: Sequence[Telling], *, by: User | None, on: date, switch: str, duty: bool
) -> list[list[Receiver]]:
    """For each telling who is told, without `by` and without who may not see the record.

    switch: the group of notices that a person may have switched off; a duty comes all the same,
    but not to who only follows. At most three queries, two more where a reader of everything
    under a place is among them.
    """
    members = _members(tellings, by, "" if duty else switch)
    following = _following(tellings, by, switch)
    wanted = [
        list(_of_one(telling, members, following.get(_key(telling.record), ())))
        for telling in tellings
    ]
    return _who_see([telling.record for telling in tellings], wanted, on)


def _key(record: Model) -> tuple[str, int]:
    return kind_of(record), int(record.pk)


def _wants(switch: str) -> Q:
    off = SwitchedOff.objects.filter(user=OuterRef("user"), what=switch)
    return ~Q(Exists(off)) if switch else Q()


def _members(tellings: Sequence[Telling], by: User | None, switch: str) -> list[_Member]:
    """The memberships that matter to any of the tellings, the oldest first."""
    users = {pk for telling in tellings for pk in telling.users}
    officials = {pk for telling in tellings for pk in telling.officials}
    agencies = {pk for telling in tellings for pk in telling.agencies}
    if not (users or officials or agencies):
        return []
    roles = {role for telling in tellings for role in telling.roles}
    asked = Q(user__in=users) | Q(user__official__in=officials)
    asked |= Q(agency__in=agencies) & (Q(is_contact=True) | Q(role__in=roles))
    rows = Membership.objects.current().filter(asked, _wants(switch), user__is_active=True)
    if by is not None:
        rows = rows.exclude(user=by.pk)
    names = ("user", "agency", "role", "is_contact", "user__official", "pk", "user__acting")
    return [
        _Member(user, agency, role, contact, official, pk == acting)
        for user, agency, role, contact, official, pk, acting in rows.order_by("pk").values_list(
            *names
        )
    ]


def _following(
    tellings: Sequence[Telling], by: User | None, switch: str
) -> dict[tuple[str, int], list[Receiver]]:
    asked: dict[str, list[int]] = defaultdict(list)
    for telling in tellings:
        if telling.followers:
            asked[kind_of(telling.record)].append(int(telling.record.pk))
    found: dict[tuple[str, int], list[Receiver]] = defaultdict(list)
    still = Membership.objects.current().filter(user=OuterRef("user"), agency=OuterRef("agency"))
    for kind, ids in asked.items():
        rows = Follow.objects.filter(
            _wants(switch),
            Exists(still),
            kind=kind,
            object_id__in=ids,
            stopped_at=None,
            user__is_active=True,
        )
        if by is not None:
            rows = rows.exclude(user=by.pk)
        for pk, user, agency in rows.order_by("pk").values_list("object_id", "user", "agency"):
            found[kind, pk].append(Receiver(user, agency, follows=True))
    return found


def _of_one(
    telling: Telling, members: Sequence[_Member], following: Collection[Receiver]
) -> Iterator[tuple[Receiver, bool]]:
    """Each who is meant; True where any agency of the person that sees the record will do."""
    for member in sorted(members, key=lambda m: not m.is_acting):
        if member.user in telling.without:
            continue
        if member.user in telling.users or member.official in telling.officials:
            yield Receiver(member.user, member.agency), True
        elif member.agency in telling.agencies and (
            (telling.contacts and member.is_contact) or member.role in telling.roles
        ):
            yield Receiver(member.user, member.agency), False
    for receiver in following:
        if receiver.user not in telling.without:
            yield receiver, False


def _who_see(
    records: Sequence[Model], wanted: list[list[tuple[Receiver, bool]]], on: date
) -> list[list[Receiver]]:
    """Of those meant, who sees the record; of a person with several agencies the first."""
    seeing = viewers_of(records, words=False)
    outside = {
        receiver.agency
        for record, meant in zip(records, wanted, strict=True)
        for receiver, _any in meant
        if (sees := seeing.get(_key(record))) is not None and receiver.agency not in sees
    }
    if outside:
        _add_scopes(seeing, records, outside, on)
    told = []
    for record, meant in zip(records, wanted, strict=True):
        sees = seeing.get(_key(record))
        chosen: dict[Receiver, None] = {}
        settled: set[int] = set()
        for receiver, any_agency in meant:
            if sees is not None and receiver.agency not in sees:
                continue
            if any_agency and receiver.user in settled:
                continue
            settled.add(receiver.user)
            chosen[receiver] = None
        told.append(list(chosen))
    return told


def viewers_of(records: Sequence[Model], *, words: bool) -> dict[tuple[str, int], set[int]]:
    """{record: ids of the agencies whose members see it}; one query a kind.

    Kinds that no room declares are left out: nothing is known of them.
    """
    by_kind: dict[str, list[int]] = defaultdict(list)
    for record in records:
        by_kind[kind_of(record)].append(int(record.pk))
    found: dict[tuple[str, int], set[int]] = {}
    for kind, ids in by_kind.items():
        if (talk := declared(kind)) is None:
            continue
        found |= {(kind, pk): set() for pk in ids}
        for pk, agency in talk.viewers(ids, words).values_list(talk.of, "agency"):
            found[kind, pk].add(agency)
    return found


def _add_scopes(
    seeing: dict[tuple[str, int], set[int]],
    records: Sequence[Model],
    agencies: Collection[int],
    on: date,
) -> None:
    """Let bodies that read everything under a place count among those who see these records."""
    scopes = list(
        ReadScope.objects.filter(alive_on(on), agency__in=agencies).values_list("agency", "root")
    )
    places = {
        key: talk.places(record)
        for record in records
        if (key := _key(record)) in seeing and (talk := declared(key[0])) is not None
    }
    if not scopes:
        return
    under = set(
        AgencyAncestor.objects.filter(
            alive_on(on),
            ancestor__in={root for _agency, root in scopes},
            agency__in={place for all_places in places.values() for place in all_places},
        ).values_list("ancestor", "agency")
    )
    for key, held in places.items():
        seeing[key] |= {
            agency for agency, root in scopes if any((root, place) in under for place in held)
        }


def people_reading(record: Any, on: date) -> Any:
    """The memberships through which the words of the record are read that day, active people."""
    talk = declared(kind_of(record))
    rows = Membership.objects.current().filter(user__is_active=True)
    if talk is None:
        return rows.none()
    roots = AgencyAncestor.objects.filter(alive_on(on), agency__in=talk.places(record))
    scopes = ReadScope.objects.filter(alive_on(on), root__in=roots.values("ancestor"))
    agency = Q(agency__in=talk.viewers([record.pk], True).values("agency"))
    agency |= Q(agency__in=scopes.filter(inspectors_only=False).values("agency"))
    agency |= Q(role=Role.INSPECTOR, agency__in=scopes.values("agency"))
    return rows.filter(agency).annotate(name_key=F("user__name_key"))
