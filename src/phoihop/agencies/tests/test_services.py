"""Agencies and officials: making, placing, ending, succession; who may; what fails whole."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from conftest import NOW, Cast
from phoihop.accounts.models import User
from phoihop.agencies import errors, services
from phoihop.agencies.models import (
    Agency,
    AgencyAncestor,
    AgencyLink,
    Official,
    Position,
    Succession,
    SuccessionKind,
    Tenure,
)
from phoihop.agencies.tests.factories import AgencyFactory, OfficialFactory, TenureFactory
from phoihop.audit.history import history_of
from phoihop.audit.models import Event
from phoihop.search.models import SearchEntry

pytestmark = [pytest.mark.django_db, pytest.mark.differs]
FACTS = {"name": "Đảng ủy  xã Bình An", "kind": "party_committee", "level": "commune"}
OLD, REFORM = date(2025, 6, 30), date(2025, 7, 1)


def make(by: User | None, parent: Agency | None = None, **facts: object) -> Agency:
    """An agency by its plain way."""
    return services.create_agency(FACTS | facts, by=by, at=NOW, parent=parent)


def above(agency: Agency, on: date) -> set[str]:
    """Names of what stood above it that day."""
    over = AgencyAncestor.objects.filter(agency=agency, depth__gt=0).select_related("ancestor")
    return {row.ancestor.name for row in over if agency in Agency.objects.under(row.ancestor, on)}


def test_a_new_agency_stands_under_its_parent_and_is_found(cast: Cast) -> None:
    agency = make(cast.administrator, cast.issuer_agency, code="DC.BA.03", short_name="ĐUBA")

    assert agency.name == "Đảng ủy xã Bình An"
    assert above(agency, NOW.date()) == {cast.issuer_agency.name}
    entry = SearchEntry.objects.get(kind="agencies.agency", object_id=agency.pk)
    assert entry.everyone
    assert entry.url == agency.get_absolute_url()
    assert [line.words for line in history_of(agency)] == [
        "Đặt vị trí trực thuộc",
        "Thêm cơ quan",
    ]


def test_the_same_form_twice_makes_one(cast: Cast) -> None:
    first = services.create_agency(FACTS, by=cast.administrator, at=NOW, form_key="k")
    again = services.create_agency(FACTS, by=cast.administrator, at=NOW, form_key="k")

    assert first == again
    assert Event.objects.filter(verb="agency.created").count() == 1


def test_who_enters_papers_adds_but_only_administrators_change(cast: Cast) -> None:
    agency = make(cast.issuer)
    official = services.create_official({"full_name": "Mai"}, by=cast.issuer, at=NOW)
    tenure = services.add_tenure(official, "Trưởng ban", by=cast.issuer, at=NOW)
    heir = services.Successor(cast.lead_agency)
    by = cast.issuer
    acts: list[Callable[[], object]] = [
        lambda: services.update_agency(agency, {"name": "X"}, by=by, at=NOW),
        lambda: services.place_under(agency, cast.lead_agency, valid_from=None, by=by, at=NOW),
        lambda: services.close_agency(agency, on=OLD, by=by, at=NOW),
        lambda: services.record_succession(agency, heir, on=OLD, by=by, at=NOW),
        lambda: services.update_official(official, {"full_name": "X"}, by=by, at=NOW),
        lambda: services.end_tenure(tenure, on=OLD, by=by, at=NOW),
        lambda: services.create_position({"name": "X"}, by=by, at=NOW),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_viewers_and_inspectors_add_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        make(cast.inspector)
    with pytest.raises(PermissionDenied):
        services.create_official({"full_name": "Mai"}, by=cast.inspector, at=NOW)

    assert not Event.objects.exists()


def test_codes_name_one_agency_each(cast: Cast) -> None:
    make(None, code="X1")
    with pytest.raises(errors.CodeTaken):
        make(None, code="X1")
    with pytest.raises(errors.CodeTaken):
        services.update_agency(cast.lead_agency, {"code": "X1"}, by=None, at=NOW)


def test_correcting_changes_the_search_entry_too(cast: Cast) -> None:
    agency = make(cast.administrator)
    services.update_agency(agency, {"name": "Đảng ủy xã Phú Khê"}, by=cast.administrator, at=NOW)

    agency.refresh_from_db()
    assert agency.name_folded == "dang uy xa phu khe"
    assert SearchEntry.objects.get(object_id=agency.pk, kind="agencies.agency").title == agency.name


def test_a_move_ends_the_place_before_the_day_before(cast: Cast) -> None:
    district, province = AgencyFactory.create(name="Huyện"), AgencyFactory.create(name="Tỉnh")
    commune = make(None, district)
    leaf = make(None, commune, name="Trạm")
    services.place_under(district, province, valid_from=None, by=None, at=NOW)
    services.place_under(commune, province, valid_from=REFORM, by=None, at=NOW)

    assert above(leaf, OLD) == {commune.name, "Huyện", "Tỉnh"}
    assert above(leaf, REFORM) == {commune.name, "Tỉnh"}
    ended = AgencyLink.objects.get(child=commune, parent=district)
    assert ended.valid_to == OLD
    with pytest.raises(errors.BeforePresentLink):
        services.place_under(commune, district, valid_from=REFORM, by=None, at=NOW)
    with pytest.raises(errors.BeforePresentLink):
        services.place_under(commune, district, valid_from=None, by=None, at=NOW)


def test_nothing_stands_under_itself(cast: Cast) -> None:
    top = make(None)
    middle = make(None, top, name="Giữa")
    leaf = make(None, middle, name="Lá")
    for parent in (top, middle, leaf):
        with pytest.raises(errors.UnderItself):
            services.place_under(top, parent, valid_from=REFORM, by=None, at=NOW)

    assert not AgencyLink.objects.filter(child=top).exists()


def test_closing_ends_places_and_hands_over(cast: Cast) -> None:
    district = make(None, name="Phòng cấp huyện")
    below = make(None, district, name="Tổ")
    heirs = [make(None, name=f"Xã {n}") for n in (1, 2)]
    services.close_agency(
        district,
        on=OLD,
        successors=[services.Successor(heir, SuccessionKind.SPLIT) for heir in heirs],
        paper="305-QĐ/TU",
        by=cast.administrator,
        at=NOW,
    )
    district.refresh_from_db()

    assert district.valid_to == OLD
    assert above(below, OLD) == {"Phòng cấp huyện"}
    assert above(below, REFORM) == set()
    assert set(Succession.objects.values_list("successor__name", "on", "kind")) == {
        ("Xã 1", REFORM, "split"),
        ("Xã 2", REFORM, "split"),
    }
    assert history_of(heirs[0])[0].words == "Ghi cơ quan tiền thân"
    assert "Chia, tách" in [change.new for change in history_of(heirs[0])[0].changes]
    with pytest.raises(errors.AgencyEnded):
        services.close_agency(district, on=OLD, by=None, at=NOW)
    with pytest.raises(errors.NotAlive):
        services.place_under(below, district, valid_from=REFORM, by=None, at=NOW)


def test_a_refused_succession_closes_nothing(cast: Cast) -> None:
    agency = make(None)
    with pytest.raises(errors.SuccessorOfItself):
        services.close_agency(
            agency, on=OLD, successors=[services.Successor(agency)], by=None, at=NOW
        )
    agency.refresh_from_db()

    assert agency.valid_to is None
    assert not Event.objects.filter(verb="agency.closed").exists()


def test_a_succession_is_recorded_once(cast: Cast) -> None:
    heir = services.Successor(cast.lead_agency)
    services.record_succession(cast.partner_agency, heir, on=REFORM, by=None, at=NOW)
    with pytest.raises(errors.SuccessionKnown):
        services.record_succession(cast.partner_agency, heir, on=REFORM, by=None, at=NOW)


def test_spans_end_after_they_begin(cast: Cast) -> None:
    with pytest.raises(errors.EndsBeforeStart):
        make(None, valid_from=REFORM, valid_to=OLD)
    with pytest.raises(errors.EndsBeforeStart):
        services.add_tenure(
            OfficialFactory.create(), "X", valid_from=REFORM, valid_to=OLD, by=None, at=NOW
        )
    agency = make(None, valid_from=REFORM)
    with pytest.raises(errors.EndsBeforeStart):
        services.close_agency(agency, on=OLD, by=None, at=NOW)


def test_two_officials_of_one_name_are_two(cast: Cast) -> None:
    first, second = (
        services.create_official({"full_name": "Lê Thu Hà"}, by=cast.issuer, at=NOW)
        for _ in range(2)
    )

    assert first != second
    assert Official.objects.filter(name_folded="le thu ha").count() == 2


def test_a_title_prints_as_it_was_at_the_time(cast: Cast) -> None:
    official = OfficialFactory.create(full_name="Nguyễn Thị Bích Hường")
    chair = Position.objects.create(name="Chủ tịch", weight=600)
    deputy_secretary = Position.objects.create(name="Phó Bí thư", weight=700)
    seen = services.add_tenure(
        official, "Phó Chủ tịch UBND huyện", seen_on=date(2019, 2, 28), by=None, at=NOW
    )
    services.add_tenure(
        official,
        "Chủ tịch UBND huyện",
        position=chair,
        valid_from=date(2023, 1, 1),
        by=None,
        at=NOW,
    )
    services.add_tenure(
        official,
        "Phó Bí thư Huyện ủy",
        position=deputy_secretary,
        valid_from=date(2023, 1, 1),
        by=None,
        at=NOW,
    )
    services.end_tenure(seen, on=date(2022, 12, 31), by=cast.administrator, at=NOW)
    official.refresh_from_db()

    assert official.title_on(date(2018, 1, 1)) == ""
    assert official.title_on(date(2020, 1, 1)) == "Phó Chủ tịch UBND huyện"
    assert official.title_on(date(2023, 5, 1)) == "Phó Bí thư Huyện ủy, Chủ tịch UBND huyện"
    entry = SearchEntry.objects.get(kind="agencies.official", object_id=official.pk)
    assert "chu tich ubnd huyen" in entry.folded
    with pytest.raises(errors.TenureEnded):
        services.end_tenure(seen, on=OLD, by=cast.administrator, at=NOW)


def test_the_same_tenure_twice_is_one(cast: Cast) -> None:
    official = OfficialFactory.create()
    first = services.add_tenure(official, "Trưởng ban", seen_on=OLD, by=None, at=NOW)

    assert services.add_tenure(official, "Trưởng ban", seen_on=OLD, by=None, at=NOW) == first
    assert Tenure.objects.count() == 1


def test_the_catalogue_is_loaded_once_and_keeps_corrections(cast: Cast) -> None:
    added = services.load_positions(at=NOW)
    position = Position.objects.get(name="Trưởng phòng")
    services.update_position(position, {"weight": 123}, by=cast.administrator, at=NOW)

    assert added == Position.objects.count() > 50
    assert services.load_positions(at=NOW) == 0
    assert Position.objects.get(pk=position.pk).weight == 123
    with pytest.raises(errors.PositionKnown):
        services.create_position({"name": "Trưởng phòng"}, by=cast.administrator, at=NOW)


def test_when_the_trace_fails_nothing_is_saved(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    tenure = TenureFactory.create()

    def fail(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(Event.objects, "bulk_create", fail)
    with pytest.raises(DatabaseError):
        make(cast.administrator, cast.issuer_agency)
    with pytest.raises(DatabaseError):
        services.end_tenure(tenure, on=OLD, by=cast.administrator, at=NOW)
    with pytest.raises(DatabaseError):
        services.place_under(
            cast.outside_agency, cast.issuer_agency, valid_from=None, by=None, at=NOW
        )

    assert not Agency.objects.filter(name="Đảng ủy xã Bình An").exists()
    assert not SearchEntry.objects.exists()
    assert not AgencyLink.objects.exists()
    assert Tenure.objects.get().valid_to is None
