"""The plain path of a year with twelve agencies, through the real pages.

A report of the signing conference is handed in and confirmed; the programme is completed, signed,
made into tasks; one is reported with evidence, returned, done, confirmed; all is found by search.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement, AgreementState
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.services import register_document
from phoihop.tasks.models import Task
from phoihop.tasks.services import ResultFacts, confirm_task, submit_result
from phoihop.ui import clock
from phoihop.ui.tests import browser
from phoihop.workspace.sample.pdf import one_page_pdf
from tests.stories.office import ITEMS, PARTNERS, StoryOffice, at, make_office
from tests.stories.texts import SIGNING_2019
from tests.stories.walking import Walk

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[User], None]
Check = Callable[[str], None]


@dataclass
class Story(Walk):
    """Those who walk through it, with the page they walk on."""

    office: StoryOffice
    check: Check


@pytest.fixture
def simulated_days(live_server: LiveServer, settings: Settings) -> None:
    """The clock may be moved, as an installation for training allows."""
    settings.SIMULATED_CLOCK_ALLOWED = True
    clock.forget()


@pytest.fixture
def story(page: Page, sign_in: SignIn, check_page: Check, tmp_path: Path) -> Story:
    return Story(page, sign_in, tmp_path, make_office(), check_page)


@pytest.mark.usefixtures("simulated_days")
def test_seed_000_from_a_text_to_the_first_finished_task(story: Story) -> None:
    hand_in_and_confirm(story)
    agreement = complete_the_draft(story)
    sign(story, agreement)
    look_at_the_matrix(story, agreement)
    assign(story, agreement)
    carry_out_the_first_task(story)
    count_on_17_june(story, agreement)
    find_it(story)


def hand_in_and_confirm(story: Story) -> None:
    page = story.page
    story.on("01/03/2019", story.office.mai)
    story.press("Nhập văn bản")
    story.check("intake-empty")
    file = story.folder / "ky-ket-2019.txt"
    file.write_text(SIGNING_2019, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    story.press("Đọc văn bản")

    expect(page.locator(".fact-mark", has_text="Vũ Quang Hiển").first).to_be_visible()
    expect(page.locator(".fact-mark", has_text="12 cơ quan, đơn vị trong khối")).to_be_visible()
    story.check("intake-draft")
    story.press("Tạo hồ sơ")
    expect(page.get_by_role("alert")).to_contain_text("dữ kiện chưa xem")

    story.press("Nhận tất cả dữ kiện đã khớp")
    # The board under its full name, and directive 19 by number and date, are in the register.
    linked = page.locator(".fact.did")
    expect(linked.filter(has_text="Ban Tuyên giáo Huyện ủy An Lạc").first).to_be_visible()
    expect(linked.filter(has_text="19-CT/TW").first).to_be_visible()
    for _card in range(30):
        waiting = page.locator(".fact:not(.did)")
        if waiting.count() == 0:
            break
        card = waiting.first
        if card.locator("input[type=radio][required]").count():
            card.locator("input[type=radio]").first.check()
        # The programme is told of twice; the mention without its parties is left out.
        deal = "e-deal" in (card.get_attribute("class") or "")
        twice = deal and "12 cơ quan" not in card.inner_text()
        browser.follow(card.locator("[data-act=drop]" if twice else "[data-act=accept]"))
    story.press("Tạo hồ sơ")

    made = page.locator(".msg-good")
    for name in ("Vũ Quang Hiển", "Nguyễn Thị Bích Lan", "Chương trình phối hợp năm 2019"):
        expect(made).to_contain_text(name)
    expect(made).not_to_contain_text("TRẦN VĂN BÍNH")  # an author is no official
    story.check("intake-done")
    # The same file again makes no second set.
    story.press("Nhập văn bản")
    page.locator("input[type=file]").set_input_files(file)
    story.press("Đọc văn bản")
    expect(page.get_by_role("alert")).to_contain_text("Văn bản này đã được đọc ngày 01/03/2019")


def complete_the_draft(story: Story) -> Agreement:
    page = story.page
    agreement = Agreement.objects.get()
    page.goto(agreement.get_absolute_url())
    story.press("Sẵn sàng ký")
    expect(page.get_by_role("alert")).to_contain_text(
        "Bên ký chung phải được thay bằng cơ quan cụ thể"
    )
    story.check("programme-draft")

    page.goto(f"{agreement.get_absolute_url()}cac-ben/")
    story.press("Thay bằng cơ quan cụ thể")
    for _key, name, *_rest in PARTNERS:
        box = page.get_by_label(name, exact=True)
        if not box.count():
            page.get_by_label("Tên cơ quan").fill(name)
            story.press("Tìm")
        page.get_by_label(name, exact=True).check()
    story.press("Thay")

    page.goto(agreement.get_absolute_url())
    for item in ITEMS:
        story.press("Thêm nội dung")
        fill_item(story, item)
        story.press("Lưu")
    story.check("programme-contents")
    page.locator("summary", has_text="Không lấy ý kiến qua hệ thống").click()
    page.locator("[name=without_opinions]").fill("Đã thống nhất tại hội nghị")
    story.press("Sẵn sàng ký")
    agreement.refresh_from_db()
    assert agreement.state(at("01/03/2019").date()) == AgreementState.READY
    return agreement


def fill_item(story: Story, item: tuple[str, str, tuple[str, ...], str, str]) -> None:
    page = story.page
    text, lead, coordinating, product, due = item
    partners = story.office.partners
    page.locator("[name=text]").fill(text)
    page.locator("[name=product]").fill(product)
    page.locator("[name=lead_agency]").select_option(label=partners[lead].name)
    for key in coordinating:
        page.get_by_label(partners[key].name, exact=True).check()
    if due.startswith("quarterly:"):
        choose_due(page, "quarterly")
        page.locator("[name=due_number]").fill(due.partition(":")[2])
    else:
        choose_due(page, "on")
        page.locator("[name=due_on]").fill(due)


def choose_due(page: Page, kind: str) -> None:
    field = page.locator("[name=due_kind]").first
    if field.evaluate("e => e.tagName") == "SELECT":
        field.select_option(kind)
    else:
        page.locator(f"[name=due_kind][value={kind}]").check()


def sign(story: Story, agreement: Agreement) -> None:
    page = story.page
    page.goto(agreement.get_absolute_url())
    story.press("Ghi nhận ký kết")
    page.locator("[name=signed_on]").fill("28/02/2019")
    scan = story.folder / "ban-ky.pdf"
    scan.write_bytes(one_page_pdf("Chuong trinh phoi hop 2019"))
    page.locator("input[type=file]").set_input_files(scan)
    page.locator("[name=series]").select_option(index=1)
    absent = story.office.partners["A6"].pk
    names = {story.office.board.pk: "Vũ Quang Hiển"} | {
        partner.pk: f"Nguyễn Văn {key}" for key, partner in story.office.partners.items()
    }
    parties = list(agreement.parties.all())
    for party in parties:
        here = party.agency_id != absent
        if not here:  # its head was filled in, but is away
            page.locator(f"[name=p{party.pk}-official]").select_option("")
        page.locator(f"[name=p{party.pk}-title]").fill("TRƯỞNG PHÒNG" if here else "")
        page.locator(f"[name=p{party.pk}-name]").fill(names[party.agency_id or 0] if here else "")
    story.press("Xác nhận đã ký")
    expect(page.get_by_role("alert")).to_contain_text("Còn thiếu bên ký: Phòng Kinh tế và Hạ tầng")
    story.check("programme-signing")

    missing = next(party for party in parties if party.agency_id == absent)
    page.locator(f"[name=p{missing.pk}-authority_mark]").fill("KT. TRƯỞNG PHÒNG")
    page.locator(f"[name=p{missing.pk}-title]").fill("PHÓ TRƯỞNG PHÒNG")
    page.locator(f"[name=p{missing.pk}-name]").fill("Nguyễn Văn Thuận")
    story.press("Xác nhận đã ký")

    agreement.refresh_from_db()
    assert agreement.code == "05-CTr/BTGHU"
    assert agreement.state(at("01/03/2019").date()) == AgreementState.IN_FORCE
    page.goto(f"{agreement.get_absolute_url()}ky-ket/")
    expect(page.locator("main")).to_contain_text("Đã ký, 13/13")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("ban-ky.pdf")).click()
    assert Path(download.value.path()).read_bytes() == scan.read_bytes()


def look_at_the_matrix(story: Story, agreement: Agreement) -> None:
    page = story.page
    page.goto(f"/nhiem-vu/chuong-trinh/{agreement.pk}/")

    expect(page.locator("main")).to_contain_text(
        "8 nội dung × 13 bên = 104 ô: 8 chủ trì, 15 phối hợp, 81 trống"
    )
    story.check("programme-matrix")


def assign(story: Story, agreement: Agreement) -> None:
    page = story.page
    page.goto(f"/nhiem-vu/chuong-trinh/{agreement.pk}/giao/")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(11)
    oanh = rows.filter(has_text="Phòng Tài nguyên và Môi trường").first.locator("select").last
    chosen = oanh.input_value()
    oanh.select_option("")
    first_due = rows.filter(has_text="29-NQ/TW").locator("[name$=due_on]")
    first_due.fill("28/02/2019")
    story.press("Giao các nhiệm vụ đã chọn")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Rõ người: bắt buộc nhập")
    expect(alert).to_contain_text("Thời hạn trước ngày giao")
    assert not Task.objects.exists()
    story.check("assign-refused")

    rows.filter(has_text="Phòng Tài nguyên và Môi trường").first.locator(
        "select"
    ).last.select_option(chosen)
    rows.filter(has_text="29-NQ/TW").locator("[name$=due_on]").fill("31/05/2019")
    story.press("Giao các nhiệm vụ đã chọn")

    assert Task.objects.count() == 11
    dues = Task.objects.filter(lead_agency=story.office.partners["A8"]).order_by("due_on")
    assert [f"{task.due_on:%d/%m}" for task in dues] == ["20/03", "20/06", "20/09", "20/12"]


def carry_out_the_first_task(story: Story) -> None:
    page, office = story.page, story.office
    task = Task.objects.get(lead_agency=office.partners["A1"])
    evidence = story.folder / "so-lieu.pdf"
    evidence.write_bytes(one_page_pdf("So lieu"))

    story.on("16/04/2019", office.users["A1"])
    page.goto(task.get_absolute_url())
    story.check("task-contact")
    story.press("Tiếp nhận")
    page.locator("[name=percent]").fill("101")
    page.locator("[name=words]").fill("Đã mở 12 buổi <script>alert(1)</script>")
    story.press("Lưu cập nhật")
    expect(page.get_by_role("alert")).to_contain_text("Nhập số từ 0 đến 100")
    expect(page.locator("[name=words]")).to_have_value("Đã mở 12 buổi <script>alert(1)</script>")
    page.locator("[name=percent]").fill("40")
    page.locator("input[type=file]").set_input_files(evidence)
    story.press("Lưu cập nhật")
    expect(page.locator(".tl")).to_contain_text("Đã mở 12 buổi <script>alert(1)</script>")
    expect(page.get_by_role("link", name=re.compile("so-lieu.pdf")).first).to_be_visible()

    story.on("16/04/2019", office.users["A8"], "10:00")
    page.goto(task.get_absolute_url())
    expect(page.locator("[name=percent]")).to_have_count(0)
    expect(page.get_by_role("link", name="Gửi kết quả")).to_have_count(0)
    page.locator("[name=words]").fill("Đã phát 6 chuyên mục")
    story.press("Lưu cập nhật")
    expect(page.locator(".tl")).to_contain_text("Đã phát 6 chuyên mục")
    task.refresh_from_db()
    assert task.percent == 40
    return_once_and_confirm(story, task)


def return_once_and_confirm(story: Story, task: Task) -> None:
    page, office = story.page, story.office
    hand_in_result(story, task, "30/05/2019")
    story.on("01/06/2019", office.mai)
    page.goto(task.get_absolute_url())
    expect(page.locator(".page-head .st")).to_contain_text("Chờ xác nhận")

    story.on("03/06/2019", office.mai)
    page.goto(f"{task.get_absolute_url()}tra-lai/")
    story.press("Trả lại")
    expect(page.get_by_role("alert")).to_contain_text("Bắt buộc nhập")
    page.locator("[name=reason]").fill("Thiếu số liệu cấp xã")
    story.press("Trả lại")
    expect(page.locator(".page-head")).to_contain_text("Quá hạn 3 ngày")
    expect(page.locator(".page-head")).to_contain_text("đã bị trả lại")
    task.refresh_from_db()
    assert task.percent == 40

    hand_in_result(story, task, "05/06/2019")
    story.on("06/06/2019", office.mai)
    page.goto(f"{task.get_absolute_url()}xac-nhan/")
    story.press("Xác nhận")
    expect(page.locator(".page-head")).to_contain_text("Hoàn thành quá hạn")
    expect(page.locator("main")).to_contain_text("5 ngày")
    expect(page.locator(".tl")).to_contain_text("Thiếu số liệu cấp xã")
    story.check("task-done")
    page.goto(f"{task.get_absolute_url()}lich-su/")
    expect(page.locator(".tl")).to_contain_text("Đỗ Thị Mai")
    story.check("task-history")


def hand_in_result(story: Story, task: Task, day: str) -> None:
    page = story.page
    story.on(day, story.office.users["A1"])
    page.goto(f"{task.get_absolute_url()}gui-ket-qua/")
    page.locator("[name=result]").fill(f"Báo cáo kết quả ngày {day}")
    story.press("Gửi kết quả")


def count_on_17_june(story: Story, agreement: Agreement) -> None:
    office, page = story.office, story.page
    first = Task.objects.filter(lead_agency=office.partners["A8"]).earliest("due_on")
    nam, mai = office.users["A8"], office.mai
    submit_result(first, ResultFacts("Chuyên mục quý I"), by=nam, at=at("20/03/2019"))
    confirm_task(first, by=mai, at=at("21/03/2019"))

    story.on("17/06/2019", mai, "07:00")
    page.goto(f"/nhiem-vu/chuong-trinh/{agreement.pk}/")
    expect(page.locator("main")).to_contain_text("1/2 = 50,0")
    figures = page.locator("main").inner_text()
    for count, words in (
        ("11", "nhiệm vụ"),
        ("1", "xong đúng hạn"),
        ("1", "xong, quá hạn"),
        ("2", "sắp đến hạn"),
        ("7", "trong hạn"),
    ):
        assert re.search(rf"\b{count}\s+{words}", figures), (count, words, figures)


def find_it(story: Story) -> None:
    page = story.page
    story.on("17/06/2019", story.office.mai)
    search(page, "khoa giao voi co so")
    expect(page.locator(".side-nav")).to_contain_text(re.compile(r"Nhiệm vụ\s*4"))
    expect(page.locator(".found")).to_contain_text(["Khoa giáo với cơ sở"])
    for words in ("05-CTr/BTGHU", "05 ctr btghu", "05-CTR/BTGHU"):
        search(page, words)
        expect(page.locator(".found").first).to_contain_text("05-CTr/BTGHU")
    story.check("search")
    find_the_exact_form_first(story)

    story.on("17/06/2019", story.office.quan)
    for words in ("khoa giao voi co so", "05-CTr/BTGHU", "29-NQ/TW"):
        search(page, words)
        expect(page.locator(".found")).to_have_count(0)
    search(page, "an lac")
    expect(page.locator("#list")).not_to_contain_text("Chương trình phối hợp")
    task = Task.objects.first()
    agreement = Agreement.objects.get()
    for path in (task.get_absolute_url() if task else "", agreement.get_absolute_url()):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 404
        expect(page.locator("h1")).to_contain_text("Không tìm thấy trang")


def find_the_exact_form_first(story: Story) -> None:
    """An agency by its place; words with accents stand above the same without."""
    page = story.page
    facts = DocumentFacts(kind="CV", code="12-CV/TCKH", subject="dai truyen thanh huyen dua tin")
    register_document(facts, by=story.office.mai, at=at("17/06/2019"))
    search(page, "an lac")
    expect(page.locator(".found", has_text="Ban Tuyên giáo Huyện ủy An Lạc").first).to_be_visible()
    search(page, "đài truyền thanh")
    expect(page.locator(".found").first).to_contain_text("Đài Truyền thanh")
    found = page.locator(".found")
    folded = page.locator(".found", has_text="dai truyen thanh")
    expect(folded).to_have_count(1)
    texts = [" ".join(text.split()) for text in found.all_inner_texts()]
    at_fold = next(n for n, text in enumerate(texts) if "dai truyen thanh" in text)
    assert all("Đài" not in text for text in texts[at_fold:]), texts


def search(page: Page, words: str) -> None:
    page.goto("/")
    page.locator("#q").fill(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#list")).to_contain_text(f"“{words}”")
