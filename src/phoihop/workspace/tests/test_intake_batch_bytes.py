"""Bytes of files handed in: none stay that nothing names, none go that something needs."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from conftest import NOW, Cast
from phoihop.documents.models import StoredFile
from phoihop.jobs.jobs import prune
from phoihop.jobs.models import Job, JobState
from phoihop.jobs.worker import run_waiting
from phoihop.workspace import jobs
from phoihop.workspace.errors import NothingToReadAgain
from phoihop.workspace.intake import receive
from phoihop.workspace.intake.batch import read_again, start_batch, stop_batch
from phoihop.workspace.intake.receive import receive_file, receive_text
from phoihop.workspace.models import Intake
from phoihop.workspace.tests.texts import CONCLUSION, SIGNING

pytestmark = [pytest.mark.differs, pytest.mark.django_db(transaction=True)]
LIST = "/nhap-van-ban/"


@pytest.fixture(autouse=True)
def _own_disk(settings: Settings, tmp_path: Path) -> None:
    disk = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path, "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "default": disk}


def start(cast: Cast, *files: tuple[str, bytes]) -> Job:
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return start_batch(uploads, by=cast.issuer, at=NOW)


def kept() -> int:
    """Bytes on the disk that a row names, and no more than those."""
    rows = StoredFile.objects.values_list("path", flat=True)
    folders, _files = default_storage.listdir("")
    found = [f"{one}/{name}" for one in folders for name in default_storage.listdir(one)[1]]
    assert sorted(found) == sorted(rows)
    return len(found)


def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(data: bytes, name: str, tell: Any = None) -> Any:
        raise RecursionError

    monkeypatch.setattr(jobs, "open_file", opened)


def rows_of(job: Job) -> list[dict[str, Any]]:
    job.refresh_from_db()
    rows: list[dict[str, Any]] = job.payload["files"]
    return rows


def test_one_batch_with_the_same_file_twice_keeps_one_text_and_its_bytes(cast: Cast) -> None:
    job = start(cast, ("a.txt", SIGNING.encode()), ("b.txt", SIGNING.encode()))

    run_waiting()

    first, second = rows_of(job)
    intake = Intake.objects.get()
    assert (first["intake"], second["known"]) == (intake.pk, intake.pk)
    assert "đã được đọc" in second["error"]
    assert intake.file is not None
    assert default_storage.exists(intake.file.path)
    assert kept() == 1


def test_the_same_refused_file_twice_is_refused_for_the_same_reason(cast: Cast) -> None:
    """The bytes of the first stay as long as the second waits for them."""
    job = start(cast, ("a.txt", b"12345 ......"), ("b.txt", b"12345 ......"))

    run_waiting()

    first, second = rows_of(job)
    assert first["error"] == second["error"]
    assert "không còn được lưu" not in second["error"]
    assert kept() == 0


def test_what_a_stopped_batch_took_is_deleted_in_as_many_queries_for_many(cast: Cast) -> None:
    few = start(cast, *((f"{n}.txt", f"Tin số {n}".encode()) for n in range(2)))
    with CaptureQueriesContext(connection) as for_few:
        stop_batch(few.pk, by=cast.issuer, at=NOW)
    many = start(cast, *((f"{n}.txt", f"Tin số {n}".encode()) for n in range(20)))

    with CaptureQueriesContext(connection) as for_many:
        stop_batch(many.pk, by=cast.issuer, at=NOW)

    assert kept() == 0
    assert len(for_many) == len(for_few)


def test_of_a_stopped_batch_those_stay_on_which_a_text_rests(cast: Cast) -> None:
    receive_file(SIGNING.encode(), name="mot.txt", by=cast.issuer, at=NOW)
    job = start(
        cast, ("a.txt", b"Tin khac"), ("b.txt", SIGNING.encode()), ("c.txt", CONCLUSION.encode())
    )

    stop_batch(job.pk, by=cast.issuer, at=NOW)

    assert kept() == 1
    assert [row["file"] for row in rows_of(job)] == [None] * 3


def test_a_note_that_fails_leaves_the_file_to_be_read_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the refusal took away is back with the transaction, and so is its name."""
    receive_text(SIGNING, by=cast.issuer, at=NOW)
    job = start(cast, ("a.txt", SIGNING.encode()))
    keep_first = jobs._keep

    def broken(*given: Any) -> None:
        keep_first(*given)
        raise DataError

    monkeypatch.setattr(jobs, "_keep", broken)

    run_waiting()

    (row,) = rows_of(job)
    assert StoredFile.objects.get().pk == row["file"]
    assert row["again"]
    assert "known" not in row
    monkeypatch.undo()
    read_again(job.pk, by=cast.issuer, at=NOW)
    run_waiting()
    assert kept() == 0


def test_bytes_written_for_a_note_that_fails_go(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row of the file went meanwhile: the bytes were written anew for the text."""
    job = start(cast, ("a.txt", SIGNING.encode()))
    keep_first = jobs._keep

    def gone(data: bytes, name: str, tell: Any = None) -> Any:
        opened = receive.open_file(data, name, tell)
        stored = StoredFile.objects.get()
        stored.delete()
        default_storage.delete(stored.path)
        return opened

    def broken(*given: Any) -> None:
        keep_first(*given)
        raise DataError

    monkeypatch.setattr(jobs, "_keep", broken)
    monkeypatch.setattr(jobs, "open_file", gone)

    run_waiting()

    assert rows_of(job)[0]["again"]
    assert kept() == 0


@pytest.mark.parametrize(
    "fault", [IntegrityError("another_check"), DataError("too long"), KeyboardInterrupt()]
)
def test_another_fault_is_not_told_as_the_same_text(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    save_first = receive._save

    def broken(*given: Any) -> Intake:
        save_first(*given)
        raise fault

    monkeypatch.setattr(receive, "_save", broken)

    with pytest.raises(type(fault)):
        receive_file(SIGNING.encode(), name="mot.txt", by=cast.issuer, at=NOW)
    with pytest.raises(type(fault)):
        receive_text(SIGNING, by=cast.issuer, at=NOW)

    assert not Intake.objects.exists()
    assert kept() == 0


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED])
def test_files_to_be_read_again_go_after_ninety_days(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, state: JobState
) -> None:
    failing(monkeypatch)
    job = start(cast, ("a.txt", SIGNING.encode()))
    run_waiting()
    Job.objects.filter(pk=job.pk).update(state=state, queued_at=NOW)
    client.force_login(cast.issuer)
    page = client.get(f"{LIST}lo/{job.pk}/").content.decode()
    assert "lưu đến hết ngày 15/07/2019" in page, page[page.index("<main") :]

    forget(job, days=90)
    assert kept() == 1
    forget(job, days=91)

    assert kept() == 0
    assert Job.objects.filter(pk=job.pk).exists() == (state == JobState.FAILED)
    if state == JobState.FAILED:
        page = client.get(f"{LIST}lo/{job.pk}/").content.decode()
        assert "không còn được lưu. Hãy đưa vào lại" in page
        assert "Việc đọc bị gián đoạn. Tệp nào còn cần thì đưa vào lại." in page
        with pytest.raises(NothingToReadAgain):
            read_again(job.pk, by=cast.issuer, at=NOW)


def forget(job: Job, *, days: int) -> None:
    day = (NOW + timedelta(days=days)).date().isoformat()
    prune(job, {"day": day}, lambda _done, _total: None)
