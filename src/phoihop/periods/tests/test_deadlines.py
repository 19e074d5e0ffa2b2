"""Days as written, due phrases, due rules and anniversaries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phoihop.periods import (
    Due,
    DueRule,
    InvalidDay,
    InvalidDueRule,
    Milestone,
    anniversary,
    due_from_phrase,
    format_day,
    is_working_day,
    load_calendar,
    milestones,
    parse_day,
    parse_due_rule,
)

CALENDAR = load_calendar()
YEAR_2019 = (date(2019, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "05/3/2026", "5/3/26", "05032026", "5-3-2026", "2026-03-05", " 05.03.2026 ", "5 / 3 / 2026",
        "ngày 5 tháng 3 năm 2026", "05 tháng 03 năm 2026",
    ],
)  # fmt: skip
def test_days_are_read_however_they_are_written(text: str) -> None:
    assert parse_day(text) == date(2026, 3, 5)


def test_two_digit_years_are_of_this_century_up_to_69() -> None:
    assert parse_day("30/4/75") == date(1975, 4, 30)
    assert parse_day("1/1/69") == date(2069, 1, 1)


@pytest.mark.parametrize(
    "text",
    ["31/02/2020", "", "5/3", "5/13/2026", "00/01/2026", "5/3-2026", "hôm nay", "29/02/2023"],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidDay):
        parse_day(text)


@given(st.dates())
def test_a_shown_day_reads_back(day: date) -> None:
    assert parse_day(format_day(day)) == day
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("phrase", "on", "due"),
    [
        pytest.param(
            "chậm nhất ngày 15/8/2026",
            date(2026, 6, 1),
            Due(date(2026, 8, 15), "by", non_working=True),
            id="inclusive, a written Saturday stays",
        ),
        pytest.param(
            "Trước ngày 21/11/2026",
            date(2026, 6, 1),
            Due(date(2026, 11, 20), "before"),
            id="exclusive",
        ),
        pytest.param(
            "hạn ngày 20/6/2019", date(2019, 3, 1), Due(date(2019, 6, 20), "by"), id="hạn"
        ),
        pytest.param(
            "thời hạn: 20-6-2019", date(2019, 3, 1), Due(date(2019, 6, 20), "by"), id="thời hạn"
        ),
        pytest.param(
            "trình Thường trực trước 17 giờ 00 ngày 20/6/2019",
            date(2019, 3, 1),
            Due(date(2019, 6, 20), "by"),
            id="an hour makes the day itself count",
        ),
        pytest.param(
            "hoàn thành trước ngày 30 tháng 9 năm 2022",
            date(2022, 1, 5),
            Due(date(2022, 9, 29), "before"),
            id="words for the month",
        ),
        pytest.param(
            "chậm nhất là ngày 10/01,",
            date(2019, 12, 20),
            Due(date(2020, 1, 10), "by"),
            id="no year: its next occurrence",
        ),
        pytest.param(
            "15/10/2022",
            date(2022, 1, 1),
            Due(date(2022, 10, 15), "by", non_working=True),
            id="a bare date",
        ),
        pytest.param(
            "trong 10 ngày làm việc kể từ ngày ký",
            date(2019, 4, 26),
            Due(date(2019, 5, 14), "working_days:10"),
            id="working days over holidays and a swap",
        ),
        pytest.param(
            "10 (mười) ngày làm việc",
            date(2026, 3, 2),
            Due(date(2026, 3, 16), "working_days:10"),
            id="a number in both ways",
        ),
        pytest.param(
            "10 ngày",
            date(2020, 2, 20),
            Due(date(2020, 3, 2), "days:10", moved_from=date(2020, 3, 1)),
            id="calendar days, moved off a Sunday",
        ),
        pytest.param(
            "sau 10 ngày", date(2026, 3, 2), Due(date(2026, 3, 12), "days:10"), id="not moved"
        ),
        pytest.param("phối hợp thường xuyên", date(2026, 3, 2), None, id="no due day"),
        pytest.param(
            "Hội nghị ngày 12/3/2026 thống nhất", date(2026, 3, 2), None, id="a date, no due"
        ),
        pytest.param("đạt đến 5/10 chỉ tiêu", date(2026, 3, 2), None, id="a fraction"),
        pytest.param("", date(2026, 3, 2), None, id="nothing"),
    ],
)
def test_due_phrases(phrase: str, on: date, due: Due | None) -> None:
    assert due_from_phrase(phrase, on, CALENDAR) == due


def test_an_impossible_date_is_not_taken_for_no_due_day() -> None:
    with pytest.raises(InvalidDay):
        due_from_phrase("trước ngày 31/02/2026", date(2026, 1, 1), CALENDAR)


@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)), st.integers(min_value=1, max_value=90))
def test_computed_due_days_are_working_days(on: date, count: int) -> None:
    for phrase in (f"{count} ngày", f"{count} ngày làm việc"):
        due = due_from_phrase(phrase, on, CALENDAR)
        assert due is not None
        assert is_working_day(due.on, CALENDAR)
        assert due.on > on


@pytest.mark.parametrize(
    ("rule", "term", "expected"),
    [
        pytest.param(
            "quarterly:20",
            YEAR_2019,
            [date(2019, 3, 20), date(2019, 6, 20), date(2019, 9, 20), date(2019, 12, 20)],
            id="quarters of 2019",
        ),
        pytest.param(
            "quarterly:20",
            (date(2022, 1, 1), date(2022, 12, 31)),
            [date(2022, 3, 21), date(2022, 6, 20), date(2022, 9, 20), date(2022, 12, 20)],
            id="20/03/2022 is a Sunday",
        ),
        pytest.param(
            "monthly:25",
            (date(2019, 3, 1), date(2019, 8, 31)),
            [
                date(2019, 3, 25),
                date(2019, 4, 25),
                date(2019, 5, 27),
                date(2019, 6, 25),
                date(2019, 7, 25),
                date(2019, 8, 26),
            ],
            id="months, weekends moved",
        ),
        pytest.param(
            "monthly:31",
            (date(2023, 2, 1), date(2023, 3, 31)),
            [date(2023, 2, 28), date(2023, 3, 31)],
            id="31 is the last day",
        ),
        pytest.param(
            "half_yearly:20", YEAR_2019, [date(2019, 6, 20), date(2019, 12, 20)], id="halves"
        ),
        pytest.param("on:2019-05-31", YEAR_2019, [date(2019, 5, 31)], id="a written day"),
        pytest.param("on:2019-06-01", YEAR_2019, [date(2019, 6, 1)], id="a written Saturday stays"),
        pytest.param(
            "on:2020-01-10", YEAR_2019, [date(2020, 1, 10)], id="after the term, still due"
        ),
        pytest.param(
            "days:10", (date(2020, 2, 20), date(2020, 12, 31)), [date(2020, 3, 2)], id="days"
        ),
        pytest.param(
            "working_days:5",
            (date(2020, 6, 14), date(2020, 12, 31)),
            [date(2020, 6, 19)],
            id="working days",
        ),
        pytest.param("standing", YEAR_2019, [], id="no due day"),
    ],
)
def test_due_rules_over_a_term(rule: str, term: tuple[date, date], expected: list[date]) -> None:
    parsed = parse_due_rule(rule)

    assert parsed.dates(*term, CALENDAR) == tuple(expected)
    assert str(parsed) == rule


def test_a_due_of_a_rule_tells_the_day_off_it_left() -> None:
    dues = parse_due_rule("quarterly:20").dues(date(2022, 1, 1), date(2022, 3, 31), CALENDAR)

    assert dues == (Due(date(2022, 3, 21), "quarterly:20", moved_from=date(2022, 3, 20)),)


@pytest.mark.parametrize(
    "text",
    ["", "monthly", "monthly:0", "monthly:32", "monthly:x", "on:2019-02-30", "on:", "standing:1",
     "weekly:1", "days:-3", "MONTHLY:3", "days:1000"],
)  # fmt: skip
def test_what_is_no_due_rule_is_refused(text: str) -> None:
    with pytest.raises(InvalidDueRule):
        parse_due_rule(text)


rules = st.one_of(
    st.builds(
        DueRule, st.sampled_from(["monthly", "quarterly", "half_yearly"]), st.integers(1, 31)
    ),
    st.builds(DueRule, st.sampled_from(["days", "working_days"]), st.integers(1, 999)),
    st.builds(DueRule, st.just("on"), st.none(), st.dates()),
    st.just(DueRule("standing")),
)


@given(rules)
def test_a_due_rule_reads_back(rule: DueRule) -> None:
    assert parse_due_rule(str(rule)) == rule


@given(
    st.integers(1, 31),
    st.dates(date(2019, 1, 1), date(2025, 1, 1)),
    st.integers(min_value=0, max_value=900),
)
def test_a_monthly_rule_gives_one_working_day_a_month(
    number: int, first: date, length: int
) -> None:
    last = date.fromordinal(first.toordinal() + length)
    dues = DueRule("monthly", number).dues(first, last, CALENDAR)
    nominal = [due.moved_from or due.on for due in dues]

    assert all(is_working_day(due.on, CALENDAR) for due in dues)
    assert all(first <= day <= last for day in nominal)
    assert len({(day.year, day.month) for day in nominal}) == len(nominal)


def test_milestones_of_a_document() -> None:
    assert milestones(date(2020, 9, 30)) == (
        Milestone(1, date(2021, 9, 30)),
        Milestone(3, date(2023, 9, 30)),
        Milestone(5, date(2025, 9, 30)),
        Milestone(10, date(2030, 9, 30)),
    )
    assert milestones(date(2012, 11, 5), (10,)) == (Milestone(10, date(2022, 11, 5)),)


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2020, 2, 29), 1, date(2021, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2016, 2, 29), 5, date(2021, 2, 28)),
        (date(2020, 1, 30), 0, date(2020, 1, 30)),
    ],
)
def test_anniversaries_of_29_february(day: date, years: int, expected: date) -> None:
    assert anniversary(day, years) == expected
