"""The screens: what they show, what they refuse, and that nothing typed is lost."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.audit.models import Event
from phoihop.documents import services
from phoihop.documents.facts import CitationFacts, DocumentFacts
from phoihop.documents.files import SCAN, store
from phoihop.documents.models import (
    Citation,
    Document,
    DocumentFile,
    DocumentViewer,
    NumberSeries,
    Register,
    Relation,
)
from phoihop.documents.spans import Source, link_source_spans
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.ui import clock

PDF = b"%PDF-1.7\n%%EOF\n"
HTML = "<script>alert(1)</script>"
LIST = "/van-ban/"


def entry(**changes: object) -> dict[str, Any]:
    """What the form sends for a plain incoming plan."""
    sent: dict[str, Any] = {
        "form_key": "5f3c0e4e-7a43-4f35-9a0c-2f8f1a6d1c11",
        "register": "incoming",
        "kind": "KH",
        "regime": "party",
        "code": "14-KH/BTGHU",
        "subject": "về tuyên truyền phòng, chống đuối nước",
        "issuer": "Ban Tuyên giáo Huyện ủy An Lạc",
        "issued_on": "01/03/2019",
        "arrived_on": "4/3/2019",
        "urgency": "normal",
        "secrecy": "open",
        "cites-TOTAL_FORMS": "3",
        "cites-INITIAL_FORMS": "0",
        **{f"cites-{n}-relation": "based_on" for n in range(3)},
        **{f"cites-{n}-cited": "" for n in range(3)},
    }
    return sent | changes


@pytest.fixture
def lead_client(cast: Cast, client: Client) -> Client:
    client.force_login(cast.lead)
    return client


def words(response: Any) -> str:
    text: str = response.content.decode()
    return text


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

    lead_client.post(f"{LIST}dang-ky/", other | {"confirm_duplicate": "1"})
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


@pytest.fixture
def whole(cast: Cast) -> Document:
    """A document of the lead agency with a file, citations and sources."""
    facts = DocumentFacts(
        register=Register.INCOMING,
        kind="KH",
        code="14-KH/BTGHU",
        subject="về dạy bơi",
        text="Căn cứ 05-CT/TW.\nHuyện đoàn mở 3 lớp bơi.",
        recipients=(cast.partner_agency,),
    )
    document = services.register_document(facts, by=cast.lead, at=NOW)
    stored = store(PDF, "a.pdf", accept=SCAN)
    services.add_file(document, stored, "ký.pdf", by=cast.lead, at=NOW)
    source = Source(document, 17, 27)
    link_source_spans(document, [source], by=cast.lead, at=NOW)
    return document


def test_the_page_marks_the_words_a_record_was_read_from(
    cast: Cast, lead_client: Client, whole: Document
) -> None:
    span = whole.spans.get()

    page = words(lead_client.get(span.get_absolute_url().partition("#")[0]))

    assert '<p id="o-17"><mark>Huyện đoàn</mark> mở 3 lớp bơi.</p>' in page
    assert '<p id="o-0">Căn cứ 05-CT/TW.</p>' in page
    assert "Huyện đoàn mở 3 lớp bơi." in page


def test_a_citation_is_added_linked_and_taken_back(
    cast: Cast, lead_client: Client, whole: Document
) -> None:
    page = whole.get_absolute_url()
    lead_client.post(f"{page}dan-chieu/", {"relation": "based_on", "cited": "chỉ thị số 05"})
    cited = Citation.objects.get()
    target = DocumentFactory.create(owner=cast.lead_agency, number=5, code="05-CT/TW")
    shown = words(lead_client.get(page))
    assert f'value="{target.pk}"' in shown
    assert "cùng loại và số" in shown

    lead_client.post(f"{page}dan-chieu/{cited.pk}/noi/", {"target": target.pk})
    cited.refresh_from_db()
    assert cited.target == target
    assert whole.code in words(lead_client.get(target.get_absolute_url()))

    lead_client.post(f"{page}dan-chieu/{cited.pk}/bo/")
    assert not Citation.objects.exists()
    empty = lead_client.post(f"{page}dan-chieu/", {"relation": "based_on", "cited": ""})
    assert empty.status_code == 422
    assert "Bắt buộc nhập" in words(empty)


def test_who_does_not_see_the_cited_document_reads_only_its_words(
    cast: Cast, client: Client, whole: Document
) -> None:
    target = DocumentFactory.create(owner=cast.lead_agency, code="05-CT/TW", subject="chuyện kín")
    cited = CitationFacts(Relation.BASED_ON, target.pk, "05-CT/TW", 7, 15)
    from phoihop.documents.citations import add_citation  # noqa: PLC0415

    add_citation(whole, cited, by=cast.lead, at=NOW)
    client.force_login(cast.partner)

    page = words(client.get(whole.get_absolute_url()))

    assert "chuyện kín" not in page
    assert target.get_absolute_url() not in page


def test_files_are_added_refused_downloaded_and_taken_off(
    cast: Cast, lead_client: Client, whole: Document
) -> None:
    page = whole.get_absolute_url()
    sent = [SimpleUploadedFile("b.pdf", PDF + b"2"), SimpleUploadedFile("c.pdf", b"MZ\0\0")]

    response = lead_client.post(f"{page}tep/", {"uploads": sent})

    assert response.status_code == 422
    assert "Tệp không đúng định dạng PDF" in words(response)
    assert [held.name for held in whole.files.all()] == ["ký.pdf", "b.pdf"]
    held = whole.files.get(name="ký.pdf")
    download = lead_client.get(held.get_absolute_url())
    assert download.getvalue() == PDF
    lead_client.post(f"{page}tep/{held.pk}/bo/")
    assert lead_client.get(held.get_absolute_url()).status_code == 404
    assert "ký.pdf" not in words(lead_client.get(page))


def test_hiding_asks_why_and_offers_to_undo(lead_client: Client, whole: Document) -> None:
    page = whole.get_absolute_url()
    assert lead_client.post(f"{page}an/", {"reason": ""}).status_code == 422

    response = lead_client.post(f"{page}an/", {"reason": "vào nhầm"}, follow=True)

    assert "Hoàn tác" in words(response)
    assert lead_client.get(page).status_code == 404
    assert whole.code in words(lead_client.get(f"{LIST}?register=hidden"))
    lead_client.post(f"{page}hien-lai/")
    assert lead_client.get(page).status_code == 200


def test_a_signed_document_has_no_buttons_to_change_it(
    cast: Cast, lead_client: Client, whole: Document
) -> None:
    services.freeze_document(whole, by=cast.lead, at=NOW)
    page = whole.get_absolute_url()

    shown = words(lead_client.get(page))

    assert f"{page}sua/" not in shown
    assert "Đã ký và khóa" in shown
    refused = lead_client.post(f"{page}an/", {"reason": "x"})
    assert refused.status_code == 422
    assert "Văn bản đã ký" in words(refused)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"A", "B", "C", "D"}),
        ("?register=incoming", {"A"}),
        ("?register=outgoing", {"B"}),
        ("?register=others", {"D"}),
        ("?kind=NQ", {"B"}),
        ("?year=2017", {"B"}),
        ("?issuer=tỉnh", {"C"}),
        ("?urgency=express", {"C"}),
        ("?words=dao+tao", {"B"}),
        ("?words=01+nq", {"B"}),
        ("?words=giao+duc&kind=NQ", {"B"}),
        ("?year=abc", {"A", "B", "C", "D"}),
        ("?after=%FF%00&year=99999", {"A", "B", "C", "D"}),
    ],
)
def test_the_register_is_filtered_from_the_address(
    cast: Cast, lead_client: Client, query: str, found: set[str]
) -> None:
    make, own = DocumentFactory.create, {"owner": cast.lead_agency}
    make(**own, register="incoming", code="A-CT/TW", subject="về giáo dục")
    make(
        **own,
        register="outgoing",
        kind="NQ",
        code="01-NQ/HU",
        subject="B về giáo dục, đào tạo",
        issued_on=date(2017, 5, 1),
    )
    make(**own, code="C-CT/TU", issuer_name="Tỉnh ủy", urgency="express", subject="về thi đua")
    shared = make(owner=cast.issuer_agency, code="D-CT/TW", subject="về phong trào")
    DocumentViewer.objects.create(agency=cast.lead_agency, document=shared)
    DocumentFactory.create(owner=cast.outside_agency, code="E-CT/TW")

    page = words(lead_client.get(f"{LIST}{query}"))

    codes = {"A": "A-CT/TW", "B": "01-NQ/HU", "C": "C-CT/TU", "D": "D-CT/TW", "E": "E-CT/TW"}
    assert {key for key, code in codes.items() if f">{code}</a>" in page} == found


def test_the_register_costs_the_same_at_ten_and_at_a_thousand_rows(
    cast: Cast, lead_client: Client
) -> None:
    first = DocumentFactory.create(owner=cast.lead_agency)
    costs = []
    for wanted in (10, 1000):
        _fill(first, wanted - Document.objects.count())
        lead_client.get(LIST)  # sessions and the like are warm
        with CaptureQueriesContext(connection) as counted:
            page = words(lead_client.get(LIST))
        costs.append(len(counted))
        assert page.count('<th scope="row"') == min(wanted, 25)
    assert costs[0] == costs[1] <= 30


def test_the_page_costs_the_same_with_many_citations_and_sources(
    cast: Cast,
    lead_client: Client,
    whole: Document,
) -> None:
    costs = []
    for many in (2, 40):
        for n in range(many):
            target = DocumentFactory.create(owner=cast.lead_agency)
            Citation.objects.create(source=whole, target=target, relation="based_on")
            Citation.objects.create(source=target, target=whole, relation="mentions")
            Citation.objects.create(source=whole, relation="mentions", as_printed=f"số {n} cũ")
        lead_client.get(whole.get_absolute_url())
        with CaptureQueriesContext(connection) as counted:
            lead_client.get(whole.get_absolute_url())
        costs.append(len(counted))
    assert costs[0] == costs[1] <= 30


def _fill(like: Document, count: int) -> None:
    made = Document.objects.bulk_create(
        Document(
            owner=like.owner,
            register="reference",
            kind="CT",
            code=f"{n}-CT/TW",
            code_key=f"{n}ctw",
            subject=f"về việc {n}",
            issued_on=date(2018, 1, 1),
            registered_at=NOW,
            registered_by=like.registered_by,
        )
        for n in range(count)
    )
    DocumentViewer.objects.bulk_create(
        DocumentViewer(agency=like.owner, document=document) for document in made
    )


def addresses(document: Document) -> Iterator[tuple[str, str]]:
    """Every address of one document: how it is asked, and where."""
    page, held = document.get_absolute_url(), document.files.first()
    cited = document.cites.first()
    assert held is not None
    assert cited is not None
    for path in ("", "lich-su/", "sua/", "an/", f"tep/{held.pk}/"):
        yield "get", f"{page}{path}"
    for path in (
        "sua/",
        "an/",
        "tep/",
        f"tep/{held.pk}/bo/",
        "dan-chieu/",
        f"dan-chieu/{cited.pk}/noi/",
        f"dan-chieu/{cited.pk}/bo/",
        "hien-lai/",
    ):
        yield "post", f"{page}{path}"


def _state() -> list[Any]:
    return [
        list(Document.objects.values_list("pk", "subject", "hidden_at")),
        list(DocumentFile.objects.values_list("pk", "removed_at")),
        list(Citation.objects.values_list("pk", "target")),
        Event.objects.count(),
    ]


@pytest.mark.parametrize(
    ("who", "answers"),
    [
        ("outsider", (404, 404)),
        ("partner", (200, 403)),
        ("inspector", (200, 403)),
        ("lead_leader", (200, 200)),
    ],
)
def test_who_may_read_and_who_may_change(
    cast: Cast, client: Client, whole: Document, who: str, answers: tuple[int, int]
) -> None:
    reads, writes = answers
    DocumentViewer.objects.get_or_create(agency=cast.issuer_agency, document=whole)
    Citation.objects.create(source=whole, relation="mentions", as_printed="một văn bản")
    client.force_login(getattr(cast, who))
    before = _state()
    sent = {"reason": "x", "relation": "based_on", "cited": "1-CT/TW", "code": "1"}

    for how, address in addresses(whole):
        changing = how == "post" or address.endswith(("sua/", "an/"))
        wanted = writes if changing else reads
        answer = client.get(address) if how == "get" else client.post(address, sent)
        if answer.streaming:
            answer.getvalue()
        if wanted == 200:
            continue
        if address.endswith("hien-lai/"):
            wanted = 404  # what is not hidden cannot be brought back, nor by strangers
        assert answer.status_code == wanted, address
    if writes != 200:
        assert _state() == before


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


def test_the_chain_leads_to_what_rests_on_the_document(
    lead_client: Client, whole: Document
) -> None:
    page = words(lead_client.get(whole.get_absolute_url()))

    for room in ("agreements:list", "tasks:list"):
        address = f"{reverse(room)}?document={whole.pk}"
        assert address in page
        rows = lead_client.get(address)
        assert rows.status_code == 200
        assert f": {whole.code}" in words(rows)  # the condition is shown, to be taken off
