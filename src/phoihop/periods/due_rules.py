"""The due rule of a content item: one compact text that gives every due day of a term."""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from phoihop.periods.deadlines import Due, computed
from phoihop.periods.holidays import Calendar, calendar_of
from phoihop.periods.workdays import add_working_days, is_working_day

_RULE: Final = re.compile(r"(?P<kind>[a-z_]+)(?::(?P<value>[\d-]+))?")
_MONTHS_BETWEEN: Final = {"monthly": 1, "quarterly": 3, "half_yearly": 6}
_YEARLY: Final = "yearly"
_LEAP_YEAR: Final = 2000
_LARGEST: Final = dict.fromkeys(_MONTHS_BETWEEN, 31) | {"days": 999, "working_days": 999}


class InvalidDueRule(ValueError):
    """The text is no due rule."""


@dataclass(frozen=True)
class DueRule:
    """When a content item falls due, written compactly: on:2019-05-31, monthly:25, quarterly:20
    (of the quarter's last month), half_yearly:15, yearly:11-30 (month and day), days:10,
    working_days:5, standing.
    """

    kind: str
    number: int | None = None
    on: date | None = None
    month: int | None = None

    def __str__(self) -> str:
        if self.month is not None:
            return f"{self.kind}:{self.month:02d}-{self.number or 1:02d}"
        value = self.on.isoformat() if self.on is not None else self.number
        return self.kind if value is None else f"{self.kind}:{value}"

    @property
    def is_recurring(self) -> bool:
        """Whether the rule gives one due day in each of several periods."""
        return self.kind in _MONTHS_BETWEEN or self.kind == _YEARLY

    def dues(self, first: date, last: date, calendar: Calendar) -> tuple[Due, ...]:
        """Return every due of a term from `first` to `last`, both included, in order.

        A recurring day may move past `last` when it is a day off. A written date is returned
        wherever it lies: an item due after the term is still due.
        """
        if self.on is not None:
            return (Due(self.on, str(self), non_working=not is_working_day(self.on, calendar)),)
        if self.number is None:
            return ()
        if self.kind == "working_days":
            return (Due(add_working_days(first, self.number, calendar), str(self)),)
        if self.kind == "days":
            return (computed(first + timedelta(days=self.number), str(self), calendar),)
        days = self._recurring_days(first, last)
        return tuple(computed(day, str(self), calendar) for day in days if first <= day <= last)

    def unmoved(self, first: date, last: date) -> tuple[date, ...]:
        """Return the days by which `dues` are known, in the same order: no holiday moves them."""
        return tuple(due.moved_from or due.on for due in self.dues(first, last, calendar_of(())))

    def dates(self, first: date, last: date, calendar: Calendar) -> tuple[date, ...]:
        """Return the days of `dues`."""
        return tuple(due.on for due in self.dues(first, last, calendar))

    def _recurring_days(self, first: date, last: date) -> Iterator[date]:
        """Yield the rule's day in each month that ends a period; 31 is the month's last day."""
        for month in range(12 * first.year + first.month - 1, 12 * last.year + last.month):
            year, index = divmod(month, 12)
            if self._falls_in(index + 1):
                length = months.monthrange(year, index + 1)[1]
                yield date(year, index + 1, min(self.number or 1, length))

    def _falls_in(self, month: int) -> bool:
        """Whether the rule has a day in this month, from 1."""
        if self.month is not None:
            return month == self.month
        return month % _MONTHS_BETWEEN[self.kind] == 0


def parse_due_rule(text: str) -> DueRule:
    """Return the rule that `str(rule)` wrote; raises InvalidDueRule."""
    match = _RULE.fullmatch(text.strip())
    kind, value = (match["kind"], match["value"]) if match else ("", None)
    if kind == "standing" and value is None:
        return DueRule(kind)
    if kind == "on" and value is not None:
        try:
            return DueRule(kind, on=date.fromisoformat(value))
        except ValueError as error:
            raise InvalidDueRule(f"no such day in a due rule: {text!r}") from error
    if kind == _YEARLY and value is not None:
        return _yearly(text, value)
    is_number = kind in _LARGEST and value is not None and value.isdecimal()
    if is_number and 1 <= (number := int(value or 0)) <= _LARGEST[kind]:
        return DueRule(kind, number=number)
    raise InvalidDueRule(f"not a due rule: {text!r}")


def _yearly(text: str, value: str) -> DueRule:
    """The rule of one day and month of every year; 29/02 becomes 28/02 in ordinary years."""
    try:
        day = date.fromisoformat(f"{_LEAP_YEAR}-{value}")
    except ValueError as error:
        raise InvalidDueRule(f"no such day in a due rule: {text!r}") from error
    return DueRule(_YEARLY, number=day.day, month=day.month)
