"""The screens of numbers and of open citations: issuing, series, arrivals, picking."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.documents import citations, services
from phoihop.documents.facts import DocumentFacts
from phoihop.documents.models import ArrivalBook, Citation, Document, NumberSeries, Register
from phoihop.documents.numbers import Run, start_series
from phoihop.documents.tests.entries import entry, words
from phoihop.documents.tests.factories import DocumentFactory
from phoihop.ui import clock

OPEN = "/van-ban/dan-chieu-mo/"


@pytest.fixture
def issuer_client(cast: Cast, client: Client) -> Client:
    client.force_login(cast.issuer)
    return client


@pytest.fixture
def series(cast: Cast) -> NumberSeries:
    run = Run("party", "CV/BTGHU", date(2015, 8, 1), last_number=30)
    return start_series(run, by=cast.issuer, at=NOW)


@pytest.fixture
def draft(cast: Cast) -> Document:
    facts = DocumentFacts(
        register=Register.OUTGOING, kind="CV", subject="về kết quả dạy bơi", is_draft=True
    )
    return services.register_document(facts, by=cast.issuer, at=NOW)


def how(**changes: object) -> dict[str, Any]:
    return {"issued_on": f"{clock.today():%d/%m/%Y}", "signer_name": "Vũ Quang Hòa"} | changes


def test_a_draft_is_registered_listed_and_issued(
    issuer_client: Client, series: NumberSeries
) -> None:
    sent = entry(
        register="outgoing", kind="CV", code="", arrived_on="", issued_on="", is_draft="on"
    )
    issuer_client.post("/van-ban/dang-ky/", sent)
    draft = Document.objects.get()
    page = draft.get_absolute_url()
    assert f"{page}ban-hanh/" in words(issuer_client.get(page))
    assert "Dự thảo" in words(issuer_client.get("/van-ban/?register=drafts"))
    shown = words(issuer_client.get(f"{page}ban-hanh/"))
    assert f'<option value="{series.pk}" selected>CV/BTGHU</option>' in shown

    answer = issuer_client.post(f"{page}ban-hanh/", how(series=series.pk), follow=True)

    assert "Đã ban hành với số 31-CV/BTGHU." in words(answer)
    assert "ban-hanh/" not in words(issuer_client.get(page))
    assert "Đính kèm" in words(issuer_client.get(page))


def test_a_draft_that_is_corrected_stays_one(issuer_client: Client, draft: Document) -> None:
    page = f"{draft.get_absolute_url()}sua/"
    assert 'name="is_draft"' not in words(issuer_client.get(page))
    sent = entry(
        register="outgoing", kind="CV", code="", arrived_on="", issued_on="", subject="về kết quả"
    )

    response = issuer_client.post(page, sent)

    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.subject, draft.is_draft) == ("về kết quả", True)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"issued_on": "31/02/2020"}, "Ngày không hợp lệ"),
        ({"signer_name": ""}, "Bắt buộc nhập"),
        ({"series": "999999"}, "Giá trị đã chọn không có trong danh sách"),
        ({}, "Hãy lấy số từ sổ số"),
        ({"code": "5-CV/BTGHU", "issued_on": "01/01/2100"}, "Ngày ban hành sau hôm nay"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    issuer_client: Client, draft: Document, changes: dict[str, str], says: str
) -> None:
    sent = how(signer_title="TRƯỞNG BAN", **changes)

    response = issuer_client.post(f"{draft.get_absolute_url()}ban-hanh/", sent)

    assert response.status_code == 422
    assert says.lower() in words(response).lower()
    assert 'value="TRƯỞNG BAN"' in words(response)
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_number_on_another_paper_is_named_with_a_way_to_go_on(
    cast: Cast, issuer_client: Client, draft: Document, series: NumberSeries
) -> None:
    DocumentFactory.create(
        owner=cast.issuer_agency,
        register="outgoing",
        code="31-CV/BTGHU",
        subject="đã cấp tay",
        issued_on=date(2016, 1, 1),
    )
    address = f"{draft.get_absolute_url()}ban-hanh/"

    asked = issuer_client.post(address, how(series=series.pk))
    assert asked.status_code == 422
    assert "đã cấp tay" in words(asked)
    assert 'name="although_used"' in words(asked)
    issuer_client.post(address, how(series=series.pk, although_used="on"))

    draft.refresh_from_db()
    assert draft.code == "32-CV/BTGHU"


def test_registering_names_the_paper_with_the_next_number_and_offers_to_go_on(
    cast: Cast, issuer_client: Client, series: NumberSeries
) -> None:
    DocumentFactory.create(
        owner=cast.issuer_agency,
        register="outgoing",
        code="31-CV/BTGHU",
        subject="đã cấp tay",
        issued_on=date(2016, 1, 1),
    )
    sent = entry(register="outgoing", kind="CV", code="", arrived_on="", series=series.pk)

    asked = issuer_client.post("/van-ban/dang-ky/", sent)
    assert asked.status_code == 422
    assert "đã cấp tay" in words(asked)
    assert 'name="although_used"' in words(asked)
    issuer_client.post("/van-ban/dang-ky/", sent | {"although_used": "on"})

    assert Document.objects.filter(code="32-CV/BTGHU").exists()


@pytest.mark.parametrize(
    ("who", "code"), [("outsider", 404), ("partner", 404), ("inspector", 403), ("lead", 404)]
)
def test_nobody_else_issues_it(
    cast: Cast, client: Client, draft: Document, who: str, code: int
) -> None:
    client.force_login(getattr(cast, who))

    for answer in (
        client.get(f"{draft.get_absolute_url()}ban-hanh/"),
        client.post(f"{draft.get_absolute_url()}ban-hanh/", how(code="5-CV/BTGHU")),
    ):
        assert answer.status_code == code
    draft.refresh_from_db()
    assert draft.is_draft


def test_the_answer_is_drafted_from_the_paper_and_linked_back(
    cast: Cast, issuer_client: Client
) -> None:
    asked = services.register_document(
        DocumentFacts(
            register=Register.INCOMING,
            kind="CV",
            code="12/UBND-VX",
            issuer=cast.lead_agency,
            subject="đề nghị báo cáo",
            arrived_on=date(2019, 4, 15),
            answer_wanted=True,
        ),
        by=cast.issuer,
        at=NOW,
    )
    form = issuer_client.get(f"/van-ban/dang-ky/?register=outgoing&answers={asked.pk}")
    assert 'value="12/UBND-VX"' in words(form)
    assert form.context["form"]["is_draft"].value() is True
    row = {
        "cites-INITIAL_FORMS": "1",
        "cites-0-relation": "answers",
        "cites-0-cited": asked.code,
        "cites-0-target": asked.pk,
        "cites-0-target_words": asked.code,
    }
    sent = entry(register="outgoing", code="9/BTG-VP", arrived_on="", issued_on="20/04/2019", **row)

    issuer_client.post("/van-ban/dang-ky/", sent)

    assert list(Document.objects.answered()) == [asked]
    page = words(issuer_client.get(asked.get_absolute_url()))
    assert "Đã trả lời bằng" in page
    assert "sau 5 ngày" in page


def test_the_last_numbers_are_raised_and_never_lowered(
    issuer_client: Client, series: NumberSeries
) -> None:
    address = reverse("documents:continue_series", args=[series.pk])
    assert issuer_client.post(address, {"last_number": "29"}).status_code == 422
    assert issuer_client.post(address, {"last_number": "40"}).status_code == 302
    arrivals = reverse("documents:arrivals")
    assert issuer_client.post(arrivals, {"year": "2026", "last_number": "-1"}).status_code == 422
    assert issuer_client.post(arrivals, {"year": "2026", "last_number": "214"}).status_code == 302

    series.refresh_from_db()
    assert (series.last_number, ArrivalBook.objects.get().last_number) == (40, 214)


@pytest.mark.parametrize(("who", "code"), [("lead", 404), ("inspector", 404)])
def test_nobody_raises_the_numbers_of_another_agency(
    cast: Cast, client: Client, series: NumberSeries, who: str, code: int
) -> None:
    client.force_login(getattr(cast, who))

    address = reverse("documents:continue_series", args=[series.pk])
    assert client.post(address, {"last_number": "99"}).status_code == code
    series.refresh_from_db()
    assert series.last_number == 30


def _plan(cast: Cast, words_: str) -> Citation:
    plan = DocumentFactory.create(owner=cast.issuer_agency, number=None, code="", kind="KH")
    return citations.cite(plan, "based_on", words_, by=cast.issuer, at=NOW)


def test_open_citations_are_picked_undone_and_said_to_be_absent(
    cast: Cast, issuer_client: Client
) -> None:
    cited = _plan(cast, "chỉ thị số 07 năm 2018")
    paper = DocumentFactory.create(owner=cast.issuer_agency, number=7, code="07-CT/TU")
    shown = words(issuer_client.get(OPEN))
    assert "“chỉ thị số 07 năm 2018”" in shown
    assert "cùng loại và số, cùng năm" in shown
    page = f"{cited.source.get_absolute_url()}dan-chieu/{cited.pk}/"

    picked = issuer_client.post(f"{page}noi/", {"target": paper.pk, "next": "list"})
    assert picked["Location"] == OPEN
    assert "Không còn dẫn chiếu nào mở" in words(issuer_client.get(OPEN))
    assert "Bỏ nối" in words(issuer_client.get(cited.source.get_absolute_url()))
    issuer_client.post(f"{page}mo-lai/")
    assert "chỉ thị số 07" in words(issuer_client.get(OPEN))
    issuer_client.post(f"{page}khong-co/", {"next": "list"})
    assert "Không còn dẫn chiếu nào mở" in words(issuer_client.get(OPEN))
    assert "Tìm lại" in words(issuer_client.get(cited.source.get_absolute_url()))

    cited.refresh_from_db()
    assert (cited.target, cited.absent_by) == (None, cast.issuer)


def test_others_read_no_open_citation_of_ours(cast: Cast, client: Client) -> None:
    cited = _plan(cast, "chỉ thị số 07")
    client.force_login(cast.outsider)

    assert "chỉ thị số 07" not in words(client.get(OPEN))
    for act in ("noi", "mo-lai", "khong-co", "bo"):
        page = f"{cited.source.get_absolute_url()}dan-chieu/{cited.pk}/{act}/"
        assert client.post(page, {"code": "1"}).status_code == 404


@pytest.mark.differs
def test_the_list_of_open_citations_costs_the_same_with_many(
    cast: Cast, issuer_client: Client
) -> None:
    costs = []
    for many in (5, 60):
        for n in range(many):
            _plan(cast, f"chỉ thị số {n}, lần {many}")
            DocumentFactory.create(owner=cast.issuer_agency, number=n)
        issuer_client.get(OPEN)
        with CaptureQueriesContext(connection) as counted:
            issuer_client.get(OPEN)
        costs.append(len(counted))
    assert costs[0] == costs[1] <= 20
