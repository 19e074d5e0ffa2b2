"""A year with twelve agencies: who sees what and may do what, on its real pages."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from phoihop.accounts.models import ReadScope, Role, User
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency, AgencyAncestor
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.audit.models import Event
from phoihop.tasks.models import Task
from phoihop.workspace.sample.pdf import one_page_pdf
from tests.stories.year import SignIn, YearWalk, forged, status, walk_the_year

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = "2019-10-11"


@pytest.fixture
def story(page: Page, sign_in: SignIn, settings: Settings) -> Iterator[YearWalk]:
    yield from walk_the_year(page, sign_in, settings)


def test_seed_000_permissions(story: YearWalk, tmp_path: Path) -> None:
    quan = UserFactory.create(agency=AgencyFactory.create(name="Phòng Tài chính - Kế hoạch"))
    inspector = inspector_of(story.year.board)
    evidence = hand_in_evidence(story, tmp_path)
    story.live_to(DAY)
    keep_the_outsider_out(story, quan, evidence)
    let_a_party_read_and_no_more(story, evidence)
    let_who_coordinates_see(story, evidence)
    refuse_who_has_to_answer_for_it(story)
    let_the_inspector_read(story, inspector)
    keep_what_is_signed(story)


def inspector_of(board: Agency) -> User:
    """hoa, whose agency reads what the board answers for."""
    control: Agency = AgencyFactory.create(name="Ủy ban Kiểm tra Huyện ủy")
    AgencyAncestor.objects.get_or_create(ancestor=board, agency=board, depth=0)
    ReadScope.objects.create(agency=control, root=board, valid_from=date(2019, 1, 1))
    return UserFactory.create(agency=control, role=Role.INSPECTOR, full_name="Lương Thị Hòa")


def hand_in_evidence(story: YearWalk, folder: Path) -> str:
    """ha (A1) reports on T1 with a file; its address."""
    page, year = story.page, story.year
    story.live_to("2019-05-02")
    file = folder / "so-lieu.pdf"
    file.write_bytes(one_page_pdf("So lieu"))
    story.on("2019-05-02", year.contacts[1])
    page.goto(f"{year.task('T1').get_absolute_url()}cap-nhat/")
    page.locator("[name=percent]").fill("40")
    page.locator("[name=words]").fill("Kèm số liệu cấp xã")
    page.locator("input[type=file]").set_input_files(file)
    story.press("Lưu cập nhật")
    expect(page.locator(".tl")).to_contain_text("Kèm số liệu cấp xã")
    address = page.get_by_role("link", name=re.compile("so-lieu.pdf")).first.get_attribute("href")
    assert address
    return address


def keep_the_outsider_out(story: YearWalk, quan: User, evidence: str) -> None:
    """Programme, any task, evidence, table, calendar, matrix, heat map, summary: 404 each."""
    page, year = story.page, story.year
    pk = year.programme.pk
    story.on(DAY, quan)
    outside = [
        year.programme.get_absolute_url(),
        f"/nhiem-vu/chuong-trinh/{pk}/",
        f"/lich/dia-chi/chuong-trinh/{pk}/",
        f"/bieu-do/chuong-trinh/{pk}/",
        f"/giai-doan/{pk}/",
        f"/giai-doan/{pk}/tai-ve/",
        f"/giai-doan/{pk}/so-ket/",
        evidence,
    ]
    outside += [task.get_absolute_url() for task in year.tasks.values()]
    answers = {path: page.context.request.get(path).status for path in outside}
    assert {path: code for path, code in answers.items() if code != 404} == {}
    page.goto(year.programme.get_absolute_url())
    expect(page.locator("h1")).to_contain_text("Không tìm thấy trang")
    table = page.context.request.get(f"/nhiem-vu/tai-ve/csv/?programme={pk}&state=live")
    assert table.status == 404


def let_a_party_read_and_no_more(story: YearWalk, evidence: str) -> None:
    """bao (A2): the text, all eight contents, T5's state and percent; no words, no files."""
    page, year = story.page, story.year
    t5 = year.task("T5")
    story.on(DAY, year.contacts[2])
    page.goto(year.programme.get_absolute_url())
    for number in range(1, 9):
        expect(page.locator("main")).to_contain_text(f"Nội dung phối hợp N{number}")
    page.goto(t5.get_absolute_url())
    expect(page.locator(".page-head .st")).to_contain_text("Trong hạn")
    expect(page.locator("main")).to_contain_text(re.compile(r"60\s*%"))
    expect(page.locator("main")).not_to_contain_text("Đã làm một phần")
    assert page.context.request.get(evidence).status == 404
    for act, fields in (
        ("cap-nhat", {"percent": "90", "words": "Giả mạo"}),
        ("gui-ket-qua", {"result": "Giả mạo"}),
        ("gia-han", {"due_on": "31/12/2019", "reason": "Giả mạo"}),
    ):
        address = f"{t5.get_absolute_url()}{act}/"
        assert forged(page, address, **fields) == 403
        assert status(page, address) == 403
    expect(page.locator("h1")).to_contain_text("Bạn không có quyền thực hiện việc này")
    assert status(page, f"/don-doc/nhiem-vu/{t5.pk}/") == 403
    t5.refresh_from_db()
    assert (t5.percent, t5.submitted_on, t5.extensions.count()) == (60, None, 0)


