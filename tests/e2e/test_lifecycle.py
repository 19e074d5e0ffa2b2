"""A task seen through: more time, the part of a partner, parts below, explanations, periods."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from conftest import Cast
from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import AgencyAncestor
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[User], None]
CheckPage = Callable[[str], None]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def show(month: int, day: int) -> None:
    """Let the office work on that day of 2019, at ten."""
    set_simulated_now(datetime(2019, month, day, 10, tzinfo=ZONE), by=None)


@pytest.fixture
def office(cast: Cast, settings: Settings) -> Iterator[Cast]:
    settings.SIMULATED_CLOCK_ALLOWED = True
    show(6, 17)
    yield cast
    clock.forget()


@pytest.fixture
def task(office: Cast) -> Task:
    person = OfficialFactory.create(full_name="Lê Thu Hà")
    TenureFactory.create(official=person, agency=office.lead_agency, title="Chuyên viên")
    return TaskFactory.create(
        title="Truyền thông y tế học đường",
        assigner=office.issuer_agency,
        lead_agency=office.lead_agency,
        person_in_charge=person,
        coordinating=[office.partner_agency],
        due_on=date(2019, 6, 20),
    )


def forged(page: Page, address: str) -> int:
    """The status of a request that no button makes."""
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "phoihop_csrf")
    data: dict[str, str | float | bool] = {
        "csrfmiddlewaretoken": token,
        "asked": "1",
        "reason": "x",
    }
    return page.context.request.post(address, form=data, max_redirects=0).status


def ask(page: Page, task: Task, day: str) -> None:
    page.goto(f"{task.get_absolute_url()}gia-han/")
    page.get_by_label("Hạn mới").fill(day)
    page.get_by_label("Lý do").fill("trùng đợt thi")
    page.get_by_role("button", name="Gửi đề nghị gia hạn").click()


def test_an_extension_is_asked_and_approved(
    page: Page, sign_in: SignIn, check_page: CheckPage, office: Cast, task: Task
) -> None:
    yes = f"{task.get_absolute_url()}gia-han/dong-y/"
    sign_in(office.lead)
    ask(page, task, "19/06/2019")
    expect(page.locator(".errors")).to_contain_text("Thời hạn mới phải sau thời hạn hiện tại")
    page.get_by_label("Hạn mới").fill("05/07/2019")
    page.get_by_role("button", name="Gửi đề nghị gia hạn").click()
    expect(page.locator("main")).to_contain_text("Đã xin gia hạn đến 05/07/2019")
    check_page("task-extension-asked")
    assert forged(page, yes) == 403

    sign_in(office.issuer)
    page.goto(task.get_absolute_url())
    expect(page.locator("h1")).to_have_text(task.title)
    expect(page.locator(f'a[href="{yes}"]')).to_have_count(0)
    assert forged(page, yes) == 403

    sign_in(office.issuer_leader)
    page.get_by_role("link", name=re.compile("1 đề nghị gia hạn chờ quyết định")).click()
    page.get_by_role("link", name=task.title).click()
    check_page("task-extension-decide")
    page.locator("section.act").get_by_role("link", name="Đồng ý", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Đồng ý", exact=True).click()
    expect(page.locator(".six")).to_contain_text(
        "Thời hạn ban đầu 20/06/2019 · hiện tại 05/07/2019"
    )
    expect(page.locator(".six")).to_contain_text("trùng đợt thi")


def test_a_partner_reports_its_part_and_no_more(
    page: Page, sign_in: SignIn, office: Cast, task: Task
) -> None:
    sign_in(office.partner)
    page.goto(task.get_absolute_url())
    form = page.locator("form.act")
    expect(form.get_by_role("heading")).to_have_text("Cập nhật phần việc của cơ quan")
    expect(form.locator("[name=percent]")).to_have_count(0)
    expect(page.get_by_role("link", name="Gửi kết quả")).to_have_count(0)
    form.locator("[name=words]").fill("Đã phát 6 chuyên mục")
    form.get_by_label("Phần phối hợp của cơ quan tôi đã xong").check()
    form.get_by_role("button", name="Lưu cập nhật").click()
    partners = page.locator("section", has=page.locator("#partners"))
    expect(partners).to_contain_text("Hoàn thành đúng hạn")
    expect(page.locator(".tl")).to_contain_text("Đã phát 6 chuyên mục")


def test_an_explanation_is_asked_and_given(
    page: Page, sign_in: SignIn, check_page: CheckPage, office: Cast, task: Task
) -> None:
    show(6, 25)
    sign_in(office.issuer_leader)
    page.goto(f"{task.get_absolute_url()}giai-trinh/")
    page.get_by_label("Nội dung cần giải trình").fill("Vì sao chưa xong?")
    page.get_by_label("Hạn trả lời").fill("28/06/2019")
    page.get_by_role("button", name="Yêu cầu giải trình").click()
    expect(page.locator("main")).to_contain_text("Chờ giải trình")

    sign_in(office.lead)
    page.get_by_role("link", name="1 nhiệm vụ phải giải trình").click()
    page.get_by_role("link", name=task.title).click()
    page.locator("form.act [name=answer]").fill("Hoãn vì dịch bệnh")
    page.get_by_role("button", name="Gửi giải trình").click()
    expect(page.locator("main")).to_contain_text("Đã giải trình")
    check_page("task-explained")


def test_a_part_is_passed_on_and_rolls_up(
    page: Page, sign_in: SignIn, check_page: CheckPage, office: Cast, task: Task
) -> None:
    school = AgencyFactory.create(name="Trường Tiểu học số 1")
    for above in (office.issuer_agency, office.lead_agency):
        AgencyAncestor.objects.create(ancestor=above, agency=school, depth=1)
    official = OfficialFactory.create(full_name="Đỗ Văn Trường")
    TenureFactory.create(official=official, agency=school)
    teacher = UserFactory.create(agency=school, is_contact=True, official=official)
    sign_in(office.lead)
    page.goto(f"{task.get_absolute_url()}phan-viec/giao/")
    check_page("task-part-form")
    page.get_by_label("Việc phải làm").fill("Khám sức khỏe học sinh")
    page.get_by_label("Sản phẩm").fill("Danh sách")
    page.get_by_label("Cơ quan chủ trì").select_option(label="Trường Tiểu học số 1")
    expect(page.get_by_label("Người phụ trách")).to_contain_text("Đỗ Văn Trường")
    page.get_by_label("Người phụ trách").select_option(value=str(official.pk))
    page.get_by_role("button", name="Giao phần việc").click()
    expect(page.locator("h1")).to_have_text("Khám sức khỏe học sinh")
    part = Task.objects.get(parent=task)

    sign_in(teacher)
    page.goto(f"{part.get_absolute_url()}cap-nhat/")
    page.locator("form.act [name=percent]").fill("60")
    page.locator("form.act [name=words]").fill("Đã khám 6 lớp")
    page.get_by_role("button", name="Lưu cập nhật").click()
    expect(page.locator(".tl")).to_contain_text("Đã khám 6 lớp")
    page.goto(task.get_absolute_url())
    expect(page.locator("h1")).to_have_text(task.title)
    expect(page.locator(".tl")).to_have_count(0)

    sign_in(office.issuer)
    page.goto(task.get_absolute_url())
    held = page.locator("section", has=page.locator("#below"))
    expect(held).to_contain_text("Trường Tiểu học số 1")
    expect(held).to_contain_text("60 %")
    check_page("task-parts")


def test_a_recurring_task_is_entered_once(
    page: Page, sign_in: SignIn, check_page: CheckPage, office: Cast, task: Task
) -> None:
    sign_in(office.issuer)
    page.goto("/nhiem-vu/theo-ky/lap/")
    check_page("recurring-form")
    page.get_by_label("Việc phải làm").fill("Chuyên mục Khoa giáo với cơ sở")
    page.get_by_label("Sản phẩm").fill("Chuyên mục")
    page.get_by_label("Cơ quan chủ trì").select_option(label=office.lead_agency.name)
    expect(page.get_by_label("Người phụ trách")).to_contain_text("Lê Thu Hà")
    person = task.person_in_charge_id
    page.get_by_label("Người phụ trách").select_option(value=str(person))
    page.get_by_label("Bao lâu một lần").select_option(value="quarterly")
    page.get_by_label("Hạn ngày").fill("20")
    page.get_by_role("button", name="Lập việc theo kỳ").click()
    expect(page.locator("h1")).to_have_text("Chuyên mục Khoa giáo với cơ sở")
    expect(page.locator("main")).to_contain_text("quý III/2019")
    expect(page.locator("main")).to_contain_text("15/06/2019–14/09/2019")
    check_page("recurring")
    page.goto("/nhiem-vu/theo-ky/")
    expect(page.get_by_role("link", name="Chuyên mục Khoa giáo với cơ sở")).to_be_visible()
    check_page("recurring-list")
