"""Posts whose own words look like the end of them, or like another post."""

import pytest

from phoihop.reader.tests.test_wordings import posts_and_roles


@pytest.mark.parametrize(
    ("told", "post"),
    [
        pytest.param("Chính ủy Bộ Tư lệnh Thủ đô Ba Mít", None, id="a-command-holds-a-head"),
        pytest.param("Phó Tư lệnh Bộ Tư lệnh Quân khu 12", None, id="a-command-of-a-region"),
        pytest.param("Phó Tổng Tham mưu trưởng Bộ Tổng Tham mưu", None, id="the-general-staff"),
        pytest.param("Chánh Văn phòng Đoàn ĐBQH và HĐND tỉnh", None, id="an-office-of-two"),
        pytest.param("Phó Chánh Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh", None, id="of-three"),
        pytest.param("Chánh Văn phòng HĐND và UBND phường", None, id="of-council-and-committee"),
        pytest.param("Bí thư Đảng ủy khối cơ quan – doanh nghiệp tỉnh", None, id="a-small-letter"),
        pytest.param("Trưởng ban văn hóa - xã hội HĐND huyện", None, id="a-board-with-a-dash"),
        pytest.param("Trưởng phòng tài chính - kế hoạch huyện", None, id="a-dash-in-an-office"),
        pytest.param(
            "Phó Vụ trưởng Vụ địa phương II (Ban Tổ chức Trung ương)", None,
            id="the-greater-body-in-brackets",
        ),
        pytest.param("Bí thư Đảng ủy phường Cây Gạo (cũ)", None, id="of-a-place-that-was"),
        pytest.param(
            "Trưởng Ban Chỉ đạo Chương trình xây dựng nông thôn mới, đô thị văn minh, giảm nghèo"
            " bền vững, OCOP huyện", None, id="what-a-committee-steers-up-to-the-level",
        ),
        pytest.param(
            "Phó Trưởng Ban Chỉ đạo chống buôn lậu, gian lận thương mại, hàng giả và thất thu"
            " thuế tỉnh", None, id="three-things-to-fight",
        ),
        pytest.param(
            "Phó Chủ nhiệm Ủy ban Văn hóa, Giáo dục của Quốc hội", None, id="a-comma-in-a-name"
        ),
        pytest.param(
            "Trưởng phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ", None,
            id="two-commas-in-a-name",
        ),
        pytest.param("Trưởng Ban Dân nguyện", None, id="the-second-syllable-of-a-word"),
        pytest.param("Đại sứ Việt Nam tại Ba Mít", None, id="where-an-envoy-serves"),
        pytest.param("Q. Chủ tịch UBND huyện", None, id="acting-in-short"),
        pytest.param("Phó Giám đốc phụ trách Sở Y tế", None, id="in-charge-of-a-body"),
        pytest.param("Chánh VP HĐND-UBND huyện", None, id="an-office-in-short"),
        pytest.param("PGĐ Sở Y tế", None, id="a-head-in-short"),
        pytest.param("Vụ phó Vụ Tổ chức cán bộ", None, id="deputy-behind-the-unit"),
        pytest.param(
            "Chủ tịch UBND huyện tái cử chức danh này", "Chủ tịch UBND huyện", id="chosen-again"
        ),
        pytest.param("Chủ tịch HĐND xã đắc cử", "Chủ tịch HĐND xã", id="chosen"),
    ],
)  # fmt: skip
def test_how_far_a_post_goes(told: str, post: str | None) -> None:
    text = f"Tổng kết công tác năm\nĐến dự có đồng chí Lê Văn Mít, {told}.\n"

    assert posts_and_roles(text)["Lê Văn Mít"][0] == (post or told,)


