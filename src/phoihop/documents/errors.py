"""What this room refuses, in words for the reader."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class FileRefused(Refused):
    """Bytes that may not be kept; each reason is a class below."""


class FileTooLarge(FileRefused):
    """Above settings.UPLOAD_MAX_BYTES."""


class FileEmpty(FileRefused):
    """No bytes at all."""

    message = _("The file is empty.")


class WrongFileFormat(FileRefused):
    """The content is not what the name says, or not of a kind that is taken here."""


class FileUnpacksTooLarge(FileRefused):
    """A ZIP bomb, or a broken archive."""


class SecretContent(Refused):
    """Text or files were given for a paper whose content may not be entered."""

    message = _(
        "A secret paper's content must not be entered in this system; keep its reference only."
        " Its text and files stay on paper, in the safe."
    )


class MarkedSecret(SecretContent):
    """The text itself shows the stamp."""

    message = _(
        "The head of this text bears a mark of secrecy. Its content must not be entered in this"
        " system: choose “Secret”, leave text and files out, and keep the paper in the safe."
    )


class MarkedFile(MarkedSecret, FileRefused):
    """The words of a file show the stamp."""

    message = _(
        "The head of this file bears a mark of secrecy. Its content must not be entered in this"
        " system: the file was not kept."
    )


class ArrivedBeforeIssued(Refused):
    """It cannot arrive before it was written."""

    message = _("The day of arrival is before the date of issue.")


class NoSubject(Refused):
    """Every paper says what it is about."""

    message = _("Enter what the document is about.")


class DocumentFrozen(Refused):
    """A signed paper does not change."""

    message = _("This document is signed: its content, its files and its entry no longer change.")


class TooManyFiles(FileRefused):
    """More files than one form carries."""


class EntryChanged(Refused):
    """The entry is no longer what the form showed."""


class CitesItself(Refused):
    """A document cannot cite itself."""

    message = _("A document cannot cite itself.")


class AlreadyCited(Refused):
    """The same relation to the same document twice."""

    message = _("This document is cited in this way already.")


class NothingCited(Refused):
    """Neither a document nor words."""

    message = _("Name the document that is cited.")


class FileWasRemoved(Refused):
    """A redaction took these bytes away; they do not come back by another upload."""

    field = "file"
    message = _(
        "The content of this file was removed by order and is no longer kept. The history says who"
        " decided it and why."
    )


class NoSuchPlace(Refused):
    """Offsets outside the text."""

    message = _("These words no longer stand in the text of the document.")


class SeriesNotOpen(Refused):
    """No number may be taken from a series outside its days."""


class IssuerEnded(Refused):
    """An agency that has ended issues nothing more."""


class SeriesExists(Refused):
    """One run of numbers at a time for one symbol."""

    message = _("This symbol already has a series of numbers for these days.")


class SeriesOfOneYear(Refused):
    """A State body counts through the calendar year (NĐ 30/2020/NĐ-CP, Điều 15)."""

    message = _("A State series runs within one calendar year.")


class LastNumberGoesBack(Refused):
    """Numbers that were given out would be given out again."""

    message = _("The last number used can only be raised: lower ones were given out already.")


class ArrivalNumberTaken(Refused):
    """One number of arrival stands once in the register of a year."""


class NotADraft(Refused):
    """Only a draft is issued, and only once."""

    message = _("This document is issued already.")


class DraftHasNumber(Refused):
    """A draft gets its number when it is issued."""

    message = _("A draft is an outgoing document without number: it gets one when it is issued.")


class DraftIsIssued(Refused):
    """Correcting an entry neither sends a paper out nor takes it back from those who have it."""

    message = _(
        "A draft goes out only by being issued, and what went out does not become a draft again."
    )


class NumberMissing(Refused):
    """A paper is issued under a number."""

    message = _("Take a number from a series, or enter number and symbol.")


class SeriesDoesNotFit(Refused):
    """A series counts papers of one kind of one agency."""

    message = _("This series of numbers is not for a paper of this kind of your agency.")


class NumberUsed(Refused):
    """The number `code` stands on another outgoing paper of the same year or term."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class IssuedInFuture(Refused):
    """A paper is dated at the latest on the day of its issue."""

    message = _("The date of issue is after today.")


class NotIncoming(Refused):
    """Instructions are written on incoming papers."""

    message = _("An instruction is written on an incoming document.")


