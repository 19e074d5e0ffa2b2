"""Where an agreement was read: its sentence stands on its page for who may open the document."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import SourceSpan
from phoihop.documents.services import register_document
from phoihop.documents.spans import Source, link_source_spans

WORDS = "Chương trình phối hợp về dạy bơi"
SENTENCE = f"Hai cơ quan ký {WORDS} năm 2019."


@pytest.fixture
def read(cast: Cast) -> tuple[Agreement, SourceSpan]:
    """A signed agreement of two, read from a report that the other party did not get."""
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency, created_by=cast.issuer, parties=[cast.lead_agency], signed=True
    )
    text = f"Sáng nay trời mưa. {SENTENCE} Hết."
    facts = DocumentFacts(kind="BC", code="31-BC/BTGHU", subject="về hội nghị <ký>", text=text)
    report = register_document(facts, by=cast.issuer, at=NOW)
    start = text.index(WORDS)
    source = Source(agreement, start, start + len(WORDS))
    [span] = link_source_spans(report, [source], by=cast.issuer, at=NOW)
    return agreement, span


@pytest.mark.parametrize("tab", ["detail", "text"])
def test_the_page_quotes_the_sentence_to_who_may_open_the_document(
    client: Client, cast: Cast, read: tuple[Agreement, SourceSpan], tab: str
) -> None:
    agreement, span = read
    address = reverse(f"agreements:{tab}", args=[agreement.pk])

    client.force_login(cast.issuer)
    body = client.get(address).content.decode()
    assert f"<p>“Hai cơ quan ký <mark>{WORDS}</mark> năm 2019.”</p>" in body
    link = f'<a href="{span.get_absolute_url()}">31-BC/BTGHU về hội nghị &lt;ký&gt;</a>'
    assert f"Đọc từ văn bản {link}" in body
    assert client.get(span.get_absolute_url()).status_code == 200

    client.force_login(cast.lead)
    response = client.get(address)
    assert response.status_code == 200
    assert WORDS not in response.content.decode()
    assert "31-BC/BTGHU" not in response.content.decode()
    assert client.get(span.get_absolute_url()).status_code == 404


def test_another_records_sentence_is_not_this_ones(
    client: Client, cast: Cast, read: tuple[Agreement, SourceSpan]
) -> None:
    other = AgreementFactory.create(owner=cast.issuer_agency, created_by=cast.issuer)
    client.force_login(cast.issuer)

    assert 'class="src"' not in client.get(other.get_absolute_url()).content.decode()


def test_all_sentences_come_with_one_query(
    client: Client, cast: Cast, read: tuple[Agreement, SourceSpan]
) -> None:
    agreement, span = read
    client.force_login(cast.issuer)
    client.get(agreement.get_absolute_url())

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            client.get(agreement.get_absolute_url())
        return [one["sql"] for one in queries if "documents_sourcespan" in one["sql"]]

    before = asked()
    sources = [Source(agreement, start, start + 4) for start in range(5)]
    link_source_spans(span.document, sources, by=cast.issuer, at=NOW)

    assert len(before) == len(asked()) == 1
