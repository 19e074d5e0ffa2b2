"""The forms of allauth in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.passwords import LengthBySecondStepValidator

CODE_LENGTH = 6
LONGEST_PASSWORD = 200
# Said by allauth and Django in their own words; this room's catalogue puts them right.
THEIR_MESSAGES = (
    _("You must type the same password each time."),
    _("This password is too common."),
    _("This password is entirely numeric."),
    _("The password is too similar to the %(verbose_name)s."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
)


class LogInForm(LoginForm):  # type: ignore[misc]  # allauth is untyped
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", _("User name"), autocapitalize="none", spellcheck="false")
        _say(
            self,
            "password",
            _("Password"),
            _("If you type Vietnamese, switch the input method off for the password."),
        )


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth is untyped
    """The current password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", _("Current password"))
        _say(self, "password1", _("New password"), LengthBySecondStepValidator().get_help_text())
        _say(self, "password2", _("New password once more"))


class CodePasswordForm(forms.Form):
    """The code of the sheet that an administrator handed over, and the new password twice."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}
        ),
    )
    code = forms.CharField(
        label=_("One-time code"),
        help_text=_("As on the sheet; hyphens, blanks and capitals do not matter."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("New password once more"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = LengthBySecondStepValidator().get_help_text()

    def clean(self) -> dict[str, Any]:
        """The two are alike: a slip of the hand must not become the password."""
        facts = super().clean() or {}
        first, second = facts.get("password1"), facts.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("You must type the same password each time."))
        return facts


class AgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth is untyped
    """The password once more before something important."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", _("Password"))


class CodeForm(mfa_forms.AuthenticateForm):  # type: ignore[misc]  # allauth is untyped
    """The code of the second step, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            "code",
            _("Code"),
            _("Six figures from the app, or one of your recovery codes."),
            inputmode="numeric",
        )


class CodeAgainForm(mfa_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth is untyped
    """The code once more before something important."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Code"), _("Six figures from the app."), inputmode="numeric")


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth is untyped
    """The first code proves that the app has taken the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            "code",
            _("Code shown by the app"),
            inputmode="numeric",
            maxlength=str(CODE_LENGTH),
        )

    @property
    def secret_in_groups(self) -> list[str]:
        """The secret in groups of four, to be typed by hand."""
        secret = str(self.secret)
        return [secret[at : at + 4] for at in range(0, len(secret), 4)]


def _say(
    form: forms.Form,
    name: str,
    label: str | Promise,
    help_text: str | Promise = "",
    **attributes: str,
) -> None:
    """Label above the field instead of allauth's placeholder in it."""
    field: Any = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
