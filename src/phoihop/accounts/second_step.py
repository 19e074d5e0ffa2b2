"""The second step of an account: an app on a phone or passkeys, kept by allauth."""

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

if TYPE_CHECKING:
    from phoihop.accounts.models import User

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_step(user: "User") -> bool:
    """Whether log-in asks this account for more than the password."""
    return steps_of(user).exists()


def administrators_without_step() -> "list[User]":
    """Open accounts that may act as an administrator and log in with the password alone."""
    from phoihop.accounts.models import Role, User  # noqa: PLC0415 -- models import us

    owners = Authenticator.objects.filter(type__in=STEPS).values("user")
    chiefs = User.objects.filter(
        is_active=True, memberships__role=Role.ADMINISTRATOR, memberships__ended_on=None
    )
    return list(chiefs.exclude(pk__in=owners).order_by("username").distinct())


def steps_of(user: "User") -> "QuerySet[Authenticator]":
    """The app and the passkeys of an account; recovery codes only stand in for them."""
    kept: QuerySet[Authenticator] = Authenticator.objects.filter(user_id=user.pk, type__in=STEPS)
    return kept


def passkeys_of(user: "User") -> "QuerySet[Authenticator]":
    """The passkeys of an account, the oldest first."""
    return steps_of(user).filter(type=Authenticator.Type.WEBAUTHN).order_by("created_at", "pk")
