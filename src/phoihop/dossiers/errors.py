"""What this room refuses, in words for the reader."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class DossierRefused(Refused):
    """What may not be done with a dossier. field: of the form that asked, if one is to blame."""

    field = ""


class DossierClosed(DossierRefused):
    """Frozen: nothing is put in, taken out or corrected."""

    message = _(
        "This dossier is closed: nothing is put in, taken out or corrected any more. A leader may"
        " open it again."
    )


class NotClosed(DossierRefused):
    """Only a closed dossier is reopened or handed over."""

    message = _("This dossier is not closed.")


class CodeTaken(DossierRefused):
    """One code a year."""

    field = "code"
    message = _("This code is in the list of this year already.")


class IsIn(DossierRefused):
    """The same record twice."""

    message = _("This record lies in that dossier already.")


class NotSuchRecord(DossierRefused):
    """A record that the user does not see, or of a kind that no dossier takes."""

    message = _("There is no such record.")


class NothingInside(DossierRefused):
    """An empty dossier is not closed."""

    message = _("The dossier is empty: put the records of the work in before you close it.")


class EndsBeforeOpened(DossierRefused):
    """The work cannot end before the dossier was opened."""

    field = "work_ended_on"
    message = _("The work cannot end before the dossier was opened.")


class EndsInFuture(DossierRefused):
    """A dossier is closed when the work is over."""

    field = "work_ended_on"
    message = _("The work has not ended yet on that day.")


class ReasonRequired(DossierRefused):
    """To open again what was closed needs a reason."""

    field = "reason"
    message = _("Say why the dossier is opened again.")


class HandedOver(DossierRefused):
    """What an archive has is the archive's."""

    message = _("An archive has this dossier: it is not opened again.")


class HandedOverBefore(DossierRefused):
    """Once to each archive."""

    field = "archive"
    message = _("It was handed over to this archive already.")


class NotForEver(DossierRefused):
    """The historical archive takes only what is kept for ever."""

    field = "archive"
    message = _("The historical archive takes only dossiers that are kept for ever.")


class HandedOverTooEarly(DossierRefused):
    """Before the work ended, or on a day to come."""

    field = "on"
    message = _("The day of the hand-over lies between the end of the work and today.")


class KeeperElsewhere(DossierRefused):
    """The keeper works in the agency."""

    field = "keeper"
    message = _("The keeper does not work in this agency.")


class FileAltered(DossierRefused):
    """The bytes on the disk are no longer those that were taken in."""


class ExportNotAllowed(DossierRefused):
    """Between asking and making, the right was lost."""

    message = _("You may no longer export dossiers of this agency.")
