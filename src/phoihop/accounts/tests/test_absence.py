"""Being away: who may lend which right to whom for which days, and taking it back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.accounts import absence, errors, services
from phoihop.accounts.absence import Absence
from phoihop.accounts.delegating import RIGHTS, held_by, rights_of
from phoihop.accounts.models import DelegatedRight, Delegation, Membership, Role, User
from phoihop.accounts.tests.factories import MembershipFactory, UserFactory
from phoihop.audit.models import Event
from phoihop.inbox.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
TODAY = NOW.date()
MONDAY = date(2019, 4, 22)
FRIDAY = date(2019, 4, 26)
ANSWER = "tasks.answer"


def seat(user: User) -> Membership:
    """The member a user acts for, as it stands now."""
    assert user.acting is not None
    return Membership.objects.select_related("user", "agency").get(pk=user.acting.pk)


def fresh(user: User) -> User:
    """The user of a new request."""
    return User.objects.select_related("acting__agency").get(pk=user.pk)


def week(cast: Cast, **other: Any) -> Absence:
    """The leader is away from Monday to Friday; the specialist stands in."""
    facts = Absence(
        giver=seat(cast.issuer_leader),
        receiver=seat(cast.issuer),
        rights=[ANSWER],
        first_day=MONDAY,
        last_day=FRIDAY,
        reason="Đi công tác",
    )
    return replace(facts, **other)


def lend(cast: Cast, by: User | None = None, **other: Any) -> Delegation:
    """That week written down, by the leader unless told."""
    return absence.delegate(week(cast, **other), by=by or cast.issuer_leader, at=NOW)


def test_it_begins_and_ends_by_itself(cast: Cast) -> None:
    lend(cast)
    deputy = fresh(cast.issuer)

    days = [MONDAY - timedelta(days=1), MONDAY, FRIDAY, FRIDAY + timedelta(days=1)]
    assert [bool(held_by(deputy, day)) for day in days] == [False, True, True, False]
    [held] = held_by(deputy, MONDAY)
    assert held.giver == cast.issuer_leader
    assert held.rights == {ANSWER}
    assert held_by(fresh(cast.issuer_leader), MONDAY) == []


def test_the_history_says_who_lent_what_to_whom(cast: Cast) -> None:
    delegation = lend(cast)
    event = Event.objects.get(verb="delegation.given")

    assert (event.by, event.object_id) == (cast.issuer_leader, delegation.pk)
    said = dict(event.changes.values_list("field", "new"))
    assert said["receiver"] == "Đỗ Thị Mai"
    assert said["rights"] == [ANSWER]
    assert said["first_day"] == "2019-04-22"
    assert said["reason"] == "Đi công tác"


def test_an_administrator_writes_it_down_for_somebody_ill(cast: Cast) -> None:
    delegation = lend(cast, by=cast.administrator, first_day=TODAY, reason="Điều trị")

    assert delegation.entered_by == cast.administrator
    assert held_by(fresh(cast.issuer), TODAY)


@pytest.mark.parametrize("who", ["issuer", "lead_leader", "inspector", "outsider"])
def test_nobody_else_delegates_for_another_or_ends_it(cast: Cast, who: str) -> None:
    by: User = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        lend(cast, by=by)
    delegation = lend(cast)
    with pytest.raises(PermissionDenied):
        absence.end_delegation(delegation, by=by, at=NOW)

    assert Delegation.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"rights": []}, errors.NoRightChosen),
        ({"rights": ["nothing.known"]}, errors.NotTheirRight),
        ({"reason": "  "}, errors.ReasonMissing),
        ({"first_day": TODAY - timedelta(days=1)}, errors.BeginsInThePast),
        ({"last_day": MONDAY - timedelta(days=1)}, errors.EndsBeforeItBegins),
        ({"last_day": MONDAY + timedelta(days=367)}, errors.LastsTooLong),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_refused(
    cast: Cast, other: dict[str, Any], refusal: type[errors.DelegationRefused]
) -> None:
    with pytest.raises(refusal) as found:
        lend(cast, **other)

    assert str(found.value)
    assert not Delegation.objects.exists()
    assert not Event.objects.exists()


def test_only_to_a_colleague_who_can_act(cast: Cast) -> None:
    other_seat = MembershipFactory.create(
        user=cast.issuer_leader, agency=cast.issuer_agency, role=Role.VIEWER
    )
    closed = UserFactory.create(agency=cast.issuer_agency, is_active=False)
    gone = UserFactory.create(agency=cast.issuer_agency)
    Membership.objects.filter(user=gone).update(ended_on=TODAY)

    with pytest.raises(errors.DelegatedToOneself):
        lend(cast, receiver=other_seat)
    for receiver in (cast.lead, closed, gone):
        with pytest.raises(errors.CannotStandIn):
            lend(cast, receiver=seat(receiver))


def test_an_administrator_gets_no_right_of_another(cast: Cast, client: Client) -> None:
    desk = MembershipFactory.create(
        user=cast.administrator, agency=cast.issuer_agency, role=Role.SPECIALIST
    )
    other = UserFactory.create(agency=cast.issuer_agency, role=Role.ADMINISTRATOR)

    with pytest.raises(errors.LentToOneself):
        lend(cast, by=cast.administrator, receiver=desk)
    for by in (cast.administrator, cast.issuer_leader):
        with pytest.raises(errors.AdministratorStandsIn):
            lend(cast, by=by, receiver=seat(other))
    client.force_login(cast.issuer_leader)
    offered = client.get(reverse("accounts:absence_create")).context["form"].fields["receiver"]
    assert seat(other) not in offered.queryset
    assert not Delegation.objects.exists()
    assert lend(cast, receiver=desk).receiver == desk


def test_both_are_told_when_it_is_lent_and_when_it_ends(cast: Cast, client: Client) -> None:
    delegation = lend(cast, by=cast.administrator)
    absence.end_delegation(delegation, by=cast.issuer_leader, at=NOW)

    told = {notice.user: {one["verb"] for one in notice.said} for notice in Notice.objects.all()}
    given, ended = "accounts.delegation_given", "accounts.delegation_ended"
    assert told == {cast.issuer_leader: {given}, cast.issuer: {given, ended}}
    assert all(notice.is_duty for notice in Notice.objects.all())
    client.force_login(cast.issuer_leader)
    assert "đã ủy quyền khi vắng mặt" in client.get(reverse("workspace:inbox")).content.decode()
    notice = Notice.objects.get(user=cast.issuer_leader)
    opened = client.get(reverse("inbox:open", args=[notice.pk]))
    assert opened["Location"] == delegation.get_absolute_url()


def test_only_rights_of_the_own_role_are_lent_and_not_on(cast: Cast) -> None:
    viewer = UserFactory.create(agency=cast.issuer_agency, role=Role.VIEWER)
    third = UserFactory.create(agency=cast.issuer_agency, role=Role.VIEWER)
    lend(cast, receiver=seat(viewer))

    assert rights_of(seat(viewer)) == []
    with pytest.raises(errors.NotTheirRight):
        lend(cast, by=fresh(viewer), giver=seat(viewer), receiver=seat(third))


def test_one_right_has_one_stand_in_a_day(cast: Cast) -> None:
    second = UserFactory.create(agency=cast.issuer_agency, full_name="Bùi Thị Hai")
    lend(cast)

    with pytest.raises(errors.DelegatedToAnother, match=r"Đỗ Thị Mai.*22/04/2019"):
        lend(cast, receiver=seat(second), first_day=FRIDAY, last_day=FRIDAY)
    saturday, sunday = FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=2)
    lend(cast, first_day=FRIDAY, last_day=saturday)
    lend(cast, receiver=seat(second), first_day=sunday, last_day=sunday)

    assert Delegation.objects.count() == 3


def test_who_is_away_cannot_stand_in(cast: Cast) -> None:
    third = UserFactory.create(agency=cast.issuer_agency)
    lend(cast, by=cast.issuer, giver=seat(cast.issuer), receiver=seat(third))

    with pytest.raises(errors.AwayThemselves, match="Đỗ Thị Mai"):
        lend(cast, first_day=FRIDAY, last_day=FRIDAY + timedelta(days=3))


def test_ended_early_it_holds_no_longer(cast: Cast) -> None:
    delegation = lend(cast)
    absence.end_delegation(delegation, by=cast.issuer_leader, at=NOW, reason="Về sớm")
    delegation.refresh_from_db()

    assert delegation.ended_by == cast.issuer_leader
    assert held_by(fresh(cast.issuer), MONDAY) == []
    assert seat(cast.issuer).stands_in_until is None
    event = Event.objects.get(verb="delegation.ended")
    assert event.changes.get(field="reason").new == "Về sớm"
    with pytest.raises(errors.DelegationEnded):
        absence.end_delegation(delegation, by=cast.issuer_leader, at=NOW)


def test_one_whose_days_are_over_is_not_ended_again(cast: Cast) -> None:
    delegation = lend(cast)
    with pytest.raises(errors.DelegationEnded):
        absence.end_delegation(delegation, by=cast.administrator, at=NOW + timedelta(days=20))


def test_it_ends_with_the_membership_or_the_account_of_its_giver(cast: Cast) -> None:
    lend(cast)
    services.deactivate_user(cast.issuer_leader, by=cast.administrator, at=NOW)
    assert held_by(fresh(cast.issuer), MONDAY) == []

    services.reactivate_user(cast.issuer_leader, by=cast.administrator, at=NOW, real_at=NOW)
    assert held_by(fresh(cast.issuer), MONDAY)
    services.end_membership(seat(cast.issuer_leader), on=TODAY, by=cast.administrator, at=NOW)
    assert held_by(fresh(cast.issuer), MONDAY) == []


def test_the_derived_last_day_is_that_of_the_rows(cast: Cast) -> None:
    first = lend(cast)
    second = lend(cast, last_day=FRIDAY + timedelta(days=7))
    assert seat(cast.issuer).stands_in_until == FRIDAY + timedelta(days=7)

    absence.end_delegation(second, by=cast.issuer_leader, at=NOW)
    assert seat(cast.issuer).stands_in_until == first.last_day


def test_the_same_form_twice_makes_one(cast: Cast) -> None:
    made = [
        absence.delegate(week(cast), by=cast.issuer_leader, at=NOW, form_key="k" * 32)
        for _time in range(2)
    ]

    assert made[0] == made[1]
    assert Delegation.objects.count() == 1


def test_the_database_refuses_what_a_service_would(cast: Cast) -> None:
    delegation = lend(cast)
    for wrong in (
        {"last_day": MONDAY - timedelta(days=1)},
        {"receiver": delegation.giver},
        {"reason": ""},
        {"ended_at": NOW},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Delegation.objects.filter(pk=delegation.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegatedRight.objects.create(delegation=delegation, right=ANSWER)


def test_members_who_stand_in_for_nobody_pay_nothing(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lend(cast)
    lend(cast, first_day=FRIDAY + timedelta(days=1), last_day=FRIDAY + timedelta(days=2))
    other, deputy = fresh(cast.lead), fresh(cast.issuer)
    deputy.kept_delegations = {}

    with django_assert_max_num_queries(0):
        assert held_by(other, MONDAY) == []
        assert held_by(deputy, FRIDAY + timedelta(days=30)) == []
    with django_assert_max_num_queries(1):
        for _time in range(5):
            [held] = held_by(deputy, MONDAY)
            assert str(held.giver.acting_agency) == "Ban Tuyên giáo Huyện ủy An Lạc"


def form(cast: Cast, **other: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "first_day": "22/04/2019",
        "last_day": "26/04/2019",
        "receiver": cast.issuer.acting_id,
        "rights": [ANSWER],
        "reason": "Đi công tác",
        "form_key": "11111111-1111-4111-8111-111111111111",
    }
    return values | other


@time_machine.travel(NOW, tick=False)
def test_the_page_makes_one_and_shows_it_to_both(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer_leader)
    for _time in range(2):
        answer = client.post(reverse("accounts:absence_create"), form(cast))
        assert answer.status_code == 302
    delegation = Delegation.objects.get()

    for who in (cast.issuer_leader, cast.issuer, cast.administrator):
        client.force_login(who)
        assert "Vũ Quang Hòa" in client.get(reverse("accounts:absences")).content.decode()
        page = client.get(delegation.get_absolute_url()).content.decode()
        assert "Chưa bắt đầu" in page
        assert "Ủy quyền khi vắng mặt" in page


@time_machine.travel(NOW, tick=False)
def test_a_refused_form_keeps_all_that_was_typed(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer_leader)
    for wrong, words in (
        ({"first_day": "31/02/2019"}, "Ngày không hợp lệ"),
        ({"first_day": "01/04/2019"}, "Ngày đầu đã qua"),
        ({"last_day": "21/04/2019"}, "Ngày cuối trước ngày đầu"),
        ({"reason": ""}, "Bắt buộc nhập"),
        ({"rights": []}, "ít nhất một quyền"),
        ({"receiver": cast.lead.acting_id}, "không làm việc ở cùng cơ quan"),
        ({"receiver": "9" * 30}, "không làm việc ở cùng cơ quan"),
        ({"reason": "<script>alert(1)</script>", "first_day": ""}, "&lt;script&gt;"),
    ):
        answer = client.post(reverse("accounts:absence_create"), form(cast, **wrong))
        assert answer.status_code == 422, wrong
        page = answer.content.decode()
        assert words in page, wrong
        assert "26/04/2019" in page or "21/04/2019" in page
    assert not Delegation.objects.exists()


@time_machine.travel(NOW, tick=False)
def test_others_find_no_absence(client: Client, cast: Cast) -> None:
    delegation = lend(cast)
    colleague = UserFactory.create(agency=cast.issuer_agency)
    for who in (cast.lead, cast.outsider, cast.inspector, colleague):
        client.force_login(who)
        assert "Vũ Quang Hòa" not in client.get(reverse("accounts:absences")).content.decode()
        for name in ("absence", "absence_end"):
            address = reverse(f"accounts:{name}", args=[delegation.pk])
            assert client.get(address).status_code == 404
            assert client.post(address).status_code in {404, 405}
        of_the_leader = f"{reverse('accounts:absence_create')}?vang={cast.issuer_leader.acting_id}"
        assert client.get(of_the_leader).status_code == 404
        assert client.post(of_the_leader, form(cast)).status_code == 404
    assert Delegation.objects.filter(ended_at=None).count() == 1


@time_machine.travel(NOW, tick=False)
def test_who_stands_in_reads_it_but_does_not_end_it(client: Client, cast: Cast) -> None:
    delegation = lend(cast)
    client.force_login(cast.issuer)
    assert client.get(delegation.get_absolute_url()).status_code == 200
    end = reverse("accounts:absence_end", args=[delegation.pk])
    assert client.get(end).status_code == 403
    assert client.post(end).status_code == 403

    client.force_login(cast.issuer_leader)
    assert client.post(end, {"reason": "Về sớm"}).status_code == 302
    again = client.post(end, {"reason": "Về sớm"})
    assert again.status_code == 422
    assert "đã kết thúc rồi" in again.content.decode()


@time_machine.travel(NOW, tick=False)
def test_the_administrator_opens_it_from_the_account(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    page = client.get(cast.issuer_leader.get_absolute_url()).content.decode()
    address = f"{reverse('accounts:absence_create')}?vang={cast.issuer_leader.acting_id}"
    assert address in page
    assert client.post(address, form(cast)).status_code == 302
    assert Delegation.objects.get().entered_by == cast.administrator


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_costs_the_same_for_many(
    client: Client, cast: Cast, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        day = MONDAY + timedelta(days=number)
        lend(cast, first_day=day, last_day=day)
    client.force_login(cast.administrator)
    with time_machine.travel(NOW, tick=False), django_assert_max_num_queries(12):
        client.get(reverse("accounts:absences"))


def test_every_right_has_its_permissions_and_words() -> None:
    assert ANSWER in RIGHTS
    for right in RIGHTS.values():
        assert right.permissions
        assert str(right.label)
