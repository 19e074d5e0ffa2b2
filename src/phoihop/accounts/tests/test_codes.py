"""One-time codes: who makes them, what they open, how often and how long."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.accounts import codes, errors, services
from phoihop.accounts.models import OneTimeCode, Role, User
from phoihop.accounts.tests.doors import (
    code_now,
    confirm_password,
    give_password,
    is_signed_in,
)
from phoihop.accounts.tests.factories import PASSWORD, UserFactory, enrol
from phoihop.audit.models import Change, Event
from phoihop.ui import clock

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
NEW = "một câu dài hơn, dễ nhớ"


def made_for(
    user: User, cast: Cast, *, by: User | None = None, forget_second_step: bool = False
) -> codes.Sheet:
    """The sheet of a code made by the administrator just now."""
    [sheet] = codes.make_codes(
        [user],
        by=by or cast.administrator,
        at=NOW,
        real_at=clock.real_now(),
        forget_second_step=forget_second_step,
    )
    return sheet


def used(client: Client, user: User, code: str, password: str = NEW, again: str = "") -> str:
    """Post the page of the code; returns the page, or the address one is sent to."""
    facts = {"username": user.username, "code": code, "password1": password}
    answer = client.post(reverse("account_code"), facts | {"password2": again or password})
    return str(answer.get("Location") or answer.content.decode())


def test_a_new_account_is_opened_with_its_code_and_nothing_else(client: Client, cast: Cast) -> None:
    person = services.create_user(
        username="ha.moi", full_name="Lê Thu Hà", by=cast.administrator, at=NOW
    )
    services.add_membership(
        person, cast.lead_agency, "specialist", started_on=NOW.date(), by=None, at=NOW
    )
    sheet = made_for(person, cast)
    assert sheet.is_invitation
    assert timedelta(days=6.9) < sheet.valid_until - clock.real_now() < timedelta(days=7.1)
    give_password(client, person, sheet.code)
    assert not is_signed_in(client)

    assert used(client, person, sheet.code) == f"{reverse('account_login')}?reason=code"
    assert not is_signed_in(client)
    give_password(client, person, NEW)

    assert is_signed_in(client)
    assert set(Event.objects.filter(by=person).values_list("verb", flat=True)) == {
        "user.code_used",
        "user.logged_in",
    }


def test_the_code_stands_nowhere(cast: Cast) -> None:
    sheet = made_for(cast.lead, cast)
    letters = sheet.code.replace("-", "")

    kept = str(OneTimeCode.objects.values_list()) + str(Change.objects.values_list("old", "new"))
    assert sheet.code not in kept
    assert letters not in kept


def test_a_new_code_ends_password_and_every_session(client: Client, cast: Cast) -> None:
    give_password(client, cast.lead)
    assert client.get(reverse("accounts:security")).status_code == 200
    made_for(cast.lead, cast)

    assert client.get(reverse("accounts:security")).status_code == 302
    give_password(client, cast.lead)
    assert not is_signed_in(client)


def test_a_code_works_once(client: Client, cast: Cast) -> None:
    sheet = made_for(cast.lead, cast)
    used(client, cast.lead, sheet.code)

    assert "đã được dùng" in used(client, cast.lead, sheet.code, "một câu khác cũng dài")
    cast.lead.refresh_from_db()
    assert cast.lead.check_password(NEW)


def test_a_newer_code_ends_the_older(client: Client, cast: Cast) -> None:
    first, second = made_for(cast.lead, cast), made_for(cast.lead, cast)

    assert "chưa đúng" in used(client, cast.lead, first.code)
    assert "reason=code" in used(client, cast.lead, second.code)


def test_a_code_opens_only_its_own_account(client: Client, cast: Cast) -> None:
    sheet = made_for(cast.lead, cast)
    made_for(cast.partner, cast)

    assert "chưa đúng" in used(client, cast.partner, sheet.code)
    cast.partner.refresh_from_db()
    assert not cast.partner.has_usable_password()


@pytest.mark.parametrize("hours", [23.9, 24.1])
def test_a_code_for_a_forgotten_password_is_good_for_a_day(
    client: Client, cast: Cast, hours: float
) -> None:
    real = clock.real_now()
    User.objects.filter(pk=cast.lead.pk).update(last_seen_at=real)
    [sheet] = codes.make_codes(
        [User.objects.get(pk=cast.lead.pk)],
        by=cast.administrator,
        at=NOW,
        real_at=real - timedelta(hours=hours),
    )
    answer = used(client, cast.lead, sheet.code)

    assert not sheet.is_invitation
    assert ("hết hạn" in answer) is (hours > 24)
    assert OneTimeCode.objects.exists() is (hours > 24)


def test_five_wrong_codes_lock_log_in_and_code(client: Client, cast: Cast) -> None:
    sheet = made_for(cast.lead, cast)
    pages = [used(client, cast.lead, "zzzz-zzzz-zzzz-zzzz") for _try in range(5)]

    assert "Còn 4 lần thử" in pages[0]
    assert "bị khóa trong 15 phút" in used(client, cast.lead, sheet.code)
    assert "bị khóa trong 15 phút" in give_password(client, cast.lead)
    assert OneTimeCode.objects.exists()


def test_wrong_passwords_lock_the_code_too(client: Client, cast: Cast) -> None:
    sheet = made_for(cast.lead, cast)
    for _try in range(5):
        give_password(client, cast.lead, "sai rồi")

    assert "bị khóa trong 15 phút" in used(client, cast.lead, sheet.code)


def test_an_unknown_name_reads_like_a_wrong_code(client: Client, cast: Cast) -> None:
    page = used(client, User(username="khong.co"), "zzzz-zzzz-zzzz-zzzz")

    assert "Tên đăng nhập hoặc mã chưa đúng" in page


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        pytest.param("ngắn quá", "", "ít nhất 14 ký tự", id="too-short"),
        pytest.param(NEW, NEW + "!", "chưa khớp", id="not-twice"),
        pytest.param("1234567890123456", "", "chữ số", id="figures-only"),
    ],
)
def test_a_refused_password_leaves_the_code_and_what_was_typed(
    client: Client, cast: Cast, password: str, again: str, words: str
) -> None:
    sheet = made_for(cast.lead, cast)
    pages = [used(client, cast.lead, sheet.code, password, again) for _try in range(6)]
    page = pages[-1]
    assert words in page  # it was no wrong code, so nothing is locked
    assert f'value="{sheet.code}"' in page
    assert f'value="{cast.lead.username}"' in page
    assert password not in page

    assert "reason=code" in used(client, cast.lead, sheet.code)


def test_capitals_blanks_and_hyphens_do_not_matter(client: Client, cast: Cast) -> None:
    sheet = made_for(cast.lead, cast)
    spoken = " " + sheet.code.upper().replace("-", "  ") + " "

    assert "reason=code" in used(client, cast.lead, spoken)


def test_the_second_step_stays_unless_it_is_lost_too(client: Client, cast: Cast) -> None:
    enrol(cast.lead)
    used(client, cast.lead, made_for(cast.lead, cast).code, "tám chữ.")
    assert give_password(client, cast.lead, "tám chữ.") == reverse("mfa_authenticate")
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert is_signed_in(client)

    sheet = made_for(cast.lead, cast, forget_second_step=True)
    assert not Authenticator.objects.filter(user=cast.lead).exists()
    assert Event.objects.filter(verb="user.second_step_reset").count() == 1
    assert "ít nhất 14 ký tự" in used(Client(), cast.lead, sheet.code, "tám chữ.")


def test_an_administrator_goes_on_to_the_second_step(client: Client, cast: Cast) -> None:
    other = UserFactory.create(role=Role.ADMINISTRATOR)
    sheet = made_for(cast.administrator, cast, by=other, forget_second_step=True)
    used(client, cast.administrator, sheet.code)
    give_password(client, cast.administrator, NEW)

    assert client.get(reverse("accounts:users"))["Location"] == reverse("mfa_activate_totp")


def test_closed_and_long_unused_accounts_are_opened_first(cast: Cast) -> None:
    services.deactivate_user(cast.lead, by=cast.administrator, at=NOW)
    long_ago = clock.real_now() - timedelta(days=46)
    User.objects.filter(pk=cast.partner.pk).update(last_seen_at=long_ago, enabled_at=long_ago)
    for person in (cast.lead, cast.partner):
        with pytest.raises(errors.AccountNotOpen, match=person.full_name):
            codes.make_codes(
                [cast.outsider, person], by=cast.administrator, at=NOW, real_at=clock.real_now()
            )

    assert not OneTimeCode.objects.exists()
    cast.outsider.refresh_from_db()
    assert cast.outsider.check_password(PASSWORD)


def test_an_account_closed_after_its_code_does_not_open(client: Client, cast: Cast) -> None:
    sheet = made_for(cast.lead, cast)
    services.deactivate_user(cast.lead, by=cast.administrator, at=NOW)

    assert "đang khóa" in used(client, cast.lead, sheet.code)
    cast.lead.refresh_from_db()
    assert not cast.lead.has_usable_password()


def test_only_administrators_make_codes(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        codes.make_codes([cast.partner], by=cast.lead, at=NOW, real_at=NOW)

    assert not OneTimeCode.objects.exists()
    assert not Event.objects.exists()


def test_many_codes_cost_as_many_queries_as_few(cast: Cast) -> None:
    costs = []
    for count in (2, 40):
        people = UserFactory.create_batch(count, agency=cast.lead_agency)
        with CaptureQueriesContext(connection) as queries:
            sheets = codes.make_codes(
                people, by=cast.administrator, at=NOW, real_at=clock.real_now()
            )
        assert [sheet.user.pk for sheet in sheets] == [person.pk for person in people]
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_codes_are_long_unlike_and_typed_with_any_input_method() -> None:
    words = {codes.new_code() for _ in range(200)}

    assert len(words) == 200
    assert all(len(word) == 19 and not set(word) & set("ilo01aeuydw") for word in words)


def test_the_page_of_a_code_makes_it_and_prints_it(client: Client, cast: Cast) -> None:
    enrol(cast.lead)
    client.force_login(cast.administrator)
    confirm_password(client)
    address = reverse("accounts:user_code", args=[cast.lead.pk])
    assert "Mất cả điện thoại" in client.get(address).content.decode()
    assert (
        "Mất cả điện thoại"
        not in client.get(reverse("accounts:user_code", args=[cast.partner.pk])).content.decode()
    )
    answer = client.post(address, {"forget_second_step": "on"})
    page = answer.content.decode()

    assert answer.context["sheets"][0].code in page
    assert "http://testserver/dang-nhap/ma-mot-lan/" in page
    assert not Authenticator.objects.filter(user=cast.lead).exists()
    assert "còn hiệu lực đến" in client.get(cast.lead.get_absolute_url()).content.decode()
    waiting = client.get(reverse("accounts:users"), {"state": "code"}).content.decode()
    assert cast.lead.full_name in waiting
    assert cast.partner.full_name not in waiting


def test_an_open_session_alone_makes_no_code(client: Client, cast: Cast) -> None:
    enrol(cast.lead)
    client.force_login(cast.administrator)
    for person in (cast.lead, cast.administrator):
        address = reverse("accounts:user_code", args=[person.pk])
        for answer in (client.get(address), client.post(address, {"forget_second_step": "on"})):
            assert "/xac-nhan/" in answer["Location"]

    assert not OneTimeCode.objects.exists()
    assert Authenticator.objects.filter(user=cast.lead).exists()


def test_nobody_resets_the_own_second_step(client: Client, cast: Cast) -> None:
    with pytest.raises(errors.OwnSecondStep):
        made_for(cast.administrator, cast, forget_second_step=True)
    client.force_login(cast.administrator)
    confirm_password(client)
    address = reverse("accounts:user_code", args=[cast.administrator.pk])
    assert "Mất cả điện thoại" not in client.get(address).content.decode()
    client.post(address, {"forget_second_step": "on"})

    assert Authenticator.objects.filter(user=cast.administrator).exists()


@pytest.mark.parametrize("name", ["\x00", "a" * 300, "ﷺ" * 60, "'; drop"])
def test_odd_input_is_refused_in_words(client: Client, cast: Cast, name: str) -> None:
    facts = {"username": name, "code": name, "password1": NEW, "password2": NEW}
    answer = client.post(reverse("account_code"), facts)

    assert answer.status_code == 422
