"""A workbook from strangers, read line by line. Nothing in it is computed or followed.

openpyxl reads the XML through defusedxml; before it sees a byte, the archive is measured here.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from phoihop import vntext
from phoihop.periods import format_day
from phoihop.sheets.columns import Sheet, heading_key
from phoihop.sheets.errors import (
    ColumnsMissing,
    ColumnTwice,
    Damaged,
    HeadingsNotFound,
    Locked,
    NoLines,
    Swollen,
    TooLarge,
    TooManyLines,
    WrongFormat,
)
from phoihop.sheets.safety import unescaped

if TYPE_CHECKING:
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
    from openpyxl.workbook import Workbook

    Cells = Sequence[ReadOnlyCell | EmptyCell]

_MEGABYTE: Final = 1024 * 1024
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK: Final = "xl/workbook.xml"
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_DECLARATION: Final = re.compile(
    b"|".join(
        re.escape(mark.encode(encoding))
        for mark in ("<!DOCTYPE", "<!ENTITY")
        for encoding in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    )
)
# Longer than any of these marks: one may stand across two chunks.
_TAIL: Final = 64
_CHUNK: Final = 65_536
# Headings stand in the first lines; above them there may be a title.
_HEADING_ROWS: Final = 20
_WORKSHEETS: Final = 10
_LAST_ROW: Final = 1_048_576
_LONGEST_CELL: Final = 4_000
# Beyond this a float no longer holds every whole number.
_WHOLE: Final = 10**15
_LONGEST_HEADING: Final = 80
# The column that a file with errors comes back with.
ERROR_NAMES: Final = frozenset({"loi", "error", "errors"})
_BLANKS: Final = re.compile(r"\s+")
# openpyxl lets errors of many kinds through for broken files; all of them mean the same here.
_OPENPYXL_ERRORS: Final = (
    zipfile.BadZipFile, InvalidFileException, ParseError, ValueError, LookupError, TypeError,
    AttributeError, OSError, EOFError, NotImplementedError, ArithmeticError, RecursionError,
    AssertionError, RuntimeError, SyntaxError,
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """What is still read. Sizes in bytes; ratio: unpacked to packed size of one large part."""

    size: int = 10 * _MEGABYTE
    unpacked: int = 150 * _MEGABYTE
    ratio: int = 200
    parts: int = 1_000
    lines: int = 20_000
    columns: int = 80


DEFAULT: Final = Limits()


@dataclass(frozen=True)
class Line:
    """One line as typed: cells by the keys of their columns; broken ones with the reason.

    number: of the row in the file. Days stand as 05/03/2026, whole numbers without a point.
    """

    number: int
    cells: Mapping[str, str]
    broken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Handed:
    """A file that was read. unknown: headings that mean nothing here, as written."""

    lines: tuple[Line, ...]
    unknown: tuple[str, ...] = ()


def unpacked_size(data: bytes, *, limits: Limits = DEFAULT) -> int:
    """Bytes of the file once unpacked: how long reading will take.

    All parts count: a worksheet may bear any name, and texts stand in a part of their own.
    Raises TooLarge, WrongFormat, Locked, Swollen, Damaged.
    """
    return sum(part.file_size for part in _checked_parts(data, limits))


def read_file(
    sheet: Sheet,
    data: bytes,
    *,
    limits: Limits = DEFAULT,
    progress: Callable[[int], None] | None = None,
) -> Handed:
    """Return the lines of the first worksheet that has the headings of `sheet`.

    Headings may stand in any order, with or without accents, below a title. Empty lines are
    passed over. progress: called with the lines read so far. Raises the classes of errors.py.
    """
    parts = _checked_parts(data, limits)
    computed = _scanned(data, parts)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about extensions of Excel that are not kept
            return _read(sheet, _Source(data, computed=computed), limits, progress)
    except (HeadingsNotFound, ColumnsMissing, ColumnTwice, TooManyLines, NoLines):
        raise
    except DefusedXmlException as error:
        raise Swollen(reason="entities") from error
    except _OPENPYXL_ERRORS as error:
        raise Damaged(reason=type(error).__name__) from error


def _checked_parts(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """Measure the archive by what it declares: zipfile never unpacks more of a part than that."""
    if len(data) > limits.size:
        raise TooLarge(size=len(data), limit=limits.size)
    if data.startswith(_OLE):
        raise Locked
    if not data.startswith(_ZIP):
        raise WrongFormat
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Damaged(reason="archive") from error
    if all(part.filename != _WORKBOOK for part in parts):
        raise WrongFormat
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
        raise Swollen(reason="size")
    for part in parts:
        if part.file_size > 10 * _MEGABYTE and part.file_size > limits.ratio * part.compress_size:
            raise Swollen(reason="ratio")
    return parts


def _scanned(data: bytes, parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether any part holds formulas: only then the file is read a second time for them.

    Every part is looked at: a worksheet may bear any name. Raises Swollen for a part that declares
    entities, which no program of an office writes, in whatever of the encodings of XML; Damaged
    for one that cannot be unpacked.
    """
    computed = False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for part in parts:
                if _holds(archive, part, _DECLARATION):
                    raise Swollen(reason="entities")
                computed = computed or _holds(archive, part, _FORMULA)
    except Swollen:
        raise
    except _OPENPYXL_ERRORS as error:
        raise Damaged(reason="archive") from error
    return computed


