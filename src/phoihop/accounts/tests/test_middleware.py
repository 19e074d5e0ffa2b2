"""Between the session and the page: idle lock, acting agency, second step, language."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.accounts import services
from phoihop.accounts.middleware import SEEN
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.doors import is_signed_in
from phoihop.accounts.tests.factories import MembershipFactory
from phoihop.ui import clock

pytestmark = pytest.mark.django_db
PAGE = "accounts:security"


def idle_for(client: Client, minutes: float) -> None:
    """Let the last activity of the session lie so far back."""
    session = client.session
    session[SEEN] = (clock.real_now() - timedelta(minutes=minutes)).timestamp()
    session.save()


@pytest.mark.parametrize(("minutes", "open_still"), [(14.9, True), (15.1, False)])
def test_a_session_locks_after_15_idle_minutes(
    client: Client, cast: Cast, minutes: float, open_still: bool
) -> None:
    client.force_login(cast.lead)
    idle_for(client, minutes)
    client.get(reverse(PAGE))

    assert is_signed_in(client) is open_still


@pytest.mark.parametrize(("minutes", "open_still"), [(4.9, True), (5.1, False)])
def test_an_administrators_session_locks_after_5(
    client: Client, cast: Cast, minutes: float, open_still: bool
) -> None:
    client.force_login(cast.administrator)
    idle_for(client, minutes)
    client.get(reverse(PAGE))

    assert is_signed_in(client) is open_still


def test_the_lock_says_why_and_leads_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    idle_for(client, 20)
    answer = client.get(reverse(PAGE) + "?x=1")

    assert "reason=idle" in answer["Location"]
    assert "next=%2Ftai-khoan%2Fbao-ve%2F%3Fx%3D1" in answer["Location"]
    assert "Phiên làm việc đã tự khóa" in client.get(answer["Location"]).content.decode()


def test_a_part_of_a_page_opens_the_whole_log_in_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    idle_for(client, 20)
    answer = client.get(reverse(PAGE), headers={"hx-request": "true"})
    assert answer["HX-Redirect"].startswith(reverse("account_login"))

    answer = client.get(reverse(PAGE), headers={"hx-request": "true"})
    assert answer["HX-Redirect"].startswith(reverse("account_login"))


def test_typing_keeps_the_session_open(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    idle_for(client, 14)
    client.post(reverse("accounts:still_here"))

    assert clock.real_now().timestamp() - client.session[SEEN] < 60


def test_activity_is_noted_at_most_once_a_minute(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.lead)
    client.get(reverse(PAGE))
    before = User.objects.get(pk=cast.lead.pk).last_seen_at
    client.get(reverse(PAGE))

    assert User.objects.get(pk=cast.lead.pk).last_seen_at == before


def test_a_deactivated_account_is_out_at_its_next_click(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    services.deactivate_user(cast.lead, by=cast.administrator, at=NOW)

    assert client.get(reverse(PAGE))["Location"].startswith(reverse("account_login"))


def test_access_ends_with_the_last_membership(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    member = cast.lead.memberships.get()
    services.end_membership(member, on=NOW.date(), by=cast.administrator, at=NOW)
    answer = client.get(reverse(PAGE))

    assert "reason=membership" in answer["Location"]
    assert not is_signed_in(client)


def test_another_membership_takes_over_when_one_ends(client: Client, cast: Cast) -> None:
    other = MembershipFactory.create(user=cast.lead, agency=cast.partner_agency, role=Role.VIEWER)
    client.force_login(cast.lead)
    first = cast.lead.memberships.get(agency=cast.lead_agency)
    services.end_membership(first, on=NOW.date(), by=cast.administrator, at=NOW)

    assert client.get(reverse(PAGE)).status_code == 200
    assert User.objects.get(pk=cast.lead.pk).acting == other


def test_user_membership_and_agency_cost_one_query(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.lead)
    with django_assert_num_queries(2):  # the session, and the account with what it acts for
        client.post(reverse("accounts:still_here"))


def test_an_account_speaks_its_language_unless_the_device_chose(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    english = {"accept-language": "en"}
    assert 'lang="vi"' in client.get(reverse(PAGE), headers=english).content.decode()

    services.set_preferences(cast.lead, {"language": "en"}, at=NOW)
    assert '<html lang="en"' in client.get(reverse(PAGE)).content.decode()
    client.cookies["phoihop_language"] = "vi"
    assert '<html lang="vi"' in client.get(reverse(PAGE)).content.decode()
