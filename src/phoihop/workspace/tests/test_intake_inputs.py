"""Files handed in: a bad one stops no other, and what is not read is said."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import NOW, Cast
from phoihop.jobs.models import Job, JobState
from phoihop.jobs.worker import run_waiting
from phoihop.reader.ocr import Tell
from phoihop.reader.tests.papers import mail
from phoihop.workspace import jobs
from phoihop.workspace.intake.matching.bodies import find_agencies
from phoihop.workspace.intake.matching.papers import find_documents
from phoihop.workspace.intake.matching.surroundings import Surroundings
from phoihop.workspace.intake.receive import (
    Received,
    keep,
    note_words,
    open_file,
    receive_file,
    receive_text,
)
from phoihop.workspace.models import Intake, IntakeFact
from phoihop.workspace.tests.texts import SIGNING

LIST = "/nhap-van-ban/"


def texts(*names: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, f"{SIGNING}\n{name}".encode()) for name in names]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fault", [RecursionError("x"), MemoryError(), ValueError("NUL")])
def test_a_file_on_which_the_program_fails_stops_no_other(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def failing(data: bytes, name: str, tell: Tell | None = None) -> Received:
        if name == "hai.txt":
            raise fault
        return open_file(data, name, tell)

    monkeypatch.setattr(jobs, "open_file", failing)
    client.force_login(cast.issuer)

    answer = client.post(LIST, {"text": "", "files": texts("mot.txt", "hai.txt", "ba.txt")})
    run_waiting()

    assert Job.objects.get().state == JobState.DONE
    assert set(Intake.objects.values_list("name", flat=True)) == {"mot.txt", "ba.txt"}
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Không đọc được “hai.txt” do lỗi của chương trình" in page
    assert "3 trong 3 tệp" in page


@pytest.mark.django_db(transaction=True)
def test_a_text_that_fails_while_it_is_kept_leaves_nothing_half_done(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*given: Any, **named: Any) -> Intake:
        keep(*given, **named)
        raise RecursionError

    monkeypatch.setattr(jobs, "keep", failing)
    client.force_login(cast.issuer)

    client.post(LIST, {"text": "", "files": texts("mot.txt", "hai.txt")})
    run_waiting()

    assert not Intake.objects.exists()
    assert [bool(row["error"]) for row in Job.objects.get().payload["files"]] == [True, True]


@pytest.mark.django_db(transaction=True)
def test_a_job_given_up_speaks_no_python(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)
    answer = client.post(LIST, {"text": "", "files": texts("mot.txt", "hai.txt")})
    Job.objects.update(state=JobState.FAILED, error="KeyError: 'acting'", finished_at=NOW)

    page = client.get(answer.headers["Location"]).content.decode()

    assert "KeyError" not in page
    assert "Việc đọc bị gián đoạn" in page
    assert page.count("Chưa đọc") == 2
    assert "Đang chờ" not in page


@pytest.mark.django_db(transaction=True)
def test_files_of_a_mail_beyond_the_limit_are_said(client: Client, cast: Cast) -> None:
    many = {f"t{number}_txt": f"{SIGNING} {number}".encode() for number in range(22)}
    client.force_login(cast.issuer)

    letter = mail("Kính gửi.", html="", **many)
    answer = client.post(LIST, {"text": "", "files": [SimpleUploadedFile("thu.eml", letter)]})
    said = "Còn 2 tệp đính kèm không được nhận: mỗi thư đọc nhiều nhất 20 tệp."
    assert said in client.get(answer.headers["Location"]).content.decode()
    run_waiting()

    own = Intake.objects.get(name="thu.eml")
    assert Intake.objects.count() == 21
    assert said in client.get(own.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_note_of_what_is_left_out_stands_on_the_page(client: Client, cast: Cast) -> None:
    intake = receive_file(SIGNING.encode(), name="a.txt", by=cast.issuer, at=NOW)
    intake.notes = ["left_out:scans:3", "left_out:running"]
    intake.save(update_fields=["notes"])
    client.force_login(cast.issuer)

    page = client.get(intake.get_absolute_url()).content.decode()

    assert "3 trang là ảnh" in page
    assert "Đầu trang và chân trang có chữ" in page


@pytest.mark.parametrize(
    "note", ["left_out:notes", "left_out:numbers", "left_out:pictures", "left_out:attachments:1"]
)
def test_every_note_has_words(note: str) -> None:
    assert len(note_words(note)) > 20


def test_a_text_of_very_many_documents_opens(client: Client, cast: Cast) -> None:
    listed = "\n".join(f"Quyết định số {n}/QĐ-UBND ngày 5/2/2018;" for n in range(1, 351))
    intake = receive_text(f"{SIGNING}\n{listed}", name="Danh mục", by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)

    page = client.get(intake.get_absolute_url())

    assert page.status_code == 200
    assert intake.facts.filter(kind="document").count() == 300
    assert "cut:document" in intake.notes
    assert "chỉ hiện" in page.content.decode()


def test_records_are_looked_for_in_bounded_queries(cast: Cast) -> None:
    """SQLite refuses a thousand conditions in one query."""
    papers = [
        IntakeFact(
            pk=n,
            kind="document",
            value={
                "symbol": "QĐ-UBND", "code": f"{n}/QĐ-UBND", "number": n, "kind": "QĐ",
                "date": None, "subject": "",
            },
        )
        for n in range(1, 701)
    ]  # fmt: skip
    bodies = [
        IntakeFact(pk=n, kind="agency", value={"name": f"Ban Tuyên giáo Huyện ủy Số {n}"})
        for n in range(1, 701)
    ]
    own = IntakeFact(pk=701, kind="agency", value={"name": cast.issuer_agency.name})
    around = Surroundings(None, frozenset(), "", frozenset(), frozenset(), None, False)

    assert set(find_documents(papers, cast.issuer, around)) == set(range(1, 701))
    found = find_agencies([*bodies, own], cast.issuer, around)
    assert found[701][0].pk == cast.issuer_agency.pk


@pytest.mark.django_db(transaction=True)
def test_an_empty_file_is_named_and_stops_no_other(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)
    empty = SimpleUploadedFile("rong.txt", b"")

    alone = client.post(LIST, {"text": "", "files": [empty]})
    batch = client.post(LIST, {"text": "", "files": [*texts("mot.txt"), empty]}, follow=True)
    run_waiting()

    assert alone.status_code == 422
    said = alone.content.decode()
    assert said.count("“rong.txt” là tệp rỗng") == 1
    assert '<a href="#id_files">Hoặc chọn tệp: xem lý do ghi ngay tại ô này</a>' in said
    assert Intake.objects.get().name == "mot.txt"
    page = client.get(batch.redirect_chain[-1][0]).content.decode()
    assert "rong.txt" in page
    assert "rỗng" in page
