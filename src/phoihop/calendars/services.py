"""Make, find and revoke the addresses of calendars."""

import secrets
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from phoihop.accounts.models import Membership, User
from phoihop.agreements.models import Agreement
from phoihop.audit import services as audit
from phoihop.calendars.errors import AlreadyRevoked
from phoihop.calendars.models import Feed

_BYTES = 32


@transaction.atomic
def make_feed(
    agreement: Agreement | None, *, with_parts: bool = False, by: User, at: datetime
) -> tuple[Feed, str]:
    """Make the address of what the acting agency owes, or of a programme, in place of an earlier.

    with_parts: of what the agency owes, its parts in tasks of others too. Returns the feed and the
    secret part of its address, which nobody can read again. Raises PermissionDenied for who acts
    for no agency, or may not see the programme.
    """
    member = by.acting
    if not by.is_active or member is None or member.ended_on is not None:
        raise PermissionDenied
    if (
        agreement is not None
        and not Agreement.objects.visible_to(by).filter(pk=agreement.pk).exists()
    ):
        raise PermissionDenied
    # The membership is the lock: two presses of the button make one address after the other.
    Membership.objects.select_for_update().get(pk=member.pk)
    for earlier in Feed.objects.filter(member=member, agreement=agreement, revoked_at=None):
        _revoke(earlier, by=by, at=at)
    token = secrets.token_urlsafe(_BYTES)
    feed = Feed.objects.create(
        member=member,
        agreement=agreement,
        with_parts=with_parts and agreement is None,
        digest=_digest(token),
        made_at=at,
    )
    audit.record("feed.made", by, by=by, at=at, programme=_name(feed))
    return feed, token


@transaction.atomic
def revoke_feed(feed: Feed, *, by: User, at: datetime) -> None:
    """Let the address lead nowhere from now on.

    Raises PermissionDenied for another's address, AlreadyRevoked.
    """
    _revoke(_own(feed, by), by=by, at=at)


@transaction.atomic
def choose_parts(feed: Feed, *, with_parts: bool, by: User, at: datetime) -> Feed:
    """Show the agency's parts in tasks of others as well, or no longer; the address stays.

    Raises PermissionDenied for another's address or that of a programme, AlreadyRevoked.
    """
    feed = _own(feed, by)
    if feed.agreement_id is not None:
        raise PermissionDenied
    before = feed.with_parts
    if before != with_parts:
        feed.with_parts = with_parts
        feed.save(update_fields=["with_parts"])
        changes: dict[str, tuple[object, object]] = {"with_parts": (before, with_parts)}
        audit.record("feed.changed", by, by=by, at=at, changes=changes)
    return feed


def _own(feed: Feed, by: User) -> Feed:
    """The user's own feed, locked. Raises PermissionDenied, AlreadyRevoked."""
    feed = Feed.objects.select_for_update(of=("self",)).select_related("member").get(pk=feed.pk)
    if feed.member.user_id != by.pk or not by.is_active:
        raise PermissionDenied
    if feed.revoked_at is not None:
        raise AlreadyRevoked
    return feed


def _revoke(feed: Feed, *, by: User, at: datetime) -> None:
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    audit.record("feed.revoked", by, by=by, at=at, programme=_name(feed))


def feed_of(token: str, *, real_at: datetime) -> Feed | None:
    """The feed behind an address; None for a wrong or revoked one, and once its owner is gone.

    real_at: the real clock, as for everything that opens a door.
    """
    feed = (
        Feed.objects.filter(digest=_digest(token), revoked_at=None)
        .select_related("member__user", "member__agency", "agreement")
        .first()
    )
    if feed is None or feed.member.ended_on is not None:
        return None
    user = feed.member.user
    return None if not user.is_active or user.is_idle(real_at) else feed


def note_reading(feed: Feed, on: date) -> None:
    """Remember the day on which the address was last read; one write a day at most."""
    unread = Q(last_read_on=None) | ~Q(last_read_on=on)
    if feed.last_read_on != on:
        Feed.objects.filter(unread, pk=feed.pk).update(last_read_on=on)


def _digest(token: str) -> str:
    return salted_hmac("phoihop.calendars", token, algorithm="sha256").hexdigest()


def _name(feed: Feed) -> str:
    return str(feed.agreement) if feed.agreement is not None else ""
