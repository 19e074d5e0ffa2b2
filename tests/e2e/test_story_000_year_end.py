"""A year with twelve agencies: more time, the summary at the end, the table and the calendar.

The facts of the year are entered on their days by the services; what a step says that a person
does on a screen is done in Chromium.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import vobject
from playwright.sync_api import Page, expect
from pytest_django import Settings

from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement
from phoihop.agreements.tests.story import scan
from phoihop.tasks.models import Task
from phoihop.tasks.tests.story import do
from phoihop.ui.tests import browser
from tests.stories.office import at
from tests.stories.year import SignIn, YearWalk, expect_rates, forged, walk_the_year

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

END = "2019-12-20"


@pytest.fixture
def story(page: Page, sign_in: SignIn, settings: Settings) -> Iterator[YearWalk]:
    yield from walk_the_year(page, sign_in, settings)


def test_seed_000_more_time_and_the_due_day(story: YearWalk) -> None:
    ask_and_approve(story)
    ask_and_refuse(story)
    hand_in_on_the_due_day(story)


def ask_and_approve(story: YearWalk) -> None:
    """Step 12: an earlier day is refused; the leader approves, nobody else."""
    page, year = story.page, story.year
    story.live_to("2019-06-17")
    task = year.task("T2")
    yes = f"{task.get_absolute_url()}gia-han/dong-y/"
    story.on("2019-06-17", year.contacts[2])
    page.goto(f"{task.get_absolute_url()}gia-han/")
    page.locator("[name=due_on]").fill("19/06/2019")
    page.locator("[name=reason]").fill("trùng đợt thi")
    story.press("Gửi đề nghị gia hạn")
    expect(page.get_by_role("alert")).to_contain_text("Thời hạn mới phải sau thời hạn hiện tại")
    expect(page.locator("[name=reason]")).to_have_value("trùng đợt thi")
    page.locator("[name=due_on]").fill("05/07/2019")
    story.press("Gửi đề nghị gia hạn")
    expect(page.locator("main")).to_contain_text("Đã xin gia hạn đến 05/07/2019")
    expect(page.locator(f'a[href="{yes}"]')).to_have_count(0)
    asked = str(task.extensions.get().pk)
    assert forged(page, yes, asked=asked) == 403

    story.on("2019-06-18", year.specialist)  # the leader's act in this office
    page.goto(task.get_absolute_url())
    expect(page.locator("main")).to_contain_text("05/07/2019")
    expect(page.locator(f'a[href="{yes}"]')).to_have_count(0)
    assert forged(page, yes, asked=asked) == 403

    story.on("2019-06-18", year.leader)
    page.goto(yes)
    story.press("Đồng ý")
    six = page.locator(".six")
    expect(six).to_contain_text("Thời hạn ban đầu 20/06/2019 · hiện tại 05/07/2019")
    expect(six).to_contain_text("trùng đợt thi")
    expect(six).to_contain_text(year.leader.full_name)

    do(year, task, "2019-07-04", "submit")
    do(year, task, "2019-07-05", "confirm")
    story.time("2019-07-05")
    page.goto(task.get_absolute_url())
    expect(page.locator(".page-head")).to_contain_text("Hoàn thành đúng hạn")
    expect(page.locator("main")).to_contain_text("đúng hạn (hiện tại); quá hạn 14 ngày (ban đầu)")


def ask_and_refuse(story: YearWalk) -> None:
    """Step 13: the due date stays; the day itself counts."""
    page, year = story.page, story.year
    task = year.task("T3")
    story.on("2019-09-25", year.contacts[3])
    page.goto(f"{task.get_absolute_url()}gia-han/")
    page.locator("[name=due_on]").fill("31/10/2019")
    page.locator("[name=reason]").fill("Chờ kinh phí")
    story.press("Gửi đề nghị gia hạn")
    expect(page.locator("main")).to_contain_text("Đã xin gia hạn đến 31/10/2019")

    story.on("2019-09-27", year.leader)
    page.goto(f"{task.get_absolute_url()}gia-han/khong-dong-y/")
    page.locator("[name=reason]").fill("Không có lý do khách quan")
    story.press("Không đồng ý")
    expect(page.locator("main")).to_contain_text("Không có lý do khách quan")
    expect(page.locator(".six")).to_contain_text("30/09/2019")

    story.time("2019-09-30", "20:00")
    page.goto(task.get_absolute_url())
    expect(page.locator(".page-head .st")).to_contain_text("Sắp đến hạn (0 ngày)")
    story.time("2019-10-01")
    page.goto(task.get_absolute_url())
    expect(page.locator(".page-head .st")).to_contain_text("Quá hạn 1 ngày")


def hand_in_on_the_due_day(story: YearWalk) -> None:
    """Step 14: handed in on the due day, confirmed the day after: on time."""
    page, year = story.page, story.year
    task = year.task("T6")
    story.on("2019-10-31", year.contacts[6])
    page.goto(f"{task.get_absolute_url()}gui-ket-qua/")
    page.locator("[name=result]").fill("Kỷ yếu hội thảo")
    story.press("Gửi kết quả")
    expect(page.locator(".page-head .st")).to_have_text("Chờ xác nhận")
    story.on("2019-11-01", year.specialist)
    page.goto(f"{task.get_absolute_url()}xac-nhan/")
    story.press("Xác nhận")
    expect(page.locator(".page-head .st")).to_have_text("Hoàn thành đúng hạn")


def test_seed_000_figures_and_yearly_summary(story: YearWalk) -> None:
    story.live_to(END)
    look_at_the_agencies(story)
    address = write_the_summary(story)
    confirm_the_summary(story, address)
    sign_the_programme_of_2020(story)


def look_at_the_agencies(story: YearWalk) -> None:
    """Step 20: who leads, with both rates; who leads nothing has none."""
    page, year = story.page, story.year
    story.on(END, year.specialist)
    page.goto(f"/danh-gia/so-lieu/?programme={year.programme.pk}")
    for number, current, first in ((8, "2/3", "2/3"), (2, "1/1", "0/1"), (5, "0/1", "0/1")):
        row = page.get_by_role("row", name=re.compile(rf"^Cơ quan thứ {number}\b"))
        expect(row.locator("[data-l='Đúng hạn (hiện tại)']")).to_contain_text(current)
        expect(row.locator("[data-l='Đúng hạn (ban đầu)']")).to_contain_text(first)
    for number in (7, 10, 11, 12):
        row = page.get_by_role("row", name=re.compile(rf"^Cơ quan thứ {number}\b"))
        expect(row).to_contain_text("Không chủ trì nhiệm vụ nào")
        expect(row).not_to_contain_text("%")
    whole = page.locator("tfoot tr")
    expect(whole).to_contain_text("6/10 = 60,0")
    expect(whole).to_contain_text("5/10 = 50,0")
    eight = page.get_by_role("row", name=re.compile(r"^Cơ quan thứ 8\b"))
    browser.follow(eight.locator("[data-l='Đúng hạn (hiện tại)'] a").last)
    expect(page.locator("#list tbody tr")).to_have_count(3)


def write_the_summary(story: YearWalk) -> str:
    """Step 21: eight contents gathered, one in part, one not done; N5 is carried over."""
    page, year = story.page, story.year
    page.goto(f"/giai-doan/{year.programme.pk}/so-ket/")
    page.locator("[name=kind]").select_option(label="Tổng kết năm")
    story.press("Tổng hợp")
    expect(page.locator("h1")).to_contain_text("Tổng kết năm 2019")
    rows = page.locator("section[aria-labelledby=by-content] tbody tr")
    expect(rows).to_have_count(8)
    expect(rows.filter(has_text="chưa xong")).to_have_count(1)
    for content, tasks, done, waiting in (("N5", 1, 0, 0), ("N7", 4, 3, 1), ("N1", 1, 1, 0)):
        row = rows.filter(has_text=f"Nội dung phối hợp {content}")
        expect(row.locator("[data-l='Nhiệm vụ']")).to_have_text(str(tasks))
        expect(row.locator("[data-l='Đã xong']")).to_have_text(str(done))
        expect(row.locator("[data-l='Đang chờ']")).to_have_text(str(waiting))
    page.locator("[name=assessment]").fill("Hoàn thành cơ bản")
    story.press("Lưu bản sơ kết, tổng kết")
    expect(page.get_by_role("alert")).to_contain_text("Chọn cách xử lý cho từng nội dung chưa xong")
    unfinished = rows.filter(has_text="Nội dung phối hợp N5")
    unfinished.locator("[name$=-decision]").select_option("carry")
    unfinished.locator("[name$=-new_due_on]").fill("31/03/2020")
    unfinished.locator("[name$=-reason]").fill("Chuyển sang năm 2020")
    story.press("Lưu bản sơ kết, tổng kết")
    expect(page.locator("#conf-h")).to_be_visible()
    return page.url


def confirm_the_summary(story: YearWalk, address: str) -> None:
    """What is confirmed stays as of 20/12; what comes later changes today's figures alone."""
    page, year = story.page, story.year
    story.on(END, year.leader)
    page.goto(address)
    page.locator("[name=words]").fill("Lãnh đạo Ban thống nhất")
    page.locator("[name=on]").fill("20/12/2019")
    story.press("Xác nhận")
    expect(page.locator("#conf")).to_contain_text("Số liệu đến ngày 20/12/2019")

    story.on("2019-12-23", year.specialist)
    page.goto(f"{year.task('T7d').get_absolute_url()}xac-nhan/")
    story.press("Xác nhận")
    expect(page.locator(".page-head .st")).to_have_text("Hoàn thành đúng hạn")
    page.goto(f"/nhiem-vu/chuong-trinh/{year.programme.pk}/")
    expect_rates(page, "7/11 = 63,6", "6/11 = 54,5")
    page.goto(address)
    expect(page.locator("#conf")).to_contain_text("Số liệu đến ngày 20/12/2019")
    expect_rates(page, "6/10 = 60,0", "5/10 = 50,0")
    browser.follow(page.get_by_role("link", name="Chương trình phối hợp công tác năm 2020"))
    expect(page.locator("h1")).to_contain_text("Chương trình phối hợp công tác năm 2020")
    expect(page.locator("main")).to_contain_text("Nội dung phối hợp N5")
    expect(page.locator("main")).not_to_contain_text("Nội dung phối hợp N4")


