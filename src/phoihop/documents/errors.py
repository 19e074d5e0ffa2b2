"""What this room refuses, in words for the reader."""

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


class NoSuchPlace(Refused):
    """Offsets outside the text."""

    message = _("These words no longer stand in the text of the document.")


class SeriesNotOpen(Refused):
    """No number may be taken from a series outside its days."""


class SeriesExists(Refused):
    """One run of numbers at a time for one symbol."""

    message = _("This symbol already has a series of numbers for these days.")


class NumberTaken(Refused):
    """Number and symbol are given by hand and from a series."""

    message = _("Enter the number yourself or take it from the series, not both.")
