"""The second step of an account: codes from an app on a phone, kept by allauth."""

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

if TYPE_CHECKING:
    from phoihop.accounts.models import User


def has_second_step(user: "User") -> bool:
    """Whether log-in asks this account for a code."""
    return bool(
        Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()
    )
