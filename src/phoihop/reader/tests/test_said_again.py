"""Who goes on speaking without a name, and posts told twice, with a place or in other forms."""

import pytest

from phoihop.reader.tests.test_people import people_in

HELD = "Dự buổi lễ có ông Lê Văn Mít, Chủ tịch UBND xã. "


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        (HELD + "Ông cũng cho biết, con đường đã xong.", True),
        (HELD + "Bà con vỗ tay. Ông cũng cho biết, con đường đã xong.", True),
        (HELD + "Ông Trần Văn Cam cho biết, con đường đã xong.", False),
        (HELD + "Ông trời cho biết mùa.", False),
        (HELD + "Bà con cho biết, con đường đã xong.", False),
        (HELD + "Ai cũng vui. Cờ bay. Trống giục. Ông cho biết, con đường đã xong.", False),
        ("Dự có ông Lê Văn Mít, Chủ tịch xã và bà Lê Thị Én. Ông cho biết, đường đã xong.", False),
        ("Ông Lê Văn Mít trao quà cho các ông Trần Cam, Bùi Văn Ổi và phát biểu dặn dò.", True),
        ("Bà Lê Thị Én trao quà cho ông Lê Văn Mít và phát biểu dặn dò.", False),
    ],
)
def test_who_goes_on_speaking(text: str, speaks: bool) -> None:
    assert ("speaker" in people_in(text)["Lê Văn Mít"][1]) is speaks


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Ông Lê Văn Mít, Chủ tịch UBND xã Đồng Mơ, huyện Cây Me cho biết đã đủ.",
         ["Chủ tịch UBND xã Đồng Mơ, huyện Cây Me"]),
        ("Chủ tịch UBND xã Đồng Mơ, huyện Cây Me (Ba Mít) Lê Văn Mít cho biết đã đủ.",
         ["Chủ tịch UBND xã Đồng Mơ, huyện Cây Me"]),
        ("Ông Lê Văn Mít, Bí thư Đảng ủy phường Ba, TP. Cây Me, Chủ tịch HĐND phường Ba dự.",
         ["Bí thư Đảng ủy phường Ba, TP. Cây Me", "Chủ tịch HĐND phường Ba"]),
        ("Ông Lê Văn Mít, Chủ tịch UBND xã Đồng Mơ, huyện đang chờ quyết định.",
         ["Chủ tịch UBND xã Đồng Mơ"]),
        ("Bí thư Tỉnh ủy Ba Mít, ông Lê Văn Mít dự. Bí thư Tỉnh ủy tỉnh Ba Mít Lê Văn Mít phát "
         "biểu.", ["Bí thư Tỉnh ủy Ba Mít"]),
        ("Ông Lê Văn Mít, Trưởng ban Ban Dân vận Huyện ủy dự. Trưởng Ban Dân vận Huyện ủy Lê Văn "
         "Mít kết luận.", ["Trưởng Ban Dân vận Huyện ủy"]),
        ("Trưởng Ban Dân vận Huyện ủy Lê Văn Mít dự. Ông Lê Văn Mít, Trưởng ban Ban Dân vận Huyện "
         "ủy kết luận.", ["Trưởng Ban Dân vận Huyện ủy"]),
        ("Tại cuộc họp, Bí thư Huyện ủy Ba Mít, ông Lê Văn Mít yêu cầu làm ngay.",
         ["Bí thư Huyện ủy Ba Mít"]),
        ("Bà Lê Thị Én, Bí thư Huyện ủy Ba Mít, ông Lê Văn Mít yêu cầu làm ngay.", []),
    ],
)  # fmt: skip
def test_posts_with_a_place_or_told_twice(text: str, posts: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"][0] == posts


def test_who_runs_the_room_of_a_meeting_by_video_chairs() -> None:
    people = people_in(
        "Ông Lê Văn Mít chủ trì hội nghị trực tuyến. Phó Chủ tịch UBND tỉnh Trần Văn Cam và Chánh "
        "Thanh tra tỉnh Lê Thị Én điều hành điểm cầu Ba Mít."
    )
    assert people["Trần Văn Cam"][1] == people["Lê Thị Én"][1] == ["chair"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Ông Mít chủ trì hội nghị.", ["chair", "attendee"]),
        ("Ông Mít ngồi hàng đầu.", ["attendee"]),
        ("Bà Trần Thị Cam chủ trì hội nghị. Ông Mít chủ trì tổ thảo luận số 2.", ["attendee"]),
    ],
)
def test_who_chairs_by_the_given_name(text: str, roles: list[str]) -> None:
    people = people_in(f"Dự hội nghị có ông Lê Văn Mít, Bí thư Huyện ủy. {text}")
    assert people["Lê Văn Mít"][1] == roles
