"""Parties told by their field of work, under one head or by those who lead them; all made up."""

import pytest

from phoihop.reader.tests.test_represented import parties_in

HELD = "Diễn ra lễ ký kết quy chế phối hợp giữa "


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        (
            "các ngành: Công an, Quân sự, Kiểm lâm và Nông nghiệp",
            ["Công an", "Quân sự", "Kiểm lâm", "Nông nghiệp"],
        ),
        (
            "bốn ngành Công an, Quân sự, Kiểm lâm và Thuế",
            ["Công an", "Quân sự", "Kiểm lâm", "Thuế"],
        ),
        (
            "các ngành: Công an, Kiểm lâm, Nông nghiệp và Môi trường",
            ["Công an", "Kiểm lâm", "Nông nghiệp và Môi trường"],
        ),
        (
            "các ngành: Công an, Giáo dục và Đào tạo và Y tế",
            ["Công an", "Giáo dục và Đào tạo", "Y tế"],
        ),
        (
            "các đơn vị: Công an, Kiểm lâm và Mặt trận Tổ quốc",
            ["Công an", "Kiểm lâm", "Mặt trận Tổ quốc"],
        ),
        (
            "Sở Mỏ với các cơ quan gồm: Kiểm lâm, Thuế và Nông nghiệp và Phát triển nông thôn",
            ["Sở Mỏ", "Kiểm lâm", "Thuế", "Nông nghiệp và Phát triển nông thôn"],
        ),
        ("Công an và Kiểm lâm", ["Công an", "Kiểm lâm"]),
        (
            "Sở Nông nghiệp và Môi trường và Sở Mỏ",
            ["Sở Nông nghiệp và Môi trường", "Sở Mỏ"],
        ),
        (
            "Ban Tuyên giáo và Dân vận Tỉnh ủy và Sở Mỏ",
            ["Ban Tuyên giáo và Dân vận Tỉnh ủy", "Sở Mỏ"],
        ),
        (
            "Sở Mỏ với các Đài Truyền thanh (ĐTT) Tre Vàng và Bến Lúa",
            ["Sở Mỏ", "Đài Truyền thanh Tre Vàng", "Đài Truyền thanh Bến Lúa"],
        ),
        (
            "Sở Mỏ với các đài truyền thanh: Tre Vàng, Bến Lúa",
            ["Sở Mỏ", "đài truyền thanh Tre Vàng", "đài truyền thanh Bến Lúa"],
        ),
        (
            "Sở Mỏ với các Sở Giáo Dục và Đào Tạo trong vùng",
            ["Sở Mỏ", "các Sở Giáo Dục và Đào Tạo trong vùng"],
        ),
    ],
)
def test_fields_of_a_list(told: str, parties: list[str]) -> None:
    assert parties_in(f"{HELD}{told}.") == [parties]


