"""The folder of backups: which whole ones stand there; only one process writes into it."""

import fcntl
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from phoihop.safekeeping import manifest
from phoihop.safekeeping.errors import AnotherIsRunning, NotABackup
from phoihop.safekeeping.retention import Keep, to_keep

PARTIAL: Final = ".partial-"
_NAME: Final = re.compile(r"^phoihop-(\d{8}-\d{6})(\.tar\.(?:age|gpg))?$")
_STAMP: Final = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Backup:
    """A whole backup: a folder, or one encrypted archive with a short list beside it."""

    path: Path
    made_at: datetime

    @property
    def name(self) -> str:
        """As it is called on the page and in the history."""
        return self.path.name

    @property
    def is_encrypted(self) -> bool:
        """Can be opened only with the identity of a recipient."""
        return self.path.suffix in {".age", ".gpg"}

    @property
    def sidecar(self) -> Path:
        """The short list beside an encrypted archive."""
        return sidecar_of(self.path)

    def size(self) -> int:
        """Bytes, as the list beside or inside says; 0 where that cannot be read."""
        try:
            if self.is_encrypted:
                facts: dict[str, Any] = json.loads(self.sidecar.read_text(encoding="utf-8"))
                return int(facts["size"])
            return manifest.read(self.path).size
        except (OSError, ValueError, KeyError, NotABackup):
            return 0


def place() -> Path:
    """The folder of the settings."""
    return Path(settings.BACKUP_DIR)


def sidecar_of(archive: Path) -> Path:
    """Where size, digest and recipients of an encrypted archive stand in clear."""
    return archive.with_name(f"{archive.name}.json")


def name_at(at: datetime) -> str:
    """The name of a backup begun at this moment, in the office's time."""
    return f"phoihop-{at.astimezone(_zone()):{_STAMP}}"


def backups_in(folder: Path) -> list[Backup]:
    """Whole ones, newest first: broken-off work never bears such a name."""
    if not folder.is_dir():
        return []
    found = [backup for path in folder.iterdir() if (backup := backup_at(path)) is not None]
    return sorted(found, key=lambda backup: backup.name, reverse=True)


def backup_at(path: Path) -> Backup | None:
    """What stands at a path, or None when its name is not that of a backup."""
    match = _NAME.match(path.name)
    if match is None or (match[2] is None) != path.is_dir():
        return None
    try:
        made_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=_zone())
    except ValueError:
        return None
    return Backup(path, made_at)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder and clear away what a broken-off backup left. Raises AnotherIsRunning."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherIsRunning from error
        for left in folder.glob(f"{PARTIAL}*"):
            _remove(left)
        yield


def thin_out(folder: Path, keep: Keep) -> list[str]:
    """Take away the backups that are past their time; return their names."""
    made = {backup.name: backup.made_at for backup in backups_in(folder)}
    kept = to_keep(made, keep)
    gone = [backup for backup in backups_in(folder) if backup.name not in kept]
    for backup in gone:
        # First the name, then the bytes: a broken-off removal is not taken for a whole backup.
        doomed = backup.path.with_name(f"{PARTIAL}{backup.name}")
        backup.path.rename(doomed)
        backup.sidecar.unlink(missing_ok=True)
        _remove(doomed)
    return [backup.name for backup in gone]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
