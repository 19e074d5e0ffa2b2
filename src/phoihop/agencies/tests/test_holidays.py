"""The office's own days off: proposed, put right, confirmed, and used from then on."""

from datetime import date
from typing import Any, get_args

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW, Cast
from phoihop.agencies import errors
from phoihop.agencies.calendar import office_calendar, year_of_days, years_to_confirm
from phoihop.agencies.models import DayKind, OfficeDay, OfficeYear
from phoihop.agencies.services import (
    DayFacts,
    Swap,
    add_day,
    confirm_year,
    remove_day,
    swap_days,
)
from phoihop.audit.history import history_of
from phoihop.audit.models import Event
from phoihop.periods import HolidayKind, holidays_of, is_working_day, load_calendar

pytestmark = [pytest.mark.differs, pytest.mark.django_db]

FOUNDING_DAY = DayFacts(date(2026, 8, 19), "Ngày truyền thống", DayKind.HOLIDAY, "Công văn số 12")
SWAP = Swap(date(2026, 8, 31), date(2026, 8, 22), "Quốc khánh", "Thông báo nghỉ lễ năm 2026")


def test_the_kinds_of_the_table_are_those_of_periods() -> None:
    assert set(DayKind.values) == set(get_args(HolidayKind))


def test_while_nothing_is_confirmed_the_calendar_is_the_program_s(cast: Cast) -> None:
    assert office_calendar() == load_calendar()
    add_day(2026, FOUNDING_DAY, by=cast.administrator, at=NOW)
    assert office_calendar() == load_calendar()


def test_a_confirmed_year_counts_with_what_was_added_removed_and_swapped(cast: Cast) -> None:
    by = cast.administrator
    add_day(2026, FOUNDING_DAY, by=by, at=NOW)
    remove_day(2026, date(2026, 1, 1), by=by, at=NOW)
    swap_days(2026, SWAP, by=by, at=NOW)
    confirm_year(2026, by=by, at=NOW)

    days = office_calendar()
    assert not is_working_day(date(2026, 8, 19), days)
    assert is_working_day(date(2026, 1, 1), days)
    assert not is_working_day(SWAP.out_on, days)
    assert is_working_day(SWAP.in_on, days)
    # Other years are as before.
    assert not is_working_day(date(2025, 1, 1), days)
    assert not is_working_day(date(2027, 1, 1), days)


def test_a_change_after_confirming_counts_at_once(cast: Cast) -> None:
    confirm_year(2026, by=cast.administrator, at=NOW)
    add_day(2026, FOUNDING_DAY, by=cast.administrator, at=NOW)
    assert not is_working_day(FOUNDING_DAY.on, office_calendar())


def test_the_first_act_copies_the_proposal_with_its_sources(cast: Cast) -> None:
    remove_day(2026, date(2026, 1, 1), by=cast.administrator, at=NOW)

    year = year_of_days(2026)
    proposal = holidays_of(2026)
    assert len(year.days) == len(proposal) - 1
    assert {day.source for day in year.days} <= {day.source for day in proposal}
    assert [day.on for day in year.left_out] == [date(2026, 1, 1)]


def test_the_calendar_is_one_query_however_many_years(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        office_calendar()
    for year in (2024, 2025, 2026, 2027):
        confirm_year(year, by=cast.administrator, at=NOW)
    with django_assert_num_queries(1):
        office_calendar()


def test_next_year_is_asked_for_from_october(cast: Cast) -> None:
    assert years_to_confirm(date(2026, 9, 30)) == [2026]
    assert years_to_confirm(date(2026, 10, 1)) == [2026, 2027]
    confirm_year(2026, by=cast.administrator, at=NOW)
    assert years_to_confirm(date(2026, 10, 1)) == [2027]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (DayFacts(date(2026, 1, 1), "x", DayKind.HOLIDAY, "x"), errors.DayKnown),
        (DayFacts(date(2027, 3, 1), "x", DayKind.HOLIDAY, "x"), errors.OutsideTheYear),
        (DayFacts(date(2026, 8, 22), "x", DayKind.SWAPPED_OUT, "x"), errors.NotAWorkingDay),
        (DayFacts(date(2026, 8, 22), "x", DayKind.MAKE_UP, "x"), errors.NotAWorkingDay),
        (DayFacts(date(2026, 8, 21), "x", DayKind.SWAPPED_IN, "x"), errors.NotAWeekend),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_taken_up(
    cast: Cast, facts: DayFacts, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        add_day(2026, facts, by=cast.administrator, at=NOW)
    assert not OfficeYear.objects.exists()
    assert not Event.objects.exists()


def test_half_a_swap_is_never_left(cast: Cast) -> None:
    wrong = Swap(date(2026, 8, 31), date(2026, 8, 28), "Quốc khánh", "Thông báo")
    with pytest.raises(errors.NotAWeekend):
        swap_days(2026, wrong, by=cast.administrator, at=NOW)
    assert not OfficeDay.objects.exists()


def test_one_confirms_once_and_only_known_years(cast: Cast) -> None:
    confirm_year(2026, by=cast.administrator, at=NOW)
    with pytest.raises(errors.YearConfirmed):
        confirm_year(2026, by=cast.administrator, at=NOW)
    for year in (1950, 2099):
        with pytest.raises(errors.YearTooFar):
            confirm_year(year, by=cast.administrator, at=NOW)
    with pytest.raises(errors.DayUnknown):
        remove_day(2026, date(2026, 6, 1), by=cast.administrator, at=NOW)


def test_only_administrators_change_days_off(cast: Cast) -> None:
    for user in (cast.issuer, cast.issuer_leader, cast.inspector, cast.outsider):
        with pytest.raises(PermissionDenied):
            confirm_year(2026, by=user, at=NOW)
        with pytest.raises(PermissionDenied):
            add_day(2026, FOUNDING_DAY, by=user, at=NOW)
        with pytest.raises(PermissionDenied):
            remove_day(2026, date(2026, 1, 1), by=user, at=NOW)
        with pytest.raises(PermissionDenied):
            swap_days(2026, SWAP, by=user, at=NOW)
    assert not OfficeYear.objects.exists()


def test_every_act_stands_in_the_history_of_the_year(cast: Cast) -> None:
    by = cast.administrator
    add_day(2026, FOUNDING_DAY, by=by, at=NOW)
    remove_day(2026, date(2026, 1, 1), by=by, at=NOW)
    swap_days(2026, SWAP, by=by, at=NOW)
    confirm_year(2026, by=by, at=NOW)

    lines = history_of(OfficeYear.objects.get())
    assert [line.verb for line in reversed(lines)] == [
        "holiday.added",
        "holiday.removed",
        "holiday.swapped",
        "holidays.confirmed",
    ]
    assert {line.who for line in lines} == {by.full_name}
    assert not any(line.words == line.verb for line in lines)
