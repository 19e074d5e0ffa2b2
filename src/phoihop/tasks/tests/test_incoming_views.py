"""The screens of incoming papers: what they show and what they cost."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import NOW, Cast
from phoihop.documents import services as documents
from phoihop.documents.citations import add_citation
from phoihop.documents.facts import CitationFacts
from phoihop.documents.instructing import DutyFacts, InstructionFacts, instruct
from phoihop.documents.models import Citation, Document, DocumentViewer, Relation
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.tasks.services import DutyAssignment, assign_duties
from phoihop.tasks.tests.incoming import LIST, arrived, given, words
from phoihop.tasks.tests.test_duties import PAPER


@pytest.fixture
def paper(cast: Cast) -> Document:
    return arrived(cast)


def _answer(cast: Cast, paper: Document, on: date) -> Document:
    answer = DocumentFactory.create(
        owner=cast.issuer_agency, register="outgoing", code="31-CV/BTG", issued_on=on
    )
    facts = CitationFacts(Relation.ANSWERS, paper.pk, paper.name)
    add_citation(answer, facts, by=cast.issuer, at=NOW)
    return answer


def test_the_tabs_hold_what_they_say_and_their_figures_open_it(
    cast: Cast, client: Client, paper: Document
) -> None:
    def arrive(code: str, **facts: Any) -> Document:
        return documents.register_document(
            replace(PAPER, code=code, **facts), by=cast.issuer, at=NOW
        )

    given(cast, arrive("20-CT/TU"))
    wanted = {"answer_wanted": True, "for_instruction": False}
    arrive("21-CV/TU", **wanted, answer_due_on=date(2019, 4, 30))
    _answer(cast, arrive("22-CV/TU", **wanted), date(2019, 4, 20))
    arrive("23-CV/TU", for_instruction=False)
    client.force_login(cast.issuer)

    found = {
        tab: set(
            re.findall(
                r"\d\d-C[TV]/TU(?=<span class=\"vh\">)", words(client.get(f"{LIST}?state={tab}"))
            )
        )
        for tab in ("instruction", "handling", "answer", "answered", "")
    }

    assert found == {
        "instruction": {"12-CT/TU"},
        "handling": {"20-CT/TU"},
        "answer": {"21-CV/TU"},
        "answered": {"22-CV/TU"},
        "": {"12-CT/TU", "20-CT/TU", "21-CV/TU", "22-CV/TU", "23-CV/TU"},
    }
    tabs = client.get(LIST).context["tabs"]
    assert {one["key"]: one["count"] for one in tabs} == {
        key: len(codes) for key, codes in found.items()
    }


def test_a_draft_or_another_agencys_paper_is_no_answer(
    cast: Cast, client: Client, paper: Document
) -> None:
    Document.objects.filter(pk=paper.pk).update(answer_wanted=True)
    answer = _answer(cast, paper, date(2019, 4, 20))
    client.force_login(cast.issuer)
    assert "sau 5 ngày" in words(client.get(f"{LIST}{paper.pk}/"))

    Document.objects.filter(pk=answer.pk).update(
        is_draft=True, code="", number=None, issued_on=None
    )
    assert client.get(f"{LIST}?state=answer").context["page"].total == 1
    Document.objects.filter(pk=answer.pk).update(
        is_draft=False, issued_on=date(2019, 4, 20), owner=cast.lead_agency
    )
    assert client.get(f"{LIST}?state=answer").context["page"].total == 1
    assert Citation.objects.filter(target=paper).exists()


def test_home_tells_leaders_what_waits_for_them(
    cast: Cast, client: Client, paper: Document
) -> None:
    client.force_login(cast.issuer_leader)
    home = words(client.get("/"))
    assert f'href="{LIST}?state=instruction">1 văn bản đến chờ bút phê</a>' in home

    client.force_login(cast.issuer)
    assert "chờ bút phê" not in words(client.get("/"))
    given(cast, paper)
    client.force_login(cast.issuer_leader)
    assert "chờ bút phê" not in words(client.get("/"))


def test_who_leads_a_duty_sees_the_way_of_the_paper(
    cast: Cast, client: Client, paper: Document
) -> None:
    given(cast, paper)
    client.force_login(cast.lead)

    page = words(client.get(f"{LIST}{paper.pk}/"))

    assert "Mở lớp dạy bơi" in page
    assert "but-phe/" not in page
    assert paper.code not in words(client.get(LIST))


@pytest.mark.differs
def test_the_list_costs_the_same_at_ten_and_at_a_thousand_rows(
    cast: Cast, client: Client, paper: Document
) -> None:
    client.force_login(cast.issuer)
    costs = []
    for wanted in (10, 1000):
        _fill(cast, paper, wanted - Document.objects.count())
        client.get(LIST)  # sessions and the like are warm
        with CaptureQueriesContext(connection) as counted:
            page = words(client.get(LIST))
        costs.append(len(counted))
        assert page.count('<th scope="row"') == min(wanted, 25)
    assert costs[0] == costs[1] <= 30


def test_the_way_of_a_paper_costs_the_same_with_many_duties(
    cast: Cast, client: Client, paper: Document
) -> None:
    person = cast.lead_agency.tenures.get().official
    client.force_login(cast.issuer)
    costs = []
    for many in (2, 20):
        duties = [
            DutyFacts(f"Việc {many} {n}", cast.lead_agency, [cast.partner_agency])
            for n in range(many)
        ]
        facts = InstructionFacts(given_on=NOW.date(), duties=duties, informed=[cast.outside_agency])
        made = instruct(paper, facts, by=cast.issuer_leader, at=NOW)
        chosen = [
            DutyAssignment(duty, "Báo cáo", person, date(2019, 5, 30))
            for duty in made.duties.all()[: many // 2]
        ]
        assign_duties(paper, chosen, by=cast.issuer, at=NOW)
        for address in (f"{LIST}{paper.pk}/", paper.get_absolute_url(), f"{LIST}{paper.pk}/giao/"):
            client.get(address)
            with CaptureQueriesContext(connection) as counted:
                client.get(address)
            costs.append(len(counted))
    assert costs[:3] == costs[3:]
    assert max(costs) <= 40


def _fill(cast: Cast, like: Document, count: int) -> None:
    made = Document.objects.bulk_create(
        Document(
            owner=like.owner,
            register="incoming",
            kind="CT",
            code=f"{n}-CT/TW",
            subject=f"về việc {n}",
            arrived_on=date(2019, 4, 15),
            for_instruction=n % 2 == 0,
            answer_wanted=n % 3 == 0,
            registered_at=NOW,
            registered_by=like.registered_by,
        )
        for n in range(count)
    )
    DocumentViewer.objects.bulk_create(
        DocumentViewer(agency=like.owner, document=document) for document in made
    )
    for document in made[-5:]:
        given(cast, document)
        _answer(cast, document, date(2019, 4, 20))
