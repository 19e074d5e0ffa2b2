"""Facts that words beside those of a rule do not tell."""

import pytest

from phoihop.reader import read
from phoihop.reader.facts import Event, Reading

LEAD = "Hội nghị trồng cây\nSáng 5/3/2031, UBND huyện Ba Mơ tổ chức hội nghị sơ kết.\n"


def event_in(text: str) -> Event:
    event = read(text).event
    assert event is not None
    return event


def posts_in(reading: Reading) -> dict[str, list[str]]:
    return {each.name: [post.title for post in each.positions] for each in reading.people}


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param(
            "HĐND miễn nhiệm ông Lê Văn Mít, bà Trần Thị Cam được bầu làm Phó Chủ tịch HĐND.",
            {"Lê Văn Mít": [], "Trần Thị Cam": ["Phó Chủ tịch HĐND"]}, id="one-goes-one-comes",
        ),
        pytest.param(
            "Theo đề nghị của ông Lê Văn Mít, bà Trần Thị Cam được bầu làm Phó Chủ tịch HĐND.",
            {"Lê Văn Mít": [], "Trần Thị Cam": ["Phó Chủ tịch HĐND"]}, id="who-proposes",
        ),
        pytest.param(
            "HĐND bổ nhiệm ông Lê Văn Mít, bà Trần Thị Cam giữ chức Phó Trưởng ban.",
            {"Lê Văn Mít": ["Phó Trưởng ban"], "Trần Thị Cam": ["Phó Trưởng ban"]}, id="both",
        ),
        pytest.param(
            "Ông Lê Văn Mít, BT ĐU,CT HĐND xã phát biểu.",
            {"Lê Văn Mít": ["BT ĐU", "CT HĐND xã"]}, id="two-posts-in-letters",
        ),
        pytest.param(
            "Bí thư Tỉnh ủy Mai Sơn phát biểu.", {"Mai Sơn": ["Bí thư Tỉnh ủy"]},
            id="a-province-above-a-town",
        ),
        pytest.param("Trưởng ban Quản lý Khu Văn Hóa dự.", {}, id="culture-is-nobody"),
        pytest.param(
            "Giám đốc Sở Y tế Thái Hòa cho biết.", {"Thái Hòa": ["Giám đốc Sở Y tế"]},
            id="an-office-of-a-province",
        ),
    ],
)  # fmt: skip
def test_posts(text: str, posts: dict[str, list[str]]) -> None:
    assert posts_in(read(LEAD + text)) == posts


@pytest.mark.parametrize("line", ["Tin Nóng", "Cây Trồng Mới"])
def test_a_rubric_above_the_lead_is_no_author(line: str) -> None:
    lead = "(Báo Ba Mơ) - Sáng 5/3/2031, UBND huyện Ba Mơ tổ chức hội nghị sơ kết."
    assert not read(f"Hội nghị trồng cây\n{line}\n{lead}").people


@pytest.mark.parametrize("line", ["LE VAN MIT", "TRAN THI BICH"])
def test_an_author_without_marks_is_no_slogan(line: str) -> None:
    assert [each.name for each in read(LEAD + line).people] == [line]


@pytest.mark.parametrize("line", ["Số lần xem xét hồ sơ tăng.", "Số lượt xem chương trình tăng."])
def test_a_count_in_the_report_does_not_end_it(line: str) -> None:
    told = f"{LEAD.rstrip()} Mọi người đều vui vì cây trồng năm ngoái đã lớn."
    text = f"{told}\n{line}\nĐồng chí Lê Văn Cam, Phó Chủ tịch UBND huyện kết luận."
    assert read(text).people[0].roles == ("speaker",)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("họp báo thông tin về lễ hội sẽ mở trong quý IV/2031.", None),
        ("họp báo định kỳ quý I/2031.", "2031-Q1"),
        ("họp báo thông tin tình hình kinh tế quý I/2031.", "2031-Q1"),
    ],
)
def test_the_quarter_of_a_press_meeting(text: str, period: str | None) -> None:
    assert event_in(f"Họp báo\nSáng 5/4/2031, UBND tỉnh Ba Mơ tổ chức {text}").period == period


