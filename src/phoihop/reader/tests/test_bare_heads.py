"""Papers that begin with their title, heads that a converter broke; every name is made up."""

import pytest

from phoihop.reader import read, to_text

TITLED = """KẾ HOẠCH
Tổ chức ngày hội đọc sách trong các trường
trên địa bàn huyện Ba Mít năm 2031
Căn cứ Kế hoạch số 15-KH/HU ngày 3/2/2031 của Huyện ủy, các trường thực hiện như sau:
I. MỤC ĐÍCH
1. Nâng cao văn hóa đọc.
"""
APPEAL = """Thư kêu gọi ủng hộ đồng bào vùng lũ 23/10/2031

            Ba Mít, ngày  21 tháng 10 năm 2031

THƯ KÊU GỌI
ủng hộ đồng bào bị ảnh hưởng lũ lụt
--------------------
Kính gửi: - Các cơ quan, tổ chức, doanh nghiệp;
"""
BROKEN = """UỶ BAN NHÂN
DÂN
TỈNH BA MÍT
--------
|
CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
1312/KH-UBND
|
Ba Mít, ngày
28 tháng 3 năm 2031
|
KẾ HOẠCH
Phòng, chống lũ năm 2031
Căn cứ Luật Đê điều;
"""


def test_a_paper_that_begins_with_its_title() -> None:
    reading = read(TITLED)

    assert reading.kind == "official"
    assert reading.header is not None
    assert reading.header.kind == "KH"
    assert reading.header.subject is not None
    assert reading.header.subject.name == (
        "Tổ chức ngày hội đọc sách trong các trường trên địa bàn huyện Ba Mít năm 2031"
    )


def test_place_and_day_above_the_title() -> None:
    header = read(APPEAL).header

    assert header is not None
    assert (header.kind, header.place and header.place.name) == ("other", "Ba Mít")
    assert header.date is not None
    assert header.date.date == "2031-10-21"


@pytest.mark.parametrize(
    "text",
    [
        "KẾ HOẠCH\nSáng 5/6/2031, Hội Nông dân huyện bàn kế hoạch năm tới.\n",
        "Kế hoạch\nTổ chức ngày hội\nCăn cứ Luật Thư viện;\n",
        "TIN NÓNG\nTổ chức ngày hội\nCăn cứ Luật Thư viện, huyện tổ chức ngày hội.\n",
        "KẾ HOẠCH\nCăn cứ Luật Thư viện;\n",
    ],
)
def test_what_is_no_paper(text: str) -> None:
    assert read(text).kind == "news"


def test_a_motto_and_a_body_broken_over_lines() -> None:
    header = read(BROKEN).header

    assert header is not None
    assert header.issuer is not None
    assert header.issuer.name == "UỶ BAN NHÂN DÂN TỈNH BA MÍT"
    assert header.parent is None
    assert (header.number, header.symbol) == (1312, "KH-UBND")


def test_a_page_number_run_into_the_head() -> None:
    text = (
        "Trang 1ỦY BAN NHÂN DÂN\nTHỊ TRẤN BA MÍT\nSố: 67/TTr-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"
        " NAM\nĐộc lập - Tự do - Hạnh phúc\nBa Mít, ngày 26 tháng 9 năm 2031\nTỜ TRÌNH\nVề việc xin"
        " kinh phí\n"
    )

    header = read(text).header

    assert header is not None
    assert header.issuer is not None
    assert header.issuer.name == "ỦY BAN NHÂN DÂN THỊ TRẤN BA MÍT"


@pytest.mark.parametrize("said", ["S: 515/QĐ-UBND", "Số: 515/QĐ-UBND"])
def test_a_number_behind_a_rule_in_the_line_of_the_body(said: str) -> None:
    text = (
        f"ỦY BAN NHÂN DÂN HUYỆN BA MÍT ------- {said}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        "\nĐộc lập - Tự do - Hạnh phúc\nBa Mít, ngày 26 tháng 9 năm 2031"
        "\nQUYẾT ĐỊNH\nVề việc khen thưởng\n"
    )

    header = read(text).header

    assert header is not None
    assert header.issuer is not None
    assert header.issuer.name == "ỦY BAN NHÂN DÂN HUYỆN BA MÍT"
    assert (header.number, header.symbol) == (515, "QĐ-UBND")


@pytest.mark.parametrize(
    ("line", "printed"),
    [("Số 45-TB/VPHU", "45-TB/VPHU"), ("Số: 45/TB-UBND", "45/TB-UBND"), ("Số: /TB-UBND", "...")],
)
def test_the_number_is_told_as_it_is_printed(line: str, printed: str) -> None:
    text = (
        f"VĂN PHÒNG\n{line}\nBa Mít, ngày 26 tháng 9 năm 2031\nTHÔNG BÁO\nVề việc trực\nCăn cứ.\n"
    )

    assert f"Số, ký hiệu: {printed}" in to_text(read(text))
