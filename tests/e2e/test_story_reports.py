"""The real reports of the stories, handed in on their days where the office has the records.

What each text must yield is said by the stories; the texts themselves are not in this repository.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies import services as agencies
from phoihop.agencies.models import Agency, Official, SuccessionKind
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.models import Agreement, AgreementKind
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.documents.models import Document
from phoihop.ui import clock
from phoihop.ui.tests import browser
from phoihop.workspace.models import FactKind, Intake
from tests.stories.office import at
from tests.stories.review import (
    IN_THE_REGISTER,
    NINETEEN,
    SEVEN,
    TWENTY_EIGHT,
    ReviewOffice,
    make_review_office,
)
from tests.stories.review_year import enter
from tests.stories.walking import Walk

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real texts of ../shared/seeds are absent"),
]


@pytest.fixture
def walk(
    page: Page,
    sign_in: Callable[[User], None],
    tmp_path: Path,
    live_server: LiveServer,
    settings: Settings,
) -> Walk:
    settings.SIMULATED_CLOCK_ALLOWED = True
    clock.forget()
    return Walk(page, sign_in, tmp_path)


def hand_in(walk: Walk, start: str) -> None:
    """The text whose name begins so; its facts are shown, nothing is made."""
    walk.page.goto("/nhap-van-ban/")
    walk.page.locator("input[type=file]").set_input_files(next(SEEDS.glob(f"{start}*.txt")))
    walk.press("Đọc văn bản")
    expect(walk.page.locator("h1")).to_have_text("Đối chiếu và xác nhận")


def card(page: Page, words: str, kind: str = "") -> Locator:
    """The card of a fact, by what stands on it."""
    return page.locator(f".fact{kind}", has_text=words)


def accept_all(page: Page) -> None:
    """Each open card: what is offered first, but of a document what is chosen already."""
    for _card in range(40):
        waiting = page.locator(".fact:not(.did)")
        if waiting.count() == 0:
            break
        first = waiting.first
        paper = "e-doc" in (first.get_attribute("class") or "")
        choice = "input[type=radio][required]" if paper else "input[type=radio]"
        if first.locator(choice).count():
            first.locator("input[type=radio]").first.check()
        browser.follow(first.locator("[data-act=accept]"))


def test_seed_001_the_report_is_handed_in(walk: Walk) -> None:
    """Steps 13, 20 and 21."""
    office = make_review_office()
    for paper in IN_THE_REGISTER:
        enter(office, paper, "10/01/2022")
    seen = at("28/02/2019")
    huong = agencies.create_official({"full_name": "Nguyễn Thị Bích Hường"}, by=None, at=seen)
    agencies.add_tenure(
        huong,
        "Phó Chủ tịch UBND huyện",
        by=None,
        at=seen,
        agency=office.agencies["UBND"],
        seen_on=date(2019, 2, 28),
    )
    vinh = agencies.create_official({"full_name": "Vũ Quang Vinh"}, by=None, at=seen)
    for title in ("Ủy viên Ban Thường vụ Huyện ủy", "Trưởng Ban Tuyên giáo Huyện ủy"):
        agencies.add_tenure(vinh, title, by=None, at=seen, agency=office.agencies["BTG"])
    papers = Document.objects.count()

    walk.on("09/01/2023", office.mai)
    hand_in(walk, "001")
    look_at_the_documents(walk.page)
    look_at_people_and_agreements(walk.page, office.regulation)
    accept_all(walk.page)
    walk.press("Tạo hồ sơ")
    expect(walk.page.locator(".msg-good").first).to_be_visible()

    page = walk.page
    page.goto("/van-ban/dan-chieu-mo/")
    expect(page.locator("h1")).to_contain_text("Dẫn chiếu chưa xác định")
    expect(page.locator("#list article")).to_have_count(3)
    assert Document.objects.count() == papers + 1  # the text itself, no directive beside it
    propose_what_is_registered_later(page, office)
    assert Agreement.objects.count() == 1
    for official, titles in (
        (huong, ("Phó Chủ tịch UBND huyện", "Phó Bí Thư Huyện ủy", "Chủ tịch UBND huyện")),
        (vinh, ("Trưởng Ban Tuyên giáo Huyện ủy", "Giám đốc Trung tâm bồi dưỡng chính trị huyện")),
    ):
        assert Official.objects.filter(full_name=official.full_name).count() == 1
        page.goto(official.get_absolute_url())
        expect(page.locator("ol.tl > li")).to_have_count(3)
        for title in titles:
            expect(page.locator("ol.tl")).to_contain_text(title)
        expect(page.locator("ol.tl")).to_contain_text("06/01/2023")


def propose_what_is_registered_later(page: Page, office: ReviewOffice) -> None:
    """Steps 14 to 16: the paper that was meant stands first, before its rival."""
    for paper, words in (
        (NINETEEN, "chỉ thị số 19"),
        (TWENTY_EIGHT, "trung ương 8 khóa 11"),
        (SEVEN, "chỉ thị số 07"),
    ):
        enter(office, paper, "09/01/2023")
        page.goto("/van-ban/dan-chieu-mo/")
        first = page.locator("article", has_text=words).locator("form").first
        expect(first).to_contain_text(paper[1])
        expect(first).to_contain_text(paper[2])


def look_at_the_documents(page: Page) -> None:
    """Two are certain; three stay open, with what fits beside them and nothing chosen."""
    for words, code in (("30/09/2020", "238-QĐ/TW"), ("05/11/2012", "20-CT/TW")):
        sure = card(page, words, ".e-doc").first
        expect(sure.locator("label", has_text=code).locator("input")).to_be_checked()
    session = card(page, "trung ương 8 khóa 11", ".e-doc").first
    nineteen = card(page, "chỉ thị số 19", ".e-doc").first
    expect(session).to_contain_text("29-NQ/TW")
    expect(session).not_to_contain_text("36-NQ/TW")
    expect(nineteen.locator("label", has_text="19-CT/TW")).to_contain_text("10/01/2018")
    for loose in (session, nineteen):
        chosen = loose.locator("label", has=loose.page.locator("input:checked"))
        expect(chosen).to_contain_text("Chưa xác định")
    seven = card(page, "chỉ thị số 07", ".e-doc").first
    expect(seven).to_contain_text("Chưa có văn bản phù hợp")
    expect(seven.locator("input[type=radio]")).to_have_count(0)


def look_at_people_and_agreements(page: Page, regulation: Agreement) -> None:
    """One namesake is offered and never merged by itself; no second agreement is proposed."""
    person = card(page, "Nguyễn Thị Bích Hường", ".e-people").first
    expect(person).to_contain_text("trùng họ tên, khác chức vụ")
    expect(person.locator("input:checked")).to_have_count(0)
    deals = page.locator(".fact.e-deal")
    expect(deals).to_have_count(2)
    for deal in deals.all():
        expect(deal.locator("label").first).to_contain_text(regulation.code)
    contents = deals.filter(has_text=re.compile("có nội dung năm 2022"))
    expect(contents).to_have_count(1)


def test_seed_003_the_report_is_handed_in(walk: Walk) -> None:
    """Section F: two agreements, the town's agencies, eight people; nothing is made twice."""
    names = (
        "Ban Tuyên giáo Thành ủy Lào Cai",
        "Ban Tuyên giáo Đảng ủy khối cơ quan - Doanh nghiệp tỉnh Lào Cai",
        "Ủy ban nhân dân thành phố Lào Cai",
        "Tòa án nhân dân thành phố Lào Cai",
        "Viện kiểm sát nhân dân thành phố Lào Cai",
    )
    board, bloc, *town = (AgencyFactory.create(name=name) for name in names)
    hanh = UserFactory.create(agency=board, is_contact=True)
    programme = AgreementFactory.create(
        owner=board,
        parties=[bloc],
        title="Chương trình phối hợp giai đoạn 2021–2025",
        code="02-CTr/BTGTU",
        signed=True,
        created_by=hanh,
        valid_from=date(2021, 7, 28),
        valid_to=date(2025, 12, 31),
    )
    regulation = AgreementFactory.create(
        kind=AgreementKind.REGULATION,
        owner=board,
        parties=town,
        title="Quy chế phối hợp",
        code="01-QC/BTGTU",
        signed=True,
        created_by=hanh,
        valid_from=date(2021, 7, 28),
        valid_to=None,
    )
    agencies_before = Agency.objects.count()
    walk.on("29/07/2021", hanh)
    hand_in(walk, "003")
    page = walk.page
    people = page.locator(".fact.e-people")
    expect(people).to_have_count(8)
    for name, role in (
        ("Trần Thị Nguyệt", "chủ trì"),
        ("Lại Vũ Hiệp", "ký"),
        ("Ngô Vũ Quốc", "ký"),
        ("Phạm Đức Thịnh", "ký"),
        ("Vũ Văn Thêm", "ký"),
        ("Nguyễn Thành Nam", "phát biểu"),
        ("Minh Tuệ", "tác giả"),
    ):
        expect(people.filter(has_text=name)).to_contain_text(role)
    deals = page.locator(".fact.e-deal")
    expect(deals).to_have_count(2)
    for agreement in (programme, regulation):
        expect(deals.filter(has_text=agreement.code).first).to_be_visible()
    for agency in town:
        expect(page.locator(".fact.e-agency", has_text=agency.name)).to_have_count(1)
    expect(page.locator(".facts-pane")).not_to_contain_text("1 2 3 4 5")
    accept_all(page)
    walk.press("Tạo hồ sơ")
    expect(page.locator(".msg-good").first).to_be_visible()
    assert Agreement.objects.count() == 2
    assert Agency.objects.count() == agencies_before
    made = set(Official.objects.values_list("full_name", flat=True))
    assert len(made) == 7
    assert "Minh Tuệ" not in made
    walk.press("Nhập văn bản")
    page.locator("input[type=file]").set_input_files(next(SEEDS.glob("003*.txt")))
    walk.press("Đọc văn bản")
    expect(page.get_by_role("alert")).to_contain_text("Văn bản này đã được đọc ngày 29/07/2021")


