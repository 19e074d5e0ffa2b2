"""Extensions: who asks, who decides, what stays; and due days that the assigning agency moves."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.audit.models import Event
from phoihop.inbox.models import Notice
from phoihop.tasks import errors, services
from phoihop.tasks.acts import possible_acts
from phoihop.tasks.asked import extensions_to_decide
from phoihop.tasks.models import ExtensionRequest, Task, TaskDue
from phoihop.tasks.services import ExtensionFacts, ResultFacts
from phoihop.tasks.states import nearly_days, punctuality_words, state_of
from phoihop.tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.django_db
FIRST, WANTED = date(2019, 5, 31), date(2019, 6, 20)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def task(cast: Cast) -> Task:
    return TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)


def _by(by: User, at: datetime, other: dict[str, Any]) -> Any:
    """Who and when, as far as the case says nothing else."""
    return {"by": by, "at": at} | other


def ask(task: Task, cast: Cast, due_on: date = WANTED, **other: Any) -> ExtensionRequest:
    facts = ExtensionFacts(due_on, "Trùng đợt thi")
    return services.ask_extension(task, facts, **_by(cast.lead, NOW, other))


def nothing_changed(task: Task) -> None:
    task.refresh_from_db()
    assert task.due_on == FIRST
    assert TaskDue.objects.filter(task=task).count() == 1


def test_an_approved_extension_keeps_both_due_dates(cast: Cast, task: Task) -> None:
    extension = ask(task, cast)
    nothing_changed(task)

    services.approve_extension(extension, by=cast.issuer_leader, at=LATER)

    task.refresh_from_db()
    assert (task.first_due_on, task.due_on) == (FIRST, WANTED)
    newest = task.dues.last()
    assert newest is not None
    assert (newest.decided_by, newest.reason) == (cast.issuer_leader, "Trùng đợt thi")
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["extension.asked", "extension.approved"]
    said = {row.field: (row.old, row.new) for row in Event.objects.latest("pk").changes.all()}
    assert said["due_on"] == ("2019-05-31", "2019-06-20")


def test_a_refused_extension_leaves_the_due_date_and_says_why(cast: Cast, task: Task) -> None:
    extension = ask(task, cast)
    with pytest.raises(errors.ReasonRequired):
        services.refuse_extension(extension, reason=" ", by=cast.issuer_leader, at=LATER)

    services.refuse_extension(
        extension, reason="Không có lý do khách quan", by=cast.issuer_leader, at=LATER
    )

    nothing_changed(task)
    extension.refresh_from_db()
    assert (extension.is_granted, extension.answer) == (False, "Không có lý do khách quan")
    assert Notice.objects.filter(user=cast.lead, object_id=task.pk).exists()


@pytest.mark.parametrize(
    "who", ["lead", "lead_leader", "issuer", "partner", "outsider", "inspector"]
)
def test_only_the_approver_of_the_assigning_agency_decides(
    cast: Cast, task: Task, who: str
) -> None:
    extension = ask(task, cast)
    UserFactory.create(agency=cast.lead_agency, role=Role.LEADER, may_approve_extensions=True)
    user = getattr(cast, who)

    with pytest.raises(PermissionDenied):
        services.approve_extension(extension, by=user, at=LATER)
    with pytest.raises(PermissionDenied):
        services.refuse_extension(extension, reason="Không", by=user, at=LATER)
    with pytest.raises(PermissionDenied):
        services.move_due(task, WANTED, reason="Theo chỉ đạo", by=user, at=LATER)

    nothing_changed(task)


def test_an_approver_of_the_lead_agency_decides_nothing(cast: Cast, task: Task) -> None:
    own_leader = UserFactory.create(
        agency=cast.lead_agency, role=Role.LEADER, may_approve_extensions=True
    )
    extension = ask(task, cast)
    with pytest.raises(PermissionDenied):
        services.approve_extension(extension, by=own_leader, at=LATER)


def test_who_asks_for_the_own_agencys_task_does_not_decide(cast: Cast) -> None:
    own = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.issuer_agency)
    extension = ask(own, cast, by=cast.issuer_leader)
    with pytest.raises(PermissionDenied):
        services.approve_extension(extension, by=cast.issuer_leader, at=LATER)
    other = UserFactory.create(
        agency=cast.issuer_agency, role=Role.LEADER, may_approve_extensions=True
    )
    assert services.approve_extension(extension, by=other, at=LATER).due_on == WANTED


@pytest.mark.parametrize("who", ["issuer", "partner", "outsider", "inspector"])
def test_only_the_lead_agency_asks(cast: Cast, task: Task, who: str) -> None:
    with pytest.raises(PermissionDenied):
        ask(task, cast, by=getattr(cast, who))
    assert not ExtensionRequest.objects.exists()


@pytest.mark.parametrize("day", [date(2019, 5, 30), FIRST])
def test_the_new_day_is_after_the_current_one(cast: Cast, task: Task, day: date) -> None:
    with pytest.raises(errors.NewDueNotLater) as refused:
        ask(task, cast, day)
    assert str(refused.value) == "Thời hạn mới phải sau thời hạn hiện tại."


def test_an_overdue_task_is_extended_to_a_day_to_come(cast: Cast, task: Task) -> None:
    late = datetime(2019, 6, 10, 8, tzinfo=NOW.tzinfo)
    with pytest.raises(errors.NewDuePast):
        ask(task, cast, date(2019, 6, 9), at=late)
    assert ask(task, cast, date(2019, 6, 10), at=late).due_on == date(2019, 6, 10)


def test_one_request_is_open_at_a_time_and_may_be_taken_back(cast: Cast, task: Task) -> None:
    first = ask(task, cast)
    with pytest.raises(errors.ExtensionAsked):
        ask(task, cast)
    services.take_back_extension(first, by=cast.lead_leader, at=NOW)
    with pytest.raises(errors.NoExtensionOpen):
        services.approve_extension(first, by=cast.issuer_leader, at=LATER)
    second = ask(task, cast, date(2019, 6, 30))
    assert services.approve_extension(second, by=cast.issuer_leader, at=LATER).due_on == (
        date(2019, 6, 30)
    )


def test_the_same_form_twice_asks_once(cast: Cast, task: Task) -> None:
    assert ask(task, cast, form_key="k") == ask(task, cast, form_key="k")
    assert ExtensionRequest.objects.count() == 1
    with pytest.raises(errors.FormUsed):
        ask(task, cast, by=cast.lead_leader, form_key="k")


@pytest.mark.differs
def test_the_table_allows_one_open_request_and_only_a_later_day(cast: Cast, task: Task) -> None:
    extension = ask(task, cast)
    extension.pk, extension.form_key = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        extension.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtensionRequest.objects.update(due_on=FIRST)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtensionRequest.objects.update(
            is_granted=False, decided_at=NOW, decided_by=cast.issuer_leader
        )


def test_what_became_of_the_task_closes_the_request(cast: Cast, task: Task) -> None:
    extension = ask(task, cast)
    services.submit_result(task, ResultFacts("Đã xong"), by=cast.lead, at=NOW)
    services.confirm_task(task, by=cast.issuer, at=LATER)
    extension.refresh_from_db()
    assert extension.lapsed_at == LATER
    with pytest.raises(errors.NoExtensionOpen):
        services.approve_extension(extension, by=cast.issuer_leader, at=LATER)

    other = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    extension = ask(other, cast)
    services.withdraw_task(other, reason="Không còn cần", by=cast.issuer, at=LATER)
    extension.refresh_from_db()
    assert extension.lapsed_at == LATER


def test_a_suspended_or_handed_in_task_is_not_extended(cast: Cast, task: Task) -> None:
    services.submit_result(task, ResultFacts("Đã xong"), by=cast.lead, at=NOW)
    with pytest.raises(errors.AlreadyWaiting):
        ask(task, cast)
    services.take_back_submission(task, by=cast.lead, at=NOW)
    extension = ask(task, cast)
    services.suspend_task(task, reason="Chờ kinh phí", by=cast.issuer, at=NOW)
    with pytest.raises(errors.TaskSuspended):
        services.approve_extension(extension, by=cast.issuer_leader, at=LATER)
    services.resume_task(task, by=cast.issuer, at=LATER)
    assert services.approve_extension(extension, by=cast.issuer_leader, at=LATER).due_on == WANTED


def test_the_assigning_agency_moves_a_due_day_with_a_reason(cast: Cast, task: Task) -> None:
    extension = ask(task, cast)
    with pytest.raises(errors.ReasonRequired):
        services.move_due(task, WANTED, reason="", by=cast.issuer_leader, at=LATER)
    with pytest.raises(errors.SameDue):
        services.move_due(task, FIRST, reason="Vì", by=cast.issuer_leader, at=LATER)
    with pytest.raises(errors.NewDuePast):
        services.move_due(task, NOW.date(), reason="Vì", by=cast.issuer_leader, at=LATER)
    nothing_changed(task)

    earlier = date(2019, 5, 10)
    services.move_due(task, earlier, reason="Theo chỉ đạo", by=cast.issuer_leader, at=LATER)

    task.refresh_from_db()
    assert (task.first_due_on, task.due_on) == (FIRST, earlier)
    extension.refresh_from_db()
    assert extension.lapsed_at == LATER


def test_both_punctuality_figures_are_said(cast: Cast) -> None:
    task = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        due_on=date(2019, 7, 5),
        first_due_on=date(2019, 6, 20),
        done_on=date(2019, 7, 4),
        percent=100,
        accepted_at=NOW,
        accepted_by=cast.lead,
    )
    assert punctuality_words(task) == "đúng hạn (hiện tại); quá hạn 14 ngày (ban đầu)"
    state = state_of(task, date(2019, 12, 20), nearly_days())
    assert (state.words, state.marks) == (
        "Hoàn thành đúng hạn",
        ("quá hạn 14 ngày (ban đầu)",),
    )


def test_the_list_of_requests_is_of_who_may_decide(cast: Cast, task: Task) -> None:
    ask(task, cast)

    def decides(user: Any) -> bool:
        return Task.objects.filter(extensions_to_decide(user, NOW.date())).exists()

    assert decides(cast.issuer_leader)
    assert not any(decides(user) for user in (cast.issuer, cast.lead, cast.lead_leader))


def test_the_button_is_shown_where_a_later_day_can_be_asked_for(cast: Cast, task: Task) -> None:
    """And nowhere else: a part that is due with the task above it has no later day."""

    def offered(one: Task) -> bool:
        return "extend" in possible_acts(cast.lead, Task.objects.get(pk=one.pk), NOW.date())

    equal, earlier = (
        TaskFactory.create(
            assigner=cast.issuer_agency, lead_agency=cast.lead_agency, parent=task, due_on=day
        )
        for day in (FIRST, date(2019, 5, 20))
    )
    standing = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, due_on=None, rhythm="monthly"
    )
    assert [offered(one) for one in (task, equal, earlier, standing)] == [True, False, True, False]
    for one in (equal, standing):
        with pytest.raises((errors.DueAfterParent, errors.NoDueDate)):
            ask(one, cast)
    assert ask(earlier, cast, FIRST).due_on == FIRST
    assert not offered(earlier)  # one request at a time


def test_a_result_and_a_request_that_both_wait_say_what_follows(
    cast: Cast, task: Task, client: Client
) -> None:
    extension = ask(task, cast)
    late = datetime(2019, 6, 10, 8, tzinfo=NOW.tzinfo)
    services.submit_result(task, ResultFacts("Đã xong"), by=cast.lead, at=late)
    words = "Cả kết quả và đề nghị gia hạn đều đang chờ."
    client.force_login(cast.issuer_leader)
    for name in ("confirm", "extend_yes", "extend_no"):
        assert words in client.get(reverse(f"tasks:{name}", args=[task.pk])).content.decode()

    services.approve_extension(extension, by=cast.issuer_leader, at=late)
    done = services.confirm_task(task, by=cast.issuer, at=late)
    assert punctuality_words(done) == "đúng hạn (hiện tại); quá hạn 10 ngày (ban đầu)"


@pytest.mark.parametrize("name", ["extend_yes", "extend_no"])
def test_the_page_of_a_decision_says_the_day_asked_for_and_why(
    cast: Cast, task: Task, client: Client, name: str
) -> None:
    extension = ask(task, cast)
    client.force_login(cast.issuer_leader)

    page = client.get(reverse(f"tasks:{name}", args=[task.pk])).content.decode()

    assert f"Gia hạn đến {extension.due_on:%d/%m/%Y}?" in page
    assert extension.reason in page


def test_the_page_of_a_decision_asks_for_what_it_shows_alone(
    cast: Cast, task: Task, client: Client, django_assert_max_num_queries: Any
) -> None:
    """Not for what may be done, read or counted on the page of the task itself."""
    ask(task, cast)
    client.force_login(cast.issuer_leader)
    url = reverse("tasks:extend_yes", args=[task.pk])
    client.get(url)

    with django_assert_max_num_queries(13):
        assert client.get(url).status_code == 200


def test_a_page_of_a_request_that_is_no_more_says_so(
    cast: Cast, task: Task, client: Client
) -> None:
    for user, names in (
        (cast.issuer_leader, ("extend_yes", "extend_no", "explain_cancel")),
        (cast.lead, ("extend_back", "explain_answer")),
    ):
        client.force_login(user)
        for name in names:
            page = client.get(reverse(f"tasks:{name}", args=[task.pk])).content.decode()
            assert "Không có gì phải quyết định" in page, name
            assert '<form class="act"' not in page
