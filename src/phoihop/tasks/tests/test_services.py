"""The way of a task once it is assigned: who may do what, what changes, nothing half done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.audit.models import Event
from phoihop.documents.tests.factories import StoredFileFactory
from phoihop.tasks import errors, services
from phoihop.tasks.models import Task
from phoihop.tasks.services import ResultFacts, UpdateFacts
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.tests.traces import verbs

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LATER = NOW + timedelta(days=1)


@pytest.fixture
def task(cast: Cast) -> Task:
    return TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
    )


def submit(task: Task, cast: Cast, **other: Any) -> None:
    services.submit_result(task, ResultFacts("Đã xong 2 lớp"), by=cast.lead, at=NOW, **other)


def test_accepting_once(task: Task, cast: Cast) -> None:
    services.accept_task(task, by=cast.lead, at=NOW)

    task.refresh_from_db()
    assert (task.accepted_at, task.accepted_by) == (NOW, cast.lead)
    with pytest.raises(errors.AlreadyAccepted):
        services.accept_task(task, by=cast.lead, at=NOW)


def test_the_leads_update_sets_the_percentage_and_accepts(task: Task, cast: Cast) -> None:
    stored = StoredFileFactory.create()
    facts = UpdateFacts("Đã mở 1 lớp", 40, files=[(stored, "anh.png")])

    services.post_update(task, facts, by=cast.lead, at=NOW)

    task.refresh_from_db()
    assert (task.percent, task.updated_at, task.accepted_by) == (40, NOW, cast.lead)
    assert task.evidence.get().name == "anh.png"
    assert verbs() == ["task.updated"]


def test_a_coordinating_agency_gives_words_but_no_percentage(task: Task, cast: Cast) -> None:
    services.post_update(task, UpdateFacts("Đã làm", 40), by=cast.lead, at=NOW)
    services.post_update(task, UpdateFacts("Đã phát 6 chuyên mục", 90), by=cast.partner, at=LATER)

    task.refresh_from_db()
    assert task.percent == 40
    assert task.updates.get(agency=cast.partner_agency).percent is None


def test_nothing_arose_needs_no_words(task: Task, cast: Cast) -> None:
    services.post_update(task, UpdateFacts(nothing_arose=True), by=cast.lead, at=NOW)

    assert task.updates.get().nothing_arose
    with pytest.raises(errors.WordsRequired):
        services.post_update(task, UpdateFacts(percent=50), by=cast.lead, at=NOW)
    with pytest.raises(errors.PercentRequired):
        services.post_update(task, UpdateFacts("Đã làm"), by=cast.lead, at=NOW)


def test_the_same_update_twice_is_one(task: Task, cast: Cast) -> None:
    for _ in range(2):
        services.post_update(task, UpdateFacts("Đã làm", 40), by=cast.lead, at=NOW, form_key="một")

    assert task.updates.count() == 1
    assert verbs() == ["task.updated"]


def test_a_result_waits_and_the_percentage_stays(task: Task, cast: Cast) -> None:
    services.post_update(task, UpdateFacts("Đã làm", 40), by=cast.lead, at=NOW)
    submit(task, cast, form_key="hai")
    submit(task, cast, form_key="hai")

    task.refresh_from_db()
    assert (task.submitted_on, task.percent, task.submissions.count()) == (TODAY, 40, 1)
    with pytest.raises(errors.AlreadyWaiting):
        submit(task, cast)
    with pytest.raises(errors.AlreadyWaiting):
        services.post_update(task, UpdateFacts("Thêm", 50), by=cast.lead, at=NOW)
    other = TaskFactory.create(lead_agency=cast.lead_agency)
    with pytest.raises(errors.ResultRequired):
        services.submit_result(other, ResultFacts(" "), by=cast.lead, at=NOW)


def test_confirming_dates_it_to_the_submission(task: Task, cast: Cast) -> None:
    submit(task, cast)

    services.confirm_task(task, by=cast.issuer, at=NOW + timedelta(days=30), remark="Tốt")

    task.refresh_from_db()
    assert (task.done_on, task.percent, task.submitted_on) == (TODAY, 100, None)
    assert task.submissions.get().remark == "Tốt"
    with pytest.raises(errors.TaskClosed):
        services.confirm_task(task, by=cast.issuer, at=LATER)
    with pytest.raises(errors.TaskClosed):
        services.post_update(task, UpdateFacts("Thêm", 50), by=cast.partner, at=LATER)


def test_returning_needs_a_reason_and_leaves_the_percentage(task: Task, cast: Cast) -> None:
    services.post_update(task, UpdateFacts("Đã làm", 40), by=cast.lead, at=NOW)
    submit(task, cast)
    with pytest.raises(errors.ReasonRequired):
        services.return_task(task, reason=" ", by=cast.issuer, at=LATER)

    services.return_task(task, reason="Thiếu số liệu", by=cast.issuer, at=LATER)

    task.refresh_from_db()
    assert (task.submitted_on, task.returned_on) == (None, LATER.date())
    assert task.percent == 40
    assert task.submissions.get().reason == "Thiếu số liệu"
    submit(task, cast)
    task.refresh_from_db()
    assert task.returned_on is None


def test_only_who_submitted_takes_it_back_before_an_answer(task: Task, cast: Cast) -> None:
    with pytest.raises(errors.NothingWaits):
        services.take_back_submission(task, by=cast.lead, at=NOW)
    submit(task, cast)
    for other in (cast.lead_leader, cast.issuer, cast.partner):
        with pytest.raises(PermissionDenied):
            services.take_back_submission(task, by=other, at=NOW)

    services.take_back_submission(task, by=cast.lead, at=LATER)

    task.refresh_from_db()
    assert (task.submitted_on, task.returned_on) == (None, None)
    assert task.submissions.get().taken_back_at == LATER
    submit(task, cast)
    services.confirm_task(task, by=cast.issuer, at=LATER)


def test_taking_back_after_a_return_is_returned_again(task: Task, cast: Cast) -> None:
    submit(task, cast)
    services.return_task(task, reason="Thiếu", by=cast.issuer, at=LATER)
    submit(task, cast)
    services.take_back_submission(task, by=cast.lead, at=LATER)

    task.refresh_from_db()
    assert task.returned_on == LATER.date()


def test_of_its_own_task_an_agencys_leader_confirms_but_not_the_submitter(cast: Cast) -> None:
    own = TaskFactory.create(assigner=cast.lead_agency, lead_agency=cast.lead_agency)
    submit(own, cast)
    with pytest.raises(PermissionDenied):
        services.confirm_task(own, by=cast.lead, at=NOW)
    services.confirm_task(own, by=cast.lead_leader, at=NOW)

    second = TaskFactory.create(assigner=cast.lead_agency, lead_agency=cast.lead_agency)
    services.submit_result(second, ResultFacts("Xong"), by=cast.lead_leader, at=NOW)
    with pytest.raises(PermissionDenied):
        services.confirm_task(second, by=cast.lead_leader, at=NOW)
    another = UserFactory.create(agency=cast.lead_agency, role=Role.LEADER)
    services.confirm_task(second, by=another, at=NOW)


def test_a_suspended_task_stands_still_until_it_is_resumed(task: Task, cast: Cast) -> None:
    with pytest.raises(errors.ReasonRequired):
        services.suspend_task(task, reason="", by=cast.issuer, at=NOW)
    services.suspend_task(task, reason="Chờ kinh phí", by=cast.issuer, at=NOW)
    with pytest.raises(errors.TaskSuspended):
        submit(task, cast)
    with pytest.raises(errors.TaskSuspended):
        services.suspend_task(task, reason="Chờ", by=cast.issuer, at=NOW)

    services.resume_task(task, by=cast.issuer, at=LATER)

    task.refresh_from_db()
    assert (task.suspended_on, task.stop_reason) == (None, "")
    with pytest.raises(errors.NotSuspended):
        services.resume_task(task, by=cast.issuer, at=LATER)


def test_a_withdrawn_task_is_closed(task: Task, cast: Cast) -> None:
    services.withdraw_task(task, reason="Trùng việc", by=cast.issuer, at=NOW)

    task.refresh_from_db()
    assert task.withdrawn_on == TODAY
    with pytest.raises(errors.TaskClosed):
        services.accept_task(task, by=cast.lead, at=NOW)
    with pytest.raises(errors.TaskClosed):
        services.withdraw_task(task, reason="Trùng", by=cast.issuer, at=NOW)
    with pytest.raises(errors.TaskClosed):
        services.resume_task(task, by=cast.issuer, at=NOW)


def test_the_lead_agency_changes_the_person(task: Task, cast: Cast) -> None:
    person = OfficialFactory.create()
    with pytest.raises(errors.PersonElsewhere):
        services.change_person(task, person, by=cast.lead, at=NOW)
    TenureFactory.create(official=person, agency=cast.lead_agency)
    services.change_person(task, person, by=cast.lead, at=NOW)

    task.refresh_from_db()
    assert task.person_in_charge == person
    with pytest.raises(PermissionDenied):
        services.change_person(task, person, by=cast.issuer, at=NOW)
    with pytest.raises(errors.PersonRequired):
        services.change_person(task, None, by=cast.lead, at=NOW)


ACTS: dict[str, Callable[[Task, User], object]] = {
    "accept": lambda t, u: services.accept_task(t, by=u, at=NOW),
    "update": lambda t, u: services.post_update(t, UpdateFacts("Chữ", 50), by=u, at=NOW),
    "submit": lambda t, u: services.submit_result(t, ResultFacts("Xong"), by=u, at=NOW),
    "confirm": lambda t, u: services.confirm_task(t, by=u, at=NOW),
    "return": lambda t, u: services.return_task(t, reason="Thiếu", by=u, at=NOW),
    "suspend": lambda t, u: services.suspend_task(t, reason="Chờ", by=u, at=NOW),
    "resume": lambda t, u: services.resume_task(t, by=u, at=NOW),
    "withdraw": lambda t, u: services.withdraw_task(t, reason="Trùng", by=u, at=NOW),
    "person": lambda t, u: services.change_person(t, t.person_in_charge, by=u, at=NOW),
}


LEADS = {"accept", "update", "submit", "person"}


ASSIGNS = {"confirm", "return", "suspend", "resume", "withdraw"}


ALLOWED = {
    "lead": LEADS,
    "lead_leader": LEADS,
    "partner": {"update"},
    "issuer": ASSIGNS,
    "issuer_leader": ASSIGNS,
    "outsider": set[str](),
    "inspector": set[str](),
    "administrator": set[str](),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ALLOWED)
def test_who_may_do_what(task: Task, cast: Cast, who: str, act: str) -> None:
    if act in ALLOWED[who]:
        try:
            ACTS[act](task, getattr(cast, who))
        except errors.TaskRefused:
            return  # allowed, though the state or the person in charge does not fit
        return
    with pytest.raises(PermissionDenied):
        ACTS[act](task, getattr(cast, who))
    assert not Event.objects.exists()


def test_a_failing_trace_undoes_the_change(
    task: Task, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("no trace")

    monkeypatch.setattr("phoihop.audit.services.record", fail)
    with pytest.raises(RuntimeError):
        submit(task, cast)

    task.refresh_from_db()
    assert (task.submitted_on, task.submissions.count()) == (None, 0)
