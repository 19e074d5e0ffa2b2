"""What this room refuses, in a sentence for the user."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class CalendarRefused(Refused):
    """An act of this room that cannot be done now."""


class AlreadyRevoked(CalendarRefused):
    message = _("This address is revoked already.")
