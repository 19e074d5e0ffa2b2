"""Names, posts, parts, documents and events in the manner of many offices, one row each."""

import pytest

from phoihop.reader.tests.test_documents import documents_in
from phoihop.reader.tests.test_people import people_in


@pytest.mark.parametrize(
    ("text", "name", "posts", "roles"),
    [
        pytest.param(
            "Bộ trưởng Bộ Trồng trọt và Chủ nhiệm Ủy ban Nông thôn và Miền núi của Quốc hội Lê Văn"
            " Cám chủ trì hội nghị.",
            "Lê Văn Cám",
            ["Chủ nhiệm Ủy ban Nông thôn và Miền núi của Quốc hội"],
            ["chair"],
            id="post-with-the-body-above",
        ),
        pytest.param(
            "Ông Lê Văn Cám, Thứ trưởng Bộ Thông tin và Truyền thông báo cáo kết quả.",
            "Lê Văn Cám",
            ["Thứ trưởng Bộ Thông tin và Truyền thông"],
            ["speaker"],
            id="a-stop-across-two-words",
        ),
        pytest.param(
            "Phó Chủ tịch LĐLĐ TP. Bình An Lê Văn Cám nhấn mạnh nhiệm vụ.",
            "Lê Văn Cám",
            ["Phó Chủ tịch LĐLĐ TP. Bình An"],
            ["speaker"],
            id="a-stop-in-the-name-of-a-town",
        ),
        pytest.param(
            "Ông Lê Văn Cám, Chủ tịch Ủy ban An toàn giao thông (ATGT) huyện phát biểu.",
            "Lê Văn Cám",
            ["Chủ tịch Ủy ban An toàn giao thông (ATGT) huyện"],
            ["speaker"],
            id="an-abbreviation-within",
        ),
        pytest.param(
            "Đồng chí Lê Văn Cám, Phó Chủ tịch UBND tỉnh Bà Rịa – Vũng Tàu dự.",
            "Lê Văn Cám",
            ["Phó Chủ tịch UBND tỉnh Bà Rịa – Vũng Tàu"],
            ["attendee"],
            id="a-place-that-looks-like-an-address",
        ),
        pytest.param(
            "Bí thư Ban cán sự Đảng, Bộ trưởng Bộ Trồng trọt Lê Văn Cám cho rằng đây là dịp tốt.",
            "Lê Văn Cám",
            ["Bí thư Ban cán sự Đảng", "Bộ trưởng Bộ Trồng trọt"],
            ["speaker"],
            id="a-post-is-no-parent-body",
        ),
        pytest.param(
            "Đồng chí Lê Văn Cám, Bí thư Huyện ủy làm việc với Chi cục Thuế.",
            "Lê Văn Cám",
            ["Bí thư Huyện ủy"],
            [],
            id="working-with-is-a-verb",
        ),
        pytest.param(
            "Ông Lê Văn Cám, Trưởng Ban Chỉ đạo chống buôn lậu, gian lận thương mại và hàng giả"
            " tỉnh cho biết, tình hình đã khá hơn.",
            "Lê Văn Cám",
            ["Trưởng Ban Chỉ đạo chống buôn lậu, gian lận thương mại và hàng giả tỉnh"],
            ["speaker"],
            id="the-task-of-a-steering-committee",
        ),
        pytest.param(
            "Ông Lê Văn Cám giữ chức vụ Trưởng ban Thanh tra nhân dân xã Đồng Mơ nhiệm kỳ mới.",
            "Lê Văn Cám",
            ["Trưởng ban Thanh tra nhân dân xã Đồng Mơ"],
            [],
            id="a-post-given",
        ),
        pytest.param(
            "Đồng chí Trần Thị Thơm trao Quyết định bổ nhiệm chức vụ Chánh án Tòa án nhân dân"
            " huyện Bình An đối với ông Lê Văn Cám.",
            "Lê Văn Cám",
            ["Chánh án Tòa án nhân dân huyện Bình An"],
            [],
            id="a-post-given-by-another",
        ),
        pytest.param(
            "Về dự đại hội có ông K’Mơ - CT. Hội Cựu chiến binh tỉnh.",
            "K’Mơ",
            ["CT. Hội Cựu chiến binh tỉnh"],
            ["attendee"],
            id="a-name-of-one-word-with-an-apostrophe",
        ),
        pytest.param(
            "Tiếp đoàn có các đồng chí: Lê Văn Cám, Bí thư Huyện ủy; K'Mơ – TUV Phó Chủ tịch HĐND"
            " tỉnh.",
            "K'Mơ",
            ["TUV", "Phó Chủ tịch HĐND tỉnh"],
            ["attendee"],
            id="such-a-name-in-a-list",
        ),
        pytest.param(
            "Đồng chí Nguyễn xuân Mít - Phó Bí thư Huyện ủy dự.",
            "Nguyễn xuân Mít",
            ["Phó Bí thư Huyện ủy"],
            ["attendee"],
            id="a-small-letter-by-mistake",
        ),
        pytest.param(
            "Cử tri Trần Trọng Mít, phường Cây Gạo, quận Ba bày tỏ sự hài lòng.",
            "Trần Trọng Mít",
            [],
            ["speaker"],
            id="where-the-voter-lives",
        ),
        pytest.param(
            "Ông Trần Trọng Mít – Phó Ban Pháp chế HĐND tỉnh có ý kiến: Cần làm sớm.",
            "Trần Trọng Mít",
            ["Phó Ban Pháp chế HĐND tỉnh"],
            ["speaker"],
            id="has-an-opinion",
        ),
        pytest.param(
            "Ông Trần Trọng Mít - Chủ tịch Hội Làm vườn điều hành Đại hội.",
            "Trần Trọng Mít",
            ["Chủ tịch Hội Làm vườn"],
            ["chair"],
            id="leads-the-congress",
        ),
        pytest.param(
            "Đoàn công tác do Chủ tịch HĐND huyện Trần Trọng Mít làm Trưởng đoàn đã khảo sát.",
            "Trần Trọng Mít",
            ["Chủ tịch HĐND huyện", "Trưởng đoàn"],
            ["attendee"],
            id="heads-the-delegation",
        ),
        pytest.param(
            "Phát biểu tại buổi lễ, lãnh đạo huyện chúc mừng đồng chí Trần Trọng Mít.",
            "Trần Trọng Mít",
            [],
            [],
            id="congratulated-not-speaking",
        ),
        pytest.param(
            "Đồng chí Trần Trọng Mít - Bí thư Huyện ủy đến dự và chủ trì hội nghị.",
            "Trần Trọng Mít",
            ["Bí thư Huyện ủy"],
            ["chair", "attendee"],
            id="attends-and-chairs",
        ),
        pytest.param(
            "Đồng chí Trần Trọng Mít chủ trì hội nghị và kết luận nhiều việc.",
            "Trần Trọng Mít",
            [],
            ["chair", "speaker"],
            id="chairs-and-concludes",
        ),
        pytest.param(
            "Dự và chỉ đạo hội nghị có: Ông Trần Trọng Mít – Phó Bí thư Đảng ủy xã.",
            "Trần Trọng Mít",
            ["Phó Bí thư Đảng ủy xã"],
            ["attendee"],
            id="attends-and-guides",
        ),
        pytest.param(
            "Đồng chí Trần Trọng Mít và lãnh đạo các phòng đã báo cáo kết quả.",
            "Trần Trọng Mít",
            [],
            ["speaker"],
            id="reports-with-others",
        ),
        pytest.param(
            "Ông Trần Trọng Mít, PBT thường trực Huyện ủy dự. Ông Trần Trọng Mít - Phó Bí thư"
            " Thường trực Huyện ủy phát biểu.",
            "Trần Trọng Mít",
            ["Phó Bí thư Thường trực Huyện ủy"],
            ["speaker", "attendee"],
            id="the-fullest-form-is-kept",
        ),
        pytest.param(
            "Ông Trần Trọng Mít, Ủy viên Trung ương Đảng dự. Ông Trần Trọng Mít, Ủy viên Ban Chấp"
            " hành Trung ương Đảng phát biểu.",
            "Trần Trọng Mít",
            ["Ủy viên Ban Chấp hành Trung ương Đảng"],
            ["speaker", "attendee"],
            id="words-left-out-of-a-post",
        ),
    ],
)  # fmt: skip
def test_a_person_among_others(text: str, name: str, posts: list[str], roles: list[str]) -> None:
    assert people_in(text)[name] == (posts, roles)


