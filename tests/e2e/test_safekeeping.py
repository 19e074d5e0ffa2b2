"""The administrator keeps the office safe: back up, wreck, restore; take words away everywhere."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from playwright.sync_api import TimeoutError as NothingCame
from pytest_django import Settings

from conftest import NOW, Cast, begin_migrated
from phoihop.accounts.models import User
from phoihop.audit import ledger
from phoihop.documents import files
from phoihop.documents.services import add_file, edit_document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.jobs import worker
from phoihop.ui.tests.browser import follow, open_page
from phoihop.workspace.sample.people import PASSWORD
from tests.e2e.test_absence_and_leaving import sign_in_as_administrator

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).parents[2]
STARTS_WITHIN_SECONDS = 180
BACKUPS, JOBS, REDACTIONS = (
    f"/quan-tri-du-lieu/{name}/" for name in ("sao-luu", "cong-viec", "go-noi-dung")
)
NAME = "Hoà Quýt Thuỷ Vân"


@pytest.fixture
def place(settings: Settings, tmp_path: Path) -> Path:
    """The folder of backups."""
    settings.BACKUP_DIR = tmp_path / "backups"
    return tmp_path / "backups"


def test_a_backup_is_ordered_watched_and_tried(
    page: Page, check_page: Callable[[str], None], cast: Cast, place: Path
) -> None:
    sign_in_as_administrator(page, cast.administrator)
    page.goto(BACKUPS)
    check_page("backups-none")
    follow(page.get_by_role("button", name="Sao lưu ngay"))
    expect(page.get_by_text("Có thể rời trang này")).to_be_visible()
    check_page("job-waiting")
    worker.run_waiting()
    expect(page.get_by_text("Đã xong").first).to_be_visible()  # the page asks by itself
    follow(page.get_by_role("link", name="Về trang sao lưu"))
    expect(page.get_by_role("table")).to_contain_text("nguyên vẹn")
    follow(page.get_by_role("button", name="Khôi phục thử bản mới nhất"))
    expect(page.get_by_text("Có thể rời trang này")).to_be_visible()
    worker.run_waiting()
    page.goto(BACKUPS)
    expect(page.get_by_role("table")).to_contain_text("khôi phục được")
    check_page("backups")
    page.goto(JOBS)
    expect(page.get_by_role("table")).to_contain_text("Sao lưu dữ liệu và tệp")
    check_page("jobs")


def order_redaction(page: Page) -> None:
    """As an administrator orders it; the page that shows how far it is stands afterwards."""
    page.goto(REDACTIONS)
    page.get_by_label("Từ ngữ cần gỡ").fill("hoa quyt thuy van")
    page.get_by_label("Căn cứ pháp lý").fill("Luật 91/2025/QH15")
    page.get_by_label("Lý do").fill("Người dân yêu cầu xóa")
    follow(page.get_by_role("button", name="Tìm ở mọi nơi"))
    expect(page.get_by_text("Có thể rời trang này")).to_be_visible()


def test_a_word_is_taken_out_of_a_document_and_its_history(
    page: Page,
    check_page: Callable[[str], None],
    sign_in: Callable[[User], None],
    cast: Cast,
    place: Path,
) -> None:
    paper = DocumentFactory.create(owner=cast.issuer_agency, subject=f"Về ý kiến của {NAME}")
    edit_document(paper, {"text": f"Đồng chí {NAME} phát biểu."}, by=cast.issuer, at=NOW)
    edit_document(paper, {"subject": f"Ý kiến của {NAME}, bản sửa"}, by=cast.issuer, at=NOW)
    stored = files.store(f"Tệp nói về {NAME}.".encode(), "a.txt", accept=files.TEXT)
    add_file(paper, stored, "y-kien.txt", by=cast.issuer, at=NOW)
    worker.run_waiting()  # reads the file
    ledger.seal_events(NOW)

    sign_in_as_administrator(page, cast.administrator)
    page.goto(REDACTIONS)
    check_page("redactions")
    order_redaction(page)
    worker.run_waiting()
    form = page.get_by_role("checkbox", name=NAME)
    expect(form).to_be_visible()
    expect(form).not_to_be_checked()  # typed without accents: a person says which name is meant
    form.check()
    check_page("redaction-found")
    page.get_by_label("Gõ “hoa quyt thuy van” để xác nhận").fill("hoa quyt thuy van")
    follow(page.get_by_role("button", name="Gỡ ở mọi nơi"))
    expect(page.get_by_text("Có thể rời trang này")).to_be_visible()
    worker.run_waiting()
    expect(page.get_by_role("heading", name="Đã gỡ ở mọi nơi")).to_be_visible()
    check_page("redaction-done")

    sign_in(cast.issuer)
    page.goto(paper.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("[đã gỡ theo Luật 91/2025/QH15]")
    expect(page.locator("#files")).to_contain_text("đã gỡ nội dung theo yêu cầu")
    assert "Quýt" not in page.content()
    check_page("document-redacted")
    page.goto(f"{paper.get_absolute_url()}lich-su/")
    expect(page.locator(".tl")).to_contain_text("Nội dung được gỡ theo yêu cầu")
    expect(page.locator(".tl")).to_contain_text("đã xóa")
    assert "Quýt" not in page.content()
    page.goto("/tim/?q=hoa+quyt+thuy+van")
    expect(page.locator("#list")).to_contain_text("0 kết quả")
    expect(page.locator(".found")).to_have_count(0)
    assert ledger.verify().holds


def test_a_page_that_is_slow_to_come_is_asked_for_once(page: Page, cast: Cast, place: Path) -> None:
    DocumentFactory.create(owner=cast.issuer_agency, subject=f"Về ý kiến của {NAME}")
    sign_in_as_administrator(page, cast.administrator)
    order_redaction(page)
    parts, pages = list[Route](), list[Route]()

    def hold(route: Route) -> None:
        if route.request.is_navigation_request():
            pages.append(route)
        else:
            parts.append(route)
            route.continue_()

    page.route(page.url, hold)
    with page.expect_request(lambda request: request.is_navigation_request()):
        worker.run_waiting()
    asked = len(parts)
    with suppress(NothingCame):  # what asks every two seconds would ask again meanwhile
        page.wait_for_event("request", timeout=5_000)
    assert (len(parts), len(pages)) == (asked, 1)

    pages[0].continue_()
    expect(page.get_by_role("checkbox", name=NAME)).to_be_visible()


def test_an_office_is_wrecked_and_comes_back_from_its_backup(
    browser: Browser, tmp_path: Path
) -> None:
    data, kept = tmp_path / "office", tmp_path / "kept"
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "phoihop.config.settings",
        "PHOIHOP_DATA_DIR": str(data),
        "PHOIHOP_DATABASE_URL": "",
    }
    env.pop("PHOIHOP_SECRET_KEY", None)  # it is lost with the data

    def phoihop(*arguments: str) -> str:
        command = [sys.executable, "-m", "phoihop.cli", *arguments]
        done = subprocess.run(  # noqa: S603 -- our own command
            command, env=env, cwd=ROOT, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    begin_migrated(data)  # from nothing is how it goes on after the wreck
    phoihop("migrate")
    phoihop("createsample")
    with _served(env) as address:
        before = _look_round(browser, address)
        phoihop("backup", "--to", str(kept))  # while the office works
    shutil.rmtree(data)

    [backup] = kept.glob("phoihop-*")
    phoihop("migrate")
    assert "are as in the backup" in phoihop("restore", str(backup))
    with _served(env) as address:
        assert _look_round(browser, address) == before


@contextmanager
def _served(env: dict[str, str]) -> Iterator[str]:
    """The program as an office starts it, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "phoihop.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own command
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/dang-nhap/", process)
        yield address
    finally:
        process.terminate()
        process.wait(STARTS_WITHIN_SECONDS)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTS_WITHIN_SECONDS
    while True:
        assert process.poll() is None, "it stopped instead of serving"
        try:
            with urlopen(address, timeout=STARTS_WITHIN_SECONDS):  # noqa: S310 -- our own server
                return
        except OSError:  # nobody listens yet, or hangs up
            assert time.monotonic() < end, "it never answered"
            time.sleep(0.1)


