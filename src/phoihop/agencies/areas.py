"""Vietnam's provinces, districts and communes, before and since 1 July 2025.

From the package vietnamadminunits (MIT): 63 provinces, 696 districts and 10,035 communes until
30/06/2025; 34 provinces and 3,321 communes since (Nghị quyết 202/2025/QH15 and the resolutions of
the Standing Committee for each province), and which became which.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.db import transaction

from phoihop import vntext
from phoihop.agencies.models import Area, Level

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
FIRST_DAY_OF_TWO_LEVELS = date(2025, 7, 1)
_BATCH = 2000

# A place by the package's words: since the reform or not, "tinhhungyen_huyentienlu_thitranvuong".
Key = tuple[bool, str]


@dataclass
class Areas:
    """What the package holds: rows not yet saved, and which old place became which new ones."""

    rows: dict[Key, Area] = field(default_factory=dict)
    becomes: set[tuple[str, str]] = field(default_factory=set)


@transaction.atomic
def load_areas(
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[int, int]:
    """Fill the table of areas and of what became of each; return how many of both are new.

    A table that holds any area stays as it is, with what the office corrected.
    progress: called with rows written, and of how many.
    """
    if Area.objects.exists():
        return 0, 0
    areas = read_areas()
    total, done = len(areas.rows) + len(areas.becomes), 0
    for batch in _batches(areas):
        Area.objects.bulk_create(batch)
        done += len(batch)
        progress(done, total)
    through = Area.becomes.through
    through.objects.bulk_create(
        (
            through(
                from_area_id=areas.rows[False, old].pk,
                to_area_id=areas.rows[True, new].pk,
            )
            for old, new in sorted(areas.becomes)
        ),
        batch_size=_BATCH,
    )
    progress(total, total)
    return len(areas.rows), len(areas.becomes)


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
    name = vntext.nfc(name)
    area = areas.rows[key] = Area(
        code=code,
        name=name,
        name_folded=vntext.fold(name),
        level=level,
        parent=parent,
        valid_from=FIRST_DAY_OF_TWO_LEVELS if is_new else None,
        valid_to=None if is_new else LAST_DAY_OF_DISTRICTS,
    )
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
