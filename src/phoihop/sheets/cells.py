"""From what was typed into a cell to its value, or to the fault that is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from phoihop import vntext
from phoihop.periods import InvalidDay, parse_day
from phoihop.sheets.columns import Column, Kind, Sheet
from phoihop.sheets.reading import Line

Value = str | int | date | bool | None

_NUMBER: Final = re.compile(r"\d{1,3}(\.\d{3})+|\d{1,12}")
_YES: Final = frozenset({"x", "co", "yes", "y", "true", "1", "dung", "duoc"})
_NO: Final = frozenset({"", "khong", "no", "n", "false", "0", "sai"})


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell; `code` and `facts` are for the room that phrases it."""

    column: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A line with its values: every column has one, None or "" where its cell is empty."""

    number: int
    values: Mapping[str, Value]
    typed: Mapping[str, str]
    faults: tuple[Fault, ...] = ()

    def text(self, key: str) -> str:
        """The value of a column of texts."""
        value = self.values[key]
        return value if isinstance(value, str) else ""

    def day(self, key: str) -> date | None:
        """The value of a column of days."""
        value = self.values[key]
        return value if isinstance(value, date) else None

    def number_in(self, key: str) -> int | None:
        """The value of a column of numbers."""
        value = self.values[key]
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def ticked(self, key: str) -> bool:
        """The value of a column of yes and no."""
        return self.values[key] is True

    @property
    def is_sound(self) -> bool:
        """Every cell could be read."""
        return not self.faults


class _Wrong(ValueError):
    """Of one cell; becomes a Fault."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def read_rows(sheet: Sheet, lines: Iterable[Line]) -> list[Row]:
    """Give every line its values and faults."""
    return [read_row(sheet, line) for line in lines]


def read_row(sheet: Sheet, line: Line) -> Row:
    """The values of one line; a faulty cell counts as empty, and the fault stands beside it."""
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for column in sheet.columns:
        typed = line.cells.get(column.key, "")
        try:
            if column.key in line.broken:
                raise _Wrong(line.broken[column.key])
            values[column.key] = _value(column, typed)
        except _Wrong as wrong:
            values[column.key] = _EMPTY[column.kind]
            faults.append(Fault(column.key, wrong.code, wrong.facts))
    return Row(line.number, values, line.cells, tuple(faults))


def _value(column: Column, typed: str) -> Value:
    if column.required and not typed:
        raise _Wrong("required")
    if not typed:
        return _EMPTY[column.kind]
    return _READERS[column.kind](column, typed)


def _text(column: Column, typed: str) -> str:
    if len(typed) > column.longest:
        raise _Wrong("too_long", longest=column.longest)
    return typed


def _number(column: Column, typed: str) -> int:
    if not _NUMBER.fullmatch(typed):
        raise _Wrong("not_number")
    number = int(typed.replace(".", ""))
    if not column.least <= number <= column.most:
        raise _Wrong("out_of_range", least=column.least, most=column.most)
    return number


def _date(_column: Column, typed: str) -> date:
    try:
        return parse_day(typed)
    except InvalidDay as error:
        raise _Wrong("not_day") from error


def _choice(column: Column, typed: str) -> str:
    """By its words in either language or its short form: exact accents first, then without.

    Part of the words will do where only one option has it, "xã" for "Cấp xã", and so will more
    words than the option has: "Văn bản đến" for "Đến".
    """
    exact, bare = vntext.canonical(typed), vntext.search_folded(typed)
    for option in column.options:
        ways = (option.words.vi, option.words.en, option.value)
        if exact in {vntext.canonical(way) for way in ways}:
            return option.value
    alike = {
        option.value
        for option in column.options
        if bare in {vntext.search_folded(way) for way in (option.words.vi, option.words.en)}
    }
    alike = alike or {option.value for option in column.options if _has(option.words.vi, bare)}
    alike = alike or {option.value for option in column.options if _has(bare, option.words.vi)}
    if len(alike) != 1:
        raise _Wrong("not_choice")
    return alike.pop()


def _has(words: str, part: str) -> bool:
    """Whether some whole words stand in others, whatever their accents."""
    return bool(part) and f" {vntext.search_folded(part)} " in f" {vntext.search_folded(words)} "


def _yes_no(_column: Column, typed: str) -> bool:
    word = vntext.search_folded(typed)
    if word not in _YES | _NO:
        raise _Wrong("not_yes_no")
    return word in _YES


_READERS: Final[Mapping[Kind, Callable[[Column, str], Value]]] = {
    Kind.TEXT: _text,
    Kind.CODE: _text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
}
_EMPTY: Final[Mapping[Kind, Value]] = {
    Kind.TEXT: "",
    Kind.CODE: "",
    Kind.NUMBER: None,
    Kind.DATE: None,
    Kind.CHOICE: "",
    Kind.YES_NO: False,
}
