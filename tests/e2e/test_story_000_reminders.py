"""A year with twelve agencies: reminders, the urging letter, the figures at the end.

The facts of the year are entered on their days by the services; what a step says that a person
does on a screen is done in Chromium. Mail goes through a real server.
"""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from phoihop.documents.models import Document
from phoihop.inbox.models import Notice
from tests.stories.year import SignIn, YearWalk, walk_the_year

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story(page: Page, sign_in: SignIn, settings: Settings) -> Iterator[YearWalk]:
    yield from walk_the_year(page, sign_in, settings)


def test_seed_000_reminders_in_june_and_october(story: YearWalk) -> None:
    year, page = story.year, story.page
    bao, nam = year.contacts[2], year.contacts[8]

    # 16: a Saturday: states and inbox at once, no mail.
    story.live_to("2019-06-15")
    assert story.remind("2019-06-15") == {}
    assert Notice.objects.filter(user=bao, said__0__verb="urging.soon").count() == 1

    # 15: Monday, exactly three mails.
    story.live_to("2019-06-17")
    mails = story.remind("2019-06-17")
    assert set(mails) == {story.address(user) for user in (bao, nam, year.specialist)}
    n2, n7 = year.task("T2").title, year.task("T7b").title
    assert f"Sắp đến hạn (1): {n2}, thời hạn 20/06/2019, còn 3 ngày" in mails[story.address(bao)]
    assert f"Sắp đến hạn (1): {n7}, thời hạn 20/06/2019, còn 3 ngày" in mails[story.address(nam)]
    assert "Việc đã giao – sắp đến hạn (2):" in mails[story.address(year.specialist)]
    assert story.remind("2019-06-17") == {}  # a second run sends nothing

    # The number in the mail opens its rows.
    story.on("2019-06-17", bao)
    page.goto("/don-doc/thu-cua-toi/")
    page.get_by_role("link", name="Việc ngày 17/06/2019").click()
    link = page.get_by_role("link", name="Sắp đến hạn (1)")
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("status").filter(has_text="1 nhiệm vụ")).to_be_visible()
    expect(page.locator("#list tbody tr")).to_have_count(1)
    story.expect_counts("2019-06-17", {"done": 1, "donelate": 1, "soon": 2, "go": 7, "late": 0})

    # 17: the leader hears of what is overdue for three days or more.
    story.live_to("2019-10-04")
    mails = story.remind("2019-10-04")
    yen = year.contacts[3]
    assert set(mails) == {story.address(user) for user in (yen, year.specialist, year.leader)}
    assert "quá hạn 4 ngày" in mails[story.address(yen)]
    assert "Quá hạn đã giao (1):" in mails[story.address(year.specialist)]
    assert "Báo lãnh đạo: quá hạn từ 3 ngày (1):" in mails[story.address(year.leader)]
    story.expect_counts("2019-10-04", {"done": 5, "donelate": 2, "late": 1, "go": 3})
    story.expect_rates("5/8 = 62,5", "4/8 = 50,0", "76 %")


def test_seed_000_urging_letter(story: YearWalk) -> None:
    year, page = story.year, story.page
    story.live_to("2019-11-22")
    task = year.task("T5")

    # 18: from the filtered list to a draft without a number.
    story.on("2019-11-22", year.specialist)
    page.goto(f"/nhiem-vu/?programme={year.programme.pk}&state=late")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list")).to_contain_text("Quá hạn 7 ngày")
    page.get_by_role("link", name="Soạn công văn đôn đốc").click()
    expect(page.get_by_role("heading", name=re.compile("Cơ quan thứ 5"))).to_be_visible()
    page.get_by_role("button", name="Soạn dự thảo").click()
    expect(page.locator(".page-head")).to_contain_text("Dự thảo, chưa có số")
    row = page.locator("tbody tr")
    expect(row).to_have_count(1)
    for words in (task.title, "=12 tin, bài", "15/11/2019", "7", "60 %"):
        expect(row).to_contain_text(words)
    letter = Document.objects.get(kind="CV")
    assert (letter.is_draft, letter.code) == (True, "")

    # The clerk issues it: its number is taken now; a second time is refused.
    story.on("2019-11-22", story.clerk)
    page.goto(f"/van-ban/{letter.pk}/ban-hanh/")
    page.locator("[name=series]").select_option(index=1)
    page.locator("[name=signer_name]").fill("Vũ Quang Vịnh")
    page.get_by_role("button", name="Ban hành").click()
    expect(page.locator("main")).to_contain_text("31-CV/BTGHU")
    answer = page.goto(f"/van-ban/{letter.pk}/ban-hanh/")
    assert answer is not None
    letter.refresh_from_db()
    assert (letter.code, letter.issued_on) == ("31-CV/BTGHU", date(2019, 11, 22))
    assert Document.objects.filter(kind="CV").count() == 1

    # The task leads to the letter, also for who owes it.
    story.on("2019-11-22", year.contacts[5])
    page.goto(task.get_absolute_url())
    expect(page.locator(".tl")).to_contain_text("31-CV/BTGHU")
    page.locator(".tl").get_by_role("link", name="Đôn đốc lần 1").click()
    expect(page.locator(".page-head")).to_contain_text("31-CV/BTGHU")


def test_seed_000_figures_of_the_year(story: YearWalk) -> None:
    # 19: 20/12/2019.
    story.live_to("2019-12-20")

    story.expect_counts("2019-12-20", {"done": 6, "donelate": 3, "late": 1, "wait": 1})
    story.expect_rates("6/10 = 60,0", "5/10 = 50,0", "94 %")
    expect(story.page.locator(".stats a", has_text="hoàn thành").first).to_contain_text("9/11")
