"""A table as an answer: its name, its kind, its rows."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, cast

from django.utils import translation
from openpyxl import load_workbook

from phoihop.sheets import Cell, Heading
from phoihop.ui.downloads import file_name, table_answer

HEADINGS = [Heading("Nhiệm vụ"), Heading("Hạn")]
ROWS: list[list[Cell]] = [["=1+1", date(2026, 11, 5)]]
DAY = date(2026, 11, 18)


def test_csv_goes_out_piece_by_piece_under_a_plain_name() -> None:
    answer = table_answer("csv", "Nhiệm vụ quá hạn", HEADINGS, ROWS, DAY)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "nhiem-vu-qua-han-2026-11-18.csv" in answer["Content-Disposition"]
    assert answer.streaming
    body = b"".join(cast("Iterable[bytes]", answer)).decode("utf-8-sig")
    assert body.splitlines() == ["Nhiệm vụ,Hạn", "'=1+1,05/11/2026"]


def test_xlsx_comes_from_a_file(tmp_path: Path) -> None:
    answer = table_answer("xlsx", "Nhiệm vụ", HEADINGS, ROWS, DAY)

    data = tmp_path / "a.xlsx"
    data.write_bytes(b"".join(cast("Iterable[bytes]", answer)))
    cast("Any", answer).file_to_stream.close()
    assert [cell.value for cell in load_workbook(data).worksheets[0][1]] == ["Nhiệm vụ", "Hạn"]


def test_a_name_always_remains() -> None:
    assert file_name("!!!") == "bang"


def test_rows_are_made_in_the_language_of_who_asked() -> None:
    def rows() -> Iterable[list[Cell]]:
        yield [translation.get_language()]
        yield [translation.get_language()]

    with translation.override("en"):
        answer = table_answer("csv", "Tasks", [Heading("Language")], rows(), DAY)

    body = b"".join(cast("Iterable[bytes]", answer)).decode("utf-8-sig")
    assert body.split() == ["Language", "en", "en"]
