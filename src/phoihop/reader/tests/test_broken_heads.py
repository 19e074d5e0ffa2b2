"""Heads that a page or a converter broke up: one row each."""

import pytest

from phoihop.reader import Header, read


def header_of(text: str) -> Header:
    header = read(text).header
    assert header is not None
    return header


BODY = "Căn cứ Luật Cây xanh;\nỦy ban nhân dân tỉnh ban hành kế hoạch như sau:\n"
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


@pytest.mark.parametrize(
    "place",
    [
        "Ba\nMít, ngày 11 tháng 3\nnăm 2034",
        "Ba Mít, ngày 11 tháng 3\nnăm 2034",
        "Ba Mít, ngày 11\ntháng 3 năm 2034",
        "Ba\nMít, ngày 11 tháng 3 năm 2034",
    ],
)
def test_a_broken_line_of_place_and_day(place: str) -> None:
    header = header_of(
        f"ỦY BAN NHÂN DÂN\nTỈNH BA MÍT\n|\n{MOTTO}|\nSố: 68/KH-UBND\n|\n{place}\n|\nKẾ HOẠCH\n"
        f"Trồng cây xanh\n{BODY}"
    )

    assert header.place is not None
    assert header.date is not None
    assert (header.place.name, header.date.date) == ("Ba Mít", "2034-03-11")
    assert (header.number, header.kind) == (68, "KH")


@pytest.mark.parametrize("place", ["Sông Me", "Sông Cây"])
def test_a_place_that_begins_as_the_word_for_number_is_whole(place: str) -> None:
    header = header_of(
        f"ỦY BAN NHÂN DÂN\nHUYỆN CÂY ME\nSố: 15/UBND\nV/v báo cáo quý I\n{MOTTO}"
        f"{place}, ngày 2 tháng 4 năm 2034\nKính gửi: Các xã\n{BODY}"
    )

    assert header.place is not None
    assert header.subject is not None
    assert (header.place.name, header.subject.name) == (place, "V/v báo cáo quý I")


def test_the_name_of_a_joint_issuer_goes_on() -> None:
    header = header_of(
        f"THƯỜNG TRỰC\nHĐND - UBND TỈNH BA MÍT\n|\n{MOTTO}|\nSố: 06/QC-TT.HĐND-UBND\n|\n"
        f"Ba Mít, ngày 20 tháng 3 năm 2034\n|\nQUY CHẾ\nPHỐI HỢP CÔNG TÁC GIỮA THƯỜNG TRỰC HĐND"
        f" TỈNH - ỦY BAN NHÂN DÂN TỈNH NHIỆM\nKỲ 2034 - 2039\n{BODY}"
    )

    assert header.issuer is not None
    assert header.issuer.name == "THƯỜNG TRỰC HĐND - UBND TỈNH BA MÍT"
    assert header.parent is None


@pytest.mark.parametrize(
    "title", ["Thông báo “V/v phòng chống bão”", "Thông báo V/v phòng chống bão"]
)
def test_a_page_title_over_a_paper_without_a_number(title: str) -> None:
    header = header_of(
        f"{title}\n\n16/11/2034 - 21:24\n\n{MOTTO}Ba Mít, ngày 16 tháng 11 năm 2034\n\n"
        "   Kính gửi:\n     - Sở Nông nghiệp;\n     - UBND các huyện.\n\nBão sẽ vào tỉnh.\n\n"
        "TM. ỦY BAN NHÂN DÂN TỈNH\nPHÓ CHỦ TỊCH\n\nLê Văn Mận\n"
    )

    assert header.issuer is not None
    assert header.subject is not None
    assert (header.kind, header.number, header.issuer.name, header.subject.name) == (
        "TB", None, "ỦY BAN NHÂN DÂN TỈNH", "V/v phòng chống bão",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("PHƯƠNG ÁN SỐ 04 VỀ DẠY VÀ HỌC AN TOÀN", 4),
        ("KẾ HOẠCH SỐ 12 VỀ DẠY VÀ HỌC AN TOÀN", None),  # another kind of paper
        ("PHƯƠNG ÁN DẠY VÀ HỌC AN TOÀN", None),
    ],
)
def test_the_page_title_may_tell_the_number(title: str, number: int | None) -> None:
    header = header_of(
        f"{title}\nLượt xem:\nPHÒNG GD&ĐT HUYỆN BA MÍT\nTRƯỜNG THCS CÂY ME |\n{MOTTO}|\nPHƯƠNG ÁN\n"
        f"DẠY VÀ HỌC AN TOÀN\n{BODY}"
    )

    assert header.number == number


