"""Wordings of district papers and portals that one grammar rule each has to tell apart."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_events import event_in


def posts_and_roles(text: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {
        each.name: (tuple(post.title for post in each.positions), each.roles)
        for each in read(text, kind="news").people
    }


@pytest.mark.parametrize(
    ("headline", "lead", "date"),
    [
        pytest.param(
            "Công bố quyết định kiểm tra", "Ngày 16-6, Huyện ủy tổ chức hội nghị công bố quyết định"
            " kiểm tra Kết luận số 64 – KL/TW ngày 28-5-2013 ở 3 xã.", None,
            id="the-year-of-a-document-is-not-the-event's",
        ),
        pytest.param(
            "Sơ kết quy chế", "Thứ 2, 25/11/2034, 19:48\nThứ 3, 06/10/2030 | 18:08\nChiều ngày"
            " 6/10, Đảng ủy xã Đồng Mơ tổ chức sơ kết quy chế.", "2030-10-06",
            id="the-posting-that-follows-the-event-soonest",
        ),
        pytest.param(
            "Tổng kết năm học", "Chiều 20/8, Phòng Giáo dục tổ chức hội nghị tổng kết năm học"
            " 2033-2034, triển khai nhiệm vụ năm học 2034-2035.", "2034-08-20",
            id="between-two-school-years",
        ),
        pytest.param(
            "Họp phụ huynh", "Sáng 12/1, trường Ba Mít tổ chức hội nghị sơ kết học kỳ I năm học"
            " 2033-2034.", "2034-01-12", id="the-second-half-of-a-school-year",
        ),
        pytest.param(
            "Kỷ niệm", "Sáng 4-3, Huyện ủy đã tổ chức lễ kỷ niệm ngày truyền thống"
            " (5/3/1947-5/3/2037).", "2037-03-04", id="two-days-joined-by-a-dash",
        ),
        pytest.param(
            "Gặp mặt hội viên", "Ngày 23/4, đồng chí Lê Văn Mít gặp mặt hội viên nhân 35 năm"
            " ngày lập Hội (5/4/1990 – 5/4/2025).", "2025-04-23", id="who-meets-holds-a-meeting",
        ),
        pytest.param(
            "Triển khai công tác", "Cuối tuần qua (10/2), Hội Làm vườn đã tổ chức hội nghị triển"
            " khai công tác năm 2032.", "2032-02-10", id="a-day-in-brackets",
        ),
        pytest.param(
            "Tổng kết nhiệm kỳ", "Chiều 17/12, Hội Làm vườn tổ chức hội nghị tổng kết nhiệm kỳ"
            " 2031-2036, triển khai nhiệm vụ giai đoạn 2036-2041.", "2036-12-17",
            id="where-two-terms-meet",
        ),
        pytest.param(
            "Quán triệt chỉ thị", "Ngày 3-12, Huyện ủy tổ chức hội nghị quán triệt Chỉ thị số"
            " 20-CT/TW ngày 18-01-2038 và Chỉ thị số 25-CT/TW ngày 8-8-2038 của Ban Bí thư.",
            "2038-12-03",
            id="papers-are-made-known-soon-after-they-are-issued",
        ),
        pytest.param(
            "Hội nghị", "Sáng thứ Ba, 12/3/2034, Sở Y tế tổ chức hội nghị.", "2034-03-12",
            id="the-day-of-the-week",
        ),
        pytest.param(
            "Hội nghị", "Sáng ngày12/3/2034, Sở Y tế tổ chức hội nghị.", "2034-03-12",
            id="no-blank-behind-the-word",
        ),
        pytest.param(
            "Hội nghị", "Sáng từ 12-14/3/2034, Sở Y tế tổ chức hội nghị.", "2034-03-12",
            id="a-span-without-the-word",
        ),
        pytest.param(
            "Hội nghị", "Sáng ngày 12/03/34, Sở Y tế tổ chức hội nghị.", "2034-03-12",
            id="a-year-of-two-digits",
        ),
        pytest.param(
            "Hội nghị", "Hôm 6-7, Sở Y tế tổ chức hội nghị năm 2034.", "2034-07-06", id="hôm",
        ),
        pytest.param(
            "Khảo sát 10 xã", "Ban Dân vận đã tổ chức đoàn khảo sát làm việc với 10 xã từ ngày"
            " 12/8/2032 đến 12/9/2032.", "2032-08-12", id="the-first-day-of-several-weeks",
        ),
    ],
)  # fmt: skip
def test_days(headline: str, lead: str, date: str | None) -> None:
    event = event_in(headline, lead)

    assert event is not None
    assert (event.date.date if event.date else None) == date


def test_a_first_line_that_tells_day_and_host_is_no_headline() -> None:
    text = (
        "Sáng ngày 23/8/2032, Phòng GDĐT huyện Bình An tổ chức Hội\n"
        "nghị tổng kết năm học 2031-2032 và triển khai nhiệm vụ cấp\nTHCS\n"
        "Dự hội nghị có đồng chí Lê Văn Mít - HUV, Phó Chủ tịch UBND huyện.\n"
    )

    event = read(text, kind="news").event

    assert event is not None
    assert event.date is not None
    assert (event.kind, event.date.date, event.session) == ("final_review", "2032-08-23", "morning")


@pytest.mark.parametrize(
    ("headline", "lead", "host"),
    [
        pytest.param(
            "Triển khai nhiệm vụ", "Ngày 9/1/2032, Ban Chỉ đạo (BCĐ) thực hiện Quy chế dân chủ"
            " (QCDC) ở cơ sở tỉnh tổ chức hội nghị.",
            "Ban Chỉ đạo (BCĐ) thực hiện Quy chế dân chủ (QCDC) ở cơ sở tỉnh",
            id="what-a-steering-committee-is-for-behind-a-bracket",
        ),
        pytest.param(
            "Ký quy chế", "Chiều 22-10-2032, BTL Bộ đội Biên phòng và BTL Quân khu 12 tổ chức ký"
            " kết quy chế.", "BTL Bộ đội Biên phòng và BTL Quân khu 12", id="commands-in-short",
        ),
        pytest.param(
            "Tổng kết phối hợp", "Ngày 27/12/2032, Phòng Chính trị và Ban Tuyên giáo các huyện,"
            " thành ủy đã tổ chức hội nghị.",
            "Phòng Chính trị và Ban Tuyên giáo các huyện, thành ủy", id="levels-of-one-list",
        ),
        pytest.param(
            "Triển khai nhiệm vụ", "Ngày 9/1/2032, Ban Chỉ đạo phong trào “Dân vận khéo” tỉnh tổ"
            " chức hội nghị.", "Ban Chỉ đạo phong trào “Dân vận khéo” tỉnh",
            id="a-movement-by-its-name",
        ),
        pytest.param(
            "Làm việc với xã Đồng Mơ", "Sáng 27/9/2032, đồng chí Lê Văn Mít – Bí thư Huyện ủy và"
            " lãnh đạo các phòng, ban chuyên môn của huyện đã có buổi làm việc với xã.", None,
            id="small-letters-behind-a-comma",
        ),
        pytest.param(
            "Huyện Bình An: Kiểm tra thi cử", "Ông Lê Văn Mít, Bí thư Huyện ủy, vừa đến kiểm tra"
            " các phòng thi.", None, id="who-comes-to-inspect",
        ),
        pytest.param(
            "Trao huy hiệu", "Cùng ngày, đảng bộ xã Đồng Mơ đã tổ chức lễ trao huy hiệu."
            " Dự lễ có 9 người.",
            "đảng bộ xã Đồng Mơ", id="small-letters-behind-a-day",
        ),
        pytest.param(
            "Sơ kết phối hợp", "Chiều 20-12-2032, Liên hiệp các tổ chức hữu nghị tỉnh tổ chức hội"
            " nghị.", "Liên hiệp các tổ chức hữu nghị tỉnh", id="a-body-of-bodies",
        ),
        pytest.param(
            "Ký kết phối hợp", "ANTD.VN - Bộ Công an với Bộ Trồng trọt vừa ký kết phối hợp bảo vệ"
            " rừng.", "Bộ Công an với Bộ Trồng trọt", id="behind-the-name-of-a-site",
        ),
        pytest.param(
            "Ký quy chế", "Sáng 3/3/2032, Đài PT- TH Bình An tổ chức hội nghị bàn quy chế phối hợp"
            " giữa viện kiểm sát, Công an, Tòa án.", "Đài PT- TH Bình An",
            id="letters-with-an-uneven-dash",
        ),
        pytest.param(
            "Đồng Mơ tổ chức hội thi Bí thư chi bộ giỏi", "Ngày 19/5/2033, tại nhà văn hóa đã diễn"
            " ra hội thi.", "Đồng Mơ", id="a-place-that-holds-a-contest",
        ),
        pytest.param(
            "Phường 15: Tổ chức diễn đàn",
            "Ngày 28/2/2033 diễn ra diễn đàn đối thoại với thanh niên.",
            "Phường 15", id="a-ward-before-a-colon",
        ),
        pytest.param(
            "Chung sức", "Sáng 30-11-2032, đại diện Liên đoàn Lao động tỉnh và Hội Làm vườn đã ký"
            " kết chương trình phối hợp.", "Liên đoàn Lao động tỉnh và Hội Làm vườn",
            id="those-whom-others-sign-for",
        ),
        pytest.param(
            "Thêm lớp mới", "Sáng 30-11-2032, Trung tâm Chính trị huyện mở lớp bồi dưỡng.",
            "Trung tâm Chính trị huyện", id="who-opens-a-class",
        ),
        pytest.param(
            "Kiểm tra xã Đồng Mơ", "Ngày 16-6-2032, ông Lê Văn Mít, Bí thư Huyện ủy, dẫn đầu đoàn"
            " kiểm tra làm việc với xã Đồng Mơ.", None, id="who-leads-is-no-body",
        ),
    ],
)  # fmt: skip
def test_hosts(headline: str, lead: str, host: str | None) -> None:
    event = event_in(headline, lead)

    assert event is not None
    assert (event.host.name if event.host else None) == host


@pytest.mark.parametrize(
    ("headline", "lead", "kind", "period"),
    [
        pytest.param(
            "Tổng kết nhiệm vụ năm học 2031-2032", "Ngày 17/8/2032, Phòng Giáo dục tổ chức hội nghị"
            " tổng kết nhiệm vụ năm học 2031-2032 và triển khai nhiệm vụ năm học 2032-2033.",
            "final_review", "2032-2033", id="what-is-summed-up-is-not-planned",
        ),
        pytest.param(
            "Hội nghị lần thứ 2", "Chiều 2/10/2035, Đảng ủy xã tổ chức hội nghị đánh giá 9 tháng"
            " đầu năm và triển khai nhiệm vụ 3 tháng cuối năm 2035.", "briefing", "2035-Q4",
            id="three-months",
        ),
        pytest.param(
            "Chuẩn bị kỳ họp", "Sáng 7/6/2031, Thường trực HĐND tổ chức hội nghị thống nhất nội"
            " dung, chương trình kỳ họp HĐND huyện khóa XX, nhiệm kỳ 2031-2036.", "other", None,
            id="the-term-of-a-council-is-not-planned",
        ),
        pytest.param(
            "Chung sức", "Hội nghị thảo luận kết quả trong quý I, triển khai nhiệm vụ quý II của"
            " năm 2033. Chủ trì hội nghị có ông Lê Văn Mít.", "rollout", "2033-Q2",
            id="a-quarter-on-no-day",
        ),
        pytest.param(
            "Ông Lê Văn Mít được bầu giữ chức Phó Bí thư", "Chiều 7/10/2032, Huyện đoàn tổ chức hội"
            " nghị.", "other", None, id="an-election",
        ),
        pytest.param(
            "Tin trong huyện", "Sáng 10/1/2037, tại khu làm việc của các cơ quan, UBND huyện tổ"
            " chức hội nghị tổng kết công tác năm 2036 và triển khai nhiệm vụ năm 2037.",
            "final_review",
            "2037", id="where-people-work",
        ),
        pytest.param(
            "Bồi dưỡng chính trị cho cán bộ giáo dục", "Sáng 20-8-2032, Phòng Giáo dục tổ chức hội"
            " nghị bồi dưỡng chính trị hè.", "training", None, id="training-in-politics",
        ),
        pytest.param(
            "(BL) Ban Chỉ huy Quân sự huyện vừa tổ chức hội thi cán bộ giảng dạy.", "Hội thi có 22"
            " thí sinh.", "contest", None, id="news-in-the-first-line",
        ),
        pytest.param(
            "Kinh tế", "Ký kết phối hợp bảo vệ rừng\nNgày 15/10/2032, Công an xã và Hạt Kiểm lâm tổ"
            " chức hội nghị giao ban.", "signing", None, id="a-rubric-above-the-headline",
        ),
        pytest.param(
            "Mừng Xuân mới", "Đăng ký mua gói ấn phẩm\nMặt trận xã quyết tâm\nNgày 13/1/2032, Mặt"
            " trận xã tổ chức hội nghị triển khai nhiệm vụ năm 2032.", "rollout", "2032",
            id="lines-of-the-page-make-no-feature",
        ),
        pytest.param(
            "Chuyện hai cơ quan",
            "Vừa qua, Liên đoàn Lao động và Hội Làm vườn đã ký quy chế phối hợp.",
            "signing", None, id="signed-of-late",
        ),
        pytest.param(
            "Nâng chất lượng đề tài", "Chiều 10-12-2032, Ban Dân vận tổ chức đánh giá đề tài cấp cơ"
            " sở.", "other", None, id="a-study-that-is-judged",
        ),
        pytest.param(
            "Gỡ khó cho nông dân", "Sáng 3/3/2032, hội nghị diễn ra ở xã. Có 90 người dự. Nhiều ý"
            " kiến nêu ra. Tại hội nghị đối thoại, ông Lê Văn Mít nói rõ.", "dialogue", None,
            id="named-further-on",
        ),
        pytest.param(
            "Nâng bản lĩnh", "Sáng 3/3/2032, hội nghị dành cho đội ngũ báo cáo viên đã diễn ra. Nội"
            " dung tập huấn là kỹ năng nói.", "training", None, id="speakers-are-no-briefing",
        ),
        pytest.param(
            "Phụ nữ hai tỉnh ký kết biên bản hợp tác", "Biên bản gồm 4 nội dung chính.", "signing",
            None, id="signed-on-no-day",
        ),
    ],
)  # fmt: skip
def test_kinds_and_periods(headline: str, lead: str, kind: str, period: str | None) -> None:
    event = event_in(headline, lead)

    assert event is not None
    assert (event.kind, event.period) == (kind, period)


def test_a_rank_behind_and_begins_another_person() -> None:
    people = posts_and_roles(
        "Trung tướng Lê Văn Mít, Tư lệnh Bộ đội Biên phòng và Thiếu tướng Đỗ Thị Sắn, Tư lệnh Quân"
        " khu 12 đồng chủ trì hội nghị."
    )

    assert people == {
        "Lê Văn Mít": (("Tư lệnh Bộ đội Biên phòng",), ("chair",)),
        "Đỗ Thị Sắn": (("Tư lệnh Quân khu 12",), ("chair",)),
    }


def test_a_post_ends_before_what_its_holder_does() -> None:
    people = posts_and_roles(
        "Đại tá Lê Văn Mít, Phó Tham mưu trưởng Quân khu 12 thông qua dự thảo quy chế. Đồng chí Đỗ"
        " Thị Sắn, TUV, Phó Chủ tịch UBND tỉnh tới dự hội nghị."
    )

    assert people == {
        "Lê Văn Mít": (("Phó Tham mưu trưởng Quân khu 12",), ("speaker",)),
        "Đỗ Thị Sắn": (("TUV", "Phó Chủ tịch UBND tỉnh"), ("attendee",)),
    }


def test_the_country_is_nobody() -> None:
    assert not posts_and_roles("Tăng cường hoạt động của Hội Nhà báo Việt Nam trong tình hình mới.")


def test_a_name_goes_on_behind_a_line_end() -> None:
    people = posts_and_roles(
        "Hội nghị của huyện\nDự và phát biểu ở hội nghị có đồng chí Lê Văn\nMít - Huyện ủy viên,"
        " Trưởng phòng Nội vụ.\n"
    )

    assert people["Lê Văn Mít"][0] == ("Huyện ủy viên", "Trưởng phòng Nội vụ")


def test_who_wrote_the_piece() -> None:
    assert posts_and_roles("Hội nghị của huyện\nHội nghị đã xong.\nTác giả bài viết: Bé Nhỏ\n") == {
        "Bé Nhỏ": ((), ("author",))
    }


def test_a_paragraph_that_is_cut_off_is_the_report() -> None:
    text = (
        "QK12 – Sáng 22/6/2033, Đảng ủy Quân sự huyện Bình An tổ chức hội nghị sơ kết 6 tháng đầu"
        " năm 2033, triển khai nhiệm vụ 6 tháng cuối năm 2033. Đồng chí Lê Văn Mít, Phó Bí thư"
        " Huyện ủy, Chủ tịch UBND huyện chủ trì hội nghị. Từ đầu năm đến nay, Đảng ủy đã lãnh"
    )

    event = read(text, kind="news").event

    assert event is not None
    assert event.host is not None
    assert (event.kind, event.period, event.chair) == ("review", "2033-H2", ("Lê Văn Mít",))
    assert event.host.name == "Đảng ủy Quân sự huyện Bình An"


def test_a_day_goes_on_behind_a_line_end() -> None:
    text = "Sáng ngày\n7/6/2031, HĐND huyện Bình An tổ chức hội nghị liên tịch.\nCó 20 người dự.\n"

    event = read(text, kind="news").event

    assert event is not None
    assert event.date is not None
    assert event.date.date == "2031-06-07"


def test_names_that_only_begin_like_those_of_history() -> None:
    people = posts_and_roles("Dự hội nghị có đồng chí Nguyễn Duy Mít, Bí thư Huyện ủy.")

    assert people == {"Nguyễn Duy Mít": (("Bí thư Huyện ủy",), ("attendee",))}
