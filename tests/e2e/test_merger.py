"""A district ends on 01/07/2025 and its communes merge into three: the story through Chromium."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django import Settings

from phoihop.accounts.models import Membership, User
from phoihop.accounts.tests.doors import code_now
from phoihop.accounts.tests.factories import PASSWORD
from phoihop.agencies.models import Agency
from phoihop.documents import services as documents
from phoihop.documents.errors import IssuerEnded
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import Kind, Register
from phoihop.jobs.worker import run_waiting
from phoihop.succession.models import Act
from phoihop.succession.tests import merger
from phoihop.succession.tests.merger import (
    ENDING,
    FIRST,
    LAST,
    MEMBERS,
    RENAMED,
    TASKS,
    ZONE,
    District,
)
from phoihop.tasks import services as tasks
from phoihop.tasks.figures import condition_of
from phoihop.tasks.holding import held_on_due
from phoihop.tasks.models import Task
from phoihop.tasks.services import ResultFacts, UpdateFacts
from phoihop.ui import clock
from phoihop.ui.services import set_simulated_now
from phoihop.ui.tests.browser import follow, forget_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[User], None]
D1 = "Ban Tuyên giáo và Dân vận Huyện ủy Bình An"


def show(*moment: int) -> datetime:
    """Let the office work at that moment."""
    at = datetime(*moment, tzinfo=ZONE)  # type: ignore[arg-type,misc]  # year to minute
    set_simulated_now(at, by=None)
    clock.forget()
    return at


@pytest.fixture
def district(transactional_db: None, settings: Settings) -> Iterator[District]:
    """Monday, 30/06/2025, 15:00."""
    settings.SIMULATED_CLOCK_ALLOWED = True
    show(2025, 6, 30, 15, 0)
    yield merger.build()
    clock.forget()


def sign_in_with_code(page: Page, user: User) -> None:
    """As an administrator does: password, then the code of the app."""
    forget_session(page)
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))
    cache.clear()  # which remembers the code that was just used elsewhere in this story
    page.locator("[name=code]").fill(code_now())
    follow(page.locator("main form button.btn-main").first)
    expect(page.locator(".topbar .who")).to_contain_text(user.full_name)


def forged(page: Page, address: str, **fields: str) -> int:
    """The status of a request that no button makes."""
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "phoihop_csrf")
    form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, **fields}
    return page.context.request.post(address, form=form, max_redirects=0).status


def prepare(page: Page) -> None:
    """The act with its agencies, typed by the administrator."""
    page.goto("/co-quan/")
    follow(page.get_by_role("link", name="Kế thừa, giải thể"))
    follow(page.get_by_role("link", name="Lập việc mới"))
    page.get_by_label("Nội dung sắp xếp").fill("Kết thúc cấp huyện")
    page.get_by_label("Từ", exact=False).first.fill("31/06/2025")
    page.get_by_label("Theo văn bản").fill(merger.PAPER)
    page.get_by_label("Ngày văn bản").fill("16/06/2025")
    follow(page.get_by_role("button", name="Lưu"))
    expect(page.get_by_role("alert")).to_contain_text("Ngày không hợp lệ")
    page.locator("[name=on]").fill("01/07/2025")
    follow(page.get_by_role("button", name="Lưu"))
    expect(page.locator("h1")).to_have_text("Kết thúc cấp huyện")
    for ending, heirs in ENDING.items():
        follow(page.get_by_role("link", name="Thêm cơ quan kết thúc"))
        page.locator("[name=agencies]").fill("\n".join(ending))
        page.locator("[name=heirs]").fill("\n".join(heirs))
        follow(page.get_by_role("button", name="Lưu"))
        expect(page.locator("h1")).to_have_text("Kết thúc cấp huyện")
    for code, (name, parent) in RENAMED.items():
        follow(page.get_by_role("link", name="Thêm cơ quan đổi tên"))
        page.locator("[name=agency]").fill(code)
        page.locator("[name=new_name]").fill(name)
        page.locator("[name=parent]").fill(parent or "")
        follow(page.get_by_role("button", name="Lưu"))
        expect(page.locator("h1")).to_have_text("Kết thúc cấp huyện")


def choose_seats_and_papers(page: Page, district: District, act: Act) -> None:
    """Step 11 as it is chosen: who goes where, and what becomes of both papers."""
    page.goto(f"/ke-thua/{act.pk}/muc/accounts.seats/")
    for name, _code, _role, to in MEMBERS:
        seat = Membership.objects.get(user=district.people[name])
        value = f"move:{district.agencies[to].pk}" if to else "end"
        page.locator(f"[name=row-{seat.pk}]").select_option(value)
    d1a = Membership.objects.get(user=district.people["d1a"])
    page.locator(f"[name=role-{d1a.pk}]").select_option("leader")
    follow(page.get_by_role("button", name="Lưu lựa chọn"))
    expect(page.locator("main")).to_contain_text("Cần quyết định riêng của quản trị K1")
    page.locator(f"[name=role-{d1a.pk}]").select_option("")
    follow(page.get_by_role("button", name="Lưu lựa chọn"))
    expect(page.locator("main")).not_to_contain_text("Cần quyết định riêng")

    page.goto(f"/ke-thua/{act.pk}/muc/agreements.in_force/")
    g1, g2 = district.papers["G1"], district.papers["G2"]
    page.locator(f"[name=row-{g1.pk}]").select_option("end")
    page.locator(f"[name=row-{g2.pk}]").select_option(f"renew:{district.agencies['K2'].pk}")
    follow(page.get_by_role("button", name="Lưu lựa chọn"))
    follow(page.get_by_role("link", name="Về bản xem trước"))


def test_merger_preview(
    page: Page, check_page: Callable[[str], None], sign_in: SignIn, district: District
) -> None:
    """Steps 4 to 6: one act, its numbers, each with its list; nothing has changed."""
    sign_in_with_code(page, district.administrator)
    prepare(page)
    main = page.locator("main")
    expect(main.locator(".eq-line").first).to_have_text(
        "Cơ quan kết thúc: 13 · đổi tên: 3 · mới: 3"
    )
    for words, count in (
        ("Việc đang mở", "21"),
        ("Văn bản phối hợp", "2"),
        ("Tư cách người dùng", "12"),
        ("Dãy số", "3"),
    ):
        row = main.locator("tr", has=page.locator("b", has_text=words)).first
        expect(row.locator("td").first).to_have_text(count)
    expect(main).to_contain_text("3 quá hạn")
    expect(main).to_contain_text("1 không thời hạn")
    check_page("succession-preview")

    follow(page.get_by_role("link", name="3 quá hạn"))
    for code in ("W1", "W6", "W18"):
        expect(page.locator("tbody th").filter(has_text=code).first).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(3)
    check_page("succession-tasks")
    follow(page.get_by_role("link", name="Về bản xem trước"))

    act = Act.objects.get()
    part = f"/ke-thua/{act.pk}/muc/tasks.led/"
    page.goto(part)
    for code, holder, _due, to in TASKS:
        if holder in {"D1", "D2", "D3"} and code != "W5":
            row = page.locator(f"[name=row-{district.tasks[code].pk}]")
            row.select_option(f"move:{district.agencies[to].pk}")
    follow(page.get_by_role("button", name="Lưu lựa chọn"))
    expect(page.get_by_role("status").filter(has_text="Đã lưu lựa chọn")).to_be_visible()
    w5, k1, t = district.tasks["W5"], district.agencies["K1"], district.agencies["T"]
    assert forged(page, part, **{f"row-{w5.pk}": "move:0"}) == 422

    choose_seats_and_papers(page, district, act)
    follow(page.get_by_role("button", name="Thực hiện"))
    expect(page.get_by_role("alert")).to_contain_text("Còn 1 việc chưa có cơ quan nhận: W5")
    page.goto(part)
    page.locator(f"[name=row-{w5.pk}]").select_option(f"move:{t.pk}")
    follow(page.get_by_role("button", name="Lưu lựa chọn"))
    page.goto(f"/ke-thua/{act.pk}/")
    expect(page.locator("section.act")).not_to_contain_text("chưa có cơ quan nhận")
    assert Task.objects.get(code="W1").lead_agency.code == "D1"
    assert district.agencies["D0"].valid_to is None

    page.goto(f"/ke-thua/{act.pk}/ket-thuc/")
    page.locator("[name=agencies]").fill("K1")
    page.locator("[name=heirs]").fill("K1")
    follow(page.get_by_role("button", name="Lưu"))
    expect(page.get_by_role("alert")).to_be_visible()
    assert k1.pk not in act.lines.values_list("agency", flat=True)

    sign_in(district.people["t"])
    answer = page.goto(f"/ke-thua/{act.pk}/")
    assert answer is not None
    assert answer.status == 403
    assert forged(page, f"/ke-thua/{act.pk}/thuc-hien/") == 403


def counted(district: District, code: str, on: date) -> tuple[int, int]:
    """Numerator and denominator of the agency's punctuality on a day, by holders."""
    mine = Task.objects.filter(held_on_due(district.agencies[code]))
    met = mine.filter(condition_of("current_met", on)).count()
    return met, mine.filter(condition_of("current", on)).count()


