"""Parties told under one head, and instruments by other names; every body is made up."""

import pytest

from phoihop.reader import read

Found = tuple[str, list[str], int | None]


def found_in(text: str) -> list[Found]:
    page = f"Chuyện trong tỉnh\n{text}\n"
    reading = read(page, "news")
    for each in reading.agreements:
        for party in each.parties:
            assert page[party.start : party.end] == party.text
    return [(x.kind, [each.name for each in x.parties], x.first_year) for x in reading.agreements]


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        ("giữa hai sở Mỏ và Chè", ["sở Mỏ", "sở Chè"]),
        (
            "giữa ba bộ Kế hoạch và Đầu tư, Tư pháp và Khoa học và Công nghệ",
            ["bộ Kế hoạch và Đầu tư", "bộ Tư pháp", "bộ Khoa học và Công nghệ"],
        ),
        ("giữa hai ngành Tòa án và Kiểm lâm tỉnh", ["Tòa án", "Kiểm lâm tỉnh"]),
        (
            "giữa Chi cục Thủy lợi với các Trạm bơm (TB) Tre Vàng, Bến Lúa và Sen Hạ",
            ["Chi cục Thủy lợi"],
        ),
        (
            "giữa Sở Mỏ với các Trường THCS (TH) Tre Vàng, Bến Lúa và Sen Hạ",
            ["Sở Mỏ", "Trường THCS Tre Vàng", "Trường THCS Bến Lúa", "Trường THCS Sen Hạ"],
        ),
        ("giữa huyện, thị đoàn và Sở Chè", ["huyện, thị đoàn", "Sở Chè"]),
        (
            "giữa Báo Tre Vàng với Sở Mỏ tỉnh - Sở Chè tỉnh",
            ["Báo Tre Vàng", "Sở Mỏ tỉnh", "Sở Chè tỉnh"],
        ),
        (
            "giữa Đài Bến Lúa và 7 Ban Thường vụ Huyện ủy, Thị ủy",
            ["Đài Bến Lúa", "7 Ban Thường vụ Huyện ủy, Thị ủy"],
        ),
        ("giữa các xã Tre Vàng, Bến Lúa và Sở Mỏ", ["xã Tre Vàng", "xã Bến Lúa", "Sở Mỏ"]),
        ("giữa hai ngành", []),
        (
            "giữa Tỉnh đoàn với các Sở: Y tế, Văn hóa, Thể thao và Du lịch và Báo Sen",
            ["Tỉnh đoàn", "Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch", "Báo Sen"],
        ),
        (
            "giữa Tỉnh đoàn với các Hội: Nông dân, Cựu chiến binh",
            ["Tỉnh đoàn", "Hội Nông dân", "Hội Cựu chiến binh"],
        ),
        (
            "giữa Báo Sen với các hội, đoàn thể gồm Hội Chè, Hội Tre",
            ["Báo Sen", "Hội Chè", "Hội Tre"],
        ),
        (
            "giữa Báo Sen và 3 tổ chức hội (Hội Chè, Hội Tre, Hội Mây)",
            ["Báo Sen", "Hội Chè", "Hội Tre", "Hội Mây"],
        ),
        ("giữa Báo Sen và các trường học (huyện Sen)", ["Báo Sen", "các trường học"]),
        (
            "giữa các lực lượng Công an, Kiểm lâm và Sở Mỏ",
            ["Công an", "Kiểm lâm", "Sở Mỏ"],
        ),
        ("giữa ngành Tòa án và ngành Kiểm lâm", ["ngành Tòa án", "ngành Kiểm lâm"]),
        (
            "giữa Báo Sen với các xã, Phòng Y tế huyện và Công ty Chè",
            ["Báo Sen", "các xã", "Phòng Y tế huyện", "Công ty Chè"],
        ),
        (
            "giữa Báo Sen với các đơn vị Công an trên địa bàn",
            ["Báo Sen", "các đơn vị Công an trên địa bàn"],
        ),
        ("giữa Báo Sen với các sở, ban, ngành tỉnh", ["Báo Sen", "các sở, ban, ngành tỉnh"]),
    ],
)
def test_one_head(told: str, parties: list[str]) -> None:
    found = found_in(f"Ngày 9/3/2036 đã ký kết chương trình phối hợp giữ rừng {told}.")

    assert found == ([("programme", parties, None)] if len(parties) > 1 else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Thực hiện Chương trình số 31/CTr-SM-SC về phối hợp trồng rừng giữa Sở Mỏ và Sở Chè,"
            " hôm qua xã ra quân.", ("programme", ["Sở Mỏ", "Sở Chè"], None), id="by-number",
        ),
        pytest.param(
            "Sở Mỏ ký kết văn bản thỏa thuận về giữ nước với Sở Chè.",
            ("other", ["Sở Mỏ", "Sở Chè"], None), id="a-written-accord",
        ),
        pytest.param(
            "Đã diễn ra lễ ký kết hiệp đồng tìm kiếm cứu nạn giữa Hải đoàn 9 và Sở Chè.",
            ("other", ["Hải đoàn 9", "Sở Chè"], None), id="forces-at-need",
        ),
        pytest.param(
            "Sở Mỏ và Báo Tre Vàng ký thỏa thuận in sách giai đoạn 2036-2038.",
            ("other", ["Sở Mỏ", "Báo Tre Vàng"], 2036), id="an-accord",
        ),
        pytest.param(
            "Công đoàn ngành Chè tổ chức ký kết chương trình giảm giá cho thợ với Bệnh viện Bến"
            " Lúa.", ("other", ["Công đoàn ngành Chè", "Bệnh viện Bến Lúa"], None), id="a-favour",
        ),
        pytest.param(
            "Sở Chè ký liên tịch với Tỉnh đoàn về trồng chè giai đoạn 2036-2040.",
            ("contents", ["Sở Chè", "Tỉnh đoàn"], 2036), id="jointly",
        ),
        pytest.param(
            "Sở Mỏ cùng Sở Chè ban hành Quy chế phối hợp trông coi hồ.",
            ("regulation", ["Sở Mỏ", "Sở Chè"], None), id="issued-together",
        ),
        pytest.param(
            "Năm qua, Sở Mỏ và Sở Chè thực hiện Quy chế phối hợp giai đoạn 2035-2039 rất tốt.",
            ("regulation", ["Sở Mỏ", "Sở Chè"], 2035), id="carried-out",
        ),
        pytest.param(
            "Sở Mỏ và Sở Chè thực hiện Quy định phối hợp liên ngành về giữ hồ.",
            ("other", ["Sở Mỏ", "Sở Chè"], None), id="a-rule-of-both",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Chủ tịch UBND xã Tre Vàng, huyện Sen và bà Bùi Thị Me, Chủ tịch UBND"
            " xã Bến Lúa, huyện Súng ký kết quy chế phối hợp.",
            ("regulation", ["UBND xã Tre Vàng", "UBND xã Bến Lúa"], None), id="by-their-heads",
        ),
        pytest.param(
            "Để đỡ vướng khi làm việc với các cơ quan khác, Sở Mỏ, Sở Chè và Tỉnh đoàn ký quy chế"
            " phối hợp.", ("regulation", ["Sở Mỏ", "Sở Chè", "Tỉnh đoàn"], None), id="a-purpose",
        ),
        pytest.param(
            "Ba ngành Tòa án, Kiểm lâm và Thanh tra tỉnh ký quy chế phối hợp.",
            ("regulation", ["Tòa án", "Kiểm lâm", "Thanh tra tỉnh"], None), id="counted-sectors",
        ),
        pytest.param(
            "Sở Mỏ chủ trì, cùng Sở Chè, Tỉnh đoàn ký quy chế phối hợp.",
            ("regulation", ["Sở Mỏ", "Sở Chè", "Tỉnh đoàn"], None), id="the-first-of-them",
        ),
    ],
)  # fmt: skip
def test_other_turns(text: str, found: Found) -> None:
    assert found_in(f"Sáng 9/3/2036, tỉnh họp. {text}") == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Mỏ và Sở Chè cần ban hành Quy chế phối hợp trông coi hồ.",
        "Chủ tịch tỉnh giao Sở Mỏ và Sở Chè thực hiện Quy chế phối hợp.",
        "Sở Mỏ phối hợp với Sở Chè tổ chức cho thợ mỏ ký cam kết đội mũ.",
        "Trường Sen tổ chức cho các em ký cam kết với nhà trường.",
        "Công ty Mỏ Đá ký hợp đồng bán than với Công ty Chè.",
        "Tỉnh ban hành chương trình số 31/CTr-UBND về trồng rừng.",
        "Hai bên nghe trình bày dự thảo quy chế phối hợp giữa Sở Mỏ và Sở Chè.",
    ],
)
def test_no_agreement(text: str) -> None:
    assert found_in(f"Sáng 9/3/2036, tỉnh họp. {text}") == []


