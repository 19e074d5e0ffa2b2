"""A due day of a content is assigned once, whatever day was then agreed."""

from datetime import date

import pytest

from conftest import NOW, Cast
from phoihop.agencies.models import DayKind
from phoihop.agencies.services import DayFacts, add_day, confirm_year
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.tasks.errors import ItemAssigned
from phoihop.tasks.planning import planned_tasks
from phoihop.tasks.services import ItemAssignment, assign_from_items


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    made = AgreementFactory.create(
        owner=cast.issuer_agency, created_by=cast.issuer, parties=[cast.lead_agency], signed=True
    )
    ContentItemFactory.create(agreement=made, lead_agency=cast.lead_agency, due_rule="quarterly:20")
    return made


def test_another_day_does_not_offer_the_same_due_again(cast: Cast, agreement: Agreement) -> None:
    person = TenureFactory.create(agency=cast.lead_agency).official
    first = planned_tasks(agreement, NOW.date())[0]
    earlier = ItemAssignment(
        first.item, person, date(2019, 6, 10), title=first.title, planned_on=first.due_on
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
