"""The first day: an empty installation is set up from Excel files by who reads only the screens."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.accounts.tests.doors import code_now
from phoihop.agencies.calendar import years_to_confirm
from phoihop.agencies.models import Agency, Office, OfficeYear, Official, Position
from phoihop.cli import main
from phoihop.documents.models import Document, NumberSeries
from phoihop.setup.missing import what_is_missing
from phoihop.setup.tests.pictures import png
from phoihop.ui import clock
from phoihop.ui.tests.browser import follow, open_page

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]

PASSWORD = "một câu đủ dài 2026"  # noqa: S105 -- of a test
OFFICE, BOARD, CLINIC = "Đảng ủy xã Hòa An", "Ban Xây dựng Đảng xã Hòa An", "Trạm Y tế xã Hòa An"
# Lines as an official writes them under the headings of the template; * marks what is required.
AGENCIES: Sequence[Mapping[str, str]] = (
    {
        "Tên cơ quan *": BOARD,
        "Chữ viết tắt": "BXDĐ",
        "Loại cơ quan *": "Ban của cấp ủy",
        "Cấp *": "Cấp xã",
        "Trực thuộc": OFFICE,
    },
    {"Tên cơ quan *": CLINIC, "Loại cơ quan *": "Cơ sở y tế", "Cấp *": "Cấp xã"},
)


@pytest.fixture
def other_page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """The computer of somebody else."""
    opened = open_page(browser, live_server.url)
    yield opened
    opened.context.close()


def headings(page: Page, tmp_path: Path, kind: str) -> list[str]:
    """What stands in the first line of the template that this page offers."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp mẫu").click()
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    (tmp_path / f"{kind}-mau.xlsx").write_bytes(Path(download.value.path()).read_bytes())
    return [str(cell.value) for cell in book.worksheets[0][1]]