def sign_the_programme_of_2020(story: YearWalk) -> None:
    """The carried task is the same one, with its first due date."""
    page, year = story.page, story.year
    renewal = Agreement.objects.get(renews=year.programme)
    mai, day = year.specialist, at("06/01/2020")
    agreements.mark_ready(renewal, without_opinions="Đã thống nhất", by=mai, at=day)
    facts = agreements.SigningFacts(
        signed_on=date(2020, 1, 6),
        signatories={
            party.pk: agreements.SignatoryFacts(name="Nguyễn Văn Ký", title="TRƯỞNG BAN")
            for party in renewal.parties.all()
        },
        scan=scan(),
        scan_name="ban-ky.pdf",
        code="01-CTr/BTGHU",
    )
    agreements.sign_agreement(renewal, facts, by=mai, at=day)
    story.on("2020-01-06", mai)
    page.goto(year.task("T5").get_absolute_url())
    expect(page.locator(".six")).to_contain_text(
        "Thời hạn ban đầu 15/11/2019 · hiện tại 31/03/2020"
    )
    expect(page.locator(".page-head .st")).to_contain_text("Trong hạn")
    assert Task.objects.count() == 11


def test_seed_000_table_and_calendar(story: YearWalk) -> None:
    subscribe(story)
    take_the_table_away(story)


