"""The office's own calendar: its confirmed days off, the program's tables for all other years.

`periods` stays without a database; whatever counts working days for an office asks here.
"""

from dataclasses import dataclass
from datetime import date
from typing import cast

from phoihop.agencies.models import OfficeDay, OfficeYear
from phoihop.periods import (
    Calendar,
    HolidayDay,
    HolidayKind,
    calendar_of,
    holidays_of,
    tabled_years,
)

YEARS_AHEAD = 10
# Next year's days off are announced each autumn; before that there is nothing to confirm.
_ANNOUNCED_FROM_MONTH = 10


def office_calendar() -> Calendar:
    """Return what counting working days needs, from the first table to ten years behind the last.

    One query, whatever the number of years.
    """
    rows = OfficeYear.objects.filter(confirmed_at__isnull=False).values_list(
        "year", "days__on", "days__kind"
    )
    own: dict[int, list[HolidayDay]] = {}
    for year, on, kind in rows:
        days = own.setdefault(year, [])
        if on is not None:  # a year may be confirmed without a single day
            days.append(HolidayDay(on, "", cast(HolidayKind, kind), "", confirmed=True))
    tabled = tabled_years()
    years = {*range(tabled[0], tabled[-1] + YEARS_AHEAD + 1), *own}
    return calendar_of(
        day for year in years for day in (own[year] if year in own else holidays_of(year))
    )


@dataclass(frozen=True)
class YearOfDays:
    """The days of a year as the office has them, and what it left out of the program's proposal.

    record: None while nobody changed or confirmed anything: then the days are the proposal.
    """

    year: int
    days: list[HolidayDay]
    left_out: list[HolidayDay]
    record: OfficeYear | None

    @property
    def is_confirmed(self) -> bool:
        """An administrator has said that these are the days."""
        return self.record is not None and self.record.confirmed_at is not None


def year_of_days(year: int) -> YearOfDays:
    """Return what the page of a year shows; two queries."""
    record = OfficeYear.objects.select_related("confirmed_by").filter(year=year).first()
    proposed = holidays_of(year)
    if record is None:
        return YearOfDays(year, list(proposed), [], None)
    days = [_as_day(row) for row in OfficeDay.objects.filter(year=record)]
    there = {day.on for day in days}
    return YearOfDays(year, days, [day for day in proposed if day.on not in there], record)


def years_to_confirm(on: date) -> list[int]:
    """This year, and from October the next: unconfirmed ones only. One query."""
    wanted = [on.year, on.year + 1] if on.month >= _ANNOUNCED_FROM_MONTH else [on.year]
    confirmed = set(
        OfficeYear.objects.filter(year__in=wanted, confirmed_at__isnull=False).values_list(
            "year", flat=True
        )
    )
    return [year for year in wanted if year not in confirmed]


def in_reach(year: int) -> bool:
    """Whether the program knows anything of this year."""
    tabled = tabled_years()
    return tabled[0] <= year <= tabled[-1] + YEARS_AHEAD


def _as_day(row: OfficeDay) -> HolidayDay:
    return HolidayDay(row.on, row.name, cast(HolidayKind, row.kind), row.source, confirmed=True)
