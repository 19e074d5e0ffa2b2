"""Content items of a draft."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from conftest import NOW, Cast
from phoihop.agreements.due_words import due_words
from phoihop.agreements.errors import (
    AgreementSigned,
    BadDueRule,
    ItemTextRequired,
    ItemWeight,
    LeadCoordinates,
)
from phoihop.agreements.models import Agreement, ContentItem, ContentLine
from phoihop.agreements.services import add_item, edit_item, move_item, remove_item
from phoihop.agreements.tests.factories import AgreementFactory, ContentItemFactory
from phoihop.audit.models import Event
from phoihop.search.models import SearchEntry


def draft(cast: Cast, *, signed: bool = False) -> Agreement:
    return AgreementFactory.create(
        owner=cast.issuer_agency,
        created_by=cast.issuer,
        parties=[cast.lead_agency, cast.partner_agency],
        signed=signed,
    )


def test_an_item_says_who_leads_and_is_found(cast: Cast) -> None:
    item = add_item(
        draft(cast),
        by=cast.issuer,
        at=NOW,
        text='Chuyên mục "Khoa giáo với cơ sở"',
        lead_agency=cast.lead_agency,
        coordinating=[cast.partner_agency],
        product="Chuyên mục",
        due_rule="monthly:25",
    )

    assert list(item.coordinating_agencies.all()) == [cast.partner_agency]
    assert item.due_words == "ngày 25 hằng tháng"
    entry = SearchEntry.objects.get(kind="agreements.contentitem")
    assert "khoa giao voi co so" in entry.folded
    assert entry.url == item.get_absolute_url()
    assert set(entry.viewers.values_list("agency", flat=True)) == {cast.issuer_agency.pk}


def test_the_same_form_twice_makes_one_item(cast: Cast) -> None:
    agreement, key = draft(cast), uuid.uuid4()
    for _ in range(2):
        add_item(agreement, by=cast.issuer, at=NOW, form_key=key, text="Một việc")

    assert agreement.items.count() == 1
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"text": "  "}, ItemTextRequired),
        ({"text": "Việc", "due_rule": "monthly:32"}, BadDueRule),
        ({"text": "Việc", "due_rule": "on:2019-02-31"}, BadDueRule),
        ({"text": "Việc", "weight": 0}, ItemWeight),
    ],
)
def test_a_bad_item_is_refused_and_leaves_nothing(
    cast: Cast, facts: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_item(draft(cast), by=cast.issuer, at=NOW, **facts)  # type: ignore[arg-type]  # bad

    assert not ContentItem.objects.exists()
    assert not ContentLine.objects.exists()
    assert not Event.objects.exists()


def test_the_lead_does_not_coordinate_with_itself(cast: Cast) -> None:
    agreement = draft(cast)
    with pytest.raises(LeadCoordinates):
        add_item(
            agreement,
            by=cast.issuer,
            at=NOW,
            text="Việc",
            lead_agency=cast.lead_agency,
            coordinating=[cast.lead_agency],
        )
    item = ContentItemFactory.create(
        agreement=agreement, lead_agency=cast.lead_agency, coordinating=[cast.partner_agency]
    )
    with pytest.raises(LeadCoordinates):
        edit_item(item, by=cast.issuer, at=NOW, lead_agency=cast.partner_agency)


def test_an_edit_keeps_what_is_not_given_and_says_what_changed(cast: Cast) -> None:
    item = ContentItemFactory.create(agreement=draft(cast), lead_agency=cast.lead_agency)

    edit_item(
        item, by=cast.issuer, at=NOW, due_rule="quarterly:20", coordinating=[cast.partner_agency]
    )

    item.refresh_from_db()
    assert (item.product, item.due_rule) == ("Báo cáo", "quarterly:20")
    changes = {c.field: (c.old, c.new) for c in Event.objects.get().changes.all()}
    assert changes["due_rule"] == ("31/05/2019", "hằng quý, ngày 20 tháng cuối quý")
    assert changes["coordinating_agencies"] == (None, [str(cast.partner_agency)])
    assert changes["content"] == (None, item.text)


def test_a_removed_item_leaves_its_words_in_the_history(cast: Cast) -> None:
    item = add_item(draft(cast), by=cast.issuer, at=NOW, text="Việc thôi không làm")

    remove_item(item, by=cast.issuer, at=NOW)

    assert not ContentItem.objects.exists()
    assert not ContentLine.objects.exists()
    assert not SearchEntry.objects.filter(kind="agreements.contentitem").exists()
    changes = Event.objects.get(verb="content.removed").changes
    assert changes.get(field="content").old == "Việc thôi không làm"


def test_items_move_one_place_and_stop_at_the_ends(cast: Cast) -> None:
    agreement = draft(cast)
    a, b, c = [add_item(agreement, by=cast.issuer, at=NOW, text=text) for text in "abc"]

    move_item(c, up=True, by=cast.issuer, at=NOW)
    assert list(agreement.items.all()) == [a, c, b]
    move_item(a, up=True, by=cast.issuer, at=NOW)
    move_item(b, up=False, by=cast.issuer, at=NOW)
    assert list(agreement.items.all()) == [a, c, b]
    assert Event.objects.filter(verb="content.moved").count() == 1


def test_parties_change_no_item_and_a_signed_one_not_even_its_owner(cast: Cast) -> None:
    item = ContentItemFactory.create(agreement=draft(cast), lead_agency=cast.lead_agency)
    signed = ContentItemFactory.create(
        agreement=draft(cast, signed=True), lead_agency=cast.lead_agency
    )

    with pytest.raises(PermissionDenied):
        edit_item(item, by=cast.lead, at=NOW, text="Khác")
    for act in (remove_item, lambda *a, **k: move_item(*a, up=True, **k)):
        with pytest.raises(AgreementSigned):
            act(signed, by=cast.issuer, at=NOW)
    with pytest.raises(AgreementSigned, match="chỉ sửa bằng phiên bản sửa đổi"):
        edit_item(signed, by=cast.issuer, at=NOW, text="Khác")


@pytest.mark.parametrize(
    ("rule", "vietnamese"),
    [
        ("", ""),
        ("on:2019-05-31", "31/05/2019"),
        ("monthly:25", "ngày 25 hằng tháng"),
        ("quarterly:20", "hằng quý, ngày 20 tháng cuối quý"),
        ("half_yearly:15", "sáu tháng một lần, ngày 15 tháng cuối kỳ"),
        ("days:10", "10 ngày kể từ ngày có hiệu lực"),
        ("working_days:5", "5 ngày làm việc kể từ ngày có hiệu lực"),
        ("standing", "thường xuyên"),
        ("lạ", "lạ"),
    ],
)
def test_due_rules_are_said_as_the_office_says_them(rule: str, vietnamese: str) -> None:
    with translation.override("vi"):
        assert due_words(rule) == vietnamese