class InstructionEmpty(Refused):
    """It says nothing to anybody."""

    message = _("Write what is to be done, by whom, or who is to know of it.")


class InstructionOfSecret(Refused):
    """What is said of a secret paper is secret as well."""

    message = _(
        "This is a secret paper: words and duties of the instruction must not be entered in this"
        " system. Record who wrote it, when, and who receives the paper."
    )


class InstructionInFuture(Refused):
    """Nobody writes tomorrow's instruction."""

    message = _("The day of the instruction is after today.")


class InstructionBeforePaper(Refused):
    """It stands on a paper that was not written yet."""

    message = _("The day of the instruction is before the date of the document.")


class DutyIncomplete(Refused):
    """A duty names what and who leads."""

    message = _("Each duty says what is to be done and which agency leads.")


class DutyDueBefore(Refused):
    """It would be late before it was given."""

    message = _("The due date of a duty is before the day of the instruction.")


class LeadCoordinates(Refused):
    """One leads, others coordinate."""

    message = _("The lead agency cannot coordinate with itself.")


class AnswerDueBefore(Refused):
    """It would be late before it arrived."""

    message = _("The answer is due before the document arrived.")


class InstructionStands(Refused):
    """What a leader wrote does not disappear with its paper."""

    message = _(
        "A leader's instruction stands on this document: it is not hidden and stays in the"
        " incoming register."
    )


class ClosesMilestone(Refused):
    """A review that was held does not lose its report."""


class AlreadyReplaced(Refused):
    """One correction of one instruction; the next one corrects the correction."""

    message = _("This instruction was already replaced by a later one.")


class AlreadyLinked(Refused):
    """A person picked a document meanwhile."""

    message = _("This citation is linked already.")


class NumberTaken(Refused):
    """Number and symbol are given by hand and from a series."""

    message = _("Enter the number yourself or take it from the series, not both.")


class MilestoneRefused(Refused):
    """Refused of a milestone; `field` names the form field to mend, "" for the whole form."""

    field = ""


class MilestoneReasonRequired(MilestoneRefused):
    """Another day, or none, is explained."""

    field = "reason"
    message = _("This field is required.")


class MilestoneBeforeDocument(MilestoneRefused):
    """Nothing is reviewed before it was issued."""

    field = "on"
    message = _("A milestone comes after the date of issue.")


class MilestoneSame(MilestoneRefused):
    """The day it has already."""

    field = "on"
    message = _("The milestone already stands on this day.")


class MilestoneClosed(MilestoneRefused):
    """What was reviewed does not move."""

    message = _("This milestone is closed by a report already.")


class MilestoneNotClosed(MilestoneRefused):
    """Nothing to open again."""

    message = _("This milestone is not closed.")


class MilestoneDropped(MilestoneRefused):
    """Nothing is to be held."""

    message = _("It was decided not to hold this review; take that back first.")


class MilestoneUnnamed(MilestoneRefused):
    """A day of the office's own is called something."""

    field = "label"
    message = _("This field is required.")


class MilestonesTooMany(MilestoneRefused):
    """Years of "every year" that nobody means."""

    field = "until_year"
    message = _("At most 50 years, and none before the first.")


class NoDateOfIssue(MilestoneRefused):
    """Anniversaries are counted from it."""

    message = _("The document has no date of issue; enter it first.")


class ReportBeforeDocument(MilestoneRefused):
    """It cannot review what did not exist."""

    field = "report"
    message = _("The report is older than the document.")


class ReportIncomplete(MilestoneRefused):
    """A draft, or a paper without a date, closes nothing."""

    field = "report"
    message = _("The report has no date of issue yet.")


class ReportIsTheDocument(MilestoneRefused):
    """A paper is no review of itself."""

    field = "report"
    message = _("The document itself is not its review report.")


class ReportDoubtful(MilestoneRefused):
    """It may close the milestone only when somebody says so."""

    field = "sure"


class NotAReport(ReportDoubtful):
    """A plan, a letter: not what a review ends with."""

    def __init__(self, kind: str) -> None:
        said = gettext("This paper is no report (its kind: %(kind)s).")
        super().__init__(said % {"kind": kind})


class ReportLongBefore(ReportDoubtful):
    """It was issued before anybody could review that time."""

    message = _("This report was issued more than a year before the day of the milestone.")


class RuleYearsWrong(MilestoneRefused):
    """Years after issue are whole numbers."""

    message = _("Years are whole numbers from 1 to 50, parted by commas, each once.")
