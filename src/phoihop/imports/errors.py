"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class SheetNotTaken(Refused):
    """The file cannot be read as the sheet it should be; the sentence is given."""


class LinesAtFault(Refused):
    """A line is wrong, or has become wrong since it was checked."""

    message = _("Some lines are not right yet. Nothing was imported.")


class AnswersMissing(Refused):
    """A line that may be meant in two ways was not decided."""

    message = _("Say of every line to be decided which record is meant. Nothing was imported.")


class NothingToImport(Refused):
    """Everything is there already."""

    message = _("Everything in this file exists already; there is nothing to import.")


class TooOld(Refused):
    """Checked long ago, or put away."""

    message = _("This file was checked too long ago. Please hand it in again.")


class ChangedMeanwhile(Refused):
    """A record that a line makes was made by another at the same moment."""

    message = _("Somebody else changed these records meanwhile. Nothing was imported; look again.")


class NotChecked(Refused):
    """Still being read, or already being imported."""

    message = _("This file is still being worked on.")
