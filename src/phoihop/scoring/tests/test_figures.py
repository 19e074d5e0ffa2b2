"""Figures per agency: every number is the number of its rows, a delay is of who held the task."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agencies.models import Agency, AgencyAncestor
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.scoring import reviewing
from phoihop.scoring.overview import AgencyRow
from phoihop.scoring.reviewing import late_for, may_be_late
from phoihop.tasks import agency_figures
from phoihop.tasks.agency_figures import Period, having_figures
from phoihop.tasks.matrix import build_matrix
from phoihop.tasks.models import Task
from phoihop.tasks.services import LeadFacts, change_lead
from phoihop.tasks.tests import story
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db
ON = NOW.date()


def told(rate: Any) -> tuple[int, int]:
    return rate.rate.met, rate.rate.of


def test_the_year_of_the_story(client: Client) -> None:
    year = story.assigned_year()
    story.live(year, "2019-12-20")
    client.force_login(year.specialist)
    address = reverse("scoring:agencies") + f"?programme={year.programme.pk}"

    with time_machine.travel(story.at("2019-12-20"), tick=False):
        answer = client.get(address)
        rows: dict[Any, AgencyRow] = {row.agency: row for row in answer.context["rows"]}
        total: AgencyRow = answer.context["total"]

        assert told(rows[year.agencies[8]].current) == told(rows[year.agencies[8]].first) == (2, 3)
        assert (told(rows[year.agencies[2]].current), told(rows[year.agencies[2]].first)) == (
            (1, 1),
            (0, 1),
        )
        assert told(rows[year.agencies[5]].current) == told(rows[year.agencies[5]].first) == (0, 1)
        for number in (7, 10, 11, 12):
            assert rows[year.agencies[number]].leads_none
        assert (told(total.current), told(total.first)) == ((6, 10), (5, 10))
        # These four, and the board itself.
        assert answer.content.decode().count("Không chủ trì nhiệm vụ nào") == 5
        assert "60,0" in answer.content.decode()
        for row in [*rows.values(), total]:
            for number, query in (
                (row.total.count, row.total.query),
                (row.late.count, row.late.query),
                (row.current.rate.met, row.current.met_query),
                (row.current.rate.of, row.current.of_query),
                (row.first.rate.met, row.first.met_query),
                (row.first.rate.of, row.first.of_query),
            ):
                if not number:  # shown without a link
                    continue
                listed = client.get(reverse("tasks:list") + f"?{query}").context["page"].total
                assert listed == number, query


def test_only_what_may_be_late_is_asked_about(cast: Cast) -> None:
    """The page of a task asks whose delay it is only where there is one."""
    late, on_time = date(2019, 4, 1), date(2019, 4, 30)
    done = {"done_on": date(2019, 4, 5), "percent": 100}
    facts: list[dict[str, Any]] = [
        {"due_on": late},
        {"due_on": late, "submitted_on": ON},
        {"due_on": late, **done},
        {"due_on": on_time, **done},
        {"due_on": on_time, "first_due_on": late},
        {"due_on": on_time},
        {"due_on": late, "suspended_on": ON, "stop_reason": "Chờ"},
        {"due_on": late, "withdrawn_on": ON, "stop_reason": "Thôi"},
    ]
    for one in facts:
        TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency, **one)

    for deadline, count in (("current", 2), ("first", 3)):
        counted = late_for(Task.objects.all(), cast.lead_agency, deadline, ON)
        asked = {task.pk for task in Task.objects.all() if may_be_late(task, deadline, ON)}
        assert asked == set(counted.values_list("pk", flat=True))
        assert len(asked) == count


@pytest.mark.differs
@pytest.mark.parametrize("few", [0, 2000])
def test_the_agencies_are_the_same_however_they_are_asked_for(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(agency_figures, "_FEW", few)
    led = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, due_on=date(2019, 4, 10)
    )
    led.holdings.update(valid_to=date(2019, 4, 12))
    led.holdings.create(agency=cast.partner_agency, valid_from=date(2019, 4, 13))
    Task.objects.update(lead_agency=cast.partner_agency)
    TaskFactory.create(lead_agency=cast.issuer_agency, due_on=date(2019, 6, 1))
    april = Period(date(2019, 4, 1), date(2019, 4, 30))

    found = Agency.objects.filter(having_figures(Task.objects.all(), april))

    assert set(found) == {cast.lead_agency, cast.partner_agency}


@pytest.mark.differs
def test_a_delay_stays_with_who_held_the_task_on_its_due_day(cast: Cast, client: Client) -> None:
    late = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, due_on=date(2019, 4, 10)
    )
    late.holdings.update(valid_to=date(2019, 4, 12))
    late.holdings.create(agency=cast.partner_agency, valid_from=date(2019, 4, 13))
    Task.objects.update(lead_agency=cast.partner_agency)
    client.force_login(cast.issuer)

    with time_machine.travel(NOW, tick=False):
        rows = {row.agency: row for row in client.get(reverse("scoring:agencies")).context["rows"]}
        new = client.get(reverse("tasks:list") + f"?lead={cast.partner_agency.pk}&state=late")
        without = client.get(
            reverse("tasks:list") + f"?lead={cast.partner_agency.pk}&state=late&inherited=without"
        )
        old = client.get(reverse("scoring:agency", args=[cast.lead_agency.pk]))

    assert told(rows[cast.lead_agency].current) == (0, 1)
    assert told(rows[cast.partner_agency].current) == (0, 0)
    assert rows[cast.partner_agency].late.count == 1
    assert "nhận kế thừa" in new.content.decode()
    assert without.context["page"].total == 0
    assert [line.task for line in old.context["lines"]] == [late]


def test_the_programme_gives_a_delay_to_who_held_the_task(client: Client) -> None:
    """Also where that agency leads no task of the programme any more."""
    year = story.assigned_year()
    task = year.task("T2")  # due on 20/06
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=year.agencies[12])
    at = story.at("2019-06-25")
    facts = LeadFacts(year.agencies[12], official, "Phân công lại")
    change_lead(task, facts, by=year.specialist, at=at)
    client.force_login(year.specialist)

    matrix = build_matrix(year.programme, year.specialist, at.date(), 5)
    with time_machine.travel(at, tick=False):
        page = client.get(reverse("tasks:programme", args=[year.programme.pk])).content.decode()

    columns = {column.agency: column.figures for column in matrix.columns if column.figures}
    old = columns[year.agencies[2]]
    assert (old.total, old.current.met, old.current.of) == (0, 0, 1)
    of = [figures.current.of for figures in columns.values()]
    assert sum(of) == matrix.figures.current.of
    assert "0/1 = 0,0" in page


def test_what_an_agency_asked_it_reads_when_it_leads_the_task_no_more(
    cast: Cast, client: Client
) -> None:
    AgencyAncestor.objects.create(ancestor=cast.issuer_agency, agency=cast.outside_agency, depth=1)
    task = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=cast.outside_agency)
    at = NOW.replace(month=6, day=10)
    facts = LeadFacts(cast.outside_agency, official, "Phân công lại")
    change_lead(task, facts, by=cast.issuer, at=at)
    asked = reviewing.ask_again(task, "current", words="Đã xin lùi hạn", by=cast.lead, at=at)
    reviewing.answer_row(asked, is_accepted=False, answer="Không căn cứ", by=cast.issuer, at=at)
    address = reverse("scoring:agency", args=[cast.lead_agency.pk])

    with time_machine.travel(at, tick=False):
        client.force_login(cast.lead)
        figures = client.get(address).content.decode()
        first = client.get(address, {"theo": "first"}).content.decode()
        course = client.get(task.get_absolute_url()).content.decode()
        client.force_login(cast.partner)
        others = client.get(address).content.decode()

    for page in (figures, course):
        assert "Đã xin lùi hạn" in page
        assert "Không căn cứ" in page
    again = f"{reverse('scoring:ask_again', args=[task.pk])}?theo="
    assert "Đã đề nghị" in figures
    assert f"{again}current" not in figures
    assert f"{again}first" in first
    assert "Đã xin lùi hạn" not in others


def test_a_period_narrows_every_number(cast: Cast, client: Client) -> None:
    for day in (date(2019, 3, 20), date(2019, 4, 10), date(2019, 5, 31)):
        TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency, due_on=day)
    client.force_login(cast.issuer)
    address = reverse("scoring:agency", args=[cast.lead_agency.pk])

    with time_machine.travel(NOW, tick=False):
        row = client.get(f"{address}?tu=01/04/2019&den=30/04/2019").context["row"]
        listed = client.get(reverse("tasks:list") + f"?{row.current.of_query}").context["page"]
        wrong = client.get(f"{address}?tu=31/02/2019")

    assert (row.total.count, told(row.current), listed.total) == (1, (0, 1), 1)
    assert wrong.status_code == 422
    assert "31/02/2019" in wrong.content.decode()


def test_more_agencies_cost_no_more_queries(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    TaskFactory.create(assigner=cast.issuer_agency)
    client.force_login(cast.issuer)
    address = reverse("scoring:agencies")
    client.get(address)
    with django_assert_max_num_queries(40) as captured:
        client.get(address)
    cost = len(captured)
    TaskFactory.create_batch(20, assigner=cast.issuer_agency)

    with django_assert_max_num_queries(cost):
        assert len(client.get(address).context["rows"]) == 21


def test_pages_by_key_with_the_total_of_all(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    """Every agency stands on one page alone; the total is of all, and so is each number's list."""
    TaskFactory.create_batch(60, assigner=cast.issuer_agency)
    worst = AgencyFactory.create(name="Xã Yên Bình")
    for day in (date(2019, 4, 1), date(2019, 4, 2)):
        TaskFactory.create(assigner=cast.issuer_agency, lead_agency=worst, due_on=day)
    client.force_login(cast.issuer)
    address = reverse("scoring:agencies")

    with time_machine.travel(NOW, tick=False):
        first = client.get(address)
        second = client.get(address + first.context["page"].next_query)
        back = client.get(address + second.context["page"].previous_query)
        listed = client.get(reverse("tasks:list") + f"?{first.context['total'].total.query}")
        late = client.get(f"{address}?xep=qua-han")
        on_late = client.get(address + late.context["page"].next_query)
        named = client.get(f"{address}?q=yen+binh")
        nobody = client.get(f"{address}?q=khong+co")

    def shown(answer: Any) -> list[int]:
        return [row.agency.pk for row in answer.context["rows"]]

    assert (len(shown(first)), len(shown(second))) == (50, 11)
    assert not set(shown(first)) & set(shown(second))
    assert shown(back) == shown(first)
    for answer in (first, second, late, named):
        assert answer.context["total"].total.count == 62
        assert told(answer.context["total"].current) == (0, 2)
    assert listed.context["page"].total == 62
    assert shown(late)[0] == worst.pk
    assert not set(shown(late)) & set(shown(on_late))
    assert len(shown(late)) + len(shown(on_late)) == 61
    assert shown(named) == [worst.pk]
    assert named.context["rows"][0].late.count == 2
    assert "Không có cơ quan nào tên như vậy" in nobody.content.decode()


def test_the_page_of_an_agency_reckons_of_its_tasks_alone(cast: Cast, client: Client) -> None:
    TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, due_on=date(2019, 4, 1)
    )
    client.force_login(cast.issuer)
    with (
        time_machine.travel(NOW, tick=False),
        CaptureQueriesContext(connection) as captured,
    ):
        row = client.get(reverse("scoring:agency", args=[cast.lead_agency.pk])).context["row"]

    assert (row.total.count, told(row.current)) == (1, (0, 1))
    counting = [q["sql"] for q in captured if " GROUP BY " in q["sql"] and "FILTER" in q["sql"]]
    assert len(counting) == 3
    for sql in counting:
        assert f"({cast.lead_agency.pk})" in sql
