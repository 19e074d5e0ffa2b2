"""The pages of the intake."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from conftest import NOW, Cast
from phoihop.agencies.models import AgencyLink
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.documents import files as stored_files
from phoihop.documents.models import Document
from phoihop.documents.services import hide_document
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.jobs.models import Job
from phoihop.jobs.worker import run_waiting
from phoihop.reader.tests.papers import OLD_WORD, PAGE, mail
from phoihop.reader.tests.scans import PLAN, scan
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.steps import mark_of
from phoihop.workspace.models import Decision, Intake
from phoihop.workspace.tests.texts import SIGNING

LIST = "/nhap-van-ban/"


@pytest.fixture
def intake(cast: Cast) -> Intake:
    return receive_text(SIGNING, name="Ký kết 2019", by=cast.issuer, at=NOW)


def test_an_empty_form_says_what_to_do(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)

    answer = client.post(LIST, {"text": "  "})

    assert answer.status_code == 422
    assert "Hãy dán văn bản hoặc chọn tệp." in answer.content.decode()


def test_who_hands_nothing_in_is_not_told_to(client: Client, cast: Cast) -> None:
    client.force_login(cast.inspector)

    page = client.get(LIST).content.decode()

    assert "Chuyên viên, văn thư và lãnh đạo cơ quan đưa văn bản vào" in page
    assert "dán ở trên" not in page


def test_a_refused_text_stays_on_the_form(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)

    answer = client.post(LIST, {"text": "12345 <b>…</b> 67890 !!!".replace("b", "1")})

    assert answer.status_code == 422
    assert "12345" in answer.content.decode()


def test_what_was_handed_in_is_shown_as_text(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)

    answer = client.post(LIST, {"text": f"<script>alert(1)</script>\n{SIGNING}"}, follow=True)

    page = answer.content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.django_db(transaction=True)
def test_a_long_text_is_read_by_a_job(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)
    long = SIGNING + "Các cơ quan tiếp tục thực hiện chương trình đã ký. " * 6000

    answer = client.post(LIST, {"text": long})

    job = Job.objects.get()
    assert answer.headers["Location"].endswith(f"/lo/{job.pk}/")
    assert not Intake.objects.exists()
    run_waiting()
    assert Intake.objects.get().facts.exists()
    assert "1 trong 1 tệp" in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_batch_is_its_owner_s(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)
    client.post(LIST, {"text": SIGNING * 400})
    job = Job.objects.get()

    client.force_login(cast.partner)

    assert client.get(f"{LIST}lo/{job.pk}/").status_code == 404


def test_a_decision_goes_to_the_next_open_fact(client: Client, cast: Cast, intake: Intake) -> None:
    client.force_login(cast.issuer)

    shown = mark_of(intake.facts.get(order=0))
    answer = client.post(f"{intake.get_absolute_url()}1/", {"decision": "new", "shown": shown})

    assert answer.headers["Location"].endswith("#f2")
    assert intake.facts.get(order=0).decision == Decision.NEW


def test_a_wrong_day_keeps_what_was_typed(client: Client, cast: Cast, intake: Intake) -> None:
    client.force_login(cast.issuer)
    number = intake.facts.get(kind="document").number

    answer = client.post(
        f"{intake.get_absolute_url()}{number}/sua/",
        {"kind": "KH", "code": "14-KH/HU", "date": "31/02/2020", "subject": "về công tác năm"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày không hợp lệ" in page
    assert "31/02/2020" in page
    assert "về công tác năm" in page


def test_a_corrected_fact_is_what_is_made(client: Client, cast: Cast, intake: Intake) -> None:
    client.force_login(cast.issuer)
    fact = intake.facts.get(kind="document")
    client.post(
        f"{intake.get_absolute_url()}{fact.number}/sua/",
        {
            "shown": mark_of(fact),
            "kind": "KH",
            "code": "15-KH/HU",
            "date": "30/01/2019",
            "subject": "về công tác năm",
            "relation": "carries_out",
        },
    )
    for fact in intake.facts.filter(decision=Decision.OPEN):
        client.post(
            f"{intake.get_absolute_url()}{fact.number}/",
            {"decision": "new", "shown": mark_of(fact)},
        )

    client.post(f"{intake.get_absolute_url()}tao/")

    document = Document.objects.get(code="15-KH/HU")
    assert (document.number, document.subject) == (15, "về công tác năm")
    assert document.cited_by.get().relation == "carries_out"


def test_the_list_costs_the_same_at_10_and_at_1000_texts(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(cast.issuer)

    def add(first: int, last: int) -> None:
        Intake.objects.bulk_create(
            Intake(
                owner=cast.issuer_agency,
                name=f"tin {n}",
                sha256=f"{n:064x}",
                text="Tin",
                received_at=NOW,
                received_by=cast.issuer,
            )
            for n in range(first, last)
        )

    add(0, 10)
    with django_assert_max_num_queries(9) as few:
        client.get(LIST)
    add(10, 1000)
    with django_assert_max_num_queries(9) as many:
        client.get(LIST)

    assert len(few.captured_queries) == len(many.captured_queries)


def test_the_draft_costs_the_same_however_many_facts(
    client: Client,
    cast: Cast,
    intake: Intake,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(cast.issuer)

    with django_assert_max_num_queries(26):
        client.get(intake.get_absolute_url())


@pytest.mark.parametrize("words", ["14-KH/HU", "14 kh hu", "thu nghiem", "Thử nghiệm"])
def test_a_record_is_found_by_number_or_by_words(
    client: Client, cast: Cast, intake: Intake, words: str
) -> None:
    plan = DocumentFactory.create(
        owner=cast.issuer_agency,
        kind="KH",
        number=14,
        symbol="KH/HU",
        subject="kế hoạch thử nghiệm",
    )
    DocumentFactory.create(owner=cast.issuer_agency, number=99, subject="việc khác")
    client.force_login(cast.issuer)
    number = intake.facts.get(kind="document").number

    answer = client.get(f"{intake.get_absolute_url()}{number}/noi/", {"q": words})

    assert answer.context["rows"] == [plan]


def test_two_of_one_name_are_told_apart_by_office_and_agency_above(
    client: Client,
    cast: Cast,
    intake: Intake,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = intake.facts.filter(kind="person").first()
    assert person is not None
    client.force_login(cast.issuer)
    place = f"{intake.get_absolute_url()}{person.number}/noi/?q=Hà+Thị+Bưởi"

    def page() -> str:
        return client.get(place).content.decode()

    for title in ("Bí thư Đoàn xã Đông", "Trạm trưởng Trạm Y tế xã Tây"):
        official = OfficialFactory.create(full_name="Hà Thị Bưởi")
        TenureFactory.create(official=official, title=title, agency=cast.lead_agency)
    page()
    with CaptureQueriesContext(connection) as few:
        assert "Bí thư Đoàn xã Đông" in page()
    for number in range(6):
        official = OfficialFactory.create(full_name="Hà Thị Bưởi")
        TenureFactory.create(official=official, title=f"Trưởng thôn {number}")
    with django_assert_num_queries(len(few)):
        assert "Trạm trưởng Trạm Y tế xã Tây" in page()


def test_agencies_of_one_name_show_the_one_above(
    client: Client, cast: Cast, intake: Intake
) -> None:
    fact = intake.facts.filter(kind="agency").first()
    assert fact is not None
    above = AgencyFactory.create(name="Đảng ủy xã Hạ Lũng")
    AgencyLink.objects.create(child=AgencyFactory.create(name="Văn phòng"), parent=above)
    client.force_login(cast.issuer)

    answer = client.get(f"{intake.get_absolute_url()}{fact.number}/noi/?q=Văn+phòng")

    assert "Đảng ủy xã Hạ Lũng" in answer.content.decode()


def test_a_record_hidden_since_it_was_linked_is_said(
    client: Client, cast: Cast, intake: Intake
) -> None:
    plan = DocumentFactory.create(
        owner=cast.issuer_agency,
        kind="KH",
        number=14,
        symbol="KH/HU",
        issued_on="2019-01-30",
        issuer_name="Huyện ủy An Lạc",
    )
    client.force_login(cast.issuer)
    client.post(f"{intake.get_absolute_url()}nhan/")
    for fact in intake.facts.filter(decision=Decision.OPEN):
        client.post(
            f"{intake.get_absolute_url()}{fact.number}/",
            {"decision": "new", "shown": mark_of(fact)},
        )
    hide_document(plan, by=cast.issuer, at=NOW)

    answer = client.post(f"{intake.get_absolute_url()}tao/")

    assert answer.status_code == 422
    assert "Không có hồ sơ vừa chọn" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_one_bad_file_does_not_stop_the_others(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)
    files = [
        SimpleUploadedFile("ghi.pdf", b"MZ\x90\x00" + bytes(200)),
        SimpleUploadedFile("tin.txt", SIGNING.encode()),
    ]

    answer = client.post(LIST, {"text": "", "files": files})
    run_waiting()

    page = client.get(answer.headers["Location"]).content.decode()
    assert Intake.objects.get().name == "tin.txt"
    assert "không đúng định dạng PDF" in page
    assert "2 trong 2 tệp" in page


@pytest.mark.django_db(transaction=True)
def test_each_kind_of_input_becomes_a_text(client: Client, cast: Cast) -> None:
    """An old Word file, a web page, a mail with its attachments, a scan: read by the worker."""
    client.force_login(cast.issuer)
    letter = mail("Kính gửi Ban Tuyên giáo Huyện ủy.", ban_pdf=scan(PLAN[:2]), ghi_exe=b"MZ" * 99)
    files = [
        SimpleUploadedFile("ke-hoach.doc", OLD_WORD),
        SimpleUploadedFile("bao.html", PAGE.encode()),
        SimpleUploadedFile("thu.eml", letter),
        SimpleUploadedFile("quet.png", scan(PLAN, form="PNG")),
    ]

    answer = client.post(LIST, {"text": "", "files": files})
    run_waiting()

    page = client.get(answer.headers["Location"]).content.decode()
    assert "6 trong 6 tệp" in page
    read = dict(Intake.objects.values_list("name", "confidence"))
    assert set(read) == {
        "ke-hoach.doc", "bao.html", "thu.eml", "thu.eml › ban.pdf", "quet.png",
    }  # fmt: skip
    assert read["ke-hoach.doc"] is read["thu.eml"] is None
    assert (read["quet.png"] or 0) > 80
    assert "ghi.exe" in page
    shown = client.get(Intake.objects.get(name="quet.png").get_absolute_url()).content.decode()
    assert "nhận dạng từ bản quét" in shown
    assert f"{read['quet.png']}%" in shown
    kept = client.get(f"{Intake.objects.get(name='bao.html').get_absolute_url()}tep/")
    assert b"".join(kept.streaming_content) == PAGE.encode()  # type: ignore[attr-defined]  # a file
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in kept.headers["Content-Security-Policy"]


@pytest.mark.django_db(transaction=True)
def test_one_scan_goes_to_the_worker_and_its_bytes_stay_as_they_were(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.issuer)
    data = scan(PLAN)

    answer = client.post(LIST, {"text": "", "files": [SimpleUploadedFile("quet.pdf", data)]})
    assert not Intake.objects.exists()
    run_waiting()

    intake = Intake.objects.get()
    assert intake.file is not None
    assert stored_files.read(intake.file) == data
    assert "Trần Văn An" in intake.text
    page = client.get(answer.headers["Location"]).content.decode()
    assert intake.get_absolute_url() in page


def test_an_author_is_not_counted_as_an_official_to_be_made(
    client: Client, cast: Cast, intake: Intake
) -> None:
    intake.facts.filter(kind="person").update(decision="open")
    person = intake.facts.filter(kind="person").first()
    assert person is not None
    person.value = {**person.value, "positions": []}
    person.save(update_fields=["value"])
    client.force_login(cast.issuer)

    client.post(
        f"{intake.get_absolute_url()}{person.number}/",
        {"decision": "new", "shown": mark_of(person)},
    )

    assert client.get(intake.get_absolute_url()).context["will_make"] == ""


@pytest.mark.parametrize("decision", ["choice", "linked"])
@pytest.mark.parametrize("number", ["9" * 5000, "9" * 15, "²"])
def test_a_number_that_no_record_has_is_refused(
    client: Client, cast: Cast, intake: Intake, decision: str, number: str
) -> None:
    client.force_login(cast.issuer)
    asked = {"decision": decision, "linked_id": number, "shown": mark_of(intake.facts.get(order=1))}

    answer = client.post(f"{intake.get_absolute_url()}2/", asked)

    assert answer.status_code == 422
    assert intake.facts.get(order=1).decision == Decision.OPEN


def test_who_opens_a_card_again_comes_back_to_it(
    client: Client, cast: Cast, intake: Intake
) -> None:
    first, second = intake.facts.order_by("order")[:2]
    client.force_login(cast.issuer)

    def decide(decision: str) -> str:
        first.refresh_from_db()
        answer = client.post(
            f"{intake.get_absolute_url()}{first.number}/",
            {"decision": decision, "shown": mark_of(first)},
        )
        return str(answer["Location"]).partition("#")[2]

    assert decide("new") == f"f{second.number}"
    assert decide("open") == f"f{first.number}"
