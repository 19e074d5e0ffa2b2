"""The sample office: whole, repeatable, and never in a real one."""

from collections import Counter

import pytest

from conftest import NOW, Cast
from phoihop.agencies.models import Agency, Succession
from phoihop.agreements.models import Agreement, AgreementState, OpinionRequest
from phoihop.inspections.models import Finding, Plan
from phoihop.scoring.models import Evaluation, Grade
from phoihop.tasks.models import Task
from phoihop.tasks.states import KEYS, state_of
from phoihop.tasks.viewers import expected_viewers
from phoihop.terms.gathering import gather
from phoihop.ui import clock
from phoihop.workspace.errors import NotAnEmptyOffice
from phoihop.workspace.sample.build import create_sample

pytestmark = pytest.mark.django_db


def test_tasks_in_every_state_two_programmes_one_regulation() -> None:
    at = clock.now()

    assert create_sample(at=at) is True

    states = Counter(state_of(task, at.date(), 5).key for task in Task.objects.all())
    assert sum(states.values()) == 61  # one of them mends what an inspection found
    assert set(states) == set(KEYS)
    assert Counter(Agreement.objects.values_list("kind", flat=True)) == {
        "programme": 2,
        "regulation": 1,
        "plan": 1,
    }
    # The district ended on 30/06/2025; three communes follow it.
    district = Agency.objects.get(name="Huyện ủy Bình An")
    assert f"{district.valid_to}" == "2025-06-30"
    assert Succession.objects.filter(predecessor=district).count() == 3


def test_the_programme_shows_its_year_and_a_plan_is_under_opinion() -> None:
    at = clock.now()
    create_sample(at=at)
    programme = Agreement.objects.get(valid_to__year=2030, signed_at__isnull=False)

    year = gather(programme.year_plans.get(year=at.year), at.date(), 5)

    due = Task.objects.filter(agreement=programme, first_due_on__year=at.year)
    assert year.tasks == due.count() > 20
    assert len(year.rows) == 9
    assert programme.year_plans.get(year=at.year).fixed_on != at.date()
    assert year.figures.counts["done"]
    plan = Agreement.objects.get(kind="plan")
    assert plan.state(at.date()) == AgreementState.OPINIONS
    asked = OpinionRequest.objects.filter(round__agreement=plan)
    assert sorted(asked.values_list("answer", flat=True)) == ["", "agreed", "proposed"]


def test_evaluations_and_an_inspection_show_what_these_pages_are_for() -> None:
    create_sample(at=clock.now())

    assert Grade.objects.count() == 4
    assert Evaluation.objects.count() == 2
    plan = Plan.objects.counted().get()
    found = (plan.n_checks, plan.n_visited, plan.n_findings)  # type: ignore[attr-defined]  # counted
    assert found == (2, 1, 1)
    finding = Finding.objects.get()
    assert finding.task is not None
    assert finding.task.lead_agency == finding.agency


def test_who_may_see_a_task_is_as_the_rule_says() -> None:
    create_sample(at=clock.now())

    for task in Task.objects.all():
        rows = dict(task.viewers.values_list("agency_id", "level"))
        assert rows == expected_viewers(task), task


def test_a_second_time_changes_nothing() -> None:
    create_sample(at=clock.now())
    before = Agency.objects.count(), Task.objects.count()

    assert create_sample(at=clock.now()) is False
    assert (Agency.objects.count(), Task.objects.count()) == before


def test_an_office_with_real_data_is_left_alone(cast: Cast) -> None:
    before = Agency.objects.count()

    with pytest.raises(NotAnEmptyOffice):
        create_sample(at=NOW)

    assert Agency.objects.count() == before
