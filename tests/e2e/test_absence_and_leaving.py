"""A week of absence with a deputy, and somebody who leaves with three tasks in hand."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.doors import code_now
from phoihop.accounts.tests.factories import PASSWORD, UserFactory
from phoihop.agencies.models import Official
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.tasks import services
from phoihop.tasks.models import Task
from phoihop.tasks.services import ResultFacts
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.ui.tests.browser import follow, forget_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[User], None]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FRIDAY, MONDAY, LAST, SATURDAY = (date(2019, 4, day) for day in (19, 22, 26, 27))


def show(day: date) -> None:
    """Let the office work on that day, at ten."""
    set_simulated_now(datetime(day.year, day.month, day.day, 10, tzinfo=ZONE), by=None)


@pytest.fixture
def office(cast: Cast, settings: Settings) -> Iterator[Cast]:
    """The cast on a Friday."""
    settings.SIMULATED_CLOCK_ALLOWED = True
    show(FRIDAY)
    yield cast
    clock.forget()


def handed_in(cast: Cast, title: str) -> Task:
    """A result of the issuing agency's own work: its leader answers."""
    worker = UserFactory.create(agency=cast.issuer_agency)
    task = TaskFactory.create(
        title=title, assigner=cast.issuer_agency, lead_agency=cast.issuer_agency
    )
    services.submit_result(task, ResultFacts("Đã xong"), by=worker, at=clock.now())
    return task


def forged(page: Page, address: str) -> int:
    """The status of a request that no button makes."""
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "phoihop_csrf")
    answer = page.context.request.post(
        address, form={"csrfmiddlewaretoken": token, "remark": ""}, max_redirects=0
    )
    return answer.status


def delegate(page: Page, first: str, last: str, deputy: str) -> None:
    """As the leader does it, from the account menu."""
    page.locator("header details.menu summary").click()
    follow(page.get_by_role("link", name="Vắng mặt và ủy quyền"))
    follow(page.get_by_role("link", name="Tôi sẽ vắng mặt").first)
    page.get_by_label("Ngày đầu").fill(first)
    page.get_by_label("Ngày cuối").fill(last)
    page.get_by_label("Người được ủy quyền").select_option(label=f"{deputy}, chuyên viên")
    page.get_by_label("Xác nhận, trả lại kết quả").check()
    page.get_by_label("Lý do").fill("Đi công tác")
    follow(page.get_by_role("button", name="Ủy quyền"))
    expect(page.get_by_role("status").filter(has_text="Đã ghi")).to_be_visible()


def test_a_week_of_absence(
    page: Page,
    sign_in: SignIn,
    check_page: Callable[[str], None],
    office: Cast,
    live_server: LiveServer,
) -> None:
    first = handed_in(office, "Sơ kết quý I")
    second = handed_in(office, "Rà soát báo cáo viên")
    confirm = f"{first.get_absolute_url()}xac-nhan/"
    sign_in(office.issuer_leader)
    delegate(page, "22/04/2019", "26/04/2019", "Đỗ Thị Mai")
    check_page("absence")

    sign_in(office.issuer)
    page.goto(first.get_absolute_url())
    expect(page.locator("h1")).to_have_text("Sơ kết quý I")
    expect(page.locator(f'a[href="{confirm}"]')).to_have_count(0)
    assert forged(page, confirm) == 403

    show(MONDAY)
    page.goto("/")
    strip = page.get_by_label("Làm thay", exact=True)
    expect(strip).to_contain_text("Đang được Vũ Quang Hòa ủy quyền đến 26/04/2019")
    check_page("home-standing-in")
    follow(page.get_by_role("link", name="Sơ kết quý I").first)
    expect(page.locator("main")).to_contain_text("thay mặt Vũ Quang Hòa")
    page.locator("section.act").get_by_role("link", name="Xác nhận").click()
    follow(page.get_by_role("dialog").get_by_role("button", name="Xác nhận"))
    expect(page.locator(".tl")).to_contain_text("Đỗ Thị Mai, thay mặt Vũ Quang Hòa")
    follow(page.get_by_role("link", name="Lịch sử"))
    expect(page.locator(".tl")).to_contain_text("Đỗ Thị Mai, thay mặt Vũ Quang Hòa")

    show(SATURDAY)
    page.goto("/")
    expect(page.get_by_role("heading", name="Hôm nay")).to_be_visible()
    expect(strip).to_have_count(0)
    assert forged(page, f"{second.get_absolute_url()}xac-nhan/") == 403

    sign_in(office.issuer_leader)
    delegate(page, "27/04/2019", "30/04/2019", "Đỗ Thị Mai")
    sign_in(office.issuer)
    page.goto(second.get_absolute_url())
    expect(page.locator("section.act")).to_contain_text("thay mặt Vũ Quang Hòa")
    sign_in(office.issuer_leader)
    page.goto("/tai-khoan/vang-mat/")
    follow(page.locator("tbody").get_by_role("link").first)
    follow(page.get_by_role("link", name="Kết thúc sớm"))
    follow(page.get_by_role("button", name="Kết thúc sớm"))
    expect(page.get_by_role("status").filter(has_text="Đã kết thúc")).to_be_visible()
    sign_in(office.issuer)
    assert forged(page, f"{second.get_absolute_url()}xac-nhan/") == 403
    assert second.submissions.get().confirmed_at is None


