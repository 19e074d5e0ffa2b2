"""The account in Chromium: passkeys by a virtual authenticator, codes, sessions."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from conftest import NOW, Cast
from phoihop.accounts import codes
from phoihop.accounts.middleware import SEEN
from phoihop.accounts.models import User
from phoihop.accounts.second_step import passkeys_of
from phoihop.accounts.tests.doors import confirm_password
from phoihop.accounts.tests.factories import PASSWORD, enrol
from phoihop.tasks.models import Update
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock
from phoihop.ui.tests.browser import follow, open_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@contextmanager
def device(page: Page, *, verified: bool = True) -> Iterator[CDPSession]:
    """A computer with a fingerprint reader, whose owner always touches it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verified,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield session
    session.send("WebAuthn.disable")


def add_passkey(page: Page, name: str) -> None:
    """From the security page to the recovery codes; the log-in was proof enough."""
    page.goto("/tai-khoan/bao-ve/")
    follow(page.get_by_role("link", name="Thêm khóa truy cập"))
    page.get_by_label("Tên khóa truy cập").fill(name)
    page.get_by_role("button", name="Tạo khóa truy cập").click()


def signed_in(page: Page, user: User) -> None:
    expect(page.locator(".topbar .who")).to_contain_text(user.full_name)


def log_in_by_password(page: Page, user: User) -> None:
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))


def log_out(page: Page) -> None:
    page.locator(".topbar details.menu summary").click()
    follow(page.get_by_role("button", name="Đăng xuất"))
    expect(page.get_by_label("Tên đăng nhập")).to_be_visible()


def test_a_passkey_is_made_and_logs_in_without_name_or_password(
    page: Page,
    cast: Cast,
    sign_in: Callable[[User], None],
    check_page: Callable[[str], None],
) -> None:
    with device(page):
        sign_in(cast.lead)
        add_passkey(page, "Máy ở phòng Hà")
        page.get_by_role("heading", name="Mã dự phòng").wait_for()
        check_page("recovery-codes")
        follow(page.get_by_role("link", name="Đã cất"))
        page.get_by_role("rowheader", name="Máy ở phòng Hà").wait_for()
        check_page("security")

        log_out(page)
        check_page("login-passkey")
        page.get_by_role("button", name="Vào bằng khóa truy cập").click()
        signed_in(page, cast.lead)

    assert passkeys_of(cast.lead).get().last_used_at is not None


def test_a_passkey_is_the_second_step_after_the_password(
    page: Page, cast: Cast, sign_in: Callable[[User], None], check_page: Callable[[str], None]
) -> None:
    with device(page):
        sign_in(cast.lead)
        add_passkey(page, "Máy ở phòng Hà")
        page.get_by_role("heading", name="Mã dự phòng").wait_for()
        follow(page.get_by_role("link", name="Đã cất"))
        log_out(page)
        page.get_by_label("Tên đăng nhập").fill(cast.lead.username)
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        follow(page.get_by_role("button", name="Đăng nhập", exact=True))
        expect(page.get_by_role("button", name="Dùng khóa truy cập")).to_be_visible()
        check_page("second-step-passkey")
        page.get_by_role("button", name="Dùng khóa truy cập").click()
        signed_in(page, cast.lead)


def test_a_device_that_does_not_know_its_owner_is_said_in_words(
    page: Page, cast: Cast, sign_in: Callable[[User], None]
) -> None:
    with device(page, verified=False):
        sign_in(cast.lead)
        add_passkey(page, "Máy chung")
        page.get_by_text("Chưa làm gì").wait_for()

    assert not passkeys_of(cast.lead).exists()


def test_under_a_number_the_page_explains_and_leads_to_the_name(
    page: Page, cast: Cast, live_server: LiveServer, check_page: Callable[[str], None]
) -> None:
    number = live_server.url.replace("localhost", "127.0.0.1")
    page.goto(f"{number}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(cast.lead.username)
    expect(page.get_by_role("button", name="Vào bằng khóa truy cập")).to_have_count(0)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))
    signed_in(page, cast.lead)
    page.goto(f"{number}/dang-nhap/khoa/them/")

    page.get_by_text("trình duyệt không tạo khóa truy cập cho dãy số").wait_for()
    link = page.get_by_role("link", name="http://localhost")
    expect(link).to_have_attribute("href", f"{live_server.url}/dang-nhap/khoa/them/")
    check_page("passkey-elsewhere")


