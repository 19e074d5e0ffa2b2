"""The backups in their folder beside what is known of them, for the page."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from phoihop.safekeeping import folder
from phoihop.safekeeping.folder import Backup
from phoihop.safekeeping.models import Run, RunKind


@dataclass(frozen=True)
class Shelved:
    """One backup; made and drilled: the runs that made and last tried it, if they are known.

    size: in bytes; None where the backup cannot say it any more.
    """

    backup: Backup
    size: int | None
    made: Run | None
    drilled: Run | None


@dataclass(frozen=True)
class Shelf:
    """The folder and what stands in it, newest first. free: bytes, None where there is no folder.

    same_disk: the backups would be lost with the data.
    """

    place: Path
    rows: Sequence[Shelved]
    free: int | None
    same_disk: bool


def shelf() -> Shelf:
    """Look into the folder; two queries for all that is known of its backups."""
    place = folder.place()
    found = folder.backups_in(place)
    names = [backup.name for backup in found]
    runs = Run.objects.filter(name__in=names).order_by("pk")
    made = {run.name: run for run in runs if run.kind == RunKind.BACKUP}
    drilled = {run.name: run for run in runs if run.kind == RunKind.DRILL}
    rows = [
        Shelved(
            backup,
            made[backup.name].size if backup.name in made else backup.size(),
            made.get(backup.name),
            drilled.get(backup.name),
        )
        for backup in found
    ]
    return Shelf(place, rows, _free(place), on_the_disk_of_the_data(place))


def made_before(at: datetime) -> list[Backup]:
    """Backups that still hold what was taken away at this moment."""
    return [backup for backup in folder.backups_in(folder.place()) if backup.made_at <= at]


def on_the_disk_of_the_data(place: Path) -> bool:
    """Whether one broken disk takes both."""
    there = next((part for part in [place, *place.parents] if part.exists()), None)
    data = settings.DATA_DIR
    return there is not None and data.exists() and there.stat().st_dev == data.stat().st_dev


def _free(place: Path) -> int | None:
    return shutil.disk_usage(place).free if place.is_dir() else None
