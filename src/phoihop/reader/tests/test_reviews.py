"""Reviews whose years, periods and instruments follow from the terms and papers they tell of."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_events import agreements_in, event_in


@pytest.mark.parametrize(
    ("lead", "rest", "date"),
    [
        pytest.param(
            "Ngày 9/6, Huyện ủy Bình An tổ chức sơ kết 1 năm triển khai Quy định số 4 ngày 3/3/2031"
            " của Huyện ủy về trồng mít.", "", "2032-06-09", id="a-year-after",
        ),
        pytest.param(
            "Sáng 20/4, UBND huyện Bình An tổ chức hội nghị sơ kết hai năm thực hiện Đề án số"
            " 12-ĐA/HU ngày 8/7/2031 về nhà vườn.", "", "2033-04-20", id="a-little-before",
        ),
        pytest.param(
            "Chiều 6/2, UBND huyện Bình An tổ chức hội nghị sơ kết một năm thực hiện Chỉ thị số"
            " 7-CT/HU ngày 15/11/2030 về nhà vườn.", "", "2032-02-06", id="over-the-new-year",
        ),
        pytest.param(
            "Ngày 9/6, Huyện ủy Bình An tổ chức tổng kết 10 năm thực hiện Chỉ thị số 4-CT/HU ngày"
            " 3/3/2031 về trồng mít.", "", None, id="ten-years-are-a-round-number",
        ),
        pytest.param(
            "Ngày 9/6, Huyện ủy Bình An tổ chức sơ kết 1 năm triển khai quy định về trồng mít.",
            "Huyện có 12 vườn.", None, id="no-day-of-the-paper",
        ),
        pytest.param(
            "Ngày 23/6, UBND huyện Bình An tổ chức hội nghị giao ban về vườn đồi.",
            "Huyện ủy đã ban hành Nghị quyết số 11-NQ/HU ngày 31/5/2033 về vườn đồi. Số vườn cao"
            " gấp ba lần so với năm 2030.", "2033-06-23", id="after-a-paper-issued",
        ),
        pytest.param(
            "Ngày 3/4, UBND huyện Bình An tổ chức hội nghị giao ban về vườn đồi.",
            "Thực hiện Kế hoạch số 25/KH-UBND ngày 17/1/2034, các xã đã trồng mít. Số vườn năm 2032"
            " còn ít.", "2034-04-03", id="a-plan-carried-out",
        ),
        pytest.param(
            "Ngày 8/1, UBND huyện Bình An tổ chức hội nghị giao ban về vườn đồi.",
            "Các xã thực hiện Quyết định số 812/QĐ-UBND ngày 6/12/2034. Số vườn năm 2031 còn ít.",
            "2035-01-08", id="a-paper-of-last-december",
        ),
        pytest.param(
            "Ngày 23/6, UBND huyện Bình An tổ chức hội nghị giao ban về vườn đồi.",
            "Các xã thực hiện Nghị quyết số 11-NQ/HU ngày 31/5/2026 về vườn đồi. Số vườn năm 2030"
            " còn ít.", "2030-06-23", id="a-paper-of-long-ago",
        ),
    ],
)  # fmt: skip
def test_papers_tell_the_year(lead: str, rest: str, date: str | None) -> None:
    event = event_in("Hội nghị của huyện", lead, rest)

    assert event is not None
    assert (event.date.date if event.date else None) == date


@pytest.mark.parametrize(
    ("posted", "day", "date"),
    [
        ("Thứ sáu, 12/08/2032", "Sáng nay (3/11)", "2027-11-03"),
        ("Thứ hai, 20/06/2033", "Chiều nay, 2/10", "2027-10-02"),
        ("Thứ ba, 03/02/2031", "Sáng nay 25/11", "2027-11-25"),
        ("Thứ sáu, 05/11/2032", "Sáng nay (3/11)", "2032-11-03"),  # posted two days later
        ("Thứ sáu, 12/08/2032", "Ngày 3/11", "2031-11-03"),  # may be posted late
    ],
)
def test_the_day_a_page_was_looked_at_tells_nothing(posted: str, day: str, date: str) -> None:
    text = (
        f"{posted}\nHội Làm vườn quán triệt nghị quyết\n\n{day}, Hội Làm vườn huyện Bình An tổ chức"
        " hội nghị quán triệt nghị quyết.\nHội nghị nghe kết quả thi đua 9 tháng năm 2027.\n"
    )

    event = read(text, "news").event

    assert event is not None
    assert (event.date.date if event.date else None) == date


REVIEWED_AND_SIGNED = [
    pytest.param(
        "Chiều 22/9, Huyện đoàn và Hội Làm vườn huyện Bình An tổ chức hội nghị đánh giá công tác"
        " phối hợp giai đoạn 2032-2037 và ký kết quy chế phối hợp giai đoạn 2037-2042.",
        "2037-09-22", "regulation", (2032, 2037), (2037, 2042), id="regulation",
    ),
    pytest.param(
        "Sáng 5/6, Huyện đoàn và Trường Nghề Bình An tổ chức tổng kết công tác phối hợp giai đoạn"
        " 2030-2035, ký kết chương trình phối hợp giai đoạn 2035-2040.",
        "2035-06-05", "programme", (2030, 2035), (2035, 2040), id="programme",
    ),
    pytest.param(
        "Ngày 8/8, Sở Trồng trọt và Hội Làm vườn tỉnh tổ chức hội nghị sơ kết kết quả công tác phối"
        " hợp giai đoạn 2031 - 2034 và ký kết kế hoạch phối hợp giai đoạn 2034 - 2037.",
        "2034-08-08", "plan", (2031, 2034), (2034, 2037), id="plan",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "date", "kind", "old", "new"), REVIEWED_AND_SIGNED)
def test_what_is_reviewed_ends_as_the_next_is_signed(
    lead: str, date: str, kind: str, old: tuple[int, int], new: tuple[int, int]
) -> None:
    event = event_in("Hội nghị phối hợp", lead)

    assert event is not None
    assert (event.date.date if event.date else None) == date
    assert sorted((each[0], *each[2:]) for each in agreements_in(lead)) == [
        (kind, *old), (kind, *new),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        "đánh giá công tác phối hợp và ký kết quy chế phối hợp giai đoạn 2037-2042",
        "đánh giá công tác phối hợp giai đoạn 2022-2027 và ký kết quy chế phối hợp giai đoạn"
        " 2037-2042",
        "tăng cường công tác phối hợp giai đoạn 2032-2037 và ký kết quy chế phối hợp giai đoạn"
        " 2037-2042",
    ],
    ids=["no-term", "a-term-of-long-ago", "not-reviewed"],
)
def test_one_instrument_where_no_other_is_reviewed(told: str) -> None:
    lead = f"Chiều 22/9, Huyện đoàn và Hội Làm vườn huyện Bình An tổ chức hội nghị {told}."

    assert [each[2:] for each in agreements_in(lead)] == [(2037, 2042)]


@pytest.mark.parametrize(
    ("told", "terms"),
    [
        (
            "tổng kết Nghị quyết liên tịch số 02 giữa Hội Làm vườn tỉnh và Sở Trồng trọt giai đoạn"
            " 2031-2037 và ký chương trình phối hợp giai đoạn 2038-2043",
            [("other", 2031, 2037), ("programme", 2038, 2043)],
        ),
        (
            "sơ kết nghị quyết liên tịch giữa Hội Làm vườn tỉnh và Sở Trồng trọt giai đoạn"
            " 2030 - 2033 và ký kết kế hoạch phối hợp giai đoạn 2033 - 2036",
            [("other", 2030, 2033), ("plan", 2033, 2036)],
        ),
        (
            "nhìn lại Nghị quyết liên tịch số 7 của Hội Làm vườn tỉnh và Sở Trồng trọt giai đoạn"
            " 2026-2030, ký kết quy chế phối hợp giai đoạn 2031-2035",
            [("other", 2026, 2030), ("regulation", 2031, 2035)],
        ),
        (
            "ký kết chương trình phối hợp giai đoạn 2031-2037 theo Nghị quyết liên tịch số 02 giữa"
            " Hội Làm vườn tỉnh và Sở Trồng trọt giai đoạn 2031-2037",
            [("programme", 2031, 2037)],
        ),
    ],
)
def test_a_joint_resolution_of_another_term_stays(
    told: str, terms: list[tuple[str, int, int]]
) -> None:
    lead = f"Ngày 22/12, Hội Làm vườn tỉnh và Sở Trồng trọt tổ chức hội nghị {told}."

    assert [(each[0], *each[2:]) for each in agreements_in(lead)] == terms


@pytest.mark.parametrize(
    ("later", "period"),
    [
        ("Hội nghị cũng triển khai chương trình hành động của các đơn vị năm 2032.", "2032"),
        ("Hội nghị triển khai kế hoạch giữ vườn, chống cháy ở các xã ven hồ năm 2032.", "2032"),
        ("Sau đó hai bên triển khai các chương trình trồng cây của huyện năm 2032.", "2032"),
        ("Hội nghị cũng triển khai chương trình hành động của các đơn vị năm 2039.", "2031"),
        ("Ông Lê Văn Mít kể chuyện vườn nhà năm 2032.", "2031"),
    ],
)
def test_the_programme_rolled_out_wins_over_the_year_reviewed(later: str, period: str) -> None:
    lead = "Chiều 17/2/2032, Huyện đội Bình An tổ chức hội nghị sơ kết công tác phối hợp năm 2031."

    event = event_in("Hội nghị sơ kết", lead, later)

    assert event is not None
    assert event.period == period


@pytest.mark.parametrize(
    ("headline", "lead", "host"),
    [
        (
            "Tổng kết quy chế phối hợp 03 Cục năm 2031 và ký kết chương trình phối hợp năm 2032",
            "Ngày 26/1/2032 tại Bình An đã diễn ra hội nghị phối hợp.", None,
        ),
        (
            "Sơ kết công tác phối hợp 4 Sở năm 2033 và ký kết kế hoạch phối hợp năm 2034",
            "Ngày 6/1/2034 tại Bình An đã diễn ra hội nghị phối hợp.", None,
        ),
        (
            "Đánh giá hoạt động phối hợp 02 Ban năm 2033 và ký kết quy chế mới",
            "Ngày 6/1/2034 tại Bình An đã diễn ra hội nghị phối hợp.", None,
        ),
        (
            "Rà soát việc chuẩn bị ngày hội",
            "Ngày 6/1/2034, Ban Tổ chức Ngày hội Mít năm 2034 tổ chức hội nghị rà soát.",
            "Ban Tổ chức Ngày hội Mít năm 2034",
        ),
        (
            "Xây dựng khu vườn chung",
            "Chiều 26/5/2032, Thường vụ Huyện đoàn Bình An và Thường vụ Đảng ủy Lâm trường phối hợp"
            " tổ chức hội nghị.",
            "Thường vụ Huyện đoàn Bình An và Thường vụ Đảng ủy Lâm trường",
        ),
        (
            "Tổng kết việc trồng mít",
            "Ngày 22/12/2032, Hội Làm vườn tỉnh (HLV) và Sở Trồng trọt (STT) đã tổ chức hội nghị.",
            "Hội Làm vườn tỉnh (HLV) và Sở Trồng trọt (STT)",
        ),
        (
            "Tổng kết việc trồng mít",
            "Sáng 2/12/2032, Huyện đoàn Bình An (HĐ), Hội Làm vườn (HLV) và Trường Nghề Bình An"
            " (TN) tổ chức hội nghị.",
            "Huyện đoàn Bình An (HĐ), Hội Làm vườn (HLV) và Trường Nghề Bình An (TN)",
        ),
        (
            "Tổng kết việc trồng mít",
            "Sáng 2/12/2032, UBND huyện Ba Mơ (BM) và UBND huyện Bình An (BA) tổ chức hội nghị.",
            "UBND huyện Ba Mơ (BM) và UBND huyện Bình An (BA)",
        ),
        (
            "Tổng kết việc trồng mít",
            "Sáng 2/12/2032, Hội Làm vườn tỉnh và Sở Trồng trọt (STT) tổ chức hội nghị.",
            "Hội Làm vườn tỉnh và Sở Trồng trọt",
        ),
        (
            "Bàn việc giữ vườn",
            "Sáng 7/4/2032, Thường vụ Huyện đoàn Ba Mơ và Thường vụ Huyện ủy Bình An tổ chức hội"
            " nghị.",
            "Thường vụ Huyện đoàn Ba Mơ và Thường vụ Huyện ủy Bình An",
        ),
        (
            "Bàn việc giữ vườn",
            "Sáng 7/4/2032, Thường vụ Tỉnh đoàn và Thường vụ Thành ủy Bình An đã tổ chức gặp mặt.",
            "Thường vụ Tỉnh đoàn và Thường vụ Thành ủy Bình An",
        ),
        (
            "Bàn việc giữ rừng",
            "Sáng 3/4/2032, Thường trực HĐND huyện Ba Mơ và Thường trực HĐND huyện Bình An tổ chức"
            " hội nghị.",
            "Thường trực HĐND huyện Ba Mơ và Thường trực HĐND huyện Bình An",
        ),
    ],
)  # fmt: skip
def test_hosts_beside_years_and_their_like(headline: str, lead: str, host: str | None) -> None:
    event = event_in(headline, lead)

    assert event is not None
    assert (event.host.name if event.host else None) == host


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Về phía trường có ông Lê Văn Mít - Phó Hiệu trưởng Trường Nghề Bình An và đông đủ lãnh"
            " đạo các phòng.", {"Lê Văn Mít": ["Phó Hiệu trưởng Trường Nghề Bình An"]},
        ),
        (
            "Dự lễ có bà Trần Thị Cam, Chủ tịch Hội Làm vườn huyện và đông đảo hội viên.",
            {"Trần Thị Cam": ["Chủ tịch Hội Làm vườn huyện"]},
        ),
        (
            "Dự lễ có bà Trần Thị Cam, Bí thư Đảng ủy xã Đồng Mơ và toàn thể đảng viên.",
            {"Trần Thị Cam": ["Bí thư Đảng ủy xã Đồng Mơ"]},
        ),
        (
            "Ông Lê Văn Mít, Trưởng Ban Dân vận làm trưởng đoàn Đoàn Kiểm tra của huyện đến xã.",
            {"Lê Văn Mít": ["Trưởng Ban Dân vận", "trưởng đoàn"]},
        ),
        (
            "Bà Trần Thị Cam, Chánh Thanh tra huyện làm trưởng đoàn Đoàn Giám sát chuyên đề về xã.",
            {"Trần Thị Cam": ["Chánh Thanh tra huyện", "trưởng đoàn"]},
        ),
        (
            "Ông Phạm Văn Ổi, Phó Bí thư Huyện ủy làm Trưởng đoàn Đoàn công tác số 3 đã đến xã.",
            {"Phạm Văn Ổi": ["Phó Bí thư Huyện ủy", "Trưởng đoàn"]},
        ),
        (
            "Ông Phạm Văn Ổi, Phó Trưởng đoàn Đoàn đại biểu Quốc hội tỉnh phát biểu.",
            {"Phạm Văn Ổi": ["Phó Trưởng đoàn Đoàn đại biểu Quốc hội tỉnh"]},
        ),
        (
            "Đại tá Lê Văn Mít – Phó Chỉ huy trưởng Huyện đội, Bí thư Đảng ủy xã Đồng Mơ - Trần Văn"
            " Cam cùng đại diện các thôn tham dự.",
            {"Lê Văn Mít": ["Phó Chỉ huy trưởng Huyện đội"],
             "Trần Văn Cam": ["Bí thư Đảng ủy xã Đồng Mơ"]},
        ),
        (
            "Dự lễ có Lê Văn Mít - Giám đốc Sở Trồng trọt, Chủ tịch UBND huyện Bình An - Trần Văn"
            " Cam và người dân.",
            {"Lê Văn Mít": ["Giám đốc Sở Trồng trọt"],
             "Trần Văn Cam": ["Chủ tịch UBND huyện Bình An"]},
        ),
        (
            "Ông Lê Văn Mít – Trưởng phòng Nội vụ huyện, Hiệu trưởng Trường Nghề Bình An – Trần Thị"
            " Cam phát biểu.",
            {"Lê Văn Mít": ["Trưởng phòng Nội vụ huyện"],
             "Trần Thị Cam": ["Hiệu trưởng Trường Nghề Bình An"]},
        ),
        (
            "Dự lễ có Lê Văn Mít - Phó Bí thư Huyện ủy, Chủ tịch UBND huyện - Trần Văn Cam - Phó"
            " Chủ tịch HĐND huyện.",
            {"Lê Văn Mít": ["Phó Bí thư Huyện ủy", "Chủ tịch UBND huyện"],
             "Trần Văn Cam": ["Phó Chủ tịch HĐND huyện"]},
        ),
    ],
)  # fmt: skip
def test_posts_end_where_others_come(text: str, posts: dict[str, list[str]]) -> None:
    people = read(
        f"Tin huyện\nSáng 5/4/2032, UBND huyện Bình An tổ chức lễ. {text}\n", "news"
    ).people

    assert {each.name: [post.title for post in each.positions] for each in people} == posts
