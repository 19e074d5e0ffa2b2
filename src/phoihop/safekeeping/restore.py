"""Put a backup into an empty office, and prove that it is all there."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from phoihop.agencies.models import Office
from phoihop.audit import ledger
from phoihop.audit import services as audit
from phoihop.safekeeping import crypt, manifest
from phoihop.safekeeping.after import Forgotten, forget_what_belongs_to_the_old_place
from phoihop.safekeeping.backup import storage_root
from phoihop.safekeeping.databases import CACHE_TABLE, SEARCH_TABLES, database, own_tables
from phoihop.safekeeping.errors import (
    BackupDamaged,
    BackupOfNewerProgram,
    NotABackup,
    OfficeNotEmpty,
    OtherDatabase,
    RestoreFailed,
)
from phoihop.safekeeping.folder import Backup, backup_at
from phoihop.safekeeping.manifest import FILES, Manifest, Progress, digest_of

# Rows that `migrate`, and a server and a worker that nobody has used, write by themselves. Whoever
# has a row anywhere else has an office.
_WRITTEN_UNASKED = {
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "django_session",
    "jobs_job",
    "jobs_workerprocess",
    "safekeeping_run",
    "setup_setupcode",
    CACHE_TABLE,
    *SEARCH_TABLES,
}


@dataclass(frozen=True)
class Restored:
    """What was found after restoring. migrations: how many were pending. faults: of the ledger."""

    manifest: Manifest
    rows: int
    migrations: int
    forgotten: Forgotten
    events: int
    faults: list[str] = field(default_factory=list)


def restore(archive: Path, *, identity: Path | None, at: datetime, tell: Progress) -> Restored:
    """Verify a backup, restore it into the empty office of the settings, verify the office.

    Raises NotABackup, BackupDamaged, OtherDatabase, BackupOfNewerProgram, OfficeNotEmpty,
    RestoreFailed, ProgramMissing. Until the office is known to be empty nothing is written.
    """
    with _readable(archive, identity) as folder:
        made = manifest.read(folder)
        _check_fits(made)
        _check_empty()
        manifest.check(folder, made, lambda done, total: tell(done, 3 * total))
        database().check_dump(folder / made.database)
        _put_files(folder, made, tell)
        database().restore(folder / made.database)
        _check_counts(made)
        pending = _migrate()
        return _after(made, pending, at)


@contextmanager
def _readable(archive: Path, identity: Path | None) -> Iterator[Path]:
    """The folder of a backup, decrypted beside the data where it must be."""
    backup = backup_at(archive)
    if backup is None:
        if not archive.is_dir():
            raise NotABackup(_("There is no whole backup at %(place)s.") % {"place": archive})
        yield archive
        return
    if not backup.is_encrypted:
        yield backup.path
        return
    _check_sidecar(backup)
    with crypt.opened(backup.path, identity) as folder:
        yield folder


def _check_sidecar(backup: Backup) -> None:
    """Better to hear that the archive was cut short than what a program makes of it."""
    if backup.sidecar.exists() and backup.size() != backup.path.stat().st_size:
        raise BackupDamaged(
            _("The file %(path)s of the backup is not what was written.") % {"path": backup.name}
        )


def _check_fits(made: Manifest) -> None:
    if made.vendor != connection.vendor:
        raise OtherDatabase(
            _(
                "The backup is of %(theirs)s, this office is set to %(ours)s. Set"
                " PHOIHOP_DATABASE_URL to a database of the same kind."
            )
            % {"theirs": made.vendor, "ours": connection.vendor}
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations.keys()
    newer = [
        f"{app}.{name}"
        for app, names in made.migrations.items()
        for name in names
        if (app, name) not in known and name not in _replaced()
    ]
    if newer:
        raise BackupOfNewerProgram(
            _(
                "The backup was made by a newer program (%(program)s): install that version or a"
                " later one. Unknown here: %(names)s."
            )
            % {"program": made.program, "names": ", ".join(newer[:3])}
        )


def _replaced() -> set[str]:
    """Migrations that a squashed one of this program stands for."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {name for each in loader.disk_migrations.values() for _app, name in each.replaces}


def _check_empty() -> None:
    """Nothing of anyone's may be there: no table that is not ours, no row in one that is."""
    there, ours = database().relations(), own_tables()
    if foreign := sorted(there - ours):
        raise OfficeNotEmpty(
            _(
                "The database holds tables of something else (%(names)s), and restoring never"
                " touches those. Set PHOIHOP_DATA_DIR or PHOIHOP_DATABASE_URL to an empty place."
            )
            % {"names": ", ".join(foreign[:5])}
        )
    with connection.cursor() as cursor:
        for table in sorted(there - _WRITTEN_UNASKED):
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608 -- one of ours
            if cursor.fetchone():
                raise OfficeNotEmpty(_how_to_make_an_empty_one())


def _how_to_make_an_empty_one() -> str:
    if connection.vendor == "sqlite":
        return _(
            "There is an office here already, and restoring never overwrites one. Stop the"
            " program, set PHOIHOP_DATA_DIR to a new folder (or move the old one away), and"
            " restore again."
        )
    return _(
        "There is an office here already, and restoring never overwrites one. Stop the program,"
        " make an empty database (createdb phoihop_new), set PHOIHOP_DATABASE_URL to it and"
        " PHOIHOP_DATA_DIR to a new folder, and restore again."
    )


def _put_files(folder: Path, made: Manifest, tell: Progress) -> None:
    """Copy the stored files and read each again; those that are there already must be the same."""
    root = storage_root()
    for number, (path, digest) in enumerate(made.files.items(), start=1):
        target = root / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"tmp-{target.name}")
            shutil.copyfile(folder / FILES / path, part)
            os.chmod(part, 0o600)
            part.replace(target)
        if digest_of(target) != digest:
            raise RestoreFailed(
                _("The file %(path)s is not what the backup holds.") % {"path": target}
            )
        tell(len(made.files) + number, 3 * len(made.files))


def _check_counts(made: Manifest) -> None:
    found = database().contents()
    if differing := _differences(made.counts, found.counts):
        raise RestoreFailed(
            _("Other numbers of rows than in the backup: %(tables)s")
            % {"tables": "; ".join(differing[:5])}
        )


def _differences(wanted: Mapping[str, int], found: Mapping[str, int]) -> list[str]:
    return [
        f"{table}: {wanted.get(table)} ≠ {found.get(table)}"
        for table in sorted({*wanted, *found})
        if wanted.get(table) != found.get(table)
    ]


def _migrate() -> int:
    """Bring an older backup to this version; return how many migrations it took."""
    before = _applied()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return _applied() - before


def _applied() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        return int(cursor.fetchone()[0])


def _after(made: Manifest, pending: int, at: datetime) -> Restored:
    """What belongs to the old place goes; the history says that the office was restored."""
    cache.clear()
    report = ledger.verify(expect=made.ledger)
    with transaction.atomic():
        forgotten = forget_what_belongs_to_the_old_place(made.key)
        if (office := Office.objects.first()) is not None:
            audit.record("office.restored", office, by=None, at=at, made_at=made.made_at)
    return Restored(
        manifest=made,
        rows=sum(made.counts.values()),
        migrations=pending,
        forgotten=forgotten,
        events=report.events,
        faults=[str(fault) for fault in report.faults]
        + [_("Missing when the backup was made: %(path)s") % {"path": p} for p in made.missing],
    )
