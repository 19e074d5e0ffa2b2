"""Tables as data: written, read safely, errors written back. No Django."""

from phoihop.sheets.cells import Fault, Row, Value, read_row, read_rows
from phoihop.sheets.columns import Column, Kind, Option, Sheet, Words
from phoihop.sheets.errors import (
    ColumnsMissing,
    ColumnTwice,
    Damaged,
    HeadingsNotFound,
    Locked,
    NoLines,
    SheetRefused,
    Swollen,
    TooLarge,
    TooManyLines,
    WrongFormat,
)
from phoihop.sheets.marked import ERROR_HEADING, Mark, write_marked
from phoihop.sheets.reading import DEFAULT, Handed, Limits, Line, read_file, unpacked_size
from phoihop.sheets.safety import escaped, unescaped
from phoihop.sheets.table import Cell, Heading, csv_pieces, worksheet_title, write_table
from phoihop.sheets.template import write_template

__all__ = [
    "DEFAULT",
    "ERROR_HEADING",
    "Cell",
    "Column",
    "ColumnTwice",
    "ColumnsMissing",
    "Damaged",
    "Fault",
    "Handed",
    "Heading",
    "HeadingsNotFound",
    "Kind",
    "Limits",
    "Line",
    "Locked",
    "Mark",
    "NoLines",
    "Option",
    "Row",
    "Sheet",
    "SheetRefused",
    "Swollen",
    "TooLarge",
    "TooManyLines",
    "Value",
    "Words",
    "WrongFormat",
    "csv_pieces",
    "escaped",
    "read_file",
    "read_row",
    "read_rows",
    "unescaped",
    "unpacked_size",
    "worksheet_title",
    "write_marked",
    "write_table",
    "write_template",
]
