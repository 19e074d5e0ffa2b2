"""Hôm nay and the search box."""

from datetime import date, timedelta

import pytest
from django.test import Client

from conftest import Cast
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.tasks.services import TaskFacts, assign_task
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock


def make_tasks(cast: Cast, first: int, count: int) -> None:
    for n in range(first, first + count):
        due = clock.today() + timedelta(days=n % 20 - 10)
        TaskFactory.create(
            code=f"H-{n}",
            assigner=cast.issuer_agency,
            lead_agency=cast.lead_agency,
            assigned_on=date(2019, 1, 1),
            due_on=due,
            first_due_on=due,
        )


def queries_of_home(client: Client) -> int:
    from django.db import connection  # noqa: PLC0415 -- of this one function
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    return len(captured)


@pytest.mark.parametrize("who", ["lead", "issuer", "inspector", "outsider", "administrator"])
def test_home_opens_for_every_role(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))

    assert client.get("/").status_code in {200, 302}


def test_home_costs_the_same_with_10_and_with_200_tasks(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    make_tasks(cast, 0, 20)
    few = queries_of_home(client)
    make_tasks(cast, 20, 180)

    assert queries_of_home(client) == few


def test_the_sentence_counts_what_is_overdue(client: Client, cast: Cast) -> None:
    make_tasks(cast, 0, 20)
    client.force_login(cast.lead)

    page = client.get("/").content.decode()

    assert "10 việc quá hạn" in page
    assert "6 việc đến hạn trong 5 ngày" in page


def test_an_outsider_is_shown_nothing_of_it(client: Client, cast: Cast) -> None:
    make_tasks(cast, 0, 3)
    client.force_login(cast.outsider)

    page = client.get("/").content.decode()

    assert "Kiểm tra việc" not in page
    assert "Cơ quan không còn việc nào" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.differs
def test_a_task_is_found_without_accents_and_only_by_those_who_see_it(
    client: Client, cast: Cast
) -> None:
    tenure = TenureFactory.create(agency=cast.lead_agency)
    facts = TaskFacts(
        title="Chuyên mục Khoa giáo với cơ sở",
        product="Chuyên mục",
        lead_agency=cast.lead_agency,
        person_in_charge=tenure.official,
        due_on=clock.today() + timedelta(days=9),
    )
    task = assign_task(facts, by=cast.issuer, at=clock.now())

    for who, found in (("lead", True), ("issuer", True), ("outsider", False), ("partner", False)):
        client.force_login(getattr(cast, who))
        page = client.get("/tim/", {"q": "khoa giao voi co so"}).content.decode()
        assert (task.get_absolute_url() in page) is found, who


def test_hostile_words_are_only_words(client: Client, cast: Cast) -> None:
    client.force_login(cast.inspector)

    answer = client.get(
        "/tim/", {"q": "\"'; DROP TABLE <b> AND OR NOT *", "page": "99999", "year": "x"}
    )

    assert answer.status_code == 200
    assert "<b> AND" not in answer.content.decode()
