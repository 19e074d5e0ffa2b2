"""The places of Vietnam before and after 1 July 2025."""

from datetime import date

import pytest

from conftest import NOW
from phoihop import vntext
from phoihop.agencies import services
from phoihop.agencies.areas import Loaded, load_areas, read_areas
from phoihop.agencies.models import Area, Level
from phoihop.audit.models import Event

pytestmark = pytest.mark.django_db


def test_the_places_of_the_reform() -> None:
    """One test, since loading takes seconds: the figures, the conversion, a second loading."""
    steps: list[tuple[int, int]] = []
    load_areas(lambda done, total: steps.append((done, total)), at=NOW)

    done = [step[0] for step in steps]
    assert done == sorted(done)
    assert steps[-1][0] == steps[-1][1] > 20_000
    the_figures_are_right()
    an_old_commune_knows_what_it_became()
    nearly_every_old_commune_leads_somewhere()
    loading_again_adds_nothing_and_keeps_corrections()


def the_figures_are_right() -> None:
    """As the reform announced them."""
    today = Area.objects.filter(valid_to=None)
    before = Area.objects.filter(valid_to=date(2025, 6, 30))

    assert today.filter(level=Level.PROVINCE).count() == 34
    assert today.filter(level=Level.COMMUNE).count() == 3321
    assert not today.filter(level=Level.DISTRICT).exists()
    assert before.filter(level=Level.PROVINCE).count() == 63
    assert before.filter(level=Level.DISTRICT).count() > 690
    assert before.filter(level=Level.COMMUNE).count() > 9900


def an_old_commune_knows_what_it_became() -> None:
    """And the new one what it was."""
    old = Area.objects.get(
        name="Thị trấn Vương", parent__name="Huyện Tiên Lữ", parent__parent__name="Tỉnh Hưng Yên"
    )
    [new] = old.becomes.all()

    assert new.valid_from == date(2025, 7, 1)
    assert new.parent is not None
    assert new.parent.name == "Tỉnh Hưng Yên"
    assert old in new.was.all()


def nearly_every_old_commune_leads_somewhere() -> None:
    """But for a handful that the package leaves open."""
    lost = Area.objects.filter(level=Level.COMMUNE, valid_to__isnull=False, becomes=None)

    assert lost.count() <= 20


def loading_again_adds_nothing_and_keeps_corrections() -> None:
    """The office's word counts; what the office did not touch follows the list."""
    corrected, stale, gone = Area.objects.filter(level=Level.COMMUNE, valid_to=None)[:3]
    old = Area.objects.get(
        name="Thị trấn Vương", parent__name="Huyện Tiên Lữ", parent__parent__name="Tỉnh Hưng Yên"
    )
    services.correct_area(
        corrected, {"name": "Xã Cơ quan đã sửa"}, becomes=[], paper="NQ 01", by=None, at=NOW
    )
    services.correct_area(
        old, {"name": old.name}, becomes=[corrected], paper="NQ 02", by=None, at=NOW
    )
    right = stale.name
    stale.name = "Xã Tên cũ của danh mục"
    stale.save(update_fields=["name"])
    Area.becomes.through.objects.filter(to_area=gone).delete()
    lost = gone.name
    gone.delete()
    code, level, origin = corrected.code, corrected.level, corrected.origin
    Area.objects.filter(pk=corrected.pk).update(origin="")  # as if added before the list had it

    loaded = load_areas(at=NOW)

    assert (loaded.places, loaded.changed, loaded.kept) == (1, 1, 2)
    assert Area.objects.get(code=code, level=level, valid_to=None).origin == origin
    [event] = Event.objects.filter(verb="area.loaded")
    assert event.object_id == stale.pk
    [change] = event.changes.all()
    assert (change.field, change.old, change.new) == ("name", "Xã Tên cũ của danh mục", right)
    assert loaded.conversions >= 1
    corrected.refresh_from_db()
    stale.refresh_from_db()
    assert corrected.name == "Xã Cơ quan đã sửa"
    assert stale.name == right
    assert stale.name_key == vntext.place_key(right)
    assert list(old.becomes.all()) == [corrected]
    assert Area.objects.filter(name=lost, valid_to=None).exists()
    assert load_areas(at=NOW) == Loaded(places=0, changed=0, conversions=0, kept=2)


def test_keys_are_found_on_both_sides_of_every_conversion() -> None:
    areas = read_areas()

    assert all(
        (False, old) in areas.rows and (True, new) in areas.rows for old, new in areas.becomes
    )
