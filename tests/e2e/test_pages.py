"""Every page of the sample office, at 1280 and 360 px: axe-core finds nothing, nothing scrolls
sideways, nothing is refused by the content policy."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency, Area, Official
from phoihop.agreements.models import Agreement
from phoihop.calendars.models import WeekEntry
from phoihop.documents.models import Document
from phoihop.dossiers.models import Dossier
from phoihop.jobs.worker import run_waiting
from phoihop.tasks.models import Task
from phoihop.ui import clock
from phoihop.ui.tests.browser import follow, forget_session
from phoihop.workspace.intake.batch import start_batch
from phoihop.workspace.intake.confirm import create_records
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import Decision, FactKind, Intake
from phoihop.workspace.sample.build import create_sample
from phoihop.workspace.sample.people import PASSWORD
from phoihop.workspace.tests.texts import CONCLUSION, PROGRAMME, SIGNING

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first test of this file leaves a copy of the sample office for the others."""
    return tmp_path_factory.mktemp("sample") / "office.sqlite3"


@pytest.fixture
def sample(live_server: LiveServer, kept: Path) -> None:
    """The sample office; on SQLite it is made once, and its files stay."""
    if connection.vendor != "sqlite":
        create_sample(at=clock.now())
        return
    with closing(sqlite3.connect(kept)) as copy:
        connection.ensure_connection()
        if kept.stat().st_size:
            copy.backup(connection.connection)
            return
        create_sample(at=clock.now())
        connection.connection.backup(copy)


def sign_in(page: Page, username: str) -> None:
    forget_session(page)
    page.goto("/dang-nhap/")
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))
    expect(page).not_to_have_url(re.compile("/dang-nhap/$"))


