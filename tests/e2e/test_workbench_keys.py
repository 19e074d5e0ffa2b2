"""Where the focus stands on the workbench: keys go on behind a choice, a refusal is heard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from conftest import NOW
from phoihop.accounts.models import User
from phoihop.agencies.tests.factories import TenureFactory
from phoihop.ui.tests.browser import follow
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.models import Decision, Intake
from tests.e2e.test_workbench import NEWS, enter, key
from tests.stories.office import make_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHAIRED = NEWS.format(day=4) + " Đồng chí Mai Văn Sỹ, Trưởng Phòng Nông nghiệp chủ trì hội nghị.\n"


@pytest.fixture
def mai(sign_in: Callable[[User], None]) -> User:
    mai = make_office().mai
    sign_in(mai)
    return mai


def hand_in(page: Page, text: str) -> None:
    page.goto("/nhap-van-ban/")
    page.get_by_label("Dán văn bản").fill(text)
    enter(page, "button", "Đọc văn bản")


def test_keys_work_while_a_choice_has_the_focus(page: Page, mai: User) -> None:
    TenureFactory.create(official__full_name="Mai Văn Sỹ", title="Giám đốc Trung tâm Y tế")
    hand_in(page, CHAIRED)
    card = page.locator(".fact", has=page.locator("input[type=radio][required]"))
    expect(card).to_have_count(1)
    first = card.locator("input[type=radio]").first
    while not card.evaluate("card => card.classList.contains('at')"):
        page.keyboard.press("j")

    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    page.keyboard.press("j")
    expect(card).not_to_be_focused()
    expect(page.locator(".fact:focus")).to_have_count(1)
    page.keyboard.press("k")
    expect(card).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    expect(card.locator("input[type=radio]").nth(1)).to_be_focused()
    expect(card.locator("input[type=radio]").nth(1)).to_be_checked()
    page.keyboard.press("ArrowUp")
    key(page, "Enter")
    expect(page.locator(".fact.did")).to_have_count(1)
    key(page, "u")

    first.focus()
    key(page, "x")
    expect(page.locator(".fact.did")).to_contain_text("Đã bỏ")


def test_a_refusal_has_the_focus_and_is_an_alert(page: Page, mai: User) -> None:
    hand_in(page, CHAIRED)
    intake = Intake.objects.get()
    refusal = page.get_by_role("alert")

    key(page, "m")  # before all was looked at
    expect(refusal).to_contain_text("Chưa tạo được hồ sơ")
    expect(refusal).to_be_focused()
    page.keyboard.press("Enter")  # on to the card, which the next one decides
    expect(page.locator(".fact").first).to_be_focused()
    key(page, "Enter")
    expect(page.locator(".fact.did")).to_have_count(1)
    key(page, "m")
    refusal.get_by_role("link", name="chưa xem").press("Enter")
    expect(page.locator(".fact:focus")).to_have_attribute("id", "f2")
    expect(page.locator(".fact.at")).to_have_attribute("id", "f2")
    page.goto(intake.get_absolute_url())
    key(page, "u")

    page.goto(intake.get_absolute_url())
    decide(intake.facts.all()[0], Decision.NEW, by=mai, at=NOW, value={"subject": "Giao ban"})
    decide(intake.facts.all()[0], Decision.OPEN, by=mai, at=NOW)
    key(page, "Enter")  # on a card that is no longer so
    expect(refusal).to_contain_text("Dữ kiện 1")
    expect(refusal).to_be_focused()

    page.goto("/nhap-van-ban/")
    page.get_by_label("Dán văn bản").fill(CHAIRED)
    follow(page.get_by_role("button", name="Đọc văn bản"))
    expect(refusal).to_contain_text("Mở văn bản ấy")
    expect(refusal).to_be_focused()
