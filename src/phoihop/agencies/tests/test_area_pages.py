"""The pages of places, and what an office corrects there."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from conftest import NOW, Cast
from phoihop.agencies import errors, services
from phoihop.agencies.models import Area, Level
from phoihop.audit.models import Event

LAST = date(2025, 6, 30)
FIRST = date(2025, 7, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def province(db: None) -> Area:
    """A province of today with two communes, one of which was an old commune."""
    province = Area.objects.create(
        code="33", name="Tỉnh Bình An", level=Level.PROVINCE, valid_from=FIRST, origin="p"
    )
    before = Area.objects.create(
        code="33", name="Tỉnh Bình An", level=Level.PROVINCE, valid_to=LAST, origin="p-old"
    )
    district = Area.objects.create(
        code="330", name="Huyện Bình An", level=Level.DISTRICT, parent=before, valid_to=LAST
    )
    old = Area.objects.create(
        code="12001", name="Xã Đức Thắng", level=Level.COMMUNE, parent=district, valid_to=LAST
    )
    new = Area.objects.create(
        code="12391", name="Xã An Lạc", level=Level.COMMUNE, parent=province, valid_from=FIRST
    )
    Area.objects.create(
        code="12392", name="Xã Ân Thi", level=Level.COMMUNE, parent=province, valid_from=FIRST
    )
    old.becomes.add(new)
    return province


def test_the_list_begins_with_today_and_finds_without_accents(
    client: Client, cast: Cast, province: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("phoihop.ui.clock.today", lambda: date(2026, 1, 5))
    client.force_login(cast.outsider)
    address = reverse("agencies:areas")

    page = client.get(address)
    names = [area.name for area in page.context["page"].rows]
    assert names == ["Tỉnh Bình An", "Xã An Lạc", "Xã Ân Thi"]
    found = client.get(address, {"words": "duc thang", "time": "before"}).context["page"].rows
    assert [area.code for area in found] == ["12001"]
    by_code = client.get(address, {"words": "1239"}).context["page"].rows
    assert len(by_code) == 2
    inside = client.get(address, {"inside": str(province.pk), "level": "commune"})
    assert len(inside.context["page"].rows) == 2
    assert "phoihop load-areas" not in page.content.decode()


def test_an_empty_list_says_how_to_fill_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)

    assert "phoihop load-areas" in client.get(reverse("agencies:areas")).content.decode()


@pytest.mark.parametrize("rows", [3, 60])
def test_the_list_costs_the_same(
    client: Client, cast: Cast, province: Area, rows: int, django_assert_num_queries: object
) -> None:
    for at in range(rows):
        Area.objects.create(code=f"2{at:04}", name=f"Xã {at}", level="commune", parent=province)
    client.force_login(cast.lead)
    client.get(reverse("agencies:areas"))

    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get(reverse("agencies:areas"))


def test_a_place_shows_what_it_was_and_became(client: Client, cast: Cast, province: Area) -> None:
    client.force_login(cast.lead)
    new = Area.objects.get(code="12391")
    old = Area.objects.get(code="12001")

    page = client.get(new.get_absolute_url()).content.decode()
    assert old.get_absolute_url() in page
    assert "Huyện Bình An" in page
    assert new.get_absolute_url() in client.get(old.get_absolute_url()).content.decode()
    assert client.get(reverse("agencies:area", args=[999_999])).status_code == 404


def test_an_administrator_corrects_a_place(client: Client, cast: Cast, province: Area) -> None:
    old = Area.objects.get(code="12001")
    address = reverse("agencies:area_correct", args=[old.pk])
    client.force_login(cast.administrator)
    form = client.get(address).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    values["valid_to"] = "30/06/2025"
    assert values["becomes"] == "12391:commune"
    assert values["parent"] == "330:district"

    sent = values | {"name": "Xã Đức Thắng A", "becomes": "12391, 12392", "paper": "NQ 12/NQ"}
    assert client.post(address, sent).status_code == 302

    old.refresh_from_db()
    assert old.name == "Xã Đức Thắng A"
    assert old.name_folded == "xa duc thang a"
    assert old.corrected_at is not None
    assert {area.code for area in old.becomes.all()} == {"12391", "12392"}
    [event] = Event.objects.filter(kind="agencies.area", object_id=old.pk)
    assert event.verb == "area.corrected"
    assert {change.field for change in event.changes.all()} == {"name", "becomes", "paper"}
    assert "Đính chính địa danh" in client.get(old.get_absolute_url()).content.decode()


def test_a_refused_correction_keeps_what_was_typed(
    client: Client, cast: Cast, province: Area
) -> None:
    old = Area.objects.get(code="12001")
    address = reverse("agencies:area_correct", args=[old.pk])
    client.force_login(cast.administrator)
    sent = {
        "name": "Xã Gõ dở", "code": "12001", "level": "commune", "parent": "330",
        "valid_from": "31/02/2020", "valid_to": "30/06/2025", "becomes": "99999", "paper": "",
    }  # fmt: skip

    page = client.post(address, sent)

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"valid_from", "becomes", "paper"}
    assert "Xã Gõ dở" in page.content.decode()
    assert "99999" in page.content.decode()
    ambiguous = client.post(address, sent | {"valid_from": "", "paper": "x", "becomes": "33"})
    assert ambiguous.status_code == 302  # today's province comes before that of earlier times


def test_only_administrators_correct(client: Client, cast: Cast, province: Area) -> None:
    for user in (cast.outsider, cast.lead_leader, cast.inspector):
        client.force_login(user)
        for address in (
            reverse("agencies:area_add"),
            reverse("agencies:area_correct", args=[province.pk]),
        ):
            assert client.get(address).status_code in {403, 404}
            assert client.post(address, {"name": "x"}).status_code in {403, 404}
    with pytest.raises(PermissionDenied):
        services.correct_area(
            province, {"name": "x"}, becomes=[], paper="", by=cast.lead_leader, at=NOW
        )
    province.refresh_from_db()
    assert province.name == "Tỉnh Bình An"


def test_a_code_names_one_place_and_no_place_lies_in_itself(cast: Cast, province: Area) -> None:
    commune = Area.objects.get(code="12391")
    facts = {"name": "Xã Mới", "code": "12391", "level": "commune", "parent": province,
             "valid_from": FIRST, "valid_to": None}  # fmt: skip

    with pytest.raises(errors.AreaCodeTaken):
        services.add_area(facts, paper="NQ", by=cast.administrator, at=NOW)
    added = services.add_area(facts | {"code": "12399"}, paper="NQ", by=cast.administrator, at=NOW)
    assert added.corrected_at == NOW
    with pytest.raises(errors.AreaInItself):
        services.correct_area(
            province,
            {"code": "33", "level": "province", "valid_to": None, "parent": commune},
            becomes=[],
            paper="",
            by=cast.administrator,
            at=NOW,
        )
    with pytest.raises(errors.EndsBeforeStart):
        services.add_area(
            facts | {"code": "1", "valid_from": FIRST, "valid_to": LAST},
            paper="NQ",
            by=cast.administrator,
            at=NOW,
        )
    assert Area.objects.filter(code="1").count() == 0
