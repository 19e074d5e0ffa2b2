"""Making accounts and memberships, and ending them. `by=None` is the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from phoihop.accounts import errors
from phoihop.accounts.checks import check_administrator, locked
from phoihop.accounts.models import Membership, ReadScope, Role, User
from phoihop.accounts.passwords import set_password
from phoihop.accounts.sessions import forget_sessions
from phoihop.agencies.models import Agency, Official
from phoihop.audit import services as audit

RIGHTS = ("is_contact", "may_approve_extensions", "may_release")
PREFERENCES = ("theme", "language", "address_form")


@dataclass(frozen=True, kw_only=True)
class NewAccount:
    """Facts of an account to be made; see create_user."""

    username: str
    full_name: str
    email: str = ""
    official: Official | None = None


@dataclass(frozen=True)
class Seat:
    """For which agency in which role from when; rights: of RIGHTS."""

    agency: Agency
    role: str
    started_on: date
    rights: Mapping[str, bool] = field(default_factory=dict)


@transaction.atomic
def create_user(  # noqa: PLR0913 -- the facts of one row, who and when
    *,
    username: str,
    full_name: str,
    by: User | None,
    at: datetime,
    email: str = "",
    official: Official | None = None,
    password: str | None = None,
) -> User:
    """Make an account without memberships; it opens once add_membership gave it one.

    password: only of who types the own one at the computer itself. Everyone else is handed a code
    (codes.make_codes) and chooses the password with it.
    Raises PermissionDenied, UserNameTaken, WeakPassword, AccountFactWrong.
    """
    check_administrator(by)
    username = username.strip().lower()
    if User.objects.filter(username__iexact=username).exists():
        raise errors.UserNameTaken
    facts = {"username": username, "full_name": full_name, "email": email, "official": official}
    user = User(**facts, created_at=at)
    try:
        user.clean_fields(exclude=["password", "name_key", "name_folded"])
    except ValidationError as wrong:
        raise errors.AccountFactWrong(" ".join(wrong.messages)) from wrong
    if password is None:
        user.set_unusable_password()
    else:
        set_password(user, password)
    user.save()
    audit.record("user.created", user, by=by, at=at, changes=_new(facts))
    return user


@transaction.atomic
def create_member(account: NewAccount, seat: Seat, *, by: User | None, at: datetime) -> User:
    """Make an account with its membership; a code opens it. Raises as both services used."""
    user = create_user(**vars(account), by=by, at=at)
    add_membership(
        user,
        seat.agency,
        seat.role,
        started_on=seat.started_on,
        rights=seat.rights,
        by=by,
        at=at,
    )
    return user


@transaction.atomic
def change_user(user: User, values: Mapping[str, object], *, by: User | None, at: datetime) -> None:
    """Correct full_name, email or official. Raises PermissionDenied."""
    check_administrator(by)
    user = locked(user)
    audit.save_changes(user, values, verb="user.changed", by=by, at=at)


@transaction.atomic
def change_own_password(user: User, password: str, *, at: datetime) -> None:
    """The owner chose a new password. The word is not recorded. Raises WeakPassword."""
    set_password(user, password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    forget_sessions([user])
    audit.record("user.password_changed", user, by=user, at=at)


@transaction.atomic
def deactivate_user(user: User, *, by: User | None, at: datetime, reason: str = "") -> None:
    """Close the account at once; its history stays.

    Raises PermissionDenied, AccountIsClosed, LastAdministrator.
    """
    check_administrator(by)
    user = locked(user)
    if not user.is_active:
        raise errors.AccountIsClosed
    _keep_an_administrator(Membership.objects.filter(user=user))
    user.is_active = False
    user.save(update_fields=["is_active"])
    forget_sessions([user])
    said = {"reason": reason} if reason else {}
    audit.record(
        "user.deactivated", user, by=by, at=at, changes={"is_active": (True, False)}, **said
    )


@transaction.atomic
def reactivate_user(user: User, *, by: User | None, at: datetime, real_at: datetime) -> None:
    """Open a closed or long unused account again; idle days count from `real_at`.

    Raises PermissionDenied, AccountIsOpen.
    """
    check_administrator(by)
    user = locked(user)
    if user.is_active and not user.is_idle(real_at):
        raise errors.AccountIsOpen
    changes = {} if user.is_active else {"is_active": (False, True)}
    user.is_active, user.enabled_at = True, real_at
    user.save(update_fields=["is_active", "enabled_at"])
    audit.record("user.reactivated", user, by=by, at=at, changes=changes)


@transaction.atomic
def add_membership(  # noqa: PLR0913 -- the facts of one row, who and when
    user: User,
    agency: Agency,
    role: str,
    *,
    started_on: date,
    by: User | None,
    at: datetime,
    rights: Mapping[str, bool] | None = None,
) -> Membership:
    """Let the user act for the agency in the role.

    rights: of RIGHTS. Raises PermissionDenied, MembershipExists, StartsLater.
    """
    check_administrator(by)
    if started_on > timezone.localtime(at).date():
        raise errors.StartsLater
    user = locked(user)
    same = {"user": user, "agency": agency, "role": role, "ended_on": None}
    if Membership.objects.filter(**same).exists():
        raise errors.MembershipExists
    given = dict(rights or {})
    member = Membership.objects.create(**same, started_on=started_on, **given)
    if user.acting_id is None:
        user.acting = member
        user.save(update_fields=["acting"])
    facts = {"agency": agency, "role": role, "started_on": started_on}
    audit.record("membership.added", user, by=by, at=at, changes=_new(facts | given))
    return member


@transaction.atomic
def change_rights(
    member: Membership, rights: Mapping[str, bool], *, by: User | None, at: datetime
) -> None:
    """Give or take rights beside the role. Raises PermissionDenied, MembershipEnded."""
    check_administrator(by)
    member = Membership.objects.select_for_update().get(pk=member.pk)
    if member.ended_on is not None:
        raise errors.MembershipEnded
    before = {name: getattr(member, name) for name in rights}
    changed = {name: new for name, new in rights.items() if before[name] != new}
    if not changed:
        return
    for name, new in changed.items():
        setattr(member, name, new)
    member.save(update_fields=list(changed))
    audit.record(
        "membership.rights_changed",
        member.user,
        by=by,
        at=at,
        changes={name: (before[name], new) for name, new in changed.items()},
        agency=member.agency,
    )


@transaction.atomic
def end_membership(member: Membership, *, on: date, by: User | None, at: datetime) -> None:
    """The last day was `on`; access through it ends with this act.

    Raises PermissionDenied, MembershipEnded, EndsBeforeStart, LastAdministrator.
    """
    check_administrator(by)
    member = (
        Membership.objects.select_for_update().select_related("user", "agency").get(pk=member.pk)
    )
    if member.ended_on is not None:
        raise errors.MembershipEnded
    if on < member.started_on:
        raise errors.EndsBeforeStart
    if member.role == Role.ADMINISTRATOR:
        _keep_an_administrator(Membership.objects.filter(pk=member.pk))
    member.ended_on = on
    member.save(update_fields=["ended_on"])
    User.objects.filter(acting=member).update(acting=None)
    audit.record(
        "membership.ended",
        member.user,
        by=by,
        at=at,
        changes={"ended_on": (None, on)},
        agency=member.agency,
        role=member.role,
    )


@transaction.atomic
def act_for(user: User, member: Membership, *, at: datetime) -> None:
    """Work for another of one's own agencies from now on. Raises NotAMember."""
    user = locked(user)
    own = Membership.objects.filter(user=user, ended_on=None).select_related("agency")
    chosen = own.filter(pk=member.pk).first()
    if chosen is None:
        raise errors.NotAMember
    before = user.acting_agency
    user.acting = chosen
    user.save(update_fields=["acting"])
    changes = {"agency": (before, chosen.agency), "role": (None, chosen.role)}
    audit.record("user.acting_changed", user, by=user, at=at, changes=changes)


