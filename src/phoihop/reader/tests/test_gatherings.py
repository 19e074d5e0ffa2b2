"""Who is there together with whom, who answers whom, who leads and what is handed over."""

import pytest

from phoihop.reader import read

_DAY = "Sáng 5/3/2031, "


def roles_in(text: str) -> dict[str, tuple[str, ...]]:
    return {person.name: person.roles for person in read(_DAY + text, kind="news").people}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(
            "Bí thư Tỉnh ủy Lê Văn Mít dự cùng bà Hà Thị Na, Phó Bí thư và ông Đỗ Văn Cam.",
            {"Lê Văn Mít": ("attendee",), "Hà Thị Na": ("attendee",), "Đỗ Văn Cam": ("attendee",)},
            id="there-with-others",
        ),
        pytest.param(
            "ông Lê Văn Mít tham dự cùng với bà Hà Thị Na.",
            {"Lê Văn Mít": ("attendee",), "Hà Thị Na": ("attendee",)}, id="there-together-with",
        ),
        pytest.param(
            "ông Lê Văn Mít trồng cây cùng bà Hà Thị Na.",
            {"Lê Văn Mít": (), "Hà Thị Na": ()}, id="work-together",
        ),
        pytest.param(
            "xã họp. Trả lời câu hỏi của ông Lê Văn Mít, bà Hà Thị Na cho biết đã có đường.",
            {"Lê Văn Mít": (), "Hà Thị Na": ("speaker",)}, id="an-answer",
        ),
        pytest.param(
            "xã họp. Giải đáp câu hỏi của cử tri Lê Văn Mít, ông Đỗ Văn Cam, Chủ tịch UBND xã nêu"
            " rõ lý do.",
            {"Lê Văn Mít": (), "Đỗ Văn Cam": ("speaker",)}, id="an-answer-by-post",
        ),
        pytest.param(
            "xã họp. Trả lời câu hỏi của cử tri, ông Lê Văn Mít và bà Hà Thị Na cho biết.",
            {"Lê Văn Mít": ("speaker",), "Hà Thị Na": ("speaker",)}, id="whose-question-is-told",
        ),
        pytest.param(
            "xã họp. Theo ông Lê Văn Mít, bà Hà Thị Na, cây đã lớn.",
            {"Lê Văn Mít": ("speaker",), "Hà Thị Na": ("speaker",)}, id="two-who-say-it",
        ),
        pytest.param(
            "xã mở tọa đàm. Điều hành tọa đàm là bà Hà Thị Na.",
            {"Hà Thị Na": ("chair",)}, id="who-leads-a-talk",
        ),
        pytest.param(
            "huyện thăm gia đình Mẹ Việt Nam anh hùng Lèo Thị Pâng và thương binh Sú Văn Liễu.",
            {"Lèo Thị Pâng": (), "Sú Văn Liễu": ()}, id="heroes-of-rarer-families",
        ),
    ],
)  # fmt: skip
def test_roles_of_those_named_together(text: str, roles: dict[str, tuple[str, ...]]) -> None:
    assert roles_in(text) == roles


@pytest.mark.parametrize(
    ("lead", "kind", "host"),
    [
        (
            "Sáng 5/3/2031, Hội Làm vườn huyện bàn giao nhà cho gia đình ông Lê Văn Mít.",
            "ceremony", "Hội Làm vườn huyện",
        ),
        (
            "Sáng 5/3/2031, UBND xã Cây Me phối hợp với Công ty A bàn giao nhà cho 3 hộ.",
            "ceremony", "UBND xã Cây Me",
        ),
        ("Sáng 5/3/2031, Đoàn xã Cây Me tặng quà học sinh.", "ceremony", "Đoàn xã Cây Me"),
        (
            "Sáng 5/3/2031, đồng chí Phó Chủ tịch UBND tỉnh Lê Văn Mít cùng lãnh đạo Sở Xây dựng"
            " đã đi kiểm tra cầu Cây Me.",
            "visit", None,
        ),
    ],
)  # fmt: skip
def test_who_holds_what_is_handed_over_or_visited(lead: str, kind: str, host: str | None) -> None:
    event = read(f"Tin trong huyện\n{lead}", kind="news").event

    assert event is not None
    assert event.kind == kind
    assert (event.host.name if event.host else None) == host
