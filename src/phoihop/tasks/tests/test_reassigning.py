"""Another lead agency, another person: what stays with whom, and who is told."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import AgencyAncestor, Official, Tenure
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.inbox.models import Notice
from phoihop.tasks import errors, services
from phoihop.tasks.asked import person_left
from phoihop.tasks.figures import condition_of
from phoihop.tasks.holding import held_on_due
from phoihop.tasks.models import ExtensionRequest, Task, TaskViewer
from phoihop.tasks.services import LeadFacts, ResultFacts, UpdateFacts
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.timeline import timeline_of
from phoihop.tasks.viewers import level_of
from phoihop.urging.acts import urge_task

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
MOVED = NOW.replace(month=6, day=10)


@pytest.fixture
def task(cast: Cast) -> Task:
    return TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
    )


@pytest.fixture
def person(cast: Cast) -> Official:
    official = OfficialFactory.create(full_name="Đỗ Văn Nhận")
    TenureFactory.create(official=official, agency=cast.outside_agency)
    AgencyAncestor.objects.create(ancestor=cast.issuer_agency, agency=cast.outside_agency, depth=1)
    return official


def _by(by: User, at: datetime, other: dict[str, Any]) -> Any:
    """Who and when, as far as the case says nothing else."""
    return {"by": by, "at": at} | other


def move(task: Task, cast: Cast, person: Official | None, **other: Any) -> Task:
    facts = LeadFacts(cast.outside_agency, person, other.pop("reason", "Theo phân công lại"))
    return services.change_lead(task, facts, **_by(cast.issuer, MOVED, other))


def test_a_delay_stays_with_who_held_the_task(cast: Cast, task: Task, person: Official) -> None:
    services.accept_task(task, by=cast.lead, at=NOW)

    move(task, cast, person)

    task.refresh_from_db()
    assert (task.lead_agency, task.person_in_charge) == (cast.outside_agency, person)
    assert task.accepted_at is None
    assert [(row.agency, row.valid_from, row.valid_to) for row in task.holdings.all()] == [
        (cast.lead_agency, date(2019, 3, 1), date(2019, 6, 9)),
        (cast.outside_agency, date(2019, 6, 10), None),
    ]
    late = Task.objects.filter(condition_of("current", date(2019, 6, 20)))
    assert list(late.filter(held_on_due(cast.lead_agency))) == [task]
    assert not late.filter(held_on_due(cast.outside_agency)).exists()
    assert level_of(cast.outsider, task, TODAY) == TaskViewer.WORDS
    assert level_of(cast.lead, task, TODAY) == TaskViewer.STATE  # its own delay, to look up
    assert Notice.objects.filter(user=cast.lead, object_id=task.pk).exists()


def test_what_was_asked_lapses_and_a_coordinating_agency_may_lead(cast: Cast, task: Task) -> None:
    services.ask_extension(
        task, services.ExtensionFacts(date(2019, 7, 1), "Mưa"), by=cast.lead, at=NOW
    )
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=cast.partner_agency)
    facts = LeadFacts(cast.partner_agency, official, "Theo phân công lại")
    services.change_lead(task, facts, by=cast.issuer, at=MOVED)
    assert ExtensionRequest.objects.get().lapsed_at == MOVED
    assert not task.coordinations.exists()


def test_on_the_day_it_was_assigned_nobody_held_it_before(
    cast: Cast, task: Task, person: Official
) -> None:
    move(task, cast, person, at=MOVED.replace(month=3, day=1))
    assert task.holdings.get().agency == cast.outside_agency


def test_what_is_refused_changes_nothing(cast: Cast, task: Task, person: Official) -> None:
    stranger = OfficialFactory.create()
    cases: list[tuple[type[Exception], Official | None, dict[str, Any]]] = [
        (PermissionDenied, person, {"by": cast.lead}),
        (PermissionDenied, person, {"by": cast.outsider}),
        (PermissionDenied, person, {"by": cast.inspector}),
        (errors.PersonRequired, None, {}),
        (errors.PersonElsewhere, stranger, {}),
        (errors.ReasonRequired, person, {"reason": " "}),
    ]
    for error, who, other in cases:
        with pytest.raises(error):
            move(task, cast, who, **other)
    with pytest.raises(errors.SameLead):
        services.change_lead(
            task, LeadFacts(cast.lead_agency, person, "Vì"), by=cast.issuer, at=MOVED
        )
    services.submit_result(task, ResultFacts("Xong"), by=cast.lead, at=NOW)
    with pytest.raises(errors.AlreadyWaiting):
        move(task, cast, person)
    task.refresh_from_db()
    assert task.lead_agency == cast.lead_agency
    assert task.holdings.count() == 1


def test_a_person_who_left_is_found_told_once_and_replaced(cast: Cast) -> None:
    gone, stays = OfficialFactory.create(full_name="Người Đã Đi"), OfficialFactory.create()
    for official in (gone, stays):
        TenureFactory.create(official=official, agency=cast.lead_agency, title="Chuyên viên")
    tasks = [
        TaskFactory.create(
            assigner=cast.issuer_agency, lead_agency=cast.lead_agency, person_in_charge=one
        )
        for one in (gone, stays)
    ]
    on = TODAY + timedelta(days=1)
    assert not Task.objects.filter(person_left(on)).exists()
    Tenure.objects.filter(official=gone).update(valid_to=TODAY)

    assert list(Task.objects.filter(person_left(on))) == [tasks[0]]
    assert services.notice_departed(on, at=NOW) == 1
    assert services.notice_departed(on + timedelta(days=1), at=NOW) == 0
    assert Notice.objects.filter(user=cast.lead, object_id=tasks[0].pk).count() == 1
    assert Event.objects.filter(verb="task.person_left").count() == 1

    services.change_person(tasks[0], stays, by=cast.lead, at=NOW)
    assert not Task.objects.filter(person_left(on)).exists()
    tasks[0].refresh_from_db()
    assert tasks[0].person_left_on is None


def test_the_course_says_the_turns_of_a_task_with_their_reasons(cast: Cast) -> None:
    AgencyAncestor.objects.create(ancestor=cast.issuer_agency, agency=cast.outside_agency, depth=1)
    person = OfficialFactory.create()
    TenureFactory.create(official=person, agency=cast.outside_agency)
    task = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    services.suspend_task(task, reason="Chờ kinh phí", by=cast.issuer, at=NOW)
    services.resume_task(task, by=cast.issuer, at=NOW)
    facts = LeadFacts(cast.outside_agency, person, "Phân công lại")
    services.change_lead(task, facts, by=cast.issuer, at=NOW)
    services.withdraw_task(task, reason="Không còn cần", by=cast.issuer, at=NOW)
    task.refresh_from_db()

    def told(level: int) -> set[tuple[str, str]]:
        return {(entry.title, entry.words) for entry in timeline_of(task, level, cast.issuer)}

    assert {
        ("Tạm dừng", "Chờ kinh phí"),
        ("Tiếp tục", ""),
        ("Chuyển cơ quan chủ trì", "Phân công lại"),
        ("Thu hồi", "Không còn cần"),
    } <= told(TaskViewer.WORDS)
    assert ("Tạm dừng", "") in told(TaskViewer.STATE)


@pytest.mark.differs
def test_the_course_names_who_it_was_done_for(cast: Cast, task: Task, person: Official) -> None:
    """What was done before the task passed on stays with the agencies of that day."""
    services.accept_task(task, by=cast.lead, at=NOW)
    services.submit_result(task, ResultFacts("Xong"), by=cast.lead, at=NOW)
    services.return_task(task, reason="Thiếu", by=cast.issuer, at=NOW)
    urge_task(task, "Làm ngay", by=cast.issuer, at=NOW)
    move(task, cast, person)
    services.post_update(
        task,
        UpdateFacts(words="Nhận việc", percent=5),
        by=UserFactory.create(agency=cast.outside_agency),
        at=MOVED,
    )
    # As when the assigning agency ends and another one takes over.
    Task.objects.update(assigner=cast.partner_agency)

    course = timeline_of(Task.objects.get(), TaskViewer.WORDS, cast.issuer)

    old, giving = f"Lê Thu Hà, {cast.lead_agency}", f"Đỗ Thị Mai, {cast.issuer_agency}"
    who = {entry.title: entry.who for entry in course}
    assert who["Gửi kết quả"] == old
    assert who["Bị trả lại"] == who["Đôn đốc lần 1"] == giving
    assert any(entry.who.endswith(str(cast.outside_agency)) for entry in course)
