"""One act on many tasks: the same rules as the single act, and as few statements as for a few."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, Cast
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.inbox.models import Notice
from phoihop.tasks import errors, services
from phoihop.tasks.models import Task
from phoihop.tasks.services import ResultFacts
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db
LATER = date(2019, 7, 31)


def led(cast: Cast, **facts: Any) -> Task:
    return TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency, **facts)


def handed_in(cast: Cast, count: int) -> list[Task]:
    tasks = [led(cast) for _ in range(count)]
    for task in tasks:
        services.submit_result(task, ResultFacts("Xong"), by=cast.lead, at=NOW)
    return tasks


def keys(*tasks: Task) -> list[int]:
    return [task.pk for task in tasks]


@pytest.mark.differs
def test_results_are_confirmed_together_and_the_others_say_why_not(cast: Cast) -> None:
    one, two = handed_in(cast, 2)
    open_task = led(cast)
    foreign = TaskFactory.create(lead_agency=cast.lead_agency)
    services.submit_result(foreign, ResultFacts("Xong"), by=cast.lead, at=NOW)

    outcome = services.confirm_many(
        keys(one, two, open_task, foreign), by=cast.issuer, at=NOW, remark="Tốt"
    )

    assert {task.pk for task in outcome.done} == {one.pk, two.pk}
    assert {task.pk: why for task, why in outcome.skipped} == {
        open_task.pk: str(errors.NothingWaits()),
        foreign.pk: str(errors.NotYours()),
    }
    for task in (one, two):
        task.refresh_from_db()
        assert (task.done_on, task.percent, task.submitted_on) == (NOW.date(), 100, None)
        assert task.submissions.get().remark == "Tốt"
    assert Event.objects.filter(verb="task.confirmed").count() == 2
    foreign.refresh_from_db()
    assert foreign.done_on is None
    assert Notice.objects.filter(user=cast.lead, object_id=one.pk).exists()


def test_the_same_history_as_one_by_one(cast: Cast) -> None:
    alone, together = handed_in(cast, 2)
    services.confirm_task(alone, by=cast.issuer, at=NOW, remark="Tốt")
    services.confirm_many([together.pk], by=cast.issuer, at=NOW, remark="Tốt")

    def said(task: Task) -> set[tuple[str, object, object]]:
        event = Event.objects.get(verb="task.confirmed", object_id=task.pk)
        return {(row.field, row.old, row.new) for row in event.changes.all()}

    assert {row for row in said(together) if row[0] != "done_on"} == {
        row for row in said(alone) if row[0] != "done_on"
    }
    assert ("done_on", None, NOW.date().isoformat()) in said(together)


def test_nobody_confirms_the_own_work_among_many(cast: Cast) -> None:
    own = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.issuer_agency)
    services.submit_result(own, ResultFacts("Xong"), by=cast.issuer_leader, at=NOW)

    outcome = services.confirm_many([own.pk], by=cast.issuer_leader, at=NOW)

    assert outcome.done == []
    assert services.confirm_many([own.pk], by=cast.outsider, at=NOW).done == []
    own.refresh_from_db()
    assert own.done_on is None


def test_results_are_returned_with_one_reason(cast: Cast) -> None:
    tasks = handed_in(cast, 2)
    with pytest.raises(errors.ReasonRequired):
        services.return_many(keys(*tasks), reason="  ", by=cast.issuer, at=NOW)

    outcome = services.return_many(keys(*tasks), reason="Thiếu số liệu", by=cast.issuer, at=NOW)

    assert len(outcome.done) == 2
    tasks[0].refresh_from_db()
    assert (tasks[0].submitted_on, tasks[0].returned_on) == (None, NOW.date())
    assert tasks[0].submissions.get().reason == "Thiếu số liệu"


def test_tasks_are_suspended_resumed_and_withdrawn(cast: Cast) -> None:
    one, two = led(cast), led(cast)
    done = led(cast, done_on=date(2019, 4, 1), percent=100)

    stopped = services.suspend_many(
        keys(one, two, done), reason="Chờ kinh phí", by=cast.issuer, at=NOW
    )
    assert [why for _task, why in stopped.skipped] == [str(errors.TaskClosed())]
    resumed = services.resume_many(keys(one, done), by=cast.issuer, at=NOW)
    assert [task.pk for task in resumed.done] == [one.pk]
    gone = services.withdraw_many(keys(one, two), reason="Nhầm", by=cast.issuer, at=NOW)

    assert len(gone.done) == 2
    one.refresh_from_db()
    assert (one.suspended_on, one.withdrawn_on, one.stop_reason) == (None, NOW.date(), "Nhầm")
    refused = services.withdraw_many(keys(two), reason="Nhầm", by=cast.lead, at=NOW)
    assert [why for _task, why in refused.skipped] == [str(errors.NotYours())]


def test_only_who_approves_extensions_moves_due_dates_and_only_later(cast: Cast) -> None:
    one, late = led(cast), led(cast, due_on=date(2019, 8, 31))
    standing = led(cast, due_on=None, first_due_on=None, rhythm="monthly")
    wanted: Any = {"due_on": LATER, "reason": "Trùng đợt thi"}

    by_specialist = services.move_due_many(keys(one), **wanted, by=cast.issuer, at=NOW)
    outcome = services.move_due_many(
        keys(one, late, standing), **wanted, by=cast.issuer_leader, at=NOW
    )

    assert [why for _task, why in by_specialist.skipped] == [str(errors.NotYours())]
    assert [task.pk for task in outcome.done] == [one.pk]
    assert {why for _task, why in outcome.skipped} == {
        str(errors.DueNotLater()),
        str(errors.NoDueToMove()),
    }
    one.refresh_from_db()
    assert (one.due_on, one.first_due_on) == (LATER, date(2019, 5, 31))
    assert [row.due_on for row in one.dues.all()] == [date(2019, 5, 31), LATER]


def test_another_person_is_put_in_charge_and_back(cast: Cast) -> None:
    official, elsewhere = OfficialFactory.create(), OfficialFactory.create()
    TenureFactory.create(official=official, agency=cast.lead_agency)
    one, two = led(cast), led(cast)
    for task in (one, two):
        TenureFactory.create(official=task.person_in_charge, agency=cast.lead_agency)
    before = {task.pk: task.person_in_charge_id for task in (one, two)}

    wrong = services.change_person_many(keys(one), elsewhere, by=cast.lead, at=NOW)
    assert [why for _task, why in wrong.skipped] == [str(errors.PersonElsewhere())]
    outcome = services.change_person_many(keys(one, two), official, by=cast.lead, at=NOW)
    assert outcome.before == before
    Task.objects.filter(pk=two.pk).update(person_in_charge=before[one.pk])
    back = services.give_back_many(before, given=official.pk, by=cast.lead, at=NOW)

    assert [task.pk for task in back.done] == [one.pk]
    assert [why for _task, why in back.skipped] == [str(errors.PersonChangedAgain())]


def test_thirty_tasks_cost_as_many_statements_as_three(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    UserFactory.create(agency=cast.lead_agency)
    few, many = handed_in(cast, 3), handed_in(cast, 30)
    with django_assert_max_num_queries(40) as captured:
        services.confirm_many(keys(*few), by=cast.issuer, at=NOW)
    cost = len(captured)

    with django_assert_max_num_queries(cost):
        services.confirm_many(keys(*many), by=cast.issuer, at=NOW)


def test_no_due_date_is_moved_into_the_past_or_under_a_result(cast: Cast) -> None:
    overdue = led(cast, due_on=date(2019, 4, 1), first_due_on=date(2019, 4, 1))
    waiting = led(cast, submitted_on=NOW.date())
    wanted: Any = {"reason": "Trùng đợt thi", "by": cast.issuer_leader, "at": NOW}

    past = services.move_due_many(keys(overdue), due_on=date(2019, 4, 10), **wanted)
    answered = services.move_due_many(keys(waiting), due_on=LATER, **wanted)

    assert [why for _task, why in past.skipped] == [str(errors.NewDuePast())]
    assert [why for _task, why in answered.skipped] == [str(errors.AlreadyWaiting())]


def test_moving_many_due_dates_asks_no_more_than_moving_a_few(cast: Cast) -> None:
    def asked(count: int) -> int:
        tasks = [led(cast) for _ in range(count)]
        with CaptureQueriesContext(connection) as seen:
            outcome = services.move_due_many(
                keys(*tasks), due_on=LATER, reason="Trùng đợt thi", by=cast.issuer_leader, at=NOW
            )
        assert len(outcome.done) == count
        return len(seen)

    few = asked(3)
    assert asked(12) == few
