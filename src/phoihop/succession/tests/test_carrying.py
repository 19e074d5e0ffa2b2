"""The act: what it moves, what it leaves, and that it goes back whole."""

import itertools
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from phoihop.accounts.errors import LastAdministrator
from phoihop.accounts.models import Membership, ReadScope, Role
from phoihop.agencies.estates import Fate
from phoihop.agencies.journal import columns_of
from phoihop.agencies.models import Agency, AgencyLink, FormerName, Succession
from phoihop.agencies.naming import name_on
from phoihop.agreements.models import Agreement, AgreementState
from phoihop.audit.history import history_of
from phoihop.audit.models import Event
from phoihop.documents.models import NumberSeries
from phoihop.succession import errors, services
from phoihop.succession.models import Run
from phoihop.succession.plan import plan_of
from phoihop.succession.services import Decision, Transfer
from phoihop.succession.tests import merger
from phoihop.succession.tests.merger import FIRST, LAST, T2, T3, ZONE, District
from phoihop.tasks import services as tasks
from phoihop.tasks.holding import held_on_due, holder_on_due
from phoihop.tasks.models import Task, TaskHolding, TaskViewer
from phoihop.tasks.services import UpdateFacts
from phoihop.tasks.viewers import expected_viewers

pytestmark = pytest.mark.django_db

# Written by every act, or derived under new keys.
_BESIDE = (
    "agencies.area",
    "audit",
    "succession",
    "inbox.notice",
    "jobs",
    "sessions",
    "django_tasks_database",
    "contenttypes",
)
_DERIVED = {"agencies.agencyancestor", "search.entrysymbol", "search.entryviewer"}


@pytest.fixture
def district(db: None) -> District:
    return merger.build()


