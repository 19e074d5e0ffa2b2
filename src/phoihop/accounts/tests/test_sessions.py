"""Open sessions: seen and ended by their owner, ended by administrators, gone when over."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts import codes, services, sessions
from phoihop.accounts.devices import Device, browser_and_system, coarse, device_of, device_words
from phoihop.accounts.middleware import SEEN
from phoihop.accounts.models import OpenSession, User
from phoihop.accounts.tests.doors import confirm_password, give_password, is_signed_in
from phoihop.accounts.tests.factories import PASSWORD
from phoihop.audit.models import Event
from phoihop.jobs import services as jobs
from phoihop.jobs.worker import run_waiting
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1"
PAGE = "accounts:security"


def logged_in(user: User, agent: str = CHROME) -> Client:
    """A browser in which this account has logged in through the door."""
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR="192.168.1.7")
    give_password(client, user)
    assert is_signed_in(client)
    return client


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome trên Windows"),
        (PHONE, "Safari trên iPhone"),
        (CHROME + " Edg/126.0", "Edge trên Windows"),
        (CHROME + " coc_coc_browser/126", "Cốc Cốc trên Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0", "Firefox trên Linux"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/126 Mobile Safari/537", "Chrome trên Android"),
        ("", "trình duyệt khác"),
        ("<script>alert(1)</script>", "trình duyệt khác"),
    ],
)
def test_a_device_is_named_as_a_person_would(agent: str, words: str) -> None:
    assert device_words(*browser_and_system(agent)) == words


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.168.1.7", "192.168.1.*"),
        ("2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3::*"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_of_an_address_only_the_network_is_kept(address: str, network: str) -> None:
    assert coarse(address) == network


def test_behind_a_proxy_the_last_address_it_gave_counts(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 203.0.113.9")
    assert device_of(request).address == "10.0.0.*"
    monkeypatch.setattr("django.conf.settings.ALLAUTH_TRUSTED_PROXY_COUNT", 1)
    assert device_of(request).address == "203.0.113.*"


def test_the_owner_sees_every_device_and_which_is_this(cast: Cast) -> None:
    office, phone = logged_in(cast.lead), logged_in(cast.lead, PHONE)
    logged_in(cast.partner)
    page = office.get(reverse(PAGE)).content.decode()

    assert page.count("Chrome trên Windows") == 1  # the partner's is not shown, this is not ended
    assert page.index("Chrome trên Windows") < page.index("phiên này")
    assert "192.168.1.*" in page
    assert "192.168.1.7" not in page
    assert "Safari trên iPhone" in phone.get(reverse(PAGE)).content.decode()
    assert not OpenSession.objects.filter(user=cast.lead, browser__contains="Mozilla").exists()


def test_one_session_is_ended_and_only_by_its_owner(cast: Cast) -> None:
    office, phone, other = (
        logged_in(cast.lead),
        logged_in(cast.lead, PHONE),
        logged_in(cast.partner),
    )
    row = OpenSession.objects.get(user=cast.lead, system="iPhone")
    address = reverse("accounts:session_end", args=[row.pk])

    assert other.post(address).status_code == 404
    with pytest.raises(PermissionDenied):
        sessions.end_session(row, by=cast.partner, at=NOW)
    assert office.get(address).status_code == 405
    office.post(address)

    assert phone.get(reverse(PAGE)).status_code == 302
    assert office.get(reverse(PAGE)).status_code == 200
    assert Event.objects.filter(verb="user.sessions_ended", by=cast.lead).count() == 1


def test_all_others_are_ended_at_once(cast: Cast) -> None:
    office, phone, third = (logged_in(cast.lead, agent) for agent in (CHROME, PHONE, ""))
    page = office.post(reverse("accounts:sessions_end"), follow=True).content.decode()

    assert "Đã kết thúc 2 phiên" in page
    assert office.get(reverse(PAGE)).status_code == 200
    assert [c.get(reverse(PAGE)).status_code for c in (phone, third)] == [302, 302]
    assert OpenSession.objects.filter(user=cast.lead).count() == 1


def test_an_administrator_ends_all_sessions_of_an_account(client: Client, cast: Cast) -> None:
    office, phone, other = (
        logged_in(cast.lead),
        logged_in(cast.lead, PHONE),
        logged_in(cast.partner),
    )
    with pytest.raises(PermissionDenied):
        sessions.end_sessions(cast.lead, by=cast.partner, at=NOW)
    client.force_login(cast.administrator)
    address = reverse("accounts:user_sessions", args=[cast.lead.pk])
    assert "Chrome" not in client.get(cast.lead.get_absolute_url()).content.decode()
    client.get(address)
    client.post(address)

    assert [c.get(reverse(PAGE)).status_code for c in (office, phone, other)] == [302, 302, 200]
    event = Event.objects.get(verb="user.sessions_ended")
    assert (event.by, event.object_id) == (cast.administrator, cast.lead.pk)


def test_an_administrator_who_ends_the_own_ones_stays(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    other = Client()
    other.force_login(cast.administrator)
    client.post(reverse("accounts:user_sessions", args=[cast.administrator.pk]))

    assert client.get(reverse("accounts:users")).status_code == 200
    assert other.get(reverse("accounts:users")).status_code == 302


def test_rows_go_with_their_sessions(client: Client, cast: Cast) -> None:
    browser = logged_in(cast.lead)
    browser.post(reverse("account_logout"))
    assert not OpenSession.objects.exists()

    logged_in(cast.lead)
    services.change_own_password(cast.lead, "một câu khác cũng dài", at=NOW)
    assert not OpenSession.objects.exists()

    logged_in(cast.partner)
    codes.make_codes([cast.partner], by=cast.administrator, at=NOW, real_at=clock.real_now())
    assert not OpenSession.objects.exists()

    logged_in(cast.outsider)
    services.deactivate_user(cast.outsider, by=cast.administrator, at=NOW)
    assert not OpenSession.objects.exists()
    assert not Session.objects.exists()


def test_a_change_of_password_ends_the_others(client: Client, cast: Cast) -> None:
    office, phone = logged_in(cast.lead), logged_in(cast.lead, PHONE)
    new = "một câu khác cũng dài"
    facts = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = office.post(reverse("account_change_password"), facts)

    assert "reason=password" in answer["Location"]
    assert phone.get(reverse(PAGE)).status_code == 302


def test_a_locked_session_is_no_longer_open(cast: Cast) -> None:
    logged_in(cast.lead)
    now = clock.real_now()
    assert sessions.open_sessions(cast.lead, real_at=now).count() == 1
    assert not sessions.open_sessions(cast.lead, real_at=now + timedelta(minutes=16)).exists()


def test_activity_moves_the_last_moment_and_the_network(cast: Cast) -> None:
    browser = logged_in(cast.lead)
    long_ago = clock.real_now() - timedelta(minutes=5)
    OpenSession.objects.update(seen_at=long_ago)
    session = browser.session
    session[SEEN] = long_ago.timestamp()
    session.save()
    browser.get(reverse(PAGE), REMOTE_ADDR="10.1.2.3")

    row = OpenSession.objects.get()
    assert row.seen_at > long_ago
    assert row.address == "10.1.2.*"


def test_a_session_from_before_is_listed_once_it_is_used(cast: Cast) -> None:
    browser = logged_in(cast.lead)
    OpenSession.objects.all().delete()
    session = browser.session
    session[SEEN] -= 120
    session.save()
    browser.get(reverse(PAGE))

    assert OpenSession.objects.filter(user=cast.lead).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_session_that_was_ended_meanwhile_is_no_error(cast: Cast) -> None:
    device = Device("Chrome", "Windows", "")
    sessions.note("da-ket-thuc", cast.lead, device, real_at=clock.real_now())

    assert not OpenSession.objects.exists()


def test_who_ends_the_own_account_or_makes_the_own_code_gets_an_answer(cast: Cast) -> None:
    chief = Client()
    chief.force_login(cast.administrator)
    confirm_password(chief)
    session = chief.session
    session[SEEN] -= 120  # so that this request notes activity as well
    session.save()
    answer = chief.post(reverse("accounts:user_code", args=[cast.administrator.pk]))

    assert answer.status_code == 200
    assert answer.context["sheets"]
    assert chief.get(reverse("accounts:users")).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_sessions_that_locked_themselves_a_day_ago_are_forgotten(cast: Cast) -> None:
    logged_in(cast.lead)
    logged_in(cast.partner)
    rows = OpenSession.objects.filter(user=cast.lead)
    rows.update(seen_at=clock.real_now() - timedelta(hours=25))
    jobs.enqueue("accounts.clear_sessions", "2019-02-11", {}, by=None, at=NOW)
    run_waiting()

    assert list(OpenSession.objects.values_list("user", flat=True)) == [cast.partner.pk]
    assert Session.objects.count() == 1


def test_the_page_costs_the_same_with_many_sessions(cast: Cast) -> None:
    office = logged_in(cast.lead)
    costs = []
    for more in (1, 12):
        for _one in range(more):
            logged_in(cast.lead, PHONE)
        with CaptureQueriesContext(connection) as queries:
            office.get(reverse(PAGE))
        costs.append(len(queries))

    assert costs[0] == costs[1]
