"""Move the simulated clock."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from phoihop.ui import clock
from phoihop.ui.errors import Refused
from phoihop.ui.models import SimulatedClock

if TYPE_CHECKING:
    from phoihop.accounts.models import User


_FIRST_YEAR, _LAST_YEAR = 1945, 2100


class ClockNotAllowed(Refused):
    """A production installation has the real clock only."""

    message = _("This installation has only the real clock.")


class MomentTooFar(Refused):
    """A clock at the end of the calendar would run out of it and stop every page."""

    message = _("The simulated clock can stand between the years 1945 and 2100.")


def may_move_clock(user: "User") -> bool:
    """An administrator of an installation that is not in production."""
    return bool(settings.SIMULATED_CLOCK_ALLOWED) and user.has_role("administrator")


def set_simulated_now(at: datetime, *, by: "User | None") -> None:
    """Let the office work as if it were `at` now; the clock goes on from there.

    by: None for the command line. Raises ClockNotAllowed in production, MomentTooFar,
    PermissionDenied.
    """
    _record(at, by)


def end_simulation(*, by: "User | None") -> None:
    """Go back to the real clock. Raises as `set_simulated_now`."""
    _record(None, by)


@transaction.atomic
def _record(at: datetime | None, by: "User | None") -> None:
    if not settings.SIMULATED_CLOCK_ALLOWED:
        raise ClockNotAllowed
    if by is not None and not may_move_clock(by):
        raise PermissionDenied
    if at is not None and not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise MomentTooFar
    real = clock.real_now()
    SimulatedClock.objects.create(offset=at - real if at else None, set_at=real, set_by=by)
    transaction.on_commit(clock.forget)
