"""Which names are persons and which posts are theirs; one row each."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_people import people_in


def posts_in(text: str) -> dict[str, list[str]]:
    return {name: posts for name, (posts, _) in people_in(text).items()}


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param(
            "Dự họp có ông Trần Phú Mít, Huyện ủy viên.", {"Trần Phú Mít": ["Huyện ủy viên"]},
            id="longer-than-a-name-of-history",
        ),
        pytest.param("Ông Trần Phú là Tổng Bí thư đầu tiên.", {}, id="a-name-of-history"),
        pytest.param(
            "Kỷ niệm 100 năm Ngày sinh đồng chí Lê Mít, huyện tổ chức lễ dâng hương.", {},
            id="who-is-remembered",
        ),
        pytest.param(
            "Kỷ niệm 70 năm Ngày thành lập, đồng chí Lê Văn Mít dự.", {"Lê Văn Mít": []},
            id="no-birthday",
        ),
        pytest.param(
            "Viện trưởng Viện KSND huyện Ia H’Mơ phát biểu. Ông Lê Văn Mít dự.",
            {"Lê Văn Mít": []}, id="a-district-with-an-apostrophe",
        ),
        pytest.param(
            "Phó Chủ tịch HĐND tỉnh Đoàn Văn Mít chủ trì.",
            {"Đoàn Văn Mít": ["Phó Chủ tịch HĐND tỉnh"]}, id="a-family-that-is-a-union-too",
        ),
        pytest.param(
            "Bí thư tỉnh Đoàn Lê Văn Mít chủ trì.", {"Lê Văn Mít": ["Bí thư tỉnh Đoàn"]},
            id="the-union",
        ),
        pytest.param("Trưởng thôn Lê Xá cho biết, mùa này được giá.", {}, id="a-village"),
        pytest.param(
            "Trưởng thôn Lê Mít cho biết, mùa này được giá.", {"Lê Mít": ["Trưởng thôn"]},
            id="no-village",
        ),
        pytest.param(
            "Dự họp có Phó Chủ tịch UBND các huyện Mít Long, Trà Cam và Châu Sắn.", {},
            id="districts-of-several",
        ),
        pytest.param(
            "Dự lễ có các đồng chí: Lê Văn Mít, Phó Chủ tịch UBND tỉnh; Quảng Thanh Cam, Phó Chủ"
            " tịch Hội Nông dân tỉnh; Thanh Bình, Trưởng phòng.",
            {"Lê Văn Mít": ["Phó Chủ tịch UBND tỉnh"],
             "Quảng Thanh Cam": ["Phó Chủ tịch Hội Nông dân tỉnh"]},
            id="a-family-not-known-in-a-list",
        ),
        pytest.param(
            "Dự có Lê Minh Giang – Phó Bí thư, Nguyễn Tất Thành – Phó Bí thư, Chủ tịch UBND xã.",
            {"Lê Minh Giang": ["Phó Bí thư"],
             "Nguyễn Tất Thành": ["Phó Bí thư", "Chủ tịch UBND xã"]},
            id="a-namesake",
        ),
        pytest.param(
            "Đoàn làm việc với các huyện Mít Long, Trà Cam và Dương Minh Sắn.", {},
            id="a-district-that-looks-like-a-person",
        ),
        pytest.param(
            "Đoàn làm việc với huyện ủy: Tân Mít, Bến Cam, Dương Minh Sắn và Thành ủy.", {},
            id="behind-a-colon",
        ),
        pytest.param(
            "Dự có Bí thư Huyện ủy Tân Mít, Dương Minh Sắn và các đồng chí khác.",
            {"Dương Minh Sắn": []}, id="one-district-and-its-secretary",
        ),
        pytest.param(
            "Dự có đồng chí Lê Văn Mít - Hiệu trưởng trường Chính trị Trần Văn Cam tỉnh Bình An.",
            {"Lê Văn Mít": ["Hiệu trưởng trường Chính trị Trần Văn Cam tỉnh Bình An"]},
            id="a-school-and-no-second-half-of-its-name",
        ),
        pytest.param(
            "Huyện hỗ trợ hộ Đoàn Quốc Mít; bạn Quảng Thanh Cam đoạt giải Nhất.",
            {"Đoàn Quốc Mít": [], "Quảng Thanh Cam": []}, id="a-household-and-a-friend",
        ),
        pytest.param(
            "Ba giải ba cho các bạn: Tăng Thanh Mít (Đảng bộ Sở), Trình Thị Cam (LĐLĐ huyện).",
            {"Tăng Thanh Mít": [], "Trình Thị Cam": []}, id="a-woman-of-a-family-not-known",
        ),
        pytest.param("Chợ Thị Nghè Mới và cầu Thị Sắn Cũ đã sửa.", {}, id="a-market-and-a-bridge"),
        pytest.param(
            "Thí sinh Dương Lê Hoàng Tấn Phát đã đạt giải; Chủ tịch UBND tỉnh Lê Văn Được chủ trì.",
            {"Dương Lê Hoàng Tấn Phát": [], "Lê Văn Được": ["Chủ tịch UBND tỉnh"]},
            id="names-that-end-as-verbs-begin",
        ),
        pytest.param(
            "Đồng chí Lê Văn Mít Phát biểu khai mạc.", {"Lê Văn Mít": []}, id="a-verb-in-a-capital",
        ),
        pytest.param(
            "Bí thư Thành ủy, Chủ tịch HĐND thành phố Lương Nguyễn Minh Mít đồng chủ trì.",
            {"Lương Nguyễn Minh Mít": ["Bí thư Thành ủy", "Chủ tịch HĐND thành phố"]},
            id="two-families-behind-a-level",
        ),
        pytest.param(
            "Có 30 em Trường Mầm Non Hoa Mít và 5 hộ Hội Nông Dân Ba Mơ dự.", {},
            id="pupils-of-a-school",
        ),
    ],
)  # fmt: skip
def test_who_is_a_person(text: str, posts: dict[str, list[str]]) -> None:
    assert posts_in(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param(
            "Dự lễ có Đại tá Lê Văn Mít - Chỉ huy trưởng Bộ CHQS tỉnh, Bí thư Huyện ủy Cam Mơ Trần"
            " Thị Cam.",
            {"Lê Văn Mít": ["Chỉ huy trưởng Bộ CHQS tỉnh"],
             "Trần Thị Cam": ["Bí thư Huyện ủy Cam Mơ"]},
            id="the-last-post-is-the-next-ones",
        ),
        pytest.param(
            "Cùng dự có các đồng chí là Ủy viên Ban Thường vụ Huyện ủy: Lê Văn Mít, Trưởng Ban"
            " Tuyên giáo; Trần Văn Cam, Trưởng Công an huyện.",
            {"Lê Văn Mít": ["Ủy viên Ban Thường vụ Huyện ủy", "Trưởng Ban Tuyên giáo"],
             "Trần Văn Cam": ["Ủy viên Ban Thường vụ Huyện ủy", "Trưởng Công an huyện"]},
            id="a-post-of-all-behind-la",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Chánh Văn phòng Điều phối xây dựng nông thôn mới huyện, dự.",
            {"Lê Văn Mít": ["Chánh Văn phòng Điều phối xây dựng nông thôn mới huyện"]},
            id="what-an-office-is-for",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Trưởng Ban Chỉ đạo trồng rừng của tỉnh chủ trì.",
            {"Lê Văn Mít": ["Trưởng Ban Chỉ đạo trồng rừng của tỉnh"]}, id="of-the-province",
        ),
        pytest.param(
            "Đồng chí Lê Văn Mít, Bí thư Đảng ủy-Hiệu trưởng của trường THPT Ung Văn Cam, dự.",
            {"Lê Văn Mít": ["Bí thư Đảng ủy", "Hiệu trưởng của trường THPT Ung Văn Cam"]},
            id="of-a-school",
        ),
        pytest.param(
            "Ông Lê Văn Mít – Thư ký kỳ họp đã thông qua các nghị quyết.",
            {"Lê Văn Mít": ["Thư ký kỳ họp"]}, id="of-a-session",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Chủ tịch UBND của huyện chủ trì.",
            {"Lê Văn Mít": ["Chủ tịch UBND"]}, id="no-committee-that-steers",
        ),
        pytest.param(
            "Ông Lê Văn Mít - Phó Giám đốc Sở Nội vụ, Trưởng khối các sở, ngành tổng hợp chủ trì.",
            {"Lê Văn Mít": ["Phó Giám đốc Sở Nội vụ", "Trưởng khối các sở, ngành tổng hợp"]},
            id="a-block-of-offices",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Bí thư Chi bộ Ba Mơ thuộc Đảng bộ xã, dự.",
            {"Lê Văn Mít": ["Bí thư Chi bộ Ba Mơ"]}, id="a-cell-and-what-it-belongs-to",
        ),
        pytest.param(
            "Chủ tọa hội nghị Lê Văn Mít tiếp thu ý kiến.", {"Lê Văn Mít": []}, id="no-post",
        ),
        pytest.param(
            "Trung tá Lê Văn Mít - Trung đoàn trưởng Trung đoàn 12 và thầy giáo Trần Văn Cam - Hiệu"
            " trưởng trường THPT Hai Bà Trưng dự.",
            {"Lê Văn Mít": ["Trung đoàn trưởng Trung đoàn 12"],
             "Trần Văn Cam": ["Hiệu trưởng trường THPT Hai Bà Trưng"]},
            id="a-regiment-and-a-school",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Trưởng Ban Vận động thành lập Hội Làm vườn huyện, dự.",
            {"Lê Văn Mít": ["Trưởng Ban Vận động thành lập Hội Làm vườn huyện"]},
            id="what-a-board-calls-for",
        ),
        pytest.param(
            "Đồng chí Lê Thị Mít, UVT.Ư Đảng, Bí thư Tỉnh ủy chủ trì.",
            {"Lê Thị Mít": ["UVT.Ư Đảng", "Bí thư Tỉnh ủy"]}, id="letters-with-a-stop",
        ),
        pytest.param(
            "Ông Lê Văn Mít và bà Trần Thị Cam tiếp tục được bầu làm Phó Chủ tịch UBND xã.",
            {"Lê Văn Mít": ["Phó Chủ tịch UBND xã"], "Trần Thị Cam": ["Phó Chủ tịch UBND xã"]},
            id="elected-together",
        ),
        pytest.param(
            "HĐND miễn nhiệm chức danh ủy viên UBND tỉnh nhiệm kỳ 2021 - 2026 đối với các ông: Lê"
            " Văn Mít - Tỉnh ủy viên, đã nghỉ hưu; Trần Văn Cam - Giám đốc Sở Du lịch.",
            {"Lê Văn Mít": ["Tỉnh ủy viên", "ủy viên UBND tỉnh"],
             "Trần Văn Cam": ["Giám đốc Sở Du lịch", "ủy viên UBND tỉnh"]},
            id="a-list-of-those-concerned",
        ),
        pytest.param(
            "Hội đồng bầu bổ sung ông Lê Văn Mít, Chủ tịch Hội Nông dân phường giữ chức vụ Chủ tịch"
            " UBND phường Trần Chí Cam khóa V.",
            {"Lê Văn Mít": ["Chủ tịch Hội Nông dân phường", "Chủ tịch UBND phường Trần Chí Cam"]},
            id="a-ward-called-after-a-person",
        ),
        pytest.param(
            "HĐND miễn nhiệm chức danh Chủ tịch UBND quận của đồng chí Lê Văn Mít; bầu bổ sung chức"
            " danh Chủ tịch UBND quận khóa I, nhiệm kỳ 2021-2026, đối với ông Trần Văn Cam.",
            {"Lê Văn Mít": ["Chủ tịch UBND quận"], "Trần Văn Cam": ["Chủ tịch UBND quận"]},
            id="taken-from-one-given-to-another",
        ),
        pytest.param(
            "Quyết định của Chủ tịch UBND tỉnh bổ nhiệm bà Lê Thị Mít, Trưởng phòng Nội vụ.",
            {"Lê Thị Mít": ["Trưởng phòng Nội vụ"]}, id="who-appoints",
        ),
        pytest.param(
            "Dự có Vụ trưởng, Trưởng cơ quan thường trực Báo Mít tại TP. Bình An Lê Văn Cam.",
            {"Lê Văn Cam": ["Vụ trưởng", "Trưởng cơ quan thường trực Báo Mít tại TP. Bình An"]},
            id="where-an-office-stands",
        ),
        pytest.param(
            "Phó Thủ tướng làm việc tại Ủy ban nhân dân xã Quách Phẩm Bắc.", {},
            id="where-a-visit-goes",
        ),
        pytest.param(
            "HĐND bầu chức danh Trưởng Ban Pháp chế đối với ông Lê Văn Mít. Ông Trần Văn Cam dự.",
            {"Lê Văn Mít": ["Trưởng Ban Pháp chế"], "Trần Văn Cam": []}, id="one-alone",
        ),
        pytest.param(
            "Dự có Phó Chủ tịch UBND tỉnh - Trưởng ban Chỉ đạo chiến dịch Nguyễn Thị Mít.",
            {"Nguyễn Thị Mít": ["Phó Chủ tịch UBND tỉnh", "Trưởng ban Chỉ đạo chiến dịch"]},
            id="of-a-campaign",
        ),
        pytest.param(
            "3. Ông Lê Văn Mít, Chánh Văn phòng HĐND và UBND huyện - Thành viên;",
            {"Lê Văn Mít": ["Chánh Văn phòng HĐND và UBND huyện", "Thành viên"]}, id="a-member",
        ),
        pytest.param("Huyện tổng kết chiến dịch Nguyễn Thị Mít.", {}, id="a-campaign-called-so"),
        pytest.param(
            "Dự có Thượng tá Lê Văn Mít, Trợ lý Nhân sự; Giám mục Trần Minh Cam, Chủ tịch Ủy ban"
            " Hòa bình thuộc Hội đồng Giám mục.",
            {"Lê Văn Mít": ["Trợ lý Nhân sự"],
             "Trần Minh Cam": ["Chủ tịch Ủy ban Hòa bình thuộc Hội đồng Giám mục"]},
            id="an-aide-and-a-bishop",
        ),
        pytest.param(
            "Chánh Văn phòng Lê Văn Mít là Phó Trưởng ban Thường trực.",
            {"Lê Văn Mít": ["Chánh Văn phòng", "Phó Trưởng ban Thường trực"]}, id="what-he-is",
        ),
        pytest.param(
            "Anh Lê Văn Mít - Bí thư Đoàn xã tâm sự: “Khó”. Ông Trần Văn Cam, Phó Chủ tịch UBND"
            " xã thừa nhận còn chậm. Bà Đỗ Thị Ổi, Trưởng thôn Ba kêu gọi bà con góp sức.",
            {"Lê Văn Mít": ["Bí thư Đoàn xã"], "Trần Văn Cam": ["Phó Chủ tịch UBND xã"],
             "Đỗ Thị Ổi": ["Trưởng thôn Ba"]},
            id="whatever-verb-of-speech-follows",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Chủ tịch Hội đồng Phối hợp phổ biến giáo dục pháp luật huyện nói.",
            {"Lê Văn Mít": ["Chủ tịch Hội đồng Phối hợp phổ biến giáo dục pháp luật huyện"]},
            id="a-verb-within-a-name",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Phó Vụ trưởng Vụ Địa phương I, Ban Tuyên giáo Trung ương dự.",
            {"Lê Văn Mít": ["Phó Vụ trưởng Vụ Địa phương I, Ban Tuyên giáo Trung ương"]},
            id="a-central-board-above",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Ủy viên Ban Thường vụ, Ban Tuyên giáo Tỉnh ủy cùng dự.",
            {"Lê Văn Mít": ["Ủy viên Ban Thường vụ"]}, id="a-board-that-is-another",
        ),
        pytest.param(
            "Ông Lê Văn Mít – nguyên Chủ tịch HĐND huyện qua các thời kỳ dự.",
            {"Lê Văn Mít": ["nguyên Chủ tịch HĐND huyện"]}, id="through-all-times",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Phó Tổng Lãnh sự quán Ba Lan tại Bình An, dự.",
            {"Lê Văn Mít": ["Phó Tổng Lãnh sự quán Ba Lan tại Bình An"]}, id="a-consul",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Phó Chủ tịch Thường trực HĐNĐ tỉnh, dự. Ông Lê Văn Mít, Phó Chủ tịch"
            " TT HĐND tỉnh, nói.",
            {"Lê Văn Mít": ["Phó Chủ tịch Thường trực HĐNĐ tỉnh"]}, id="letters-mistyped",
        ),
    ],
)  # fmt: skip
def test_posts(text: str, posts: dict[str, list[str]]) -> None:
    assert posts_in(text) == posts


def test_minutes_tell_who_was_there_in_a_list() -> None:
    text = (
        "Biên bản\n\nHôm nay, xã họp.\nI. Thành phần\n1. Ông Lê Văn Mít - Chủ tịch UBND xã - Chủ"
        " trì\n2. Bà Trần Thị Cam - Công chức\n3. Các thành viên: bà Đỗ Thị Ổi, Chủ tịch Hội LHPN."
        "\nVắng: Ông Vũ Văn Sắn, Phó Chủ tịch UBND xã.\nII. Nội dung\n1. Ông Hồ Văn Dừa trồng cây."
    )

    assert {person.name: person.roles for person in read(text, "news").people} == {
        "Lê Văn Mít": ("chair", "attendee"),
        "Trần Thị Cam": ("attendee",),
        "Đỗ Thị Ổi": ("attendee",),
        "Vũ Văn Sắn": (),
        "Hồ Văn Dừa": (),
    }


def test_numbered_members_in_minutes() -> None:
    text = (
        "Tin huyện Bình An\n- Thời gian: Sáng 7/12/2031; - Thành phần: Gồm có các ông, bà: 1) Ông"
        " Lê Văn Mít - Chủ tịch UBND xã - Chủ tịch Hội đồng 2) Bà Trần Thị Cam - Tổ trưởng tổ Văn"
        " - Ủy viên Đã tiến hành kiểm tra."
    )

    found = read(text, "news").people

    assert [[post.title for post in person.positions] for person in found] == [
        ["Chủ tịch UBND xã", "Chủ tịch Hội đồng"],
        ["Tổ trưởng tổ Văn", "Ủy viên"],
    ]
    assert [person.roles for person in found] == [("attendee",), ("attendee",)]


@pytest.mark.parametrize(
    "post", ["CHỦ  TỊCH", "PHÓ  CHỦ   TỊCH", "TRƯỞNG  BAN"], ids=["chair", "deputy", "head"]
)
def test_a_signature_spaced_out(post: str) -> None:
    text = (
        "HỘI ĐỒNG NHÂN DÂN\nXÃ ĐỒNG MƠ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/NQ-HĐND\nMơ,"
        f" ngày 5 tháng 3 năm 2031\nNGHỊ QUYẾT\nVề việc trồng cây\n{post}\nLê Văn  Mít\n"
    )

    (signer,) = read(text, "official").people

    assert (signer.name, signer.roles) == ("Lê Văn Mít", ("signer",))
    assert [each.title for each in signer.positions] == [" ".join(post.split())]


@pytest.mark.parametrize(
    ("text", "posts", "roles"),
    [
        pytest.param(
            "Xã cần dời dân.\n\nTM. ỦY BAN NHÂN DÂN HUYỆN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn Mít"
            "\n\nBan biên tập", ["PHÓ CHỦ TỊCH"], ["signer"], id="below-marks",
        ),
        pytest.param(
            "Quyết định có hiệu lực./. Nơi nhận: - Lưu VT. TM. BAN BÍ THƯ HUYỆN ĐOÀNBÍ THƯ THƯỜNG"
            " TRỰC (đã ký) Lê Văn Mít BAN CHẤP HÀNH", ["BÍ THƯ THƯỜNG TRỰC"], ["signer"],
            id="all-in-one-line",
        ),
        pytest.param("Huyện họp.\nCHỦ TỊCH\nLê Văn Mít", [], ["author"], id="without-a-mark"),
        pytest.param(
            "Hai bên trao biên bản (đã ký) Lê Văn Mít nói.", [], ["speaker"], id="no-capitals",
        ),
    ],
)  # fmt: skip
def test_who_signed_a_paper_not_known_as_one(text: str, posts: list[str], roles: list[str]) -> None:
    assert people_in(text) == {"Lê Văn Mít": (posts, roles)}


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Huyện trồng rừng\n\nVĂN MÍT - THỊ CAM |\n\nSáng 5/3, huyện trồng rừng.",
         ["VĂN MÍT", "THỊ CAM"]),
        ("Huyện trồng rừng\n\nBÌNH AN\n\nSáng 5/3, huyện trồng rừng.", []),
        ("Huyện trồng rừng\n\nVăn Mít Ảnh: Thị Cam 10/02/2031 11:30\n\nSáng 5/3, huyện trồng.",
         ["Văn Mít", "Thị Cam"]),
        ("Huyện trồng rừng\n\nSáng 5/3, huyện trồng rừng.\n\nNguồn tin: Văn Mít", ["Văn Mít"]),
        ("Huyện trồng rừng\n\nSáng 5/3, huyện trồng rừng.\n\nNguồn: Báo Bình An", []),
        ("Huyện trồng rừng\n\nSáng 5/3, huyện trồng rừng.\n\nX.Mít\n\n"
         "Are you sure that you want to switch", ["X.Mít"]),
        ("Huyện trồng rừng\n\nSáng 5/3, huyện trồng rừng.\nVăn Mít - PVHTT\nCác tin đã đưa ngày:",
         ["Văn Mít"]),
        ("Huyện trồng rừng\n\nSáng 5/3, huyện trồng rừng.\nLê Văn Báo - Hội Nông dân",
         ["Lê Văn Báo"]),
        ("Huyện trồng rừng\n\nLượt xem: 74\n\nSáng 5/3, huyện trồng rừng.\n\nVăn Mít", ["Văn Mít"]),
        ("Huyện trồng rừng\n\nSáng 5/3, huyện trồng rừng.\n\nTác giả: Văn Mít- Phòng Văn hóa huyện",
         ["Văn Mít"]),
        ("Huyện trồng rừng\n\nSáng 5/3, ông Lê Cam (Ảnh: Phường Ba Mơ) trồng rừng ở xã.", []),
        ("Huyện trồng rừng\n\nSáng 5/3, huyện trồng rừng.\n\nTin, ảnh: Văn Mít, Thị Cam\n\nBạn đã"
         " không sử dụng Site, bấm vào đây", ["Văn Mít", "Thị Cam"]),
        ("Huyện trồng rừng\n\nẢnh: Văn Mít, Thị Cam và Văn Sắn trồng cây.\n\nSáng 5/3, xã họp.",
         ["Văn Mít"]),
        ("Huyện trồng rừng\n\nSáng 5/3, huyện trồng rừng.\n\nVy Văn Mít\n\n(Nguồn: Bình An)",
         ["Vy Văn Mít"]),
        ("Sáng 5/3/2031, Huyện ủy tổ chức hội nghị trồng rừng. Hội nghị bàn việc chăm cây, giữ"
         " đất, giữ nước, làm cho quê hương ngày càng giàu đẹp, văn minh./. Hoàng Mít |",
         ["Hoàng Mít"]),
    ],
)  # fmt: skip
def test_who_wrote(text: str, authors: list[str]) -> None:
    found = read(text, "news").people

    assert [person.name for person in found if "author" in person.roles] == authors
