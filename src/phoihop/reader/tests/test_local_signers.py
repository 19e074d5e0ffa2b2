"""Turns of local news: who signs for sides, degrees of healers, terms that follow each other."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_people import people_in


def told_agreements(text: str) -> list[tuple[str, int | None, list[str]]]:
    found = read(f"Tin huyện Bình An\n{text}", "news").agreements
    return [(each.kind, each.first_year, [x.name for x in each.parties]) for each in found]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Ông Lê Văn Mít, Giám đốc Sở Y tế đại diện cho hai đơn vị ký kết quy chế.", ["signer"]),
        ("Ông Lê Văn Mít, Giám đốc Sở Y tế đại diện các bên đã ký quy chế.", ["signer"]),
        ("Cùng ký có ông Lê Văn Mít, Giám đốc Sở Y tế.", ["signer"]),
        ("Quy chế do ông Lê Văn Mít, Chủ tịch UBND xã ký ban hành.", ["signer"]),
        ("Chứng kiến có ông Lê Văn Mít cùng đại diện hai bên ký kết.", ["attendee"]),
        ("Cuốn sách do ông Lê Văn Mít ký tặng.", []),
    ],
)
def test_who_signs(text: str, roles: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"][1] == roles


@pytest.mark.parametrize(
    ("text", "posts", "roles"),
    [
        ("Chủ tịch Hội đồng: BS CKI Lê Văn Mít.", ["Chủ tịch Hội đồng"], []),
        ("Đề tài do ThS. DS. Lê Văn Mít làm chủ nhiệm.", ["chủ nhiệm"], []),
        ("Theo Thượng úy QNCN Lê Văn Mít, đường rất xa.", [], ["speaker"]),
        (
            "Ông Lê Văn Mít, chuyên viên Phòng Văn hóa huyện cho biết.",
            ["chuyên viên Phòng Văn hóa huyện"], ["speaker"],
        ),
        ("Anh Lê Văn Mít, ngư dân phường Cửa Mơ, chia sẻ.", [], ["speaker"]),
        (
            "Dự có ông Lê Văn Mít, Giám đốc Sở, chuyên viên Phòng Văn hóa và các xã.",
            ["Giám đốc Sở"], ["attendee"],
        ),
    ],
)  # fmt: skip
def test_degrees_and_work(text: str, posts: list[str], roles: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"] == (posts, roles)


def test_all_speak_whose_opinions_are_told() -> None:
    told = people_in(
        "Các ý kiến của ông Lê Văn Mít (Học viện Ba), nhà nghiên cứu Hà Văn Cam nêu rõ."
    )

    assert {name: roles for name, (_, roles) in told.items()} == {
        "Lê Văn Mít": ["speaker"], "Hà Văn Cam": ["speaker"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "names"),
    [("Đồng chí Hồ Mít dự. ", ["Hồ Mít"]), ("Đoàn đi qua xã Hồ Mít. ", [])],
)
def test_a_short_name_behind_a_level_is_that_of_a_person_known(
    first: str, names: list[str]
) -> None:
    assert list(people_in(first + "Chủ tịch UBND xã Hồ Mít nêu rõ việc trồng cây.")) == names


def test_a_programme_goes_on_between_the_same() -> None:
    text = "Ngày 9/1/2031, Công an xã và Đoàn xã tổ chức tổng kết chương trình phối hợp giai đoạn"
    both = ["Công an xã", "Đoàn xã"]

    told = told_agreements(
        f"{text} 2026-2030; triển khai chương trình phối hợp giai đoạn 2031-2035."
    )
    later = told_agreements(f"{text} 2026-2030. Có chương trình phối hợp giai đoạn 2041-2045.")

    assert told == [("programme", 2026, both), ("programme", 2031, both)]
    assert later == [("programme", 2026, both)]


def test_the_house_they_meet_in_is_no_party() -> None:
    told = told_agreements(
        "Sáng 9/1/2031, tại Hội trường tầng 3 trụ sở Huyện ủy, Ban Dân vận Huyện ủy phối hợp với"
        " Công an huyện tổ chức sơ kết thực hiện quy chế phối hợp."
    )

    assert told == [("regulation", None, ["Ban Dân vận Huyện ủy", "Công an huyện"])]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Tại buổi hội đàm, tỉnh Ba Mít và tỉnh Cây Me đã ký bản ghi nhớ hợp tác năm 2031.",
            ["tỉnh Ba Mít", "tỉnh Cây Me"],
        ),
        (
            "Sở A ký kết quy chế phối hợp giữa Sở A với Kho bạc Nhà nước khu vực V và Thuế tỉnh.",
            ["Sở A", "Kho bạc Nhà nước khu vực V", "Thuế tỉnh"],
        ),
        (
            "Cụm thi đua số 3 (gồm các huyện: Ba Mít, Cây Me và thị xã Đồng Lá) ký kết giao ước.",
            ["huyện Ba Mít", "huyện Cây Me", "thị xã Đồng Lá"],
        ),
    ],
)
def test_parties_of_places_and_offices(text: str, parties: list[str]) -> None:
    assert [names for _, _, names in told_agreements(text)] == [parties]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("thông qua Tờ trình về", 0),
        ("tổng kết thực hiện", 1),
    ],
)
def test_what_is_only_proposed_binds_nobody(words: str, told: int) -> None:
    text = f"Hội nghị {words} quy chế phối hợp giữa Công an xã và Ban CHQS xã."

    assert len(told_agreements(text)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Dự có bà Ngô Thị Kim Mít, Trưởng trạm. Bác sĩ Kim Mít cho biết việc khám tốt.",
            {"Ngô Thị Kim Mít": (["Trưởng trạm"], ["speaker", "attendee"])},
        ),
        (
            "Dự có bà Ngô Thị Kim Mít; bà Hà Kim Mít. Bác sĩ Kim Mít cho biết việc khám tốt.",
            {
                "Ngô Thị Kim Mít": ([], ["attendee"]), "Hà Kim Mít": ([], ["attendee"]),
                "Kim Mít": ([], ["speaker"]),
            },
        ),
    ],
)  # fmt: skip
def test_a_given_name_of_two_syllables(
    text: str, told: dict[str, tuple[list[str], list[str]]]
) -> None:
    assert people_in(text) == told


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Đến thăm, động viên có ông Lê Văn Mít.", ["attendee"]),
        ("Đến thăm gia đình ông Lê Văn Mít, đoàn tặng quà.", []),
    ],
)
def test_who_comes_to_see_others(text: str, roles: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"][1] == roles


@pytest.mark.parametrize(
    ("words", "host"),
    [
        ("MTTQ - Từ ngày 9 đến 11-7-2031, Hội Nông dân xã mở lớp tập huấn", "Hội Nông dân xã"),
        (
            "Sáng 9/7/2031, Huyện đoàn Ba Mơ phối hợp Chi đoàn Điện lực khởi công công trình",
            "Huyện đoàn Ba Mơ",
        ),
    ],
)
def test_hosts_behind_a_dateline_and_before_a_partner(words: str, host: str) -> None:
    event = read(f"Tin mới\n{words} cho 30 người.").event

    assert event is not None
    assert event.host is not None
    assert event.host.name == host


def test_a_post_on_a_jury() -> None:
    told = people_in("Dự có ông Lê Văn Mít, Trưởng khối Dân vận xã - Trưởng Ban Giám khảo.")

    assert told["Lê Văn Mít"][0] == ["Trưởng khối Dân vận xã", "Trưởng Ban Giám khảo"]


def test_a_team_writes_no_report_as_a_person() -> None:
    assert people_in("Trạm khám bệnh cho bà con.\nTin, ảnh: Tổ Truyền thông Trạm Y tế") == {}


def test_the_text_names_three_partners_better_than_its_headline() -> None:
    found = read(
        "Mặt trận Tổ quốc - Ngân hàng Chính sách - Hội Nông dân ký kết quy chế phối hợp giai đoạn"
        " 2031-2035\nNgày 8/4/2031, UBND xã tổ chức lễ ký kết quy chế phối hợp giữa Ủy ban MTTQ xã,"
        " Phòng giao dịch Tây Mơ và Hội Nông dân xã giai đoạn 2031-2035."
    ).agreements

    assert [[party.name for party in each.parties] for each in found] == [
        ["Ủy ban MTTQ xã", "Phòng giao dịch Tây Mơ", "Hội Nông dân xã"]
    ]
