"""Names, posts and roles, one row each."""

import pytest

from phoihop.reader import read
from phoihop.reader.same_posts import is_same_post


def people_in(text: str) -> dict[str, tuple[list[str], list[str]]]:
    return {
        person.name: ([post.title for post in person.positions], list(person.roles))
        for person in read(f"Tin huyện Bình An\n{text}", "news").people
    }


@pytest.mark.parametrize(
    ("text", "name", "posts", "roles"),
    [
        pytest.param(
            "Đồng chí Vũ Thị Lụa - Bí thư Huyện ủy phát biểu chỉ đạo.",
            "Vũ Thị Lụa",
            ["Bí thư Huyện ủy"],
            ["speaker"],
            id="post-behind-a-dash",
        ),
        pytest.param(
            "Trưởng Ban Tổ chức Huyện ủy Vũ Thị Lụa chủ trì hội nghị.",
            "Vũ Thị Lụa",
            ["Trưởng Ban Tổ chức Huyện ủy"],
            ["chair"],
            id="post-before-the-name",
        ),
        pytest.param(
            "Chủ tịch UBND xã Đồng Mơ Lê Văn Cám cho biết, mùa này được giá.",
            "Lê Văn Cám",
            ["Chủ tịch UBND xã Đồng Mơ"],
            ["speaker"],
            id="name-behind-a-place",
        ),
        pytest.param(
            "Ông Lê Văn Cám, Vụ trưởng Vụ Một, Tổng cục Hai, trình bày báo cáo.",
            "Lê Văn Cám",
            ["Vụ trưởng Vụ Một, Tổng cục Hai"],
            ["speaker"],
            id="parent-body-behind-a-comma",
        ),
        pytest.param(
            "Ông Lê Văn Cám, Bí thư Đảng ủy kiêm Chủ tịch HĐND xã tham dự.",
            "Lê Văn Cám",
            ["Bí thư Đảng ủy", "Chủ tịch HĐND xã"],
            ["attendee"],
            id="kiêm-splits",
        ),
        pytest.param(
            "Đại tá Lê Văn Cám, Phó Giám đốc Công an tỉnh dự hội nghị. "
            "Phát biểu tại hội nghị, đồng chí Đại tá Lê Văn Cám biểu dương đơn vị.",
            "Lê Văn Cám",
            ["Phó Giám đốc Công an tỉnh"],
            ["speaker", "attendee"],
            id="rank-is-no-name",
        ),
        pytest.param(
            "Ông Lê Văn Cám được bổ nhiệm làm Giám đốc Trung tâm Y tế huyện.",
            "Lê Văn Cám",
            ["Giám đốc Trung tâm Y tế huyện"],
            [],
            id="post-given",
        ),
        pytest.param(
            "Hội nghị đặt dưới sự chủ trì của đồng chí Vũ Thị Lụa, nguyên Bí thư Huyện ủy.",
            "Vũ Thị Lụa",
            ["nguyên Bí thư Huyện ủy"],
            ["chair"],
            id="chaired-by",
        ),
        pytest.param(
            'Bà Lại Thị Ổi, nông dân xã Đồng Mơ, vui vẻ: "Năm nay được mùa".',
            "Lại Thị Ổi",
            [],
            ["speaker"],
            id="quoted",
        ),
        pytest.param(
            "Bí thư Huyện ủy Vũ Thị Lụa tặng hoa chúc mừng ông Lê Văn Cám.",
            "Lê Văn Cám",
            [],
            [],
            id="an-object-has-no-part",
        ),
    ],
)
def test_a_person(text: str, name: str, posts: list[str], roles: list[str]) -> None:
    assert people_in(text)[name] == (posts, roles)


