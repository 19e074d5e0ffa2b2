"""Recurring tasks pass on, and no period is given to an agency that has ended."""

from datetime import date

import pytest

from phoihop.agencies import services as agencies
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.jobs.models import Job
from phoihop.succession import errors, services
from phoihop.succession.models import Run
from phoihop.succession.tests import merger
from phoihop.succession.tests.merger import FIRST, T2, T3, District
from phoihop.tasks.jobs import assign_recurring
from phoihop.tasks.models import Explanation, RecurringPartner, RecurringTask, Task
from phoihop.tasks.tests.factories import RecurringTaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    return merger.build()


def recurring(district: District, lead: str, assigner: str, partner: str) -> RecurringTask:
    there = district.agencies
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=there[lead])
    TenureFactory.create(official=OfficialFactory.create(), agency=there["K1"])
    row: RecurringTask = RecurringTaskFactory.create(
        lead_agency=there[lead],
        person_in_charge=official,
        assigner=there[assigner],
        created_by=district.people["p"],
        starts_on=date(2025, 6, 1),
    )
    RecurringPartner.objects.create(recurring=row, agency=there[partner], part="Số liệu")
    return row


def morning(on: date) -> list[Task]:
    """What the daily job makes on that day."""
    known = set(Task.objects.values_list("pk", flat=True))
    assign_recurring(Job(), {"day": on.isoformat()}, lambda _done, _total: None)
    return list(Task.objects.exclude(pk__in=known).order_by("pk"))


def carried_out(district: District) -> Run:
    return merger.carried_out(district)


@pytest.mark.differs
def test_the_periods_to_come_are_those_of_the_successors(district: District) -> None:
    row = recurring(district, "O1", "O4", "O7")

    carried_out(district)
    made = morning(FIRST)

    row.refresh_from_db()
    assert (row.lead_agency.code, row.assigner.code) == ("K1", "K2")
    assert [(task.lead_agency.code, task.assigner.code) for task in made] == [("K1", "K2")]
    assert [part.agency.code for part in made[0].coordinations.all()] == ["K3"]


def test_a_successor_that_leads_does_not_coordinate_too(district: District) -> None:
    row = recurring(district, "O1", "T", "O2")

    carried_out(district)

    assert not row.partners.exists()


def test_several_successors_are_asked_for(district: District) -> None:
    row = recurring(district, "D1", "T", "HND")
    act = merger.draft(district)
    merger.choose(district, act)

    with pytest.raises(errors.Undecided, match=row.code):
        services.ask(act, by=district.administrator, at=T3)


def test_a_period_that_was_given_since_stands_in_the_way_of_undoing(district: District) -> None:
    row = recurring(district, "O1", "T", "HND")
    run = carried_out(district)
    morning(FIRST)

    with pytest.raises(errors.DependsOnIt, match=row.code):
        services.ask_undo(run, by=district.administrator, at=T3)


@pytest.mark.parametrize(("lead", "assigner"), [("O1", "T"), ("T", "O1")])
def test_nothing_is_made_for_an_agency_that_ended(
    district: District, lead: str, assigner: str
) -> None:
    recurring(district, lead, assigner, "HND")
    agencies.close_agency(district.agencies["O1"], on=date(2025, 6, 29), by=None, at=T2)

    assert morning(date(2025, 7, 1)) == []


def test_an_ended_partner_is_left_out(district: District) -> None:
    recurring(district, "T", "P", "O1")
    agencies.close_agency(district.agencies["O1"], on=date(2025, 6, 29), by=None, at=T2)

    made = morning(date(2025, 7, 1))

    assert [task.lead_agency.code for task in made] == ["T"]
    assert not made[0].coordinations.exists()


def test_what_is_still_to_be_explained_is_owed_by_the_successor(district: District) -> None:
    w16 = district.tasks["W16"]
    asked = Explanation.objects.create(
        task=w16,
        question="Vì sao chậm?",
        answer_by=date(2025, 7, 10),
        asked_at=T2,
        asked_by=district.people["p"],
        agency=district.agencies["O1"],
        form_key="explain",
    )

    run = carried_out(district)

    asked.refresh_from_db()
    assert asked.agency.code == "K1"
    by = district.administrator
    services.undo(services.ask_undo(run, by=by, at=T3), by=by, at=T3)
    asked.refresh_from_db()
    assert asked.agency.code == "O1"
