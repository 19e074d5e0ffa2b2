"""Events, agreements and people in the manner of newspapers, one row each."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_events import LEAD, agreements_in, event_in
from phoihop.reader.tests.test_people import people_in


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Khai mạc kỳ họp thứ 8, HĐND huyện khóa III", "briefing"),
        ("Bế mạc Hội nghị lần thứ 10 Ban Chấp hành Đảng bộ huyện", "briefing"),
        ("Khai mạc lễ hội hoa", "ceremony"),
        ("Huyện Bình An tặng quà hộ nghèo", "ceremony"),
        ("Khai giảng lớp bồi dưỡng cán bộ", "ceremony"),
        ("Lãnh đạo huyện thăm, tặng quà các xã", "visit"),
    ],
)
def test_more_headlines(headline: str, kind: str) -> None:
    event = event_in(headline, LEAD)

    assert event is not None
    assert event.kind == kind


def test_a_meeting_of_no_kind_is_still_an_event() -> None:
    event = event_in(
        "Bàn công tác nhân sự",
        "Chiều 21/6/2032, Hội Làm vườn tổ chức Hội nghị Đoàn Chủ tịch lần 2.",
    )

    assert event is not None
    assert event.date is not None
    assert (event.date.date, event.session) == ("2032-06-21", "afternoon")
    assert event.host is not None
    assert event.host.name == "Hội Làm vườn"


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("Lập trung tâm mới", "Ngày 30/1, Chủ tịch UBND tỉnh Lê Văn Mít đã ký Quyết định số 183."),
        ("Nhiều cách làm hay", "Ai cũng vui. Điển hình, ngày 22/2, UBND xã tổ chức hội nghị."),
        ("Quy định mới", "Ngày 5/6/2032, UBND huyện họp. Báo giới thiệu toàn văn Nghị quyết."),
    ],
)
def test_more_that_is_no_event(headline: str, lead: str) -> None:
    assert event_in(headline, lead) is None


@pytest.mark.parametrize(
    ("lead", "date"),
    [
        ("Ngày 8/2, Quận ủy Ba tổ chức lễ phát động Tết trồng cây Xuân Mậu Tý 2032.", "2032-02-08"),
        (
            "Chiều 8/2, Thị ủy Ba tổ chức hội nghị. Trong năm 2032, thị xã sẽ làm đường.",
            "2032-02-08",
        ),
        ("Ngày 8/7, Huyện ủy họp triển khai liên hoan lần thứ XIII - năm 2033 sắp tới.", None),
        ("Ngày 8/7, Huyện ủy họp.", None),
    ],
)
def test_more_years_of_days(lead: str, date: str | None) -> None:
    event = event_in("Huyện họp bàn việc trồng cây", lead)

    assert event is not None
    assert (event.date.date if event.date else None) == date


@pytest.mark.parametrize(
    ("lead", "rest", "period"),
    [
        ("Ngày 8/7/2032, Huyện ủy họp.", "Hội nghị nhằm đánh giá 6 tháng đầu năm, triển khai"
         " phương hướng, nhiệm vụ 6 tháng cuối năm 2032.", "2032-H2"),
        ("Ngày 8/7/2032, Đoàn tổ chức gặp mặt báo chí, đánh giá kết quả phối hợp năm 2031 và thống"
         " nhất nội dung phối hợp năm 2032.", "", "2032"),
        ("Ngày 8/7/2032, Hội tổ chức giao ban quý II.", "", "2032-Q2"),
        ("Ngày 8/7/2032, Hội tổ chức Đại hội thi đua giai đoạn 2027-2032.", "", "2027-2032"),
    ],
)  # fmt: skip
def test_more_periods(lead: str, rest: str, period: str) -> None:
    event = event_in("Hội nghị giao ban", lead, rest)

    assert event is not None
    assert event.period == period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Đã có 30 cơ quan, đơn vị trong huyện ký kết chương trình phối hợp với Hội Nhà báo.",
            ("programme", ["30 cơ quan, đơn vị trong huyện", "Hội Nhà báo"], None, None),
            id="a-counted-subject",
        ),
        pytest.param(
            "Hội nghị kiểm điểm thực hiện Quy chế phối hợp công tác năm 2031 của UBND huyện và"
            " Hội Nông dân huyện.",
            ("regulation", ["UBND huyện", "Hội Nông dân huyện"], None, None),
            id="of-two-bodies",
        ),
        pytest.param(
            "Ngày 15/6, Hội Nông dân huyện, UBND huyện và Hội Phụ nữ huyện đã ký Nghị quyết liên"
            " tịch quy định việc trồng cây.",
            ("other", ["Hội Nông dân huyện", "UBND huyện", "Hội Phụ nữ huyện"], None, None),
            id="a-joint-resolution",
        ),
        pytest.param(
            "Hội Nông dân và Phòng Y tế ký kết chương trình phối hợp. Lễ ký kết Chương trình phối"
            " hợp giai đoạn 2031 - 2035 giữa Hội Nông dân, Phòng Y tế và Báo Bình An.",
            ("programme", ["Hội Nông dân", "Phòng Y tế", "Báo Bình An"], 2031, 2035),
            id="the-longer-list-wins",
        ),
        pytest.param(
            "Lễ ký kết giao ước thi đua giữa Công an huyện với các đồn 766, 765 và UBND các xã.",
            ("commitment", ["Công an huyện", "các đồn 766, 765", "UBND các xã"], None, None),
            id="numbered-posts",
        ),
    ],
)
def test_more_agreements(text: str, expected: tuple[object, ...]) -> None:
    assert agreements_in(text) == [expected]


def test_a_signature_before_an_annex() -> None:
    found = read(
        "UBND HUYỆN BÌNH AN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 9/QĐ-UBND\n\nQUYẾT ĐỊNH\n"
        "Ban hành Quy chế\n\nĐiều 1. Ban hành quy chế.\nNơi nhận:\tCHỦ TỊCH\n- Như trên;\n- Lưu.\t"
        "Lê Văn Mít\nQUY CHẾ\n" + "Điều 2. Các xã trồng cây trong năm.\n" * 300
    ).people

    assert [(each.name, list(each.roles)) for each in found] == [("Lê Văn Mít", ["signer"])]
    assert [post.title for post in found[0].positions] == ["CHỦ TỊCH"]


@pytest.mark.parametrize(
    ("text", "name", "posts", "roles"),
    [
        pytest.param(
            "Trưởng Ban Quốc tế Trung ương Đoàn Phạm Thị Mận cho rằng, báo cáo đã đầy đủ.",
            "Phạm Thị Mận",
            ["Trưởng Ban Quốc tế Trung ương Đoàn"],
            ["speaker"],
            id="the-union-is-no-family",
        ),
        pytest.param(
            "Ông Lê Văn Cám, Phó Trưởng ban Thực hiện chính sách bảo hiểm cho biết, đã có tiến bộ.",
            "Lê Văn Cám",
            ["Phó Trưởng ban Thực hiện chính sách bảo hiểm"],
            ["speaker"],
            id="a-verb-that-names-a-board",
        ),
        pytest.param(
            "Thứ trưởng Bộ Trồng trọt Lê Văn Cám Kết luận Hội nghị.",
            "Lê Văn Cám",
            ["Thứ trưởng Bộ Trồng trọt"],
            ["speaker"],
            id="a-caption-with-a-capital-verb",
        ),
        pytest.param(
            "Nhân 110 năm ngày sinh nguyên Tổng Bí thư Trường Chinh, ông Lê Văn Cám, Bí thư Huyện"
            " ủy phát biểu.",
            "Lê Văn Cám",
            ["Bí thư Huyện ủy"],
            ["speaker"],
            id="a-post-of-one-long-dead",
        ),
        pytest.param(
            "Theo Ban Bí thư chỉ định đồng chí Lê Văn Cám, Ủy viên Ban Cán sự đảng.",
            "Lê Văn Cám",
            ["Ủy viên Ban Cán sự đảng"],
            [],
            id="the-secretariat-is-no-secretary",
        ),
        pytest.param(
            "Bà con bầu trưởng thôn. Theo Phó Bí thư Thường trực Huyện ủy Tân Mơ Lê Văn Cám, đó là"
            " việc tốt.",
            "Lê Văn Cám",
            ["Phó Bí thư Thường trực Huyện ủy Tân Mơ"],
            ["speaker"],
            id="a-stop-behind-a-post",
        ),
    ],
)
def test_a_person_in_the_press(text: str, name: str, posts: list[str], roles: list[str]) -> None:
    assert people_in(text) == {name: (posts, roles)}


def test_a_list_goes_on_in_the_next_sentence() -> None:
    found = people_in(
        "Dự lễ có các đồng chí: Lê Văn Cám - Bí thư Tỉnh ủy. Các đồng chí Phó Chánh Văn phòng: Trần"
        " Văn Tấm, Bùi Văn Gạo. Về phía huyện có ông Vũ Văn Thóc - Chủ tịch UBND huyện."
    )

    assert [roles for _, roles in found.values()] == [["attendee"]] * 4


@pytest.mark.parametrize(
    ("lead", "host"),
    [
        ("Tối 14/6/2032, tại Quảng trường Lớn, TP. Bình An, Tỉnh ủy, UBND tỉnh tổ chức hội nghị.",
         "Tỉnh ủy, UBND tỉnh"),
        ("Ngày 7/2/2032, Quảng Nam tổ chức hội nghị về trồng cây.", "Quảng Nam"),
        ("Ngày 7/2/2032, Bảo hiểm xã hội (BHXH) VN tổ chức hội nghị.", "Bảo hiểm xã hội (BHXH) VN"),
        ("Ngày 7/2/2032, Ban chỉ đạo phòng, chống dịch Covid-19 huyện Bình An họp.",
         "Ban chỉ đạo phòng, chống dịch Covid-19 huyện Bình An"),
        ("Ngày 7/2/2032, Ban Bí thư Hội Làm vườn tổ chức hội nghị.", "Ban Bí thư Hội Làm vườn"),
    ],
)  # fmt: skip
def test_more_hosts(lead: str, host: str) -> None:
    event = event_in("Hội nghị về trồng cây", lead)

    assert event is not None
    assert event.host is not None
    assert event.host.name == host


@pytest.mark.parametrize(
    ("lead", "rest", "date"),
    [
        ("Ngày 8/2, Huyện ủy họp.", "Báo cáo kết quả năm 2031, huyện đã trồng cây.", "2032-02-08"),
        ("Ngày 28/6, Huyện ủy họp.", "Cây tăng gấp đôi so với cùng kỳ năm 2031.", "2032-06-28"),
        ("Ngày 28/6, Huyện ủy họp.", "Trong năm 2032 đã trồng cây. Năm 2033 sẽ làm đường.",
         "2032-06-28"),
        ("Ngày 3/7, Huyện ủy họp.", "Kết quả 6 tháng đầu năm 2032 tốt. Chương trình năm 2033 mới.",
         "2032-07-03"),
        ("Ngày 6/2, Huyện ủy họp.", "Báo cáo tháng 2-2032 nêu kết quả tốt.", "2032-02-06"),
        ("Tối 14/6, Huyện ủy họp kỷ niệm 60 năm (14/6/1972 -14/6/2032).", "", "2032-06-14"),
    ],
)  # fmt: skip
def test_years_that_follow_from_the_report(lead: str, rest: str, date: str) -> None:
    event = event_in("Huyện họp bàn việc trồng cây", lead, rest)

    assert event is not None
    assert event.date is not None
    assert event.date.date == date


def test_a_report_of_a_paper_issued_is_no_event() -> None:
    lead = "Ngày 6-2, UBND huyện Bình An ban hành Kế hoạch số 23/KH-UBND về tiếp công dân."

    assert event_in("Nâng cao chất lượng tiếp công dân", lead, "Phát biểu tại hội nghị.") is None


def test_the_session_that_is_opened_tells_the_kind() -> None:
    event = event_in(
        "Bàn nhiều việc của huyện", "Sáng 3/7/2032, Kỳ họp thứ 4 HĐND huyện chính thức khai mạc."
    )

    assert event is not None
    assert event.kind == "briefing"
