"""What a figure counts behind a share, its unit, and how a number is told."""

import pytest

from phoihop.reader import read, to_text

Told = tuple[float, str, str | None]


def told(sentence: str) -> list[Told]:
    figures = read(f"Tin\n{sentence}.\n").figures
    return [(each.value, each.unit, each.what.name if each.what else None) for each in figures]


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        (
            "Tỷ lệ hộ nghèo giảm 1,5%; 12/14 xã đạt chuẩn quốc gia về y tế",
            (12, "xã", "đạt chuẩn quốc gia về y tế"),
        ),
        ("Tỷ lệ hộ nghèo giảm 1,5%; 12 xã đã thoát nghèo", (12, "xã", None)),
        ("Tỷ lệ hộ nghèo còn 4%; giảm 1,5%", (1.5, "%", "Tỷ lệ hộ nghèo")),
        ("Mở 6 lớp; 730 lượt người", (730, "lượt người", "Mở")),
        ("Có 7 xã đạt chuẩn nông thôn mới năm nay", (7, "xã", "đạt chuẩn nông thôn mới")),
        (
            "Thu ngân sách đạt 12 tỷ đồng, bằng 61% kế hoạch, tăng 8,2%",
            (8.2, "%", "Thu ngân sách"),
        ),
        ("Có 90% hộ dân đồng thuận, tăng 2%", (2, "%", "hộ dân đồng thuận")),
        ("Thu ngân sách đạt 12 tỷ đồng, bằng 61% kế hoạch", (61, "%", "kế hoạch")),
    ],
)
def test_behind_a_share_it_is_told_what_is_counted(sentence: str, last: Told) -> None:
    assert told(sentence)[-1] == last


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("Cả tỉnh có 42/45 trường học đạt chuẩn mới", (42, "trường học", "đạt chuẩn mới")),
        ("Huyện có 42 trường mầm non", (42, "trường", "mầm non")),
        ("Xây mới 3 nhà văn hóa thôn", (3, "nhà văn hóa", "thôn")),
        ("Xây mới 3 nhà bán trú", (3, "nhà", "bán trú")),
    ],
)
def test_the_longest_unit_is_taken(sentence: str, figure: Told) -> None:
    assert told(sentence) == [figure]


def test_what_is_aimed_at_for_the_whole_year_is_a_figure() -> None:
    figure = (7.1, "tỷ đồng", "thu ngân sách")

    assert told("Phấn đấu thu ngân sách cả năm 7,1 tỷ đồng") == [figure]


@pytest.mark.parametrize("sentence", ["Trong cả năm 2023 đồng chí đi vắng", "Năm 12 xã ra đời"])
def test_a_year_is_no_figure(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("cited", "line"),
    [
        ("Kế hoạch số 77/KH-UBND", "số 77/KH-UBND"),
        ("Công văn số 315/UBND-VX", "số 315/UBND-VX"),
        ("Chương trình số 06-CTr/HU", "số 06-CTr/HU"),
        ("Quy chế số 6-QC/HU", "số 06-QC/HU"),
        ("Nghị quyết số 12/2021/NQ-HĐND", "số 12/2021/NQ-HĐND"),
    ],
)
def test_a_number_is_told_with_the_mark_the_paper_has(cited: str, line: str) -> None:
    assert line in to_text(read(f"Tin\nThực hiện {cited} của huyện Ba Mơ.\n"))


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("Số 6-QC/HU", "Số, ký hiệu: 06-QC/HU"),
        ("Số: 06/KH-UBND", "Số, ký hiệu: 06/KH-UBND"),
        ("Số: 106/KH-UBND", "Số, ký hiệu: 106/KH-UBND"),
        ("Số:      /KH-UBND", "Số, ký hiệu: .../KH-UBND"),
    ],
)
def test_the_number_of_a_head_is_told_as_papers_are_cited(number: str, line: str) -> None:
    head = (
        "UBND HUYỆN BA MƠ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"{number}\tBa Mơ, ngày 05 tháng 4 năm 2023\nKẾ HOẠCH\nPhối hợp tuyên truyền\n"
    )

    assert line in to_text(read(head))


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("Bế mạc hội nghị, đồng chí Lê Văn Mít, Bí thư Huyện ủy trao giấy khen", False),
        ("Bế mạc hội nghị, đồng chí Lê Văn Mít đã tặng hoa các đội", False),
        ("Bế mạc hội nghị, đồng chí Lê Văn Mít trao quà và phát biểu cảm ơn", True),
        ("Bế mạc hội nghị, đồng chí Lê Văn Mít đã biểu dương các đơn vị", True),
        ("Bế mạc hội nghị, đồng chí Lê Văn Mít trao đổi thêm về kế hoạch", True),
    ],
)
def test_who_closes_a_meeting_by_giving_does_not_speak(sentence: str, speaks: bool) -> None:
    (person,) = read(f"Tin\n{sentence}.\n").people

    assert ("speaker" in person.roles) is speaks
