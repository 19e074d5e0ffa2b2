"""Persons of many peoples, posts with marks in them, by-lines and days, one row each."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_documents import documents_in
from phoihop.reader.tests.test_holders import posts_in
from phoihop.reader.tests.test_people import people_in


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param(
            "Đồng chí H’ Mít, Phó Bí thư Huyện ủy phát biểu.", {"H’ Mít": ["Phó Bí thư Huyện ủy"]},
            id="a-mark-set-apart",
        ),
        pytest.param(
            "Phó Bí thư Huyện ủy H’ Mít Niê dự.", {"H’ Mít Niê": ["Phó Bí thư Huyện ủy"]},
            id="a-mark-set-apart-behind-a-post",
        ),
        pytest.param("Đoàn đến thăm xã Ia H’ Mơ và buôn H’ Mít.", {}, id="places-with-a-mark"),
        pytest.param(
            "Chủ tịch Hội Phụ nữ H Mơ Byă dự.", {"H Mơ Byă": ["Chủ tịch Hội Phụ nữ"]},
            id="a-letter-for-a-woman",
        ),
        pytest.param("Dân khu H Nga Mơ trồng cây.", {}, id="a-letter-for-a-quarter"),
        pytest.param(
            "Dự có các ông: Nay Y Mít - Chủ tịch; Xồng Bá Cam - Trưởng phòng.",
            {"Nay Y Mít": ["Chủ tịch"], "Xồng Bá Cam": ["Trưởng phòng"]}, id="families-less-known",
        ),
        pytest.param(
            "Nay Y Mít, Chủ tịch xã, nói.", {"Y Mít": ["Chủ tịch xã"]}, id="now-is-no-family",
        ),
        pytest.param(
            "Bí thư Đảng ủy xã Vì Văn Mít nói.", {"Vì Văn Mít": ["Bí thư Đảng ủy xã"]},
            id="any-family-before-van",
        ),
        pytest.param(
            "Phó Bí thư Đảng ủy A Mít nói. Dân khu A Cam vui. Huyện A Mơ có hội.",
            {"A Mít": ["Phó Bí thư Đảng ủy"]}, id="a-letter-for-a-man",
        ),
        pytest.param(
            "Chủ tịch Hội Làm vườn A Mơ nói. Dân huyện A Mơ vui.", {}, id="a-letter-for-a-town",
        ),
        pytest.param("Già làng A Mít trồng cây.", {"A Mít": []}, id="an-elder"),
        pytest.param(
            "Đại hội bầu ông Võ Mít, bà Hà Cam giữ chức Phó Chủ tịch.",
            {"Võ Mít": ["Phó Chủ tịch"], "Hà Cam": ["Phó Chủ tịch"]}, id="both-elected",
        ),
        pytest.param("Vì Văn Miếu là di tích, ai cũng giữ.", {}, id="no-family-before-van"),
        pytest.param(
            "Bí thư Huyện ủy Châu Mít nhấn mạnh. Dân huyện Châu Mít vui.", {},
            id="a-town-named-elsewhere",
        ),
        pytest.param("Giám đốc Công ty TNHH Hoàng Mít cho biết.", {}, id="a-company"),
        pytest.param("Bí thư Đảng ủy các xã: Cao Mít, Hà Cam dự.", {}, id="places-behind-a-colon"),
        pytest.param(
            "Chủ tịch UBND các xã: Lê Văn Mít dự.", {"Lê Văn Mít": ["Chủ tịch UBND các xã"]},
            id="a-person-behind-a-colon",
        ),
        pytest.param("Bí thư Huyện ủy Kim Động phát biểu.", {}, id="a-town-that-is-known"),
        pytest.param("Chủ tịch Hội Nông dân Kim Động nói.", {}, id="a-body-of-a-known-town"),
        pytest.param(
            "Phó Chủ tịch Kim Động nói.", {"Kim Động": ["Phó Chủ tịch"]}, id="a-person-still",
        ),
        pytest.param(
            "Ông Kim Động dự. Bí thư Huyện ủy Kim Động nói.", {"Kim Động": ["Bí thư Huyện ủy"]},
            id="a-person-called-as-a-town",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Bí thư Huyện ủy, Chủ tịch HĐND huyện Ba Mơ dự. Bí thư Huyện ủy Ba Mơ"
            " nhấn mạnh việc này.",
            {"Lê Văn Mít": ["Bí thư Huyện ủy Ba Mơ", "Chủ tịch HĐND huyện Ba Mơ"]},
            id="the-secretary-of-a-town",
        ),
        pytest.param(
            "Dự có đ/c Hà Mít P.CT UBND huyện.", {"Hà Mít": ["P.CT UBND huyện"]},
            id="a-letter-and-a-stop-before-a-post",
        ),
        pytest.param("Dự có ông Hà Văn P. Bà con vui.", {"Hà Văn P": []}, id="a-letter-for-a-name"),
        pytest.param(
            "Bí thư Huyện ủy Cao Mít nhấn mạnh.", {"Cao Mít": ["Bí thư Huyện ủy"]},
            id="no-town-named-elsewhere",
        ),
        pytest.param(
            "Dự có bà Sen-la- mít Cam- bun- phăn - Chủ tịch Hội, nói.",
            {"Sen-la- mít Cam- bun- phăn": ["Chủ tịch Hội"]}, id="blanks-behind-hyphens",
        ),
        pytest.param(
            "Ông Mít Cam- nông dân thôn Ba dự.", {"Mít Cam": []}, id="a-dash-behind-a-name",
        ),
        pytest.param(
            "Ông Lê Văn Mít – Phó Giám đốc Sở Y tế – Thường trực Ban Chỉ đạo tỉnh – Chánh Văn phòng"
            " điều phối dự.",
            {"Lê Văn Mít": ["Phó Giám đốc Sở Y tế", "Thường trực Ban Chỉ đạo tỉnh",
                            "Chánh Văn phòng điều phối"]}, id="a-standing-member-behind-a-dash",
        ),
        pytest.param(
            "Phó Thủ trưởng Cơ quan Thường trực Ban Chỉ đạo tỉnh Lê Văn Mít dự.",
            {"Lê Văn Mít": ["Phó Thủ trưởng Cơ quan Thường trực Ban Chỉ đạo tỉnh"]},
            id="a-standing-office",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Giám đốc Công an tỉnh Bà Rịa- Vũng Tàu dự.",
            {"Lê Văn Mít": ["Giám đốc Công an tỉnh Bà Rịa- Vũng Tàu"]}, id="a-dash-in-a-province",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Bí thư Huyện ủy- Chủ tịch HĐND dự.",
            {"Lê Văn Mít": ["Bí thư Huyện ủy", "Chủ tịch HĐND"]}, id="a-dash-before-a-post",
        ),
        pytest.param(
            "Ông Lê Văn Mít - Phó Chủ tịch Hội đồng nhân dân (HĐND) tỉnh dự. Ông Lê Văn Mít - Phó"
            " Chủ tịch HĐND tỉnh trao quà.", {"Lê Văn Mít": ["Phó Chủ tịch HĐND tỉnh"]},
            id="letters-explained-in-brackets",
        ),
        pytest.param(
            "Ông Lê Văn Mít - Phó Chủ tịch Hội đồng nhân dân huyện đồng điều hành phiên họp.",
            {"Lê Văn Mít": ["Phó Chủ tịch Hội đồng nhân dân huyện"]}, id="chairing-together",
        ),
    ],
)  # fmt: skip
def test_posts(text: str, posts: dict[str, list[str]]) -> None:
    assert posts_in(text) == posts


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(
            "Ông Lê Văn Mít, Cụm trưởng đã Chủ trì Hội nghị.", ["chair"], id="a-capital-behind-da",
        ),
        pytest.param(
            "Chánh Văn phòng Lê Văn Mít và đại diện Sở Y tế đã trả lời các câu hỏi.", ["speaker"],
            id="with-those-of-no-name",
        ),
        pytest.param(
            "Dự có các đồng chí: Đồng chí Võ Cam - Bí thư xã. Đồng chí Lê Văn Mít - Chủ tịch xã;"
            " các đồng chí trong Ban Chấp hành.", ["attendee"], id="the-last-of-a-list-and-others",
        ),
        pytest.param(
            "Dự có các đồng chí: Đồng chí Võ Cam - Bí thư xã. Đồng chí Lê Văn Mít - Chủ tịch xã;"
            " các đồng chí khác đề nghị mở đường.", [], id="others-who-act",
        ),
        pytest.param(
            "Dự lễ ở tỉnh có đại diện Hội Làm vườn. Ở huyện có đồng chí Lê Văn Mít - Bí thư.",
            ["attendee"], id="those-of-another-level",
        ),
        pytest.param(
            "Ông Lê Văn Mít – đại diện Hội Nông dân và ông Võ Cam – đại diện Công ty Ba ký kết.",
            ["signer"], id="two-who-stand-for-bodies",
        ),
        pytest.param("Chị Y Cam và ông Lê Văn Mít vui mừng cho biết.", ["speaker"], id="gladly"),
        pytest.param(
            "Ông Lê Văn Mít, Chủ tịch xã Phát biểu tại hội nghị.", ["speaker"],
            id="a-capital-where-no-one-else-speaks",
        ),
        pytest.param(
            "Ông Lê Văn Mít, Chủ tịch xã Phát biểu tại hội nghị, ông Hà Cam nhấn mạnh việc này.",
            [], id="another-who-speaks",
        ),
        pytest.param(
            "Hai bên gồm ông Lê Văn Mít - Trưởng Công an và bà Hà Cam - Chủ tịch Hội đã ký kết.",
            ["signer"], id="two-sides-that-sign",
        ),
        pytest.param("Ông Lê Văn Mít tự hào về con.", [], id="a-feeling-alone"),
        pytest.param("Ở huyện có ông Lê Văn Mít trồng cam.", [], id="who-lives-there"),
        pytest.param(
            "05 ứng cử viên tham gia tiếp xúc cử tri tại xã Ba gồm các ông bà: Lê Văn Mít – Bí thư;"
            " Bà Võ Cam – Chuyên viên.", ["attendee"], id="candidates-who-are-there",
        ),
        pytest.param(
            "Đại hội bầu đại biểu dự Đại hội cấp trên là 2 đ/c. Ông Lê Văn Mít làm Chủ tịch.", [],
            id="delegates-elected",
        ),
        pytest.param(
            "Cử tri nghe các ứng cử viên trình bày chương trình hành động: Ông Lê Văn Mít – Bí thư;"
            " Bà Võ Cam – Chuyên viên.", ["speaker"], id="candidates-who-are-heard",
        ),
        pytest.param(
            "Cử tri nghe các tiết mục mừng hội: Ông Lê Văn Mít – Bí thư; bà Võ Cam – Chuyên viên.",
            [], id="songs-that-are-heard",
        ),
        pytest.param(
            "Báo Ba đăng bài trả lời phỏng vấn của đồng chí Lê Văn Mít, Bí thư.", ["speaker"],
            id="who-is-interviewed",
        ),
        pytest.param(
            "Báo Ba đăng bài trả lời phỏng vấn của phóng viên Lê Văn Mít.", [], id="who-asks",
        ),
    ],
)  # fmt: skip
def test_roles(text: str, roles: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"][1] == roles


@pytest.mark.parametrize(
    ("tail", "authors"),
    [
        pytest.param("Võ Thị Mít ( Ngân hàng CSXH Ba Mơ)", ["Võ Thị Mít"], id="an-office-behind"),
        pytest.param("Người đưa tin: Võ Mít", ["Võ Mít"], id="who-brought-the-news"),
        pytest.param("Văn Cư - Mơ Đăk", ["Văn Cư", "Mơ Đăk"], id="names-that-end-as-places-begin"),
        pytest.param("Ea Mơ", [], id="a-place-alone"),
        pytest.param("Tây Nguyên", [], id="a-region-alone"),
        pytest.param("Ba Mơ Online", [], id="a-page-alone"),
        pytest.param("Mơ Mít\nĐọc Nhiều\nChia Sẻ", ["Mơ Mít"], id="above-words-of-the-page"),
        pytest.param("Tin, ảnh: V.MÍT", ["V.MÍT"], id="an-initial-in-capitals"),
        pytest.param("Ra quân ở huyện ẢNH: CÔNG AN TỈNH BA MƠ", [], id="a-body-that-took-it"),
    ],
)
def test_by_lines(tail: str, authors: list[str]) -> None:
    text = f"Hội nghị bàn việc trồng cây\nHuyện ủy tổ chức hội nghị. Mọi người đều vui.\n{tail}"
    found = people_in(text)
    assert [name for name in found if found[name][1] == ["author"]] == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [("Trường Mít", ["Trường Mít"]), ("Tây Mơ", []), ("Thời sự", []), ("Cần Thơ", [])],
)
def test_a_name_above_the_lead(line: str, authors: list[str]) -> None:
    lead = "(BBM) - Sáng 8-10, Tỉnh ủy Ba Mơ tổ chức lễ khai trương trung tâm báo chí."
    assert [*people_in(f"Tỉnh Ba Mơ trồng cây\n{line}\n{lead}")] == authors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Thực hiện Quyết định 37/QĐ-UBND tỉnh Ba Mơ, ngày 28/6/2032 của UBND tỉnh về cây.",
            [("QĐ", "2032-06-28", None)], id="a-place-before-the-day",
        ),
        pytest.param(
            "Theo Kế hoạch số 12/KH-UBND huyện Ba Mơ, ngày 5/6/2032 Phòng Y tế tổ chức hội nghị.",
            [("KH", None, None)], id="the-day-of-the-meeting",
        ),
        pytest.param(
            "Thực hiện Kế hoạch, ngày 29/8/2032 Thường trực Hội đã đi khảo sát.", [],
            id="the-day-of-the-visit",
        ),
        pytest.param(
            "Theo Kết luận, ngày 5/3/2030, của Huyện ủy.", [("KL", "2030-03-05", None)],
            id="a-day-between-commas",
        ),
        pytest.param(
            "Thực hiện Kế hoạch của UBND huyện ngày 5/6/2032 về trồng cây.",
            [("KH", "2032-06-05", None)], id="a-day-behind-the-issuer",
        ),
        pytest.param(
            "Thực hiện Kế hoạch của UBND huyện, ngày 5/6/2032 xã Ba trồng cây.", [],
            id="a-day-of-planting",
        ),
        pytest.param(
            "Kết luận của Hội nghị Trung ương 4 (khóa XIII) đã rõ.", [("KL", None, "4/XIII")],
            id="of-a-session",
        ),
        pytest.param(
            "Theo Nghị quyết Đại hội IX Công đoàn tỉnh Ba Mơ, Đại hội XII Công đoàn Việt Nam.",
            [("NQ", None, "ĐH IX"), ("NQ", None, "ĐH XII")], id="two-congresses",
        ),
        pytest.param(
            "Theo Nghị quyết Đại hội IX Công đoàn tỉnh, Đại hội X Công đoàn tỉnh sẽ bàn việc.",
            [("NQ", None, "ĐH IX")], id="a-congress-to-come",
        ),
    ],
)  # fmt: skip
def test_documents(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [(kind, *rest) for kind, _, _, *rest in documents_in(text)] == expected


def test_a_term_set_apart_from_its_symbol() -> None:
    found = documents_in("Theo Nghị quyết số 81/NQ-UBTVQH 14 về việc lập xã.")
    assert found == [("NQ", 81, "NQ-UBTVQH 14", None, None)]


def test_a_page_of_many_reports_has_no_one_event() -> None:
    days = ("Sáng 4/4", "Chiều 5/4", "Sáng 6/4")
    text = "\n".join(f"{day}, đồng chí Lê Văn Mít - Bí thư xã chủ trì hội nghị." for day in days)
    (person,) = read(text, "news").people
    assert (person.name, person.roles) == ("Lê Văn Mít", ())


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("Tham dự hội nghị có:", ["attendee"]),
        ("Chủ trì hội nghị:", ["chair"]),
        ("Chủ trì hội nghị có các đồng chí:", ["chair"]),
        ("Hội nghị khen thưởng các cá nhân sau:", []),
    ],
)
@pytest.mark.parametrize("mark", ["- Đồng chí ", "• ", "+ ", ""])
def test_a_list_in_lines(heading: str, roles: list[str], mark: str) -> None:
    lines = (f"{mark}Lê Văn Mít, Phó Chủ tịch UBND huyện;", f"{mark}Hà Thị Cam, Trưởng thôn;")
    behind = "Ông Võ Văn Đào, Trưởng thôn trồng cây."
    found = people_in("\n".join((heading, *lines, behind)))
    assert [found[name][1] for name in ("Lê Văn Mít", "Hà Thị Cam")] == [roles, roles]
    assert found["Võ Văn Đào"] == (["Trưởng thôn"], [])