def import_sheet(page: Page, tmp_path: Path, kind: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Download the template, fill it in, hand it in, look, import."""
    columns = headings(page, tmp_path, kind)
    assert all(set(row) <= set(columns) for row in rows), columns
    book = load_workbook(tmp_path / f"{kind}-mau.xlsx")
    for number, row in enumerate(rows, start=2):
        for name, value in row.items():
            book.worksheets[0].cell(number, columns.index(name) + 1, value)
    file = tmp_path / f"{kind}.xlsx"
    book.save(file)
    page.get_by_label("Tệp Excel đã điền").set_input_files(file)
    follow(page.get_by_role("button", name="Kiểm tra tệp"))
    follow(page.get_by_role("button", name=f"Nhập {len(rows)} dòng"))
    page.get_by_text("Đã nhập xong tệp").wait_for()


def begin(page: Page, check_page: Callable[[str], None]) -> None:
    """From the address of the program to the office and its administrator."""
    page.goto("/")
    page.get_by_role("heading", name="Bắt đầu dùng Phối Hợp").wait_for()
    check_page("first-day")
    printed = CliRunner().invoke(main, ["setup", "--code"]).output
    page.get_by_label("Mã thiết lập").fill(printed.rsplit(": ", 1)[1])
    follow(page.get_by_role("button", name="Tiếp tục"))
    page.get_by_role("heading", name="Thông tin cơ quan").wait_for()
    check_page("first-day-office")
    page.get_by_label("Tên đầy đủ").fill(OFFICE)
    page.get_by_label("Loại cơ quan", exact=True).select_option(label="Cấp ủy Đảng")
    page.get_by_label("Cấp", exact=True).select_option(label="Cấp xã")
    page.get_by_label("Chữ viết tắt").fill("ĐU")
    page.get_by_role("textbox", name=re.compile("^Cơ quan cấp trên")).fill("Tỉnh ủy Sông Lam")
    page.get_by_label("Loại cơ quan của cấp trên").select_option(label="Cấp ủy Đảng")
    page.get_by_label("Cấp của cơ quan cấp trên").select_option(label="Cấp tỉnh")
    page.get_by_label("Họ và tên quản trị viên").fill("Lê Văn Quản")
    page.get_by_label("Tên đăng nhập").fill("quantri")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_label("Mật khẩu, nhập lại").fill(PASSWORD)
    follow(page.get_by_role("button", name="Tạo cơ quan"))
    page.get_by_text("Đã tạo cơ quan").wait_for()


def log_in(page: Page, username: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))


def switch_second_step_on(page: Page) -> None:
    """As every administrator must before anything else; the log-in was proof enough."""
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Mã hiện trong ứng dụng").fill(code_now(secret))
    follow(page.get_by_role("button", name="Bật"))
    follow(page.get_by_role("link", name="Đã cất"))
    follow(page.get_by_role("link", name="Hôm nay").first)


def open_step(page: Page, name: str) -> None:
    """One of the ways on the page of the set-up, reached as the screens lead there."""
    follow(page.get_by_role("link", name="Quản trị").first)
    follow(page.get_by_role("link", name="Thiết lập cơ quan"))
    follow(page.get_by_role("link", name=said(name)))


def said(name: str) -> re.Pattern[str]:
    """A name with words for readers only after the colon, before which browsers put a blank."""
    return re.compile(re.escape(name).replace(":", r"\s*:"))


def bring_people_in(page: Page, tmp_path: Path) -> str:
    """Agencies, positions, officials and accounts; returns the code of the one account."""
    open_step(page, "Nhập từ Excel: Cơ quan")
    import_sheet(page, tmp_path, "agencies", AGENCIES)
    open_step(page, "Nhập chức vụ từ Excel")
    import_sheet(page, tmp_path, "positions", [{"Tên chức vụ *": "Trưởng đoàn giám sát xã"}])
    open_step(page, "Nhập cán bộ từ Excel")
    rows = [
        {
            "Họ và tên *": "Lương Văn Khải",
            "Chức danh ghi trên văn bản": "Phó Bí thư Đảng ủy",
            "Cơ quan": OFFICE,
            "Giữ chức từ ngày": "01/07/2025",
        },
        {
            "Họ và tên *": "Đỗ Thị Hạnh",
            "Chức danh ghi trên văn bản": "Trưởng đoàn giám sát xã",
            "Chức vụ trong danh mục": "Trưởng đoàn giám sát xã",
            "Cơ quan": OFFICE,
        },
    ]
    import_sheet(page, tmp_path, "officials", rows)
    open_step(page, "Nhập từ Excel: Người dùng")
    account = {
        "Tên đăng nhập *": "hanh.dt",
        "Họ và tên *": "Đỗ Thị Hạnh",
        "Cơ quan *": OFFICE,
        "Vai trò *": "Chuyên viên",
        "Cán bộ trong danh sách": "Đỗ Thị Hạnh",
    }
    import_sheet(page, tmp_path, "users", [account])
    follow(page.get_by_role("button", name="Lập mã"))
    return page.locator(".one-code").inner_text()


def number_and_confirm(page: Page, check_page: Callable[[str], None]) -> None:
    """Series go on after the last number on paper; days off are looked at and confirmed."""
    open_step(page, "Mở sổ số: Sổ số và")
    row = page.locator(".run-row", has=page.locator("input[value='KH/ĐU']"))
    row.get_by_label("Số đã dùng sau cùng").fill("17")
    check_page("first-day-series")
    follow(page.get_by_role("button", name="Mở sổ số"))
    page.get_by_text("Đã mở 1 sổ số").wait_for()
    for year in years_to_confirm(clock.today()):
        follow(page.get_by_role("link", name=said(f"Xem và xác nhận: Ngày nghỉ năm {year}")))
        check_page("first-day-days-off")
        follow(page.get_by_role("button", name="Xác nhận các ngày này"))
        page.get_by_text(f"Đã xác nhận ngày nghỉ năm {year}").wait_for()
        follow(page.get_by_role("link", name="Thiết lập cơ quan").first)


def choose_a_look(page: Page, check_page: Callable[[str], None]) -> None:
    """A colour that is too pale comes back with one that can be read; the emblem is a picture."""
    follow(page.get_by_role("link", name="Chọn biểu trưng, màu"))
    page.get_by_role("textbox", name=re.compile("^Màu")).fill("#e0b400")
    follow(page.get_by_role("button", name="Dùng màu này"))
    page.get_by_role("alert").get_by_text("4,5 : 1").wait_for()
    check_page("first-day-look-refused")
    follow(page.get_by_role("button", name=re.compile("^Dùng #")))
    page.get_by_text("Đã đổi màu trên mọi trang").wait_for()
    picture = {"name": "huy-hieu.png", "mimeType": "image/png", "buffer": png()}
    page.locator("input[type=file]").set_input_files(picture)  # type: ignore[arg-type]  # a payload
    follow(page.get_by_role("button", name="Dùng ảnh này"))
    page.get_by_text("Biểu trưng đã hiện trên mọi trang").wait_for()
    page.emulate_media(color_scheme="dark")
    check_page("first-day-look-dark")
    page.emulate_media(color_scheme="light")
    check_page("first-day-look")
    follow(page.get_by_role("link", name="Thiết lập cơ quan").first)


def first_log_in(page: Page, code: str) -> None:
    """With the sheet that the administrator handed over."""
    page.goto("/")
    follow(page.get_by_role("link", name="Tôi có mã một lần"))
    page.get_by_label("Tên đăng nhập").fill("hanh.dt")
    page.get_by_label("Mã một lần").fill(code)
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
    follow(page.get_by_role("button", name="Đặt mật khẩu"))
    log_in(page, "hanh.dt")
    page.get_by_role("heading", name="Hôm nay").wait_for()


def bring_documents_in(page: Page, tmp_path: Path) -> None:
    """What the office had on paper, by who works with it; an administrator registers nothing."""
    follow(page.get_by_role("link", name="Văn bản", exact=True).first)
    follow(page.get_by_role("link", name="Nhập từ Excel"))
    rows = [
        {
            "Trích yếu nội dung *": "Tăng cường phối hợp trong công tác tuyên giáo",
            "Sổ *": "Đến",
            "Số và ký hiệu": "12-CT/TU",
            "Ngày ban hành": "05/08/2025",
            "Cơ quan ban hành": "Tỉnh ủy Sông Lam",
            "Ngày đến": "08/08/2025",
        },
        {
            "Trích yếu nội dung *": "Tuyên truyền tháng cao điểm vệ sinh môi trường",
            "Sổ *": "Đi",
            "Số và ký hiệu": "17-KH/ĐU",
            "Ngày ban hành": "20/10/2025",
        },
    ]
    import_sheet(page, tmp_path, "documents", rows)
    follow(page.get_by_role("link", name="Hôm nay").first)
    page.get_by_role("heading", name="Hôm nay").wait_for()


def test_an_empty_installation_becomes_an_office_that_works(
    page: Page, other_page: Page, tmp_path: Path, check_page: Callable[[str], None]
) -> None:
    begin(page, check_page)
    log_in(page, "quantri")
    switch_second_step_on(page)
    page.get_by_text("Thiết lập cơ quan chưa xong").wait_for()
    check_page("first-day-today")
    follow(page.get_by_role("link", name="Xem còn thiếu gì"))
    check_page("first-day-steps")

    code = bring_people_in(page, tmp_path)
    number_and_confirm(page, check_page)
    choose_a_look(page, check_page)
    first_log_in(other_page, code)
    bring_documents_in(other_page, tmp_path)

    page.reload()
    page.get_by_role("heading", name="Không còn thiếu gì").wait_for()
    check_page("first-day-done")
    assert what_is_missing(clock.today()).open == []
    follow(page.get_by_role("link", name="Hôm nay").first)
    page.get_by_role("heading", name="Hôm nay").wait_for()
    expect(page.get_by_text("Thiết lập cơ quan chưa xong")).to_have_count(0)

    assert Office.objects.get().name == OFFICE
    assert Agency.objects.count() == 4
    assert Position.objects.filter(name="Trưởng đoàn giám sát xã").count() == 1
    assert Official.objects.get(full_name="Đỗ Thị Hạnh").tenures.count() == 1
    assert User.objects.count() == 2
    assert set(Document.objects.values_list("code", flat=True)) == {"12-CT/TU", "17-KH/ĐU"}
    assert NumberSeries.objects.get().last_number == 17
    assert OfficeYear.objects.filter(confirmed_at__isnull=False).exists()
    expect(other_page.locator(".topbar .emblem")).to_have_count(1)
    expect(other_page.locator(".who")).to_contain_text("Đỗ Thị Hạnh")
