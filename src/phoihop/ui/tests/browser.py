"""Debian's Chromium and axe-core, for the tests of every room.

A click may return while the old page still stands, and what is read next is then read from it. So
a test goes from page to page by `follow`, `press` or `page.goto`, and looks at what a page holds
with `expect`, which asks until it is so.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

# Every window prepared two pages for its address bar and a process for the next site, none of them
# ever seen: more than half of what opening it cost. Chromium goes by the last such list, so those
# that Playwright switches off are named again.
_FEATURES_OFF = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
# The sandbox and shared memory need what a container does not give.
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_FEATURES_OFF)}",
]
WIDTHS = (360, 1280)
DESKTOP = {"width": 1280, "height": 900}
# A busy machine is slow, not wrong: these only end a test that hangs.
ACT_MS, PAGE_MS, LOOK_MS = 60_000, 90_000, 30_000
expect.set_options(timeout=LOOK_MS)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window; its absence is an error, not a skip.

    Playwright keeps an event loop in this thread, so there is one of them in a run; the database
    is still used by one thread at a time.
    """
    path = shutil.which("chromium")
    assert path, "Chromium is not installed: apt-get install chromium (make test does it)"
    unsafe = patch.dict(os.environ, {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"})
    with unsafe, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


def patient(context: BrowserContext) -> BrowserContext:
    """The same, with pages that wait as long as a busy machine needs."""
    context.set_default_timeout(ACT_MS)
    context.set_default_navigation_timeout(PAGE_MS)
    return context


def open_page(browser: Browser, address: str, **options: str) -> Page:
    """A page of somebody's own computer, in Vietnamese; the caller closes its context."""
    context = browser.new_context(
        viewport=DESKTOP,  # type: ignore[arg-type]  # width and height
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        base_url=address,
        reduced_motion="reduce",
        **options,  # type: ignore[arg-type]  # those that are words
    )
    return patient(context).new_page()


def forget_session(page: Page) -> None:
    """Nobody is signed in any more; no late answer to the old page brings the session back."""
    page.goto("about:blank")
    page.context.clear_cookies()


def follow(way: Locator) -> None:
    """Click what leads to a page, and wait until that page stands with its scripts."""
    with way.page.expect_navigation():
        way.click()


def press(page: Page, name: str) -> None:
    """Follow the button of that name, or else the link."""
    button = page.get_by_role("button", name=name, exact=True)
    link = page.get_by_role("link", name=name, exact=True)
    button.or_(link).first.wait_for()
    follow((button if button.count() else link).first)


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it is shown, one line each.

    The window is made as tall as the page: else the tab bar of a phone counts as covering links.
    """
    width = page.viewport_size["width"] if page.viewport_size else 1280
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(800, int(height))})
    # The next frame: until then the page may not have answered to its new size.
    page.evaluate("new Promise(requestAnimationFrame)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Every rule is tried; to describe and send what passes took two thirds of the time.
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(results => results.violations)", options
    )
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found
        for node in one["nodes"]
    ]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window; 0 is right."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
