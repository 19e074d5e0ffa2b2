"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class OfficeExists(Refused):
    """Only an installation without office and accounts is begun."""

    message = _("This installation holds an office already; nothing was changed.")


class WrongCode(Refused):
    """Not the code of the console, or one that no longer opens anything."""

    message = _(
        "This is not the set-up code. Type it as the console of the server shows it, "
        "or make a new one there with: phoihop setup --code"
    )


class CodeWornOut(Refused):
    """Too old, or another was made since."""

    message = _(
        "The set-up code is no longer valid. Make a new one on the server with: "
        "phoihop setup --code"
    )


class TooManyTries(Refused):
    """Of one address."""

    message = _("Too many tries. Please wait a few minutes.")


class NoOffice(Refused):
    """There may be accounts, but no office; only the set-up makes it."""

    message = _("There is no office yet. Make it on the server with: phoihop setup")


class FactWrong(Refused):
    """The field's own words are given to the constructor."""


class TooPale(Refused):
    """The figures are given to the constructor; `mend` is the nearest colour that can be read."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


class NoColour(Refused):
    """Six figures and letters after a cross."""

    message = _("Write the colour as # and six figures or letters a to f, such as #21436a.")


class NoPicture(Refused):
    """The words say why."""


class NotPutAside(Refused):
    """Some things every office needs."""

    message = _("This cannot be put aside: every office needs it.")


class SuperiorIsItself(Refused):
    """One and the same name."""

    message = _("The superior agency cannot be the office itself.")
