"""A due day of a content is assigned once, whatever day was then agreed."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from conftest import NOW, Cast
from phoihop.agencies.models import DayKind, Office
from phoihop.agencies.services import DayFacts, add_day, confirm_year
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.tasks.errors import ItemAssigned
from phoihop.tasks.models import TaskLine
from phoihop.tasks.planning import Planned, planned_tasks
from phoihop.tasks.services import ItemAssignment, assign_from_items

SIGNED = NOW.replace(month=3, day=1)


def with_rule(cast: Cast, rule: str) -> Agreement:
    made = AgreementFactory.create(
        owner=cast.issuer_agency, created_by=cast.issuer, parties=[cast.lead_agency], signed=True
    )
    ContentItemFactory.create(agreement=made, lead_agency=cast.lead_agency, due_rule=rule)
    return made


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return with_rule(cast, "quarterly:20")


def test_another_day_does_not_offer_the_same_due_again(cast: Cast, agreement: Agreement) -> None:
    person = TenureFactory.create(agency=cast.lead_agency).official
    first = planned_tasks(agreement, NOW.date())[0]
    earlier = ItemAssignment(
        first.item, person, date(2019, 6, 10), title=first.title, planned_on=first.day
    )

    assign_from_items(agreement, [earlier], by=cast.issuer, at=NOW)

    offered = planned_tasks(agreement, NOW.date())
    assert [plan.assigned for plan in offered] == [True, False, False]
    with pytest.raises(ItemAssigned):
        assign_from_items(agreement, [earlier], by=cast.issuer, at=NOW)
    assert agreement.tasks.count() == 1


def test_due_days_move_off_the_days_off_that_the_office_confirmed(
    cast: Cast, agreement: Agreement
) -> None:
    ordinary = [plan.due_on for plan in planned_tasks(agreement, NOW.date())]
    assert ordinary[0] == date(2019, 6, 20)  # a Thursday

    founding_day = DayFacts(date(2019, 6, 20), "Ngày truyền thống", DayKind.HOLIDAY, "Thông báo")
    add_day(2019, founding_day, by=cast.administrator, at=NOW)
    assert [plan.due_on for plan in planned_tasks(agreement, NOW.date())] == ordinary

    confirm_year(2019, by=cast.administrator, at=NOW)
    moved = planned_tasks(agreement, NOW.date())
    assert moved[0].due_on == date(2019, 6, 21)
    assert [plan.due_on for plan in moved[1:]] == ordinary[1:]


def assign(cast: Cast, planned: Planned) -> ItemAssignment:
    person = TenureFactory.create(agency=cast.lead_agency).official
    made = ItemAssignment(
        planned.item, person, planned.due_on, title=planned.title, planned_on=planned.day
    )
    assign_from_items(planned.item.agreement, [made], by=cast.issuer, at=SIGNED)
    return made


def take_off(cast: Cast, day: date) -> None:
    add_day(day.year, DayFacts(day, "Nghỉ", DayKind.HOLIDAY, "1/TB"), by=cast.administrator, at=NOW)
    confirm_year(day.year, by=cast.administrator, at=NOW)


@pytest.mark.parametrize("rule", ["quarterly:20", "working_days:30", "days:60", ""])
def test_days_off_confirmed_later_offer_no_task_again(cast: Cast, rule: str) -> None:
    agreement = with_rule(cast, rule)
    first = planned_tasks(agreement, SIGNED.date())[0]
    assert first.due_on is not None
    made = assign(cast, first)

    take_off(cast, first.due_on)

    again = planned_tasks(agreement, SIGNED.date())[0]
    assert again.due_on != first.due_on
    assert again.assigned
    with pytest.raises(ItemAssigned):
        assign_from_items(agreement, [made], by=cast.issuer, at=SIGNED)


def test_an_item_without_a_day_is_known_though_the_office_gives_more_days(cast: Cast) -> None:
    agreement = with_rule(cast, "")
    assign(cast, planned_tasks(agreement, SIGNED.date())[0])

    Office.objects.update(default_due_days=15)

    assert [plan.assigned for plan in planned_tasks(agreement, SIGNED.date())] == [True]


@pytest.mark.parametrize(
    ("rule", "noted"),
    [("quarterly:20", date(2019, 3, 22)), ("quarterly:20", None), ("", date(2019, 3, 14))],
)
def test_days_noted_before_are_known_too(cast: Cast, rule: str, noted: date | None) -> None:
    agreement = with_rule(cast, rule)
    first = planned_tasks(agreement, SIGNED.date())[0]
    assert first.due_on is not None
    assign(cast, first)
    take_off(cast, first.due_on)
    TaskLine.objects.update(planned_on=noted)

    migration = import_module("phoihop.tasks.migrations.0004_planned_days_do_not_move")
    migration.settle(apps, None)

    assert planned_tasks(agreement, SIGNED.date())[0].assigned


def test_a_day_of_somebody_s_own_choice_stays(cast: Cast, agreement: Agreement) -> None:
    assign(cast, planned_tasks(agreement, SIGNED.date())[0])
    TaskLine.objects.update(planned_on=date(2019, 8, 1))

    migration = import_module("phoihop.tasks.migrations.0004_planned_days_do_not_move")
    migration.settle(apps, None)

    assert TaskLine.objects.get().planned_on == date(2019, 8, 1)
