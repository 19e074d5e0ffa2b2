"""What this room refuses, in words for the reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class AgreementRefused(Refused):
    """Refused; `field` names the form field to mend, "" for the whole form."""

    field = ""


class AgreementSigned(AgreementRefused):
    message = _("The paper is signed; it is changed only by an amendment.")


class SignedNotDeleted(AgreementRefused):
    message = _("A signed paper cannot be deleted.")


class AgreementReady(AgreementRefused):
    message = _("The paper is ready to sign; take it back to drafting before changing it.")


class AgreementHidden(AgreementRefused):
    message = _("This draft was deleted; bring it back first.")


class TitleRequired(AgreementRefused):
    field = "title"
    message = _("This field is required.")


class EndsBeforeStart(AgreementRefused):
    field = "valid_to"
    message = _("The last day is before the first day.")


class PartyEnded(AgreementRefused):
    """An agency that does not exist on the first day of the term takes no part in it."""


class PartyTwice(AgreementRefused):
    field = "agencies"
    message = _("This agency is a party already.")


class OwnerIsParty(AgreementRefused):
    message = _("The drafting agency is always a party.")


class NotCollective(AgreementRefused):
    message = _("This party is an agency already.")


class NoAgencyChosen(AgreementRefused):
    field = "agencies"
    message = _("Choose at least one agency.")


class BasisTwice(AgreementRefused):
    field = "document"
    message = _("This document is a legal basis already.")


class ItemTextRequired(AgreementRefused):
    field = "text"
    message = _("This field is required.")


class ItemWeight(AgreementRefused):
    field = "weight"
    message = _("The weight is at least 1.")


class LeadCoordinates(AgreementRefused):
    field = "coordinating"
    message = _("The lead agency cannot coordinate with itself.")


class BadDueRule(AgreementRefused):
    field = "due_kind"
    message = _("Choose when it is due.")


@dataclass(frozen=True)
class Lack:
    """What is missing before signing: said in words, and on which page it is mended."""

    words: str
    tab: str
    item: int | None = None
    anchor: str = ""


class NotComplete(AgreementRefused):
    """Everything that is missing, at once."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        count = len(lacks)
        said = ngettext(
            "Not ready to sign, %(count)d thing to mend: %(what)s",
            "Not ready to sign, %(count)d things to mend: %(what)s",
            count,
        )
        super().__init__(said % {"count": count, "what": "; ".join(x.words for x in lacks)})
        self.lacks = list(lacks)


class ReasonRequired(AgreementRefused):
    field = "reason"
    message = _("This field is required.")


class SectionTitleRequired(AgreementRefused):
    field = "title"
    message = _("This field is required.")


class SectionHoldsRows(AgreementRefused):
    message = _("This section holds legal bases or contents: take them out first.")


class ClauseEmpty(AgreementRefused):
    field = "text"
    message = _("Write a heading or a text.")


class AskedAlready(AgreementRefused):
    message = _("The parties are being asked already.")


class NobodyToAsk(AgreementRefused):
    message = _("There is no other agency among the parties: add the parties first.")


class NobodyToRemind(AgreementRefused):
    message = _("All parties have answered.")


class NotAsked(AgreementRefused):
    message = _("The parties are not being asked now.")


class AnswerDayPast(AgreementRefused):
    field = "answer_by"
    message = _("The day to answer by has passed already.")


class RoundClosed(AgreementRefused):
    message = _("The round of opinions is closed: nothing more can be answered.")


class NothingProposed(AgreementRefused):
    message = _("Change something, or say in words what to change.")


class ProposalSettled(AgreementRefused):
    message = _("This proposal is settled already.")


class AnsweredAlready(AgreementRefused):
    message = _("This party has answered already.")


class StillInTime(AgreementRefused):
    message = _("This party still has time to answer: its day has not passed.")


class SigningBegan(AgreementRefused):
    message = _("A party has signed already: take the signatures out before going back.")


class UnknownMark(AgreementRefused):
    """`marks` are none of the letters with which one signs for a body or a person."""

    def __init__(self, marks: Sequence[str]) -> None:
        said = gettext(
            "%(marks)s: an authority mark begins with TM., KT., TL., TUQ., Q. (State bodies) or"
            " T/M, K/T, T/L, TUQ (Party bodies). Leave it empty where the head signs."
        )
        super().__init__(said % {"marks": ", ".join(marks)})


class DeputyNeedsMark(AgreementRefused):
    """A deputy signs without KT. and without a reason."""

    def __init__(self, names: Sequence[str]) -> None:
        said = gettext("A deputy who signs needs KT.: %(names)s")
        super().__init__(said % {"names": "; ".join(names)})
        self.names = list(names)


