"""The simulated clock: who moved it when, and by how much."""

from django.conf import settings
from django.db import models


class SimulatedClock(models.Model):
    """One setting of the clock; the latest row counts. An offset of null is the real clock.

    The rows are the trace of who moved it: this room lies below the one that records acts.
    """

    offset = models.DurationField(null=True)
    set_at = models.DateTimeField()  # real clock
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )  # null: set on the command line

    def __str__(self) -> str:
        return str(self.offset or "")
