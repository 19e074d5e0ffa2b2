"""The text with its marks as a page; how often the reader was right, without persons."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.http import FileResponse, StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
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


@pytest.mark.parametrize(
    ("who", "status"),
    [("administrator", 200), ("issuer", 200), ("issuer_leader", 200), ("inspector", 403)],
)
def test_who_opens_the_counts(client: Client, cast: Cast, who: str, status: int) -> None:
    """Administrators, and who hands texts in: the reader's work is no secret of theirs."""
    client.force_login(getattr(cast, who))

    assert client.get(PAGE).status_code == status
    assert client.get(f"{PAGE}?form=csv").status_code == status


def test_the_counts_ask_for_a_sign_in(client: Client, cast: Cast) -> None:
    assert client.get(PAGE).status_code == 302


def test_an_outsider_counts_nothing_of_others(client: Client, intake: Intake, cast: Cast) -> None:
    client.force_login(cast.outsider)

    page = client.get(PAGE).content.decode()

    assert "Chưa có gì để đếm" in page
    assert not tallies(cast.outsider)
    table = client.get(f"{PAGE}?form=csv")
    assert isinstance(table, StreamingHttpResponse)
    assert "Người" not in b"".join(table).decode("utf-8-sig")


def test_only_administrators_see_it_as_a_tab(client: Client, intake: Intake, cast: Cast) -> None:
    tab = 'aria-label="Phần của quản trị"'
    client.force_login(cast.administrator)
    seen = client.get(PAGE).content.decode()
    client.force_login(cast.issuer)
    unseen = client.get(PAGE).content.decode()

    assert tab in seen
    assert 'aria-current="page">Văn bản đã đọc' in seen
    assert tab not in unseen


@pytest.mark.parametrize("form", ["", "?form=csv"], ids=["page", "table"])
def test_counts_hold_no_word_of_the_texts(
    client: Client, intake: Intake, cast: Cast, form: str
) -> None:
    """Neither names nor words of facts, nor titles of texts, nor who decided."""
    client.force_login(cast.administrator)

    answer = client.get(f"{PAGE}{form}")
    said = b"".join(answer).decode() if form else answer.content.decode()

    main = said.partition("<main")[2].partition("</main>")[0] or said
    words = [intake.name, cast.issuer.full_name, "Nguyễn Thị Lam"]
    for fact in intake.facts.all():
        words += [
            fact.label,
            *(str(fact.value[key]) for key in ("name", "code") if key in fact.value),
        ]
    # A heading as "Chương trình" alone would be a word of the page itself.
    told = [word for word in words if len(word) > 12 and word in main]
    assert told == []


def test_the_page_asks_as_much_for_many_kinds_as_for_one(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.administrator)
    client.get(PAGE)  # what the frame keeps between two pages
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for day in range(1, 5):
        text = SIGNING.replace("28/02/2019", f"0{day}/03/2019").replace("năm 2019", f"năm 202{day}")
        made = receive_text(text, name=f"Tin {day}", by=cast.issuer, at=NOW)
        for fact in made.facts.all():
            decide(fact, Decision.NEW, by=cast.issuer, at=NOW + timedelta(days=31 * day))
    assert len(tallies(cast.administrator)) > 16

    with django_assert_max_num_queries(len(few)):
        client.get(PAGE)


def test_counts_of_taken_back_decisions_are_gone(intake: Intake, cast: Cast) -> None:
    """What is open again was not gone through."""
    before = sum(row.read for row in tallies(cast.issuer))
    fact = intake.facts.exclude(decided_at=None).first()
    assert fact is not None

    decide(fact, Decision.OPEN, by=cast.issuer, at=NOW)

    assert sum(row.read for row in tallies(cast.issuer)) == before - 1


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
