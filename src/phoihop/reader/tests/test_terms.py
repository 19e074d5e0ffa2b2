"""Terms, halves and papers that tell the year and the period of an event, and those of others."""

import pytest

from phoihop.reader.tests.test_events import event_in

SO_FAR = "Chiều 19/9, Ban A sơ kết 5 năm thực hiện quy chế."


def _told(lead: str, headline: str = "Hội nghị của huyện") -> tuple[str | None, str | None]:
    event = event_in(headline, lead)
    assert event is not None
    return event.date.date if event.date else None, event.period


@pytest.mark.parametrize(
    ("lead", "date", "period"),
    [
        pytest.param(f"{SO_FAR} Từ năm 2027-2032, hai bên đã trao đổi 30 tin.", "2032-09-19",
                     "2027-2032", id="goes-on"),
        pytest.param(f"{SO_FAR} Trong giai đoạn 2028-2032, việc phối hợp đã nền nếp.",
                     "2032-09-19", "2028-2032", id="both-years-counted"),
        pytest.param(f"{SO_FAR} Qua 5 năm thực hiện, từ năm 2027 đến năm 2032, hai bên đã gặp.",
                     "2032-09-19", "2027-2032", id="after-so-many-years"),
        pytest.param(f"{SO_FAR} Từ năm 2026-2032, hai bên đã trao đổi 30 tin.", None, None,
                     id="a-year-too-many"),
        pytest.param(f"{SO_FAR} Từ năm 2029-2032, hai bên đã trao đổi 30 tin.", None, None,
                     id="a-year-too-few"),
        pytest.param(
            "Chiều 19/9, Ban A sơ kết một năm thực hiện quy chế. Từ năm 2031-2032, hai bên đã"
            " trao đổi 30 tin.", None, None, id="one-year-is-no-term",
        ),
        pytest.param(
            "Chiều 19/9, Ban A sơ kết 5 năm thực hiện quy chế phối hợp, từ 2027 đến 2032.",
            "2032-09-19", "2027-2032", id="in-the-same-sentence",
        ),
        pytest.param(
            f"{SO_FAR} Bà Lê Thị Mận, Chủ tịch xã nhiệm kỳ 2012-2017, đến dự. Năm 2032 xã đạt"
            " chuẩn.", "2032-09-19", None, id="how-long-someone-sat",
        ),
        pytest.param(
            "Chiều 19/9, Ban A sơ kết 5 năm thực hiện quy chế, có ông Lê Văn Mít, Bí thư giai đoạn"
            " 2012-2017.", None, "2012-2017", id="someone-in-the-same-sentence",
        ),
        pytest.param(
            "Chiều 19/9, Ban A sơ kết 5 năm thực hiện quy chế của HĐND nhiệm kỳ 2012-2017.",
            None, "2012-2017", id="how-long-a-council-sits",
        ),
        pytest.param(
            "Chiều 19/9, Hội A tổng kết phong trào do ông Lê Văn Mít lập giai đoạn 2012-2017.",
            None, "2012-2017", id="what-someone-began",
        ),
        pytest.param(
            "Chiều 19/9/2040, Ban A sơ kết 5 năm thực hiện quy chế, từ 2027 đến 2032 còn yếu.",
            "2040-09-19", None, id="not-those-of-the-event",
        ),
        pytest.param(f"{SO_FAR} Từ năm 2012-2017, bà Lê Thị Mận phối hợp rất tốt.", None, None,
                     id="someone-opens-the-next"),
        pytest.param(
            "Chiều 19/9, Ban A sơ kết 2 năm thực hiện chỉ thị. Năm học 2024-2025, hai bên đã dạy 3"
            " lớp.", None, None, id="a-school-year",
        ),
        pytest.param(f"{SO_FAR} Điện thoại của Ban: 2027-2032. Xin gửi ý kiến.", None, None,
                     id="a-telephone"),
        pytest.param(f"{SO_FAR} Chợ được dựng từ năm 2007-2012. Chợ đông.", None, None,
                     id="what-was-built"),
        pytest.param(f"{SO_FAR} Từ năm 2007-2012, chợ được dựng lại.", None, None,
                     id="what-was-built-first-told"),
        pytest.param(f"{SO_FAR} Từ năm 2007-2012, hai bên phối hợp. Đến nay là năm 2032.",
                     "2032-09-19", None, id="long-over"),
    ],
)  # fmt: skip
def test_the_years_summed_up(lead: str, date: str | None, period: str | None) -> None:
    assert _told(lead) == (date, period)


