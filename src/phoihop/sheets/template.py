"""The empty sheet to be filled in: headings, lists to choose from, and how to write each column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from phoihop.sheets.columns import Column, Kind, Sheet, Words
from phoihop.sheets.safety import escaped

# So many lines are prepared: lists to choose from, days kept as text.
PREPARED_LINES: Final = 2_000
_MOST_OFFERS: Final = 5_000
_LONGEST_TITLE: Final = 31  # of a worksheet in Excel
_AS_TEXT: Final = "@"
_HEAD: Final = PatternFill("solid", fgColor="21436A")
_RULE: Final = Border(bottom=Side(style="thin", color="848D95"))
_NUMBER_FORMAT: Final = "0"

_GUIDE: Final = Words("Hướng dẫn", "How to fill in")
_LISTS: Final = Words("Danh mục", "Lists")
_YES: Final = Words("x", "x")
_GUIDE_HEADS: Final = (
    Words("Cột", "Column"),
    Words("Bắt buộc", "Required"),
    Words("Cách ghi", "How to write it"),
    Words("Ví dụ", "Example"),
)
_REQUIRED: Final = Words("Bắt buộc", "Required")
_HOW: Final = {
    Kind.TEXT: Words("Chữ", "Text"),
    Kind.CODE: Words("Chữ và số, ghi đúng như in", "Letters and figures as printed"),
    Kind.NUMBER: Words("Số nguyên", "A whole number"),
    Kind.DATE: Words("Ngày/tháng/năm, ví dụ 05/03/2026", "Day/month/year, as 05/03/2026"),
    Kind.CHOICE: Words("Chọn một trong:", "One of:"),
    Kind.YES_NO: Words("Ghi x nếu có, để trống nếu không", "x for yes, empty for no"),
}


def write_template(
    sheet: Sheet, language: str, *, offers: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """Return the workbook. offers: names that a column proposes without insisting on them."""
    book = Workbook()
    main: Worksheet = book.active  # type: ignore[assignment]  # a new book has one worksheet
    main.title = sheet.title.said(language)[:_LONGEST_TITLE]
    write_headings(main, sheet, language)
    _guide(book.create_sheet(_GUIDE.said(language)), sheet, language)
    _choices(book, main, sheet, language, offers or {})
    prepare_columns(main, sheet)
    return saved(book)


def write_headings(main: Worksheet, sheet: Sheet, language: str) -> None:
    """Row 1: a star after what is required; it stays in view while one scrolls."""
    for at, column in enumerate(sheet.columns, start=1):
        cell = main.cell(1, at, heading_of(column, language))
        style_heading(cell)
        main.column_dimensions[get_column_letter(at)].width = column.width
    main.freeze_panes = "A2"


def style_heading(cell: Cell) -> None:
    """White on indigo."""
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = _HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def heading_of(column: Column, language: str) -> str:
    """What stands above the column."""
    return column.heading.said(language) + (" *" if column.required else "")


def prepare_columns(main: Worksheet, sheet: Sheet) -> None:
    """Keep what is typed as it is: a day stays 05/03/2026 whatever the computer's own order."""
    for at, column in enumerate(sheet.columns, start=1):
        style = _NUMBER_FORMAT if column.kind == Kind.NUMBER else _AS_TEXT
        main.column_dimensions[get_column_letter(at)].number_format = style


def saved(book: Workbook) -> bytes:
    """The bytes of the workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _guide(page: Worksheet, sheet: Sheet, language: str) -> None:
    page["A1"] = sheet.title.said(language)
    page["A1"].font = Font(bold=True, size=14)
    row = 2
    for words in sheet.intro:
        page.cell(row, 1, words.said(language))
        row += 1
    row += 1
    for at, words in enumerate(_GUIDE_HEADS, start=1):
        style_heading(page.cell(row, at, words.said(language)))
    for column in sheet.columns:
        row += 1
        texts = (
            column.heading.said(language),
            _REQUIRED.said(language) if column.required else "",
            _how(column, language),
            column.example,
        )
        for at, text in enumerate(texts, start=1):
            cell = page.cell(row, at, escaped(text))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = _RULE
    for letter, width in zip("ABCD", (30, 12, 70, 40), strict=True):
        page.column_dimensions[letter].width = width


def _how(column: Column, language: str) -> str:
    said = [_HOW[column.kind].said(language)]
    if column.options:
        said.append("; ".join(option.words.said(language) for option in column.options) + ".")
    if note := column.note.said(language):
        said.append(f"– {note}")
    return " ".join(said)


def _choices(
    book: Workbook,
    main: Worksheet,
    sheet: Sheet,
    language: str,
    offers: Mapping[str, Sequence[str]],
) -> None:
    """Lists beside the cells; their words stand on a worksheet of their own."""
    lists: Worksheet | None = None
    used = 0
    for at, column in enumerate(sheet.columns, start=1):
        words = _words_offered(column, language, offers)
        if not words:
            continue
        lists = lists or book.create_sheet(_LISTS.said(language))
        used += 1
        _fill(lists, used, [column.heading.said(language), *words])
        letter, cells = get_column_letter(used), get_column_letter(at)
        name = quote_sheetname(lists.title)
        strict = column.kind == Kind.CHOICE
        rule = DataValidation(
            type="list",
            formula1=f"{name}!${letter}$2:${letter}${len(words) + 1}",
            allow_blank=True,
            showErrorMessage=strict,
            errorTitle=column.heading.said(language)[:30] if strict else None,
            error=_HOW[Kind.CHOICE].said(language) if strict else None,
        )
        rule.add(f"{cells}2:{cells}{PREPARED_LINES}")
        main.add_data_validation(rule)


def _words_offered(column: Column, language: str, offers: Mapping[str, Sequence[str]]) -> list[str]:
    if column.kind == Kind.YES_NO:
        return [_YES.said(language)]
    if column.options:
        return [option.words.said(language) for option in column.options]
    return list(offers.get(column.key, ())[:_MOST_OFFERS])


def _fill(lists: Worksheet, at: int, texts: Iterable[str]) -> None:
    for row, text in enumerate(texts, start=1):
        lists.cell(row, at, escaped(text))
    lists.cell(1, at).font = Font(bold=True)
    lists.column_dimensions[get_column_letter(at)].width = 40
