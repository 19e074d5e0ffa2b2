"""Turns of local news: units with what they are a part of, by-lines, days of the moon, rites."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_documents import documents_in
from phoihop.reader.tests.test_people import people_in

NEWS = "Trồng cây ven đường\nSáng 4/5/2031, UBND xã Ba Mơ tổ chức lễ phát động. Bà con vui.\n"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Đội trưởng Đội Trinh sát, Đồn Biên phòng Ba Mơ cho biết", "Đồn Biên phòng Ba Mơ"),
        ("Trưởng Phòng Tham mưu, Công an tỉnh phát biểu", "Công an tỉnh"),
        ("Trưởng khoa Nội, Trung tâm Y tế huyện nói", "Trung tâm Y tế huyện"),
        ("Đại đội trưởng Đại đội 3, Tiểu đoàn 4, Trung đoàn 12 nói", "Tiểu đoàn 4, Trung đoàn 12"),
    ],
)
def test_a_unit_and_what_it_is_a_part_of_are_one_post(words: str, title: str) -> None:
    told = people_in(f"Đại úy Lê Văn Mít, {words} cần làm ngay.")

    assert told["Lê Văn Mít"] == ([words[: words.index(title)] + title], ["speaker"])


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Trưởng phòng Kinh tế, Công an xã, Ban CHQS xã dự họp", "Trưởng phòng Kinh tế"),
        ("Đội trưởng Đội văn nghệ, Công an xã và Ban CHQS xã dự họp", "Đội trưởng Đội văn nghệ"),
        ("Trưởng khoa Nội, Công an huyện cùng các đoàn thể dự họp", "Trưởng khoa Nội"),
    ],
)
def test_a_body_of_a_list_is_no_part_of_a_post(words: str, title: str) -> None:
    told = people_in(f"Dự có ông Lê Văn Mít, {words}.")

    assert told["Lê Văn Mít"] == ([title], ["attendee"])


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (
            "Phó Trưởng phòng Xây dựng phong trào (PV09), Công an tỉnh",
            ["Phó Trưởng phòng Xây dựng phong trào (PV09), Công an tỉnh"],
        ),
        ("Trưởng Ban Công tác Mặt trận tổ 6 và 280 hộ", ["Trưởng Ban Công tác Mặt trận tổ 6"]),
        ("Tư lệnh Vùng 1 và 2", ["Tư lệnh Vùng 1 và 2"]),
        ("Trưởng phòng tham mưu tổng hợp", ["Trưởng phòng tham mưu tổng hợp"]),
        (
            "Giám đốc, Tổng Biên tập Báo và Phát thanh, truyền hình Lâm Mơ",
            ["Giám đốc", "Tổng Biên tập Báo và Phát thanh, truyền hình Lâm Mơ"],
        ),
    ],
)
def test_how_far_posts_go(words: str, titles: list[str]) -> None:
    assert people_in(f"Dự có ông Lê Văn Mít, {words}.") == {"Lê Văn Mít": (titles, ["attendee"])}


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ('Bà Hà Thị Cam kể: "Ông Mít nói là làm".', []),
        ('"Làm thì được", ông Mít nói.', ["speaker"]),
    ],
)
def test_what_another_says_of_him_is_no_speech(words: str, roles: list[str]) -> None:
    told = people_in(f"Ông Lê Văn Mít, Bí thư Chi bộ, có ba con. {words}")

    assert told["Lê Văn Mít"][1] == roles


@pytest.mark.parametrize(
    ("words", "host"),
    [
        ("Công an xã tham mưu UBND xã tổ chức", "Công an xã"),
        ("Sở Y tế, Hội Nhà báo tỉnh đồng tổ chức", "Sở Y tế, Hội Nhà báo tỉnh"),
        ("Hội đồng Đội xã tổ chức", "Hội đồng Đội xã"),
    ],
)
def test_where_hosts_end(words: str, host: str) -> None:
    event = read(f"Tin mới\nSáng 26/1/2031, {words} hội nghị giao ban.").event

    assert event is not None
    assert event.host is not None
    assert event.host.name == host


def test_a_command_is_told_with_what_it_is_for() -> None:
    told = people_in(
        "Ông Lê Văn Mít, Trưởng Ban Chỉ huy các vấn đề cấp bách về bảo vệ và phòng cháy chữa cháy"
        " rừng xã phát biểu. Ông Lê Văn Cam, Chỉ huy trưởng Ban CHQS xã về dự."
    )

    posts, roles = told["Lê Văn Mít"]
    assert posts[0].endswith("phòng cháy chữa cháy rừng xã")
    assert roles == ["speaker"]
    assert told["Lê Văn Cam"][0] == ["Chỉ huy trưởng Ban CHQS xã"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("CN. Mai Lan - Phòng Điều dưỡng", ["Mai Lan"]),
        ("ThS. Mai Lan - Khoa Dược", ["Mai Lan"]),
        ("Mai Lan - Khoa Nam", ["Mai Lan", "Khoa Nam"]),
        ("PHÓNG SỰ CỦA MAI LAN VÀ HÀ CAM", ["MAI LAN", "HÀ CAM"]),
        ("Bài và ảnh của Mai Lan", ["Mai Lan"]),
        ("Mai Lan\n[Trở về]  [In ấn]", ["Mai Lan"]),
        ("[Ảnh của Mai Lan]", []),
        ("Ghi chép của đoàn kiểm tra", []),
        ("Mai Lan\nBình luận (2)\nHà Văn Cam: Việc rất tốt.", ["Mai Lan"]),
        ("Ảnh: M.LAN\nMAI LAN", ["MAI LAN"]),
        ("Ảnh: M.LAN\nMAI CAM", ["M.LAN", "MAI CAM"]),
        ("N. Lan", ["N. Lan"]),
    ],
)
def test_who_wrote(line: str, names: list[str]) -> None:
    told = read(NEWS + line).people

    assert [each.name for each in told if "author" in each.roles] == names


def test_a_family_called_as_one_is_addressed() -> None:
    told = people_in("Dự có Đại tá Ông Văn Mít. Hội nghị bầu 2 đ/c. Ông Lê Văn Cam dự họp.")

    assert list(told) == ["Ông Văn Mít", "Lê Văn Cam"]


@pytest.mark.parametrize(
    ("when", "session"),
    [
        ("Chiều 24 tháng Chạp (tức ngày 26/1/2031)", "afternoon"),
        ("Tối mùng Một Tết (26/1/2031)", "evening"),
        ("Sáng nay, mùng 6 Tết (tức 26/1/2031)", "morning"),
        ("Ngày 26/1/2031", None),
    ],
)
def test_a_day_of_the_moon_stands_before_the_day(when: str, session: str | None) -> None:
    event = read(f"Thăm đơn vị\n{when}, Đảng ủy xã Ba Mơ đã đến thăm bộ đội.").event

    assert event is not None
    assert event.date is not None
    assert (event.date.date, event.session) == ("2031-01-26", session)


@pytest.mark.parametrize(
    ("act", "kind"),
    [("Lễ giao, nhận quân", "ceremony"), ("lễ chào cờ", "ceremony"), ("lễ hội đọc sách", "other")],
)
def test_a_rite_of_no_other_kind(act: str, kind: str) -> None:
    event = read(f"Tin mới\nSáng 26/1/2031, tại sân lớn, xã Ba Mơ trọng thể tổ chức {act}.").event

    assert event is not None
    assert event.host is not None
    assert (event.kind, event.host.name) == (kind, "xã Ba Mơ")


def test_who_is_punished_is_no_law() -> None:
    text = "Thi hành kỷ luật 15 đảng viên theo Quyết định kỷ luật số 05-QĐ/UBKT ngày 5/3/2031."

    assert [each[:2] for each in documents_in(text)] == [("QĐ", 5)]


@pytest.mark.parametrize(
    ("post", "named"),
    [
        ("Giám đốc Sở Nông nghiệp và Môi trường", True),
        ("Hiệu trưởng nhà trường", True),
        ("Chủ tịch Hội đồng trường", True),
        ("Giám đốc Nhà máy", True),
        ("Trưởng Ban Quản lý Khu công nghiệp", True),
        ("Học sinh trường", False),
        ("Công nhân Khu công nghiệp", False),
    ],
)
def test_who_heads_a_house_does_not_name_it(post: str, named: bool) -> None:
    assert ("Lê Văn Mít" in people_in(f"{post} Lê Văn Mít cho biết cây lớn nhanh.")) is named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bí thư Đảng ủy xã Hùng Lợi Chúc Văn Mít đề xuất.", ["Chúc Văn Mít"]),
        ("Chúc Tết bà con, ông Lê Văn Mít vui mừng.", ["Lê Văn Mít"]),
    ],
)
def test_a_family_that_is_a_word_as_well(text: str, names: list[str]) -> None:
    assert list(people_in(text)) == names


def test_who_thanks_heartily_by_post_alone_speaks() -> None:
    told = people_in(
        "Ông Lê Văn Mít, Bí thư Huyện ủy chủ trì. Bí thư Huyện ủy trân trọng cảm ơn đại biểu."
    )

    assert told == {"Lê Văn Mít": (["Bí thư Huyện ủy"], ["chair", "speaker"])}


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("theo quy chế phối hợp ba lực lượng ký năm 2031", "2034-H1"),
        ("nhiệm vụ 6 tháng cuối năm 2034", "2034-H2"),
    ],
)
def test_a_half_is_of_the_year_of_its_meeting(words: str, period: str) -> None:
    event = read(
        f"Giao ban\nChiều 26/6/2034, Đồn Biên phòng Tà Mơ giao ban 6 tháng đầu năm, {words}."
    ).event

    assert event is not None
    assert event.period == period


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Em Kpă H' Linh (lớp 9A) nêu ý kiến.", ["Kpă H' Linh"]),
        ("Em Siu Thuyên mong muốn có sân bóng.", ["Siu Thuyên"]),
        ("Em Thanh Mai hỏi.", []),
        ("Ông Lê Văn Mít, 65 năm tuổi Đảng bày tỏ niềm vui.", ["Lê Văn Mít"]),
    ],
)
def test_who_asks(text: str, names: list[str]) -> None:
    told = people_in(text)

    assert [name for name, (_, roles) in told.items() if roles == ["speaker"]] == names


def test_a_general_who_comes_to_inspect_is_no_host() -> None:
    event = read(
        "Kiểm tra đơn vị\nSáng 5/4/2031, Thiếu tướng Lê Văn Mít, Phó Tư lệnh Quân khu 12 cùng đoàn"
        " công tác đã đến kiểm tra Lữ đoàn 9."
    ).event

    assert event is not None
    assert event.host is None


def test_a_correction_reports_no_event() -> None:
    text = "Đính chính tên gọi\nTrong bài giao ban quý I đăng ngày 28/2/2031, tên họp bị in nhầm."

    assert read(text).event is None


def test_a_department_of_three_fields() -> None:
    event = read(
        "Tin mới\nNgày 22/5/2031, Sở Giáo dục, Khoa học và Công nghệ tổ chức hội nghị giao ban."
    ).event

    assert event is not None
    assert event.host is not None
    assert event.host.name == "Sở Giáo dục, Khoa học và Công nghệ"
