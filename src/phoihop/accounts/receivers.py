"""Django and allauth tell by signals of a log-in and of changes of the second step."""

from typing import Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.accounts import own_steps
from phoihop.accounts.middleware import note_activity
from phoihop.accounts.models import User
from phoihop.ui import clock


@receiver(user_logged_in, dispatch_uid="accounts.start_idle_lock")
def start_idle_lock(*, request: HttpRequest, user: User, **_others: Any) -> None:
    """A session begins with the log-in as its last activity."""
    note_activity(request, user)


@receiver(mfa.authenticator_added, dispatch_uid="accounts.second_step_on")
def second_step_on(*, user: User, authenticator: Authenticator, **_others: Any) -> None:
    """The owner set up the app or a passkey."""
    if authenticator.type == Authenticator.Type.TOTP:
        own_steps.record_step(user, "user.second_step_on", at=clock.now())
    elif authenticator.type == Authenticator.Type.WEBAUTHN:
        name = authenticator.data["name"]
        own_steps.record_step(user, "user.passkey_added", at=clock.now(), name=name)


@receiver(mfa.authenticator_reset, dispatch_uid="accounts.recovery_codes_made")
def recovery_codes_made(*, user: User, **_others: Any) -> None:
    """The owner asked for new recovery codes."""
    own_steps.record_step(user, "user.recovery_codes_made", at=clock.now())


@receiver(mfa.authenticator_used, dispatch_uid="accounts.recovery_code_used")
def recovery_code_used(
    *, request: HttpRequest, authenticator: Authenticator, **_others: Any
) -> None:
    """Say how many are left, and when it is time for new ones."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    authenticator.refresh_from_db()
    left = len(authenticator.wrap().get_unused_codes())
    said = ngettext(
        "You used a recovery code; %(left)d is left.",
        "You used a recovery code; %(left)d are left.",
        left,
    ) % {"left": left}
    if left <= settings.RECOVERY_CODES_FEW:
        said += " " + _("Please make new ones under “Account security”.")
    messages.warning(request, said)
