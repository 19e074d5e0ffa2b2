"""The programme's page: numbers that open their rows, the phone's view, what it costs."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import Cast
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.tasks.tests import story
from phoihop.tasks.tests.addresses import url
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]


@time_machine.travel(story.at("2019-12-20"), tick=False)
def test_every_number_of_the_programme_opens_as_many_rows(client: Client) -> None:
    year = story.assigned_year()
    story.live(year, "2019-12-20")
    client.force_login(year.specialist)
    page = client.get(url("programme", year.programme.pk)).content.decode()

    assert "6</a>/" in page
    assert "60,0\u202f%" in page
    assert "50,0\u202f%" in page
    assert "94\u202f%" in page
    assert page.count('data-role="lead"') == 8
    assert page.count('data-role="partner"') == 15
    assert page.count('data-role="none"') == 81
    assert "Không chủ trì nhiệm vụ nào" in page
    counts = {
        "state=live": 11, "state=finished": 9, "state=done": 6, "state=donelate": 3,
        "state=late": 1, "state=wait": 1, "figure=current": 10, "figure=current_met": 6,
        "figure=first": 10, "figure=first_met": 5,
    }  # fmt: skip
    for query, count in counts.items():
        listed = client.get(f"{url('list')}?programme={year.programme.pk}&{query}")
        assert listed.context["page"].total == count, query


def test_the_phones_view_shows_the_chosen_agency(client: Client) -> None:
    year = story.assigned_year()
    client.force_login(year.contacts[2])
    a8 = year.agencies[8]

    own = client.get(url("programme", year.programme.pk))
    asked = client.get(url("programme", year.programme.pk), {"agency": a8.pk})

    assert own.context["chosen"].agency == year.agencies[2]
    assert asked.context["chosen"].agency == a8
    assert len(asked.context["cells"]) == 4


def test_the_matrix_costs_the_same_with_2_and_with_30_contents(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency,
        parties=[cast.lead_agency, cast.partner_agency],
        signed=True,
        created_by=cast.issuer,
    )
    client.force_login(cast.issuer)

    def add(count: int) -> None:
        for _ in range(count):
            item = ContentItemFactory.create(
                agreement=agreement,
                lead_agency=cast.lead_agency,
                coordinating=[cast.partner_agency],
            )
            TaskFactory.create(
                assigner=cast.issuer_agency,
                lead_agency=cast.lead_agency,
                coordinating=[cast.partner_agency],
                agreement=agreement,
                content_line=item.line,
                due_on=date(2019, 4, 1),
            )

    add(2)
    client.get(url("programme", agreement.pk))
    with django_assert_num_queries(MATRIX_QUERIES):
        client.get(url("programme", agreement.pk))
    add(28)
    with django_assert_num_queries(MATRIX_QUERIES):
        page = client.get(url("programme", agreement.pk))
    assert len(page.context["matrix"].rows) == 30


MATRIX_QUERIES = 16
