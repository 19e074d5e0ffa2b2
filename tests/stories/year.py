"""Walk through the year with twelve agencies: its facts, its daily mails, its numbers on screen.

The facts are entered on their days by the services (phoihop.tasks.tests.story); mail goes through
a real server.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Page, expect
from pytest_django import Settings

from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Office
from phoihop.documents.numbers import Run, start_series
from phoihop.jobs.models import Job
from phoihop.tasks.tests.story import FACTS, Year, assigned_year, do
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.ui.tests import browser
from phoihop.urging import jobs
from phoihop.urging.models import Habits
from phoihop.urging.tests.smtp import Box, mail_server
from tests.stories.office import at

SignIn = Callable[[User], None]


@dataclass
class YearWalk:
    """The year, its clerk, the mail server, and the page that is walked on."""

    page: Page
    year: Year
    clerk: User
    box: Box
    sign_in: SignIn
    lived: str = ""

    def live_to(self, day: str) -> None:
        """Enter what happened before that day (2019-06-17)."""
        for name, on, act, percent in FACTS:
            if self.lived <= on < day:
                do(self.year, self.year.tasks[name], on, act, percent)
        self.lived = day

    def remind(self, day: str) -> dict[str, str]:
        """The worker's job of that day at 07:00; {address: text of the mail that arrived}."""
        self.time(day, "07:00")
        return daily_mails(self.box, day)

    def on(self, day: str, user: User) -> None:
        """It is that day at 08:00, and this person signs in."""
        self.time(day)
        self.sign_in(user)

    def time(self, day: str, hour: str = "08:00") -> None:
        """It is that day; who is signed in stays."""
        on = date.fromisoformat(day)
        set_simulated_now(at(f"{on:%d/%m/%Y}", hour), by=None)
        clock.forget()

    def press(self, name: str) -> None:
        """The button or link of that name."""
        browser.press(self.page, name)

    def address(self, user: User) -> str:
        """Where that person's mail goes."""
        return address_of(user)

    def expect_counts(self, day: str, counts: dict[str, int]) -> None:
        """The programme screen says so, and each number opens as many rows."""
        page, pk = self.page, self.year.programme.pk
        self.on(day, self.year.specialist)
        for state, number in counts.items():
            page.goto(f"/nhiem-vu/?programme={pk}&state={state}")
            words = f"{number} nhiệm vụ"
            expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()
        page.goto(f"/nhiem-vu/chuong-trinh/{pk}/")
        figures = page.locator(".stats")
        for state, number in counts.items():
            link = figures.locator(f'a[href$="?programme={pk}&state={state}"]')
            expect(link.locator("b")).to_have_text(str(number))

    def expect_rates(self, current: str, first: str, progress: str) -> None:
        """Both figures of punctuality ("6/10 = 60,0") and the progress, on the open screen."""
        expect_rates(self.page, current, first)
        expect(self.page.locator(".stats a", has_text="tiến độ")).to_contain_text(
            re.compile(rf"{progress.split(maxsplit=1)[0]}\s*%")
        )


def expect_rates(page: Page, current: str, first: str) -> None:
    """Đúng hạn (hiện tại) and (ban đầu), each beside its name."""
    for name, words in (("Đúng hạn (hiện tại)", current), ("Đúng hạn (ban đầu)", first)):
        rate = page.locator(".rate", has_text=name)
        expect(rate).to_contain_text(re.compile(re.escape(words).replace(r"\ ", r"\s*")))


def address_of(user: User) -> str:
    """The address of mail that everybody of a story gets."""
    return f"{user.username}@song-van.example"


def give_addresses() -> None:
    """Mail can reach everybody."""
    for user in User.objects.all():
        user.email = address_of(user)
        user.save(update_fields=["email"])


def daily_mails(box: Box, day: str) -> dict[str, str]:
    """What the daily job writes on that day and the server delivers; {address: text}."""
    box.mails.clear()
    job = Job(kind="urging.remind", key=day)
    jobs.remind(job, {"day": day}, lambda _done, _total: None)
    jobs.send(job, {}, lambda _done, _total: None)
    found = {}
    for address, message in box.mails:
        body = message.get_body(("plain",))
        assert body is not None
        assert address not in found, "two mails to one person on one day"
        found[address] = body.get_content()
    return found


def walk_the_year(page: Page, sign_in: SignIn, settings: Settings) -> Iterator[YearWalk]:
    """The programme signed and assigned; nearly due from five days, the leader from three."""
    settings.SIMULATED_CLOCK_ALLOWED = True
    clock.forget()
    year = assigned_year()
    office = Office.objects.create(name="Ban Tuyên giáo Huyện ủy Sông Vân", agency=year.board)
    Habits.objects.create(office=office, quiet_days=None, escalate_days=3)
    clerk = UserFactory.create(
        agency=year.board, role=Role.CLERK, username="cuong", full_name="Phạm Văn Cường"
    )
    series = Run("party", "CV/BTGHU", date(2015, 8, 1), date(2020, 7, 31), 30)
    start_series(series, by=year.specialist, at=at("02/01/2019"))
    give_addresses()
    with mail_server(settings) as box:
        yield YearWalk(page, year, clerk, box, sign_in)
    clock.forget()


def status(page: Page, path: str) -> int:
    """What the server answers this person."""
    answer = page.goto(path)
    assert answer is not None
    return answer.status


def forged(page: Page, address: str, **fields: str) -> int:
    """The status of a request that no button makes."""
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "phoihop_csrf")
    form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, **fields}
    return page.context.request.post(address, form=form, max_redirects=0).status
