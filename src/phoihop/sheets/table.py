"""A table going out of the program: CSV as it is made, XLSX in a file on the disk.

Rows are taken one by one, so that 60,000 of them need no more memory than a few. Both forms hold
the same: one line of headings, then one line a row, days as days, and no text that could run.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from phoihop.periods import format_day
from phoihop.sheets.safety import escaped
from phoihop.sheets.template import style_heading

# What a cell may hold. Moments are in the zone they are to be read in.
Cell = str | int | Decimal | date | datetime | None

_BOM: Final = b"\xef\xbb\xbf"  # without it Excel reads UTF-8 as something else
_LINES_AT_ONCE: Final = 500
_DAY: Final = "dd/mm/yyyy"
_MOMENT: Final = "dd/mm/yyyy hh:mm"
_LONGEST_TITLE: Final = 31  # of a worksheet in Excel
_NOT_IN_TITLE: Final = re.compile(r"[\\/*?:\[\]]")


@dataclass(frozen=True)
class Heading:
    """What stands above a column; width: of the column in a workbook, in characters."""

    words: str
    width: int = 16


def csv_pieces(headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The table as UTF-8 with its mark, separated by commas (R17); piece by piece."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(escaped(heading.words) for heading in headings)
    yield _BOM
    for number, row in enumerate(rows, start=1):
        writer.writerow([_in_words(value) for value in row])
        if number % _LINES_AT_ONCE == 0:
            yield _taken(text)
    yield _taken(text)


def write_table(
    title: str, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]
) -> IO[bytes]:
    """The table as a workbook, in a nameless file on the disk that is gone when it is closed."""
    book = Workbook(write_only=True)
    main: WriteOnlyWorksheet = book.create_sheet(worksheet_title(title))
    main.freeze_panes = "A2"
    for at, heading in enumerate(headings, start=1):
        main.column_dimensions[get_column_letter(at)].width = heading.width  # type: ignore[attr-defined]  # the stubs miss it
    heads = [WriteOnlyCell(main, escaped(heading.words)) for heading in headings]
    for cell in heads:
        style_heading(cell)
    main.append(heads)
    for row in rows:
        main.append([_as_cell(main, value) for value in row])
    out: IO[bytes] = TemporaryFile()  # noqa: SIM115 -- handed to the caller, who closes it
    book.save(out)
    out.seek(0)
    return out


def worksheet_title(title: str) -> str:
    """The title as Excel takes one for a worksheet: short, and without its own signs."""
    return _NOT_IN_TITLE.sub(" ", title)[:_LONGEST_TITLE].strip() or "1"


def _taken(text: io.StringIO) -> bytes:
    """What was written so far, which is then forgotten."""
    data = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return data


def _in_words(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, datetime):
        return f"{format_day(value)} {value:%H:%M}"
    if isinstance(value, date):
        return format_day(value)
    return str(value)


def _as_cell(main: WriteOnlyWorksheet, value: Cell) -> Any:
    """A number as it is, a day in our order, text that no spreadsheet runs."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, date):
        naive: Any = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        cell = WriteOnlyCell(main, naive)
        cell.number_format = _MOMENT if isinstance(value, datetime) else _DAY
        return cell
    return value
