"""The five real texts: handed in at once, gone through, confirmed; each keeps its sentences."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.agencies.models import Official
from phoihop.documents.models import SourceSpan
from phoihop.jobs.worker import run_waiting
from phoihop.ui.tests.browser import follow
from phoihop.workspace.models import Decision, Intake
from tests.stories.office import make_office

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real texts of ../shared/seeds are absent"),
]

# What each text must yield: officials, by name.
PEOPLE = {
    "000": {"Vũ Quang Vinh", "Nguyễn Thị Bích Hường"},
    "001": {"Vũ Quang Vinh", "Nguyễn Thị Bích Hường"},
    "002": {"Nguyễn Văn Hải", "Nguyễn Quang Vinh"},
    "003": {"Trần Thị Nguyệt", "Lại Vũ Hiệp", "Phạm Đức Thịnh"},
    "004": {"Chu Thị Thanh Huyền"},
}


def test_five_real_texts_become_records(
    page: Page, sign_in: Callable[[User], None], live_server: LiveServer
) -> None:
    office = make_office()
    sign_in(office.mai)
    page.goto("/nhap-van-ban/")
    page.locator("input[type=file]").set_input_files(sorted(SEEDS.glob("*.txt")))
    follow(page.get_by_role("button", name="Đọc văn bản"))
    expect(page.locator("#batch [role=status]")).to_contain_text("0 trong 5 tệp")
    run_waiting()  # what the worker process does
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(5)
    expect(page.locator("tbody")).not_to_contain_text("Không nhận")

    for intake in Intake.objects.order_by("name"):
        go_through(page, intake)

    assert Intake.objects.filter(confirmed_at=None).count() == 0
    for start, names in PEOPLE.items():
        intake = Intake.objects.get(name__startswith=start)
        assert intake.document is not None
        spans = SourceSpan.objects.filter(document=intake.document)
        # The text stands as it was handed in, with the fixed blanks of its page.
        texts = spans.filter(kind="agencies.official").values_list("text", flat=True)
        read = {" ".join(text.split()) for text in texts}
        assert names <= read, (start, read)
        for span in spans:
            assert intake.text[span.start : span.end] == span.text
            assert span.text in span.sentence
    # One Vũ Quang Vinh in two texts of one district: offered, chosen by a person, one record.
    assert Official.objects.filter(full_name="Vũ Quang Vinh").count() == 1


def go_through(page: Page, intake: Intake) -> None:
    page.goto(intake.get_absolute_url())
    for _card in range(intake.facts.count()):
        waiting = page.locator(".fact:not(.did)")
        if waiting.count() == 0:
            break
        card = waiting.first
        if card.locator("input[type=radio][required]").count():
            card.locator("input[type=radio]").first.check()
        follow(card.locator("[data-act=accept]"))
    assert not intake.facts.filter(decision=Decision.OPEN).exists()
    follow(page.get_by_role("button", name="Tạo hồ sơ"))
    expect(page.locator(".msg-good").first).to_be_visible()
