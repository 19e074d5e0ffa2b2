"""What a report tells behind other words: grounds, pages, partners, elections, what is to come."""

import pytest

from phoihop.reader import read


def facts(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Return kind, day, host and period of the event of a news report."""
    event = read(text, kind="news").event
    if event is None:
        return (None, None, None, None)
    day = event.date.date if event.date else None
    return (event.kind, day, event.host.name if event.host else None, event.period)


PROMISED = "Hội nghị ký kết Chương trình phối hợp giai đoạn 2031-2035."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Ba Mít: Đẩy mạnh tuyên truyền kỷ niệm 40 năm thành lập tỉnh\n"
            "Đây là yêu cầu nêu tại Hội nghị Báo cáo viên Tỉnh ủy diễn ra ngày 5/3/2031.",
            "briefing",
        ),
        (
            "Ba Mít kỷ niệm 40 năm thành lập tỉnh\n"
            "Ngày 5/3/2031, Tỉnh ủy Ba Mít tổ chức lễ kỷ niệm 40 năm thành lập tỉnh.",
            "ceremony",
        ),
        (
            "Ngày 5/3/2031, bà Lê Thị Én chủ trì Hội nghị phổ biến kết quả Hội nghị lần thứ 9 "
            "Ban Chấp hành Trung ương Đảng.",
            "rollout",
        ),
        (
            "Ba Mít sẵn sàng cho bầu cử\n"
            "Ngày 5/3/2031, Đoàn công tác của Hội đồng Bầu cử đã làm việc với huyện Ba Mít.",
            "visit",
        ),
        (
            "Tại buổi tiếp xúc, cử tri xã Ba Mít nghe báo cáo tổng kết công tác của Quốc hội.",
            "dialogue",
        ),
        (
            "Sáng 5/3/2031, Huyện ủy Ba Mít tổ chức Hội nghị cán bộ chủ chốt Quý I/2031.",
            "briefing",
        ),
        (
            "Mặt trận huyện Ba Mít bàn nhiệm vụ\nHội nghị đánh giá kết quả công tác Mặt trận vừa "
            "được Mặt trận huyện Ba Mít tổ chức.",
            "review",
        ),
        (
            "Qua một buổi làm việc khẩn trương, Đại hội Công đoàn cơ sở xã Ba Mít lần thứ VIII "
            "diễn ra ngày 5/3/2031 đã thành công tốt đẹp.",
            "other",
        ),
    ],
)
def test_kind_by_the_meeting_not_by_its_matter(text: str, kind: str) -> None:
    assert facts(text)[0] == kind


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (
            "Cử tri xã Tân An kiến nghị nhiều việc\n"
            "UBMTTQVN huyện vừa tổ chức hội nghị tiếp xúc cử tri với đại biểu HĐND tỉnh.",
            "UBMTTQVN huyện",
        ),
        (
            "Sáng 30/7/2031, Trung tâm Chính trị huyện Ba Mít phối hợp với các Ban xây dựng Đảng, "
            "Đảng ủy, chi ủy cơ sở đã bế giảng lớp bồi dưỡng lý luận chính trị.",
            "Trung tâm Chính trị huyện Ba Mít",
        ),
        (
            "Ngày 13/4/2031, các huyện Ba Mít, Tân An, Lộc Hòa đã tổ chức Hội nghị sơ kết 5 năm "
            "thực hiện Chỉ thị số 05 của Bộ Chính trị.",
            "các huyện Ba Mít, Tân An, Lộc Hòa",
        ),
        (
            "(bmtv.vn) – Liên minh Hợp tác xã tỉnh Ba Mít đã tổ chức Lễ công bố thành viên mới.\n\n"
            "6 hợp tác xã được nhận quyết định là thành viên chính thức.",
            "Liên minh Hợp tác xã tỉnh Ba Mít",
        ),
        (
            "huyện ba mít - tỉnh lộc hòa\n\nHoạt động các Đoàn thể\n\n"
            "Đồn Biên phòng Cây Me và Hội LHPN huyện Ba Mít ký kết chương trình phối hợp\n\n"
            "Nhằm phát huy sức mạnh tổng hợp giữa hai ngành. Đồn Biên phòng Cây Me và Hội LHPN "
            "huyện Ba Mít tổ chức ký kết chương trình phối hợp giai đoạn 2038 - 2042.\n"
            "Dự lễ ký kết có lãnh đạo huyện.",
            "Đồn Biên phòng Cây Me và Hội LHPN huyện Ba Mít",
        ),
        ("Ngày 5/3/2031, lãnh đạo các xã Ba Mít, Tân An dự hội nghị sơ kết công tác.", None),
    ],
)
def test_host(text: str, host: str | None) -> None:
    assert facts(text)[2] == host


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Ngày 8-12, Hội Nông dân tỉnh và Sở Công Thương tổ chức {PROMISED}", None),
        (f"Ngày 8-12-2030, Hội Nông dân tỉnh và Sở Công Thương tổ chức {PROMISED}", "2030-12-08"),
        (f"Ngày 8-3, Hội Nông dân tỉnh và Sở Công Thương tổ chức {PROMISED}", "2031-03-08"),
        (
            "Ba Mít chuẩn bị bầu cử\nNgày 13/5, Đoàn giám sát của Quốc hội đã làm việc với Ủy ban "
            "Bầu cử tỉnh về công tác bầu cử đại biểu Quốc hội và HĐND các cấp nhiệm kỳ 2031-2036.",
            "2031-05-13",
        ),
        (
            "Sơ kết công tác Mặt trận\nNgày 6/7, Mặt trận thành phố tổ chức hội nghị đánh giá công "
            "tác, nhất là cuộc bầu cử đại biểu HĐND các cấp nhiệm kỳ 2031-2036.",
            "2031-07-06",
        ),
        (
            "Ba Mít chuẩn bị bầu cử\nNgày 13/11, Đoàn giám sát của Quốc hội đã làm việc với Ủy ban "
            "Bầu cử tỉnh về công tác bầu cử đại biểu Quốc hội và HĐND các cấp nhiệm kỳ 2031-2036.",
            None,
        ),
        (
            "Thực hiện Quyết định 37/QĐ-UBND ngày 28 tháng 6 năm 2032 của Ủy ban nhân dân tỉnh, "
            "ngày 29/8/2032 Hội Nông dân huyện Ba Mít đã tổ chức hội nghị đối thoại.",
            "2032-08-29",
        ),
    ],
)
def test_day(text: str, day: str | None) -> None:
    assert facts(text)[1] == day


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Ngày 7/10/2032, UBND tỉnh tổ chức họp báo định kỳ Quý III năm 2032.", "2032-Q3"),
        ("Ngày 7/10/2032, UBND tỉnh tổ chức họp báo về Giải chạy Ba Mít năm 2032.", None),
        (
            "Ngày 7/1/2036, Công an tỉnh tổ chức lễ ra quân bảo vệ Đại hội Đảng, bầu cử đại biểu "
            "HĐND các cấp nhiệm kỳ 2036 - 2041 và Tết Nguyên đán.",
            None,
        ),
    ],
)
def test_period(text: str, period: str | None) -> None:
    assert facts(text)[3] == period


def test_what_is_to_come_is_an_event_and_a_summons_is_none() -> None:
    coming = "Sắp diễn ra Hội nghị đối thoại với thanh niên\nHội nghị sẽ được tổ chức trực tiếp."
    assert facts(coming)[0] == "dialogue"
    summons = (
        "Ba Mít: Quyết định triệu tập Kỳ họp thứ Nhất HĐND huyện\n"
        "Ngày 16/6/2031, ông Lê Văn Mít quyết định triệu tập Kỳ họp thứ Nhất HĐND huyện."
    )
    assert facts(summons)[0] is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sáng 8-7-2032, Bộ CHQS tỉnh tổ chức bế mạc tập huấn dân quân tự vệ.", "training"),
        ("Sáng 8-7-2032, Bộ CHQS tỉnh tổ chức bế mạc triển lãm ảnh về biên giới.", "ceremony"),
        (
            "Lãnh đạo tỉnh chúc mừng Tỉnh đoàn\nSáng 25-3-2032, Đoàn lãnh đạo tỉnh do ông Bùi Xuân "
            "Mít dẫn đầu đã đến chúc mừng Tỉnh đoàn nhân kỷ niệm ngày thành lập.",
            "visit",
        ),
        (
            "Công tác chuẩn bị Hội thi Bí thư chi bộ giỏi\nSáng 9/3/2032, ông Lê Văn Mít chủ trì "
            "cuộc họp về công tác chuẩn bị Hội thi.",
            "briefing",
        ),
        (
            "Hội nghị Ban Thường vụ Tỉnh ủy\nSáng 12/1/2032, Ban Thường vụ Tỉnh ủy tổ chức hội "
            "nghị để thảo luận các nội dung quan trọng.",
            "briefing",
        ),
        (
            "Ngày 15/4/2032, Đoàn Khối tổ chức hội nghị Ban chấp hành mở rộng tiến hành sơ kết "
            "công tác quý I.",
            "review",
        ),
    ],
)
def test_kind_of_what_is_closed_visited_or_prepared(text: str, kind: str) -> None:
    assert facts(text)[0] == kind


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (
            "Ngày 20/11/2032, UB.MTTQ các huyện thuộc Cụm số 4 tổ chức Hội nghị giao ban.",
            "UB.MTTQ các huyện thuộc Cụm số 4",
        ),
        (
            "Chiều nay (22/1), Sở Giáo dục và Đào tạo (GD&ĐT) Ba Mít phối hợp với Công an tỉnh "
            "tổ chức hội nghị sơ kết 2 năm.",
            "Sở Giáo dục và Đào tạo (GD&ĐT) Ba Mít",
        ),
        (
            "Chiều 1/12/2032, Đảng ủy xã Cây Me, huyện Ba Mít tổ chức Lễ công bố Quyết định.",
            "Đảng ủy xã Cây Me, huyện Ba Mít",
        ),
        (
            "Chiều 1/12/2032, tại xã Cây Me, huyện Ba Mít tổ chức Lễ công bố Quyết định.",
            "huyện Ba Mít",
        ),
        (
            "Ngày 24/6/2032, tại Hội trường, Hội Nông dân tỉnh Ba Mít, Ban Thường vụ Hội Nông dân "
            "tỉnh khai mạc hội nghị quán triệt Nghị quyết.",
            "Ban Thường vụ Hội Nông dân tỉnh",
        ),
        (
            "Lễ kỷ niệm 85 năm Ngày thành lập ngành được Sở Nội vụ tỉnh tổ chức sáng 25/7/2032.",
            "Sở Nội vụ tỉnh",
        ),
        (
            "Ngày 5/3/2032, Huyện ủy Ba Mít tổ chức khen thưởng các cá nhân đạt giải tại cuộc thi "
            "được Sở Văn hóa tổ chức năm 2031.",
            "Huyện ủy Ba Mít",
        ),
        (
            "Sáng 25/7/2032, hội nghị tổng kết được Sở Nội vụ đánh giá cao đã diễn ra ở xã Ba Mít.",
            None,
        ),
        (
            "Ngày 21/8/2032, Ban Chỉ đạo diễn tập “DT-32” huyện Ba Mít tổ chức khai mạc diễn tập.",
            "Ban Chỉ đạo diễn tập “DT-32” huyện Ba Mít",
        ),
        (
            "Ngày 5/3/2032, Sở VH,TT&DL và Sở NN,PTNT tổ chức hội nghị sơ kết.",
            "Sở VH,TT&DL và Sở NN,PTNT",
        ),
        (
            "Phải nỗ lực hơn nữa\nYêu cầu nêu tại phiên họp thường kỳ Ủy ban nhân dân tỉnh tháng 6 "
            "diễn ra ngày 22/6/2032.",
            "Ủy ban nhân dân tỉnh",
        ),
        (
            "Ký kết biên bản ghi nhớ\n\n433\n\nVừa qua, tại huyện Ba Mít, Công an huyện Ba Mít đã "
            "có buổi hội đàm ký kết biên bản ghi nhớ với An ninh huyện Na Me.",
            "Công an huyện Ba Mít",
        ),
    ],
)
def test_host_as_it_is_written(text: str, host: str | None) -> None:
    assert facts(text)[2] == host


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (
            "Sáng 24-6-2032, bà Lê Thị Én chủ trì Hội nghị báo cáo viên tháng 6.\n\nCác báo cáo "
            "viên tuyên truyền nhiệm vụ phát triển kinh tế 6 tháng cuối năm.",
            None,
        ),
        (
            "Sáng 24-6-2032, bà Lê Thị Én chủ trì Hội nghị giao ban tháng 6.\n\nCác đơn vị bàn "
            "nhiệm vụ phát triển kinh tế 6 tháng cuối năm.",
            "2032-H2",
        ),
        (
            "Ngày 20/11/2032, Mặt trận huyện tổ chức giao ban công tác mặt trận năm 2032.\n"
            "Hội nghị nghe Chương trình phối hợp thống nhất hành động năm 2033.",
            "2033",
        ),
        ("Ngày 3/2/2032, phường Ba Mít tổ chức họp giao ban đầu năm 2032.", None),
        ("Ngày 15/4/2032, Đoàn Khối sơ kết quý I, triển khai nhiệm vụ quí II năm 2032.", "2032-Q2"),
    ],
)
def test_period_is_of_the_meeting(text: str, period: str | None) -> None:
    assert facts(text)[3] == period


def test_a_page_that_strings_reports_together_has_no_event() -> None:
    news = (
        "Sáng 11/10, Ban Chỉ đạo tỉnh tổ chức cuộc họp.",
        "Chiều 7/10, Sở Văn hóa tổ chức lễ khai mạc triển lãm.",
        "Sáng 6/10, Tổ đại biểu tiếp xúc cử tri huyện Ba Mít.",
    )
    assert facts("\n".join(news))[0] is None
    assert facts("Tin trong tỉnh hôm nay\n" + "\n".join(news))[0] is not None
    assert facts(news[0])[0] is not None


def test_who_attends_is_told_behind_a_semicolon_too() -> None:
    reading = read(
        "Sáng 12/8/2032 Huyện ủy Ba Mít tổ chức Hội nghị lần thứ 7; tham dự Hội nghị có đồng chí "
        "Lê Xuân Mít, Ủy viên Ban Thường vụ Tỉnh ủy.",
        kind="news",
    )
    assert [(each.name, each.roles) for each in reading.people] == [("Lê Xuân Mít", ("attendee",))]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Thái Mít – Cà Mau", ["Thái Mít"]),
        ("Thái Mít – Hải Cam", ["Thái Mít", "Hải Cam"]),
        ("POWERED BY ONEPAGE - A PRODUCT OF MIT", []),
    ],
)
def test_neither_places_nor_slogans_sign(line: str, names: list[str]) -> None:
    text = "Ngày 11/3/2032, Quận ủy Ba Mít tổ chức hội nghị quán triệt nghị quyết cho cán bộ.\n\n"
    people = read(f"{text}Các đại biểu đã nghe báo cáo.\n\n{line}\n", kind="news").people
    assert [each.name for each in people] == names


def test_a_circular_is_known_by_its_number_alone() -> None:
    reading = read("Quận ủy quán triệt Nghị quyết 45, Thông tri 36 của Thành ủy.", kind="news")
    assert [(each.kind, each.number) for each in reading.documents] == [("NQ", 45), ("LT", 36)]


def test_a_province_is_no_word_of_who_chairs_together() -> None:
    people = read(
        "Các ông: Lê Văn Mít, Bí thư Tỉnh ủy Lâm Đồng chủ trì; Trần Văn Cam, Chủ tịch UBND huyện "
        "đồng chủ trì hội nghị.",
        kind="news",
    ).people
    titles = [[post.title for post in each.positions] for each in people]
    assert titles == [["Bí thư Tỉnh ủy Lâm Đồng"], ["Chủ tịch UBND huyện"]]


def test_a_post_ends_before_what_its_holder_feels() -> None:
    people = read(
        "Tại buổi lễ, ông Trần Văn Mít, Chủ tịch Ủy ban MTTQ Việt Nam vui mừng trước kết quả.",
        kind="news",
    ).people
    assert [post.title for post in people[0].positions] == ["Chủ tịch Ủy ban MTTQ Việt Nam"]


def test_the_village_of_an_elder_is_no_person() -> None:
    people = read("Ông A Mít, già làng Kon Ba, và già làng Y Cam dự lễ.", kind="news").people
    assert [each.name for each in people] == ["A Mít", "Y Cam"]