@pytest.mark.parametrize(
    ("lead", "date"),
    [
        ("Ngày 12/6, Đảng bộ xã Đoài long trọng tổ chức Đại hội nhiệm kỳ 2035-2040.",
         "2035-06-12"),
        ("Ngày 12/6, tại Trung tâm Hội nghị huyện, Hội A khai mạc Đại hội nhiệm kỳ 2035-2040.",
         "2035-06-12"),
        ("Ngày 12/6, được sự chỉ đạo của Huyện ủy, xã Đoài tổ chức đại hội nhiệm kỳ 2035-2040.",
         "2035-06-12"),
        ("Ngày 12/6, Huyện ủy bồi dưỡng cấp ủy phục vụ tổ chức đại hội chi bộ nhiệm kỳ 2035-2037.",
         None),
        ("Ngày 20/11, Huyện ủy quán triệt hướng dẫn tổ chức đại hội chi bộ nhiệm kỳ 2032-2034.",
         None),
        ("Ngày 12/6, Hội A thi đua hướng tới khai mạc đại hội điểm nhiệm kỳ 2035-2040.", None),
        ("Ngày 12/6, Hội A khai mạc đại hội điểm nhiệm kỳ 2035-2040 vào năm tới.", None),
        ("Ngày 12/6, Ban A rút kinh nghiệm tổ chức đại hội xã nhiệm kỳ 2035-2040.", None),
        ("Ngày 12/6, Hội A tổ chức đại hội có bà Lê Thị Mận, chủ tịch nhiệm kỳ 2025-2030.", None),
        ("Ngày 12/6, Hội A tổ chức đại hội tổng kết nhiệm kỳ 2025-2030.", None),
    ],
)  # fmt: skip
def test_only_the_congress_that_is_held_tells_the_year(lead: str, date: str | None) -> None:
    assert _told(lead)[0] == date


def test_a_congress_in_a_headline_needs_one_in_the_lead() -> None:
    headline = "Đại hội Đảng bộ xã Đoài nhiệm kỳ 2030-2035"

    assert _told("Ngày 5/3, Đảng bộ xã tổ chức đại hội.", headline)[0] == "2030-03-05"
    assert _told("Ngày 5/3, xã họp chuẩn bị đại hội.", headline)[0] is None
    assert _told("Ngày 5/3, xã tổ chức trồng cây.", headline)[0] is None


