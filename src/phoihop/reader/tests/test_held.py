"""Whether an event was held, on which day of which year, and what it was: one row each."""

import pytest

from phoihop.reader import Event, read


def event_of(text: str) -> Event | None:
    return read(text, "news").event


def day_of(text: str) -> str | None:
    event = event_of(text)
    assert event is not None
    return event.date.date if event.date else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param(
            "Tập huấn công đoàn\nTừ ngày 20/7 đến ngày 24/7/2034, Liên đoàn Lao động huyện Ba Mít"
            " tổ chức lớp tập huấn cho 88 cán bộ.", "2034-07-20", id="a-span-opens-the-sentence",
        ),
        pytest.param(
            "Khảo sát học sinh\n(BM) - Từ ngày 3/5 đến 9/5/2034, Sở Y tế tổ chức khảo sát tại 4"
            " trường học.", "2034-05-03", id="a-span-behind-the-mark-of-a-paper",
        ),
        pytest.param(
            "Tiếp xúc cử tri\nTrong các ngày 13, 14 và 15-8-2034, HĐND phường Ba Mít tổ chức tiếp"
            " xúc cử tri.", "2034-08-13", id="the-first-of-three-days",
        ),
        pytest.param(
            " date 2034-10 Xã Ba Mít tổng kết mùa vụ\nNgày 29-9, UBND xã Ba Mít tổ chức hội nghị.",
            "2034-09-29", id="the-month-of-a-crawler",
        ),
        pytest.param(
            " date 2034-01-05 Xã Ba Mít tổng kết mùa vụ\nNgày 29-12, UBND xã tổ chức hội nghị.",
            "2033-12-29", id="the-day-of-a-crawler",
        ),
        pytest.param(
            "Sáng ngày 15 tháng 3 năm 2034 Phòng Giáo dục quận Ba Mít tổ chức khai mạc Hội thi"
            " Giáo viên dạy giỏi cấp quận tại Trường Tiểu học Cây Me.", "2034-03-15",
            id="a-dated-first-line-is-no-headline",
        ),
        pytest.param(
            "Trao quyết định\nChiều 30-3, Huyện ủy Ba Mít tổ chức hội nghị trao các quyết định về"
            " cán bộ.\nCác quyết định có hiệu lực từ ngày 01/4/2034.", "2034-03-30",
            id="decisions-soon-in-force",
        ),
        pytest.param(
            "Công bố quyết định\nSáng 14-5, Tỉnh ủy tổ chức Lễ công bố Quyết định thành lập Đảng"
            " bộ.\nTại buổi lễ, bà Lê Thị Mận công bố Quyết định số 37-QĐ/TU ngày 26/4/2034 của"
            " Tỉnh ủy.", "2034-05-14", id="decisions-made-known",
        ),
        pytest.param(
            "Chuẩn bị đại hội\nChiều 14/9, Hội Nông dân huyện tổ chức hội nghị triển khai công tác"
            " chuẩn bị đại hội.\nTheo dự kiến, đại hội cấp xã hoàn thành trước ngày 30/4/2034.",
            "2033-09-14", id="what-is-foreseen-comes-later",
        ),
        pytest.param(
            "Ký kết phối hợp tuyên truyền\nChiều 14.6, huyện Ba Mít tổ chức ký kết chương trình"
            " phối hợp với Báo Cây Me.\nHai bên thống nhất nội dung tuyên truyền, giai đoạn"
            " 2034 – 2036.", "2034-06-14", id="the-term-of-what-is-signed",
        ),
    ],
)  # fmt: skip
def test_the_day_and_its_year(text: str, day: str) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text",
    [
        " date 2034-03 Xã Ba Mít tổng kết mùa vụ\nNgày 7-1, UBND xã tổ chức hội nghị tổng kết.",
        "Nộp hồ sơ\nTừ ngày 1/7 đến ngày 31/12/2034, người dân nộp hồ sơ dự thi do xã tổ chức.",
        "Trao quyết định\nChiều 30-3, Huyện ủy tổ chức hội nghị trao quyết định nghỉ hưu.\nTheo"
        " quyết định có hiệu lực từ ngày 01/9/2030, mức trợ cấp không đổi.",
        "Công bố quyết định\nSáng 14-5, Tỉnh ủy tổ chức Lễ công bố quyết định thành lập.\nĐơn vị"
        " ra đời theo Quyết định số 37-QĐ/TU ngày 26/9/2031 của Tỉnh ủy.",
    ],
)
def test_days_that_tell_no_year(text: str) -> None:
    event = event_of(text)

    assert event is None or event.date is None


