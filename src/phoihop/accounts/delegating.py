"""Rights that a member may let another use while away, and who uses whose right.

Each room names its own in `permissions.py` by `add_right`. A right is had by a role or a mark of
the membership; through a delegation only as far as its giver has it on that very record. So a
right never goes on to a third person, and one's own work stays barred.
"""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise

from phoihop.accounts.models import DelegatedRight, Delegation, Membership, User
from phoihop.ui import clock

# Whether a user, as the member acted for now, may do it on this record.
Rule = Callable[[User, Any], bool]


def _never(_user: User, _record: object) -> bool:
    return False


@dataclass(frozen=True)
class Right:
    """A right by its name, and the permissions it opens.

    own: the right of one's role; a delegation lends just that. barred: who may not use a lent
    right on this record. given_by: who has it to lend.
    """

    key: str
    label: str | Promise
    permissions: tuple[str, ...]
    own: Rule
    given_by: Callable[[Membership], bool]
    barred: Rule = _never


RIGHTS: dict[str, Right] = {}
# {key: words}, as histories name chosen values.
LABELS: dict[str, str | Promise] = {}
_BY_PERMISSION: dict[str, Right] = {}


def add_right(right: Right) -> None:
    """Declare the permissions of a right: open by role, and by a delegation in force."""
    RIGHTS[right.key], LABELS[right.key] = right, right.label
    for permission in right.permissions:
        _BY_PERMISSION[permission] = right
        rules.add_perm(permission, rules.predicate(_asked(right), name=permission))


def _asked(right: Right) -> Rule:
    """The question that `has_perm` asks: on the day the office works at."""

    def may(user: User, record: Any) -> bool:
        return _as_whom(user, right, record, clock.today()) is not None

    return may


def rights_of(member: Membership) -> list[Right]:
    """The rights that this member has to lend."""
    return [right for right in RIGHTS.values() if right.given_by(member)]


def authorised(by: User, permission: str, record: Any, on: date) -> User:
    """The user as who a service goes on with the act: by the own right, or standing in.

    Who stands in comes back as a copy that acts with the giver's membership and says so in
    `on_behalf_of`; the history takes it from there. Raises PermissionDenied.
    """
    found = _as_whom(by, _BY_PERMISSION[permission], record, on) if by.is_active else None
    if found is None:
        raise PermissionDenied
    return found


def on_behalf_of(user: User, permission: str, record: Any, on: date) -> User | None:
    """Whom this user would stand in for; None with an own right, and without any."""
    right = _BY_PERMISSION.get(permission)
    found = _as_whom(user, right, record, on) if right is not None else None
    return found.on_behalf_of if found is not None else None


def _as_whom(user: User, right: Right, record: Any, on: date) -> User | None:
    if right.own(user, record):
        return user
    if right.barred(user, record):
        return None
    givers = givers_of(user, right.key, on)
    return next((_standing_in(user, giver) for giver in givers if right.own(giver, record)), None)


def givers_of(user: User, right: str, on: date) -> list[User]:
    """For whom this user may use the right that day, each acting for the agency they share."""
    return [held.giver for held in held_by(user, on) if right in held.rights]


@dataclass(frozen=True)
class Held:
    """A delegation in force, with the keys of its rights."""

    delegation: Delegation
    rights: frozenset[str]

    @property
    def giver(self) -> User:
        """Who is away, acting for the agency they share."""
        giver = self.delegation.giver.user
        giver.acting = self.delegation.giver
        return giver

    @property
    def names(self) -> str:
        """Its rights in words, as the end of a sentence."""
        return "; ".join(name[:1].lower() + name[1:] for name in names_of(self.rights))


def held_by(user: User, on: date) -> list[Held]:
    """Delegations in force that day to the member this user acts for.

    Members who do not stand in for anybody pay no query; the others one, in a request just once.
    Who acts on behalf holds none: a lent right is not lent on.
    """
    member = user.acting
    if user.on_behalf_of is not None or member is None:
        return []
    if member.stands_in_until is None or member.stands_in_until < on:
        return []
    kept = user.kept_delegations
    if kept is not None and on in kept:
        return kept[on]
    found = _in_force(member, on)
    if kept is not None:
        kept[on] = found
    return found


def _in_force(member: Membership, on: date) -> list[Held]:
    lent = DelegatedRight.objects.filter(
        delegation__in=Delegation.objects.in_force(on).filter(receiver=member)
    ).select_related("delegation__giver__user", "delegation__giver__agency")
    keys: dict[int, set[str]] = {}
    delegations: dict[int, Delegation] = {}
    for row in lent.order_by("delegation__first_day", "delegation", "pk"):
        delegations[row.delegation_id] = row.delegation
        keys.setdefault(row.delegation_id, set()).add(row.right)
    return [Held(delegations[pk], frozenset(rights)) for pk, rights in keys.items()]


def _standing_in(user: User, giver: User) -> User:
    stand_in = copy(user)
    stand_in.acting, stand_in.on_behalf_of = giver.acting, giver
    return stand_in


def names_of(keys: Iterable[str]) -> list[str]:
    """The names of rights, in the order they were declared."""
    wanted = set(keys)
    return [str(right.label) for right in RIGHTS.values() if right.key in wanted]