def pages_of_the_specialist() -> dict[str, str]:
    signed = Agreement.objects.filter(signed_at__isnull=False).latest("signed_on")
    ready = Agreement.objects.get(signed_at=None, ready_at__isnull=False)
    waiting = Task.objects.filter(submitted_on__isnull=False).earliest("pk")
    late = Task.objects.filter(lead_agency__short_name="BXDĐ", done_on=None).earliest("due_on")
    paper = Document.objects.get(code="12-CT/TU")
    milestone = paper.milestones.earliest("current_on")
    dossier = Dossier.objects.earliest("pk")
    base, task = signed.get_absolute_url(), waiting.get_absolute_url()
    return {
        "home": "/",
        "inbox": "/cho-toi/",
        "inbox-seen": "/cho-toi/?state=seen",
        "waiting": "/cho-toi/xac-nhan/",
        "told": "/thong-bao/lua-chon/",
        "tasks": "/nhiem-vu/",
        "tasks-late": "/nhiem-vu/?state=late",
        "tasks-none": "/nhiem-vu/?q=khongcogi",
        "tasks-changed": "/nhiem-vu/?state=&changed=01/01/2020",
        "board": "/nhiem-vu/bang/",
        "month": "/nhiem-vu/lich/",
        "kept-lists": "/nhiem-vu/danh-sach/",
        "keep-list": "/nhiem-vu/danh-sach/luu/?query=state%3Dlate",
        "figures": "/danh-gia/so-lieu/",
        "import-tasks": "/nhap-excel/nhiem-vu/",
        "task-waiting": task,
        "task-late": late.get_absolute_url(),
        "task-confirm": f"{task}xac-nhan/",
        "task-return": f"{task}tra-lai/",
        "task-evidence": f"{task}minh-chung/",
        "task-talk": f"{task}trao-doi/",
        "task-history": f"{task}lich-su/",
        "task-form": "/nhiem-vu/giao/",
        "programme": f"/nhiem-vu/chuong-trinh/{signed.pk}/",
        "programme-assign": f"/nhiem-vu/chuong-trinh/{signed.pk}/giao/",
        "term": f"/giai-doan/{signed.pk}/",
        "term-reviews": f"/giai-doan/{signed.pk}/so-ket/",
        "term-in-force": f"/giai-doan/{signed.pk}/hieu-luc/",
        "term-renew": f"/giai-doan/{signed.pk}/ky-tiep/",
        "agreements": "/phoi-hop/",
        "agreement": base,
        "agreement-text": f"{base}van-ban/",
        "agreement-parties": f"{base}cac-ben/",
        "agreement-signed": f"{base}ky-ket/",
        "agreement-opinions-none": f"{base}y-kien/",
        "agreement-drafts": f"{base}du-thao/",
        "agreement-draft": f"{base}du-thao/1/",
        "agreement-begin": "/phoi-hop/bat-dau/",
        "agreement-keep": f"{base}luu-mau/",
        "agreement-talk": f"{base}trao-doi/",
        "agreement-history": f"{base}lich-su/",
        "agreement-ready": ready.get_absolute_url(),
        "agreement-signing": f"{ready.get_absolute_url()}ky-ket/",
        "documents": "/van-ban/",
        "document": paper.get_absolute_url(),
        "document-talk": f"{paper.get_absolute_url()}trao-doi/",
        "calendar-feeds": "/lich/dia-chi/",
        "dossiers": "/ho-so/",
        "dossiers-none": "/ho-so/?state=handed",
        "dossier": dossier.get_absolute_url(),
        "dossier-history": f"{dossier.get_absolute_url()}lich-su/",
        "dossier-close": f"{dossier.get_absolute_url()}dong/",
        "dossier-export": f"{dossier.get_absolute_url()}xuat/",
        "dossier-form": "/ho-so/lap/",
        "dossier-put-in": f"/ho-so/dua-vao/?record=documents.document:{paper.pk}",
        "document-form": "/van-ban/dang-ky/",
        "reviews": "/so-ket-tong-ket/",
        "reviews-none": "/so-ket-tong-ket/?year=2001",
        "reviews-assign": f"/so-ket-tong-ket/giao/?m={milestone.pk}",
        "milestone": milestone.get_absolute_url(),
        "milestone-move": f"{milestone.get_absolute_url()}doi-ngay/",
        "milestone-close": f"{milestone.get_absolute_url()}khep/",
        "milestone-add": f"{paper.get_absolute_url()}moc/them/",
        "milestone-rules": "/van-ban/moc-theo-loai/",
        "charts": "/bieu-do/",
        "charts-none": "/bieu-do/?year=2001&by=month",
        "charts-programme": f"/bieu-do/chuong-trinh/{signed.pk}/",
        "charts-agency": f"/bieu-do/co-quan/{late.lead_agency_id}/",
        "series": "/van-ban/so-van-ban/",
        "open-citations": "/van-ban/dan-chieu-mo/",
        "incoming": "/van-ban-den/",
        "incoming-paper": f"/van-ban-den/{paper.pk}/",
        "agencies": "/co-quan/",
        "agency": Agency.objects.get(name="Ban Tuyên giáo Huyện ủy Bình An").get_absolute_url(),
        "official": Official.objects.get(full_name="Lương Văn Khải").get_absolute_url(),
        "places": "/co-quan/dia-danh/?time=all",
        "place": Area.objects.get(name="Huyện Bình An").get_absolute_url(),
        "intake": "/nhap-van-ban/",
        "intake-open": "/nhap-van-ban/?state=open",
        "intake-counts": "/nhap-van-ban/so-lieu/",
        "search": "/tim/?q=tiem+chung",
        "search-empty": "/tim/?q=khongcogiducnao",
        "search-narrowed": "/tim/?q=tuyen+truyen&state=task:open&agency=khong+co",
        "saved-searches": "/tim/da-luu/",
        "imports": "/nhap-excel/",
        "imports-documents": "/nhap-excel/van-ban/",
        "guide": "/huong-dan/",
        "guide-intake": "/huong-dan/nhap-van-ban/",
        "absences": "/tai-khoan/vang-mat/",
        "absence-new": "/tai-khoan/vang-mat/them/",
        "tour": "/lam-quen/",
        "preferences": "/tai-khoan/hien-thi/",
        "security": "/tai-khoan/bao-ve/",
        "briefing": "/truoc-giao-ban/",
        "inspections": "/kiem-tra/",
        "inspection-form": "/kiem-tra/lap/",
        "own-mail": "/don-doc/thu-cua-toi/",
        "urging-draft": "/don-doc/cong-van/soan/?state=late",
        "week": "/lich/tuan/",
        "week-empty": "/lich/tuan/?tuan=2019-W08",
        "week-entry": WeekEntry.objects.earliest("pk").get_absolute_url(),
        "week-form": "/lich/tuan/them/",
        "week-copy": "/lich/tuan/chep/",
        "missing": "/khong-co/",
    }


@pytest.mark.usefixtures("sample")
def test_pages_of_the_specialist(page: Page, check_page: Callable[[str], None]) -> None:
    sign_in(page, "hanh")
    faults = []
    for name, path in pages_of_the_specialist().items():
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == (404 if name == "missing" else 200), (name, path)
        try:
            check_page(name)
        except AssertionError as fault:  # all at once: a run takes a minute
            faults.append(str(fault))
    assert faults == []


