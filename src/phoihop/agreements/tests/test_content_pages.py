"""Contents on their pages, and one paper for each party."""

from typing import Any

import pytest
from django.test import Client

from conftest import Cast
from phoihop.agreements.models import Agreement, ContentItem
from phoihop.agreements.tests import story
from phoihop.agreements.tests.pages import draft, item_form, page, url


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
