"""Where the subject of a paper ends, without an empty line before the body."""

import pytest

from phoihop.reader import read

_HEAD = (
    "UBND XÃ CÂY ME\nPHÒNG CÂY XANH\nSố: 12/X-PCX\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nCây Me, ngày 05 tháng 3 năm 2031\n"
)
_GROUNDS = "Căn cứ Luật Cây xanh;\n"


def subject_of(below: str) -> str | None:
    header = read(_HEAD + below, kind="official").header
    assert header is not None
    return header.subject.name if header.subject else None


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("THÔNG BÁO", "Phòng Cây xanh thông báo như sau:\n1. Nghỉ.\n"),
        ("GIẤY MỜI", "Phòng Cây xanh trân trọng kính mời: ông Lê Văn Mít\n"),
        ("GIẤY MỜI", "Kính mời: Các thôn\n"),
        ("BIÊN BẢN", "Thời gian: 8 giờ ngày 5/3/2031.\nĐịa điểm: Nhà văn hóa.\n"),
        ("BIÊN BẢN", "Vào hồi 8 giờ ngày 5/3/2031, tại nhà văn hóa.\n"),
        ("CÔNG ĐIỆN", "Chủ tịch UBND xã điện: Các thôn;\n"),
        ("BÁO CÁO", "Sau 5 năm thực hiện, cây đã tốt.\n"),
        ("QUYẾT ĐỊNH", f"Trưởng phòng Cây xanh\n{_GROUNDS}"),
        ("NGHỊ QUYẾT", "Đại hội họp ngày 5/3.\n"),
    ],
)
def test_the_body_begins_right_below_the_subject(kind: str, body: str) -> None:
    assert subject_of(f"{kind}\nVề việc chăm cây\n{body}") == "Về việc chăm cây"


@pytest.mark.parametrize(
    "subject",
    [
        "Trồng cây xanh\ntrong năm 2031",
        "VỀ CHĂM CÂY\nTRONG TÌNH HÌNH MỚI",
        "KẾT LUẬN CỦA ÔNG LÊ VĂN MÍT\nCHỦ TỊCH UBND XÃ TẠI CUỘC HỌP GIAO BAN",
        "Kết luận của ông Lê Văn Mít\nChủ tịch UBND xã tại cuộc họp giao ban",
        "Phối hợp giữa Hội Làm vườn và Ban Cây xanh\nỦy ban Mặt trận xã Cây Me",
        "Tiếp xúc cử tri trước Kỳ họp thứ Hai\nQuốc hội khóa XX",
        "Tổ chức Lễ kỷ niệm\n90 năm Ngày thành lập Hội",
    ],
)
def test_the_subject_goes_on_in_the_next_line(subject: str) -> None:
    assert subject_of(f"THÔNG BÁO\n{subject}\n{_GROUNDS}") == subject.replace("\n", " ")


@pytest.mark.parametrize(
    "body",
    [
        "Trong tháng 3, nước sông dâng cao, phòng đề nghị các thôn trực.\n",
        "Phòng Cây xanh thông báo như sau:\n1. Nghỉ.\n",
    ],
)
def test_the_body_right_below_the_kind_is_no_subject(body: str) -> None:
    assert subject_of(f"THÔNG BÁO\n{body}") is None


@pytest.mark.parametrize("of", ["của Hội đồng nhân dân xã", "CỦA HỘI ĐỒNG NHÂN DÂN XÃ"])
def test_whose_paper_it_is_stands_before_what_it_is_about(of: str) -> None:
    assert subject_of(f"NGHỊ QUYẾT\n{of}\nvề chăm cây\n{_GROUNDS}") == "về chăm cây"


