"""Walk a story through the pages: whose day it is, what is pressed, and the ways that come again.

Each way ends with something that only the next page has: a slow machine is not a wrong one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from phoihop.accounts.models import User
from phoihop.agreements import services
from phoihop.agreements.models import Agreement, AgreementKind
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.ui.tests import browser
from phoihop.workspace.sample.pdf import one_page_pdf
from tests.stories.office import ITEMS, StoryOffice, at

# Due days of the draft of 2019 that differ from those signed in the end (opinions of A4 and A8).
DRAFT_DUES = {3: "on:2019-07-31", 6: "monthly:25"}


@dataclass
class Walk:
    """The page one walks on, and the folder for files."""

    page: Page
    sign_in: Callable[[User], None]
    folder: Path

    def on(self, day: str, user: User, hour: str = "08:00") -> None:
        """It is that day, and this person signs in."""
        self.time(day, hour)
        self.sign_in(user)

    def time(self, day: str, hour: str = "08:00") -> None:
        """It is that day; who is signed in stays."""
        set_simulated_now(at(day, hour), by=None)
        clock.forget()

    def press(self, name: str) -> None:
        """The button or link of that name."""
        browser.press(self.page, name)

    def open(self, agreement: Agreement, part: str = "") -> None:
        """A part of an agreement, as "y-kien"."""
        self.page.goto(f"{agreement.get_absolute_url()}{part}{'/' if part else ''}")


def due_rule(due: str) -> str:
    """ "31/05/2019" as the services take it."""
    if "/" not in due:
        return due
    day, month, year = due.split("/")
    return f"on:{year}-{month}-{day}"


def draft_of_2019(office: StoryOffice, moment: datetime) -> Agreement:
    """The programme of thirteen parties and eight contents as mai drafted it."""
    agreement = services.create_agreement(
        by=office.mai,
        at=moment,
        kind=AgreementKind.PROGRAMME,
        title="Chương trình phối hợp công tác năm 2019",
        valid_from=at("01/01/2019").date(),
        valid_to=at("31/12/2019").date(),
        parties=list(office.partners.values()),
    )
    for paper in office.papers:
        services.add_legal_basis(agreement, paper, by=office.mai, at=moment)
    for number, (text, lead, coordinating, product, due) in enumerate(ITEMS):
        services.add_item(
            agreement,
            by=office.mai,
            at=moment,
            text=text,
            lead_agency=office.partners[lead],
            coordinating=[office.partners[key] for key in coordinating],
            product=product,
            due_rule=DRAFT_DUES.get(number) or due_rule(due),
        )
    return agreement


def send_for_opinions(walk: Walk, agreement: Agreement, answer_by: str) -> None:
    """Gửi lấy ý kiến, until a day."""
    walk.open(agreement)
    walk.press("Gửi lấy ý kiến")
    walk.page.locator("[name=answer_by]").fill(answer_by)
    walk.press("Gửi lấy ý kiến")
    expect(walk.page.locator(".page-head .st")).to_contain_text("Đang lấy ý kiến")


def agree(walk: Walk, agreement: Agreement) -> None:
    """Nhất trí, as who is signed in."""
    walk.open(agreement, "y-kien")
    walk.press("Nhất trí")
    expect(walk.page.locator("main")).to_contain_text("Đã gửi trả lời: nhất trí")


def open_proposal(walk: Walk, agreement: Agreement, about: str) -> None:
    """The form that proposes a change of a content or clause."""
    walk.open(agreement, "y-kien")
    browser.follow(walk.page.locator("#propose ~ ol a", has_text=about))
    expect(walk.page.locator("h1")).to_contain_text("Đề nghị sửa")


def send_proposal(walk: Walk) -> None:
    """The filled form."""
    walk.press("Gửi đề nghị")
    expect(walk.page.locator("main")).to_contain_text("Đã gửi đề nghị")


def take_over(walk: Walk, agreement: Agreement, party: str) -> None:
    """Tiếp thu the open proposal of a party."""
    walk.open(agreement, "y-kien")
    article = walk.page.locator("article.opin", has_text=party)
    browser.follow(article.get_by_role("link", name="Tiếp thu").first)
    expect(walk.page.locator("h1")).to_contain_text("Tiếp thu đề nghị này?")
    walk.press("Tiếp thu")
    expect(walk.page.locator("main")).to_contain_text("Đã tiếp thu")


def deem_consent(walk: Walk, agreement: Agreement, party: str, reason: str) -> None:
    """Coi như nhất trí, for an overdue party."""
    walk.open(agreement, "y-kien")
    row = walk.page.locator("tr", has_text=party)
    browser.follow(row.get_by_role("link", name="Coi như nhất trí"))
    walk.page.locator("[name=reason]").fill(reason)
    walk.press("Coi như nhất trí")
    expect(walk.page.locator("main")).to_contain_text("Đã ghi nhận")


def ready(walk: Walk, agreement: Agreement) -> None:
    """Sẵn sàng ký, once everything is settled."""
    walk.open(agreement, "y-kien")
    walk.press("Sẵn sàng ký")
    expect(walk.page.locator(".page-head .st")).to_contain_text("Sẵn sàng ký")


def fill_signing(walk: Walk, agreement: Agreement, rows: dict[int, tuple[str, str, str]]) -> Path:
    """Day, series, scan and these rows of the signing: {party: (mark, position, name)}."""
    page = walk.page
    walk.open(agreement, "ky-ket")
    scan = walk.folder / "ban-ky.pdf"
    scan.write_bytes(one_page_pdf("Chuong trinh phoi hop 2019"))
    page.locator("input[type=file]").set_input_files(scan)
    page.locator("[name=series]").select_option(index=1)
    for party, (mark, title, name) in rows.items():
        fill_signatory(walk, party, mark, title, name)
    return scan


def fill_signatory(walk: Walk, party: int, mark: str, title: str, name: str) -> None:
    """One row; all empty: this party has not signed."""
    for field, value in (("authority_mark", mark), ("title", title), ("name", name)):
        walk.page.locator(f"[name=p{party}-{field}]").fill(value)


def agree_all(agreement: Agreement, users: Iterable[User], moment: datetime) -> None:
    """These contacts agree on that day, by the services: what a page does for one is shown."""
    for user in users:
        services.agree(agreement, by=user, at=moment)