def test_doubtful_names_within_a_list_are_people() -> None:
    found = people_in(
        "Dự lễ có các đồng chí Phó Chủ tịch Hội: Nguyễn Thị Thu Bưởi, Mai Đức Ổi, Trần Văn Lựu."
    )

    assert found == {
        name: (["Phó Chủ tịch Hội"], ["attendee"])
        for name in ("Nguyễn Thị Thu Bưởi", "Mai Đức Ổi", "Trần Văn Lựu")
    }


def test_a_post_of_several_is_not_given_to_the_next() -> None:
    found = people_in(
        "Sau ý kiến của 4 đồng chí Phó Chủ tịch UBND huyện, Chủ tịch UBND xã Lê Văn Cám hứa làm."
    )

    assert found == {"Lê Văn Cám": (["Chủ tịch UBND xã"], ["speaker"])}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Bí thư Lê Văn Cám, Chủ tịch UBND Trần Văn Tấm yêu cầu các xã cố gắng.", "speaker"),
        ("Ông Lê Văn Cám và ông Trần Văn Tấm đồng chủ trì hội nghị.", "chair"),
        ("Bí thư Lê Văn Cám và Chủ tịch UBND Trần Văn Tấm thực hiện lễ ký.", "signer"),
        ("Tới dự có ông Lê Văn Cám; ông Trần Văn Tấm.", "attendee"),
        ("Dự hội nghị có đại diện các sở. Về phía huyện có ông Lê Văn Cám, ông Trần Văn Tấm.",
         "attendee"),
    ],
)  # fmt: skip
def test_two_share_a_part(text: str, roles: str) -> None:
    found = people_in(text)

    assert [found[name][1] for name in ("Lê Văn Cám", "Trần Văn Tấm")] == [[roles], [roles]]