class NotAParty(AgreementRefused):
    message = _("Only a party of this paper can sign it.")


class TemplateNameRequired(AgreementRefused):
    field = "name"
    message = _("This field is required.")


class NotReady(AgreementRefused):
    message = _("The paper is not ready to sign yet.")


class AlreadyReady(AgreementRefused):
    message = _("The paper is ready to sign already.")


class AlreadySigned(AgreementRefused):
    message = _("The signing of this paper was confirmed already.")


class SignatoriesMissing(AgreementRefused):
    """Parties without a signatory."""

    def __init__(self, names: Sequence[str]) -> None:
        said = gettext("Parties that have not signed: %(names)s")
        super().__init__(said % {"names": "; ".join(names)})
        self.names = list(names)


class SignedInFuture(AgreementRefused):
    field = "signed_on"
    message = _("The day of signing has not come yet.")


class SignedAfterTerm(AgreementRefused):
    field = "signed_on"
    message = _("The day of signing is after the last day of the term.")


class NumberMissing(AgreementRefused):
    field = "code"
    message = _("Choose a series of numbers, or enter number and symbol.")


class NumberGivenTwice(AgreementRefused):
    field = "code"
    message = _("Enter the number yourself or take it from the series, not both.")


class SeriesDoesNotFit(AgreementRefused):
    field = "series"
    message = _("This series of numbers is not for such a paper.")


class NumberUsed(AgreementRefused):
    field = "code"
    message = _("Another outgoing document of this year has this number and symbol.")


class SeriesNumberUsed(NumberUsed):
    """The series gave a number that stands on another paper: its last number is behind."""

    field = "series"

    def __init__(self, code: str) -> None:
        said = gettext(
            "The number %(code)s taken from this series is on another outgoing document already:"
            " correct the last number used of the series, or enter number and symbol yourself."
        )
        AgreementRefused.__init__(self, said % {"code": code})
        self.code = code


class ScanMissing(AgreementRefused):
    field = "scan"
    message = _("Attach the scan of the signed paper.")


class NoPartnerToCopyFor(AgreementRefused):
    message = _("There is no other agency among the parties: add the parties first.")


class NotSignedYet(AgreementRefused):
    message = _("This is possible only for a signed paper.")


class OutsideTerm(AgreementRefused):
    field = "year"
    message = _("Outside the term of the programme.")


class VersionExists(AgreementRefused):
    field = "year"

    def __init__(self, year: int) -> None:
        said = gettext("There is a version of %(year)d already.")
        super().__init__(said % {"year": year})


class RenewalDrafted(AgreementRefused):
    message = _("A paper that continues this one is being drafted: go on with it, or delete it.")


class NoContentChosen(AgreementRefused):
    message = _("Choose at least one content.")


class NotInParent(AgreementRefused):
    field = "text"
    message = _("This content is not in the agreement: it can be added only as one that arose.")


class VersionFixed(AgreementRefused):
    message = _("The version of the year is fixed; its contents follow an amendment or a review.")


class VersionNotFixed(AgreementRefused):
    message = _("The version of the year is a draft: fix it before assigning its tasks.")


class WordsRequired(AgreementRefused):
    field = "words"
    message = _("This field is required.")


class DayRequired(AgreementRefused):
    field = "on"
    message = _("This field is required.")


class DayInFuture(AgreementRefused):
    field = "on"
    message = _("This day has not come yet.")


class SettledBeforeSigning(AgreementRefused):
    field = "on"
    message = _("This day is before the day of signing.")


class Undecided(AgreementRefused):
    """Contents that are not finished and of which nothing was decided."""

    message = _("Choose what becomes of each content that is not finished.")

    def __init__(self, lines: Sequence[int] = ()) -> None:
        super().__init__()
        self.lines = list(lines)


class DueAndReasonRequired(AgreementRefused):
    message = _("A content that is carried over needs a new due date and a reason.")

    def __init__(self, lines: Sequence[int] = ()) -> None:
        super().__init__()
        self.lines = list(lines)


class NewDueTooEarly(AgreementRefused):
    message = _("The new due date lies in the year that is reviewed or before.")

    def __init__(self, lines: Sequence[int] = ()) -> None:
        super().__init__()
        self.lines = list(lines)


class ReviewConfirmed(AgreementRefused):
    message = _("The review is confirmed and does not change any more.")


class ReviewNotSaved(AgreementRefused):
    message = _("Save the review first: then it can be confirmed.")


class AmendmentNotAmended(AgreementRefused):
    message = _("Amend the original programme: it carries all its amendments.")


class AmendmentOpen(AgreementRefused):
    message = _("An amendment is being drafted already.")


class AlreadyEnded(AgreementRefused):
    message = _("The agreement has ended already.")