def _look_round(browser: Browser, address: str) -> list[str]:
    """Log in anew and read: the first page, a register, the history and bytes of a result."""
    page = open_page(browser, address)
    page.goto("/dang-nhap/")
    page.locator("[name=login]").fill("hanh")
    page.locator("[name=password]").fill(PASSWORD)
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))
    expect(page.locator(".topbar .who")).to_be_visible()
    seen = [page.locator(".sum").inner_text()]
    page.goto("/van-ban/")
    seen.append(page.locator("#list").inner_text())
    page.goto("/nhiem-vu/?state=wait")
    task = page.locator("#list th a").first.get_attribute("href")
    page.goto(f"{task}lich-su/")
    seen.append(page.locator(".tl").inner_text())
    page.goto(f"{task}minh-chung/")
    file = page.locator("a.file").first
    # The browser's own session: bytes as who reads the page gets them.
    held = page.evaluate(
        "async (url) => { const answer = await fetch(url);"
        " return [answer.status, answer.headers.get('content-type'),"
        " Array.from(new Uint8Array(await answer.arrayBuffer()))]; }",
        file.get_attribute("href"),
    )
    assert held[0] == 200
    assert "html" not in held[1]
    seen += [file.inner_text(), hashlib.sha256(bytes(held[2])).hexdigest()]
    page.context.close()
    return seen
