"""Kind, day, host and period of an event; agreements; one row each."""

import pytest

from phoihop.reader import Event, read


def event_in(headline: str, lead: str, rest: str = "") -> Event | None:
    return read(f"{headline}\n{lead}\n{rest}\n", "news").event


LEAD = "Sáng ngày 5/4/2022, UBND xã Đồng Mơ tổ chức hội nghị về công tác của xã."


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Xã Đồng Mơ ký kết giao ước thi đua", "signing"),
        ("Giao ban công tác tuyên giáo quý I", "briefing"),
        ("Đồng Mơ triển khai nhiệm vụ năm 2022", "rollout"),
        ("Sơ kết 5 năm thực hiện nghị quyết", "review"),
        ("Tổng kết công tác hội năm 2021", "final_review"),
        ("Tập huấn nghiệp vụ cho cán bộ xã", "training"),
        ("Đoàn công tác huyện thăm và làm việc tại xã Đồng Mơ", "visit"),
        ("Triển khai kiểm tra an toàn thực phẩm", "visit"),
        ("Đại biểu HĐND xã tiếp xúc cử tri", "dialogue"),
        ("Chung kết hội thi nhà nông đua tài", "contest"),
        ("Lễ kỷ niệm 50 năm thành lập xã", "ceremony"),
        ("Diễn tập phòng cháy", "other"),
    ],
)
def test_the_headline_decides(headline: str, kind: str) -> None:
    event = event_in(headline, LEAD)

    assert event is not None
    assert event.kind == kind


@pytest.mark.parametrize(
    ("when", "about", "date", "session"),
    [
        ("Sáng 5/4", "hội nghị", None, "morning"),
        ("Chiều 5-4-2022", "hội nghị", "2022-04-05", "afternoon"),
        ("Ngày 5.4", "hội nghị tháng 4.2022", "2022-04-05", None),
        ("Tối ngày 31/02/2022", "hội nghị", None, None),
        ("Ngày 6/1", "tổng kết năm 2021, kế hoạch năm 2022", "2022-01-06", None),
        ("Ngày 20/12", "tổng kết năm 2021, kế hoạch năm 2022", "2021-12-20", None),
    ],
)
def test_day_and_session(when: str, about: str, date: str | None, session: str | None) -> None:
    lead = f"{when}, UBND xã tổ chức {about}."
    event = event_in("Hội nghị tổng kết của xã", lead, "Phát biểu tại hội nghị.")

    assert event is not None
    assert (event.date.date if event.date else None, event.session) == (date, session)


def test_the_year_comes_from_the_posting_line() -> None:
    event = event_in(
        "Tổng kết mùa vụ", "Ngày đăng: 03/01/2023 08:00", "Ngày 28/12, UBND xã tổ chức hội nghị."
    )

    assert event is not None
    assert event.date is not None
    assert event.date.date == "2022-12-28"


@pytest.mark.parametrize(
    ("lead", "host"),
    [
        ("Ngày 5/4/2022, Ban Dân vận Huyện ủy đã tổ chức hội nghị.", "Ban Dân vận Huyện ủy"),
        ("Ngày 5/4/2022, tại Nhà văn hóa, Hội Nông dân xã tổ chức hội nghị.", "Hội Nông dân xã"),
        ("Ngày 5/4/2022, UBND xã phối hợp với Hội Nông dân xã tổ chức hội nghị.", "UBND xã"),
        ("Hội nghị do Ban Tuyên giáo Huyện ủy tổ chức ngày 5/4/2022.", "Ban Tuyên giáo Huyện ủy"),
        (
            "Ngày 5/4/2022, Đảng ủy - HĐND - UBND xã Đồng Mơ tổ chức hội nghị.",
            "Đảng ủy - HĐND - UBND xã Đồng Mơ",
        ),
        ("Ngày 5/4/2022, tại UBND xã diễn ra hội nghị triển khai công tác.", None),
    ],
)
def test_the_host(lead: str, host: str | None) -> None:
    event = event_in("Hội nghị triển khai công tác", lead)

    assert event is not None
    assert (event.host.name if event.host else None) == host


