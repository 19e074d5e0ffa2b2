"""Follow a record, stop following it, and what makes one follow without asking."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Model

from phoihop.accounts.models import Membership, User
from phoihop.inbox.models import Follow, SwitchedOff
from phoihop.inbox.registry import kind_of

# What makes a person follow by itself, unless switched off.
ASSIGNED, IN_CHARGE, COMMENTED = "follow.assigned", "follow.in_charge", "follow.commented"


def follow(user: User, record: Model, at: datetime) -> None:
    """From now on the user is told what happens to the record. Raises PermissionDenied.

    Whether the user sees it is asked by who fetched it.
    """
    agency = user.acting_agency
    if agency is None:
        raise PermissionDenied
    Follow.objects.update_or_create(
        user=user,
        agency=agency,
        kind=kind_of(record),
        object_id=record.pk,
        defaults={"stopped_at": None},
        create_defaults={"since": at},
    )


def unfollow(user: User, record: Model, at: datetime) -> None:
    """Stop; nothing that follows by itself begins again. Raises PermissionDenied."""
    agency = user.acting_agency
    if agency is None:
        raise PermissionDenied
    Follow.objects.update_or_create(
        user=user,
        agency=agency,
        kind=kind_of(record),
        object_id=record.pk,
        defaults={"stopped_at": at},
        create_defaults={"since": at, "stopped_at": at},
    )


def follow_quietly(
    why: str, who: Iterable[tuple[int, int]], records: Iterable[Model], at: datetime
) -> None:
    """Let (user, agency) follow each the record at its place, unless they chose otherwise.

    why: ASSIGNED, IN_CHARGE or COMMENTED. Two statements, whatever their number.
    """
    pairs = list(zip(who, records, strict=True))
    users = {user for (user, _agency), _record in pairs}
    off = set(SwitchedOff.objects.filter(user__in=users, what=why).values_list("user", flat=True))
    Follow.objects.bulk_create(
        [
            Follow(
                user_id=user, agency_id=agency, kind=kind_of(record), object_id=record.pk, since=at
            )
            for (user, agency), record in pairs
            if user not in off
        ],
        ignore_conflicts=True,
    )


def follow_in_charge(records: Iterable[tuple[Model, int, int]], at: datetime) -> None:
    """Let the account of an official follow what the official is put in charge of.

    records: (record, official, agency in which the official works). Three statements.
    """
    wanted = list(records)
    members = Membership.objects.current().filter(
        user__official__in={official for _record, official, _agency in wanted},
        agency__in={agency for _record, _official, agency in wanted},
        user__is_active=True,
    )
    accounts = {
        (official, agency): user
        for official, agency, user in members.values_list("user__official", "agency", "user")
    }
    found = [
        ((accounts[official, agency], agency), record)
        for record, official, agency in wanted
        if (official, agency) in accounts
    ]
    follow_quietly(IN_CHARGE, [who for who, _record in found], [r for _who, r in found], at)
