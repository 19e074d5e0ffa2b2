"""Old Word files, web pages, e-mails, scans and pictures: their text, and what is refused."""

from email.message import EmailMessage
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from phoihop.reader import (
    DEFAULT,
    Damaged,
    FileRefused,
    Limits,
    NoProgram,
    NoTextLayer,
    TooLarge,
    WrongFormat,
    extract,
    ocr,
    programs,
    read,
    recognise,
    sniff,
)
from phoihop.reader.mail import attachments
from phoihop.reader.tests.papers import OLD_WORD, PAGE, mail
from phoihop.reader.tests.scans import PLAN, scan

PAPER = (
    "Hội nghị giao ban\n\nSáng 5/2/2024, Huyện ủy Bình An tổ chức\nhội nghị.\n\nSố\t12\n\n"
    "Đồng chí Trần Văn An, Bí thư Huyện ủy chủ trì."
)


def test_an_old_word_file_by_antiword() -> None:
    found = extract(OLD_WORD, "ke-hoach.doc")

    assert found.format == "doc"
    assert found.text.startswith("HUYỆN ỦY BÌNH AN\tĐẢNG CỘNG SẢN VIỆT NAM\n")
    assert "Số 07-KH/BTGHU" in found.text.split("\n")
    assert [person.name for person in read(found.text).people] == ["Trần Văn An"]


@pytest.mark.skipif(
    programs.found("soffice", "libreoffice") is None, reason="LibreOffice is not installed"
)
def test_an_old_word_file_by_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    there = programs.found

    def without_antiword(*names: str) -> str | None:
        return None if "antiword" in names else there(*names)

    monkeypatch.setattr(programs, "found", without_antiword)

    assert "Trần Văn An, Trưởng Ban Tuyên giáo Huyện ủy" in extract(OLD_WORD, "a.doc").text


def test_an_old_word_file_where_no_program_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")

    with pytest.raises(NoProgram) as refusal:
        extract(OLD_WORD, "a.doc")
    assert refusal.value.facts == {"program": "antiword"}


def test_a_broken_old_word_file_and_another_file_in_its_container() -> None:
    with pytest.raises(Damaged):
        extract(OLD_WORD[:6000] + OLD_WORD[-4000:], "a.doc")
    with pytest.raises(WrongFormat):
        extract(OLD_WORD[:512] + bytes(2000), "so-lieu.xls")


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_saved_web_page_without_its_menus(code: str) -> None:
    found = extract(PAGE.encode(code), "bao.htm")

    assert found.text == PAPER
    assert found.format == "html"


def test_a_page_of_many_articles_is_taken_whole() -> None:
    page = "<html><body><article><p>Một</p></article><article><p>Hai</p></article></body></html>"

    assert extract(page.encode(), "a.html").text == "Một\n\nHai"


def test_a_page_that_stands_in_one_form() -> None:
    """As many portals make them; search boxes are still left out."""
    page = (
        '<html><body><form id="aspnetForm"><input value="x"><div><div>Hội nghị giao ban</div>'
        f"<div>{'Nội dung bài. ' * 9}</div></div></form>"
        "<form><label>Tìm</label><p>Tìm kiếm</p><textarea>y</textarea></form></body></html>"
    )
    short = "<html><body><form><h1>Tin</h1></form><p>Cuối trang dài hơn tin</p></body></html>"

    assert extract(page.encode(), "a.html").text == (
        "Hội nghị giao ban\n\n" + ("Nội dung bài. " * 9).strip()
    )
    assert extract(short.encode(), "a.html").text == "Tin\n\nCuối trang dài hơn tin"


def test_a_label_that_holds_the_paper_is_no_caption() -> None:
    words = "UBND huyện Ba Mít tổ chức hội nghị tổng kết công tác phối hợp năm 2031. " * 5
    page = (
        "<html><body><form id=aspnetForm><label>Tìm tin cũ</label><table><tr><td>"
        f"<label id='lblNoiDung'>{words}</label></td></tr></table></form></body></html>"
    )

    assert extract(page.encode(), "a.html").text == words.strip()


def test_a_page_nested_beyond_reason() -> None:
    deep = "<html>" + "<div>" * 20_000 + "Bình An" + "</div>" * 20_000

    assert extract(deep.encode(), "a.html").text == "Bình An"


