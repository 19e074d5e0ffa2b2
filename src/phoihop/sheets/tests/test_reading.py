"""Workbooks from strangers: what is read, and what is refused with a name."""

import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook

from phoihop import sheets
from phoihop.sheets import Column, Kind, Limits, Line, Option, Sheet, Words

SHEET = Sheet(
    "people",
    Words("Cán bộ", "Officials"),
    (
        Column("name", Words("Họ và tên", "Full name"), required=True, longest=20),
        Column(
            "level",
            Words("Cấp", "Level"),
            Kind.CHOICE,
            options=(
                Option("p", Words("Cấp tỉnh", "Province")),
                Option("c", Words("Cấp xã", "Commune")),
            ),
            other_headings=("Cấp hành chính",),
        ),
        Column("since", Words("Từ ngày", "From"), Kind.DATE),
        Column("count", Words("Số lượng", "Count"), Kind.NUMBER, most=100),
        Column("is_head", Words("Là trưởng", "Is head"), Kind.YES_NO),
        Column("code", Words("Mã", "Code"), Kind.CODE),
    ),
)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def book(*rows: Sequence[object]) -> bytes:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(list(row))
    return saved(made)


def read(*rows: Sequence[object]) -> sheets.Handed:
    return sheets.read_file(SHEET, book(*rows))


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part in another's place."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


def test_the_xml_of_strangers_is_read_by_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML is True


def test_headings_stand_in_any_order_below_a_title() -> None:
    handed = read(
        ["DANH SÁCH CÁN BỘ"],
        [],
        ["Ghi gì đó", "TU NGAY", "ho va ten (*)", "Cấp hành chính"],
        ["x", "5/3/2026", "Nguyễn Văn A", "cấp xã"],
        [],
        [None, datetime(2026, 3, 6), "Lê B", "PROVINCE"],  # noqa: DTZ001 -- cells have no zone
    )

    assert handed.unknown == ("Ghi gì đó",)
    assert [line.number for line in handed.lines] == [4, 6]
    first, second = sheets.read_rows(SHEET, handed.lines)
    assert first.values == {
        "name": "Nguyễn Văn A",
        "level": "c",
        "since": date(2026, 3, 5),
        "count": None,
        "is_head": False,
        "code": "",
    }
    assert (second.day("since"), second.text("level")) == (date(2026, 3, 6), "p")


def test_the_sheet_with_the_headings_is_found_behind_others() -> None:
    made = Workbook()
    made.worksheets[0].append(["Ghi chú"])
    made.create_sheet("Dữ liệu").append(["Họ và tên", "Mã"])
    made["Dữ liệu"].append(["A", 12.0])

    handed = sheets.read_file(SHEET, saved(made))

    assert handed.lines == (Line(2, {"name": "A", "code": "12"}),)


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        ("name", None, "required"),
        ("name", "A" * 21, "too_long"),
        ("level", "huyện", "not_choice"),
        ("level", "cấp", "not_choice"),
        ("since", "31/02/2020", "not_day"),
        ("since", 45000, "not_day"),
        ("count", "một", "not_number"),
        ("count", -1, "not_number"),
        ("count", 1.5, "not_number"),
        ("count", 101, "out_of_range"),
        ("is_head", "chắc vậy", "not_yes_no"),
        ("name", "#N/A", "excel_error"),
    ],
)
def test_what_is_wrong_with_a_cell(column: str, typed: object, code: str) -> None:
    keys = [one.key for one in SHEET.columns]
    row: list[object] = ["A", None, None, None, None, "M"]
    row[keys.index(column)] = typed
    handed = read([one.heading.vi for one in SHEET.columns], row)

    found = sheets.read_row(SHEET, handed.lines[0])

    assert [(fault.column, fault.code) for fault in found.faults] == [(column, code)]
    assert set(found.values) == set(keys)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("x", True), ("Có", True), (True, True), (1, True), ("không", False), (False, False)],
)
def test_yes_and_no(typed: object, value: bool) -> None:
    handed = read(["Họ và tên", "Là trưởng"], ["A", typed])

    assert sheets.read_row(SHEET, handed.lines[0]).ticked("is_head") is value


def test_part_of_an_option_will_do_where_only_one_has_it() -> None:
    handed = read(["Họ và tên", "Cấp"], ["A", "Xã"])

    assert sheets.read_row(SHEET, handed.lines[0]).text("level") == "c"


