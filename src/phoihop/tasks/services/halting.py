"""How an act on many tasks suspended them, so that its undoing takes back nothing of others."""

from dataclasses import dataclass
from datetime import date

from phoihop import vntext
from phoihop.tasks import errors
from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.models import Task

LONGEST_REASON = 500


@dataclass(frozen=True)
class Halted:
    """On which day, with which reason."""

    on: date
    reason: str

    def refusal(self, task: Task) -> TaskRefused | None:
        """Why an undoing leaves this task alone: it was suspended anew meanwhile."""
        kept = vntext.nfc(self.reason).strip()[:LONGEST_REASON]
        same = (task.suspended_on, task.stop_reason) == (self.on, kept)
        return None if same else errors.SuspendedAnew()
