"""Names of places beside names of persons: where the one ends and the other begins."""

import pytest

from phoihop.reader.tests.test_wordings import posts_and_roles


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        pytest.param(
            "Bí thư Đảng ủy phường Tương Mai Võ Xuân Khoai phát biểu.",
            {"Võ Xuân Khoai": ("Bí thư Đảng ủy phường Tương Mai",)},
            id="the-second-word-is-a-family's-too",
        ),
        pytest.param(
            "Chủ tịch UBND xã Sơn Kim Lê Thị Dừa phát biểu.",
            {"Lê Thị Dừa": ("Chủ tịch UBND xã Sơn Kim",)}, id="both-words-are-families'",
        ),
        pytest.param(
            "Bí thư Đảng ủy đặc khu Lý Sơn Nguyễn Văn Mít phát biểu.",
            {"Nguyễn Văn Mít": ("Bí thư Đảng ủy đặc khu Lý Sơn",)}, id="an-island",
        ),
        pytest.param(
            "Chủ tịch UBND xã Ba Trần Văn Mít phát biểu.",
            {"Trần Văn Mít": ("Chủ tịch UBND xã Ba",)}, id="a-place-of-one-word",
        ),
        pytest.param(
            "Đồng chí Lê Văn Mít, Phó Bí thư Huyện đoàn Sơn Động chủ trì hội nghị.",
            {"Lê Văn Mít": ("Phó Bí thư Huyện đoàn Sơn Động",)}, id="the-youth-of-a-district",
        ),
        pytest.param(
            "Bí thư Tỉnh đoàn Lê Văn Mít phát biểu.", {"Lê Văn Mít": ("Bí thư Tỉnh đoàn",)},
            id="the-youth-without-its-place",
        ),
        pytest.param(
            "Chủ tịch Ủy ban MTTQ phường Thượng Cát Văn Thúy Mít phát biểu.",
            {"Văn Thúy Mít": ("Chủ tịch Ủy ban MTTQ phường Thượng Cát",)},
            id="both-may-be-words-of-a-place",
        ),
        pytest.param(
            "Bí thư chi bộ khu phố Đông Mai Trần Thị Mít phát biểu.",
            {"Trần Thị Mít": ("Bí thư chi bộ khu phố Đông Mai",)}, id="a-quarter",
        ),
        pytest.param(
            "Tham dự có Phó Chủ tịch UBND tỉnh Hoàng Mít.",
            {"Hoàng Mít": ("Phó Chủ tịch UBND tỉnh",)}, id="no-province-is-called-so",
        ),
        pytest.param(
            "Bí thư chi bộ, trưởng thôn Trần Mít nói.",
            {"Trần Mít": ("Bí thư chi bộ", "trưởng thôn")}, id="the-head-of-a-hamlet",
        ),
        pytest.param(
            "Huyện có 217 Bà Mẹ Việt Nam Anh hùng và tặng quà Mẹ Việt Nam anh hùng Lê Thị Dừa.",
            {"Lê Thị Dừa": ()}, id="a-title-of-honour",
        ),
        pytest.param(
            "Đến dự có Thượng tọa Thích Minh Mít, Hòa thượng Danh Cam.",
            {"Thích Minh Mít": (), "Danh Cam": ()}, id="monks",
        ),
    ],
)  # fmt: skip
def test_place_and_person(sentence: str, people: dict[str, tuple[str, ...]]) -> None:
    found = posts_and_roles(f"Tổng kết công tác năm\n{sentence}\n")

    assert {name: posts for name, (posts, _) in found.items()} == people
