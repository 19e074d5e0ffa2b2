"""A programme 2021–2025 between two boards by yearly versions, through the real pages.

The figures are those of the story of a signing; names are invented. What only happened on its
days (progress, results, confirmations) is entered through the services; what a person does with
versions, reviews and amendments goes through Chromium.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.terms.tests import story as term_story
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.ui.tests import browser

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]


@dataclass
class Story:
    """Those who walk through it, with the page they walk on."""

    page: Page
    term: term_story.Term
    sign_in: Callable[[User], None]
    check: Callable[[str], None]

    def is_day(self, day: str) -> None:
        """It is that day."""
        set_simulated_now(term_story.at(day), by=None)
        clock.forget()

    def on(self, day: str, user: User) -> None:
        """It is that day, and this person signs in."""
        self.is_day(day)
        self.page.context.clear_cookies()
        self.sign_in(user)

    def go(self, name: str, *args: int) -> None:
        """Open a screen of the term."""
        self.page.goto(reverse(f"terms:{name}", args=args))

    def press(self, name: str) -> None:
        """The button or link of that name."""
        browser.press(self.page, name)


@pytest.fixture
def story(
    page: Page,
    sign_in: Callable[[User], None],
    check_page: Callable[[str], None],
    live_server: LiveServer,
    settings: Settings,
) -> Story:
    settings.SIMULATED_CLOCK_ALLOWED = True
    clock.forget()
    return Story(page, term_story.signed_term(), sign_in, check_page)


def test_seed_003_versions_review_and_amendment(story: Story, client: Client) -> None:
    make_the_first_version(story)
    live_2021(story)
    review_2021(story)
    live_2022(story)
    look_at_the_term(story)
    amend(story)
    follow_the_amendment(story)
    live_2023(story)
    take_the_table_away(story, client)
    keep_others_out(story, client)


def make_the_first_version(story: Story) -> None:
    """Step 10: contents of 2021, outside the term refused, fixed by the leader."""
    term, page = story.term, story.page
    story.on("2021-08-02", term.specialist)
    story.go("make_version", term.programme.pk)
    page.locator("[name=year]").fill("2026")
    story.press("Lập dự thảo phiên bản")
    expect(page.get_by_role("alert")).to_contain_text("Ngoài thời hạn của chương trình")
    page.locator("[name=year]").fill("2021")
    story.check("version-form")
    story.press("Lập dự thảo phiên bản")
    expect(page.locator("h1")).to_contain_text("Nội dung năm 2021")
    expect(page.locator("tbody tr")).to_have_count(4)
    story.check("version-draft")
    term_story.lead_in_turn(term, term.plan(2021), "2021-08-02")
    story.on("2021-08-02", term.leader)
    story.go("version", term.plan(2021).pk)
    page.locator("[name=words]").fill("Hai bên thống nhất")
    page.locator("[name=on]").fill("02/08/2021")
    story.press("Chốt nội dung năm")
    expect(page.get_by_role("link", name="Giao nhiệm vụ từ nội dung")).to_be_visible()


def live_2021(story: Story) -> None:
    """Step 11: tasks and their facts."""
    term = story.term
    plan = term.plan(2021)
    tasks = term_story.assign(term, plan, "2021-08-02")
    term.tasks = dict(zip("abcd", tasks, strict=True))
    for name, day, act, percent in term_story.FACTS_2021:
        term_story.do(term, name, day, act, percent)


def review_2021(story: Story) -> None:
    """Steps 13 and 14: undecided is refused; c goes on as the same task, the others by rule."""
    term, page = story.term, story.page
    story.on("2021-12-31", term.specialist)
    story.go("reviews", term.programme.pk)
    story.press("Tổng hợp")
    expect(page.locator("h1")).to_contain_text("Tổng kết năm 2021")
    expect(page.locator(".stats")).to_contain_text("83")
    expect(page.locator(".rates")).to_contain_text("2/4 = 50,0")
    page.locator("[name=assessment]").fill("Cơ bản hoàn thành")
    story.press("Lưu bản sơ kết, tổng kết")
    expect(page.get_by_role("alert")).to_contain_text("Chọn cách xử lý cho từng nội dung chưa xong")
    expect(page.locator("[name=assessment]")).to_have_value("Cơ bản hoàn thành")
    for name in ("P1", "P2", "P4"):
        page.locator(f"[name=l{term.lines[name].pk}-decision]").select_option("renew")
    carried = f"l{term.lines['P3'].pk}"
    page.locator(f"[name={carried}-decision]").select_option("carry")
    page.locator(f"[name={carried}-new_due_on]").fill("30/09/2022")
    page.locator(f"[name={carried}-reason]").fill("Hoãn vì dịch bệnh")
    story.press("Lưu bản sơ kết, tổng kết")
    expect(page.get_by_role("heading", name="Đã lập dự thảo")).to_be_visible()
    story.check("review")
    address = page.url
    story.on("2021-12-31", term.leader)
    page.goto(address)
    page.locator("[name=words]").fill("Thống nhất tại hội nghị 31/12/2021")
    page.locator("[name=on]").fill("31/12/2021")
    story.press("Xác nhận")
    expect(page.locator("main")).to_contain_text("Số liệu đến ngày")
    expect(page.locator("main")).to_contain_text("Quá hạn 16 ngày")
    story.check("review-frozen")


def live_2022(story: Story) -> None:
    """Steps 14 and 15: five tasks, one of them c."""
    term_story.live_2022(story.term)


def look_at_the_term(story: Story) -> None:
    """Step 16: 4, 5 of which 1 carried over, 8 in all, and both rates."""
    term, page = story.term, story.page
    story.on("2022-12-31", term.specialist)
    story.go("term", term.programme.pk)
    tasks = page.get_by_role("row", name="Nhiệm vụ")
    expect(tasks).to_contain_text("4")
    expect(tasks).to_contain_text("1 chuyển tiếp")
    expect(page.get_by_role("row", name="Đúng hạn (hiện tại)")).to_contain_text("87,5")
    expect(page.get_by_role("row", name="Đúng hạn (ban đầu)")).to_contain_text("75,0")
    story.check("term")
    browser.follow(tasks.get_by_role("link", name="8", exact=True))
    expect(page.locator("main")).to_contain_text("Hội diễn văn nghệ chung")
    story.go("version", term.plan(2022).pk)
    expect(page.locator(".rates")).to_contain_text("5/5 = 100,0")
    expect(page.locator(".rates")).to_contain_text("4/5 = 80,0")


def amend(story: Story) -> None:
    """Steps 17 and 18: the signed text is left alone; the amendment is a paper of its own."""
    term, page = story.term, story.page
    plan = term_story.make_version(term, 2023, "2023-01-10", without=("P3",))
    term_story.assign(term, plan, "2023-01-10")
    story.on("2023-03-01", term.specialist)
    page.goto(reverse("agreements:edit", args=[term.programme.pk]))
    expect(page.locator("main")).to_contain_text("chỉ sửa")
    story.go("amend", term.programme.pk)
    story.check("amend")
    story.press("Soạn bản sửa đổi")
    expect(page.locator("main")).to_contain_text("Sửa đổi lần 1")
    term_story.make_quarterly(term)
    page.goto(reverse("agreements:detail", args=[term.programme.pk]))
    expect(page.locator(".page-head")).to_contain_text("Đang sửa đổi")
    amendment = term.programme.amendments.get()
    term_story.sign(term, amendment, "2023-03-15")
    story.go("compare", amendment.pk)
    expect(page.get_by_role("heading", name="Nội dung 1")).to_be_visible()
    story.check("comparison-of-amendment")
    story.is_day("2023-04-03")
    page.goto(reverse("terms:in_force", args=[term.programme.pk]) + "?on=31/03/2023")
    expect(page.locator("tbody").first).to_contain_text("ngày 15/12 hằng năm")
    page.locator("[name=on]").fill("01/04/2023")
    story.press("Xem")
    expect(page.locator("tbody").first).not_to_contain_text("ngày 15/12 hằng năm")
    story.check("in-force")


def follow_the_amendment(story: Story) -> None:
    """Step 19: d3 is withdrawn, three quarters are added."""
    term, page = story.term, story.page
    story.on("2023-04-03", term.specialist)
    story.go("version", term.plan(2023).pk)
    story.press("Điều chỉnh theo văn bản sửa đổi")
    expect(page.locator("[name=add]")).to_have_count(3)
    expect(page.locator("[name=reason]")).to_have_value("theo 03-CTr/BTGTU")
    story.check("adapt")
    story.press("Điều chỉnh theo văn bản sửa đổi")
    expect(page.locator(".stats")).to_contain_text("đã thu hồi")
    expect(page.locator(".stats a").first).to_contain_text("7")


def live_2023(story: Story) -> None:
    """Step 20: one late of six; the term stands at 12/14 and 11/14."""
    term, page = story.term, story.page
    term_story.live_2023(term)
    story.on("2023-12-31", term.specialist)
    story.go("term", term.programme.pk)
    expect(page.get_by_role("row", name="Đúng hạn (hiện tại)")).to_contain_text("85,7")
    expect(page.get_by_role("row", name="Đúng hạn (hiện tại)")).to_contain_text("83,3")
    expect(page.get_by_role("row", name="Đúng hạn (ban đầu)")).to_contain_text("78,6")


def take_the_table_away(story: Story, client: Client) -> None:
    """Step 25: 16 lines; c belongs to two versions."""
    client.force_login(story.term.specialist)
    answer = client.get(reverse("terms:export", args=[story.term.programme.pk]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 15
    event = [row["Phiên bản"] for row in rows if "Hội diễn" in row["Nhiệm vụ"]]
    assert event == ["2021; 2022"]


def keep_others_out(story: Story, client: Client) -> None:
    """Section G: outsiders find nothing; the other party reads and does not act."""
    term = story.term
    own = [term.programme.pk]
    addresses = [reverse(f"terms:{name}", args=own) for name in ("term", "export", "reviews")]
    client.force_login(term.outsider)
    assert {client.get(address).status_code for address in addresses} == {404}
    client.force_login(term.partner_leader)
    assert {client.get(address).status_code for address in addresses} == {200}
    signing = reverse("agreements:signing", args=[term.programme.amendments.get().pk])
    assert client.post(reverse("terms:amend", args=own)).status_code == 403
    assert client.post(signing).status_code == 403
