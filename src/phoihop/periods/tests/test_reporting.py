"""Report periods, their codes and windows."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.periods import (
    CUTS,
    InvalidPeriod,
    Period,
    PeriodKind,
    add_working_days,
    format_period,
    load_calendar,
    parse_period,
    period_containing,
    periods_of_year,
    term,
    window,
)

years = st.integers(min_value=1950, max_value=2150)
cuts = st.sampled_from(sorted(CUTS))


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-03", date(2026, 2, 15), date(2026, 3, 14)),
        ("2026-01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("2022-Q2", date(2022, 3, 15), date(2022, 6, 14)),
        ("2022-Q3", date(2022, 6, 15), date(2022, 9, 14)),
        ("2022-Q4", date(2022, 9, 15), date(2022, 12, 14)),
        ("2020-H1", date(2019, 12, 15), date(2020, 6, 14)),
        ("2020-H2", date(2020, 6, 15), date(2020, 12, 14)),
        ("2026-9M", date(2025, 12, 15), date(2026, 9, 14)),
        ("2026", date(2025, 12, 15), date(2026, 12, 14)),
        ("2020-2025", date(2019, 12, 15), date(2025, 12, 14)),
    ],
)
def test_windows_of_the_15_to_14_cut(code: str, first: date, last: date) -> None:
    assert window(parse_period(code)) == (first, last)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-9M", date(2026, 1, 1), date(2026, 9, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2020-2025", date(2020, 1, 1), date(2025, 12, 31)),
    ],
)
def test_windows_of_the_calendar_cut(code: str, first: date, last: date) -> None:
    assert window(parse_period(code), "calendar") == (first, last)


def test_a_term_is_named_by_both_its_years() -> None:
    assert format_period(term(2020)) == "2020-2025"
    assert str(term(2021, 4)) == "2021-2025"
    assert parse_period("2020-2025") == Period(PeriodKind.TERM, 2020, 5)


@pytest.mark.parametrize(
    "code",
    ["", "2026-13", "2026-00", "2026-Q5", "2026-H3", "26-Q1", "2026-8M", "2025-2020", "1066"],
)
def test_a_wrong_code_is_refused(code: str) -> None:
    with pytest.raises(InvalidPeriod):
        parse_period(code)


def test_a_wrong_period_or_cut_is_refused() -> None:
    with pytest.raises(InvalidPeriod):
        Period(PeriodKind.QUARTER, 2026, 5)
    with pytest.raises(InvalidPeriod):
        window(Period(PeriodKind.YEAR, 2026), "20-19")


@given(years, cuts)
def test_months_tile_quarters_and_quarters_tile_the_year(year: int, cut: str) -> None:
    months = [window(period, cut) for period in periods_of_year(PeriodKind.MONTH, year)]
    quarters = [window(period, cut) for period in periods_of_year(PeriodKind.QUARTER, year)]
    halves = [window(period, cut) for period in periods_of_year(PeriodKind.HALF, year)]
    whole = window(Period(PeriodKind.YEAR, year), cut)

    for parts, wholes in ((months, quarters), (quarters, [whole]), (halves, [whole])):
        size = len(parts) // len(wholes)
        groups = [parts[at : at + size] for at in range(0, len(parts), size)]
        for group, (first, last) in zip(groups, wholes, strict=True):
            assert (group[0][0], group[-1][1]) == (first, last)
        for before, after in pairwise(parts):
            assert after[0] == before[1] + timedelta(days=1)


@given(years, cuts)
def test_years_follow_each_other_without_a_gap(year: int, cut: str) -> None:
    _, last = window(Period(PeriodKind.YEAR, year), cut)
    assert window(Period(PeriodKind.YEAR, year + 1), cut)[0] == last + timedelta(days=1)


@given(
    st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.TERM]), years, st.data()
)
def test_codes_and_days_lead_back_to_the_period(
    kind: PeriodKind, year: int, data: st.DataObject
) -> None:
    period = data.draw(st.sampled_from(periods_of_year(kind, year)))
    cut = data.draw(cuts)
    first, last = window(period, cut)

    assert parse_period(format_period(period)) == period
    assert period_containing(kind, first, cut) == period
    assert period_containing(kind, last, cut) == period


def test_a_day_after_nine_months_belongs_to_no_nine_month_period() -> None:
    assert period_containing(PeriodKind.NINE_MONTHS, date(2026, 10, 1)) is None


def test_units_send_so_many_working_days_after_closing() -> None:
    _, closing = window(parse_period("2020-H1"))
    calendar = load_calendar()

    assert add_working_days(closing, 2, calendar) == date(2020, 6, 16)
    assert add_working_days(closing, 6, calendar) == date(2020, 6, 22)
