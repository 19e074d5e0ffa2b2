"""The workbench by keyboard alone: one text of each kind of file, gone through, records made."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document as NewDocument
from playwright.sync_api import FilePayload, Page, expect
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from phoihop.accounts.models import User
from phoihop.jobs.worker import run_waiting
from phoihop.reader.tests.papers import OLD_WORD, PAGE, mail
from phoihop.reader.tests.scans import FONT, PLAN, scan
from phoihop.tasks.models import Task
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact
from tests.stories.office import make_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEWS = "Sáng {day}/3/2024, Huyện ủy Bình An tổ chức hội nghị giao ban công tác tuyên giáo."
_MOST_STEPS = 40
CONCLUSION = """HUYỆN ỦY BÌNH AN
BAN TUYÊN GIÁO
*
Số 12-KL/BTGHU

Bình An, ngày 12 tháng 02 năm 2026

KẾT LUẬN
của Trưởng Ban Tuyên giáo tại hội nghị giao ban công tác khoa giáo quý I năm 2026

Trong quý I/2026, toàn huyện đã mở 6 lớp bồi dưỡng với 730 lượt người tham dự.

1. Giao Phòng Giáo dục và Đào tạo xây dựng kế hoạch tuyên truyền trước ngày 31/12/2090.

2. Trung tâm Y tế huyện rà soát các trạm y tế xã, báo cáo Ban Tuyên giáo trước ngày 31/12/2090.

