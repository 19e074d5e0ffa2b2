"""Where a post, a name and a list of a body's tasks end; every name is made up."""

import pytest

from phoihop.reader import read

People = dict[str, tuple[list[str], list[str]]]


def people_in(text: str) -> People:
    return {
        person.name: ([post.title for post in person.positions], list(person.roles))
        for person in read(f"Tin huyện Bình An\n{text}", "news").people
    }


@pytest.mark.parametrize(
    ("text", "name", "posts"),
    [
        (
            "Dự có bà Lê Thị Cam, Phó Bí thư Huyện ủy, Chủ tịch HĐND huyện và 246 đại biểu.",
            "Lê Thị Cam",
            ["Phó Bí thư Huyện ủy", "Chủ tịch HĐND huyện"],
        ),
        (
            "Dự có ông Lê Văn Cam, Phó Chủ nhiệm Câu lạc bộ thôn 1 và 2, phát biểu.",
            "Lê Văn Cam",
            ["Phó Chủ nhiệm Câu lạc bộ thôn 1 và 2"],
        ),
        (
            "Ông Lê Văn Cam - Phó Giám đốc Học viện Hành chính Hồ Chí Minh tóm lược các ý kiến.",
            "Lê Văn Cam",
            ["Phó Giám đốc Học viện Hành chính Hồ Chí Minh"],
        ),
        (
            "Ông Lê Văn Cam - Chủ tịch UBND xã Ba Mít điểm lại những việc đã làm.",
            "Lê Văn Cam",
            ["Chủ tịch UBND xã Ba Mít"],
        ),
        (
            "Ông Lê Văn Cam - Chủ tịch UBND xã Ba Mít huyện Cây Me phát biểu.",
            "Lê Văn Cam",
            ["Chủ tịch UBND xã Ba Mít huyện Cây Me"],
        ),
        (
            "Ông Lê Văn Cam - Trưởng Ban Chỉ đạo xây dựng nông thôn mới huyện phát biểu.",
            "Lê Văn Cam",
            ["Trưởng Ban Chỉ đạo xây dựng nông thôn mới huyện"],
        ),
        (
            "Dự có TS. Lê Văn Cam - Vụ trưởng Vụ Khoa học, Học viện Hành chính.",
            "Lê Văn Cam",
            ["Vụ trưởng Vụ Khoa học, Học viện Hành chính"],
        ),
        (
            "Bế mạc, Chủ tịch Hội Nông dân huyện, Trưởng ban Tổ chức - Lê Văn Cam đánh giá cao.",
            "Lê Văn Cam",
            ["Chủ tịch Hội Nông dân huyện", "Trưởng ban Tổ chức"],
        ),
    ],
)
def test_posts(text: str, name: str, posts: list[str]) -> None:
    assert people_in(text)[name][0] == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Đồng chí Lê Văn Mít - Thường vụ Tỉnh ủy chỉ đạo hội nghị.", ["Thường vụ Tỉnh ủy"]),
        (
            "Ông Lê Văn Mít, Thường vụ Thành ủy, Trưởng Ban Dân vận chủ trì.",
            ["Thường vụ Thành ủy", "Trưởng Ban Dân vận"],
        ),
        (
            "Đồng chí Lê Văn Mít, UVBTVHU, Trưởng Công an huyện dự.",
            ["UVBTVHU", "Trưởng Công an huyện"],
        ),
        (
            "Ông Lê Văn Mít, Ủy viên Ban Thường vụ Tỉnh ủy phát biểu.",
            ["Ủy viên Ban Thường vụ Tỉnh ủy"],
        ),
        (
            "Ông Lê Văn Mít, Ủy viên Thường vụ Huyện ủy phát biểu.",
            ["Ủy viên Thường vụ Huyện ủy"],
        ),
    ],
)
def test_standing_members(text: str, posts: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"][0] == posts


def test_the_standing_board_is_no_post() -> None:
    found = people_in("Thay mặt Ban Thường vụ Tỉnh ủy, ông Lê Văn Mít phát biểu.")

    assert found == {"Lê Văn Mít": ([], ["speaker"])}


def test_a_name_in_capitals_ends_before_where_it_was_said() -> None:
    text = "KẾT LUẬN CỦA BÍ THƯ HUYỆN ỦY NGUYỄN VĂN MÍT TẠI BUỔI LÀM VIỆC VỚI XÃ BA\n"

    assert [person.name for person in read(text, "official").people] == ["NGUYỄN VĂN MÍT"]


def test_a_post_behind_a_dash_stays_with_the_name_before_it() -> None:
    found = people_in(
        "Dự có ông Lê Văn Cam - Bí thư Đoàn xã - Vũ Thị Mơ, Chủ tịch Hội Nông dân xã."
    )

    assert found["Lê Văn Cam"][0] == ["Bí thư Đoàn xã"]
    assert found["Vũ Thị Mơ"][0] == ["Chủ tịch Hội Nông dân xã"]


def test_those_a_board_that_chairs_is_made_of() -> None:
    found = people_in(
        "Hội nghị do Thường trực Đảng ủy xã chủ trì, gồm các đồng chí: Vũ Thị Mơ, Bí thư Đảng ủy;"
        " Lê Văn Cam, Phó Bí thư Đảng ủy. Tham dự có ông Hà Văn Mít."
    )

    assert {name: roles for name, (_, roles) in found.items()} == {
        "Vũ Thị Mơ": ["chair"],
        "Lê Văn Cam": ["chair"],
        "Hà Văn Mít": ["attendee"],
    }


def test_authors_above_the_count_of_comments() -> None:
    found = people_in("Sáng 5/6/2031, xã họp.\nHồng Mận – Hùng Mơ\nÝ kiến ()\n")

    assert found == {"Hồng Mận": ([], ["author"]), "Hùng Mơ": ([], ["author"])}


def test_a_sentence_that_begins_with_ong_behind_dong_chi() -> None:
    found = people_in("Ban Chấp hành gồm 34 đồng chí. Ông Nguyễn Văn Mít được bầu làm Chủ tịch.")

    assert found == {"Nguyễn Văn Mít": (["Chủ tịch"], [])}
    assert set(people_in("Dự có đ/c. Nguyễn Văn Mít, Bí thư Đảng ủy xã.")) == {"Nguyễn Văn Mít"}


@pytest.mark.parametrize(
    ("last", "author"),
    [("HLam", ["HLam"]), ("VNPost", []), ("BBT", []), ("TTXVN", [])],
)
def test_an_initial_and_a_name_in_the_last_line(last: str, author: list[str]) -> None:
    found = people_in(f"Sáng 3/4/2031, UBND xã Ba Mít họp về đường mới.\n{last}\n")

    assert [name for name, (_, roles) in found.items() if "author" in roles] == author


def test_a_day_of_the_week_wrote_nothing() -> None:
    text = "Print Thứ Hai, 15/07/2031 08:18\nSơ kết\nSáng 12/7, Hội Nông dân xã Ba Mít sơ kết.\n"

    assert read(text, "news").people == ()


def test_two_posts_of_one_signature() -> None:
    text = (
        "VĂN PHÒNG HUYỆN\nSố: 25/CV-VP\nBa Mít, ngày 21 tháng 3 năm 2031\nKính gửi: Các phòng"
        "\nVăn phòng xin mời dự.\n{}\nLê Văn Mít\n"
    )

    def posts(line: str) -> list[str]:
        (person,) = read(text.format(line), "official").people
        return [post.title for post in person.positions]

    assert posts("CHỦ TỊCH, TRƯỞNG BAN") == ["CHỦ TỊCH", "TRƯỞNG BAN"]
    assert posts("TRƯỞNG BAN PHÒNG, CHỐNG LỤT BÃO") == ["TRƯỞNG BAN PHÒNG, CHỐNG LỤT BÃO"]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Thượng tướng Lê Văn Mít, Thứ trưởng Bộ Quốc phòng chỉ đạo hai bên làm tốt.",
            ["Thứ trưởng Bộ Quốc phòng"],
        ),
        (
            "Ông Lê Văn Mít, Phó Chủ tịch Công đoàn kiểm tra việc này.",
            ["Phó Chủ tịch Công đoàn"],
        ),
        (
            "Ông Lê Văn Mít, Chủ nhiệm Ủy ban Kiểm tra Huyện ủy phát biểu.",
            ["Chủ nhiệm Ủy ban Kiểm tra Huyện ủy"],
        ),
        (
            "Ông Lê Văn Mít, Trưởng phòng chỉ đạo tuyến huyện phát biểu.",
            ["Trưởng phòng chỉ đạo tuyến huyện"],
        ),
    ],
)
def test_a_verb_behind_a_body_that_is_no_unit(text: str, posts: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"][0] == posts


@pytest.mark.parametrize("title", ["DANH SÁCH", "QUẢN LÝ", "TIÊU CHUẨN"])
def test_words_in_capitals_below_a_post_signed_nothing(title: str) -> None:
    text = (
        "VĂN PHÒNG HUYỆN\nSố: 25/QĐ-VP\nBa Mít, ngày 21 tháng 3 năm 2031\nQUYẾT ĐỊNH\nKhen thưởng"
        f"\nNơi nhận:\n- Lưu.\nTRƯỞNG PHÒNG\n{title}\n"
    )

    assert read(text, "official").people == ()


def test_a_ministry_in_capitals_is_no_person() -> None:
    text = "BỘ TRƯỞNG BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN\nCăn cứ các quy định;\n"

    assert read(text, "official").people == ()
