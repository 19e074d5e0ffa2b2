"""Being away: rights are lent to a colleague for named days, and taken back early."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts import errors
from phoihop.accounts.delegating import names_of, rights_of
from phoihop.accounts.models import DelegatedRight, Delegation, Membership, Role, User
from phoihop.audit import services as audit

_LONGEST = timedelta(days=366)

# Called in the transaction with the delegation, the verb of the history, by whom and when.
Teller = Callable[[Delegation, str, User, datetime], None]
_tellers: list[Teller] = []


def tell_by(teller: Teller) -> Teller:
    """Let a room above tell the two people when rights are lent and when they end early."""
    _tellers.append(teller)
    return teller


def _tell(delegation: Delegation, verb: str, by: User, at: datetime) -> None:
    for teller in _tellers:
        teller(delegation, verb, by, at)


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Who is away, who stands in, with which rights (keys of `delegating.RIGHTS`), when and why.

    Both days are included.
    """

    giver: Membership
    receiver: Membership
    rights: Sequence[str]
    first_day: date
    last_day: date
    reason: str


@transaction.atomic
def delegate(facts: Absence, *, by: User, at: datetime, form_key: str = "") -> Delegation:
    """Lend rights of `giver` to `receiver` for these days; it begins and ends by itself.

    by: the giver, or an administrator for somebody who cannot do it. The same form_key a second
    time gives the delegation of the first time. Raises PermissionDenied, MembershipEnded and the
    subclasses of DelegationRefused.
    """
    # Both members are locked in one order: what one is told of overlaps stays true until the end.
    keys = [facts.giver.pk, facts.receiver.pk]
    rows = Membership.objects.select_for_update(of=("self",)).select_related("user", "agency")
    members = {member.pk: member for member in rows.filter(pk__in=keys).order_by("pk")}
    giver, receiver = members[facts.giver.pk], members[facts.receiver.pk]
    if not by.has_perm("accounts.delegate", giver):
        raise PermissionDenied
    form_key = form_key or uuid.uuid4().hex
    if sent := Delegation.objects.filter(form_key=form_key, entered_by=by).first():
        return sent
    reason = vntext.nfc(" ".join(facts.reason.split()))
    _check_people(giver, receiver, by)
    _check_days(facts, timezone.localtime(at).date())
    _check_rights(giver, facts.rights)
    if not reason:
        raise errors.ReasonMissing
    _check_overlaps(giver, receiver, facts)
    made = Delegation.objects.create(
        giver=giver,
        receiver=receiver,
        first_day=facts.first_day,
        last_day=facts.last_day,
        reason=reason,
        entered_at=at,
        entered_by=by,
        form_key=form_key,
    )
    rights = list(dict.fromkeys(facts.rights))
    DelegatedRight.objects.bulk_create(DelegatedRight(delegation=made, right=key) for key in rights)
    _keep_until(receiver)
    audit.record(
        "delegation.given",
        made,
        by=by,
        at=at,
        giver=giver.user,
        receiver=receiver.user,
        rights=rights,
        first_day=made.first_day,
        last_day=made.last_day,
        reason=reason,
    )
    _tell(made, "delegation.given", by, at)
    return made


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: User, at: datetime, reason: str = "") -> None:
    """Take the rights back at once; one that has not begun never does.

    Raises PermissionDenied, DelegationEnded.
    """
    rows = Delegation.objects.select_for_update(of=("self",)).select_related(
        "giver__user", "receiver__user"
    )
    delegation = rows.get(pk=delegation.pk)
    if not by.has_perm("accounts.end_delegation", delegation):
        raise PermissionDenied
    close_delegation(delegation, by=by, at=at, reason=reason)


def close_delegation(delegation: Delegation, *, by: User, at: datetime, reason: str = "") -> None:
    """End a locked delegation on an authority that was checked before. Raises DelegationEnded."""
    if delegation.ended_at is not None or delegation.last_day < timezone.localtime(at).date():
        raise errors.DelegationEnded
    delegation.ended_at, delegation.ended_by = at, by
    delegation.save(update_fields=["ended_at", "ended_by"])
    _keep_until(delegation.receiver)
    said = {"reason": vntext.nfc(reason).strip()} if reason.strip() else {}
    audit.record(
        "delegation.ended", delegation, by=by, at=at, changes={"ended_at": (None, at)}, **said
    )
    _tell(delegation, "delegation.ended", by, at)


def _check_people(giver: Membership, receiver: Membership, by: User) -> None:
    if giver.ended_on is not None:
        raise errors.MembershipEnded
    if giver.user_id == receiver.user_id:
        raise errors.DelegatedToOneself
    stands = receiver.agency_id == giver.agency_id and receiver.ended_on is None
    if not stands or not receiver.user.is_active:
        raise errors.CannotStandIn
    if receiver.user_id == by.pk:
        raise errors.LentToOneself
    if receiver.role == Role.ADMINISTRATOR:
        raise errors.AdministratorStandsIn


def _check_days(facts: Absence, today: date) -> None:
    if facts.first_day < today:
        raise errors.BeginsInThePast
    if facts.last_day < facts.first_day:
        raise errors.EndsBeforeItBegins
    if facts.last_day - facts.first_day > _LONGEST:
        raise errors.LastsTooLong


def _check_rights(giver: Membership, rights: Sequence[str]) -> None:
    if not rights:
        raise errors.NoRightChosen
    if set(rights) - {right.key for right in rights_of(giver)}:
        raise errors.NotTheirRight


def _check_overlaps(giver: Membership, receiver: Membership, facts: Absence) -> None:
    """On one day a right has one stand-in, and the stand-in is not away."""
    meeting = (
        Delegation.objects.open_after(facts.first_day)
        .filter(first_day__lte=facts.last_day)
        .with_people()
    )
    if away := meeting.filter(giver__user=receiver.user_id).first():
        raise errors.AwayThemselves(
            _("%(name)s is away too, from %(first)s to %(last)s. Choose a colleague who is there.")
            % {"name": receiver.user, **_days(away)}
        )
    for other in meeting.filter(giver=giver).exclude(receiver=receiver):
        if both := {row.right for row in other.rights.all()} & set(facts.rights):
            raise errors.DelegatedToAnother(
                _("%(name)s has this right from %(first)s to %(last)s already: %(rights)s.")
                % {
                    "name": other.receiver.user,
                    "rights": "; ".join(names_of(both)),
                    **_days(other),
                }
            )


def _days(delegation: Delegation) -> dict[str, str]:
    return {
        "first": f"{delegation.first_day:%d/%m/%Y}",
        "last": f"{delegation.last_day:%d/%m/%Y}",
    }


def _keep_until(receiver: Membership) -> None:
    """Bring the derived last day of standing in up to the rows."""
    rows = Delegation.objects.filter(receiver=receiver, ended_at=None).order_by("-last_day")
    last = rows.values_list("last_day", flat=True).first()
    Membership.objects.filter(pk=receiver.pk).update(stands_in_until=last)
