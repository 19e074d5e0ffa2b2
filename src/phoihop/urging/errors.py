"""What this room refuses, in a sentence for the user."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class UrgingRefused(Refused):
    """An act of this room that cannot be done now."""

    field = ""


class NoOffice(UrgingRefused):
    message = _("There is no office yet. Make it on the server with: phoihop setup")


class NotOwed(UrgingRefused):
    message = _("The lead agency does not owe this task now, so there is nothing to urge.")


class FormUsed(UrgingRefused):
    message = _("This form was already sent for something else. Please open the page again.")


class WordsRequired(UrgingRefused):
    field = "words"
    message = _("This field is required.")


class NothingOverdue(UrgingRefused):
    message = _("None of these tasks is overdue today and assigned by your agency to another.")


class DraftStands(UrgingRefused):
    message = _("One of these tasks stands in a draft, or in a letter of today, already.")


class NotToUrge(UrgingRefused):
    message = _("Only the agency that assigned the task urges it.")
