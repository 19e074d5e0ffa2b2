"""Board and month: the same tasks as the list, in a fixed number of queries."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.lists.board import _ACTS, Reader, board_of
from phoihop.lists.month import month_in, month_of
from phoihop.tasks import services
from phoihop.tasks.acts import possible_acts
from phoihop.tasks.models import Task
from phoihop.tasks.services import ResultFacts
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db
ON = NOW.date()


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def led(cast: Cast, count: int = 1, **facts: Any) -> list[Task]:
    return [
        TaskFactory.create(
            assigner=cast.issuer_agency,
            lead_agency=cast.lead_agency,
            coordinating=[cast.partner_agency],
            **facts,
        )
        for _ in range(count)
    ]


def test_the_lanes_hold_what_the_list_counts(cast: Cast, client: Client) -> None:
    led(cast, 7, due_on=date(2019, 4, 1))
    [waiting] = led(cast)
    services.submit_result(waiting, ResultFacts("Xong"), by=cast.lead, at=NOW)
    led(cast, done_on=date(2019, 4, 2), percent=100)
    client.force_login(cast.issuer)

    page = client.get(reverse("lists:board") + "?state=")

    board = page.context["board"]
    lanes = {lane.key: lane for lane in board.lanes if lane.count}
    assert {key: (lane.count, len(lane.cards)) for key, lane in lanes.items()} == {
        "late": (7, 5),
        "wait": (1, 1),
    }
    assert (board.count, board.closed, lanes["late"].more) == (8, 1, 2)
    for lane in lanes.values():
        listed = client.get(reverse("tasks:list") + f"?{lane.query}").context["page"].total
        assert listed == lane.count


def test_a_card_offers_the_acts_of_the_task_s_page(cast: Cast) -> None:
    [task] = led(cast)
    services.submit_result(task, ResultFacts("Xong"), by=cast.lead, at=NOW)
    own = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.issuer_agency)
    services.submit_result(own, ResultFacts("Xong"), by=cast.issuer_leader, at=NOW)

    people = (cast.issuer, cast.issuer_leader, cast.lead, cast.partner, cast.inspector)
    for user in people:
        seen = Task.objects.visible_to(user)
        reader = Reader(user, ON, 5, QueryDict("state="), "/nhiem-vu/bang/")
        cards = [card for lane in board_of(seen, reader).lanes for card in lane.cards]
        for card in cards:
            alone = Task.objects.get(pk=card.task.pk)
            offered = {act.url.split("?")[0] for act in card.acts}
            assert offered == {
                reverse(f"tasks:{name}", args=[alone.pk])
                for name in possible_acts(user, alone, ON)
                if name in _ACTS
            }


def test_more_cards_cost_no_more_queries(
    cast: Cast, django_assert_max_num_queries: Any, client: Client
) -> None:
    led(cast, 1, due_on=date(2019, 4, 1))
    client.force_login(cast.issuer)
    client.get(reverse("lists:board"))
    with django_assert_max_num_queries(40) as captured:
        client.get(reverse("lists:board"))
    cost = len(captured)
    led(cast, 5, due_on=date(2019, 4, 1))

    with django_assert_max_num_queries(cost):
        client.get(reverse("lists:board"))


def test_an_act_leads_back_to_the_card(cast: Cast, client: Client) -> None:
    [task] = led(cast)
    client.force_login(cast.lead)
    address = reverse("tasks:accept", args=[task.pk])

    form = client.get(f"{address}?next=/nhiem-vu/bang/%23t-{task.pk}").content.decode()
    answer = client.post(address, {"next": f"/nhiem-vu/bang/#t-{task.pk}"})

    assert f'value="/nhiem-vu/bang/#t-{task.pk}"' in form
    assert answer["Location"] == f"/nhiem-vu/bang/#t-{task.pk}"
    elsewhere = client.post(
        reverse("tasks:submit", args=[task.pk]), {"result": "Xong", "next": "//evil.example/"}
    )
    assert elsewhere["Location"] == task.get_absolute_url()


@pytest.mark.differs
def test_the_month_has_whole_weeks_days_off_and_the_first_tasks_of_a_day(cast: Cast) -> None:
    led(cast, 6, due_on=date(2019, 4, 30))
    led(cast, due_on=date(2019, 5, 2))

    month = month_of(Task.objects.all(), QueryDict("state=open"), date(2019, 4, 1), ON, 5)

    assert (month.weeks[0][0].on, month.weeks[-1][-1].on) == (date(2019, 4, 1), date(2019, 5, 5))
    days = {day.on: day for week in month.weeks for day in week}
    last = days[date(2019, 4, 30)]
    assert (last.count, len(last.shown), last.more, last.is_off) == (6, 4, 2, True)
    assert QueryDict(last.query)["due_from"] == "30/04/2019"
    assert not days[date(2019, 5, 2)].is_inside
    assert (month.count, [day.on for day in month.days]) == (6, [date(2019, 4, 30)])
    assert days[date(2019, 4, 16)].is_today
    assert days[date(2019, 4, 14)].is_off


def test_the_month_keeps_the_conditions(cast: Cast, client: Client) -> None:
    led(cast, due_on=date(2019, 6, 3))
    client.force_login(cast.issuer)

    page = client.get(reverse("lists:month") + "?mine=assigned&thang=2019-06")

    assert page.context["month"].count == 1
    assert "mine=assigned&amp;thang=2019-07" in page.content.decode()
    client.force_login(cast.outsider)
    page = client.get(reverse("lists:month") + "?thang=2019-06")
    assert page.context["month"].count == 0


@pytest.mark.parametrize("text", ["", "2019", "2019-13", "0001-01", "٢٠١٩-٠١", "2019-٠a", "x-y"])
def test_a_month_that_is_none_is_this_month(text: str) -> None:
    assert month_in(text, date(2019, 4, 16)) == date(2019, 4, 1)