3. Nguyên nhân: Địa bàn rộng, kinh phí còn hạn chế.
"""


def word(line: str) -> bytes:
    document = NewDocument()
    document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(line: str) -> bytes:
    pdfmetrics.registerFont(TTFont("DejaVu", FONT))
    out = BytesIO()
    canvas = Canvas(out)
    canvas.setFont("DejaVu", 10)
    canvas.drawString(40, 720, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def one_of_each() -> list[FilePayload]:
    """TXT, DOCX, PDF, HTML, EML, an old DOC and a scan; no two say the same."""
    files = {
        "tin.txt": NEWS.format(day=4).encode(),
        "tin.docx": word(NEWS.format(day=5)),
        "tin.pdf": pdf(NEWS.format(day=6)),
        "tin.html": PAGE.encode(),
        "thu.eml": mail(NEWS.format(day=7)),
        "ke-hoach.doc": OLD_WORD,
        "quet.pdf": scan(PLAN),
    }
    kind = "application/octet-stream"
    return [{"name": name, "mimeType": kind, "buffer": data} for name, data in files.items()]


def key(page: Page, name: str) -> None:
    """Press a key that leads to a page, and wait for that page."""
    with page.expect_navigation():
        page.keyboard.press(name)


def enter(page: Page, role: str, name: str) -> None:
    """Enter on a button or link that has the focus."""
    wanted = page.get_by_role("button" if role == "button" else "link", name=name).first
    wanted.focus()
    key(page, "Enter")


def test_one_text_of_each_kind_by_keyboard(
    page: Page, sign_in: Callable[[User], None], check_page: Callable[[str], None]
) -> None:
    sign_in(make_office().mai)
    page.goto("/nhap-van-ban/")
    page.locator("input[type=file]").set_input_files(one_of_each())
    enter(page, "button", "Đọc văn bản")
    run_waiting()  # what the worker process does
    page.reload()
    expect(page.locator("tbody")).not_to_contain_text("Không nhận")
    enter(page, "link", "Xem các văn bản này")
    expect(page.locator("#list-h")).to_be_focused()
    expect(page.locator("tbody tr")).to_have_count(7)
    check_page("workbench-list")
    page.locator("tbody a").first.focus()
    key(page, "Enter")

    page.keyboard.press("?")
    expect(page.locator(".keys")).to_be_visible()
    check_page("workbench")
    page.keyboard.press("?")
    expect(page.locator(".keys")).not_to_be_visible()
    decide_take_back_and_decide_again(page)
    for left in range(6, -1, -1):
        go_through(page)
        key(page, "m")
        expect(page.locator(".msg-good").first).to_be_visible()
        waiting = page.get_by_role("navigation", name="Văn bản còn phải xem")
        expect(waiting).to_contain_text(f"Còn {left} văn bản khác")
        if left:
            key(page, "n")
            expect(page.locator("h1")).to_have_text("Đối chiếu và xác nhận")

    assert Intake.objects.filter(confirmed_at=None).count() == 0
    assert Intake.objects.count() == 7
    check_page("workbench-done")


def decide_take_back_and_decide_again(page: Page) -> None:
    """J and K walk; X leaves out, U takes it back; E leads to the form."""
    first = page.locator(".fact").first
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("j")
    second = page.locator(".fact").nth(1)
    expect(second).to_be_focused()
    key(page, "x")
    expect(page.locator("#f2.did")).to_be_visible()
    key(page, "u")
    expect(page.locator("#f2 [data-act=accept]")).to_be_visible()
    expect(page.locator("#f2")).to_be_focused()
    key(page, "e")
    expect(page.locator("h1")).to_contain_text("Sửa dữ kiện 2")
    enter(page, "button", "Lưu, dữ kiện đúng")


def go_through(page: Page) -> None:
    """Enter accepts; where several records fit, 1 chooses the first of them."""
    for _step in range(_MOST_STEPS):
        if page.locator(".fact:not(.did)").count() == 0:
            break
        at = page.locator(".fact.at:not(.did)")
        expect(at).to_have_count(1)
        if at.locator("input[type=radio][required]").count():
            page.keyboard.press("1")
            expect(at.locator("input[type=radio]").first).to_be_checked()
        key(page, "Enter")
    number = int(page.url.rsplit("/", 2)[1].split("?", maxsplit=1)[0] or 0)
    assert not Intake.objects.get(pk=number).facts.filter(decision=Decision.OPEN).exists()


def test_tasks_of_a_conclusion_become_proposed_tasks(
    page: Page, sign_in: Callable[[User], None], check_page: Callable[[str], None]
) -> None:
    office = make_office()
    sign_in(office.mai)
    page.goto("/nhap-van-ban/")
    page.get_by_label("Dán văn bản").fill(CONCLUSION)
    enter(page, "button", "Đọc văn bản")
    expect(page.locator(".fact.e-task")).to_have_count(2)
    expect(page.locator(".fact.e-figure")).to_have_count(2)
    check_page("workbench-tasks")
    enter(page, "button", "Nhận cả 2 mục chưa xem")
    expect(page.locator(".fact.e-task.did")).to_have_count(2)
    key(page, "u")
    expect(page.locator(".fact.e-task.did")).to_have_count(0)
    go_through(page)
    key(page, "m")
    rows = page.locator("#de-xuat tbody tr")
    expect(rows).to_have_count(2)
    expect(page.locator("#de-xuat")).to_contain_text("31/12/2090")
    assert not Task.objects.exists()
    check_page("workbench-proposals")

    rows.nth(1).get_by_role("button", name="Gác lại").click()
    expect(rows.nth(1)).to_contain_text("Đưa lại vào đề xuất")
    rows.nth(0).get_by_role("link", name="Giao").click()
    expect(page.locator("h1")).to_have_text("Giao nhiệm vụ")
    expect(page.locator("[name=title]")).to_have_value("xây dựng kế hoạch tuyên truyền")
    expect(page.locator("[name=due_on]")).to_have_value("31/12/2090")
    check_page("workbench-assign")
    page.locator("[name=lead_agency]").select_option(label="Phòng Giáo dục và Đào tạo")
    person = page.locator("[name=person_in_charge]")
    expect(person).to_contain_text("Lê Thu Hà")
    person.select_option(str(office.contacts["A1"].pk))
    page.locator("[name=product]").fill("Kế hoạch")
    page.locator("main form").get_by_role("button", name="Giao nhiệm vụ").click()
    expect(page.locator("h1")).to_contain_text("xây dựng kế hoạch tuyên truyền")
    task = Task.objects.get()
    proposed = IntakeFact.objects.get(linked_id=task.pk, kind=FactKind.TASK)

    page.goto(Intake.objects.get().get_absolute_url())
    expect(rows.nth(0)).to_contain_text(f"Đã giao {task.code}")
    expect(page.get_by_role("button", name="Lấy lại các hồ sơ đã tạo")).to_have_count(0)
    expect(page.locator(".msg-good").first).to_contain_text("Không lấy lại được các hồ sơ này")
    check_page("workbench-kept")
    page.goto(f"{page.url}{proposed.number}/giao/")
    expect(page.get_by_role("alert").get_by_role("link")).to_contain_text(task.code)
    expect(page.get_by_role("alert")).to_be_focused()
    check_page("workbench-assigned")


def test_records_are_taken_back_and_made_again(page: Page, sign_in: Callable[[User], None]) -> None:
    sign_in(make_office().mai)
    page.goto("/nhap-van-ban/")
    page.get_by_label("Dán văn bản").fill(NEWS.format(day=4))
    enter(page, "button", "Đọc văn bản")
    expect(page.locator("h1")).to_have_text("Đối chiếu và xác nhận")
    go_through(page)
    key(page, "m")
    expect(page.locator(".msg-good").first).to_be_visible()

    page.get_by_role("button", name="Lấy lại các hồ sơ đã tạo").click()
    expect(page.get_by_role("button", name="Tạo hồ sơ")).to_be_visible()
    expect(page.locator(".fact:not(.did)")).to_have_count(0)
    key(page, "m")
    expect(page.get_by_role("button", name="Lấy lại các hồ sơ đã tạo")).to_be_visible()
