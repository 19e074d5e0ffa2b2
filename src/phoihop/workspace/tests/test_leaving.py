"""Somebody leaves: all that was in these hands passes on in one act, and nothing is left alone."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.accounts import errors as account_errors
from phoihop.accounts.models import Delegation, Membership, Role, User
from phoihop.accounts.tests.factories import MembershipFactory, UserFactory
from phoihop.accounts.tests.test_absence import FRIDAY, MONDAY, lend, seat
from phoihop.agencies.models import Agency, Tenure
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.audit.models import Event
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.dossiers.keeping import pass_on
from phoihop.dossiers.services import put_in
from phoihop.dossiers.tests.factories import DossierFactory, closed
from phoihop.inbox.models import Notice
from phoihop.tasks.models import Task
from phoihop.tasks.people import works_in
from phoihop.tasks.services import TaskReceivers, hand_over_tasks
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.workspace.leaving import errors
from phoihop.workspace.leaving.held import (
    Ending,
    holdings_of,
    person_of_member,
    person_of_tenure,
)
from phoihop.workspace.leaving.services import HandOver, hand_over
from phoihop.workspace.tests.leaver import TODAY, Leaver

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
ANSWER = "tasks.answer"


def test_everything_passes_on_in_one_act(cast: Cast, leaver: Leaver) -> None:
    done_task = TaskFactory.create(
        lead_agency=cast.lead_agency,
        person_in_charge=leaver.official,
        done_on=TODAY,
        percent=100,
    )
    elsewhere = TaskFactory.create(person_in_charge=leaver.official)
    facts = leaver.facts(tasks=TaskReceivers(leaver.second, {leaver.tasks[1].pk: leaver.third}))

    done = hand_over(leaver.person, facts, by=cast.administrator, at=NOW)

    assert (done.tasks, done.rights, done.closed) == (3, 1, True)
    charged = [Task.objects.get(pk=task.pk).person_in_charge for task in leaver.tasks]
    assert charged == [leaver.second, leaver.third, leaver.second]
    for untouched in (done_task, elsewhere):
        untouched.refresh_from_db()
        assert untouched.person_in_charge == leaver.official
    assert seat(leaver.heir).is_contact
    member = leaver.user.memberships.get()
    assert member.ended_on == TODAY
    leaver.tenure.refresh_from_db()
    assert leaver.tenure.valid_to == TODAY
    assert not User.objects.get(pk=leaver.user.pk).is_active


def test_who_takes_over_is_told_of_each_task(cast: Cast, leaver: Leaver) -> None:
    hand_over(leaver.person, leaver.facts(), by=cast.administrator, at=NOW)

    told = Notice.objects.filter(user=leaver.heir, kind="tasks.task")
    assert {notice.object_id for notice in told} == {task.pk for task in leaver.tasks}


def test_each_task_tells_it_with_the_reason_and_the_account_sums_it_up(
    cast: Cast, leaver: Leaver
) -> None:
    hand_over(leaver.person, leaver.facts(), by=cast.administrator, at=NOW)

    changed = Event.objects.filter(verb="task.person_changed")
    assert {event.object_id for event in changed} == {task.pk for task in leaver.tasks}
    for event in changed:
        facts = {change.field: (change.old, change.new) for change in event.changes.all()}
        assert facts == {
            "person_in_charge": (str(leaver.official), str(leaver.second)),
            "reason": (None, "Chuyển công tác"),
        }
    summed = Event.objects.get(verb="person.handed_over")
    assert (summed.by, summed.object_id) == (cast.administrator, leaver.user.pk)
    assert summed.changes.get(field="tasks").new == 3


@pytest.mark.parametrize("who", ["lead_leader", "lead", "issuer", "inspector", "outsider"])
def test_nobody_but_an_administrator_hands_over(cast: Cast, leaver: Leaver, who: str) -> None:
    by: User = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        hand_over(leaver.person, leaver.facts(), by=by, at=NOW)
    with pytest.raises(PermissionDenied):
        hand_over_tasks(
            leaver.official,
            cast.lead_agency,
            TaskReceivers(leaver.second),
            reason="x",
            by=by,
            at=NOW,
        )

    assert not Event.objects.exists()


def test_what_nobody_takes_over_stops_the_whole_act(cast: Cast, leaver: Leaver) -> None:
    facts = leaver.facts(tasks=TaskReceivers(None, {leaver.tasks[0].pk: leaver.second}), rights={})

    with pytest.raises(errors.WithoutReceiver) as refused:
        hand_over(leaver.person, facts, by=cast.administrator, at=NOW)

    assert [lack.words for lack in refused.value.lacks] == [
        *(f"Nhiệm vụ {task.code}" for task in leaver.tasks[1:]),
        "Quyền “đầu mối”",
    ]
    assert not Event.objects.exists()
    assert leaver.user.memberships.get().ended_on is None
    assert Task.objects.filter(person_in_charge=leaver.official).count() == 3


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"ends": Ending(frozenset(), frozenset())}, errors.NothingEnds),
        ({"last_day": TODAY + timedelta(days=1)}, errors.LastDayAhead),
        ({"last_day": date(1999, 12, 31)}, errors.LastDayBeforeFirst),
        ({"reason": " "}, errors.ReasonMissing),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_refused(
    cast: Cast, leaver: Leaver, other: dict[str, Any], refusal: type[errors.HandOverRefused]
) -> None:
    with pytest.raises(refusal) as found:
        hand_over(leaver.person, leaver.facts(**other), by=cast.administrator, at=NOW)

    assert str(found.value)
    assert not Event.objects.exists()


def test_only_colleagues_take_over(cast: Cast, leaver: Leaver) -> None:
    from phoihop.tasks.errors import PersonElsewhere  # noqa: PLC0415 -- of this test alone

    stranger = TenureFactory.create(agency=cast.outside_agency).official
    for receiver in (stranger, leaver.official):
        facts = leaver.facts(tasks=TaskReceivers(receiver))
        with pytest.raises(PersonElsewhere):
            hand_over(leaver.person, facts, by=cast.administrator, at=NOW)
    key = f"{seat(leaver.user).pk}-is_contact"
    for taker in (cast.outsider, leaver.user):
        facts = leaver.facts(rights={key: seat(taker)})
        with pytest.raises(errors.ReceiverElsewhere):
            hand_over(leaver.person, facts, by=cast.administrator, at=NOW)

    assert not Event.objects.exists()


def test_who_stays_in_office_may_keep_the_tasks(cast: Cast, leaver: Leaver) -> None:
    facts = leaver.facts(ends=leaver.ends(office=False), tasks=TaskReceivers())

    done = hand_over(leaver.person, facts, by=cast.administrator, at=NOW)

    assert done.tasks == 0
    assert Task.objects.filter(person_in_charge=leaver.official).count() == 3
    assert works_in(leaver.official, cast.lead_agency, TODAY)


def test_an_official_without_an_account_leaves_from_the_office(cast: Cast, leaver: Leaver) -> None:
    office = Tenure.objects.get(official=leaver.third)
    task = leaver.tasks[0]
    Task.objects.filter(pk=task.pk).update(person_in_charge=leaver.third)
    person = person_of_tenure(office)
    facts = HandOver(
        ends=Ending(frozenset(), frozenset({office.pk})),
        last_day=TODAY,
        reason="Nghỉ hưu",
        tasks=TaskReceivers(leaver.second),
    )
    with pytest.raises(errors.WithoutReceiver):
        hand_over(person, replace(facts, tasks=TaskReceivers()), by=cast.administrator, at=NOW)

    hand_over(person, facts, by=cast.administrator, at=NOW)

    assert Task.objects.get(pk=task.pk).person_in_charge == leaver.second
    office.refresh_from_db()
    assert office.valid_to == TODAY
    assert Event.objects.get(verb="person.handed_over").kind == "agencies.official"


def test_standing_in_passes_on_and_own_delegations_end(cast: Cast) -> None:
    heir = UserFactory.create(agency=cast.issuer_agency, full_name="Bùi Thị Nhận")
    received = lend(cast)
    given = lend(
        cast,
        by=cast.issuer,
        giver=seat(cast.issuer),
        receiver=seat(heir),
        first_day=FRIDAY + timedelta(days=1),
        last_day=FRIDAY + timedelta(days=2),
    )
    person = person_of_member(seat(cast.issuer))
    facts = HandOver(
        ends=Ending(frozenset({seat(cast.issuer).pk}), frozenset()),
        last_day=TODAY,
        reason="Chuyển công tác",
    )
    with pytest.raises(errors.WithoutReceiver, match="chưa có người nhận"):
        hand_over(person, facts, by=cast.administrator, at=NOW)

    facts = replace(facts, received={received.pk: seat(heir)})
    hand_over(person, facts, by=cast.administrator, at=NOW)

    for ended in (received, given):
        ended.refresh_from_db()
        assert ended.ended_by == cast.administrator
    [new] = Delegation.objects.filter(ended_at=None)
    assert (new.giver.user, new.receiver.user) == (cast.issuer_leader, heir)
    assert (new.first_day, new.last_day, new.reason) == (MONDAY, FRIDAY, "Đi công tác")
    assert [row.right for row in new.rights.all()] == [ANSWER]


def test_an_account_with_another_seat_stays_open(cast: Cast, leaver: Leaver) -> None:
    MembershipFactory.create(user=leaver.user, agency=cast.partner_agency, role=Role.VIEWER)

    done = hand_over(leaver.person, leaver.facts(), by=cast.administrator, at=NOW)

    assert not done.closed
    user = User.objects.get(pk=leaver.user.pk)
    assert user.is_active
    assert user.acting is None


@pytest.mark.differs
def test_a_closed_dossier_gets_another_keeper_too(cast: Cast, leaver: Leaver) -> None:
    kept = DossierFactory.create(owner=cast.lead_agency, keeper=leaver.user)
    put_in(kept, leaver.tasks[0], by=leaver.user, at=NOW)
    closed(kept, leaver.user)

    facts = leaver.facts(dossiers=seat(leaver.heir))
    assert hand_over(leaver.person, facts, by=cast.administrator, at=NOW).dossiers == 1

    kept.refresh_from_db()
    assert (kept.keeper, kept.is_closed) == (leaver.heir, True)


def test_dossiers_get_another_keeper(cast: Cast, leaver: Leaver) -> None:
    kept = DossierFactory.create(owner=cast.lead_agency, keeper=leaver.user)
    elsewhere = DossierFactory.create(owner=cast.partner_agency, keeper=leaver.user)
    with pytest.raises(errors.WithoutReceiver) as refused:
        hand_over(leaver.person, leaver.facts(), by=cast.administrator, at=NOW)
    assert [lack.words for lack in refused.value.lacks] == ["1 hồ sơ"]
    with pytest.raises(PermissionDenied):
        pass_on(leaver.user, cast.lead_agency, leaver.heir, reason="x", by=leaver.user, at=NOW)

    facts = leaver.facts(dossiers=seat(leaver.heir))
    assert hand_over(leaver.person, facts, by=cast.administrator, at=NOW).dossiers == 1

    kept.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (kept.keeper, elsewhere.keeper) == (leaver.heir, leaver.user)
    event = Event.objects.get(verb="dossier.passed_on")
    assert event.changes.get(field="keeper").new == "Bùi Thị Nhận"


def test_a_right_that_others_have_needs_no_receiver(cast: Cast, leaver: Leaver) -> None:
    Membership.objects.filter(user=leaver.heir).update(is_contact=True)
    hand_over(leaver.person, leaver.facts(rights={}), by=cast.administrator, at=NOW)


def test_the_last_administrator_does_not_leave(cast: Cast) -> None:
    person = person_of_member(seat(cast.administrator))
    facts = HandOver(
        ends=Ending(frozenset({seat(cast.administrator).pk}), frozenset()),
        last_day=TODAY,
        reason="Nghỉ hưu",
    )
    with pytest.raises(account_errors.LastAdministrator):
        hand_over(person, facts, by=cast.administrator, at=NOW)

    assert not Event.objects.exists()


def test_drafts_and_texts_are_listed(cast: Cast, leaver: Leaver) -> None:
    draft = AgreementFactory.create(owner=cast.lead_agency, created_by=leaver.user)
    AgreementFactory.create(owner=cast.lead_agency, created_by=leaver.heir)
    AgreementFactory.create(owner=cast.lead_agency, created_by=leaver.user, signed=True)

    paper = DocumentFactory.create(
        owner=cast.lead_agency,
        registered_by=leaver.user,
        register="outgoing",
        is_draft=True,
        code="",
        number=None,
        symbol="",
        issued_on=None,
    )
    held = holdings_of(leaver.person, TODAY)

    assert (held.drafts, held.papers) == ([draft], [paper])


@pytest.mark.parametrize("many", [1, 40])
def test_the_number_of_queries_does_not_grow_with_the_tasks(
    cast: Cast, leaver: Leaver, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(many):
        TaskFactory.create(lead_agency=cast.lead_agency, person_in_charge=leaver.official)
    person = leaver.person
    with django_assert_num_queries(8):
        holdings_of(person, TODAY)
    with django_assert_num_queries(15):  # two are of the savepoint
        hand_over_tasks(
            leaver.official,
            cast.lead_agency,
            TaskReceivers(leaver.second),
            reason="Chuyển công tác",
            by=cast.administrator,
            at=NOW,
        )


# (who is in charge, whether it is done, who takes it over; None: the receiver of all else)
drawn_tasks = st.lists(
    st.tuples(st.integers(0, 2), st.booleans(), st.none() | st.integers(1, 2)), max_size=8
)


class NothingIsLeftAloneTest(TestCase):
    """Hypothesis needs a transaction for each example."""

    @given(drawn_tasks, st.none() | st.integers(1, 2), st.booleans(), st.booleans())
    @settings(max_examples=40, deadline=None)
    def test_no_open_task_has_a_person_who_left(
        self,
        drawn: list[tuple[int, bool, int | None]],
        default: int | None,
        ends_office: bool,
        ends_seat: bool,
    ) -> None:
        """Whatever is chosen: it is refused whole, or every open task has somebody who is there."""
        agency: Agency = AgencyFactory.create()
        people = OfficialFactory.create_batch(3)
        tenures = [TenureFactory.create(official=one, agency=agency) for one in people]
        user = UserFactory.create(agency=agency, official=people[0])
        administrator = UserFactory.create(agency=agency, role=Role.ADMINISTRATOR)
        tasks = []
        for person, is_done, _receiver in drawn:
            done: dict[str, Any] = {"done_on": TODAY, "percent": 100} if is_done else {}
            task = TaskFactory.create(lead_agency=agency, person_in_charge=people[person], **done)
            tasks.append(task)
        before = in_charge(agency)
        facts = HandOver(
            ends=Ending(
                frozenset({seat(user).pk} if ends_seat else ()),
                frozenset({tenures[0].pk} if ends_office else ()),
            ),
            last_day=TODAY,
            reason="Chuyển công tác",
            tasks=TaskReceivers(
                people[default] if default is not None else None,
                {
                    task.pk: people[to]
                    for task, (_who, _done, to) in zip(tasks, drawn, strict=True)
                    if to is not None
                },
            ),
        )
        try:
            hand_over(person_of_tenure(tenures[0]), facts, by=administrator, at=NOW)
        except errors.HandOverRefused:
            assert in_charge(agency) == before
            assert not Event.objects.exists()
        tomorrow = TODAY + timedelta(days=1)
        for task in Task.objects.filter(lead_agency=agency, done_on=None, withdrawn_on=None):
            assert works_in(task.person_in_charge, agency, tomorrow)
        assert sum(in_charge(agency).values()) == sum(before.values())


def in_charge(agency: Agency) -> dict[int, int]:
    """{official: how many open tasks of the agency}."""
    rows = Task.objects.filter(lead_agency=agency, done_on=None, withdrawn_on=None).order_by()
    counted = rows.values_list("person_in_charge").annotate(n=Count("pk"))
    return dict(counted)
