"""The pages: the way from a new draft to the signed paper, and what they refuse."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agencies.models import Agency, Position, Tenure
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory
from phoihop.agreements.models import (
    Agreement,
    AgreementKind,
    AgreementViewer,
    ContentItem,
    Party,
)
from phoihop.agreements.services import create_agreement, mark_ready
from phoihop.agreements.tests import story
from phoihop.agreements.tests.factories import AgreementFactory
from phoihop.agreements.tests.story import PDF, SIGNED, Story
from phoihop.documents.models import Document
from phoihop.documents.tests.factories import DocumentFactory


@pytest.fixture
def mai(client: Client, cast: Cast) -> Client:
    client.force_login(cast.issuer)
    return client


def url(name: str, *args: int) -> str:
    return reverse(f"agreements:{name}", args=args)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def draft(cast: Cast, **facts: Any) -> Agreement:
    return AgreementFactory.create(
        owner=cast.issuer_agency, created_by=cast.issuer, parties=[cast.lead_agency], **facts
    )


def form(**changes: object) -> dict[str, object]:
    return {
        "form_key": str(uuid.uuid4()),
        "kind": "programme",
        "title": "Chương trình phối hợp công tác năm 2019",
        "valid_from": "01/01/2019",
        "valid_to": "31/12/2019",
    } | changes


def item_form(**changes: object) -> dict[str, object]:
    return {"form_key": str(uuid.uuid4()), "text": "Kiểm tra", "weight": "1"} | changes


# Drafting


def test_the_same_form_posted_twice_makes_one_draft(mai: Client, cast: Cast) -> None:
    data = form()
    answers = [mai.post(url("create"), data) for _ in range(2)]

    made = Agreement.objects.get()
    assert answers[1].headers["Location"] == url("parties", made.pk)
    assert (made.owner, made.created_by) == (cast.issuer_agency, cast.issuer)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "Bắt buộc nhập"),
        ({"valid_from": "31/02/2020"}, "Ngày không hợp lệ"),
        ({"valid_to": "31/12/2018"}, "Ngày cuối trước ngày đầu."),
        ({"kind": "khác"}, "Hãy chọn"),
    ],
)
def test_a_bad_draft_keeps_what_was_typed(
    mai: Client, change: dict[str, object], said: str
) -> None:
    response = mai.post(url("create"), form(**change))

    assert response.status_code == 422
    body = response.content.decode()
    assert "01/01/2019" in body or "Chương trình phối hợp công tác" in body
    if "kind" not in change:
        assert said in body
    assert not Agreement.objects.exists()


def test_html_in_every_field_is_text(mai: Client, cast: Cast) -> None:
    evil = "<script>alert(1)</script>"
    mai.post(url("create"), form(title=evil))
    agreement = Agreement.objects.get()
    mai.post(url("item_add", agreement.pk), item_form(text=evil, product=evil, period_text=evil))

    for name in ("detail", "text", "parties", "history"):
        body = page(mai, url(name, agreement.pk))
        assert evil not in body
        assert "&lt;script&gt;" in body
    assert evil not in page(mai, url("list"))


def test_an_edit_is_saved_and_looking_at_a_frozen_one_leads_back(mai: Client, cast: Cast) -> None:
    agreement = draft(cast)
    assert "31/12/2019" in page(mai, url("edit", agreement.pk))

    mai.post(url("edit", agreement.pk), form(title="Tên mới"))
    agreement.refresh_from_db()
    assert agreement.title == "Tên mới"

    signed = draft(cast, signed=True)
    response = mai.get(url("edit", signed.pk), follow=True)
    assert "Văn bản đã ký, chỉ sửa bằng phiên bản sửa đổi" in response.content.decode()
    response = mai.post(url("edit", signed.pk), form(title="Tên mới"))
    assert response.status_code == 422
    assert "Văn bản đã ký, chỉ sửa bằng phiên bản sửa đổi" in response.content.decode()


def test_a_deleted_draft_is_offered_back_and_a_signed_one_is_not_deleted(
    mai: Client, cast: Cast
) -> None:
    agreement, signed = draft(cast), draft(cast, signed=True)

    response = mai.post(url("hide", agreement.pk), follow=True)
    assert url("unhide", agreement.pk) in response.content.decode()
    assert mai.get(agreement.get_absolute_url()).status_code == 404
    mai.post(url("unhide", agreement.pk))
    assert mai.get(agreement.get_absolute_url()).status_code == 200

    response = mai.post(url("hide", signed.pk))
    assert response.status_code == 422
    assert "Không xóa được văn bản đã ký" in response.content.decode()
    assert url("hide", signed.pk) not in page(mai, signed.get_absolute_url())


def test_ready_says_everything_missing_with_a_link_each(mai: Client, cast: Cast) -> None:
    agreement = create_agreement(
        by=cast.issuer,
        at=NOW,
        collective_parties=["12 cơ quan, đơn vị trong khối"],
        kind=AgreementKind.PROGRAMME,
        title="Chương trình",
    )

    response = mai.post(url("ready", agreement.pk))

    assert response.status_code == 422
    body = response.content.decode()
    assert "Bên ký chung phải được thay bằng cơ quan cụ thể" in body
    assert f'<a href="{url("parties", agreement.pk)}">' in body
    assert f'<a href="{url("edit", agreement.pk)}">Chưa có thời hạn hiệu lực.' in body
    assert "Chưa có nội dung phối hợp nào." in body


# Parties and legal bases


def test_agencies_are_found_ticked_and_added_without_losing_a_tick(mai: Client, cast: Cast) -> None:
    agreement = draft(cast)
    adding = url("party_add", agreement.pk)
    assert f'value="{cast.partner_agency.pk}"' in page(mai, adding)

    response = mai.post(
        adding, {"q": "tai chinh", "search": "1", "agency": [cast.partner_agency.pk]}
    )
    body = response.content.decode()
    assert f'value="{cast.partner_agency.pk}" checked' in body
    assert f'value="{cast.outside_agency.pk}">' in body
    assert agreement.parties.count() == 2

    chosen = [cast.partner_agency.pk, cast.outside_agency.pk]
    mai.post(adding, {"agency": chosen})
    assert agreement.parties.count() == 4
    response = mai.post(adding, {"agency": chosen})
    assert response.status_code == 422
    assert mai.post(adding, {}).status_code == 422
    assert mai.post(adding, {"agency": ["x", "-1", "99999999"]}).status_code == 422


def test_a_collective_party_is_replaced_on_its_page(mai: Client, cast: Cast) -> None:
    agreement = create_agreement(
        by=cast.issuer,
        at=NOW,
        collective_parties=["các cơ quan trong khối"],
        kind=AgreementKind.PROGRAMME,
        title="Chương trình",
    )
    party = agreement.parties.get(agency=None)
    assert url("party_replace", agreement.pk, party.pk) in page(mai, url("parties", agreement.pk))

    mai.post(
        url("party_replace", agreement.pk, party.pk),
        {"agency": [cast.lead_agency.pk, cast.partner_agency.pk]},
    )

    assert agreement.parties.filter(agency=None).count() == 0
    assert agreement.parties.count() == 3


def test_a_legal_basis_is_found_by_its_number_and_ordered(mai: Client, cast: Cast) -> None:
    agreement = draft(cast)
    first = DocumentFactory.create(owner=cast.issuer_agency, code="29-NQ/TW", subject="giáo dục")
    second = DocumentFactory.create(owner=cast.issuer_agency, code="19-CT/TW", subject="dạy nghề")
    hidden = DocumentFactory.create(owner=cast.outside_agency, code="20-CTr/HU")

    body = page(mai, url("basis_add", agreement.pk) + "?q=29 nq tw")
    assert "29-NQ/TW" in body
    assert "19-CT/TW" not in body
    assert "19-CT/TW" in page(mai, url("basis_add", agreement.pk) + "?q=day nghe")
    for document in (first, second):
        mai.post(url("basis_add", agreement.pk), {"document": document.pk})
    for bad in ({"document": hidden.pk}, {"document": "x"}, {}, {"document": first.pk}):
        assert mai.post(url("basis_add", agreement.pk), bad).status_code == 422
    moving = agreement.legal_bases.get(document=second)
    mai.post(url("basis_move", agreement.pk, moving.pk), {"up": "1"})

    assert [basis.document for basis in agreement.legal_bases.all()] == [second, first]
    assert f'href="{second.get_absolute_url()}"' in page(mai, url("text", agreement.pk))


def test_a_party_reads_the_name_of_a_legal_basis_it_may_not_open(
    client: Client, cast: Cast
) -> None:
    agreement = draft(cast, ready_at=NOW, ready_by=cast.issuer)
    document = DocumentFactory.create(owner=cast.issuer_agency, code="29-NQ/TW")
    agreement.legal_bases.create(document=document)
    client.force_login(cast.lead)

    body = page(client, url("text", agreement.pk))

    assert "29-NQ/TW" in body
    assert document.get_absolute_url() not in body


# Contents


def test_a_content_is_added_with_its_due_rule_and_edited(mai: Client, cast: Cast) -> None:
    agreement = draft(cast)
    data = item_form(
        text='Chuyên mục "Khoa giáo với cơ sở"',
        lead_agency=cast.lead_agency.pk,
        coordinating=[cast.issuer_agency.pk],
        product="=12 tin, bài",
        due_kind="quarterly",
        due_number="20",
    )
    for _ in range(2):
        mai.post(url("item_add", agreement.pk), data)
    item = ContentItem.objects.get()
    assert item.due_rule == "quarterly:20"
    assert "hằng quý, ngày 20 tháng cuối quý" in page(mai, agreement.get_absolute_url())

    editing = url("item_edit", agreement.pk, item.pk)
    assert 'value="20"' in page(mai, editing)
    mai.post(editing, data | {"due_kind": "on", "due_on": "15/8/2019"})
    item.refresh_from_db()
    assert item.due_rule == "on:2019-08-15"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": ""}, "Bắt buộc nhập"),
        ({"due_kind": "on"}, "Bắt buộc nhập"),
        ({"due_kind": "on", "due_on": "31/02/2020"}, "Ngày không hợp lệ"),
        ({"due_kind": "monthly", "due_number": "32"}, "Mỗi tháng có nhiều nhất 31 ngày"),
        ({"due_kind": "monthly", "due_number": "hai"}, "Nhập"),
        ({"weight": "0"}, "1"),
        ({"coordinating": ["lead"]}, "Cơ quan chủ trì không thể đồng thời"),
    ],
)
def test_a_bad_content_keeps_what_was_typed(
    mai: Client, cast: Cast, change: dict[str, Any], said: str
) -> None:
    agreement, lead = draft(cast), cast.lead_agency.pk
    if "coordinating" in change:
        change = {"coordinating": [lead]}

    data = item_form(period_text="Quý II, đã gõ", lead_agency=lead) | change
    response = mai.post(url("item_add", agreement.pk), data)

    assert response.status_code == 422
    body = response.content.decode()
    assert said in body
    assert "Quý II, đã gõ" in body
    assert not ContentItem.objects.exists()


def test_contents_move_and_go_from_their_page(mai: Client, cast: Cast) -> None:
    told = story.start(cast.issuer)
    agreement = told.agreement
    last = agreement.items.all()[7]

    mai.post(url("item_move", agreement.pk, last.pk), {"up": "1"})
    assert list(agreement.items.all())[6] == last
    mai.post(url("item_remove", agreement.pk, last.pk))
    assert agreement.items.count() == 7


def test_one_paper_for_each_party_by_one_act(mai: Client, cast: Cast) -> None:
    told = story.start(cast.issuer)
    copying = url("copy_each", told.agreement.pk)
    assert "Hội Khuyến học An Lạc" in page(mai, copying)

    answers = [mai.post(copying, follow=True) for _ in range(2)]

    assert Agreement.objects.count() == 13
    assert "13 văn bản" in answers[1].content.decode()


# Signing


@pytest.fixture
def told(cast: Cast) -> Story:
    told = story.start(cast.issuer)
    mark_ready(
        told.agreement,
        without_opinions="Đã thống nhất tại cuộc họp",
        by=cast.issuer,
        at=story.DRAFTED,
    )
    return told


def upload(name: str = "đã ký.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def signing_form(told: Story, **changes: object) -> dict[str, Any]:
    data: dict[str, Any] = {
        "signed_on": "28/02/2019",
        "place": "An Lạc",
        "series": told.series.pk,
        "code": "",
        "kept": "",
    }
    for party in told.agreement.parties.all():
        data[f"p{party.pk}-title"] = "TRƯỞNG PHÒNG"
        data[f"p{party.pk}-name"] = f"Nguyễn Văn Ký {party.order}"
    return data | changes


def absent(told: Story, number: int) -> dict[str, object]:
    pk = told.party(number).pk
    return {f"p{pk}-title": "", f"p{pk}-name": ""}


def test_thirteen_sign_and_the_page_says_so(mai: Client, told: Story) -> None:
    page_of = url("signing", told.agreement.pk)
    with time_machine.travel(SIGNED, tick=False):
        body = page(mai, page_of)
        assert "CTr/BTGHU: số tiếp theo 05-CTr/BTGHU" in body
        assert "Xác nhận đã ký" in body
        assert "ký số" not in body.lower()

        response = mai.post(page_of, signing_form(told, **absent(told, 6)))
        assert "Còn thiếu bên ký: Phòng Kinh tế và Hạ tầng" in response.content.decode()
        assert "Hãy đính kèm bản quét" in response.content.decode()

        data = signing_form(told, scan=upload(), **absent(told, 6))
        response = mai.post(page_of, data)
        body = response.content.decode()
        assert response.status_code == 422
        assert "Còn thiếu bên ký: Phòng Kinh tế và Hạ tầng" in body
        assert "Nguyễn Văn Ký 3" in body
        assert "đã ký.pdf" in body
        told.series.refresh_from_db()
        assert told.series.last_number == 4

        token = response.context["kept"]
        six = told.party(6).pk
        again = signing_form(told, kept=token) | {
            f"p{six}-authority_mark": "KT. TRƯỞNG PHÒNG",
            f"p{six}-title": "PHÓ TRƯỞNG PHÒNG",
            f"p{six}-name": "Nguyễn Văn Thuận",
        }
        first, second = (mai.post(page_of, again) for _ in range(2))
        assert first.status_code == second.status_code == 302

        body = page(mai, page_of)
    assert "Đã ký, 13/13" in body
    assert "KT. TRƯỞNG PHÒNG" in body
    agreement = Agreement.objects.get(pk=told.agreement.pk)
    assert agreement.code == "05-CTr/BTGHU"
    assert agreement.scan is not None
    assert agreement.scan.sha256 in body
    assert Document.objects.count() == 1
    answer = mai.get(url("scan", agreement.pk))
    assert b"".join(answer) == PDF
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda told: {"signed_on": "31/02/2019"}, "Ngày không hợp lệ"),
        (lambda told: {"signed_on": ""}, "Bắt buộc nhập"),
        (lambda told: {"signed_on": "01/03/2019"}, "Ngày ký chưa đến"),
        (lambda told: {"scan": upload("ghi.pdf", b"MZ" + b"\0" * 200)}, "PDF"),
        (lambda told: {"scan": ""}, "Hãy đính kèm bản quét"),
        (lambda told: {"series": ""}, "Hãy chọn sổ số hoặc nhập số, ký hiệu"),
        (lambda told: {"code": "06-CTr/BTGHU"}, "Chỉ chọn một cách"),
        (lambda told: {f"p{told.party(6).pk}-title": ""}, "Bắt buộc nhập"),
        (lambda told: {"kept": "giả", "scan": ""}, "Hãy đính kèm bản quét"),
    ],
)
def test_a_bad_signing_is_refused_and_keeps_what_was_typed(
    mai: Client, told: Story, change: Callable[[Story], dict[str, object]], said: str
) -> None:
    data = signing_form(told, scan=upload()) | change(told)

    with time_machine.travel(SIGNED, tick=False):
        response = mai.post(url("signing", told.agreement.pk), data)

    assert response.status_code == 422
    body = response.content.decode()
    assert said in body
    assert "Nguyễn Văn Ký 12" in body
    told.agreement.refresh_from_db()
    assert not told.agreement.is_signed


def test_heads_are_proposed_and_a_chosen_official_fills_the_row(mai: Client, told: Story) -> None:
    agency = told.agencies[5]
    head = hold(agency, "Vũ Văn Đứng Đầu", "Trưởng phòng", 60)
    deputy = hold(agency, "Nguyễn Văn Thuận", "Phó Trưởng phòng", 50)
    row = f"p{told.party(6).pk}"
    page_of = url("signing", told.agreement.pk)
    with time_machine.travel(SIGNED, tick=False):
        assert 'value="Vũ Văn Đứng Đầu"' in page(mai, page_of)

        data = signing_form(told) | {f"{row}-official": str(deputy.official_id), "fill": "1"}
        response = mai.post(page_of, data)
        assert response.status_code == 200
        filled_in = response.content.decode()
        assert "Phó Trưởng phòng</textarea>" in filled_in

        cleared = signing_form(told, scan=upload()) | absent(told, 6)
        response = mai.post(page_of, cleared)
        assert "Còn thiếu bên ký: Phòng Kinh tế và Hạ tầng" in response.content.decode()

        del data["fill"]
        data |= {f"{row}-title": "", f"{row}-name": "", "scan": upload()}
        # The form proposed it with the deputy's position.
        assert "KT. TRƯỞNG PHÒNG" in filled_in
        data |= {f"{row}-authority_mark": "KT. TRƯỞNG PHÒNG"}
        assert mai.post(page_of, data).status_code == 302
    signatory = told.party(6).signatory
    assert signatory.official == deputy.official
    assert signatory.title == "Phó Trưởng phòng"
    assert head.official != signatory.official


def hold(agency: Agency, name: str, title: str, weight: int) -> Tenure:
    return Tenure.objects.create(
        official=OfficialFactory.create(full_name=name),
        agency=agency,
        position=Position.objects.create(name=title, weight=weight),
        title=title,
    )


def test_a_scan_kept_for_one_paper_serves_no_other(mai: Client, told: Story, cast: Cast) -> None:
    with time_machine.travel(SIGNED, tick=False):
        data = signing_form(told, scan=upload()) | absent(told, 1)
        token = mai.post(url("signing", told.agreement.pk), data).context["kept"]
        other = draft(cast, ready_at=NOW, ready_by=cast.issuer)
        data = {"kept": token, "signed_on": "28/02/2019", "code": "1-CTr/BTGHU"}
        for party in other.parties.all():
            data |= {f"p{party.pk}-title": "TRƯỞNG BAN", f"p{party.pk}-name": "Vũ Văn Ký"}
        response = mai.post(url("signing", other.pk), data)

    assert response.status_code == 422
    assert "Hãy đính kèm bản quét" in response.content.decode()


# The list


def test_filters_find_by_words_number_year_kind_and_state(mai: Client, cast: Cast) -> None:
    draft(cast, title="Chương trình phối hợp đuối nước", valid_from=None, valid_to=None)
    draft(cast, title="Kế hoạch phối hợp y tế", kind=AgreementKind.PLAN, signed=True,
          code="05-CTr/BTGHU")  # fmt: skip

    def found(query: str) -> list[str]:
        context = mai.get(url("list") + query).context
        return [line.agreement.title for line in context["lines"]]

    with time_machine.travel(NOW, tick=False):
        assert len(found("")) == 2
        for query in (
            "?q=ke hoach y te", "?q=05 ctr btghu", "?q=05-CTr/BTGHU", "?kind=plan", "?year=2019",
            "?state=in_force",
        ):  # fmt: skip
            assert found(query) == ["Kế hoạch phối hợp y tế"], query
        for query in ("?q=ĐUỐI", "?state=draft"):
            assert found(query) == ["Chương trình phối hợp đuối nước"], query
        assert found("?year=2020") == []
        assert len(found("?state=sai&kind=sai&year=hai&deleted=x")) == 2


def test_an_htmx_filter_gets_the_list_alone(mai: Client, cast: Cast) -> None:
    draft(cast)
    body = mai.get(url("list"), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in body
    assert "1 văn bản" in body


@pytest.mark.parametrize("rows", [10, 1000])
def test_the_list_costs_the_same_at_any_length(
    mai: Client, cast: Cast, rows: int, django_assert_num_queries: Any
) -> None:
    begun = datetime(2019, 1, 1, tzinfo=UTC)
    partner = AgencyFactory.create()
    made = Agreement.objects.bulk_create(
        Agreement(
            kind=AgreementKind.PLAN,
            owner=cast.issuer_agency,
            title=f"Kế hoạch {number}",
            created_at=begun + timedelta(minutes=number),
            created_by=cast.issuer,
        )
        for number in range(rows)
    )
    pairs = [(agreement, agency) for agreement in made for agency in (cast.issuer_agency, partner)]
    Party.objects.bulk_create(Party(agreement=one, agency=agency) for one, agency in pairs)
    AgreementViewer.objects.bulk_create(
        AgreementViewer(agreement=one, agency=agency) for one, agency in pairs
    )
    mai.get(url("list"))  # the session and the templates

    with django_assert_num_queries(7):
        body = page(mai, url("list"))

    assert body.count("<tr>") == min(rows, 25) + 1


@pytest.mark.parametrize("name", ["detail", "text", "parties", "signing"])
def test_the_pages_of_a_record_cost_the_same_for_any_number_of_parties(
    mai: Client, cast: Cast, name: str, django_assert_max_num_queries: Any
) -> None:
    told = story.start(cast.issuer)
    mark_ready(
        told.agreement,
        without_opinions="Đã thống nhất tại cuộc họp",
        by=cast.issuer,
        at=story.DRAFTED,
    )
    mai.get(url(name, told.agreement.pk))

    with django_assert_max_num_queries(21):
        page(mai, url(name, told.agreement.pk))
