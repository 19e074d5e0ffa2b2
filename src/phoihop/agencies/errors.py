"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class AgenciesRefused(Refused):
    """What this room refuses; `field` names the field of the form, "" for the form as a whole."""

    field = ""


class CodeTaken(Refused):
    """Codes name one agency each."""

    message = _("Another agency has this code.")


class EndsBeforeStart(AgenciesRefused):
    """The last day lies before the first."""

    field = "valid_to"
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


class AreaCodeTaken(AgenciesRefused):
    """Codes name one place each, at one level in one time."""

    field = "code"
    message = _("Another place of this level and time has this code.")


class AreaInItself(AgenciesRefused):
    """The place it should lie in lies inside it."""

    field = "parent"
    message = _("A place cannot lie in itself or in a part of itself.")
