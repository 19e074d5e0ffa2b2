"""Recurring tasks: one for each period, made once, within their bounds; standing tasks' rhythm."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agencies.models import Official, Tenure
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.inbox.models import Notice
from phoihop.jobs.models import Job
from phoihop.tasks import errors, services
from phoihop.tasks.jobs import assign_recurring
from phoihop.tasks.models import Occurrence, RecurringTask, Task
from phoihop.tasks.planning import planned_tasks
from phoihop.tasks.services import RecurringFacts, UpdateFacts
from phoihop.tasks.services.recurring import last_day
from phoihop.tasks.states import state_of, unreported
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.windows import current_window, window_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()  # 16/04/2019, in the window of the second quarter


@pytest.fixture
def person(cast: Cast) -> Official:
    official = OfficialFactory.create(full_name="Lê Thu Hà")
    TenureFactory.create(official=official, agency=cast.lead_agency, title="Chuyên viên")
    return official


def add(cast: Cast, person: Official | None, **other: Any) -> RecurringTask:
    values: dict[str, Any] = {
        "title": "Chuyên mục Khoa giáo với cơ sở",
        "product": "Chuyên mục",
        "lead_agency": cast.lead_agency,
        "person_in_charge": person,
        "rule": "quarterly:20",
        "starts_on": TODAY,
        "coordinating": {cast.partner_agency: "Phát trên đài"},
    }
    by = other.pop("by", cast.issuer)
    key = other.pop("form_key", "")
    return services.add_recurring(RecurringFacts(**(values | other)), by=by, at=NOW, form_key=key)


def dues() -> list[date | None]:
    return list(Task.objects.order_by("due_on").values_list("due_on", flat=True))


def test_each_period_gets_its_task_when_its_window_begins(cast: Cast, person: Official) -> None:
    recurring = add(cast, person)
    assert dues() == [date(2019, 6, 20)]
    task = Task.objects.get()
    assert task.title == "Chuyên mục Khoa giáo với cơ sở, quý II/2019"
    assert task.coordinations.get().part == "Phát trên đài"

    for day in (date(2019, 6, 14), date(2019, 6, 15), date(2019, 6, 15), date(2019, 6, 16)):
        services.make_periods(recurring, day, at=NOW)

    assert dues() == [date(2019, 6, 20), date(2019, 9, 20)]
    assert window_of("quarterly", date(2019, 6, 20)) == (date(2019, 3, 15), date(2019, 6, 14))


def test_the_daily_job_may_run_again(cast: Cast, person: Official) -> None:
    add(cast, person, rule="monthly:25")
    payload = {"day": "2019-05-20"}
    for _time in range(2):
        assign_recurring(Job(), payload, lambda _done, _total: None)
    # Due 25/04 of the window that ran when it was entered, then 25/05; 25/06 is a window later.
    assert dues() == [date(2019, 4, 25), date(2019, 5, 27), date(2019, 6, 25)]
    assert date(2019, 5, 25).weekday() == 5  # a Saturday: moved to Monday
    assert Occurrence.objects.count() == 3


def test_nothing_is_made_after_the_end(cast: Cast, person: Official) -> None:
    recurring = add(cast, person, ends_on=date(2019, 8, 31))
    services.make_periods(recurring, date(2019, 7, 1), at=NOW)
    assert dues() == [date(2019, 6, 20)]
    other = add(cast, person, title="Việc khác")
    services.stop_recurring(other, by=cast.issuer, at=NOW)
    services.make_periods(other, date(2019, 7, 1), at=NOW)
    assert len(dues()) == 2
    with pytest.raises(errors.AlreadyStopped):
        services.stop_recurring(other, by=cast.issuer, at=NOW)


def test_of_an_agreement_it_ends_with_it_and_makes_nothing_twice(
    cast: Cast, person: Official
) -> None:
    programme = AgreementFactory.create(
        owner=cast.issuer_agency,
        parties=[cast.lead_agency],
        signed=True,
        created_by=cast.issuer,
        valid_from=date(2019, 1, 1),
        valid_to=date(2019, 8, 31),
    )
    item = ContentItemFactory.create(
        agreement=programme, lead_agency=cast.lead_agency, due_rule="quarterly:20"
    )
    recurring = add(cast, person, item=item)
    task = Task.objects.get()
    assert (task.agreement, task.line.content_line_id) == (programme, item.line_id)
    services.make_periods(recurring, date(2019, 7, 1), at=NOW)
    assert Task.objects.count() == 1  # 20/09 lies after the end of the programme
    assert [row.assigned for row in planned_tasks(programme, TODAY)] == [True]


def test_with_nobody_to_be_in_charge_it_waits_and_says_so_once(
    cast: Cast, person: Official
) -> None:
    recurring = add(cast, person, starts_on=date(2019, 6, 21))
    Tenure.objects.filter(official=person).update(valid_to=date(2019, 5, 1))
    for day in (date(2019, 7, 1), date(2019, 7, 2)):
        services.make_periods(recurring, day, at=NOW)
    assert dues() == []
    assert Notice.objects.filter(user=cast.issuer).count() == 1
    TenureFactory.create(official=person, agency=cast.lead_agency, title="Chuyên viên")
    services.make_periods(recurring, date(2019, 7, 3), at=NOW)
    assert dues() == [date(2019, 9, 20)]


def test_what_is_refused_leaves_nothing(cast: Cast, person: Official) -> None:
    foreign = ContentItemFactory.create(
        agreement=AgreementFactory.create(
            owner=cast.lead_agency, signed=True, created_by=cast.lead
        ),
        lead_agency=cast.lead_agency,
    )
    cases: list[tuple[type[Exception], dict[str, Any]]] = [
        (PermissionDenied, {"by": cast.inspector}),
        (errors.RuleRequired, {"rule": "on:2019-05-31"}),
        (errors.RuleRequired, {"rule": "monthly:"}),
        (errors.TitleRequired, {"title": ""}),
        (errors.PersonRequired, {"person_in_charge": None}),
        (errors.EndsBeforeStart, {"ends_on": TODAY - timedelta(days=1)}),
        (errors.NotOfOwnAgreement, {"item": foreign}),
        (errors.LeadCoordinates, {"coordinating": {cast.lead_agency: ""}}),
    ]
    for error, other in cases:
        with pytest.raises(error):
            add(cast, person, **other)
    assert not RecurringTask.objects.exists()
    assert not Task.objects.exists()
    recurring = add(cast, person)
    with pytest.raises(PermissionDenied):
        services.stop_recurring(recurring, by=cast.lead, at=NOW)


@pytest.mark.differs
def test_the_table_keeps_one_task_a_period(cast: Cast, person: Official) -> None:
    recurring = add(cast, person)
    made = Occurrence.objects.get()
    assert add(cast, person, form_key="k") == add(cast, person, form_key="k")
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.create(recurring=recurring, task=TaskFactory.create(), day=made.day)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecurringTask.objects.update(rule="days:10")


@pytest.mark.parametrize(
    ("rhythm", "on", "first", "last"),
    [
        ("monthly", date(2019, 6, 14), date(2019, 5, 15), date(2019, 6, 14)),
        ("monthly", date(2019, 6, 15), date(2019, 6, 15), date(2019, 7, 14)),
        ("quarterly", date(2019, 6, 20), date(2019, 6, 15), date(2019, 9, 14)),
        ("half_yearly", date(2019, 12, 20), date(2019, 12, 15), date(2020, 6, 14)),
        ("yearly", date(2019, 12, 14), date(2018, 12, 15), date(2019, 12, 14)),
        ("yearly", date(2019, 12, 15), date(2019, 12, 15), date(2020, 12, 14)),
    ],
)
def test_the_period_a_day_lies_in(rhythm: str, on: date, first: date, last: date) -> None:
    assert current_window(rhythm, on) == (first, last)


@pytest.mark.differs
def test_a_standing_task_is_reported_each_period(cast: Cast) -> None:
    task = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
        due_on=None,
        rhythm="quarterly",
    )

    def misses(on: date) -> bool:
        task.refresh_from_db()
        marked = "chưa báo cáo kỳ này" in state_of(task, on, 5).marks
        assert marked == Task.objects.filter(unreported(on)).exists()
        return marked

    services.post_update(task, UpdateFacts("Phần của đài"), by=cast.partner, at=NOW)
    assert misses(TODAY)
    services.post_update(task, UpdateFacts(nothing_arose=True), by=cast.lead, at=NOW)
    assert not misses(TODAY)
    assert not misses(date(2019, 6, 14))
    assert misses(date(2019, 6, 15))


def test_nothing_is_made_of_an_agreement_that_was_ended(cast: Cast, person: Official) -> None:
    recurring = add(cast, person)
    agreement = AgreementFactory.create(owner=cast.issuer_agency, signed=True)
    recurring.agreement = agreement
    agreement.ended_on = date(2019, 6, 1)

    assert last_day(recurring) == date(2019, 5, 31)


def test_periods_that_pass_while_nobody_is_in_charge_are_made_later(
    cast: Cast, person: Official, client: Client
) -> None:
    recurring = add(cast, person, rule="monthly:25", starts_on=date(2019, 6, 1))
    Tenure.objects.filter(official=person).update(valid_to=date(2019, 5, 1))
    for day in (date(2019, 6, 16), date(2019, 6, 28), date(2019, 7, 28)):
        services.make_periods(recurring, day, at=NOW)
    assert dues() == []
    assert Notice.objects.filter(user=cast.issuer).count() == 1
    client.force_login(cast.issuer)
    with time_machine.travel(datetime(2019, 7, 28, 8, tzinfo=NOW.tzinfo), tick=False):
        page = client.get(recurring.get_absolute_url()).content.decode()
        listed = client.get(reverse("tasks:recurring")).content.decode()
    assert "25/06/2019, 25/07/2019" in page
    assert "Chưa có người phụ trách từ 16/06/2019" in listed

    TenureFactory.create(official=person, agency=cast.lead_agency, title="Chuyên viên")
    later = datetime(2019, 7, 29, 6, 30, tzinfo=NOW.tzinfo)
    services.make_periods(recurring, later.date(), at=later)
    services.make_periods(recurring, later.date(), at=later)

    # Due ten days after they were assigned at last; the period of August is due in its own time.
    assert dues() == [date(2019, 8, 8), date(2019, 8, 8), date(2019, 8, 26)]
    assert set(Occurrence.objects.values_list("day", flat=True)) == {
        date(2019, 6, 25),
        date(2019, 7, 25),
        date(2019, 8, 25),
    }
    recurring.refresh_from_db()
    assert recurring.stuck_on is None
