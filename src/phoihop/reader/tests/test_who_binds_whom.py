"""Hamlets, offices, teams, posts and meetings that bind two sides; every name is made up."""

import pytest

from phoihop.reader import read

Found = tuple[str, list[str], int | None, int | None]


def found_in(text: str) -> list[Found]:
    return [
        (x.kind, [party.name for party in x.parties], x.first_year, x.last_year)
        for x in read(f"Chuyện trong tỉnh\nSáng 9/3/2036, {text}\n", "news").agreements
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "bản Na Mít (huyện Nón, Việt Nam) và bản Na Cam (huyện Tre, Lào) tổ chức lễ kết nghĩa.",
            ("other", ["bản Na Mít", "bản Na Cam"], None, None), id="two-hamlets",
        ),
        pytest.param(
            "Liên ngành Công an - Viện kiểm sát - Tòa án huyện Nón ban hành kế hoạch phối hợp liên"
            " ngành về giải quyết án năm 2036.",
            ("plan", ["Công an", "Viện kiểm sát", "Tòa án huyện Nón"], 2036, 2036), id="offices",
        ),
        pytest.param(
            "Sở Chè tỉnh làm việc với Sở Mỏ tỉnh. Hai bên đã ký kết quy chế phối hợp giữ rừng.",
            ("regulation", ["Sở Chè tỉnh", "Sở Mỏ tỉnh"], None, None), id="who-met",
        ),
        pytest.param(
            "bà Bùi Thị Cam, Trưởng phòng Tư pháp huyện Nón và ông Lê Văn Mít, Chủ tịch Hội Luật"
            " gia huyện đã ký chương trình phối hợp giai đoạn 2036-2038.",
            ("programme", ["phòng Tư pháp huyện Nón", "Hội Luật gia huyện"], 2036, 2038),
            id="an-office-in-a-post",
        ),
        pytest.param(
            "Công an xã và 5 tổ tự quản ký cam kết giữ trật tự.",
            ("commitment", ["Công an xã", "5 tổ tự quản"], None, None), id="teams",
        ),
        pytest.param(
            "7 đảng ủy xã trong Khối đã ký giao ước thi đua năm 2036.",
            ("commitment", ["7 đảng ủy xã trong Khối"], 2036, 2036), id="counted-committees",
        ),
        pytest.param(
            "Cụm thi đua số 2 gồm các Huyện đoàn: Nón, Tre và Thị đoàn Bãi Dâu đã ký giao ước thi"
            " đua năm 2036.",
            ("commitment", ["Huyện đoàn Nón", "Huyện đoàn Tre", "Thị đoàn Bãi Dâu"], 2036, 2036),
            id="members-of-one-head",
        ),
        pytest.param(
            "Tỉnh đoàn tổ chức ký giao ước thi đua giữa các cơ quan, đơn vị trong lực lượng thanh"
            " niên năm 2036.",
            ("commitment", ["các cơ quan, đơn vị trong lực lượng thanh niên"], 2036, 2036),
            id="among-those-of-one-body",
        ),
        pytest.param(
            "Giám đốc Sở Mỏ ký kết chương trình phối hợp với Giám đốc Sở Chè Lê Văn Mít.",
            ("programme", ["Sở Mỏ", "Sở Chè"], None, None), id="head-with-head",
        ),
        pytest.param(
            "Chủ tịch UBND các xã, thị trấn ký cam kết với Chủ tịch UBND huyện về giữ rừng.",
            ("commitment", ["UBND các xã, thị trấn", "UBND huyện"], None, None), id="many-heads",
        ),
        pytest.param(
            "tổ dân phố số 4 và tổ dân phố số 5 ký giao ước thi đua năm 2036.",
            ("commitment", ["tổ dân phố số 4", "tổ dân phố số 5"], 2036, 2036), id="by-number",
        ),
        pytest.param(
            "thôn 3, thôn 4 và thôn 5 ký cam kết giữ rừng với Hạt Kiểm lâm huyện.",
            ("commitment", ["thôn 3", "thôn 4", "thôn 5", "Hạt Kiểm lâm huyện"], None, None),
            id="three-hamlets",
        ),
        pytest.param(
            "xã Ba Mít, xã Sen và xã Lá ký kết quy chế phối hợp.",
            ("regulation", ["xã Ba Mít", "xã Sen", "xã Lá"], None, None), id="three-communes",
        ),
        pytest.param(
            "các chi bộ trực thuộc ký giao ước thi đua năm 2036.",
            ("commitment", ["các chi bộ trực thuộc"], 2036, 2036), id="those-below",
        ),
        pytest.param(
            "Huyện ủy Nón làm việc với Huyện ủy Tre. Hai huyện ký kết chương trình hợp tác.",
            ("programme", ["Huyện ủy Nón", "Huyện ủy Tre"], None, None), id="both-districts",
        ),
        pytest.param(
            "đại diện lãnh đạo hai đơn vị Đồn Biên phòng Sóng Xô và Hải đội 3 đã ký quy chế hiệp"
            " đồng.",
            ("regulation", ["Đồn Biên phòng Sóng Xô", "Hải đội 3"], None, None), id="joint-duty",
        ),
        pytest.param(
            "Hội Chè tỉnh tổng kết 5 năm thực hiện các chương trình phối hợp với Sở Mỏ, Tỉnh đoàn"
            " giai đoạn 2031-2036.",
            ("programme", ["Hội Chè tỉnh", "Sở Mỏ", "Tỉnh đoàn"], 2031, 2036), id="years-of-work",
        ),
        pytest.param(
            "Sở Mỏ và Sở Chè ký kết quy chế phối hợp giữa hai sở, chính quyền xã cũng ủng hộ.",
            ("regulation", ["Sở Mỏ", "Sở Chè"], None, None), id="who-only-helps",
        ),
        pytest.param(
            "Sở Mỏ và Sở Chè ký quy chế trao đổi tin tức về giá than.",
            ("regulation", ["Sở Mỏ", "Sở Chè"], None, None), id="a-regulation-on-a-matter",
        ),
        pytest.param(
            "Sở Mỏ và Sở Chè ký kết kế hoạch trồng rừng năm 2036.",
            ("plan", ["Sở Mỏ", "Sở Chè"], 2036, 2036), id="a-plan-on-a-matter",
        ),
        pytest.param(
            "Sở Mỏ và Sở Chè tổ chức hội nghị triển khai chương trình phối hợp năm 2036.",
            ("programme", ["Sở Mỏ", "Sở Chè"], 2036, 2036), id="begun-by-both",
        ),
        pytest.param(
            "Sở Mỏ và Sở Chè triển khai chương trình phối hợp giữa Bộ Mỏ và Bộ Chè năm 2036.",
            ("programme", ["Bộ Mỏ", "Bộ Chè"], 2036, 2036), id="begun-for-others",
        ),
    ],
)  # fmt: skip
def test_bound(text: str, found: Found) -> None:
    assert found_in(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Mỏ làm việc với các xã. Hai bên ký kết quy chế phối hợp.",
        "Sở Mỏ và Sở Chè sẽ triển khai chương trình phối hợp năm 2036.",
        "bản Na Mít ký bản cam kết.",
        "UBND xã ký ban hành quy chế dân chủ.",
        "Chủ tịch UBND xã ký quy chế chi tiêu.",
        "Sở Mỏ ký kết chương trình phối hợp với ông Lê Văn Mít.",
        "Hội Chè tổ chức ký giao ước giữa các đơn vị.",
    ],
)
def test_not_bound(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize("planned", ["dự kiến", "đề xuất", "bàn việc", "chuẩn bị tổ chức lễ"])
def test_what_is_only_planned_is_no_signing(planned: str) -> None:
    lead = f"Sáng 9/3/2036, Hội Chè tỉnh họp giao ban, {planned} ký kết chương trình phối hợp."
    event = read(f"Tin Hội Chè\n{lead}\n", "news").event

    assert event is not None
    assert event.kind == "briefing"


def test_a_memorandum_is_what_the_headline_calls_working_together() -> None:
    text = (
        "Ký kết phối hợp giữa huyện Nón và huyện Tre\nChiều 25/5/2036, UBND huyện Nón ký kết biên"
        " bản hợp tác với UBND huyện Tre, tỉnh Lá về trồng tre.\n"
    )
    told = read(text, "news").agreements

    assert [(x.kind, [each.name for each in x.parties]) for x in told] == [
        ("other", ["UBND huyện Nón", "UBND huyện Tre"])
    ]


def test_the_two_who_met_have_the_names_of_the_lead() -> None:
    text = (
        "Ban Chè làm việc với Báo Sen\nNgày 6/6/2036, Ban Chè và Thuốc tỉnh làm việc với Báo và"
        " Phát thanh Sen Hạ. Hai cơ quan ký kết chương trình phối hợp năm 2036.\n"
    )
    (told,) = read(text, "news").agreements

    assert [each.name for each in told.parties] == [
        "Ban Chè và Thuốc tỉnh", "Báo và Phát thanh Sen Hạ",
    ]  # fmt: skip