def test_a_formula_counts_by_the_value_that_excel_kept() -> None:
    made = Workbook()
    made.worksheets[0].append(["Họ và tên", "Mã"])
    made.worksheets[0].append(["=1+1", "M"])
    data = saved(made)

    handed = sheets.read_file(SHEET, data)
    assert handed.lines[0].broken == {"name": "formula"}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    kept = with_part(
        data, "xl/worksheets/sheet1.xml", re.sub(rb"<v>?\s*/?(</v)?>", b"<v>2</v>", xml)
    )

    assert sheets.read_file(SHEET, kept).lines[0].cells["name"] == "2"


def test_a_worksheet_is_measured_and_scanned_wherever_it_stands() -> None:
    made = Workbook()
    made.worksheets[0].append(["Họ và tên", "Mã"])
    made.worksheets[0].append(["=1+1", "M"])
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(saved(made))) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.namelist():
            content = old.read(part).replace(b"xl/worksheets/sheet1.xml", b"xl/lines.bin")
            new.writestr(part.replace("xl/worksheets/sheet1.xml", "xl/lines.bin"), content)
        whole = sum(part.file_size for part in new.infolist())

    assert sheets.unpacked_size(out.getvalue()) == whole
    assert sheets.read_file(SHEET, out.getvalue()).lines[0].broken == {"name": "formula"}


def test_letters_come_in_normal_form_on_one_line() -> None:
    handed = read(["Họ và tên", "Mã"], ["  Nguye\u0302\u0303n\n Văn\u00a0A ", "M"])

    assert handed.lines[0].cells["name"] == "Nguyễn Văn A"


HEADS: list[object] = ["Họ và tên", "Mã"]


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        pytest.param(b"", sheets.WrongFormat, id="empty"),
        pytest.param(b"%PDF-1.7", sheets.WrongFormat, id="pdf"),
        pytest.param(b"MZ\x90", sheets.WrongFormat, id="exe"),
        pytest.param(b"Ho va ten,Ma\nA,M\n", sheets.WrongFormat, id="csv"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", sheets.Locked, id="xls"),
        pytest.param(b"PK\x03\x04rubbish", sheets.Damaged, id="broken zip"),
        pytest.param(book(HEADS), sheets.NoLines, id="only headings"),
        pytest.param(book(["Một", "Hai"], ["a", "b"]), sheets.HeadingsNotFound, id="other"),
        pytest.param(book(["Mã", "Cấp"], ["a", "b"]), sheets.ColumnsMissing, id="missing"),
        pytest.param(book([*HEADS, "ma"], ["a", "b", "c"]), sheets.ColumnTwice, id="twice"),
        pytest.param(book(HEADS, *[["a", "b"]] * 4), sheets.TooManyLines, id="long"),
        pytest.param(book(HEADS, ["a", "b"]) + b"x" * 60_000, sheets.TooLarge, id="large"),
    ],
)
def test_a_file_that_is_not_taken_says_why(data: bytes, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        sheets.read_file(SHEET, data, limits=Limits(size=50_000, lines=3))


def test_a_docx_is_no_sheet() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")

    with pytest.raises(sheets.WrongFormat):
        sheets.read_file(SHEET, out.getvalue())


def test_a_bomb_is_not_unpacked() -> None:
    data = with_part(book(HEADS, ["a", "b"]), "xl/worksheets/sheet1.xml", b" " * 160 * 2**20)

    with pytest.raises(sheets.Swollen):
        sheets.read_file(SHEET, data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_are_not_expanded(part: str, encoding: str) -> None:
    bomb = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
    <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&b;</worksheet>"""

    with pytest.raises(sheets.Swollen):
        sheets.read_file(SHEET, with_part(book(HEADS, ["a", "b"]), part, bomb.encode(encoding)))


def test_broken_parts_are_damage_and_no_crash() -> None:
    data = book(HEADS, ["a", "b"])
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        for content in (b"", b"<broken", b"<worksheet/>", b"\x00\xff" * 50):
            with pytest.raises(sheets.SheetRefused):
                sheets.read_file(SHEET, with_part(data, part, content))


def test_a_stray_cell_far_down_is_no_line_of_its_own() -> None:
    made = Workbook()
    made.worksheets[0].append(HEADS)
    made.worksheets[0].append(["A", "M"])
    made.worksheets[0]["B9000"] = " "

    assert len(sheets.read_file(SHEET, saved(made), limits=Limits(lines=1)).lines) == 1
