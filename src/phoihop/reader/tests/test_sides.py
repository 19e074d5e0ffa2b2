"""The sides of an instrument: bodies of several places, contracts, "hai bên", delegations."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_events import agreements_in, event_in

SIDES = ["Công an huyện Ba Mít", "An ninh huyện Na Ba"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        pytest.param(
            "Công an các phường: Ba Mít, Cây Me, Đồng Lá (TP. Bốn) và Công an xã Na Ba (huyện Cây"
            " Gạo, tỉnh Gia Mơ) vừa ký kết quy chế phối hợp.",
            ["Công an phường Ba Mít", "Công an phường Cây Me", "Công an phường Đồng Lá",
             "Công an xã Na Ba"], id="places-behind-a-colon",
        ),
        pytest.param(
            "Sáng 5/2/2032, Công an 3 tỉnh Ba Mít, Cây Me và Đồng Lá tổ chức hội nghị ký kết Quy"
            " chế phối hợp.",
            ["Công an tỉnh Ba Mít", "Công an tỉnh Cây Me", "Công an tỉnh Đồng Lá"], id="counted",
        ),
        pytest.param(
            "Chiều 2/1/2032 diễn ra lễ ký kết quy chế phối hợp giữa UBND 2 huyện Ba Mít (tỉnh Ba),"
            " Cây Me (tỉnh Bốn) và Công an tỉnh Ba.",
            ["UBND huyện Ba Mít", "UBND huyện Cây Me", "Công an tỉnh Ba"], id="with-brackets",
        ),
        pytest.param(
            "Chiều 2/1/2032 diễn ra lễ ký kết quy chế phối hợp giữa Ngân hàng Ba Mít và Công an các"
            " xã Cây Me, Đồng Lá.",
            ["Ngân hàng Ba Mít", "Công an các xã Cây Me, Đồng Lá"], id="neither-counted",
        ),
        pytest.param(
            "Tại buổi lễ, đại diện Công an huyện, các cơ sở giáo dục trực thuộc Phòng Giáo dục"
            " huyện, Phòng Y tế và Huyện đoàn...đã ký kết quy chế phối hợp.",
            ["Công an huyện", "các cơ sở giáo dục trực thuộc Phòng Giáo dục huyện", "Phòng Y tế",
             "Huyện đoàn"], id="all-represented",
        ),
        pytest.param(
            "Trước yêu cầu mới, việc xây dựng Quy chế phối hợp giữa Ngân hàng Ba Mít và Công an các"
            " xã là cần thiết.", ["Ngân hàng Ba Mít", "Công an các xã"], id="a-need-asks-nobody",
        ),
    ],
)  # fmt: skip
def test_parties_of_a_regulation(text: str, parties: list[str]) -> None:
    assert agreements_in(text) == [("regulation", parties, None, None)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Sáng 5/2/2032, Bưu điện tỉnh Ba Mít và Sở Y tế đã tổ chức Lễ ký Hợp đồng chi trả trợ"
            " cấp.", ["Bưu điện tỉnh Ba Mít", "Sở Y tế"],
        ),
        (
            "Ngày 20/3/2032, tại tòa nhà Trường Đại học Ba Mít đã diễn ra lễ ký kết hợp đồng với"
            " Viện Cây trồng.", ["Trường Đại học Ba Mít", "Viện Cây trồng"],
        ),
        (f"Sáng 5/2/2032 ký kết biên bản ghi nhớ giữa {' và '.join(SIDES)} (Lào).", SIDES),
        (f"Sáng 5/2/2032 ký kết biên bản ghi nhớ giữa {' và đoàn đại biểu '.join(SIDES)}.", SIDES),
        (
            "Đồn Biên phòng Ba Mít (Biên phòng tỉnh Ba) và Đồn Cảnh sát Cây Me vừa phối hợp tuần"
            " tra.\nKết thúc, hai bên đã ký kết Biên bản ghi nhớ tuần tra.",
            ["Đồn Biên phòng Ba Mít", "Đồn Cảnh sát Cây Me"],
        ),
        (
            "Sở Y tế và Trường Đại học Ba Mít gặp gỡ đầu năm.\nHai bên sơ kết 5 năm thực hiện thỏa"
            " thuận hợp tác giữa 2 bên.", ["Sở Y tế", "Trường Đại học Ba Mít"],
        ),
        (
            "Ngày 12/4/2032, tại Trường Đại học Ba Mít, lễ ký kết thỏa thuận hợp tác giữa nhà"
            " trường và Tập đoàn Cây Me (gọi tắt là Tập đoàn) diễn ra.",
            ["Trường Đại học Ba Mít", "Tập đoàn Cây Me"],
        ),
        (
            "Ngày 12/4/2032, Trường THPT Ba Mít tổ chức lễ ký kết thỏa thuận hợp tác giữa Công an"
            " huyện và nhà trường.", ["Công an huyện", "Trường THPT Ba Mít"],
        ),
    ],
    ids=["contract", "a-room-of-the-first", "two-levels", "delegates", "both-of-the-lead",
         "between-both", "the-school", "the-school-behind"],
)  # fmt: skip
def test_parties_of_what_is_neither(text: str, parties: list[str]) -> None:
    assert agreements_in(text) == [("other", parties, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 5/2/2032 diễn ra lễ ký kết hợp đồng lao động giữa Công ty Ba Mít và Công đoàn xã.",
        "Hợp tác xã Ba Mít ký hợp đồng bán rau với Công ty Cây Me.",
        "Sở Y tế, Công an xã và Hội Làm vườn phối hợp tuần tra.\nHai bên ký kết biên bản ghi nhớ.",
        "Sáng 5/2/2032 diễn ra lễ ký kết quy chế phối hợp giữa nhà trường, gia đình và xã hội.",
        "Thực hiện quy chế phối hợp giữa nhà trường và Công an xã, Trường Cây Me dạy bơi.",
        "Sở Y tế và Công an tỉnh tổ chức họp.\nCần xây dựng quy chế phối hợp giữa hai đơn vị.",
        "Xã yêu cầu Công an xây dựng Quy chế phối hợp giữa Công an xã và Đoàn xã.",
    ],
)
def test_no_agreement(text: str) -> None:
    assert agreements_in(text) == []


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ("ký kết quy chế phối hợp năm 2032", 2032),
        ("ký kết quy chế phối hợp giữ rừng giáp ranh năm 2032", 2032),
        ("tổng kết thực hiện quy chế phối hợp năm 2031", None),
    ],
)
def test_the_year_of_a_regulation_just_signed(told: str, year: int | None) -> None:
    text = f"Sáng 5/2/2032, UBND xã Ba Mít và UBND xã Cây Me tổ chức hội nghị {told}."
    assert agreements_in(text) == [("regulation", ["UBND xã Ba Mít", "UBND xã Cây Me"], year, year)]


def test_two_instruments_of_one_verb() -> None:
    text = (
        "Sáng 5/2/2032, Sở Y tế ký kết chương trình phối hợp với Hội Nông dân tỉnh giai đoạn"
        " 2032-2035, kế hoạch phối hợp với Công an tỉnh và quy chế phối hợp với Hội Phụ nữ tỉnh."
    )
    assert agreements_in(text) == [
        ("programme", ["Sở Y tế", "Hội Nông dân tỉnh"], 2032, 2035),
        ("plan", ["Sở Y tế", "Công an tỉnh"], None, None),
        ("regulation", ["Sở Y tế", "Hội Phụ nữ tỉnh"], None, None),
    ]


def test_the_memorandum_of_last_year_is_not_the_one_signed_now() -> None:
    text = (
        f"Ký kết biên bản ghi nhớ giữa {SIDES[0]} và {SIDES[1]} (Lào)\n\nVừa qua, {SIDES[0]} hội"
        f" đàm với {SIDES[1]}.\nHai bên báo cáo kết quả thực hiện Biên bản ghi nhớ giữa"
        f" {SIDES[1]} với {SIDES[0]} năm 2031.\nHai bên cũng thống nhất ký kết nội dung hợp tác"
        " trong năm 2031-2032.\n"
    )
    assert {(kind, *years) for kind, _, *years in agreements_in(text)} == {
        ("other", 2031, 2031), ("other", 2031, 2032),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "host"),
    [
        (
            "Công an các phường: Ba Mít, Cây Me (TP. Bốn) và Công an xã Na Ba (huyện Cây Gạo, tỉnh"
            " Gia Mơ) vừa ký kết quy chế phối hợp.",
            "Công an các phường: Ba Mít, Cây Me (TP. Bốn) và Công an xã Na Ba",
        ),
        (
            "Tại buổi lễ, đại diện Công an huyện, các cơ sở giáo dục của xã, Phòng Y tế, Huyện đoàn"
            " đã ký kết quy chế phối hợp.", None,
        ),
    ],
)  # fmt: skip
def test_who_signs_together(lead: str, host: str | None) -> None:
    event = event_in("Ký kết quy chế phối hợp", lead)
    assert event is not None
    assert (event.host.name if event.host else None) == host


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Hội Phụ nữ, Hội Nông dân và Hội Làm vườn huyện ký kết chương trình phối hợp với Ngân"
            " hàng Ba Mít.",
            ["Hội Phụ nữ", "Hội Nông dân", "Hội Làm vườn huyện", "Ngân hàng Ba Mít"],
        ),
        (
            "Dưới sự chứng kiến của Thường trực Huyện ủy, Công an huyện và Hội Làm vườn huyện đã ký"
            " kết chương trình phối hợp.",
            ["Công an huyện", "Hội Làm vườn huyện"],
        ),
        (
            "Sáng 5/2/2032, Hội Nông dân tỉnh - Sở Văn hóa và Thể thao ký kết chương trình phối"
            " hợp.",
            ["Hội Nông dân tỉnh", "Sở Văn hóa và Thể thao"],
        ),
        (
            "Sáng 5/2/2032, ba xã Ba Mít, Cây Me và Đồng Lá ký kết chương trình phối hợp.",
            ["xã Ba Mít", "xã Cây Me", "xã Đồng Lá"],
        ),
        (
            "Tại hội nghị, đại diện các trường học ký kết chương trình phối hợp với Công an huyện.",
            ["các trường học", "Công an huyện"],
        ),
        (
            "Ông Lê Văn Mít, Giám đốc Sở Văn hóa và Thể thao và bà Trần Thị Me, Giám đốc Bưu điện"
            " tỉnh ký kết chương trình phối hợp.",
            ["Sở Văn hóa và Thể thao", "Bưu điện tỉnh"],
        ),
    ],
    ids=["all-with-a-partner", "witnesses", "a-dash", "communes-counted", "any-schools", "heads"],
)
def test_who_signs_a_programme(text: str, parties: list[str]) -> None:
    assert agreements_in(text) == [("programme", parties, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Lãnh đạo Sở Y tế và Bưu điện tỉnh dự lễ ký kết biên bản ghi nhớ hợp tác.",
        "Ông Lê Văn Mít, Giám đốc Sở Y tế và bà Trần Thị Me, Giám đốc Bưu điện tỉnh chứng kiến ký"
        " kết chương trình phối hợp.",
        "Ông Lê Văn Mít, Giám đốc Sở Y tế và bà Trần Thị Me, Phó Giám đốc Sở Y tế ký kết chương"
        " trình phối hợp.",
        "Ông Lê Văn Na, Chủ tịch UBND tỉnh, ông Lê Văn Mít, Giám đốc Sở Y tế và bà Trần Thị Me,"
        " Giám đốc Bưu điện tỉnh ký kết chương trình phối hợp.",
    ],
)
def test_who_only_looks_on(text: str) -> None:
    assert agreements_in(text) == []


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        (
            "lãnh đạo các đơn vị thành viên trong Cụm: Quỹ rừng tỉnh Ba Mít; Quỹ rừng tỉnh Cây Me"
            " và đơn vị khách mời là Quỹ rừng tỉnh Na Ba.",
            ["Quỹ rừng tỉnh Ba Mít", "Quỹ rừng tỉnh Cây Me"],
        ),
        (
            "đại diện các thành viên của Cụm thi đua: Sở Y tế, Sở Tư pháp và Ban Dân tộc tỉnh.",
            ["Sở Y tế", "Sở Tư pháp", "Ban Dân tộc tỉnh"],
        ),
        ("đại diện các thành viên trong Cụm.", None),
        ("lãnh đạo các đơn vị: Sở Y tế, Sở Tư pháp.", None),
    ],
)
def test_the_members_of_a_contest_pledge(told: str, parties: list[str] | None) -> None:
    text = (
        "Sáng 5/2/2032, Cụm thi đua số 2 đã tổ chức Hội nghị ký kết giao ước thi đua giai đoạn"
        f" 2032-2036. Dự có {told}"
    )
    expected = [("commitment", parties, 2032, 2036)] if parties else []
    assert agreements_in(text) == expected


@pytest.mark.parametrize(
    ("told", "roles"),
    [
        ("và TS. Trần Văn Me trao biên bản ký kết hợp tác", ("signer",)),
        ("trao biên bản nghiệm thu cho nông dân", ()),
    ],
)
def test_who_hands_over_what_is_signed(told: str, roles: tuple[str, ...]) -> None:
    text = f"Ký kết hợp tác\nSáng 5/2/2032, Sở Y tế họp.\nTS. Lê Văn Mít {told}.\n"
    assert read(text, "news").people[0].roles == roles


@pytest.mark.parametrize(
    ("host", "each"),
    [
        ("Công an xã Ba Mít và Đoàn Thanh niên xã", ["Công an xã Ba Mít", "Đoàn Thanh niên xã"]),
        ("Huyện ủy, UBND huyện Ba Mít", ["Huyện ủy", "UBND huyện Ba Mít"]),
        ("Sở Giáo dục và Đào tạo", []),
        ("các huyện Ba Mít, Tân An", []),
        ("Quận ủy, HĐND- UBND- UBMTTQ quận Ba Mít", []),
    ],
)
def test_each_of_a_joint_host(host: str, each: list[str]) -> None:
    event = read(f"Sáng 5/3/2031, {host} tổ chức hội nghị sơ kết công tác.", kind="news").event
    assert event is not None
    assert event.host is not None
    assert (event.host.name, [body.name for body in event.hosts]) == (host, each)
