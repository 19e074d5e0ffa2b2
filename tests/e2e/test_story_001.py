"""A year under the directive clock: milestones, their tasks, reviews closed by their reports.

The figures are those of the story of a yearly review; names are invented.
"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.documents.models import Document
from phoihop.tasks.models import Task
from phoihop.ui import clock
from phoihop.ui.tests import browser
from tests.stories.office import at
from tests.stories.review import IN_THE_REGISTER, make_review_office
from tests.stories.review_walk import LIST, ReviewWalk
from tests.stories.review_year import (
    a_year_of_tasks,
    assign_the_continued_contents,
    milestone,
    review_of_2022,
)

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


def days_of(code: str, on: str) -> list[str]:
    paper = Document.objects.get(code=code, issued_on=at(on).date())
    rows = paper.milestones.order_by("current_on")
    return [f"{row.current_on:%d/%m/%Y}" for row in rows]


# --- A. January 2022: the clock


def test_seed_001_january_2022_the_clock(story: ReviewWalk) -> None:
    page, office = story.page, story.office
    story.on("10/01/2022", "mai")
    for paper in IN_THE_REGISTER:
        story.register(paper)
        expect(page.locator("h1")).to_contain_text(paper[4])
        expect(page.locator("#milestones")).to_contain_text("Tổng kết 10 năm")
    story.check("document-milestones")
    assert days_of("20-CT/TW", "05/11/2012") == [
        "05/11/2013",
        "05/11/2015",
        "05/11/2017",
        "05/11/2022",
    ]
    assert days_of("238-QĐ/TW", "30/09/2020")[1] == "30/09/2023"
    assert story.due_in(2022) == ["20-CT/TW 05/11/2022"]
    expect(page.locator("main")).to_contain_text("Tổng kết 10 năm")
    expect(page.locator("main")).to_contain_text("Không còn mốc nào")
    story.check("reviews")

    make_the_first_task(story)
    make_the_quarterly_tasks(story)
    refuse_the_same_paper(story)
    assert Task.objects.filter(agreement=office.regulation).count() == 9


def make_the_first_task(story: ReviewWalk) -> None:
    """Step 2: from the row to UBND, as content C1; due on the Monday, the milestone stays."""
    page, office = story.page, story.office
    page.locator("tbody input[name=m]").first.check()
    expect(page.locator(".bulk")).to_contain_text("1 mốc đã chọn")
    story.press("Giao nhiệm vụ")
    expect(page.locator("h1")).to_contain_text("Giao 1 mốc thành nhiệm vụ")
    expect(page.locator("[name$=due_on]")).to_have_value("07/11/2022")
    expect(page.locator("main")).to_contain_text("Chuyển từ ngày nghỉ 05/11/2022")
    story.check("reviews-assign")
    page.locator("[name$=-item]").select_option(str(office.contents[0].pk))
    page.locator("[name$=-lead_agency]").select_option(label="UBND huyện An Lạc")
    story.press("Giao 1 nhiệm vụ")
    expect(page.locator("main")).to_contain_text("hạn 07/11/2022")
    task = Task.objects.get()
    assert (task.due_on, task.lead_agency) == (date(2022, 11, 7), office.agencies["UBND"])
    assert task.review.milestone.current_on == date(2022, 11, 5)


def make_the_quarterly_tasks(story: ReviewWalk) -> None:
    """Step 3: C3 each quarter with its report window; V6 on a Saturday that the paper wrote."""
    page = story.page
    page.goto(f"/nhiem-vu/chuong-trinh/{story.office.regulation.pk}/giao/")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(9)
    quarters = rows.filter(has_text="Thông tin kinh tế")
    expect(quarters).to_have_count(4)
    for at_row, (due, window) in enumerate(
        (
            ("21/03/2022", "15/12/2021–14/03/2022"),
            ("20/06/2022", "15/03/2022–14/06/2022"),
            ("20/09/2022", "15/06/2022–14/09/2022"),
            ("20/12/2022", "15/09/2022–14/12/2022"),
        )
    ):
        expect(quarters.nth(at_row).locator("[name$=due_on]")).to_have_value(due)
        expect(quarters.nth(at_row)).to_contain_text(window)
    expect(rows.filter(has_text="tin báo")).to_contain_text("rơi vào ngày nghỉ")
    expect(rows.filter(has_text="Tổng kết 10 năm")).to_contain_text("đã giao")
    story.press("Giao các nhiệm vụ đã chọn")
    expect(page.locator("main")).to_contain_text("8 nhiệm vụ")


def refuse_the_same_paper(story: ReviewWalk) -> None:
    """Step 4: the same paper again is warned of, another term is not."""
    page = story.page
    story.register(IN_THE_REGISTER[1])
    expect(page.get_by_role("alert").first).to_contain_text(
        "Đã có văn bản cùng số, ký hiệu, cơ quan, nhiệm kỳ"
    )
    expect(page.locator("[name=subject]")).to_have_value(IN_THE_REGISTER[1][4])
    assert Document.objects.filter(code="20-CT/TW").count() == 1


# --- B 5, 6: the figures of 2022 on the programme screen


def test_seed_001_the_figures_of_2022(story: ReviewWalk) -> None:
    tasks = a_year_of_tasks(story.office)
    story.on("06/01/2023", "mai")
    page = story.page
    page.goto(f"/nhiem-vu/chuong-trinh/{story.office.regulation.pk}/")
    stats = page.locator(".stats")
    for count, words in (
        ("6", "xong đúng hạn"),
        ("1", "xong, quá hạn"),
        ("1", "quá hạn"),
        ("1", "đã thu hồi"),
    ):
        expect(stats).to_contain_text(re.compile(rf"{count}\s*{words}"))
    expect(stats).to_contain_text(re.compile(r"94\s*%"))
    rates = page.locator(".rates")
    expect(rates).to_contain_text(re.compile(r"6/8 = 75,0"))
    expect(rates).to_contain_text(re.compile(r"5/8 = 62,5"))
    assert tasks["V3a"].due_on == tasks["V3a"].done_on == date(2022, 3, 21)

    # The same numbers in the picture, of which each opens its rows.
    story.press("Biểu đồ nhiệt")
    expect(page.locator("figure svg[role=img]").first).to_be_visible()
    expect(page.locator("figure h2")).to_contain_text("nội dung 4 (70 %); 1 ô có nhiệm vụ quá hạn")
    story.check("charts-programme")
    page.goto(f"/bieu-do/co-quan/{story.office.agencies['UBND'].pk}/")
    page.locator("figure summary").first.click()
    quarter = page.locator("figure").first.locator("tr", has_text="III/2022")
    expect(quarter).to_contain_text("0/1")
    browser.follow(quarter.locator("a").nth(1))
    expect(page.locator("tbody tr")).to_have_count(1)

    see_what_parties_may_see(story, tasks)


def see_what_parties_may_see(story: ReviewWalk, tasks: dict[str, Task]) -> None:
    """Step 22: a party sees all nine tasks, its own evidence; one without part sees nothing."""
    office = story.office
    client = Client()
    client.force_login(office.users["khoa"])
    listed = client.get("/nhiem-vu/", {"programme": str(office.regulation.pk), "state": ""})
    assert listed.context["page"].total == 9
    for name, status in (("V4", 200), ("V2", 404)):
        evidence = tasks[name].evidence.get()
        answer = client.get(f"/nhiem-vu/{tasks[name].pk}/minh-chung/{evidence.pk}/")
        answer.close()  # the file stays open for as long as its bytes go out
        assert answer.status_code == status, name
    client.force_login(office.users["thang"])
    assert client.post(f"/nhiem-vu/{tasks['V6'].pk}/thu-hoi/").status_code == 403
    client.force_login(office.users["sen"])
    one = milestone("20-CT/TW", "05/11/2012", 10)
    for path in (
        office.regulation.get_absolute_url(),
        tasks["V1"].get_absolute_url(),
        one.get_absolute_url(),
        f"/bieu-do/chuong-trinh/{office.regulation.pk}/",
    ):
        assert client.get(path).status_code == 404, path
    assert client.get(LIST, {"year": "2022", "whose": "all"}).context["summary"].total == 0
    found = client.get("/tim/", {"q": "quy che phoi hop"}).content.decode()
    assert "03-QC/BTGHU" not in found


def test_seed_001_the_contents_of_2023(story: ReviewWalk) -> None:
    """Steps 8 to 10: what the review of 2022 decided becomes the version of 2023 and its tasks."""
    office, page = story.office, story.page
    tasks = a_year_of_tasks(office)
    plan = review_of_2022(office)
    assert [item.origin for item in plan.items.order_by("order")].count("new") == 2

    story.on("09/01/2023", "mai")
    assign_the_continued_contents(office, plan)
    page.goto(f"{LIST}?year=2023")
    wanted = (
        ("238-QĐ/TW", 3, "Sơ kết 3 năm", "BTG", "02/10/2023"),
        ("29-NQ/TW", 10, "Tổng kết 10 năm", "UBND", "06/11/2023"),
    )
    rows = {
        code: page.locator("tbody tr", has=page.locator("th", has_text=code))
        for code, *_rest in wanted
    }
    for row in rows.values():
        row.locator("input[name=m]").check()
    story.press("Giao nhiệm vụ")
    for code, _years, text, lead, due in wanted:
        part = page.locator("section.form-part", has=page.locator("h2", has_text=code))
        expect(part.locator("[name$=due_on]")).to_have_value(due)
        item = plan.items.get(text__contains=code)
        assert text in item.text
        part.locator("[name$=-item]").select_option(f"y{item.pk}")
        part.locator("[name$=-lead_agency]").select_option(str(office.agencies[lead].pk))
    story.press("Giao 2 nhiệm vụ")
    expect(page.locator("main")).to_contain_text("hạn 06/11/2023")

    page.goto(plan.get_absolute_url())
    expect(page.locator(".sum-line")).to_contain_text("Mới, phát sinh 2")
    expect(page.locator(".stats a").first).to_contain_text("8")
    expect(page.locator(".rate", has_text="Đúng hạn (hiện tại)")).to_have_text(
        re.compile(r"Đúng hạn \(hiện tại\)\s*–")
    )
    expect(page.locator(".rate", has_text="Đúng hạn (ban đầu)")).to_contain_text("0/1 = 0,0")
    page.goto(tasks["V4"].get_absolute_url())
    expect(page.locator(".page-head .st")).to_contain_text("Trong hạn")
    expect(page.locator(".six")).to_contain_text(
        "Thời hạn ban đầu 15/12/2022 · hiện tại 30/06/2023"
    )
    going = tasks["V4"]
    going.refresh_from_db()
    assert (going.first_due_on, going.due_on) == (date(2022, 12, 15), date(2023, 6, 30))
    made = Task.objects.filter(line__year_plan=plan).exclude(pk=going.pk)
    assert sorted(f"{task.due_on:%d/%m}" for task in made) == sorted(
        ["30/06", "20/03", "20/06", "20/09", "20/12", "02/10", "06/11"]
    )
