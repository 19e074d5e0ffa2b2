"""Pages of the dossiers: who sees what, what a form keeps, what a page costs."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from conftest import NOW, Cast
from phoihop.accounts.models import Role
from phoihop.accounts.tests.factories import UserFactory
from phoihop.agreements.models import Agreement
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.dossiers import exports, services
from phoihop.dossiers.models import Dossier, DossierItem, Export
from phoihop.dossiers.tests.factories import DossierFactory, closed
from phoihop.tasks.models import Task
from phoihop.tasks.tests.factories import TaskFactory


@pytest.fixture(autouse=True)
def fresh_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DERIVED_DIR", tmp_path / "derived")


def page(client: Client, url: str, **query: Any) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200
    return answer.content.decode()


ENTRY = {
    "form_key": "0b5f6d0e-8a4b-4f38-9c3e-2f0c3d7b9a11",
    "year": "2026",
    "code": "01-TG",
    "title": "Hội nghị sơ kết",
    "retention": "20",
    "opened_on": "1/4/26",
    "note": "",
}


def test_every_record_offers_to_be_put_into_a_dossier(
    client: Client, cast: Cast, document: Document, agreement: Agreement, task: Task
) -> None:
    records: list[Any] = [document, agreement, task]
    reader = UserFactory.create(agency=cast.issuer_agency, role=Role.VIEWER)
    for record in records:
        name = f"{record._meta.label_lower}:{record.pk}"
        client.force_login(cast.issuer)
        assert f"/ho-so/dua-vao/?record={name}" in page(client, record.get_absolute_url())

        client.force_login(reader)
        assert "/ho-so/dua-vao/" not in page(client, record.get_absolute_url())
        assert client.get("/ho-so/dua-vao/", {"record": name}).status_code == 403


def test_a_record_is_put_into_an_open_dossier(
    client: Client, cast: Cast, dossier: Dossier, document: Document
) -> None:
    client.force_login(cast.issuer)
    url = f"/ho-so/dua-vao/?record=documents.document:{document.pk}"
    assert dossier.title in page(client, url)

    answer = client.post(url, {"dossier": dossier.pk, "note": "Bản chính"})

    assert answer.status_code == 302
    assert answer["Location"] == dossier.get_absolute_url()
    shown = page(client, dossier.get_absolute_url())
    assert document.subject in shown
    assert "Bản chính" in shown
    again = client.post(url, {"dossier": dossier.pk, "note": "lần nữa"})
    assert again.status_code == 422
    assert "đã nằm trong hồ sơ ấy" in again.content.decode()
    assert "lần nữa" in again.content.decode()


@pytest.mark.parametrize(
    "name",
    ["", "x", "documents.document:", "documents.document:99999", "accounts.user:1",
     "documents.document:9" + "9" * 30, "documents.document:-1", "tasks.task:1 OR 1=1"],
)  # fmt: skip
def test_what_is_no_record_is_not_there(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.issuer)

    assert client.get("/ho-so/dua-vao/", {"record": name}).status_code == 404


def test_another_agency_s_dossier_takes_nothing(
    client: Client, cast: Cast, document: Document
) -> None:
    foreign = DossierFactory.create(owner=cast.outside_agency)
    client.force_login(cast.issuer)
    url = f"/ho-so/dua-vao/?record=documents.document:{document.pk}"

    assert client.post(url, {"dossier": foreign.pk}).status_code == 404
    for bad in ("", "x", "0", "9" * 30):
        assert client.post(url, {"dossier": bad}).status_code in {404, 422}
    assert not DossierItem.objects.exists()


def test_a_dossier_is_opened_with_the_record_in_it(
    client: Client, cast: Cast, document: Document
) -> None:
    client.force_login(cast.issuer)
    url = f"/ho-so/lap/?record=documents.document:{document.pk}"
    assert str(document) in page(client, url)

    for _twice in range(2):
        answer = client.post(url, ENTRY | {"keeper": cast.issuer.pk})
        assert answer.status_code == 302

    made = Dossier.objects.get()
    assert (made.code, made.retention_years) == ("01-TG", 20)
    assert made.opened_on == date(2026, 4, 1)
    assert [item.object_id for item in made.items.all()] == [document.pk]


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("code", "", "Bắt buộc nhập"),
        ("title", "", "Bắt buộc nhập"),
        ("year", "abc", "Nhập"),
        ("opened_on", "31/02/2026", "Ngày không hợp lệ"),
        ("retention", "99", "99"),
        ("keeper", "0", "#id_keeper"),
    ],
)
def test_a_refused_entry_keeps_what_was_typed(
    client: Client, cast: Cast, field: str, typed: str, says: str
) -> None:
    client.force_login(cast.issuer)

    answer = client.post(
        "/ho-so/lap/", ENTRY | {"keeper": cast.issuer.pk, "note": "ghi nhớ", field: typed}
    )

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "ghi nhớ" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_a_taken_code_is_said_on_its_field(client: Client, cast: Cast) -> None:
    DossierFactory.create(owner=cast.issuer_agency, year=2026, code="01-TG")
    client.force_login(cast.issuer)

    answer = client.post("/ho-so/lap/", ENTRY | {"keeper": cast.issuer.pk})

    assert answer.status_code == 422
    assert 'href="#id_code"' in answer.content.decode()


def test_an_outsider_finds_no_dossier(client: Client, cast: Cast, dossier: Dossier) -> None:
    for who in (cast.lead, cast.outsider):
        client.force_login(who)
        assert dossier.title not in page(client, "/ho-so/")
        for path in ("", "lich-su/", "sua/", "dong/", "nop-luu/", "xuat/"):
            assert client.get(f"{dossier.get_absolute_url()}{path}").status_code == 404


def test_an_inspector_reads_and_does_nothing(
    client: Client, cast: Cast, dossier: Dossier, document: Document
) -> None:
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    client.force_login(cast.inspector)

    shown = page(client, dossier.get_absolute_url())

    assert document.subject in shown
    for words in ("Đóng hồ sơ", "Sửa thông tin", "Xuất thành thư mục", "Thao tác"):
        assert words not in shown
    for path in ("sua/", "dong/", "mo-lai/", "nop-luu/", "xuat/"):
        assert client.post(f"{dossier.get_absolute_url()}{path}").status_code == 403


def test_a_record_that_is_not_shown_has_no_name(
    client: Client, cast: Cast, dossier: Dossier, document: Document
) -> None:
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    Document.objects.filter(pk=document.pk).update(hidden_at=NOW, hidden_by=cast.issuer)
    client.force_login(cast.issuer)

    for path in ("", "lich-su/"):
        shown = page(client, f"{dossier.get_absolute_url()}{path}")
        assert "(không được xem)" in shown
        assert document.subject not in shown


def test_a_dossier_goes_its_whole_way(
    client: Client, cast: Cast, dossier: Dossier, document: Document
) -> None:
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    base = dossier.get_absolute_url()
    client.force_login(cast.issuer)

    assert client.post(f"{base}dong/", {"work_ended_on": "31/2/2019"}).status_code == 422
    early = client.post(f"{base}dong/", {"work_ended_on": "1/1/2019"})
    assert early.status_code == 422
    assert 'href="#id_work_ended_on"' in early.content.decode()
    assert client.post(f"{base}dong/", {"work_ended_on": "10/4/2019"}).status_code == 302
    assert "Hạn nộp vào lưu trữ hiện hành: 10/04/2020" in page(client, base)
    assert client.post(f"{base}mo-lai/", {"reason": "x"}).status_code == 403

    client.force_login(cast.issuer_leader)
    assert client.post(f"{base}mo-lai/", {"reason": ""}).status_code == 422
    assert client.post(f"{base}mo-lai/", {"reason": "Thiếu bản ký"}).status_code == 302
    assert client.post(f"{base}dong/", {"work_ended_on": "10/4/2019"}).status_code == 302
    sent = {
        "archive": "current",
        "archive_name": "Lưu trữ huyện",
        "on": "12/4/2019",
        "minutes": " ",
        "received_by": "Ngô Thị Lưu",
    }
    refused = client.post(f"{base}nop-luu/", sent)
    assert refused.status_code == 422
    assert "Ngô Thị Lưu" in refused.content.decode()
    assert client.post(f"{base}nop-luu/", sent | {"minutes": "03/BB"}).status_code == 302
    shown = page(client, base)
    assert "03/BB" in shown
    assert "Mở lại hồ sơ" not in shown


@pytest.mark.parametrize("act", ["len", "xuong", "bo", "ghi-chu"])
def test_acts_on_a_record_of_a_closed_dossier_say_why_not(
    client: Client, cast: Cast, dossier: Dossier, document: Document, act: str
) -> None:
    item = services.put_in(dossier, document, by=cast.issuer, at=NOW)
    closed(dossier, cast.issuer)
    client.force_login(cast.issuer)

    url = f"{dossier.get_absolute_url()}muc/{item.pk}/{act}/"
    answer = client.post(url, {"note": "x"}, follow=True)

    assert "Hồ sơ đã đóng" in answer.content.decode()
    assert dossier.items.count() == 1


def test_an_item_is_found_only_in_its_own_dossier(
    client: Client, cast: Cast, dossier: Dossier, document: Document
) -> None:
    foreign = DossierFactory.create(owner=cast.outside_agency)
    item = DossierItem.objects.create(
        dossier=foreign, kind="x", object_id=1, position=1, added_at=NOW, added_by=cast.outsider
    )
    client.force_login(cast.issuer)

    url = f"{dossier.get_absolute_url()}muc/{item.pk}/bo/"
    assert client.post(url).status_code == 404
    assert foreign.items.count() == 1


def test_a_folder_is_made_and_downloaded_by_who_asked(
    client: Client, cast: Cast, dossier: Dossier, document: Document
) -> None:
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    base = dossier.get_absolute_url()
    client.force_login(cast.issuer)
    assert "Thư mục sẽ có 1 mục." in page(client, f"{base}xuat/")

    answer = client.post(f"{base}xuat/")

    export = Export.objects.get()
    assert answer["Location"] == export.get_absolute_url()
    assert export.sha256 in page(client, export.get_absolute_url())
    took = client.get(f"{export.get_absolute_url()}tai/")
    data = b"".join(took.streaming_content)  # type: ignore[attr-defined]  # a file
    assert took["Content-Type"] == "application/zip"
    assert took["Content-Disposition"].startswith("attachment")
    assert took["X-Content-Type-Options"] == "nosniff"
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None

    client.force_login(cast.issuer_leader)  # may make one of their own
    assert client.get(export.get_absolute_url()).status_code == 404
    assert client.get(f"{export.get_absolute_url()}tai/").status_code == 404


def test_a_folder_that_was_deleted_says_so(
    client: Client, cast: Cast, dossier: Dossier, document: Document
) -> None:
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)
    client.post(f"{dossier.get_absolute_url()}xuat/")
    export = Export.objects.get()
    exports.place_of(export).unlink()

    assert "đã được xóa sau một tuần" in page(client, export.get_absolute_url())
    assert client.get(f"{export.get_absolute_url()}tai/").status_code == 404


def test_a_large_folder_shows_its_progress_and_stops_asking(
    client: Client, cast: Cast, dossier: Dossier, document: Document, monkeypatch: Any
) -> None:
    monkeypatch.setattr(exports, "_ITEMS_AT_ONCE", 0)
    services.put_in(dossier, document, by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)
    client.post(f"{dossier.get_absolute_url()}xuat/")
    export = Export.objects.get()

    waiting = client.get(export.get_absolute_url(), headers={"HX-Request": "true"})
    assert waiting.status_code == 200
    assert "Đang tạo thư mục" in waiting.content.decode()
    exports.make(export, at=NOW)
    done = client.get(export.get_absolute_url(), headers={"HX-Request": "true"})
    assert done.status_code == 286


@pytest.mark.parametrize("count", [3, 30])
def test_a_page_costs_the_same_with_few_and_many_records(
    client: Client, cast: Cast, dossier: Dossier, django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        make = DocumentFactory if number % 2 else TaskFactory
        owner = {"owner" if number % 2 else "assigner": cast.issuer_agency}
        services.put_in(dossier, make.create(**owner), by=cast.issuer, at=NOW)
    client.force_login(cast.issuer)
    client.get(dossier.get_absolute_url())

    for path in ("", "lich-su/"):
        with django_assert_max_num_queries(18):
            client.get(f"{dossier.get_absolute_url()}{path}")


@pytest.mark.parametrize("count", [2, 24])
def test_the_list_costs_the_same_with_few_and_many(
    client: Client, cast: Cast, django_assert_max_num_queries: Any, count: int
) -> None:
    DossierFactory.create_batch(count, owner=cast.issuer_agency, keeper=cast.issuer)
    client.force_login(cast.issuer)
    client.get("/ho-so/")

    with django_assert_max_num_queries(17):
        client.get("/ho-so/")


def test_the_list_is_filtered_by_year_words_and_state(
    client: Client, cast: Cast, dossier: Dossier, document: Document
) -> None:
    old = DossierFactory.create(
        owner=cast.issuer_agency, keeper=cast.issuer, year=2018, title="Tổng kết năm cũ"
    )
    services.put_in(old, document, by=cast.issuer, at=NOW)
    closed(old, cast.issuer)
    client.force_login(cast.issuer)

    for query, found in (
        ({"year": "2018"}, [old]),
        ({"words": "tong ket"}, [old]),
        ({"state": "open"}, [dossier]),
        ({"state": "closed"}, [old]),
        ({"state": "due"}, [old]),  # the work ended years before today
        ({"state": "handed"}, []),
        ({"year": "x", "words": "\0", "state": "?"}, [old, dossier]),
    ):
        shown = page(client, "/ho-so/", **query)
        for one in (old, dossier):
            assert (one.title in shown) is (one in found), query