@pytest.mark.parametrize(
    ("text", "kind", "host"),
    [
        (
            "(BM) – UBND 3 huyện Ba Mít, Cây Me (tỉnh Ba) và Sáu Tấn (tỉnh Tư) đã tổ chức Hội nghị"
            " ký kết công tác phối hợp bảo vệ rừng.\nHội nghị đã thảo luận các nội dung.",
            "signing", "UBND 3 huyện Ba Mít, Cây Me (tỉnh Ba) và Sáu Tấn (tỉnh Tư)",
        ),
        (
            "Đoàn công tác của Sở Y tế kiểm tra công tác tiêm chủng tại Ba Mít\nTại các điểm tiêm,"
            " đoàn công tác đã kiểm tra các điều kiện cần thiết.",
            "visit", "Đoàn công tác của Sở Y tế",
        ),
        (
            "Ba Mít làm công tác hội\nHội LHPN huyện Ba Mít vừa tổng kết công tác năm 2033.",
            "final_review", "Hội LHPN huyện Ba Mít",
        ),
        (
            "HĐND tỉnh: Khảo sát hoạt động của xã\nMới đây, Đoàn công tác HĐND tỉnh đã khảo sát"
            " tình hình tại huyện Cây Me.", "visit", "Đoàn công tác HĐND tỉnh",
        ),
        (
            "Thanh niên Ba Mít trồng cây\nChào mừng ngày hội, Huyện đoàn Ba Mít tổ chức lễ"
            " ra quân hưởng ứng tháng thanh niên.", "rollout", "Huyện đoàn Ba Mít",
        ),
        (
            "Ba Mít tổng kết mùa vụ\nUBND xã Ba Mít đã tổ chức hội nghị tổng kết mùa vụ tại nhà văn"
            " hóa xã.", "final_review", "UBND xã Ba Mít",
        ),
    ],
)  # fmt: skip
def test_held_on_no_stated_day(text: str, kind: str, host: str) -> None:
    event = event_of(text)

    assert event is not None
    assert event.host is not None
    assert (event.kind, event.date, event.host.name) == (kind, None, host)


@pytest.mark.parametrize(
    "text",
    [
        "Ba Mít chăm lo người nghèo\nNhững năm qua, xã Ba Mít đã tổ chức hội nghị tuyên truyền ở"
        " các thôn.",
        "Ba Mít chuẩn bị đại hội\nHuyện ủy yêu cầu các xã tổ chức hội nghị lấy ý kiến nhân dân.",
        "Ba Mít chuẩn bị đại hội\nHội Nông dân xã sẽ tổ chức đại hội vào mùa xuân.",
        "Nhà nông Ba Mít làm giàu\nHằng năm, Hội Nông dân xã đã tổ chức lớp dạy nghề.",
        "Lịch tổ chức tiếp xúc cử tri\nNgày 21/5/2034, HĐND xã Ba Mít tổ chức tiếp xúc cử tri.",
        "Đoàn công tác lên đường\nCác thôn đang chờ đoàn công tác của huyện.",
    ],
)
def test_a_feature_is_no_event(text: str) -> None:
    assert event_of(text) is None


