"""What is written can be read again, and runs nothing."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from phoihop import sheets
from phoihop.sheets import Line, Mark
from phoihop.sheets.tests.test_reading import SHEET

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


@given(st.text(max_size=60))
def test_no_text_becomes_a_formula_and_none_is_lost(text: str) -> None:
    safe = sheets.escaped(text)

    assert safe[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    plain = "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")
    assert sheets.unescaped(safe) == plain


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_a_sheet_with_errors_is_read_as_it_was(cells: list[tuple[str, str]]) -> None:
    lines = []
    for number, (name, code) in enumerate(cells):
        kept = {"name": " ".join(name.split()), "code": " ".join(code.split())}
        lines.append(Line(2 + number * 3, {key: text for key, text in kept.items() if text}))
    wanted = [line for line in lines if any(map(_is_seen, line.cells.values()))]
    data = sheets.write_marked(SHEET, lines, {2: [Mark("name", "=xấu"), Mark("", "hỏng")]}, "vi")

    if wanted:
        first = sheets.read_file(SHEET, data)
        again = sheets.read_file(SHEET, sheets.write_marked(SHEET, first.lines, {}, "en"))
        assert again == first
        assert [line.number for line in first.lines] == [line.number for line in wanted]
    for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows(min_row=2):
        assert {cell.data_type for cell in row} <= {"s", "n"}


def _is_seen(text: str) -> bool:
    return any(letter.isprintable() and not letter.isspace() for letter in text)


@given(st.binary(max_size=300), st.booleans())
def test_rubbish_is_refused_by_name(data: bytes, archive: bool) -> None:
    with pytest.raises(sheets.SheetRefused):
        sheets.read_file(SHEET, b"PK\x03\x04" + data if archive else data)


@pytest.mark.parametrize(("language", "guide"), [("vi", "Hướng dẫn"), ("en", "How to fill in")])
def test_the_template_has_headings_a_guide_and_lists(language: str, guide: str) -> None:
    data = sheets.write_template(SHEET, language, offers={"code": ["H1", "=H2"]})

    book = load_workbook(BytesIO(data))
    main, lists = book.worksheets[0], book.worksheets[2]
    assert book.sheetnames[1] == guide
    assert main["A1"].value == ("Họ và tên *" if language == "vi" else "Full name *")
    assert main.column_dimensions["C"].number_format == "@"
    rules = {str(rule.sqref): rule for rule in main.data_validations.dataValidation}
    assert set(rules) == {"B2:B2000", "E2:E2000", "F2:F2000"}
    assert rules["B2:B2000"].showErrorMessage
    assert not rules["F2:F2000"].showErrorMessage
    assert [cell.value for cell in lists["C"]][1:] == ["H1", "'=H2"]
