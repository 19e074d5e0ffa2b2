"""What people hand in by mistake, or others on purpose: a clear sentence, and nothing is lost."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.documents.models import Document
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock
from phoihop.ui.tests.browser import follow
from phoihop.workspace.models import Intake

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[User], None]
HTML = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def zip_bomb() -> bytes:
    """A DOCX of some kilobytes that unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"a" * 300_000_000)
    return out.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    large = tmp_path / "rat-lon.txt"
    large.write_bytes("Hội nghị ký kết. ".encode() * 3_000_000)
    assert large.stat().st_size > 60_000_000
    bomb = tmp_path / "bom.docx"
    bomb.write_bytes(zip_bomb())
    program = tmp_path / "ghi.pdf"
    program.write_bytes(b"MZ\x90\x00\x03" + bytes(2000))
    return {"large": large, "bomb": bomb, "program": program}


def test_files_that_cannot_be_read(
    page: Page, sign_in: SignIn, cast: Cast, live_server: LiveServer, files: dict[str, Path]
) -> None:
    sign_in(cast.issuer)
    for name, words in (
        ("large", "quá lớn: tối đa 50 MB"),
        ("bomb", "bom ZIP"),
        ("program", "không đúng định dạng"),
    ):
        page.goto("/nhap-van-ban/")
        page.locator("[name=text]").fill("Bản nháp đang gõ dở")
        page.locator("input[type=file]").set_input_files(files[name])
        follow(page.get_by_role("button", name="Đọc văn bản"))
        expect(page.get_by_text(words)).to_have_count(1)
        page.get_by_role("alert").get_by_role("link", name="chọn tệp").press("Enter")
        expect(page.locator("[name=files]")).to_be_focused()
        expect(page.locator("[name=text]")).to_have_value("Bản nháp đang gõ dở")
    assert not Intake.objects.exists()


def test_a_program_is_no_evidence_and_the_words_stay(
    page: Page, sign_in: SignIn, cast: Cast, live_server: LiveServer, files: dict[str, Path]
) -> None:
    task = TaskFactory.create(
        assigner=cast.issuer_agency,
        lead_agency=cast.lead_agency,
        assigned_on=clock.today(),
        due_on=clock.today(),
    )
    sign_in(cast.lead)
    page.goto(f"{task.get_absolute_url()}cap-nhat/")
    page.locator("[name=percent]").fill("30")
    page.locator("[name=words]").fill(HTML)
    page.locator("input[type=file]").set_input_files(files["program"])
    follow(page.get_by_role("button", name="Lưu cập nhật"))

    expect(page.locator(".err")).to_contain_text("không đúng định dạng PDF")
    expect(page.locator("[name=words]")).to_have_value(HTML)
    page.locator("input[type=file]").set_input_files([])
    follow(page.get_by_role("button", name="Lưu cập nhật"))
    expect(page.locator(".tl")).to_contain_text(HTML)
    assert task.updates.count() == 1


def test_days_that_are_none_and_html_in_the_register(
    page: Page, sign_in: SignIn, cast: Cast, live_server: LiveServer
) -> None:
    sign_in(cast.issuer)
    page.goto("/van-ban/")
    follow(page.get_by_role("link", name="Đăng ký văn bản").first)
    page.locator("[name=kind]").select_option("CV")
    page.locator("[name=subject]").fill(HTML)
    page.locator("[name=issued_on]").fill("31/02/2020")
    follow(page.locator("main form button.btn-main"))

    expect(page.get_by_role("alert")).to_contain_text("Ngày không hợp lệ")
    expect(page.locator("[name=subject]")).to_have_value(HTML)
    expect(page.locator("[name=issued_on]")).to_have_value("31/02/2020")
    page.locator("[name=issued_on]").fill("29/02/2020")
    follow(page.locator("main form button.btn-main"))
    expect(page.locator("h1")).to_contain_text(HTML)
    assert Document.objects.count() == 1


def test_a_due_date_before_the_assignment(
    page: Page, sign_in: SignIn, cast: Cast, live_server: LiveServer
) -> None:
    TenureFactory.create(agency=cast.lead_agency)
    sign_in(cast.issuer)
    page.goto("/nhiem-vu/giao/")
    page.locator("[name=title]").fill("Báo cáo đột xuất")
    page.locator("[name=product]").fill("Báo cáo")
    page.locator("[name=lead_agency]").select_option(label=cast.lead_agency.name)
    page.locator("[name=due_on]").fill("01/01/2019")
    follow(page.locator("main form button.btn-main"))

    expect(page.get_by_role("alert")).to_contain_text("Thời hạn trước ngày giao")
    expect(page.get_by_role("alert")).to_contain_text("bắt buộc nhập")
    expect(page.locator("[name=title]")).to_have_value("Báo cáo đột xuất")
    assert not Task.objects.exists()


def test_a_form_that_is_sent_twice_makes_one_record(
    page: Page, sign_in: SignIn, cast: Cast, live_server: LiveServer
) -> None:
    sign_in(cast.issuer)
    page.goto("/van-ban/dang-ky/?register=reference")
    page.locator("[name=kind]").select_option("CT")
    page.locator("[name=subject]").fill("Chỉ thị gửi hai lần")
    form = page.locator("main form", has=page.locator("[name=subject]"))
    sent = form.evaluate("e => Object.fromEntries(new FormData(e))")
    fields: dict[str, str | float | bool] = {
        name: value for name, value in sent.items() if isinstance(value, str)
    }
    answers = [
        page.context.request.post("/van-ban/dang-ky/", form=fields, max_redirects=0)
        for _time in range(2)
    ]
    assert {answer.status for answer in answers} == {302}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert Document.objects.filter(subject="Chỉ thị gửi hai lần").count() == 1