@pytest.mark.parametrize(
    "lead",
    [
        "Sáng 5/6/2031, ông Lê Văn Mít kiểm tra trung tâm được Bộ Y tế tổ chức đánh giá là tốt.",
        "Các hội viên được Hội Nông dân huyện Cây Me tổ chức tham quan, rồi dự tập huấn sáng"
        " 5/4/2031.",
    ],
)
def test_who_organises_something_else_is_no_host(lead: str) -> None:
    assert event_in(f"Tập huấn và kiểm tra\n{lead}").host is None


def test_members_are_added_in_any_year_of_a_term() -> None:
    lead = (
        "Sáng 5/3, UBND xã Ba Mơ tổ chức hội nghị triển khai công tác bầu cử đại biểu HĐND xã bổ"
        " sung nhiệm kỳ 2031-2036."
    )
    assert event_in(f"Bầu cử bổ sung\n{lead}").date is None


@pytest.mark.parametrize("how", ["chưa", "không"])
def test_what_is_not_carried_out_is_not_in_force(how: str) -> None:
    told = "thực hiện thỏa thuận hợp tác giữa Sở Y tế tỉnh Ba Mơ và Sở Y tế tỉnh Cây Me."
    assert len(read(f"{LEAD}Các xã {told}").agreements) == 1
    assert not read(f"{LEAD}Các xã {how} {told}").agreements


@pytest.mark.parametrize(
    "text",
    [
        "Theo Kết luận của đồng chí Bí thư Huyện ủy tại buổi làm việc ngày 4/3/2031 về trồng cây.",
        "Thực hiện Quyết định của người dân làm việc ngày 4/3/2031 về quê.",
    ],
)
def test_the_day_of_a_talk_dates_no_document(text: str) -> None:
    assert not read(LEAD + text).documents


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Thực hiện Kế hoạch của UBND huyện ban hành ngày 4/3/2031 về trồng cây.", "UBND huyện"),
        ("Thực hiện Chỉ thị của Chủ tịch UBND tỉnh ngày 4/3/2031 về cây.", "Chủ tịch UBND tỉnh"),
    ],
)
def test_the_day_behind_an_issuer(text: str, issuer: str) -> None:
    (document,) = read(LEAD + text).documents
    assert (document.date, document.issuer) == ("2031-03-04", issuer)


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("tổ chức tập huấn về kết luận của hội nghị Ban Thường vụ Tỉnh ủy", "training"),
        ("tổ chức tọa đàm chuẩn bị hội nghị Ban Chấp hành Đảng bộ huyện", "dialogue"),
        ("tổ chức hội nghị Ban Thường vụ Đoàn huyện", "briefing"),
    ],
)
def test_a_meeting_of_a_committee_that_is_not_this_one(lead: str, kind: str) -> None:
    event = event_in(f"Huyện Ba Mơ họp\nSáng 5/3/2031, Huyện đoàn Ba Mơ {lead}.")
    assert (event.kind, event.also) == (kind, ())


def test_the_days_of_one_event_are_no_digest() -> None:
    days = "".join(f"Ngày {day}/3, đoàn kiểm tra tại xã {day}.\n" for day in (3, 4, 5))
    headline = "Ngày 2/3/2031, UBND huyện Ba Mơ kiểm tra việc trồng cây"
    assert event_in(f"{headline}\n{days}").kind == "visit"
    assert read(f"{headline}.\n{days}").event is None


@pytest.mark.parametrize("party", ["Huyện đoàn Cây Me", "Tỉnh ủy Cây Me", "Huyện Đoàn Ba Mơ"])
def test_a_committee_behind_a_comma_is_no_place(party: str) -> None:
    told = f"lễ ký kết quy chế phối hợp giữa Công an xã Ba, {party} và Hội Nông dân huyện Bàu Sen."
    (agreement,) = read(f"Ký kết\nSáng 5/3/2031, {told}").agreements
    names = [each.name for each in agreement.parties]
    assert names == ["Công an xã Ba", party, "Hội Nông dân huyện Bàu Sen"]
