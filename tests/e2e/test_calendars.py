"""The weekly schedule in Chromium, its one sheet of paper, and an address for a calendar."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta

import pypdfium2
import pytest
import vobject
from playwright.sync_api import Page, expect

from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.calendars.week import week_of
from phoihop.calendars.week_acts import WeekFacts, enter_week_entry
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock
from phoihop.ui.tests.browser import follow, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clerk() -> User:
    agency = AgencyFactory.create(name="Ban Tuyên giáo Huyện ủy An Lạc")
    return UserFactory.create(agency=agency, full_name="Đỗ Thị Mai")


def _fill(by: User, monday: date) -> None:
    """Three lines a day, of the length they have in an office, and twelve tasks due."""
    for n in range(21):
        facts = WeekFacts(
            day=monday + timedelta(days=n // 3),
            starts_at=(time(7, 30), time(9), time(14))[n % 3],
            words=f"Làm việc với Phòng Văn hóa – Xã hội về số liệu nhà văn hóa thôn, lần {n}",
            place="Hội trường Đảng ủy xã",
            chair_words="Đồng chí Lương Văn Khải, Trưởng Ban",
            participants="Đầu mối 12 cơ quan, chuyên viên theo dõi",
        )
        enter_week_entry(facts, by=by, at=clock.now())
    for n in range(12):
        TaskFactory.create(lead_agency=by.acting_agency, due_on=monday + timedelta(days=n % 7))


def test_a_week_is_kept_on_screen_and_printed_on_one_sheet(
    page: Page,
    sign_in: Callable[[User], None],
    check_page: Callable[[str], None],
    clerk: User,
) -> None:
    week = week_of(clock.today())
    sign_in(clerk)
    press(page, "Lịch tuần")
    expect(page.get_by_role("heading", name="Tuần này chưa nhập việc nào")).to_be_visible()

    press(page, "Thêm mục")
    page.get_by_label("Bắt đầu lúc").fill("7h30")
    page.get_by_label("Nội dung").fill("Giao ban đầu tuần")
    page.get_by_label("Địa điểm").fill("Phòng họp tầng 2")
    press(page, "Lưu")
    expect(page.get_by_role("cell", name="Giao ban đầu tuần")).to_be_visible()
    follow(page.get_by_role("link", name="Giao ban đầu tuần"))
    press(page, "Hủy mục này")
    page.get_by_label("Lý do hủy").fill("Lãnh đạo đi họp tỉnh")
    press(page, "Hủy, không tổ chức")
    expect(page.get_by_text("Lãnh đạo đi họp tỉnh")).to_be_visible()
    follow(page.get_by_role("link", name="Giao ban đầu tuần"))
    press(page, "Bỏ")
    expect(page.get_by_role("heading", name="Đã bỏ khỏi tuần này")).to_be_visible()
    follow(page.get_by_role("button", name="Đưa lại"))
    expect(page.get_by_role("cell", name="Giao ban đầu tuần")).to_be_visible()

    assert week.after is not None
    follow(page.get_by_role("link", name=f"Tuần {week.after.number}", exact=True))
    press(page, "Chép từ tuần trước")
    page.get_by_label("Giao ban đầu tuần").check()
    press(page, "Chép")
    expect(page.get_by_role("cell", name="Giao ban đầu tuần")).to_be_visible()
    expect(page).to_have_url(re.compile(f"tuan={week.after.key}$"))

    _fill(clerk, week.monday)
    page.goto(f"/lich/tuan/?tuan={week.key}")
    expect(page.locator(".week .what")).to_have_count(22)
    check_page("week-full")
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(paper) == 1
    words = " ".join(paper[0].get_textpage().get_text_bounded().split())
    assert "Giao ban đầu tuần" in words
    assert "lần 20" in words
    assert "Đến hạn trong tuần" in words


def test_an_address_made_on_screen_is_read_without_the_session(
    page: Page, sign_in: Callable[[User], None], clerk: User
) -> None:
    due = clock.today() + timedelta(days=3)
    TaskFactory.create(lead_agency=clerk.acting_agency, title="Báo cáo quý", due_on=due)
    sign_in(clerk)
    page.goto("/lich/dia-chi/")
    press(page, "Tạo địa chỉ")
    address = page.get_by_label("Sao chép ngay: địa chỉ chỉ hiện một lần")
    expect(address).to_have_value(re.compile(r"\.ics$"))

    reader = page.context.browser
    assert reader is not None
    stranger = reader.new_context()
    answer = stranger.request.get(address.input_value())
    assert answer.ok
    calendar = vobject.readOne(answer.text())
    assert calendar.vevent.dtstart.value == due
    assert "Báo cáo quý" in calendar.vevent.summary.value

    follow(page.get_by_role("button", name="Thu hồi", exact=False).first)
    expect(page.get_by_text("Chưa có địa chỉ nào")).to_be_visible()
    assert stranger.request.get(answer.url).status == 404
    stranger.close()
