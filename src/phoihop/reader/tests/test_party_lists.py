"""Parties that a text lists behind a colon; every name is made up."""

import pytest

from phoihop.reader import read


def parties_of(sentence: str) -> list[list[str]]:
    agreements = read(f"Tin huyện\n{sentence}\n", "news").agreements
    return [[party.name for party in agreement.parties] for agreement in agreements]


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        (
            "Công an huyện đã ký kết chương trình phối hợp với các đoàn thể gồm: Huyện đoàn, Hội"
            " Nông dân và Hội Phụ nữ.",
            ["Công an huyện", "Huyện đoàn", "Hội Nông dân", "Hội Phụ nữ"],
        ),
        (
            "Ủy ban MTTQ huyện đã ký kết chương trình phối hợp với 2 đoàn thể và các cơ quan,"
            " đơn vị của huyện gồm: Phòng Tư pháp, Huyện đoàn và Hội Luật gia.",
            ["Ủy ban MTTQ huyện", "Phòng Tư pháp", "Huyện đoàn", "Hội Luật gia"],
        ),
        (
            "Sáng 5/6/2031 tổng kết quy chế phối hợp bảo vệ rừng giữa tỉnh Ba Mít với các tỉnh: Cây"
            " Me, Đồng Lá và Sông Con.",
            ["tỉnh Ba Mít", "tỉnh Cây Me", "tỉnh Đồng Lá", "tỉnh Sông Con"],
        ),
        (
            "Công an huyện đã ký kết chương trình phối hợp với 3 đơn vị là Huyện đoàn, Hội Nông dân"
            " và Hội Phụ nữ.",
            ["Công an huyện", "Huyện đoàn", "Hội Nông dân", "Hội Phụ nữ"],
        ),
        (
            "Sở Mỏ đã ký kết chương trình phối hợp với 2 bệnh viện là Bệnh viện Sen và Bệnh viện"
            " Chè.",
            ["Sở Mỏ", "Bệnh viện Sen", "Bệnh viện Chè"],
        ),
        (
            "Công an huyện đã ký kết chương trình phối hợp với Huyện đoàn và các đơn vị là bạn.",
            ["Công an huyện", "Huyện đoàn", "các đơn vị là bạn"],
        ),
        (
            "Công an huyện đã ký kết quy chế phối hợp với các trường học trên địa bàn, gồm 4"
            " chương: quy định chung, nội dung phối hợp.",
            ["Công an huyện", "các trường học trên địa bàn"],
        ),
    ],
)
def test_lists_behind_a_colon(sentence: str, parties: list[str]) -> None:
    assert parties_of(sentence) == [parties]


def test_a_rule_for_all_of_a_level_is_no_agreement() -> None:
    sentence = (
        "Huyện ủy quán triệt Quyết định về việc ban hành Quy chế phối hợp giữa Ban Tuyên giáo các"
        " cấp với cơ quan quản lý nhà nước cùng cấp."
    )

    assert parties_of(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "signed"),
    [
        ("Hai xã Ba Mít và Cây Me chưa thống nhất ký kết quy chế phối hợp giữ rừng", False),
        ("Hội Phụ nữ xã không ký kết giao ước thi đua với Đoàn xã", False),
        ("Xã đề nghị hai bên sớm ký kết chương trình phối hợp giữa Công an xã và Đoàn xã", False),
        ("Công an xã và Đoàn xã ký kết chương trình phối hợp không để xảy ra cháy rừng", True),
    ],
)
def test_what_is_not_signed_is_no_agreement(sentence: str, *, signed: bool) -> None:
    reading = read(f"Tin xã\nSáng 5/6/2031, {sentence}.\n", "news")

    assert bool(reading.agreements) is signed
    assert (reading.event is not None and reading.event.kind == "signing") is signed


def test_a_rule_of_one_body_with_those_of_its_level_is_its_own() -> None:
    sentence = (
        "Sáng 5/6/2031, Huyện ủy sơ kết thực hiện Quy chế phối hợp giữa Ban Tuyên giáo Huyện ủy với"
        " cơ quan nhà nước cùng cấp."
    )

    assert parties_of(sentence) == [["Ban Tuyên giáo Huyện ủy", "cơ quan nhà nước cùng cấp"]]
