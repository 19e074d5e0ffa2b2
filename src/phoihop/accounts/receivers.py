"""Django and allauth tell by signals of a log-in and of changes of the second step."""

from typing import Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from phoihop.accounts import services
from phoihop.accounts.middleware import note_activity
from phoihop.accounts.models import User
from phoihop.ui import clock


@receiver(user_logged_in, dispatch_uid="accounts.start_idle_lock")
def start_idle_lock(*, request: HttpRequest, user: User, **_others: Any) -> None:
    """A session begins with the log-in as its last activity."""
    note_activity(request, user)


@receiver(mfa.authenticator_added, dispatch_uid="accounts.second_step_on")
def second_step_on(*, user: User, authenticator: Authenticator, **_others: Any) -> None:
    """The owner enrolled."""
    if authenticator.type == Authenticator.Type.TOTP:
        services.record_second_step(user, "user.second_step_on", at=clock.now())


@receiver(mfa.authenticator_removed, dispatch_uid="accounts.second_step_off")
def second_step_off(*, user: User, authenticator: Authenticator, **_others: Any) -> None:
    """The owner went back to the password alone."""
    if authenticator.type == Authenticator.Type.TOTP:
        services.record_second_step(user, "user.second_step_off", at=clock.now())


@receiver(mfa.authenticator_reset, dispatch_uid="accounts.recovery_codes_made")
def recovery_codes_made(*, user: User, **_others: Any) -> None:
    """The owner asked for new recovery codes."""
    services.record_second_step(user, "user.recovery_codes_made", at=clock.now())
