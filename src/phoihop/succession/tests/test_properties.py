"""Whatever is chosen: no duty without an owner, sums preserved, undoing restores all."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.closure import rebuild_closure
from phoihop.agencies.estates import Fate
from phoihop.agencies.models import Agency
from phoihop.agencies.services.checks import index_agencies
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.acting import drafters_on, parties_on
from phoihop.agreements.models import Agreement
from phoihop.agreements.succession import settle as agreements_found
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.calendars.week_models import WeekEntry
from phoihop.documents.milestone_models import Milestone, MilestoneKeeper
from phoihop.inspections.models import Plan
from phoihop.succession import services
from phoihop.succession.models import Act
from phoihop.succession.plan import plan_of
from phoihop.succession.services import ActFacts, Decision
from phoihop.succession.tests.merger import FIRST, T2, T3
from phoihop.succession.tests.test_carrying import everything
from phoihop.succession.tests.test_other_kinds import inspection, line, reviewed
from phoihop.tasks.figures import condition_of
from phoihop.tasks.holding import held_on_due
from phoihop.tasks.models import (
    RecurringPartner,
    RecurringTask,
    Task,
    TaskCoordination,
    TaskHolding,
    TaskViewer,
)
from phoihop.tasks.succession import settle
from phoihop.tasks.tests.factories import RecurringTaskFactory, TaskFactory

# Of four agencies: which end (others take over), and the tasks: lead, coordinates, days to due,
# done, whom it goes to.
_AGENCIES = 5
_TASK = st.tuples(
    st.integers(0, _AGENCIES - 1),
    st.integers(0, _AGENCIES - 1),
    st.integers(-60, 60),
    st.booleans(),
    st.integers(0, _AGENCIES - 1),
)


@pytest.mark.differs
class TestWhateverIsChosen(TestCase):
    """Generated districts; each example has a transaction of its own."""

    @settings(max_examples=5, phases=[Phase.explicit, Phase.generate])
    @given(
        ending=st.sets(st.integers(0, _AGENCIES - 1), min_size=1, max_size=_AGENCIES - 1),
        tasks=st.lists(_TASK, min_size=1, max_size=6),
    )
    def test_nothing_is_lost_and_all_comes_back(
        self, ending: set[int], tasks: list[tuple[int, int, int, bool, int]]
    ) -> None:
        agencies = AgencyFactory.create_batch(_AGENCIES)
        by = UserFactory.create(agency=AgencyFactory.create(), role=Role.ADMINISTRATOR)
        made = [_task(agencies, by, facts) for facts in tasks]
        for facts in tasks:
            _recurring(agencies, by, facts)
            _papers_and_plans(agencies, facts)
        TaskViewer.objects.all().delete()  # written anew, with what the search keeps beside them
        settle([task.pk for task in made])
        index_agencies(agencies)
        rebuild_closure()
        heirs = [agencies[at] for at in range(_AGENCIES) if at not in ending]
        act = _act([agencies[at] for at in sorted(ending)], heirs, by)
        _choose(act, heirs, [facts[4] for facts in tasks], by)
        before, sums = everything(), _sums()

        run = services.carry_out(services.ask(act, by=by, at=T3), by=by, at=T3)

        owed = Task.objects.filter(done_on=None, withdrawn_on=None)
        assert not owed.filter(lead_agency__valid_to__lt=FIRST).exists()
        assert not owed.filter(assigner__valid_to__lt=FIRST).exists()
        parts = TaskCoordination.objects.filter(task__in=owed)
        assert not parts.filter(agency__valid_to__lt=FIRST).exists()
        assert TaskHolding.objects.filter(valid_to=None).count() == len(made)
        recurring = RecurringTask.objects.filter(stopped_at=None)
        assert recurring.count() == len(made)
        assert not recurring.filter(lead_agency__valid_to__lt=FIRST).exists()
        assert not recurring.filter(assigner__valid_to__lt=FIRST).exists()
        assert not RecurringPartner.objects.filter(agency__valid_to__lt=FIRST).exists()
        for milestone in Milestone.objects.filter(closed_at=None):
            assert _keeper(milestone).valid_to is None
        assert not Plan.objects.filter(owner__valid_to__lt=FIRST).exists()
        to_come = WeekEntry.objects.filter(day__gte=FIRST)
        assert not to_come.filter(agency__valid_to__lt=FIRST).exists()
        assert WeekEntry.objects.count() == len(made)
        for paper in Agreement.objects.all():
            assert drafters_on(paper, FIRST)
            assert all(acting for acting in parties_on([paper], FIRST)[paper.pk].values())
        assert _sums() == sums
        services.undo(services.ask_undo(run, by=by, at=T3), by=by, at=T3)
        assert everything() == before


def _task(agencies: list[Agency], by: User, facts: tuple[int, int, int, bool, int]) -> Task:
    lead, other, days, is_done, _to = facts
    due = FIRST + timedelta(days=days)
    coordinating = [agencies[other]] if other != lead else []
    task: Task = TaskFactory.create(
        lead_agency=agencies[lead],
        assigner=by.acting_agency,
        assigned_by=by,
        assigned_on=date(2025, 3, 1),
        due_on=due,
        coordinating=coordinating,
    )
    if is_done:
        Task.objects.filter(pk=task.pk).update(percent=100, done_on=date(2025, 6, 1))
    return task


def _recurring(agencies: list[Agency], by: User, facts: tuple[int, int, int, bool, int]) -> None:
    """Led by one of the agencies, assigned by another, with a third in a part."""
    lead, other, _days, _done, third = facts
    recurring = RecurringTaskFactory.create(
        lead_agency=agencies[lead], assigner=agencies[other], created_by=by
    )
    if third != lead:
        RecurringPartner.objects.create(recurring=recurring, agency=agencies[third])


def _papers_and_plans(agencies: list[Agency], facts: tuple[int, int, int, bool, int]) -> None:
    """A directive to be reviewed, a line of the schedule, an inspection, an agreement in force."""
    one, other, days, _done, _third = facts
    reviewed(agencies[one])
    line(agencies[other], FIRST + timedelta(days=days))
    inspection(agencies[one], agencies[other])
    paper = AgreementFactory.create(
        owner=agencies[one],
        parties=[agencies[other]] if one != other else [],
        signed=True,
        valid_from=date(2021, 1, 1),
        valid_to=date(2025, 12, 31),
    )
    agreements_found([paper.pk])


def _keeper(milestone: Milestone) -> Agency:
    """Who keeps it: who took over, else whose register it is."""
    row = MilestoneKeeper.objects.filter(document=milestone.document_id).first()
    return milestone.document.owner if row is None else row.agency


def _act(ending: list[Agency], heirs: list[Agency], by: User) -> Act:
    facts = ActFacts(title="x", on=FIRST, paper="1/NQ", paper_on=date(2025, 6, 1))
    act = services.create_act(facts, by=by, at=T2, form_key="x")
    services.add_ending(act, ending, heirs, by=by, at=T2)
    return act


def _choose(act: Act, heirs: list[Agency], wanted: list[int], by: User) -> None:
    """Everything that is asked for goes to one of those who take over."""
    for part in plan_of(act, by, T2.date()).parts:
        if part.estate.by_itself is None and Fate.MOVE in part.estate.fates:
            rows = [
                Decision(
                    pk=row.item.pk,
                    fate=Fate.MOVE,
                    to=heirs[wanted[at % len(wanted)] % len(heirs)].pk,
                )
                for at, row in enumerate(part.rows)
                if row.is_open or part.estate.left is not None
            ]
            services.decide(act, part.estate.key, rows, by=by, at=T2)


def _sums() -> Counter[Any]:
    """The figures of all agencies together, on the day of the act: each task once."""
    counted: Counter[Any] = Counter()
    for name in ("current", "current_met", "first", "first_met"):
        rows = Task.objects.filter(condition_of(name, FIRST))
        deadline = name.removesuffix("_met")
        by_holder = sum(rows.filter(held_on_due(a, deadline)).count() for a in Agency.objects.all())
        assert by_holder == rows.count()
        counted[name] = by_holder
    return counted
