"""The places of the sample: an invented province, its district before the reform, three communes.

Their codes begin with 99, which the national list does not use.
"""

from datetime import datetime

from phoihop.agencies import services as agencies
from phoihop.agencies.areas import FIRST_DAY_OF_TWO_LEVELS, LAST_DAY_OF_DISTRICTS
from phoihop.agencies.models import Area, Level

_PROVINCE = "Tỉnh Đông Châu"
_PAPER = "Số liệu mẫu"
# Code and name of a commune until 30/06/2025, and the code of the commune it became.
_BEFORE = (
    ("99001", "Thị trấn Bình An", "99101"),
    ("99002", "Xã Bình Minh", "99101"),
    ("99003", "Xã Tân Lập", "99102"),
    ("99004", "Xã Yên Thịnh", "99103"),
)
_SINCE = (("99101", "Xã Bình An"), ("99102", "Xã Tân Lập"), ("99103", "Xã Yên Thịnh"))


def make_places(at: datetime) -> None:
    """Write them as the office's own."""
    today = _add("99", _PROVINCE, Level.PROVINCE, None, at, is_new=True)
    communes = {
        code: _add(code, name, Level.COMMUNE, today, at, is_new=True) for code, name in _SINCE
    }
    before = _add("99", _PROVINCE, Level.PROVINCE, None, at, is_new=False)
    district = _add("990", "Huyện Bình An", Level.DISTRICT, before, at, is_new=False)
    heirs = {before: [today], district: list(communes.values())} | {
        _add(code, name, Level.COMMUNE, district, at, is_new=False): [communes[heir]]
        for code, name, heir in _BEFORE
    }
    for area, became in heirs.items():
        agencies.correct_area(area, {}, becomes=became, paper=_PAPER, by=None, at=at)


def _add(  # noqa: PLR0913 -- the facts of one place
    code: str, name: str, level: Level, parent: Area | None, at: datetime, *, is_new: bool
) -> Area:
    facts = {
        "code": code,
        "name": name,
        "level": level,
        "parent": parent,
        "valid_from": FIRST_DAY_OF_TWO_LEVELS if is_new else None,
        "valid_to": None if is_new else LAST_DAY_OF_DISTRICTS,
    }
    return agencies.add_area(facts, paper=_PAPER, by=None, at=at)
