"""Hosts, kinds, days, periods and agreements in further wordings of newspapers, one row each."""

import pytest

from phoihop.reader.tests.test_events import LEAD, agreements_in, event_in


@pytest.mark.parametrize(
    ("headline", "lead", "host"),
    [
        pytest.param(
            "Gặp mặt nhà giáo", "Sáng 16/11/2032, huyện Bình An đã tổ chức gặp mặt nhà giáo.",
            "huyện Bình An", id="a-level-in-small-letters",
        ),
        pytest.param(
            "Triển khai nghị định", "Ngày 9/4/2032, Bộ Trồng trọt (BTT) tổ chức hội nghị triển khai"
            " nghị định về cây giống.", "Bộ Trồng trọt", id="an-abbreviation-is-left-out",
        ),
        pytest.param(
            "Triển khai nghị định", "Ngày 9/4/2032, Bộ Trồng trọt (BTT) và Hội Làm vườn tổ chức hội"
            " nghị.", "Bộ Trồng trọt (BTT) và Hội Làm vườn", id="but-not-within-a-joint-host",
        ),
        pytest.param(
            "Bế mạc hội nghị", "Hội nghị lần thứ 9 Ban Chấp hành Đảng bộ huyện Bình An"
            " khóa V đã diễn ra phiên bế mạc chiều 28/6/2032.",
            "Ban Chấp hành Đảng bộ huyện Bình An", id="of-a-numbered-meeting",
        ),
        pytest.param(
            "Nhiều cách làm hay", "Ông Lê Văn Mít nói vậy tại hội nghị Ban Thường vụ Huyện đoàn lần"
            " thứ 7 diễn ra ngày 23/6/2032.", "Ban Thường vụ Huyện đoàn",
            id="the-number-behind-the-body",
        ),
        pytest.param(
            "Tiếp xúc cử tri", "Ngày 27/6/2032, sau kỳ họp thứ 3, HĐND huyện khóa V, ông Lê"
            " Văn Mít đã tiếp xúc cử tri xã Đồng Mơ.", None, id="a-meeting-that-is-over",
        ),
        pytest.param(
            "Hội Làm vườn huyện Bình An: Có vốn", "Sáng 16/11/2032, tại nhà văn hóa đã diễn ra"
            " lễ ký kết chương trình phối hợp.", "Hội Làm vườn huyện Bình An", id="before-a-colon",
        ),
    ],
)  # fmt: skip
def test_hosts(headline: str, lead: str, host: str | None) -> None:
    event = event_in(headline, lead)

    assert event is not None
    assert (event.host.name if event.host else None) == host


@pytest.mark.parametrize(
    ("headline", "lead", "kind"),
    [
        pytest.param(
            "Thắt chặt tình xưa", "Ngày 10/2/2032, Văn phòng UBND huyện tổ chức cuộc gặp mặt đầu"
            " xuân nhằm trao đổi kinh nghiệm, triển khai công tác năm 2032.", "other",
            id="the-meeting-not-its-aim",
        ),
        pytest.param(
            "Nhìn vào việc khó", "Quy định số 21 đã được triển khai ở các xã. Hôm nay, Hội Làm"
            " vườn tổ chức hội nghị sơ kết 3 năm thực hiện Quy định số 21.", "review",
            id="what-is-held-today",
        ),
        pytest.param(
            "Thêm việc cho thanh niên", "Ngày 10/2/2032, Huyện đoàn tổ chức hội nghị trao đổi kinh"
            " nghiệm và tổng kết năm 2031.", "final_review", id="an-exchange-is-no-gift",
        ),
        pytest.param(
            "Phục vụ ngày một tốt hơn", "Ngày 10/2/2032, Văn phòng UBND huyện tổ chức cuộc gặp mặt"
            " các văn phòng nhằm trao đổi, rút kinh nghiệm việc thực hiện quy chế.", "review",
            id="a-meeting-that-looks-back",
        ),
        pytest.param(
            "Hội Làm vườn ra quân tổng vệ sinh đường làng", "Ngày 10/2/2032, hội ra quân.", "other",
            id="work-done-by-hand",
        ),
        pytest.param(
            "Hội Làm vườn ra quân năm an toàn", "Ngày 10/2/2032, hội ra quân.", "rollout",
            id="a-campaign-that-begins",
        ),
        pytest.param(
            "Việc cây giống còn chậm", "Việc cây giống còn chậm, bà Lê Thị Mít nói tại cuộc họp"
            " chiều 10/2/2032. Chiều 10/2/2032, Ban Vườn tược tiếp tục họp thẩm tra các báo cáo.",
            "other", id="a-meeting-on-one-matter-told-later",
        ),
        pytest.param(
            "Việc cây giống còn chậm", "Việc cây giống còn chậm, bà Lê Thị Mít nói tại cuộc họp"
            " chiều 10/2/2032. Bà yêu cầu các xã làm nhanh hơn.", "briefing",
            id="a-meeting-on-no-told-matter",
        ),
    ],
)  # fmt: skip
def test_kinds(headline: str, lead: str, kind: str) -> None:
    event = event_in(headline, lead)

    assert event is not None
    assert event.kind == kind


def test_a_meeting_of_before_makes_no_event() -> None:
    lead = "Việc lấy đất đang được phường tập trung triển khai. Người dân còn lo."

    assert event_in("Gỡ khó cho dân", lead, "Trước đó, tại cuộc họp xã, dân đã nói.") is None