@pytest.mark.parametrize(
    ("headline", "period"),
    [
        ("Tổng kết công tác năm 2021, triển khai nhiệm vụ năm 2022", "2022"),
        ("Sơ kết 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2022", "2022-H2"),
        ("Sơ kết công tác quý I năm 2022", "2022-Q1"),
        ("Tổng kết chương trình giai đoạn 2016 - 2020", "2016-2020"),
        ("Khai mạc giải bóng đá năm 2022", None),
    ],
)
def test_the_period(headline: str, period: str | None) -> None:
    event = event_in(headline, LEAD)

    assert event is not None
    assert event.period == period


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        ("Xã Đồng Mơ không tổ chức hội xuân", "Ngày 5/4/2022, UBND xã có văn bản."),
        ("Kế hoạch mới về trồng cây", "Ngày 5/4/2022, UBND xã đã ban hành Kế hoạch số 5/KH-UBND."),
        ("Chuyện ở Đồng Mơ", "Ngày 5/4/2022, phóng viên có cuộc trao đổi với ông Lê Văn Cám."),
    ],
)
def test_what_is_no_event(headline: str, lead: str) -> None:
    assert event_in(headline, lead) is None


def agreements_in(text: str) -> list[tuple[object, ...]]:
    return [
        (each.kind, [party.name for party in each.parties], each.first_year, each.last_year)
        for each in read(f"Tin huyện\n{text}", "news").agreements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ngày 5/4/2022, Ban Tuyên giáo Huyện ủy tổ chức ký kết quy chế phối hợp với "
            "Ủy ban Nhân dân, Tòa án Nhân dân trong việc thực thi pháp luật.",
            (
                "regulation",
                ["Ban Tuyên giáo Huyện ủy", "Ủy ban Nhân dân", "Tòa án Nhân dân"],
                None,
                None,
            ),
            id="a-list-and-the-host",
        ),
        pytest.param(
            "Hội Nông dân huyện và Phòng Y tế huyện đã ký kết chương trình phối hợp năm 2022.",
            ("programme", ["Hội Nông dân huyện", "Phòng Y tế huyện"], 2022, 2022),
            id="two-subjects",
        ),
        pytest.param(
            "Ban Dân vận Huyện ủy đã xây dựng chương trình phối hợp với "
            "9 cơ quan, đơn vị trong khối.",
            ("programme", ["Ban Dân vận Huyện ủy", "9 cơ quan, đơn vị trong khối"], None, None),
            id="a-counted-collective",
        ),
        pytest.param(
            "Hội nghị ký cam kết thực hiện giữa Chi bộ thôn Một và các hội đoàn thể trong thôn.",
            ("commitment", ["Chi bộ thôn Một", "các hội đoàn thể trong thôn"], None, None),
            id="a-commitment",
        ),
    ],
)  # fmt: skip
def test_an_agreement(text: str, expected: tuple[object, ...]) -> None:
    assert agreements_in(text) == [expected]


def test_a_coming_negotiation_is_no_agreement() -> None:
    assert agreements_in("Hai bên trao đổi về công tác phối hợp trong thời gian tới.") == []


@pytest.mark.parametrize(
    ("lead", "host"),
    [
        pytest.param(
            "Nhân dịp Tết Quân Dậu, sáng 5/3/2031, tại nhà văn hóa thôn Đông, hội phụ nữ xã Ba Mít"
            " tổ chức tập huấn phòng cháy.",
            "hội phụ nữ xã Ba Mít",
            id="behind-a-place",
        ),
        pytest.param(
            "Sáng 5/3/2031, thực hiện Kế hoạch số 12-KH/HU, hội nông dân xã Ba Mít tổ chức họp.",
            "hội nông dân xã Ba Mít",
            id="behind-a-paper",
        ),
        pytest.param(
            "Ngày 5/3/2031, theo lời mời của Huyện ủy Ba Mít, đoàn công tác của tỉnh tổ chức"
            " tập huấn.",
            None,
            id="a-delegation-without-a-name",
        ),
        pytest.param(
            "Ngày 5/3/2031, đoàn công tác của Hội Nông dân tỉnh tổ chức tập huấn.",
            "đoàn công tác của Hội Nông dân tỉnh",
            id="a-delegation-behind-the-day",
        ),
        pytest.param(
            "Sáng 5/3/2031, Ban Dân tộc HĐND tỉnh giám sát tại xã Ba Mít, ông Lê Văn Mít, Chủ tịch"
            " UBND xã đã tới báo cáo tình hình.",
            "Ban Dân tộc HĐND tỉnh",
            id="who-comes-to-report",
        ),
        pytest.param(
            "Sáng 5/3/2031, tại xã Ba Mít, ông Lê Văn Mít, Phó Chủ tịch HĐND huyện đã tới kiểm tra"
            " công tác phòng cháy.",
            None,
            id="who-comes-to-check-leads",
        ),
    ],
)
def test_a_host_behind_a_comma(lead: str, host: str | None) -> None:
    event = event_in("Hội nghị của xã", lead)

    assert event is not None
    assert (event.host.name if event.host else None) == host


