"""Heads of papers as scanners, converters and joint bodies leave them."""

import pytest

from phoihop.reader import read
from phoihop.reader.facts import Header

_BASES = "Căn cứ Luật Tổ chức chính quyền địa phương;\n"


def head_of(text: str) -> Header:
    header = read(text).header
    assert header is not None
    return header


@pytest.mark.parametrize(
    "motto",
    [
        pytest.param("CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", id="the-first-word-apart"),
        pytest.param("CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM", id="halves"),
        pytest.param("CỘNG HÒA XàHỘI CHỦ NGHĨA VIỆT NAM", id="a-letter-lost"),
    ],
)
def test_a_broken_motto_is_nobody(motto: str) -> None:
    head = head_of(
        f"ỦY BAN NHÂN DÂN\nTỈNH BA MÍT\n-------\n|\n{motto}\nĐộc lập - Tự do - Hạnh phúc\n"
        "-----\n|\nSố: 36/QĐ-UBND\n|\nBa Mít, ngày 05 tháng 02 năm 2036\n|\nQUYẾT ĐỊNH\n"
        f"V/V CÔNG BỐ THỦ TỤC THUỘC THẨM\nQUYỀN CỦA BAN DÂN TỘC\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n"
        f"{_BASES}"
    )

    assert head.issuer is not None
    assert (head.issuer.name, head.parent) == ("ỦY BAN NHÂN DÂN TỈNH BA MÍT", None)
    assert head.subject is not None
    assert head.subject.name == "V/V CÔNG BỐ THỦ TỤC THUỘC THẨM QUYỀN CỦA BAN DÂN TỘC"


def test_a_subject_in_capitals_ends_before_the_body_that_decides() -> None:
    head = head_of(
        "HỘI ĐỒNG NHÂN DÂN\nHUYỆN BÌNH AN\nSố: 5/NQ-HĐND\nBình An, ngày 2 tháng 3 năm 2031\n"
        "NGHỊ QUYẾT\nTHÔNG QUA ĐỀ ÁN PHÁT TRIỂN CÂY MÍT\nGIAI ĐOẠN 2031-2035\n"
        f"HỘI ĐỒNG NHÂN DÂN HUYỆN BÌNH AN\nKHÓA XX, KỲ HỌP THỨ BA\n{_BASES}"
    )

    assert head.subject is not None
    assert head.subject.name == "THÔNG QUA ĐỀ ÁN PHÁT TRIỂN CÂY MÍT GIAI ĐOẠN 2031-2035"


def test_two_bodies_of_one_place_issue_together() -> None:
    head = head_of(
        "ỦY BAN NHÂN DÂN\nỦY BAN MTTQ VIỆT NAM\nTỈNH BA MÍT\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 01/QCPH/UBND-UBMTTQ\nBa Mít, ngày 27 tháng 10 năm 2037\nQUY CHẾ\n"
        f"PHỐI HỢP CÔNG TÁC\n{_BASES}"
    )

    assert head.issuer is not None
    assert head.issuer.name == "ỦY BAN NHÂN DÂN ỦY BAN MTTQ VIỆT NAM TỈNH BA MÍT"
    assert head.parent is None


def test_a_head_in_one_line() -> None:
    head = head_of(
        "Xem mẫu\n\n  1. UBND TỈNH BA MÍT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỞ GIÁO DỤC VÀ ĐÀO"
        " TẠO Độc lập - Tự do - Hạnh phúc Số : 2917 /SGDĐT-VP Cây Gạo, ngày 05 tháng11 năm 2030"
        " V/v báo cáo nhanh thiệt hại do lũ lụt. Kính gửi: - Ủy ban nhân dân tỉnh; - Bộ Giáo dục"
        " và Đào tạo. Vừa qua, tỉnh bị ảnh hưởng của không khí lạnh tăng cường, xuất hiện mưa"
        " lớn và gây lũ lụt trên địa bàn.\n"
    )

    assert head.parent is not None
    assert head.issuer is not None
    assert head.place is not None
    assert head.date is not None
    assert head.subject is not None
    assert (head.parent.name, head.issuer.name) == ("UBND TỈNH BA MÍT", "SỞ GIÁO DỤC VÀ ĐÀO TẠO")
    assert (head.number, head.symbol, head.kind) == (2917, "SGDĐT-VP", "CV")
    assert (head.place.name, head.date.date) == ("Cây Gạo", "2030-11-05")
    assert head.subject.name == "V/v báo cáo nhanh thiệt hại do lũ lụt"


