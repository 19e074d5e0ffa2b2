"""The text with its marks as a page; how often the reader was right, without persons."""

from datetime import datetime

import pytest
from django.http import FileResponse, StreamingHttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.tallies import tallies
from phoihop.workspace.models import Decision, FactKind, Intake
from phoihop.workspace.tests.texts import SIGNING

PAGE = "/nhap-van-ban/so-lieu/"


@pytest.fixture
def intake(cast: Cast) -> Intake:
    """Of its people one is taken as read, one corrected, the others left out."""
    made = receive_text(SIGNING, name="Ký kết 2019", by=cast.issuer, at=NOW)
    first, second, *others = made.facts.filter(kind=FactKind.PERSON)
    decide(first, Decision.NEW, by=cast.issuer, at=NOW)
    decide(second, Decision.NEW, by=cast.issuer, at=NOW, value={"name": "Nguyễn Thị Lam"})
    for other in others:
        decide(other, Decision.DROPPED, by=cast.issuer, at=NOW)
    return made


@pytest.mark.differs
def test_what_became_of_the_facts_is_counted(
    intake: Intake, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        rows = tallies(cast.issuer)

    people = next(row for row in rows if row.kind == FactKind.PERSON)
    assert (people.as_read, people.corrected) == (1, 1)
    assert people.read == people.as_read + people.corrected + people.dropped
    assert isinstance(people.month, datetime)
    assert (people.month.year, people.month.month) == (NOW.year, NOW.month)


def test_each_agency_counts_its_own_and_the_administrator_all(intake: Intake, cast: Cast) -> None:
    assert tallies(cast.issuer_leader)
    assert not tallies(cast.partner)
    assert tallies(cast.administrator)


def test_the_page_and_its_table(client: Client, intake: Intake, cast: Cast) -> None:
    client.force_login(cast.administrator)

    page = client.get(PAGE).content.decode()
    table = client.get(f"{PAGE}?form=csv")

    assert "Dữ kiện đã xem" in page
    assert cast.issuer.full_name not in page.partition("<main")[2]
    assert isinstance(table, StreamingHttpResponse)
    said = b"".join(table).decode("utf-8-sig")
    assert "Người" in said
    assert cast.issuer.full_name not in said


def test_who_only_reads_has_no_counts(client: Client, cast: Cast) -> None:
    client.force_login(cast.inspector)

    assert client.get(PAGE).status_code == 403


def test_the_text_leaves_with_its_marks_and_runs_nothing(client: Client, cast: Cast) -> None:
    text = f"<script>alert(1)</script>\n{SIGNING}"
    made = receive_text(text, name='Ký "kết"\r\n2019', by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)

    answer = client.get(f"{made.get_absolute_url()}xuat/")

    assert not isinstance(answer, FileResponse)
    page = answer.content.decode()
    assert "<script" not in page
    assert "<mark" in page
    assert "attachment" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    client.force_login(cast.outsider)
    assert client.get(f"{made.get_absolute_url()}xuat/").status_code == 404