def _holds(archive: zipfile.ZipFile, part: zipfile.ZipInfo, wanted: re.Pattern[bytes]) -> bool:
    tail = b""
    with archive.open(part) as entry:
        while chunk := entry.read(_CHUNK):
            if wanted.search(tail + chunk):
                return True
            tail = chunk[-_TAIL:]
    return False


class _Source:
    """A workbook opened once, and once more for its formulas where it has any."""

    def __init__(self, data: bytes, *, computed: bool) -> None:
        self.values = self._open(data, values=True)
        self.formulas = self._open(data, values=False) if computed else None

    def titles(self) -> list[str]:
        """Of its first worksheets."""
        return [worksheet.title for worksheet in self.values.worksheets[:_WORKSHEETS]]

    def rows(self, title: str, columns: int) -> Iterator[tuple[Cells, Cells | None]]:
        """Rows of a worksheet: the values that Excel kept, beside them the formulas."""
        values = _rows(self.values, title, columns)
        if self.formulas is None:
            return ((row, None) for row in values)
        return zip(values, _rows(self.formulas, title, columns), strict=False)

    @staticmethod
    def _open(data: bytes, *, values: bool) -> Workbook:
        """Nothing of it is computed, no link is followed."""
        return load_workbook(
            BytesIO(data), read_only=True, data_only=values, keep_links=False, rich_text=False
        )


def _rows(book: Workbook, title: str, columns: int) -> Iterator[Cells]:
    worksheet = book[title]
    worksheet.reset_dimensions()  # what the file says of its own size counts for nothing
    return worksheet.iter_rows(max_col=columns)  # type: ignore[return-value]  # cells


@dataclass(frozen=True)
class _Head:
    """Where the headings stand, and the key of each column; None for one that is not known."""

    title: str
    row: int
    keys: Sequence[str | None]
    unknown: tuple[str, ...]


def _read(
    sheet: Sheet, source: _Source, limits: Limits, progress: Callable[[int], None] | None
) -> Handed:
    head = _head(sheet, source, limits)
    lines: list[Line] = []
    for number, (row, formulas) in enumerate(source.rows(head.title, len(head.keys)), start=1):
        if number <= head.row:
            continue
        line = _line(number, row, formulas, head.keys)
        if line is None and number <= _LAST_ROW:
            continue
        if line is None or len(lines) == limits.lines:
            raise TooManyLines(limit=limits.lines)
        lines.append(line)
        if progress:
            progress(len(lines))
    if not lines:
        raise NoLines
    return Handed(tuple(lines), head.unknown)


def _head(sheet: Sheet, source: _Source, limits: Limits) -> _Head:
    """The row, among the first of every worksheet, that holds most of the headings."""
    names = {name: column.key for column in sheet.columns for name in column.names()}
    best: tuple[int, str, int, list[str]] = (0, "", 0, [])
    for title in source.titles():
        for number, (row, _formulas) in enumerate(
            islice(source.rows(title, limits.columns), _HEADING_ROWS), 1
        ):
            texts = [_typed(cell.value) for cell in row]
            known = sum(heading_key(text) in names for text in texts)
            if known > best[0]:
                best = (known, title, number, texts)
    required = [column.key for column in sheet.columns if column.required]
    if best[0] < min(2, len(sheet.columns)):
        raise HeadingsNotFound(columns=required)
    return _checked_head(best[1], best[2], best[3], names, required)


def _checked_head(
    title: str, row: int, texts: Sequence[str], names: Mapping[str, str], required: Sequence[str]
) -> _Head:
    keys = [names.get(heading_key(text)) for text in texts]
    if missing := [key for key in required if key not in keys]:
        raise ColumnsMissing(columns=missing)
    for key in keys:
        if key is not None and keys.count(key) > 1:
            raise ColumnTwice(column=key)
    unknown = tuple(
        text[:_LONGEST_HEADING]
        for text, key in zip(texts, keys, strict=True)
        if text and key is None and heading_key(text) not in ERROR_NAMES
    )
    last = max(at for at, key in enumerate(keys) if key is not None)
    return _Head(title, row, keys[: last + 1], unknown)


def _line(
    number: int, row: Cells, formulas: Cells | None, keys: Sequence[str | None]
) -> Line | None:
    """The line, or None where nothing stands in the columns that are known."""
    cells: dict[str, str] = {}
    broken: dict[str, str] = {}
    for at, (cell, key) in enumerate(zip(row, keys, strict=False)):
        if key is None:
            continue
        if cell.value is None:
            if formulas is not None and _is_formula(formulas, at):
                broken[key] = "formula"
        elif getattr(cell, "data_type", "") == "e":
            broken[key] = "excel_error"
        elif text := _typed(cell.value):
            cells[key] = text
    return Line(number, cells, broken) if cells or broken else None


def _is_formula(formulas: Cells, at: int) -> bool:
    return at < len(formulas) and getattr(formulas[at], "data_type", "") == "f"


def _typed(value: object) -> str:
    """A cell's value as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "x" if value else "0"
    if isinstance(value, datetime | date):
        return format_day(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else f"{value:.10g}"
    if isinstance(value, time | timedelta | int):
        return str(value)
    text = unescaped(str(value)[:_LONGEST_CELL])
    printable = "".join(letter if letter.isprintable() else " " for letter in vntext.nfc(text))
    return _BLANKS.sub(" ", printable).strip()
