"""The form that registers and corrects a document."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.audit.models import Event
from phoihop.documents import services
from phoihop.documents.files import SCAN, store
from phoihop.documents.models import Document, DocumentFile, NumberSeries
from phoihop.documents.tests.entries import LIST, PDF, entry, words
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.ui import clock

HTML = "<script>alert(1)</script>"


def test_a_clerk_registers_a_document_with_files_and_citations(
    cast: Cast, lead_client: Client
) -> None:
    cited = DocumentFactory.create(owner=cast.lead_agency, code="29-NQ/TW")
    sent = entry(
        recipients=[cast.partner_agency.pk],
        uploads=[SimpleUploadedFile("ký.pdf", PDF)],
        text="Điều 1.\r\nĐiều 2.",
        **{"cites-0-cited": "29 nq tw", "cites-1-cited": "chỉ thị của Tỉnh ủy"},
    )

    response = lead_client.post(f"{LIST}dang-ky/", sent)

    document = Document.objects.get(code="14-KH/BTGHU")
    assert response["Location"] == document.get_absolute_url()
    assert document.issuer == cast.issuer_agency
    assert (document.issued_on, document.arrived_on) == (date(2019, 3, 1), date(2019, 3, 4))
    assert document.text == "Điều 1.\nĐiều 2."
    assert [held.name for held in document.files.all()] == ["ký.pdf"]
    assert list(document.cites.order_by("pk").values_list("target", "as_printed")) == [
        (cited.pk, "29 nq tw"),
        (None, "chỉ thị của Tỉnh ủy"),
    ]
    assert set(document.viewers.values_list("agency", flat=True)) == {
        cast.lead_agency.pk,
        cast.issuer_agency.pk,
        cast.partner_agency.pk,
    }


def test_the_same_form_sent_twice_makes_one_document(lead_client: Client) -> None:
    first = lead_client.post(f"{LIST}dang-ky/", entry())
    second = lead_client.post(f"{LIST}dang-ky/", entry())

    assert first["Location"] == second["Location"]
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"subject": ""}, "Bắt buộc nhập"),
        ({"issued_on": "31/02/2020"}, "Ngày không hợp lệ"),
        ({"arrived_on": "28/02/2019"}, "Ngày đến trước ngày ban hành."),
        ({"issued_on": "01/01/1019"}, "quá xa trong quá khứ"),
        ({"secrecy": "secret", "text": "nội dung mật"}, "Không được nhập nội dung văn bản mật"),
        ({"arrival_number": "mười"}, "Nhập một số nguyên"),
        ({"subject": "x" * 501}, "500"),
    ],
)
def test_bad_input_is_said_in_words_and_nothing_typed_is_lost(
    lead_client: Client, changes: dict[str, Any], says: str
) -> None:
    response = lead_client.post(f"{LIST}dang-ky/", entry(place="Tiên Lữ", **changes))

    assert response.status_code == 422
    page = words(response)
    assert says in page
    assert "Lỗi:" in page
    assert 'value="14-KH/BTGHU"' in page
    assert 'value="Tiên Lữ"' in page
    for value in changes.values():
        assert str(value) in page
    assert not Document.objects.exists()


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 60_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (("ghi.pdf", b"MZ\x90\0" + b"\0" * 99), "Tệp không đúng định dạng PDF"),
        (("bao-cao.docx", zip_bomb()), "bom ZIP"),
        (("to.pdf", PDF + b"\0" * 3000), "Tệp quá lớn: tối đa"),
        (("rong.pdf", b""), "Tệp rỗng"),
    ],
    ids=["exe", "zip-bomb", "too-large", "empty"],
)
def test_a_refused_file_loses_neither_the_form_nor_the_good_files(
    lead_client: Client, settings: Settings, sent: tuple[str, bytes], says: str
) -> None:
    name, data = sent
    settings.UPLOAD_MAX_BYTES = 3000 if name == "to.pdf" else 50 * 1024 * 1024
    good, bad = SimpleUploadedFile("tốt.pdf", PDF), SimpleUploadedFile(name, data)

    response = lead_client.post(f"{LIST}dang-ky/", entry(uploads=[good, bad]))

    page = words(response)
    assert response.status_code == 422
    assert says in page
    assert "tốt.pdf" in page
    assert 'value="14-KH/BTGHU"' in page
    assert not Document.objects.exists()
    token = re.findall(r'name="kept" value="([^"]+)"', page)
    again = lead_client.post(f"{LIST}dang-ky/", entry(kept=token))
    assert again.status_code == 302
    assert [held.name for held in DocumentFile.objects.all()] == ["tốt.pdf"]


def test_a_made_up_token_attaches_nothing(cast: Cast, lead_client: Client) -> None:
    store(b"%PDF-1.4 of somebody else", "x.pdf", accept=SCAN)

    lead_client.post(f"{LIST}dang-ky/", entry(kept=["[1,1]", "x:y:z"]))

    assert Document.objects.count() == 1
    assert not DocumentFile.objects.exists()


def test_markup_in_every_field_is_shown_as_text(cast: Cast, lead_client: Client) -> None:
    fields = (
        "subject", "issuer", "place", "signer_name", "signer_title", "recipients_text", "text",
    )  # fmt: skip
    sent = entry(
        code="<b>1</b>", ordinal="<i>8</i>", authority_mark="<u>", **dict.fromkeys(fields, HTML)
    )

    lead_client.post(f"{LIST}dang-ky/", sent | {"cites-0-cited": HTML})

    document = Document.objects.get()
    for page in (
        LIST,
        document.get_absolute_url(),
        f"{document.get_absolute_url()}lich-su/",
        f"{document.get_absolute_url()}sua/",
        f"{document.get_absolute_url()}an/",
        f"{LIST}?words={HTML}",
    ):
        shown = words(lead_client.get(page))
        assert HTML not in shown
        assert "<b>1</b>" not in shown
    assert "&lt;script&gt;" in words(lead_client.get(document.get_absolute_url()))


def test_a_second_entry_of_the_same_paper_is_asked_about(lead_client: Client) -> None:
    lead_client.post(f"{LIST}dang-ky/", entry())
    other = entry(form_key="0f3c0e4e-7a43-4f35-9a0c-2f8f1a6d1c22", code="14 - kh/btghu")

    asked = lead_client.post(f"{LIST}dang-ky/", other)
    assert asked.status_code == 422
    assert "vẫn đăng ký" in words(asked)
    assert Document.objects.count() == 1

    held = Document.objects.get()
    assert f'name="confirm_duplicate" value="{held.pk}"' in words(asked)
    elsewhere = lead_client.post(f"{LIST}dang-ky/", other | {"confirm_duplicate": f"{held.pk + 1}"})
    assert elsewhere.status_code == 422  # a tick for another paper
    lead_client.post(f"{LIST}dang-ky/", other | {"confirm_duplicate": str(held.pk)})
    assert Document.objects.count() == 2


def test_looking_for_a_recipient_saves_nothing_and_keeps_what_was_typed(
    cast: Cast, lead_client: Client
) -> None:
    sent = entry(find="1", find_recipients="dai truyen", subject="", place="Tiên Lữ")

    response = lead_client.post(f"{LIST}dang-ky/", sent)

    page = words(response)
    assert response.status_code == 200
    assert "Đài Truyền thanh huyện" in page
    assert 'value="Tiên Lữ"' in page
    assert "Bắt buộc nhập" not in page
    assert not Document.objects.exists()
    part = lead_client.get(
        reverse("documents:recipients"),
        {"find_recipients": "không có", "recipients": str(cast.partner_agency.pk)},
    )
    assert "Không có cơ quan nào tên" in words(part)
    assert re.search(r"<input[^>]+checked[^>]*>\s*Đài Truyền thanh huyện", words(part))


def test_an_outgoing_document_takes_its_number_from_a_series(
    cast: Cast, lead_client: Client
) -> None:
    year = clock.today().year
    run = {"regime": "state", "symbol": "KH-UBND", "first_day": f"01/01/{year}", "last_number": "4"}
    assert lead_client.post(reverse("documents:series"), run).status_code == 302
    series = NumberSeries.objects.get()
    on = f"{clock.today():%d/%m/%Y}"
    sent = entry(register="outgoing", code="", series=series.pk, arrived_on="", issued_on=on)

    lead_client.post(f"{LIST}dang-ky/", sent)

    assert Document.objects.get().code == "05/KH-UBND"
    both = entry(register="outgoing", code="9/KH-UBND", series=series.pk, form_key=str(NOW.time()))
    assert lead_client.post(f"{LIST}dang-ky/", both).status_code == 422


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"symbol": "KH", "regime": "party"}, "Ký hiệu không đúng thể thức"),
        ({"first_day": "31/02/2019"}, "Ngày không hợp lệ"),
        ({"last_day": "31/12/2018"}, "Ngày cuối trước ngày đầu."),
    ],
)
def test_a_wrong_series_is_refused(lead_client: Client, sent: dict[str, str], says: str) -> None:
    good = {"regime": "party", "symbol": "CTr/HU", "first_day": "01/01/2019", "last_number": "0"}

    response = lead_client.post(reverse("documents:series"), good | sent)

    assert response.status_code == 422
    assert says in words(response)
    assert not NumberSeries.objects.exists()


def test_correcting_changes_only_what_was_changed(cast: Cast, lead_client: Client) -> None:
    lead_client.post(f"{LIST}dang-ky/", entry(recipients=[cast.partner_agency.pk]))
    document = Document.objects.get()
    page = f"{document.get_absolute_url()}sua/"
    assert "Ban Tuyên giáo Huyện ủy An Lạc" in words(lead_client.get(page))
    sent = entry(recipients=[cast.partner_agency.pk], subject="trích yếu mới", issuer="Huyện đoàn")

    response = lead_client.post(page, sent)

    assert response.status_code == 302
    document.refresh_from_db()
    assert (document.subject, document.issuer, document.issuer_name) == (
        "trích yếu mới",
        None,
        "Huyện đoàn",
    )
    changed = Event.objects.get(verb="document.edited").changes
    assert set(changed.values_list("field", flat=True)) == {"subject", "issuer", "issuer_name"}
    history = words(lead_client.get(f"{document.get_absolute_url()}lich-su/"))
    assert "Sửa thông tin văn bản" in history
    assert "trích yếu mới" in history


def test_another_persons_correction_is_not_undone_unseen(cast: Cast, lead_client: Client) -> None:
    lead_client.post(f"{LIST}dang-ky/", entry())
    document = Document.objects.get()
    page = f"{document.get_absolute_url()}sua/"
    seen = lead_client.get(page)
    services.edit_document(document, {"subject": "sửa bởi người khác"}, by=cast.lead, at=NOW)
    sent = entry(place="An Lạc", shown=seen.context["form"]["shown"].value())

    response = lead_client.post(page, sent)

    assert response.status_code == 422
    assert "người khác đã sửa văn bản này" in words(response)
    assert "Trích yếu" in words(response)
    document.refresh_from_db()
    assert (document.subject, document.place) == ("sửa bởi người khác", "")

    shown_now = response.context["form"]["shown"].value()
    assert lead_client.post(page, sent | {"shown": shown_now}).status_code == 302
    document.refresh_from_db()
    assert (document.subject, document.place) == (sent["subject"], "An Lạc")


def test_the_twenty_first_file_is_refused_aloud(lead_client: Client) -> None:
    uploads = [SimpleUploadedFile(f"{n}.pdf", PDF + bytes([n])) for n in range(65, 86)]

    response = lead_client.post(f"{LIST}dang-ky/", entry(uploads=uploads))

    assert response.status_code == 422
    assert "85.pdf: mỗi lần gửi tối đa 20 tệp." in words(response)
    assert len(response.context["entry"].kept) == 20


@pytest.mark.parametrize("who", ["inspector", "administrator"])
def test_those_who_only_read_register_nothing(cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))

    assert client.get(f"{LIST}dang-ky/").status_code == 403
    assert client.post(f"{LIST}dang-ky/", entry()).status_code == 403
    assert f"{LIST}dang-ky/" not in words(client.get(LIST))
    # An administrator opens a series for the set-up, yet takes no number from it.
    refused = client.post(reverse("documents:series"), {"symbol": "CTr/HU"})
    assert refused.status_code == (422 if who == "administrator" else 403)
    assert not Document.objects.exists()


def test_namesakes_are_asked_about(cast: Cast, lead_client: Client) -> None:
    AgencyFactory.create(name="Ban Tuyên giáo Huyện ủy An Lạc")

    response = lead_client.post(f"{LIST}dang-ky/", entry())

    assert response.status_code == 422
    assert f"#{cast.issuer_agency.pk}" in words(response)
