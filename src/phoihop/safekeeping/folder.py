"""The folder of backups: which whole ones stand there; only one process writes into it."""

import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from phoihop.safekeeping import manifest
from phoihop.safekeeping.errors import AnotherIsRunning, SafekeepingRefused
from phoihop.safekeeping.retention import Keep, to_keep

PARTIAL: Final = ".partial-"
OPENED: Final = ".opened-"
DRILL: Final = ".drill-"
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

    def size(self) -> int | None:
        """Bytes, as the list beside or inside says; None where that is damaged."""
        try:
            if self.is_encrypted:
                return int(self._said()["size"])
            return manifest.read(self.path).size
        except (OSError, ValueError, KeyError, TypeError, SafekeepingRefused):
            return None

    def lacks_files(self) -> bool:
        """Whether the office lacked stored files when it was made, or that cannot be read."""
        try:
            if self.is_encrypted:
                return bool(self._said().get("missing"))
            return bool(manifest.read(self.path).missing)
        except (OSError, ValueError, AttributeError, SafekeepingRefused):
            return True

    def _said(self) -> dict[str, Any]:
        """The list beside an encrypted archive; its shape is not checked."""
        facts: dict[str, Any] = json.loads(self.sidecar.read_text(encoding="utf-8"))
        return facts


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
        with _cleared():
            pass
        yield


@contextmanager
def scratch(prefix: str) -> Iterator[Path]:
    """A new folder under DATA_DIR, for what must not lie in clear among the backups; goes at exit.

    prefix: PARTIAL, OPENED or DRILL.
    """
    with _cleared() as data:
        path = Path(tempfile.mkdtemp(dir=data, prefix=prefix))
        held = os.open(path, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield path
    finally:
        shutil.rmtree(path)
        os.close(held)


@contextmanager
def _cleared() -> Iterator[Path]:
    """DATA_DIR without what a power cut left of such folders; a living process holds its own."""
    data = Path(settings.DATA_DIR)
    data.mkdir(parents=True, exist_ok=True)
    with (data / ".scratch.lock").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        for left in [path for name in (PARTIAL, OPENED, DRILL) for path in data.glob(f"{name}*")]:
            if left.is_dir() and not _is_held(left):
                shutil.rmtree(left)
        yield data


def _is_held(path: Path) -> bool:
    number = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(number)
    return False


def thin_out(folder: Path, keep: Keep) -> list[str]:
    """Take away the backups that are past their time; return their names.

    One that lacks files never stands for the day of one that has them all.
    """
    found = backups_in(folder)
    made = {backup.name: backup.made_at for backup in found}
    whole = {backup.name: backup.made_at for backup in found if not backup.lacks_files()}
    kept = to_keep(made, keep) | to_keep(whole, keep)
    gone = [backup for backup in found if backup.name not in kept]
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
