"""The list that stands in every backup: what is in it, and how to tell that it is whole."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from phoihop.safekeeping.databases import Postgresql, Sqlite
from phoihop.safekeeping.errors import BackupDamaged, NotABackup

NAME: Final = "manifest.json"
FILES: Final = "files"
FORMAT: Final = 1
# As files are stored: under their own digest. Nothing else is kept, and nothing else is put back.
STORED: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}")
_DATABASES: Final = {Sqlite.file_name, Postgresql.file_name}
_CHUNK: Final = 1024 * 1024

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Digest:
    """Size in bytes and SHA-256 of one file."""

    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """migrations: {room: names}; counts: {table: rows}; files: {path under files/: digest}.

    database: its file name in the backup, with `dump` its digest. missing: stored files that the
    database names and that were not there. ledger: the newest digest of the chain of events. key:
    a fingerprint of the secret key, which tells whether the second steps can still be read.
    """

    made_at: datetime
    program: str
    office: str
    vendor: str
    database: str
    dump: Digest
    migrations: Mapping[str, list[str]]
    counts: Mapping[str, int]
    files: Mapping[str, Digest]
    missing: list[str] = field(default_factory=list)
    ledger: str = ""
    key: str = ""
    secret_key: Digest | None = None
    format: int = FORMAT

    @property
    def size(self) -> int:
        """Bytes of everything, files that are shared with other backups counted too."""
        return self.dump.size + sum(file.size for file in self.files.values())


def digest_of(path: Path) -> Digest:
    """Read a file to its end."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Digest(size, digest.hexdigest())


def write(manifest: Manifest, folder: Path) -> None:
    """Put the manifest into the backup's folder, with its own digest beside it."""
    facts = asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / NAME).write_text(text, encoding="utf-8")
    digest = digest_of(folder / NAME).sha256
    (folder / f"{NAME}.sha256").write_text(f"{digest}  {NAME}\n", encoding="ascii")


def read(folder: Path) -> Manifest:
    """The manifest of a backup, whose own digest fits. Raises NotABackup, BackupDamaged."""
    try:
        said = (folder / f"{NAME}.sha256").read_text(encoding="ascii").split()[0]
        text = (folder / NAME).read_bytes()
    except (OSError, ValueError, IndexError) as error:
        raise NotABackup(_("There is no whole backup at %(place)s.") % {"place": folder}) from error
    if hashlib.sha256(text).hexdigest() != said:
        raise BackupDamaged(_("The manifest of the backup was altered after it was written."))
    try:
        made = _parsed(json.loads(text))
        sound = _is_sound(made)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise NotABackup(_strange()) from error
    if not sound:
        raise NotABackup(_strange())
    return made


def _strange() -> str:
    return _("This version of the program cannot read the form of this backup.")


def _parsed(facts: dict[str, Any]) -> Manifest:
    """Any error of Python's own means another shape."""
    if facts["format"] != FORMAT:
        raise NotABackup(_strange())
    key = facts.pop("secret_key")
    return Manifest(
        **facts
        | {
            "made_at": datetime.fromisoformat(facts["made_at"]),
            "dump": Digest(**facts["dump"]),
            "files": {path: Digest(**digest) for path, digest in facts["files"].items()},
            "secret_key": Digest(**key) if key else None,
        }
    )


def _is_sound(made: Manifest) -> bool:
    """Whether nothing in it leads out of the backup's folder, or out of the office's."""
    digests = [made.dump, *made.files.values(), *([made.secret_key] if made.secret_key else [])]
    texts = (made.program, made.office, made.vendor, made.ledger, made.key)
    return (
        made.database in _DATABASES
        and all(STORED.fullmatch(path) for path in made.files)
        and all((type(each.size), type(each.sha256)) == (int, str) for each in digests)
        and all(isinstance(text, str) for text in texts)
        and made.made_at.tzinfo is not None
        and all(isinstance(rows, int) for rows in made.counts.values())
        and all(isinstance(name, str) for names in made.migrations.values() for name in names)
        and all(isinstance(path, str) for path in made.missing)
    )


def check(folder: Path, manifest: Manifest, tell: Progress) -> None:
    """Read everything again and compare. Raises BackupDamaged naming the first that differs.

    A link does not count as what it leads to: it may lead out of the backup.
    """
    wanted = {manifest.database: manifest.dump} | {
        f"{FILES}/{path}": digest for path, digest in manifest.files.items()
    }
    if manifest.secret_key is not None:
        wanted["secret-key"] = manifest.secret_key
    whole = folder.resolve()
    for number, (path, digest) in enumerate(wanted.items(), start=1):
        try:
            is_link = (whole / path).resolve() != whole / path
            found = None if is_link else digest_of(whole / path)
        except OSError as error:
            raise BackupDamaged(
                _("The backup lacks the file %(path)s.") % {"path": path}
            ) from error
        if found != digest:
            raise BackupDamaged(
                _("The file %(path)s of the backup is not what was written.") % {"path": path}
            )
        tell(number, len(wanted))
