"""Parts of a task: passed on over several levels, rolled up by weight, seen by whom it concerns."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyAncestor
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.audit.models import Event
from phoihop.tasks import errors, services
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.services import ResultFacts, TaskFacts, UpdateFacts
from phoihop.tasks.services.common import lock_many
from phoihop.tasks.services.rolling import has_parts
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.tasks.viewers import expected_viewers, level_of, reindex_viewers

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LATER = NOW + timedelta(days=1)
DUE = date(2019, 5, 20)


@pytest.fixture
def parent(cast: Cast) -> Task:
    return TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, title="Phổ cập giáo dục"
    )


def subordinate(of: Agency, name: str) -> User:
    """A specialist of an agency that stands below another."""
    agency = AgencyFactory.create(name=name)
    above = AgencyAncestor.objects.filter(agency=of).values_list("ancestor", flat=True)
    for ancestor in {of.pk, *above}:
        AgencyAncestor.objects.create(ancestor_id=ancestor, agency=agency, depth=1)
    official = OfficialFactory.create()
    TenureFactory.create(official=official, agency=agency)
    return UserFactory.create(agency=agency, is_contact=True, official=official)


def agency_of(user: User) -> Agency:
    assert user.acting_agency is not None
    return user.acting_agency


def facts_for(user: User, **other: Any) -> TaskFacts:
    values: dict[str, Any] = {
        "title": f"Phần của {agency_of(user)}",
        "product": "Danh sách",
        "lead_agency": agency_of(user),
        "person_in_charge": user.official,
        "due_on": DUE,
    }
    return TaskFacts(**(values | other))


def part_of(parent: Task, user: User, by: User, **other: Any) -> Task:
    weight = other.pop("weight", 1)
    return services.assign_part(parent, facts_for(user, **other), weight=weight, by=by, at=NOW)


def percent(task: Task) -> int:
    task.refresh_from_db()
    return task.percent


def test_progress_rolls_up_by_weight_over_two_levels(cast: Cast, parent: Task) -> None:
    first, second = (subordinate(cast.lead_agency, name) for name in ("Trường A", "Trường B"))
    third = subordinate(agency_of(first), "Tổ 1")
    part = part_of(parent, first, cast.lead, weight=3)
    part_of(parent, second, cast.lead)
    small = part_of(part, third, first)

    services.post_update(small, UpdateFacts("Đã rà soát", 50), by=third, at=LATER)

    assert (percent(part), percent(parent)) == (50, 38)  # 3 × 50 and 1 × 0, of 4: 37,5
    event = Event.objects.filter(verb="task.rolled_up", object_id=parent.pk).get()
    assert event.by == third
    services.submit_result(small, ResultFacts("Xong"), by=third, at=LATER)
    services.confirm_task(small, by=first, at=LATER)
    assert (percent(part), percent(parent)) == (100, 75)


def test_who_leads_says_no_percent_of_its_own(cast: Cast, parent: Task) -> None:
    part_of(parent, subordinate(cast.lead_agency, "Trường A"), cast.lead)
    with pytest.raises(errors.PercentOfParts):
        services.post_update(parent, UpdateFacts("Đã làm", 70), by=cast.lead, at=LATER)
    services.post_update(parent, UpdateFacts("Đã họp các trường"), by=cast.lead, at=LATER)
    assert percent(parent) == 0


def test_a_part_is_due_within_its_task(cast: Cast, parent: Task) -> None:
    school = subordinate(cast.lead_agency, "Trường A")
    with pytest.raises(errors.DueAfterParent):
        part_of(parent, school, cast.lead, due_on=date(2019, 6, 1))
    part = part_of(parent, school, cast.lead, due_on=parent.due_on)
    assert part.first_due_on == parent.due_on
    with pytest.raises(errors.DueAfterParent):
        services.ask_extension(
            part,
            services.ExtensionFacts(date(2019, 6, 10), "Chưa đủ người"),
            by=school,
            at=NOW,
        )
    with pytest.raises(errors.PartsDueLater):
        services.move_due(
            parent, date(2019, 5, 10), reason="Sớm hơn", by=cast.issuer_leader, at=NOW
        )


def test_who_may_pass_parts_on_and_to_whom(cast: Cast, parent: Task) -> None:
    school = subordinate(cast.lead_agency, "Trường A")
    for user in (cast.issuer, cast.partner, cast.outsider, cast.inspector, school):
        with pytest.raises(PermissionDenied):
            part_of(parent, school, user)
    with pytest.raises(errors.LeadNotAllowed):
        services.assign_part(
            parent,
            facts_for(subordinate(cast.outside_agency, "Tổ ngoài")),
            by=cast.lead,
            at=NOW,
        )
    with pytest.raises(errors.WeightRequired):
        part_of(parent, school, cast.lead, weight=0)
    assert not parent.parts.exists()
    parent.refresh_from_db()
    assert parent.accepted_at is None


def test_each_agency_sees_its_part_and_the_task_above_not_its_siblings(
    cast: Cast, parent: Task
) -> None:
    first, second = (subordinate(cast.lead_agency, name) for name in ("Trường A", "Trường B"))
    third = subordinate(agency_of(first), "Tổ 1")
    part = part_of(parent, first, cast.lead)
    sibling = part_of(parent, second, cast.lead)
    small = part_of(part, third, first)

    words, dates, title = TaskViewer.WORDS, TaskViewer.STATE, TaskViewer.TITLE
    expected = {
        first: {parent: title, part: words, small: words},
        second: {parent: title, sibling: words},
        third: {part: title, small: words},
        cast.lead: {parent: words, part: words, sibling: words, small: dates},
        cast.issuer: {parent: words, part: dates, sibling: dates, small: dates},
        cast.outsider: {},
    }
    for user, levels in expected.items():
        for task in (parent, part, sibling, small):
            assert level_of(user, task, TODAY) == levels.get(task, 0), (user, task)
    for task in Task.objects.all():
        rows = TaskViewer.objects.filter(task=task).values_list("agency", "level")
        assert dict(rows) == expected_viewers(task)


def test_parties_of_the_programme_do_not_see_parts(cast: Cast) -> None:
    programme = AgreementFactory.create(
        owner=cast.issuer_agency,
        parties=[cast.lead_agency, cast.partner_agency],
        signed=True,
        created_by=cast.issuer,
    )
    parent = TaskFactory.create(
        assigner=cast.issuer_agency, lead_agency=cast.lead_agency, agreement=programme
    )
    part = part_of(parent, subordinate(cast.lead_agency, "Trường A"), cast.lead)
    assert level_of(cast.partner, parent, TODAY) == TaskViewer.STATE
    assert level_of(cast.partner, part, TODAY) == 0
    assert list(programme.tasks.all()) == [parent]  # top tasks alone are counted


@pytest.mark.differs
def test_a_part_belongs_to_no_agreement(cast: Cast, parent: Task) -> None:
    part = part_of(parent, subordinate(cast.lead_agency, "Trường A"), cast.lead)
    agreement = AgreementFactory.create(owner=cast.issuer_agency, created_by=cast.issuer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=part.pk).update(agreement=agreement)


def test_a_task_with_open_parts_is_handed_in_only_with_a_word(cast: Cast, parent: Task) -> None:
    school = subordinate(cast.lead_agency, "Trường A")
    part = part_of(parent, school, cast.lead)
    with pytest.raises(errors.PartsOpen):
        services.submit_result(parent, ResultFacts("Xong"), by=cast.lead, at=LATER)
    services.submit_result(parent, ResultFacts("Xong", despite_parts=True), by=cast.lead, at=LATER)
    said = {row.field: row.new for row in Event.objects.latest("pk").changes.all()}
    assert said["open_parts"] == 1
    services.confirm_task(parent, by=cast.issuer, at=LATER)
    services.post_update(part, UpdateFacts("Còn tiếp", 20), by=school, at=LATER)
    assert percent(parent) == 100  # confirmed stays confirmed


def test_suspending_and_withdrawing_go_down_to_the_parts(cast: Cast, parent: Task) -> None:
    first, second = (subordinate(cast.lead_agency, name) for name in ("Trường A", "Trường B"))
    part = part_of(parent, first, cast.lead)
    small = part_of(part, subordinate(agency_of(first), "Tổ 1"), first)
    alone = part_of(parent, second, cast.lead)
    services.suspend_task(alone, reason="Chờ kinh phí", by=cast.lead, at=NOW)

    services.suspend_task(parent, reason="Chờ chỉ đạo", by=cast.issuer, at=LATER)

    for one in (part, small):
        one.refresh_from_db()
        assert (one.suspended_on, one.stop_reason) == (LATER.date(), "Chờ chỉ đạo")
    with pytest.raises(errors.ParentStopped):
        services.resume_task(part, by=cast.lead, at=LATER)
    services.resume_task(parent, by=cast.issuer, at=LATER)
    stopped = list(Task.objects.filter(suspended_on__isnull=False))
    assert stopped == [alone]  # what was suspended before, for its own reason

    services.withdraw_task(parent, reason="Không còn cần", by=cast.issuer, at=LATER)
    assert Task.objects.filter(withdrawn_on=LATER.date()).count() == 4
    assert Event.objects.filter(verb="task.withdrawn").count() == 4


def test_a_withdrawn_part_counts_no_more(cast: Cast, parent: Task) -> None:
    first, second = (subordinate(cast.lead_agency, name) for name in ("Trường A", "Trường B"))
    part = part_of(parent, first, cast.lead)
    other = part_of(parent, second, cast.lead)
    services.post_update(part, UpdateFacts("Một nửa", 50), by=first, at=LATER)
    assert percent(parent) == 25
    services.withdraw_task(other, reason="Gộp vào Trường A", by=cast.lead, at=LATER)
    assert percent(parent) == 50


def test_reading_rows_of_a_family_follow_when_its_lead_changes(cast: Cast, parent: Task) -> None:
    school = subordinate(cast.lead_agency, "Trường A")
    part = part_of(parent, school, cast.lead)
    Task.objects.filter(pk=parent.pk).update(assigner=cast.partner_agency)
    reindex_viewers([parent.pk])
    assert level_of(cast.partner, part, TODAY) == TaskViewer.STATE


def test_an_act_on_many_tasks_reaches_parts_as_the_single_act(cast: Cast, parent: Task) -> None:
    school = subordinate(cast.lead_agency, "Trường A")
    part = part_of(parent, school, cast.lead)
    alone = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    both = [parent.pk, alone.pk]
    services.suspend_many(both, reason="Chờ chỉ đạo", by=cast.issuer, at=LATER)
    part.refresh_from_db()
    assert (part.suspended_on, part.stopped_with_parent) == (LATER.date(), True)
    services.resume_many(both, by=cast.issuer, at=LATER)
    services.submit_result(part, ResultFacts("Xong"), by=school, at=LATER)
    outcome = services.confirm_many([part.pk], by=cast.lead, at=LATER)
    assert (outcome.done, percent(parent)) == ([part], 100)
    services.withdraw_many(both, reason="Không còn cần", by=cast.issuer, at=LATER)
    assert Task.objects.filter(withdrawn_on__isnull=False).count() == 2  # the part is done


def test_an_act_on_many_parts_locks_all_above_them_in_one_order(
    cast: Cast, parent: Task, django_assert_num_queries: Any
) -> None:
    school = subordinate(cast.lead_agency, "Trường A")
    part = part_of(parent, school, cast.lead)
    small = part_of(part, subordinate(agency_of(school), "Tổ 1"), school)

    # What stands above them, what above that, and the one statement that locks.
    with django_assert_num_queries(3) as captured:
        assert lock_many([small.pk, part.pk]) == [part, small]

    locking = captured[-1]["sql"]
    assert all(str(one.pk) in locking for one in (parent, part, small))
    assert "ORDER BY" in locking


def test_a_part_of_an_overdue_task_gets_a_day_that_is_still_to_come(
    cast: Cast, client: Client
) -> None:
    """No day to come is within the task; the form says so and offers today."""
    below = AgencyFactory.create()
    AgencyAncestor.objects.create(ancestor=cast.lead_agency, agency=below, depth=1)
    person = OfficialFactory.create()
    TenureFactory.create(official=person, agency=below)
    past = date(2019, 4, 10)
    task = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        due_on=past,
        first_due_on=past,
        percent=65,
    )
    client.force_login(cast.lead)
    with time_machine.travel(NOW, tick=False):
        page = client.get(reverse("tasks:part", args=[task.pk]))
    shown = page.content.decode()
    assert page.context["form"].initial["due_on"] == NOW.date()
    assert "Nhiệm vụ đã quá hạn nên phần việc được đặt hạn sau hạn của nhiệm vụ." in shown
    assert "Nhiệm vụ đang ở mức 65" in shown

    given = TaskFacts(
        title="Phần",
        product="Báo cáo",
        lead_agency=below,
        person_in_charge=person,
        due_on=date(2019, 4, 20),
    )
    part = services.assign_part(task, given, by=cast.lead, at=NOW)
    assert part.due_on == date(2019, 4, 20)
    renamed = replace(given, title="Phần việc")
    services.edit_task(part, renamed, by=cast.lead, at=NOW)
    part.refresh_from_db()
    assert (part.title, part.due_on) == ("Phần việc", date(2019, 4, 20))


def test_that_a_task_has_no_parts_is_found_by_the_index_of_parts(cast: Cast) -> None:
    """However many tasks there are, of which none is a part."""
    TaskFactory.create_batch(3, assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    task = Task.objects.latest("pk")
    plan = Task.objects.filter(parent=task, withdrawn_on=None).order_by().explain()
    if connection.vendor == "sqlite":  # PostgreSQL reads so small a table whole
        assert "task_parts" in plan
    assert not has_parts(task)
