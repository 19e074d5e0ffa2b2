"""Files handed in at once: stopping their reading, reading some again, bytes that go."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from pytest_django import Settings

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.audit.models import Event
from phoihop.documents.models import StoredFile
from phoihop.jobs.models import Job, JobState
from phoihop.jobs.worker import run_waiting
from phoihop.reader.refusals import NoProgram
from phoihop.workspace import jobs
from phoihop.workspace.errors import (
    AlreadyReceived,
    BatchGoesOn,
    BatchOver,
    NothingToReadAgain,
)
from phoihop.workspace.intake import receive
from phoihop.workspace.intake.batch import read_again, start_batch, stop_batch
from phoihop.workspace.intake.receive import open_file, receive_file
from phoihop.workspace.models import Intake
from phoihop.workspace.tests.texts import CONCLUSION, PROGRAMME, SIGNING

pytestmark = [pytest.mark.differs, pytest.mark.django_db(transaction=True)]
LIST = "/nhap-van-ban/"
TEXTS = {"mot.txt": SIGNING, "hai.txt": CONCLUSION, "ba.txt": PROGRAMME}


@pytest.fixture(autouse=True)
def _own_disk(settings: Settings, tmp_path: Path) -> None:
    disk = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path, "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "default": disk}


def start(cast: Cast, **files: bytes) -> Job:
    given = {name.replace("_", "."): data for name, data in files.items()}
    given = given or {name: text.encode() for name, text in TEXTS.items()}
    uploads = [SimpleUploadedFile(name, data) for name, data in given.items()]
    return start_batch(uploads, by=cast.issuer, at=NOW)


def kept() -> int:
    """Bytes on the disk that a row names, and no more than those."""
    rows = StoredFile.objects.values_list("path", flat=True)
    assert all(default_storage.exists(path) for path in rows)
    folders, _files = default_storage.listdir("")
    found = [f"{one}/{name}" for one in folders for name in default_storage.listdir(one)[1]]
    assert sorted(found) == sorted(rows)
    return len(found)


def failing(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """The program fails on these files until the test takes it back."""

    def opened(data: bytes, name: str, tell: Any = None) -> Any:
        if name in names:
            raise RecursionError
        return open_file(data, name, tell)

    monkeypatch.setattr(jobs, "open_file", opened)


def verbs() -> list[str]:
    return list(Event.objects.filter(kind="jobs.job").order_by("pk").values_list("verb", flat=True))


def test_a_batch_that_waits_is_stopped_and_leaves_no_bytes(cast: Cast) -> None:
    job = start(cast)
    assert kept() == 3

    stop_batch(job.pk, by=cast.issuer, at=NOW)
    run_waiting()

    job.refresh_from_db()
    assert job.state == JobState.STOPPED
    assert not Intake.objects.exists()
    assert kept() == 0
    assert verbs() == ["intake.batch_started", "intake.batch_stopped"]


def test_a_batch_is_stopped_between_two_files(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = start(cast)

    def opened(data: bytes, name: str, tell: Any = None) -> Any:
        if name == "hai.txt":  # somebody presses while this one is read
            stop_batch(job.pk, by=cast.issuer, at=NOW)
        return open_file(data, name, tell)

    monkeypatch.setattr(jobs, "open_file", opened)

    run_waiting()

    assert [intake.name for intake in Intake.objects.all()] == ["mot.txt"]
    assert kept() == 1
    client.force_login(cast.issuer)
    page = client.get(f"{LIST}lo/{job.pk}/").content.decode()
    assert page.count("Đã dừng trước khi đọc đến tệp này.") == page.count("Chưa đọc") == 2
    assert "Không nhận" not in page
    assert "Tệp nào còn cần thì đưa vào lại" in page
    assert "Dừng đọc</button>" not in page


def test_what_the_program_failed_on_is_read_again(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "hai.txt", "ba.txt")
    job = start(cast)
    run_waiting()
    assert Intake.objects.count() == 1
    client.force_login(cast.issuer)
    assert "Đọc lại 2 tệp" in client.get(f"{LIST}lo/{job.pk}/").content.decode()
    failing(monkeypatch)

    answer = client.post(f"{LIST}lo/{job.pk}/doc-lai/")
    run_waiting()

    assert answer.status_code == 302
    assert {intake.name for intake in Intake.objects.all()} == set(TEXTS)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Đọc lại 2 tệp" not in page
    assert "Không nhận" not in page
    assert "Cho đọc lại" in page  # in the history


def test_a_file_whose_program_is_missing_waits_for_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(data: bytes, name: str) -> Any:
        raise NoProgram(name, program="antiword")

    monkeypatch.setattr("phoihop.reader.files.extract", lacking)
    job = start(cast, cu_txt=SIGNING.encode())
    run_waiting()
    assert kept() == 1
    monkeypatch.undo()

    read_again(job.pk, by=cast.issuer, at=NOW)
    run_waiting()

    assert Intake.objects.get().name == "cu.txt"


def test_a_batch_given_up_is_read_again(client: Client, cast: Cast) -> None:
    job = start(cast)
    Job.objects.update(state=JobState.FAILED, error="KeyError", finished_at=NOW)

    read_again(job.pk, by=cast.issuer, at=NOW)
    run_waiting()

    job.refresh_from_db()
    assert (job.state, job.error, Intake.objects.count()) == (JobState.DONE, "", 3)


def test_what_broke_off_is_not_called_stopped(client: Client, cast: Cast) -> None:
    job = start(cast)
    Job.objects.update(state=JobState.FAILED, error="KeyError", finished_at=NOW)
    client.force_login(cast.issuer)

    page = client.get(f"{LIST}lo/{job.pk}/").content.decode()

    assert "Việc đọc bị gián đoạn. Tệp chưa đọc thì đọc lại được." in page
    assert "dừng" not in page[page.index('id="batch"') : page.index("</main>")]


@pytest.mark.parametrize(
    "file",
    [
        {"hong_docx": b"PK\x03\x04" + bytes(400)},
        {"so_txt": b"12345 67890 ......"},
        {"lai_txt": SIGNING.replace("\n", "\n\n").encode()},
    ],
    ids=["damaged", "no letters", "known"],
)
def test_bytes_of_what_is_refused_go_with_the_refusal(cast: Cast, file: dict[str, bytes]) -> None:
    receive_file(SIGNING.encode(), name="mot.txt", by=cast.issuer, at=NOW)
    job = start(cast, **file, moi_txt=CONCLUSION.encode())

    run_waiting()

    job.refresh_from_db()
    assert job.payload["files"][0]["error"]
    assert Intake.objects.count() == 2
    assert kept() == 2
    with pytest.raises(NothingToReadAgain):
        read_again(job.pk, by=cast.issuer, at=NOW)


def test_bytes_that_a_text_rests_on_stay(cast: Cast) -> None:
    first = receive_file(SIGNING.encode(), name="mot.txt", by=cast.issuer, at=NOW)
    start(cast, lai_txt=SIGNING.encode(), moi_txt=CONCLUSION.encode())

    run_waiting()

    assert first.file is not None
    assert default_storage.exists(first.file.path)
    assert kept() == 2


def test_bytes_that_another_batch_waits_for_stay(cast: Cast) -> None:
    """One agency has read the text before; the same file of another is still to be read."""
    receive_file(SIGNING.replace("\n", "\n\n").encode(), name="x.txt", by=cast.issuer, at=NOW)
    uploads = [SimpleUploadedFile("a.txt", SIGNING.encode())]
    mine = start_batch(uploads, by=cast.issuer, at=NOW)
    uploads = [SimpleUploadedFile("b.txt", SIGNING.encode())]
    start_batch(uploads, by=cast.partner, at=NOW)

    run_waiting()

    mine.refresh_from_db()
    assert "đã được đọc" in mine.payload["files"][0]["error"]
    assert Intake.objects.get(owner=cast.partner_agency).name == "b.txt"
    assert kept() == 2


def test_bytes_of_a_text_kept_by_another_at_the_same_moment_go(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive_file(SIGNING.encode(), name="mot.txt", by=cast.issuer, at=NOW)
    monkeypatch.setattr(receive, "_refuse_twice", lambda _received, _by: None)

    other = SIGNING.replace("\n", "\n\n").encode()
    with pytest.raises(AlreadyReceived) as refused:
        receive_file(other, name="hai.txt", by=cast.issuer, at=NOW)

    assert refused.value.first == Intake.objects.get().pk
    assert kept() == 1


def test_what_is_over_is_not_stopped_and_what_goes_on_is_not_begun_again(cast: Cast) -> None:
    job = start(cast)
    with pytest.raises(BatchGoesOn):
        read_again(job.pk, by=cast.issuer, at=NOW)
    run_waiting()

    with pytest.raises(BatchOver):
        stop_batch(job.pk, by=cast.issuer, at=NOW)
    with pytest.raises(NothingToReadAgain):
        read_again(job.pk, by=cast.issuer, at=NOW)
    job.refresh_from_db()
    assert (job.state, verbs()) == (JobState.DONE, ["intake.batch_started"])


def test_a_refusal_is_said_on_the_page(client: Client, cast: Cast) -> None:
    job = start(cast)
    client.force_login(cast.issuer)

    stopped = client.post(f"{LIST}lo/{job.pk}/dung/", follow=True).content.decode()
    twice = client.post(f"{LIST}lo/{job.pk}/dung/")
    again = client.post(f"{LIST}lo/{job.pk}/doc-lai/")

    assert "Đã dừng đọc. Các văn bản đã đọc vẫn giữ." in stopped
    assert (twice.status_code, again.status_code) == (422, 422)
    assert "không có gì để dừng" in twice.content.decode()
    assert "Tệp không nhận thì không lưu" in again.content.decode()


def test_only_who_handed_in_stops_and_begins_again(client: Client, cast: Cast) -> None:
    job = start(cast)

    for other in (cast.issuer_leader, cast.partner):
        client.force_login(other)
        assert client.post(f"{LIST}lo/{job.pk}/dung/").status_code == 404
        assert client.post(f"{LIST}lo/{job.pk}/doc-lai/").status_code == 404
        with pytest.raises(Http404):
            stop_batch(job.pk, by=other, at=NOW)
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_who_may_hand_nothing_in_any_more_changes_nothing(client: Client, cast: Cast) -> None:
    job = start(cast)
    cast.issuer.memberships.update(role=Role.INSPECTOR)
    client.force_login(cast.issuer)

    assert client.post(f"{LIST}lo/{job.pk}/dung/").status_code == 403
    page = client.get(f"{LIST}lo/{job.pk}/")
    assert page.status_code == 200
    assert "Dừng đọc</button>" not in page.content.decode()


def test_a_batch_of_another_agency_of_the_same_person_is_not_known(
    client: Client, cast: Cast
) -> None:
    job = start(cast)
    payload = {**job.payload, "acting": cast.partner.memberships.get().pk}
    Job.objects.update(payload=payload)

    with pytest.raises(Http404):
        stop_batch(job.pk, by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)
    assert client.get(f"{LIST}lo/{job.pk}/").status_code == 404
    assert client.post(f"{LIST}lo/{job.pk}/dung/").status_code == 404
