"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class SuccessionRefused(Refused):
    """Refused; `field` names the field of the form, "" for the form as a whole."""

    field = ""


class Undecided(SuccessionRefused):
    """Things of agencies that end would be without an owner."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class NothingToDo(SuccessionRefused):
    message = _("Name the agencies that end, are renamed or begin first.")


class NotEmpty(SuccessionRefused):
    message = _("Only a draft without any agency can be thrown away. Take its agencies out first.")


class PaperInFuture(SuccessionRefused):
    """What nobody has issued yet decides nothing."""

    field = "paper_on"
    message = _("The deciding paper is dated in the future; enter the day on which it was issued.")


class NotYet(SuccessionRefused):
    """The day of the act has not come."""


class CarriedOut(SuccessionRefused):
    message = _("This act has been carried out already. Undo it first.")


class NotCarriedOut(SuccessionRefused):
    message = _("This act has not been carried out.")


class UnderWay(SuccessionRefused):
    message = _("This act is being carried out at the moment.")


class DependsOnIt(SuccessionRefused):
    """Something new rests on the act."""


class OneLead(SuccessionRefused):
    message = _("A task has just one lead agency.")


class SuccessorOfItself(SuccessionRefused):
    field = "heirs"
    message = _("An agency does not succeed itself.")


class SuccessorEnds(SuccessionRefused):
    """Who takes over must be there."""

    field = "heirs"


class AgencyEnded(SuccessionRefused):
    """It has a last day already."""

    field = "agencies"


class AgencyTwice(SuccessionRefused):
    """An agency has one line in an act."""

    field = "agencies"


class EndsBeforeItBegins(SuccessionRefused):
    """Its first day lies on or after the day of the act."""

    field = "agencies"


class NameRequired(SuccessionRefused):
    field = "new_name"
    message = _("Give the new name.")


class NotOffered(SuccessionRefused):
    message = _("This cannot be chosen here.")


class ReasonRequired(SuccessionRefused):
    field = "reason"
    message = _("Give the reason.")


class NotOfThisAct(SuccessionRefused):
    message = _("This task did not pass on by this act, or is finished.")


class SameHolder(SuccessionRefused):
    field = "to"
    message = _("This agency leads the task already.")


class TransferTooEarly(SuccessionRefused):
    """A transfer takes effect after the act, and not in days to come."""

    field = "on"
