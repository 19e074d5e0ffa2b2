"""What a sheet is: its columns with their headings in both languages, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from phoihop import vntext


class Kind(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "text"
    CODE = "code"  # text that may look like a number: nothing of it is computed with
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Words:
    """The same words in the two languages of the program."""

    vi: str
    en: str

    def said(self, language: str) -> str:
        """In that language; Vietnamese for any but English."""
        return self.en if language == "en" else self.vi


NOTHING = Words("", "")


@dataclass(frozen=True)
class Option:
    """One value of a choice: how it is kept, and how it is written."""

    value: str
    words: Words


@dataclass(frozen=True)
class Column:
    """One column. longest: of texts, in characters; least, most: of numbers.

    offers: what the template proposes without insisting, as names of records that are there.
    """

    key: str
    heading: Words
    kind: Kind = Kind.TEXT
    required: bool = False
    options: tuple[Option, ...] = ()
    example: str = ""
    note: Words = NOTHING
    longest: int = 250
    least: int = 0
    most: int = 9_999_999
    other_headings: tuple[str, ...] = ()
    width: int = 22

    def names(self) -> set[str]:
        """The keys under which this column's heading is known."""
        return {heading_key(text) for text in (*vars(self.heading).values(), *self.other_headings)}


@dataclass(frozen=True)
class Sheet:
    """A table that may be handed in."""

    key: str
    title: Words
    columns: tuple[Column, ...]
    intro: tuple[Words, ...] = ()

    def column(self, key: str) -> Column:
        """The column of that key. Raises KeyError."""
        return {column.key: column for column in self.columns}[key]


def heading_key(text: str) -> str:
    """One key for all ways of writing a heading: no case, accents, stars or brackets."""
    return vntext.search_folded(text)
