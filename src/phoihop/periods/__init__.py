"""Report periods, working days, due days and anniversaries. No Django, no clock: days are given."""

from phoihop.periods.anniversaries import REVIEW_YEARS, Milestone, anniversary, milestones
from phoihop.periods.days import InvalidDay, format_day, parse_day
from phoihop.periods.deadlines import Due, computed, due_from_phrase, exclusive, inclusive
from phoihop.periods.due_rules import DueRule, InvalidDueRule, parse_due_rule
from phoihop.periods.holidays import (
    Calendar,
    HolidayDay,
    HolidayKind,
    InvalidHolidayTable,
    calendar_of,
    compute_holidays,
    holidays_of,
    load_calendar,
    read_holiday_table,
    tabled_years,
)
from phoihop.periods.lunar import from_lunar
from phoihop.periods.reporting import (
    CUTS,
    DEFAULT_CUT,
    Cut,
    InvalidPeriod,
    Period,
    PeriodKind,
    format_period,
    parse_period,
    period_containing,
    periods_of_year,
    term,
    window,
)
from phoihop.periods.workdays import (
    add_working_days,
    is_working_day,
    next_working_day_on_or_after,
    previous_working_day_on_or_before,
)

__all__ = [
    "CUTS",
    "DEFAULT_CUT",
    "REVIEW_YEARS",
    "Calendar",
    "Cut",
    "Due",
    "DueRule",
    "HolidayDay",
    "HolidayKind",
    "InvalidDay",
    "InvalidDueRule",
    "InvalidHolidayTable",
    "InvalidPeriod",
    "Milestone",
    "Period",
    "PeriodKind",
    "add_working_days",
    "anniversary",
    "calendar_of",
    "compute_holidays",
    "computed",
    "due_from_phrase",
    "exclusive",
    "format_day",
    "format_period",
    "from_lunar",
    "holidays_of",
    "inclusive",
    "is_working_day",
    "load_calendar",
    "milestones",
    "next_working_day_on_or_after",
    "parse_day",
    "parse_due_rule",
    "parse_period",
    "period_containing",
    "periods_of_year",
    "previous_working_day_on_or_before",
    "read_holiday_table",
    "tabled_years",
    "term",
    "window",
]
