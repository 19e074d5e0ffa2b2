"""Backups when something is wrong: a damaged one before, a damaged office, a full disk."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from conftest import Cast
from phoihop.accounts.models import CodePurpose, OneTimeCode
from phoihop.documents.models import StoredFile
from phoihop.inbox.models import Notice
from phoihop.jobs.models import Job
from phoihop.safekeeping import crypt, folder, jobs, manifest, runs
from phoihop.safekeeping.after import forget_what_belongs_to_the_old_place
from phoihop.safekeeping.backup import Order, key_fingerprint
from phoihop.safekeeping.errors import AnotherIsRunning, BackupDamaged, BackupFailed
from phoihop.safekeeping.manifest import Digest
from phoihop.safekeeping.models import Run
from phoihop.safekeeping.retention import Keep
from phoihop.safekeeping.tests.test_backup import AT, make, quiet
from phoihop.setup.models import SetUpCode

pytestmark = pytest.mark.django_db(transaction=True)


def lost(file: Path, _backup: Path) -> None:
    file.unlink()


def rotten(file: Path, _backup: Path) -> None:
    file.write_bytes(b"?" * file.stat().st_size)


def cut_off(_file: Path, backup: Path) -> None:
    manifest_file = backup / manifest.NAME
    manifest_file.write_bytes(manifest_file.read_bytes()[:100])


@pytest.mark.parametrize("spoil", [lost, rotten, cut_off])
def test_a_damaged_backup_does_not_spoil_the_next(
    office: list[StoredFile], order: Order, spoil: Callable[[Path, Path], None]
) -> None:
    first = make(order)
    spoil(first / "files" / office[0].path, first)
    second = manifest.read(make(order, AT + timedelta(days=1)))
    assert second.missing == []
    assert second.files.keys() == {file.path for file in office}
    assert second.files[office[0].path].sha256 == office[0].sha256


def test_where_links_are_impossible_files_are_copied(
    office: list[StoredFile], order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_paths: object, **_more: object) -> None:
        raise PermissionError("no links on this disk")

    make(order)
    monkeypatch.setattr("os.link", refused)
    assert manifest.read(make(order, AT + timedelta(days=1))).missing == []


def test_an_office_that_lost_files_keeps_its_good_backups(
    office: list[StoredFile], place: Path
) -> None:
    good = make(Order(place))
    stored = Path(default_storage.path(office[0].path))
    kept = stored.read_bytes()
    stored.unlink()
    order = Order(place, keep=Keep(1, 0, 0))
    for hours in (7, 48):  # of the same day, and of another
        make(order, AT + timedelta(hours=hours))
    assert good.is_dir()
    with pytest.raises(BackupDamaged):
        runs.backup(order, by=None, tell=quiet)
    assert good.is_dir()

    stored.write_bytes(kept)
    make(Order(place, keep=Keep(3, 0, 0)), AT + timedelta(hours=72))
    assert good.is_dir()  # not displaced by the later one of its day
    make(Order(place, keep=Keep(1, 0, 0)), AT + timedelta(hours=96))
    assert not good.exists()


def test_what_the_database_refuses_is_noted_in_words(
    cast: Cast, office: list[StoredFile], order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("phoihop.safekeeping.databases._contents", full)
    with pytest.raises(BackupFailed, match="disk is full"):
        runs.backup(order, by=None, tell=quiet)
    assert "disk is full" in Run.objects.get(succeeded=False).words
    assert Notice.objects.get().user == cast.administrator


def test_an_error_nobody_thought_of_is_noted_too(
    cast: Cast, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("phoihop.safekeeping.runs.make_backup", broken)
    with pytest.raises(ZeroDivisionError):
        runs.backup(order, by=None, tell=quiet)
    assert Run.objects.get(succeeded=False).words == "ZeroDivisionError"


def test_another_backup_under_way_is_no_failure(
    cast: Cast, order: Order, settings: Settings
) -> None:
    def heard(done: int, total: int) -> None:
        quiet(done, total)

    with folder.locked(order.folder):
        with pytest.raises(AnotherIsRunning):
            runs.backup(order, by=None, tell=quiet)
        jobs._backup(Job(), {}, heard)
    assert not Run.objects.exists()
    assert not Notice.objects.exists()


def test_a_damaged_manifest_is_shown_as_such(
    client: Client, cast: Cast, office: list[StoredFile], order: Order
) -> None:
    backup = make(order)
    cut_off(backup, backup)
    client.force_login(cast.administrator)
    page = client.get("/quan-tri-du-lieu/sao-luu/")
    assert page.status_code == 200
    assert "có chỗ hỏng" in page.content.decode()


def test_unused_codes_do_not_come_back(cast: Cast) -> None:
    now = timezone.now()
    times = {"made_at": now, "digest": "0" * 64}
    OneTimeCode.objects.create(
        user=cast.issuer,
        purpose=CodePurpose.values[0],
        valid_until=now + timedelta(days=3),
        **times,
    )
    SetUpCode.objects.create(expires_at=now + timedelta(days=1), **times)
    assert forget_what_belongs_to_the_old_place(key_fingerprint()).codes == 2
    assert not OneTimeCode.objects.exists()
    assert not SetUpCode.objects.exists()


def test_nothing_lies_in_clear_among_encrypted_backups(
    office: list[StoredFile],
    place: Path,
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def encrypt(clear: Path, target: Path, _recipients: object) -> Digest:
        assert clear.parent == settings.DATA_DIR
        assert {path.name for path in place.iterdir()} == {".lock"}
        target.write_bytes(b"sealed")
        return manifest.digest_of(target)

    settings.DATA_DIR = tmp_path / "data"
    monkeypatch.setattr(crypt, "encrypt", encrypt)
    archive = make(Order(place, recipients=["age1qqq"]))
    assert archive.read_bytes() == b"sealed"
    assert list(settings.DATA_DIR.glob(".partial-*")) == []


def test_what_a_power_cut_left_in_clear_goes(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    left = [tmp_path / name for name in (".partial-a", ".opened-b", ".drill-c")]
    for path in left:
        (path / "files").mkdir(parents=True)
    with folder.scratch(folder.DRILL) as living:
        assert not any(path.exists() for path in left)
        with folder.scratch(folder.OPENED):
            assert living.is_dir()  # held by whoever works in it
    assert not living.exists()
