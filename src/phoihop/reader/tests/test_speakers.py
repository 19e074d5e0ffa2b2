"""Who speaks, chairs, is there and holds which post, in further wordings, one row each."""

import pytest

from phoihop.reader.tests.test_documents import documents_in
from phoihop.reader.tests.test_people import people_in

OPENING = "Huyện ủy tổ chức hội nghị. Hội nghị bàn việc trồng cây. Mọi người vui. "


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(
            "Ông Lê Văn Mít, Chủ tịch xã, có ba con. Theo ông Mít, cây lớn nhanh.", ["speaker"],
            id="a-given-name-after-theo",
        ),
        pytest.param(
            "Anh Lê Văn Mít, Bí thư Đoàn xã, trồng rau. “Rau dễ bán”, anh Mít nói.", ["speaker"],
            id="a-given-name-that-speaks",
        ),
        pytest.param(
            "Phó Giám đốc Sở Y tế Lê Văn Mít: Cần tiêm đủ mũi cho trẻ em ở xã.", ["speaker"],
            id="words-behind-a-colon",
        ),
        pytest.param(
            "Về phía huyện có đồng chí Lê Văn Mít - Chủ tịch UBND huyện.", ["attendee"],
            id="on-the-side-of",
        ),
        pytest.param(
            "Hội nghị họp dưới sự chủ trì của các đồng chí Thường trực Huyện ủy: Lê Văn Mít - Bí"
            " thư Huyện ủy; Lê Văn Cam - Phó Bí thư Huyện ủy.", ["chair"], id="a-list-of-chairs",
        ),
        pytest.param(
            OPENING + "Cũng trong ngày, ông Lê Văn Mít chủ trì buổi lễ.", [], id="another-meeting",
        ),
        pytest.param(
            OPENING + "Chiều cùng ngày, hội nghị Hội Làm vườn diễn ra. Ông Lê Văn Mít chủ trì.", [],
            id="another-meeting-told-in-two-sentences",
        ),
        pytest.param(
            "Tôi mong được giúp đỡ, chỉ đạo, quan tâm của đồng chí Lê Văn Mít - Bí thư Huyện ủy.",
            [], id="a-list-of-nouns",
        ),
        pytest.param(
            "Ông Lê Văn Mít ở xã Đồng Mơ, huyện Bình An; ông Lê Văn Cam ở xã Bàng, đều cho rằng cây"
            " tốt.", ["speaker"], id="one-verb-for-all",
        ),
        pytest.param(
            "Ông Lê Văn Mít thôn Bàng đề nghị mở đường.", ["speaker"], id="a-place-without-a-comma",
        ),
        pytest.param(
            "Theo ông Lê Văn Mít, các đoàn thể cần góp phần làm dự án.", ["speaker"],
            id="a-project-is-no-visit",
        ),
    ],
)  # fmt: skip
def test_roles(text: str, roles: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"][1] == roles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Dự có các Ủy viên Ban Thường vụ: Chủ tịch UBND huyện Lê Văn Mít, Trưởng Công an huyện"
            " Lê Văn Cam.",
            {"Lê Văn Mít": ["Ủy viên Ban Thường vụ", "Chủ tịch UBND huyện"],
             "Lê Văn Cam": ["Ủy viên Ban Thường vụ", "Trưởng Công an huyện"]},
            id="shared-and-own-posts-before-the-names",
        ),
        pytest.param(
            "Dự có các đồng chí nguyên Bí thư Huyện ủy: Lê Văn Mít - Chủ tịch Hội Làm vườn; Lê Văn"
            " Cam – Chủ tịch Hội Nông dân; lãnh đạo các xã.",
            {"Lê Văn Mít": ["nguyên Bí thư Huyện ủy", "Chủ tịch Hội Làm vườn"],
             "Lê Văn Cam": ["nguyên Bí thư Huyện ủy", "Chủ tịch Hội Nông dân"]},
            id="shared-and-own-posts-behind-the-names",
        ),
        pytest.param(
            "Chủ tịch UBTW MTTQ VN Lê Văn Mít dự. Chủ tịch Ủy ban Trung ương MTTQ Việt Nam Lê Văn"
            " Mít nói.", {"Lê Văn Mít": ["Chủ tịch Ủy ban Trung ương MTTQ Việt Nam"]},
            id="the-centre-abbreviated",
        ),
        pytest.param(
            "Chủ tịch T.Ư Hội LHPNVN Lê Thị Mít dự. Chủ tịch Hội LHPN VN Lê Thị Mít nói.",
            {"Lê Thị Mít": ["Chủ tịch T.Ư Hội LHPNVN"]}, id="an-abbreviation-parted",
        ),
        pytest.param(
            "Bí thư Đảng ủy, Chủ tịch HĐND xã Bàng Lê Văn Mít dự. Bí thư Đảng ủy xã yêu cầu làm"
            " sớm.", {"Lê Văn Mít": ["Bí thư Đảng ủy xã", "Chủ tịch HĐND xã Bàng"]},
            id="a-fuller-form-later",
        ),
    ],
)  # fmt: skip
def test_posts(text: str, expected: dict[str, list[str]]) -> None:
    people = people_in(text)

    assert {name: people[name][0] for name in expected} == expected