@pytest.mark.parametrize(
    ("sentence", "posts"),
    [
        pytest.param(
            "Cùng dự có đại biểu HĐND tỉnh ông Lê Văn Mít.", ("đại biểu HĐND tỉnh",),
            id="a-small-weak-head-beside-the-name",
        ),
        pytest.param(
            "Được sự ủy quyền của BTV Tỉnh ủy đồng chí Lê Văn Mít trao huy hiệu.", (),
            id="the-body-in-whose-name-he-acts",
        ),
        pytest.param(
            "Nguyên Tổng Bí thư Trường Chinh về thăm xã, ông Lê Văn Mít kể.", (),
            id="a-post-of-one-long-dead",
        ),
    ],
)  # fmt: skip
def test_whose_post_it_is(sentence: str, posts: tuple[str, ...]) -> None:
    assert posts_and_roles(f"Gặp mặt cuối năm\n{sentence}\n")["Lê Văn Mít"][0] == posts


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        pytest.param("Dự và chỉ đạo hội nghị có ông Lê Văn Mít.", ("attendee",), id="present"),
        pytest.param("Chỉ đạo Hội nghị là ông Lê Văn Mít.", ("attendee",), id="the-higher-one"),
        pytest.param("Ông Lê Văn Mít dự và chỉ đạo hội nghị.", ("attendee",), id="behind-the-name"),
        pytest.param(
            "Chỉ đạo hội nghị, ông Lê Văn Mít yêu cầu các xã khẩn trương.", ("speaker",),
            id="his-words-are-told",
        ),
    ],
)  # fmt: skip
def test_who_guides_a_meeting(sentence: str, roles: tuple[str, ...]) -> None:
    assert posts_and_roles(f"Sơ kết quý I\n{sentence}\n")["Lê Văn Mít"][1] == roles


@pytest.mark.parametrize(
    ("sentence", "posts"),
    [
        pytest.param(
            "Đến dự có đồng chí Lê Văn Mít Phó Bí thư Thường trực-Chủ tịch HĐND huyện.",
            ("Phó Bí thư Thường trực", "Chủ tịch HĐND huyện"), id="right-behind-the-name",
        ),
        pytest.param(
            "Ông Lê Văn Mít (SN 1980), Trưởng thôn Ba, cho hay.", ("Trưởng thôn Ba",),
            id="behind-a-year-of-birth",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Phó chủ tịch LĐLĐ Báo cáo tổng kết công tác.",
            ("Phó chủ tịch LĐLĐ",), id="a-verb-in-a-capital-letter",
        ),
        pytest.param(
            "Đến dự có ông Lê Văn Mít, ĐBQH đơn vị tỉnh.", ("ĐBQH đơn vị tỉnh",), id="a-deputy"
        ),
        pytest.param(
            "Chủ tịch UBND tỉnh ủy quyền ông Lê Văn Mít, Giám đốc Sở Y tế.", ("Giám đốc Sở Y tế",),
            id="who-empowers",
        ),
        pytest.param(
            "Thí sinh Bàn Thị Mít, Phó Bí thư Chi bộ thuộc nhóm các xã, đạt giải nhất.",
            ("Phó Bí thư Chi bộ",), id="a-family-of-the-mountains",
        ),
    ],
)  # fmt: skip
def test_where_a_post_begins_and_ends(sentence: str, posts: tuple[str, ...]) -> None:
    (found,) = posts_and_roles(f"Gặp mặt cuối năm\n{sentence}\n").values()

    assert found[0] == posts


def test_who_is_present_as_told_behind_a_semicolon_or_in_a_capital() -> None:
    text = (
        "Sơ kết quý I\nBà Lê Thị Dừa chủ trì hội nghị; cùng dự có ông Lê Văn Mít.\n"
        "Đến dự có Đồng chí Lê Văn Cam, Bí thư Huyện ủy.\n"
    )

    roles = {name: roles for name, (_, roles) in posts_and_roles(text).items()}
    assert roles == {
        "Lê Thị Dừa": ("chair",), "Lê Văn Mít": ("attendee",), "Lê Văn Cam": ("attendee",)
    }  # fmt: skip


def test_a_name_in_the_middle_of_which_the_text_ends() -> None:
    text = (
        "Sơ kết quý I\nĐến dự có ông Lê Anh Mít, Bí thư Huyện ủy.\nCác đại biểu đã trao đổi.\n"
        "Phát biểu tại hội nghị, ông Lê Anh"
    )

    assert posts_and_roles(text) == {"Lê Anh Mít": (("Bí thư Huyện ủy",), ("speaker", "attendee"))}