def test_merger_five_reports_name_agencies_that_have_ended(walk: Walk) -> None:
    """Section F of the merger: linked under the name of the time; heirs offered, never chosen."""
    reader = UserFactory.create(agency=AgencyFactory.create(name="Đảng ủy xã Bình An"))
    heir = AgencyFactory.create(name="Đảng ủy xã Tân Hòa")
    walk.on("01/08/2025", reader)
    for text in ("000", "001", "002", "003", "004"):
        hand_in(walk, text)
        intake = Intake.objects.latest("pk")
        bodies = [fact.value["name"] for fact in intake.facts.filter(kind=FactKind.AGENCY)]
        assert bodies
        for name in bodies:
            if Agency.objects.filter(name__iexact=name).exists():
                continue
            agencies.close_agency(
                AgencyFactory.create(name=name),
                on=date(2025, 6, 30),
                successors=[agencies.Successor(heir, SuccessionKind.MERGED)],
                paper="9999/NQ",
                by=None,
                at=at("01/07/2025"),
            )
        walk.page.reload()
        cards = walk.page.locator(".fact.e-agency")
        expect(cards).to_have_count(len(bodies))
        for n, name in enumerate(bodies):
            chosen = cards.nth(n).locator("label", has=walk.page.locator("input:checked"))
            expect(chosen).to_contain_text(re.compile(re.escape(name), re.IGNORECASE))
            expect(chosen).to_contain_text("đến 30/06/2025")
            other = cards.nth(n).locator("label", has_text=heir.name)
            expect(other).to_contain_text("kế thừa")
            expect(other.locator("input")).not_to_be_checked()
