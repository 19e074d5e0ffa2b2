"""The place behind a comma that belongs to a post: "Phó Bí thư Huyện ủy, huyện Ba Mít"."""

import pytest

from phoihop.reader import read

_HELD = "Ngày 5/3/2031, UBND tỉnh tổ chức hội nghị. "


def posts_of(text: str, name: str = "Lê Văn Cam") -> list[str]:
    """Return the posts of one person, each the exact words of the text."""
    people = read(_HELD + text, kind="news").people
    person = next(person for person in people if person.name == name)
    assert all(post.text == (_HELD + text)[post.start : post.end] for post in person.positions)
    return [post.title for post in person.positions]


@pytest.mark.parametrize(
    "post",
    [
        "Phó Bí thư Huyện ủy, huyện Ba Mít",
        "Trưởng Ban Tuyên giáo Huyện ủy, huyện Ba Mít",
        "Bí thư Thị ủy, thị xã Ba Mít",
        "Bí thư Thành ủy, thành phố Ba Mít",
        "Bí thư Đảng ủy, xã Ba Mít",
        "Bí thư Đảng ủy, thị trấn Ba Mít",
        "Bí thư Đảng ủy, phường Ba Mít, thành phố Bình An",
        "Phó Chủ tịch UBND, huyện Ba Mít",
        "Chủ tịch Ủy ban nhân dân, xã Ba Mít, huyện Cây Me",
        "Chủ tịch UBND huyện Cây Me, tỉnh Bình An",
        "Chủ tịch UBND xã Ba Mít, huyện Cây Me, tỉnh Bình An",
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "Dự có ông Lê Văn Cam, {}.",
        "Dự có ông Lê Văn Cam, {}; bà Hà Thị Na, giáo viên.",
        "Ông Lê Văn Cam, {} phát biểu.",
        "Ông Lê Văn Cam, {} đã dự.",
        "{} Lê Văn Cam phát biểu.",
    ],
)
def test_the_district_belongs_to_the_post(around: str, post: str) -> None:
    assert posts_of(around.format(post)) == [post]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param(
            "Theo ông Lê Văn Cam, Phó Bí thư Huyện ủy, huyện Ba Mít đã trồng 12 ha cây.",
            ["Phó Bí thư Huyện ủy"], id="the-district-has-done-it",
        ),
        pytest.param(
            "Theo ông Lê Văn Cam, Phó Bí thư Huyện ủy, huyện Ba Mít đề nghị tỉnh hỗ trợ.",
            ["Phó Bí thư Huyện ủy"], id="the-district-asks",
        ),
        pytest.param(
            "Ông Lê Văn Cam, Bí thư Đảng ủy, huyện Ba Mít phát biểu.",
            ["Bí thư Đảng ủy"], id="another-level",
        ),
        pytest.param(
            "Dự có ông Lê Văn Cam, Bí thư Huyện ủy, huyện đoàn viên Ba Mít.",
            ["Bí thư Huyện ủy"], id="no-name-of-a-place",
        ),
        pytest.param(
            "Dự có ông Lê Văn Cam, Phó Bí thư Huyện ủy, Chủ tịch UBND huyện Ba Mít.",
            ["Phó Bí thư Huyện ủy", "Chủ tịch UBND huyện Ba Mít"], id="another-post",
        ),
        pytest.param(
            "Dự có ông Lê Văn Cam, Bí thư Huyện ủy Cây Me, huyện Ba Mít và các xã.",
            ["Bí thư Huyện ủy Cây Me"], id="a-body-with-its-place",
        ),
    ],
)  # fmt: skip
def test_what_only_stands_behind_is_no_part_of_the_post(text: str, posts: list[str]) -> None:
    assert posts_of(text) == posts
