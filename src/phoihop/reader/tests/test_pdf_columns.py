"""Columns, titles and empty lines of a printed page, as a word processor sets them."""

from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from phoihop.reader import Reading, extract, read
from phoihop.reader.tests.test_pdf import DEJAVU

LEFT, MIDDLE, RIGHT, MARGIN = 160, 298, 430, 60
SIZE, WAY = 12, 18
BODY = (
    "1. Ban Dân vận Huyện ủy chủ trì tham mưu Huyện ủy ban hành chủ trương",
    "về công tác dân vận; hằng quý cung cấp tình hình cho Ủy ban nhân dân huyện.",
)


class Page:
    """A page on which lines are set one below the other."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(TTFont("DejaVuSans", DEJAVU / "DejaVuSans.ttf"))
        self._out = BytesIO()
        self._canvas = Canvas(self._out, pagesize=(595, 842))
        self._canvas.setFont("DejaVuSans", SIZE)
        self._height = 790

    def centred(self, *cells: tuple[int, str]) -> None:
        """Set cells of one line, each around its place across."""
        for across, words in cells:
            self._canvas.drawCentredString(across, self._height, words)
        self._height -= WAY

    def at(self, *cells: tuple[int, str]) -> None:
        """Set cells of one line, each from its place across."""
        for across, words in cells:
            self._canvas.drawString(across, self._height, words)
        self._height -= WAY

    def skip(self) -> None:
        """Leave an empty line."""
        self._height -= WAY

    def text(self) -> str:
        """Return what the reader takes out of the page."""
        self._canvas.save()
        return extract(self._out.getvalue(), "a.pdf").text


def joint_paper() -> str:
    """A regulation of two bodies: two columns above, two below."""
    page = Page()
    page.centred((LEFT, "HUYỆN ỦY SÔNG VÀNG"), (RIGHT, "ĐẢNG CỘNG SẢN VIỆT NAM"))
    page.centred((LEFT, "BAN DÂN VẬN - UBND HUYỆN"))
    page.centred((LEFT, "*"), (RIGHT, "Sông Vàng, ngày 9 tháng 5 năm 2031"))
    page.centred((LEFT, "Số 06-QC/BDV-UBND"))
    page.skip()
    page.centred((MIDDLE, "QUY CHẾ"))
    page.centred((MIDDLE, "phối hợp công tác dân vận năm 2031"))
    page.skip()
    for line in BODY:
        page.at((MARGIN, line))
    page.skip()
    page.centred((LEFT, "CHỦ TỊCH UBND HUYỆN"), (RIGHT, "TRƯỞNG BAN DÂN VẬN"))
    page.skip()
    page.centred((LEFT, "Hoàng Đức Thuận"), (RIGHT, "Lò Thị Mỷ"))
    return page.text()


def reading_of(text: str) -> Reading:
    return read(text, kind="official")


def test_two_who_sign_side_by_side_are_two() -> None:
    people = reading_of(joint_paper()).people

    assert sorted((each.name, each.roles) for each in people) == [
        ("Hoàng Đức Thuận", ("signer",)),
        ("Lò Thị Mỷ", ("signer",)),
    ]


def test_the_head_of_two_columns_keeps_its_parts() -> None:
    header = reading_of(joint_paper()).header

    assert header is not None
    assert header.issuer is not None
    assert header.issuer.name == "BAN DÂN VẬN - UBND HUYỆN"
    assert header.place is not None
    assert header.place.name == "Sông Vàng"
    assert header.subject is not None
    assert header.subject.name == "phối hợp công tác dân vận năm 2031"


def test_broken_lines_of_a_paragraph_are_still_joined() -> None:
    assert " ".join(BODY) in joint_paper()


def test_an_empty_line_parts_a_title_from_what_follows() -> None:
    page = Page()
    page.centred((MIDDLE, "THÔNG BÁO"))
    page.centred((MIDDLE, "Kết luận tại cuộc họp về Ngày hội Đọc sách năm 2031"))
    page.skip()
    for line in ("Ngày 16/9/2031, đồng chí Lê Văn Mít chủ trì cuộc họp về Ngày hội Đọc", "sách."):
        page.at((MARGIN, line))
    page.at((MARGIN, "Sau khi nghe báo cáo, đồng chí kết luận như sau."))

    assert "năm 2031\n\nNgày 16/9/2031" in page.text()


def test_words_pulled_apart_and_room_for_a_number_are_no_columns() -> None:
    page = Page()
    page.at((MARGIN, "Số:"), (MARGIN + 60, "/KH-UBND"))
    page.at((MARGIN, "Sông Vàng, ngày"), (MARGIN + 150, "tháng 5 năm 2031"))
    page.at((MARGIN, "Ủy ban"), (MARGIN + 62, "Nhân dân"), (MARGIN + 140, "huyện họp."))

    assert "\t" not in page.text()


def test_a_page_of_two_columns_of_words_is_no_foot() -> None:
    page = Page()
    for row in range(14):
        page.at((MARGIN, f"Lời bên trái thứ {row}."), (RIGHT - 100, f"Lời bên phải thứ {row}."))

    lines = page.text().split("\n")

    assert not any(line.startswith("\t") for line in lines)
