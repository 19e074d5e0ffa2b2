"""Evaluations and second looks: who may, when, what stands, what the history keeps."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import DelegatedRight, Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.accounts.tests.test_absence import fresh, lend
from phoihop.audit.models import Event
from phoihop.inbox.models import Notice
from phoihop.scoring import errors, evaluating, reviewing, scale
from phoihop.scoring.models import Evaluation, Grade, RowDispute
from phoihop.tasks import services
from phoihop.tasks.errors import DueAfterParent
from phoihop.tasks.models import Task, TaskDue
from phoihop.tasks.permissions import EXTENDING
from phoihop.tasks.services import ExtensionFacts
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db
ON = NOW.date()


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def good(cast: Cast) -> Grade:
    return scale.add_grade(
        scale.GradeFacts("Hoàn thành tốt", 1, 9, date(2019, 1, 1)), by=cast.administrator, at=NOW
    )


@pytest.fixture
def fair(cast: Cast, good: Grade) -> Grade:
    return scale.add_grade(
        scale.GradeFacts("Hoàn thành", 2, None, date(2019, 1, 1)), by=cast.administrator, at=NOW
    )


@pytest.fixture
def done(cast: Cast) -> Task:
    """Confirmed ten days late."""
    return TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
        due_on=date(2019, 3, 20),
        done_on=date(2019, 3, 30),
        percent=100,
    )


def evaluated(cast: Cast, task: Task, grade: Grade) -> Evaluation:
    return evaluating.evaluate(task, grade, words="Đúng yêu cầu", by=cast.issuer, at=NOW)


def test_only_an_administrator_sets_the_scale(cast: Cast, good: Grade, client: Client) -> None:
    facts = scale.GradeFacts("hoàn thành TỐT", 3, None, ON)
    with pytest.raises(PermissionDenied):
        scale.add_grade(facts, by=cast.issuer_leader, at=NOW)
    with pytest.raises(errors.WordsTaken):
        scale.add_grade(facts, by=cast.administrator, at=NOW)
    client.force_login(cast.issuer_leader)
    assert client.get(reverse("scoring:scale")).status_code == 404
    client.force_login(cast.administrator)
    wrong = client.post(reverse("scoring:grade_add"), {"words": "Kém", "order": "x"})
    assert wrong.status_code == 422
    assert "Kém" in wrong.content.decode()
    client.post(
        reverse("scoring:grade_change", args=[good.pk]),
        {"words": "Tốt", "order": 1, "valid_from": "01/01/2019", "valid_to": "31/12/2018"},
    )
    client.post(reverse("scoring:scale"), {"dispute_days": "5"})

    good.refresh_from_db()
    assert (good.words, scale.dispute_days()) == ("Hoàn thành tốt", 5)
    assert "Hoàn thành tốt" in client.get(reverse("scoring:scale")).content.decode()


def test_a_mark_is_given_only_while_it_is_in_use(cast: Cast, good: Grade, done: Task) -> None:
    ended = scale.GradeFacts("Hoàn thành tốt", 1, 9, date(2019, 1, 1), ON - timedelta(days=1))
    scale.change_grade(good, ended, by=cast.administrator, at=NOW)

    with pytest.raises(errors.GradeNotInUse):
        evaluated(cast, done, good)
    assert not Evaluation.objects.exists()


def test_who_assigned_evaluates_and_who_led_reads_it(
    cast: Cast, good: Grade, done: Task, client: Client
) -> None:
    with pytest.raises(PermissionDenied):
        evaluating.evaluate(done, good, words="", by=cast.lead, at=NOW)
    running = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    with pytest.raises(errors.NotFinished):
        evaluated(cast, running, good)

    client.force_login(cast.issuer)
    client.post(
        reverse("scoring:evaluate", args=[done.pk]), {"grade": good.pk, "words": "Đúng yêu cầu"}
    )

    client.force_login(cast.lead)
    page = client.get(done.get_absolute_url()).content.decode()
    assert "Hoàn thành tốt" in page
    assert "Đúng yêu cầu" in page
    assert "Không đồng ý" in page
    assert Notice.objects.filter(user=cast.lead, object_id=done.pk).exists()
    client.force_login(cast.outsider)
    for name in ("evaluate", "dispute", "answer"):
        assert client.post(reverse(f"scoring:{name}", args=[done.pk])).status_code == 404


def test_an_evaluation_stands_after_its_days(
    cast: Cast, good: Grade, fair: Grade, done: Task
) -> None:
    found = evaluated(cast, done, good)
    last = NOW + timedelta(days=10)
    evaluating.evaluate(done, fair, words="Sửa", by=cast.issuer, at=NOW)
    found.refresh_from_db()
    assert (found.grade, found.open_until, found.is_frozen(last.date())) == (
        fair,
        last.date(),
        False,
    )

    with pytest.raises(errors.Frozen):
        evaluating.evaluate(done, good, words="", by=cast.issuer, at=last + timedelta(days=1))
    with pytest.raises(errors.Frozen):
        evaluating.dispute_evaluation(
            found, words="Chưa đúng", by=cast.lead, at=last + timedelta(days=1)
        )
    assert Event.objects.filter(verb="task.evaluated").count() == 2


@pytest.mark.differs
def test_an_objection_is_made_once_and_answered_once(
    cast: Cast, good: Grade, fair: Grade, done: Task
) -> None:
    found = evaluated(cast, done, fair)
    with pytest.raises(PermissionDenied):
        evaluating.dispute_evaluation(found, words="Chen vào", by=cast.partner, at=NOW)
    with pytest.raises(errors.WordsNeeded):
        evaluating.dispute_evaluation(found, words=" ", by=cast.lead, at=NOW)
    dispute = evaluating.dispute_evaluation(found, words="Làm vượt yêu cầu", by=cast.lead, at=NOW)
    with pytest.raises(errors.DisputedAlready):
        evaluating.dispute_evaluation(found, words="Nữa", by=cast.lead, at=NOW)
    with pytest.raises(errors.DisputeOpen):
        evaluating.evaluate(done, good, words="", by=cast.issuer, at=NOW)

    facts: Any = {"is_accepted": True, "answer": "Đúng", "grade": good, "at": NOW}
    with pytest.raises(PermissionDenied):
        evaluating.answer_dispute(dispute, **facts, by=cast.lead)
    evaluating.answer_dispute(dispute, **facts, by=cast.issuer)
    with pytest.raises(errors.AnsweredAlready):
        evaluating.answer_dispute(dispute, **facts, by=cast.issuer)

    found = Evaluation.objects.get()
    assert (found.grade, found.is_frozen(ON)) == (good, True)
    with pytest.raises(errors.Frozen):
        evaluating.evaluate(done, fair, words="", by=cast.issuer, at=NOW)


def test_a_late_row_is_asked_about_and_put_right_by_an_act(
    cast: Cast, done: Task, client: Client
) -> None:
    early = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    with pytest.raises(errors.NotLate):
        reviewing.ask_again(early, "current", words="Không muộn", by=cast.lead, at=NOW)
    with pytest.raises(errors.NotLate):
        reviewing.ask_again(done, "current", words="Chen vào", by=cast.partner, at=NOW)
    client.force_login(cast.lead)
    client.post(
        reverse("scoring:ask_again", args=[done.pk]),
        {"words": "Đã được lùi hạn qua điện thoại", "theo": "current"},
    )
    dispute = RowDispute.objects.get()
    facts: Any = {"is_accepted": True, "answer": "Đúng, có ghi biên bản", "at": NOW}
    with pytest.raises(PermissionDenied):
        reviewing.answer_row(dispute, **facts, due_on=date(2019, 4, 1), by=cast.issuer)
    with pytest.raises(errors.DueNotMended):
        reviewing.answer_row(dispute, **facts, due_on=date(2019, 3, 1), by=cast.issuer_leader)

    client.force_login(cast.issuer_leader)
    client.post(
        reverse("scoring:answer_row", args=[dispute.pk]),
        {"decision": "yes", "answer": "Đúng, có ghi biên bản", "due_on": "01/04/2019"},
    )

    done.refresh_from_db()
    dispute.refresh_from_db()
    assert (done.due_on, done.first_due_on) == (date(2019, 4, 1), date(2019, 3, 20))
    assert (dispute.is_accepted, dispute.answered_by) == (True, cast.issuer_leader)
    rows = Task.objects.filter(pk=done.pk)
    assert not reviewing.late_for(rows, cast.lead_agency, "current", ON).exists()
    assert reviewing.late_for(rows, cast.lead_agency, "first", ON).exists()
    assert Event.objects.filter(verb__in=["task.row_disputed", "task.row_answered"]).count() == 2
    moved = Event.objects.get(verb="task.due_moved", object_id=done.pk)
    assert ("reason", "Đúng, có ghi biên bản") in {
        (row.field, row.new) for row in moved.changes.all()
    }
    assert "tasks.due_moved" in str(Notice.objects.get(user=cast.lead, object_id=done.pk).said)


def test_who_stands_in_says_so_when_a_second_look_moves_the_date(cast: Cast, done: Task) -> None:
    dispute = reviewing.ask_again(done, "current", words="Nhập sai hạn", by=cast.lead, at=NOW)
    delegation = lend(cast)
    DelegatedRight.objects.get_or_create(delegation=delegation, right=EXTENDING)
    at = NOW + timedelta(days=7)
    facts: Any = {"is_accepted": True, "answer": "Đúng", "due_on": date(2019, 4, 1)}

    reviewing.answer_row(dispute, **facts, by=fresh(cast.issuer), at=at)

    due = TaskDue.objects.filter(task=done).latest("pk")
    assert (due.decided_by, due.decided_for) == (cast.issuer, cast.issuer_leader)


def test_a_declined_request_changes_nothing_but_stays_readable(
    cast: Cast, done: Task, client: Client
) -> None:
    dispute = reviewing.ask_again(done, "first", words="Xin xem lại", by=cast.lead, at=NOW)

    reviewing.answer_row(
        dispute, is_accepted=False, answer="Không có căn cứ", by=cast.issuer, at=NOW
    )

    with pytest.raises(errors.DisputedAlready):
        reviewing.ask_again(done, "first", words="Nữa", by=cast.lead, at=NOW)
    client.force_login(cast.lead)
    page = client.get(reverse("scoring:agency", args=[cast.lead_agency.pk])).content.decode()
    assert "Không có căn cứ" in page
    client.force_login(cast.outsider)
    page = client.get(reverse("scoring:agency", args=[cast.lead_agency.pk])).content.decode()
    assert "Không có căn cứ" not in page
    assert client.post(reverse("scoring:answer_row", args=[dispute.pk])).status_code == 404


def test_the_same_evaluation_twice_is_once(cast: Cast, good: Grade, done: Task) -> None:
    first = evaluated(cast, done, good)
    told = Notice.objects.filter(user=cast.lead).values_list("count", flat=True)
    before = list(told)

    again = evaluating.evaluate(
        done, good, words=" Đúng yêu cầu ", by=cast.issuer, at=NOW + timedelta(days=2)
    )

    assert again == first
    assert again.open_until == first.open_until  # the days to object do not begin anew
    assert Event.objects.filter(verb="task.evaluated").count() == 1
    assert list(told) == before


def test_a_due_date_is_not_put_right_beyond_the_task_above(cast: Cast) -> None:
    above = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.issuer_agency, due_on=date(2019, 4, 10)
    )
    part = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        parent=above,
        due_on=date(2019, 4, 1),
    )
    dispute = reviewing.ask_again(part, "current", words="Xin xem lại", by=cast.lead, at=NOW)
    facts: Any = {"is_accepted": True, "answer": "Đúng", "by": cast.issuer_leader, "at": NOW}

    with pytest.raises(DueAfterParent):
        reviewing.answer_row(dispute, **facts, due_on=date(2019, 4, 11))
    part.refresh_from_db()
    dispute.refresh_from_db()
    assert (part.due_on, dispute.is_open) == (date(2019, 4, 1), True)
    reviewing.answer_row(dispute, **facts, due_on=date(2019, 4, 10))
    part.refresh_from_db()
    assert part.due_on == date(2019, 4, 10)


def test_a_stopped_task_keeps_its_due_date(cast: Cast) -> None:
    late = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, due_on=date(2019, 4, 1)
    )
    dispute = reviewing.ask_again(late, "current", words="Xin xem lại", by=cast.lead, at=NOW)
    services.suspend_task(late, reason="Chờ kinh phí", by=cast.issuer, at=NOW)
    facts: Any = {"is_accepted": True, "answer": "Đúng", "by": cast.issuer_leader, "at": NOW}

    with pytest.raises(errors.DueNotMended):
        reviewing.answer_row(dispute, **facts, due_on=date(2019, 4, 10))
    late.refresh_from_db()
    assert late.due_on == date(2019, 4, 1)


def test_what_was_put_right_needs_no_extension(cast: Cast) -> None:
    late = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, due_on=date(2019, 4, 1)
    )
    asked = services.ask_extension(
        late, ExtensionFacts(date(2019, 5, 1), "Trùng đợt thi"), by=cast.lead, at=NOW
    )
    dispute = reviewing.ask_again(late, "current", words="Xin xem lại", by=cast.lead, at=NOW)

    reviewing.answer_row(
        dispute,
        is_accepted=True,
        answer="Đúng",
        due_on=date(2019, 5, 10),
        by=cast.issuer_leader,
        at=NOW,
    )

    asked.refresh_from_db()
    assert asked.lapsed_at == NOW
    assert Event.objects.filter(verb="extension.lapsed").count() == 1


def test_a_mark_that_was_given_keeps_its_words_and_points(
    cast: Cast, good: Grade, done: Task, client: Client
) -> None:
    evaluated(cast, done, good)
    start = date(2019, 1, 1)
    for words, points in (("Không hoàn thành", 9), ("Hoàn thành tốt", 0)):
        with pytest.raises(errors.GradeGiven):
            scale.change_grade(
                good, scale.GradeFacts(words, 1, points, start), by=cast.administrator, at=NOW
            )
    client.force_login(cast.administrator)
    sent = {"words": "Tốt", "order": 1, "points": 9, "valid_from": "01/01/2019", "valid_to": ""}
    refused = client.post(reverse("scoring:grade_change", args=[good.pk]), sent)
    assert refused.status_code == 422
    assert "Đã có nhiệm vụ được đánh giá" in refused.content.decode()

    ended = scale.GradeFacts("Hoàn thành tốt", 3, 9, start, ON)
    scale.change_grade(good, ended, by=cast.administrator, at=NOW)
    good.refresh_from_db()
    assert (good.words, good.points, good.order, good.valid_to) == ("Hoàn thành tốt", 9, 3, ON)


def test_nobody_answers_the_own_objection(
    cast: Cast, good: Grade, fair: Grade, client: Client
) -> None:
    own = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.issuer_agency,
        due_on=date(2019, 3, 20),
        done_on=date(2019, 3, 30),
        percent=100,
    )
    leader = cast.issuer_leader
    found = evaluating.evaluate(own, fair, words="", by=leader, at=NOW)
    dispute = evaluating.dispute_evaluation(found, words="Tốt hơn", by=leader, at=NOW)
    row = reviewing.ask_again(own, "current", words="Không muộn", by=leader, at=NOW)
    facts: Any = {"is_accepted": True, "answer": "Đúng", "at": NOW}

    with pytest.raises(PermissionDenied):
        evaluating.answer_dispute(dispute, **facts, grade=good, by=leader)
    with pytest.raises(PermissionDenied):
        reviewing.answer_row(row, **facts, by=leader)
    client.force_login(leader)
    page = client.get(own.get_absolute_url()).content.decode()
    assert reverse("scoring:answer", args=[own.pk]) not in page
    assert reverse("scoring:answer_row", args=[row.pk]) not in page
    assert client.get(reverse("scoring:answer", args=[own.pk])).status_code == 403

    second = UserFactory.create(agency=cast.issuer_agency, role=Role.LEADER)
    client.force_login(second)
    page = client.get(own.get_absolute_url()).content.decode()
    assert reverse("scoring:answer", args=[own.pk]) in page
    evaluating.answer_dispute(dispute, **facts, grade=good, by=second)
    reviewing.answer_row(row, **facts, by=second)
    found.refresh_from_db()
    assert found.grade == good


def test_the_own_agency_s_work_is_evaluated_by_its_leader_alone(cast: Cast, good: Grade) -> None:
    own = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.issuer_agency,
        done_on=date(2019, 3, 30),
        percent=100,
    )

    with pytest.raises(PermissionDenied):
        evaluating.evaluate(own, good, words="", by=cast.issuer, at=NOW)
    assert evaluating.evaluate(own, good, words="", by=cast.issuer_leader, at=NOW).grade == good
