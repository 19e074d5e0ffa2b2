"""A word that stands only in an attached file finds the document, and says in which file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import NOW, Cast
from phoihop.documents import files, services, texts
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Document, FileText
from phoihop.documents.tests.test_previews import docx_of, pdf_of
from phoihop.jobs import worker
from phoihop.jobs.models import Job
from phoihop.reader.tests.scans import PLAN, scan
from phoihop.search.engine import Audience, Found, find


def search(words: str, cast: Cast) -> Found:
    return find(Audience(cast.issuer_agency.pk), words)


def excerpt_of(found: Found) -> str:
    return "".join(part.text for part in found.hits[0].snippet)


@pytest.fixture
def document(cast: Cast) -> Document:
    facts = DocumentFacts(kind="KH", subject="Kế hoạch năm", text="Toàn văn của kế hoạch.")
    return services.register_document(facts, by=cast.issuer, at=NOW)


@pytest.mark.differs
def test_the_page_that_takes_a_small_file_reads_it_at_once(
    client: Client, cast: Cast, document: Document
) -> None:
    client.force_login(cast.issuer)
    data = docx_of("Phụ lục", "Mỗi thôn cử một cộng tác viên dinh dưỡng.")

    client.post(
        f"/van-ban/{document.pk}/tep/", {"uploads": SimpleUploadedFile("phu-luc.docx", data)}
    )

    found = search("cộng tác viên dinh dưỡng", cast)
    assert [hit.object_id for hit in found.hits] == [document.pk]
    assert found.hits[0].snippet_of == "phu-luc.docx"
    assert "cộng tác viên dinh dưỡng" in excerpt_of(found)
    assert search("cong tac vien dinh duong", cast).total == 1
    assert not Job.objects.exists()


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_a_file_that_nobody_has_read(cast: Cast, document: Document) -> None:
    stored = files.store(pdf_of("Thong ke ho ngheo"), "thong-ke.pdf", accept=files.EVIDENCE)
    services.add_file(document, stored, "thong-ke.pdf", by=cast.issuer, at=NOW)
    assert search("thong ke ho ngheo", cast).total == 0

    assert worker.run_waiting() == 1

    found = search("thong ke ho ngheo", cast)
    assert found.hits[0].snippet_of == "thong-ke.pdf"
    assert FileText.objects.get(file=stored).text.startswith("Thong ke")


def test_words_of_the_record_itself_name_no_file(cast: Cast, document: Document) -> None:
    stored = files.store(docx_of("Toàn văn khác hẳn"), "a.docx", accept=files.EVIDENCE)
    texts.read(stored)
    services.add_file(document, stored, "a.docx", by=cast.issuer, at=NOW)

    found = search("toàn văn của kế hoạch", cast)

    assert found.hits[0].snippet_of == ""
    assert excerpt_of(found).strip().startswith("Toàn văn của kế hoạch.")


def test_a_file_taken_off_is_found_no_more(cast: Cast, document: Document) -> None:
    stored = files.store(docx_of("Danh sách xóm Đoài"), "a.docx", accept=files.EVIDENCE)
    texts.read(stored)
    held = services.add_file(document, stored, "a.docx", by=cast.issuer, at=NOW)
    assert search("xóm Đoài", cast).total == 1

    services.remove_file(held, by=cast.issuer, at=NOW)

    assert search("xóm Đoài", cast).total == 0


def test_only_who_sees_the_document_finds_it_by_its_files(cast: Cast, document: Document) -> None:
    stored = files.store(docx_of("Danh sách xóm Đoài"), "a.docx", accept=files.EVIDENCE)
    texts.read(stored)
    services.add_file(document, stored, "a.docx", by=cast.issuer, at=NOW)

    assert find(Audience(cast.outside_agency.pk), "xóm Đoài").total == 0


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"%PDF-1.7\n" + b"x" * 900, "hong.pdf", "damaged"),
        (pdf_of("x", locked=True), "khoa.pdf", "damaged"),
    ],
)
def test_a_file_without_words_is_tried_once(
    cast: Cast, document: Document, data: bytes, name: str, refusal: str
) -> None:
    stored = files.store(data, name, accept=files.EVIDENCE)
    texts.read(stored)

    services.add_file(document, stored, name, by=cast.issuer, at=NOW)

    assert FileText.objects.get(file=stored).refusal == refusal
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_scan_is_found_by_its_letters_once_the_worker_recognised_them(
    cast: Cast, document: Document
) -> None:
    stored = files.store(scan(PLAN), "quet.pdf", accept=files.EVIDENCE)
    texts.read_if_small(stored)
    assert not FileText.objects.exists()

    services.add_file(document, stored, "quet.pdf", by=cast.issuer, at=NOW)
    worker.run_waiting()

    assert "Trần Văn An" in FileText.objects.get(file=stored).text
    assert find(Audience(cast.issuer_agency.pk), "Trưởng Ban Tuyên giáo").total == 1


def test_a_scan_where_nothing_recognises_it_is_tried_once(
    cast: Cast, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("phoihop.reader.ocr.program", lambda: None)
    stored = files.store(scan(PLAN), "quet.pdf", accept=files.EVIDENCE)

    assert texts.read(stored).refusal == "no_text_layer"
    assert FileText.objects.get(file=stored).refusal == "no_text_layer"


def test_the_same_text_as_the_document_s_own_is_not_kept_twice(cast: Cast) -> None:
    facts = DocumentFacts(kind="KH", subject="Kế hoạch", text="Một nội dung duy nhất.")
    document = services.register_document(facts, by=cast.issuer, at=NOW)
    stored = files.store(docx_of("Một nội dung duy nhất."), "a.docx", accept=files.EVIDENCE)
    texts.read(stored)
    services.add_file(document, stored, "a.docx", by=cast.issuer, at=NOW)

    assert texts.words_of(document) == []


def test_pictures_and_sheets_are_not_read(cast: Cast, document: Document) -> None:
    stored = files.store(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.png", accept=files.EVIDENCE)
    services.add_file(document, stored, "a.png", by=cast.issuer, at=NOW)

    assert not Job.objects.exists()
    assert list(texts.never_read()) == []


def test_files_nobody_has_read_are_listed_for_the_index(cast: Cast, document: Document) -> None:
    stored = files.store(docx_of("Chưa ai đọc"), "a.docx", accept=files.EVIDENCE)
    services.add_file(document, stored, "a.docx", by=cast.issuer, at=NOW)

    assert list(texts.never_read()) == [stored]
    texts.read(stored)
    assert list(texts.never_read()) == []
