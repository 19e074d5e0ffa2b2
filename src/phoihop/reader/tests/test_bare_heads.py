"""Papers that begin with their title, heads that a converter broke; every name is made up."""

import pytest

from phoihop.reader import read, to_text
from phoihop.reader.facts import Header

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


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        pytest.param(
            "KẾ HOẠCH\nTổ chức đại hội các cấp\nCăn cứ Điều lệ; Ban Chấp hành Huyện đoàn Ba Mít ban"
            " hành Kế hoạch như sau:\nI. YÊU CẦU\n", "Ban Chấp hành Huyện đoàn Ba Mít", id="issues",
        ),
        pytest.param(
            "NGHỊ QUYẾT LIÊN TỊCH\nVỀ PHỐI HỢP CÔNG TÁC\nCăn cứ Luật Làm vườn năm 2030;\nChính phủ"
            " và Đoàn Chủ tịch Hội Làm vườn ban hành Nghị quyết liên tịch.\nĐiều 1. Phạm vi\n",
            "Chính phủ và Đoàn Chủ tịch Hội Làm vườn", id="issue-together",
        ),
        pytest.param(
            "KẾ HOẠCH\nTổ chức đại hội các cấp\nCăn cứ Điều lệ; Huyện đoàn Ba Mít ban hành Kế hoạch"
            " số 5 ngày 3/2/2031.\nI. YÊU CẦU\n", None, id="another-paper",
        ),
        pytest.param(
            "KẾ HOẠCH\nTổ chức hội trại\nCăn cứ Điều lệ. Trước đây, Hội Làm vườn tỉnh ban hành kế"
            " hoạch về hội trại; nay huyện làm theo.\nI. YÊU CẦU\n", None, id="issued-once",
        ),
        pytest.param(
            "KẾ HOẠCH\nTổ chức hội trại\nCăn cứ Điều lệ; Hội Làm vườn tỉnh ban hành kế hoạch"
            " khác cho các xã.\nI. YÊU CẦU\n", None, id="one-of-others",
        ),
        pytest.param(
            "KẾ HOẠCH\nTổ chức hội trại\nCăn cứ Điều lệ; Hội Làm vườn tỉnh ban hành chương trình"
            " cho các xã.\nI. YÊU CẦU\n", None, id="another-kind",
        ),
        pytest.param(
            "QUY CHẾ\nPhối hợp hoạt động\nCăn cứ Luật Làm vườn. Hội Làm vườn tỉnh xây dựng quy"
            " chế riêng.\nChương I\nĐiều 1. Phạm vi\n", None, id="a-rule-of-its-own",
        ),
    ],
)  # fmt: skip
def test_the_text_tells_who_issues(text: str, issuer: str | None) -> None:
    header = read(text).header

    assert header is not None
    assert (header.issuer.name if header.issuer else None) == issuer


def test_an_appeal_tells_whose_it_is() -> None:
    header = read(
        APPEAL.replace("ủng hộ đồng bào bị", "của Hội Làm vườn tỉnh\nủng hộ đồng bào bị")
    ).header

    assert header is not None
    assert header.issuer is not None
    assert header.issuer.name == "Hội Làm vườn tỉnh"


def test_a_subject_in_capitals_goes_on_with_a_number() -> None:
    text = (
        "CHƯƠNG TRÌNH\nTRIỂN KHAI THỰC HIỆN KẾ HOẠCH\nSỐ 164-KH/TU NGÀY 24 THÁNG 8 NĂM 2032 CỦA"
        " TỈNH ỦY\nCăn cứ Kế hoạch số 164-KH/TU, các sở thực hiện:\nI. MỤC ĐÍCH\n"
    )
    header = read(text).header

    assert header is not None
    assert header.subject is not None
    assert header.subject.name.endswith("SỐ 164-KH/TU NGÀY 24 THÁNG 8 NĂM 2032 CỦA TỈNH ỦY")


INVITED = """Giấy mời dự Lễ phát động trồng cây Xuân 2032

Hưởng ứng phong trào trồng cây; Ủy ban nhân dân huyện Ba Mít tổ chức Lễ phát động.
1. Thành phần mời:
- Lãnh đạo các phòng, ban.
3. Địa điểm: Tại Văn Miếu, xã Cây Me.
Kính mời các đại biểu về dự./.
"""


def test_an_invitation_on_a_page() -> None:
    header = read(INVITED).header

    assert header is not None
    assert header.issuer is not None
    assert header.subject is not None
    assert (header.kind, header.issuer.name) == ("other", "Ủy ban nhân dân huyện Ba Mít")
    assert header.subject.name == "dự Lễ phát động trồng cây Xuân 2032"


