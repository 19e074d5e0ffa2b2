"""Vietnam's public holidays: a table for each announced year, and computed days for the others.

Source of the kinds: Bộ luật Lao động 45/2019/QH14, Điều 111 (make-up days) and Điều 112. Swaps of a
working day with a Saturday are announced year by year; they are only in the tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Final, Literal, get_args

from phoihop.periods.lunar import from_lunar

HolidayKind = Literal["holiday", "make_up", "swapped_in", "swapped_out"]
"""holiday: a day off by law · make_up: off for a holiday on a weekend · swapped_out: a weekday off
by announcement · swapped_in: the Saturday or Sunday worked instead."""

LABOUR_CODE: Final = "Bộ luật Lao động 2019, Điều 112"
MAKE_UP_RULE: Final = "Bộ luật Lao động 2019, Điều 111 khoản 3"
_SECOND_NATIONAL_DAY_SINCE: Final = 2021  # Bộ luật Lao động 2019 in force
_SATURDAY: Final = 5
_TUESDAY: Final = 1
_YEARS_AHEAD: Final = 10  # computed behind the last table, enough for two committee terms


class InvalidHolidayTable(ValueError):
    """A file of holidays does not say what it must."""


@dataclass(frozen=True, order=True)
class HolidayDay:
    """One day that differs from the ordinary week, with who says so."""

    on: date
    name: str
    kind: HolidayKind
    source: str
    confirmed: bool


@dataclass(frozen=True)
class Calendar:
    """What counting working days needs: weekdays off, and weekend days that are worked."""

    holidays: frozenset[date]
    working_weekends: frozenset[date]


def tabled_years() -> tuple[int, ...]:
    """Return the years for which a table exists, in order."""
    names = (entry.name for entry in resources.files("phoihop.periods").joinpath("data").iterdir())
    found = (name.removeprefix("holidays-").removesuffix(".json") for name in names)
    return tuple(sorted(int(year) for year in found if year.isdecimal()))


@lru_cache(maxsize=64)
def holidays_of(year: int) -> tuple[HolidayDay, ...]:
    """Return the tabled days of a year, or the computed ones where no table exists."""
    if year not in tabled_years():
        return tuple(compute_holidays(year))
    text = (
        resources.files("phoihop.periods").joinpath(f"data/holidays-{year}.json").read_text("utf-8")
    )
    return read_holiday_table(text, year)


def read_holiday_table(text: str, year: int) -> tuple[HolidayDay, ...]:
    """Return the days of a JSON table; raises InvalidHolidayTable, naming what is wrong."""
    try:
        days = tuple(
            HolidayDay(
                date.fromisoformat(row["on"]),
                row["name"],
                row["kind"],
                row["source"],
                row["confirmed"],
            )
            for row in json.loads(text)["days"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidHolidayTable(f"holidays of {year}: {error!r}") from error
    wrong = [day for day in days if day.on.year != year or day.kind not in get_args(HolidayKind)]
    if wrong or len({day.on for day in days}) != len(days):
        raise InvalidHolidayTable(
            f"holidays of {year}: wrong year or kind, or a day twice: {wrong}"
        )
    return days


def load_calendar(years: Iterable[int] | None = None) -> Calendar:
    """Return the calendar of the given years; by default every tabled year and ten years on."""
    if years is None:
        tabled = tabled_years()
        years = range(tabled[0], tabled[-1] + _YEARS_AHEAD + 1)
    return calendar_of(day for year in years for day in holidays_of(year))


def calendar_of(days: Iterable[HolidayDay]) -> Calendar:
    """Return the calendar of any days, as an office has corrected and confirmed them."""
    days = tuple(days)
    return Calendar(
        holidays=frozenset(day.on for day in days if day.kind != "swapped_in"),
        working_weekends=frozenset(day.on for day in days if day.kind == "swapped_in"),
    )


def compute_holidays(year: int) -> list[HolidayDay]:
    """Return the days off that the law and the lunar calendar give, none of them confirmed.

    Which days around Tết and National Day are off is announced each autumn: the computed choice
    follows the announcements so far, and swapped days cannot be computed at all.
    """
    first = from_lunar(year, 1, 1)
    tet_start = first - timedelta(days=1 if first.weekday() == _TUESDAY else 2)
    days = [_day(date(year, 1, 1), "Tết Dương lịch")]
    days += [_day(tet_start + timedelta(days=at), "Tết Nguyên đán") for at in range(5)]
    days += [
        _day(from_lunar(year, 3, 10), "Giỗ Tổ Hùng Vương"),
        _day(date(year, 4, 30), "Ngày Chiến thắng"),
        _day(date(year, 5, 1), "Ngày Quốc tế Lao động"),
        _day(date(year, 9, 2), "Quốc khánh"),
    ]
    if year >= _SECOND_NATIONAL_DAY_SINCE:
        days.append(_day(_beside_national_day(year), "Quốc khánh (ngày liền kề)"))
    by_day = {day.on: day for day in days}  # Giỗ Tổ on 30/4 or 1/5 gives no day more
    return sorted(_with_make_up_days(list(by_day.values())))


def _day(on: date, name: str) -> HolidayDay:
    return HolidayDay(on, name, "holiday", LABOUR_CODE, confirmed=False)


def _beside_national_day(year: int) -> date:
    """Return 1 or 3 September: the weekday that joins the weekend; 1 September if both could."""
    before, after = date(year, 9, 1), date(year, 9, 3)
    if before.weekday() >= _SATURDAY or (after.weekday() == _SATURDAY - 1):
        return after
    return before


def _with_make_up_days(days: list[HolidayDay]) -> list[HolidayDay]:
    taken = {day.on for day in days}
    extra = []
    for day in sorted(days):
        if day.on.weekday() < _SATURDAY:
            continue
        on = day.on
        while on in taken or on.weekday() >= _SATURDAY:
            on += timedelta(days=1)
        taken.add(on)
        extra.append(
            replace(day, on=on, name=f"Nghỉ bù {day.name}", kind="make_up", source=MAKE_UP_RULE)
        )
    return [*days, *extra]
