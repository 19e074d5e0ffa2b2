"""The tables of days off, the computed ones, the lunar calendar, and counting working days."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.periods import (
    InvalidHolidayTable,
    add_working_days,
    calendar_of,
    compute_holidays,
    from_lunar,
    holidays_of,
    is_working_day,
    load_calendar,
    next_working_day_on_or_after,
    previous_working_day_on_or_before,
    read_holiday_table,
    tabled_years,
)

CALENDAR = load_calendar()

# Weekdays off, as the annual announcements gave them; month and day.
WEEKDAYS_OFF = {
    2019: "0101 0204 0205 0206 0207 0208 0415 0429 0430 0501 0902",
    2020: "0101 0123 0124 0127 0128 0129 0402 0430 0501 0902",
    2021: "0101 0210 0211 0212 0215 0216 0421 0430 0503 0902 0903",
    2022: "0103 0131 0201 0202 0203 0204 0411 0502 0503 0901 0902",
    2023: "0102 0120 0123 0124 0125 0126 0501 0502 0503 0901 0904",
    2024: "0101 0208 0209 0212 0213 0214 0418 0429 0430 0501 0902 0903",
    2025: "0101 0127 0128 0129 0130 0131 0407 0430 0501 0502 0901 0902",
    2026: "0101 0216 0217 0218 0219 0220 0427 0430 0501 0901 0902",
}
TET = """
2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17
2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19
2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22
2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02
"""
days = st.dates(min_value=date(2019, 1, 1), max_value=date(2030, 12, 31))


def test_every_year_from_2019_on_has_a_table() -> None:
    assert tabled_years() == tuple(WEEKDAYS_OFF)


@pytest.mark.parametrize("year", sorted(WEEKDAYS_OFF))
def test_the_weekdays_off_are_those_announced(year: int) -> None:
    whole_year = [date(year, 1, 1) + timedelta(days=at) for at in range(366)]
    off = [
        day
        for day in whole_year
        if day.year == year and day.weekday() < 5 and not is_working_day(day, CALENDAR)
    ]

    assert [f"{day:%m%d}" for day in off] == WEEKDAYS_OFF[year].split()


def test_swapped_weekend_days_are_worked() -> None:
    assert sorted(CALENDAR.working_weekends) == [
        date(2019, 5, 4),
        date(2024, 5, 4),
        date(2025, 4, 26),
    ]
    assert is_working_day(date(2019, 5, 4), CALENDAR)
    assert not is_working_day(date(2019, 5, 11), CALENDAR)


@pytest.mark.parametrize("year", sorted(WEEKDAYS_OFF))
def test_tables_say_who_says_so_and_agree_with_the_law(year: int) -> None:
    """Swaps apart, the announcements never differed from what is computed."""
    tabled = [day for day in holidays_of(year) if day.kind in {"holiday", "make_up"}]

    assert {day.on for day in tabled} == {day.on for day in compute_holidays(year)}
    assert all(day.name and day.source for day in holidays_of(year))
    assert all(day.confirmed for day in holidays_of(year)) is (year != 2026)


def test_a_swap_names_a_weekday_and_a_weekend_day() -> None:
    for year in tabled_years():
        swapped = [day for day in holidays_of(year) if day.kind.startswith("swapped")]
        assert len([day for day in swapped if day.kind == "swapped_in"]) * 2 == len(swapped)
        assert all((day.on.weekday() >= 5) == (day.kind == "swapped_in") for day in swapped)


@pytest.mark.parametrize("tet", TET.split())
def test_tet(tet: str) -> None:
    assert from_lunar(int(tet[:4]), 1, 1).isoformat() == tet


@pytest.mark.parametrize(
    ("year", "month", "day", "solar"),
    [
        pytest.param(2019, 3, 10, date(2019, 4, 14), id="Giỗ Tổ 2019"),
        pytest.param(2020, 3, 10, date(2020, 4, 2), id="Giỗ Tổ 2020"),
        pytest.param(2021, 3, 10, date(2021, 4, 21), id="Giỗ Tổ 2021"),
        pytest.param(2022, 3, 10, date(2022, 4, 10), id="Giỗ Tổ 2022"),
        pytest.param(2023, 3, 10, date(2023, 4, 29), id="Giỗ Tổ 2023, after a leap month"),
        pytest.param(2024, 3, 10, date(2024, 4, 18), id="Giỗ Tổ 2024"),
        pytest.param(2025, 3, 10, date(2025, 4, 7), id="Giỗ Tổ 2025"),
        pytest.param(2026, 3, 10, date(2026, 4, 26), id="Giỗ Tổ 2026"),
        pytest.param(2020, 8, 15, date(2020, 10, 1), id="mid-autumn 2020"),
        pytest.param(2025, 8, 15, date(2025, 10, 6), id="mid-autumn 2025"),
        pytest.param(2022, 12, 23, date(2023, 1, 14), id="kitchen gods, eve of 2023"),
        pytest.param(1985, 1, 1, date(1985, 1, 21), id="1985, a month before China"),
    ],
)
def test_lunar_days(year: int, month: int, day: int, solar: date) -> None:
    assert from_lunar(year, month, day) == solar


@given(st.integers(min_value=1960, max_value=2120))
def test_lunar_years_have_twelve_or_thirteen_months(year: int) -> None:
    assert (from_lunar(year + 1, 1, 1) - from_lunar(year, 1, 1)).days in {
        353,
        354,
        355,
        383,
        384,
        385,
    }


@given(st.integers(min_value=2021, max_value=2100))
def test_computed_years_give_eleven_weekdays_off_unless_holidays_meet(year: int) -> None:
    found = compute_holidays(year)
    weekdays = [day for day in found if day.on.weekday() < 5]
    meeting = from_lunar(year, 3, 10) in {date(year, 4, 30), date(year, 5, 1)}

    assert len(weekdays) == 11 - meeting
    assert len({day.on for day in found}) == len(found)
    assert not any(day.confirmed for day in found)


def test_the_calendar_goes_ten_years_past_the_last_table() -> None:
    assert not is_working_day(from_lunar(2036, 1, 1), CALENDAR)
    assert load_calendar([2030]) == calendar_of(compute_holidays(2030))


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "not json",
        json.dumps({"days": [{"on": "2030-01-01"}]}),
        json.dumps(
            {
                "days": [
                    {
                        "on": "2031-01-01",
                        "name": "x",
                        "kind": "holiday",
                        "source": "x",
                        "confirmed": True,
                    }
                ]
            }
        ),
        json.dumps(
            {
                "days": [
                    {
                        "on": "2030-01-01",
                        "name": "x",
                        "kind": "feast",
                        "source": "x",
                        "confirmed": True,
                    }
                ]
            }
        ),
    ],
)
def test_a_broken_table_is_refused(text: str) -> None:
    with pytest.raises(InvalidHolidayTable):
        read_holiday_table(text, 2030)


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2022, 11, 5), date(2022, 11, 7)),  # a Saturday
        (date(2022, 3, 20), date(2022, 3, 21)),  # a Sunday
        (date(2020, 3, 1), date(2020, 3, 2)),
        (date(2019, 5, 4), date(2019, 5, 4)),  # a Saturday swapped in
        (date(2019, 4, 27), date(2019, 5, 2)),  # weekend, swapped day and two holidays
        (date(2020, 1, 23), date(2020, 1, 30)),  # Tết
    ],
)
def test_next_working_day(day: date, moved: date) -> None:
    assert next_working_day_on_or_after(day, CALENDAR) == moved


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2020, 6, 14), 2, date(2020, 6, 16)),
        (date(2019, 4, 26), 2, date(2019, 5, 3)),  # 2 May, 3 May
        (date(2019, 4, 26), 3, date(2019, 5, 4)),  # and the Saturday swapped in
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over Tết
        (date(2026, 9, 7), 10, date(2026, 9, 21)),  # the answer to a matter of concern
        (date(2025, 6, 14), 2, date(2025, 6, 17)),  # closing on a Saturday
        (date(2026, 3, 7), 0, date(2026, 3, 9)),
        (date(2026, 3, 9), 0, date(2026, 3, 9)),
    ],
)
def test_add_working_days(day: date, count: int, last: date) -> None:
    assert add_working_days(day, count, CALENDAR) == last


@given(days, st.integers(min_value=1, max_value=60))
def test_added_working_days_are_counted_one_by_one(day: date, count: int) -> None:
    last = add_working_days(day, count, CALENDAR)
    between = (day + timedelta(days=at) for at in range(1, (last - day).days + 1))

    assert is_working_day(last, CALENDAR)
    assert sum(is_working_day(each, CALENDAR) for each in between) == count


@given(days)
def test_the_day_before_and_after_a_day_off_enclose_it(day: date) -> None:
    after = next_working_day_on_or_after(day, CALENDAR)
    before = previous_working_day_on_or_before(day, CALENDAR)

    assert before <= day <= after
    assert (before == day) == (after == day) == is_working_day(day, CALENDAR)


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 3, 2), -1, CALENDAR)
