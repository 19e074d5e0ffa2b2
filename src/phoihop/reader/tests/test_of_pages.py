"""Events told below and between the lines of a web page, and texts that tell none."""

import pytest

from phoihop.reader import Event, read

TOLD = "Sáng 4/12/2031, UBND xã Đồng Mơ tổ chức hội nghị tổng kết công tác hòa giải."


def event_of(text: str) -> Event | None:
    return read(text, kind="news").event


@pytest.mark.parametrize(
    "above",
    [
        "Nhảy đến nội dung\n",
        "leftcenterrightdel\n\n",
        "Chế độ ban đêm In trang Xuất PDF\n-A A +A\n",
        "Nhiệt liệt chào mừng 70 năm Ngày truyền thống ngành Tư pháp!\nIn trang Xuất PDF\n",
        "Cơ quan của Hội Nhà báo tỉnh Ba Mít\n",
        "Đồng Mơ hòa giải\nThứ Năm, ngày 4 tháng 12 năm 2031.\nTin trong tỉnh\n",
        "Đồng Mơ hòa giải\nTheo Đài xã.\nTin trong tỉnh\n",
        "Đồng Mơ hòa giải\nTin và ảnh: Lê Văn Mít, Bùi Cam.\nTin trong tỉnh\n",
        "Đồng Mơ hòa giải\nHòa giải là việc của mọi nhà.\n"
        "Hòa giải viên Đồng Mơ - ảnh 1\nẢnh minh họa\n",
        "Đồng Mơ hòa giải\nHòa giải là việc làng xóm quen làm, tuy nhỏ mà giữ được tình nghĩa của "
        "cả một vùng quê.\nĐồng Mơ hòa giải - 1\nẢnh minh họa\n",
    ],
)
def test_lines_of_a_page_hide_no_event(above: str) -> None:
    event = event_of(above + TOLD)
    assert event is not None
    assert (event.kind, event.date and event.date.date) == ("final_review", "2031-12-04")
    assert event.host is not None
    assert event.host.name == "UBND xã Đồng Mơ"


@pytest.mark.parametrize(
    "above",
    [
        "Hòa giải là việc làng xóm quen làm, tuy nhỏ mà giữ được tình nghĩa của cả một vùng quê.\n"
        "Từ một câu chuyện nhỏ\n",
        "Hòa giải là việc làng xóm quen làm, tuy nhỏ mà giữ được tình nghĩa của cả một vùng quê.\n"
        "Ảnh hưởng lan rộng\n",
        "Mùa khô ở Đồng Mơ năm nay kéo dài.\nTừ một câu chuyện nhỏ\n",
    ],
)
def test_a_line_above_a_part_makes_a_feature(above: str) -> None:
    assert event_of("Chuyện ở Đồng Mơ\n" + above + TOLD) is None


@pytest.mark.parametrize(
    "first",
    ["Cơ quan của tỉnh tổ chức tổng kết công tác", "Nhiệt liệt chào mừng ngày tổng kết công tác"],
)
def test_a_headline_is_no_masthead(first: str) -> None:
    event = event_of(f"{first}\nSáng 4/12/2031, hội nghị khai mạc.")
    assert event is not None
    assert (event.kind, event.start) == ("final_review", first.index("tổng kết"))


@pytest.mark.parametrize(
    "text",
    [
        "Giữ lửa phong trào\nNhân năm mới, ông Lê Văn Mít kể về các hội nghị giao ban đã dự.\n"
        "Ông còn điều gì trăn trở?\nÔng Lê Văn Mít: Huyện đã tổ chức hội nghị giao ban với xã.\n",
        "Giữ lửa phong trào\nHuyện đã tổ chức hội nghị giao ban với các xã.\n"
        "- Vì sao chậm?\n- Chủ tịch huyện Lê Văn Mít: Vì thiếu người.\n",
    ],
)
def test_questions_and_answers_are_no_event(text: str) -> None:
    assert event_of(text) is None


