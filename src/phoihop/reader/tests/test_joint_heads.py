"""Who issues a joint paper and who stands above it; the agreement that a paper is about."""

import pytest

from phoihop.reader import read

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def paper(above: str, number: str, title: str) -> str:
    return (
        f"{above}\n{STATE}Số: {number}\nBa Mít, ngày 5 tháng 3 năm 2031\n{title}\n\nCăn cứ Luật;\n"
    )


@pytest.mark.parametrize(
    ("above", "number", "title", "issuer", "parent"),
    [
        pytest.param(
            "HỘI ĐỒNG NHÂN DÂN - ỦY BAN NHÂN DÂN - BAN THƯỜNG TRỰC\n"
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH BA MÍT",
            "01/QC-HĐND-UBND-UBMTTQ",
            "QUY CHẾ\nPhối hợp công tác giữa Hội đồng nhân dân, Ủy ban nhân dân và Ban Thường trực"
            " Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
            "HỘI ĐỒNG NHÂN DÂN - ỦY BAN NHÂN DÂN - BAN THƯỜNG TRỰC"
            " ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH BA MÍT",
            None, id="the-subject-says-together",
        ),
        pytest.param(
            "SỞ Y TẾ TỈNH BA MÍT\nBỆNH VIỆN CÂY GẠO", "15/CTPH-BVCG-TĐ",
            "CHƯƠNG TRÌNH PHỐI HỢP\nGiữa Bệnh viện Cây Gạo với Thành đoàn Ba Mít",
            "BỆNH VIỆN CÂY GẠO", "SỞ Y TẾ TỈNH BA MÍT", id="the-one-above-is-not-named",
        ),
        pytest.param(
            "UBND TỈNH BA MÍT\nSỞ Y TẾ", "02/QCPH-SYT-CAT",
            "QUY CHẾ PHỐI HỢP\ngiữa Sở Y tế và Công an tỉnh", "SỞ Y TẾ", "UBND TỈNH BA MÍT",
            id="the-committee-above",
        ),
        pytest.param(
            "UBND XÃ BA MÍT\nHỘI NÔNG DÂN XÃ", "02/QCPH-UBND-HND",
            "QUY CHẾ PHỐI HỢP\ngiữa Ủy ban nhân dân xã và Hội Nông dân xã",
            "UBND XÃ BA MÍT HỘI NÔNG DÂN XÃ", None, id="both-named-one-in-short",
        ),
        pytest.param(
            "BAN TUYÊN GIÁO HUYỆN ỦY - ỦY BAN NHÂN DÂN\nTÒA ÁN NHÂN DÂN - CÔNG AN HUYỆN BA MÍT",
            "01-QCPH/BTG-UBND-TAND-CA", "QUY CHẾ PHỐI HỢP\ntrong việc thực thi pháp luật",
            "BAN TUYÊN GIÁO HUYỆN ỦY - ỦY BAN NHÂN DÂN TÒA ÁN NHÂN DÂN - CÔNG AN HUYỆN BA MÍT",
            None, id="two-lines-of-two",
        ),
        pytest.param(
            "UBND TỈNH BA MÍT\nSỞ Y TẾ - CÔNG AN TỈNH", "01/QCPH-SYT-CAT",
            "QUY CHẾ PHỐI HỢP\ntrong việc thực thi pháp luật", "SỞ Y TẾ - CÔNG AN TỈNH",
            "UBND TỈNH BA MÍT", id="one-line-of-two",
        ),
        pytest.param(
            "HỘI PHỤ NỮ TỈNH BA MÍT\nNGÂN HÀNG CHÍNH SÁCH TỈNH BA MÍT", "12/VBLT-HPN-NHCS",
            "VĂN BẢN LIÊN TỊCH\nVề việc cho vay hộ nghèo",
            "HỘI PHỤ NỮ TỈNH BA MÍT NGÂN HÀNG CHÍNH SÁCH TỈNH BA MÍT", None, id="a-joint-text",
        ),
        pytest.param(
            "PHÒNG GD&ĐT HUYỆN BA MÍT\nTRƯỜNG THCS CÂY GẠO", "47/KH-THCSCG",
            "KẾ HOẠCH\nPhối hợp giữa nhà trường và Công an xã Ba Mít năm 2031",
            "TRƯỜNG THCS CÂY GẠO", "PHÒNG GD&ĐT HUYỆN BA MÍT", id="letters-of-one",
        ),
    ],
)  # fmt: skip
def test_who_issues_a_joint_paper(
    above: str, number: str, title: str, issuer: str, parent: str | None
) -> None:
    header = read(paper(above, number, title)).header

    assert header is not None
    assert header.issuer is not None
    assert header.issuer.name == issuer
    assert (header.parent.name if header.parent else None) == parent


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [
        pytest.param(
            "47/KH-THCSCG", "KẾ HOẠCH\nPhối hợp giữa nhà trường và Công an xã Ba Mít năm 2031",
            [("plan", ["nhà trường", "Công an xã Ba Mít"], 2031)], id="a-school-of-itself",
        ),
        pytest.param(
            "47/KH-THCSCG", "KẾ HOẠCH\nPhối hợp giữa nhà trường, gia đình và xã hội năm 2031", [],
            id="no-bodies",
        ),
        pytest.param(
            "33-BC/BDV",
            "BÁO CÁO\nSƠ KẾT 01 NĂM THỰC HIỆN CHƯƠNG TRÌNH PHỐI HỢP GIỮA BAN DÂN VẬN HUYỆN ỦY VÀ"
            " CÔNG AN HUYỆN GIAI ĐOẠN 2030 - 2035",
            [("programme", ["BAN DÂN VẬN HUYỆN ỦY", "CÔNG AN HUYỆN"], 2030)], id="in-capitals",
        ),
        pytest.param(
            "33-BC/BDV", "BÁO CÁO\nSƠ KẾT 01 NĂM CHƯƠNG TRÌNH PHỐI HỢP CỦA CÔNG AN HUYỆN", [],
            id="of-one",
        ),
        pytest.param(
            "66-GM/ĐU",
            "GIẤY MỜI\ndự Hội nghị ký kết Quy chế phối hợp giữa Đảng ủy xã và Công an xã",
            [("regulation", ["Đảng ủy xã", "Công an xã"], None)], id="an-invitation",
        ),
        pytest.param("66-GM/ĐU", "GIẤY MỜI\ndự họp phối hợp công tác", [], id="a-meeting"),
    ],
)  # fmt: skip
def test_the_agreement_a_paper_is_about(
    number: str, title: str, expected: list[tuple[str, list[str], int | None]]
) -> None:
    text = paper("TRƯỜNG THCS CÂY GẠO", number, title)

    found = read(text).agreements

    assert [
        (each.kind, [party.name for party in each.parties], each.first_year) for each in found
    ] == expected
    assert all(text[each.start : each.end] == each.text for each in found)