def test_a_letter_whose_subject_takes_two_lines() -> None:
    head = head_of(
        "UBND HUYỆN BÌNH AN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "PHÒNG NỘI VỤ                Độc lập - Tự do - Hạnh phúc\n"
        "Số: 278/NV        Bình An, ngày 09 tháng 9 năm 2034\n\n"
        "V/v hướng dẫn thực hiện nhiệm vụ\n\nnăm học 2034-2035\n\n"
        "Kính gửi: Hiệu trưởng các trường\n"
    )

    assert head.subject is not None
    assert head.subject.name == "V/v hướng dẫn thực hiện nhiệm vụ năm học 2034-2035"


def test_a_letter_without_number() -> None:
    head = head_of(
        "ỦY BAN MTTQ VIỆT NAM\nTHÀNH PHỐ BA MÍT\nBAN TUYÊN GIÁO\nVề việc đón đọc chuyên trang\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n"
        "Ba Mít, ngày 21 tháng 02 năm 2030\nKính gửi: Ban Thường trực các quận\n"
    )

    assert head.issuer is not None
    assert head.subject is not None
    assert (head.kind, head.number) == ("CV", None)
    assert head.issuer.name == "BAN TUYÊN GIÁO"
    assert head.subject.name == "Về việc đón đọc chuyên trang"


def test_a_kind_with_a_torn_word_and_the_meeting_that_decided() -> None:
    head = head_of(
        "TỈNH ỦY BA MÍT\nĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 445-KL/TU\n"
        "Ba Mít, ngày 13 tháng 5 năm 2032\nK ẾT LUẬN\nHỘI NGHỊ LẦN THỨ BẢY\n"
        "BAN CHẤP HÀNH ĐẢNG BỘ TỈNH (KHÓA XVI)\nvề xây dựng kết cấu hạ tầng đến năm 2035,\n"
        "định hướng đến năm 2040\nHội nghị lần thứ bảy Ban Chấp hành Đảng bộ tỉnh họp ngày 26/4"
        " đã thảo luận và kết luận:\nI. TÌNH HÌNH\n"
    )

    assert head.subject is not None
    assert head.kind == "KL"
    assert head.subject.name == (
        "về xây dựng kết cấu hạ tầng đến năm 2035, định hướng đến năm 2040"
    )


def test_the_own_number_with_its_year_in_the_title_is_no_other_document() -> None:
    text = (
        "Quyết định số 1961/2031/QĐ-UBND tỉnh Ba Mít\n\nỦY BAN NHÂN DÂN\nTỈNH BA MÍT\n\n"
        "Số: 1961/QĐ-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Ba Mít, ngày 28 tháng 8 năm 2031\n\nQUYẾT ĐỊNH\nBAN HÀNH QUY CHẾ\n"
        "Căn cứ Quyết định số 12/2030/QĐ-UBND ngày 1/2/2030;\n"
    )

    assert [each.number for each in read(text).documents] == [12]


def test_who_signed_by_the_data_above_a_paper() -> None:
    text = (
        "Số hiệu: 155/KH-UBND\nNgười ký: Lê Văn Mít\nNgày ban hành: 26/05/2037\n\n"
        "ỦY BAN NHÂN DÂN\nTỈNH BA MÍT\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "Số: 155/KH-UBND\n\nBa Mít, ngày 26 tháng 5 năm 2037\n\n"
        "KẾ HOẠCH\nTRỒNG CÂY\n\nI. MỤC TIÊU\n"
    )

    assert [(each.name, each.roles) for each in read(text).people] == [("Lê Văn Mít", ("signer",))]


def test_kind_and_subject_in_one_line() -> None:
    head = head_of(
        "UBND XÃ ĐỒNG MƠ\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTRƯỜNG TIỂU HỌC BA MÍT\n"
        "Độc lập - Tự do - Hạnh phúc\nSố: 15/KH-THBM\nĐồng Mơ, ngày 12 tháng 9 năm 2032\n"
        "KẾ HOẠCH GIÁO DỤC NHÀ TRƯỜNG\nNĂM HỌC 2032-2033\nI. CĂN CỨ\n"
    )

    assert head.subject is not None
    assert (head.kind, head.subject.name) == ("KH", "GIÁO DỤC NHÀ TRƯỜNG NĂM HỌC 2032-2033")


