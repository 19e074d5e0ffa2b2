"""Text out of files, and files that are refused."""

import struct
import zipfile
from io import BytesIO

import pytest
from docx import Document as NewDocument
from reportlab.pdfgen.canvas import Canvas

from phoihop.reader import (
    Damaged,
    FileRefused,
    Limits,
    NoTextLayer,
    TooLarge,
    WrongFormat,
    ZipBomb,
    extract,
    files,
    sniff,
)

EXE = b"MZ\x90\x00\x03" + bytes(200)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx_of(document_xml: str, **others: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", document_xml)
        for name, data in others.items():
            archive.writestr(name, data)
    return out.getvalue()


def pdf_of(*lines: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    for number, line in enumerate(lines):
        canvas.drawString(72, 720 - 20 * number, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_word_file_keeps_paragraphs_and_tables_in_order() -> None:
    document = NewDocument()
    document.add_paragraph("Huyện ủy Bình An")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Số 07-KH/HU"
    table.cell(0, 1).text = "Bình An, ngày 5/2/2024"
    document.add_paragraph("Kế hoạch")
    out = BytesIO()
    document.save(out)

    found = extract(out.getvalue(), "ke-hoach.docx")

    assert found.text == "Huyện ủy Bình An\nSố 07-KH/HU\tBình An, ngày 5/2/2024\nKế hoạch"
    assert (found.format, found.notes) == ("docx", ())


def test_a_pdf_with_text() -> None:
    found = extract(pdf_of("Ban Tuyen giao", "Huyen uy"), "a.pdf")

    assert found.format == "pdf"
    assert "Ban Tuyen giao" in found.text


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ("Hội nghị tổng kết".encode(), ()),
        ("Hội nghị tổng kết".encode("utf-16"), ("converted:utf-16",)),
        ("Héi nghÞ tæng kÕt c«ng t¸c tuyªn gi¸o".encode("latin-1"), ("converted:tcvn3",)),
    ],
)
def test_plain_text_in_any_code(data: bytes, note: tuple[str, ...]) -> None:
    found = extract(data, "a.txt")

    assert found.text.startswith("Hội nghị tổng kết")
    assert found.notes == note


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt", "a"])
def test_a_renamed_program_is_refused_by_content(name: str) -> None:
    with pytest.raises(WrongFormat) as caught:
        extract(EXE, name)

    assert caught.value.code == "wrong_format"
    assert caught.value.facts["found"] == "exe"
    assert caught.value.facts["expected"] == (name[2:] or None)


def test_text_renamed_to_pdf_is_refused() -> None:
    with pytest.raises(WrongFormat) as caught:
        extract(b"plain words", "a.pdf")

    assert caught.value.facts == {"found": "txt", "expected": "pdf"}


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooLarge) as caught:
        extract(b"a" * 11, "a.txt", limits=Limits(size=10))

    assert caught.value.facts == {"size": 11, "limit": 10, "of": "file"}


def test_the_limit_is_fifty_megabytes() -> None:
    assert Limits().size == 50 * 1024 * 1024


class TestBombs:
    body = (
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )

    def test_an_entry_that_unpacks_to_far_more(self) -> None:
        with pytest.raises(ZipBomb) as caught:
            extract(docx_of(self.body, big=bytes(20_000_000)), "a.docx")

        assert caught.value.facts["reason"] == "ratio"

    def test_too_many_entries(self) -> None:
        many = {f"part{number}": b"" for number in range(30)}
        with pytest.raises(ZipBomb) as caught:
            extract(docx_of(self.body, **many), "a.docx", limits=Limits(entries=20))

        assert caught.value.facts["reason"] == "entries"

    def test_a_declared_total_over_the_limit(self) -> None:
        with pytest.raises(ZipBomb) as caught:
            extract(docx_of(self.body, big=bytes(5000)), "a.docx", limits=Limits(unpacked=4000))

        assert caught.value.facts["reason"] == "unpacked"

    def test_a_declared_size_that_lies(self) -> None:
        honest = docx_of(f"{self.body}{' ' * 100_000}")
        lying = honest.replace(struct.pack("<L", len(self.body) + 100_000), struct.pack("<L", 100))

        with pytest.raises((ZipBomb, Damaged)):
            extract(lying, "a.docx", limits=Limits(document=1000))

    def test_a_document_over_the_limit_stops_while_reading(self) -> None:
        with pytest.raises(ZipBomb) as caught:
            extract(docx_of(self.body + " " * 5000), "a.docx", limits=Limits(document=1000))

        assert caught.value.facts["reason"] == "document"

    def test_entities_that_expand(self) -> None:
        laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>' + self.body
        with pytest.raises(ZipBomb) as caught:
            extract(docx_of(laughs), "a.docx")

        assert caught.value.facts["reason"] == "entities"

    def test_nesting_without_end(self) -> None:
        depth = 5000
        inner = "<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth
        nested = f'<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'
        with pytest.raises(ZipBomb) as caught:
            extract(docx_of(nested), "a.docx")

        assert caught.value.facts["reason"] == "nesting"


