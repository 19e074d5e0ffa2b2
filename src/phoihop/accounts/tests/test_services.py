"""Accounts and memberships: what may be done, by whom, and what stays when it fails."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.test import Client

from conftest import NOW, Cast
from phoihop.accounts import codes, errors, services
from phoihop.accounts.models import Membership, ReadScope, Role, User
from phoihop.accounts.querysets import agencies_in_scope
from phoihop.accounts.tests.factories import PASSWORD, MembershipFactory, UserFactory
from phoihop.audit.models import Change, Event

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
TODAY = NOW.date()
WORD = "mật khẩu lần đầu 2019"
SHORT = "ngắn"


def make(by: User | None, username: str = "ha.moi") -> User:
    """An account by its plain way."""
    return services.create_user(
        username=username, full_name="Lê Thu  Hà", password=WORD, by=by, at=NOW
    )


def test_an_administrator_makes_an_account_that_waits_for_its_code(cast: Cast) -> None:
    user = services.create_member(
        services.NewAccount(username="Ha.Moi", full_name="Lê Thu Hà"),
        services.Seat(cast.lead_agency, Role.SPECIALIST, TODAY, {"is_contact": True}),
        by=cast.administrator,
        at=NOW,
    )
    user.refresh_from_db()

    assert user.username == "ha.moi"
    assert not user.has_usable_password()
    assert user.acting_agency == cast.lead_agency
    assert user.memberships.get().is_contact
    assert set(Event.objects.values_list("verb", flat=True)) == {"user.created", "membership.added"}


def test_passwords_enter_no_history(cast: Cast) -> None:
    user = make(cast.administrator)
    services.change_own_password(user, "một mật khẩu khác hẳn", at=NOW)

    values = str(list(Change.objects.values_list("field", "old", "new")))
    assert WORD not in values
    assert "khác hẳn" not in values
    assert "password" not in values


@pytest.mark.parametrize("who", ["issuer", "issuer_leader", "inspector", "outsider"])
def test_nobody_but_administrators_touches_accounts(cast: Cast, who: str) -> None:
    by: User = getattr(cast, who)
    lead, member = cast.lead, cast.lead.memberships.get()
    scope = ReadScope.objects.get()
    acts: list[Callable[[], object]] = [
        lambda: make(by),
        lambda: services.change_user(lead, {"full_name": "X"}, by=by, at=NOW),
        lambda: codes.make_codes([lead], by=by, at=NOW, real_at=NOW),
        lambda: services.deactivate_user(lead, by=by, at=NOW),
        lambda: services.reactivate_user(lead, by=by, at=NOW, real_at=NOW),
        lambda: services.add_membership(
            lead, cast.partner_agency, Role.ADMINISTRATOR, started_on=TODAY, by=by, at=NOW
        ),
        lambda: services.change_rights(member, {"may_release": True}, by=by, at=NOW),
        lambda: services.end_membership(member, on=TODAY, by=by, at=NOW),
        lambda: services.grant_read_scope(
            cast.outside_agency, cast.issuer_agency, valid_from=TODAY, by=by, at=NOW
        ),
        lambda: services.end_read_scope(scope, on=TODAY, by=by, at=NOW),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()

    assert not Event.objects.exists()
    assert Membership.objects.filter(ended_on=None).count() == 8


def test_a_user_name_is_taken_in_whatever_case(cast: Cast) -> None:
    make(cast.administrator)
    with pytest.raises(errors.UserNameTaken):
        make(cast.administrator, "HA.moi")


def test_a_weak_password_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(errors.WeakPassword, match="14 ký tự"):
        services.create_user(
            username="ha", full_name="Hà", password=SHORT, by=cast.administrator, at=NOW
        )
    assert not User.objects.filter(username="ha").exists()


def test_the_same_role_twice_is_refused(cast: Cast) -> None:
    with pytest.raises(errors.MembershipExists):
        services.add_membership(
            cast.lead, cast.lead_agency, Role.SPECIALIST, started_on=TODAY, by=None, at=NOW
        )


def test_the_end_of_a_membership_comes_after_its_start_and_once(cast: Cast) -> None:
    member = cast.lead.memberships.get()
    with pytest.raises(errors.EndsBeforeStart):
        services.end_membership(member, on=date(1999, 12, 31), by=cast.administrator, at=NOW)
    services.end_membership(member, on=TODAY, by=cast.administrator, at=NOW)
    with pytest.raises(errors.MembershipEnded):
        services.end_membership(member, on=TODAY, by=cast.administrator, at=NOW)
    with pytest.raises(errors.MembershipEnded):
        services.change_rights(member, {"may_release": True}, by=cast.administrator, at=NOW)

    cast.lead.refresh_from_db()
    assert cast.lead.acting is None


def test_the_last_administrator_stays(cast: Cast) -> None:
    member = cast.administrator.memberships.get()
    with pytest.raises(errors.LastAdministrator):
        services.end_membership(member, on=TODAY, by=cast.administrator, at=NOW)
    with pytest.raises(errors.LastAdministrator):
        services.deactivate_user(cast.administrator, by=cast.administrator, at=NOW)

    UserFactory.create(agency=cast.issuer_agency, role=Role.ADMINISTRATOR)
    services.end_membership(member, on=TODAY, by=cast.administrator, at=NOW)
    assert Membership.objects.get(pk=member.pk).ended_on == TODAY


def test_one_acts_only_for_an_own_agency(cast: Cast) -> None:
    other = MembershipFactory.create(user=cast.lead, agency=cast.partner_agency)
    services.act_for(cast.lead, other, at=NOW)
    cast.lead.refresh_from_db()
    assert cast.lead.acting_agency == cast.partner_agency

    with pytest.raises(errors.NotAMember):
        services.act_for(cast.outsider, other, at=NOW)
    services.end_membership(other, on=TODAY, by=cast.administrator, at=NOW)
    with pytest.raises(errors.NotAMember):
        services.act_for(cast.lead, other, at=NOW)


def test_closing_and_opening_an_account(cast: Cast) -> None:
    chief = cast.administrator
    services.deactivate_user(cast.lead, by=chief, at=NOW, reason="Chuyển công tác")
    with pytest.raises(errors.AccountIsClosed):
        services.deactivate_user(cast.lead, by=chief, at=NOW)
    services.reactivate_user(cast.lead, by=chief, at=NOW, real_at=NOW)
    with pytest.raises(errors.AccountIsOpen):
        services.reactivate_user(cast.lead, by=chief, at=NOW, real_at=NOW)

    reason = Change.objects.get(field="reason")
    assert (reason.new, reason.event.verb) == ("Chuyển công tác", "user.deactivated")


def test_inspectors_read_what_their_agency_may_from_the_day_it_may(cast: Cast) -> None:
    scope = agencies_in_scope(cast.inspector, TODAY)
    assert scope is not None
    assert set(scope.values_list("agency", flat=True)) == {
        cast.issuer_agency.pk,
        cast.lead_agency.pk,
        cast.partner_agency.pk,
    }
    assert agencies_in_scope(cast.outsider, TODAY) is None

    services.end_read_scope(
        ReadScope.objects.get(), on=TODAY - timedelta(days=1), by=cast.administrator, at=NOW
    )
    assert agencies_in_scope(cast.inspector, TODAY) is None


def test_a_superior_reads_with_every_role_when_granted_so(cast: Cast) -> None:
    services.grant_read_scope(
        cast.outside_agency,
        cast.issuer_agency,
        valid_from=TODAY,
        inspectors_only=False,
        by=cast.administrator,
        at=NOW,
    )
    assert agencies_in_scope(cast.outsider, TODAY) is not None
    with pytest.raises(errors.ReadScopeExists):
        services.grant_read_scope(
            cast.outside_agency, cast.issuer_agency, valid_from=TODAY, by=None, at=NOW
        )


def test_when_the_trace_fails_nothing_is_saved(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(Event.objects, "bulk_create", fail)
    with pytest.raises(DatabaseError):
        services.deactivate_user(cast.lead, by=cast.administrator, at=NOW)
    with pytest.raises(DatabaseError):
        make(cast.administrator)

    assert User.objects.get(pk=cast.lead.pk).is_active
    assert not User.objects.filter(username="ha.moi").exists()


def test_an_act_that_changes_nothing_leaves_no_trace(cast: Cast) -> None:
    services.change_user(
        cast.lead, {"full_name": cast.lead.full_name}, by=cast.administrator, at=NOW
    )
    services.change_rights(
        cast.lead.memberships.get(), {"is_contact": True}, by=cast.administrator, at=NOW
    )

    assert not Event.objects.exists()


def test_the_factory_knows_its_password(client: Client, cast: Cast) -> None:
    assert cast.lead.check_password(PASSWORD)
