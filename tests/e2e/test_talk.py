"""Mai asks Hà on a task, Hà answers; five reports make one notice. In Chromium, by keyboard."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.inbox import services as inbox
from phoihop.tasks import services
from phoihop.tasks.models import Task
from phoihop.tasks.services import UpdateFacts
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock
from phoihop.ui.tests.browser import follow, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[User], None]


@dataclass(frozen=True)
class Office:
    """mai assigns, ha leads the task; nam has no part in it."""

    mai: User
    ha: User
    nam: User
    task: Task


@pytest.fixture
def office(live_server: LiveServer) -> Office:
    board = AgencyFactory.create(name="Ban Tuyên giáo Huyện ủy Bình An")
    school = AgencyFactory.create(name="Phòng Giáo dục và Đào tạo")
    mai = UserFactory.create(username="mai", full_name="Đỗ Thị Mai", agency=board)
    ha = UserFactory.create(username="ha", full_name="Lê Thu Hà", agency=school, is_contact=True)
    nam = UserFactory.create(
        username="nam", full_name="Hoàng Văn Nam", agency=AgencyFactory.create()
    )
    task = TaskFactory.create(
        title="Mở lớp dạy bơi",
        assigner=board,
        assigned_by=mai,
        lead_agency=school,
        due_on=(clock.now() + timedelta(days=30)).date(),
    )
    return Office(mai, ha, nam, task)


def bell_shows(page: Page, *figures: str) -> None:
    """The bell stands on the page, with this figure or with none."""
    bell = page.locator(".topbar a[href='/cho-toi/']")
    expect(bell).to_have_count(1)
    expect(bell.locator(".n")).to_have_text(figures)


def test_a_question_and_its_answer(
    page: Page, office: Office, sign_in: SignIn, check_page: Callable[[str], None]
) -> None:
    talk = f"{office.task.get_absolute_url()}trao-doi/"
    sign_in(office.mai)
    page.goto(talk)
    field = page.get_by_label("Ý kiến của tôi")

    # Nobody outside can be named; what was typed stays.
    field.fill("Nhờ @nam cho biết số lớp")
    press(page, "Gửi ý kiến")
    expect(page.get_by_role("alert")).to_contain_text("Không nhắc được @nam")
    expect(field).to_have_value("Nhờ @nam cho biết số lớp")

    field.fill("")
    field.press_sequentially("Nhờ @h")
    page.locator(".offers button").first.wait_for()
    expect(page.locator(".offers button").first).to_have_text(
        "Lê Thu Hà, Phòng Giáo dục và Đào tạo (@ha)"
    )
    page.keyboard.press("Enter")
    page.keyboard.type("cho biết số lớp")
    press(page, "Gửi ý kiến")
    expect(page.locator(".said-words")).to_have_text("Nhờ @Lê Thu Hà cho biết số lớp")
    check_page("talk")

    sign_in(office.ha)
    bell_shows(page, "1")
    follow(page.locator(".topbar a[href='/cho-toi/']"))
    expect(page.get_by_text("Có 1 thông báo chưa xem.")).to_be_visible()
    expect(page.locator(".notice.unseen")).to_contain_text("nhắc tên tôi")
    check_page("notices")
    page.keyboard.press("j")
    expect(page.locator(".notice h4 a").first).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(talk)))
    bell_shows(page)

    follow(page.get_by_role("link", name="Trả lời Đỗ Thị Mai"))
    page.locator(".talk textarea").fill("Hai lớp, khai giảng 01/06")
    press(page, "Trả lời")
    expect(page.locator(".talk-replies .said-words")).to_have_text("Hai lớp, khai giảng 01/06")

    sign_in(office.mai)
    bell_shows(page, "1")
    page.goto(talk)
    follow(page.get_by_role("link", name="Sửa ý kiến của tôi"))
    page.locator(".talk textarea").fill("Nhờ @ha cho biết số lớp và ngày khai giảng")
    press(page, "Lưu")

    sign_in(office.ha)
    page.goto(talk)
    page.get_by_text("Đã sửa lúc").click()
    expect(page.locator(".versions")).to_contain_text("Nhờ @ha cho biết số lớp")

    sign_in(office.nam)
    answer = page.goto(talk)
    assert answer is not None
    assert answer.status == 404
    bell_shows(page)


def test_an_answer_that_comes_late_offers_nobody(
    page: Page, office: Office, sign_in: SignIn
) -> None:
    sign_in(office.mai)
    page.goto(f"{office.task.get_absolute_url()}trao-doi/")
    field = page.get_by_label("Ý kiến của tôi")
    asked, held = re.compile(r"\?nguoi="), list[Route]()
    page.route(asked, lambda route: held.append(route))  # noqa: PLW0108 -- Playwright takes no builtin

    with page.expect_request(asked):
        field.press_sequentially("Nhờ @h")
    field.press_sequentially("à trả lời")
    for route in held:
        with page.expect_event("requestfinished", lambda done: bool(asked.search(done.url))):
            route.continue_()

    field.press("Enter")
    expect(field).to_have_value("Nhờ @hà trả lời\n")
    expect(page.locator(".offers")).to_have_count(0)


def test_five_reports_are_one_notice(page: Page, office: Office, sign_in: SignIn) -> None:
    inbox.follow(office.mai, office.task, clock.now())
    for number in range(5):
        facts = UpdateFacts(f"Đã mở lớp {number}", 10 * number)
        services.post_update(office.task, facts, by=office.ha, at=clock.now())

    sign_in(office.mai)
    bell_shows(page, "1")
    page.goto("/cho-toi/")
    notice = page.locator(".notice.unseen")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("5 cập nhật mới")
    expect(notice).to_contain_text("Đã mở lớp 4")

    press(page, f"Đã xem: {office.task}")
    expect(page.get_by_text("Đã đánh dấu 1 thông báo là đã xem.")).to_be_visible()
    bell_shows(page)
    press(page, "Hoàn tác")
    bell_shows(page, "1")

    page.goto(office.task.get_absolute_url())
    press(page, "Thôi theo dõi")
    services.post_update(office.task, UpdateFacts("Thêm", 60), by=office.ha, at=clock.now())
    page.goto("/")
    bell_shows(page)
