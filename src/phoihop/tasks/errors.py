"""What the services of this room refuse."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from phoihop.documents.errors import MarkedFile
from phoihop.ui.errors import Refused


class TaskRefused(Refused):
    """Refused; `field` names the form field to mend, "" for the whole form."""

    field = ""

    def __init__(self, message: str | Promise | None = None, *, row: int | None = None) -> None:
        super().__init__(message)
        self.row = row


class PersonRequired(TaskRefused):
    field = "person_in_charge"
    message = _("Who is clear: this field is required.")


class PersonElsewhere(TaskRefused):
    field = "person_in_charge"
    message = _("The person in charge does not work in the lead agency.")


class ProductRequired(TaskRefused):
    field = "product"
    message = _("The product is clear: this field is required.")


class TitleRequired(TaskRefused):
    field = "title"
    message = _("The work is clear: this field is required.")


class DueRequired(TaskRefused):
    field = "due_on"
    message = _("The time is clear: give a due date, or a rhythm for a standing task.")


class DueAndRhythm(TaskRefused):
    field = "rhythm"
    message = _("A standing task has no due date: choose one of the two.")


class DueBeforeAssigned(TaskRefused):
    field = "due_on"
    message = _("The due date is before the day of assignment.")


class DueAfterLeader(TaskRefused):
    field = "due_on"
    message = _(
        "This is later than the day the leader wrote. Give a day no later, or ask the leader for"
        " another instruction."
    )


class LeadNotAllowed(TaskRefused):
    field = "lead_agency"
    message = _("Your agency may not assign tasks to this agency.")


class LeadRequired(TaskRefused):
    field = "lead_agency"
    message = _("This content has no lead agency yet.")


class LeadCoordinates(TaskRefused):
    field = "coordinating"
    message = _("The lead agency cannot coordinate with itself.")


class ItemAssigned(TaskRefused):
    message = _("This content was already assigned for this due date.")


class DutyAssigned(TaskRefused):
    message = _("This duty became a task already.")


class DutyReplaced(TaskRefused):
    message = _("The instruction was replaced by a later one: open the page again.")


class ReviewAssigned(TaskRefused):
    message = _("This milestone is a task already.")


class ReviewClosed(TaskRefused):
    message = _("This milestone is closed, or its review is not held.")


class ItemElsewhere(TaskRefused):
    field = "item"
    message = _("Another agency leads this content.")


class ReportRefused(TaskRefused):
    field = "report"


class NothingChosen(TaskRefused):
    message = _("Choose at least one content to assign.")


class NotSigned(TaskRefused):
    message = _("Tasks are made from a signed agreement.")


class NotSignedByAll(NotSigned):
    message = _("The paper is not signed by all yet.")


class AlreadyAccepted(TaskRefused):
    message = _("This task was already accepted.")


class AcceptedCannotEdit(TaskRefused):
    message = _("The lead agency has accepted this task; its six clear items no longer change.")


class TaskClosed(TaskRefused):
    message = _("This task is closed: nothing more can be recorded.")


class TaskSuspended(TaskRefused):
    message = _("This task is suspended.")


class NotSuspended(TaskRefused):
    message = _("This task is not suspended.")


class AlreadyWaiting(TaskRefused):
    message = _("The result was already submitted and awaits confirmation.")


class NothingWaits(TaskRefused):
    message = _("No submitted result awaits an answer.")


class ReasonRequired(TaskRefused):
    field = "reason"
    message = _("This field is required.")


class WordsRequired(TaskRefused):
    field = "words"
    message = _("This field is required.")


class ResultRequired(TaskRefused):
    field = "result"
    message = _("This field is required.")


class PercentRequired(TaskRefused):
    field = "percent"
    message = _("This field is required.")


class EvidenceMarked(TaskRefused):
    field = "evidence"
    message = MarkedFile.message


class FormUsed(TaskRefused):
    message = _("This form was already sent for something else. Please open the page again.")


class NotYours(TaskRefused):
    message = _("You may not do this with this task.")


class NoDueToMove(TaskRefused):
    field = "due_on"
    message = _("A standing task has no due date to move.")


class DueNotLater(TaskRefused):
    field = "due_on"
    message = _("The new due date must be after the current one.")


class InChargeAlready(TaskRefused):
    field = "person_in_charge"
    message = _("This person is in charge already.")


class PersonChangedAgain(TaskRefused):
    field = "person_in_charge"
    message = _("Another person was put in charge meanwhile.")
