"""A year under the directive clock: milestones, their tasks, reviews closed by their reports.

The figures are those of the story of a yearly review; names are invented.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.agreements import services as agreements
from phoihop.agreements.errors import Undecided
from phoihop.agreements.models import YearPlan
from phoihop.documents import citations, files
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Citation, Document, Milestone
from phoihop.documents.services import register_document
from phoihop.tasks import planning, services
from phoihop.tasks.models import Task, TaskDue
from phoihop.terms.gathering import gather
from phoihop.terms.reviewing import confirm_review, save_review
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.ui.tests import browser
from phoihop.workspace.sample.pdf import one_page_pdf
from tests.stories.office import at
from tests.stories.review import (
    IN_THE_REGISTER,
    LATER,
    NINETEEN,
    SESSIONS,
    SEVEN,
    TWENTY_EIGHT,
    ReviewOffice,
    make_review_office,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/so-ket-tong-ket/"
Paper = tuple[str, str, str, str, str]


@dataclass
class Story:
    """Those who walk through it, with the page they walk on."""

    page: Page
    office: ReviewOffice
    sign_in: Callable[[User], None]
    check: Callable[[str], None]

    def on(self, day: str, who: str, hour: str = "08:00") -> None:
        """It is that day, and this person signs in."""
        self.is_day(day, hour)
        self.sign_in(self.office.users[who])

    def is_day(self, day: str, hour: str = "08:00") -> None:
        """It is that day."""
        set_simulated_now(at(day, hour), by=None)
        clock.forget()

    def press(self, name: str) -> None:
        """The button or link of that name."""
        browser.press(self.page, name)

    def register(self, paper: Paper) -> None:
        """Enter a paper of reference in the register, as its form asks."""
        kind, code, on, issuer, subject = paper
        self.page.goto("/van-ban/dang-ky/?register=reference")
        self.page.locator("[name=register]").select_option("reference")
        self.page.locator("[name=kind]").select_option(kind)
        for name, value in (("code", code), ("issuer", issuer), ("issued_on", on)):
            self.page.locator(f"[name={name}]").fill(value)
        self.page.locator("[name=ordinal]").fill(SESSIONS.get(code, ""))
        self.page.locator("[name=subject]").fill(subject)
        browser.follow(self.page.locator(".form-end .btn-main"))

    def due_in(self, year: int) -> list[str]:
        """The papers due in a year, as the list shows them, and its count beside the heading."""
        self.page.goto(f"{LIST}?year={year}")
        section = self.page.locator("section", has=self.page.locator("#due-h"))
        expect(section.locator("#due-h")).to_contain_text(f"Đến hạn năm {year}")
        rows = section.locator("tbody tr")
        count = int(section.locator("#due-h .num").inner_text())
        expect(rows).to_have_count(count)
        return [
            f"{rows.nth(n).locator('th .cite').inner_text()} "
            f"{rows.nth(n).locator('.due time').first.inner_text()}"
            for n in range(count)
        ]


@pytest.fixture
def story(
    page: Page,
    sign_in: Callable[[User], None],
    check_page: Callable[[str], None],
    live_server: LiveServer,
    settings: Settings,
) -> Story:
    """An installation for training, whose clock may be moved."""
    settings.SIMULATED_CLOCK_ALLOWED = True
    clock.forget()
    return Story(page, make_review_office(), sign_in, check_page)


def enter(office: ReviewOffice, paper: Paper, when: str) -> Document:
    """A paper that somebody registers on its day."""
    kind, code, on, issuer, subject = paper
    facts = DocumentFacts(
        kind=kind,
        code=code,
        issued_on=at(on).date(),
        issuer_name=issuer,
        subject=subject,
        ordinal=SESSIONS.get(code, ""),
    )
    return register_document(facts, by=office.users["cuong"], at=at(when))


def days_of(code: str, on: str) -> list[str]:
    paper = Document.objects.get(code=code, issued_on=at(on).date())
    rows = paper.milestones.order_by("current_on")
    return [f"{row.current_on:%d/%m/%Y}" for row in rows]


def milestone(code: str, issued: str, years: int) -> Milestone:
    return Milestone.objects.get(
        document__code=code, document__issued_on=at(issued).date(), years=years
    )


# --- A. January 2022: the clock


def test_seed_001_january_2022_the_clock(story: Story) -> None:
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


def make_the_first_task(story: Story) -> None:
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


def make_the_quarterly_tasks(story: Story) -> None:
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


def refuse_the_same_paper(story: Story) -> None:
    """Step 4: the same paper again is warned of, another term is not."""
    page = story.page
    story.register(IN_THE_REGISTER[1])
    expect(page.get_by_role("alert").first).to_contain_text(
        "Đã có văn bản cùng số, ký hiệu, cơ quan, nhiệm kỳ"
    )
    expect(page.locator("[name=subject]")).to_have_value(IN_THE_REGISTER[1][4])
    assert Document.objects.filter(code="20-CT/TW").count() == 1


# --- B 5, 6: the figures of 2022 on the programme screen


def test_seed_001_the_figures_of_2022(story: Story) -> None:
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


def a_year_of_tasks(office: ReviewOffice) -> dict[str, Task]:
    """The tasks of 2022 with what happened to them, entered on their days."""
    for paper in IN_THE_REGISTER:
        enter(office, paper, "10/01/2022")
    mai, users = office.mai, office.users
    first = services.ReviewAssignment(
        milestone("20-CT/TW", "05/11/2012", 10),
        office.agencies["UBND"],
        office.officials["khoa"],
        date(2022, 11, 7),
        item=office.contents[0],
    )
    begun = at("10/01/2022")
    tasks = {"V1": services.assign_reviews([first], by=mai, at=begun)[0]}
    planned = [one for one in services_planned(office) if not one.assigned]
    people = {"TAND": "nhan", "UBND": "khoa", "BTG": "mai", "VKSND": "thang"}
    made = services.assign_from_items(
        office.regulation,
        [
            services.ItemAssignment(
                one.item,
                office.officials[people[one.item.lead_agency.short_name]],
                one.due_on,
                title=one.title,
                planned_on=one.day,
            )
            for one in planned
            if one.item.lead_agency is not None
        ],
        by=mai,
        at=begun,
    )
    tasks |= dict(zip(("V2", "V3a", "V3b", "V3c", "V3d", "V4", "V5", "V6"), made, strict=True))
    pdf = files.store(one_page_pdf("Bao cao"), "bao-cao.pdf", accept=frozenset({"pdf"}))
    happened = (
        ("V3a", "khoa", "21/03/2022", "22/03/2022"),
        ("V3b", "khoa", "17/06/2022", "20/06/2022"),
        ("V2", "nhan", "30/06/2022", "04/07/2022"),
        ("V3c", "khoa", "22/09/2022", "23/09/2022"),
        ("V1", "khoa", "04/11/2022", "07/11/2022"),
        ("V5", "khoa", "29/11/2022", "01/12/2022"),
        ("V3d", "khoa", "20/12/2022", "21/12/2022"),
    )
    services.withdraw_task(tasks["V6"], reason="gộp vào C2", by=mai, at=at("01/09/2022"))
    extend(tasks["V5"], date(2022, 11, 30), users["vinh"], "27/09/2022")
    report = enter(office, LATER[2], "04/11/2022")
    for name, who, handed_in, confirmed in happened:
        result = services.ResultFacts(
            "Đã xong",
            [(pdf, "bao-cao.pdf")] if name == "V2" else [],
            report.code if name == "V1" else "",
        )
        services.submit_result(tasks[name], result, by=users[who], at=at(handed_in))
        services.confirm_task(
            tasks[name], by=mai, at=at(confirmed), report=report if name == "V1" else None
        )
    update = services.UpdateFacts("Đã nắm tình hình", 70, files=[(pdf, "tinh-hinh.pdf")])
    services.post_update(tasks["V4"], update, by=mai, at=at("10/12/2022"))
    for task in tasks.values():
        task.refresh_from_db()
    return tasks


def services_planned(office: ReviewOffice) -> list[planning.Planned]:
    return planning.planned_tasks(office.regulation, date(2022, 1, 10))


def extend(task: Task, due: date, by: User, day: str) -> None:
    """What an approved extension leaves: one more due date."""
    TaskDue.objects.create(task=task, due_on=due, decided_at=at(day), decided_by=by)
    Task.objects.filter(pk=task.pk).update(due_on=due)


def see_what_parties_may_see(story: Story, tasks: dict[str, Task]) -> None:
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


def test_seed_001_the_contents_of_2023(story: Story) -> None:
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

    year = gather(plan, date(2023, 1, 9), 5)
    assert year.figures.total == 8
    assert (year.figures.current.met, year.figures.current.of) == (0, 0)
    assert (year.figures.first.met, year.figures.first.of) == (0, 1)
    going = tasks["V4"]
    going.refresh_from_db()
    assert (going.first_due_on, going.due_on) == (date(2022, 12, 15), date(2023, 6, 30))
    made = Task.objects.filter(line__year_plan=plan).exclude(pk=going.pk)
    assert sorted(f"{task.due_on:%d/%m}" for task in made) == sorted(
        ["30/06", "20/03", "20/06", "20/09", "20/12", "02/10", "06/11"]
    )


def review_of_2022(office: ReviewOffice) -> YearPlan:
    """Steps 8 and 9, entered on their day; the version cannot be saved with C4 undecided."""
    regulation, mai = office.regulation, office.mai
    when = at("06/01/2023")
    review = agreements.start_review(
        regulation, regulation.year_plans.get(year=2022), "year", by=mai, at=when
    )
    lines = [item.line_id for item in office.contents]
    decided = {
        lines[1]: agreements.LineFacts(decision="renew"),
        lines[2]: agreements.LineFacts(decision="renew"),
        **{lines[n]: agreements.LineFacts(decision="drop") for n in (0, 4, 5)},
    }
    news = [
        agreements.NewFacts(
            "Sơ kết 3 năm 238-QĐ/TW", office.agencies["BTG"], "Báo cáo", "on:2023-09-30"
        ),
        agreements.NewFacts(
            "Tổng kết 10 năm 29-NQ/TW", office.agencies["UBND"], "Báo cáo", "on:2023-11-04"
        ),
    ]
    facts: dict[str, Any] = {"assessment": "Cơ bản hoàn thành", "news": news, "by": mai, "at": when}
    with pytest.raises(Undecided):
        save_review(review, lines=decided, **facts)
    decided[lines[3]] = agreements.LineFacts(
        decision="carry", new_due_on=date(2023, 6, 30), reason="Vụ việc còn kéo dài"
    )
    save_review(review, lines=decided, **facts)
    confirm_review(
        review,
        words="Thống nhất tại hội nghị 06/01/2023",
        by=office.users["vinh"],
        at=at("06/01/2023", "16:00"),
    )
    plan: YearPlan = regulation.year_plans.get(year=2023)
    assert plan.is_in_force
    assert plan.items.count() == 5
    return plan


def assign_the_continued_contents(office: ReviewOffice, plan: YearPlan) -> None:
    """C2 by 30/06 and C3 each quarter, as the version of 2023 calls for."""
    on = date(2023, 1, 9)
    people = {"TAND": "nhan", "UBND": "khoa"}
    planned = [
        one
        for one in planning.planned_tasks(office.regulation, on, plan)
        if not one.assigned and "TW" not in one.item.text and one.item.lead_agency is not None
    ]
    services.assign_from_items(
        office.regulation,
        [
            services.ItemAssignment(
                one.item,
                office.officials[people[one.item.lead_agency.short_name]],
                date(2023, 6, 30) if "pháp luật" in one.item.text else one.due_on,
                title=one.title,
                planned_on=one.day,
            )
            for one in planned
            if one.item.lead_agency is not None
        ],
        by=office.mai,
        at=at("09/01/2023"),
        plan=plan,
    )


# --- C. 09/01/2023: the report is handed in


def test_seed_001_citations_and_reviews_in_january_2023(story: Story) -> None:
    a_year_of_tasks(story.office)
    for paper in (LATER[0], LATER[1], LATER[3], LATER[4]):
        enter(story.office, paper, "09/01/2023")
    leave_three_citations_open(story)
    register_what_was_cited(story)
    follow_the_superior(story)
    close_by_their_reports(story)
    look_at_2023_and_export(story)
    refuse_wrong_days(story)
    find_them(story)


def leave_three_citations_open(story: Story) -> None:
    """Step 13: number, date or term is missing in three of the five."""
    mai, when = story.office.mai, at("09/01/2023")
    text = (
        "Hội nghị đánh giá việc tổng kết nghị quyết trung ương 8 khóa 11 về chiến lược bảo vệ Tổ"
        " quốc, tổng kết chỉ thị số 19"
        " của ban bí thư về dạy nghề cho lao động nông thôn và sơ kết chỉ thị số 07 của ban bí"
        " thư trung ương Đảng về thông tin cơ sở."
    )
    facts = DocumentFacts(kind="TIN", subject="đánh giá năm 2022", text=text)
    news = register_document(facts, by=mai, at=when)
    for words in (
        "nghị quyết trung ương 8 khóa 11 về chiến lược bảo vệ Tổ quốc",
        "chỉ thị số 19 của ban bí thư về dạy nghề cho lao động nông thôn",
        "chỉ thị số 07 của ban bí thư trung ương Đảng",
    ):
        citations.cite(news, "mentions", words, by=mai, at=when)
    story.on("09/01/2023", "mai")
    page = story.page
    page.goto("/van-ban/dan-chieu-mo/")
    expect(page.locator("#list article")).to_have_count(3)
    session = page.locator("article", has_text="khóa 11")
    expect(session).to_contain_text("29-NQ/TW")
    expect(session).not_to_contain_text("36-NQ/TW")
    expect(page.locator("article", has_text="chỉ thị số 19")).to_contain_text("10/01/2018")


def register_what_was_cited(story: Story) -> None:
    """Steps 14 to 16: each registered paper is proposed first and linked by a person."""
    page = story.page
    for paper, words, left, due in (
        (NINETEEN, "chỉ thị số 19", 2, ["19-CT/TW 05/11/2022", "20-CT/TW 05/11/2022"]),
        (TWENTY_EIGHT, "khóa 11", 1, ["19-CT/TW 05/11/2022", "20-CT/TW 05/11/2022"]),
        (SEVEN, "chỉ thị số 07", 0, ["19-CT/TW 05/11/2022", "20-CT/TW 05/11/2022"]),
    ):
        story.on("09/01/2023", "cuong")
        story.register(paper)
        expect(page.locator("h1")).to_contain_text(paper[4])  # no warning: another term
        story.on("09/01/2023", "mai")
        page.goto("/van-ban/dan-chieu-mo/")
        article = page.locator("article", has_text=words)
        first = article.locator("form").first
        expect(first).to_contain_text(paper[1])
        expect(first).to_contain_text(paper[2])
        browser.follow(first.locator("button"))
        expect(page.locator("#list article")).to_have_count(left)
        assert Citation.objects.filter(target=None).count() == left
        assert story.due_in(2022) == due


def follow_the_superior(story: Story) -> None:
    """Step 17: two milestones move, with reason and source; first days stay visible."""
    page = story.page
    for code, issued, years, on in (
        ("28-NQ/TW", "25/10/2013", 10, "31/12/2022"),
        ("07-CT/TW", "05/09/2016", 5, "30/06/2022"),
    ):
        page.goto(f"{milestone(code, issued, years).get_absolute_url()}doi-ngay/")
        page.locator("[name=on]").fill(on)
        page.locator("[name=source]").fill("12-HD/BTGTU")
        if code == "28-NQ/TW":
            story.press("Lưu ngày mới")
            expect(page.get_by_role("alert")).to_contain_text("Bắt buộc nhập")
            expect(page.locator("[name=source]")).to_have_value("12-HD/BTGTU")
        page.locator("[name=reason]").fill("Theo lịch của Ban Tuyên giáo Tỉnh ủy")
        story.press("Lưu ngày mới")
        expect(page.locator("tbody tr")).to_have_count(2)
    story.check("milestone")
    assert story.due_in(2022) == [
        "07-CT/TW 30/06/2022",
        "19-CT/TW 05/11/2022",
        "20-CT/TW 05/11/2022",
        "28-NQ/TW 31/12/2022",
    ]
    expect(page.locator("main")).to_contain_text("gốc 05/09/2021")
    expect(page.locator("main")).to_contain_text("gốc 25/10/2023")


def close_by_their_reports(story: Story) -> None:
    """Step 18: three by hand, the fourth was closed through its task; both figures."""
    page, office = story.page, story.office
    enter(office, ("BC", "09-BC/HU", "02/03/2016", "Huyện ủy An Lạc", "thử"), "09/01/2023")
    for code, issued, years, report in (
        ("07-CT/TW", "05/09/2016", 5, "09-BC/HU"),
        ("07-CT/TW", "05/09/2016", 5, "38-BC/HU"),
        ("19-CT/TW", "05/11/2012", 10, "54-BC/HU"),
        ("28-NQ/TW", "25/10/2013", 10, "63-BC/HU"),
    ):
        page.goto(f"{milestone(code, issued, years).get_absolute_url()}khep/")
        page.locator("[name=report]").fill(report)
        story.press("Khép mốc")
        if report == "09-BC/HU":
            expect(page.get_by_role("alert")).to_contain_text("Báo cáo có trước văn bản")
            continue
        expect(page.locator(".page-head")).to_contain_text(re.compile("Đã (sơ|tổng) kết"))
    assert len(story.due_in(2022)) == 4
    expect(page.locator("tbody .st", has_text=re.compile("Đã (sơ|tổng) kết"))).to_have_count(4)
    rates = page.locator(".rates")
    expect(rates).to_contain_text(re.compile(r"4/4 = 100,0"))
    expect(rates).to_contain_text(re.compile(r"3/4 = 75,0"))
    seven = milestone("07-CT/TW", "05/09/2016", 5)
    assert seven.closed_on is not None
    assert (seven.closed_on - seven.first_on).days == 283
    story.check("reviews-closed")


def look_at_2023_and_export(story: Story) -> None:
    """Steps 19 and 26."""
    assert story.due_in(2023) == [
        "19-CT/TW 10/01/2023",
        "238-QĐ/TW 30/09/2023",
        "36-NQ/TW 22/10/2023",
        "29-NQ/TW 04/11/2023",
    ]
    page = story.page
    page.goto(f"{LIST}?year=2022")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(lines) == 5
    assert [line[0] for line in lines[1:]] == ["07-CT/TW", "19-CT/TW", "20-CT/TW", "28-NQ/TW"]


def refuse_wrong_days(story: Story) -> None:
    """Step 25."""
    page = story.page
    page.goto(f"{milestone('29-NQ/TW', '04/11/2013', 10).get_absolute_url()}doi-ngay/")
    for on, words in (
        ("31/02/2023", "Ngày không hợp lệ"),
        ("01/01/2010", "Mốc phải sau ngày ban hành"),
    ):
        page.locator("[name=on]").fill(on)
        page.locator("[name=reason]").fill("<script>alert(1)</script>")
        story.press("Lưu ngày mới")
        expect(page.get_by_role("alert")).to_contain_text(words)
        expect(page.locator("[name=reason]")).to_have_value("<script>alert(1)</script>")


def find_them(story: Story) -> None:
    """Step 24, as far as the register goes."""
    page = story.page
    for words, first, count in (
        ("20-CT/TW", "20-CT/TW", None),
        ("20 ct tw", "20-CT/TW", None),
        ("Chỉ thị 20", "20-CT/TW", None),
        ("quyet dinh 238", "238-QĐ/TW", None),
        ("19-CT/TW", "19-CT/TW", 2),
        ("bao ve tre em", "20-CT/TW", None),
    ):
        page.goto(f"/tim/?q={words.replace(' ', '+')}")
        found = page.locator(".found")
        expect(found.first).to_contain_text(first)
        if count:
            papers = found.filter(has=page.locator("a", has_text="19-CT/TW"))
            expect(papers.filter(has_text="10/01/2018").first).to_be_visible()
            expect(papers.filter(has_text="05/11/2012").first).to_be_visible()