def look_as_members(page: Page, sign_in: SignIn, district: District) -> None:
    """Steps 8 and 11: what K1 sees of what it took over; who belongs nowhere is told so."""
    sign_in(district.people["k1"])
    page.goto("/nhiem-vu/?state=late&mine=led")
    expect(page.locator("#list tbody tr")).to_have_count(4)
    expect(page.locator("#list tbody")).to_contain_text("nhận kế thừa")
    page.goto("/nhiem-vu/?state=late&mine=led&inherited=without")
    expect(page.locator("#list tbody tr")).to_have_count(0)
    page.goto(f"{district.tasks['W1'].get_absolute_url()}lich-su/")
    expect(page.locator(".tl")).to_contain_text(f"Kế thừa từ {D1} theo {merger.PAPER}")

    forget_session(page)
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("d1b")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))
    expect(page.locator("main")).to_contain_text("Tài khoản không còn tư cách ở cơ quan nào")


def test_merger_act_and_undo(
    page: Page, check_page: Callable[[str], None], sign_in: SignIn, district: District
) -> None:
    """Steps 7 to 15: the act, its figures, its undoing, and what stands in the way of that."""
    act = merger.draft(district)
    merger.choose(district, act)
    show(2025, 7, 1, 8, 0)
    assert counted(district, "D1", LAST) == (8, 11)
    sign_in_with_code(page, district.administrator)
    page.goto(f"/ke-thua/{act.pk}/")
    follow(page.get_by_role("button", name="Thực hiện"))
    expect(page.locator("main")).to_contain_text("Đang chuyển giao mọi thứ trong một lần.")
    run_waiting()
    page.goto(f"/ke-thua/{act.pk}/")
    line = page.locator(".eq-line")
    expect(line).to_contain_text("Việc đang mở: 21 =")
    for name, count in (
        ("Đảng ủy xã Bình An", 7),
        ("Đảng ủy xã Tân Hòa", 5),
        ("Đảng ủy phường Long Sơn", 5),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy Thanh Bình", 1),
        ("Trung tâm Y tế khu vực Bình An", 2),
        ("TAND khu vực 5", 1),
    ):
        expect(line).to_contain_text(f"{name} {count}")
    check_page("succession-done")

    late = Task.objects.filter(done_on=None, due_on__lt=FIRST)
    days = {task.code: (FIRST - task.due_on).days for task in late if task.due_on}
    assert days == {"W1": 11, "W6": 6, "W18": 4, "W2": 1, "W10": 1, "W16": 1}
    assert counted(district, "K1", FIRST) == (0, 0)
    assert counted(district, "D1", FIRST) == (8, 12)

    look_as_members(page, sign_in, district)
    show(2025, 7, 1, 14, 0)
    sign_in_with_code(page, district.administrator)
    page.goto(f"/ke-thua/{act.pk}/")
    follow(page.get_by_role("button", name="Hoàn tác"))
    run_waiting()
    page.goto(f"/ke-thua/{act.pk}/")
    expect(page.locator(".page-head")).to_contain_text("Đã hoàn tác lúc 01/07/2025 14:00")
    assert Task.objects.get(code="W1").lead_agency.code == "D1"
    assert counted(district, "D1", LAST) == (8, 11)

    show(2025, 7, 1, 14, 30)
    follow(page.get_by_role("button", name="Thực hiện"))
    run_waiting()
    page.goto(f"/ke-thua/{act.pk}/")
    expect(page.locator(".eq-line")).to_contain_text("Đảng ủy xã Bình An 7")

    at = show(2025, 7, 2, 9, 0)
    w4 = Task.objects.get(code="W4")
    tasks.post_update(w4, UpdateFacts("Đã làm một phần", 20), by=district.people["k1"], at=at)
    follow(page.get_by_role("button", name="Hoàn tác"))
    expect(page.locator("#messages")).to_contain_text(
        "1 việc phụ thuộc: W4, cập nhật 02/07/2025 09:00"
    )
    follow(page.get_by_role("link", name="Chuyển W8 cho cơ quan khác"))
    page.locator("[name=to]").fill("K2")
    page.locator("[name=reason]").fill("Địa bàn thuộc xã Tân Hòa")
    follow(page.get_by_role("button", name="Lưu"))
    expect(page.locator("#messages")).to_contain_text("W8 đã chuyển cho Đảng ủy xã Tân Hòa.")


