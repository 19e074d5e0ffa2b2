"""How allauth works here: nobody signs up, refusals are said in plain words, secrets are kept."""

import logging
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from phoihop import vntext
from phoihop.accounts import codes, errors, kept_input, services
from phoihop.accounts.devices import browser_and_system, device_words
from phoihop.accounts.models import User
from phoihop.accounts.passkey_places import host_name
from phoihop.accounts.sealing import seal, unseal
from phoihop.ui import clock
from phoihop.ui.errors import Refused

logger = logging.getLogger(__name__)
WRONG_PASSWORD = "username_password_mismatch"  # noqa: S105 -- the code of a message
WRONG_CODE = "one_time_code_wrong"
_PURPOSE = b"phoihop second step"


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are made by an administrator; a right password opens only a living account."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_idle": _(
            "This account was not used for %(days)d days and is closed. "
            "Please ask the administrator of your office to open it again."
        )
        % {"days": settings.IDLE_ACCOUNT_DAYS},
        "account_inactive": _(
            "This account is closed. Please ask the administrator of your office."
        ),
        "account_without_agency": _(
            "This account no longer belongs to an agency. "
            "Please ask the administrator of your office."
        ),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "same_as_current": _("The new password must differ from the current one."),
        "too_many_login_attempts": _(
            "Five wrong tries: this account is locked for 15 minutes. "
            "If it was not you, please tell the administrator of your office."
        ),
        "rate_limited": _("Too many tries. Please wait a few minutes."),
        WRONG_PASSWORD: _("The user name or the password is not right."),
        WRONG_CODE: errors.CodeWrong.message,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The account behind a right password, if it is open; the reason is told to nobody else."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and (reason := closed_because(user)):
            raise self.validation_error(reason)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave a trace in the log: who was tried, and from where; never what was typed."""
        super().authentication_failed(request, **credentials)
        logger.warning(
            "Log-in refused: %.60r from %s",
            credentials.get("username", ""),
            request.META.get("REMOTE_ADDR", ""),
        )

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The message of `code`; what was wrong also says how many tries are left."""
        left = self._tries_left() if code in {WRONG_PASSWORD, WRONG_CODE} else None
        refusal: ValidationError
        if not left:
            told = code if left is None else "too_many_login_attempts"
            refusal = super().validation_error(told, *args)
            return refusal
        tries = ngettext(
            "%(left)d more try before the account is locked for 15 minutes.",
            "%(left)d more tries before the account is locked for 15 minutes.",
            left,
        ) % {"left": left}
        return ValidationError(f"{self.error_messages[code]} {tries}", code=code)

    def clean_password(self, password: str, user: User | None = None) -> str:
        """A new password: not the current one, and as the validators ask."""
        if user is not None and user.check_password(password):
            raise self.validation_error("same_as_current")
        return str(super().clean_password(password, user))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of who logged in, or proved to be there, a few minutes ago.

        allauth counts only what is asked again: an administrator without a second step would type
        the password twice, one page after the other.
        """
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required and not _proved_recently(context.request)

    def set_password(self, user: User, password: str) -> None:
        """The owner changes the password."""
        services.change_own_password(user, password, at=clock.now())

    def set_password_by_code(
        self, request: HttpRequest, username: str, code: str, password: str
    ) -> None:
        """The owner sets the password with a one-time code; wrong codes lock as passwords do.

        Raises ValidationError for a wrong code and while locked, and what use_code refuses.
        """
        self.pre_authenticate(request, username=username)
        try:
            codes.use_code(username, code, password, at=clock.now(), real_at=clock.real_now())
        except errors.CodeWrong:
            self.authentication_failed(request, username=username)
            raise self.validation_error(WRONG_CODE) from None
        except Refused:
            self._rollback_login_failed_rl_usage()
            raise
        self._rollback_login_failed_rl_usage()

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """A passkey opens only what a password would open."""
        if reason := closed_because(user):
            clear_login(request)
            return redirect(f"{reverse('account_login')}?reason={reason}")
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Every log-in leaves a trace; what the idle lock has kept is shown first."""
        services.record_log_in(user, at=clock.now())
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        if kept_input.kept_for(user, real_at=clock.real_now()) is not None:
            return redirect("accounts:kept_input")
        return answer

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Deactivated between the password and the second step."""
        return redirect(f"{reverse('account_login')}?reason=inactive")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The log-in page."""
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The log-in page: a change of password signs out everywhere."""
        return f"{reverse('account_login')}?reason=password"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth puts the host in front: the same account under two names of the computer would
        # have twice the tries. PostgreSQL compares names in capitals, where "ı" is "i" too.
        return vntext.nfc(str(credentials.get("username", ""))).upper().lower()

    def _tries_left(self) -> int | None:
        usage = getattr(self, "_login_failed_rl_usage", None)
        if not usage or not usage.usage:
            return None
        [single] = usage.usage
        return max(0, int(settings.LOGIN_TRIES) - len(cache.get(single.cache_key, [])))


def closed_because(user: User) -> str:
    """The code of the message why a right password does not open this account, "" if it does."""
    if not user.is_active:
        return "account_inactive"
    if user.is_idle(clock.real_now()):
        return "account_idle"
    return "" if user.current_memberships else "account_without_agency"


def _proved_recently(request: HttpRequest) -> bool:
    """Whether password, code or passkey was given within the time that allauth takes as recent."""
    records = get_authentication_records(request, request.user)
    lasts: int = app_settings.REAUTHENTICATION_TIMEOUT
    return bool(records) and time.time() - records[-1]["at"] < lasts


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Secrets of the second step are encrypted at rest with a key made from SECRET_KEY."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Recovery codes come with the second step."),
        "incorrect_passkey": _(
            "The passkey was not accepted: it may belong to another account or another address, "
            "or this page was open too long. Please try again."
        ),
        "incorrect_code": _(
            "This code is not right or no longer valid. Please type the one shown now."
        ),
    }

    def get_totp_label(self, user: User) -> str:
        """The user name: an app may hold codes of several accounts."""
        return user.username

    def encrypt(self, text: str) -> str:
        """What is stored of a secret."""
        return seal(text, _PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return unseal(encrypted_text, _PURPOSE)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 -- allauth's
        """A passkey is called after the device it was made on."""
        agent = context.request.headers.get("User-Agent", "")
        return device_words(*browser_and_system(agent))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name of the server that the passkey is good for."""
        return {"id": host_name(context.request), "name": "Phối Hợp"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, str | bytes]:
        """What the device shows when it asks which account."""
        return {
            "id": user_pk_to_url_str(user).encode(),
            "display_name": user.full_name,
            "name": user.username,
        }