def test_a_feature_about_a_paper_of_before_holds_nothing() -> None:
    lead = (
        "Năm 2029, Công an huyện Ba Mít và Hội Nông dân huyện Ba Mít đã ký kết quy chế phối hợp"
        " giữ gìn trật tự."
    )

    assert event_in("Bà con Ba Mít phấn khởi", lead, "Đến nay 40 vụ việc được hòa giải.") is None
    assert event_in("Hiệu quả từ một quy chế phối hợp", lead.removeprefix("Năm 2029, ")) is None
    assert event_in("Bà con Ba Mít phấn khởi", lead.removeprefix("Năm 2029, ")) is not None


def test_what_is_open_for_weeks_is_not_the_day_of_the_final() -> None:
    event = event_in(
        "Hội thi của huyện",
        "UBND huyện Ba Mít tổ chức nhận bài dự thi từ ngày 1/4/2031 đến ngày 30/4/2031.",
        "Chung kết hội thi diễn ra ngày 20/5/2031 tại Nhà văn hóa huyện.",
    )

    assert event is not None
    assert event.date is not None
    assert event.date.date == "2031-05-20"


@pytest.mark.parametrize(
    ("told", "date"),
    [
        pytest.param("Thời gian qua, 5-6 hộ hiến đất cho hội nghị.", None, id="households"),
        pytest.param("Thời gian qua, 5/6 hộ dự hội nghị.", None, id="five-of-six"),
        pytest.param("Hiện nay, 2.5 tỷ đồng được chi cho hội nghị.", None, id="money"),
        pytest.param("Đội xếp thứ tư, 12.5 điểm, tại hội nghị.", None, id="points"),
        pytest.param("UBND xã tổ chức tổng kết, đạt từ 8-9/10 điểm.", None, id="of-ten-points"),
        pytest.param("Từ 8-9/10, UBND xã tổ chức hội nghị.", "2031-10-08", id="two-days"),
        pytest.param("Hôm nay, 5/3, UBND xã tổ chức hội nghị.", "2031-03-05", id="today"),
        pytest.param("Thứ năm, 5/3, UBND xã tổ chức hội nghị.", "2031-03-05", id="a-weekday"),
    ],
)
def test_a_number_is_a_day_only_where_a_day_is_said(told: str, date: str | None) -> None:
    event = event_in("Tổng kết năm 2031", told, "Ông Lê Văn Mít phát biểu tại hội nghị.")

    assert event is not None
    assert (event.date.date if event.date else None) == date


@pytest.mark.parametrize(
    ("paper", "date"),
    [("ngày 15/5/2016", None), ("ngày 15/2/2016", "2016-03-05"), ("ngày 20/12/2016", "2017-03-05")],
)
def test_only_a_fresh_paper_tells_the_year(paper: str, date: str | None) -> None:
    event = event_in(
        "Quán triệt Chỉ thị của Bộ Chính trị",
        f"Ngày 5/3, Huyện ủy Ba Mít tổ chức hội nghị quán triệt Chỉ thị số 05-CT/TW {paper}"
        " của Bộ Chính trị.",
    )

    assert event is not None
    assert (event.date.date if event.date else None) == date


def test_the_term_of_what_others_signed_long_ago_is_not_that_of_the_event() -> None:
    event = event_in(
        "Ký kết quy chế phối hợp",
        "Sáng 5/3/2031, Công an huyện Ba Mít và Hội Nông dân huyện Ba Mít tổ chức lễ ký kết quy chế"
        " phối hợp.",
        "Trước đó, Hội Nông dân huyện và Hội Phụ nữ huyện đã ký kết chương trình phối hợp giai"
        " đoạn 2021-2025.",
    )

    assert event is not None
    assert event.period is None


def test_three_months_of_a_school_year_are_no_quarter() -> None:
    event = event_in(
        "Sơ kết ba tháng đầu năm học",
        "Ngày 5/12/2030, Phòng Giáo dục tổ chức hội nghị sơ kết ba tháng đầu năm học 2030-2031.",
    )

    assert event is not None
    assert event.period == "2030-2031"