@pytest.mark.parametrize(
    ("lead", "rest", "date"),
    [
        pytest.param(
            "Sáng 16/4, Huyện ủy tổ chức hội nghị.", "Cuộc bầu cử dự kiến vào ngày 15/3/2033.",
            "2032-04-16", id="what-is-foreseen-comes-later",
        ),
        pytest.param(
            "Chiều 20/6, Huyện ủy tổ chức giao ban.", "Hội chợ sẽ diễn ra vào ngày 25/6/2032.",
            "2032-06-20", id="foreseen-soon",
        ),
        pytest.param(
            "Chiều 10/7, Thanh tra tổ chức hội nghị.", "Cần xây dựng kế hoạch thanh tra năm 2033.",
            "2032-07-10", id="a-plan-is-drawn-up-the-year-before",
        ),
        pytest.param(
            "Tại hội nghị diễn ra sáng 28/6, ông Mít cho biết, năm 2030 có 3 xã.", "Năm 2031 có 5"
            " xã. Đến nay, năm 2032 đã có 9 xã; năm 2032 là năm thứ ba.", "2032-06-28",
            id="years-that-are-told-at-it",
        ),
        pytest.param(
            "Chiều 21.4, Huyện ủy tổ chức hội nghị.", "Đề án sắp xếp thôn của huyện Bình An 2032"
            " được thông qua.", "2032-04-21", id="a-year-without-its-word",
        ),
    ],
)  # fmt: skip
def test_years_of_days(lead: str, rest: str, date: str) -> None:
    event = event_in("Hội nghị giao ban", lead, rest)

    assert event is not None
    assert event.date is not None
    assert event.date.date == date


@pytest.mark.parametrize(
    ("lead", "rest", "period"),
    [
        pytest.param(
            "Ngày 12/7/2032, Huyện ủy họp về kết quả thực hiện nhiệm vụ 6 tháng đầu năm, giải pháp"
            " 6 tháng cuối năm 2032.", "", "2032-H2", id="a-duty-that-was-done",
        ),
        pytest.param(
            "Ngày 12/7/2032, Huyện ủy họp sơ kết 6 tháng đầu năm; triển khai nhiệm vụ những tháng"
            " cuối năm.", "", "2032-H2", id="the-months-left",
        ),
        pytest.param(
            "Ngày 12/7/2032, Huyện ủy họp sơ kết 6 tháng đầu năm; bàn giải pháp từ nay đến cuối năm"
            " 2032.", "", "2032-H2", id="until-the-end-of-the-year",
        ),
        pytest.param(
            "Ngày 23/6/2032, Huyện đoàn họp.", "Các đại biểu góp ý báo cáo 6 tháng đầu năm và nội"
            " dung trọng tâm của công tác đoàn 6 tháng cuối năm 2032.", "2032-H2", id="told-later",
        ),
        pytest.param(
            "Ngày 9/8/2032, Huyện ủy và Hội Nông dân ký kết Chương trình phối hợp công tác năm 2032"
            " - 2035.", "", "2032-2035", id="a-term-behind-the-word-year",
        ),
        pytest.param(
            "Ngày 2/4/2032, Huyện ủy tổ chức giao ban báo chí quý I/2032.", "Văn phòng nêu kết quả"
            " quý I, nhiệm vụ quý II/2032.", "2032-Q2", id="the-quarter-to-come",
        ),
    ],
)  # fmt: skip
def test_periods(lead: str, rest: str, period: str) -> None:
    event = event_in("Hội nghị giao ban", lead, rest)

    assert event is not None
    assert event.period == period


def test_a_joint_review_is_of_what_both_signed() -> None:
    found = agreements_in(
        "Chiều 10/2/2032, Hội Nông dân huyện (HND) và Đoàn Thanh niên huyện tổ chức hội nghị tổng"
        " kết thực hiện quy chế phối hợp công tác năm 2031."
    )

    assert found == [("regulation", ["Hội Nông dân huyện", "Đoàn Thanh niên huyện"], None, None)]


def test_a_meeting_between_bodies_is_on_their_regulation() -> None:
    found = agreements_in(
        "Ngày 10/2/2032, Văn phòng Huyện ủy tổ chức cuộc gặp mặt giữa Văn phòng Huyện ủy, Văn phòng"
        " UBND huyện và Văn phòng HĐND huyện về việc thực hiện Quy chế phối hợp công tác năm 2031."
    )

    assert [parties for _, parties, _, _ in found] == [
        ["Văn phòng Huyện ủy", "Văn phòng UBND huyện", "Văn phòng HĐND huyện"]
    ]


def test_signers_win_over_loose_bodies_between_which_a_paper_stands() -> None:
    found = agreements_in(
        "Ngày 15/6/2032, Hội Làm vườn huyện, UBND huyện và Công an huyện đã ký Nghị quyết liên tịch"
        " về trồng cây - đây là văn bản quan trọng giữa Hội với các cơ quan của huyện."
    )

    assert [parties for _, parties, _, _ in found] == [
        ["Hội Làm vườn huyện", "UBND huyện", "Công an huyện"]
    ]


def test_a_lead_is_enough_for_the_rows_above() -> None:
    assert event_in("Hội nghị giao ban", LEAD) is not None


def test_a_meeting_on_one_matter_may_plan() -> None:
    event = event_in(
        "Việc cây giống còn chậm",
        "Việc cây giống còn chậm. Đó là ý kiến của bà Lê Thị Mít tại cuộc họp chiều 10/6.\n"
        "Báo cáo sơ kết 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2032 nêu rõ việc khó. Chiều"
        " 10/6, Ban Vườn tược tiếp tục họp thẩm tra các báo cáo.",
    )

    assert event is not None
    assert (event.kind, event.period) == ("other", "2032-H2")