def sign_in_as_administrator(page: Page, user: User) -> None:
    """Password, then the code of the second step."""
    forget_session(page)
    page.goto("/dang-nhap/")
    page.locator("[name=login]").fill(user.username)
    page.locator("[name=password]").fill(PASSWORD)
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))
    page.locator("[name=code]").fill(code_now())
    follow(page.locator("main form button.btn-main").first)
    expect(page.locator(".topbar .who")).to_contain_text(user.full_name)


def test_somebody_leaves_with_three_tasks(
    page: Page, check_page: Callable[[str], None], office: Cast, live_server: LiveServer
) -> None:
    leaver, heir = (
        TenureFactory.create(agency=office.lead_agency, title="Chuyên viên").official
        for _number in range(2)
    )
    User.objects.filter(pk=office.lead.pk).update(official=leaver)
    UserFactory.create(agency=office.lead_agency, official=heir, full_name="Bùi Thị Nhận")
    tasks = [
        TaskFactory.create(
            assigner=office.issuer_agency, lead_agency=office.lead_agency, person_in_charge=leaver
        )
        for _number in range(3)
    ]
    sign_in_as_administrator(page, office.administrator)
    page.goto(office.lead.get_absolute_url())
    follow(page.get_by_role("link", name="Kết thúc"))
    expect(page.locator(".sum")).to_contain_text("3 nhiệm vụ chưa xong")
    check_page("hand-over")
    page.get_by_label("Lý do").fill("Chuyển công tác")
    follow(page.get_by_role("button", name="Bàn giao và kết thúc"))

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("còn việc chưa có người nhận")
    for task in tasks:
        expect(alert).to_contain_text(task.code)
    expect(page.get_by_label("Lý do")).to_have_value("Chuyển công tác")
    check_page("hand-over-refused")
    page.get_by_label("Người nhận các nhiệm vụ").select_option(index=1)
    page.get_by_label("Quyền “đầu mối”").select_option(label="Bùi Thị Nhận, chuyên viên")
    follow(page.get_by_role("button", name="Bàn giao và kết thúc"))

    done = page.get_by_role("status").filter(has_text="Đã bàn giao 3 nhiệm vụ")
    expect(done).to_be_visible()
    charged = Task.objects.filter(pk__in=[task.pk for task in tasks])
    assert set(charged.values_list("person_in_charge", flat=True)) <= other_officials(leaver)
    assert not User.objects.get(pk=office.lead.pk).is_active
    page.goto(f"{tasks[0].get_absolute_url()}lich-su/")
    expect(page.locator(".tl")).to_contain_text("Chuyển công tác")


def other_officials(leaver: Official) -> set[int]:
    """Everybody but who left."""
    return set(Official.objects.exclude(pk=leaver.pk).values_list("pk", flat=True))