@pytest.mark.parametrize(
    "text",
    [
        "Giấy mời dự lễ đã gửi\nSáng 5/3/2032, Hội Làm vườn tổ chức lễ ra mắt.\n",
        "Hội nghị trồng cây\nThành phần mời: các hội viên. Giấy mời gửi sau.\n",
    ],
)
def test_no_invitation(text: str) -> None:
    assert read(text).header is None


def test_the_symbol_of_an_invitation_tells_its_kind() -> None:
    text = (
        "ĐẢNG ỦY XÃ CÂY ME\n*\nSố 22-GM/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nCây Me, ngày 4 tháng 5 năm"
        " 2031\n\nKính mời: Đồng chí Lê Văn Mít\n"
    )
    header = read(text).header

    assert header is not None
    assert (header.number, header.kind) == (22, "other")


def test_the_title_of_the_page_tells_the_subject() -> None:
    text = (
        "Quyết định 612/QĐ-UBND năm 2032 về phê duyệt quy trình trồng cây\n"
        "ỦY BAN NHÂN DÂN |\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 612/QĐ-UBND |\n"
        "Ba Mít, ngày 05 tháng 3 năm 2032 |\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n"
        "Căn cứ Luật Làm vườn năm 2030;\n"
    )
    header, other = read(text).header, read(text.replace("định 612", "định 613")).header

    assert header is not None
    assert other is not None
    assert header.subject is not None
    assert header.subject.name == "về phê duyệt quy trình trồng cây"
    assert other.subject is None


def head_of(text: str) -> Header:
    header = read(text, kind="official").header
    assert header is not None
    return header


@pytest.mark.parametrize(
    ("above", "issuer"),
    [
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BA MÍT", "ỦY BAN NHÂN DÂN TỈNH BA MÍT"),
        ("ỦY BAN NHÂN DÂN HUYỆN CÂY ME\nKHÓA XX, KỲ HỌP THỨ 2", "ỦY BAN NHÂN DÂN HUYỆN CÂY ME"),
        ("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
        ("GIÁM ĐỐC SỞ NỘI VỤ", "ỦY BAN NHÂN DÂN"),
        ("Chủ tịch Ủy ban nhân dân tỉnh Ba Mít nói", "ỦY BAN NHÂN DÂN"),
    ],
)
def test_a_head_that_lost_the_place_has_it_from_above_the_grounds(above: str, issuer: str) -> None:
    header = head_of(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 23/QĐ-UBND | Ba Mít, ngày 12 tháng 4 năm 2032 |\nQUYẾT ĐỊNH\n"
        f"Về việc công bố danh mục thủ tục\n{above}\nCăn cứ Luật Tổ chức chính quyền;\n"
    )

    assert header.issuer is not None
    assert header.issuer.name == issuer


def test_a_paper_without_a_head_is_issued_by_who_stands_above_its_grounds() -> None:
    header = head_of(
        "THÔNG TƯ\n\nBan hành nội quy phiên họp\n\n______\n\nCHÁNH ÁN TÒA ÁN NHÂN DÂN BA MÍT\n\n"
        "Căn cứ Điều 197 của Bộ luật;\n"
    )

    assert header.issuer is not None
    assert header.issuer.name == "TÒA ÁN NHÂN DÂN BA MÍT"


@pytest.mark.parametrize(
    ("letters", "kind", "subject"),
    [
        ("TTLT-SYT-SNV", "TT", "QUY ĐỊNH PHỐI HỢP TRONG THỐNG KÊ"),
        ("QyĐ-HU", "QyĐ", "PHỐI HỢP TRONG THỐNG KÊ"),
    ],
)
def test_the_symbol_tells_a_kind_from_a_verb(letters: str, kind: str, subject: str) -> None:
    header = head_of(
        "SỞ Y TẾ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        f"Số: 05/2032/{letters} | Ba Mít, ngày 12 tháng 4 năm 2032 |\n"
        "QUY ĐỊNH PHỐI HỢP TRONG THỐNG KÊ\nCăn cứ Luật Thống kê;\n"
    )

    assert header.kind == kind
    assert header.subject is not None
    assert header.subject.name == subject


def test_the_name_of_the_youth_union_on_the_right_is_its_motto() -> None:
    header = head_of(
        "BAN CHẤP HÀNH TỈNH BA MÍT                       ĐOÀN TNCS HỒ CHÍ MINH\n***\n"
        "   Số: 225 - KH/TĐTN                 Ba Mít, ngày 16 tháng 5 năm 2032\n"
        "KẾ HOẠCH\nTổ chức các hoạt động hè năm 2032\nThực hiện chương trình công tác.\n"
    )

    assert header.issuer is not None
    assert (header.issuer.name, header.parent) == ("BAN CHẤP HÀNH TỈNH BA MÍT", None)