def subscribe(story: YearWalk) -> None:
    """Step 24: nine entries on 17/06; the moved one keeps its UID; two at the end; revoked."""
    page, year = story.page, story.year
    story.live_to("2019-06-17")
    story.on("2019-06-17", year.specialist)
    page.goto(f"/nhiem-vu/chuong-trinh/{year.programme.pk}/")
    story.press("Địa chỉ lịch")
    story.press("Tạo địa chỉ")
    field = page.get_by_label("Sao chép ngay: địa chỉ chỉ hiện một lần")
    expect(field).to_have_value(re.compile(r"\.ics$"))
    address = field.input_value()
    before = entries(page, address)
    assert len(before) == 9
    (uid,) = [uid for uid, (_day, _step, title) in before.items() if title.endswith("N2")]
    assert before[uid][:2] == ("20190620", 0)

    story.live_to("2019-06-19")
    story.time("2019-06-18")
    after = entries(page, address)
    assert (len(after), after[uid][:2]) == (9, ("20190705", 1))

    story.live_to(END)
    story.on(END, year.specialist)
    assert sorted(day for day, _step, _title in entries(page, address).values()) == [
        "20191115",
        "20191220",
    ]
    page.goto("/lich/dia-chi/")
    browser.follow(page.get_by_role("button", name="Thu hồi", exact=False).first)
    expect(page.get_by_text("Chưa có địa chỉ nào")).to_be_visible()
    assert page.context.request.get(address).status == 404


def entries(page: Page, address: str) -> dict[str, tuple[str, int, str]]:
    """{UID: (day, SEQUENCE, words)} as a calendar program reads them."""
    answer = page.context.request.get(address)
    assert answer.ok
    calendar = vobject.readOne(answer.text())
    return {
        event.uid.value: (
            f"{event.dtstart.value:%Y%m%d}",
            int(event.sequence.value),
            event.summary.value,
        )
        for event in calendar.contents.get("vevent", [])
    }


def take_the_table_away(story: YearWalk) -> None:
    """Step 23: a heading and eleven lines, as many as on the screen; no formula."""
    page, year = story.page, story.year
    page.goto(f"/nhiem-vu/chuong-trinh/{year.programme.pk}/")
    expect(page.locator(".stats a").first).to_contain_text("11")
    page.locator("summary", has_text="Tải danh sách").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(lines) == 12
    (five,) = [line for line in lines if any("Nội dung phối hợp N5" in cell for cell in line)]
    assert "'=12 tin, bài" in five
    assert "15/11/2019" in five
