"""Who signed: ranks, columns and names as converters and the forces leave them at a foot."""

import pytest

from phoihop.reader import read

HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ BA MÍT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/KH-UBND\nBa Mít, ngày 5 tháng 3 năm 2031\nKẾ HOẠCH\nTrồng cây năm 2031\n\n"
    "Căn cứ Luật;\nUBND xã xây dựng kế hoạch trồng cây./.\n"
)
Signers = dict[str, list[str]]


def signers(foot: str) -> Signers:
    text = HEAD + foot
    people = read(text, kind="official").people
    for person in people:
        assert text[person.start : person.end] == person.text
    return {
        person.name: [post.title for post in person.positions]
        for person in people
        if "signer" in person.roles
    }


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        pytest.param(
            "Nơi nhận: GIÁM ĐỐC\n- UBND huyện;\n- Lưu: VT, KH.\nTạ Quang Mít\n1\n",
            {"Tạ Quang Mít": ["GIÁM ĐỐC"]}, id="post-behind-the-receivers",
        ),
        pytest.param(
            "Nơi nhận: KT. CHỦ TỊCH\n- Như trên; PHÓ CHỦ TỊCH\n- Lưu: VT. Tạ Quang Mít\n",
            {"Tạ Quang Mít": ["PHÓ CHỦ TỊCH"]}, id="each-line-behind-a-receiver",
        ),
        pytest.param(
            "Nơi nhận:\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nĐại tá Tống Văn Mít\n",
            {"Tống Văn Mít": ["PHÓ GIÁM ĐỐC"]}, id="rank",
        ),
        pytest.param(
            "GIÁM ĐỐC\n\nBSCKII. Cao Hữu Mít\n", {"Cao Hữu Mít": ["GIÁM ĐỐC"]}, id="degree"
        ),
        pytest.param(
            "TRƯỞNG CÔNG AN\tHẠT TRƯỞNG\nThượng tá Đỗ Mạnh Mít\tVũ Ngọc Cam\n",
            {"Đỗ Mạnh Mít": ["TRƯỞNG CÔNG AN"], "Vũ Ngọc Cam": ["HẠT TRƯỞNG"]},
            id="rank-in-a-row",
        ),
        pytest.param(
            "TM. HỘI PHỤ NỮ          TM. BỘ CHỈ HUY\nCHỦ TỊCH               CHÍNH ỦY\n\n"
            "Kpă H'Mít              Đại tá Trịnh Bá Cam\n",
            {"Kpă H'Mít": ["CHỦ TỊCH"], "Trịnh Bá Cam": ["CHÍNH ỦY"]}, id="apostrophe",
        ),
        pytest.param(
            "TRƯỞNG PHÒNG GD&ĐT          TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN\n"
            "                                      BÍ THƯ\n"
            "Phạm Thanh Mít                    Hà Đức Cam\n",
            {"Phạm Thanh Mít": ["TRƯỞNG PHÒNG GD&ĐT"], "Hà Đức Cam": ["BÍ THƯ"]},
            id="a-post-below-one-column",
        ),
        pytest.param(
            "HẠT TRƯỞNG HẠT KIỂM LÂM TRƯỞNG CÔNG AN XÃ\nBạch Ngọc Mít Tăng Thị Thu Hà\n",
            {"Bạch Ngọc Mít": ["HẠT TRƯỞNG HẠT KIỂM LÂM"],
             "Tăng Thị Thu Hà": ["TRƯỞNG CÔNG AN XÃ"]},
            id="columns-that-ran-together",
        ),
        pytest.param(
            "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTh.S Đàm Thị Kim Mít\n",
            {"Đàm Thị Kim Mít": ["PHÓ GIÁM ĐỐC"]}, id="degree-with-a-stop",
        ),
        pytest.param(
            "TM. BAN THƯỜNG VỤ\nBÍ THƯ\nA Ly Mít\n", {"A Ly Mít": ["BÍ THƯ"]},
            id="a-name-of-one-letter",
        ),
        pytest.param(
            "|**Nơi nhận:**|**KT. CHỦ TỊCH**|\n|- Lưu: VT.|**PHÓ CHỦ TỊCH**|\n||**Lò Văn Mít**|\n",
            {"Lò Văn Mít": ["PHÓ CHỦ TỊCH"]}, id="bold-in-a-table",
        ),
        pytest.param(
            "TRƯỞNG CÔNG AN XÃ      BÍ THƯ ĐOÀN XÃ\nHà Văn Mít       Phùng Quốc Cam\n",
            {"Hà Văn Mít": ["TRƯỞNG CÔNG AN XÃ"], "Phùng Quốc Cam": ["BÍ THƯ ĐOÀN XÃ"]},
            id="a-union-in-capitals",
        ),
        pytest.param(
            "DUYỆT CỦA BAN GIÁM HIỆU\tTỔ TRƯỞNG\nPHÓ HIỆU TRƯỞNG\n"
            "Phan Mạnh Mít\tKhâm Thị Lan Cam\n",
            {"Phan Mạnh Mít": ["PHÓ HIỆU TRƯỞNG"], "Khâm Thị Lan Cam": ["TỔ TRƯỞNG"]},
            id="beside-a-known-family",
        ),
        pytest.param(
            "TM. BAN THƯỜNG VỤ\nQ. CHỦ TỊCH\nTô Lan Mít\n", {"Tô Lan Mít": ["Q. CHỦ TỊCH"]},
            id="acting",
        ),
        pytest.param(
            "KT. CHỈ HUY TRƯỞNG\nPHÓ CHỈ HUY TRƯỞNG - THAM MƯU TRƯỞNG\nSầm Văn Mít\n",
            {"Sầm Văn Mít": ["PHÓ CHỈ HUY TRƯỞNG", "THAM MƯU TRƯỞNG"]}, id="two-posts",
        ),
        pytest.param(
            "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n(Đã ký)\nPi Năng Thị Mít\n",
            {"Pi Năng Thị Mít": ["CHÁNH VĂN PHÒNG"]}, id="a-family-not-known",
        ),
        pytest.param(
            "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nVương Quốc Mít\n", {"Vương Quốc Mít": ["CHỦ TỊCH"]},
            id="a-name-that-begins-as-a-word",
        ),
    ],
)  # fmt: skip
def test_who_signed(foot: str, expected: Signers) -> None:
    assert signers(foot) == expected


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n* * *\n|**|\n", id="marks-alone"),
        pytest.param(
            "TM. ỦY BAN NHÂN DÂN\nTRƯỞNG\nHà Văn Mít Lê Thị Na Tạ Cam\n", id="a-post-of-one-word"
        ),
        pytest.param("Nơi nhận:\n- Lưu: VT, KT.\n\nPHỤ LỤC\nDanh Sách Kèm Theo\n", id="an-annex"),
        pytest.param(
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nPHỤ LỤC\nBảng Kê Cây Mít\n", id="annex-unsigned"
        ),
        pytest.param(
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nCác thôn báo cáo hằng tháng.\nBảng Kê Cây Mít\n",
            id="words-between",
        ),
        pytest.param(
            "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Ký Tên Đóng Dấu)\nKý Tên Đóng Dấu\n", id="seal"
        ),
        pytest.param(
            "Nơi nhận: Các chi bộ; Ban Dân Vận Xã\n- Lưu: VT, Lê Thị Na\n", id="receivers"
        ),
    ],
)
def test_nobody_signed(foot: str) -> None:
    assert signers(foot) == {}


def test_two_names_that_ran_together_are_no_third_person() -> None:
    text = HEAD + "HẠT TRƯỞNG TRƯỞNG CÔNG AN XÃ\nBạch Ngọc Mít Tăng Thị Thu Hà\n"

    assert {each.name for each in read(text).people} == {"Bạch Ngọc Mít", "Tăng Thị Thu Hà"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BÍ THƯ ĐOÀN XÃ\n", []),
        ("BÍ THƯ ĐOÀN TRƯỜNG", []),
        ("BÍ THƯ ĐOÀN PHƯỜNG Hà Văn Mít", ["Hà Văn Mít"]),
        ("Bí thư xã đoàn Đoàn Trường Mít phát biểu.", ["Đoàn Trường Mít"]),
        ("CHỦ TỊCH ĐOÀN TRƯỜNG MÍT", ["ĐOÀN TRƯỜNG MÍT"]),
    ],
)
def test_a_union_of_a_place_is_no_person(text: str, names: list[str]) -> None:
    assert [each.name for each in read(text).people] == names
