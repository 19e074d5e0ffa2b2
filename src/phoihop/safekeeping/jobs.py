"""Jobs of safekeeping: the daily ones, and those an administrator asks for."""

from contextlib import suppress
from datetime import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from phoihop.jobs.models import Job
from phoihop.jobs.registry import Progress, daily, job
from phoihop.safekeeping import runs
from phoihop.safekeeping.backup import standing_order
from phoihop.safekeeping.errors import AnotherIsRunning
from phoihop.safekeeping.services import BACKUP, DRILL


def _backup(this: Job, _payload: dict[str, Any], progress: Progress) -> None:
    """Safe to begin again: what a broken-off one left is cleared away first.

    Where another backup is under way, by the command line or a timetable of the system, there is
    nothing to do.
    """
    with suppress(AnotherIsRunning):
        runs.backup(standing_order(), by=this.by, tell=progress)


_BACKUP_WORDS = _("Back up database and files")
if settings.BACKUP_AT is None:
    job(BACKUP, _BACKUP_WORDS)(_backup)
else:
    daily(BACKUP, at=settings.BACKUP_AT, words=_BACKUP_WORDS)(_backup)


@job(DRILL, _("Try the newest backup"))
def drill(this: Job, _payload: dict[str, Any], _progress: Progress) -> None:
    """Restore the newest backup in a scratch place."""
    runs.try_newest(identity=identity(), by=this.by)


@daily("safekeeping.ledger", at=time(1, 30), words=_("Seal and check the history"))
def seal(_job: Job, _payload: dict[str, Any], progress: Progress) -> None:
    """Seal the events of the day and look at the whole chain."""
    runs.check_ledger(by=None, tell=progress)


@daily("safekeeping.watch", at=time(7), words=_("Look after the backups"))
def watch(_job: Job, _payload: dict[str, Any], _progress: Progress) -> None:
    """A notice when none succeeded for two days."""
    runs.watch()


def identity() -> Path | None:
    """The key file that opens encrypted backups here, if the settings name one."""
    return Path(settings.BACKUP_IDENTITY) if settings.BACKUP_IDENTITY else None
