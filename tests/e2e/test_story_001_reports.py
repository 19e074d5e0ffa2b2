"""A yearly review under the directive clock: citations, corrected milestones, reports that close.

The figures are those of the story of a yearly review; names are invented.
"""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.documents import citations
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Citation
from phoihop.documents.services import register_document
from phoihop.ui import clock
from phoihop.ui.tests import browser
from tests.stories.office import at
from tests.stories.review import LATER, NINETEEN, SEVEN, TWENTY_EIGHT, make_review_office
from tests.stories.review_walk import LIST, ReviewWalk
from tests.stories.review_year import a_year_of_tasks, enter, milestone

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


def test_seed_001_citations_and_reviews_in_january_2023(story: ReviewWalk) -> None:
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


def leave_three_citations_open(story: ReviewWalk) -> None:
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


def register_what_was_cited(story: ReviewWalk) -> None:
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


def follow_the_superior(story: ReviewWalk) -> None:
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


def close_by_their_reports(story: ReviewWalk) -> None:
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
        story.press("Kết thúc mốc")
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


def look_at_2023_and_export(story: ReviewWalk) -> None:
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


def refuse_wrong_days(story: ReviewWalk) -> None:
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


def find_them(story: ReviewWalk) -> None:
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
