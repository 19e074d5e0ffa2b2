"""Bodies whose last words look like a school, a street, an address or a verb before a name."""

import pytest

from phoihop.reader import read

_DAY = "Sáng 5/3/2031, tỉnh họp. "


@pytest.mark.parametrize(
    "post",
    [
        "Giám đốc Sở Nông nghiệp và Môi trường",
        "Chi cục trưởng Chi cục Quản lý thị trường",
        "Giám đốc Ban Quản lý rừng phòng hộ",
        "Giám đốc Hợp tác xã Nông nghiệp",
        "Giám đốc Cảng hàng không",
        "Chủ tịch Hội Nhà báo",
        "Trưởng Ban Giám khảo",
        "Trưởng khu phố",
        "Trưởng làng",
    ],
)
@pytest.mark.parametrize("name", ["Lê Văn Mít", "Mai Thị Cam", "Hồ Đức Ổi"])
@pytest.mark.parametrize(
    "around", ["{post} {name} phát biểu.", "Ông {name}, {post} phát biểu.", "Dự có {post} {name}."]
)
def test_the_name_stands_behind_the_whole_post(around: str, post: str, name: str) -> None:
    (person,) = read(_DAY + around.format(post=post, name=name), kind="news").people

    assert person.name == name
    assert [each.title for each in person.positions] == [post]


@pytest.mark.parametrize(
    "text",
    [
        "Hiệu trưởng Trường Lê Văn Mít dự họp.",
        "Người dân khu phố Lê Văn Mít dự họp.",
        "Xe chạy qua đường Lê Văn Mít.",
    ],
)
def test_a_school_or_a_street_is_no_person(text: str) -> None:
    assert read(_DAY + text, kind="news").people == ()


def test_a_household_is_named_by_its_head() -> None:
    (person,) = read(f"{_DAY}Hộ Lê Văn Mít kiến nghị sửa đường.", kind="news").people

    assert (person.name, person.roles) == ("Lê Văn Mít", ("speaker",))