@pytest.mark.parametrize(
    ("tail", "authors"),
    [
        ("Mọi người vui. N. Mít (T.Hợp)", ["N. Mít"]),
        ("Quang cảnh buổi lễ (Ảnh: M.Mít).", ["M.Mít"]),
        ("Quang cảnh buổi lễ. Ảnh: N.M", []),
        ("Ông Lê báo cáo việc triển khai chương trình VĂN MÍT", ["VĂN MÍT"]),
        ("Ông Lê báo cáo việc của UBND TP", []),
        ("Mọi người vui. Theo Hương Mít/ Báo Bình An", ["Hương Mít"]),
        ("Mọi người vui. Theo Hà Mít mới", []),
    ],
)  # fmt: skip
def test_by_lines(tail: str, authors: list[str]) -> None:
    people = people_in(f"Hội nghị trồng cây\nSáng 5/3/2032, Huyện ủy tổ chức hội nghị. {tail}")

    assert [name for name, (_, roles) in people.items() if "author" in roles] == authors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở làm theo 1622/UBND-KTKH ngày 10/04/2032.", [("CV", 1622, "UBND-KTKH", "2032-04-10")]),
        ("Sở làm theo 05/KH-BCĐ và 12-CT/HU.",
         [("KH", 5, "KH-BCĐ", None), ("CT", 12, "CT/HU", None)]),
        ("Tỷ lệ 12/UBND-KTKH là cao.", []),
        ("Đề án 02 của Huyện ủy đã xong.", [("ĐA", 2, None, None)]),
        ("Đề án 02 của các xã đã xong.", []),
        ("Quyết định 516/QĐUBND và Quyết định 516/QĐ-UBND.", [("QĐ", 516, "QĐ-UBND", None)]),
    ],
)  # fmt: skip
def test_numbers(text: str, expected: list[tuple[str, int, str | None, str | None]]) -> None:
    assert [each[:4] for each in documents_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("Nghị quyết Trung ương 4 khóa XI, khóa XII", ["4/XI", "4/XII"]),
        ("Nghị quyết Trung ương 4 (khóa XI, XII)", ["4/XI", "4/XII"]),
        ("Nghị quyết Đại hội Đảng lần thứ XII và Đại hội Đảng bộ tỉnh lần thứ XVIII",
         ["ĐH XII", "ĐH XVIII"]),
    ],
)  # fmt: skip
def test_more_than_one_session(text: str, ordinals: list[str]) -> None:
    assert [each[4] for each in documents_in(f"Cán bộ học {text}.")] == ordinals


@pytest.mark.parametrize("tail", ["Ông", "Theo ông Mít", "Ảnh: M.", "Ảnh: M.Mít", "theo 12-CT/HU"])
def test_a_text_may_break_off_anywhere(tail: str) -> None:
    assert people_in(f"Ông Lê Văn Mít dự. {tail}")["Lê Văn Mít"][1] == ["attendee"]


def test_the_district_of_a_commune_parts_no_chairs() -> None:
    chairs = people_in(
        "Đồng chí Lê Văn Mít - Chủ tịch UBND xã Đồng Mơ, huyện Cây Me và đồng chí Lê Thị Én - Chủ "
        "tịch UBND xã Bãi Dâu, huyện Cây Dừa đồng chủ trì hội nghị."
    )
    assert chairs["Lê Văn Mít"][1] == chairs["Lê Thị Én"][1] == ["chair"]


def test_who_is_there_chairs_not_for_a_place_between() -> None:
    people = people_in(
        "Đồng chí Lê Văn Mít - Chủ tịch UBND xã Đồng Mơ, huyện Cây Me đến dự và đồng chí Lê Thị "
        "Én - Chủ tịch UBND xã Bãi Dâu chủ trì hội nghị."
    )
    assert people["Lê Văn Mít"][1] == ["attendee"]
    assert people["Lê Thị Én"][1] == ["chair"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Bí thư Huyện ủy Lê Văn Cam đến dự. Ông Cam chủ trì hội nghị.", ["chair", "attendee"]),
        ("Bí thư Huyện ủy Lê Văn Cam đến dự. Tuần trước, ông Cam chủ trì hội nghị.", ["attendee"]),
        ("Bí thư Huyện ủy Lê Văn Cam đến dự. Ông Cam chủ trì một cuộc họp khác.", ["attendee"]),
        ("Dự họp có ông Lê Văn Cam. Ông cho biết: xã trồng mít.", ["speaker", "attendee"]),
        ("Dự họp có ông Lê Văn Cam. Bà cho biết: xã trồng mít.", ["attendee"]),
        ("Xã làm lễ viếng ông Lê Văn Cam. Đồng chí cho biết: xã trồng mít.", []),
    ],
)
def test_what_is_told_of_another_day_or_person(text: str, roles: list[str]) -> None:
    assert people_in(text)["Lê Văn Cam"][1] == roles