@pytest.mark.parametrize(
    ("number", "expected"),
    [("2^6 /KH-UBND", None), ("12*6/KH-UBND", None), ("26 /KH-UBND", 26), ("26*/KH-UBND", 26)],
)
def test_a_number_with_a_speck_among_its_digits_is_not_known(
    number: str, expected: int | None
) -> None:
    header = read(paper("UBND XÃ BA MÍT", number, "KẾ HOẠCH\nTrồng cây")).header

    assert header is not None
    assert header.number == expected


def test_a_subject_may_speak_of_the_youth_union() -> None:
    header = read(
        paper("HUYỆN ĐOÀN BA MÍT", "8-GM/ĐTN", "GIẤY MỜI\nDự Lễ kỷ niệm ngày thành lập Đoàn TNCS Hồ"
              " Chí Minh")
    ).header  # fmt: skip

    assert header is not None
    assert header.subject is not None
    assert header.subject.name == "Dự Lễ kỷ niệm ngày thành lập Đoàn TNCS Hồ Chí Minh"


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("Tổ chức mỗi năm 04 đợt hiến máu.", [(4, "đợt")]),
        ("Năm 04 đợt hiến máu.", []),
        ("Duy trì sĩ số 215 cháu.", [(215, "cháu")]),
        ("Tổng số 215 hộ nghèo.", [(215, "hộ")]),
        ("Họp tại nhà số 215 hộ ông Mít.", []),
    ],
)
def test_what_stands_before_a_figure(line: str, figures: list[tuple[int, str]]) -> None:
    text = paper("TRƯỜNG THCS CÂY GẠO", "3/BC-THCSCG", f"BÁO CÁO\nHiến máu\n\nI. KẾT QUẢ\n{line}")

    found = read(text).figures

    assert [(each.value, each.unit) for each in found] == figures
    assert not any(each.what and "số 215" in each.what.name for each in found)