@pytest.mark.parametrize(
    "line",
    [
        "Số 78-CV/VPTU          Cây Gạo, ngày 14 tháng 4 năm 2033",
        "Số 78-CV/VPTU Cây Gạo, ngày 14 tháng 4 năm 2033",
        "Số 78-CV/VPTU\nCây Gạo, ngày 14 tháng 4 năm 2033",
    ],
)
def test_a_letter_of_the_party_tells_below_its_day_what_it_is_about(line: str) -> None:
    header = read(
        f"THÀNH ỦY CÂY GẠO\nVĂN PHÒNG\nĐẢNG CỘNG SẢN VIỆT NAM\n{line}\nvề việc rà soát\n"
        "chế độ báo cáo\n\nKính gửi: Các ban đảng\n"
    ).header

    assert header is not None
    assert header.subject is not None
    assert header.place is not None
    assert header.subject.name == "về việc rà soát chế độ báo cáo"
    assert (header.place.name, header.number, header.kind) == ("Cây Gạo", 78, "CV")


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Về việc lập Ban Cây xanh", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ CÂY ME Căn cứ Luật;"),
        ("Chăm cây năm 2031", "Thực hiện Kế hoạch số 3/KH-UBND của huyện, phòng làm như sau: "),
        ("Họp giao ban tháng 3", "Hôm nay, vào hồi 8 giờ, phòng họp. 1. Ông Lê Văn Mít."),
        ("Đề án cây xanh", "PHẦN MỞ ĐẦU I. SỰ CẦN THIẾT Cây ít."),
    ],
)
def test_a_head_and_its_body_in_one_line(subject: str, body: str) -> None:
    head = _HEAD.replace("\n", " ")

    header = read(f"{head}KẾ HOẠCH {subject} {body}", kind="official").header
    assert header is not None
    assert header.subject is not None
    assert header.subject.name == subject


@pytest.mark.parametrize(
    ("below", "subject"),
    [
        ("CHƯƠNG TRÌNH CÔNG TÁC\nNăm 2031\n", "CÔNG TÁC Năm 2031"),
        ("NGHỊ QUYẾT CHUYÊN ĐỀ\nVề cây mít\n", "CHUYÊN ĐỀ Về cây mít"),
        ("KẾ HOẠCH TRỒNG CÂY\nỦy ban nhân dân xã xây dựng kế hoạch tại các\n", "TRỒNG CÂY"),
        ("KẾ HOẠCH TRỒNG CÂY\nPhát huy kết quả năm 2030, phòng xây dựng\n", "TRỒNG CÂY"),
    ],
)
def test_a_word_or_two_behind_the_kind_go_on_below(below: str, subject: str) -> None:
    assert subject_of(below + _GROUNDS) == subject


@pytest.mark.parametrize(
    "annex",
    [
        "KẾ HOẠCH\nTrồng cây thôn 5\n(Kèm theo Công văn số 12/UBND-VX)\nI. MỤC ĐÍCH\n",
        "PHỤ LỤC\nBÁO CÁO TRỒNG CÂY\nI. KẾT QUẢ\n",
    ],
)
def test_the_annex_of_a_letter_does_not_tell_its_kind(annex: str) -> None:
    header = read(
        "UBND XÃ CÂY ME\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/UBND-VX\tCây Me, ngày 05"
        " tháng 3 năm 2031\nV/v trồng cây\n\nKính gửi: Các thôn\nXã gửi kèm.\n" + annex
    ).header

    assert header is not None
    assert header.subject is not None
    assert (header.kind, header.subject.name) == ("CV", "V/v trồng cây")


def test_an_address_above_the_title_of_a_proposal() -> None:
    header = read(
        "UBND XÃ CÂY ME\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/TTr-UBND\tCây Me, ngày 05"
        " tháng 3 năm 2031\nKính gửi: UBND huyện\nTỜ TRÌNH\nVề việc trồng cây\nCăn cứ Luật;\n"
    ).header

    assert header is not None
    assert header.kind == "TTr"


def test_the_post_that_one_is_appointed_to_is_of_the_subject() -> None:
    header = read(
        "UBND XÃ CÂY ME\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/QĐ-UBND\tCây Me, ngày 05"
        " tháng 3 năm 2031\nQUYẾT ĐỊNH\nVề việc bổ nhiệm\nTrưởng phòng Trồng cây xã\nCHỦ TỊCH ỦY"
        " BAN NHÂN DÂN XÃ CÂY ME\nCăn cứ Luật;\n"
    ).header

    assert header is not None
    assert header.subject is not None
    assert header.subject.name == "Về việc bổ nhiệm Trưởng phòng Trồng cây xã"
