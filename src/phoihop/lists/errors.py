"""What the services of this room refuse."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class ListRefused(Refused):
    """Refused; `field` names the form field to mend, "" for the whole form."""

    field = ""


class NameNeeded(ListRefused):
    field = "name"
    message = _("Give the list a name.")


class NameTaken(ListRefused):
    field = "name"
    message = _("A list of this name is kept already.")


class NothingToKeep(ListRefused):
    message = _("These conditions cannot be kept: set at least one, and not too many.")


class TooManyKept(ListRefused):
    message = _("Twenty lists are kept already. Delete one that is not needed any more.")


class NothingTicked(ListRefused):
    message = _("No task is ticked.")


class TooManyTicked(ListRefused):
    message = _("At most 5,000 tasks at once. Narrow the list down.")


class ListChanged(ListRefused):
    message = _("The list has changed meanwhile: look at the number and confirm again.")


class CannotUndo(ListRefused):
    message = _("This act cannot be undone.")


class ConditionsTooLong(ListRefused):
    message = _("The conditions of the list are too long for an act on all of it: set fewer.")
