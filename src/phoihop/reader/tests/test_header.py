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