def done(district: District, code: str, by: str, day: date) -> None:
    """Handed in that day at ten, confirmed the next."""
    at = datetime(day.year, day.month, day.day, 10, tzinfo=ZONE)
    task = Task.objects.get(code=code)
    tasks.submit_result(task, ResultFacts("Đã xong"), by=district.people[by], at=at)
    after = at + timedelta(days=1)
    tasks.confirm_task(task, by=district.people["p"], at=after)


def papers_of_the_old_board(district: District) -> Agency:
    """Step 12: nothing is issued under its name any more, what it sent before is registered."""
    d1, k1 = district.agencies["D1"], district.people["k1"]
    d1.refresh_from_db()
    facts = DocumentFacts(
        register=Register.OUTGOING,
        kind=Kind.LETTER,
        subject="Về kế hoạch",
        code="45-CV/BTGDVHU",
        issuer=d1,
        issued_on=date(2025, 7, 2),
    )
    with pytest.raises(IssuerEnded, match="Cơ quan đã kết thúc 30/06/2025"):
        documents.register_document(facts, by=k1, at=clock.now())
    incoming = DocumentFacts(
        register=Register.INCOMING,
        kind=Kind.LETTER,
        subject="Công văn của Ban",
        code="44-CV/BTGDVHU",
        issuer=d1,
        issued_on=date(2025, 6, 20),
        arrived_on=date(2025, 7, 2),
    )
    documents.register_document(incoming, by=k1, at=clock.now())

    return d1


