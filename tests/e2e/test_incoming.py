"""The everyday route of a duty, through the real pages (D37).

A directive comes in; a leader writes on it who does what by when; its three duties become tasks in
one act; one is done and confirmed; the answer is drafted, issued under a number, and closes the
loop. The lists show the paper at each step.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from conftest import Cast
from phoihop.accounts.models import Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyKind
from phoihop.agencies.tests.factories import OfficialFactory, TenureFactory
from phoihop.documents.models import Document
from phoihop.documents.numbers import Run, start_series
from phoihop.inbox.models import Notice
from phoihop.tasks.models import Task
from phoihop.ui import clock
from phoihop.ui.tests.browser import follow, press

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[User], None]
Check = Callable[[str], None]


@pytest.fixture
def clerk(cast: Cast, live_server: LiveServer) -> User:
    """The office of the story: a board that may assign to anybody, its people, its series."""
    Agency.objects.filter(pk=cast.issuer_agency.pk).update(kind=AgencyKind.PARTY_BOARD)
    for agency, name in (
        (cast.issuer_agency, "Vũ Quang Hòa"),
        (cast.lead_agency, "Lê Thu Hà"),
        (cast.partner_agency, "Hoàng Văn Nam"),
    ):
        official = OfficialFactory.create(full_name=name)
        TenureFactory.create(agency=agency, official=official, title="Trưởng")
    clerk = UserFactory.create(
        agency=cast.issuer_agency, role=Role.CLERK, full_name="Vũ Thị Thơm", username="thom"
    )
    run = Run("party", "CV/BTGHU", date(2020, 8, 1), last_number=30)
    start_series(run, by=clerk, at=clock.now())
    return clerk


def tab_counts(page: Page) -> dict[str, str]:
    """What the tabs of the list of arrivals say."""
    page.goto("/van-ban-den/")
    found = {}
    for link in page.locator(".tabs a").all():
        *words, count = link.inner_text().split()
        found[" ".join(words)] = count
    return found


def test_from_a_directive_to_its_answer(
    page: Page, sign_in: SignIn, check_page: Check, cast: Cast, clerk: User
) -> None:
    register(page, sign_in, check_page, clerk)
    instruct(page, sign_in, check_page, cast)
    assign(page, sign_in, check_page, cast)
    carry_out_one(page, sign_in, cast)
    answer(page, sign_in, check_page, clerk)


def register(page: Page, sign_in: SignIn, check_page: Check, clerk: User) -> None:
    sign_in(clerk)
    page.goto("/van-ban/")
    press(page, "Đăng ký văn bản")
    today = clock.today()
    page.locator("[name=kind]").select_option("CT")
    page.locator("[name=code]").fill("12-CT/TU")
    page.locator("[name=subject]").fill("về tăng cường phòng, chống đuối nước cho trẻ em")
    page.locator("[name=issuer]").fill("Tỉnh ủy")
    page.locator("[name=issued_on]").fill(f"{today - timedelta(days=3):%d/%m/%Y}")
    expect(page.get_by_label("Trình lãnh đạo bút phê")).to_be_checked()
    page.get_by_label("Phải trả lời").check()
    page.locator("[name=answer_due_on]").fill(f"{today + timedelta(days=20):%d/%m/%Y}")
    press(page, "Đăng ký")

    expect(page.locator("main")).to_contain_text("Đang chờ lãnh đạo bút phê")
    assert Document.objects.get().arrival_number == 1
    check_page("incoming-waiting")
    assert tab_counts(page)["Chờ bút phê"] == "1"


def instruct(page: Page, sign_in: SignIn, check_page: Check, cast: Cast) -> None:
    due = f"{clock.today() + timedelta(days=10):%d/%m/%Y}"
    sign_in(cast.issuer_leader)
    follow(page.get_by_role("link", name="1 văn bản đến chờ bút phê"))
    check_page("incoming-list")
    follow(page.get_by_role("link", name="12-CT/TU"))
    press(page, "Bút phê")
    page.locator("[name=words]").fill("Giao các cơ quan triển khai, báo cáo tôi trước khi trình.")
    for n, (what, lead, partners) in enumerate(
        (
            ("Mở 3 lớp dạy bơi cho học sinh", "GDĐT", "ĐTT"),
            ("Tuyên truyền trên loa truyền thanh", "ĐTT", ""),
            ("Tổng hợp, dự thảo báo cáo Tỉnh ủy", "BTG", "GDĐT; ĐTT"),
        )
    ):
        page.locator(f"[name=duties-{n}-what]").fill(what)
        page.locator(f"[name=duties-{n}-lead_agency]").fill(lead)
        page.locator(f"[name=duties-{n}-coordinating]").fill(partners)
    page.locator("[name=duties-0-due_on]").fill("31/02/2030")
    page.locator("[name=informed]").fill("TCKH")
    check_page("instruction-form")
    press(page, "Ghi bút phê")
    expect(page.get_by_role("alert")).to_contain_text("Ngày không hợp lệ")
    expect(page.locator("[name=duties-2-coordinating]")).to_have_value("GDĐT; ĐTT")
    check_page("instruction-refused")
    page.locator("[name=duties-0-due_on]").fill(due)
    press(page, "Ghi bút phê")

    expect(page.locator("#handling")).to_contain_text("Mở 3 lớp dạy bơi cho học sinh")
    assert Notice.objects.filter(agency=cast.outside_agency).count() == 0  # nobody leads there
    check_page("incoming-instructed")


def assign(page: Page, sign_in: SignIn, check_page: Check, cast: Cast) -> None:
    sign_in(cast.issuer)
    assert tab_counts(page)["Chờ xử lý"] == "1"
    follow(page.get_by_role("link", name="12-CT/TU"))
    press(page, "Giao thành 3 nhiệm vụ")
    check_page("assign-duties")
    products = page.locator("[name$=-product]")
    expect(products).to_have_count(3)
    products.first.fill("3 lớp dạy bơi")
    for people in page.locator("[name$=-person_in_charge]").all():
        people.select_option(index=1)
    press(page, "Giao các nhiệm vụ đã chọn")

    expect(page.locator("main")).to_contain_text("Đã giao 3 nhiệm vụ")
    expect(page.locator("tbody tr")).to_have_count(3)
    check_page("incoming-route")
    assert Task.objects.filter(document__code="12-CT/TU").count() == 3


def carry_out_one(page: Page, sign_in: SignIn, cast: Cast) -> None:
    task = Task.objects.get(lead_agency=cast.partner_agency)
    sign_in(cast.partner)
    page.goto(f"{task.get_absolute_url()}gui-ket-qua/")
    page.locator("[name=result]").fill("Đã phát 12 buổi.")
    follow(page.locator("main form button.btn-main"))
    sign_in(cast.issuer)
    page.goto(f"{task.get_absolute_url()}xac-nhan/")
    follow(page.locator("main form button.btn-main"))

    page.goto("/van-ban-den/")
    expect(page.locator("tbody")).to_contain_text("3 nhiệm vụ")
    expect(page.locator("tbody")).to_contain_text("1 hoàn thành đúng hạn")


def answer(page: Page, sign_in: SignIn, check_page: Check, clerk: User) -> None:
    sign_in(clerk)
    assert tab_counts(page)["Chờ trả lời"] == "1"
    follow(page.get_by_role("link", name="12-CT/TU"))
    press(page, "Soạn văn bản trả lời")
    expect(page.locator("[name=cites-0-cited]")).to_have_value("12-CT/TU")
    page.locator("[name=subject]").fill("về kết quả triển khai Chỉ thị 12-CT/TU")
    press(page, "Đăng ký")
    expect(page.locator("main")).to_contain_text("dự thảo")
    assert tab_counts(page)["Đã trả lời"] == "0"  # a draft answers nothing
    page.goto("/van-ban/?register=drafts")
    follow(page.get_by_role("rowheader").get_by_role("link").first)
    press(page, "Ban hành")
    page.locator("[name=signer_name]").fill("Vũ Quang Hòa")
    check_page("document-issue")
    press(page, "Ban hành")

    expect(page.locator("main")).to_contain_text("Đã ban hành với số 31-CV/BTGHU")
    check_page("document-issued")
    counts = tab_counts(page)
    assert (counts["Đã trả lời"], counts["Chờ trả lời"]) == ("1", "0")
    follow(page.get_by_role("link", name="12-CT/TU"))
    expect(page.locator("#handling")).to_contain_text("Đã trả lời bằng 31-CV/BTGHU")
    expect(page.locator("#handling")).to_contain_text("đúng hạn")
    check_page("incoming-answered")


def test_an_outsider_finds_nothing_and_a_specialist_forges_nothing(
    page: Page, sign_in: SignIn, check_page: Check, cast: Cast, clerk: User
) -> None:
    register(page, sign_in, check_page, clerk)
    paper = Document.objects.get()
    for user, statuses in ((cast.outsider, (404, 404, 404)), (cast.issuer, (200, 200, 403))):
        sign_in(user)
        for address, status in zip(
            (
                paper.get_absolute_url(),
                f"/van-ban-den/{paper.pk}/",
                f"{paper.get_absolute_url()}but-phe/",
            ),
            statuses,
            strict=True,
        ):
            reached = page.goto(address)
            assert reached is not None
            assert reached.status == status, (user, address)
    assert not paper.instructions.exists()
