"""Who is told of which act on a task, and that telling many costs what telling one costs."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.inbox.models import Follow, Notice
from phoihop.inbox.services import follow
from phoihop.tasks import errors, services
from phoihop.tasks.models import Task
from phoihop.tasks.services import ItemAssignment, ResultFacts, TaskFacts, UpdateFacts
from phoihop.tasks.tests.factories import TaskFactory

LATER = NOW + timedelta(days=1)


@pytest.fixture
def task(cast: Cast) -> Task:
    return TaskFactory.create(
        assigner=cast.issuer_agency,
        assigned_by=cast.issuer,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
    )


def told(verb: str) -> dict[User, str]:
    """{who was told of it: with which words}."""
    found = {}
    for notice in Notice.objects.select_related("user"):
        for one in notice.said:
            if one["verb"] == verb:
                found[notice.user] = one["words"]
    return found


def facts(cast: Cast, **other: Any) -> TaskFacts:
    person = OfficialFactory.create(full_name="Nguyễn Văn Phụ")
    TenureFactory.create(official=person, agency=cast.lead_agency)
    given: dict[str, Any] = {
        "title": "Tuyên truyền",
        "product": "Báo cáo",
        "lead_agency": cast.lead_agency,
        "person_in_charge": person,
        "due_on": date(2019, 5, 31),
    }
    return TaskFacts(**given | other)


def update(task: Task, by: User, words: str = "Đã mở 2 lớp", percent: int | None = 40) -> None:
    services.post_update(task, UpdateFacts(words, percent), by=by, at=NOW)


def submit(task: Task, cast: Cast) -> None:
    services.submit_result(task, ResultFacts("Đã xong 2 lớp"), by=cast.lead, at=NOW)


@pytest.mark.differs
def test_a_new_task_is_told_to_who_has_to_do_it(cast: Cast) -> None:
    given = facts(cast, coordinating={cast.partner_agency: "Phát trên đài"})
    person = UserFactory.create(agency=cast.lead_agency, official=given.person_in_charge)

    task = services.assign_task(given, by=cast.issuer, at=NOW)

    assert set(told("tasks.assigned")) == {cast.lead, person}
    assert set(told("tasks.coordinating")) == {cast.partner}
    assert set(Notice.objects.values_list("is_duty", flat=True)) == {True}
    followers = Follow.objects.filter(object_id=task.pk).values_list("user", "agency")
    assert set(followers) == {
        (cast.issuer.pk, cast.issuer_agency.pk),
        (person.pk, cast.lead_agency.pk),
    }


def test_many_tasks_of_an_agreement_cost_what_one_costs(cast: Cast) -> None:
    person = facts(cast).person_in_charge
    agreement = AgreementFactory.create(
        owner=cast.issuer_agency,
        created_by=cast.issuer,
        parties=[cast.lead_agency, cast.partner_agency],
        signed=True,
    )

    def assign(count: int, day: int) -> int:
        items = [
            ContentItemFactory.create(agreement=agreement, lead_agency=cast.lead_agency)
            for _ in range(count)
        ]
        due = date(2019, 6, day)
        wanted = [ItemAssignment(item, person, due) for item in items]
        with CaptureQueriesContext(connection) as queries:
            services.assign_from_items(agreement, wanted, by=cast.issuer, at=NOW)
        return sum('"inbox_' in query["sql"] for query in queries)

    one = assign(1, 1)
    assert assign(9, 2) == one
    assert len(told("tasks.assigned")) == 1
    assert Notice.objects.count() == 10


def test_five_updates_are_one_notice(cast: Cast, task: Task) -> None:
    follow(cast.issuer, task, NOW)
    for number in range(5):
        update(task, cast.lead, f"Tuần {number}", 10 * number)

    notice = Notice.objects.get()
    assert (notice.user, notice.count, notice.is_duty) == (cast.issuer, 5, False)
    assert notice.said[0]["words"] == "Tuần 4"


def test_followers_hear_of_every_act(cast: Cast, task: Task) -> None:
    follow(cast.partner, task, NOW)
    services.accept_task(task, by=cast.lead, at=NOW)
    update(task, cast.lead)
    submit(task, cast)
    services.take_back_submission(task, by=cast.lead, at=NOW)
    submit(task, cast)
    services.confirm_task(task, by=cast.issuer, at=LATER, remark="Tốt")

    notice = Notice.objects.get(user=cast.partner)
    assert {one["verb"] for one in notice.said} == {
        "tasks.accepted",
        "tasks.updated",
        "tasks.submitted",
        "tasks.taken_back",
        "tasks.confirmed",
    }
    assert not notice.is_duty  # to follow is no duty
    assert told("tasks.confirmed")[cast.lead] == "Tốt"


def test_a_submitted_result_is_told_to_who_assigned_the_task(cast: Cast, task: Task) -> None:
    submit(task, cast)

    assert told("tasks.submitted") == {cast.issuer: "Đã xong 2 lớp"}
    assert Notice.objects.get().is_duty


def test_a_returned_result_comes_with_the_reason(cast: Cast, task: Task) -> None:
    submit(task, cast)
    Notice.objects.all().delete()

    services.return_task(task, reason="Thiếu danh sách lớp", by=cast.issuer, at=LATER)

    assert told("tasks.returned") == {cast.lead: "Thiếu danh sách lớp"}
    assert Notice.objects.get().is_duty


def test_a_halt_is_told_to_all_agencies_that_work(cast: Cast, task: Task) -> None:
    services.suspend_task(task, reason="Chờ kinh phí", by=cast.issuer, at=NOW)
    assert told("tasks.suspended") == dict.fromkeys([cast.lead, cast.partner], "Chờ kinh phí")

    services.resume_task(task, by=cast.issuer, at=LATER)
    services.withdraw_task(task, reason="Trùng việc", by=cast.issuer, at=LATER)
    assert set(told("tasks.resumed")) == {cast.lead, cast.partner}
    assert told("tasks.withdrawn") == dict.fromkeys([cast.lead, cast.partner], "Trùng việc")


def test_a_refused_act_tells_nobody(cast: Cast, task: Task) -> None:
    with pytest.raises(errors.NothingWaits):
        services.return_task(task, reason="Chưa đủ", by=cast.issuer, at=NOW)
    with pytest.raises(errors.WordsRequired):
        update(task, cast.lead, words=" ")

    assert not Notice.objects.exists()


def test_who_is_put_in_charge_is_told_and_follows(cast: Cast, task: Task) -> None:
    person = OfficialFactory.create()
    account = UserFactory.create(agency=cast.lead_agency, official=person)

    services.change_person(task, person, by=cast.lead, at=NOW)

    assert set(told("tasks.person_changed")) == {account}
    assert Follow.objects.get().user == account


def test_telling_costs_the_same_with_one_and_with_many_followers(cast: Cast, task: Task) -> None:
    def cost(percent: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            update(task, cast.lead, percent=percent)
        return len(queries)

    follow(cast.issuer, task, NOW)
    update(task, cast.lead)  # the first report accepts the task as well
    one = cost(10)
    for user in UserFactory.create_batch(15, agency=cast.issuer_agency):
        follow(user, task, NOW)

    assert cost(20) == one
