"""Many papers at once: as one by one, and the rule of duplicates in its two forms."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.audit.models import Change, Event
from phoihop.documents import services
from phoihop.documents.citations import cite
from phoihop.documents.duplicates import SamePapers
from phoihop.documents.errors import ArrivalNumberTaken, NoSubject
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.many import register_documents
from phoihop.documents.models import Citation, Document, DocumentViewer, NumberSeries, Recipient
from phoihop.inbox.models import Notice
from phoihop.search.models import SearchEntry

FACTS = DocumentFacts(
    register="incoming",
    kind="KH",
    code="07-KH/TU",
    subject="về  công tác",
    issuer_name="Tỉnh ủy",
    issued_on=date(2019, 3, 5),
    arrived_on=date(2019, 3, 7),
)


def told(document: Document) -> dict[str, object]:
    """What is kept of a paper, but its own numbers."""
    event = Event.objects.get(kind="documents.document", object_id=document.pk)
    own = {"id", "registered_at", "arrival_number"}
    columns = {f.attname: getattr(document, f.attname) for f in Document._meta.concrete_fields}
    entry = SearchEntry.objects.get(kind="documents.document", object_id=document.pk)
    changes = Change.objects.filter(event=event).exclude(field="arrival_number")
    return {
        "columns": {name: value for name, value in columns.items() if name not in own},
        "event": (event.verb, event.by_id, event.acting_agency_id, event.title),
        "changes": sorted(changes.values_list("field", "new"), key=str),
        "viewers": sorted(DocumentViewer.objects.filter(document=document).values_list("agency")),
        "recipients": sorted(Recipient.objects.filter(document=document).values_list("agency")),
        "entry": (entry.title, entry.hint, entry.exact, entry.folded, entry.date, entry.owner_id),
        "symbols": sorted(entry.symbols.values_list("key", flat=True)),
        "finders": sorted(entry.viewers.values_list("agency", flat=True)),
    }


@pytest.mark.differs
def test_many_are_entered_as_one_is(cast: Cast) -> None:
    facts = replace(FACTS, issuer=cast.lead_agency, recipients=(cast.partner_agency,))
    one = services.register_document(facts, by=cast.issuer, at=NOW)

    first, second = register_documents([facts, facts], by=cast.issuer, at=NOW)

    one.refresh_from_db()
    for made in (first, second):
        made.refresh_from_db()
        assert told(made) == told(one)
    numbers = [one.arrival_number, first.arrival_number, second.arrival_number]
    assert numbers == [1, 2, 3]


def test_one_wrong_paper_and_none_is_entered(cast: Cast) -> None:
    with pytest.raises(NoSubject):
        register_documents([FACTS, replace(FACTS, subject=" ")], by=cast.issuer, at=NOW)
    twice = replace(FACTS, arrival_number=3)
    with pytest.raises(ArrivalNumberTaken):
        register_documents([twice, twice], by=cast.issuer, at=NOW)
    with pytest.raises(PermissionDenied):
        register_documents([FACTS], by=cast.administrator, at=NOW)

    assert not Document.objects.exists()
    assert not Event.objects.exists()


def test_words_that_waited_for_one_of_many_are_told(cast: Cast) -> None:
    citing = services.register_document(
        DocumentFacts(kind="KH", subject="Kế hoạch"), by=cast.issuer, at=NOW
    )
    cite(citing, "based_on", "07-KH/TU", by=cast.issuer, at=NOW)

    register_documents([replace(FACTS, code="08-KH/TU"), FACTS], by=cast.issuer, at=NOW)

    assert Citation.objects.get(source=citing).suggested_at == NOW


def test_telling_of_many_costs_the_same_however_many_words_waited(cast: Cast) -> None:
    register_documents([FACTS], by=cast.issuer_leader, at=NOW)  # opens the book of arrivals
    costs = []
    for many in (2, 10):
        citing = [
            services.register_document(
                DocumentFacts(kind="KH", subject=f"Kế hoạch {many} {n}"), by=cast.issuer, at=NOW
            )
            for n in range(many)
        ]
        codes = [f"{n + 1:02}-KH/T{many}" for n in range(many)]
        for document, code in zip(citing, codes, strict=True):
            cite(document, "based_on", code, by=cast.issuer, at=NOW)
        papers = [replace(FACTS, code=code, subject=f"về việc {code}") for code in codes]
        Notice.objects.all().delete()

        with CaptureQueriesContext(connection) as counted:
            made = register_documents(papers, by=cast.issuer_leader, at=NOW)

        costs.append(len(counted))
        told_of = Notice.objects.filter(user=cast.issuer, object_id__in=[d.pk for d in citing])
        said = {row.object_id: row.said[0]["words"] for row in told_of}
        assert said == {one.pk: paper.name for one, paper in zip(citing, made, strict=True)}
    assert costs[0] == costs[1]


def test_the_rule_of_duplicates_is_the_same_in_both_forms(cast: Cast) -> None:
    issuer = AgencyFactory.create(name="Tỉnh ủy")
    NumberSeries.objects.create(
        owner=issuer,
        regime="party",
        symbol="CT/TU",
        first_day=date(2015, 10, 1),
        last_day=date(2020, 9, 30),
    )
    papers = [
        replace(FACTS, code=code, issued_on=day, issuer=agency, issuer_name=name, arrived_on=None)
        for code in ("07-CT/TU", "7 ct tu", "07/UBND-VX", "07-KH/HU", "12", "")
        for day in (date(2016, 1, 1), date(2019, 12, 31), date(2024, 1, 2), None)
        for agency, name in (
            (issuer, ""),
            (None, "Tỉnh ủy"),
            (None, "TỈNH UỶ"),
            (None, "Huyện ủy"),
            (None, ""),
        )
    ]
    papers += [replace(paper, kind="TB") for paper in papers if paper.code == "12"]
    register_documents(papers, by=cast.issuer, at=NOW)
    ours = Document.objects.filter(owner=cast.issuer_agency, hidden_at=None)

    known = SamePapers(cast.issuer_agency, papers)

    for paper in papers:
        by_query = set(ours.same_paper(paper).values_list("pk", flat=True))
        assert {document.pk for document in known.of(paper)} == by_query, paper
    in_capitals = replace(
        FACTS, code="07-KH/HU", issued_on=None, issuer=None, issuer_name="TỈNH UỶ"
    )
    named = {document.issuer_name for document in ours.same_paper(in_capitals)}
    assert {"Tỉnh ủy", "TỈNH UỶ"} <= named
    assert "Huyện ủy" not in named
