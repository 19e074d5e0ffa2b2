"""Text and pictures of PDF pages, from files that mean well and files that do not."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from phoihop.reader import Damaged, TooLarge, extract, pdf, read
from phoihop.reader.files import Limits

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
SAID = "Ban Thường vụ Huyện ủy tổ chức hội nghị ký kết\nnăm 2024 giữa các ngành."


def plain_pdf(*pages: str, size: tuple[float, float] = (595, 842)) -> bytes:
    """One page for each of these words."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for words in pages:
        canvas.drawString(20, 20, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def letter_by_letter(text: str) -> bytes:
    """As some office programs print: each letter placed alone, those with marks in another font."""
    for name in ("DejaVuSans", "DejaVuSerif"):
        pdfmetrics.registerFont(TTFont(name, DEJAVU / f"{name}.ttf"))
    out = BytesIO()
    canvas = Canvas(out)
    for row, line in enumerate(text.split("\n")):
        across = 60.0
        for letter in line:
            font = "DejaVuSerif" if letter.isascii() else "DejaVuSans"
            canvas.setFont(font, 12)
            canvas.drawString(across, 780 - 18 * row, letter)
            across += pdfmetrics.stringWidth(letter, font, 12)
    canvas.save()
    return out.getvalue()


def test_words_of_mixed_fonts_have_no_blanks_inside() -> None:
    assert extract(letter_by_letter(SAID), "a.pdf").text == SAID.replace("\n", " ")


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    text = extract(letter_by_letter("Chương trình số 14\nphối hợp giao-\nban"), "a.pdf").text

    assert "giao- ban" in text


def placed(*words: tuple[float, float, str]) -> bytes:
    """One page with each of these words at its place: from the left, from the top."""
    pdfmetrics.registerFont(TTFont("DejaVuSerif", DEJAVU / "DejaVuSerif.ttf"))
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("DejaVuSerif", 12)
    for across, down, said in words:
        canvas.drawString(across, 842 - down, said)
    canvas.save()
    return out.getvalue()


REGULATION = placed(
    (70, 60, "HUYỆN ỦY BA CỒN"),
    (320, 60, "ĐẢNG CỘNG SẢN VIỆT NAM"),
    (70, 78, "BAN DÂN VẬN - UBND HUYỆN"),
    (120, 96, "*"),
    (320, 96, "Ba Cồn, ngày 09 tháng 5 năm 2033"),
    (70, 114, "Số 06-QC/BDV-UBND"),
    (250, 150, "QUY CHẾ"),
    (120, 168, "phối hợp công tác dân vận vùng bãi bồi năm 2033"),
    (70, 204, "Ngày 02/5/2033, hai cơ quan họp bàn và thống nhất như sau:"),
    (70, 222, "Điều 1. Hai cơ quan giao ban mỗi quý một lần."),
    (70, 240, "Điều 2. Quy chế có hiệu lực từ ngày ký."),
    (70, 276, "TM. ỦY BAN NHÂN DÂN"),
    (320, 276, "TRƯỞNG BAN DÂN VẬN"),
    (70, 294, "CHỦ TỊCH"),
    (70, 366, "Hoàng Đức Mít"),
    (340, 366, "Lò Thị Sắn"),
)


def test_columns_and_empty_lines_of_a_page_stay() -> None:
    text = extract(REGULATION, "a.pdf").text

    assert "TM. ỦY BAN NHÂN DÂN\tTRƯỞNG BAN DÂN VẬN\nCHỦ TỊCH\n\nHoàng Đức Mít\tLò Thị Sắn" in text
    assert "\n\nQUY CHẾ\nphối hợp" in text
    assert "năm 2033\n\nNgày 02/5/2033" in text


def test_two_who_sign_side_by_side_are_two_people() -> None:
    reading = read(extract(REGULATION, "a.pdf").text)

    signed = {person.name: [post.title for post in person.positions] for person in reading.people}
    assert signed == {"Hoàng Đức Mít": ["CHỦ TỊCH"], "Lò Thị Sắn": ["TRƯỞNG BAN DÂN VẬN"]}


def test_what_stands_alone_on_the_right_is_of_the_right_column() -> None:
    foot = placed((70, 60, "Nơi nhận:"), (340, 60, "TRƯỞNG BAN"), (340, 132, "Lò Thị Sắn"))

    assert extract(foot, "a.pdf").text == "Nơi nhận:\tTRƯỞNG BAN\n\tLò Thị Sắn"


def test_room_left_for_a_number_and_behind_a_dash_parts_no_columns() -> None:
    draft = placed((70, 60, "Số:"), (130, 60, "/KH-UBND"), (70, 78, "-"), (100, 78, "Như trên;"))

    assert extract(draft, "a.pdf").text == "Số: /KH-UBND\n- Như trên;"


def test_the_number_of_a_page_makes_no_empty_line() -> None:
    rows = [(70, 100 + 18 * row, f"Việc {row} đã xong.") for row in range(5)]

    assert extract(placed((290, 40, "2"), *rows), "a.pdf").text.startswith("2\nViệc 0")


def test_pages_follow_one_another() -> None:
    data = plain_pdf("Trang mot.", "Trang hai.")

    assert pdf.page_texts(data, pages=5, characters=100) == (["Trang mot.", "Trang hai."], 0)


@pytest.mark.parametrize(
    ("limits", "of"), [(Limits(pages=1), "pages"), (Limits(text=10), "text")], ids=["pages", "text"]
)
def test_more_than_is_read_is_refused(limits: Limits, of: str) -> None:
    with pytest.raises(TooLarge) as caught:
        extract(plain_pdf("Trang mot", "Trang hai"), "a.pdf", limits=limits)

    assert caught.value.facts["of"] == of


def test_a_page_becomes_a_picture_of_the_wanted_width() -> None:
    drawn = pdf.picture(plain_pdf("Trang mot", "Trang hai"), 1, width=500)

    assert (drawn.width, drawn.pages) == (500, 2)
    assert drawn.png.startswith(b"\x89PNG\r\n\x1a\n")
    assert ImageReader(BytesIO(drawn.png)).getSize() == (drawn.width, drawn.height)
    assert b"\0" in _pixels(drawn.png)  # ink on the white page


def _pixels(png: bytes) -> bytes:
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(data)


@pytest.mark.parametrize("size", [(14_400, 14_400), (14_400, 3), (2, 14_400)])
def test_a_page_of_any_size_costs_no_more_pixels_than_allowed(size: tuple[float, float]) -> None:
    drawn = pdf.picture(plain_pdf("x", size=size), 0, width=1000, pixels=1_000_000)

    assert drawn.width * drawn.height <= 1_010_000
    assert max(drawn.width, drawn.height) <= 10_001


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n" + b"x" * 500, "damaged"),
        (b"", "damaged"),
        (plain_pdf("mot"), "no_page"),
    ],
    ids=["rubbish", "nothing", "no-such-page"],
)
def test_what_cannot_be_drawn_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(pdf.Unreadable) as caught:
        pdf.picture(data, 7, width=500)

    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "deed",
    ["import os; os.abort()", "import time; time.sleep(60)", "x = bytearray(2**40)"],
    ids=["crash", "no-end", "memory"],
)
def test_a_file_that_brings_the_engine_down_harms_nobody(
    deed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text(f"import sys; sys.stdin.buffer.read()\n{deed}\n", "utf-8")
    monkeypatch.setattr(pdf, "_CHILD", child)
    monkeypatch.setattr(pdf, "_SECONDS", 1)

    with pytest.raises(pdf.Unreadable):
        pdf.picture(plain_pdf("mot"), 0, width=500)
    with pytest.raises(Damaged):
        extract(plain_pdf("mot"), "a.pdf")


def test_the_child_itself_is_bounded() -> None:
    """A stream that unpacks to two gigabytes ends the child, or is cut by the engine."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(2048)) + packer.flush()
    bomb = _pdf_with_content(packed)

    with suppress(pdf.Unreadable):
        assert pdf.picture(bomb, 0, width=200).width == 200


def _pdf_with_content(packed: bytes) -> bytes:
    page = b"/Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R"
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< " + page + b" >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    )
    out = b"%PDF-1.4\n"
    for number, body in enumerate(bodies, 1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return out + b"trailer << /Root 1 0 R >>\n%%EOF\n"
