"""Notices add up, reach only who may see the record, and cost the same however many are told."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOW, Cast
from phoihop.accounts.models import Membership, Role, User
from phoihop.accounts.tests.factories import MembershipFactory, UserFactory
from phoihop.inbox import services
from phoihop.inbox.models import Follow, Notice, SwitchedOff
from phoihop.inbox.services import Telling
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def task(cast: Cast) -> Task:
    return TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
    )


def told() -> set[User]:
    return {notice.user for notice in Notice.objects.select_related("user")}


def test_a_notice_says_who_did_what_with_which_words(cast: Cast, task: Task) -> None:
    services.notify(
        task, "tasks.returned", to=[cast.lead], by=cast.issuer, at=NOW, words="  thiếu biên bản "
    )

    notice = Notice.objects.get()
    assert (notice.user, notice.agency) == (cast.lead, cast.lead_agency)
    assert (notice.kind, notice.object_id) == ("tasks.task", task.pk)
    assert notice.said == [
        {
            "verb": "tasks.returned",
            "count": 1,
            "words": "thiếu biên bản",
            "by": ["Đỗ Thị Mai"],
            "at": NOW.isoformat(),
        }
    ]
    assert (notice.count, notice.seen_at, notice.seen) == (1, None, 0)


@pytest.mark.differs
def test_unseen_notices_of_one_record_add_up(cast: Cast, task: Task) -> None:
    for number in range(5):
        by = cast.issuer if number % 2 else cast.partner
        at = NOW + timedelta(minutes=number)
        words = f"lần {number}"
        services.notify(task, "tasks.updated", to=[cast.lead], by=by, at=at, words=words)
    services.notify(task, "tasks.returned", to=[cast.lead], by=cast.issuer, at=LATER, words="Sai")

    notice = Notice.objects.get()
    assert notice.count == 6
    assert (notice.first_at, notice.last_at) == (NOW, LATER)
    returned, updated = notice.said
    assert (returned["verb"], returned["count"], returned["words"]) == ("tasks.returned", 1, "Sai")
    assert (updated["count"], updated["words"]) == (5, "lần 4")
    assert updated["by"] == ["Hoàng Văn Nam", "Đỗ Thị Mai"]


def test_after_it_was_seen_a_new_notice_begins(cast: Cast, task: Task) -> None:
    services.notify(task, "tasks.updated", to=[cast.lead], by=cast.issuer, at=NOW)
    services.mark_seen(cast.lead, {Notice.objects.get().pk: 1}, LATER)
    services.notify(task, "tasks.updated", to=[cast.lead], by=cast.issuer, at=LATER)

    assert sorted(Notice.objects.values_list("count", "seen")) == [(1, 0), (1, 1)]


@pytest.mark.differs
def test_undoing_seen_leaves_one_unseen_notice_of_a_record(cast: Cast, task: Task) -> None:
    services.notify(task, "tasks.updated", to=[cast.lead], by=cast.issuer, at=NOW)
    first = Notice.objects.get().pk
    assert services.mark_seen(cast.lead, {first: 1}, LATER) == [first]
    services.mark_unseen(cast.lead, [first])
    assert Notice.objects.get(pk=first).seen_at is None

    services.mark_seen(cast.lead, {first: 1}, LATER)
    services.notify(task, "tasks.updated", to=[cast.lead], by=cast.issuer, at=LATER)
    services.mark_unseen(cast.lead, [first])

    assert Notice.objects.filter(seen_at=None).count() == 1


def test_what_was_added_after_the_page_was_shown_stays_unseen(cast: Cast, task: Task) -> None:
    services.notify(task, "tasks.updated", to=[cast.lead], by=cast.issuer, at=NOW)
    shown = Notice.objects.get()
    services.notify(task, "tasks.returned", to=[cast.lead], by=cast.issuer, at=NOW)

    assert services.mark_seen(cast.lead, {shown.pk: shown.count}, LATER) == []
    assert Notice.objects.get().seen_at is None
    assert services.mark_seen(cast.lead, {shown.pk: 2}, LATER) == [shown.pk]


@pytest.mark.differs
def test_a_notice_seen_while_another_act_is_told_begins_anew(
    cast: Cast, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in (NOW, LATER):
        services.notify(task, "tasks.updated", to=[cast.lead, cast.partner], by=None, at=at)
    make = Notice.objects.bulk_create
    seen: list[int] = []

    def made_and_then_seen(*args: Any, **facts: Any) -> list[Notice]:
        made = make(*args, **facts)
        if not seen:
            seen.append(Notice.objects.filter(user=cast.lead).update(seen_at=NOW))
        return made

    monkeypatch.setattr(Notice.objects, "bulk_create", made_and_then_seen)
    services.notify(task, "tasks.returned", to=[cast.lead, cast.partner], by=None, at=LATER)

    rows = Notice.objects.filter(user=cast.lead).order_by("seen")
    assert [(row.seen, row.count, row.said[0]["verb"]) for row in rows] == [
        (0, 1, "tasks.returned"),
        (1, 2, "tasks.updated"),
    ]
    assert Notice.objects.get(user=cast.partner).count == 3


def test_nobody_marks_the_notices_of_another(cast: Cast, task: Task) -> None:
    services.notify(task, "tasks.updated", to=[cast.lead], by=cast.issuer, at=NOW)
    notice = Notice.objects.get()

    assert services.mark_seen(cast.outsider, {notice.pk: 1}, LATER) == []

    assert Notice.objects.get().seen_at is None


def test_who_did_it_is_told_nothing(cast: Cast, task: Task) -> None:
    Follow.objects.create(
        user=cast.issuer,
        agency=cast.issuer_agency,
        kind="tasks.task",
        object_id=task.pk,
        since=NOW,
    )

    services.notify(
        task, "tasks.updated", to=[cast.issuer, cast.lead], by=cast.issuer, at=NOW, followers=True
    )

    assert told() == {cast.lead}


def test_who_may_not_see_the_record_is_told_nothing(cast: Cast, task: Task) -> None:
    to = User.objects.filter(pk__in=[cast.outsider.pk, cast.partner.pk, cast.inspector.pk])

    services.notify(task, "tasks.updated", to=to, by=cast.issuer, at=NOW)

    assert told() == {cast.partner, cast.inspector}  # the inspector reads all under the place


def test_people_who_left_are_told_nothing(cast: Cast, task: Task) -> None:
    Membership.objects.filter(user=cast.lead).update(ended_on=NOW.date())
    User.objects.filter(pk=cast.partner.pk).update(is_active=False)

    services.notify(task, "tasks.updated", to=[cast.lead, cast.partner], by=cast.issuer, at=NOW)

    assert told() == set()


def test_a_person_of_two_agencies_is_told_for_the_one_that_sees_it(cast: Cast, task: Task) -> None:
    MembershipFactory.create(user=cast.lead, agency=cast.outside_agency)
    MembershipFactory.create(user=cast.outsider, agency=cast.lead_agency)

    services.notify(task, "tasks.updated", to=[cast.lead, cast.outsider], by=cast.issuer, at=NOW)

    assert set(Notice.objects.values_list("user", "agency")) == {
        (cast.lead.pk, cast.lead_agency.pk),
        (cast.outsider.pk, cast.lead_agency.pk),
    }


def test_an_agency_is_told_through_its_contacts_and_leaders(cast: Cast, task: Task) -> None:
    UserFactory.create(agency=cast.lead_agency, full_name="Người Khác")

    services.notify_agency(cast.lead_agency, task, "tasks.assigned", by=cast.issuer, at=NOW)
    assert told() == {cast.lead, cast.lead_leader}

    Notice.objects.all().delete()
    services.notify_agency(
        cast.lead_agency,
        task,
        "tasks.assigned",
        by=cast.issuer,
        at=NOW,
        roles=[Role.LEADER],
        contacts=False,
    )
    assert told() == {cast.lead_leader}


def test_what_is_switched_off_does_not_come_but_a_duty_does(
    cast: Cast, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    SwitchedOff.objects.create(user=cast.lead, what="tasks")
    services.notify(task, "tasks.updated", to=[cast.lead], by=cast.issuer, at=NOW)
    assert told() == set()

    monkeypatch.setattr("phoihop.inbox.services.notices.is_duty", lambda verb: True)
    services.notify(task, "tasks.returned", to=[cast.lead], by=cast.issuer, at=NOW)
    assert Notice.objects.get().is_duty


def test_many_receivers_and_many_records_cost_the_same_statements(cast: Cast, task: Task) -> None:
    people = UserFactory.create_batch(20, agency=cast.lead_agency)
    tasks = [task, *TaskFactory.create_batch(4, lead_agency=cast.lead_agency)]

    with CaptureQueriesContext(connection) as few:
        services.notify(task, "tasks.updated", to=[cast.lead], by=cast.issuer, at=NOW)
    with CaptureQueriesContext(connection) as many:
        services.notify_many(
            "tasks.updated",
            [Telling(record=one, users=[p.pk for p in people], followers=True) for one in tasks],
            by=cast.issuer,
            at=NOW,
        )

    assert Notice.objects.count() == 101
    # SQLite takes a hundred rows or so in a statement.
    assert len(few) <= 5
    assert len(many) <= 12


@pytest.mark.differs
def test_old_notices_are_tidied(cast: Cast, task: Task) -> None:
    services.notify(task, "tasks.updated", to=[cast.lead, cast.partner], by=cast.issuer, at=NOW)
    seen = Notice.objects.get(user=cast.lead)
    services.mark_seen(cast.lead, {seen.pk: 1}, NOW)

    kept = services.forget_old(unseen_before=NOW, seen_before=NOW)
    gone = services.forget_old(unseen_before=NOW, seen_before=LATER)

    assert (kept, gone) == (0, 1)
    assert Notice.objects.get().user == cast.partner
