"""The gallery in Chromium: accessible, no wider than a phone, nothing refused by the policy."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from phoihop.ui.tests.browser import WIDTHS, patient, sideways, violations

# Without Chromium these fail: a browser test that is skipped proves nothing.
pytestmark = pytest.mark.browser


@pytest.fixture
def cookie(transactional_db: None, cast: Any, settings: Any) -> str:
    """The session of an administrator; log-in itself is another room's matter."""
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if ".second_step" not in m]
    settings.PHOIHOP_CONTEXT = {}
    client = Client()
    client.force_login(cast.administrator)
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


def opened(browser: Browser, url: str, cookie: str, **how: Any) -> tuple[Page, list[str]]:
    """The page, and what the browser complained about."""
    context = patient(browser.new_context(locale="vi-VN", **how))
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": cookie, "url": url}])
    page = context.new_page()
    said: list[str] = []
    # The fonts are built with the environment; the page must be right without them too.
    page.route("**/*.woff2", lambda route: route.abort())
    page.on("console", lambda message: said.append(f"{message.text} {message.location['url']}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page, [line for line in said if ".woff2" not in line]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_gallery_is_accessible(
    browser: Browser, live_server: Any, cookie: str, width: int, theme: Any
) -> None:
    url = live_server.url + reverse("ui:components")

    page, said = opened(
        browser, url, cookie, viewport={"width": width, "height": 800}, color_scheme=theme
    )

    assert said == []
    assert sideways(page) == 0
    assert violations(page) == []


def test_icons_of_the_sprite_are_drawn(browser: Browser, live_server: Any, cookie: str) -> None:
    page, _said = opened(browser, live_server.url + reverse("ui:components"), cookie)

    box = page.locator(".st-late use").first.bounding_box()

    assert box is not None
    assert box["width"] > 10


def test_a_dialog_opens_with_focus_inside_and_gives_it_back(
    browser: Browser, live_server: Any, cookie: str
) -> None:
    page, _said = opened(browser, live_server.url + reverse("ui:components"), cookie)
    opener = page.get_by_role("button", name="Thu hồi").and_(page.locator("[data-open]"))

    opener.click()
    expect(page.locator("dialog[open] [name=reason]")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(opener).to_be_focused()


def test_small_things_on_a_phone_are_large_enough(
    browser: Browser, live_server: Any, cookie: str
) -> None:
    page, _said = opened(
        browser,
        live_server.url + reverse("ui:components"),
        cookie,
        viewport={"width": 360, "height": 800},
        has_touch=True,
        is_mobile=True,
    )

    small = page.evaluate(
        """[...document.querySelectorAll('.btn, .chip, .tabs a, .tabbar a, .pick label, select')]
        .filter(el => el.offsetParent && !el.closest('dialog:not([open])'))
        .map(el => [el.className || el.tagName, el.getBoundingClientRect()])
        .filter(([, box]) => box.width < 43.9 || box.height < 43.9).map(([name]) => name)"""
    )

    assert small == []


def test_paper_is_white_and_keeps_its_tables(
    browser: Browser, live_server: Any, cookie: str
) -> None:
    url = live_server.url + reverse("ui:components")
    page, _said = opened(
        browser, url, cookie, viewport={"width": 665, "height": 900}, color_scheme="dark"
    )

    page.emulate_media(media="print", color_scheme="dark")
    shown = page.evaluate(
        """Object.fromEntries(['.tbl-cards', '.topbar', '.print-head', '.pager', '.st-soon']
        .map(name => [name, getComputedStyle(document.querySelector(name)).display]))"""
    )

    assert shown[".tbl-cards"] == "table"
    assert shown[".topbar"] == shown[".pager"] == "none"
    assert shown[".print-head"] == "block"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