def test_letters_that_end_as_those_of_a_joint_paper() -> None:
    text = (
        "BỘ NÔNG NGHIỆP\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỔNG CỤC LÂM NGHIỆP\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 123/TCLN-KL\tHà Nội, ngày 5 tháng 3 năm 2031\nV/v phòng cháy rừng\n"
        "Kính gửi: Các Chi cục Kiểm lâm\n"
    )
    head = head_of(text)

    assert head.issuer is not None
    assert head.parent is not None
    assert head.date is not None
    assert (head.issuer.name, head.parent.name) == ("TỔNG CỤC LÂM NGHIỆP", "BỘ NÔNG NGHIỆP")
    assert head.date.text == "ngày 5 tháng 3 năm 2031"


@pytest.mark.parametrize(
    "sentence",
    [
        "Lễ kỷ niệm ôn lại những hy sinh vì Độc lập - Tự do của Tổ quốc.",
        "Độc lập - Tự do là khát vọng của nhân dân huyện Ba Mít.",
        "Ủy ban nhân dân xã phát động thi đua vì Độc lập - Tự do của Tổ quốc.",
    ],
)
def test_the_motto_in_a_sentence_of_the_news_is_no_head(sentence: str) -> None:
    text = (
        f"Huyện Ba Mít họp mặt cựu chiến binh\nSáng 5/3/2031, UBND huyện Ba Mít tổ chức họp mặt.\n"
        f"{sentence}\n\nThông báo\nLịch tiếp dân\n"
    )

    assert read(text).header is None


@pytest.mark.parametrize(
    "line",
    [
        "HUYỆN BA MÍT Độc lập - Tự do - Hạnh phúc",
        "Huyện Ba Mít     Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-UBND Độc lập - Tự do - Hạnh phúc",
        "Độc lập - Tự do - Hạnh phúc Ba Mít, ngày 5 tháng 3 năm 2031",
    ],
)
def test_the_motto_behind_other_words_of_a_head(line: str) -> None:
    text = f"UBND HUYỆN BA MÍT\n{line}\nKẾ HOẠCH\nTrồng cây năm 2031\nCăn cứ Luật;\n"

    assert head_of(text).kind == "KH"


@pytest.mark.parametrize(
    "title",
    [
        "KẾ HOẠCH\nTUYÊN TRUYỀN BẦU CỬ ĐẠI BIỂU\n"
        "QUỐC HỘI KHÓA XXI VÀ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP",
        "QUY ĐỊNH\nVỀ TIÊU CHUẨN, CHẾ ĐỘ\nTRƯỞNG THÔN, TỔ TRƯỞNG TỔ DÂN PHỐ",
        "KẾ HOẠCH\nTRƯỞNG THÀNH CÙNG ĐOÀN NĂM 2031",
        "NGHỊ QUYẾT\nXÁC NHẬN KẾT QUẢ BẦU BỔ SUNG\nCHỦ TỊCH HỘI ĐỒNG NHÂN DÂN HUYỆN",
    ],
)
def test_a_subject_in_capitals_with_a_line_that_begins_as_who_decides(title: str) -> None:
    head = head_of(
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "HUYỆN BA MÍT\tĐộc lập - Tự do - Hạnh phúc\n"
        f"Số: 12/KH-UBND\tBa Mít, ngày 5 tháng 3 năm 2031\n{title}\nCăn cứ Luật;\n"
    )

    assert head.subject is not None
    assert head.subject.name == " ".join(title.split("\n")[1:])


@pytest.mark.parametrize(
    "who", ["CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN", "TRƯỞNG BAN TỔ CHỨC", "HỘI ĐỒNG NHÂN DÂN HUYỆN"]
)
def test_who_decides_ends_a_subject_in_capitals(who: str) -> None:
    head = head_of(
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "HUYỆN BA MÍT\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 12/QĐ-UBND\tBa Mít, ngày 5 tháng 3 năm 2031\n"
        f"QUYẾT ĐỊNH\nVỀ GIÁ ĐẤT NĂM 2031\n{who}\nCăn cứ Luật;\n"
    )

    assert head.subject is not None
    assert head.subject.name == "VỀ GIÁ ĐẤT NĂM 2031"