def test_merger_afterwards(
    page: Page, sign_in: SignIn, check_page: Callable[[str], None], district: District
) -> None:
    """Steps 12, 16, 17, 22, 23 and the table of permissions."""
    show(2025, 7, 1, 8, 0)
    merger.carried_out(district)
    show(2025, 7, 2, 9, 0)
    d1 = papers_of_the_old_board(district)
    for code, day in (("W2", 4), ("W7", 9), ("W18", 15), ("W19", 30)):
        done(district, code, "k2", date(2025, 7, day))
    done(district, "W1", "k1", date(2025, 7, 8))
    end = date(2025, 7, 31)
    assert counted(district, "K2", end) == (2, 2)
    assert counted(district, "D1", end) == (8, 12)
    assert counted(district, "O4", end) == (0, 1)
    everyone = [counted(district, code, end) for code in district.agencies]
    total = Task.objects.filter(condition_of("current", end)).count()
    assert sum(of for _met, of in everyone) == total

    show(2025, 7, 31, 9, 0)
    sign_in(district.people["k2"])
    answer = page.goto(district.tasks["W4"].get_absolute_url())
    assert answer is not None
    assert answer.status == 404
    page.goto("/nhiem-vu/?state=donelate&mine=led")
    expect(page.locator("#list tbody tr")).to_have_count(2)
    expect(page.locator("#list tbody")).to_contain_text("nhận kế thừa")
    page.goto("/nhiem-vu/?state=donelate&mine=led&inherited=without")
    expect(page.locator("#list tbody tr")).to_have_count(0)

    page.goto("/tim/?q=huyen+uy+binh+an")
    found = page.locator(".found")
    expect(found.filter(has_text="Huyện ủy Bình An").first).to_contain_text(
        "đã kết thúc 30/06/2025"
    )
    page.goto("/tim/?q=binh+an&kind=agencies.agency")
    expect(page.locator(".found").first).not_to_contain_text("đã kết thúc")
    expect(page.locator(".found").last).to_contain_text("đã kết thúc 30/06/2025")

    page.goto(d1.get_absolute_url())
    expect(page.locator(".descent")).to_contain_text("Đảng ủy xã Bình An")
    expect(page.locator(".descent")).to_contain_text("Ban Dân vận Huyện ủy Bình An")
    check_page("agency-ended")

    sign_in(district.people["d1a"])
    w6 = district.tasks["W6"].get_absolute_url()
    page.goto(w6)
    expect(page.locator("h1")).to_have_text("Việc W6")
    assert forged(page, f"{w6}xac-nhan/", remark="") == 403

    sign_in(district.people["t"])
    page.goto(w6)
    expect(page.locator("h1")).to_have_text("Việc W6")
    assert forged(page, f"{w6}xac-nhan/", remark="") == 403

    sign_in_with_code(page, district.administrator)
    act = Act.objects.get()
    assert forged(page, f"/ke-thua/{act.pk}/xoa/") == 404
    csv = page.context.request.get(f"/ke-thua/{act.pk}/csv/").text()
    assert len(csv.splitlines()) == 22
