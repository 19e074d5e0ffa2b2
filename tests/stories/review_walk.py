"""Walk through the story of a yearly review: whose day it is, and the list of what is due."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from phoihop.accounts.models import User
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.ui.tests import browser
from tests.stories.office import at
from tests.stories.review import SESSIONS, ReviewOffice
from tests.stories.review_year import Paper

LIST = "/so-ket-tong-ket/"


@dataclass
class ReviewWalk:
    """Those who walk through it, with the page they walk on."""

    page: Page
    office: ReviewOffice
    sign_in: Callable[[User], None]
    check: Callable[[str], None]

    def on(self, day: str, who: str, hour: str = "08:00") -> None:
        """It is that day, and this person signs in."""
        self.is_day(day, hour)
        self.sign_in(self.office.users[who])

    def is_day(self, day: str, hour: str = "08:00") -> None:
        """It is that day."""
        set_simulated_now(at(day, hour), by=None)
        clock.forget()

    def press(self, name: str) -> None:
        """The button or link of that name."""
        browser.press(self.page, name)

    def register(self, paper: Paper) -> None:
        """Enter a paper of reference in the register, as its form asks."""
        kind, code, on, issuer, subject = paper
        self.page.goto("/van-ban/dang-ky/?register=reference")
        self.page.locator("[name=register]").select_option("reference")
        self.page.locator("[name=kind]").select_option(kind)
        for name, value in (("code", code), ("issuer", issuer), ("issued_on", on)):
            self.page.locator(f"[name={name}]").fill(value)
        self.page.locator("[name=ordinal]").fill(SESSIONS.get(code, ""))
        self.page.locator("[name=subject]").fill(subject)
        browser.follow(self.page.locator(".form-end .btn-main"))

    def due_in(self, year: int) -> list[str]:
        """The papers due in a year, as the list shows them, and its count beside the heading."""
        self.page.goto(f"{LIST}?year={year}")
        section = self.page.locator("section", has=self.page.locator("#due-h"))
        expect(section.locator("#due-h")).to_contain_text(f"Đến hạn năm {year}")
        rows = section.locator("tbody tr")
        count = int(section.locator("#due-h .num").inner_text())
        expect(rows).to_have_count(count)
        return [
            f"{rows.nth(n).locator('th .cite').inner_text()} "
            f"{rows.nth(n).locator('.due time').first.inner_text()}"
            for n in range(count)
        ]