def test_a_dialogue_with_questions_is_an_event() -> None:
    event = event_of(
        "Chủ tịch huyện đối thoại với thanh niên\n"
        "Ngày 4/12/2031, UBND huyện Ba Mít tổ chức đối thoại với thanh niên.\n"
        "Bao giờ có sân bóng?\nÔng Lê Văn Mít: Sang năm."
    )
    assert event is not None
    assert event.kind == "dialogue"


@pytest.mark.parametrize(
    ("told", "session"),
    [
        ("Hai bên trao biên bản tại buổi ký kết chiều 18/10.", "afternoon"),
        ("Trước lễ ký, sáng 18/10 đoàn đi dâng hương.", None),
        ("Buổi ký kết chiều 17/10 phải lùi lại một ngày.", None),
        ("Lễ ký sáng 18/10 ngắn gọn. Buổi trao quà chiều 18/10 kéo dài.", None),
    ],
)
def test_part_of_the_day_told_further_on(told: str, session: str | None) -> None:
    event = event_of(f"Ngày 18/10/2031, Sở A và Sở B ký kết chương trình phối hợp.\n{told}")
    assert event is not None
    assert event.session == session


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Sáng 4/12, Thị ủy tổ chức hội nghị quán triệt Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV,"
         " nhiệm kỳ 2030-2035.", "2030-12-04"),
        ("Sáng 4/3, Thị ủy tổ chức hội nghị quán triệt Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV,"
         " nhiệm kỳ 2030-2035.", "2031-03-04"),
        ("Sáng 4/3, Thị ủy tổ chức hội nghị học tập Nghị quyết Đại hội đại biểu toàn quốc lần thứ X"
         " của Hội, nhiệm kỳ 2030-2035.", "2030-03-04"),
        ("Sáng 4/5, Thị ủy tổ chức hội nghị quán triệt Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XV,"
         " nhiệm kỳ 2030-2035.", None),
        ("Sáng 4/12, Thị ủy tổ chức hội nghị quán triệt, do ông Lê Văn Mít, đại biểu HĐND tỉnh"
         " nhiệm kỳ 2026-2031 trình bày.", None),
        ("Tối 4/9, thị xã tổ chức văn nghệ chào mừng thành công Đại hội Mặt trận thị xã, nhiệm kỳ"
         " 2034 - 2039.", "2034-09-04"),
        ("Ngày 4/10, Trường Chính trị tỉnh bế giảng lớp bồi dưỡng nghiệp vụ (khóa VIII) năm 2034.",
         "2034-10-04"),
    ],
)  # fmt: skip
def test_year_told_by_a_congress(sentence: str, day: str | None) -> None:
    event = event_of(sentence)
    assert event is not None
    assert (event.date.date if event.date else None) == day


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (
            "Sáng 4/3/2031, Sở Y tế (SYT) và ủy ban MTTQ Việt Nam tỉnh Ba Mít tổ chức lễ ký kết.",
            "Sở Y tế (SYT) và ủy ban MTTQ Việt Nam tỉnh Ba Mít",
        ),
        (
            "Phát biểu tại hội nghị giao ban của Hội đồng Thi đua tỉnh diễn ra ngày 4/3/2031, ông "
            "Lê Văn Mít nêu ba việc.",
            "Hội đồng Thi đua tỉnh",
        ),
        (
            "Tại hội nghị ngày 4/3/2031, ý kiến của Sở Y tế được tổng hợp.",
            None,
        ),
        (
            "Kế hoạch do Sở Y tế và Sở Nội vụ ký kết vào sáng 4/3/2031.",
            "Sở Y tế và Sở Nội vụ",
        ),
        (
            "Ngày 4/3/2031, Tổ đại biểu HĐND tỉnh (đơn vị số 2), gồm: ông Lê Văn Mít, Giám đốc Sở "
            "Y tế; bà Trần Thị Cam đã tiếp xúc cử tri xã Đồng Mơ.",
            "Tổ đại biểu HĐND tỉnh",
        ),
    ],
)
def test_who_holds_by_other_turns(text: str, host: str | None) -> None:
    event = read(text, kind="news").event
    assert event is not None
    assert (event.host.name if event.host else None) == host
