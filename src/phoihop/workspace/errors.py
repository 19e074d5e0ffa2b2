"""What intake refuses, in words for the reader."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class AlreadyReceived(Refused):
    """The same text was handed in before.

    first: the id of that text, which the user may see; None where it went meanwhile.
    """

    def __init__(self, message: str | Promise, first: int | None) -> None:
        super().__init__(message)
        self.first = first


class NothingToRead(Refused):
    """No letters in what was handed in."""

    message = _("There is no text to read. Paste a text, or choose a file that has one.")


class FileNotReadable(Refused):
    """The file is too large, of another kind than it says, or holds no text."""


class NoneReadable(FileNotReadable):
    """None of the files can be taken.

    each: why, of one file after the other, with its name.
    """

    def __init__(self, each: Sequence[str]) -> None:
        super().__init__(" ".join(each))
        self.each = each


class ProgramMissing(FileNotReadable):
    """The program for such files is not installed here: once it is, the file can be read."""


class BatchOver(Refused):
    """The reading of these files has ended already."""

    message = _("These files are not being read any more: there is nothing to stop.")


class BatchGoesOn(Refused):
    """The reading of these files has not ended."""

    message = _("These files are still being read. Wait for the end, or stop it.")


class NothingToReadAgain(Refused):
    """No file of the batch can be read once more."""

    message = _(
        "None of these files can be read again. Files that were not taken are not kept: put them"
        " right and hand them in anew."
    )


class NeedsRecognition(FileNotReadable):
    """A scan: its letters have to be recognised, which a page does not wait for."""


class MarkedSecretText(Refused):
    """Its content may not be kept anywhere in the system."""

    message = _(
        "The head of this text bears a mark of secrecy: it was not taken in, and nothing of it is"
        " kept. Register the paper's reference under Documents, and keep the paper in the safe."
    )


class IntakeClosed(Refused):
    """Records were made from this text, or it was put away."""

    message = _("This text was dealt with already.")


class NotConfirmed(Refused):
    """No records were made from this text, or they were taken back."""

    message = _("No records were made from this text yet.")


class MadeBefore(Refused):
    """Which records were made was not kept at the time."""

    message = _(
        "These records were made before the program kept which ones a text gave. Hide or correct"
        " each on its own page."
    )


class RecordsInUse(Refused):
    """Something rests on the records that were made."""


class NotAProposal(Refused):
    """The fact is no open proposal of a task."""

    message = _("This is no open proposal of a task any more.")


class NothingToUndo(Refused):
    """No act on this draft is left to be taken back."""

    message = _("There is nothing to undo: no decision on this text is left.")


class StepGone(Refused):
    """Somebody undid this act already, or decided something after it."""

    message = _(
        "This step is no longer the last one: it was undone already, or something was decided after"
        " it, perhaps in another window. Look at the last step again."
    )


class FactChanged(Refused):
    """The fact is no longer what the form showed."""

    message = _(
        "This fact was changed meanwhile, by someone else or in another window. What you did not"
        " change yourself stands as it is now; if you save once more, what you changed is kept."
    )


class FactsOpen(Refused):
    """A person has not looked at every fact; first: the number of the first of them."""

    def __init__(self, message: str, first: int) -> None:
        super().__init__(message)
        self.first = first


class PaperHeldAlready(Refused):
    """The register holds a document of this number already, and nobody said that it may."""

    message = _(
        "The register holds a document of this number already. Look at it; if there is to be a"
        " second record all the same, tick “Make a second record all the same” and press the button"
        " again."
    )


class NotThatRecord(Refused):
    """The record chosen for a fact does not exist or may not be seen."""

    message = _("The record you chose is not there. Choose one from the list.")


class FactIncomplete(Refused):
    """A new record cannot be made from this fact as it stands."""


class NotAnEmptyOffice(Refused):
    """The sample goes into an empty installation only."""

    message = _("This installation holds an office already; the sample was not added.")


class TooManySaved(Refused):
    """A list that long is no help."""

    message = _("You have saved 50 searches already. Take one away first.")


class NothingToSave(Refused):
    """A search without words finds nothing."""

    message = _("Type what to search for, then save the search.")


class RedactionRefused(Refused):
    """Nothing is removed."""


class WordsTooShort(RedactionRefused):
    """They would be found in half of all words."""

    field = "words"
    message = _("Give at least three letters or figures.")


class WordsInTheReason(RedactionRefused):
    """Ground and reason stay for ever."""

    field = "reason"
    message = _("Ground and reason stay in the history: they must not hold the words themselves.")


class FileNotKept(RedactionRefused):
    """No stored file has these bytes."""

    field = "file"
    message = _("No record holds this file, or its content was removed before.")


class RedactionClosed(RedactionRefused):
    """Done, dropped or under way."""

    message = _("This redaction was confirmed, done or dropped already.")


class NothingChosen(RedactionRefused):
    """No form and no file is ticked."""

    message = _("Choose at least one form of the words or one file.")
