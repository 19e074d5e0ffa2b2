"""What the services of this room refuse."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class ScoringRefused(Refused):
    """Refused; `field` names the form field to mend, "" for the whole form."""

    field = ""


class NotFinished(ScoringRefused):
    message = _("Only a confirmed task is evaluated.")


class GradeNotInUse(ScoringRefused):
    field = "grade"
    message = _("This mark is not in use on this day.")


class Frozen(ScoringRefused):
    message = _("The evaluation stands: the days to object are over, or an objection was answered.")


class DisputeOpen(ScoringRefused):
    message = _("An objection waits for an answer: answer it instead.")


class WordsNeeded(ScoringRefused):
    field = "words"
    message = _("Say why.")


class AnswerNeeded(ScoringRefused):
    field = "answer"
    message = _("Answer in words.")


class DisputedAlready(ScoringRefused):
    message = _("An objection was made already.")


class AnsweredAlready(ScoringRefused):
    message = _("This was answered already.")


class NotLate(ScoringRefused):
    message = _("This task does not count as late for your agency.")


class DueNotMended(ScoringRefused):
    field = "due_on"
    message = _("A due date is set only with an acceptance, and after the present one.")


class WordsTaken(ScoringRefused):
    field = "words"
    message = _("A mark of these words is in use already.")


class GradeGiven(ScoringRefused):
    field = "words"
    message = _(
        "Tasks were evaluated with this mark, so its words and points stay. End its use and add"
        " another mark."
    )


class EndedBeforeBegun(ScoringRefused):
    field = "valid_to"
    message = _("The last day is before the first.")
