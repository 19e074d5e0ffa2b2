"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class CodeTaken(Refused):
    """Codes name one agency each."""

    message = _("Another agency has this code.")


class EndsBeforeStart(Refused):
    """The last day lies before the first."""

    message = _("The last day is before the first day.")


class AgencyEnded(Refused):
    """It has a last day already."""

    message = _("This agency has ended already.")


class UnderItself(Refused):
    """The parent stands, on some of these days, below the child."""

    message = _("An agency cannot stand under itself or under one of its own branches.")


class BeforePresentLink(Refused):
    """The present place began on or after that day."""

    message = _("The new place must begin after the present one began.")


class NotAlive(Refused):
    """One of the two agencies has ended before that day."""

    message = _("On that day one of these agencies has ended already.")


class SuccessionKnown(Refused):
    """The pair is recorded."""

    message = _("This succession is recorded already.")


class SuccessorOfItself(Refused):
    """One and the same agency."""

    message = _("An agency does not succeed itself.")


class TenureEnded(Refused):
    """It has a last day already."""

    message = _("This tenure has ended already.")


class PositionKnown(Refused):
    """The catalogue has one entry for each name."""

    message = _("This position is in the catalogue already.")
