"""Where accounts are logged in: told to their owners, and ended by them or by an administrator.

All moments are real: a simulated day keeps no session open. Ending a session deletes Django's
row, and ours goes with it.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from phoihop.accounts.devices import Device
from phoihop.accounts.models import OpenSession, Role, User
from phoihop.audit import services as audit

# A session that locked itself still knows whose it was, for as long as its browser may be open.
_FORGOTTEN_AFTER = timedelta(days=1)


def idle_minutes(user: User) -> int:
    """After so many minutes without activity a session of this user locks itself."""
    if user.has_role(Role.ADMINISTRATOR):
        return int(settings.IDLE_LOCK_MINUTES_ADMINISTRATOR)
    return int(settings.IDLE_LOCK_MINUTES)


def note(session_key: str, user: User, device: Device, *, real_at: datetime) -> None:
    """Somebody is there: begin the row of this session, or move its last moment."""
    seen = {"seen_at": real_at, "address": device.address}
    if OpenSession.objects.filter(session=session_key, user=user).update(**seen):
        return
    # Of another user, should one browser change hands without a log-out.
    OpenSession.objects.filter(session=session_key).delete()
    # Another request of the session may have written it just now, or somebody have ended it.
    with suppress(IntegrityError), transaction.atomic():
        OpenSession.objects.create(
            session_id=session_key,
            user=user,
            started_at=real_at,
            browser=device.browser,
            system=device.system,
            **seen,
        )


def open_sessions(user: User, *, real_at: datetime) -> QuerySet[OpenSession]:
    """Sessions that still open the account, the last seen first; locked ones are over."""
    locked_before = real_at - timedelta(minutes=idle_minutes(user))
    return OpenSession.objects.filter(user=user, seen_at__gte=locked_before)


@transaction.atomic
def end_session(session: OpenSession, *, by: User, at: datetime) -> None:
    """The owner ends one of the own sessions. Raises PermissionDenied for another's."""
    if session.user_id != by.pk:
        raise PermissionDenied
    if _drop(OpenSession.objects.filter(pk=session.pk)):
        audit.record("user.sessions_ended", by, by=by, at=at, sessions=1)


@transaction.atomic
def end_sessions(user: User, *, by: User, at: datetime, keep: str = "") -> int:
    """End every session of the account but that of the key `keep`; returns how many there were.

    Raises PermissionDenied for who is neither the owner nor an administrator.
    """
    if by.pk != user.pk and not by.has_perm("accounts.manage_users"):
        raise PermissionDenied
    ended = _drop(OpenSession.objects.filter(user=user).exclude(session=keep))
    if ended:
        audit.record("user.sessions_ended", user, by=by, at=at, sessions=ended)
    return ended


def forget_sessions(users: list[User]) -> None:
    """Drop the rows of accounts whose password has just changed: it ended their sessions."""
    _drop(OpenSession.objects.filter(user__in=users))


def forget_locked(*, real_at: datetime) -> int:
    """Drop sessions that locked themselves a day ago; returns how many."""
    return _drop(OpenSession.objects.filter(seen_at__lt=real_at - _FORGOTTEN_AFTER))


def _drop(rows: QuerySet[OpenSession]) -> int:
    keys = list(rows.values_list("session_id", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)
