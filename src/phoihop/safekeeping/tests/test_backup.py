"""A backup is whole or it is none, and it comes back as it was."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from pytest_django import Settings

from phoihop.accounts.models import User
from phoihop.audit import ledger
from phoihop.audit.models import Event
from phoihop.documents.models import StoredFile
from phoihop.safekeeping import drill, folder, manifest, runs
from phoihop.safekeeping.backup import Order, make_backup
from phoihop.safekeeping.databases import database
from phoihop.safekeeping.errors import (
    AnotherIsRunning,
    BackupDamaged,
    NoBackupYet,
    RestoreFailed,
    SafekeepingRefused,
)
from phoihop.safekeeping.models import Run, RunKind
from phoihop.safekeeping.retention import Keep

pytestmark = [pytest.mark.differs, pytest.mark.django_db(transaction=True)]

AT = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


def quiet(_done: int, _total: int) -> None:
    """Nobody looks at the bar."""


def make(order: Order, at: datetime = AT) -> Path:
    return make_backup(order, at=at, tell=quiet).backup.path


@pytest.fixture
def backup(office: list[StoredFile], order: Order) -> Path:
    ledger.seal_events(AT)
    return make(order)


def test_a_backup_says_what_is_in_it(backup: Path, office: list[StoredFile]) -> None:
    made = manifest.read(backup)

    assert backup.name == "phoihop-20261127-090000"
    assert made.made_at == AT
    assert made.counts["accounts_user"] == User.objects.count() > 0
    assert made.counts["audit_event"] == Event.objects.count() > 0
    assert "0003_ledger" in made.migrations["audit"]
    assert {path.split("/")[-1] for path in made.files} == {file.sha256 for file in office}
    assert made.ledger == ledger.verify().last != ""
    assert made.missing == []
    assert made.secret_key is None
    manifest.check(backup, made, quiet)


def test_nobody_else_may_read_a_backup(backup: Path) -> None:
    open_to_others = [
        path for path in [backup, backup / database().file_name] if path.stat().st_mode & 0o077
    ]
    assert open_to_others == []


def test_progress_ends_at_its_total(office: list[StoredFile], order: Order) -> None:
    told: list[tuple[int, int]] = []
    make_backup(order, at=AT, tell=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_unchanged_files_are_shared_with_the_backup_before(
    backup: Path, order: Order, office: list[StoredFile]
) -> None:
    second = make(order, AT + timedelta(hours=1))
    for file in office:
        first, again = backup / "files" / file.path, second / "files" / file.path
        assert first.stat().st_ino == again.stat().st_ino
        assert again.stat().st_ino != Path(default_storage.path(file.path)).stat().st_ino


@pytest.mark.parametrize("what", ["database", "file", "manifest", "lost"])
def test_a_backup_that_was_altered_is_not_taken(
    backup: Path, office: list[StoredFile], what: str
) -> None:
    file = {
        "database": backup / database().file_name,
        "manifest": backup / "manifest.json",
    }.get(what, backup / "files" / office[0].path)
    if what == "lost":
        file.unlink()
    else:
        with file.open("r+b") as bytes_:
            bytes_.seek(10)
            bytes_.write(b"?!")
    with pytest.raises(BackupDamaged):
        manifest.check(backup, manifest.read(backup), quiet)


def test_what_was_broken_off_is_never_taken_for_a_backup(
    office: list[StoredFile], order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("phoihop.safekeeping.manifest.write", full)
        with pytest.raises(OSError, match="No space"):
            runs.backup(order, by=None, tell=quiet)
    assert folder.backups_in(order.folder) == []
    assert list(order.folder.glob(".partial-*"))
    assert not Run.objects.get().succeeded
    assert "No space" in Run.objects.get().words

    whole = runs.backup(order, by=None, tell=quiet)
    assert [found.path for found in folder.backups_in(order.folder)] == [whole.backup.path]
    assert list(order.folder.glob(".partial-*")) == []


def test_two_backups_do_not_write_into_one_folder(office: list[StoredFile], order: Order) -> None:
    with folder.locked(order.folder), pytest.raises(AnotherIsRunning):
        make(order)


def test_a_stored_file_that_is_gone_is_named(office: list[StoredFile], order: Order) -> None:
    Path(default_storage.path(office[0].path)).unlink()
    with pytest.raises(BackupDamaged, match=office[0].sha256[:20]):
        runs.backup(order, by=None, tell=quiet)
    [kept] = folder.backups_in(order.folder)  # better than none
    assert manifest.read(kept.path).missing == [office[0].path]


def test_backups_past_their_time_go(office: list[StoredFile], place: Path) -> None:
    order = Order(folder=place, keep=Keep(2, 0, 0))
    made = [make(order, AT + timedelta(days=n)) for n in range(4)]
    assert [found.path for found in folder.backups_in(place)] == made[:1:-1]


def test_other_things_in_the_folder_are_left_alone(office: list[StoredFile], place: Path) -> None:
    (place / "phoihop-notes").mkdir(parents=True)
    (place / "phoihop-20261127-090000").write_text("a file of this name")
    (place / "phoihop-20269999-999999").mkdir()
    assert folder.backups_in(place) == []


def test_the_drill_restores_by_the_command_of_the_real_case(
    backup: Path, office: list[StoredFile]
) -> None:
    tried, said = runs.try_newest(identity=None, by=None)

    assert tried.path == backup
    assert f"{len(office)} files are as in the backup" in said
    run = Run.objects.get(kind=RunKind.DRILL)
    assert (run.succeeded, run.name) == (True, backup.name)
    assert list(backup.parent.glob(".*-*")) == []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'phoihop_drill%'")
            assert cursor.fetchone() == (0,)


def test_a_drill_of_a_damaged_backup_fails_and_says_why(
    backup: Path, office: list[StoredFile]
) -> None:
    (backup / "files" / office[1].path).write_bytes(b"khac")
    with pytest.raises(RestoreFailed, match=office[1].sha256[:20]):
        runs.try_newest(identity=None, by=None)
    assert not Run.objects.get(kind=RunKind.DRILL).succeeded


def test_without_a_backup_there_is_nothing_to_try(place: Path) -> None:
    with pytest.raises(NoBackupYet):
        runs.try_newest(identity=None, by=None)


def rewrite(backup: Path, **facts: object) -> None:
    """A manifest that says something else and fits its own digest."""
    made = manifest.read(backup)
    manifest.write(manifest.Manifest(**(vars(made) | facts)), backup)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param({"vendor": "other"}, "other", id="another kind of database"),
        pytest.param({"migrations": {"audit": ["9999_later"]}}, "9999_later", id="a newer program"),
        pytest.param({"counts": {"accounts_user": 9999}}, "9999", id="other counts"),
        pytest.param({"ledger": "0" * 64}, "", id="a history cut off"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(
    backup: Path, facts: dict[str, object], said: str
) -> None:
    if counts := facts.get("counts"):
        facts = {"counts": dict(manifest.read(backup).counts) | counts}  # type: ignore[operator]
    rewrite(backup, **facts)
    with pytest.raises(RestoreFailed) as refusal:
        runs.try_newest(identity=None, by=None)
    assert said in str(refusal.value)


def test_an_office_that_is_not_empty_is_never_overwritten(backup: Path) -> None:
    command = [sys.executable, "-m", "phoihop.cli", "restore", str(backup)]
    with drill.scratch() as office:
        first, again = (
            subprocess.run(command, env=office, check=False, capture_output=True, text=True)  # noqa: S603 -- our own command
            for _ in range(2)
        )
    assert first.returncode == 0, first.stderr
    assert again.returncode == 1
    # Says how to make an empty one.
    assert "PHOIHOP_DATA_DIR" in again.stderr


def test_an_encrypted_backup_opens_with_its_identity_only(
    office: list[StoredFile], place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = tmp_path / "ring"
    ring.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(ring))
    gpg = ["gpg", "--batch", "--passphrase", "", "--quiet"]
    who = "sao-luu@example.vn"
    subprocess.run([*gpg, "--quick-generate-key", who], check=True, capture_output=True)  # noqa: S603
    key = tmp_path / "identity.asc"
    secret = subprocess.run([*gpg, "--export-secret-keys", who], check=True, capture_output=True)  # noqa: S603
    key.write_bytes(secret.stdout)

    archive = make(Order(folder=place, recipients=[who]))
    assert archive.name == "phoihop-20261127-090000.tar.gpg"
    assert b"phoihop" not in archive.read_bytes()[:200]
    sidecar = json.loads(archive.with_name(f"{archive.name}.json").read_text())
    assert sidecar["sha256"] == manifest.digest_of(archive).sha256
    assert list(place.glob(".partial-*")) == []

    empty = tmp_path / "empty-ring"
    empty.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(empty))
    newest = drill.newest()
    with pytest.raises(RestoreFailed, match="secret key"):
        drill.drill(newest, identity=None)
    assert "2 files are as in the backup" in drill.drill(newest, identity=key)


def test_a_backup_encrypted_by_age_opens_with_its_identity_only(
    office: list[StoredFile], place: Path, tmp_path: Path
) -> None:
    keys = [tmp_path / name for name in ("ours", "theirs")]
    for key in keys:
        subprocess.run(["age-keygen", "-o", key], check=True, capture_output=True)  # noqa: S603, S607
    [recipient] = re.findall("age1[a-z0-9]+", keys[0].read_text())

    archive = make(Order(folder=place, recipients=[recipient]))

    assert archive.name == "phoihop-20261127-090000.tar.age"
    assert archive.read_bytes().startswith(b"age-encryption.org")
    assert list(place.glob(".partial-*")) == []
    newest = drill.newest()
    with pytest.raises(RestoreFailed, match="no identity matched"):
        drill.drill(newest, identity=keys[1])
    assert "2 files are as in the backup" in drill.drill(newest, identity=keys[0])


def test_recipients_of_two_programs_are_refused(office: list[StoredFile], place: Path) -> None:
    order = Order(folder=place, recipients=["age1qqq", "a@example.vn"])
    with pytest.raises(SafekeepingRefused, match="age"):
        make(order)


def test_a_missing_program_is_named_with_its_package(
    office: list[StoredFile], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(SafekeepingRefused, match="apt-get install age"):
        make(Order(folder=place, recipients=["age1qqq"]))


def test_the_secret_key_goes_along_only_when_asked(
    office: list[StoredFile], place: Path, settings: Settings
) -> None:
    kept = make(Order(folder=place, with_secret_key=True))
    assert (kept / "secret-key").read_text() == settings.SECRET_KEY
    manifest.check(kept, manifest.read(kept), quiet)
