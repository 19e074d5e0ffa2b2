"""Vietnam's provinces, districts and communes, before and since 1 July 2025.

From the package vietnamadminunits (MIT): 63 provinces, 696 districts and 10,035 communes until
30/06/2025; 34 provinces and 3,321 communes since (Nghị quyết 202/2025/QH15 and the resolutions of
the Standing Committee for each province), and which became which.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from phoihop.agencies.models import Area, Level
from phoihop.audit import services as audit

LAST_DAY_OF_DISTRICTS: Final = date(2025, 6, 30)
FIRST_DAY_OF_TWO_LEVELS: Final = date(2025, 7, 1)
_BATCH = 2000
_FROM_LIST = ("code", "name", "level", "parent_id", "valid_from", "valid_to")

# A place by the package's words: since the reform or not, "tinhhungyen_huyentienlu_thitranvuong".
Key = tuple[bool, str]


@dataclass
class Areas:
    """What the package holds: rows not yet saved, and which old place became which new ones."""

    rows: dict[Key, Area] = field(default_factory=dict)
    becomes: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class Loaded:
    """What a loading did; kept: rows that the office had corrected, left as they were."""

    places: int
    changed: int
    conversions: int
    kept: int


@transaction.atomic
def load_areas(
    progress: Callable[[int, int], None] = lambda done, total: None, *, at: datetime
) -> Loaded:
    """Bring the table of areas up to the list: new places, changed facts, what became of each.

    A place that the office corrected or added keeps its facts and its successors; nothing is taken
    away. What a newer list changes stands in the history of the place. progress: called with rows
    done, and of how many.
    """
    areas = read_areas()
    held = _held(areas)
    total, done = len(areas.rows) + len(areas.becomes), 0
    places, changed = 0, 0
    for batch in _batches(areas):
        new, differing = _compared(batch, held)
        Area.objects.bulk_create(new)
        Area.objects.bulk_update(
            [area for area, _changes in differing],
            [*_FROM_LIST, "name_key", "name_folded"],
            batch_size=500,
        )
        audit.record_many(
            [audit.Entry("area.loaded", area, changes) for area, changes in differing],
            by=None,
            at=at,
        )
        held |= {area.origin: area for area in new}
        places, changed, done = places + len(new), changed + len(differing), done + len(batch)
        progress(done, total)
    conversions = _write_conversions(areas, held)
    progress(total, total)
    kept = sum(area.corrected_at is not None for area in held.values())
    return Loaded(places, changed, conversions, kept)


def _held(areas: Areas) -> dict[str, Area]:
    """Places by the entry of the list they stand for.

    A place that the office added before the list had it is taken for the entry of its level, code
    and time, and stays as the office wrote it.
    """
    rows = list(Area.objects.select_for_update())
    own = {(area.level, area.code, area.valid_to): area for area in rows if not area.origin}
    held = {area.origin: area for area in rows if area.origin}
    adopted = []
    for listed in areas.rows.values():
        area = own.get((listed.level, listed.code, listed.valid_to))
        if area is not None and listed.origin not in held:
            area.origin = listed.origin
            held[area.origin] = area
            adopted.append(area)
    Area.objects.bulk_update(adopted, ["origin"])
    return held


Changes = dict[str, tuple[object, object]]


def _compared(
    batch: Iterable[Area], held: Mapping[str, Area]
) -> tuple[list[Area], list[tuple[Area, Changes]]]:
    """Rows that are not there yet, and those there with what the list now says otherwise."""
    new, differing = [], []
    for listed in batch:
        # Parents were written in an earlier batch; the row held is the one that counts.
        listed.parent = held[listed.parent.origin] if listed.parent else None
        there = held.get(listed.origin)
        if there is None:
            new.append(listed)
        elif there.corrected_at is None and (changes := _differences(there, listed)):
            for name in _FROM_LIST:
                setattr(there, name, getattr(listed, name))
            there.set_name(listed.name)
            differing.append((there, changes))
    return new, differing


def _differences(there: Area, listed: Area) -> Changes:
    return {
        name.removesuffix("_id"): (getattr(there, name), getattr(listed, name))
        for name in _FROM_LIST
        if getattr(there, name) != getattr(listed, name)
    }


def _write_conversions(areas: Areas, held: Mapping[str, Area]) -> int:
    """Add the pairs (old place, new place) that are not there; how many were added."""
    through = Area.becomes.through
    there = set(through.objects.values_list("from_area_id", "to_area_id"))
    pairs = (
        (held[areas.rows[False, old].origin], held[areas.rows[True, new].origin])
        for old, new in sorted(areas.becomes)
    )
    missing = [
        through(from_area_id=old.pk, to_area_id=new.pk)
        for old, new in pairs
        if old.corrected_at is None and (old.pk, new.pk) not in there
    ]
    through.objects.bulk_create(missing, batch_size=_BATCH)
    return len(missing)


def read_areas() -> Areas:
    """What the package holds, without the database and without importing the package (0.7 s)."""
    spec = find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("vietnamadminunits")
    folder = Path(spec.origin).parent / "data"
    areas = Areas()
    with closing(sqlite3.connect(folder / "dataset.db")) as source:
        _read_old(source, areas)
        _read_new(source, areas)
    _read_conversion(json.loads((folder / "converter_2025.json").read_text("utf-8")), areas)
    return areas


def _read_old(source: sqlite3.Connection, areas: Areas) -> None:
    """Provinces, districts and communes until 30 June 2025; five districts had no communes."""
    rows = source.execute(
        "SELECT provinceKey, province, provinceCode, districtKey, district, districtCode,"
        " wardKey, ward, wardCode FROM admin_units_legacy"
    )
    for key, name, code, district_key, district, district_code, ward_key, ward, ward_code in rows:
        path = f"{key}_{district_key}"
        above = _place(areas, (False, key), (code, name, Level.PROVINCE), None)
        below = _place(areas, (False, path), (district_code, district, Level.DISTRICT), above)
        if ward is not None:
            facts = (ward_code, ward, Level.COMMUNE)
            _place(areas, (False, f"{path}_{ward_key}"), facts, below)


def _read_new(source: sqlite3.Connection, areas: Areas) -> None:
    """Provinces and communes since 1 July 2025."""
    rows = source.execute(
        "SELECT provinceKey, province, provinceCode, wardKey, ward, wardCode FROM admin_units"
    )
    for key, name, code, ward_key, ward, ward_code in rows:
        above = _place(areas, (True, key), (code, name, Level.PROVINCE), None)
        _place(areas, (True, f"{key}_{ward_key}"), (ward_code, ward, Level.COMMUNE), above)


def _place(areas: Areas, key: Key, facts: tuple[str, str, Level], parent: Area | None) -> Area:
    """The area under this key, made at the first time it is met."""
    if key in areas.rows:
        return areas.rows[key]
    is_new, (code, name, level) = key[0], facts
    area = areas.rows[key] = Area(
        code=code,
        level=level,
        parent=parent,
        valid_from=FIRST_DAY_OF_TWO_LEVELS if is_new else None,
        valid_to=None if is_new else LAST_DAY_OF_DISTRICTS,
        origin=f"{'since' if is_new else 'until'} 2025:{level.value}:{code}",
    )
    area.set_name(name)
    return area


def _read_conversion(converter: dict[str, Any], areas: Areas) -> None:
    """An old commune went to one new one, or was divided among several."""

    def add(old: str, new: str) -> None:
        # The five districts without communes stand with an empty last part.
        areas.becomes.add((old.rstrip("_"), new))

    for province, formers in converter["DICT_PROVINCE"].items():
        for former in formers:
            add(former, province)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, formers in wards.items():
            for former in formers:
                add(former, f"{province}_{ward}")
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for former, successors in divided.items():
            for successor in successors:
                add(former, f"{province}_{successor['newWardKey']}")


def _batches(areas: Areas) -> Iterator[list[Area]]:
    """Parents before their children, whose rows need the parents' numbers."""
    for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE):
        rows = [area for area in areas.rows.values() if area.level == level]
        for start in range(0, len(rows), _BATCH):
            yield rows[start : start + _BATCH]
