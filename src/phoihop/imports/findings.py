"""What was found in each line of a sheet, and what is to be done with it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from phoihop.accounts.models import User
from phoihop.imports.sentences import fault_sentence
from phoihop.sheets import Mark, Row, Sheet


class What(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    KNOWN = "known"  # there already: left as it is
    CHANGED = "changed"  # there already, the sheet says something else
    ASKED = "asked"  # may be meant in two ways: a person decides
    WRONG = "wrong"


@dataclass(frozen=True)
class Choice:
    """One way in which a line may be meant."""

    value: str
    label: str


@dataclass
class Finding:
    """One line. target: what the kind of records needs to carry it out."""

    row: Row
    name: str
    what: What = What.NEW
    faults: list[Mark] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    answer: str = ""
    target: Any = None

    def fault(self, column: str, sentence: str) -> None:
        """Say what is wrong with a cell; "" for the line as a whole."""
        self.faults.append(Mark(column, sentence))
        self.what = What.WRONG

    @property
    def line(self) -> int:
        """The row of the file."""
        return self.row.number


@dataclass(frozen=True)
class Asking:
    """Who asks, on which day, and what was answered so far. progress: done, of so many."""

    by: User
    on: date
    answers: Mapping[int, str] = field(default_factory=dict)
    updates: bool = False


@dataclass(frozen=True)
class Act:
    """Who carries out, when; with updates, what is there is brought up to the sheet."""

    by: User
    at: datetime
    on: date
    updates: bool = False


@dataclass
class Done:
    """What an import made. accounts: new ones, which wait for a code."""

    created: int = 0
    changed: int = 0
    accounts: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """A finding as it was kept, for the page and for the file with errors."""

    line: int
    name: str
    what: What
    faults: Sequence[Mark]
    notes: Sequence[str]
    choices: Sequence[Choice]
    answer: str


def begin(sheet: Sheet, rows: Iterable[Row], name: Callable[[Row], str]) -> list[Finding]:
    """One finding for each row, with the faults of its cells said."""
    found = []
    for row in rows:
        finding = Finding(row, name(row))
        for fault in row.faults:
            finding.fault(fault.column, fault_sentence(sheet, row, fault))
        found.append(finding)
    return found


def check_fields(finding: Finding, record: models.Model, columns: Mapping[str, str]) -> None:
    """Let the record's own fields say what they do not take; columns: {field: column}.

    A cell that is at fault already is not scolded twice.
    """
    others = {one.name for one in record._meta.fields} - columns.keys()
    said = {mark.column for mark in finding.faults}
    try:
        record.clean_fields(exclude=others)
    except ValidationError as wrong:
        for name, messages in wrong.message_dict.items():
            if columns[name] not in said:
                finding.fault(columns[name], " ".join(messages))


def counted(findings: Iterable["Finding | Told"]) -> dict[str, int]:
    """How many lines there are of each sort, and in all."""
    counts = Counter(str(finding.what) for finding in findings)
    return {what.value: counts[what.value] for what in What} | {"lines": counts.total()}


def to_json(finding: Finding) -> list[Any]:
    """A finding as it is kept."""
    return [
        finding.line,
        finding.name,
        finding.what.value,
        [[mark.column, mark.sentence] for mark in finding.faults],
        finding.notes,
        [[choice.value, choice.label] for choice in finding.choices],
        finding.answer,
    ]


def from_json(kept: Sequence[Any]) -> Told:
    """The same again."""
    line, name, what, faults, notes, choices, answer = kept
    return Told(
        line,
        name,
        What(what),
        [Mark(*mark) for mark in faults],
        notes,
        [Choice(*choice) for choice in choices],
        answer,
    )