@transaction.atomic
def set_preferences(user: User, values: Mapping[str, object], *, at: datetime) -> None:
    """Choose one's own theme, language and form of address (PREFERENCES)."""
    chosen = {name: values[name] for name in PREFERENCES if name in values}
    audit.save_changes(locked(user), chosen, verb="user.preferences_changed", by=user, at=at)


@transaction.atomic
def record_log_in(user: User, *, at: datetime) -> None:
    """The trace of a log-in through all its steps."""
    audit.record("user.logged_in", user, by=user, at=at)


@transaction.atomic
def grant_read_scope(  # noqa: PLR0913 -- the facts of one row, who and when
    agency: Agency,
    root: Agency,
    *,
    valid_from: date,
    by: User | None,
    at: datetime,
    inspectors_only: bool = True,
) -> ReadScope:
    """Let members of `agency` (its inspectors only) read everything under `root`.

    Raises PermissionDenied, ReadScopeExists.
    """
    check_administrator(by)
    if ReadScope.objects.filter(agency=agency, root=root, valid_to=None).exists():
        raise errors.ReadScopeExists
    scope = ReadScope.objects.create(
        agency=agency, root=root, valid_from=valid_from, inspectors_only=inspectors_only
    )
    facts = {"root": root, "valid_from": valid_from, "inspectors_only": inspectors_only}
    audit.record("read_scope.granted", agency, by=by, at=at, changes=_new(facts))
    return scope


@transaction.atomic
def end_read_scope(scope: ReadScope, *, on: date, by: User | None, at: datetime) -> None:
    """`on` is the last day of the right to read.

    Raises PermissionDenied, ReadScopeEnded, EndsBeforeStart.
    """
    check_administrator(by)
    scope = ReadScope.objects.select_for_update().select_related("agency", "root").get(pk=scope.pk)
    if scope.valid_to is not None:
        raise errors.ReadScopeEnded
    if on < scope.valid_from:
        raise errors.EndsBeforeStart
    scope.valid_to = on
    scope.save(update_fields=["valid_to"])
    audit.record(
        "read_scope.ended",
        scope.agency,
        by=by,
        at=at,
        changes={"valid_to": (None, on)},
        root=scope.root,
    )


def _keep_an_administrator(leaving: QuerySet[Membership]) -> None:
    # All of them are locked in one order: of two who close each other at once, the second waits
    # here and then finds itself the last.
    administrators = Membership.objects.select_for_update(of=("self",)).filter(
        role=Role.ADMINISTRATOR, ended_on=None, user__is_active=True
    )
    present = set(administrators.order_by("pk").values_list("pk", flat=True))
    gone = set(leaving.values_list("pk", flat=True))
    if present & gone and not present - gone:
        raise errors.LastAdministrator


def _new(facts: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    return {name: (None, value) for name, value in facts.items() if value not in (None, "", False)}
