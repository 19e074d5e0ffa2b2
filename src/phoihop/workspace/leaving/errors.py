"""What is refused when somebody leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class HandOverRefused(Refused):
    """Base; `field` names the input at fault."""

    field = ""


class NothingEnds(HandOverRefused):
    """Neither a seat nor an office was chosen."""

    field = "ends"
    message = _("Choose what ends.")


class LastDayAhead(HandOverRefused):
    """Access ends with the act, so the last day cannot come later."""

    field = "last_day"
    message = _("The last day lies ahead. Hand over on that day.")


class LastDayBeforeFirst(HandOverRefused):
    """A seat or an office would end before it began; the sentence is given to the constructor."""

    field = "last_day"


class ReceiverElsewhere(HandOverRefused):
    """Only a seat of the same agency that goes on takes over."""

    message = _("Who takes over must work in the same agency and have an open account.")


class ReasonMissing(HandOverRefused):
    """It is written to the history of every task."""

    field = "reason"
    message = _("Say why, it stands in the history of every task.")


@dataclass(frozen=True)
class Lack:
    """Something that would be left without an owner: its words and the input that mends it."""

    words: str
    field: str


class WithoutReceiver(HandOverRefused):
    """Something would be left without an owner; `lacks` says what."""

    message = _("Not handed over yet: this would be left without an owner.")

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__()
        self.lacks = lacks
