"""A manifest is material from elsewhere: it may not lead out of the backup or of the office."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from phoihop.safekeeping import manifest
from phoihop.safekeeping.errors import BackupDamaged, NotABackup
from phoihop.safekeeping.manifest import Digest, Manifest

STORED = f"ab/{'ab' * 32}"


def made(**facts: Any) -> Manifest:
    usual: dict[str, Any] = {
        "made_at": datetime(2026, 11, 27, tzinfo=UTC),
        "program": "1",
        "office": "Văn phòng",
        "vendor": "sqlite",
        "database": "database.sqlite3",
        "dump": Digest(1, "0" * 64),
        "migrations": {"audit": ["0001_initial"]},
        "counts": {"audit_event": 1},
        "files": {STORED: Digest(3, hashlib.sha256(b"abc").hexdigest())},
    }
    return Manifest(**(usual | facts))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    manifest.write(made(), tmp_path)
    assert manifest.read(tmp_path) == made()


@pytest.mark.parametrize(
    "path",
    ["../evil", "/etc/passwd", f"../{STORED}", f"{STORED}/../x", f"{STORED}\n", "ab/thu.pdf", ""],
)
def test_only_paths_as_files_are_stored_are_read(tmp_path: Path, path: str) -> None:
    manifest.write(made(files={path: Digest(3, "0" * 64)}), tmp_path)
    with pytest.raises(NotABackup):
        manifest.read(tmp_path)


@pytest.mark.parametrize(
    "facts",
    [
        {"database": "../../office/database.sqlite3"},
        {"database": "/etc/passwd"},
        {"counts": ["audit_event"]},
        {"counts": {"audit_event": "1"}},
        {"missing": [1]},
        {"files": {STORED: Digest("3", "0" * 64)}},  # type: ignore[arg-type]
        {"made_at": datetime(2026, 11, 27)},  # noqa: DTZ001 -- of no zone, as ours never are
    ],
)
def test_facts_of_another_shape_are_refused(tmp_path: Path, facts: dict[str, Any]) -> None:
    manifest.write(made(**facts), tmp_path)
    with pytest.raises(NotABackup):
        manifest.read(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "[]", "3", "{}", '{"format": 1}', '{"format": 1, "secret_key": null, "x": 1}']
)
def test_another_form_is_not_a_backup(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    (tmp_path / "manifest.json.sha256").write_text(f"{digest}  manifest.json\n")
    with pytest.raises(NotABackup):
        manifest.read(tmp_path)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_link_is_not_followed(tmp_path: Path, what: str) -> None:
    backup, outside = tmp_path / "backup", tmp_path / "outside"
    for folder in (backup / "files", outside):
        folder.mkdir(parents=True)
    (backup / "database.sqlite3").write_bytes(b"x")
    target = outside / STORED.split("/")[1]
    target.write_bytes(b"abc")
    facts = made(dump=manifest.digest_of(backup / "database.sqlite3"))
    if what == "folder":
        (backup / "files" / "ab").symlink_to(outside)
    else:
        (backup / "files" / "ab").mkdir()
        (backup / "files" / STORED).symlink_to(target)
    with pytest.raises(BackupDamaged, match="ab/"):
        manifest.check(backup, facts, lambda _done, _total: None)