def test_a_mail_its_subject_first_and_what_comes_with_it() -> None:
    data = mail("Kính gửi Ban Tuyên giáo.\nXin gửi kế hoạch.", ke_doc=OLD_WORD, anh_png=b"\x89PNG")

    found = extract(data, "thu.eml")

    assert found.format == "eml"
    assert found.text == (
        "Kế hoạch phối hợp tuyên truyền năm 2024\n\nKính gửi Ban Tuyên giáo.\nXin gửi kế hoạch."
    )
    inside = attachments(data, "thu.eml", DEFAULT)
    assert [(name, len(content)) for name, content in inside.files] == [
        ("ke.doc", len(OLD_WORD)),
        ("anh.png", 4),
    ]
    one = attachments(data, "thu.eml", Limits(attachments=1))
    assert (len(one.files), one.left_out) == (1, 1)


def test_a_mail_of_markup_alone_and_one_in_an_unknown_code() -> None:
    message = EmailMessage()
    message["From"] = message["To"] = "a@binh-an.example"
    message["Subject"] = "Thư"
    message.set_content(PAGE, subtype="html")
    unknown = mail("Kính gửi").replace(b'charset="utf-8"', b'charset="x-khong-co"')

    assert "Đồng chí Trần Văn An" in extract(message.as_bytes(), "thu.eml").text
    assert extract(unknown, "thu.eml").text.endswith("Kính gửi")


def test_a_text_that_only_looks_like_a_mail() -> None:
    text = "Chú ý: họp\nThời gian: 8 giờ\nĐịa điểm: hội trường\n\nKính mời."

    assert extract(text.encode(), "giay-moi.txt").format == "txt"


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_no_mail_breaks_the_parser(tail: bytes) -> None:
    data = b"From: a@b.example\nDate: x\nSubject: y\nMIME-Version: 1.0\n" + tail
    try:
        extract(data, "thu.eml")
        attachments(data, "thu.eml", DEFAULT)
    except FileRefused:
        pass


@pytest.mark.parametrize("form", ["PDF", "PNG", "JPEG", "TIFF"])
def test_letters_of_a_scan_are_recognised(form: str) -> None:
    data = scan(PLAN, form=form)
    with pytest.raises(NoTextLayer):
        extract(data, f"ban-quet.{form.lower()}")

    found = recognise(data, f"ban-quet.{form.lower()}")

    assert found.notes == ("recognised",)
    assert found.confidence is not None
    assert 80 <= found.confidence <= 100
    reading = read(found.text)
    assert [person.name for person in reading.people] == ["Trần Văn An"]
    assert [(paper.number, paper.symbol) for paper in reading.documents] == [(5, "CT/TW")]


def test_pages_of_a_scan_are_told_as_they_are_read() -> None:
    told: list[tuple[int, int]] = []

    found = recognise(
        scan(PLAN[:1], PLAN[1:2]), "a.pdf", tell=lambda done, total: told.append((done, total))
    )

    assert told == [(0, 2), (1, 2), (2, 2)]
    assert found.text.index("KẾ HOẠCH") < found.text.index("phối hợp tuyên truyền")


def test_a_scan_with_a_printed_stamp_is_still_a_scan() -> None:
    """What signing software prints on a scan is not the text of the paper."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawImage(ImageReader(BytesIO(scan(PLAN, form="PNG"))), 0, 0, 595, 842)
    canvas.drawString(400, 800, "Signed by: Van phong Huyen uy")
    canvas.save()

    with pytest.raises(NoTextLayer):
        extract(out.getvalue(), "a.pdf")


def test_a_scan_too_long_a_broken_picture_and_a_text() -> None:
    with pytest.raises(TooLarge):
        recognise(scan(PLAN, PLAN), "a.pdf", limits=Limits(scans=1))
    with pytest.raises(Damaged):
        recognise(scan(PLAN, form="PNG")[:400], "a.png")
    with pytest.raises(WrongFormat):
        recognise(b"Binh An", "a.txt")


def test_a_scan_where_nothing_recognises_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)

    with pytest.raises(NoProgram):
        recognise(scan(PLAN), "a.pdf")


def test_an_empty_page_has_no_letters_and_no_sureness() -> None:
    found = recognise(scan(()), "a.pdf")

    assert (found.text, found.confidence) == ("", 0)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (OLD_WORD, "doc"),
        (OLD_WORD[:512] + bytes(2000), "ole"),
        (PAGE.encode(), "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'></html>", "html"),
        (b"<p>Binh An</p>", "txt"),
        (mail("a"), "eml"),
        (b"From: a\nDate: b\n\nc", "txt"),
    ],
)
def test_what_a_file_is_by_its_content(data: bytes, form: str) -> None:
    assert sniff(data) == form
