"""The one act by which somebody leaves an agency: everything passes on, or nothing does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from phoihop import vntext
from phoihop.accounts import absence
from phoihop.accounts import services as accounts
from phoihop.accounts.models import Delegation, Membership, User
from phoihop.accounts.sessions import end_sessions
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Official, Tenure
from phoihop.audit import services as audit
from phoihop.dossiers.keeping import pass_on
from phoihop.tasks.services import TaskReceivers, hand_over_tasks
from phoihop.workspace.leaving import errors
from phoihop.workspace.leaving.errors import Lack
from phoihop.workspace.leaving.held import Ending, Holdings, LeftRight, Person, holdings_of


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """What ends and when, why, and who takes what.

    rights: {key of the LeftRight: member}. received: {key of the delegation: member}. dossiers:
    who keeps all of them from now on.
    """

    ends: Ending
    last_day: date
    reason: str
    tasks: TaskReceivers = field(default_factory=TaskReceivers)
    rights: Mapping[str, Membership] = field(default_factory=dict)
    received: Mapping[int, Membership] = field(default_factory=dict)
    dossiers: Membership | None = None


@dataclass(frozen=True)
class Done:
    """How much was handed over, and whether the account was closed."""

    tasks: int
    dossiers: int
    rights: int
    delegations: int
    closed: bool


@transaction.atomic
def hand_over(person: Person, facts: HandOver, *, by: User, at: datetime) -> Done:
    """Pass on what the person holds and end the chosen seats and offices, all or nothing.

    An account without another seat is closed. Raises PermissionDenied, the subclasses of
    HandOverRefused, and what the rooms refuse (LastAdministrator, DelegationRefused, ...).
    """
    if not by.has_perm("accounts.manage_users"):
        raise PermissionDenied
    _lock(person)
    facts = replace(facts, reason=vntext.nfc(" ".join(facts.reason.split())))
    today = timezone.localtime(at).date()
    ending = _check(person, facts, today)
    held = holdings_of(person, today)
    if lacks := list(_lacks(person, held, facts)):
        raise errors.WithoutReceiver(lacks)
    tasks = _pass_tasks(person, held, facts, by=by, at=at)
    dossiers = _pass_dossiers(person, held, facts, by=by, at=at)
    rights = _pass_rights(held, facts, by=by, at=at)
    delegations = _pass_delegations(held, facts, by=by, at=at)
    closed = _end(person, ending, facts, by=by, at=at)
    done = Done(tasks, dossiers, rights, delegations, closed)
    _record(person, ending, facts, done, by=by, at=at)
    return done


def _lock(person: Person) -> None:
    """Two administrators who do the same at once: the second finds it done."""
    keys = [member.pk for member in person.members]
    list(Membership.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    if person.official is not None:
        Official.objects.select_for_update().get(pk=person.official.pk)


def _check(person: Person, facts: HandOver, today: date) -> tuple[list[Membership], list[Tenure]]:
    """The seats and offices that end."""
    members = [member for member in person.members if member.pk in facts.ends.members]
    tenures = [tenure for tenure in person.tenures if tenure.pk in facts.ends.tenures]
    if not members and not tenures:
        raise errors.NothingEnds
    if facts.last_day > today:
        raise errors.LastDayAhead
    begun = [(str(member.get_role_display()), member.started_on) for member in members]
    begun += [(tenure.title, tenure.valid_from) for tenure in tenures if tenure.valid_from]
    for what, first in begun:
        if facts.last_day < first:
            raise errors.LastDayBeforeFirst(
                _("%(what)s began on %(day)s only.") % {"what": what, "day": f"{first:%d/%m/%Y}"}
            )
    if not facts.reason:
        raise errors.ReasonMissing
    named = [*facts.rights.values(), *facts.received.values()]
    takers = {taker.pk for taker in [*named, *([facts.dossiers] if facts.dossiers else [])]}
    if takers - set(person.receivers(facts.ends).values_list("pk", flat=True)):
        raise errors.ReceiverElsewhere
    return members, tenures


def _lacks(person: Person, held: Holdings, facts: HandOver) -> Iterator[Lack]:
    """What nobody would own afterwards."""
    if not person.remains_after(facts.ends):
        for task in held.tasks:
            if facts.tasks.of(task) is None:
                yield Lack(_("Task %(code)s") % {"code": task.code}, f"task-{task.pk}")
    if held.dossiers and facts.dossiers is None and not person.has_seat_after(facts.ends):
        words = _("%(count)d dossiers") % {"count": len(held.dossiers)}
        yield Lack(words, "dossiers-to")
    for right in _leaving_rights(held, facts):
        if right.needed and right.key not in facts.rights:
            yield Lack(_("The right “%(name)s”") % {"name": right.label}, f"right-{right.key}")
    for delegation in _leaving(held.received, "receiver_id", facts):
        if delegation.pk not in facts.received:
            words = _("Standing in for %(name)s") % {"name": delegation.giver.user}
            yield Lack(words, f"received-{delegation.pk}")


def _leaving_rights(held: Holdings, facts: HandOver) -> list[LeftRight]:
    return [right for right in held.rights if right.member.pk in facts.ends.members]


def _leaving(rows: list[Delegation], side: str, facts: HandOver) -> list[Delegation]:
    return [row for row in rows if getattr(row, side) in facts.ends.members]


def _pass_tasks(person: Person, held: Holdings, facts: HandOver, *, by: User, at: datetime) -> int:
    if person.official is None or person.agency is None or not held.tasks:
        return 0
    reason = facts.reason
    given = hand_over_tasks(
        person.official, person.agency, facts.tasks, reason=reason, by=by, at=at
    )
    return len(given)


def _pass_dossiers(
    person: Person, held: Holdings, facts: HandOver, *, by: User, at: datetime
) -> int:
    user, agency, taker = person.user, person.agency, facts.dossiers
    if user is None or agency is None or taker is None or not held.dossiers:
        return 0
    if taker.user == user:  # from one seat to another of the same person
        return 0
    return pass_on(user, agency, taker.user, reason=facts.reason, by=by, at=at)


def _pass_rights(held: Holdings, facts: HandOver, *, by: User, at: datetime) -> int:
    passed = 0
    for right in _leaving_rights(held, facts):
        if receiver := facts.rights.get(right.key):
            accounts.change_rights(receiver, {right.name: True}, by=by, at=at)
            passed += 1
    return passed


def _pass_delegations(held: Holdings, facts: HandOver, *, by: User, at: datetime) -> int:
    """What others lent goes to somebody else for the days left; what was lent goes back."""
    today = timezone.localtime(at).date()
    received = _leaving(held.received, "receiver_id", facts)
    for delegation in [*received, *_leaving(held.given, "giver_id", facts)]:
        absence.end_delegation(delegation, by=by, at=at, reason=facts.reason)
    for delegation in received:
        absence.delegate(
            absence.Absence(
                giver=delegation.giver,
                receiver=facts.received[delegation.pk],
                rights=[row.right for row in delegation.rights.all()],
                first_day=max(delegation.first_day, today),
                last_day=delegation.last_day,
                reason=delegation.reason,
            ),
            by=by,
            at=at,
        )
    return len(received)


def _end(
    person: Person,
    ending: tuple[list[Membership], list[Tenure]],
    facts: HandOver,
    *,
    by: User,
    at: datetime,
) -> bool:
    """Whether the account was closed, having no seat left; its sessions end in any case."""
    members, tenures = ending
    for member in members:
        accounts.end_membership(member, on=facts.last_day, by=by, at=at)
    for tenure in tenures:
        agencies.end_tenure(tenure, on=facts.last_day, by=by, at=at)
    user = person.user
    if user is None or not members or not user.is_active:
        return False
    end_sessions(user, by=by, at=at)
    if Membership.objects.current().filter(user=user).exists():
        return False
    accounts.deactivate_user(user, by=by, at=at, reason=facts.reason)
    return True


def _record(  # noqa: PLR0913 -- one event says it all
    person: Person,
    ending: tuple[list[Membership], list[Tenure]],
    facts: HandOver,
    done: Done,
    *,
    by: User,
    at: datetime,
) -> None:
    """One event on the account, or on the official without one, sums the act up."""
    record = person.user or person.official
    if record is None:  # a person has one of the two; said for the type
        return
    members, tenures = ending
    audit.record(
        "person.handed_over",
        record,
        by=by,
        at=at,
        agency=person.agency,
        ended=[str(one.get_role_display()) for one in members] + [one.title for one in tenures],
        last_day=facts.last_day,
        tasks=done.tasks,
        dossiers=done.dossiers,
        reason=facts.reason,
    )
