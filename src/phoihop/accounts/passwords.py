"""Lengths of passwords after TCVN 14423:2026."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.accounts import errors
from phoihop.accounts.second_step import has_second_step

if TYPE_CHECKING:
    from phoihop.accounts.models import User


class LengthBySecondStepValidator:
    """At least 8 characters with a second step, 14 without."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        """Raise ValidationError for a password that is too short for this account."""
        least = shortest_password(user)
        if len(password) < least:
            raise ValidationError(
                ngettext(
                    "At least %(least)d character is needed.",
                    "At least %(least)d characters are needed.",
                    least,
                )
                % {"least": least},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        """What the rule is, for the hint under the field."""
        return _(
            "At least %(alone)d characters, or %(with_step)d once the second step is on. "
            "A short sentence is easy to remember."
        ) % {
            "alone": settings.PASSWORD_MIN_ALONE,
            "with_step": settings.PASSWORD_MIN_WITH_SECOND_STEP,
        }


def shortest_password(user: "User | None") -> int:
    """The least number of characters for this account; one that is not made yet has no step."""
    if user is not None and has_second_step(user):
        return int(settings.PASSWORD_MIN_WITH_SECOND_STEP)
    return int(settings.PASSWORD_MIN_ALONE)


def set_password(user: "User", password: str) -> None:
    """Set it on the row in memory, as the validators ask. Raises WeakPassword."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise errors.WeakPassword(" ".join(error.messages)) from error
    user.set_password(password)