@pytest.mark.parametrize(
    ("headline", "lead", "kind"),
    [
        ("Họp chuẩn bị kỳ họp thứ nhất", "tổ chức phiên họp để chuẩn bị kỳ họp", "other"),
        ("Xã họp góp ý dự thảo báo cáo giám sát", "tổ chức cuộc họp về dự thảo", "other"),
        ("Huyện ủy họp cho ý kiến về sắp xếp thôn", "tổ chức hội nghị về các thôn", "other"),
        ("Hội nghị của xã", "tổ chức hội nghị thống nhất nội dung kỳ họp thứ 3", "other"),
        ("Kỳ họp thứ 3 của HĐND", "tổ chức kỳ họp thứ 3", "briefing"),
        ("Hội nghị thường kỳ", "tổ chức họp thường kỳ, bàn nhiều việc", "briefing"),
        ("Xã họp bàn triển khai vụ đông", "tổ chức họp bàn triển khai vụ đông", "rollout"),
        ("Đảng ủy xã", "tổ chức hội nghị mở rộng ra nghị quyết của quý", "briefing"),
        ("Lực lượng xã", "tổ chức gặp mặt kỷ niệm 75 năm ngày truyền thống", "ceremony"),
        ("Lực lượng xã", "tổ chức gặp mặt nhân kỷ niệm 75 năm ngày truyền thống", "other"),
        ("Tin của xã", "tổ chức chuyển giao chi đoàn về đảng ủy", "other"),
        ("Hai trường", "tổ chức kết nghĩa với Đoàn xã Cây Me", "signing"),
        ("Hai bên", "và Hội Nông dân xã ký Nghị quyết liên tịch về dân số", "signing"),
        ("Sẵn sàng chuẩn bị Đại hội Đảng bộ", "đã đến làm việc tại các thôn", "visit"),
        ("Chào mừng Đại hội Đảng", "tổ chức ra mắt đội văn nghệ của các thôn", "ceremony"),
        ("Đại hội Hội Nông dân xã", "tổ chức đại hội nhiệm kỳ mới", "other"),
        ("Tin của xã", "thảo luận về đề cương cuốn sách của xã", "other"),
        ("Tin của xã", "tổ chức tuyên truyền bảo vệ biên giới cho học sinh", "other"),
    ],
)
def test_what_a_meeting_is_about(headline: str, lead: str, kind: str) -> None:
    event = event_of(f"{headline}\nSáng 5/4/2034, Đảng ủy xã Ba Mít {lead}.\n")

    assert event is not None
    assert event.kind == kind


@pytest.mark.parametrize(
    ("within", "kind"),
    [
        ("trong khuôn khổ Hội thảo đổi mới quản lý giáo dục", "signing"),
        ("bên lề buổi tọa đàm về chuyển đổi số", "signing"),
        ("nhân dịp tổng kết năm học, sơ kết phong trào", "signing"),
    ],
)
def test_an_occasion_is_not_the_event(within: str, kind: str) -> None:
    event = event_of(
        f"Sáng ngày 17/4/2034, {within}, Trường Đại học Ba Mít và Công ty Cổ phần đầu tư và xây"
        " dựng Cây Me đã ký thỏa thuận hợp tác trong đào tạo và nghiên cứu khoa học.\n"
    )

    assert event is not None
    assert event.host is not None
    assert event.kind == kind
    assert event.host.name == ("Trường Đại học Ba Mít và Công ty Cổ phần đầu tư và xây dựng Cây Me")