@pytest.mark.parametrize(
    ("headline", "body", "found"),
    [
        pytest.param(
            "Ký kết chương trình phối hợp giữa Sở Mỏ với Sở Chè",
            "Sáng 9/3/2036, diễn ra lễ ký kết quy chế phối hợp giữa Sở Mỏ tỉnh với Sở Chè tỉnh.",
            [("regulation", ["Sở Mỏ tỉnh", "Sở Chè tỉnh"], None)], id="a-loose-headline",
        ),
        pytest.param(
            "Ký kết chương trình phối hợp giữa Sở Mỏ với Tỉnh đoàn",
            "Sáng 9/3/2036, diễn ra lễ ký kết quy chế phối hợp giữa Sở Mỏ tỉnh với Báo Chè.",
            [
                ("programme", ["Sở Mỏ", "Tỉnh đoàn"], None),
                ("regulation", ["Sở Mỏ tỉnh", "Báo Chè"], None),
            ], id="of-others",
        ),
        pytest.param(
            "Ký kết phối hợp công tác giữa Sở Mỏ và Sở Chè",
            "Sáng 9/3/2036, hai bên thông qua dự thảo quy chế phối hợp giữa Sở Mỏ và Sở Chè Bến"
            " Lúa.",
            [("regulation", ["Sở Mỏ", "Sở Chè Bến Lúa"], None)], id="read-out",
        ),
        pytest.param(
            "Sở Mỏ và Sở TT&DL ký kết quy chế phối hợp",
            "Sáng 9/3/2036, Sở Mỏ và Sở Thể thao & Du lịch ký kết quy chế phối hợp.",
            [("regulation", ["Sở Mỏ", "Sở Thể thao & Du lịch"], None)], id="letters",
        ),
        pytest.param(
            "Tin hồ nước",
            "Sáng 9/3/2036, Sở Mỏ và Sở Chè ký kết Quy chế phối hợp gồm 4 chương, quy định hoạt"
            " động phối hợp trông coi hồ.",
            [("regulation", ["Sở Mỏ", "Sở Chè"], None)], id="what-it-is-about",
        ),
    ],
)  # fmt: skip
def test_one_instrument_told_twice(headline: str, body: str, found: list[Found]) -> None:
    reading = read(f"{headline}\n{body}\n", "news")

    assert [
        (x.kind, [each.name for each in x.parties], x.first_year) for x in reading.agreements
    ] == found