def test_a_short_paper_broken_to_a_width_is_read_across_its_lines() -> None:
    text = (
        "CÔNG TY ĐIỆN LỰC SÔNG ME\nSố: 12/PCSM-KT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nSông Me, ngày 5 tháng 3 năm 2031\nV/v chặt tỉa cây xanh\n"
        "Kính gửi: UBND các xã\n"
        "Căn cứ Quy chế phối hợp số 02/QCPH-PCSM-UBND ngày 03/3/2031 giữa Công ty Điện lực\n"
        "Sông Me và UBND xã Ba Mít; căn cứ Kế hoạch số 3/KH-PCSM ngày 01/02/2031 của Công ty\n"
        "về chặt tỉa cây, Công ty đề nghị UBND các xã phối hợp vận động Nhân dân cùng chặt\n"
        "tỉa cây xanh gần lưới điện.\n"
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrương Công Mít\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )

    (agreement,) = read(text).agreements

    assert [party.name for party in agreement.parties] == [
        "Công ty Điện lực Sông Me", "UBND xã Ba Mít",
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["ngày 14 tháng 12 năm 2031", "ngày 14/12/2031"])
def test_number_place_and_day_in_one_line(day: str) -> None:
    header = read(
        f"UBND TỈNH BA MÍT\nSỞ Y TẾ\n{STATE}Số: 98/BC-SYT Sông Me, {day}\nBÁO CÁO\nTrồng cây\n"
    ).header

    assert header is not None
    assert header.place is not None
    assert header.date is not None
    assert (header.number, header.place.name, header.date.date) == (98, "Sông Me", "2031-12-14")


def test_the_number_of_the_paper_a_letter_is_about_is_not_its_own() -> None:
    header = read(
        "SỞ NỘI VỤ\n\nSố: 512/SNV-CCVC\n\nV/v thực hiện Nghị định\n\nsố 178/2031/NĐ-CP\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Ba Mít, ngày 5 tháng 3 năm 2031\n\nKính gửi: Các sở\n"
    ).header

    assert header is not None
    assert (header.number, header.symbol, header.kind) == (512, "SNV-CCVC", "CV")


@pytest.mark.parametrize(
    ("rests_on", "number"),
    [
        ("Số: 7/KH-TCG\n", 7),
        ("", None),
    ],
)
def test_what_a_paper_without_number_rests_on_gives_it_none(
    rests_on: str, number: int | None
) -> None:
    header = read(
        f"TRƯỜNG TIỂU HỌC CÂY GẠO\n{rests_on}{STATE}Ba Mít, ngày 5 tháng 3 năm 2031\nKẾ HOẠCH\n"
        "Trồng cây\nI. Căn cứ\n- Công văn số 5512/SGD-VP ngày 18/12/2030 của Sở;\nII. Việc\n"
    ).header

    assert header is not None
    assert header.number == number


def test_the_number_behind_the_kind_is_its_own() -> None:
    header = read(
        f"SỞ Y TẾ\n{STATE}Thông báo số 12/TB-SYT\nBa Mít, ngày 5 tháng 3 năm 2031\nTHÔNG BÁO\n"
        "Nghỉ lễ\n\nSở thông báo:\n"
    ).header

    assert header is not None
    assert (header.number, header.symbol) == (12, "TB-SYT")


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("CHỈ THỊ\ncủa Ban Thường vụ Huyện ủy về trồng cây", "về trồng cây"),
        ("LỊCH CÔNG TÁC\ncủa Thường trực Huyện ủy", "của Thường trực Huyện ủy"),
        ("KẾ HOẠCH\ncủa Ban Chỉ đạo về nhân quyền", "của Ban Chỉ đạo về nhân quyền"),
        ("BÁO CÁO TÓM TẮT\nKết quả trồng cây", "Kết quả trồng cây"),
        ("KẾT LUẬN THANH TRA\nViệc trồng cây", "Việc trồng cây"),
        ("KẾ HOẠCH THANH TRA\nNăm 2031", "THANH TRA Năm 2031"),
    ],
)
def test_where_a_subject_begins(title: str, subject: str) -> None:
    header = read(paper("HUYỆN ỦY BA MÍT", "12-KH/HU", title)).header

    assert header is not None
    assert header.subject is not None
    assert header.subject.name == subject


def test_and_between_two_issuers_is_no_part_of_them() -> None:
    text = paper(
        "LIÊN HIỆP HỘI TỈNH BA MÍT\nVÀ\nSỞ XÂY DỰNG", "1/CTPH-LHH-SXD",
        "CHƯƠNG TRÌNH PHỐI HỢP\nTrồng cây năm 2031",
    )  # fmt: skip

    (agreement,) = read(text).agreements

    assert [each.name for each in agreement.parties] == ["LIÊN HIỆP HỘI TỈNH BA MÍT", "SỞ XÂY DỰNG"]