@pytest.mark.parametrize(
    ("lead", "period"),
    [
        pytest.param(
            "Ngày 5/7/2031, HĐND huyện họp thông qua nội dung kỳ họp. Huyện định hướng 6 tháng"
            " cuối năm 2031 làm cầu.", "2031-H2", id="a-half-to-come",
        ),
        pytest.param(
            "Ngày 5/7/2031, HĐND huyện họp thông qua nội dung kỳ họp. Nhiệm vụ 6 tháng cuối năm"
            " 2030 không xong.", None, id="a-half-that-is-over",
        ),
        pytest.param(
            "Sáng 5/7/2031, HĐND huyện tổ chức kỳ họp. Ông Lê Văn Cam nói đã đánh giá việc nuôi ong"
            " 6 tháng đầu năm 2028.", None, id="a-half-of-long-ago",
        ),
        pytest.param(
            "Sáng 5/7/2031, HĐND huyện tổ chức kỳ họp. Ông Lê Văn Cam nói đã đánh giá việc nuôi ong"
            " 6 tháng đầu năm 2031.", None, id="what-someone-looked-at",
        ),
        pytest.param(
            "Sáng 5/7/2031, HĐND huyện tổ chức kỳ họp. Ông Lê Văn Cam nói đã sơ kết công tác 6"
            " tháng đầu năm 2031.", None, id="what-was-summed-up-before",
        ),
        pytest.param(
            "Sáng 5/7/2031, UBND huyện tổ chức hội nghị sơ kết việc thu thuế tăng so với 6 tháng"
            " đầu năm 2029.", None, id="what-it-is-compared-with",
        ),
        pytest.param(
            "Sáng 5/7/2031, HĐND huyện tổ chức kỳ họp. Các ban bàn việc sơ kết công tác 6 tháng đầu"
            " năm 2028.", None, id="a-half-summed-up-long-ago",
        ),
        pytest.param(
            "Sáng 5/3/2031, Ban A tổ chức hội nghị sơ kết phong trào giai đoạn 2026-2030. Hợp tác"
            " xã thuê đất trong giai đoạn 2031-2033.", "2026-2030", id="the-term-of-others",
        ),
        pytest.param(
            "Sáng 5/3/2031, Ban A tổ chức hội nghị sơ kết phong trào giai đoạn 2026-2030. Trong"
            " giai đoạn 2031-2033, hợp tác xã thuê đất.", "2026-2030", id="others-open-a-sentence",
        ),
        pytest.param(
            "Sáng 5/3/2031, Ban A tổ chức hội nghị sơ kết phong trào giai đoạn 2026-2030. Trong"
            " giai đoạn 2031-2033, hai đơn vị làm tiếp.", "2031-2033", id="the-term-that-follows",
        ),
        pytest.param(
            "Sáng 5/3/2031, Ban A tổ chức hội nghị sơ kết phong trào giai đoạn 2026-2030. Hội nghị"
            " nghe phương hướng, nhiệm vụ giai đoạn 2031-2033.", "2031-2033", id="told-at-it",
        ),
    ],
)  # fmt: skip
def test_the_period_is_that_of_the_event(lead: str, period: str | None) -> None:
    assert _told(lead)[1] == period


@pytest.mark.parametrize(
    "than",
    ["so với 6 tháng đầu năm 2030", "tăng so với cùng kỳ năm 2030", "hơn cùng kỳ 6 tháng năm 2030"],
)
def test_what_a_half_is_compared_with_is_the_year_before(than: str) -> None:
    lead = f"Ngày 30/6, huyện tổ chức hội nghị sơ kết công tác 6 tháng đầu năm; thu {than}."

    assert _told(lead) == ("2031-06-30", "2031-H1")


def test_a_half_compared_with_further_on_is_the_year_before() -> None:
    lead = (
        "Ngày 5/7, xã tổ chức hội nghị sơ kết công tác 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng"
        " cuối năm. So với 6 tháng đầu năm 2030, thu ngân sách tăng."
    )

    assert _told(lead) == ("2031-07-05", "2031-H2")


@pytest.mark.parametrize(
    ("paper", "date"),
    [
        ("Quyết định số 5-QĐ/HU ngày 10/11/2031", "2031-12-28"),
        ("Chỉ thị số 5-CT/TW ngày 10/11/2021", None),
        ("Nghị quyết số 5-NQ/TW ngày 10/11/2021", None),
    ],
)
def test_only_decisions_tell_when_a_decision_is_handed_over(paper: str, date: str | None) -> None:
    lead = f"Ngày 28/12, Huyện ủy tổ chức lễ trao quyết định. Theo {paper}, việc này cần làm."

    assert _told(lead, "Trao quyết định về công tác cán bộ")[0] == date