@pytest.mark.parametrize(
    ("who", "parties"),
    [
        ("Hai bộ Y tế và Giáo dục và Đào tạo", ["bộ Y tế", "bộ Giáo dục và Đào tạo"]),
        ("Hai bộ Giáo dục và Đào tạo và Y tế", ["bộ Giáo dục và Đào tạo", "bộ Y tế"]),
        ("Hôm qua, hai sở Mỏ và Chè đã", ["sở Mỏ", "sở Chè"]),
        ("Ba ngành Công an, Kiểm lâm và Thuế", ["Công an", "Kiểm lâm", "Thuế"]),
        (
            "Các Đài Truyền thanh (ĐTT) Tre Vàng, Bến Lúa và Sen Hạ",
            ["Đài Truyền thanh Tre Vàng", "Đài Truyền thanh Bến Lúa", "Đài Truyền thanh Sen Hạ"],
        ),
        ("Nhằm phối hợp với hai sở Tre và Mây, Sở Mỏ và Sở Chè", ["Sở Mỏ", "Sở Chè"]),
        ("Hai ngành", []),
        (
            "Đồn Biên phòng Na Mít cùng chính quyền xã và các tổ tự quản đường biên",
            ["Đồn Biên phòng Na Mít", "chính quyền xã", "các tổ tự quản đường biên"],
        ),
        (
            "Ngày 8/3, cấp ủy, chính quyền xã Tre Vàng và Đồn Biên phòng Na Mít đã",
            ["cấp ủy", "chính quyền xã Tre Vàng", "Đồn Biên phòng Na Mít"],
        ),
        ("Giáo xứ Na Cam và UBND xã Tre Vàng", ["Giáo xứ Na Cam", "UBND xã Tre Vàng"]),
        ("Kho Lúa Bến Sen - Cục Than - Sở Mỏ", ["Cục Than", "Sở Mỏ"]),
        (
            "Hội Chè 2 xã Tre Vàng, Bến Lúa và Trạm Khuyến nông huyện",
            ["Hội Chè xã Tre Vàng", "Hội Chè xã Bến Lúa", "Trạm Khuyến nông huyện"],
        ),
        (
            "Đồn Biên phòng Na Mít và xã Tre Vàng kết nghĩa,",
            ["Đồn Biên phòng Na Mít", "xã Tre Vàng"],
        ),
        ("Hội Chè tỉnh - Cục Than", ["Hội Chè tỉnh", "Cục Than"]),
        ("Hội Chè Bến Lúa - Cục Than Bến Lúa", ["Hội Chè Bến Lúa", "Cục Than Bến Lúa"]),
        ("Sở Mỏ - Địa chất và Sở Chè", ["Sở Mỏ - Địa chất", "Sở Chè"]),
    ],
)
def test_fields_that_sign(who: str, parties: list[str]) -> None:
    assert parties_in(f"{who} ký kết quy chế phối hợp.") == ([parties] if parties else [])


@pytest.mark.parametrize(
    ("who", "parties"),
    [
        ("Giám đốc Sở Mỏ và Giám đốc Sở Chè", ["Sở Mỏ", "Sở Chè"]),
        (
            "Ông Lê Văn Mít, Giám đốc Sở Mỏ và bà Bùi Thị Cam, Bí thư Tỉnh đoàn",
            ["Sở Mỏ", "Tỉnh đoàn"],
        ),
        ("Giám đốc Sở Mỏ và Phó Giám đốc Sở Mỏ", ["Sở Mỏ"]),
        ("Chủ tịch Hội Nông dân tỉnh Lê Văn Mít đã", ["Hội Nông dân tỉnh"]),
        ("Hiệu trưởng Trường THPT Lê Văn Mít", ["Trường THPT Lê Văn Mít"]),
        ("Giám đốc Sở Mỏ và Giám đốc Sở Chè dự lễ", []),
        ("Các cơ sở hội Chè đăng ký,", ["Các cơ sở hội Chè"]),
    ],
)
def test_who_sign_with_others(who: str, parties: list[str]) -> None:
    with_others = f"{who} ký kết chương trình phối hợp với các huyện miền núi."

    assert parties_in(with_others) == ([[*parties, "các huyện miền núi"]] if parties else [])


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("8 trưởng thôn ký giao ước thi đua", ["8 trưởng thôn"]),
        ("Đại diện 12 bí thư chi bộ đã ký giao ước thi đua", ["12 bí thư chi bộ"]),
        ("Xã Tre ký giao ước thi đua với 8 trưởng thôn", ["Xã Tre", "8 trưởng thôn"]),
        ("8 trưởng thôn nêu ý kiến về việc ký giao ước thi đua", []),
        ("Trưởng thôn 8 ký giao ước thi đua", []),
    ],
)
def test_many_who_lead_pledge(sentence: str, parties: list[str]) -> None:
    assert parties_in(f"{sentence} năm 2036.") == ([parties] if parties else [])
