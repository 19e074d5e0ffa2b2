"""Which backups stay."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.safekeeping.retention import Keep, to_keep

NEWEST = datetime(2026, 11, 27, 2, tzinfo=UTC)
KEEP = Keep(7, 5, 12)


def daily(days: int) -> dict[int, datetime]:
    return {n: NEWEST - timedelta(days=n) for n in range(days)}


def test_a_week_of_days_five_weeks_and_twelve_months_stay() -> None:
    kept = to_keep(daily(500), KEEP)

    assert {n for n in kept if n < 7} == set(range(7))
    weeks = sorted(n for n in kept if 6 < n < 35)
    assert [(NEWEST - timedelta(days=n)).isoweekday() for n in weeks if n not in (27,)][:1] == [7]
    months = {(NEWEST - timedelta(days=n)).strftime("%Y-%m") for n in kept}
    assert len(months) == 12
    assert len(kept) == 7 + 4 + 11 - len({n for n in weeks if n == 27})


@pytest.mark.parametrize("hours", [1, 23])
def test_what_is_less_than_a_day_older_than_the_newest_stays(hours: int) -> None:
    made = {"newest": NEWEST, "before": NEWEST - timedelta(hours=hours)}
    assert to_keep(made, Keep(1, 0, 0)) == {"newest", "before"}


def test_of_one_day_the_newest_stays() -> None:
    old = NEWEST - timedelta(days=3)
    made = {"newest": NEWEST, "late": old, "early": old - timedelta(hours=1)}
    assert to_keep(made, KEEP) == {"newest", "late"}


def test_nothing_is_kept_of_nothing() -> None:
    assert to_keep({}, KEEP) == set()


@given(st.sets(st.integers(0, 2000), min_size=1), st.integers(1, 9), st.integers(0, 9))
def test_the_newest_always_stays_and_thinning_twice_changes_nothing(
    ages: set[int], days: int, months: int
) -> None:
    made = {age: NEWEST - timedelta(hours=7 * age) for age in ages}
    keep = Keep(days, 2, months)
    kept = to_keep(made, keep)
    assert min(ages) in kept
    assert to_keep({age: made[age] for age in kept}, keep) == kept
