"""What was typed when the idle lock met it: kept for its owner, sent again, or put away."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from conftest import NOW, Cast
from phoihop.accounts import kept_input, services
from phoihop.accounts.models import KeptInput, Membership, Role, User
from phoihop.accounts.tests.doors import code_now, give_password, is_signed_in
from phoihop.accounts.tests.factories import MembershipFactory
from phoihop.accounts.tests.test_middleware import idle_for
from phoihop.accounts.tests.test_views import NEW
from phoihop.jobs import services as jobs
from phoihop.jobs.worker import run_waiting
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
KEPT = "accounts:kept_input"


@pytest.fixture
def locked(client: Client, cast: Cast) -> Client:
    """An administrator who was away for too long while typing a new account, and pressed save."""
    client.force_login(cast.administrator)
    idle_for(client, 6)
    page = f"http://testserver{reverse('accounts:users')}?words=mai"
    answer = client.post(reverse("accounts:user_create"), NEW, headers={"referer": page})
    assert "reason=idle" in answer["Location"]
    assert "được giữ lại" in client.get(answer["Location"]).content.decode()
    assert not User.objects.filter(username="mai.do").exists()
    return client


def come_back(client: Client, user: User) -> Any:
    """Log in through both steps; returns the last answer."""
    give_password(client, user)
    return client.post(reverse("mfa_authenticate"), {"code": code_now()})


def send_again(client: Client) -> Any:
    """Press the button on the page that shows what was kept."""
    kept = client.get(reverse(KEPT)).context["kept"]
    facts = {kept_input.AGAIN: str(kept.member)} | dict(kept.fields)
    return client.post(kept.address, facts)


def test_it_is_shown_after_log_in_and_sent_again(locked: Client, cast: Cast) -> None:
    answer = come_back(locked, cast.administrator)
    assert answer["Location"] == reverse(KEPT)
    page = locked.get(reverse(KEPT)).content.decode()
    assert "Đỗ Thị Mai" in page
    assert f'action="{reverse("accounts:user_create")}"' in page
    assert f'href="{reverse("accounts:users")}?words=mai"' in page
    assert '<input type="hidden" name="username" value="mai.do">' in page
    assert "specialist" not in locked.get(reverse(KEPT)).context["kept"].texts

    assert send_again(locked).status_code == 200
    assert User.objects.filter(username="mai.do", full_name="Đỗ Thị Mai").count() == 1
    assert not KeptInput.objects.exists()
    assert locked.get(reverse(KEPT))["Location"] == "/"


def test_a_form_with_faults_comes_back_with_what_was_typed(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    idle_for(client, 6)
    client.post(reverse("accounts:user_create"), NEW | {"agency": "Phòng Không Có"})
    come_back(client, cast.administrator)
    answer = send_again(client)

    assert answer.status_code == 422
    assert 'value="Đỗ Thị Mai"' in answer.content.decode()
    assert not KeptInput.objects.exists()


def test_what_could_not_be_sent_stays_kept(locked: Client, cast: Cast) -> None:
    come_back(locked, cast.administrator)
    KeptInput.objects.update(address="/khong-co/")

    assert send_again(locked).status_code == 404
    assert KeptInput.objects.count() == 1


def test_typed_for_one_agency_it_is_not_sent_for_another(locked: Client, cast: Cast) -> None:
    then = cast.administrator.acting_agency
    other = MembershipFactory.create(user=cast.administrator, role=Role.ADMINISTRATOR)
    come_back(locked, cast.administrator)
    services.act_for(cast.administrator, other, at=NOW)
    address = reverse("accounts:user_create")

    assert send_again(locked)["Location"] == reverse(KEPT)
    assert not User.objects.filter(username="mai.do").exists()
    page = locked.get(reverse(KEPT)).content.decode()
    assert f'action="{address}"' not in page
    assert f"Chuyển sang {then}" in page
    assert locked.post(reverse(KEPT), {"switch": "1"})["Location"] == reverse(KEPT)
    assert f'action="{address}"' in locked.get(reverse(KEPT)).content.decode()
    assert send_again(locked).status_code == 200
    assert User.objects.filter(username="mai.do").exists()


def test_typed_for_an_agency_one_left_it_is_only_shown(locked: Client, cast: Cast) -> None:
    Membership.objects.filter(user=cast.administrator).update(ended_on=NOW.date())
    MembershipFactory.create(user=cast.administrator, role=Role.ADMINISTRATOR)
    come_back(locked, cast.administrator)

    page = locked.get(reverse(KEPT)).content.decode()
    assert "Đỗ Thị Mai" in page
    assert "không gửi được" in page
    assert "Chuyển sang" not in page
    assert locked.post(reverse(KEPT), {"switch": "1"})["Location"] == reverse(KEPT)


def test_nobody_else_finds_it(locked: Client, cast: Cast) -> None:
    give_password(locked, cast.lead)  # the next person at the same computer
    assert is_signed_in(locked)
    assert locked.get(reverse(KEPT))["Location"] == "/"
    assert "Đỗ Thị Mai" not in locked.get("/").content.decode()
    locked.post(reverse(KEPT))

    assert KeptInput.objects.get().user == cast.administrator


def test_it_is_put_away_when_its_owner_says_so(locked: Client, cast: Cast) -> None:
    come_back(locked, cast.administrator)
    locked.post(reverse(KEPT))

    assert not KeptInput.objects.exists()
    assert not User.objects.filter(username="mai.do").exists()


def test_the_database_alone_does_not_give_it_away(
    locked: Client, cast: Cast, settings: Settings
) -> None:
    row = str(KeptInput.objects.values_list())
    assert "Mai" not in row
    assert "mai.do" not in row
    settings.SECRET_KEY = "another"  # noqa: S105 -- of this test
    assert kept_input.kept_for(cast.administrator, real_at=clock.real_now()) is None


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        pytest.param("account_change_password", {"oldpassword": "cũ cũ", "x": "chữ"}, id="door"),
        pytest.param("accounts:preferences", {"password": "chữ"}, id="a-password"),
        pytest.param("accounts:acting", {"membership": "5"}, id="no-text"),
        pytest.param("accounts:preferences", {"form_key": "abc"}, id="only-a-key"),
        pytest.param("accounts:preferences", {"theme": "x" * 200_001}, id="too-much"),
        pytest.param("accounts:still_here", {"x": "chữ"}, id="sign-of-life"),
    ],
)
def test_what_is_not_text_of_a_form_is_not_kept(
    client: Client, cast: Cast, name: str, facts: dict[str, str]
) -> None:
    client.force_login(cast.lead)
    idle_for(client, 16)
    answer = client.post(reverse(name), facts)

    assert "reason=idle" in answer["Location"]
    assert "kept" not in answer["Location"]
    assert not KeptInput.objects.exists()


def test_a_form_of_another_site_is_not_kept(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.lead)
    idle_for(client, 16)
    client.post(reverse("accounts:preferences"), {"theme": "chữ"})

    assert not is_signed_in(client)
    assert not KeptInput.objects.exists()


def test_files_are_named_since_they_cannot_be_kept(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    idle_for(client, 16)
    file = SimpleUploadedFile("biên bản.pdf", b"%PDF-1.4")
    client.post(reverse("accounts:preferences"), {"theme": "chữ có dấu", "files": file})
    assert give_password(client, cast.lead) == reverse(KEPT)
    page = client.get(reverse(KEPT)).content.decode()

    assert "biên bản.pdf" in page
    assert "chữ có dấu" in page


def test_markup_is_text_and_a_foreign_page_no_link(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    idle_for(client, 16)
    facts = {"theme": "<script>alert(1)</script>\nhai dòng"}
    page = {"referer": "https://example.vn/xấu"}
    client.post(reverse("accounts:preferences"), facts, headers=page)
    give_password(client, cast.lead)
    shown = client.get(reverse(KEPT)).content.decode()

    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown
    assert "example.vn" not in shown
    assert client.get(reverse(KEPT)).context["kept"].fields == [
        ("theme", "<script>alert(1)</script>\nhai dòng")
    ]


def test_a_part_of_a_page_leads_to_the_log_in_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    idle_for(client, 16)
    answer = client.post(
        reverse("accounts:preferences"), {"theme": "chữ"}, headers={"hx-request": "true"}
    )

    assert "kept=1" in answer["HX-Redirect"]


@pytest.mark.django_db(transaction=True)
def test_it_is_forgotten_after_half_a_day(cast: Cast) -> None:
    now = clock.real_now()
    for user, hours in ((cast.lead, 11), (cast.partner, 13)):
        KeptInput.objects.create(
            user=user, address="/", sealed="x", kept_at=now - timedelta(hours=hours)
        )
    assert kept_input.kept_for(cast.partner, real_at=now) is None
    jobs.enqueue("accounts.clear_sessions", "2019-02-11", {}, by=None, at=NOW)
    run_waiting()

    assert [row.user for row in KeptInput.objects.all()] == [cast.lead]
