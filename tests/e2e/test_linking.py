"""Ten awkward names in one text: what is offered, in which order and why; a person decides."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from phoihop.accounts.models import User
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, AgencyKind, FormerName, Level, Official, SuccessionKind
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.ui.tests.browser import follow
from tests.stories.office import StoryOffice, at, make_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Held = tuple[date | None, date | None]
START = at("02/01/2019")
TEXT = "\n\n".join(
    [
        "HUYỆN ỦY AN LẠC SƠ KẾT CÔNG TÁC KHOA GIÁO",
        "Sáng ngày 05/02/2024, Huyện ủy An Lạc tổ chức hội nghị sơ kết công tác khoa giáo. Đồng "
        "chí Trần Thị Hoa - Phó Chủ tịch UBND huyện chủ trì hội nghị. Dự hội nghị có đồng chí "
        "Lương Văn Khải - Trưởng Phòng Nội vụ huyện; đồng chí Nguyễn Văn Hoà - Trưởng phòng Y tế "
        "huyện; đồng chí Đặng Thúy Hà - Phó Bí thư Huyện ủy.",
        "Tại hội nghị, các bên ký Chương trình phối hợp giữa Ban Dân vận Huyện ủy với Phòng Lao "
        "động - Thương binh và Xã hội huyện An Lạc, Phòng Giáo dục huyện An Lạc giai đoạn 2024 - "
        "2026.",
        "Hội nghị đánh giá việc thực hiện Kế hoạch số 14-KH/HU của Huyện ủy, Quyết định số "
        "120/QĐ-UBND của UBND huyện, Nghị quyết Trung ương 4 khóa XII về xây dựng, chỉnh đốn "
        "Đảng, Chỉ thị số 40 của Ban Bí thư về tín dụng chính sách xã hội.",
    ]
)


# For each fact what is offered, in this order, and why.
OFFERED = {
    "Trần Thị Hoa": [
        ("Trần Thị Hoa", "đương nhiệm ngày 05/02/2024"),
        ("Trần Thị Hoa", "giữ chức vụ này đến 01/01/2022"),
    ],
    "Lương Văn Khải": [("Trưởng phòng, Phòng Nội vụ huyện An Lạc", "đến 30/06/2023")],
    "Nguyễn Văn Hoà": [("Nguyễn Văn Hòa", "cùng họ tên, chức vụ")],
    "Đặng Thúy Hà": [("Đặng Thuý Hà", "ở địa bàn khác")],
    "Ban Dân vận Huyện ủy": [("Ban Dân vận Huyện ủy An Lạc", "")],
    "Phòng Lao động": [
        ("Phòng Lao động - Thương binh và Xã hội huyện An Lạc", "31/12/2023"),
        ("Phòng Lao động - Thương binh và Xã hội", "ghi đủ hoặc thiếu địa danh"),
        ("Phòng Nội vụ huyện An Lạc", "kế thừa"),
    ],
    "Phòng Giáo dục huyện": [("Phòng Giáo dục", "30/06/2024")],
    "Kế hoạch 14-KH/HU": [("30/01/2022", "trùng số"), ("30/01/2019", "nhiệm kỳ trước")],
    "Quyết định 120/QĐ-UBND": [("01/03/2023", "của năm"), ("01/03/2022", "của năm")],
    "Nghị quyết 4/XII": [("về tăng cường xây dựng", "cùng kỳ hội nghị")],
    "Chỉ thị 40": [("40-CT/TW", "trùng loại và số")],
}
SURE = (
    "Huyện ủy An Lạc", "Nguyễn Văn Hoà", "Ban Dân vận Huyện ủy", "Phòng Lao động",
    "Phòng Giáo dục huyện",
)  # fmt: skip
TO_CHOOSE = (
    "Trần Thị Hoa", "Lương Văn Khải", "Đặng Thúy Hà", "Kế hoạch 14-KH/HU",
    "Quyết định 120/QĐ-UBND",
)  # fmt: skip
LEFT_OPEN = ("Nghị quyết 4/XII", "Chỉ thị 40")


def agency(name: str, parent: Agency | None = None, on: date | None = None) -> Agency:
    values: dict[str, Any] = {
        "name": name,
        "kind": AgencyKind.PARTY_BOARD,
        "level": Level.DISTRICT,
    }
    if on is not None:
        values["valid_from"] = on
    return agencies.create_agency(values, by=None, at=START, parent=parent)


def official(name: str, title: str, body: Agency, held: Held) -> None:
    person = agencies.create_official({"full_name": name}, by=None, at=START)
    since, until = held
    agencies.add_tenure(
        person, title, by=None, at=START, agency=body, valid_from=since, valid_to=until
    )


def paper(office: StoryOffice, code: str, kind: str, day: date, **other: Any) -> Document:
    number, _sign, symbol = code.replace("/", "-", 1).partition("-")
    values = {"number": int(number), "symbol": symbol, "code": code}
    return DocumentFactory.create(
        owner=office.board, kind=kind, issued_on=day, **{**values, **other}
    )


@pytest.fixture
def office() -> StoryOffice:
    """A district and its neighbour, namesakes, an ended and a renamed body, numbers used twice."""
    made = make_office()
    home = Agency.objects.get(name="Huyện ủy An Lạc")
    people = agency("Ủy ban nhân dân huyện An Lạc", home)
    neighbour = agency("Huyện ủy Bình Minh")
    agency("Ban Dân vận Huyện ủy An Lạc", home)
    agency("Ban Dân vận Huyện ủy Bình Minh", neighbour)
    interior = agency("Phòng Nội vụ huyện An Lạc", home)
    health = agency("Phòng Y tế huyện An Lạc", home)
    official("Trần Thị Hoa", "Phó Chủ tịch UBND huyện", people, (None, date(2022, 1, 1)))
    official("Trần Thị Hoa", "Phó Chủ tịch UBND huyện", people, (date(2022, 1, 2), None))
    official("Lương Văn Khải", "Trưởng phòng", interior, (None, date(2023, 6, 30)))
    official("Nguyễn Văn Hòa", "Trưởng phòng", health, (date(2020, 1, 1), None))
    official("Đặng Thuý Hà", "Phó Bí thư Huyện ủy", neighbour, (date(2020, 1, 1), None))
    labour = agency("Phòng Lao động - Thương binh và Xã hội huyện An Lạc", home)
    agencies.close_agency(
        labour,
        on=date(2023, 12, 31),
        successors=[agencies.Successor(interior, SuccessionKind.MERGED)],
        paper="01/QĐ",
        by=None,
        at=START,
    )
    schools = agency("Phòng Giáo dục và Đào tạo huyện An Lạc", home)
    FormerName.objects.create(
        agency=schools, name="Phòng Giáo dục huyện An Lạc", valid_to=date(2024, 6, 30)
    )  # fmt: skip
    for year in (2019, 2022):
        paper(made, "14-KH/HU", "KH", date(year, 1, 30), regime="party", issuer_name="Huyện ủy")
    for year in (2022, 2023):
        paper(made, "120/QĐ-UBND", "QĐ", date(year, 3, 1), regime="state", issuer_name="UBND huyện")
    DocumentFactory.create(
        owner=made.board, kind="NQ", issued_on=date(2016, 10, 30), number=None, symbol="", code="",
        ordinal="4/XII", issuer_name="Ban Chấp hành Trung ương",
        subject="về tăng cường xây dựng, chỉnh đốn Đảng",
    )  # fmt: skip
    paper(
        made, "40-CT/TW", "CT", date(2014, 11, 22), regime="party",
        subject="về tăng cường sự lãnh đạo của Đảng đối với tín dụng chính sách xã hội",
    )  # fmt: skip
    return made


def card(page: Page, words: str) -> Locator:
    """The card of the fact that begins with these words."""
    return page.locator(".fact", has=page.locator("b", has_text=re.compile(f"^{re.escape(words)}")))


def test_ten_awkward_names(
    page: Page,
    sign_in: Callable[[User], None],
    office: StoryOffice,
    check_page: Callable[[str], None],
) -> None:
    sign_in(office.mai)
    page.goto("/nhap-van-ban/")
    page.get_by_label("Dán văn bản").fill(TEXT)
    follow(page.get_by_role("button", name="Đọc văn bản"))
    expect(page.locator("h1")).to_have_text("Đối chiếu và xác nhận")
    check_page("linking")
    for words, offers in OFFERED.items():
        labels = card(page, words).locator("label")
        for number, (first, reason) in enumerate(offers):
            expect(labels.nth(number)).to_contain_text(first)
            expect(labels.nth(number)).to_contain_text(reason)
    for words in SURE:
        expect(card(page, words).locator("input[type=radio]").first).to_be_checked()
    for words in TO_CHOOSE:
        expect(card(page, words)).to_contain_text("Cần chọn")
        expect(card(page, words).locator("input:checked")).to_have_count(0)
    for words in LEFT_OPEN:
        expect(card(page, words).locator("label", has=page.locator(":checked"))).to_contain_text(
            "để dẫn chiếu mở"
        )

    follow(page.get_by_role("button", name="Nhận tất cả dữ kiện đã khớp"))
    expect(page.locator(".fact.did")).to_have_count(len(SURE))
    follow(page.get_by_role("button", name="Hoàn tác"))
    expect(page.locator(".fact.did")).to_have_count(0)
    assert Official.objects.filter(full_name="Trần Thị Hoa").count() == 2

    # Nobody is linked, and no second record made, by a press of the button alone.
    hoa = card(page, "Trần Thị Hoa")
    hoa.locator("[data-act=accept]").click()
    expect(page.locator(".fact.did")).to_have_count(0)
    hoa.locator("input[type=radio]").first.check()
    follow(hoa.locator("[data-act=accept]"))
    expect(card(page, "Trần Thị Hoa")).to_contain_text("nối với Trần Thị Hoa")
