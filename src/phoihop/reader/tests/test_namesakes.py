"""Names in unusual forms, capitals that only look like names, and posts that hold posts."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_people import people_in
from phoihop.reader.tests.test_wordings import posts_and_roles


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Tiếp đoàn có ông Khăm-mít Xay-nha-cam, Tỉnh trưởng tỉnh Ba; bà Na-ly Xi-xu-mít.",
            ["Khăm-mít Xay-nha-cam", "Na-ly Xi-xu-mít"],
            id="parts-with-hyphens",
        ),
        pytest.param("Ông Hung-Soo Park phát biểu.", ["Hung-Soo Park"], id="a-capital-behind-it"),
        pytest.param(
            "Đại tá Bun Mít - Sỉ Hả Cam, Chỉ huy trưởng Bộ Chỉ huy Quân sự, cảm ơn xã.",
            ["Bun Mít - Sỉ Hả Cam"],
            id="two-halves",
        ),
        pytest.param(
            "Đến dự có Đại tá Sô Pha Mít Xay Nhạ Cam, Chỉ huy trưởng.",
            ["Sô Pha Mít Xay Nhạ Cam"],
            id="six-syllables",
        ),
        pytest.param(
            "Dự có ông Lê Mít-Chủ tịch xã; ông Lò Cam - Bản Mơ; bà Xồng Sắn - Phó Chủ tịch xã.",
            ["Lê Mít", "Lò Cam", "Xồng Sắn"],
            id="a-dash-before-posts-and-places",
        ),
        pytest.param(
            "Ngày 5/3, Liên đội Trần Quang Mít và trường PTCS Hồ Tùng Cam nhận cờ.", [],
            id="schools-and-their-children",
        ),
        pytest.param(
            "Ngày 5/3, 17 thí sinh Miền Trung - Tây Nguyên và đội Đông Nam - Tây Bắc tranh tài.",
            [],
            id="regions-joined-by-a-dash",
        ),
        pytest.param(
            "Thành phần gồm: Gạo Nếp Hương, Đậu Xanh Vàng, Lá Dong Rừng.", [], id="food"
        ),
        pytest.param(
            "Dự họp có các Phó Chủ tịch UBND tỉnh: Lê Văn Mít, Phạm Thị Cam.",
            ["Lê Văn Mít", "Phạm Thị Cam"],
            id="persons-behind-a-level-and-a-colon",
        ),
        pytest.param(
            "Học bổng Vừ A Mít được trao cho em Lê Thị Cam.", ["Lê Thị Cam"], id="a-scholarship"
        ),
        pytest.param(
            "Tạp chí trao đổi với ông Lê Bá Mít, Hiệu trưởng Trường Đại học Quốc tế Hồng Sắn.",
            ["Lê Bá Mít"],
            id="a-school-at-the-end-of-a-post",
        ),
        pytest.param(
            "Quyết định chỉ định Ủy viên Ban Chấp hành Đảng bộ khu vực 1 - Vạn Mít; bàn việc.",
            [],
            id="a-place-behind-a-dash",
        ),
        pytest.param("Tàu cá của tỉnh Bà Rịa Vũng Tàu.", [], id="a-province"),
        pytest.param(
            "Mưa lớn tại các xã: Ba Mơ, Dương Minh Sắn.", [], id="places-behind-a-colon"
        ),
    ],
)  # fmt: skip
def test_who_is_named(text: str, names: list[str]) -> None:
    assert list(people_in(text)) == names


@pytest.mark.parametrize(
    "post",
    [
        "Thư ký Chủ tịch UBND huyện Ba Mít",
        "Trợ lý Bộ trưởng Bộ Y tế",
        "Phó CT UBND xã",
        "phó CT HĐND xã",
        "Phó Trưởng phòng Trồng trọt, Cục Cây trồng, Bộ Cây xanh",
        "Trưởng khoa Sản, Bệnh viện Đa khoa tỉnh",
        "P.Hiệu trưởng",
        "P. Chủ tịch Hội LHPN xã",
        "CHT Ban CHQS xã",
        "Phó Đồn trưởng",
        "Tuyên truyền viên xã Ba Mơ",
        "Công chức Tư pháp - Hộ tịch",
        "Trưởng Ban Thi đua khen thưởng, Sở Nội vụ tỉnh",
        "Phó Trưởng phòng Trồng trọt, Cục Cây trồng",
        "Phó trưởng Ban Thực hiện chính sách (Hội Cây cảnh Việt Nam)",
        "Trưởng Cơ quan Thường trực Ban Mít tại thành phố Ba Mơ",
        'Chủ nhiệm CLB "Gia đình vui" ấp Ba',
        "Hiệu trưởng Trường Trồng trọt, Đại học Cây xanh",
        "Trưởng ban Chỉ đạo bầu cử tỉnh",
        "Chủ tịch Ủy ban bầu cử (UBBC) tỉnh",
        "Bí thư Đảng ủy xã biên giới Ba Mơ",
        "Chủ tịch Hội đồng thẩm định xã nông thôn mới",
        "Chủ tịch Hội Xã hội học tỉnh",
        "Trưởng Ban CHQS huyện đội",
        "Chủ nhiệm câu lạc bộ “Ông bà trồng cây”",
    ],
)
def test_one_post(post: str) -> None:
    text = f"Tổng kết công tác năm\nĐến dự có đồng chí Lê Văn Mít, {post}; đại diện các sở.\n"

    assert posts_and_roles(text)["Lê Văn Mít"][0] == (post,)


@pytest.mark.parametrize(
    ("told", "posts"),
    [
        ("Trưởng Ban Chỉ đạo 12 (Ban Chỉ đạo trồng cây)", ("Trưởng Ban Chỉ đạo 12",)),
        ("Thư ký, Chủ tịch Hội Trồng cây", ("Thư ký", "Chủ tịch Hội Trồng cây")),
        ("Trưởng ban, Bí thư Đoàn xã", ("Trưởng ban", "Bí thư Đoàn xã")),
        ("Giám đốc Sở Y tế tại buổi lễ", ("Giám đốc Sở Y tế",)),
        (
            "Đại biểu HĐND tỉnh khóa XV, nhiệm kỳ 2031 - 2036, Phó Trưởng Ban Pháp chế",
            ("Đại biểu HĐND tỉnh", "Phó Trưởng Ban Pháp chế"),
        ),
        ("Bí thư Đoàn xã khóa V, Bình An", ("Bí thư Đoàn xã",)),
        ("Chủ tịch Hội Nông dân xã hồ hởi kể", ("Chủ tịch Hội Nông dân xã",)),
        ("Chi hội trưởng Chi hội Phụ nữ ấp vui vẻ nói", ("Chi hội trưởng Chi hội Phụ nữ ấp",)),
        ("Phó Chủ tịch UBND tỉnh đánh trống khai hội", ("Phó Chủ tịch UBND tỉnh",)),
        ("Chủ tịch HĐND xã bấm nút khởi động", ("Chủ tịch HĐND xã",)),
    ],
)
def test_where_a_post_ends(told: str, posts: tuple[str, ...]) -> None:
    assert posts_and_roles(f"Ông Lê Văn Mít, {told}.")["Lê Văn Mít"][0] == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Chủ tịch UBND huyện Ba, đồng chí Lê Văn Mít phát biểu.", ["Chủ tịch UBND huyện Ba"]),
        ("Chủ tịch UBND xã, ông Lê Văn Mít, Trưởng thôn Đoài phát biểu.", ["Trưởng thôn Đoài"]),
        ("Ông Đỗ Cam, Bí thư xã, ông Lê Văn Mít phát biểu.", []),
    ],
)
def test_a_post_before_a_comma_and_an_address(text: str, posts: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"][0] == posts


@pytest.mark.parametrize(
    ("end", "authors"),
    [
        ("Nguyễn Bá Mít\n(Đảng ủy xã Đồng Mơ)", ["Nguyễn Bá Mít"]),
        ("- Lê Thị Kim Cam -\nPCT LĐLĐ huyện Ba Mít", ["Lê Thị Kim Cam"]),
        ("Văn Mít - Thị Cam\nĐài Truyền thanh huyện", ["Văn Mít", "Thị Cam"]),
        ("Văn Mít\nHội nghị đã thành công.", []),
        ("Ba Mơ, ngày 5/3/2031", []),
        ("Thu Mít 05/03/2031 - 10:30", ["Thu Mít"]),
        ("Cộng tác viên: Lê Văn Mít", ["Lê Văn Mít"]),
    ],
)
def test_an_author_above_the_office(end: str, authors: list[str]) -> None:
    text = (
        f"Sáng 2/3/2022, xã Ba Mơ tổ chức hội nghị tổng kết công tác trồng cây năm 2021.\n{end}\n"
    )
    found = people_in(text)

    assert [name for name, (_, roles) in found.items() if "author" in roles] == authors


def test_a_signature_within_one_cell() -> None:
    text = (
        "BỘ TRỒNG CÂY\nSố: 12/QĐ-BTC\nHà Mơ, ngày 5 tháng 3 năm 2031\nQUYẾT ĐỊNH\nVề việc trồng"
        " cây\nĐiều 1. Trồng cây.\nNơi nhận: - Như Điều 4; - Lưu VT. | KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê"
        " Quốc Mít |\nPHỤ LỤC\n1. Tên cây\n"
    )

    assert [
        (person.name, [post.title for post in person.positions], person.roles)
        for person in read(text).people
    ] == [("Lê Quốc Mít", ["THỨ TRƯỞNG"], ("signer",))]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("Thực hiện Kế hoạch 28 của Hội Trồng cây.", [("KH", 28, None)]),
        ("Triển khai Đề án 31 của UBND tỉnh, kế hoạch 5 của xã.", [("ĐA", 31, None)]),
        ("Bàn về chương trình 2023 của Hội và kế hoạch 20 của xã.", []),
        ("Phổ biến pháp luật năm 2016 tại xã, ngày 25/10/2016 có hội thi.", []),
        ("Theo Luật Soạn văn bản quy phạm pháp luật ngày 5/3/2031.", [("L", None, "2031-03-05")]),
        ("Nghị quyết Hội nghị lần thứ 8 Hội Cây cảnh (khóa VIII).", [("NQ", None, None)]),
        ("Nghị quyết Hội nghị Tỉnh ủy lần thứ năm khóa XX đã nêu.", [("NQ", None, None)]),
        ("Nghị quyết Hội nghị lần thứ 8 của xã nêu.", []),
        ("Học 3 nghị quyết và 1 kết luận của Hội nghị lần thứ sáu khóa XIII.", []),
        ("Quán triệt Nghị quyết TW 7 và KL 32.", [("KL", 32, None)]),
        ("Theo Công văn số 13/SGD-VP ngay 01/11/2030 của Sở.", [("CV", 13, "2030-11-01")]),
    ],
)  # fmt: skip
def test_documents(text: str, documents: list[tuple[str, int | None, str | None]]) -> None:
    found = read(text, "news").documents

    assert [(each.kind, each.number, each.date) for each in found] == documents


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param(
            "Hiệu trưởng Trường Trồng cây - TS Lê Văn Mít đã ký thỏa thuận.",
            ["Hiệu trưởng Trường Trồng cây"],
            id="before-a-dash-and-a-degree",
        ),
        pytest.param(
            "Các đồng chí: Lê Văn Mít, Ủy viên Ban Thường vụ; Chủ tịch HĐND xã; Trần Văn Cam, Phó"
            " Chủ tịch UBND xã dự.",
            ["Ủy viên Ban Thường vụ", "Chủ tịch HĐND xã"],
            id="behind-a-semicolon-before-the-next-person",
        ),
        pytest.param(
            "Dự có ông Lê Văn Mít, Bí thư Huyện ủy; Chủ tịch UBND các xã; đại diện các phòng.",
            ["Bí thư Huyện ủy"],
            id="others-behind-a-semicolon",
        ),
        pytest.param(
            "Dự phiên tòa có Hội thẩm Lê Văn Mít; Chánh án TAND huyện Ba Mơ; Kiểm sát viên Đỗ Thị"
            " Cam.",
            ["Hội thẩm"],
            id="a-list-with-the-posts-before-the-names",
        ),
        pytest.param(
            "Dự có các đồng chí Ủy viên Trung ương Đảng: Phó Chủ nhiệm Ủy ban Cây xanh Đỗ Văn Cam;"
            " Trung tướng Lê Văn Mít - Thứ trưởng Bộ Cây xanh.",
            ["Ủy viên Trung ương Đảng", "Thứ trưởng Bộ Cây xanh"],
            id="shared-whether-the-own-stand-before-or-behind",
        ),
        pytest.param(
            "Hai đồng chí Phó Chủ tịch UBND huyện Trần Văn Cam và Lê Văn Mít cùng chủ trì.",
            ["Phó Chủ tịch UBND huyện"],
            id="a-post-of-two",
        ),
        pytest.param(
            "Tại đại hội, đồng chí Lê Văn Mít tái đắc cử Bí thư Chi bộ.",
            ["Bí thư Chi bộ"],
            id="chosen-again",
        ),
        pytest.param(
            "Chi đoàn bầu chị Lê Văn Mít tái cử chức Bí thư Xã đoàn.",
            ["Bí thư Xã đoàn"],
            id="chosen-into-an-office",
        ),
    ],
)
def test_posts_of_a_list(text: str, posts: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"][0] == posts


def test_whose_words_end_a_text_is_no_author() -> None:
    text = (
        "“Thực hiện chỉ đạo của tỉnh, thị xã đã ban hành kế hoạch trồng cây và sẽ hoàn thành việc"
        " ấy trong tháng 5 tới.”\n\nBí thư Thị ủy, Chủ tịch UBND thị xã Ba Mơ LÊ PHƯỚC MÍT\n"
    )

    assert people_in(text) == {
        "LÊ PHƯỚC MÍT": (["Bí thư Thị ủy", "Chủ tịch UBND thị xã Ba Mơ"], [])
    }


@pytest.mark.parametrize("post", ["TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "CHỦ TỊCH"])
def test_a_signature_beside_its_post(post: str) -> None:
    text = (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH BA MƠ\nSố: 12/NQ-HĐND\nBa Mơ, ngày 5 tháng 3 năm 2031\n"
        f"NGHỊ QUYẾT\nVề việc trồng cây\nĐiều 1. Trồng cây./.\nNơi nhận: - Như Điều 3.\n{post}"
        "     Lê Tấn Mít\nDANH MỤC\n1. Cây dừa\n"
    )

    assert [
        (person.name, [each.title for each in person.positions], person.roles)
        for person in read(text).people
    ] == [("Lê Tấn Mít", ["CHỦ TỊCH"], ("signer",))]