def test_bylines_of_two_initials_and_above_a_form_for_comments() -> None:
    last = "Hội nghị đạt kết quả tốt.\n\n"

    assert list(posts_and_roles(f"Sơ kết quý I\n{last}M.Đ\n")) == ["M.Đ"]
    assert list(posts_and_roles(f"Sơ kết quý I\n{last}Quốc Mít\n\nTrả lời\n\nEmail của bạn\n")) == [
        "Quốc Mít"
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        pytest.param(
            "Tới dự hội nghị có ông Lê Văn Mít - Bí thư Huyện ủy; ông Lê Văn Cam - Chủ tịch UBND"
            " huyện chủ trì hội nghị.", {"Lê Văn Mít": ("attendee",), "Lê Văn Cam": ("chair",)},
            id="the-last-of-a-list-chairs",
        ),
        pytest.param(
            "Thay mặt hai bên, ông Lê Văn Mít và ông Lê Văn Cam đã tiến hành ký giao ước.",
            {"Lê Văn Mít": ("signer",), "Lê Văn Cam": ("signer",)}, id="they-sign-for-others",
        ),
        pytest.param(
            "Hội nghị đã nghe ông Lê Văn Mít, Trưởng Ban Tuyên giáo triển khai tình hình.",
            {"Lê Văn Mít": ("speaker",)}, id="who-is-heard",
        ),
        pytest.param(
            "PV: Thưa ông, vì sao?\nÔng Lê Văn Mít: Chúng tôi đã làm nhiều việc để giúp dân.",
            {"Lê Văn Mít": ("speaker",)}, id="an-answer",
        ),
        pytest.param(
            "Đồng chí Bí thư Huyện ủy Lê Văn Mít và đồng chí Phó Bí thư Lê Văn Cam đồng chủ trì.",
            {"Lê Văn Mít": ("chair",), "Lê Văn Cam": ("chair",)}, id="posts-before-both-names",
        ),
        pytest.param(
            "Dự hội nghị có các đồng chí: Lê Văn Mít –\nBí thư Đảng ủy xã; Lê Văn Cam – Chủ tịch"
            " UBND xã.", {"Lê Văn Mít": ("attendee",), "Lê Văn Cam": ("attendee",)},
            id="a-list-cut-at-the-dash",
        ),
    ],
)  # fmt: skip
def test_parts_in_a_meeting(sentence: str, found: dict[str, tuple[str, ...]]) -> None:
    roles = {name: part for name, (_, part) in posts_and_roles(f"Sơ kết\n{sentence}\n").items()}

    assert roles == found


@pytest.mark.parametrize(
    ("told", "posts"),
    [
        pytest.param("Chủ nhiệm Hậu cần", ("Chủ nhiệm Hậu cần",), id="a-word-like-a-verb"),
        pytest.param("Phó TGĐ Ba Mít", ("Phó TGĐ Ba Mít",), id="half-in-letters"),
        pytest.param("HUV- BT Đảng ủy", ("HUV", "BT Đảng ủy"), id="letters-with-a-crooked-dash"),
        pytest.param("PBT- CTHĐND xã", ("PBT", "CTHĐND xã"), id="letters-run-together"),
        pytest.param("tân Bí thư Đảng ủy xã", ("Bí thư Đảng ủy xã",), id="new-in-the-post"),
        pytest.param("nguyên là Chủ tịch Hội", ("nguyên là Chủ tịch Hội",), id="once"),
        pytest.param(
            "Thủ trưởng Cơ quan Cảnh sát điều tra", ("Thủ trưởng Cơ quan Cảnh sát điều tra",),
            id="head-of-investigators",
        ),
        pytest.param(
            "Giám đốc Ban QLDA đầu tư xây dựng", ("Giám đốc Ban QLDA đầu tư xây dựng",),
            id="a-verb-in-a-word",
        ),
        pytest.param(
            "Trưởng Ban Chỉ đạo Luật Hợp tác xã năm 2012",
            ("Trưởng Ban Chỉ đạo Luật Hợp tác xã năm 2012",), id="no-level",
        ),
        pytest.param("Bí thư xã mới sáp nhập", ("Bí thư xã mới sáp nhập",), id="new"),
        pytest.param("Chủ tịch xã lâm thời", ("Chủ tịch xã lâm thời",), id="for-the-time-being"),
        pytest.param(
            "Chủ tịch Hội Nạn nhân chất độc da cam/dioxin",
            ("Chủ tịch Hội Nạn nhân chất độc da cam/dioxin",), id="a-slash-in-a-name",
        ),
    ],
)  # fmt: skip
def test_further_posts(told: str, posts: tuple[str, ...]) -> None:
    text = f"Tổng kết công tác năm\nĐến dự có đồng chí Lê Văn Mít, {told}.\n"

    assert posts_and_roles(text)["Lê Văn Mít"][0] == posts


