"""The register as a list: its filters, and what it costs."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import NOW, Cast
from phoihop.documents.models import Document, DocumentViewer
from phoihop.documents.tests.entries import LIST, words
from phoihop.documents.tests.factories import DocumentFactory


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"A", "B", "C", "D"}),
        ("?register=incoming", {"A"}),
        ("?register=outgoing", {"B"}),
        ("?register=others", {"D"}),
        ("?kind=NQ", {"B"}),
        ("?year=2017", {"B"}),
        ("?issuer=tỉnh", {"C"}),
        ("?urgency=express", {"C"}),
        ("?words=dao+tao", {"B"}),
        ("?words=01+nq", {"B"}),
        ("?words=giao+duc&kind=NQ", {"B"}),
        ("?year=abc", {"A", "B", "C", "D"}),
        ("?after=%FF%00&year=99999", {"A", "B", "C", "D"}),
    ],
)
def test_the_register_is_filtered_from_the_address(
    cast: Cast, lead_client: Client, query: str, found: set[str]
) -> None:
    make, own = DocumentFactory.create, {"owner": cast.lead_agency}
    make(**own, register="incoming", code="A-CT/TW", subject="về giáo dục")
    make(
        **own,
        register="outgoing",
        kind="NQ",
        code="01-NQ/HU",
        subject="B về giáo dục, đào tạo",
        issued_on=date(2017, 5, 1),
    )
    make(**own, code="C-CT/TU", issuer_name="Tỉnh ủy", urgency="express", subject="về thi đua")
    shared = make(owner=cast.issuer_agency, code="D-CT/TW", subject="về phong trào")
    DocumentViewer.objects.create(agency=cast.lead_agency, document=shared)
    DocumentFactory.create(owner=cast.outside_agency, code="E-CT/TW")

    page = words(lead_client.get(f"{LIST}{query}"))

    codes = {"A": "A-CT/TW", "B": "01-NQ/HU", "C": "C-CT/TU", "D": "D-CT/TW", "E": "E-CT/TW"}
    assert {key for key, code in codes.items() if f">{code}</a>" in page} == found


def test_the_register_costs_the_same_at_ten_and_at_a_thousand_rows(
    cast: Cast, lead_client: Client
) -> None:
    first = DocumentFactory.create(owner=cast.lead_agency)
    costs = []
    for wanted in (10, 1000):
        _fill(first, wanted - Document.objects.count())
        lead_client.get(LIST)  # sessions and the like are warm
        with CaptureQueriesContext(connection) as counted:
            page = words(lead_client.get(LIST))
        costs.append(len(counted))
        assert page.count('<th scope="row"') == min(wanted, 25)
    assert costs[0] == costs[1] <= 30


def _fill(like: Document, count: int) -> None:
    made = Document.objects.bulk_create(
        Document(
            owner=like.owner,
            register="reference",
            kind="CT",
            code=f"{n}-CT/TW",
            code_key=f"{n}ctw",
            subject=f"về việc {n}",
            issued_on=date(2018, 1, 1),
            registered_at=NOW,
            registered_by=like.registered_by,
        )
        for n in range(count)
    )
    DocumentViewer.objects.bulk_create(
        DocumentViewer(agency=like.owner, document=document) for document in made
    )
