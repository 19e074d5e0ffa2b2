"""The history of a text as its page shows it: of hundreds of facts it would outweigh the text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from phoihop.audit.history import HistoryLine, history_of
from phoihop.workspace.models import Intake

_ACTS = 30
_LINES = 10


@dataclass(frozen=True)
class Recent:
    """The acts shown, newest first; is_cut: there are more, or more lines of one of them."""

    acts: Sequence[HistoryLine]
    is_cut: bool


def recent_history(intake: Intake, *, whole: bool) -> Recent:
    """The newest acts with the first lines of each; all of them when the whole is asked for."""
    if whole:
        return Recent(history_of(intake), is_cut=False)
    acts = history_of(intake, most=_ACTS + 1)
    shown = [replace(act, changes=act.changes[:_LINES]) for act in acts[:_ACTS]]
    return Recent(shown, is_cut=shown != acts)
