"""The forms of allauth around a passkey: what a stranger's browser sends is judged in words."""

import struct
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from phoihop.accounts import errors
from phoihop.accounts.own_steps import LONGEST_NAME
from phoihop.accounts.second_step import passkeys_of

_MOST_PASSKEYS = 10
# Whatever the library stumbles over in an answer that no browser gave; it catches some itself.
_GARBLED = (
    TypeError,
    ValueError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    RecursionError,
    struct.error,
)
_LONGEST_ANSWER = 20_000


class AnswerField(forms.JSONField):
    """What the device answered: JSON of a browser's making, or a stranger's."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """The object; anything else is refused in the words of a wrong passkey."""
        if isinstance(value, str) and len(value) > _LONGEST_ANSWER:
            raise get_adapter().validation_error("incorrect_passkey")
        answer = _judged(lambda: super(AnswerField, self).to_python(value))
        if answer is not None and not isinstance(answer, dict):
            raise get_adapter().validation_error("incorrect_passkey")
        return answer

    def bound_data(self, data: Any, initial: Any) -> Any:
        """An answer counts once: it is never written into the page again."""
        return ""

    def prepare_value(self, value: Any) -> Any:
        """See bound_data."""
        return ""


class PasskeyNameForm(forms.Form):
    """What the owner calls the passkey."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        help_text=_("Such as “Office computer” or “My phone”."),
        max_length=LONGEST_NAME,
    )


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """A name, and what the device answered."""

    credential = AnswerField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Every key here is a passkey that has asked for finger, face or PIN: no choice to make.
        self.fields.pop("passwordless", None)
        name, like = self.fields["name"], PasskeyNameForm.base_fields["name"]
        name.label, name.help_text, name.max_length = like.label, like.help_text, LONGEST_NAME
        name.widget.attrs["maxlength"] = str(LONGEST_NAME)

    def clean_name(self) -> str:
        """Never refused: the device keeps the passkey already."""
        return str(super().clean_name())[:LONGEST_NAME]

    def clean(self) -> dict[str, Any]:
        """The answer belongs to the question asked in this session."""
        if passkeys_of(self.user).count() >= _MOST_PASSKEYS:
            raise forms.ValidationError(errors.TooManyPasskeys.message)
        facts: dict[str, Any] = _judged(super().clean)
        return facts


class LogInByPasskeyForm(webauthn.LoginWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """The answer of a device that knows the account itself."""

    credential = AnswerField()

    def clean_credential(self) -> Authenticator:
        return _judged(super().clean_credential)


class StepByPasskeyForm(webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth
    """The answer of a passkey as the second step."""

    credential = AnswerField()

    def clean_credential(self) -> Authenticator:
        return _judged(super().clean_credential)


class AgainByPasskeyForm(webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth
    """The passkey once more before something important."""

    credential = AnswerField()

    def clean_credential(self) -> Authenticator:
        return _judged(super().clean_credential)


def _judged(judge: Callable[[], Any]) -> Any:
    try:
        return judge()
    except forms.ValidationError as refused:
        if refused.code != "incorrect_code":
            raise
        raise get_adapter().validation_error("incorrect_passkey") from refused
    except _GARBLED as garbled:
        raise get_adapter().validation_error("incorrect_passkey") from garbled
