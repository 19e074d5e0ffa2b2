"""A district ends on 01/07/2025: the numbers on the screens, the mails, the names of the time.

The act itself is walked through in test_merger; here it is carried out by its service, and what
people then see, get and hand in goes through Chromium.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
import vobject
from playwright.sync_api import Page, expect
from pytest_django import Settings

from phoihop.accounts.models import User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Office
from phoihop.agreements.models import Agreement
from phoihop.agreements.succession import settle as agreements_found
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.succession.tests import merger
from phoihop.succession.tests.merger import ZONE, District
from phoihop.tasks import services as tasks
from phoihop.tasks.models import Task
from phoihop.tasks.services import ResultFacts
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.ui.tests import browser
from phoihop.urging.models import Habits
from phoihop.urging.tests.smtp import mail_server
from tests.stories.year import address_of, daily_mails, give_addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[User], None]
D1 = "Ban Tuyên giáo và Dân vận Huyện ủy Bình An"
K1, K2, K3 = "Đảng ủy xã Bình An", "Đảng ủy xã Tân Hòa", "Đảng ủy phường Long Sơn"
CURRENT = "[data-l='Đúng hạn (hiện tại)']"


def show(*moment: int) -> datetime:
    """Let the office work at that moment."""
    at = datetime(*moment, tzinfo=ZONE)  # type: ignore[arg-type,misc]  # year to minute
    set_simulated_now(at, by=None)
    clock.forget()
    return at


@pytest.fixture
def district(transactional_db: None, settings: Settings) -> Iterator[District]:
    """Monday, 30/06/2025, 08:00."""
    settings.SIMULATED_CLOCK_ALLOWED = True
    show(2025, 6, 30, 8, 0)
    yield merger.build()
    clock.forget()


def rate_of(page: Page, name: str, words: str) -> None:
    """The agency's punctuality, as the table of figures shows it."""
    row = page.get_by_role("row", name=re.compile(rf"^{re.escape(name)}( đến|\s|$)"))
    cell = row.locator(CURRENT)
    expect(cell).to_have_text(re.compile(rf"^\s*{words}"))


def test_merger_numbers_on_the_screens(page: Page, sign_in: SignIn, district: District) -> None:
    """Steps 1, 8 and 9: before the act, and on the day of it."""
    sign_in(district.people["p"])
    page.goto("/danh-gia/so-lieu/")
    rate_of(page, D1, "8/11 = 72,7")

    merger.carried_out(district)
    show(2025, 7, 1, 8, 0)
    page.goto("/nhiem-vu/?state=late")
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(6)
    for code, holder, days in (
        ("W1", K1, 11),
        ("W6", K1, 6),
        ("W18", K2, 4),
        ("W2", K2, 1),
        ("W10", K1, 1),
        ("W16", K1, 1),
    ):
        row = rows.filter(has=page.get_by_role("link", name=f"Việc {code}", exact=True))
        expect(row).to_contain_text(holder)
        expect(row).to_contain_text(f"Quá hạn {days} ngày")
        expect(row).to_contain_text("nhận kế thừa")
    page.goto("/danh-gia/so-lieu/")
    rate_of(page, D1, "8/12 = 66,7")
    rate_of(page, K1, "–")
    row = page.get_by_role("row", name=re.compile(rf"^{K1}"))
    expect(row.locator("[data-l='Nhiệm vụ']")).to_have_text("7")


def test_merger_mails_and_calendar(
    page: Page, sign_in: SignIn, district: District, settings: Settings
) -> None:
    """Step 14: Wednesday 02/07, 07:00; six entries of seven tasks, one of which is standing."""
    agency = district.agencies["P"]
    office = Office.objects.create(name=agency.name, agency=agency)
    Habits.objects.create(office=office, quiet_days=None, escalate_days=None)
    merger.carried_out(district)
    give_addresses()
    show(2025, 7, 2, 7, 0)
    with mail_server(settings) as box:
        mails = daily_mails(box, "2025-07-02")
    people = district.people
    first, second = (mails[address_of(people[name])] for name in ("k1", "k2"))
    assert overdue(first) == {"W1": 12, "W6": 7, "W10": 2, "W16": 2}
    assert overdue(second) == {"W18": 5, "W2": 2}
    assert "Quá hạn (4)" in first
    assert "Quá hạn (2)" in second
    assert address_of(people["k3"]) not in mails

    sign_in(people["k1"])
    page.goto("/lich/dia-chi/")
    browser.press(page, "Tạo địa chỉ")
    field = page.get_by_label("Sao chép ngay: địa chỉ chỉ hiện một lần")
    expect(field).to_have_value(re.compile(r"\.ics$"))
    answer = page.context.request.get(field.input_value())
    calendar = vobject.readOne(answer.text())
    said = sorted(event.summary.value.split()[-1] for event in calendar.vevent_list)
    assert said == ["W1", "W10", "W16", "W17", "W4", "W6"]


def overdue(mail: str) -> dict[str, int]:
    """{task: days} of what the mail says to be overdue."""
    found = re.findall(r"Việc (W\d+)[^\n]*?quá hạn (\d+) ngày", mail)
    return {code: int(days) for code, days in found}


