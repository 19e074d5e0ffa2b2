"""A dossier in the browser: opened, filled from two pages, closed, exported, handed over; and a
file looked at page by page."""

import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.documents import files
from phoihop.documents.services import add_file
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.documents.tests.test_previews import docx_of, pdf_of
from phoihop.dossiers.models import Dossier
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock
from phoihop.ui.tests.browser import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = pdf_of("Ke hoach", "Trang hai", "Trang ba")


@pytest.fixture
def papers(cast: Cast) -> tuple[str, str]:
    """Addresses of a document with a PDF and a DOCX, and of a task."""
    document = DocumentFactory.create(owner=cast.issuer_agency, subject="Kế hoạch tiêm chủng")
    for name, data in (("ke-hoach.pdf", PLAN), ("phu-luc.docx", docx_of("Danh sách thôn Hạ"))):
        stored = files.store(data, name, accept=files.EVIDENCE)
        add_file(document, stored, name, by=cast.issuer, at=clock.now())
    task = TaskFactory.create(assigner=cast.issuer_agency, title="Rà soát trẻ cần tiêm")
    return document.get_absolute_url(), task.get_absolute_url()


def test_a_dossier_from_the_first_paper_to_the_archive(
    page: Page,
    cast: Cast,
    papers: tuple[str, str],
    sign_in: Callable[[User], None],
    check_page: Callable[[str], None],
) -> None:
    sign_in(cast.issuer)

    page.goto(papers[0])
    follow(page.get_by_role("link", name="Đưa vào hồ sơ"))
    expect(page.get_by_role("heading", name="Không có hồ sơ nào đang lập")).to_be_visible()
    follow(page.get_by_role("link", name="Lập hồ sơ mới với mục này"))
    page.get_by_label("Số và ký hiệu hồ sơ").fill("01-TG")
    page.get_by_label("Tiêu đề hồ sơ").fill("Hồ sơ tiêm chủng mở rộng")
    page.get_by_label("Thời hạn lưu trữ").select_option("20 năm")
    check_page("dossier-new")
    follow(page.get_by_role("button", name="Lưu"))
    expect(page.get_by_role("heading", name="Hồ sơ tiêm chủng mở rộng")).to_be_visible()
    expect(page.get_by_role("link", name="Kế hoạch tiêm chủng")).to_be_visible()

    page.goto(papers[1])
    follow(page.get_by_role("link", name="Đưa vào hồ sơ"))
    page.get_by_label("01-TG").check()
    page.get_by_label("Ghi chú").fill("Kết quả rà soát")
    check_page("dossier-choose")
    follow(page.get_by_role("button", name="Đưa vào"))
    expect(page.get_by_text("2 mục")).to_be_visible()
    expect(page.get_by_text("Kết quả rà soát")).to_be_visible()
    follow(page.get_by_role("button", name="Xếp theo ngày tháng"))
    page.get_by_text("Thao tác 2").click()
    follow(page.get_by_role("button", name="Lên một bậc"))
    check_page("dossier-filled")

    follow(page.get_by_role("link", name="Đóng hồ sơ"))
    follow(page.get_by_role("button", name="Đóng hồ sơ"))
    expect(page.get_by_text("Hạn nộp vào lưu trữ hiện hành")).to_be_visible()
    expect(page.get_by_text("Thao tác", exact=True)).to_have_count(0)
    check_page("dossier-closed")

    follow(page.get_by_role("link", name="Xuất thành thư mục"))
    follow(page.get_by_role("button", name="Tạo thư mục"))
    with page.expect_download() as caught:
        page.get_by_role("link", name="Tải thư mục về").click()
    with zipfile.ZipFile(caught.value.path()) as archive:
        [plan] = [name for name in archive.namelist() if name.endswith("ke-hoach.pdf")]
        assert archive.read(plan) == PLAN
        assert any(name.endswith("metadata.xml") for name in archive.namelist())
    check_page("dossier-exported")

    follow(page.get_by_role("link", name="01-TG"))
    follow(page.get_by_role("link", name="Ghi việc nộp lưu trữ"))
    page.get_by_label("Số biên bản").fill("03/BB-LT")
    page.get_by_label("Người nhận").fill("Ngô Thị Lưu")
    check_page("dossier-hand-over")
    follow(page.get_by_role("button", name="Ghi việc nộp lưu trữ"))
    expect(page.get_by_text("03/BB-LT")).to_be_visible()
    assert Dossier.objects.get().hand_overs.get().received_by == "Ngô Thị Lưu"
    follow(page.get_by_role("link", name="Lịch sử"))
    expect(page.get_by_text("Nộp hồ sơ vào lưu trữ")).to_be_visible()
    check_page("dossier-told")


def test_a_file_is_looked_at_page_by_page(
    page: Page,
    cast: Cast,
    papers: tuple[str, str],
    sign_in: Callable[[User], None],
    check_page: Callable[[str], None],
) -> None:
    sign_in(cast.issuer)
    page.goto(papers[0])
    follow(page.get_by_role("link", name="Xem trước ke-hoach.pdf"))
    leaf = page.get_by_role("img", name="Trang 1 của ke-hoach.pdf")
    expect(leaf).to_have_js_property("naturalWidth", 1200)
    check_page("preview-pdf")

    follow(page.get_by_role("link", name="Trang sau").first)
    expect(page.get_by_role("img", name="Trang 2 của ke-hoach.pdf")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("img", name="Trang 3 của ke-hoach.pdf")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("img", name="Trang 2 của ke-hoach.pdf")).to_be_visible()

    page.goto(papers[0])
    follow(page.get_by_role("link", name="Xem trước phu-luc.docx"))
    expect(page.get_by_text("Danh sách thôn Hạ")).to_be_visible()
    check_page("preview-docx")