def test_news_with_an_address_is_no_paper() -> None:
    reading = read(
        "Thông báo V/v nghỉ lễ được gửi đi\n\nSáng 5/4/2034, UBND xã tổ chức hội nghị.\n"
        "Kính gửi quý bạn đọc lời chào.\n"
    )

    assert reading.header is None


@pytest.mark.parametrize(
    "number", ["Số:\n33/2034/QĐ-UBND", "Số\n33/2034/QĐ-UBND", "Số: 33/2034/QĐ-UBND"]
)
def test_a_broken_line_of_number(number: str) -> None:
    header = header_of(
        f"ỦY\nBAN NHÂN DÂN\nTỈNH BA MÍT\n-------\n|\n{MOTTO}|\n{number}\n|\nBa\nMít, ngày 24"
        " tháng 12 năm 2034\n|\nQUYẾT ĐỊNH\nBAN HÀNH QUY ĐỊNH VỀ CÂY XANH\n"
        f"ỦY BAN NHÂN DÂN TỈNH BA MÍT\n{BODY}"
    )

    assert header.issuer is not None
    assert (header.number, header.symbol, header.issuer.name) == (
        33, "2034/QĐ-UBND", "ỦY BAN NHÂN DÂN TỈNH BA MÍT",
    )  # fmt: skip


def test_an_article_is_no_subject() -> None:
    header = header_of(
        f"ỦY BAN NHÂN DÂN | {MOTTO}|\nSố: 41/2034/QĐ-UBND | Ba Mít, ngày 22 tháng 10 năm 2034 |\n"
        "QUYẾT ĐỊNH:\nĐiều 2. Quyết định này có hiệu lực từ ngày 05/11/2034.\n"
    )

    assert header.subject is None


def test_a_name_cut_behind_its_committee() -> None:
    header = header_of(
        f"ỦY BAN THƯỜNG VỤ\nQUỐC HỘI\n-------\n{MOTTO}Nghị quyết số: 45/2034/UBTVQH15\n"
        "Hà Nội, ngày 15 tháng 4 năm 2034\n\nNGHỊ QUYẾT\nĐIỀU CHỈNH CHƯƠNG TRÌNH NĂM 2034\n"
        "ỦY BAN THƯỜNG VỤ QUỐC HỘI\nCăn cứ Luật Cây xanh;\n"
    )

    assert header.issuer is not None
    assert (header.issuer.name, header.parent) == ("ỦY BAN THƯỜNG VỤ QUỐC HỘI", None)


@pytest.mark.parametrize(
    ("names", "issuer", "parent"),
    [
        ("VĂN PHÒNG\nỦY BAN NHÂN DÂN TỈNH BA MÍT", "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH BA MÍT", None),
        ("TỈNH ỦY BA MÍT\nVĂN PHÒNG", "VĂN PHÒNG", "TỈNH ỦY BA MÍT"),
        ("ĐOÀN ĐẠI BIỂU\nQUỐC HỘI TỈNH BA MÍT", "ĐOÀN ĐẠI BIỂU QUỐC HỘI TỈNH BA MÍT", None),
        (
            "HỘI LHPN TỈNH BA MÍT\nBAN CHẤP HÀNH\nHỘI LHPN HUYỆN CÂY ME",
            "BAN CHẤP HÀNH HỘI LHPN HUYỆN CÂY ME", "HỘI LHPN TỈNH BA MÍT",
        ),
        (
            "BỘ CHỈ HUY QUÂN SỰ TỈNH BA MÍT\nBAN CHỈ HUY\nPHÒNG THỦ KHU VỰC 2",
            "BAN CHỈ HUY PHÒNG THỦ KHU VỰC 2", "BỘ CHỈ HUY QUÂN SỰ TỈNH BA MÍT",
        ),
        (
            "ỦY BAN MẶT TRẬN\nTỔ QUỐC VIỆT NAM XÃ CÂY ME\nBAN THƯỜNG TRỰC",
            "BAN THƯỜNG TRỰC", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ CÂY ME",
        ),
        ("UBND XÃ CÂY ME\nĐỘI QUẢN LÝ CÂY XANH", "ĐỘI QUẢN LÝ CÂY XANH", "UBND XÃ CÂY ME"),
    ],
)  # fmt: skip
def test_a_name_broken_over_lines(names: str, issuer: str, parent: str | None) -> None:
    header = header_of(
        f"{names}\nSố: 12/KH-VP\n{MOTTO}Ba Mít, ngày 05 tháng 3 năm 2034\nKẾ HOẠCH\nTrồng cây\n"
        f"{BODY}"
    )

    assert header.issuer is not None
    assert header.issuer.name == issuer
    assert (header.parent.name if header.parent else None) == parent