def everything() -> dict[str, Counter[tuple[Any, ...]]]:
    """Every table as a bag of rows; of derived rows without their keys."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label.startswith(_BESIDE):
            continue
        rows = [columns_of(row) for row in model._default_manager.all()]
        if label in _DERIVED:
            rows = [{k: v for k, v in row.items() if k != "id"} for row in rows]
        found[label] = Counter(tuple(sorted(row.items(), key=str)) for row in rows)
    return found


def test_the_preview_counts_and_changes_nothing(district: District) -> None:
    before = everything()
    act = merger.draft(district)

    plan = plan_of(act, district.administrator, T2.date())

    assert everything() == before
    assert [len(plan.of(how)) for how in ("ends", "renamed")] == [13, 3]
    assert [agency.short_name for agency in plan.begin] == ["K3", "K1", "K2"]
    counts = {part.estate.key: len(part.rows) for part in plan.parts}
    assert counts["tasks.led"] == 21
    assert counts["agreements.in_force"] == 2
    assert counts["accounts.seats"] == 12
    assert counts["documents.series"] == 3
    led = plan.part("tasks.led")
    assert led is not None
    assert [(mark, n) for mark, _words, n in led.marks] == [("late", 3), ("none", 1)]


def test_one_successor_is_the_default_and_several_are_asked_for(district: District) -> None:
    act = merger.draft(district)

    plan = plan_of(act, district.administrator, T2.date())

    led = plan.part("tasks.led")
    assert led is not None
    goes = {row.item.label: row for row in led.rows}
    assert goes["W16"].passing is not None
    assert goes["W16"].passing.to == district.agencies["K1"].pk
    assert goes["W13"].stays
    assert goes["W1"].is_open
    assert len(led.open_rows) == 12


def test_an_undecided_task_stops_the_act(district: District) -> None:
    act = merger.draft(district)
    merger.choose(district, act, but=("W5",))

    with pytest.raises(errors.Undecided) as refused:
        services.ask(act, by=district.administrator, at=T3)

    assert str(refused.value) == "Còn 1 việc chưa có cơ quan nhận: W5"
    assert not Run.objects.exists()


def test_the_act_waits_for_its_day(district: District) -> None:
    act = merger.draft(district)
    merger.choose(district, act)

    with pytest.raises(errors.NotYet):
        services.ask(act, by=district.administrator, at=T2)


def test_open_tasks_pass_on_and_none_is_without_an_owner(district: District) -> None:
    merger.carried_out(district)

    held = Counter(
        Task.objects.filter(code__startswith="W").values_list("lead_agency__code", flat=True)
    )
    assert held == {"K1": 7, "K2": 5, "K3": 5, "T": 1, "D4": 2, "D5": 1}
    assert not Task.objects.filter(done_on=None, lead_agency__valid_to__lt=FIRST).exists()
    w1 = Task.objects.get(code="W1")
    rows = [(r.agency.code, r.valid_from, r.valid_to) for r in w1.holdings.all()]
    assert rows == [("D1", date(2025, 3, 10), LAST), ("K1", FIRST, None)]
    assert w1.inherited_on == FIRST
    assert w1.person_in_charge_id is not None
    words = [line.words for line in history_of(w1)]
    assert "Kế thừa từ Ban Tuyên giáo và Dân vận Huyện ủy Bình An theo 9999/NQ-UBTVQH15" in words


def test_the_viewer_rows_are_those_of_the_rule(district: District) -> None:
    merger.carried_out(district)

    for task in Task.objects.all():
        rows = dict(TaskViewer.objects.filter(task=task).values_list("agency", "level"))
        assert rows == expected_viewers(task), task.code
    k2 = district.people["k2"]
    assert not Task.objects.visible_to(k2).filter(code="W4").exists()
    assert not Task.objects.visible_to(district.people["k1"]).filter(code="X3").exists()


def test_a_delay_counts_for_who_held_the_task_on_the_due_day(district: District) -> None:
    merger.carried_out(district)

    k1, d1 = district.agencies["K1"], district.agencies["D1"]
    late = Task.objects.filter(due_on__lt=FIRST, done_on=None)
    assert not late.filter(held_on_due(k1)).exists()
    assert set(late.filter(held_on_due(d1)).values_list("code", flat=True)) == {"W1", "W2"}
    shared = Counter(Task.objects.annotate(h=holder_on_due()).values_list("h", flat=True))
    assert sum(shared.values()) == Task.objects.count()


def test_memberships_move_and_nobody_rises(district: District) -> None:
    merger.carried_out(district)

    held = Counter(
        Membership.objects.filter(started_on=FIRST, ended_on=None).values_list(
            "agency__code", flat=True
        )
    )
    assert held == {"K1": 5, "K2": 3, "K3": 2, "T": 1}
    d1a, d1b = district.people["d1a"], district.people["d1b"]
    d1a.refresh_from_db()
    d1b.refresh_from_db()
    assert d1a.acting is not None
    assert (d1a.acting.agency.code, d1a.acting.role) == ("K1", Role.SPECIALIST)
    assert d1b.acting is None
    assert not d1b.memberships.filter(ended_on=None).exists()


def test_a_leader_is_not_appointed_by_the_act(district: District) -> None:
    act = merger.draft(district)
    merger.choose(district, act)
    seat = Membership.objects.get(user=district.people["d1a"])
    leader = Decision(pk=seat.pk, fate=Fate.MOVE, to=district.agencies["K1"].pk, role=Role.LEADER)
    services.decide(act, "accounts.seats", [leader], by=district.administrator, at=T2)

    with pytest.raises(errors.Undecided, match="quyết định riêng của quản trị K1"):
        services.ask(act, by=district.administrator, at=T3)


def test_the_last_administrator_cannot_be_ended(district: District) -> None:
    by = district.administrator
    facts = services.ActFacts(title="x", on=FIRST, paper="1", paper_on=LAST)
    act = services.create_act(facts, by=by, at=T2, form_key="p")
    province, board = district.agencies["P"], district.agencies["T"]
    services.add_ending(act, [province], [board], by=by, at=T2)
    seat = Membership.objects.get(user=by)
    services.decide(act, "accounts.seats", [Decision(pk=seat.pk, fate=Fate.END)], by=by, at=T2)
    run = services.ask(act, by=by, at=T3)
    before = everything()

    with pytest.raises(LastAdministrator):
        services.carry_out(run, by=by, at=T3)

    run.refresh_from_db()
    assert run.failed_at is not None
    assert run.refusal
    assert everything() == before


def test_series_close_and_papers_end(district: District) -> None:
    merger.carried_out(district)

    rows = NumberSeries.objects.values_list("last_number", "last_day")
    assert sorted(rows) == [(9, LAST), (17, LAST), (44, LAST)]
    g1 = district.papers["G1"]
    g1.refresh_from_db()
    assert g1.state(FIRST) == AgreementState.ENDED
    drafts = Agreement.objects.filter(owner=district.agencies["K2"])
    assert [(one.title, one.items.count(), one.parties.count()) for one in drafts] == [
        ("Quy chế phối hợp", 1, 1)
    ]


def test_a_successor_may_stand_in_for_a_party(district: District) -> None:
    act = merger.draft(district)
    merger.choose(district, act)
    g1, k1 = district.papers["G1"], district.agencies["K1"]
    by = district.administrator
    going_on = [Decision(pk=g1.pk, fate=Fate.MOVE, to=k1.pk)]
    services.decide(act, "agreements.in_force", going_on, by=by, at=T2)
    run = services.ask(act, by=by, at=T3)
    services.carry_out(run, by=by, at=T3)

    g1.refresh_from_db()
    assert g1.state(FIRST) == AgreementState.IN_FORCE
    assert Agreement.objects.visible_to(district.people["k1"]).filter(pk=g1.pk).exists()
    assert {str(party) for party in g1.parties.all()} == {
        "Ban Tuyên giáo và Dân vận Huyện ủy Bình An",
        "Hội Nông dân tỉnh Thanh Bình",
    }


def test_agencies_end_are_renamed_and_know_their_successors(district: District) -> None:
    merger.carried_out(district)

    d4 = Agency.objects.get(code="D4")
    assert d4.name == "Trung tâm Y tế khu vực Bình An"
    assert name_on(d4, LAST) == "Trung tâm Y tế huyện Bình An"
    assert name_on(d4, FIRST) == "Trung tâm Y tế khu vực Bình An"
    assert AgencyLink.objects.get(child=d4, valid_to=None).parent.code == "SYT"
    assert Agency.objects.filter(valid_to=LAST).count() == 13
    kinds = Succession.objects.filter(on=FIRST).values_list(
        "predecessor__code", "successor__code", "kind"
    )
    assert ("O1", "K1", "merged") in kinds
    assert ("D1", "T", "split") in kinds
    archive = ReadScope.objects.filter(valid_from=FIRST).values_list("agency__code", "root__code")
    assert ("K1", "O1") in archive
    assert ("K1", "D1") not in archive


@pytest.mark.differs
def test_undoing_restores_every_table(district: District) -> None:
    before = everything()
    run = merger.carried_out(district)
    assert everything() != before

    run = services.ask_undo(run, by=district.administrator, at=T3 + timedelta(hours=6))
    services.undo(run, by=district.administrator, at=T3 + timedelta(hours=6))

    after = everything()
    assert {label: (before[label] - after[label], after[label] - before[label]) for label in before
            if before[label] != after[label]} == {}  # fmt: skip
    verbs = Event.objects.filter(kind="succession.act").values_list("verb", flat=True)
    assert {"succession.carried_out", "succession.undone"} <= set(verbs)
    w1 = [line.words for line in history_of(Task.objects.get(code="W1"))]
    assert w1[0] == "Hoàn tác việc kế thừa theo 9999/NQ-UBTVQH15"


@pytest.mark.differs
def test_an_act_that_was_undone_can_be_carried_out_again(district: District) -> None:
    run = merger.carried_out(district)
    by, later = district.administrator, T3 + timedelta(hours=6)
    first = everything()
    services.undo(services.ask_undo(run, by=by, at=later), by=by, at=later)

    again = services.ask(run.act, by=by, at=later)
    services.carry_out(again, by=by, at=later)

    held = Counter(
        Task.objects.filter(code__startswith="W").values_list("lead_agency__code", flat=True)
    )
    assert held == {"K1": 7, "K2": 5, "K3": 5, "T": 1, "D4": 2, "D5": 1}
    assert {label: sum(bag.values()) for label, bag in everything().items()} == {
        label: sum(bag.values()) for label, bag in first.items()
    }


def test_what_rests_on_the_act_is_named(district: District) -> None:
    run = merger.carried_out(district)
    at = datetime(2025, 7, 2, 9, 0, tzinfo=ZONE)
    facts = UpdateFacts("Đã làm", 20)
    tasks.post_update(Task.objects.get(code="W4"), facts, by=district.people["k1"], at=at)

    with pytest.raises(errors.DependsOnIt) as refused:
        services.ask_undo(run, by=district.administrator, at=at)

    assert str(refused.value) == "1 việc phụ thuộc: W4, cập nhật 02/07/2025 09:00"


def test_one_row_is_corrected_by_a_dated_transfer(district: District) -> None:
    run = merger.carried_out(district)
    at = datetime(2025, 7, 2, 9, 0, tzinfo=ZONE)
    w8, k2 = Task.objects.get(code="W8"), district.agencies["K2"]
    facts = Transfer(to=k2, on=at.date(), reason="Địa bàn thuộc xã Tân Hòa")

    services.transfer(run, w8, facts, by=district.administrator, at=at)

    w8.refresh_from_db()
    assert w8.lead_agency == k2
    rows = [(row.agency.code, row.valid_to) for row in w8.holdings.all()]
    assert rows == [("D2", LAST), ("K3", FIRST), ("K2", None)]


@pytest.mark.parametrize("who", ["t", "k1", "d1a", "p"])
def test_only_administrators_act(district: District, who: str) -> None:
    act = merger.draft(district)
    merger.choose(district, act)
    by = district.people[who]

    with pytest.raises(PermissionDenied):
        services.ask(act, by=by, at=T3)
    with pytest.raises(PermissionDenied):
        services.add_ending(act, [district.agencies["T"]], [], by=by, at=T3)


def test_an_agency_does_not_succeed_itself(district: District) -> None:
    act = merger.draft(district)
    board = district.agencies["T"]

    with pytest.raises(errors.SuccessorOfItself):
        services.add_ending(act, [board], [board], by=district.administrator, at=T2)


def test_no_holding_row_overlaps_another(district: District) -> None:
    merger.carried_out(district)

    for task in Task.objects.all():
        rows = list(TaskHolding.objects.filter(task=task).order_by("valid_from"))
        for first, second in itertools.pairwise(rows):
            assert first.valid_to is not None
            assert first.valid_to + timedelta(days=1) == second.valid_from


def test_the_names_before_are_kept_once(district: District) -> None:
    merger.carried_out(district)

    assert set(FormerName.objects.values_list("name", "valid_to")) == {
        ("Trung tâm Y tế huyện Bình An", LAST),
        ("TAND huyện Bình An", LAST),
        ("VKSND huyện Bình An", LAST),
    }
