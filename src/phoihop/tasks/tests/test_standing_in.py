"""Confirming and returning on behalf of someone who is away."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.accounts import absence
from phoihop.accounts.delegating import authorised
from phoihop.accounts.models import Membership, Role, User
from phoihop.accounts.tests.factories import MembershipFactory, UserFactory
from phoihop.accounts.tests.test_absence import FRIDAY, MONDAY, fresh, lend, seat
from phoihop.audit.models import Event
from phoihop.inbox.models import Notice
from phoihop.inbox.services import notify
from phoihop.tasks import services
from phoihop.tasks.home import waiting_for
from phoihop.tasks.models import Task
from phoihop.tasks.services import ResultFacts
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
DURING = NOW + timedelta(days=7)
BEFORE = NOW + timedelta(days=5)
AFTER = NOW + timedelta(days=11)


def own_task(cast: Cast, by: User) -> Task:
    """A task the issuing agency leads itself, its result handed in: its leader answers (D10)."""
    task = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.issuer_agency)
    services.submit_result(task, ResultFacts("Đã xong"), by=by, at=NOW)
    return task


@pytest.fixture
def worker(cast: Cast) -> User:
    return UserFactory.create(agency=cast.issuer_agency, full_name="Bùi Thị Việc")


@pytest.fixture
def task(cast: Cast, worker: User) -> Task:
    lend(cast)
    return own_task(cast, worker)


def test_the_days_are_those_of_the_act() -> None:
    assert MONDAY <= DURING.date() <= FRIDAY
    assert BEFORE.date() < MONDAY
    assert AFTER.date() > FRIDAY


def test_who_works_for_both_agencies_does_not_confirm_the_own_result(cast: Cast) -> None:
    task = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    services.submit_result(task, ResultFacts("Đã xong"), by=cast.lead, at=NOW)
    cast.lead.acting = MembershipFactory.create(user=cast.lead, agency=cast.issuer_agency)

    assert list(waiting_for(cast.lead, NOW.date())) == []
    with pytest.raises(PermissionDenied):
        services.confirm_task(task, by=cast.lead, at=NOW)
    with pytest.raises(PermissionDenied):
        services.return_task(task, reason="Thiếu", by=cast.lead, at=NOW)
    assert list(waiting_for(cast.issuer, NOW.date())) == [task]


def test_the_deputy_answers_during_the_absence_only(cast: Cast, task: Task) -> None:
    deputy = fresh(cast.issuer)
    for at in (BEFORE, AFTER):
        with pytest.raises(PermissionDenied):
            services.confirm_task(task, by=deputy, at=at)
        with pytest.raises(PermissionDenied):
            services.return_task(task, reason="Thiếu", by=deputy, at=at)

    services.confirm_task(task, by=deputy, at=DURING)

    submission = task.submissions.get()
    assert (submission.confirmed_by, submission.answered_for) == (deputy, cast.issuer_leader)
    event = Event.objects.get(verb="task.confirmed")
    assert (event.by, event.on_behalf_of) == (deputy, cast.issuer_leader)
    assert event.acting_agency == cast.issuer_agency


def test_returning_says_on_whose_behalf_too(cast: Cast, task: Task) -> None:
    services.return_task(task, reason="Thiếu", by=fresh(cast.issuer), at=DURING)

    assert task.submissions.get().answered_for == cast.issuer_leader
    assert Event.objects.get(verb="task.returned").on_behalf_of == cast.issuer_leader


def test_notices_name_both(cast: Cast, task: Task) -> None:
    deputy = fresh(cast.issuer)
    by = authorised(deputy, "tasks.confirm_task", task, DURING.date())
    with transaction.atomic():
        notify(task, "tasks.confirmed", to=[cast.issuer_leader], by=by, at=DURING)

    [notice] = Notice.objects.filter(user=cast.issuer_leader)
    assert notice.said[0]["by"] == ["Đỗ Thị Mai, thay mặt Vũ Quang Hòa"]


def test_an_own_right_is_used_in_the_own_name(cast: Cast) -> None:
    lend(cast)
    task = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    services.submit_result(task, ResultFacts("Đã xong"), by=cast.lead, at=NOW)

    services.confirm_task(task, by=fresh(cast.issuer), at=DURING)

    assert task.submissions.get().answered_for is None
    assert Event.objects.get(verb="task.confirmed").on_behalf_of is None


def test_nobody_confirms_the_own_work_on_behalf(cast: Cast) -> None:
    lend(cast)
    own = own_task(cast, cast.issuer)
    of_the_leader = own_task(cast, cast.issuer_leader)

    for task in (own, of_the_leader):
        with pytest.raises(PermissionDenied):
            services.confirm_task(task, by=fresh(cast.issuer), at=DURING)


def test_work_handed_in_elsewhere_is_own_work_too(cast: Cast) -> None:
    """A viewer here who is a specialist there does not confirm here what he handed in there."""
    deputy = UserFactory.create(agency=cast.issuer_agency, role=Role.VIEWER)
    lend(cast, receiver=seat(deputy))
    task = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    services.submit_result(task, ResultFacts("Đã xong"), by=cast.lead, at=NOW)
    task.submissions.update(by=deputy)

    with pytest.raises(PermissionDenied):
        services.confirm_task(task, by=fresh(deputy), at=DURING)
    task.submissions.update(by=cast.lead)
    services.confirm_task(task, by=fresh(deputy), at=DURING)


def test_ended_early_the_right_is_gone(cast: Cast, task: Task) -> None:
    delegation = seat(cast.issuer).received.get()
    absence.end_delegation(delegation, by=cast.issuer_leader, at=NOW)
    with pytest.raises(PermissionDenied):
        services.confirm_task(task, by=fresh(cast.issuer), at=DURING)


def test_a_lent_right_is_no_right_to_other_agencies_or_acts(cast: Cast, task: Task) -> None:
    deputy = fresh(UserFactory.create(agency=cast.issuer_agency, role=Role.VIEWER))
    seen = set(Task.objects.visible_to(deputy))
    lend(cast, receiver=seat(deputy), first_day=FRIDAY + timedelta(days=1), last_day=AFTER.date())
    elsewhere = TaskFactory.create(assigner=cast.lead_agency, lead_agency=cast.lead_agency)

    with time_machine.travel(AFTER, tick=False):
        deputy = fresh(deputy)
        assert set(Task.objects.visible_to(deputy)) == seen
        assert deputy.has_perm("tasks.confirm_task", task)
        for permission in ("confirm_task", "return_task"):
            assert not deputy.has_perm(f"tasks.{permission}", elsewhere)
        for permission in ("suspend_task", "withdraw_task", "edit_task", "change_person"):
            assert not deputy.has_perm(f"tasks.{permission}", task)
        assert not deputy.has_perm("tasks.assign_task")


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.VIEWER, Role.LEADER])
def test_the_list_of_what_waits_is_that_of_the_permission(
    cast: Cast, worker: User, role: Role
) -> None:
    deputy = UserFactory.create(agency=cast.issuer_agency, role=role)
    lend(cast, receiver=seat(deputy))
    if role != Role.VIEWER:
        own_task(cast, deputy)
    for by in (worker, cast.issuer_leader):
        own_task(cast, by)
    other = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    services.submit_result(other, ResultFacts("Đã xong"), by=cast.lead, at=NOW)

    for at in (BEFORE, DURING, AFTER):
        with time_machine.travel(at, tick=False):
            user = fresh(deputy)
            rows: QuerySet[Task] = Task.objects.filter(submitted_on__isnull=False)
            allowed = {one for one in rows if user.has_perm("tasks.confirm_task", one)}
            assert set(waiting_for(user, at.date())) == allowed, at


def test_buttons_pages_and_forged_requests(client: Client, cast: Cast, task: Task) -> None:
    confirm = reverse("tasks:confirm", args=[task.pk])
    client.force_login(cast.issuer)
    for at in (BEFORE, AFTER):
        with time_machine.travel(at, tick=False):
            page = client.get(task.get_absolute_url()).content.decode()
            assert confirm not in page
            assert "ủy quyền đến" not in page
            assert client.get(confirm).status_code == 403
            assert client.post(confirm).status_code == 403
    assert task.submissions.get().confirmed_at is None

    with time_machine.travel(DURING, tick=False):
        home = client.get("/").content.decode()
        assert "Đang được <b>Vũ Quang Hòa</b> ủy quyền đến 26/04/2019" in home
        assert task.title in home
        page = client.get(task.get_absolute_url()).content.decode()
        assert "thay mặt Vũ Quang Hòa" in page
        assert client.post(confirm).status_code == 302
        for address in (task.get_absolute_url(), reverse("tasks:history", args=[task.pk])):
            assert "Đỗ Thị Mai, thay mặt Vũ Quang Hòa" in client.get(address).content.decode()


def test_a_page_asks_once_for_whom_one_stands_in(
    client: Client, cast: Cast, task: Task, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.issuer)
    with time_machine.travel(DURING, tick=False):
        client.get(task.get_absolute_url())
        with django_assert_num_queries(_queries(client, task)) as found:
            client.get(task.get_absolute_url())
    asked = [query for query in found.captured_queries if "accounts_delegatedright" in query["sql"]]
    assert len(asked) == 1

    Membership.objects.filter(user=cast.issuer).update(stands_in_until=None)
    with time_machine.travel(DURING, tick=False):
        assert _queries(client, task) < len(found.captured_queries)


def _queries(client: Client, task: Task) -> int:
    from django.db import connection  # noqa: PLC0415 -- of this one count
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- as above

    with CaptureQueriesContext(connection) as captured:
        client.get(task.get_absolute_url())
    return len(captured)
