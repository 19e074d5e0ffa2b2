"""A place behind a comma: where a body is, or a party of its own; every name is made up."""

import pytest

from phoihop.reader.tests.test_represented import parties_in


@pytest.mark.parametrize(
    ("partners", "parties"),
    [
        ("Đồn Biên phòng Cửa Sò, tỉnh Bến Lúa", ["Đồn Biên phòng Cửa Sò"]),
        ("Trung đoàn 77, tỉnh Bến Lúa giai đoạn 2036-2038", ["Trung đoàn 77"]),
        ("Trường Cao đẳng Chè, tỉnh Bến Lúa, và Sở Mỏ", ["Trường Cao đẳng Chè", "Sở Mỏ"]),
        (
            "Đồn Biên phòng Cửa Sò, xã Tre Vàng, huyện Sen Hạ và Hội Nông dân tỉnh",
            ["Đồn Biên phòng Cửa Sò", "Hội Nông dân tỉnh"],
        ),
        (
            "Huyện đoàn Sen Hạ, tỉnh Bến Lúa và Huyện đoàn Tre Vàng, tỉnh Nón",
            ["Huyện đoàn Sen Hạ", "Huyện đoàn Tre Vàng"],
        ),
        (
            "xã Tre Vàng, huyện Sen Hạ và xã Bến Lúa, huyện Nón",
            ["xã Tre Vàng", "xã Bến Lúa"],
        ),
        ("Đồn Biên phòng Cửa Sò và tỉnh Bến Lúa", ["Đồn Biên phòng Cửa Sò", "tỉnh Bến Lúa"]),
        (
            "Đồn Biên phòng Cửa Sò, huyện Sen Hạ và huyện Bến Lúa",
            ["Đồn Biên phòng Cửa Sò", "huyện Sen Hạ", "huyện Bến Lúa"],
        ),
        (
            "Hạt Kiểm lâm, xã Tre Vàng, xã Bến Lúa và thị trấn Nón",
            ["Hạt Kiểm lâm", "xã Tre Vàng", "xã Bến Lúa", "thị trấn Nón"],
        ),
        ("Sở Mỏ, huyện Sen Hạ", ["Sở Mỏ", "huyện Sen Hạ"]),
        ("Bộ Mỏ, tỉnh Bến Lúa", ["Bộ Mỏ", "tỉnh Bến Lúa"]),
        (
            "Công an tỉnh, thành phố Bến Lúa và Sở Mỏ",
            ["Công an tỉnh", "thành phố Bến Lúa", "Sở Mỏ"],
        ),
        (
            "Bảo hiểm xã hội tỉnh, huyện Sen Hạ và Sở Mỏ",
            ["Bảo hiểm xã hội tỉnh", "huyện Sen Hạ", "Sở Mỏ"],
        ),
        ("Hội Nông dân, Tỉnh đoàn Bến Lúa", ["Hội Nông dân", "Tỉnh đoàn Bến Lúa"]),
    ],
)
def test_where_a_partner_is(partners: str, parties: list[str]) -> None:
    sentence = f"Ban Thuyền bè ký kết chương trình phối hợp với {partners}."

    assert parties_in(sentence) == [["Ban Thuyền bè", *parties]]
