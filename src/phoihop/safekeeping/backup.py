"""Make a backup: first the database, then the files, then read all of it again.

Stored files are never altered and are written before the rows that name them, so every file a
dump names was there when it was taken; the files are copied after it.
"""

import hashlib
import hmac
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from phoihop.safekeeping import crypt, folder, manifest
from phoihop.safekeeping.databases import database
from phoihop.safekeeping.errors import SafekeepingRefused
from phoihop.safekeeping.folder import PARTIAL, Backup
from phoihop.safekeeping.manifest import FILES, STORED, Digest, Manifest, Progress, digest_of
from phoihop.safekeeping.retention import Keep


@dataclass(frozen=True)
class Order:
    """What is wanted. recipients: of age or gpg; none leaves the backup readable."""

    folder: Path
    recipients: Sequence[str] = ()
    with_secret_key: bool = False
    keep: Keep | None = None


@dataclass(frozen=True)
class Made:
    """A backup that was written and read again. gone: names of those whose time was over."""

    backup: Backup
    manifest: Manifest
    size: int
    gone: list[str] = field(default_factory=list)


def standing_order() -> Order:
    """What the settings say."""
    return Order(
        folder=folder.place(),
        recipients=settings.BACKUP_ENCRYPT_TO,
        keep=Keep(*settings.BACKUP_KEEP),
    )


def make_backup(order: Order, *, at: datetime, tell: Progress) -> Made:
    """Write one backup into the folder, or nothing that could be taken for one.

    at: the real moment. tell: (steps done, steps in all), three for every file. Raises
    AnotherIsRunning, ProgramMissing, BackupFailed, BackupDamaged, OSError.
    """
    with folder.locked(order.folder):
        name = folder.name_at(at)
        if order.recipients:
            with folder.scratch(PARTIAL) as clear:  # never in clear among the backups
                made = _write(clear, order, at, tell)
                target, size = _encrypt(clear, order, name, len(made.missing))
        else:
            partial = order.folder / f"{PARTIAL}{name}"
            partial.mkdir(mode=0o700)
            made = _write(partial, order, at, tell)
            target, size = order.folder / name, made.size
            _sync(partial)
            partial.rename(target)
        _sync(order.folder)
        # An office that lost files must not push out the backups that still hold them.
        keep = None if made.missing else order.keep
        gone = folder.thin_out(order.folder, keep) if keep else []
    return Made(Backup(target, at), made, size, gone)


def key_fingerprint() -> str:
    """Tells whether two installations have the same secret key, and nothing of the key."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"phoihop backup", hashlib.sha256).hexdigest()[:32]


def storage_root() -> Path:
    """Where the stored files lie."""
    return Path(default_storage.path(""))


def _write(partial: Path, order: Order, at: datetime, tell: Progress) -> Manifest:
    source = database()
    dump = partial / source.file_name
    contents = source.dump(dump)
    files = _copy_files(partial / FILES, _previous(order.folder), tell)
    key = _keep_key(partial) if order.with_secret_key else None
    made = Manifest(
        made_at=at,
        program=version("phoihop"),
        office=contents.office,
        vendor=source.vendor,
        database=source.file_name,
        dump=digest_of(dump),
        migrations=contents.migrations,
        counts=contents.counts,
        files=files,
        missing=sorted(set(contents.stored) - files.keys()),
        ledger=contents.ledger,
        key=key_fingerprint(),
        secret_key=key,
    )
    manifest.write(made, partial)
    again = manifest.read(partial)
    total = len(files)
    manifest.check(partial, again, lambda done, _all: tell(total + done, 2 * total + 1))
    return again


def _copy_files(
    target: Path, previous: "tuple[Path, Manifest] | None", tell: Progress
) -> dict[str, Digest]:
    """Link what the backup before holds already, copy the rest; {path: digest}."""
    target.mkdir(mode=0o700)
    root = storage_root()
    paths = list(_stored(root))
    found = {}
    for number, path in enumerate(paths, start=1):
        try:
            found[path] = _link_or_copy(root / path, target / path, previous, path)
        except FileNotFoundError:  # redacted meanwhile; the manifest says so if a row names it
            continue
        tell(number, 2 * len(paths) + 1)
    return found


def _link_or_copy(
    source: Path, target: Path, previous: "tuple[Path, Manifest] | None", path: str
) -> Digest:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if previous is not None:
        place, before = previous
        known = before.files.get(path)
        # Only names that are digests: what may bear other bytes tomorrow is copied each time.
        same = known and known.sha256 == source.name and known.size == source.stat().st_size
        if known and same and _linked(place / FILES / path, target, known):
            return known
    with source.open("rb") as reader, target.open("wb") as writer:
        os.fchmod(writer.fileno(), 0o600)
        shutil.copyfileobj(reader, writer, 1024 * 1024)
        writer.flush()
        os.fsync(writer.fileno())
    return digest_of(target)


def _linked(before: Path, target: Path, known: Digest) -> bool:
    """Share a file with the backup before, unless it is lost, rotten or cannot be linked there."""
    with suppress(OSError):
        os.link(before, target, follow_symlinks=False)
        if not target.is_symlink() and digest_of(target) == known:
            return True
    target.unlink(missing_ok=True)
    return False


def _stored(root: Path) -> Iterator[str]:
    """Paths of the files under the storage, without uploads that are being written."""
    for path in sorted(root.glob("??/*")):
        name = path.relative_to(root).as_posix()
        if STORED.fullmatch(name) and path.is_file():
            yield name


def _previous(place: Path) -> tuple[Path, Manifest] | None:
    """The newest readable backup, to share files with."""
    for backup in folder.backups_in(place):
        if not backup.is_encrypted:
            try:
                return backup.path, manifest.read(backup.path)
            except SafekeepingRefused:
                continue
    return None


def _keep_key(partial: Path) -> Digest:
    target = partial / "secret-key"
    target.touch(mode=0o600)
    target.write_text(settings.SECRET_KEY, encoding="utf-8")
    return digest_of(target)


def _encrypt(partial: Path, order: Order, name: str, missing: int) -> tuple[Path, int]:
    suffix = crypt.suffix_for(order.recipients)
    archive = order.folder / f"{PARTIAL}{name}{suffix}"
    digest = crypt.encrypt(partial, archive, order.recipients)
    target = order.folder / f"{name}{suffix}"
    crypt.write_sidecar(folder.sidecar_of(target), digest, order.recipients, missing)
    archive.rename(target)
    return target, digest.size


def _sync(place: Path) -> None:
    """The names in a folder survive a power cut as its files do."""
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