@pytest.mark.parametrize(
    ("last", "authors"),
    [
        pytest.param("Bài: Đinh Mít, ảnh Ngọc Cam", ["Đinh Mít", "Ngọc Cam"], id="both"),
        pytest.param("Mỹ Mít- HĐ Cây Gạo", ["Mỹ Mít"], id="with-an-office"),
        pytest.param("Lễ ký kết (Ảnh Kim Mít)", ["Kim Mít"], id="in-brackets"),
        pytest.param("Ảnh: XL Theo quy chế này, các bên phối hợp.", [], id="initials"),
    ],
)  # fmt: skip
def test_who_wrote_and_photographed(last: str, authors: list[str]) -> None:
    text = f"Ký kết quy chế\nSáng 5/3/2032, xã Đồng Mơ ký kết quy chế.\n\n{last}\n"

    assert [*posts_and_roles(text)] == authors


@pytest.mark.parametrize(
    ("told", "post"),
    [
        pytest.param(
            "ông Lê Văn Mít, Báo cáo viên Huyện ủy tại Hội nghị",
            "Báo cáo viên Huyện ủy",
            id="a-speaker",
        ),
        pytest.param(
            "ông Lê Văn Mít, Chuyên viên Phòng Tư pháp tại Tọa đàm",
            "Chuyên viên Phòng Tư pháp",
            id="an-expert",
        ),
        pytest.param(
            "ông Lê Văn Mít, Tùy viên Quốc phòng Việt Nam tại Lào",
            "Tùy viên Quốc phòng Việt Nam tại Lào",
            id="an-attache",
        ),
        pytest.param(
            "ông Lê Văn Mít, Phó Trưởng Ban Chỉ đạo giảm nghèo, cán bộ xã Ba Mít và bà Lê Thị Cam",
            "Phó Trưởng Ban Chỉ đạo giảm nghèo",
            id="others-stand-behind-the-comma",
        ),
    ],
)
def test_a_post_ends_before_the_meeting(told: str, post: str) -> None:
    found = posts_and_roles(f"Tin huyện\nSáng 5/3/2031, {told} phát biểu.\n")

    assert found["Lê Văn Mít"][0] == (post,)


def test_who_guides_others_than_the_meeting_speaks() -> None:
    guides = "Sơ kết\nÔng Lê Văn Mít, Chủ tịch UBND huyện dự và chỉ đạo {}.\n"

    others = posts_and_roles(guides.format("các xã khẩn trương gieo cấy"))
    meeting = posts_and_roles(guides.format("hội nghị"))

    assert others["Lê Văn Mít"][1] == ("speaker", "attendee")
    assert meeting["Lê Văn Mít"][1] == ("attendee",)


def test_a_statue_is_nobody() -> None:
    assert posts_and_roles(
        "Lễ hội\nTại lễ rước tượng Phật Thích Ca Mâu Ni, dự có ông Lê Văn Mít.\n"
    ) == {"Lê Văn Mít": ((), ("attendee",))}
    assert "Thích Thanh Mít" in posts_and_roles(
        "Lễ hội\nDự có Hòa thượng Thích Thanh Mít, Trưởng Ban Trị sự.\n"
    )
