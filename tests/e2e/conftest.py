"""Debian's Chromium against the real pages."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import PASSWORD
from phoihop.ui.tests.browser import DESKTOP, follow, forget_session, open_page, violations

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A desktop page in Vietnamese; anything the browser complains of fails the test."""
    opened = open_page(browser, live_server.url)
    complaints: list[str] = []
    opened.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error" and "status of 4" not in message.text
            else None
        ),
    )
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.context.close()
    assert complaints == []


@pytest.fixture
def sign_in(page: Page) -> Callable[[User], None]:
    """Through the log-in page, as a person does."""

    def go(user: User) -> None:
        forget_session(page)
        page.goto("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(user.username)
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        follow(page.get_by_role("button", name="Đăng nhập", exact=True))
        expect(page.locator(".topbar .who")).to_contain_text(user.full_name)

    return go


@pytest.fixture
def check_page(page: Page) -> Callable[[str], None]:
    """axe-core finds nothing, and nothing scrolls sideways, at 1280 and at 360 px."""

    def check(name: str) -> None:
        page.wait_for_load_state()
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # width and height
            found = violations(page)
            assert found == [], f"{name} {size['width']}: {found}"
            wide = page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
            assert not wide, f"{name} scrolls sideways at {size['width']} px"
            if folder := os.environ.get("PHOIHOP_SHOTS"):
                path = Path(folder) / f"{name}-{size['width']}.png"
                page.screenshot(path=path, full_page=True)
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]  # width and height

    return check
