"""Recovery codes: shown once, printed or saved, counted, made anew."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks as Capture

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.doors import code_now, give_password, is_signed_in
from phoihop.accounts.tests.factories import enrol
from phoihop.accounts.tests.keys import confirm_password
from phoihop.audit.models import Event
from phoihop.ui import clock

pytestmark = pytest.mark.django_db
SHOW, FILE = "mfa_view_recovery_codes", "mfa_download_recovery_codes"


@pytest.fixture
def owner(client: Client, cast: Cast) -> User:
    """Signed in with an app and fresh codes, the password just confirmed."""
    enrol(cast.lead)
    RecoveryCodes.activate(cast.lead)
    client.force_login(cast.lead)
    confirm_password(client)
    return cast.lead


def test_codes_are_shown_once_and_saved_while_the_page_is_fresh(
    client: Client, owner: User
) -> None:
    page = client.get(reverse(SHOW)).content.decode()
    shown = re.findall(r'<code class="num">(\d{8})</code>', page)
    assert len(shown) == 10

    answer = client.get(reverse(FILE))
    text = answer.content.decode("utf-8-sig")
    assert re.findall(r"^(\d{8})\r$", text, flags=re.MULTILINE) == shown
    assert owner.username in text
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert shown[0] not in client.get(reverse(SHOW)).content.decode()


def test_no_file_without_the_page_or_long_after_it(
    client: Client, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get(reverse(FILE))["Location"] == reverse(SHOW)
    client.get(reverse(SHOW))
    assert client.get(reverse(FILE)).status_code == 200
    other = Client()
    other.force_login(owner)
    confirm_password(other)
    assert other.get(reverse(FILE))["Location"] == reverse(SHOW)

    later = clock.real_now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "real_now", lambda: later)
    assert client.get(reverse(FILE))["Location"] == reverse(SHOW)


def test_new_codes_end_the_old_ones_and_leave_a_trace(
    client: Client, owner: User, django_capture_on_commit_callbacks: Capture
) -> None:
    before = Authenticator.objects.get(user=owner, type="recovery_codes").wrap().generate_codes()
    assert (
        "Các mã cũ sẽ hết tác dụng."
        in client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    )
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    after = Authenticator.objects.get(user=owner, type="recovery_codes").wrap().generate_codes()

    assert not set(before) & set(after)
    assert Event.objects.filter(verb="user.recovery_codes_made", by=owner).count() == 1


@pytest.mark.parametrize(("used", "warned"), [(6, False), (7, True), (10, True)])
def test_few_codes_are_warned_of(client: Client, owner: User, used: int, warned: bool) -> None:
    kept = Authenticator.objects.get(user=owner, type="recovery_codes").wrap()
    for code in kept.generate_codes()[:used]:
        assert kept.validate_code(code)
    page = client.get(reverse("accounts:security")).content.decode()

    assert f"Còn {10 - used} mã dự phòng" in page
    assert (f"Chỉ còn {10 - used} mã dự phòng" in page) is warned


def test_log_in_by_a_recovery_code_says_how_many_are_left(client: Client, owner: User) -> None:
    kept = Authenticator.objects.get(user=owner, type="recovery_codes").wrap()
    codes = kept.generate_codes()
    for code in codes[:6]:
        kept.validate_code(code)
    other = Client()
    give_password(other, owner)
    other.post(reverse("mfa_authenticate"), {"code": codes[6]})

    assert is_signed_in(other)
    page = other.get("/").content.decode()
    assert "Vừa dùng một mã dự phòng, còn 3 mã. Xin tạo mã mới" in page
    assert "mã dự phòng" not in other.get("/").content.decode()
    other.post(reverse("account_logout"))
    give_password(other, owner)
    other.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert "mã dự phòng" not in other.get("/").content.decode()
