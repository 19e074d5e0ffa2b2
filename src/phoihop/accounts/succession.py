"""Seats in an agency that ends, and what its members may read of others."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from phoihop.accounts import errors
from phoihop.accounts.models import Membership, ReadScope, Role, User
from phoihop.agencies.estates import Estate, Fate, Handing, Item, Passing, declare
from phoihop.agencies.models import Agency

# What a member of an agency that ends may become in the next one; never more than before. A leader
# is appointed there, not by this act.
_MAY_BECOME: dict[str, frozenset[str]] = {
    Role.LEADER: frozenset({Role.SPECIALIST, Role.VIEWER}),
    Role.SPECIALIST: frozenset({Role.SPECIALIST, Role.VIEWER}),
    Role.CLERK: frozenset({Role.CLERK, Role.VIEWER}),
    Role.INSPECTOR: frozenset({Role.INSPECTOR, Role.VIEWER}),
    Role.VIEWER: frozenset({Role.VIEWER}),
    Role.ADMINISTRATOR: frozenset({Role.ADMINISTRATOR, Role.VIEWER}),
}


def _seats(agencies: Collection[int], _user: User, _on: date) -> list[Item]:
    rows = Membership.objects.filter(agency__in=agencies, ended_on=None).select_related("user")
    return [
        Item(
            pk=member.pk,
            agency=member.agency_id,
            label=member.user.full_name,
            detail=str(member.get_role_display()),
            role=member.role,
            words=member.user.full_name,
            url=member.user.get_absolute_url(),
        )
        for member in rows.order_by("user__name_key", "pk")
    ]


def _never_higher(passing: Passing, item: Item, receiver: str) -> None:
    """Raise for a role that the act may not give."""
    if passing.fate != Fate.MOVE or not passing.role:
        return
    if passing.role not in _MAY_BECOME[item.role]:
        raise errors.OwnDecisionNeeded(
            _("%(name)s: this needs a decision of its own by the administrator of %(agency)s.")
            % {"name": item.label, "agency": receiver}
        )


def _role(member: Membership, wanted: str) -> str:
    if wanted:
        return wanted
    return Role.SPECIALIST if member.role == Role.LEADER else member.role


def _seat_passes(passings: Sequence[Passing], handing: Handing) -> None:
    """End the seats; who moves gets one in the next agency, without rights beside the role."""
    chosen = {passing.pk: passing for passing in passings}
    members = list(
        Membership.objects.select_for_update(of=("self",))
        .filter(pk__in=chosen, ended_on=None)
        .select_related("user")
        .order_by("pk")
    )
    by_last: defaultdict[date, list[Membership]] = defaultdict(list)
    for member in members:
        by_last[max(handing.last_day, member.started_on)].append(member)
    for last, theirs in by_last.items():
        handing.journal.change(theirs, {"ended_on": last})
    present = {
        (row.user_id, row.agency_id, row.role): row
        for row in Membership.objects.filter(
            user__in=[member.user_id for member in members], ended_on=None
        )
    }
    seats: dict[int, Membership] = {}
    new: list[Membership] = []
    for member in members:
        to = chosen[member.pk].to
        if chosen[member.pk].fate != Fate.MOVE or to is None:
            continue
        role = _role(member, chosen[member.pk].role)
        seat = present.get((member.user_id, to, role))
        if seat is None:
            seat = Membership(user=member.user, agency_id=to, role=role, started_on=handing.on)
            present[member.user_id, to, role] = seat
            new.append(seat)
        seats[member.pk] = seat
    handing.journal.make(new)
    for member in members:
        _tell_and_act(member, seats.get(member.pk), handing)
    if not Membership.objects.filter(
        role=Role.ADMINISTRATOR, ended_on=None, user__is_active=True
    ).exists():
        raise errors.LastAdministrator


def _tell_and_act(member: Membership, seat: Membership | None, handing: Handing) -> None:
    """Let who acted for the old agency act for the new one, and say so in the account's history."""
    if member.user.acting_id == member.pk:
        handing.journal.change([member.user], {"acting_id": seat.pk if seat else None}, loose=True)
    before, paper = handing.names[member.agency_id], (None, handing.paper)
    if seat is None:
        facts = {"ended_on": (None, member.ended_on), "agency": (before, None), "paper": paper}
        handing.journal.tell("membership.ended", member.user, facts)
        return
    moved = {
        "agency": (before, handing.names[seat.agency_id]),
        "role": (member.role, seat.role),
        "paper": paper,
    }
    handing.journal.tell("membership.moved", member.user, moved)


