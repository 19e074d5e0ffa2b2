"""A secret paper keeps a reference only, whichever way its content would come in."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from conftest import NOW, Cast
from phoihop.audit.models import Event
from phoihop.documents import files, services, texts
from phoihop.documents.errors import MarkedFile, MarkedSecret, SecretContent
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Document, DocumentFile, FileText, Secrecy, StoredFile
from phoihop.documents.secrecy import bears_secrecy_mark
from phoihop.documents.spans import Source, link_source_spans
from phoihop.documents.tests.entries import PDF, entry, words
from phoihop.documents.tests.test_previews import docx_of
from phoihop.inbox.models import Notice
from phoihop.jobs import worker
from phoihop.search.models import SearchEntry

HEAD = "TỈNH ỦY ĐÔNG CHÂU\n*\nSố 05-CV/TU\n{mark}\nVề việc chuẩn bị\nNội dung."


@pytest.mark.parametrize(
    "mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Tối mật", "| Mật |", "(MẬT)", "Mật."]
)
def test_a_stamp_in_the_head_is_seen(mark: str) -> None:
    assert bears_secrecy_mark(HEAD.format(mark=mark))


@pytest.mark.parametrize(
    "text",
    [
        HEAD.format(mark="KHẨN"),
        HEAD.format(mark="Hội thi ong mật"),
        HEAD.format(mark="Giữ bí mật nhà nước"),
        "Một dòng.\n" * 40 + "MẬT\n",
        "",
    ],
)
def test_other_words_are_none(text: str) -> None:
    assert not bears_secrecy_mark(text)


def test_a_text_with_the_stamp_is_not_entered_as_open(cast: Cast, client: Client) -> None:
    text = HEAD.format(mark="MẬT")
    with pytest.raises(MarkedSecret):
        services.register_document(
            DocumentFacts(subject="chuẩn bị", text=text), by=cast.lead, at=NOW
        )
    client.force_login(cast.lead)

    refused = client.post("/van-ban/dang-ky/", entry(text=text))

    assert refused.status_code == 422
    assert "có dấu chỉ độ mật" in words(refused)
    assert not Document.objects.exists()


def test_the_form_takes_neither_text_nor_files_of_a_secret_paper(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.lead)
    file = SimpleUploadedFile("mat.pdf", PDF + b"mat")

    refused = client.post("/van-ban/dang-ky/", entry(secrecy="secret", uploads=[file]))

    assert refused.status_code == 422
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    client.post("/van-ban/dang-ky/", entry(secrecy="secret"))
    document = Document.objects.get()
    page = document.get_absolute_url()
    later = SimpleUploadedFile("mat.pdf", PDF + b"mat")
    client.post(f"{page}tep/", {"uploads": later})
    assert not DocumentFile.objects.exists()
    client.post(f"{page}sua/", entry(secrecy="secret", text="nội dung mật"))
    document.refresh_from_db()
    assert document.text == ""
    assert "nội dung mật" not in SearchEntry.objects.get(object_id=document.pk).text


def test_a_paper_that_records_quote_does_not_become_secret(cast: Cast) -> None:
    facts = DocumentFacts(subject="kế hoạch", text="Huyện đoàn mở 3 lớp.")
    document = services.register_document(facts, by=cast.lead, at=NOW)
    link_source_spans(document, [Source(document, 0, 10)], by=cast.lead, at=NOW)

    with pytest.raises(SecretContent):
        services.edit_document(
            document, {"text": "", "secrecy": Secrecy.SECRET}, by=cast.lead, at=NOW
        )


@pytest.mark.differs
def test_the_database_keeps_no_text_of_a_secret_paper(cast: Cast) -> None:
    facts = DocumentFacts(subject="kế hoạch", secrecy=Secrecy.SECRET)
    document = services.register_document(facts, by=cast.lead, at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(text="nội dung")


MARKED = HEAD.format(mark="TỐI MẬT").splitlines()


def test_a_small_file_with_the_stamp_is_refused_and_not_kept(cast: Cast, client: Client) -> None:
    document = services.register_document(DocumentFacts(subject="a"), by=cast.lead, at=NOW)
    client.force_login(cast.lead)
    for page, sent in [(f"/van-ban/{document.pk}/tep/", {}), ("/van-ban/dang-ky/", entry())]:
        upload = SimpleUploadedFile("mat.docx", docx_of(*MARKED))

        refused = client.post(page, {**sent, "uploads": [upload]})

        assert refused.status_code == 422
        assert "mat.docx: Phần đầu tệp có dấu chỉ độ mật" in words(refused)
        assert not StoredFile.objects.exists()
        assert not FileText.objects.exists()


def test_a_file_known_to_bear_the_stamp_is_not_attached(cast: Cast) -> None:
    document = services.register_document(DocumentFacts(subject="a"), by=cast.lead, at=NOW)
    stored = files.store(docx_of(*MARKED), "mat.docx", accept=files.EVIDENCE)
    assert texts.read(stored).text == ""

    with pytest.raises(MarkedFile):
        services.add_file(document, stored, "mat.docx", by=cast.lead, at=NOW)


@pytest.mark.differs
@pytest.mark.django_db(transaction=True)
def test_the_worker_takes_away_a_file_with_the_stamp_and_says_so(cast: Cast) -> None:
    document = services.register_document(DocumentFacts(subject="a"), by=cast.lead, at=NOW)
    stored = files.store(docx_of(*MARKED), "mat.docx", accept=files.EVIDENCE)
    path = stored.path
    services.add_file(document, stored, "mat.docx", by=cast.lead, at=NOW)

    worker.run_waiting()

    stored.refresh_from_db()
    assert stored.removed_at is not None
    assert not default_storage.exists(path)
    assert FileText.objects.get().text == ""
    assert document.files.get().removed_at is not None
    assert "chuẩn bị" not in SearchEntry.objects.get(object_id=document.pk).text
    assert Event.objects.filter(verb="file.marked", object_id=document.pk).count() == 1
    notice = Notice.objects.get(user=cast.lead)
    assert [one["verb"] for one in notice.said] == ["documents.file_marked"]


def test_words_of_its_files_go_when_a_paper_becomes_secret(cast: Cast) -> None:
    paper, other = (
        services.register_document(DocumentFacts(subject=name), by=cast.lead, at=NOW)
        for name in "ab"
    )
    alone, shared = (
        files.store(docx_of(name), f"{name}.docx", accept=files.EVIDENCE) for name in "cd"
    )
    for stored in (alone, shared):
        texts.read(stored)
        held = services.add_file(paper, stored, "x.docx", by=cast.lead, at=NOW)
        services.remove_file(held, by=cast.lead, at=NOW)
    services.add_file(other, shared, "d.docx", by=cast.lead, at=NOW)

    services.edit_document(paper, {"secrecy": Secrecy.SECRET}, by=cast.lead, at=NOW)

    assert FileText.objects.get(file=alone).text == ""
    assert FileText.objects.get(file=shared).text == "d"
