"""Turns of speech of reports: what tells kind, day, host and period, and what does not."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_events import event_in


@pytest.mark.parametrize(
    ("headline", "lead", "kind"),
    [
        pytest.param(
            "Huyện Ba Mít khai giảng lớp bồi dưỡng nghiệp vụ công tác hội",
            "Sáng 5/4/2032, Hội Làm vườn huyện tổ chức lớp.", "training", id="class-of-skills",
        ),
        pytest.param(
            "Bế giảng lớp huấn luyện cán bộ cơ sở", "Ngày 5/4/2032, Ban A tổ chức bế giảng lớp.",
            "training", id="class-that-ends",
        ),
        pytest.param(
            "Khai giảng lớp bồi dưỡng nhận thức về Đảng", "Sáng 5/4/2032, Trung tâm tổ chức lớp.",
            "ceremony", id="class-that-admits",
        ),
        pytest.param(
            "Trả lời kiến nghị của cử tri trước kỳ họp",
            "Sáng 8/7/2032, tại kỳ họp thứ 7 HĐND tỉnh, UBND tỉnh báo cáo kết quả giải quyết.",
            "briefing", id="voters-asked-before",
        ),
        pytest.param(
            "Cử tri Cây Me kiến nghị sửa đường",
            "Sáng 5-6-2032, Tổ đại biểu HĐND phường đã tiếp xúc cử tri trước kỳ họp thứ hai.",
            "dialogue", id="voters-met",
        ),
        pytest.param(
            "Đọc báo in", "Ký kết quy chế phối hợp giữa Sở Y tế và Công an tỉnh\n08:30, 11/12/2032"
            "\nChiều 10-12, Sở Y tế và Công an tỉnh tổ chức hội nghị tổng kết công tác và ký kết"
            " quy chế phối hợp.", "signing", id="headline-below-a-line-of-the-page",
        ),
        pytest.param(
            "Giao 84 đầu việc cho các sở, ngành tỉnh triển khai", "Ngày 6/2/2032, ông Lê Văn Mít"
            " chủ"
            " trì buổi giao ban với các sở.", "briefing", id="what-others-are-to-do",
        ),
        pytest.param(
            "Liên đoàn Ba Mít nhận 77 công đoàn", "Ngày 6/2/2032, Liên đoàn Lao động huyện Ba"
            " Mít tổ"
            " chức hội nghị chuyển giao, tiếp nhận công đoàn và ký kết quy chế.", "ceremony",
            id="handed-over",
        ),
        pytest.param(
            "Hội nghị trực tuyến lần thứ XI về chống dịch", "Chiều 25/10/2032, ông Lê Văn Mít"
            " chủ trì"
            " hội nghị trực tuyến lần thứ XI về chống dịch.", "other", id="about-a-matter",
        ),
        pytest.param(
            "Chuẩn bị kỳ họp thứ 9", "Sáng 2/10/2032, hội nghị liên tịch thống nhất dự kiến nội"
            " dung"
            " kỳ họp thứ 9, HĐND tỉnh đã được tổ chức.", "other", id="what-a-session-will-hold",
        ),
        pytest.param(
            "Sở Tư pháp Ba Mít tổ chức sinh hoạt pháp luật", "Nhân Ngày pháp luật, Sở Tư pháp Ba"
            " Mít"
            " tổ chức buổi sinh hoạt pháp luật.", "other", id="a-gathering-of-no-kind",
        ),
        pytest.param(
            "Đẩy mạnh phong trào thi đua", "Các cấp hội đã trao tặng 500 suất quà, triển khai nhiều"
            " mô hình. Phát biểu tại hội nghị, ông Lê Văn Mít nêu rõ kết quả.", "other",
            id="what-was-done-before-the-meeting",
        ),
        pytest.param(
            "Tạp chí Cây Xanh từng bước đổi mới", "Đó là mong muốn của bà Lê Thị Mít khi đến"
            " thăm, chúc"
            " mừng Tạp chí. Phát biểu tại buổi gặp, bà nêu rõ điều đó.", "visit", id="who-came",
        ),
        pytest.param(
            "Công bố quyết định giám sát Ban A", "Ngày 20/6/2032, Đoàn công tác của Ủy ban Kiểm tra"
            " Ba Mít công bố quyết định giám sát Ban A.", "ceremony", id="a-decision-made-known",
        ),
        pytest.param(
            "Tăng cường tuyên truyền", "Sáng 10-2-2032, Ban A tổ chức gặp mặt các báo, đánh giá kết"
            " quả tuyên truyền năm 2031.", "review", id="they-meet-and-review",
        ),
        pytest.param(
            "Tăng cường tuyên truyền", "Sáng 10-2-2032, Ban A tổ chức gặp mặt các báo nhằm đánh giá"
            " kết quả tuyên truyền năm 2031.", "other", id="what-they-meet-for",
        ),
        pytest.param(
            "Phụ nữ hai huyện giao lưu kết nghĩa", "Sáng 13/3/2032, Hội Phụ nữ huyện Ba và Hội Phụ"
            " nữ huyện Bốn tổ chức giao lưu kết nghĩa.", "other", id="they-meet",
        ),
    ],
)  # fmt: skip
def test_what_tells_the_kind(headline: str, lead: str, kind: str) -> None:
    event = event_in(headline, lead)

    assert event is not None
    assert event.kind == kind


CUT = (
    "Phát biểu tại hội nghị, bà Lê Thị Mít, Phó Bí thư Huyện ủy đánh giá cao kết quả đã đạt được"
    " trong những năm qua, đề nghị hai đơn vị tiếp tục phát huy, làm tốt hơn công việc được giao."
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(
            f"{CUT} Tại hội nghị, hai đơn vị đã ký kết chương trình phối hợp.", "signing",
            id="signed",
        ),
        pytest.param(
            f"{CUT} Hội nghị nghe báo cáo tổng kết phong trào thi đua - khen thưởng.",
            "final_review", id="summed-up",
        ),
        pytest.param(
            f"{CUT} Các đại biểu được quán triệt những điểm mới của nghị quyết.", "rollout",
            id="made-known",
        ),
        pytest.param(
            f"{CUT} Lễ ký quy chế phối hợp giữa các đơn vị diễn ra trang trọng.", "signing",
            id="signing-in-a-caption",
        ),
        pytest.param(
            f"{CUT} Tại hội nghị, các đại biểu đã thảo luận và đánh giá tình hình công tác.",
            "review", id="looked-at",
        ),
        pytest.param(
            f"{CUT} Các đơn vị đã triển khai nhiều mô hình. Hội nghị kết thúc.", "other",
            id="what-was-done-elsewhere",
        ),
        pytest.param(f"{CUT} Hội nghị kết thúc tốt đẹp.", "other", id="praise-is-no-review"),
    ],
)  # fmt: skip
def test_a_report_without_headline_and_lead(text: str, kind: str) -> None:
    event = read(text, "news").event

    assert event is not None
    assert event.kind == kind


def test_emulation_and_awards_are_a_field_of_work() -> None:
    lead = "Ngày 18-7-2032, khối tổ chức hội nghị sơ kết công tác thi đua - khen thưởng."
    event = event_in("Khối thi đua số 2", lead)

    assert event is not None
    assert (event.kind, event.also) == ("review", ())


@pytest.mark.parametrize(
    ("lead", "date"),
    [
        ("Chiều ngày 21 và sáng ngày 22 tháng 12 năm 2032, Đảng ủy xã tổ chức lớp.", "2032-12-21"),
        ("Trong các ngày: từ 13 đến 17-7-2032, Hội tổ chức lớp tập huấn.", "2032-07-13"),
        ("Sáng 24-5, Ban A giám sát việc hỗ trợ trong 2 năm 2031, 2032.", None),
        ("Trong 2 ngày 6 và 7/8, Đảng bộ phường tổ chức Đại hội đại biểu nhiệm kỳ 2032-2037.",
         "2032-08-06"),
        ("Chiều 14/9, Ban A triển khai công tác chuẩn bị và tổ chức Đại hội nhiệm kỳ 2032-2037.",
         None),
        ("Ngày 3-11, Hội A tổ chức hội nghị tổng kết chương trình trồng cây giai đoạn 2029-2032.",
         "2032-11-03"),
        ("Sáng 5/2, hội nghị tổng kết 10 năm thực hiện nghị quyết giai đoạn 2022-2031 được tổ chức."
         " Trong giai đoạn 2032-2037, Hội A tiếp tục.", "2032-02-05"),
        ("Ngày 3-2, Hội A tổ chức hội nghị tổng kết chương trình trồng cây giai đoạn 2029-2032.",
         None),
        ("Chiều 19/9, Ban A sơ kết 5 năm thực hiện quy chế. Từ năm 2027-2032 đã có kết quả.",
         "2032-09-19"),
    ],
)  # fmt: skip
def test_the_day(lead: str, date: str | None) -> None:
    event = event_in("Hội nghị của huyện", lead)

    assert event is not None
    assert (event.date.date if event.date else None) == date


@pytest.mark.parametrize(
    ("headline", "lead", "period"),
    [
        pytest.param(
            "Ký kết giao ước thi đua", "Chiều 23/9/2032, Đoàn Thanh niên tỉnh tổ chức ký kết"
            " giao ước thi đua giai đoạn tháng 9.2032 - 6.2033.", "2032-2033", id="months",
        ),
        pytest.param(
            "Sơ kết 5 năm thực hiện quy chế", "Chiều 19/9/2032, Ban A sơ kết 5 năm thực hiện quy"
            " chế. Từ năm 2027-2032 đã có kết quả.", "2027-2032", id="so-many-years",
        ),
        pytest.param(
            "Sơ kết 5 năm thực hiện quy chế", "Chiều 19/9/2032, Ban A sơ kết 5 năm thực hiện quy"
            " chế. Giai đoạn 2030-2032 đã có kết quả.", None, id="other-years",
        ),
        pytest.param(
            "Tập huấn công tác hội", "Thực hiện Chương trình công tác năm 2032, sáng 27/8/2032, Hội"
            " Làm vườn huyện tổ chức tập huấn.", None, id="the-grounds",
        ),
        pytest.param(
            "Ký kết quy chế phối hợp", "Sáng 28/6/2032, Sở Y tế và Hội Bốn tổ chức ký kết quy chế"
            " phối hợp. Tại lễ ký, ông Lê Văn Mít cho biết, năm 2030 có 365 cơ sở.", None,
            id="what-someone-says",
        ),
        pytest.param(
            "Hoàn thành nhiệm vụ 6 tháng đầu năm 2032", "Ngày 6/7/2032, Sở Y tế tổ chức hội nghị sơ"
            " kết 6 tháng đầu năm và triển khai nhiệm vụ 6 tháng cuối năm 2032.", "2032-H2",
            id="the-half-to-come",
        ),
        pytest.param(
            "Hội nghị lần thứ 5", "Sáng 16/7/2032, Hội Làm vườn khai mạc Hội nghị lần thứ 5 để"
            " thông"
            " qua nhiệm vụ năm 2032. Hội nghị nghe báo cáo 6 tháng đầu năm 2032, nhiệm vụ 6 tháng"
            " cuối năm.", "2032-H2", id="the-half-told-further-on",
        ),
        pytest.param(
            "Hội nghị đánh giá kết quả công tác", "Ngày 8/6/2032, Công an tỉnh tổ chức hội nghị"
            " đánh"
            " giá kết quả công tác. Các đại biểu bàn việc sơ kết công tác 6 tháng đầu năm 2032.",
            "2032-H1", id="the-half-looked-back-on",
        ),
        pytest.param(
            "Tỉnh Ba Mít phấn đấu có thêm 9 xã đạt chuẩn năm 2032", "Ngày 7/2/2032, tỉnh Ba Mít tổ"
            " chức hội nghị triển khai một số giải pháp.", "2032", id="what-is-striven-for",
        ),
        pytest.param(
            "Sơ kết 2 năm phối hợp", "Công an tỉnh vừa tổ chức hội nghị sơ kết 2 năm thực hiện"
            " chương"
            " trình phòng chống tội phạm 2030-2031. Trong giai đoạn 2032-2036, công an tiếp tục.",
            "2032-2036", id="the-term-behind-the-years-summed-up",
        ),
        pytest.param(
            "Hội nghị ban chấp hành", "Ngày 19-8-2032, Huyện ủy tổ chức hội nghị thông qua dự"
            " thảo báo"
            " cáo kiểm điểm nhiệm kỳ 2028-2033.", None, id="a-draft",
        ),
        pytest.param(
            "Sơ kết chương trình phối hợp", "Ngày 5/3/2032, Công an tỉnh tổ chức hội nghị sơ kết"
            " công"
            " tác phòng chống tội phạm giai đoạn 2030-2031. Trong giai đoạn 2032-2036, hai ngành"
            " tiếp tục phối hợp.", "2032-2036", id="the-next-term",
        ),
        pytest.param(
            "Tổng kết chương trình phối hợp", "Ngày 5/1/2032, Sở Y tế tổ chức hội nghị tổng kết"
            " chương trình phối hợp năm 2031, triển khai nhiệm vụ năm 2032.", "2032",
            id="the-plan-wins",
        ),
    ],
)  # fmt: skip
def test_the_period(headline: str, lead: str, period: str | None) -> None:
    event = event_in(headline, lead)

    assert event is not None
    assert event.period == period


@pytest.mark.parametrize(
    ("lead", "host"),
    [
        pytest.param(
            "Ngày 15/8/2032, Tiểu ban Chỉ đạo Đề án thứ tư của tỉnh do Sở Tư pháp chủ trì đã tiến"
            " hành sơ kết 2 năm thực hiện đề án.", "Tiểu ban Chỉ đạo Đề án thứ tư của tỉnh",
            id="whom-another-body-heads",
        ),
        pytest.param(
            "Ngày 15/8/2032, hội nghị do Sở Tư pháp chủ trì tổ chức đã diễn ra.", "Sở Tư pháp",
            id="by-whom-it-is-held",
        ),
        pytest.param(
            "Sáng nay (30/6/2032), tại Hội trường Thành ủy Bốn, tỉnh Ba Mít tổ chức trọng thể lễ"
            " công bố nghị quyết.", "tỉnh Ba Mít", id="a-place-behind-the-venue",
        ),
        pytest.param(
            "Sáng 30/6/2032, tại Quảng trường Lớn, TP. Ba Mít, Huyện ủy Cây Me tổ chức lễ công bố.",
            "Huyện ủy Cây Me", id="the-place-of-the-venue",
        ),
        pytest.param(
            "Ngày 18-7-2032, Khối thi đua các huyện, thành phố, thị xã của tỉnh đã tổ chức hội"
            " nghị.", "Khối thi đua các huyện, thành phố, thị xã của tỉnh", id="levels-of-one-name",
        ),
        pytest.param(
            "Sáng 30/1/2032, tại Hội trường 305, Học viện Ba Mít (BM), Khối thi đua số 6 của"
            " tỉnh tổ"
            " chức hội nghị.", "Khối thi đua số 6 của tỉnh", id="whose-room-it-is",
        ),
        pytest.param(
            "Sáng 5/3/2032, tại hội trường UBND xã Đoài, Đảng ủy, UBND và UBMTTQ xã Đoài tổ chức"
            " hội nghị.", "Đảng ủy, UBND và UBMTTQ xã Đoài", id="joint-hosts-behind-a-room",
        ),
        pytest.param(
            "Sáng 5/3/2032, tại phòng họp số 2, Sở Y tế, Sở Nội vụ tổ chức lễ ký kết.",
            "Sở Y tế, Sở Nội vụ", id="two-offices-behind-a-room",
        ),
        pytest.param(
            "Chiều 1-7-2032, HĐND tỉnh tổ chức lễ ký. Chiều 1-7, HĐND tỉnh Ba Mít tổ chức lễ ký"
            " kết.",
            "HĐND tỉnh Ba Mít", id="with-its-place",
        ),
        pytest.param(
            "Chiều 6/11/2032, Thi hành án dân sự tỉnh Ba Mít phối hợp với Tòa án nhân dân tổ"
            " chức lễ.",
            "Thi hành án dân sự tỉnh Ba Mít", id="enforcement",
        ),
        pytest.param(
            "Ngày 5/2/2032, UBND xã Ba (tỉnh Bốn) và UBND xã Năm (tỉnh Sáu) tổ chức lễ ký kết.",
            "UBND xã Ba (tỉnh Bốn) và UBND xã Năm (tỉnh Sáu)", id="each-with-where-it-is",
        ),
        pytest.param(
            "Ngày 5/2/2032, Hội Làm vườn (HLV) và UBND xã Năm (tỉnh Sáu) tổ chức lễ ký kết.",
            "Hội Làm vườn (HLV) và UBND xã Năm", id="a-short-form-is-no-place",
        ),
        pytest.param(
            "Chiều 11.10.2032, Công an 3 địa phương Ba Mít, Cây Me và Hội An tổ chức hội nghị.",
            "Công an 3 địa phương Ba Mít, Cây Me và Hội An", id="bodies-of-places",
        ),
        pytest.param(
            "Đó là ý kiến nêu tại cuộc họp chiều 23/6/2032. Công tác này còn chậm. Các ngành cần"
            " làm tốt hơn. Chiều 23/6, Ban Pháp chế - HĐND tỉnh họp thẩm tra các báo cáo.",
            "Ban Pháp chế - HĐND tỉnh", id="the-day-told-again",
        ),
    ],
)  # fmt: skip
def test_the_host(lead: str, host: str) -> None:
    event = event_in("Đẩy mạnh cải cách hành chính", lead)

    assert event is not None
    assert event.host is not None
    assert event.host.name == host


def test_what_a_paper_orders_is_no_event() -> None:
    lead = "Trong tháng 6, Ủy ban Ba Mít tổ chức 4 đoàn kiểm tra giao thông."
    rest = "Đây là nội dung tại Thông báo kết luận của ông Lê Văn Mít tại buổi họp của Ủy ban."

    assert event_in("Tổ chức 4 đoàn kiểm tra", lead, rest) is None


@pytest.mark.parametrize(
    ("posted", "day", "date"),
    [
        ("07/08/2032", "8/8", "2032-08-08"),  # put on the page before the day was over
        ("07/08/2032", "20/8", "2031-08-20"),
        ("10/09/2032", "9/10", "2032-10-09"),  # day and month the other way round
        ("03/01/2032", "28/12", "2031-12-28"),
    ],
)
def test_the_year_of_a_posting_date(posted: str, day: str, date: str) -> None:
    event = event_in("Tổng duyệt chương trình", posted, f"Sáng ngày {day}, UBND xã tổ chức lễ.")

    assert event is not None
    assert event.date is not None
    assert event.date.date == date


def test_what_is_announced_is_no_event() -> None:
    lead = "Huyện ủy Ba Mít vừa có thông báo về dự kiến thời gian tổ chức Đại hội Đảng bộ huyện."
    rest = "Trong các ngày 11/10 và 12/10, đại biểu tham dự các hoạt động trước đại hội."

    assert event_in(lead, rest) is None
