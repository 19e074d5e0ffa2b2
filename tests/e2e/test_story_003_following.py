"""A programme 2021–2025 between two boards: an explanation, a morning's mails, calendars, search.

The facts of each year are entered on their days by the services (phoihop.terms.tests.story); what
a person does on a screen goes through Chromium.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import vobject
from playwright.sync_api import Page, expect
from pytest_django import Settings

from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Office
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement, AgreementKind
from phoihop.agreements.tests.story import scan
from phoihop.terms.tests import story as term_story
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.ui.tests import browser
from phoihop.urging.models import Habits
from phoihop.urging.tests.smtp import mail_server
from tests.stories.year import address_of, daily_mails, forged, give_addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

P1, P3 = "Trao đổi thông tin hai chiều", "Hội diễn văn nghệ chung"


@dataclass
class Walk:
    """The page, and whose day it is."""

    page: Page
    sign_in: Callable[[User], None]

    def on(self, day: str, user: User) -> None:
        """It is that day, and this person signs in."""
        self.time(day)
        self.sign_in(user)

    def time(self, day: str, hour: int = 8) -> None:
        """It is that day; who is signed in stays."""
        set_simulated_now(term_story.at(day, hour), by=None)
        clock.forget()

    def press(self, name: str) -> None:
        """The button or link of that name."""
        browser.press(self.page, name)


@pytest.fixture
def walk(page: Page, sign_in: Callable[[User], None], settings: Settings) -> Iterator[Walk]:
    settings.SIMULATED_CLOCK_ALLOWED = True
    clock.forget()
    yield Walk(page, sign_in)
    clock.forget()


def term_on_20_december() -> term_story.Term:
    """Version 2021 assigned; all that happened before 20/12/2021."""
    term = term_story.signed_term()
    plan = term_story.make_version(term, 2021, "2021-08-02")
    term.tasks = dict(zip("abcd", term_story.assign(term, plan, "2021-08-02"), strict=True))
    for name, day, act, percent in term_story.FACTS_2021:
        if day < "2021-12-20":
            term_story.do(term, name, day, act, percent)
    return term


def test_seed_003_explanation_and_mails(walk: Walk, settings: Settings) -> None:
    term = term_on_20_december()
    office = Office.objects.create(name=term.board.name, agency=term.board)
    Habits.objects.create(office=office, quiet_days=15, escalate_days=3)
    give_addresses()
    read_the_mails(walk, term, settings)
    ask_for_an_explanation(walk, term)
    answer_it(walk, term)


def read_the_mails(walk: Walk, term: term_story.Term, settings: Settings) -> None:
    """Step 22: Monday 20/12/2021, 07:00: three mails."""
    walk.time("2021-12-20", 7)
    with mail_server(settings) as box:
        mails = daily_mails(box, "2021-12-20")
    bich, hanh, nguyet = (address_of(user) for user in (term.contact, term.specialist, term.leader))
    assert set(mails) == {bich, hanh, nguyet}
    late = rf"Quá hạn \(1\): {P3}[^\n]*quá hạn 5 ngày"
    assert re.search(late, mails[bich])
    assert f"Không cập nhật 19 ngày (1): {P3}" in mails[bich]
    assert P1 not in mails[bich]
    assert re.search(rf"Chờ xác nhận \(1\): {P1}", mails[hanh])
    assert re.search(rf"Quá hạn đã giao \(1\): {P3}", mails[hanh])
    assert re.search(rf"Báo lãnh đạo: quá hạn từ 3 ngày \(1\): {P3}", mails[nguyet])


def ask_for_an_explanation(walk: Walk, term: term_story.Term) -> None:
    """Step 12: overdue for five days; who assigned asks, nobody else."""
    page, task = walk.page, term.task("c")
    walk.on("2021-12-20", term.contact)
    page.goto(task.get_absolute_url())
    expect(page.locator(".page-head .st")).to_contain_text("Quá hạn 5 ngày")
    assert forged(page, f"{task.get_absolute_url()}giai-trinh/", question="?") == 403

    walk.on("2021-12-20", term.leader)
    page.goto(f"{task.get_absolute_url()}giai-trinh/")
    page.locator("[name=question]").fill("Vì sao chưa tổ chức?")
    page.locator("[name=answer_by]").fill("31/02/2021")
    walk.press("Yêu cầu giải trình")
    expect(page.get_by_role("alert")).to_contain_text("Ngày không hợp lệ")
    expect(page.locator("[name=question]")).to_have_value("Vì sao chưa tổ chức?")
    page.locator("[name=answer_by]").fill("24/12/2021")
    walk.press("Yêu cầu giải trình")
    expect(page.locator("main")).to_contain_text("Chờ giải trình")

    # Not answered by the day, it would read so from 25/12 on.
    walk.time("2021-12-24", 20)
    page.goto(task.get_absolute_url())
    expect(page.locator("main")).to_contain_text("Chờ giải trình")
    walk.time("2021-12-25")
    page.goto(task.get_absolute_url())
    expect(page.locator("main")).to_contain_text("Quá hạn giải trình")


def answer_it(walk: Walk, term: term_story.Term) -> None:
    """The leader and the contact of the lead see it; the answer closes it, not the task."""
    page, task = walk.page, term.task("c")
    for user in (term.partner_leader, term.contact):
        walk.on("2021-12-23", user)
        expect(page.get_by_role("link", name="1 nhiệm vụ phải giải trình")).to_be_visible()
    browser.follow(page.get_by_role("link", name="1 nhiệm vụ phải giải trình"))
    browser.follow(page.get_by_role("link", name=task.title, exact=True).first)
    page.locator("form.act [name=answer]").fill("Hoãn vì dịch bệnh")
    walk.press("Gửi giải trình")
    expect(page.locator("main")).to_contain_text("Đã giải trình")
    expect(page.locator("main")).to_contain_text("Hoãn vì dịch bệnh")
    expect(page.locator(".page-head .st")).to_contain_text("Quá hạn 8 ngày")

    # The answer is no update: the line about it stays.
    walk.time("2021-12-24")
    page.goto("/nhiem-vu/?mine=led&state=late")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list")).to_contain_text("Quá hạn 9 ngày")


def test_seed_003_calendars_and_search(walk: Walk) -> None:
    term = term_story.amended()
    lu, my = sign_the_regulation(term)
    follow_the_calendar(walk, term, lu)
    search(walk, term, my)


def sign_the_regulation(term: term_story.Term) -> tuple[User, User]:
    """01-QC/BTGTU of four parties, and the contacts of two of them."""
    names = ("UBND thành phố Sông Thanh", "Tòa án nhân dân Sông Thanh", "Viện Kiểm sát Sông Thanh")
    parties = [AgencyFactory.create(name=name) for name in names]
    lu, my = (UserFactory.create(agency=agency, is_contact=True) for agency in parties[:2])
    day = term_story.at("2021-07-28")
    regulation = agreements.create_agreement(
        by=term.specialist,
        at=day,
        kind=AgreementKind.REGULATION,
        title="Quy chế phối hợp trong việc thực thi pháp luật",
        parties=parties,
        valid_from=date(2021, 7, 28),
    )
    agreements.add_item(
        regulation,
        by=term.specialist,
        at=day,
        text="Thông tin kết quả xét xử",
        lead_agency=parties[1],
        product="Thông báo",
        due_rule="yearly:12-15",
    )
    agreements.mark_ready(
        regulation, without_opinions="Đã thống nhất tại cuộc họp", by=term.specialist, at=day
    )
    facts = agreements.SigningFacts(
        signed_on=date(2021, 7, 28),
        signatories={
            party.pk: agreements.SignatoryFacts(name="Nguyễn Văn Ký", title="CHÁNH ÁN")
            for party in regulation.parties.all()
        },
        scan=scan(),
        scan_name="quy-che.pdf",
        code="01-QC/BTGTU",
    )
    agreements.sign_agreement(regulation, facts, by=term.specialist, at=day)
    return lu, my


def follow_the_calendar(walk: Walk, term: term_story.Term, lu: User) -> None:
    """Step 23: four entries, six after the amendment is followed; none for who has no part."""
    page = walk.page
    walk.on("2023-01-10", term.specialist)
    address = new_address(walk, f"/lich/dia-chi/chuong-trinh/{term.programme.pk}/")
    assert days(page, address) == ["20/06", "30/11", "15/12", "20/12"]
    term_story.follow_amendment(term)
    walk.time("2023-04-03")
    assert days(page, address) == ["20/06", "20/06", "20/09", "30/11", "20/12", "20/12"]

    walk.on("2023-04-03", lu)
    answer = page.goto(f"/lich/dia-chi/chuong-trinh/{term.programme.pk}/")
    assert answer is not None
    assert answer.status == 404
    assert days(page, new_address(walk, "/lich/dia-chi/")) == []


def new_address(walk: Walk, path: str) -> str:
    """Make one on that screen."""
    walk.page.goto(path)
    walk.press("Tạo địa chỉ")
    field = walk.page.get_by_label("Sao chép ngay: địa chỉ chỉ hiện một lần")
    expect(field).to_have_value(re.compile(r"\.ics$"))
    return field.input_value()


def days(page: Page, address: str) -> list[str]:
    """The day of each entry, as a calendar program reads it."""
    answer = page.context.request.get(address)
    assert answer.ok
    calendar = vobject.readOne(answer.text())
    found = sorted(event.dtstart.value for event in calendar.contents.get("vevent", []))
    return [f"{day:%d/%m}" for day in found]


def search(walk: Walk, term: term_story.Term, my: User) -> None:
    """Step 24: by number, by words of a party, by years with either dash; nothing for others."""
    page = walk.page
    regulation = Agreement.objects.get(kind=AgreementKind.REGULATION)
    walk.on("2023-04-03", term.specialist)
    for words in ("01-QC/BTGTU", "quy che phoi hop toa an"):
        page.goto(f"/tim/?q={words}")
        expect(page.locator(".found").first).to_contain_text(regulation.title)
    texts = []
    for words in ("Chương trình phối hợp 2021-2025", "Chương trình phối hợp 2021–2025"):
        page.goto(f"/tim/?q={words}")
        found = page.locator(".found")
        expect(found.first).to_contain_text("Chương trình phối hợp giai đoạn 2021–2025")
        texts.append(found.all_inner_texts())
    assert texts[0] == texts[1]

    walk.on("2023-04-03", my)
    page.goto("/tim/?q=01-QC/BTGTU")
    expect(page.locator(".found").first).to_contain_text(regulation.title)
    for words in ("02-CTr/BTGTU", "Chương trình phối hợp 2021-2025", P3):
        page.goto(f"/tim/?q={words}")
        expect(page.locator("#list")).to_contain_text(f"“{words}”")
        expect(page.locator(".found").filter(has_text="2021–2025")).to_have_count(0)
        expect(page.locator(".found").filter(has_text=P3)).to_have_count(0)
