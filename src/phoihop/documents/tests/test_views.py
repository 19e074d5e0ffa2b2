"""The page of a document: sources, citations, files, hiding, who reads and changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.audit.models import Event
from phoihop.documents import services
from phoihop.documents.facts import CitationFacts, DocumentFacts
from phoihop.documents.files import SCAN, store
from phoihop.documents.models import (
    Citation,
    Document,
    DocumentFile,
    DocumentViewer,
    Register,
    Relation,
)
from phoihop.documents.spans import Source, link_source_spans
from phoihop.documents.tests.entries import LIST, PDF, words
from phoihop.documents.tests.factories import DocumentFactory


@pytest.fixture
def whole(cast: Cast) -> Document:
    """A document of the lead agency with a file, citations and sources."""
    facts = DocumentFacts(
        register=Register.INCOMING,
        kind="KH",
        code="14-KH/BTGHU",
        subject="về dạy bơi",
        text="Căn cứ 05-CT/TW.\nHuyện đoàn mở 3 lớp bơi.",
        recipients=(cast.partner_agency,),
    )
    document = services.register_document(facts, by=cast.lead, at=NOW)
    stored = store(PDF, "a.pdf", accept=SCAN)
    services.add_file(document, stored, "ký.pdf", by=cast.lead, at=NOW)
    source = Source(document, 17, 27)
    link_source_spans(document, [source], by=cast.lead, at=NOW)
    return document


def test_the_page_marks_the_words_a_record_was_read_from(
    cast: Cast, lead_client: Client, whole: Document
) -> None:
    span = whole.spans.get()

    page = words(lead_client.get(span.get_absolute_url().partition("#")[0]))

    assert '<p id="o-17"><mark>Huyện đoàn</mark> mở 3 lớp bơi.</p>' in page
    assert '<p id="o-0">Căn cứ 05-CT/TW.</p>' in page
    assert "Huyện đoàn mở 3 lớp bơi." in page


def test_a_citation_is_added_linked_and_taken_back(
    cast: Cast, lead_client: Client, whole: Document
) -> None:
    page = whole.get_absolute_url()
    lead_client.post(f"{page}dan-chieu/", {"relation": "based_on", "cited": "chỉ thị số 05"})
    cited = Citation.objects.get()
    target = DocumentFactory.create(owner=cast.lead_agency, number=5, code="05-CT/TW")
    shown = words(lead_client.get(page))
    assert f'value="{target.pk}"' in shown
    assert "cùng loại và số" in shown

    lead_client.post(f"{page}dan-chieu/{cited.pk}/noi/", {"target": target.pk})
    cited.refresh_from_db()
    assert cited.target == target
    assert whole.code in words(lead_client.get(target.get_absolute_url()))

    lead_client.post(f"{page}dan-chieu/{cited.pk}/bo/")
    assert not Citation.objects.exists()
    empty = lead_client.post(f"{page}dan-chieu/", {"relation": "based_on", "cited": ""})
    assert empty.status_code == 422
    assert "Bắt buộc nhập" in words(empty)


def test_who_does_not_see_the_cited_document_reads_only_its_words(
    cast: Cast, client: Client, whole: Document
) -> None:
    target = DocumentFactory.create(owner=cast.lead_agency, code="05-CT/TW", subject="chuyện kín")
    cited = CitationFacts(Relation.BASED_ON, target.pk, "05-CT/TW", 7, 15)
    from phoihop.documents.citations import add_citation  # noqa: PLC0415

    add_citation(whole, cited, by=cast.lead, at=NOW)
    client.force_login(cast.partner)

    page = words(client.get(whole.get_absolute_url()))

    assert "chuyện kín" not in page
    assert target.get_absolute_url() not in page


def test_files_are_added_refused_downloaded_and_taken_off(
    cast: Cast, lead_client: Client, whole: Document
) -> None:
    page = whole.get_absolute_url()
    sent = [SimpleUploadedFile("b.pdf", PDF + b"2"), SimpleUploadedFile("c.pdf", b"MZ\0\0")]

    response = lead_client.post(f"{page}tep/", {"uploads": sent})

    assert response.status_code == 422
    assert "Tệp không đúng định dạng PDF" in words(response)
    assert [held.name for held in whole.files.all()] == ["ký.pdf", "b.pdf"]
    held = whole.files.get(name="ký.pdf")
    download = lead_client.get(held.get_absolute_url())
    assert download.getvalue() == PDF
    lead_client.post(f"{page}tep/{held.pk}/bo/")
    assert lead_client.get(held.get_absolute_url()).status_code == 404
    assert "ký.pdf" not in words(lead_client.get(page))


def test_hiding_asks_why_and_offers_to_undo(lead_client: Client, whole: Document) -> None:
    page = whole.get_absolute_url()
    assert lead_client.post(f"{page}an/", {"reason": ""}).status_code == 422

    response = lead_client.post(f"{page}an/", {"reason": "vào nhầm"}, follow=True)

    assert "Hoàn tác" in words(response)
    assert lead_client.get(page).status_code == 404
    assert whole.code in words(lead_client.get(f"{LIST}?register=hidden"))
    lead_client.post(f"{page}hien-lai/")
    assert lead_client.get(page).status_code == 200


def test_a_signed_document_has_no_buttons_to_change_it(
    cast: Cast, lead_client: Client, whole: Document
) -> None:
    services.freeze_document(whole, by=cast.lead, at=NOW)
    page = whole.get_absolute_url()

    shown = words(lead_client.get(page))

    assert f"{page}sua/" not in shown
    assert "Đã ký và khóa" in shown
    refused = lead_client.post(f"{page}an/", {"reason": "x"})
    assert refused.status_code == 422
    assert "Văn bản đã ký" in words(refused)


def test_the_page_costs_the_same_with_many_citations_and_sources(
    cast: Cast,
    lead_client: Client,
    whole: Document,
) -> None:
    costs = []
    for many in (2, 40):
        for n in range(many):
            target = DocumentFactory.create(owner=cast.lead_agency)
            Citation.objects.create(source=whole, target=target, relation="based_on")
            Citation.objects.create(source=target, target=whole, relation="mentions")
            Citation.objects.create(source=whole, relation="mentions", as_printed=f"số {n} cũ")
        lead_client.get(whole.get_absolute_url())
        with CaptureQueriesContext(connection) as counted:
            lead_client.get(whole.get_absolute_url())
        costs.append(len(counted))
    assert costs[0] == costs[1] <= 30


def addresses(document: Document) -> Iterator[tuple[str, str]]:
    """Every address of one document: how it is asked, and where."""
    page, held = document.get_absolute_url(), document.files.first()
    cited = document.cites.first()
    assert held is not None
    assert cited is not None
    for path in ("", "lich-su/", "sua/", "an/", f"tep/{held.pk}/"):
        yield "get", f"{page}{path}"
    for path in (
        "sua/",
        "an/",
        "tep/",
        f"tep/{held.pk}/bo/",
        "dan-chieu/",
        f"dan-chieu/{cited.pk}/noi/",
        f"dan-chieu/{cited.pk}/bo/",
        "hien-lai/",
    ):
        yield "post", f"{page}{path}"


def _state() -> list[Any]:
    return [
        list(Document.objects.values_list("pk", "subject", "hidden_at")),
        list(DocumentFile.objects.values_list("pk", "removed_at")),
        list(Citation.objects.values_list("pk", "target")),
        Event.objects.count(),
    ]


@pytest.mark.parametrize(
    ("who", "answers"),
    [
        ("outsider", (404, 404)),
        ("partner", (200, 403)),
        ("inspector", (200, 403)),
        ("lead_leader", (200, 200)),
    ],
)
def test_who_may_read_and_who_may_change(
    cast: Cast, client: Client, whole: Document, who: str, answers: tuple[int, int]
) -> None:
    reads, writes = answers
    DocumentViewer.objects.get_or_create(agency=cast.issuer_agency, document=whole)
    Citation.objects.create(source=whole, relation="mentions", as_printed="một văn bản")
    client.force_login(getattr(cast, who))
    before = _state()
    sent = {"reason": "x", "relation": "based_on", "cited": "1-CT/TW", "code": "1"}

    for how, address in addresses(whole):
        changing = how == "post" or address.endswith(("sua/", "an/"))
        wanted = writes if changing else reads
        answer = client.get(address) if how == "get" else client.post(address, sent)
        if answer.streaming:
            answer.getvalue()
        if wanted == 200:
            continue
        if address.endswith("hien-lai/"):
            wanted = 404  # what is not hidden cannot be brought back, nor by strangers
        assert answer.status_code == wanted, address
    if writes != 200:
        assert _state() == before


def test_the_chain_leads_to_what_rests_on_the_document(
    lead_client: Client, whole: Document
) -> None:
    page = words(lead_client.get(whole.get_absolute_url()))

    for room in ("agreements:list", "tasks:list"):
        address = f"{reverse(room)}?document={whole.pk}"
        assert address in page
        rows = lead_client.get(address)
        assert rows.status_code == 200
        assert f": {whole.code}" in words(rows)  # the condition is shown, to be taken off