def test_a_session_left_open_elsewhere_is_ended(
    page: Page,
    cast: Cast,
    live_server: LiveServer,
    sign_in: Callable[[User], None],
    check_page: Callable[[str], None],
) -> None:
    browser = page.context.browser
    assert browser is not None
    forgotten = open_page(browser, live_server.url, user_agent="Firefox/128.0 Windows")
    log_in_by_password(forgotten, cast.lead)
    signed_in(forgotten, cast.lead)
    sign_in(cast.lead)
    page.goto("/tai-khoan/bao-ve/")
    page.get_by_text("phiên này").wait_for()
    check_page("security-two-sessions")
    follow(page.get_by_role("button", name="Firefox trên Windows"))
    page.get_by_text("thiết bị ấy đã đăng xuất").wait_for()
    expect(page.get_by_text("Firefox trên Windows")).to_have_count(0)

    forgotten.goto("/tai-khoan/bao-ve/")
    expect(forgotten).to_have_url(re.compile("/dang-nhap/"))
    forgotten.context.close()


def test_a_new_colleague_sets_a_password_with_the_printed_code(
    page: Page, cast: Cast, check_page: Callable[[str], None]
) -> None:
    [sheet] = codes.make_codes([cast.lead], by=cast.administrator, at=NOW, real_at=clock.real_now())
    page.goto("/dang-nhap/")
    follow(page.get_by_role("link", name="Tôi có mã một lần"))
    page.get_by_label("Tên đăng nhập").fill(cast.lead.username)
    page.get_by_label("Mã một lần").fill(sheet.code.upper())
    page.get_by_label("Mật khẩu mới", exact=True).fill("ngắn")
    page.get_by_label("Nhập lại mật khẩu mới").fill("ngắn")
    follow(page.get_by_role("button", name="Đặt mật khẩu"))
    page.get_by_text("ít nhất 14 ký tự").first.wait_for()
    check_page("code-refused")
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
    follow(page.get_by_role("button", name="Đặt mật khẩu"))
    page.get_by_text("Mật khẩu đã đặt xong").wait_for()
    check_page("code-used")
    log_in_by_password(page, cast.lead)
    signed_in(page, cast.lead)


def test_what_was_typed_when_the_session_locked_is_sent_after_log_in(
    page: Page, cast: Cast, sign_in: Callable[[User], None], check_page: Callable[[str], None]
) -> None:
    task = TaskFactory.create(assigner=cast.issuer_agency, lead_agency=cast.lead_agency)
    sign_in(cast.lead)
    page.goto(f"{task.get_absolute_url()}cap-nhat/")
    page.locator("[name=percent]").fill("40")
    page.locator("textarea[name=words]").fill("Đã họp ba thôn.\nCòn thôn Đông vướng lúa mùa.")
    lock_all_sessions()
    follow(page.get_by_role("button", name="Lưu cập nhật"))
    page.get_by_text("Nội dung đang gửi được giữ lại").wait_for()
    check_page("login-kept")
    left = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert "thôn" not in left
    assert not Update.objects.exists()

    log_in_by_password(page, cast.partner)  # somebody else at the same computer finds nothing
    signed_in(page, cast.partner)
    page.goto("/tai-khoan/chua-gui/")
    signed_in(page, cast.partner)
    expect(page.get_by_text("Còn thôn Đông")).to_have_count(0)
    log_out(page)

    log_in_by_password(page, cast.lead)
    page.get_by_role("heading", name="Chưa kịp gửi").wait_for()
    page.get_by_text("Còn thôn Đông vướng lúa mùa.").wait_for()
    check_page("kept-input")
    follow(page.get_by_role("button", name="Gửi lại"))
    expect(page.locator(".tl")).to_contain_text("Còn thôn Đông vướng lúa mùa.")
    update = Update.objects.get(task=task)
    assert (update.percent, update.words.replace("\r", "")) == (
        40,
        "Đã họp ba thôn.\nCòn thôn Đông vướng lúa mùa.",
    )


def test_the_administrator_prints_a_code(
    page: Page, cast: Cast, live_server: LiveServer, check_page: Callable[[str], None]
) -> None:
    enrol(cast.lead)
    client = Client()
    client.force_login(cast.administrator)  # the second step has its own tests
    confirm_password(client)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # these three
    page.goto(cast.lead.get_absolute_url())
    check_page("account")
    follow(page.get_by_role("link", name="Cấp mã một lần"))
    page.get_by_label("Mất cả điện thoại").check()
    check_page("code-make")
    follow(page.get_by_role("button", name="Cấp mã"))
    page.get_by_role("heading", name="Vào Phối Hợp lần đầu").wait_for()
    check_page("code-sheet")
    expect(page.locator(".sheet .one-code")).to_have_text(re.compile(r"^[^-]+(-[^-]+){3}$"))

    page.goto(f"{cast.lead.get_absolute_url()}phien/")
    check_page("sessions-end")


def lock_all_sessions() -> None:
    """As if nobody had done anything for twenty minutes."""
    for row in Session.objects.all():
        facts = row.get_decoded()
        if SEEN in facts:
            facts[SEEN] -= 1200
            row.session_data = SessionStore().encode(facts)
            row.save()
