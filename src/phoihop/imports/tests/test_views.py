"""The way in from a page: template, file with errors, preview, import; and who gets where."""

import uuid
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from conftest import Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agencies.models import Agency
from phoihop.imports import services
from phoihop.imports.kinds import KINDS
from phoihop.imports.models import SheetUpload, UploadState
from phoihop.imports.tests.books import book, filled
from phoihop.jobs.models import Job, JobState
from phoihop.jobs.worker import run_waiting
from phoihop.ui import clock

AGENCY = {"name": "UBND xã Mới", "kind": "Ủy ban nhân dân", "level": "Cấp xã"}


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator)
    return client


def hand_in(client: Client, data: bytes, kind: str = "agencies", key: str = "") -> str:
    """Post the file; the address of its page."""
    answer = client.post(
        reverse("imports:start", args=[kind]),
        {"file": SimpleUploadedFile("tệp.xlsx", data), "form_key": key or str(uuid.uuid4())},
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_template_can_be_handed_in_as_it_comes(admin: Client, kind: str) -> None:
    answer = admin.get(reverse("imports:template", args=[kind]))

    if answer.status_code == 403:  # documents are the matter of those who keep the register
        return
    workbook = load_workbook(BytesIO(answer.content))
    titles = workbook.sheetnames
    assert titles[1] == "Hướng dẫn"
    refused = admin.post(
        reverse("imports:start", args=[kind]),
        {"file": SimpleUploadedFile("a.xlsx", answer.content), "form_key": str(uuid.uuid4())},
    )
    assert refused.status_code == 422
    assert "Dưới dòng tiêu đề không có gì" in refused.content.decode()


def test_the_template_speaks_the_language_of_the_page(admin: Client, cast: Cast) -> None:
    cast.administrator.language = "en"
    cast.administrator.save(update_fields=["language"])

    answer = admin.get(reverse("imports:template", args=["agencies"]))

    heading = load_workbook(BytesIO(answer.content)).worksheets[0]["A1"].value
    assert heading == "Name of the agency *"
    with translation.override("en"):
        row = {"Name of the agency": "A", "Kind of agency": "School", "Level": "Commune"}
        page = hand_in(admin, book(list(row), list(row.values())))
    assert "1 line new" in admin.get(page).content.decode()


def test_a_file_with_faults_comes_back_with_them(admin: Client) -> None:
    data = filled(
        "agencies", AGENCY, AGENCY | {"name": "Nhà trẻ", "phone": "+84 9", "level": "Tổng"}
    )

    page = hand_in(admin, data)

    text = admin.get(page).content.decode()
    assert "Dòng 3" in text
    assert "“Tổng” không thuộc danh mục" in text
    assert "Nhập 2 dòng" not in text
    answer = admin.get(reverse("imports:faults", args=[SheetUpload.objects.get().pk]))
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads[-1] == "Lỗi"
    assert "Tổng" in str(sheet.cell(3, len(heads)).value)
    assert sheet.cell(3, heads.index("Điện thoại") + 1).value == "'+84 9"
    level = heads.index("Cấp *") + 1
    assert sheet.cell(3, level).fill.fgColor.rgb == "00FBE7E3"
    assert sheet.cell(2, level).fill.fgColor.rgb == "00000000"
    again = hand_in(admin, answer.content)
    assert "Tổng" in admin.get(again).content.decode()


def test_confirmed_the_records_are_there(admin: Client) -> None:
    page = hand_in(admin, filled("agencies", AGENCY))
    assert "Nhập 1 dòng" in admin.get(page).content.decode()

    answer = admin.post(f"{page}nhap/", follow=True)

    assert "Đã nhập xong tệp" in answer.content.decode()
    assert Agency.objects.filter(name="UBND xã Mới").exists()
    again = admin.get(hand_in(admin, filled("agencies", AGENCY))).content.decode()
    assert "Mọi dòng trong tệp đều đã có" in again


def test_the_same_form_twice_makes_one_upload_and_one_import(admin: Client) -> None:
    key = str(uuid.uuid4())
    first = hand_in(admin, filled("agencies", AGENCY), key=key)
    second = hand_in(admin, filled("agencies", AGENCY), key=key)
    assert first == second

    admin.post(f"{first}nhap/")
    admin.post(f"{first}nhap/")

    assert SheetUpload.objects.count() == 1
    assert Agency.objects.filter(name="UBND xã Mới").count() == 1


def test_a_namesake_is_chosen_on_the_page(admin: Client) -> None:
    rows = [{"full_name": "Lê Thị Hai", "title": title} for title in ("A", "B")]
    page = hand_in(admin, filled("officials", *rows), "officials")
    assert 'name="line-3"' in admin.get(page).content.decode()

    refused = admin.post(f"{page}nhap/", {"line-3": ""})
    assert refused.status_code == 422
    assert "mỗi dòng cần chọn là mục nào" in refused.content.decode()
    done = admin.post(f"{page}nhap/", {"line-3": "l2"}, follow=True)

    assert "Đã nhập xong tệp" in done.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"", "Tệp này không có nội dung", id="empty"),
        pytest.param(b"%PDF-1.4", "không phải là tệp Excel", id="pdf"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx", "định dạng cũ", id="xls"),
        pytest.param(book(["Sai", "Hết"], ["a", "b"]), "tiêu đề cột như tệp mẫu", id="headings"),
        pytest.param(book(["Tên cơ quan", "Cấp"], ["a", "b"]), "Thiếu cột", id="missing"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(admin: Client, data: bytes, sentence: str) -> None:
    answer = admin.post(
        reverse("imports:start", args=["agencies"]),
        {"file": SimpleUploadedFile("a.xlsx", data), "form_key": str(uuid.uuid4())},
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not SheetUpload.objects.exists()


def test_another_person_s_file_is_not_there(admin: Client, client: Client, cast: Cast) -> None:
    page = hand_in(admin, filled("agencies", AGENCY))
    other = UserFactory.create(agency=cast.issuer_agency, role=Role.ADMINISTRATOR)
    client.force_login(other)

    answers = [
        client.get(page).status_code,
        client.get(f"{page}loi/").status_code,
        client.post(f"{page}nhap/").status_code,
        client.post(f"{page}bo/").status_code,
        client.post(f"{page}ma/").status_code,
    ]

    assert answers == [404] * 5
    assert SheetUpload.objects.get().state == UploadState.CHECKED


def test_who_may_import_what(client: Client, cast: Cast) -> None:
    answers = {}
    for name in ("issuer", "inspector", "administrator"):
        client.force_login(getattr(cast, name))
        for kind in ("agencies", "positions", "officials", "users"):
            answers[name, kind] = client.get(reverse("imports:start", args=[kind])).status_code

    assert {key: code for key, code in answers.items() if key[0] == "administrator"} == {
        ("administrator", kind): 200 for kind in ("agencies", "positions", "officials", "users")
    }
    others = {code for (name, kind), code in answers.items() if name != "administrator"}
    assert others == {403, 404}
    assert answers["issuer", "users"] == 404
    assert answers["issuer", "agencies"] == 403
    assert client.get("/nhap-excel/khong-co/").status_code == 404


def test_who_keeps_the_register_imports_it(client: Client, cast: Cast) -> None:
    address = reverse("imports:start", args=["documents"])
    client.force_login(cast.issuer)
    assert client.get(address).status_code == 200
    assert "Nhập từ Excel" in client.get(reverse("documents:list")).content.decode()
    row = {"register": "Đến", "kind": "Thông báo", "subject": "Thông báo mới"}
    page = hand_in(client, filled("documents", row), "documents")
    assert "1 dòng mới" in client.get(page).content.decode()

    for user in (cast.administrator, cast.inspector):
        client.force_login(user)
        assert client.get(address).status_code == 403
        assert "Nhập từ Excel" not in client.get(reverse("documents:list")).content.decode()


def test_lists_offer_the_import_to_those_who_may(client: Client, cast: Cast) -> None:
    lists = ("agencies:list", "agencies:officials", "agencies:positions")
    client.force_login(cast.administrator)
    pages = [client.get(reverse(name)).content.decode() for name in (*lists, "accounts:users")]
    assert all("Nhập từ Excel" in page for page in pages)

    client.force_login(cast.issuer)
    pages = [client.get(reverse(name)).content.decode() for name in lists]
    assert not any("Nhập từ Excel" in page for page in pages)


def test_put_away_nothing_is_left(admin: Client) -> None:
    page = hand_in(admin, filled("agencies", AGENCY))

    admin.post(f"{page}bo/")

    assert not SheetUpload.objects.exists()
    assert admin.get(page).status_code == 404


def test_codes_are_shown_once_after_accounts_were_imported(admin: Client) -> None:
    row = {"username": "mau", "full_name": "Nguyễn Mẫu", "agency": "BTG", "role": "Văn thư"}
    page = hand_in(admin, filled("users", row), "users")
    done = admin.post(f"{page}nhap/", follow=True)
    assert "1 tài khoản chờ đăng nhập lần đầu" in done.content.decode()

    sheets = admin.post(f"{page}ma/")

    assert "Nguyễn Mẫu" in sheets.content.decode()
    assert "no-store" in sheets.headers["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_a_large_sheet_is_checked_and_imported_by_the_worker(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_READ_AT_ONCE", 100)
    rows = [AGENCY | {"name": f"Cơ quan {n}"} for n in range(501)]
    page = hand_in(admin, filled("agencies", *rows))
    assert "Tệp đang chờ đến lượt" in admin.get(page).content.decode()
    assert admin.post(f"{page}nhap/").headers["Location"] == page

    run_waiting()
    assert "Nhập 501 dòng" in admin.get(page).content.decode()
    admin.post(f"{page}nhap/")
    assert "Đang nhập tất cả" in admin.get(page).content.decode()
    run_waiting()

    assert "Đã nhập xong tệp" in admin.get(page).content.decode()
    assert Agency.objects.filter(name__startswith="Cơ quan").count() == 501


def test_a_sheet_is_large_by_all_its_parts(admin: Client) -> None:
    data = BytesIO(filled("agencies", AGENCY))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/texts.xml", f"<sst>{'a' * 700_000}</sst>")

    hand_in(admin, data.getvalue())

    assert SheetUpload.objects.get().state == UploadState.READING


@pytest.mark.django_db(transaction=True)
def test_what_the_worker_cannot_read_says_so(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_READ_AT_ONCE", 100)
    page = hand_in(admin, book(["Sai", "Hết"], ["a", "b"]))

    run_waiting()

    assert "tiêu đề cột như tệp mẫu" in admin.get(page).content.decode()
    assert SheetUpload.objects.get().data is None


@pytest.mark.django_db(transaction=True)
def test_what_is_refused_by_the_worker_is_said_on_the_page(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = hand_in(admin, filled("agencies", AGENCY | {"code": "H1"}))
    monkeypatch.setattr(services, "kind_of", lambda _upload: _one_at_once())
    admin.post(f"{page}nhap/")
    Agency.objects.create(name="Khác", code="H1", kind="school", level="commune")

    run_waiting()

    assert SheetUpload.objects.get().state == UploadState.CHECKED
    assert "không còn gì để nhập" in admin.get(page).content.decode()


def _one_at_once() -> object:
    from dataclasses import replace  # noqa: PLC0415 -- of this test only

    return replace(KINDS["agencies"], at_once=0)


@pytest.mark.django_db(transaction=True)
def test_a_sheet_that_was_put_away_while_it_was_read_does_not_come_back(
    admin: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_READ_AT_ONCE", 100)
    page = hand_in(admin, filled("agencies", AGENCY))
    upload = SheetUpload.objects.get()
    admin.post(f"{page}bo/")

    with pytest.raises(DatabaseError):
        services.check_by_worker(
            upload, by=cast.administrator, at=clock.now(), progress=lambda _done: None
        )

    assert not SheetUpload.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_work_that_was_given_up_says_so_and_can_be_put_away(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_READ_AT_ONCE", 100)
    page = hand_in(admin, filled("agencies", AGENCY))
    Job.objects.update(state=JobState.FAILED)

    assert "Đã thử ba lần không xong" in admin.get(page).content.decode()
    admin.post(f"{page}bo/")

    assert not SheetUpload.objects.exists()


def test_old_sheets_are_forgotten(admin: Client) -> None:
    hand_in(admin, filled("agencies", AGENCY))

    assert services.forget_old(clock.now()) == 0
    SheetUpload.objects.update(expires_at=clock.now())
    assert services.forget_old(clock.now()) == 1
