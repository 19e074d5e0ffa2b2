"""What this room refuses."""

from typing import Self

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class AgenciesRefused(Refused):
    """What this room refuses; `field` names the field of the form, "" for the form as a whole."""

    field = ""


class CodeTaken(AgenciesRefused):
    """Codes name one agency each."""

    message = _("Another agency has this code.")


class StillUsed(AgenciesRefused):
    """Something else in the program names the record."""

    @classmethod
    def of(cls, record: object) -> Self:
        """Say of which record; not by what it is used, which not everyone may know."""
        said = gettext("“%(record)s” is used elsewhere by now, so it stays.") % {"record": record}
        return cls(said)


class EndsBeforeStart(AgenciesRefused):
    """The last day lies before the first."""

    field = "valid_to"
    message = _("The last day is before the first day.")


class AgencyEnded(AgenciesRefused):
    """It has a last day already."""

    message = _("This agency has ended already.")


class UnderItself(AgenciesRefused):
    """The parent stands, on some of these days, below the child."""

    message = _("An agency cannot stand under itself or under one of its own branches.")


class BeforePresentLink(AgenciesRefused):
    """The present place began on or after that day."""

    message = _("The new place must begin after the present one began.")


class NotAlive(AgenciesRefused):
    """One of the two agencies has ended before that day."""

    message = _("On that day one of these agencies has ended already.")


class SuccessionKnown(AgenciesRefused):
    """The pair is recorded."""

    message = _("This succession is recorded already.")


class SuccessorOfItself(AgenciesRefused):
    """One and the same agency."""

    message = _("An agency does not succeed itself.")


class TenureEnded(AgenciesRefused):
    """It has a last day already."""

    message = _("This tenure has ended already.")


class PositionKnown(AgenciesRefused):
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


class DayKnown(AgenciesRefused):
    """The year has one entry for each day."""

    message = _("This day stands in the list already. Remove it first.")


class DayUnknown(AgenciesRefused):
    """Removed in the meantime, or never there."""

    message = _("This day is no longer in the list.")


class OutsideTheYear(AgenciesRefused):
    """A day of another year."""

    message = _("This day belongs to another year. Open that year first.")


class YearTooFar(AgenciesRefused):
    """Neither the law nor the moon says anything useful of it."""

    message = _("Only years from 2019 to ten years ahead can be confirmed.")


class NotAWorkingDay(AgenciesRefused):
    """A swap, or a day off for another, gives a weekday off."""

    message = _("This day off must be a Monday to Friday.")


class NotAWeekend(AgenciesRefused):
    """A swap makes a Saturday or Sunday worked."""

    message = _("The day worked instead must be a Saturday or Sunday.")


class YearConfirmed(AgenciesRefused):
    """Somebody has said so already."""

    message = _("The days off of this year are confirmed already.")


class HoldsDuties(AgenciesRefused):
    """Things in its hands would be without an owner: an act of succession passes them on."""