def done(district: District, code: str, by: str, day: int) -> None:
    """Handed in that day of July at ten, confirmed the next."""
    at = datetime(2025, 7, day, 10, tzinfo=ZONE)
    task = Task.objects.get(code=code)
    tasks.submit_result(task, ResultFacts("Đã xong"), by=district.people[by], at=at)
    after = at + timedelta(days=1)
    tasks.confirm_task(task, by=district.people["p"], at=after)


def test_merger_a_month_later(page: Page, sign_in: SignIn, district: District) -> None:
    """Steps 16 and 17: who was late stays late; no task counts for two; W8 with a reason."""
    merger.carried_out(district)
    for code, day in (("W2", 4), ("W7", 9), ("W18", 15), ("W19", 30)):
        done(district, code, "k2", day)
    done(district, "W1", "k1", 8)
    show(2025, 7, 31, 9, 0)
    sign_in(district.people["p"])
    page.goto("/danh-gia/so-lieu/")
    rate_of(page, K2, "2/2 = 100,0")
    rate_of(page, D1, "8/12 = 66,7")
    rate_of(page, "Đảng ủy xã Cũ 4", "0/1 = 0,0")
    cells = page.locator(f"tbody {CURRENT}")
    expect(cells.first).to_be_visible()
    each = [re.match(r"\s*(\d+)/(\d+)", text) for text in cells.all_inner_texts()]
    met, of = (sum(int(one[n]) for one in each if one) for n in (1, 2))
    whole = page.locator(f"tfoot {CURRENT}")
    expect(whole).to_have_text(re.compile(rf"^\s*{met}/{of} = "))
    assert of == Task.objects.filter(done_on__isnull=False).count() + late_and_open()

    sign_in(district.people["k2"])
    # What D1 had finished before is no matter of K2, nor is a task of K1.
    for code in ("X0", "W4"):
        task = Task.objects.get(code=code)
        assert page.context.request.get(task.get_absolute_url()).status == 404
    page.goto("/nhiem-vu/?state=donelate&mine=led")
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(2)
    for code, days in (("W2", 4), ("W18", 18)):
        row = rows.filter(has=page.get_by_role("link", name=f"Việc {code}", exact=True))
        expect(row).to_contain_text(f"Hoàn thành quá hạn, {days} ngày")
        expect(row).to_contain_text("nhận kế thừa")


def late_and_open() -> int:
    """Open tasks past their due day on 31/07/2025."""
    return Task.objects.filter(done_on=None, due_on__lt=date(2025, 7, 31)).count()


def test_merger_papers_keep_the_names_of_their_time(
    page: Page, sign_in: SignIn, district: District
) -> None:
    """Step 3, and after the act: a paper of 2021 names who signed it, also who was renamed."""
    there = district.agencies
    old = AgreementFactory.create(
        owner=there["Da"],
        title="Chương trình phối hợp năm 2021",
        parties=[there["HND"], there["D5"]],
        signed=True,
        code="07-CTr/BTGHU",
        valid_from=date(2021, 1, 1),
        valid_to=date(2025, 12, 31),
    )
    Agreement.objects.filter(pk=old.pk).update(signed_on=date(2021, 1, 15))
    ContentItemFactory.create(agreement=old, lead_agency=there["Da"], text="Nội dung một")
    agreements_found([old.pk])
    names = ("Ban Tuyên giáo Huyện ủy Bình An", "TAND huyện Bình An")
    address = f"{old.get_absolute_url()}cac-ben/"
    sign_in(UserFactory.create(agency=there["HND"]))
    page.goto(address)
    for name in names:
        expect(page.get_by_role("rowheader", name=name)).to_have_count(1)
    merger.carried_out(district)
    show(2025, 7, 2, 9, 0)
    page.goto(address)
    for name in names:
        expect(page.get_by_role("rowheader", name=name)).to_have_count(1)
    page.emulate_media(media="print")
    page.goto(f"{old.get_absolute_url()}van-ban/")
    expect(page.locator("main")).to_contain_text(names[0])


def test_merger_a_later_text_is_linked_with_a_warning(
    page: Page, sign_in: SignIn, district: District
) -> None:
    """Step 24: dated after the end the old committee is linked with a word, before without."""
    merger.carried_out(district)
    show(2025, 8, 6, 9, 0)
    sign_in(district.people["k1"])
    for day, warned in (("05/08/2025", 1), ("12/05/2025", 0)):
        page.goto("/nhap-van-ban/")
        page.locator("[name=text]").fill(
            f"HUYỆN ỦY BÌNH AN TỔ CHỨC HỘI NGHỊ SƠ KẾT\n\nNgày {day}, Huyện ủy Bình An tổ chức hội"
            " nghị sơ kết công tác phối hợp. Đồng chí Lê Văn Tám, Bí thư Huyện ủy chủ trì hội nghị."
        )
        browser.press(page, "Đọc văn bản")
        card = page.locator(".fact", has_text="Huyện ủy Bình An").filter(
            has=page.locator("input[type=radio]")
        )
        chosen = card.first.locator("label", has=page.locator("input:checked"))
        expect(chosen).to_contain_text("Huyện ủy Bình An")
        expect(chosen).to_contain_text("đến 30/06/2025")
        expect(chosen.get_by_text("cơ quan đã kết thúc 30/06/2025")).to_have_count(warned)
