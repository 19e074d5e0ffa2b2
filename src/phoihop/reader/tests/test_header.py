"""Heads of official documents in the layouts that converters leave."""

import pytest

from phoihop.reader import Header, read


def header_of(text: str) -> Header:
    header = read(text).header
    assert header is not None
    return header


STATE = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN BÌNH AN\tĐộc lập - Tự do - Hạnh phúc

Số: 07/2011/CT-UBND\tBình An, ngày 12  tháng 5  năm 2011

CHỈ THỊ
Về việc đẩy mạnh trồng cây

Trong thời gian qua, việc trồng cây được quan tâm.
"""
BARS = """    ỦY BAN NHÂN DÂN
 HUYỆN BÌNH AN    |  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc | |
|    Số:07/2011/CT-UBND    |    Bình An, ngày 12 tháng  5  năm 2011    |

CHỈ THỊ

Về việc đẩy mạnh trồng cây

    Căn cứ Luật Lâm nghiệp;
"""


@pytest.mark.parametrize("text", [STATE, BARS], ids=["tabs", "bars"])
def test_a_state_head(text: str) -> None:
    header = header_of(text)

    assert header.issuer is not None
    assert header.issuer.name == "ỦY BAN NHÂN DÂN HUYỆN BÌNH AN"
    assert header.parent is None
    assert (header.number, header.symbol, header.kind) == (7, "2011/CT-UBND", "CT")
    assert header.place is not None
    assert header.place.name == "Bình An"
    assert header.date is not None
    assert header.date.date == "2011-05-12"
    assert header.subject is not None
    assert header.subject.name == "Về việc đẩy mạnh trồng cây"


def test_a_head_with_its_number_left_open() -> None:
    header = header_of(
        "UBND HUYỆN BÌNH AN\nPHÒNG Y TẾ\nSố:    /KH-PYT\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Bình An, ngày    tháng 12 năm 2011\nKẾ HOẠCH\nTiêm chủng mở rộng\n\nI. MỤC ĐÍCH\n"
    )

    assert (header.number, header.symbol, header.date) == (None, "KH-PYT", None)
    assert header.issuer is not None
    assert header.parent is not None
    assert (header.issuer.name, header.parent.name) == ("PHÒNG Y TẾ", "UBND HUYỆN BÌNH AN")


def test_a_letter_has_its_subject_below_the_number() -> None:
    header = header_of(
        "UBND HUYỆN BÌNH AN\nPHÒNG Y TẾ\nSố: 12/PYT-NV\nV/v báo cáo quý I\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBình An, ngày 02 tháng 3 năm 2021\n"
        "Kính gửi: UBND các xã\n"
    )

    assert (header.number, header.symbol, header.kind) == (12, "PYT-NV", "CV")
    assert header.subject is not None
    assert header.subject.name == "V/v báo cáo quý I"


def test_news_has_no_head() -> None:
    assert read("Hội nghị tổng kết\nSáng 5/4, UBND xã tổ chức hội nghị.").header is None


def test_a_title_in_capitals_is_a_head_where_a_body_follows() -> None:
    title = "NGHỊ ĐỊNH CỦA CHÍNH PHỦ SỐ 9/2031/NĐ-CP NGÀY 05 THÁNG 3 NĂM 2031 VỀ TRỒNG CÂY"
    header = header_of(f"{title}\nCHÍNH PHỦ\nCăn cứ Luật Trồng cây;\nĐiều 1. Phạm vi\n")

    assert (header.kind, header.number, header.symbol) == ("NĐ", 9, "2031/NĐ-CP")
    assert header.issuer is not None
    assert header.issuer.name == "CHÍNH PHỦ"
    assert header.date is not None
    assert header.date.date == "2031-03-05"
    assert header.subject is not None
    assert header.subject.name == "VỀ TRỒNG CÂY"
    assert read(f"{title}\nHội nghị bàn việc trồng cây.").header is None


def test_a_page_that_gives_the_full_text_has_its_head() -> None:
    reading = read(
        "Quy định mới về trồng cây\nNgày 15/6/2031, UBND huyện Bình An, Hội Nông dân huyện đã ban"
        " hành Nghị quyết liên tịch số 40/2031/NQLT-UBND-HND quy định việc trồng cây. Báo Bình An"
        " giới thiệu toàn văn Nghị quyết. Điều 1. Chương trình phối hợp giữa các xã và các hội."
    )
    header = reading.header

    assert header is not None
    assert (header.kind, header.number) == ("NQ", 40)
    assert header.symbol == "2031/NQLT-UBND-HND"
    assert header.issuer is not None
    assert header.issuer.name == "UBND huyện Bình An, Hội Nông dân huyện"
    assert header.date is not None
    assert header.date.date == "2031-06-15"
    assert header.subject is not None
    assert header.subject.name == "quy định việc trồng cây"
    assert reading.documents == ()
    assert reading.event is None
    assert [each.kind for each in reading.agreements] == ["other"]


def test_a_bracket_below_the_title_is_no_subject_and_no_place() -> None:
    header = header_of(
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "HUYỆN BÌNH AN\tĐộc lập - Tự do - Hạnh phúc\n\nQUY ĐỊNH\nViệc chọn giống cây\n"
        "cho các xã\n(Ban hành kèm theo Quyết định số 09/2032/QĐ-UBND ngày 21 tháng 01 năm 2032)\n"
    )

    assert header.subject is not None
    assert header.subject.name == "Việc chọn giống cây cho các xã"
    assert (header.place, header.date, header.kind) == (None, None, "QyĐ")


def test_the_number_of_a_paper_in_brackets_behind_its_session() -> None:
    reading = read(
        "Nghị quyết về cây giống\nNgày 3/6/2032, ông Lê Văn Mít đã ký ban hành Nghị quyết Hội nghị"
        " lần thứ năm Ban Chấp hành Trung ương khóa XX về chăm sóc cây giống (Nghị quyết số"
        " 12-NQ/TW). Báo giới thiệu toàn văn Nghị quyết: I- TÌNH HÌNH Cây ít."
    )

    assert reading.header is not None
    assert (reading.header.number, reading.header.symbol) == (12, "NQ/TW")
    assert reading.header.subject is not None
    assert reading.header.subject.name == "về chăm sóc cây giống"
    assert reading.header.issuer is not None
    assert reading.header.issuer.name == "Ban Chấp hành Trung ương"
    assert reading.documents == ()
