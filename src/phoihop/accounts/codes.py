"""One-time codes: printed by an administrator, turned into a password by the owner, no mail needed.

Only a keyed digest is kept. How long a code is good follows the real clock.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from phoihop import vntext
from phoihop.accounts import errors
from phoihop.accounts.checks import check_administrator
from phoihop.accounts.models import CodePurpose, OneTimeCode, User
from phoihop.accounts.passwords import set_password
from phoihop.accounts.sessions import forget_sessions
from phoihop.audit import services as audit

# Without what is mistaken on paper (0 o, 1 l i) and without the vowels and other letters that a
# Vietnamese input method turns into something else, should it be left on.
_ALPHABET = "bcfghjkmnpqrstvxz23456789"
_GROUPS, _GROUP_LENGTH = 4, 4


@dataclass(frozen=True)
class Sheet:
    """What is printed for one person, this once: nobody can read the code again."""

    user: User
    code: str
    purpose: str
    valid_until: datetime

    @property
    def is_invitation(self) -> bool:
        """For somebody who has never logged in."""
        return self.purpose == CodePurpose.INVITATION


@transaction.atomic
def make_codes(
    users: Iterable[User],
    *,
    by: User | None,
    at: datetime,
    real_at: datetime,
    forget_second_step: bool = False,
) -> list[Sheet]:
    """Make a code for each account and return what is to be printed, in the order given.

    An earlier code, the password and every session of the account end with it.
    forget_second_step: for who lost the phone; app, passkeys and recovery codes are dropped.
    Raises PermissionDenied, OwnSecondStep, AccountNotOpen; then nobody has a new code.
    """
    check_administrator(by)
    wanted = [user.pk for user in users]
    found = User.objects.select_for_update().order_by("pk").in_bulk(wanted)
    people = [found[pk] for pk in wanted]
    if forget_second_step and by in people:
        raise errors.OwnSecondStep
    for user in people:
        if not user.is_active or user.is_idle(real_at):
            raise errors.AccountNotOpen(errors.AccountNotOpen.message % {"name": user})
        user.set_unusable_password()
        user.must_change_password = False
    User.objects.bulk_update(people, ["password", "must_change_password"], batch_size=500)
    # Not of who makes a code for the own account: the sheet is still to be shown in that session,
    # which ends with its next request as its password has changed.
    forget_sessions([user for user in people if by is None or user.pk != by.pk])
    sheets = [_sheet(user, real_at) for user in people]
    _keep(sheets, real_at)
    audit.record_many(
        [audit.Entry("user.code_made", sheet.user, _said_of(sheet)) for sheet in sheets],
        by=by,
        at=at,
    )
    if forget_second_step:
        _forget_second_step(people, by=by, at=at)
    return sheets


@transaction.atomic
def use_code(username: str, code: str, password: str, *, at: datetime, real_at: datetime) -> User:
    """Set the password of the account that the code was made for; the code is used up.

    Raises CodeWrong, CodeExpired, AccountNotOpen, WeakPassword; then it may be tried again.
    """
    kept = _kept_for(username, code)
    if kept is None:
        raise errors.CodeWrong
    user = kept.user
    if kept.valid_until < real_at:
        raise errors.CodeExpired
    if not user.is_active or user.is_idle(real_at):
        raise errors.AccountNotOpen(errors.AccountNotOpen.message % {"name": user})
    set_password(user, password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    kept.delete()
    forget_sessions([user])
    audit.record("user.code_used", user, by=user, at=at)
    return user


def new_code() -> str:
    """A code by chance, 74 bits, in groups that can be read aloud: "k7mb-2xfh-pq9t-4jrc"."""
    groups = (
        "".join(secrets.choice(_ALPHABET) for _letter in range(_GROUP_LENGTH))
        for _group in range(_GROUPS)
    )
    return "-".join(groups)


def _sheet(user: User, real_at: datetime) -> Sheet:
    if user.last_seen_at is None:
        good_for = timedelta(days=settings.CODE_DAYS_INVITATION)
        return Sheet(user, new_code(), CodePurpose.INVITATION, real_at + good_for)
    good_for = timedelta(hours=settings.CODE_HOURS_RESET)
    return Sheet(user, new_code(), CodePurpose.RESET, real_at + good_for)


def _keep(sheets: Sequence[Sheet], real_at: datetime) -> None:
    OneTimeCode.objects.filter(user__in=[sheet.user for sheet in sheets]).delete()
    OneTimeCode.objects.bulk_create(
        (
            OneTimeCode(
                user=sheet.user,
                purpose=sheet.purpose,
                digest=_digest(sheet.user.pk, sheet.code),
                made_at=real_at,
                valid_until=sheet.valid_until,
            )
            for sheet in sheets
        ),
        batch_size=500,
    )


def _said_of(sheet: Sheet) -> dict[str, tuple[object, object]]:
    return {"purpose": (None, sheet.purpose), "valid_until": (None, sheet.valid_until)}


def _forget_second_step(people: Sequence[User], *, by: User | None, at: datetime) -> None:
    had = Authenticator.objects.filter(user__in=people)
    owners = set(had.values_list("user_id", flat=True))
    had.delete()
    audit.record_many(
        [audit.Entry("user.second_step_reset", user, {}) for user in people if user.pk in owners],
        by=by,
        at=at,
    )


def _kept_for(username: str, code: str) -> OneTimeCode | None:
    """The row, locked, if this is its code; an unknown name takes as long as a wrong code."""
    name = vntext.nfc(username).strip()
    rows = OneTimeCode.objects.select_for_update(of=("self", "user")).select_related("user")
    kept = rows.filter(user__username__iexact=name).first()
    given = _digest(kept.user_id if kept else 0, code)
    is_it = constant_time_compare(given, kept.digest if kept else "")
    return kept if is_it else None


def _digest(user_pk: int, code: str) -> str:
    """A digest that tells nothing to who has the database alone: keyed by SECRET_KEY."""
    letters = "".join(letter for letter in code.lower() if letter in _ALPHABET)
    return salted_hmac(
        "phoihop one-time code", f"{user_pk}:{letters}", algorithm="sha256"
    ).hexdigest()
