"""Reviews of papers, the schedule of the week, inspections pass on; what stays says so."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from phoihop.accounts.models import Membership, Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.estates import Fate, estate_of
from phoihop.agencies.models import Agency
from phoihop.calendars.week_models import Part, WeekEntry
from phoihop.documents.milestone_acts import MoveFacts, move_milestone
from phoihop.documents.milestone_models import MilestoneKeeper
from phoihop.documents.models import Document, Milestone
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.documents.viewers import reindex_viewers
from phoihop.dossiers.tests.factories import DossierFactory
from phoihop.inspections.models import Check, Plan
from phoihop.scoring.models import RowDispute
from phoihop.succession import errors, services
from phoihop.succession.models import Act, Run
from phoihop.succession.plan import Part as PlanPart
from phoihop.succession.plan import plan_of
from phoihop.succession.services import ActFacts, Decision
from phoihop.succession.tests import merger
from phoihop.succession.tests.merger import FIRST, LAST, PAPER, T2, T3, District
from phoihop.succession.tests.test_carrying import everything
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.succession import settle
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(db: None) -> District:
    return merger.build()


def reviewed(owner: Agency) -> Document:
    """A directive in the register of the agency, with a review in the autumn."""
    paper = DocumentFactory.create(owner=owner)
    Milestone.objects.create(
        document=paper,
        kind="interim",
        years=5,
        first_on=date(2025, 10, 1),
        current_on=date(2025, 10, 1),
        owed_from=date(2020, 10, 1),
        made_at=T2,
    )
    reindex_viewers([paper.pk])
    return paper


def line(agency: Agency, day: date) -> WeekEntry:
    by = UserFactory.create(agency=agency)
    return WeekEntry.objects.create(
        agency=agency, day=day, part=Part.MORNING, words="Giao ban", entered_at=T2, entered_by=by
    )


def inspection(owner: Agency, of: Agency) -> Plan:
    by = UserFactory.create(agency=owner)
    plan = Plan.objects.create(
        owner=owner,
        title="Kiểm tra quý III",
        first_day=FIRST,
        last_day=date(2025, 9, 30),
        created_at=T2,
        created_by=by,
    )
    Check.objects.create(
        plan=plan, agency=of, planned_on=date(2025, 8, 1), inspectors="Tổ 1", what="Hồ sơ"
    )
    return plan


def part(district: District, act: Act, key: str) -> PlanPart:
    found = plan_of(act, district.administrator, T2.date()).part(key)
    assert found is not None
    return found


def district_act(district: District, *codes: str, to: tuple[str, ...]) -> Act:
    """A small act: these agencies end, those take over."""
    by, there = district.administrator, district.agencies
    facts = ActFacts(title="x", on=FIRST, paper=PAPER, paper_on=date(2025, 6, 16))
    act = services.create_act(facts, by=by, at=T2, form_key="-".join(codes))
    services.add_ending(
        act, [there[one] for one in codes], [there[one] for one in to], by=by, at=T2
    )
    return act


def carried_out(district: District, act: Act) -> Run:
    by = district.administrator
    return services.carry_out(services.ask(act, by=by, at=T3), by=by, at=T3)


@pytest.mark.differs
def test_who_takes_over_keeps_the_milestones_and_the_paper_stays(district: District) -> None:
    paper, k1 = reviewed(district.agencies["O1"]), district.people["k1"]
    milestone = paper.milestones.get()
    before = everything()

    run = carried_out(district, district_act(district, "O1", to=("K1",)))

    paper.refresh_from_db()
    assert paper.owner == district.agencies["O1"]
    with time_machine.travel(T3, tick=False):
        assert Document.objects.visible_to(k1).filter(pk=paper.pk).exists()
        assert Milestone.objects.visible_to(k1).of_register(k1).get() == milestone
        assert k1.has_perm("documents.keep_milestones", paper)
        assert k1.has_perm("tasks.assign_reviews", paper)
        assert not k1.has_perm("documents.change_document", paper)
        k2 = district.people["k2"]
        assert not k2.has_perm("documents.keep_milestones", paper)
        assert not k2.has_perm("tasks.assign_reviews", paper)
        assert not Milestone.objects.all().of_register(k2).exists()

    by = district.administrator
    services.undo(services.ask_undo(run, by=by, at=T3), by=by, at=T3)
    assert everything() == before


def test_a_moved_milestone_stands_in_the_way_of_undoing(district: District) -> None:
    paper = reviewed(district.agencies["O1"])
    run = carried_out(district, district_act(district, "O1", to=("K1",)))
    milestone, later = paper.milestones.get(), T3 + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        facts = MoveFacts(on=date(2025, 11, 1), reason="Lùi")
        move_milestone(milestone, facts, by=district.people["k1"], at=later)

    with pytest.raises(errors.DependsOnIt):
        services.ask_undo(run, by=district.administrator, at=later)


def test_with_several_successors_somebody_is_chosen_for_each_paper(district: District) -> None:
    paper = reviewed(district.agencies["D3"])
    act = district_act(district, "D3", to=("K1", "K2"))
    assert len(part(district, act, "documents.milestones").open_rows) == 1
    assert any("sơ kết, tổng kết" in words for words in _faults(district, act))

    choice = Decision(pk=paper.pk, fate=Fate.MOVE, to=district.agencies["K2"].pk)
    services.decide(act, "documents.milestones", [choice], by=district.administrator, at=T2)

    assert not part(district, act, "documents.milestones").open_rows


def _faults(district: District, act: Act) -> list[str]:
    return plan_of(act, district.administrator, T2.date()).faults


def test_a_keeper_that_ends_passes_the_milestones_on(district: District) -> None:
    paper = reviewed(district.agencies["O1"])
    MilestoneKeeper.objects.create(
        document=paper, agency=district.agencies["O4"], valid_from=date(2025, 1, 1)
    )

    carried_out(district, district_act(district, "O4", to=("K2",)))

    keeper = MilestoneKeeper.objects.get()
    assert (keeper.agency, keeper.valid_from) == (district.agencies["K2"], FIRST)


def test_lines_of_the_days_to_come_stand_in_the_next_schedule(district: District) -> None:
    old, coming = line(district.agencies["O1"], LAST), line(district.agencies["O1"], FIRST)
    before = everything()

    run = carried_out(district, district_act(district, "O1", to=("K1",)))

    old.refresh_from_db()
    coming.refresh_from_db()
    assert (old.agency.code, coming.agency.code) == ("O1", "K1")
    by = district.administrator
    services.undo(services.ask_undo(run, by=by, at=T3), by=by, at=T3)
    assert everything() == before


def test_an_inspection_goes_on_and_a_check_of_an_ended_agency_stays(district: District) -> None:
    plan = inspection(district.agencies["O1"], district.agencies["O4"])
    act = district_act(district, "O1", to=("K1",))
    services.add_ending(
        act,
        [district.agencies["O4"]],
        [district.agencies["K2"]],
        by=district.administrator,
        at=T2,
    )
    stays = part(district, act, "inspections.checks")
    assert (len(stays.rows), stays.staying, stays.open_rows) == (1, 1, [])

    carried_out(district, act)

    plan.refresh_from_db()
    assert plan.owner == district.agencies["K1"]
    assert plan.checks.get().agency == district.agencies["O4"]


def readers_of(task: Task) -> set[tuple[int, int]]:
    """Who reads it, and how much."""
    return set(TaskViewer.objects.filter(task=task).values_list("agency", "level"))


@pytest.mark.differs
def test_who_takes_over_answers_what_was_objected_to(district: District) -> None:
    """Of a closed task, whose assigning agency is the past one for everything else."""
    old, heir, by = district.agencies["O1"], district.people["k1"], UserFactory.create()
    lead = district.agencies["O4"]
    task = TaskFactory.create(
        assigner=old, lead_agency=lead, done_on=date(2019, 6, 10), percent=100
    )
    TaskFactory.create(assigner=old, lead_agency=lead, done_on=date(2019, 5, 10), percent=100)
    RowDispute.objects.create(
        task=task, agency=lead, deadline="current", words="Xin xem lại", by=by, at=T2
    )
    settle([task.pk])  # found and seen, as a task of the services is
    before = readers_of(task)
    act = district_act(district, "O1", to=("K1",))
    assert [row.item.pk for row in part(district, act, "scoring.answers").rows] == [task.pk]

    run = carried_out(district, act)

    task.refresh_from_db()
    assert (task.assigner, task.lead_agency) == (heir.acting_agency, lead)
    look = RowDispute.objects.get()
    with time_machine.travel(T3, tick=False):
        assert heir.has_perm("scoring.answer_row", look)
        assert Task.objects.visible_to(heir, TaskViewer.WORDS).filter(pk=task.pk).exists()
    by = district.administrator
    services.undo(services.ask_undo(run, by=by, at=T3), by=by, at=T3)
    task.refresh_from_db()
    assert task.assigner == old
    assert readers_of(task) == before


def test_the_preview_says_what_stays_and_why(district: District, client: Client) -> None:
    there = district.agencies
    DossierFactory.create(owner=there["O1"])
    DocumentFactory.create(
        owner=there["O1"], is_draft=True, register="outgoing", code="", number=None
    )
    act = district_act(district, "O1", to=("K1",))
    client.force_login(district.administrator)
    with time_machine.travel(T2, tick=False):
        page = client.get(act.get_absolute_url()).content.decode()
        kept = client.get(reverse("succession:part", args=[act.pk, "dossiers.kept"]))

    assert "Hồ sơ chưa nộp lưu trữ" in page
    assert "Giữ nguyên trong phông lưu trữ của cơ quan cũ" in page
    assert "cơ quan đã kết thúc không phát hành văn bản nữa" in page
    assert "giữ nguyên" in kept.content.decode()
    plan = plan_of(act, district.administrator, T2.date())
    assert plan.total == sum(len(part.rows) for part in plan.parts) - 2
    run = carried_out(district, act)
    assert "dossiers.kept" not in run.counts
    assert all(
        before == after for estate, _pk, before, after in run.rows if estate == "dossiers.kept"
    )


def test_seats_with_a_chosen_role_cost_no_query_each(district: District) -> None:
    """The preview asks once for all seats, whatever roles were chosen."""
    act = district_act(district, "O1", to=("K1",))

    def asked(seats: int) -> int:
        people = UserFactory.create_batch(seats, agency=district.agencies["O1"])
        made = Membership.objects.filter(user__in=people)
        rows = [
            Decision(
                pk=seat.pk, fate=Fate.MOVE, to=district.agencies["K1"].pk, role=Role.SPECIALIST
            )
            for seat in made
        ]
        services.decide(act, "accounts.seats", rows, by=district.administrator, at=T2)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            plan_of(act, district.administrator, T2.date())
        return len(queries)

    assert asked(1) == asked(8)


class TestTheDayOfTheAct:
    """The day against the paper in the register."""

    TEXT = "Điều 4. Nghị quyết này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025."

    @pytest.fixture
    def desk(self, client: Client, district: District) -> Client:
        DocumentFactory.create(
            owner=district.agencies["P"],
            code=PAPER,
            code_key="",
            issued_on=date(2025, 6, 16),
            text=self.TEXT,
        ).save()
        reindex_viewers(Document.objects.values_list("pk", flat=True))
        client.force_login(district.administrator)
        return client

    def post(self, desk: Client, **given: str) -> tuple[int, str]:
        form = {"title": "Kết thúc cấp huyện", "on": "", "paper": PAPER, "paper_on": "16/06/2025"}
        with time_machine.travel(T2, tick=False):
            page = desk.post(
                reverse("succession:create"), form | {"form_key": "a"} | given, follow=True
            )
        return page.status_code, page.content.decode()

    def test_the_day_is_proposed_from_the_text(self, desk: Client) -> None:
        status, page = self.post(desk)
        assert status == 422
        assert "có hiệu lực từ 01/07/2025" in page
        assert 'value="01/07/2025"' in page
        assert not Act.objects.exists()

    def test_another_date_than_in_the_register_is_refused(self, desk: Client) -> None:
        status, page = self.post(desk, on="01/07/2025", paper_on="15/06/2025")
        assert status == 422
        assert "Trong sổ, 9999/NQ-UBTVQH15 ghi ngày 16/06/2025" in page
        assert not Act.objects.exists()

    def test_a_day_before_the_paper_is_explained(self, desk: Client) -> None:
        status, page = self.post(desk, on="01/06/2025")
        assert status == 200
        assert "Chỉ tiếp tục nếu văn bản ghi rõ" in page
        assert "còn ngày thực hiện ghi là 01/06/2025" in page

    def test_a_day_that_fits_raises_no_doubt(self, desk: Client) -> None:
        status, page = self.post(desk, on="01/07/2025")
        assert status == 200
        assert "còn ngày thực hiện" not in page
        assert Act.objects.get().document is not None


def test_a_plan_under_way_stays_with_nobody_who_has_ended() -> None:
    """It can be concluded by its owner alone."""
    assert estate_of("inspections.plans").fates == (Fate.MOVE,)
