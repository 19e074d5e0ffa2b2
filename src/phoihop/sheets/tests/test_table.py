"""What goes out as a table: the same in both forms, nothing that runs, little memory."""

import csv
import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from phoihop.sheets import Cell, Heading, csv_pieces, worksheet_title, write_table

HEADINGS = [Heading("Mã"), Heading("Sản phẩm", 40), Heading("Hạn"), Heading("%")]
ROWS: list[list[Cell]] = [
    ["NV-1", "=12 tin, bài", date(2019, 11, 15), 60],
    ["NV-2", "+84 gọi\tlại", None, Decimal("62.5")],
    ["NV-3", 'Biên bản "A", hai\ndòng', datetime(2019, 1, 2, 7, 5, tzinfo=UTC), 0],
]


def test_csv_has_its_mark_commas_and_apostrophes() -> None:
    data = b"".join(csv_pieces(HEADINGS, ROWS))

    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.splitlines()[:2] == ["Mã,Sản phẩm,Hạn,%", 'NV-1,"\'=12 tin, bài",15/11/2019,60']
    assert list(csv.reader(io.StringIO(text)))[2:] == [
        ["NV-2", "'+84 gọi\tlại", "", "62.5"],
        ["NV-3", 'Biên bản "A", hai\ndòng', "02/01/2019 07:05", "0"],
    ]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_as_a_formula(begins: str) -> None:
    row = [[f"{begins}1+1"]]

    text = b"".join(csv_pieces([Heading("a")], row)).decode("utf-8-sig")
    with write_table("a", [Heading("a")], row) as file:
        cell = load_workbook(file).worksheets[0]["A2"]

    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [f"'{begins}1+1"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


def test_a_workbook_keeps_days_and_numbers_as_such() -> None:
    with write_table("Nhiệm vụ: quá hạn", HEADINGS, ROWS) as file:
        book = load_workbook(file)

    sheet = book.worksheets[0]
    assert sheet.title == "Nhiệm vụ  quá hạn"
    assert sheet.max_row == len(ROWS) + 1
    assert sheet["C2"].value == datetime(2019, 11, 15)  # noqa: DTZ001 -- as openpyxl reads a day
    assert sheet["C2"].number_format == "dd/mm/yyyy"
    assert (sheet["D2"].value, sheet["D3"].value) == (60, 62.5)
    assert sheet["B2"].value == "'=12 tin, bài"


def test_a_long_table_is_never_held_whole() -> None:
    taken = 0

    def rows() -> Iterator[list[Cell]]:
        nonlocal taken
        for number in range(60_000):
            taken = number + 1
            yield [f"NV-{number}", "Báo cáo kết quả " * 4, date(2026, 1, 1), 50]

    tracemalloc.start()
    lines = sum(piece.count(b"\n") for piece in csv_pieces(HEADINGS, rows()))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (taken, lines) == (60_000, 60_001)
    assert most < 5_000_000


@pytest.mark.parametrize(
    ("title", "name"), [("a/b[c]", "a b c"), ("x" * 40, "x" * 31), ("***", "1")]
)
def test_a_worksheet_gets_a_name_that_excel_takes(title: str, name: str) -> None:
    assert worksheet_title(title) == name
