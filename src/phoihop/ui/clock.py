"""The clock of views, jobs and commands: the real one, unless an administrator shows another day.

Below them nothing asks the clock: services take `on: date` or `at: datetime`. Log-in, sessions
and rate limits use `real_now` (docs/decisions/0005).
"""

import time
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from phoihop.ui.models import SimulatedClock

# All processes of an installation follow the row within this many seconds.
_KEEP_SECONDS = 1.0
_kept: tuple[float, timedelta | None] | None = None


def real_now() -> datetime:
    """The real moment, aware, in the office's zone."""
    return timezone.localtime()


def now() -> datetime:
    """The moment that the office works at, aware, in the office's zone."""
    offset = _offset()
    return real_now() + offset if offset is not None else real_now()


def today() -> date:
    """The day that the office works at."""
    return now().date()


def is_simulated() -> bool:
    """Whether `now` is another moment than the real one."""
    return _offset() is not None


def forget() -> None:
    """Read the row again at the next question, as after it was written."""
    global _kept  # noqa: PLW0603 -- one value for the process, like the clock itself
    _kept = None


def _offset() -> timedelta | None:
    global _kept  # noqa: PLW0603 -- see forget()
    if not settings.SIMULATED_CLOCK_ALLOWED:
        return None
    at = time.monotonic()
    if _kept is None or at - _kept[0] > _KEEP_SECONDS:
        latest = SimulatedClock.objects.order_by("-pk").values_list("offset", flat=True).first()
        _kept = (at, latest)
    return _kept[1]
