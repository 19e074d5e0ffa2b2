"""Turns that look like others and tell something else: joint hosts, posts, acts, presence."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_events import agreements_in
from phoihop.reader.tests.test_parts import roles_in
from phoihop.reader.tests.test_wordings import posts_and_roles


@pytest.mark.parametrize(
    ("lead", "host"),
    [
        (
            "tại hội trường UBND xã Đoài, Đảng ủy, UBND và UBMTTQ xã Đoài",
            "Đảng ủy, UBND và UBMTTQ xã Đoài",
        ),
        ("tại phòng họp số 2, Sở Y tế, Sở Nội vụ", "Sở Y tế, Sở Nội vụ"),
        ("tại Trung tâm Hội nghị huyện, Huyện ủy, UBND huyện Mơ", "Huyện ủy, UBND huyện Mơ"),
        ("tại Nhà văn hóa xã Mơ, Huyện ủy Mơ, Hội Nông dân tỉnh", "Huyện ủy Mơ, Hội Nông dân tỉnh"),
        ("tại Hội trường tầng 3, Học viện Ba Mít, Khối thi đua số 6", "Khối thi đua số 6"),
        (
            "tại hội trường B, Khối thi đua số 1, Khối thi đua số 2",
            "Khối thi đua số 1, Khối thi đua số 2",
        ),
        ("tại hội trường A, Trường Chính trị tỉnh, Cụm thi đua số 2", "Cụm thi đua số 2"),
    ],
)
def test_two_bodies_behind_a_room(lead: str, host: str) -> None:
    event = read(f"Hội nghị\nSáng 5/3/2031, {lead} tổ chức hội nghị tổng kết.\n", "news").event

    assert event is not None
    assert event.host is not None
    assert event.host.name == host


@pytest.mark.parametrize(
    ("told", "post", "role"),
    [
        ("Bí thư Đảng ủy xã mới sáp nhập, chủ trì", "Bí thư Đảng ủy xã mới sáp nhập", "chair"),
        ("Chủ tịch HĐND huyện lâm thời, phát biểu", "Chủ tịch HĐND huyện lâm thời", "speaker"),
        ("Chủ tịch UBND phường mới, chủ trì", "Chủ tịch UBND phường mới", "chair"),
        ("Chủ tịch UBND xã anh hùng Ba Mơ dự", "Chủ tịch UBND xã anh hùng Ba Mơ", "attendee"),
        ("Chủ tịch UBND xã nêu rõ việc cần làm", "Chủ tịch UBND xã", "speaker"),
        ("Bí thư Đảng ủy xã đã chủ trì", "Bí thư Đảng ủy xã", "chair"),
        ("Chủ tịch UBND huyện vắng mặt", "Chủ tịch UBND huyện", None),
        ("Phó Chủ tịch UBND tỉnh cắt băng", "Phó Chủ tịch UBND tỉnh", None),
        ("Chủ tịch UBND xã rung chuông khai hội", "Chủ tịch UBND xã", None),
        ("Bí thư Đảng ủy phường lắng nghe bà con", "Bí thư Đảng ủy phường", None),
    ],
)
def test_small_words_of_a_post(told: str, post: str, role: str | None) -> None:
    text = f"Họp xã\nSáng 5/3/2031, UBND xã Mơ họp. Bà Lê Thị Mít, {told}.\n"

    assert posts_and_roles(text) == {"Lê Thị Mít": ((post,), (role,) if role else ())}


def test_a_post_for_a_time_before_the_name() -> None:
    found = posts_and_roles("Họp xã\nChủ tịch UBND xã lâm thời Lê Văn Mít chủ trì hội nghị.\n")

    assert found == {"Lê Văn Mít": (("Chủ tịch UBND xã lâm thời",), ("chair",))}


@pytest.mark.parametrize(
    ("told", "speaks"),
    [
        ("được nêu gương trước toàn huyện", False),
        ("được nêu tên trong báo cáo", False),
        ("được trao đổi công việc", False),
        ("được báo cáo viên khen", False),
        ("được kể vào danh sách", False),
        ("được đề nghị khen thưởng", False),
        ("bị đề nghị kỷ luật", False),
        ("bị nhắc nhở hai lần", False),
        ("ở xã Đông bị đề nghị kỷ luật", False),
        ("ở xã Đông đề nghị sửa đường", True),
        ("được phát biểu trước tiên", True),
        ("được trình bày tham luận", True),
        ("được chia sẻ kinh nghiệm", True),
        ("được bày tỏ nguyện vọng", True),
        ("được nêu ý kiến", True),
        ("được nói lên tâm tư", True),
        ("được tham luận tại đại hội", True),
        ("được thay mặt lớp phát biểu", True),
        ("thay mặt Huyện ủy nhận thấy còn thiếu sót", True),
        ("thay mặt nhà trường nhận lỗi với phụ huynh", True),
        ("thay mặt Đảng ủy nhận xét tình hình", True),
    ],
)
def test_what_is_done_to_a_person_and_by_her(told: str, *, speaks: bool) -> None:
    text = f"Họp huyện\nSáng 5/3/2031, UBND huyện Mơ họp. Bà Lê Thị Mít {told}."

    assert roles_in(text) == {"Lê Thị Mít": ["speaker"] if speaks else []}


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Dự thảo báo cáo có ông Lê Văn Mít đóng góp bằng văn bản.", None),
        ("Dự kiến có đồng chí Lê Văn Mít đến.", None),
        ("Dự toán do ông Lê Văn Mít lập.", None),
        ("Lãnh đạo Sở dự giờ dạy có thầy Lê Văn Mít.", None),
        ("Các em được dự lớp có em Lê Văn Mít.", None),
        ("Đại biểu dự khuyết có ông Lê Văn Mít.", None),
        ("Lãnh đạo xã dự có ông Lê Văn Mít.", "attendee"),
        ("Lãnh đạo xã dự thính có ông Lê Văn Mít.", "attendee"),
        ("Lãnh đạo xã dự buổi lễ có ông Lê Văn Mít.", "attendee"),
        ("Khách mời tham dự hội nghị có ông Lê Văn Mít.", "attendee"),
        ("Dự hội nghị có ông Lê Văn Mít.", "attendee"),
        ("Có sự tham dự của các xã, theo lời mời của: Ông Lê Văn Mít.", None),
        ("Buổi lễ có sự tham dự của: Ông Lê Văn Mít.", "attendee"),
        ("Sau đây là các văn bản đã ký kết: Ông Lê Văn Mít giữ bản gốc.", None),
        ("Đại diện hai bên ký kết: Ông Lê Văn Mít.", "signer"),
    ],
)
def test_who_is_present_and_who_signs(sentence: str, role: str | None) -> None:
    text = f"Họp huyện\nSáng 5/3/2031, UBND huyện Mơ họp. {sentence}"

    assert roles_in(text) == {"Lê Văn Mít": [role] if role else []}


@pytest.mark.parametrize(
    "told", ["Thầy Hoa Sen - Nghệ Tĩnh nói.", "Ông Trời Xanh - Mây Trắng đến dự."]
)
def test_two_words_and_two_joined_by_a_dash_are_no_name(told: str) -> None:
    assert not any("-" in name for name in roles_in(f"Họp huyện\nSáng 5/3/2031. {told}"))


@pytest.mark.parametrize(
    "party", ["Công an các quận 1, 3 và Ba Mít", "Hội Nông dân các xã Mơ, Mận và Cam"]
)
def test_the_places_of_who_signs_besides(party: str) -> None:
    text = (
        "Sáng 5/3/2031, Sở Y tế và Hội Phụ nữ tỉnh đã ký kết chương trình phối hợp. Trước đó,"
        f" {party} cũng đã ký kết quy chế phối hợp với Bộ Chỉ huy Quân sự tỉnh."
    )

    assert agreements_in(text)[1][1] == [party, "Bộ Chỉ huy Quân sự tỉnh"]
