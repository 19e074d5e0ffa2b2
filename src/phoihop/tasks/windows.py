"""Which days a period's figures come from, for recurring and standing tasks.

Source: Nghị định 09/2019/NĐ-CP, Điều 12 (periods.reporting): the month m runs from the 15th of
the month before to the 14th.
"""

from datetime import date, timedelta
from typing import Final

from phoihop.periods import Period, PeriodKind, window
from phoihop.tasks.models import Rhythm

_OF_RULE: Final = {
    "monthly": PeriodKind.MONTH,
    "quarterly": PeriodKind.QUARTER,
    "half_yearly": PeriodKind.HALF,
    "yearly": PeriodKind.YEAR,
}
_OF_RHYTHM: Final = {
    Rhythm.MONTHLY: PeriodKind.MONTH,
    Rhythm.QUARTERLY: PeriodKind.QUARTER,
    Rhythm.HALF_YEARLY: PeriodKind.HALF,
    Rhythm.YEARLY: PeriodKind.YEAR,
}
_MONTHS: Final = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6}


def window_of(kind: str, day: date) -> tuple[date, date] | None:
    """First and last day of the figures due on a day of a rule ("quarterly"); None for others.

    A report due on 20/06 by "quarterly" is about the second quarter: 15/03 to 14/06.
    """
    period = _OF_RULE.get(kind)
    return window(_holding(period, day)) if period else None


def current_window(rhythm: str, on: date) -> tuple[date, date]:
    """The window of a standing task's period that this day lies in. Raises KeyError for no rhythm.

    On 20/06 a quarterly task is in the third quarter: 15/06 to 14/09.
    """
    kind = _OF_RHYTHM[Rhythm(rhythm)]
    first, last = window(_holding(kind, on))
    # From the fifteenth on a day belongs to the month after its own.
    return (first, last) if on <= last else window(_holding(kind, last + timedelta(days=20)))


def _holding(kind: PeriodKind, day: date) -> Period:
    """The period whose calendar months hold the day."""
    if kind is PeriodKind.YEAR:
        return Period(kind, day.year)
    return Period(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)