@pytest.mark.parametrize(
    "text",
    [
        "Chánh xứ giáo xứ Kim Mơ, Chủ tịch Quốc hội nêu rõ ý kiến.",
        "UBND tỉnh Quảng Mơ và Sở Kế hoạch phối hợp.",
        "Huyện ủy Trần Văn Mơ, tỉnh Bình An họp.",
    ],
)
def test_more_that_is_no_person(text: str) -> None:
    assert people_in(text) == {}


@pytest.mark.parametrize(
    ("last_line", "authors"),
    [
        ("Tin, ành Lệ Mận (Đài Truyền thanh huyện)", ["Lệ Mận"]),
        ("Tin, ảnh: Ngô Mít – Thanh Ổi", ["Ngô Mít", "Thanh Ổi"]),
        ("Tin và ảnh: Ngô Mít", ["Ngô Mít"]),
        ("Thực hiện: Ngô Mít", ["Ngô Mít"]),
    ],
)
def test_more_by_lines(last_line: str, authors: list[str]) -> None:
    found = people_in(f"Hội nghị diễn ra ngày 2/3/2032.\n{last_line}\n")

    assert [name for name, (_, roles) in found.items() if "author" in roles] == authors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "triển khai Kế hoạch phối hợp số 20/KHPH-UBND-MTTQ ngày 08/5/2032 về trồng cây",
            [("KH", 20, "KHPH-UBND-MTTQ", "2032-05-08", None)],
            id="joint-plan",
        ),
        pytest.param(
            "theo Luật Trồng cây số 56/2031/QH20, Luật Làm vườn số 49/2032/QH20.",
            [("L", 56, "2031/QH20", None, None), ("L", 49, "2032/QH20", None, None)],
            id="laws-with-their-numbers",
        ),
        pytest.param(
            "Chỉ thị của Ban Bí thư số 40-CT/TW về tín dụng",
            [("CT", 40, "CT/TW", None, None)],
            id="number-behind-the-issuer",
        ),
        pytest.param(
            "Nghị quyết số 18, 19-NQ/TW của Trung ương",
            [("NQ", 18, "NQ/TW", None, None), ("NQ", 19, "NQ/TW", None, None)],
            id="one-symbol-for-two-numbers",
        ),
        pytest.param(
            "(Chỉ thị số 12, 23, 29) của Thủ tướng",
            [("CT", 12, None, None, None), ("CT", 23, None, None, None),
             ("CT", 29, None, None, None)],
            id="numbers-alone",
        ),
        pytest.param(
            "theo đề nghị tại Công\nvăn số 1773/STC-VP ngày 01/8/2031 của Sở",
            [("CV", 1773, "STC-VP", "2031-08-01", None)],
            id="a-kind-broken-at-the-line-end",
        ),
    ],
)  # fmt: skip
def test_more_references(text: str, expected: list[tuple[object, ...]]) -> None:
    padding = "Trong thời gian qua các đơn vị trong huyện đã có nhiều cố gắng, "
    assert documents_in(padding + text) == expected
