"""Acts whose agencies changed since the draft, and acts that a fault breaks off."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, AgencyKind, AgencyLink, Level
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.models import Agreement, PartySuccessor
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.jobs.models import Job, JobState
from phoihop.jobs.services import MOST_ATTEMPTS, return_lost, run_job
from phoihop.succession import errors, services
from phoihop.succession.models import Act
from phoihop.succession.plan import plan_of
from phoihop.succession.services import ActFacts, Beginning
from phoihop.succession.tests import merger
from phoihop.succession.tests.merger import FIRST, LAST, PAPER, T2, T3, District

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(db: None) -> District:
    return merger.build()


def paper_of(district: District, *codes: str) -> Agreement:
    """A signed paper of the province's board with these agencies."""
    parties = [district.agencies[code] for code in codes]
    term = {"valid_from": date(2021, 1, 1), "valid_to": date(2025, 12, 31)}
    return AgreementFactory.create(
        owner=district.agencies["T"], parties=parties, signed=True, **term
    )


def facts(on: date) -> ActFacts:
    return ActFacts(title="Kết thúc cấp huyện", on=on, paper=PAPER, paper_on=date(2025, 5, 1))


def test_each_ended_party_has_a_successor_of_its_own(district: District) -> None:
    paper = paper_of(district, "O1", "O4")
    merger.carried_out(district)

    rows = PartySuccessor.objects.filter(party__agreement=paper)
    found = rows.values_list("party__agency__short_name", "agency__short_name")
    assert sorted(found) == [("O1", "K1"), ("O4", "K2")]
    for name in ("k1", "k2"):
        assert paper in Agreement.objects.visible_to(district.people[name])
    assert paper not in Agreement.objects.visible_to(district.people["k3"])


def test_where_an_ended_party_has_several_other_successors_the_paper_waits(
    district: District,
) -> None:
    there = district.agencies
    there["D9"] = AgencyFactory.create(name="Đảng ủy xã Cũ 10")
    paper_of(district, "O1", "D9")
    act = merger.draft(district)
    services.add_ending(
        act, [there["D9"]], [there["K2"], there["K3"]], by=district.administrator, at=T2
    )
    part = plan_of(act, district.administrator, T2.date()).part("agreements.in_force")
    assert part is not None
    assert len(part.open_rows) == 2 + 1  # G1 and G2 wait for a choice by themselves


def test_another_day_is_refused_where_a_successor_does_not_exist_yet(district: District) -> None:
    act = merger.draft(district)
    with pytest.raises(errors.SuccessorEnds):
        services.change_act(act, facts(date(2025, 6, 15)), by=district.administrator, at=T2)
    act.refresh_from_db()
    assert act.on == FIRST


def test_another_day_is_refused_before_an_agency_that_ends_began(district: District) -> None:
    act = merger.draft(district)
    with pytest.raises(errors.EndsBeforeItBegins):
        services.change_act(act, facts(date(2025, 2, 1)), by=district.administrator, at=T2)


def test_an_agency_that_begins_by_the_act_follows_its_day(district: District) -> None:
    by, there = district.administrator, district.agencies
    act = services.create_act(facts(FIRST), by=by, at=T2, form_key="one")
    begins = Beginning(
        name="Đảng ủy xã Mới",
        kind=AgencyKind.PARTY_COMMITTEE,
        level=Level.COMMUNE,
        parent=there["P"],
        form_key="5b0e0c0e-0000-4000-8000-000000000001",
    )
    line = services.add_beginning(act, begins, by=by, at=T2)
    earlier = FIRST - timedelta(days=16)
    services.change_act(act, facts(earlier), by=by, at=T2)
    assert Agency.objects.get(pk=line.agency_id).valid_from == earlier
    assert AgencyLink.objects.get(child=line.agency_id).valid_from == earlier


def test_an_agency_that_ended_since_the_draft_keeps_its_last_day(district: District) -> None:
    act = merger.draft(district)
    merger.choose(district, act)
    ended = district.agencies["O9"]
    agencies.close_agency(ended, on=date(2025, 5, 31), by=None, at=T2)
    with pytest.raises(errors.Undecided, match="Đảng ủy xã Cũ 9"):
        services.ask(act, by=district.administrator, at=T3)
    ended.refresh_from_db()
    assert ended.valid_to == date(2025, 5, 31)


def _worn_out(act: Act) -> None:
    """The worker tries until it gives up."""
    Job.objects.update(attempts=MOST_ATTEMPTS - 1)
    run_job.func(Job.objects.latest("pk").pk)
    assert Job.objects.latest("pk").state == JobState.FAILED
    act.refresh_from_db()


def _broken(*_args: Any, **_kwargs: Any) -> None:
    raise RuntimeError("broken")


def test_an_act_that_breaks_off_is_a_draft_again(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = merger.draft(district)
    merger.choose(district, act)
    with monkeypatch.context() as patch:
        patch.setattr("phoihop.agencies.ending.end", _broken)
        run = services.ask(act, by=district.administrator, at=T3)
        _worn_out(act)
    run.refresh_from_db()
    assert (run.is_working, run.done_at, bool(run.refusal)) == (False, None, True)
    assert district.agencies["D1"].valid_to is None
    again = services.ask(act, by=district.administrator, at=T3)
    services.carry_out(again, by=district.administrator, at=T3)
    assert Agency.objects.get(pk=district.agencies["D1"].pk).valid_to == LAST


def test_an_undoing_that_breaks_off_leaves_the_act_and_may_be_asked_again(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = merger.carried_out(district)
    with monkeypatch.context() as patch:
        patch.setattr("phoihop.succession.services.carrying.put_back", _broken)
        services.ask_undo(run, by=district.administrator, at=T3)
        _worn_out(run.act)
    run.refresh_from_db()
    assert (run.is_working, run.undone_at, bool(run.refusal)) == (False, None, True)
    services.ask_undo(run, by=district.administrator, at=T3)
    assert services.undo(run, by=district.administrator, at=T3).undone_at == T3


@pytest.mark.parametrize("undoing", [False, True])
def test_an_act_whose_processes_were_killed_is_set_free(district: District, undoing: bool) -> None:
    """Three processes died with it: the next one says so, and it may be asked for again."""
    if undoing:
        run = services.ask_undo(merger.carried_out(district), by=district.administrator, at=T3)
    else:
        act = merger.draft(district)
        merger.choose(district, act)
        run = services.ask(act, by=district.administrator, at=T3)
    DBTaskResult.objects.update(status="RUNNING")
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.update(state=JobState.RUNNING, attempts=MOST_ATTEMPTS, heartbeat_at=long_ago)

    return_lost(timezone.now())

    run.refresh_from_db()
    assert (run.is_working, run.undone_at) == (False, None)
    assert "nền" in run.refusal
    assert (run.done_at is None) is not undoing
    if undoing:
        assert services.ask_undo(run, by=district.administrator, at=T3).is_working
    else:
        assert services.ask(run.act, by=district.administrator, at=T3).is_working