@pytest.mark.parametrize(
    ("lead", "host"),
    [
        ("Tỉnh đoàn tổ chức chuyển giao chi đoàn", "Tỉnh đoàn"),
        ("TƯ Hội Cây cảnh tổ chức hội nghị", "TƯ Hội Cây cảnh"),
        ("T.Ư Đoàn tổ chức hội nghị", "T.Ư Đoàn"),
        ("Hội Nông dân (HND) Ba Mít tổ chức kỷ niệm", "Hội Nông dân (HND) Ba Mít"),
        ("Ban Chấp hành (BCH) Đảng bộ tỉnh họp", "Ban Chấp hành (BCH) Đảng bộ tỉnh"),
        ("Hội Nông dân (Khối A) Ba Mít tổ chức kỷ niệm", "Hội Nông dân"),
        ("Thường trực Huyện ủy đã nghe báo cáo tiến độ", "Thường trực Huyện ủy"),
        ("7 trường đại học kỹ thuật đã có buổi làm việc", "7 trường đại học kỹ thuật"),
        (
            "Phòng Cảnh sát giao thông đường bộ - đường sắt tổ chức hội nghị",
            "Phòng Cảnh sát giao thông đường bộ - đường sắt",
        ),
        ("Ban Thường vụ Huyện ủy thảo luận về đề cương", "Ban Thường vụ Huyện ủy"),
        ("Quỹ hỗ trợ phụ nữ tỉnh tổ chức hội nghị", "Quỹ hỗ trợ phụ nữ tỉnh"),
        ("Bưu điện huyện Ba Mít đã tổ chức hội nghị", "Bưu điện huyện Ba Mít"),
        ("Ban Thường vụ Huyện ủy đã triệu tập hội nghị", "Ban Thường vụ Huyện ủy"),
        ("Hội Nông dân huyện Ba Mít trang trọng tổ chức lễ", "Hội Nông dân huyện Ba Mít"),
        (
            "Trung đoàn 6 - Bộ Chỉ huy Quân sự (BCH QS) tỉnh tổ chức hội nghị",
            "Trung đoàn 6 - Bộ Chỉ huy Quân sự (BCH QS) tỉnh",
        ),
        (
            "Trường Trung học phổ thông (THPT) Hai Bà Trưng tổ chức hội nghị",
            "Trường Trung học phổ thông (THPT) Hai Bà Trưng",
        ),
        (
            "Văn phòng điều phối xây dựng nông thôn mới (NTM) huyện Ba Mít tổ chức kiểm tra",
            "Văn phòng điều phối xây dựng nông thôn mới (NTM) huyện Ba Mít",
        ),
    ],
)
def test_hosts(lead: str, host: str) -> None:
    event = event_of(f"Tin trong ngày\nSáng 5/4/2034, {lead} tại hội trường lớn.\n")

    assert event is not None
    assert event.host is not None
    assert event.host.name == host


def test_the_body_of_a_session_to_come_is_no_host() -> None:
    event = event_of(
        "Tin của tỉnh\nĐể chuẩn bị cho Kỳ họp thứ 17 HĐND tỉnh khóa X, nhiệm kỳ 2031 - 2036, sáng"
        " 23/11, Thường trực HĐND tỉnh tổ chức Hội nghị giao ban với các tổ đại biểu.\n"
    )

    assert event is not None
    assert event.host is not None
    assert event.host.name == "Thường trực HĐND tỉnh"


def test_the_headline_adds_the_place_to_the_host() -> None:
    event = event_of(
        "Thường trực HĐND tỉnh Ba Mít họp bàn về nước sạch\nNgày 1/7/2034, Thường trực HĐND tỉnh"
        " tổ chức cuộc họp về nước sạch.\n"
    )

    assert event is not None
    assert event.host is not None
    assert event.host.name == "Thường trực HĐND tỉnh Ba Mít"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Ngày 8-10-2034, Đảng ủy khối Cơ quan tỉnh tổ chức Hội nghị BCH Đảng bộ lần thứ 18,"
            " đánh giá kết quả sản xuất kinh doanh quý III, triển khai nhiệm vụ quý IV.", "review",
        ),
        (
            "Ngày 14/1/2034, Ủy ban MTTQ tỉnh tổ chức Hội nghị lần thứ nhất nhằm tổng kết công tác"
            " mặt trận năm 2033, đề ra chương trình năm 2034.", "final_review",
        ),
        (
            "Hội nghị Ban Chấp hành Đảng bộ\nNgày 2/10/2034, Đảng ủy xã tổ chức Hội nghị Ban Chấp"
            " hành Đảng bộ xã lần thứ 2 nhằm đánh giá kết quả 9 tháng.", "briefing",
        ),
        ("Ngày 2/10/2034, Huyện ủy tổ chức Hội nghị Ban Chấp hành lần thứ 2 của khóa.", "briefing"),
    ],
)  # fmt: skip
def test_without_a_headline_the_aim_of_a_body_s_meeting_tells(text: str, kind: str) -> None:
    event = event_of(text)

    assert event is not None
    assert event.kind == kind


