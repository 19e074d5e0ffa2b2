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
            "Lãnh đạo Sở dự giờ dạy có cô Lê Thị Mít. Các em được dự lớp có em Trần Văn Cam."
            " Lãnh đạo xã dự lớp tập huấn có ông Đỗ Văn Sắn.",
            {"Lê Thị Mít": [], "Trần Văn Cam": [], "Đỗ Văn Sắn": ["attendee"]},
            id="lessons-are-no-meeting",
        ),
        pytest.param(
            "Dự thảo báo cáo có ông Lê Văn Mít đóng góp. Dự kiến có ông Trần Văn Cam.",
            {"Lê Văn Mít": [], "Trần Văn Cam": []},
            id="a-draft-and-a-plan",
        ),
        pytest.param(
            "Ông Lê Văn Mít được nêu gương. Bà Trần Thị Cam được báo cáo viên khen."
            " Bà Lê Thị Na được trao đổi thẻ. Ông Đỗ Văn Sắn được phát biểu ý kiến."
            " Bà Vũ Thị Me được trình bày tham luận.",
            {
                "Lê Văn Mít": [],
                "Trần Thị Cam": [],
                "Lê Thị Na": [],
                "Đỗ Văn Sắn": ["speaker"],
                "Vũ Thị Me": ["speaker"],
            },
            id="done-to-them-or-given-them-to-do",
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
        pytest.param(
            "Hội nghị vinh dự được đón tiếp đồng chí Lê Văn Mít, Bí thư Huyện ủy; đồng chí Trần"
            " Văn Cam, Chủ tịch UBND huyện. Xã đã đón bà Đỗ Thị Sắn về quê.",
            {"Lê Văn Mít": ["attendee"], "Trần Văn Cam": ["attendee"], "Đỗ Thị Sắn": []},
            id="who-was-welcomed",
        ),
        pytest.param(
            "Chương trình có sự góp mặt của ca sĩ Lê Mít và nhạc sĩ Trần Cam.",
            {"Lê Mít": ["attendee"], "Trần Cam": ["attendee"]},
            id="artists-present",
        ),
        pytest.param(
            "Trích phát biểu khai mạc Kỳ họp thứ 10 HĐND tỉnh của đồng chí Lê Văn Mít.",
            {"Lê Văn Mít": ["speaker"]},
            id="a-speech-given-out",
        ),
        pytest.param(
            "Trích lập quỹ của ông Lê Văn Mít, Trưởng thôn Đoài.",
            {"Lê Văn Mít": []},
            id="money-set-aside",
        ),
        pytest.param(
            "Các ông Lê Văn Mít (thôn Đoài), Trần Văn Cam (thôn Đông) kiến nghị sửa đường.",
            {"Lê Văn Mít": ["speaker"], "Trần Văn Cam": ["speaker"]},
            id="where-they-live-in-brackets",
        ),
        pytest.param(
            "Đồng chí Lê Văn Mít giữ chức Phó Giám đốc Sở Nội vụ kể từ ngày 1/3; ông Trần Văn Cam"
            " giao lưu với các cháu; bà Đỗ Thị Sắn kể lại kỷ niệm cũ.",
            {"Lê Văn Mít": [], "Trần Văn Cam": [], "Đỗ Thị Sắn": ["speaker"]},
            id="longer-words-that-begin-so",
        ),
        pytest.param(
            "Về phía lãnh đạo xã dự có ông Lê Văn Mít.\nVề tổ chức Đoàn có bà Trần Thị Cam, Bí thư"
            " Đoàn xã.",
            {"Lê Văn Mít": ["attendee"], "Trần Thị Cam": ["attendee"]},
            id="of-another-side",
        ),
        pytest.param(
            "Trong ảnh: Ông Lê Văn Mít trao quà. Ảnh: Đồng chí Trần Văn Cam, Bí thư xã phát biểu.",
            {"Lê Văn Mít": [], "Trần Văn Cam": ["speaker"]},
            id="who-is-seen-in-a-picture",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Bí thư Đoàn xã, đã triển khai Kế hoạch trồng cây. Bà Trần Thị Cam"
            " triển khai mô hình nuôi gà.",
            {"Lê Văn Mít": ["speaker"], "Trần Thị Cam": []},
            id="a-plan-set-out-in-words",
        ),
        pytest.param(
            "Cùng dự có bà Lê Thị Mít, Ủy viên Ban Thường vụ Đảng ủy Công an T.Ư. Đại tá Trần Văn"
            " Cam, Bí thư Đảng ủy, chủ trì hội nghị.",
            {"Lê Thị Mít": ["attendee"], "Trần Văn Cam": ["chair"]},
            id="a-stop-behind-a-short-form",
        ),
        pytest.param(
            "Tham dự có bà Lê Thị Mít, Bí thư Huyện ủy, cán bộ các xã,…Ông Trần Văn Cam, Chủ tịch"
            " Ủy ban MTTQ huyện chủ trì.",
            {"Lê Thị Mít": ["attendee"], "Trần Văn Cam": ["chair"]},
            id="three-dots-without-a-blank",
        ),
        pytest.param(
            "Ông Lê Văn Mít được đề nghị khen thưởng; bà Trần Thị Cam được biểu dương; ông Đỗ Văn"
            " Sắn được phát biểu.",
            {"Lê Văn Mít": [], "Trần Thị Cam": [], "Đỗ Văn Sắn": ["speaker"]},
            id="told-of-not-by",
        ),
        pytest.param(
            "Cùng làm việc có đồng chí Lê Văn Mít. Hiện diện tại buổi lễ có bà Trần Thị Cam.",
            {"Lê Văn Mít": ["attendee"], "Trần Thị Cam": ["attendee"]},
            id="further-words-for-being-there",
        ),
        pytest.param(
            "Các đại biểu: Lê Văn Mít (Tổ 1), Trần Thị Cam (Tổ 2) chất vấn Giám đốc Sở Y tế.",
            {"Lê Văn Mít": ["speaker"], "Trần Thị Cam": ["speaker"]},
            id="who-asks",
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
