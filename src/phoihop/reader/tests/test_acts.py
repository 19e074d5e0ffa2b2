"""What verbs and openings tell of a person's part, in ways that look like others; a row each."""

import pytest

from phoihop.reader.tests.test_parts import roles_in


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(
            "Tác giả Lê Văn Mít ký tặng sách cho bạn đọc. Ông Trần Văn Cam ký sổ lưu niệm.",
            {"Lê Văn Mít": [], "Trần Văn Cam": []},
            id="written-into-a-book",
        ),
        pytest.param(
            "Đồng chí Lê Văn Mít và đồng chí Trần Văn Cam cùng ký kết Chương trình phối hợp.",
            {"Lê Văn Mít": ["signer"], "Trần Văn Cam": ["signer"]},
            id="signed-together",
        ),
        pytest.param(
            "Đại diện hai bên ký kết: Đại tá Lê Văn Mít và bà Trần Thị Cam.",
            {"Lê Văn Mít": ["signer"], "Trần Thị Cam": ["signer"]},
            id="signers-behind-a-colon",
        ),
        pytest.param(
            "Hai bên ký quy chế trước sự chứng kiến của ông Lê Văn Mít, Bí thư Huyện ủy.",
            {"Lê Văn Mít": ["attendee"]},
            id="seen-by",
        ),
        pytest.param(
            "Chứng kiến lễ ký có đồng chí Lê Văn Mít, Bí thư Tỉnh ủy.",
            {"Lê Văn Mít": ["attendee"]},
            id="who-sees-the-signing",
        ),
        pytest.param(
            "Buổi lễ có sự tham dự và chúc mừng của: Đồng chí Lê Văn Mít – Bí thư Đảng ủy xã."
            " Đồng chí Trần Thị Cam – Phó Chủ tịch UBND xã. Ông Đỗ Văn Sắn trồng dừa.",
            {"Lê Văn Mít": ["attendee"], "Trần Thị Cam": ["attendee"], "Đỗ Văn Sắn": []},
            id="a-list-of-sentences",
        ),
        pytest.param(
            "Lãnh đạo huyện dự có các đồng chí: Bí thư Huyện ủy Lê Văn Mít; Chủ tịch UBND huyện"
            " Trần Văn Cam.",
            {"Lê Văn Mít": ["attendee"], "Trần Văn Cam": ["attendee"]},
            id="the-verb-behind-its-subject",
        ),
        pytest.param(
            "Các dự án của huyện có ông Lê Văn Mít, Trưởng thôn Đoài giúp sức.",
            {"Lê Văn Mít": []},
            id="a-project-behind-a-subject",
        ),
        pytest.param(
            "Tham gia đóng góp ý kiến tại hội nghị có các ông Lê Văn Mít, Trần Văn Cam.",
            {"Lê Văn Mít": ["speaker"], "Trần Văn Cam": ["speaker"]},
            id="taking-part-with-words",
        ),
        pytest.param(
            "Tham gia giải bóng đá có ông Lê Văn Mít, Trưởng thôn Đoài.",
            {"Lê Văn Mít": ["attendee"]},
            id="taking-part-in-a-cup",
        ),
        pytest.param(
            "Đồng chí Lê Văn Mít với sáng kiến: “Trồng dừa ven đê”; bà Trần Thị Cam với ý kiến:"
            " “Cần làm ngay”.",
            {"Lê Văn Mít": [], "Trần Thị Cam": ["speaker"]},
            id="a-title-behind-the-colon",
        ),
        pytest.param(
            "Nhân dịp này, em Lê Thị Mít - lớp 9A, trường Ba Mơ gửi lời tri ân thầy cô.",
            {"Lê Thị Mít": ["speaker"]},
            id="a-class-behind-a-dash",
        ),
    ],
)
def test_parts(text: str, roles: dict[str, list[str]]) -> None:
    assert roles_in(text) == roles


@pytest.mark.parametrize(
    ("act", "roles"),
    [
        ("thay mặt lãnh đạo huyện trao quà cho các hộ nghèo", []),
        ("thay mặt đơn vị đón nhận Bằng khen", []),
        ("thay mặt Ban Chỉ đạo trình bày báo cáo", ["speaker"]),
        ("thay mặt Đảng ủy nhận định tình hình", ["speaker"]),
        ("t/m UBND huyện trình bày báo cáo", ["speaker"]),
        ("thay mặt hai bên ký kết quy chế", ["signer"]),
        ("thay mặt các gia đình", ["speaker"]),
    ],
)
def test_what_is_done_on_behalf_of_others(act: str, roles: list[str]) -> None:
    assert roles_in(f"Ông Lê Văn Mít, Phó Chủ tịch UBND huyện {act}.") == {"Lê Văn Mít": roles}


def test_on_behalf_of_others_a_sentence_opens_with_what_was_done() -> None:
    text = (
        "Thay mặt Thường trực Huyện ủy, đồng chí Lê Văn Mít tặng hoa chúc mừng đại hội. Thay mặt"
        " Công an huyện, Trung tá Trần Văn Cam và bà Đỗ Thị Sắn đã ký kết quy chế. Thay mặt xã,"
        " ông Hồ Văn Dừa phát biểu."
    )

    assert roles_in(text) == {
        "Lê Văn Mít": [],
        "Trần Văn Cam": ["signer"],
        "Đỗ Thị Sắn": ["signer"],
        "Hồ Văn Dừa": ["speaker"],
    }
