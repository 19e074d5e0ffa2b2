"""Report periods, their codes, and the days whose figures belong to each.

Source: Nghị định 09/2019/NĐ-CP, Điều 12; the windows as 40/2019/QĐ-UBND (Bà Rịa - Vũng Tàu),
01/2023/QĐ-UBND (Khánh Hòa) and Thông tư 09/2019/TT-NHNN print them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class InvalidPeriod(ValueError):
    """There is no such period, code or cut."""


class PeriodKind(StrEnum):
    """What a report covers; a term is the years a committee is elected for."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    TERM = "term"


@dataclass(frozen=True)
class Cut:
    """Where a month of figures begins: on its first day, or on a day of the month before."""

    code: str
    first_day: int  # 1: the calendar month; 15: from the 15th of the month before


CUTS: Final = {cut.code: cut for cut in (Cut("15-14", 15), Cut("calendar", 1))}
DEFAULT_CUT: Final = "15-14"

# Months in one period of a kind, and how many such periods a year has.
_SPANS: Final = {
    PeriodKind.MONTH: (1, 12),
    PeriodKind.QUARTER: (3, 4),
    PeriodKind.HALF: (6, 2),
    PeriodKind.NINE_MONTHS: (9, 1),
    PeriodKind.YEAR: (12, 1),
}
_CODES: Final = (
    (PeriodKind.MONTH, re.compile(r"(\d{4})-(\d{2})")),
    (PeriodKind.QUARTER, re.compile(r"(\d{4})-Q([1-4])")),
    (PeriodKind.HALF, re.compile(r"(\d{4})-H([12])")),
    (PeriodKind.NINE_MONTHS, re.compile(r"(\d{4})-9M()")),
    (PeriodKind.YEAR, re.compile(r"(\d{4})()")),
    (PeriodKind.TERM, re.compile(r"(\d{4})-(\d{4})")),
)
_LONGEST_TERM: Final = 10
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2200


@dataclass(frozen=True)
class Period:
    """One period. `index` counts within the year from 1; for a term it is its length in years."""

    kind: PeriodKind
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        try:
            object.__setattr__(self, "kind", PeriodKind(self.kind))
        except ValueError as error:
            raise InvalidPeriod(f"no such kind of period: {self.kind}") from error
        most = _LONGEST_TERM if self.kind is PeriodKind.TERM else _SPANS[self.kind][1]
        if not (1 <= self.index <= most and _FIRST_YEAR <= self.year <= _LAST_YEAR):
            raise InvalidPeriod(f"no such period: {self.kind} {self.index} of {self.year}")

    def __str__(self) -> str:
        return format_period(self)


def term(start_year: int, years: int = 5) -> Period:
    """Return the committee term that begins with a congress in `start_year`."""
    return Period(PeriodKind.TERM, start_year, years)


def format_period(period: Period) -> str:
    """Return the code: 2026-03, 2026-Q1, 2026-H1, 2026-9M, 2026 or 2020-2025."""
    year = f"{period.year:04d}"
    ends = {
        PeriodKind.MONTH: f"-{period.index:02d}",
        PeriodKind.QUARTER: f"-Q{period.index}",
        PeriodKind.HALF: f"-H{period.index}",
        PeriodKind.NINE_MONTHS: "-9M",
        PeriodKind.YEAR: "",
        PeriodKind.TERM: f"-{period.year + period.index:04d}",
    }
    return year + ends[period.kind]


def parse_period(code: str) -> Period:
    """Return the period of a code as `format_period` writes it; raises InvalidPeriod."""
    for kind, shape in _CODES:
        if match := shape.fullmatch(code.strip().upper()):
            year, index = int(match[1]), int(match[2] or 1)
            return Period(kind, year, index - year if kind is PeriodKind.TERM else index)
    raise InvalidPeriod(f"not the code of a period: {code!r}")


def window(period: Period, cut: str = DEFAULT_CUT) -> tuple[date, date]:
    """Return the first and last day whose figures belong to the period; both days count.

    2026-Q1 is 2025-12-15 to 2026-03-14 in the cut "15-14". A term takes both years of its name in
    full, since congresses meet in their midst. Raises InvalidPeriod for an unknown cut.
    """
    if cut not in CUTS:
        raise InvalidPeriod(f"no such cut: {cut}")
    if period.kind is PeriodKind.TERM:
        first_month, months = 1, 12 * (period.index + 1)
    else:
        months = _SPANS[period.kind][0]
        first_month = months * (period.index - 1) + 1
    first = _start_of_month(period.year, first_month, CUTS[cut])
    after = _start_of_month(period.year, first_month + months, CUTS[cut])
    return first, after - timedelta(days=1)


def periods_of_year(kind: PeriodKind, year: int) -> tuple[Period, ...]:
    """Return the periods of one kind in a year, in order; a term has none."""
    count = 0 if kind is PeriodKind.TERM else _SPANS[kind][1]
    return tuple(Period(kind, year, index) for index in range(1, count + 1))


def period_containing(kind: PeriodKind, day: date, cut: str = DEFAULT_CUT) -> Period | None:
    """Return the period of a kind to which a day's figures belong; None for a gap or a term."""
    for year in (day.year, day.year + 1):
        for period in periods_of_year(kind, year):
            first, last = window(period, cut)
            if first <= day <= last:
                return period
    return None


def _start_of_month(year: int, month: int, cut: Cut) -> date:
    """Return where the figures of a month begin; month 13 is January of the year after."""
    months = 12 * year + month - 1 - (1 if cut.first_day > 1 else 0)
    return date(months // 12, months % 12 + 1, cut.first_day)