@pytest.mark.parametrize(
    ("number", "place", "expected"),
    [
        ("Số; 12/KH-UBND", "Ba Mít; ngày 05 tháng 3 năm 2034", (12, "Ba Mít", "2034-03-05")),
        ("Số: 1.234/KH-UBND", "Ba Mít. ngày 5 tháng 3 năm 2 034", (1234, "Ba Mít", "2034-03-05")),
        ("Số: 12/KH-UBND", "Ba Mít, ngày 05 thảng 3 nám 2034", (12, "Ba Mít", "2034-03-05")),
        ("Số: 12/KH-UBND", "Ba Mít, ngày 5 tháng 3 năm 20", (12, "Ba Mít", None)),
    ],
)
def test_signs_that_a_scan_took_for_others(
    number: str, place: str, expected: tuple[int, str, str | None]
) -> None:
    header = header_of(f"UBND XÃ CÂY ME\n{number}\n{MOTTO}{place}\nKẾ HOẠCH\nTrồng cây\n{BODY}")

    assert header.place is not None
    assert (header.number, header.place.name, header.date and header.date.date) == expected


def test_the_youth_union_behind_the_name_of_one_of_its_bodies() -> None:
    header = header_of(
        "BCH ĐOÀN TỈNH BA MÍT ĐOÀN TNCS HỒ CHÍ MINH\nBCH ĐOÀN HUYỆN CÂY ME\n"
        f"Số: 25-KH/ĐTN Cây Me, ngày 1 tháng 3 năm 2034\nKẾ HOẠCH\nTrồng cây\n{BODY}"
    )

    assert header.parent is not None
    assert header.parent.name == "BCH ĐOÀN TỈNH BA MÍT"


@pytest.mark.parametrize(
    ("first", "second", "issuer"),
    [
        ("BAN QUẢN LÝ", "DỰ ÁN CÂY XANH", "BAN QUẢN LÝ DỰ ÁN CÂY XANH"),
        ("PHÒNG TÀI CHÍNH -", "KẾ HOẠCH", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"),
        ("PHÒNG TÀI CHÍNH", "- KẾ HOẠCH", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"),
        ("TRƯỜNG ĐẠI HỌC", "LUẬT BA MÍT", "TRƯỜNG ĐẠI HỌC LUẬT BA MÍT"),
    ],
)
def test_the_name_of_a_kind_within_that_of_a_body(first: str, second: str, issuer: str) -> None:
    header = header_of(
        f"UBND HUYỆN BA MÍT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{first}\tĐộc lập - Tự do - Hạnh"
        f" phúc\n{second}\nSố: 12/TB-X\tBa Mít, ngày 05 tháng 3 năm 2034\nTHÔNG BÁO\nTuyển người\n"
        f"{BODY}"
    )

    assert header.issuer is not None
    assert header.subject is not None
    assert (header.issuer.name, header.kind, header.subject.name) == (issuer, "TB", "Tuyển người")


def test_a_name_in_small_letters_beside_the_motto() -> None:
    header = header_of(
        "UBND XÃ CÂY ME\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTrường Tiểu học Cây Me\tĐộc lập - Tự"
        " do - Hạnh phúc\nSố: 12/KH-TH\tCây Me, ngày 05 tháng 3 năm 2034\nKẾ HOẠCH\nTrồng cây\n"
        f"{BODY}"
    )

    assert header.issuer is not None
    assert header.parent is not None
    assert (header.issuer.name, header.parent.name) == ("Trường Tiểu học Cây Me", "UBND XÃ CÂY ME")


def test_a_day_without_a_place() -> None:
    header = header_of(
        f"UBND XÃ CÂY ME\nSố: 12/KH-UBND\n{MOTTO}Ngày 05 tháng 3 năm 2034\nKẾ HOẠCH\nTrồng cây\n"
        f"{BODY}"
    )

    assert header.date is not None
    assert (header.place, header.date.date) == (None, "2034-03-05")


def test_the_motto_in_a_sentence_behind_a_body_is_no_head() -> None:
    text = "HỘI NGHỊ\nUBND xã họp. Độc lập - Tự do - Hạnh phúc là ước mơ.\nSố: 12 đại biểu.\n"

    assert read(text).header is None


def test_the_star_below_a_body_of_the_party_parts_it_from_the_place() -> None:
    reading = read(
        "HUYỆN ỦY BA CỒN ĐẢNG CỘNG SẢN VIỆT NAM\nBAN DÂN VẬN - UBND HUYỆN\n"
        "* Ba Cồn, ngày 09 tháng 5 năm 2033\nSố 06-QC/BDV-UBND\n\nQUY CHẾ\nphối hợp dân vận\n"
    )

    header = reading.header
    assert header is not None
    assert header.issuer is not None
    assert header.place is not None
    assert header.issuer.name == "BAN DÂN VẬN - UBND HUYỆN"
    assert header.place.name == "Ba Cồn"
