"""The way of a sheet in Chromium, as an administrator goes it who reads only the screens."""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Official
from phoihop.imports.models import SheetUpload
from phoihop.imports.tests.books import filled
from phoihop.ui.tests.browser import WIDTHS, follow, patient, sideways, violations

# Without Chromium these fail: a browser test that is skipped proves nothing.
pytestmark = pytest.mark.browser


@pytest.fixture
def address(live_server: Any, settings: Any) -> str:
    """Where the pages are served, without the second step: log-in is another room's matter."""
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if ".second_step" not in m]
    return str(live_server.url)


@pytest.fixture
def page(browser: Browser, address: str, transactional_db: None, cast: Cast) -> Iterator[Page]:
    """A page of the administrator, signed in."""
    context = patient(browser.new_context(base_url=address))
    opened = context.new_page()
    sign_in(opened, address, cast.administrator)
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def sign_in(page: Page, address: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def looked_at(page: Page, name: str) -> None:
    """axe-core finds nothing on the page, and nothing scrolls sideways, on a phone as well."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == [], (name, width)
        assert sideways(page) == 0, (name, width)
        if folder := os.environ.get("PHOIHOP_SHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def hand_in(page: Page, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "co-quan.xlsx"
    file.write_bytes(data)
    page.get_by_label("Tệp Excel đã điền").set_input_files(file)
    follow(page.get_by_role("button", name="Kiểm tra tệp"))
    page.wait_for_url("**/tep/**")


def agencies(*, mended: bool) -> bytes:
    """Eight lines in rows 2 to 9; unmended, rows 3 and 7 are at fault."""
    rows: list[dict[str, object]] = [
        {"name": f"Cơ quan số {n}", "kind": "Cơ quan nhà nước", "level": "Cấp xã"}
        for n in range(2, 10)
    ]
    rows[0]["parent"] = "Cơ quan số 9"
    if not mended:
        rows[1]["level"] = "Cấp tổng"
        rows[5]["valid_from"] = "31/02/2020"
    return filled("agencies", *rows)


def test_agencies_from_the_first_template_to_the_second_time(page: Page, tmp_path: Path) -> None:
    before = Agency.objects.count()
    page.goto(reverse("agencies:list"))
    follow(page.get_by_role("link", name="Nhập từ Excel"))
    looked_at(page, "import-start")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp mẫu").click()
    template = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    assert template.worksheets[0]["A1"].value == "Tên cơ quan *"

    hand_in(page, tmp_path, agencies(mended=False))
    expect(page.locator("main")).to_contain_text("2 dòng có lỗi")
    expect(page.locator("#line-3")).to_contain_text("“Cấp tổng” không thuộc danh mục")
    expect(page.locator("#line-7")).to_contain_text("“31/02/2020” không phải là ngày hợp lệ")
    assert Agency.objects.count() == before
    looked_at(page, "import-wrong")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp có ghi lỗi").click()
    marked = load_workbook(BytesIO(Path(download.value.path()).read_bytes())).worksheets[0]
    said = {row: str(marked.cell(row, marked.max_column).value or "") for row in range(1, 10)}
    assert said[1] == "Lỗi"
    assert [row for row in range(2, 10) if said[row]] == [3, 7]

    follow(page.get_by_role("link", name="Đưa tệp đã sửa lên"))
    hand_in(page, tmp_path, agencies(mended=True))
    looked_at(page, "import-preview")
    follow(page.get_by_role("button", name="Nhập 8 dòng"))
    expect(page.locator("main")).to_contain_text("Đã nhập xong tệp")
    looked_at(page, "import-done")
    assert Agency.objects.count() == before + 8

    follow(page.get_by_role("link", name="Nhập tệp khác"))
    hand_in(page, tmp_path, agencies(mended=True))
    expect(page.locator("main")).to_contain_text("Mọi dòng trong tệp đều đã có")
    expect(page.get_by_role("button", name="Nhập 8 dòng")).to_have_count(0)
    looked_at(page, "import-known")
    follow(page.get_by_role("button", name="Bỏ tệp này"))
    expect(page).to_have_url(re.compile("/co-quan/$"))
    assert SheetUpload.objects.filter(imported_at=None).count() == 1  # the one at fault waits


def test_namesakes_are_decided_on_the_page(page: Page, tmp_path: Path) -> None:
    rows = [
        {"full_name": "Lê Thị Hai", "title": "Trưởng phòng", "agency": "GDĐT"},
        {"full_name": "Lê Thị Hai", "title": "Ủy viên", "agency": "BTG"},
        {"full_name": "Lê Thị Hai", "title": "Kế toán", "agency": "ĐTT"},
    ]
    page.goto(reverse("imports:start", args=["officials"]))
    hand_in(page, tmp_path, filled("officials", *rows))
    looked_at(page, "import-asked")

    follow(page.get_by_role("button", name="Nhập 3 dòng"))
    expect(page.locator("main")).to_contain_text("Hãy cho biết mỗi dòng cần chọn là mục nào")
    page.get_by_label("Dòng 3, Lê Thị Hai, là mục nào").select_option("l2")
    page.get_by_label("Dòng 4, Lê Thị Hai, là mục nào").select_option("new")
    follow(page.get_by_role("button", name="Nhập 3 dòng"))
    expect(page.locator("main")).to_contain_text("Đã nhập xong tệp")

    counts = sorted(official.tenures.count() for official in Official.objects.all())
    assert counts == [1, 2]


def test_users_come_with_codes_to_print(page: Page, tmp_path: Path) -> None:
    rows = [
        {"username": name, "full_name": f"Trần Thị {name}", "agency": "BTG", "role": "Văn thư"}
        for name in ("mot", "hai")
    ]
    page.goto(reverse("accounts:users"))
    follow(page.get_by_role("link", name="Nhập từ Excel"))
    hand_in(page, tmp_path, filled("users", *rows))
    follow(page.get_by_role("button", name="Nhập 2 dòng"))
    looked_at(page, "import-users-done")
    follow(page.get_by_role("button", name="Lập mã"))

    expect(page.locator("main")).to_contain_text("Trần Thị mot")
    expect(page.locator(".one-code")).to_have_count(2)
    assert User.objects.filter(username__in=["mot", "hai"]).count() == 2
    looked_at(page, "import-codes")


def test_the_index_lists_what_may_be_imported(page: Page) -> None:
    page.goto(reverse("imports:index"))
    looked_at(page, "import-index")
    expect(page.get_by_role("link", name="Nhập cán bộ từ Excel")).to_have_count(1)


def test_a_clerk_brings_the_old_register_in(
    page: Page, address: str, cast: Cast, tmp_path: Path
) -> None:
    sign_in(page, address, cast.issuer)
    row: dict[str, object] = {"register": "Đến", "code": "12-TB/TU", "issuer": "Tỉnh ủy"}
    row["issued_on"] = "05/03/2019"
    rows: list[dict[str, object]] = [
        row | {"subject": "Thông báo kết luận", "arrived_on": "07/03/2019", "arrival_number": 3},
        {"register": "Đi", "kind": "Báo cáo", "subject": "Báo cáo tháng", "issued_on": "1/2/2019"},
    ]
    page.goto(reverse("documents:list"))
    follow(page.get_by_role("link", name="Nhập từ Excel"))
    looked_at(page, "import-documents-start")
    hand_in(page, tmp_path, filled("documents", *rows))
    looked_at(page, "import-documents")
    follow(page.get_by_role("button", name="Nhập 2 dòng"))
    expect(page.locator("main")).to_contain_text("Đã nhập xong tệp")

    follow(page.get_by_role("link", name="Đến danh sách"))
    expect(page.locator("#list")).to_contain_text("Thông báo kết luận")
    page.goto(reverse("imports:start", args=["documents"]))
    hand_in(page, tmp_path, filled("documents", row | {"subject": "Việc khác"}))
    looked_at(page, "import-documents-asked")
    expect(page.locator("main")).to_contain_text("1 dòng cần chọn")
