"""A year with twelve agencies: reminders, the urging letter, the figures at the end, who sees what.

The facts of the year are entered on their days by the services (phoihop.tasks.tests.story); what
a step says that a person does on a screen is done in Chromium. Mail goes through a real server.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from phoihop.accounts.models import ReadScope, Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyAncestor, Office
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.documents.models import Document
from phoihop.documents.numbers import Run, start_series
from phoihop.inbox.models import Notice
from phoihop.jobs.models import Job
from phoihop.tasks.models import Task
from phoihop.tasks.tests.story import FACTS, Year, assigned_year, do
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.urging import jobs
from phoihop.urging.models import Habits, Mail
from phoihop.urging.tests.smtp import Box, mail_server
from tests.stories.office import at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[User], None]


@dataclass
class Story:
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
        self.box.mails.clear()
        self._clock(day, "07:00")
        job = Job(kind="urging.remind", key=day)
        jobs.remind(job, {"day": day}, lambda _done, _total: None)
        jobs.send(job, {}, lambda _done, _total: None)
        found = {}
        for address, message in self.box.mails:
            body = message.get_body(("plain",))
            assert body is not None
            assert address not in found, "two mails to one person on one day"
            found[address] = body.get_content()
        return found

    def on(self, day: str, user: User) -> None:
        """It is that day at 08:00, and this person signs in."""
        self._clock(day, "08:00")
        self.sign_in(user)

    def _clock(self, day: str, hour: str) -> None:
        on = date.fromisoformat(day)
        set_simulated_now(at(f"{on:%d/%m/%Y}", hour), by=None)
        clock.forget()

    def address(self, user: User) -> str:
        return f"{user.username}@song-van.example"


@pytest.fixture
def story(page: Page, sign_in: SignIn, settings: Settings) -> Iterator[Story]:
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
    for user in User.objects.all():
        user.email = f"{user.username}@song-van.example"
        user.save(update_fields=["email"])
    with mail_server(settings) as box:
        yield Story(page, year, clerk, box, sign_in)
    clock.forget()


def test_seed_000_reminders_in_june_and_october(story: Story) -> None:
    year, page = story.year, story.page
    bao, nam = year.contacts[2], year.contacts[8]

    # 16: a Saturday: states and inbox at once, no mail.
    story.live_to("2019-06-15")
    assert story.remind("2019-06-15") == {}
    assert Notice.objects.filter(user=bao, said__0__verb="urging.soon").count() == 1

    # 15: Monday, exactly three mails.
    story.live_to("2019-06-17")
    mails = story.remind("2019-06-17")
    assert set(mails) == {story.address(user) for user in (bao, nam, year.specialist)}
    n2, n7 = year.task("T2").title, year.task("T7b").title
    assert f"Sắp đến hạn (1): {n2}, thời hạn 20/06/2019, còn 3 ngày" in mails[story.address(bao)]
    assert f"Sắp đến hạn (1): {n7}, thời hạn 20/06/2019, còn 3 ngày" in mails[story.address(nam)]
    assert "Việc đã giao – sắp đến hạn (2):" in mails[story.address(year.specialist)]
    assert story.remind("2019-06-17") == {}  # a second run sends nothing

    # The number in the mail opens its rows.
    story.on("2019-06-17", bao)
    page.goto("/don-doc/thu-cua-toi/")
    page.get_by_role("link", name="Việc ngày 17/06/2019").click()
    link = page.get_by_role("link", name="Sắp đến hạn (1)")
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("status").filter(has_text="1 nhiệm vụ")).to_be_visible()
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect_counts(story, "2019-06-17", {"done": 1, "donelate": 1, "soon": 2, "go": 7, "late": 0})

    # 17: the leader hears of what is overdue for three days or more.
    story.live_to("2019-10-04")
    mails = story.remind("2019-10-04")
    yen = year.contacts[3]
    assert set(mails) == {story.address(user) for user in (yen, year.specialist, year.leader)}
    assert "quá hạn 4 ngày" in mails[story.address(yen)]
    assert "Quá hạn đã giao (1):" in mails[story.address(year.specialist)]
    assert "Báo lãnh đạo: quá hạn từ 3 ngày (1):" in mails[story.address(year.leader)]
    expect_counts(story, "2019-10-04", {"done": 5, "donelate": 2, "late": 1, "go": 3})
    expect_rates(story, "5/8 = 62,5", "4/8 = 50,0", "76 %")


def expect_counts(story: Story, day: str, counts: dict[str, int]) -> None:
    """The programme screen says so, and each number opens as many rows."""
    page, pk = story.page, story.year.programme.pk
    story.on(day, story.year.specialist)
    for state, number in counts.items():
        page.goto(f"/nhiem-vu/?programme={pk}&state={state}")
        words = f"{number} nhiệm vụ"
        expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()
    page.goto(f"/nhiem-vu/chuong-trinh/{pk}/")
    figures = page.locator("main")
    for state, number in counts.items():
        link = figures.locator(f'a[href$="?programme={pk}&state={state}"]')
        if number:
            expect(link.first).to_contain_text(str(number))


def expect_rates(story: Story, current: str, first: str, progress: str) -> None:
    main = story.page.locator("main")
    for words in (current, first):
        met, of = words.split(" = ")
        pattern = rf"{re.escape(met)}\s*=\s*{re.escape(of)}"
        expect(main).to_contain_text(re.compile(pattern.replace("/", r"\s*/\s*")))
    number, sign = progress.split()
    expect(main).to_contain_text(re.compile(rf"{number}\s*{sign}"))


def test_seed_000_urging_letter(story: Story) -> None:
    year, page = story.year, story.page
    story.live_to("2019-11-22")
    task = year.task("T5")

    # 18: from the filtered list to a draft without a number.
    story.on("2019-11-22", year.specialist)
    page.goto(f"/nhiem-vu/?programme={year.programme.pk}&state=late")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list")).to_contain_text("Quá hạn 7 ngày")
    page.get_by_role("link", name="Soạn công văn đôn đốc").click()
    expect(page.get_by_role("heading", name=re.compile("Cơ quan thứ 5"))).to_be_visible()
    page.get_by_role("button", name="Soạn dự thảo").click()
    expect(page.locator(".page-head")).to_contain_text("Dự thảo, chưa có số")
    row = page.locator("tbody tr")
    expect(row).to_have_count(1)
    for words in (task.title, "=12 tin, bài", "15/11/2019", "7", "60 %"):
        expect(row).to_contain_text(words)
    letter = Document.objects.get(kind="CV")
    assert (letter.is_draft, letter.code) == (True, "")

    # The clerk issues it: its number is taken now; a second time is refused.
    story.on("2019-11-22", story.clerk)
    page.goto(f"/van-ban/{letter.pk}/ban-hanh/")
    page.locator("[name=series]").select_option(index=1)
    page.locator("[name=signer_name]").fill("Vũ Quang Vịnh")
    page.get_by_role("button", name="Ban hành").click()
    expect(page.locator("main")).to_contain_text("31-CV/BTGHU")
    answer = page.goto(f"/van-ban/{letter.pk}/ban-hanh/")
    assert answer is not None
    letter.refresh_from_db()
    assert (letter.code, letter.issued_on) == ("31-CV/BTGHU", date(2019, 11, 22))
    assert Document.objects.filter(kind="CV").count() == 1

    # The task leads to the letter, also for who owes it.
    story.on("2019-11-22", year.contacts[5])
    page.goto(task.get_absolute_url())
    expect(page.locator(".tl")).to_contain_text("31-CV/BTGHU")
    page.locator(".tl").get_by_role("link", name="Đôn đốc lần 1").click()
    expect(page.locator(".page-head")).to_contain_text("31-CV/BTGHU")


def test_seed_000_figures_of_the_year(story: Story) -> None:
    # 19: 20/12/2019.
    story.live_to("2019-12-20")

    expect_counts(story, "2019-12-20", {"done": 6, "donelate": 3, "late": 1, "wait": 1})
    expect_rates(story, "6/10 = 60,0", "5/10 = 50,0", "94 %")


def test_seed_000_permissions(story: Story) -> None:
    # G: who sees and may do what.
    year, page = story.year, story.page
    quan = UserFactory.create(agency=AgencyFactory.create(name="Phòng Tài chính - Kế hoạch"))
    control: Agency = AgencyFactory.create(name="Ủy ban Kiểm tra Huyện ủy")
    hoa = UserFactory.create(agency=control, role=Role.INSPECTOR, full_name="Lương Thị Hòa")
    AgencyAncestor.objects.get_or_create(ancestor=year.board, agency=year.board, depth=0)
    ReadScope.objects.create(agency=control, root=year.board, valid_from=date(2019, 1, 1))
    story.live_to("2019-10-11")
    t1, t5 = year.task("T1"), year.task("T5")
    programme = f"/nhiem-vu/chuong-trinh/{year.programme.pk}/"

    story.on("2019-10-11", quan)
    outside = [programme, year.programme.get_absolute_url()]
    outside += [task.get_absolute_url() for task in year.tasks.values()]
    assert {path: status(page, path) for path in outside if status(page, path) != 404} == {}

    bao = year.contacts[2]
    story.on("2019-10-11", bao)
    page.goto(t5.get_absolute_url())
    expect(page.locator("main")).to_contain_text("60")
    expect(page.locator(".tl")).not_to_contain_text("Đã làm một phần")
    for act in ("cap-nhat", "gui-ket-qua"):
        assert status(page, f"{t5.get_absolute_url()}{act}/") == 403
    assert status(page, f"/don-doc/nhiem-vu/{t5.pk}/") == 403

    story.on("2019-10-11", year.contacts[8])  # nam coordinates in T1: sees, may not answer
    for act in ("xac-nhan", "tra-lai"):
        assert status(page, f"{t1.get_absolute_url()}{act}/") == 403

    story.on("2019-10-11", hoa)
    page.goto(f"{t1.get_absolute_url()}lich-su/")
    expect(page.locator(".tl")).to_contain_text("Kết quả")
    for path in (f"{t5.get_absolute_url()}thu-hoi/", f"/don-doc/nhiem-vu/{t5.pk}/"):
        assert status(page, path) == 403
    assert Task.objects.filter(withdrawn_on__isnull=False).count() == 0
    assert Mail.objects.count() == 0


def status(page: Page, path: str) -> int:
    """What the server answers this person."""
    answer = page.goto(path)
    assert answer is not None
    return answer.status
