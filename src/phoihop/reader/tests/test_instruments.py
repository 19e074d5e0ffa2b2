"""Papers that are agreements themselves, and papers that carry one out."""

import pytest

from phoihop.reader import Agreement, read

HEAD = (
    "{issuer}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: {number}\nBình An, ngày 5 tháng 3 năm 2031\n{title}\n\nCăn cứ Luật;\n"
)


def paper(issuer: str, number: str, title: str, body: str = "") -> str:
    return HEAD.format(issuer=issuer, number=number, title=title) + body


def told(text: str) -> list[tuple[str, list[str], int | None, int | None]]:
    return [_of(each, text) for each in read(text).agreements]


def _of(agreement: Agreement, text: str) -> tuple[str, list[str], int | None, int | None]:
    for party in agreement.parties:
        assert text[party.start : party.end] == party.text
    names = [party.name for party in agreement.parties]
    return agreement.kind, names, agreement.first_year, agreement.last_year


PAPERS = {
    "regulation in capitals": (
        paper(
            "ỦY BAN NHÂN DÂN\nỦY BAN MTTQ VIỆT NAM\nHUYỆN BÌNH AN",
            "01/QCPH-UBND-UBMTTQ",
            "QUY CHẾ\nPHỐI HỢP CÔNG TÁC GIỮA ỦY BAN NHÂN DÂN HUYỆN\nVÀ ỦY BAN MẶT TRẬN TỔ QUỐC"
            " VIỆT NAM HUYỆN, GIAI ĐOẠN 2031-2035",
        ),
        ("regulation",
         ["ỦY BAN NHÂN DÂN HUYỆN", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM HUYỆN"], 2031, 2035),
    ),
    "regulation without a term": (
        paper(
            "SỞ Y TẾ - CÔNG AN TỈNH BA MÍT", "02/QCPH-SYT-CAT",
            "QUY CHẾ PHỐI HỢP\nGiữa Sở Y tế và Công an tỉnh về quản lý thuốc năm 2031",
        ),
        ("regulation", ["Sở Y tế", "Công an tỉnh"], None, None),
    ),
    "programme with collectives": (
        paper(
            "ĐẢNG ỦY XÃ BA MÍT", "03-CTr/ĐU",
            "CHƯƠNG TRÌNH PHỐI HỢP\ngiữa Ban Xây dựng Đảng với Hội Nông dân xã và các tổ chức chính"
            " trị - xã hội xã nhiệm kỳ 2030 - 2035",
        ),
        ("programme",
         ["Ban Xây dựng Đảng", "Hội Nông dân xã", "các tổ chức chính trị - xã hội xã"],
         2030, 2035),
    ),
    "joint plan, its parties only above": (
        paper(
            "BAN TUYÊN GIÁO HUYỆN ỦY\nHỘI LIÊN HIỆP PHỤ NỮ\nHUYỆN BÌNH AN", "04/KHLT-BTG-HPN",
            "KẾ HOẠCH LIÊN TỊCH\nTuyên truyền phòng chống đuối nước năm 2031",
        ),
        ("plan", ["BAN TUYÊN GIÁO HUYỆN ỦY", "HỘI LIÊN HIỆP PHỤ NỮ HUYỆN BÌNH AN"], 2031, 2031),
    ),
    "names with a joint of their own": (
        paper(
            "BAN TUYÊN GIÁO VÀ DÂN VẬN - SỞ GIÁO DỤC VÀ ĐÀO TẠO", "05/KHPH-BTGDV-SGDĐT",
            "KẾ HOẠCH\nPhối hợp giữa Ban Tuyên giáo và Dân vận Tỉnh ủy với Sở Giáo dục và Đào tạo"
            " tuyên truyền năm học 2031-2032",
        ),
        ("plan", ["Ban Tuyên giáo và Dân vận Tỉnh ủy", "Sở Giáo dục và Đào tạo"], 2031, 2032),
    ),
    "joint plan of bodies told in one word": (
        paper(
            "CÔNG AN - TÒA ÁN HUYỆN SEN", "07/KHLN-CA-TA",
            "KẾ HOẠCH LIÊN NGÀNH\nGiữa Công an, Thanh tra và Tòa án huyện Sen về xét xử năm 2036",
        ),
        ("plan", ["Công an", "Thanh tra", "Tòa án huyện Sen"], 2036, 2036),
    ),
    "plan of a third one": (
        paper(
            "ỦY BAN NHÂN DÂN\nXÃ SEN", "08/KH-UBND",
            "KẾ HOẠCH\nTriển khai Quy chế phối hợp giữa Công an xã và Đoàn xã năm 2036",
        ),
        ("regulation", ["Công an xã", "Đoàn xã"], None, None),
    ),
    "programme with another body": (
        paper(
            "HỘI NÔNG DÂN HUYỆN", "06/CTrPH-HND",
            "CHƯƠNG TRÌNH\nPhối hợp với Ngân hàng Chính sách huyện về cho vay (2031-2033)",
        ),
        ("programme", ["HỘI NÔNG DÂN HUYỆN", "Ngân hàng Chính sách huyện"], 2031, 2033),
    ),
    "joint plan of one line of issuers": (
        paper(
            "UBND XÃ BA MÍT - ỦY BAN MTTQ VIỆT NAM XÃ BA MÍT", "3/KHPH",
            "KẾ HOẠCH PHỐI HỢP\nTổ chức Ngày hội Đại đoàn kết năm 2031",
        ),
        ("plan", ["UBND XÃ BA MÍT", "ỦY BAN MTTQ VIỆT NAM XÃ BA MÍT"], 2031, 2031),
    ),
    "a committee named after what it is about": (
        paper(
            "BAN CHỈ ĐẠO VỀ NHÂN QUYỀN - CÔNG AN HUYỆN", "3/KHPH",
            "KẾ HOẠCH\nPhối hợp giữa Ban Chỉ đạo về nhân quyền huyện và Công an huyện về trực ban"
            " năm 2031",
        ),
        ("plan", ["Ban Chỉ đạo về nhân quyền huyện", "Công an huyện"], 2031, 2031),
    ),
    "a firm by its own name": (
        paper(
            "UBND HUYỆN BA MÍT - VIETTEL BA MÍT", "4/CTrPH",
            "CHƯƠNG TRÌNH PHỐI HỢP\nGiữa Ủy ban nhân dân huyện và Viettel Ba Mít về chuyển đổi số"
            " giai đoạn 2031-2035",
        ),
        ("programme", ["Ủy ban nhân dân huyện", "Viettel Ba Mít"], 2031, 2035),
    ),
    "pledge": (
        paper(
            "CỤM THI ĐUA SỐ 3", "07/GƯ-CTĐ",
            "GIAO ƯỚC THI ĐUA\nGiữa UBND xã Ba Mít, UBND xã Tháp Mười và UBND phường 5 năm 2031",
        ),
        ("commitment", ["UBND xã Ba Mít", "UBND xã Tháp Mười", "UBND phường 5"], 2031, 2031),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAPERS.values(), ids=PAPERS.keys())
def test_a_paper_that_is_an_agreement(
    text: str, expected: tuple[str, list[str], int | None, int | None]
) -> None:
    assert told(text) == [expected]


def test_a_paper_that_carries_out_a_programme() -> None:
    text = paper(
        "BAN TUYÊN GIÁO", "8/BTG", "V/v chuyên trang",
        "Kính gửi: Các xã\nCăn cứ Chương trình phối hợp số 01/CTrPH-MT-BBA ngày 7 tháng 5 năm 2031"
        " giữa Ủy ban Mặt trận huyện với Báo Bình An giai đoạn 2031 - 2035.\n",
    )  # fmt: skip

    assert told(text) == [("programme", ["Ủy ban Mặt trận huyện", "Báo Bình An"], 2031, 2035)]


def test_a_plan_to_check_a_regulation_is_not_that_of_both() -> None:
    text = paper(
        "HỘI NÔNG DÂN HUYỆN BA MÍT", "12-KH/HND",
        "KẾ HOẠCH\nKiểm tra việc thực hiện quy chế phối hợp giữa Công an huyện và Hội Nông dân"
        " huyện",
    )  # fmt: skip

    assert "plan" not in {kind for kind, *_ in told(text)}


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("9/QĐ-UBND", "QUYẾT ĐỊNH\nBan hành Quy chế phối hợp giải quyết thủ tục hành chính"),
        ("9/KH-UBND", "KẾ HOẠCH\nTăng cường phối hợp trong phòng dịch năm 2031"),
        ("9/TCLN-KL", "KẾ HOẠCH\nPhối hợp phòng cháy rừng"),
        ("9/QC-UBND", "QUY CHẾ\nLàm việc của Ủy ban nhân dân xã"),
    ],
)
def test_a_paper_of_one_body_is_no_agreement(number: str, title: str) -> None:
    assert told(paper("UBND XÃ BA MÍT", number, title)) == []


def test_the_own_number_of_a_paper_is_no_document_of_it() -> None:
    text = "Quyết định số 19/2031/QĐ-UBND huyện Bình An\n" + paper(
        "UBND HUYỆN BÌNH AN", "19/QĐUBND", "QUYẾT ĐỊNH\nBan hành lịch trực",
        "Căn cứ Quyết định số 20/QĐ-UBND ngày 4 tháng 3 năm 2031;\n",
    )  # fmt: skip

    assert [each.number for each in read(text).documents] == [20]