def test_yesterday_is_a_day() -> None:
    event = event_of(
        "Tin của hội\nHôm qua, 4-4, tại hội trường, Hội Luật gia tỉnh tổ chức kỷ niệm (4/4/1974 -"
        " 4/4/2034) ngày thành lập.\n"
    )

    assert event is not None
    assert event.date is not None
    assert event.date.date == "2034-04-04"


@pytest.mark.parametrize(
    "rest",
    [
        "Hội Phụ nữ và Hội Nông dân phường Ba Mít đã không ngừng xây dựng tổ chức hội vững mạnh.",
        "Tại buổi họp mặt, Đảng ủy Ba Mít biểu dương công tác tổ chức của phường.",
        "Công an phường Ba Mít góp phần củng cố tổ chức đảng trong sạch.",
    ],
)
def test_who_builds_an_organisation_holds_no_meeting(rest: str) -> None:
    event = event_of(
        "Phường Ba Mít họp mặt kỷ niệm ngày thành lập Hội\nTại buổi họp mặt, các đại biểu ôn lại"
        f" truyền thống. {rest}\n"
    )

    assert event is not None
    assert event.host is not None
    assert event.host.name == "Phường Ba Mít"


@pytest.mark.parametrize(
    ("headline", "lead", "host"),
    [
        (
            "HĐND tỉnh và Ủy ban Mặt trận Tổ quốc tỉnh: Ký kết quy chế phối hợp",
            "HĐND tỉnh tổ chức lễ ký kết quy chế phối hợp với các bên", "HĐND tỉnh",
        ),
        (
            "Ký kết quy chế phối hợp ba bên",
            "ba cơ quan Thường trực là: Hội đồng nhân dân, Ủy ban nhân dân và Ủy ban Mặt trận Tổ"
            " quốc xã đã tổ chức lễ ký kết quy chế phối hợp",
            "Hội đồng nhân dân, Ủy ban nhân dân và Ủy ban Mặt trận Tổ quốc xã",
        ),
        (
            "HĐND xã Ba Mít họp", "HĐND xã tổ chức kỳ họp thứ 3", "HĐND xã Ba Mít",
        ),
    ],
)  # fmt: skip
def test_who_holds_a_signing(headline: str, lead: str, host: str) -> None:
    event = event_of(f"{headline}\nChiều 1-7-2034, {lead}.\n")

    assert event is not None
    assert event.host is not None
    assert event.host.name == host


@pytest.mark.parametrize(
    ("headline", "lead", "host"),
    [
        ("Tin của tỉnh", "Tối 25.11.2034, bế mạc Hội thi cây cảnh, Ban tổ chức trao 6 giải", None),
        (
            "Trao giải Hội thi báo cáo viên năm 2034",
            "Tối 29-11-2034, Huyện ủy Ba Mít tổ chức trao giải Hội thi báo cáo viên năm 2034",
            "Huyện ủy Ba Mít",
        ),
        (
            "Quyết tâm thực hiện nghị quyết Đại hội Đảng bộ huyện",
            "Thực hiện kế hoạch hội thi năm 2034, sáng 24/9/2034, Huyện ủy Ba Mít tổ chức hội thi"
            " báo cáo viên", "Huyện ủy Ba Mít",
        ),
    ],
)  # fmt: skip
def test_contests(headline: str, lead: str, host: str | None) -> None:
    event = event_of(f"{headline}\n{lead}.\n")

    assert event is not None
    assert (event.kind, event.period) == ("contest", None)
    assert (event.host.name if event.host else None) == host
