"""What the services of this room refuse."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class TalkRefused(Refused):
    """Refused; `field` names the form field to mend, "" for the whole form."""

    field = "words"


class CommentEmpty(TalkRefused):
    message = _("Write something first.")


class CommentTooLong(TalkRefused):
    message = _("A comment has at most 4,000 letters. Put longer words into a file.")


class CommentWithdrawn(TalkRefused):
    message = _("This comment was taken back.")


class TalkClosed(TalkRefused):
    message = _(
        "A secret paper's content must not be entered in this system, so nothing is written about"
        " it here."
    )


class AnswerNotHere(TalkRefused):
    message = _("Answer the comment that began this exchange; an answer has no answers of its own.")


class FormUsed(TalkRefused):
    message = _("This form was used already. Open the page again and write there.")


class MentionRefused(TalkRefused):
    """Said alike of who does not exist and of who may not read the record."""

    def __init__(self, names: list[str]) -> None:
        message: str | Promise = _(
            "%(names)s cannot be mentioned: only people who may read this record can. Choose from "
            "the list, or write the name without @."
        )
        super().__init__(str(message) % {"names": ", ".join(f"@{name}" for name in names)})
