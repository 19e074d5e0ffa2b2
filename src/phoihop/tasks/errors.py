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


class AgencyEnded(TaskRefused):
    """It leads, coordinates and assigns nothing any more."""

    message = _("This agency has ended already.")


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


class ReportDoubtful(ReportRefused):
    """It may close the milestone only when somebody says that it is the report."""

    field = "sure"


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


class DueHasHistory(TaskRefused):
    field = "due_on"
    message = _(
        "The due date or the lead agency was changed since: use “Move the due date”, which keeps"
        " the first one."
    )


class DueReached(TaskRefused):
    field = "due_on"
    message = _(
        "The due day is over, so it is no longer corrected: use “Move the due date”, which keeps"
        " the first one."
    )


class LeadHasHistory(TaskRefused):
    field = "lead_agency"
    message = _(
        "The due day is over: the delay stays with the agency that held the task. Use “Change the"
        " lead agency”."
    )


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


class NewDueNotLater(TaskRefused):
    field = "due_on"
    message = _("The new due date must be after the current one.")


class NewDuePast(TaskRefused):
    field = "due_on"
    message = _("The new due date has passed: give today or a later day.")


class SameDue(TaskRefused):
    field = "due_on"
    message = _("This is the due date it has already.")


class NoDueDate(TaskRefused):
    field = "due_on"
    message = _("A standing task has no due date that could be moved.")


class DueAfterParent(TaskRefused):
    field = "due_on"
    message = _("A part is due no later than the task above it.")


class PartsDueLater(TaskRefused):
    field = "due_on"
    message = _("A part of this task is due later: move the part first.")


class ExtensionAsked(TaskRefused):
    message = _("An extension was asked for already. Take it back to ask for another day.")


class NoExtensionOpen(TaskRefused):
    message = _("This request was decided or taken back in the meantime: open the page again.")


class ContributionDueAfterTask(TaskRefused):
    field = "coordinating"
    message = _("The part of a coordinating agency is due no later than the task.")


class ContributionDueBeforeAssigned(TaskRefused):
    field = "coordinating"
    message = _("The part of a coordinating agency is due before the day of assignment.")


class NotCoordinating(TaskRefused):
    message = _("This agency does not coordinate in this task.")


class ContributionNotDone(TaskRefused):
    message = _("The part of your agency is not reported as done.")


class PartsOpen(TaskRefused):
    field = "despite_parts"
    message = _(
        "Parts of this task are not finished. Tick that you submit the result all the same."
    )


class PercentOfParts(TaskRefused):
    field = "percent"
    message = _("The progress of this task is that of its parts.")


class WeightRequired(TaskRefused):
    field = "weight"
    message = _("Enter a whole number from 1 to 100.")


class ParentStopped(TaskRefused):
    message = _("The task above it is suspended: it is resumed there.")


class SameLead(TaskRefused):
    field = "lead_agency"
    message = _("This agency leads the task already.")


class NothingToExplain(TaskRefused):
    message = _("Only an overdue or returned task is to be explained.")


class QuestionRequired(TaskRefused):
    field = "question"
    message = _("This field is required.")


class AnswerByPast(TaskRefused):
    field = "answer_by"
    message = _("The day for the answer has passed: give today or a later day.")


class ExplanationAsked(TaskRefused):
    message = _("An explanation was asked for already and is not answered yet.")


class NoExplanationOpen(TaskRefused):
    message = _("This request was answered or cancelled in the meantime: open the page again.")


class AnswerRequired(TaskRefused):
    field = "answer"
    message = _("This field is required.")


class RuleRequired(TaskRefused):
    field = "day"
    message = _("Give the day of the month by which it is due: 1 to 31.")


class EndsBeforeStart(TaskRefused):
    field = "ends_on"
    message = _("The end is before the beginning.")


class EndsAfterAgreement(TaskRefused):
    field = "ends_on"
    message = _("The agreement ends earlier: what comes after it is not assigned.")


class NotOfOwnAgreement(TaskRefused):
    field = "item"
    message = _("Choose a content of a signed agreement of your agency.")


class ItemLedElsewhere(TaskRefused):
    field = "lead_agency"
    message = _("By the agreement another agency leads this content.")


class AlreadyStopped(TaskRefused):
    message = _("This was stopped already.")


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


class SuspendedAnew(TaskRefused):
    message = _("It was suspended again meanwhile, by another act.")


class AssignedInFuture(TaskRefused):
    field = "assigned_on"
    message = _("The day of assignment is still to come.")