def _seats_lacking(count: int, names: str) -> str:
    return ngettext(
        "%(n)d member has no agency yet: %(what)s",
        "%(n)d members have no agency yet: %(what)s",
        count,
    ) % {"n": count, "what": names}


def _scopes(agencies: Collection[int], _user: User, _on: date) -> list[Item]:
    rows = ReadScope.objects.filter(agency__in=agencies, valid_to=None).select_related("root")
    return [
        Item(pk=row.pk, agency=row.agency_id, label=row.root.name, words=row.root.name)
        for row in rows.order_by("root__name_key", "pk")
    ]


def _scopes_end(passings: Sequence[Passing], handing: Handing) -> None:
    keys = [passing.pk for passing in passings]
    rows = list(ReadScope.objects.filter(pk__in=keys).select_related("agency", "root"))
    by_last: defaultdict[date, list[ReadScope]] = defaultdict(list)
    for row in rows:
        by_last[max(handing.last_day, row.valid_from)].append(row)
    for last, theirs in by_last.items():
        handing.journal.change(theirs, {"valid_to": last})
    for row in rows:
        facts = {"valid_to": (None, row.valid_to), "root": (None, row.root.name)}
        handing.journal.tell("read_scope.ended", row.agency, facts)


def _archives(agencies: Collection[int], _user: User, _on: date) -> list[Item]:
    rows = Agency.objects.filter(pk__in=agencies).order_by("name_key", "pk")
    return [Item(pk=row.pk, agency=row.pk, label=row.name, words=row.name) for row in rows]


def _archive_read(passings: Sequence[Passing], handing: Handing) -> None:
    """Let the successor read what stays with the old agency: finished tasks, papers, dossiers."""
    given = [
        (one.to, one.agency) for one in passings if one.fate == Fate.MOVE and one.to is not None
    ]
    there = set(
        ReadScope.objects.filter(root__in=[root for _to, root in given], valid_to=None).values_list(
            "agency", "root"
        )
    )
    rows = [
        ReadScope(agency_id=to, root_id=root, inspectors_only=False, valid_from=handing.on)
        for to, root in given
        if (to, root) not in there
    ]
    handing.journal.make(rows)
    receivers = Agency.objects.in_bulk({row.agency_id for row in rows})
    for row in rows:
        facts = {"root": (None, handing.names[row.root_id]), "valid_from": (None, handing.on)}
        handing.journal.tell("read_scope.granted", receivers[row.agency_id], facts)


declare(
    Estate(
        key="accounts.seats",
        words=gettext_lazy("Memberships of users"),
        effect=gettext_lazy("Nobody gets a higher role than before; rights beside the role end."),
        model=User,
        items=_seats,
        hand_over=_seat_passes,
        fates=(Fate.MOVE, Fate.END),
        roles=tuple(Role.choices),
        lacking=_seats_lacking,
        check=_never_higher,
        quiet=("user.",),
    )
)
declare(
    Estate(
        key="accounts.scopes",
        words=gettext_lazy("Rights to read other agencies"),
        effect=gettext_lazy("End with the agency that had them."),
        model=Agency,
        items=_scopes,
        hand_over=_scopes_end,
        by_itself=Fate.END,
    )
)
declare(
    Estate(
        key="accounts.archive",
        words=gettext_lazy("Reading what stays with the old agency"),
        effect=gettext_lazy(
            "Finished tasks, papers and dossiers keep the old name; who takes over may read them."
        ),
        model=Agency,
        items=_archives,
        hand_over=_archive_read,
        fates=(Fate.MOVE, Fate.STAY),
        left=Fate.STAY,
    )
)
