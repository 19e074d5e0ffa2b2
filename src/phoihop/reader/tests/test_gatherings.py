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
        pytest.param(
            "xã họp; các đảng viên Lê Văn Mít, Hà Thị Na tham luận; hai cử tri Đỗ Văn Cam, Vũ Thị"
            " Me phản ánh.",
            dict.fromkeys(["Lê Văn Mít", "Hà Thị Na", "Đỗ Văn Cam", "Vũ Thị Me"], ("speaker",)),
            id="several-of-a-kind",
        ),
        pytest.param(
            "xã họp; ông Lê Văn Mít, bà Hà Thị Na phát biểu.",
            {"Lê Văn Mít": (), "Hà Thị Na": ("speaker",)}, id="the-last-one-speaks",
        ),
        pytest.param(
            "sở họp. Ông Lê Văn Mít, Phó Giám đốc Sở Tư pháp đại diện cơ quan soạn thảo trình bày.",
            {"Lê Văn Mít": ("speaker",)}, id="for-an-office",
        ),
        pytest.param(
            "hội họp. Ông Lê Văn Mít, nguyên Chủ tịch Hội giai đoạn 2007 - 2017 ôn lại kỷ niệm.",
            {"Lê Văn Mít": ("speaker",)}, id="the-years-of-a-post",
        ),
        pytest.param(
            "huyện họp. Chủ trì có các đồng chí Thường trực Huyện ủy: Lê Văn Mít, Hà Thị Na.",
            {"Lê Văn Mít": ("chair",), "Hà Thị Na": ("chair",)}, id="those-of-a-committee",
        ),
        pytest.param(
            "tỉnh họp. Dự có lãnh đạo các Huyện ủy: Mít Long, Trà Cam, Dương Minh Sắn.",
            {}, id="committees-of-places",
        ),
        pytest.param(
            "huyện trao 5 giải A. Đến dự và trao giải có bà Hà Thị Na.",
            {"Hà Thị Na": ("attendee",)}, id="behind-a-letter-that-ranks",
        ),
        pytest.param(
            "huyện họp. Ông Lê Văn Mít, Giám đốc Sở Tài chính, Cụm trưởng và bà Hà Thị Na, Giám đốc"
            " Sở Y tế, Cụm phó chủ trì.",
            {"Lê Văn Mít": ("chair",), "Hà Thị Na": ("chair",)}, id="heads-of-a-cluster",
        ),
        pytest.param(
            "đoàn đi kiểm tra. Anh Lê Văn Mít, chỉ huy công trường cho hay đường sắp xong; bà Hà"
            " Thị Na, Chủ tịch UBND xã dặn dò công nhân.",
            {"Lê Văn Mít": ("speaker",), "Hà Thị Na": ("speaker",)}, id="what-one-does",
        ),
        pytest.param(
            "tỉnh họp. Giám đốc Sở Y tế Hà Thị Na, Giám đốc Sở Nông nghiệp và Môi trường Lê Văn Mít"
            " lần lượt trả lời các kiến nghị.",
            {"Hà Thị Na": ("speaker",), "Lê Văn Mít": ("speaker",)}, id="one-after-the-other",
        ),
        pytest.param(
            "xã họp. Các đại biểu Lê Văn Mít, Hà Thị Na đặt câu hỏi.",
            {"Lê Văn Mít": ("speaker",), "Hà Thị Na": ("speaker",)}, id="several-who-ask",
        ),
        pytest.param(
            "hai bên ký biên bản. Ký biên bản có ông Lê Văn Mít và bà Hà Thị Na, dưới sự chứng kiến"
            " của Phó Chủ tịch UBND tỉnh Đỗ Văn Cam.",
            {"Lê Văn Mít": ("signer",), "Hà Thị Na": ("signer",), "Đỗ Văn Cam": ("attendee",)},
            id="who-looks-on-signs-not",
        ),
        pytest.param(
            "đại đội họp. Binh nhất Tráng A Páo hứa quyết tâm.",
            {"Tráng A Páo": ("speaker",)}, id="a-private",
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
        (
            "Sáng 5/3/2031, HĐND huyện Cây Me bầu ông Lê Văn Mít làm Chủ tịch HĐND huyện.",
            "other", "HĐND huyện Cây Me",
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


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Báo cáo với Phó Thủ tướng, Chủ tịch UBND tỉnh Lê Văn Mít cho biết cây đã lớn.",
            ["Chủ tịch UBND tỉnh"],
        ),
        (
            "Tỉnh báo cáo với Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Lê Văn Mít.",
            ["Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh"],
        ),
        (
            "Ông Lê Văn Mít, Chánh Văn phòng UBND tỉnh, Người phát ngôn UBND tỉnh phát biểu.",
            ["Chánh Văn phòng UBND tỉnh", "Người phát ngôn UBND tỉnh"],
        ),
        (
            "Giám đốc Sở Nông nghiệp và Môi trường Lê Văn Mít phát biểu.",
            ["Giám đốc Sở Nông nghiệp và Môi trường"],
        ),
        (
            "Chi cục trưởng Chi cục Quản lý thị trường Lê Văn Mít phát biểu.",
            ["Chi cục trưởng Chi cục Quản lý thị trường"],
        ),
        (
            "Chủ tịch Hội Làm vườn tỉnh, ông Lê Văn Mít, mong tỉnh hỗ trợ.",
            ["Chủ tịch Hội Làm vườn tỉnh"],
        ),
    ],
)
def test_whose_posts_they_are(text: str, posts: list[str]) -> None:
    (person,) = read(f"{_DAY}tỉnh họp. {text}", kind="news").people

    assert [post.title for post in person.positions] == posts


def test_a_school_has_the_name_of_a_person() -> None:
    text = "Hiệu trưởng Trường Lê Văn Mít và giáo viên dự họp."

    assert read(f"{_DAY}xã họp. {text}", kind="news").people == ()
