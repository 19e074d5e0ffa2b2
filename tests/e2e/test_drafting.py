"""An agreement before it is signed, through the real pages: opinions, drafts, signatures.

The first year of the programme with twelve agencies (steps 1 to 6 of its story), and the programme
and regulation of a board with four partners (steps 1 to 3), on invented names.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements import services
from phoihop.agreements.models import Agreement, AgreementKind, AgreementState
from phoihop.inbox.models import Notice
from phoihop.ui import clock
from phoihop.ui.tests import browser
from tests.stories import walking
from tests.stories.office import StoryOffice, at, make_office
from tests.stories.walking import Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def walk(
    page: Page,
    sign_in: Callable[[User], None],
    tmp_path: Path,
    live_server: LiveServer,
    settings: Settings,
) -> Walk:
    """The clock may be moved, as an installation for training allows."""
    settings.SIMULATED_CLOCK_ALLOWED = True
    clock.forget()
    return Walk(page, sign_in, tmp_path)


def answers(user: User, agreement: Agreement) -> int:
    """What this person gets at the address of the agreement."""
    client = Client()
    client.force_login(user)
    return client.get(agreement.get_absolute_url()).status_code


def test_seed_000_opinions_and_signing(walk: Walk, check_page: Callable[[str], None]) -> None:
    office = make_office()
    agreement = walking.draft_of_2019(office, at("08/02/2019"))
    assert answers(office.users["A2"], agreement) == 404
    send_to_twelve(walk, office, agreement)
    answer_as_the_story_says(walk, office, agreement, check_page)
    refuse_while_open(walk, office, agreement, check_page)
    settle(walk, office, agreement, check_page)
    sign(walk, office, agreement)


def send_to_twelve(walk: Walk, office: StoryOffice, agreement: Agreement) -> None:
    walk.on("11/02/2019", office.mai)
    walking.send_for_opinions(walk, agreement, "18/02/2019")
    expect(walk.page.locator("main")).to_contain_text("0/12 đã trả lời")
    for user in office.users.values():
        notice = Notice.objects.get(user=user)
        assert "18/02/2019" in notice.said[0]["words"]
        assert answers(user, agreement) == 200
    assert answers(office.quan, agreement) == 404


def answer_as_the_story_says(
    walk: Walk, office: StoryOffice, agreement: Agreement, check_page: Callable[[str], None]
) -> None:
    users, page = office.users, walk.page
    keys = ("A1", "A3", "A5", "A6", "A7", "A9", "A10", "A11")
    walking.agree_all(agreement, [users[key] for key in keys], at("12/02/2019"))
    walk.on("13/02/2019", users["A2"])
    walking.agree(walk, agreement)

    walk.on("14/02/2019", users["A4"])
    walking.open_proposal(walk, agreement, "Kiểm tra thực hiện 19-CT/TW")
    check_page("proposal-form")
    page.locator("[name=due_on]").fill("31/02/2019")
    page.locator("[name=words]").fill("đề nghị thời hạn 15/08/2019")
    walk.press("Gửi đề nghị")
    expect(page.get_by_role("alert")).to_contain_text("Ngày không hợp lệ")
    expect(page.locator("[name=words]")).to_have_value("đề nghị thời hạn 15/08/2019")
    page.locator("[name=due_on]").fill("15/08/2019")
    walking.send_proposal(walk)
    expect(page.locator("article.opin")).to_contain_text("15/08/2019")

    walk.on("15/02/2019", users["A8"])
    walking.open_proposal(walk, agreement, "Chuyên mục Khoa giáo với cơ sở")
    page.locator("[name=due_kind]").select_option("quarterly")
    page.locator("[name=due_number]").fill("20")
    page.locator("[name=words]").fill("mỗi quý một chuyên mục, chậm nhất ngày 20 tháng cuối quý")
    walking.send_proposal(walk)
    # What A4 proposed is read once the round is closed.
    expect(page.locator("article.opin")).to_have_count(1)


def refuse_while_open(
    walk: Walk, office: StoryOffice, agreement: Agreement, check_page: Callable[[str], None]
) -> None:
    page = walk.page
    walk.on("18/02/2019", office.mai, "23:00")
    walking_to_opinions(walk, agreement)
    silent = page.locator("tr", has_text="Hội Khuyến học huyện")
    expect(silent).to_contain_text("Chưa trả lời (còn hôm nay)")
    expect(page.locator(".stats")).to_contain_text("9nhất trí")
    expect(page.locator(".stats")).to_contain_text("2đề nghị sửa")
    expect(page.locator(".stats")).to_contain_text("1chưa trả lời")

    walk.time("19/02/2019")
    walking_to_opinions(walk, agreement)
    expect(silent).to_contain_text("Quá hạn trả lời")
    check_page("agreement-opinions")
    walk.press("Sẵn sàng ký")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Còn 2 đề nghị sửa chưa giải quyết, 1 bên quá hạn trả lời")
    expect(alert.get_by_role("link")).to_have_count(4)
    expect(page.locator(".page-head .st")).to_contain_text("Đang lấy ý kiến")


def walking_to_opinions(walk: Walk, agreement: Agreement) -> None:
    walk.open(agreement, "y-kien")
    expect(walk.page.locator("#answers")).to_be_visible()


def settle(
    walk: Walk, office: StoryOffice, agreement: Agreement, check_page: Callable[[str], None]
) -> None:
    page = walk.page
    walk.time("20/02/2019")
    walking.take_over(walk, agreement, "Phòng Lao động - Thương binh và Xã hội")
    walking.take_over(walk, agreement, "Đài Truyền thanh huyện")
    reason = "Đã trao đổi điện thoại 20/02/2019"
    walking.deem_consent(walk, agreement, "Hội Khuyến học huyện", reason)

    walk.open(agreement, "so-sanh")
    changed = page.locator("article.opin")
    expect(changed).to_have_count(2)
    expect(page.locator("h1")).to_contain_text("Dự thảo 1 → Dự thảo 2")
    expect(changed.first.locator("del")).to_contain_text("31/07/2019")
    expect(changed.first.locator("ins")).to_contain_text("15/08/2019")
    expect(changed.last.locator("del")).to_contain_text("25 hằng tháng")
    expect(changed.last.locator("ins").first).to_contain_text("hằng quý,")
    expect(changed.last.locator("ins").last).to_contain_text("20 tháng cuối quý")
    check_page("agreement-comparison")
    walking.ready(walk, agreement)

    walk.open(agreement, "lich-su")
    history = page.locator(".tl")
    for words in ("Gửi lấy ý kiến", "Đề nghị sửa", "Tiếp thu đề nghị", "Coi như nhất trí", reason):
        expect(history).to_contain_text(words)


def sign(walk: Walk, office: StoryOffice, agreement: Agreement) -> None:
    page = walk.page
    walk.time("28/02/2019")
    by_agency = {party.agency_id: party.pk for party in agreement.parties.all()}
    head, absent = by_agency[office.board.pk], by_agency[office.partners["A6"].pk]
    scan = walking.fill_signing(
        walk,
        agreement,
        {head: ("", "TRƯỞNG BAN", "Vũ Quang Hiển"), absent: ("", "", "")},
    )
    walk.press("Xác nhận đã ký")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Còn thiếu bên ký: Phòng Kinh tế và Hạ tầng")
    walking.fill_signatory(walk, absent, "", "PHÓ TRƯỞNG PHÒNG", "Nguyễn Văn Thuận")
    walk.press("Xác nhận đã ký")
    expect(alert).to_contain_text("Cấp phó ký thay cần ghi KT.")
    walking.fill_signatory(walk, absent, "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", "Nguyễn Văn Thuận")
    walk.press("Xác nhận đã ký")
    expect(page.locator("main")).to_contain_text("Đã ký, 13/13")
    agreement.refresh_from_db()
    assert agreement.code == "05-CTr/BTGHU"
    assert agreement.state(date(2019, 12, 31)) == AgreementState.IN_FORCE
    assert agreement.state(date(2020, 1, 1)) == AgreementState.EXPIRED
    with page.expect_download() as download:
        page.get_by_role("link", name="ban-ky.pdf").first.click()
    assert Path(download.value.path()).read_bytes() == scan.read_bytes()

    walk.open(agreement, "van-ban")
    expect(page.locator("main")).not_to_contain_text("Thêm điều, đoạn")
    walk.open(agreement)
    expect(page.locator(".act")).to_contain_text("Văn bản đã ký, chỉ sửa bằng phiên bản sửa đổi")
    client = Client()
    client.force_login(office.mai)
    answer = client.post(f"{agreement.get_absolute_url()}xoa/")
    assert answer.status_code == 422
    assert "Không xóa được văn bản đã ký" in answer.content.decode()


class Boards:
    """A board, its partner board, and three bodies of the town; invented."""

    def __init__(self) -> None:
        def body(name: str, kind: str = AgencyKind.STATE_AGENCY) -> Agency:
            return AgencyFactory.create(name=name, kind=kind)

        self.board = body("Ban Tuyên giáo Thành ủy Bình Sơn", AgencyKind.PARTY_BOARD)
        self.bloc = body("Ban Tuyên giáo Đảng ủy khối Bình Sơn", AgencyKind.PARTY_BOARD)
        self.town = body("UBND thành phố Bình Sơn")
        self.court = body("TAND thành phố Bình Sơn")
        self.prosecutor = body("VKSND thành phố Bình Sơn")
        people = {
            "hanh": self.board, "bich": self.bloc, "lu": self.town, "my": self.court,
            "chu": self.prosecutor,
        }  # fmt: skip
        self.users = {
            name: UserFactory.create(
                username=name, full_name=f"Người {name}", agency=agency, is_contact=True
            )
            for name, agency in people.items()
        }
        self.outsider = UserFactory.create(username="sim", full_name="Người sim")

    def programme(self) -> Agreement:
        """Of the two boards, with a content each."""
        hanh = self.users["hanh"]
        agreement = services.create_agreement(
            by=hanh,
            at=at("01/07/2021"),
            kind=AgreementKind.PROGRAMME,
            title="Chương trình phối hợp giai đoạn 2021–2025",
            valid_from=date(2021, 7, 28),
            valid_to=date(2025, 12, 31),
            parties=[self.bloc],
        )
        services.add_item(
            agreement,
            by=hanh,
            at=at("01/07/2021"),
            text="Nắm bắt tư tưởng, dư luận xã hội",
            lead_agency=self.board,
            coordinating=[self.bloc],
            product="Báo cáo",
            due_rule="on:2021-12-15",
        )
        return agreement

    def regulation(self) -> Agreement:
        """Of four parties, without an end, in nine articles."""
        hanh, start = self.users["hanh"], at("01/07/2021")
        agreement = services.create_agreement(
            by=hanh,
            at=start,
            kind=AgreementKind.REGULATION,
            title="Quy chế phối hợp trong việc thực thi pháp luật",
            parties=[self.town, self.court, self.prosecutor],
        )
        section = agreement.sections.get(kind="contents")
        for number in range(1, 10):
            text = "cung cấp hồ sơ vụ việc" if number == 5 else f"Quy định thứ {number}."
            heading = f"Quy định về việc thứ {number}"
            services.add_clause(section, heading=heading, text=text, by=hanh, at=start)
        return agreement


def test_seed_003_opinions_on_a_programme_and_a_regulation(walk: Walk) -> None:
    boards = Boards()
    users, page = boards.users, walk.page
    programme, regulation = boards.programme(), boards.regulation()
    walk.on("12/07/2021", users["hanh"])
    walking.send_for_opinions(walk, programme, "20/07/2021")
    expect(page.locator("main")).to_contain_text("0/1 đã trả lời")
    walking.send_for_opinions(walk, regulation, "20/07/2021")
    expect(page.locator("main")).to_contain_text("0/3 đã trả lời")
    for name in ("lu", "my", "chu"):
        assert answers(users[name], regulation) == 200
        assert answers(users[name], programme) == 404
    assert (answers(users["bich"], programme), answers(users["bich"], regulation)) == (200, 404)
    assert answers(boards.outsider, programme) == 404

    walking.agree_all(regulation, [users["lu"]], at("14/07/2021"))
    walking.agree_all(programme, [users["bich"]], at("15/07/2021"))
    walk.on("16/07/2021", users["my"])
    walking.open_proposal(walk, regulation, "Quy định về việc thứ 5")
    page.locator("[name=text]").fill("thông tin kết quả xét xử theo quy định của pháp luật")
    walking.send_proposal(walk)

    walk.on("21/07/2021", users["hanh"])
    walk.open(regulation, "y-kien")
    for sum_ in ("1nhất trí", "1đề nghị sửa", "1quá hạn trả lời"):
        expect(page.locator(".stats")).to_contain_text(sum_)
    walk.press("Sẵn sàng ký")
    expect(page.get_by_role("alert")).to_contain_text(
        "Còn 1 đề nghị sửa chưa giải quyết, 1 bên quá hạn trả lời"
    )
    walking.ready(walk, programme)
    late_answer_and_the_fifth_article(walk, boards, regulation)


def late_answer_and_the_fifth_article(walk: Walk, boards: Boards, regulation: Agreement) -> None:
    users, page = boards.users, walk.page
    walk.on("22/07/2021", users["chu"])
    walking.agree(walk, regulation)
    expect(page.locator(".act")).to_contain_text("trả lời muộn 2 ngày")
    # That the court has answered is seen, its words are not.
    row = page.locator("tr", has_text="TAND thành phố Bình Sơn")
    expect(row).to_contain_text("Đã trả lời")
    expect(page.locator("main")).not_to_contain_text("kết quả xét xử")

    walk.on("22/07/2021", users["hanh"], "10:00")
    walking.take_over(walk, regulation, "TAND thành phố Bình Sơn")
    walk.open(regulation, "so-sanh")
    changed = page.locator("article.opin")
    expect(changed).to_have_count(1)
    expect(changed).to_contain_text("Điều 5")
    expect(changed.locator("del").first).to_contain_text("bỏ:")
    expect(changed.locator("ins").first).to_contain_text("thêm:")
    for name in ("lu", "my", "chu"):
        said = [one["verb"] for row in Notice.objects.filter(user=users[name]) for one in row.said]
        assert "agreements.changed_after_opinions" in said
    walking.ready(walk, regulation)

    walk.on("23/07/2021", users["chu"])
    walk.open(regulation, "y-kien")
    expect(page.locator("main")).to_contain_text("kết quả xét xử")


def test_pages_of_a_draft(walk: Walk, check_page: Callable[[str], None]) -> None:
    """Each is accessible and no wider than a phone; a paper is begun in two ways."""
    office, page = make_office(), walk.page
    agreement = walking.draft_of_2019(office, at("08/02/2019"))
    walk.on("11/02/2019", office.mai)
    walk.open(agreement, "van-ban")
    browser.follow(page.locator("a[href$='/dieu/']").nth(2))  # of the principles
    page.locator("[name=text]").fill("1. Chủ động\n1. Kịp thời\na) đúng việc")
    check_page("clause-form")
    walk.press("Lưu")
    expect(page.locator(".points")).to_contain_text("2. Kịp thời")
    check_page("agreement-text-edited")
    for part, name in (
        ("phan/them", "section-form"),
        ("y-kien/gui", "opinions-send"),
        ("y-kien", "opinions-none"),
        ("du-thao", "drafts-none"),
        ("luu-mau", "template-keep"),
    ):
        walk.open(agreement, part)
        expect(page.locator("h1")).to_be_visible()
        check_page(name)
    services.send_for_opinions(
        agreement, answer_by=date(2019, 2, 18), by=office.mai, at=at("11/02/2019")
    )
    walk.open(agreement, "du-thao/1")
    expect(page.locator("h1")).to_contain_text("Dự thảo 1")
    check_page("draft-whole")

    page.goto("/phoi-hop/")
    walk.press("Soạn văn bản phối hợp")
    check_page("agreement-begin")
    page.locator("[name=source]").select_option(str(agreement.pk))
    walk.press("Soạn theo văn bản này")
    expect(page.locator("h1")).to_contain_text("Văn bản năm trước")
    expect(page.locator("main")).to_contain_text("31/12/2020")
    page.goto("/phoi-hop/bat-dau/")
    page.get_by_label("Quy chế phối hợp").check()
    walk.press("Soạn từ mẫu")
    expect(page.locator("h1")).to_contain_text("Quy chế phối hợp")
    made = Agreement.objects.get(kind=AgreementKind.REGULATION)
    assert made.clauses.count() == 11
