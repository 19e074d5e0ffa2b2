"""The list of tasks: filters, the first look, what it costs."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from conftest import Cast
from phoihop.tasks.models import Task
from phoihop.tasks.services.common import put_in_search
from phoihop.tasks.tests.addresses import url
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "late"}, {"quá hạn"}),
        ({"state": "attention"}, {"quá hạn"}),
        ({"state": "open"}, {"quá hạn", "trong hạn"}),
        ({"mine": "assigned"}, {"quá hạn", "trong hạn"}),
        ({"mine": "owed"}, set()),
        ({"mine": "led"}, set()),
        ({"mine": "partner"}, set()),
        ({"mine": "waiting"}, set()),
        ({"q": "kiem tra qua han"}, {"quá hạn"}),
        ({"q": "không có"}, set()),
        ({"q": "!!!"}, set()),
        ({"due_to": "15/04/2019"}, {"quá hạn"}),
        ({"due_from": "16/04/2019"}, {"trong hạn"}),
    ],
)
def test_filters(cast: Cast, client: Client, query: dict[str, str], found: set[str]) -> None:
    for name, due in (("quá hạn", "2019-04-10"), ("trong hạn", "2019-06-30")):
        task = TaskFactory.create(
            title=f"Kiểm tra {name}",
            assigner=cast.issuer_agency,
            due_on=date.fromisoformat(due),
        )
        put_in_search([task])
    client.force_login(cast.issuer)

    page = client.get(url("list"), query)

    shown = {line.task.title.removeprefix("Kiểm tra ") for line in page.context["lines"]}
    assert shown == found
    assert page.context["page"].total == len(found)


def test_a_wrong_filter_is_said_and_the_list_stays(cast: Cast, client: Client) -> None:
    TaskFactory.create(assigner=cast.issuer_agency)
    client.force_login(cast.issuer)

    response = client.get(url("list"), {"due_to": "31/02/2020"})

    assert response.status_code == 422
    assert "Ngày không hợp lệ" in response.content.decode()
    assert response.context["page"].total == 1


def test_htmx_gets_the_list_alone(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)

    page = client.get(f"{url('list')}?state=", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in page
    assert "Chưa có nhiệm vụ nào" in page


def test_the_list_begins_with_what_is_not_finished(cast: Cast, client: Client, task: Task) -> None:
    done = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        done_on=date(2019, 4, 1),
        percent=100,
    )
    client.force_login(cast.issuer)

    def shown(query: str) -> list[int]:
        return [row.pk for row in client.get(url("list") + query).context["page"].rows]

    assert shown("") == [task.pk]
    assert sorted(shown("?state=")) == sorted([task.pk, done.pk])
    assert shown("?state=finished") == [done.pk]
    page = client.get(url("list"))
    [chip] = page.context["chips"]
    assert chip.query == "?state="
    assert next(here for *_rest, here in page.context["tabs"])
    task.delete()
    assert "Không còn nhiệm vụ nào chưa hoàn thành" in client.get(url("list")).content.decode()


def test_the_list_costs_the_same_at_10_and_at_1000_rows(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    first = TaskFactory.create_batch(
        10, assigner=cast.issuer_agency, coordinating=[cast.partner_agency]
    )
    client.force_login(cast.issuer)
    client.get(url("list"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(url("list"))

    _copies(first[0], 990)

    with django_assert_num_queries(LIST_QUERIES):
        page = client.get(url("list"))
    assert page.context["page"].total == 1000


LIST_QUERIES = 16


def _copies(task: Task, count: int) -> None:
    fields = [f.attname for f in Task._meta.concrete_fields if f.attname not in {"id", "due_sort"}]
    values = {name: getattr(task, name) for name in fields}
    made = Task.objects.bulk_create(
        Task(**(values | {"code": f"B-{n}", "form_key": f"b-{n}"})) for n in range(count)
    )
    viewer = task.viewers.model
    viewer.objects.bulk_create(
        viewer(task=copy, agency_id=task.assigner_id, level=3) for copy in made
    )
