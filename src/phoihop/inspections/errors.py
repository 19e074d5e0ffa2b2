"""What this room refuses, in a sentence for the user."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class InspectionRefused(Refused):
    """An act of this room that cannot be done now."""

    field = ""


class Required(InspectionRefused):
    message = _("This field is required.")

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field


class FormUsed(InspectionRefused):
    message = _("This form was already sent for something else. Please open the page again.")


class EndsBeforeStart(InspectionRefused):
    field = "last_day"
    message = _("The last day is before the first day.")


class OutsideThePlan(InspectionRefused):
    field = "planned_on"
    message = _("This day is outside the days of the plan.")


class NotInspectable(InspectionRefused):
    field = "agency"
    message = _(
        "Your agency does not check this one: it checks those below it, those it may give tasks to,"
        " and those it reads as their inspecting body."
    )


class GoneByThen(InspectionRefused):
    field = "agency"
    message = _("The agency does not exist on this day.")


class VisitBeforePlan(InspectionRefused):
    field = "visited_on"
    message = _("The day of the visit is before the first day of the plan.")


class AlreadySent(InspectionRefused):
    message = _("The agency has received this finding, so it no longer changes.")


class FindingsSent(InspectionRefused):
    message = _(
        "A finding of this visit was sent to the agency, so what was entered no longer changes."
    )


class FoundBefore(InspectionRefused):
    field = "visited_on"
    message = _("A finding must be mended before this day: correct the finding first.")


class Concluded(InspectionRefused):
    message = _("The plan is concluded and no longer changes.")


class CalledOff(InspectionRefused):
    message = _("This check was called off.")


class AlreadyVisited(InspectionRefused):
    message = _("What was seen on this visit is entered already.")


class NotVisited(InspectionRefused):
    message = _("Enter first what was seen on the visit.")


class VisitInFuture(InspectionRefused):
    field = "visited_on"
    message = _("The day of the visit has not come yet.")


class DueBeforeVisit(InspectionRefused):
    field = "due_on"
    message = _("The day is before the visit.")


class NothingToSend(InspectionRefused):
    message = _("Every finding of this check was sent already.")


class NotSent(InspectionRefused):
    message = _("Send the finding to the agency first.")


class TaskMade(InspectionRefused):
    message = _("This finding is a task already.")


class StillOpen(InspectionRefused):
    message = _(
        "Not every check was visited or called off, or a finding was not sent yet: the plan cannot"
        " be concluded."
    )


class MarkedSecret(InspectionRefused):
    field = "evidence"
    message = _("A file bears a mark of secrecy. It must not be entered here.")