def pages_of_the_intake() -> dict[str, str]:
    """Texts not looked at, half gone through, confirmed, and without facts; files read, waiting."""
    hanh, at = User.objects.get(username="hanh"), clock.now()

    def handed_in(text: str, name: str) -> Intake:
        return receive_text(text, name=name, by=hanh, at=at)

    def files(day: str) -> str:
        text = SIGNING.replace("28/02/2019", day).encode()
        batch = start_batch([SimpleUploadedFile("tin.txt", text)], by=hanh, at=at)
        return str(batch.pk)

    half, news = handed_in(CONCLUSION, "Kết luận"), handed_in(SIGNING, "Tin")
    plain = handed_in("Trời hôm nay đẹp.", "Không có gì")
    programme = handed_in(PROGRAMME, "Chương trình")
    proposing = handed_in(CONCLUSION.replace("Số 12", "Số 13"), "Kết luận 13")
    for text in (programme, proposing):
        for fact in text.facts.all():
            decide(fact, Decision.NEW, by=hanh, at=at)
        create_records(text, by=hanh, at=at)
    first, second, *_others = half.facts.exclude(kind=FactKind.HEADER)
    decide(first, Decision.DROPPED, by=hanh, at=at)
    decide(second, Decision.NEW, by=hanh, at=at)
    read = files("01/03/2019")
    run_waiting()
    waiting = files("02/03/2019")
    person = news.facts.filter(kind=FactKind.PERSON).earliest("order")
    task = proposing.facts.filter(kind=FactKind.TASK).earliest("order")
    forms = {
        f"intake-correct-{fact.kind}": f"{text.get_absolute_url()}{fact.number}/sua/"
        for text in (half, news, handed_in(PROGRAMME.replace("Số 03", "Số 04"), "Chương trình 04"))
        for fact in text.facts.all()
    }
    assert len(forms) == len(FactKind)
    return {
        "intake-half": half.get_absolute_url(),
        "intake-news": news.get_absolute_url(),
        "intake-nothing-found": plain.get_absolute_url(),
        "intake-confirmed": programme.get_absolute_url(),
        "intake-proposals": proposing.get_absolute_url(),
        "intake-assign": f"{proposing.get_absolute_url()}{task.number}/giao/",
        "intake-link": f"{news.get_absolute_url()}{person.number}/noi/",
        "intake-link-none": f"{news.get_absolute_url()}{person.number}/noi/?q=khongcoai",
        "intake-batch": f"/nhap-van-ban/lo/{read}/",
        "intake-batch-waiting": f"/nhap-van-ban/lo/{waiting}/",
        "intake-of-batch": f"/nhap-van-ban/?lo={read}",
        **forms,
    }


@pytest.mark.usefixtures("sample")
def test_pages_of_the_intake(page: Page, check_page: Callable[[str], None]) -> None:
    places = pages_of_the_intake()
    sign_in(page, "hanh")
    faults = []
    for name, path in places.items():
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, (name, path)
        try:
            check_page(name)
        except AssertionError as fault:
            faults.append(str(fault))
    assert faults == []


@pytest.mark.usefixtures("sample")
def test_first_pages_of_every_role(page: Page, check_page: Callable[[str], None]) -> None:
    """One after the other in one office: to fill in an office takes as long as a role's pages."""
    task = Task.objects.filter(lead_agency__short_name="YT", done_on=None).earliest("pk")
    faults = []
    for who in ("yte", "khai", "vanthu", "xem", "kiemtra"):
        sign_in(page, who)
        for name, path in {
            "home": "/",
            "tasks": "/nhiem-vu/",
            "agreements": "/phoi-hop/",
            "documents": "/van-ban/",
            "task": task.get_absolute_url(),
        }.items():
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, (who, path)
            try:
                check_page(f"{who}-{name}")
            except AssertionError as fault:
                faults.append(str(fault))
    assert faults == []


@pytest.mark.usefixtures("sample")
def test_pages_without_an_account(page: Page, check_page: Callable[[str], None]) -> None:
    page.goto("/dang-nhap/")
    check_page("login")
    page.locator("[name=login]").fill("hanh")
    page.locator("[name=password]").fill("sai")
    follow(page.get_by_role("button", name="Đăng nhập", exact=True))
    expect(page.get_by_role("alert")).to_be_visible()
    check_page("login-refused")


@pytest.mark.usefixtures("sample")
def test_the_administrator_sets_up_the_second_step_first(
    page: Page, check_page: Callable[[str], None]
) -> None:
    sign_in(page, "quantri")
    page.goto("/tai-khoan/")
    expect(page).to_have_url(re.compile("/dang-nhap/"))
    check_page("second-step")
    assert not User.objects.get(username="quantri").must_change_password