@pytest.mark.parametrize(
    "text",
    [
        "đẩy mạnh học tập tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "Trường THCS Nguyễn Văn Mít nằm trên đường Trần Văn Dừa",
        "Đoàn Thanh niên và Hội Nông dân huyện Hà Mơ phối hợp",
        "Chủ tịch UBND tỉnh Cao Bằng phát biểu",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert people_in(text) == {}


def test_a_list_of_those_present() -> None:
    found = people_in(
        "Dự hội nghị có các đồng chí: Vũ Thị Lụa - TUV, Bí thư Huyện ủy; "
        "Lê Văn Cám, Phó Chủ tịch UBND huyện; cùng lãnh đạo các ngành."
    )

    assert found == {
        "Vũ Thị Lụa": (["TUV", "Bí thư Huyện ủy"], ["attendee"]),
        "Lê Văn Cám": (["Phó Chủ tịch UBND huyện"], ["attendee"]),
    }


def test_a_post_said_once_for_several() -> None:
    found = people_in("Dự buổi lễ có các Phó Giám đốc: Lê Văn Cám, Trần Thị Thơm, Vũ Văn Thóc.")

    assert [posts for posts, _ in found.values()] == [["Phó Giám đốc"]] * 3


def test_a_person_quoted_by_post_alone_is_a_speaker() -> None:
    found = people_in(
        "Dự hội nghị có đồng chí Vũ Thị Lụa - Bí thư Huyện ủy. "
        "Đồng chí Bí thư Huyện ủy đề nghị các xã khẩn trương thực hiện."
    )

    assert found["Vũ Thị Lụa"][1] == ["speaker", "attendee"]


def test_two_spellings_are_one_person() -> None:
    found = people_in("Đồng chí Vũ Thị Lụa phát biểu. Đồng chí Vũ Thị Lua nhấn mạnh.")

    assert list(found) == ["Vũ Thị Lụa"]


@pytest.mark.parametrize(
    ("last_line", "authors"),
    [
        ("Minh Khoai", ["Minh Khoai"]),
        ("Ngô Sắn – Khánh Lạc", ["Ngô Sắn", "Khánh Lạc"]),
        ("Bài và ảnh: Thanh Dừa", ["Thanh Dừa"]),
        ("Tác giả: T.SẮN", ["T.SẮN"]),
        ("Theo Báo Bình An", []),
        ("NGUYỄN THỊ BÍ - ĐÀI TRUYỀN THANH HUYỆN", ["NGUYỄN THỊ BÍ"]),
        ("Hội nghị thành công. Đỗ Mướp (BAN)", ["Đỗ Mướp"]),
    ],
)
def test_by_lines(last_line: str, authors: list[str]) -> None:
    found = people_in(f"Hội nghị diễn ra ngày 2/3/2022.\n{last_line}\n")

    assert [name for name, (_, roles) in found.items() if "author" in roles] == authors


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("PBT TT Thị ủy", "Phó Bí thư Thường trực Thị ủy", True),
        ("Bộ trưởng", "Bộ trưởng Bộ Y tế", True),
        ("Ủy viên BTV", "Ủy viên Ban Thường vụ", True),
        ("Chủ tịch Ủy ban nhân dân xã", "Chủ tịch UBND xã", True),
        ("Phó Bí thư Huyện ủy", "Phó Bí thư Thường trực Huyện ủy", False),
        ("Bí thư Huyện ủy", "Phó Bí thư Huyện ủy", False),
    ],
)
def test_forms_of_one_post(short: str, full: str, same: bool) -> None:
    assert is_same_post(short, full) is same


def test_a_name_cut_off_that_fits_two_persons_is_given_to_neither() -> None:
    both = (
        "Ông Lê Anh Mít, Bí thư Đảng ủy xã và ông Lê Anh Cam, Chủ tịch UBND xã dự hội nghị."
        " Phát biểu tại hội nghị, ông Lê Anh"
    )
    one = both.replace("Lê Anh Cam", "Vũ Văn Cam")

    assert set(people_in(both)) == {"Lê Anh Mít", "Lê Anh Cam", "Lê Anh"}
    assert set(people_in(one)) == {"Lê Anh Mít", "Vũ Văn Cam"}
