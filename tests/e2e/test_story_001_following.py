"""A yearly review under the directive clock: reminders over Tết, who sees and may do what.

The figures are those of the story of a yearly review; names are invented.
"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import Membership, User
from phoihop.agencies.models import Office
from phoihop.tasks import services
from phoihop.tasks.models import Task
from phoihop.tasks.services import TaskFacts
from phoihop.ui import clock
from phoihop.urging.models import Habits
from phoihop.urging.tests.smtp import mail_server
from tests.stories.office import at
from tests.stories.review import make_review_office
from tests.stories.review_walk import ReviewWalk
from tests.stories.review_year import a_year_of_tasks, review_of_2022
from tests.stories.year import address_of, daily_mails, expect_rates, forged, give_addresses, status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(
    page: Page,
    sign_in: Callable[[User], None],
    check_page: Callable[[str], None],
    live_server: LiveServer,
    settings: Settings,
) -> ReviewWalk:
    """An installation for training, whose clock may be moved."""
    settings.SIMULATED_CLOCK_ALLOWED = True
    clock.forget()
    return ReviewWalk(page, make_review_office(), sign_in, check_page)


def test_seed_001_reminders_over_tet(story: ReviewWalk, settings: Settings) -> None:
    """Step 12: K1, due on 27/01/2023, the first working day after Tết."""
    office, page = story.office, story.page
    board = office.agencies["BTG"]
    record = Office.objects.create(name=board.name, agency=board)
    Habits.objects.create(office=record, quiet_days=None, untaken_days=None)
    give_addresses()
    title = "Kế hoạch tuyên truyền năm 2023"
    facts = TaskFacts(
        title=title,
        product="Kế hoạch",
        lead_agency=board,
        person_in_charge=office.officials["mai"],
        due_on=date(2023, 1, 27),
    )
    task = services.assign_task(facts, by=office.users["vinh"], at=at("06/01/2023", "16:00"))

    states = (
        ("21/01/2023", "Trong hạn"),
        ("22/01/2023", "Sắp đến hạn (5 ngày)"),
        ("27/01/2023", "Sắp đến hạn (0 ngày)"),
        ("28/01/2023", "Quá hạn 1 ngày"),
    )
    story.on("21/01/2023", "mai")
    for day, words in states:
        story.is_day(day)
        page.goto(task.get_absolute_url())
        expect(page.locator(".page-head .st").first).to_contain_text(words)

    mai = address_of(office.mai)
    with mail_server(settings) as box:
        said = {}
        for day in (18, 19, *range(20, 27), 27):
            story.is_day(f"{day}/01/2023", "07:00")
            said[day] = daily_mails(box, f"2023-01-{day}")
    assert [day for day, mails in said.items() if mails] == [19, 27]
    assert f"Đến hạn đến hết 27/01 (1): {title}, thời hạn 27/01/2023" in said[19][mai]
    assert f"{title}, thời hạn 27/01/2023, hạn hôm nay" in said[27][mai]


def test_seed_001_who_sees_and_may_do(story: ReviewWalk) -> None:
    """Steps 22 and 23: parties, evidence, withdrawing and more time."""
    tasks = a_year_of_tasks(story.office)
    let_a_party_see_all_nine(story, tasks)
    refuse_to_withdraw(story, tasks["V6"])
    refuse_to_decide_on_ones_own_wish(story)
    keep_who_has_no_part_out(story, tasks)


def let_a_party_see_all_nine(story: ReviewWalk, tasks: dict[str, Task]) -> None:
    """khoa (UBND): all tasks with state and dates; V4's evidence, not V2's."""
    page, office = story.page, story.office
    story.on("06/01/2023", "khoa")
    page.goto(f"/nhiem-vu/?programme={office.regulation.pk}&state=")
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(9)
    for name, words in (
        ("V2", "Hoàn thành đúng hạn"),
        ("V4", "Quá hạn 22 ngày"),
        ("V6", "Đã thu hồi"),
        ("V3c", "Hoàn thành quá hạn, 2 ngày"),
    ):
        row = page.locator(f"#task-{tasks[name].pk}")
        expect(row).to_contain_text(words)
    page.goto(tasks["V4"].get_absolute_url())
    expect(page.get_by_role("link", name=re.compile("tinh-hinh.pdf")).first).to_be_visible()
    page.goto(tasks["V2"].get_absolute_url())
    expect(page.locator(".page-head .st").first).to_contain_text("Hoàn thành đúng hạn")
    expect(page.get_by_role("link", name=re.compile("bao-cao.pdf"))).to_have_count(0)
    for name, code in (("V4", 200), ("V2", 404)):
        file = tasks[name].evidence.get()
        address = f"/nhiem-vu/{tasks[name].pk}/minh-chung/{file.pk}/"
        assert page.context.request.get(address).status == code, name


def refuse_to_withdraw(story: ReviewWalk, task: Task) -> None:
    """thang (VKSND) leads V6 and does not withdraw it himself, nor one that still runs."""
    page = story.page
    story.on("06/01/2023", "thang")
    address = f"{task.get_absolute_url()}thu-hoi/"
    page.goto(task.get_absolute_url())
    expect(page.locator("main")).to_contain_text("gộp vào C2")
    expect(page.locator(f'a[href="{address}"]')).to_have_count(0)
    assert forged(page, address, reason="Giả mạo") == 403
    assert status(page, address) == 403
    expect(page.locator("h1")).to_contain_text("Bạn không có quyền thực hiện việc này")


def refuse_to_decide_on_ones_own_wish(story: ReviewWalk) -> None:
    """huong, leader of UBND, does not approve what her agency asks for; the board does."""
    page, office = story.page, story.office
    facts = TaskFacts(
        title="Đối thoại lần hai",
        product="Biên bản",
        lead_agency=office.agencies["UBND"],
        person_in_charge=office.officials["khoa"],
        due_on=date(2023, 1, 30),
    )
    task = services.assign_task(facts, by=office.mai, at=at("03/01/2023"))
    yes = f"{task.get_absolute_url()}gia-han/dong-y/"
    story.on("06/01/2023", "khoa")
    page.goto(f"{task.get_absolute_url()}gia-han/")
    page.locator("[name=due_on]").fill("31/02/2023")
    page.locator("[name=reason]").fill("Vướng giải phóng mặt bằng")
    story.press("Gửi đề nghị gia hạn")
    expect(page.get_by_role("alert")).to_contain_text("Ngày không hợp lệ")
    expect(page.locator("[name=reason]")).to_have_value("Vướng giải phóng mặt bằng")
    page.locator("[name=due_on]").fill("31/03/2023")
    story.press("Gửi đề nghị gia hạn")
    expect(page.locator("main")).to_contain_text("Đã xin gia hạn đến 31/03/2023")
    asked = str(task.extensions.get().pk)

    story.on("06/01/2023", "huong")
    page.goto(task.get_absolute_url())
    expect(page.locator("h1")).to_have_text("Đối thoại lần hai")
    expect(page.locator(f'a[href="{yes}"]')).to_have_count(0)
    assert forged(page, yes, asked=asked) == 403
    Membership.objects.filter(user__username="vinh").update(may_approve_extensions=True)
    story.on("06/01/2023", "vinh")
    page.goto(yes)
    story.press("Đồng ý")
    expect(page.locator(".six")).to_contain_text(
        "Thời hạn ban đầu 30/01/2023 · hiện tại 31/03/2023"
    )


def keep_who_has_no_part_out(story: ReviewWalk, tasks: dict[str, Task]) -> None:
    """sen (Hội Nông dân): 404 each, and nothing is found."""
    page, office = story.page, story.office
    story.on("06/01/2023", "sen")
    pk = office.regulation.pk
    paths = [
        office.regulation.get_absolute_url(),
        f"/nhiem-vu/chuong-trinh/{pk}/",
        f"/giai-doan/{pk}/",
        f"/giai-doan/{pk}/so-ket/",
        *(task.get_absolute_url() for task in tasks.values()),
    ]
    assert {page.context.request.get(path).status for path in paths} == {404}
    assert status(page, office.regulation.get_absolute_url()) == 404
    expect(page.locator("h1")).to_contain_text("Không tìm thấy trang")
    page.goto("/tim/?q=quy che phoi hop")
    expect(page.locator("#list")).to_contain_text("“quy che phoi hop”")
    expect(page.locator(".found").filter(has_text="03-QC/BTGHU")).to_have_count(0)
    expect(page.locator(".found").filter(has_text="Quy chế phối hợp công tác")).to_have_count(0)


def test_seed_001_reviews_and_versions_that_are_refused(story: ReviewWalk) -> None:
    """Steps 8, 9 and 25: what is not continued is said; no second version of a year."""
    office, page = story.office, story.page
    a_year_of_tasks(office)
    review_of_2022(office)
    review = office.regulation.reviews.get()
    story.on("09/01/2023", "mai")
    page.goto(review.get_absolute_url())
    expect(page.locator("#conf")).to_contain_text("Số liệu đến ngày 06/01/2023")
    expect(page.locator("section[aria-labelledby=conf]")).to_contain_text(
        "Thống nhất tại hội nghị 06/01/2023"
    )
    for words, count in (("Không tiếp tục", 3), ("Ký tiếp", 2), ("Chuyển tiếp", 1)):
        expect(page.locator("section p b", has_text=words)).to_have_count(count)
    page.goto(f"/giai-doan/{office.regulation.pk}/lap-phien-ban/")
    page.locator("[name=year]").fill("2023")
    story.press("Lập dự thảo phiên bản")
    expect(page.get_by_role("alert")).to_contain_text("Đã có phiên bản năm 2023")
    expect(page.locator("[name=year]")).to_have_value("2023")


def test_seed_001_review_and_next_year_on_the_screens(story: ReviewWalk) -> None:
    """Steps 7 to 10, as mai and vinh do them."""
    a_year_of_tasks(story.office)
    story.on("06/01/2023", "mai")
    address = write_the_review(story)
    story.on("06/01/2023", "vinh", "16:00")
    story.page.goto(address)
    story.page.locator("[name=words]").fill("Thống nhất tại hội nghị 06/01/2023")
    story.page.locator("[name=on]").fill("06/01/2023")
    story.press("Xác nhận")
    expect(story.page.locator("#conf")).to_contain_text("Số liệu đến ngày 06/01/2023")
    make_the_tasks_of_2023(story)


def write_the_review(story: ReviewWalk) -> str:
    """Six contents with their figures; nothing is saved while C4 is undecided."""
    office, page = story.office, story.page
    page.goto(f"/giai-doan/{office.regulation.pk}/so-ket/")
    page.locator("[name=kind]").select_option("year_interim")
    story.press("Tổng hợp")
    rows = page.locator("section[aria-labelledby=by-content] tbody tr")
    expect(rows).to_have_count(6)
    expect_rates(page, "6/8 = 75,0", "5/8 = 62,5")
    expect(page.locator(".stats a", has_text="tiến độ")).to_contain_text(re.compile(r"94\s*%"))
    page.locator("[name=assessment]").fill("Cơ bản hoàn thành <b>2022</b>")
    lines = [f"l{item.line_id}" for item in office.contents]
    for number, decision in ((0, "drop"), (1, "renew"), (2, "renew"), (4, "drop"), (5, "drop")):
        page.locator(f"[name={lines[number]}-decision]").select_option(decision)
    page.locator(f"[name={lines[1]}-new_due_on]").fill("30/06/2023")
    for number, (text, lead, due) in enumerate(
        (
            ("Sơ kết 3 năm 238-QĐ/TW", "BTG", "30/09/2023"),
            ("Tổng kết 10 năm 29-NQ/TW", "UBND", "04/11/2023"),
        )
    ):
        page.locator(f"[name=n{number}-text]").fill(text)
        page.locator(f"[name=n{number}-lead_agency]").select_option(str(office.agencies[lead].pk))
        page.locator(f"[name=n{number}-product]").fill("Báo cáo")
        page.locator(f"[name=n{number}-due_on]").fill(due)
    story.press("Lưu bản sơ kết, tổng kết")
    expect(page.get_by_role("alert")).to_contain_text("Chọn cách xử lý cho từng nội dung chưa xong")
    expect(page.locator("[name=assessment]")).to_have_value("Cơ bản hoàn thành <b>2022</b>")
    expect(page.locator("[name=n1-text]")).to_have_value("Tổng kết 10 năm 29-NQ/TW")
    page.locator(f"[name={lines[3]}-decision]").select_option("carry")
    page.locator(f"[name={lines[3]}-new_due_on]").fill("30/06/2023")
    page.locator(f"[name={lines[3]}-reason]").fill("Vụ việc còn kéo dài")
    story.press("Lưu bản sơ kết, tổng kết")
    drafted = page.locator("section[aria-labelledby=next-h] li")
    expect(drafted).to_have_count(5)
    for words, count in (("Chuyển tiếp", 1), ("Ký tiếp", 2), ("Mới, phát sinh", 2)):
        expect(drafted.filter(has_text=words)).to_have_count(count)
    return page.url


def make_the_tasks_of_2023(story: ReviewWalk) -> None:
    """Seven new ones, two of them moved off a Saturday; the carried one goes on."""
    office, page = story.office, story.page
    plan = office.regulation.year_plans.get(year=2023)
    story.on("09/01/2023", "mai")
    page.goto(f"/nhiem-vu/chuong-trinh/{office.regulation.pk}/giao/?plan={plan.pk}")
    rows = page.locator("tbody tr")
    for words, due in (
        ("Phổ biến, giáo dục pháp luật", "30/06/2023"),
        ("238-QĐ/TW", "02/10/2023"),
        ("29-NQ/TW", "06/11/2023"),
    ):
        row = rows.filter(has_text=words)
        expect(row.locator("[name$=due_on]")).to_have_value(due)
    quarters = rows.filter(has_text="Thông tin kinh tế").locator("[name$=due_on]")
    expect(quarters).to_have_count(4)
    for n, day in enumerate(("20/03/2023", "20/06/2023", "20/09/2023", "20/12/2023")):
        expect(quarters.nth(n)).to_have_value(day)
    story.press("Giao các nhiệm vụ đã chọn")
    expect(page.locator("main")).to_contain_text("7 nhiệm vụ")
    page.goto(plan.get_absolute_url())
    expect(page.locator(".stats a").first.locator("b")).to_have_text("8")
    expect(page.locator(".stats a").first).to_contain_text("1 chuyển tiếp")
    expect(page.locator(".rate", has_text="Đúng hạn (hiện tại)")).to_contain_text("–")
    expect(page.locator(".rate", has_text="Đúng hạn (ban đầu)")).to_contain_text("0/1 = 0,0")
