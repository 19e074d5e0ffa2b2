"""Days off of a year: taken up from the program's proposal, put right and confirmed by the office.

The first act on a year copies the proposal into the office's own rows. They count for due days
once the year is confirmed; what is changed after that counts at once.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from phoihop.agencies import errors
from phoihop.agencies.calendar import in_reach
from phoihop.agencies.models import DayKind, OfficeDay, OfficeYear
from phoihop.agencies.services.checks import check
from phoihop.audit import services as audit
from phoihop.periods import holidays_of

if TYPE_CHECKING:
    from phoihop.accounts.models import User

_SATURDAY = 5


@dataclass(frozen=True)
class DayFacts:
    """A day that differs from the ordinary week; kind: of DayKind."""

    on: date
    name: str
    kind: str
    source: str


@dataclass(frozen=True)
class Swap:
    """A weekday off, and the Saturday or Sunday worked instead of it."""

    out_on: date
    in_on: date
    name: str
    source: str


@transaction.atomic
def confirm_year(year: int, *, by: "User | None", at: datetime) -> OfficeYear:
    """Say that these are the office's days of the year; due days follow them from now on.

    Raises PermissionDenied, YearTooFar, YearConfirmed.
    """
    record = _taken_up(year, by)
    if record.confirmed_at is not None:
        raise errors.YearConfirmed
    record.confirmed_at, record.confirmed_by = at, by
    record.save(update_fields=["confirmed_at", "confirmed_by"])
    days = OfficeDay.objects.filter(year=record).count()
    audit.record("holidays.confirmed", record, by=by, at=at, days=days)
    return record


@transaction.atomic
def add_day(year: int, facts: DayFacts, *, by: "User | None", at: datetime) -> OfficeDay:
    """Add a day to the office's list; half a swap too, whose other half lies in another year.

    Raises PermissionDenied, YearTooFar, OutsideTheYear, DayKnown, NotAWorkingDay, NotAWeekend.
    """
    record = _taken_up(year, by)
    day = _put(record, facts)
    audit.record("holiday.added", record, by=by, at=at, **asdict(facts))
    return day


@transaction.atomic
def remove_day(year: int, on: date, *, by: "User | None", at: datetime) -> None:
    """Leave a day out: the office works as on any other.

    Raises PermissionDenied, YearTooFar, DayUnknown.
    """
    record = _taken_up(year, by)
    day = OfficeDay.objects.filter(year=record, on=on).first()
    if day is None:
        raise errors.DayUnknown
    audit.record("holiday.removed", record, by=by, at=at, changes={"day": (day, None)})
    day.delete()


@transaction.atomic
def swap_days(year: int, swap: Swap, *, by: "User | None", at: datetime) -> None:
    """A weekday is off and a weekend day worked instead, as an announcement says.

    Raises PermissionDenied, YearTooFar, OutsideTheYear, DayKnown, NotAWorkingDay, NotAWeekend.
    """
    record = _taken_up(year, by)
    _put(record, DayFacts(swap.out_on, swap.name, DayKind.SWAPPED_OUT, swap.source))
    _put(record, DayFacts(swap.in_on, swap.name, DayKind.SWAPPED_IN, swap.source))
    audit.record("holiday.swapped", record, by=by, at=at, **asdict(swap))


def _taken_up(year: int, by: "User | None") -> OfficeYear:
    """The office's own year, locked; made from the program's proposal at the first act."""
    check(by, "agencies.manage")
    if not in_reach(year):
        raise errors.YearTooFar
    record, made = OfficeYear.objects.get_or_create(year=year)
    if made:
        OfficeDay.objects.bulk_create(
            OfficeDay(year=record, on=day.on, name=day.name, kind=day.kind, source=day.source)
            for day in holidays_of(year)
        )
    return OfficeYear.objects.select_for_update().get(pk=record.pk)


def _put(record: OfficeYear, facts: DayFacts) -> OfficeDay:
    if facts.on.year != record.year:
        raise errors.OutsideTheYear
    if OfficeDay.objects.filter(on=facts.on).exists():
        raise errors.DayKnown
    weekend = facts.on.weekday() >= _SATURDAY
    if weekend and facts.kind in {DayKind.SWAPPED_OUT, DayKind.MAKE_UP}:
        raise errors.NotAWorkingDay
    if not weekend and facts.kind == DayKind.SWAPPED_IN:
        raise errors.NotAWeekend
    return OfficeDay.objects.create(year=record, **asdict(facts))
