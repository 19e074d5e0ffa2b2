"""A handed-in sheet written back with what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from phoihop.sheets.columns import Sheet, Words
from phoihop.sheets.reading import Line
from phoihop.sheets.safety import escaped
from phoihop.sheets.template import heading_of, saved, style_heading

ERROR_HEADING: Final = Words("Lỗi", "Errors")
_BAD: Final = PatternFill("solid", fgColor="FBE7E3")
_SAID: Final = Font(color="A51D17")
_WIDTH: Final = 60


@dataclass(frozen=True)
class Mark:
    """A sentence about one line; column: the key of the cell it is about, "" for the line."""

    column: str
    sentence: str


def write_marked(
    sheet: Sheet, lines: Iterable[Line], marks: Mapping[int, Sequence[Mark]], language: str
) -> bytes:
    """Return the workbook: every line in its own row, cells at fault tinted, sentences at the end.

    It can be mended and handed in again as it is: the last column is passed over.
    """
    book = Workbook(write_only=True)
    main: WriteOnlyWorksheet = book.create_sheet(sheet.title.said(language)[:31])
    main.freeze_panes = "A2"
    widths = [*(column.width for column in sheet.columns), _WIDTH]
    for at, width in enumerate(widths, start=1):
        main.column_dimensions[get_column_letter(at)].width = width  # type: ignore[attr-defined]  # the stubs miss it
    heads = [heading_of(column, language) for column in sheet.columns]
    cells = [WriteOnlyCell(main, text) for text in (*heads, ERROR_HEADING.said(language))]
    for cell in cells:
        style_heading(cell)
    main.append(cells)
    row = 1
    for line in lines:
        for _empty in range(row + 1, line.number):
            main.append([])
        row = max(row + 1, line.number)
        main.append(_cells(main, sheet, line, marks.get(line.number, ())))
    return saved(book)


def _cells(main: WriteOnlyWorksheet, sheet: Sheet, line: Line, marks: Sequence[Mark]) -> list[Cell]:
    at_fault = {mark.column for mark in marks}
    cells = []
    for column in sheet.columns:
        cell = WriteOnlyCell(main, escaped(line.cells.get(column.key, "")) or None)
        cell.number_format = "@"
        if column.key in at_fault:
            cell.fill = _BAD
        cells.append(cell)
    said = WriteOnlyCell(main, escaped("\n".join(mark.sentence for mark in marks)) or None)
    said.font, said.alignment = _SAID, Alignment(wrap_text=True, vertical="top")
    return [*cells, said]
