"""Many tasks at once, through the pages: acts, kept lists, board, month, files, figures."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.scoring import scale
from phoihop.tasks.models import Task
from phoihop.tasks.tests import story
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.ui.tests.browser import follow, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[User], None]
Check = Callable[[str], None]


@pytest.fixture
def year(live_server: LiveServer, settings: Settings) -> story.Year:
    """The year of the story on its 20 December."""
    settings.SIMULATED_CLOCK_ALLOWED = True
    year = story.assigned_year()
    story.live(year, "2019-12-20")
    set_simulated_now(story.at("2019-12-20"), by=None)
    clock.forget()
    return year


def test_tick_confirm_and_see_what_was_left(
    page: Page, sign_in: SignIn, check_page: Check, year: story.Year
) -> None:
    sign_in(year.specialist)
    page.goto("/nhiem-vu/?state=attention")
    expect(page.locator("#lists .num").first).to_be_visible()  # the counts have come
    expect(page.locator(".bulk")).to_be_hidden()
    page.get_by_label("Chọn cả trang").check()
    expect(page.locator("[data-count]")).to_have_text("2")
    page.locator(".bulk").get_by_role("button", name="Xác nhận").click()

    dialog = page.locator("dialog#many")
    expect(dialog).to_contain_text("Xác nhận kết quả của 2 nhiệm vụ?")
    expect(dialog).to_contain_text("tính vào số liệu")
    dialog.get_by_label("Ghi chú").or_(dialog.locator("textarea")).first.fill("Tốt")
    follow(dialog.get_by_role("button", name="Xác nhận (2)"))

    expect(page.locator("#run")).to_contain_text("Đã xác nhận kết quả của 1 nhiệm vụ.")
    expect(page.locator("#run")).to_contain_text("1 nhiệm vụ được giữ nguyên.")
    expect(page.get_by_role("row", name=year.task("T5").title)).to_be_visible()
    assert year.task("T7d").done_on is not None
    check_page("many-result")


def test_suspend_the_whole_list_and_undo(page: Page, sign_in: SignIn, year: story.Year) -> None:
    for number in range(27):
        TaskFactory.create(
            assigner=year.board,
            lead_agency=year.agencies[5],
            title=f"Việc thêm {number:02}",
        )
    sign_in(year.specialist)
    page.goto("/nhiem-vu/?state=late")
    page.locator("tbody .pick input").first.check()
    page.get_by_label("Chọn cả 28").check()
    expect(page.locator("[data-count]")).to_have_text("28")
    page.locator(".bulk").get_by_role("button", name="Tạm dừng").click()
    dialog = page.locator("dialog#many")
    dialog.get_by_label("Lý do").fill("Chờ kinh phí")
    follow(dialog.get_by_role("button", name="Tạm dừng (28)"))
    expect(page.locator("#run")).to_contain_text("Đã tạm dừng 28 nhiệm vụ.")

    press(page, "Hoàn tác")

    expect(page.locator("#run")).to_contain_text("Đã hoàn tác lúc")
    assert not Task.objects.filter(suspended_on__isnull=False).exists()


def test_a_list_is_kept_and_seen_first(
    page: Page, sign_in: SignIn, check_page: Check, year: story.Year
) -> None:
    sign_in(year.specialist)
    page.goto("/nhiem-vu/?state=finished")
    press(page, "Lưu danh sách này")
    page.get_by_label("Tên danh sách").fill("Đã xong năm 2019")
    page.get_by_label("Dùng chung trong cơ quan").check()
    check_page("keep-list")
    press(page, "Lưu")

    tab = page.locator("#lists a", has_text="Đã xong năm 2019")
    expect(tab).to_have_attribute("aria-current", "page")
    expect(tab.locator(".num")).to_have_text("9")
    press(page, "Danh sách đã lưu")
    follow(page.get_by_role("button", name="Mở đầu bằng danh sách này"))
    check_page("kept-lists")
    page.goto("/nhiem-vu/")
    expect(page.locator("p[role=status] b").first).to_have_text("9 nhiệm vụ")

    sign_in(year.leader)
    page.goto("/nhiem-vu/")
    expect(page.locator("#lists a", has_text="Đã xong năm 2019")).to_be_visible()


def test_board_by_keys_and_month(
    page: Page, sign_in: SignIn, check_page: Check, year: story.Year
) -> None:
    sign_in(year.specialist)
    page.goto("/nhiem-vu/?state=attention")
    press(page, "Bảng")
    late, waiting = year.task("T5"), year.task("T7d")
    card = page.locator(f"#t-{late.pk} h3 a")
    card.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"#t-{waiting.pk} h3 a")).to_be_focused()
    check_page("board")
    page.locator(f"#t-{waiting.pk} h3 a").focus()
    page.keyboard.press("v")
    act = page.locator(f"#t-{waiting.pk}").get_by_role("link", name="Trả lại")
    expect(act).to_be_visible()
    follow(act)
    page.get_by_label("Lý do").fill("Thiếu số liệu")
    follow(page.get_by_role("main").get_by_role("button", name="Trả lại"))
    expect(page.locator(".lane", has_text="Bị trả lại").locator(f"#t-{waiting.pk}")).to_be_visible()

    page.goto("/nhiem-vu/lich/?state=&thang=2019-11")
    expect(page.locator(".month")).to_contain_text(late.title)
    expect(page.locator(".month td.off").first).to_be_visible()
    check_page("month")
    press(page, "Tháng sau")
    expect(page.locator(".month")).to_contain_text(waiting.title)


def test_the_file_of_the_programme_and_what_changed(
    page: Page, sign_in: SignIn, year: story.Year, tmp_path: Path
) -> None:
    sign_in(year.specialist)
    page.goto(f"/nhiem-vu/chuong-trinh/{year.programme.pk}/")
    page.locator("summary", has_text="Tải danh sách").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV", exact=True).click()
    file = tmp_path / "ds.csv"
    waiting.value.save_as(file)
    lines = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert len(lines) == 12
    assert "'=12 tin, bài" in [line[2] for line in lines]

    page.goto("/nhiem-vu/?state=")
    page.get_by_label("Có thay đổi từ ngày").fill("10/12/2019")
    page.get_by_label("Có thay đổi từ ngày").press("Enter")
    expect(page.locator("p[role=status] b").first).to_have_text("1 nhiệm vụ")
    expect(page.locator(".changed")).to_contain_text("Cập nhật tiến độ")


def test_seed_000_figures_per_agency_and_a_second_look(
    page: Page, sign_in: SignIn, check_page: Check, year: story.Year
) -> None:
    sign_in(year.contacts[2])
    page.goto(f"/danh-gia/so-lieu/?programme={year.programme.pk}")
    rows = page.locator("tbody tr")
    expect(rows.filter(has_text="Cơ quan thứ 8")).to_contain_text("2/3")
    expect(rows.filter(has_text="Cơ quan thứ 2")).to_contain_text("0/1")
    expect(rows.filter(has_text="Cơ quan thứ 7")).to_contain_text("Không chủ trì nhiệm vụ nào")
    expect(page.locator("tfoot")).to_contain_text("6/10 = 60,0")
    check_page("agencies-figures")
    follow(rows.filter(has_text="Cơ quan thứ 2").get_by_role("link", name="Cơ quan thứ 2"))
    follow(page.get_by_role("link", name="Theo hạn ban đầu").or_(page.locator("nav.years a").last))
    follow(page.get_by_role("link", name="Đề nghị xem lại").first)
    page.get_by_label("Vì sao").fill("Hạn đầu ghi nhầm")
    press(page, "Gửi")
    expect(page.locator("main")).to_contain_text("Hạn đầu ghi nhầm")
    check_page("agency-figures")

    sign_in(year.leader)
    page.goto(year.task("T2").get_absolute_url())
    follow(page.get_by_role("link", name="Trả lời đề nghị"))
    page.get_by_label("Không chấp nhận").check()
    page.get_by_label("Trả lời").fill("Hạn đầu đúng như văn bản")
    press(page, "Trả lời")
    expect(page.locator("main")).to_contain_text("Hạn đầu đúng như văn bản")


def test_a_confirmed_task_is_evaluated(
    page: Page, sign_in: SignIn, check_page: Check, year: story.Year
) -> None:
    administrator = UserFactory.create(agency=year.board, role=Role.ADMINISTRATOR)
    facts = scale.GradeFacts("Hoàn thành tốt", 1, 9, story.at("2019-01-01").date())
    scale.add_grade(facts, by=administrator, at=story.at("2019-01-02"))
    task = year.task("T4")
    sign_in(year.specialist)
    page.goto(task.get_absolute_url())
    press(page, "Đánh giá")
    page.get_by_label("Mức đánh giá").select_option(label="Hoàn thành tốt (9 điểm)")
    check_page("evaluate")
    press(page, "Đánh giá")
    expect(page.locator("aside")).to_contain_text("Hoàn thành tốt")

    sign_in(year.contacts[4])
    page.goto(task.get_absolute_url())
    press(page, "Không đồng ý")
    page.get_by_label("Vì sao").fill("Đề nghị xem xét thêm")
    press(page, "Không đồng ý")
    expect(page.locator("aside")).to_contain_text("Chờ trả lời")
