"""Pictures: each number is that of the list it opens, and nothing is drawn that one may not see."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import Cast
from phoihop.pictures.figure import step_of
from phoihop.pictures.trend import trend_of
from phoihop.tasks.models import Task, TaskHolding
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.tests.story import Year, assigned_year, live
from phoihop.ui import clock

ON = date(2019, 12, 20)


@pytest.fixture
def year(db: None, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A programme with its eleven tasks, as it stood on 20/12/2019."""
    made = assigned_year()
    live(made, "2019-12-20")
    monkeypatch.setattr(clock, "today", lambda: ON)
    return made


def links_of(page: str) -> list[tuple[int, str]]:
    """(number shown, address) of the links in the tables behind the pictures."""
    found = re.findall(r'<a href="(/nhiem-vu/[^"]*)" aria-label="[^"]*">\(?(\d+)\*?\)?</a>', page)
    return [(int(number), address.replace("&amp;", "&")) for address, number in found]


def count_of(client: Client, address: str) -> int:
    """How many tasks the list of that address holds."""
    total: int = client.get(address).context["page"].total
    return total


def test_every_number_of_trend_and_load_opens_its_rows(year: Year, client: Client) -> None:
    client.force_login(year.specialist)
    agency = year.agencies[8]

    page = client.get(f"/bieu-do/co-quan/{agency.pk}/").content.decode()
    numbers = links_of(page)

    assert len(numbers) >= 8
    for number, address in numbers:
        assert count_of(client, address) == number, address
    overview = client.get("/bieu-do/").content.decode()
    loads = [(n, a) for n, a in links_of(overview) if "lead=" in a]
    assert len(loads) >= 15
    for number, address in loads:
        assert count_of(client, address) == number, address


def test_the_heat_map_repeats_the_matrix(year: Year, client: Client) -> None:
    client.force_login(year.specialist)

    answer = client.get(f"/bieu-do/chuong-trinh/{year.programme.pk}/")
    page, heat = answer.content.decode(), answer.context["heat"]

    matrix = heat.data
    cells = [cell for row in matrix.rows for cell in row.cells if cell.percent is not None]
    linked = re.findall(
        r'<a href="/nhiem-vu/\?programme[^"]*" aria-label="[^"]*">(\d+)\*?</a>', page
    )
    assert sorted(map(int, linked)) == sorted(cell.percent for cell in cells)
    late = sum("late" in cell.marks for cell in cells)
    assert late > 0
    assert page.count('class="late-edge"') == 2 * late  # wide, and for a phone
    assert f"{late} ô có nhiệm vụ quá hạn" in heat.title
    for row in matrix.rows:
        for cell in row.cells:
            if cell.percent is not None:
                assert count_of(client, f"/nhiem-vu/{cell.query}") == cell.tasks


@pytest.mark.differs
def test_the_trend_counts_both_figures_by_quarter_and_month(year: Year) -> None:
    agency = year.agencies[8]
    tasks = Task.objects.all()

    quarters = {one.name: one for one in trend_of(agency, tasks, ON, "quarter")}
    assert list(quarters)[-1] == "IV/2019"
    assert len(quarters) == 8
    shown = {name: (one.current.met, one.current.of) for name, one in quarters.items()}
    assert shown["I/2019"] == (1, 1)
    assert shown["II/2019"] == (0, 1)
    assert sum(of for _met, of in shown.values()) == sum(
        one.current.of for one in trend_of(agency, tasks, ON, "month")
    )
    # An extension moves the task to the period of its new due date in one figure only.
    extended = year.task("T2")
    lead = extended.lead_agency
    moved = {one.name: one for one in trend_of(lead, tasks, ON, "quarter")}
    assert moved["II/2019"].by_first.of == 1
    assert moved["II/2019"].current.of < moved["III/2019"].current.of


def test_a_delay_stays_with_who_held_the_task(cast: Cast) -> None:
    task = TaskFactory.create(lead_agency=cast.lead_agency, assigner=cast.issuer_agency)
    holding = task.holdings.get()
    holding.valid_to = date(2019, 7, 1)
    holding.save()
    TaskHolding.objects.create(task=task, agency=cast.partner_agency, valid_from=date(2019, 7, 1))
    Task.objects.filter(pk=task.pk).update(lead_agency=cast.partner_agency)

    def missed(agency: Any) -> int:
        return sum(one.current.of for one in trend_of(agency, Task.objects.all(), ON, "quarter"))

    assert (missed(cast.lead_agency), missed(cast.partner_agency)) == (1, 0)


def test_nothing_is_drawn_that_one_may_not_see(year: Year, cast: Cast, client: Client) -> None:
    client.force_login(cast.outsider)

    assert client.get(f"/bieu-do/chuong-trinh/{year.programme.pk}/").status_code == 404
    page = client.get(f"/bieu-do/co-quan/{year.agencies[8].pk}/")
    assert (page.context["trend"], page.context["load"]) == (None, None)
    overview = client.get("/bieu-do/")
    assert (overview.context["trend"], overview.context["load"]) == (None, None)
    assert not overview.context["programmes"]
    # A party sees the tasks of the programme, and the same picture of them.
    client.force_login(year.contacts[1])
    seen = client.get(f"/bieu-do/co-quan/{year.agencies[8].pk}/")
    assert seen.context["trend"] is not None


def test_pictures_say_what_they_show_without_colour(year: Year, client: Client) -> None:
    client.force_login(year.specialist)

    page = client.get(f"/bieu-do/co-quan/{year.agencies[8].pk}/?by=month").content.decode()

    assert page.count('role="img"') == 4  # each wide and for a phone
    for title, desc in re.findall(r'aria-labelledby="([\w-]+) ([\w-]+)"', page):
        assert f'id="{title}"' in page
        assert f'id="{desc}"' in page
    assert "style=" not in page.partition("<main")[2]
    assert "Đúng hạn" in page
    assert "Tháng nhiều nhiệm vụ nhất" in page
    assert page.count("<details") >= 2


@pytest.mark.parametrize("query", ["?year=x&by=y", "?year=99999999999", "?year=0", "?by=month"])
def test_odd_addresses_are_no_faults(cast: Cast, client: Client, query: str) -> None:
    client.force_login(cast.issuer)
    assert client.get(f"/bieu-do/{query}").status_code == 200


def test_queries_do_not_grow_with_tasks(cast: Cast, client: Client) -> None:
    client.force_login(cast.issuer)

    def asked() -> int:
        client.get("/bieu-do/?year=2019")
        with CaptureQueriesContext(connection) as seen:
            client.get("/bieu-do/?year=2019")
        return len(seen)

    TaskFactory.create_batch(2, assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    few = asked()
    TaskFactory.create_batch(20, assigner=cast.issuer_agency)
    assert asked() == few


def test_steps_of_one_hue() -> None:
    assert [step_of(value, 100) for value in (0, 19, 20, 59, 80, 100)] == [1, 1, 2, 3, 5, 5]
