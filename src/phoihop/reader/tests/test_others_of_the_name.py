"""Who is not the person, signer or place that the words nearby look like; all made up."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_districts import posts_of
from phoihop.reader.tests.test_feet import signers
from phoihop.reader.tests.test_joint_heads import paper
from phoihop.reader.tests.test_local_signers import told_agreements
from phoihop.reader.tests.test_people import people_in


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("bà Nguyễn Lê Hà", "Ông Lê Hà"),
        ("ông Nguyễn Lê Hà", "Ông Lê Hà"),
        ("bà Trần Hoàng Mít", "Ông Hoàng Mít"),
        ("đồng chí Trần Thị Kim Mít", "Ông Kim Mít"),
        ("bà Trần Thanh Hà", "Bà Thanh Hạ"),
    ],
)
def test_a_short_name_may_be_that_of_another(first: str, later: str) -> None:
    told = people_in(f"Dự có {first}. {later} phát biểu.")

    assert [roles for _, roles in told.values()] == [["attendee"], ["speaker"]]


@pytest.mark.parametrize(
    "text",
    [
        "Dự có các đồng chí Lê Văn Mít, Bí thư; Hà Thị Na, Chủ tịch UBND huyện phát biểu.",
        "Cùng các ông Lê Văn Mít, bà Hà Thị Na phát biểu.",
        "Trao quà cho các cháu Lê Văn Mít, bà Hà Thị Na phát biểu.",
    ],
)
def test_only_the_last_one_speaks(text: str) -> None:
    told = people_in(text)

    assert "speaker" not in told["Lê Văn Mít"][1]
    assert "speaker" in told["Hà Thị Na"][1]


@pytest.mark.parametrize(
    "text",
    [
        "Bí thư Tỉnh ủy gặp mặt cùng ông Lê Văn Mít.",
        "Bí thư Tỉnh ủy không dự cùng ông Lê Văn Mít.",
    ],
)
def test_who_is_met_is_not_there(text: str) -> None:
    assert people_in(text)["Lê Văn Mít"][1] == []


@pytest.mark.parametrize(
    "text",
    [
        "Giám đốc Bảo tàng Lê Văn Mít trao quà.",
        "Trạm trưởng Trạm Kiểm lâm Đèo Cả Mít phát biểu.",
    ],
)
def test_a_house_or_a_pass_is_no_person(text: str) -> None:
    assert people_in(text) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Ngân Hàng Xã",
        "Mẫu Đơn Xin Trồng",
        "Văn Phòng Huyện",
        "Danh Sách Các Hộ",
        "Lịch Trồng Cây",
        "Kế Hoạch Chi Tiết",
    ],
)
def test_a_line_of_capital_words_signs_nothing(line: str) -> None:
    assert signers(f"TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n{line}\n") == {}


def test_two_districts_that_come_are_no_part_of_a_post() -> None:
    text = "Ông Lê Văn Cam, Phó Bí thư Huyện ủy, huyện Ba Mít và huyện Cây Me cùng dự."

    assert posts_of(text) == ["Phó Bí thư Huyện ủy"]


@pytest.mark.parametrize(
    "post",
    [
        "Chủ tịch UBND xã Ba" + ", huyện Cây Me" * 1500,
        "Tiểu đoàn trưởng Tiểu đoàn 1" + ", Trung đoàn 2" * 1500,
    ],
)
def test_a_long_chain_of_places_is_read_without_fault(post: str) -> None:
    assert len(posts_of(f"Dự có ông Lê Văn Cam, {post}.")) >= 1


@pytest.mark.parametrize(
    "subject", ["trồng cây", "giữa Giám đốc và Công đoàn\nCăn cứ lời Sở Y tế;"]
)
def test_a_house_that_plans_to_work_with_others_issues_alone(subject: str) -> None:
    title = f"KẾ HOẠCH\nPhối hợp {subject}"
    header = read(paper("SỞ Y TẾ\nBỆNH VIỆN SEN", "12/KH-BV-CĐ", title)).header

    assert header is not None
    assert header.issuer is not None
    assert header.issuer.name == "BỆNH VIỆN SEN"


def test_a_plan_to_work_with_others_binds_nobody() -> None:
    text = paper("SỞ Y TẾ\nBỆNH VIỆN SEN", "12/KH-BV-CĐ", "KẾ HOẠCH\nPhối hợp trồng cây")

    assert not read(text).agreements


@pytest.mark.parametrize("verb", ["triển khai", "thực hiện"])
@pytest.mark.parametrize("joint", [";", "."])
def test_another_body_goes_on_with_a_programme_of_its_own(joint: str, verb: str) -> None:
    text = (
        "Sở Mỏ tổng kết chương trình phối hợp với Sở Chè giai đoạn 2026-2030"
        f"{joint} Sở Cam {verb} chương trình phối hợp giai đoạn 2031-2035."
    )

    assert told_agreements(text) == [("programme", 2026, ["Sở Mỏ", "Sở Chè"])]


def test_who_drafts_an_instrument_does_not_sign_it() -> None:
    text = "Quy chế phối hợp do Sở Mỏ soạn thảo và Sở Chè góp ý ký tắt."

    assert told_agreements(text) == []


@pytest.mark.parametrize("feast", ["dịp nghỉ lễ 30/4", "trực lễ", "hoạt động ngày lễ"])
def test_a_feast_day_is_no_ceremony(feast: str) -> None:
    event = read(f"Tin xã\nSáng 5/3/2031, UBND xã tổ chức {feast}.", kind="news").event

    assert event is None or event.kind != "ceremony"