def test_a_scan_has_no_text_layer() -> None:
    with pytest.raises(NoTextLayer) as caught:
        extract(pdf_of(), "scan.pdf")

    assert caught.value.facts == {"pages": 1}


def test_a_locked_pdf_is_refused_with_its_reason() -> None:
    out = BytesIO()
    canvas = Canvas(out, encrypt="key")
    canvas.drawString(72, 720, "secret")
    canvas.save()

    with pytest.raises(Damaged) as caught:
        extract(out.getvalue(), "locked.pdf")

    assert caught.value.facts == {"reason": "encrypted"}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.txt"),
        (b"%PDF-1.7\n" + b"x" * 50, "a.pdf"),
        (pdf_of("text")[:300], "a.pdf"),
        (docx_of("<w:document"), "a.docx"),
        (docx_of("x")[:-40], "a.docx"),
    ],
    ids=["empty", "no-pages", "cut-pdf", "bad-xml", "cut-zip"],
)
def test_a_broken_file_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(FileRefused) as caught:
        extract(data, name)

    assert caught.value.code in {"damaged", "wrong_format"}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (EXE, "exe"),
        (b"%PDF-1.4", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (docx_of("x"), "docx"),
        (docx_of("x").replace(b"word/document.xml", b"xl/workbook.xml##"), "zip"),
        (b"PK\x03\x04broken", "zip"),
        ("Xin chào".encode(), "txt"),
        (b"<!DOCTYPE html><p>", "html"),
        (b"\x00\x01\x02\x03", None),
        (b"", None),
    ],
)
def test_kinds_by_content(data: bytes, kind: str | None) -> None:
    assert sniff(data) == kind


def test_a_character_cut_at_the_end_of_the_sample_is_still_text() -> None:
    assert sniff("ế".encode() * 40_000) == "txt"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("Ban Tuyên giáo Huyện ủy tổ chức\nhội nghị ký kết.", "{0} {1}"),
        ("Dự hội nghị có đồng chí Nguyễn Văn\nAn, lãnh đạo các ngành của huyện.", "{0} {1}"),
        ("Kết luận hội nghị của Ban Thường vụ.\nNăm nay các ngành tiếp tục thực hiện", "{0}\n{1}"),
        ("KÝ KẾT\nBan Tuyên giáo Huyện ủy tổ chức hội nghị", "{0}\n{1}"),
        ("Ban Tuyên giáo Huyện ủy tổ chức hội nghị\n\nvà giao ban", "{0}\n\n{2}"),
    ],
)
def test_lines_broken_by_the_page_are_one_paragraph(printed: str, text: str) -> None:
    assert files._reflowed(printed) == text.format(*printed.split("\n"))


def test_a_document_in_a_code_nobody_knows_and_an_archive_cut_short() -> None:
    odd = docx_of('<?xml version="1.0" encoding="x-khong-co"?><a/>')
    whole = docx_of(f'<w:document xmlns:w="{W}"><w:body/></w:document>')

    with pytest.raises(Damaged):
        extract(odd, "a.docx")
    for cut in range(10, len(whole) - 1, 7):
        with pytest.raises(FileRefused):
            extract(whole[:cut], "a.docx")
    # The list of parts says that a part begins before the file does.
    backwards = whole[:-6] + (10**9).to_bytes(4, "little") + whole[-2:]
    with pytest.raises(FileRefused):
        extract(backwards, "a.docx")


def test_points_of_a_list_stay_lines_of_their_own() -> None:
    printed = (
        "1. Trách nhiệm của Ban Dân vận trong việc chủ trì xây dựng kế hoạch\n"
        "a) Chủ trì xây dựng kế hoạch truyền thông của cả năm và gửi cho các\n"
        "xã trước tháng 2.\n"
        "b) Định hướng nội dung."
    )

    assert files._reflowed(printed).split("\n") == [
        "1. Trách nhiệm của Ban Dân vận trong việc chủ trì xây dựng kế hoạch",
        "a) Chủ trì xây dựng kế hoạch truyền thông của cả năm và gửi cho các xã trước tháng 2.",
        "b) Định hướng nội dung.",
    ]
