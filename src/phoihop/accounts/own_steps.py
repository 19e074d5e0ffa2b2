"""What the owner does to the own second step. allauth adds; we take away, by our rules."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from phoihop.accounts import errors
from phoihop.accounts.checks import locked
from phoihop.accounts.models import Membership, Role, User
from phoihop.accounts.second_step import steps_of
from phoihop.audit import services as audit

LONGEST_NAME = 60


@transaction.atomic
def record_step(user: User, verb: str, *, at: datetime, name: str = "") -> None:
    """The trace of what allauth has done: an app or a passkey added, recovery codes made."""
    changes = {"passkey": (None, name)} if name else {}
    audit.record(verb, user, by=user, at=at, changes=changes)


@transaction.atomic
def rename_passkey(passkey: Authenticator, name: str, *, by: User, at: datetime) -> None:
    """Call a passkey otherwise, so that its owner knows it again. Raises NotYourPasskey."""
    locked(by)
    passkey = _own(passkey, by)
    before, after = passkey.data["name"], " ".join(name.split())[:LONGEST_NAME]
    if before == after:
        return
    passkey.data["name"] = after
    passkey.save(update_fields=["data"])
    audit.record("user.passkey_renamed", by, by=by, at=at, changes={"passkey": (before, after)})


@transaction.atomic
def remove_step(step: Authenticator, *, by: User, at: datetime) -> bool:
    """Take away the app or a passkey. True: it was the last, log-in asks the password alone.

    Then recovery codes go as well, and a longer password is asked for: eight characters were
    enough beside a second step. Raises NotYourPasskey, LastSecondStep for an administrator.
    """
    user = locked(by)  # of two at once the second waits here and then finds the last one
    step = _own(step, by)
    is_last = not steps_of(user).exclude(pk=step.pk).exists()
    if is_last and needs_second_step(user):
        raise errors.LastSecondStep
    if step.type == Authenticator.Type.TOTP:
        audit.record("user.second_step_off", user, by=by, at=at)
    else:
        audit.record("user.passkey_removed", user, by=by, at=at, passkey=step.data["name"])
    step.delete()
    if is_last:
        Authenticator.objects.filter(user=user).delete()
        user.must_change_password = True
        user.save(update_fields=["must_change_password"])
    return is_last


def needs_second_step(user: User) -> bool:
    """Administrators of any agency, whichever they act for now."""
    return Membership.objects.filter(user=user, role=Role.ADMINISTRATOR, ended_on=None).exists()


def _own(step: Authenticator, user: User) -> Authenticator:
    own: Authenticator | None = steps_of(user).filter(pk=step.pk).first()
    if own is None:
        raise errors.NotYourPasskey
    return own
