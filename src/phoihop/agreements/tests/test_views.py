"""Papers on their pages: drafting, the list."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.agreements.models import Agreement, AgreementKind, AgreementViewer, Party
from phoihop.agreements.services import create_agreement
from phoihop.agreements.tests.pages import draft, item_form, page, url


def form(**changes: object) -> dict[str, object]:
    return {
        "form_key": str(uuid.uuid4()),
        "kind": "programme",
        "title": "Chương trình phối hợp công tác năm 2019",
        "valid_from": "01/01/2019",
        "valid_to": "31/12/2019",
    } | changes


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
