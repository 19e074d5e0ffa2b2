"""Carried into another year: the family keeps its order, what is asked and handed in its sense."""

from datetime import date, timedelta

import pytest

from conftest import NOW, Cast
from phoihop.agreements.models import YearPlan
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.tasks import errors, services
from phoihop.tasks.models import ExtensionRequest, Task
from phoihop.tasks.plan_models import TaskPlan
from phoihop.tasks.services import ExtensionFacts, ResultFacts
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db
DUE, NEXT = date(2019, 5, 31), date(2019, 6, 30)


@pytest.fixture
def plan(cast: Cast) -> YearPlan:
    programme = AgreementFactory.create(
        owner=cast.issuer_agency, parties=[cast.lead_agency], signed=True, created_by=cast.issuer
    )
    ContentItemFactory.create(agreement=programme, lead_agency=cast.lead_agency)
    plan: YearPlan = programme.year_plans.get()
    return plan


@pytest.fixture
def task(cast: Cast, plan: YearPlan) -> Task:
    item = plan.agreement.items.get()
    return TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        agreement=plan.agreement,
        content_line=item.line,
        due_on=DUE,
    )


def carry(task: Task, plan: YearPlan, cast: Cast, due_on: date | None) -> list[Task]:
    return services.carry_tasks(
        [task], plan, due_on=due_on, reason="Chưa xong", by=cast.issuer, at=NOW
    )


def ask(task: Task, cast: Cast, due_on: date = NEXT) -> ExtensionRequest:
    return services.ask_extension(
        task, ExtensionFacts(due_on, "Trùng đợt thi"), by=cast.lead, at=NOW
    )


def due(task: Task) -> date | None:
    task.refresh_from_db()
    return task.due_on


def test_an_open_request_lapses_with_the_due_date_it_was_about(
    cast: Cast, task: Task, plan: YearPlan
) -> None:
    extension = ask(task, cast)

    carry(task, plan, cast, None)
    extension.refresh_from_db()
    assert extension.is_open  # the due date stays, and so does the request

    carry(task, plan, cast, date(2019, 9, 30))
    extension.refresh_from_db()
    assert (due(task), extension.lapsed_at) == (date(2019, 9, 30), NOW)


def test_a_due_date_before_that_of_an_open_part_is_refused(
    cast: Cast, task: Task, plan: YearPlan
) -> None:
    TaskFactory.create(
        assigner=cast.lead_agency, lead_agency=cast.partner_agency, parent=task, due_on=DUE
    )
    with pytest.raises(errors.PartsDueLater):
        carry(task, plan, cast, DUE - timedelta(days=10))
    assert due(task) == DUE
    assert not TaskPlan.objects.exists()
    carry(task, plan, cast, NEXT)
    assert due(task) == NEXT


def test_a_part_is_not_carried_beyond_the_task_above(cast: Cast, plan: YearPlan) -> None:
    above = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.issuer_agency)
    part = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, parent=above, due_on=DUE
    )
    with pytest.raises(errors.DueAfterParent):
        carry(part, plan, cast, NEXT)
    assert due(part) == DUE


def test_signing_moves_neither_what_waits_nor_what_was_moved_further_on(
    cast: Cast, task: Task, plan: YearPlan
) -> None:
    services.submit_result(task, ResultFacts("Xong"), by=cast.lead, at=NOW)
    _sign(task, plan, cast, NEXT)
    assert due(task) == DUE
    services.take_back_submission(task, by=cast.lead, at=NOW)
    services.move_due(task, date(2019, 8, 1), reason="Theo chỉ đạo", by=cast.issuer_leader, at=NOW)
    _sign(task, plan, cast, NEXT)
    assert due(task) == date(2019, 8, 1)
    _sign(task, plan, cast, date(2019, 9, 1))
    assert due(task) == date(2019, 9, 1)
    assert TaskPlan.objects.count() == 1


def _sign(task: Task, plan: YearPlan, cast: Cast, due_on: date) -> None:
    """By who may confirm a signing and nothing else of the task."""
    services.carry_by_signing(
        [task], plan, due_on=due_on, reason="Chưa xong", by=cast.partner, at=NOW
    )
