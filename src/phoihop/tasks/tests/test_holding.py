"""A delay belongs to the agency that held the task on the due day in question."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Count

from phoihop.agencies.models import Agency
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.tasks.figures import condition_of
from phoihop.tasks.holding import held_on_due, holder_on_due
from phoihop.tasks.models import Task, TaskHolding
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
MOVED = date(2019, 6, 10)


def moved(due_on: date, first: date | None = None) -> tuple[Task, Agency, Agency]:
    """A task that passed from one agency to another on 10/06/2019."""
    old, new = AgencyFactory.create(), AgencyFactory.create()
    task = TaskFactory.create(lead_agency=new, due_on=due_on, first_due_on=first or due_on)
    TaskHolding.objects.filter(task=task).delete()
    day_before = date(2019, 6, 9)
    TaskHolding.objects.create(
        task=task, agency=old, valid_from=task.assigned_on, valid_to=day_before
    )
    TaskHolding.objects.create(task=task, agency=new, valid_from=MOVED)
    return task, old, new


def holders(deadline: str) -> dict[int, int]:
    rows = Task.objects.annotate(held_by=holder_on_due(deadline)).values("held_by")
    return {row["held_by"]: row["n"] for row in rows.annotate(n=Count("pk")).order_by()}


@pytest.mark.parametrize(
    ("due_on", "is_old"),
    [
        pytest.param(date(2019, 6, 9), True, id="last day of the old holder"),
        pytest.param(date(2019, 6, 10), False, id="first day of the new holder"),
        pytest.param(date(2029, 1, 1), False, id="a day to come"),
    ],
)
def test_a_delay_is_of_who_held_the_task_on_the_due_day(due_on: date, is_old: bool) -> None:
    task, old, new = moved(due_on)
    holder = old if is_old else new
    assert holders("current") == {holder.pk: 1}
    assert list(Task.objects.filter(held_on_due(holder))) == [task]
    assert not Task.objects.filter(held_on_due(new if is_old else old)).exists()


def test_each_deadline_has_its_own_holder() -> None:
    task, old, new = moved(date(2019, 7, 5), first=date(2019, 5, 31))
    assert holders("first") == {old.pk: 1}
    assert holders("current") == {new.pk: 1}
    late = Task.objects.filter(condition_of("first", date(2019, 8, 1)))
    assert list(late.filter(held_on_due(old, "first"))) == [task]


def test_a_standing_task_is_of_who_leads_it() -> None:
    task = TaskFactory.create(due_on=None, rhythm="monthly")
    assert holders("current") == {task.lead_agency_id: 1}
    assert list(Task.objects.filter(held_on_due(task.lead_agency))) == [task]


def test_counting_by_holder_is_one_query(django_assert_num_queries: Any) -> None:
    for _number in range(5):
        moved(date(2019, 6, 9))
    with django_assert_num_queries(1):
        assert sum(holders("first").values()) == 5