def let_who_coordinates_see(story: YearWalk, evidence: str) -> None:
    """nam (A8) coordinates in T1: he sees its evidence and may not answer for it."""
    page, year = story.page, story.year
    t1 = year.task("T1")
    story.on(DAY, year.contacts[8])
    page.goto(t1.get_absolute_url())
    expect(page.locator(".tl")).to_contain_text("Kèm số liệu cấp xã")
    assert page.context.request.get(evidence).status == 200
    for act in ("xac-nhan", "tra-lai"):
        assert forged(page, f"{t1.get_absolute_url()}{act}/", reason="Giả mạo") == 403


def refuse_who_has_to_answer_for_it(story: YearWalk) -> None:
    """ha (A1) does not confirm her own task, mai not a longer term."""
    page, year = story.page, story.year
    t6 = year.task("T6")
    story.live_to("2019-11-01")  # handed in the day before
    story.on("2019-11-01", year.contacts[6])
    assert forged(page, f"{t6.get_absolute_url()}xac-nhan/") == 403
    t6.refresh_from_db()
    assert t6.done_on is None
    t5 = year.task("T5")
    story.on("2019-11-01", year.contacts[5])
    page.goto(f"{t5.get_absolute_url()}gia-han/")
    page.locator("[name=due_on]").fill("31/12/2019")
    page.locator("[name=reason]").fill("Chờ kinh phí")
    story.press("Gửi đề nghị gia hạn")
    expect(page.locator("main")).to_contain_text("Đã xin gia hạn đến 31/12/2019")
    story.on("2019-11-01", year.specialist)
    asked = str(t5.extensions.get().pk)
    assert forged(page, f"{t5.get_absolute_url()}gia-han/dong-y/", asked=asked) == 403
    t5.refresh_from_db()
    assert t5.due_on == date(2019, 11, 15)


def let_the_inspector_read(story: YearWalk, hoa: User) -> None:
    """hoa reads everything with its history; every change is refused."""
    page, year = story.page, story.year
    t1, t5 = year.task("T1"), year.task("T5")
    story.on("2019-11-01", hoa)
    page.goto(f"{t1.get_absolute_url()}lich-su/")
    expect(page.locator(".tl")).to_contain_text("Kết quả")
    page.goto(f"{year.programme.get_absolute_url()}lich-su/")
    expect(page.locator("h1")).to_contain_text(year.programme.title)
    before = Event.objects.count()
    for act in ("cap-nhat", "gui-ket-qua", "thu-hoi", "tam-dung", "gia-han/dong-y", "sua"):
        assert forged(page, f"{t5.get_absolute_url()}{act}/", reason="x") == 403, act
    assert forged(page, f"/don-doc/nhiem-vu/{t5.pk}/") == 403
    assert forged(page, f"{year.programme.get_absolute_url()}sua/", title="x") == 403
    assert Event.objects.count() == before
    assert Task.objects.filter(withdrawn_on__isnull=False).count() == 0


def keep_what_is_signed(story: YearWalk) -> None:
    """Nobody deletes the signed programme: there is no act, and a forged one says why."""
    page, year = story.page, story.year
    story.on("2019-11-01", year.specialist)
    page.goto(year.programme.get_absolute_url())
    expect(page.locator("h1")).to_contain_text(year.programme.title)
    expect(page.locator("a[href$='/xoa/'], form[action$='/xoa/']")).to_have_count(0)
    assert forged(page, f"{year.programme.get_absolute_url()}xoa/") == 422
    page.goto(year.programme.get_absolute_url())
    expect(page.locator("h1")).to_contain_text(year.programme.title)
