"""Lines in capitals, days that come in pairs, partners, and posts behind names; one row each."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_documents import documents_in
from phoihop.reader.tests.test_events import agreements_in, event_in
from phoihop.reader.tests.test_people import people_in


def test_a_line_in_capitals_is_read_like_others() -> None:
    people = people_in(
        "SÁNG NGÀY 15/11/2032, DỰ NGÀY HỘI CÓ ĐỒNG CHÍ LÊ VĂN MÍT - BÍ THƯ HUYỆN ỦY DỰ NGÀY HỘI TẠI"
        " THÔN BÀNG; ĐỒNG CHÍ TRẦN THỊ CAM - PHÓ CHỦ TỊCH UBND HUYỆN."
    )

    assert people["LÊ VĂN MÍT"] == (["BÍ THƯ HUYỆN ỦY"], ["attendee"])
    assert people["TRẦN THỊ CAM"] == (["PHÓ CHỦ TỊCH UBND HUYỆN"], ["attendee"])


@pytest.mark.parametrize(
    ("lead", "host", "date"),
    [
        pytest.param(
            "Trong 2 ngày 17 và 18/7/2032, HĐND huyện Bình An tổ chức kỳ họp thứ 12.",
            "HĐND huyện Bình An", "2032-07-17", id="two-days",
        ),
        pytest.param(
            "Từ ngày 6 đến ngày 8/7/2032, Huyện ủy tổ chức hội nghị.", "Huyện ủy", "2032-07-06",
            id="from-and-to",
        ),
        pytest.param(
            "Ngày 5-10-2032, Huyện ủy tổ chức hội nghị.", "Huyện ủy", "2032-10-05",
            id="dashes-are-no-days",
        ),
        pytest.param(
            "Ngày 22/8/2032, Trung tâm Chính trị huyện phối hợp với Ban Tổ chức Huyện ủy khai giảng"
            " lớp học.", "Trung tâm Chính trị huyện", "2032-08-22", id="past-the-partner",
        ),
        pytest.param(
            "Chiều 12/1/2032, dưới sự chủ trì của đồng chí Lò Văn Mít - Tỉnh ủy viên, Huyện ủy tổ"
            " chức hội nghị.", "Huyện ủy", "2032-01-12", id="a-post-is-no-body",
        ),
        pytest.param(
            "Chiều 28/1/2032, Chủ tịch nước Trần Văn Mít đã đến thăm các hộ ở xã Bàng.", None,
            "2032-01-28", id="a-person-is-no-host",
        ),
        pytest.param(
            "Thực hiện Kế hoạch số 12/KH-BPC ngày 02/3/2032 của Ban Pháp chế, sáng 18/3, Đoàn giám"
            " sát do bà Lê Thị Mít - Trưởng Ban Pháp chế, Trưởng đoàn đã làm việc với xã Bàng.",
            None, "2032-03-18", id="the-year-of-the-plan-carried-out",
        ),
        pytest.param(
            "Tối qua 20/3, Công an huyện tổ chức lễ ra quân. Từ đầu năm 2032 đến nay có 12 vụ.",
            "Công an huyện", "2032-03-20", id="since-the-year-began",
        ),
        pytest.param(
            "Ngày 28/11/2032, Sở Văn hóa, Thể thao và Du lịch và Hội Văn nghệ tổ chức hội thảo.",
            "Sở Văn hóa, Thể thao và Du lịch và Hội Văn nghệ", "2032-11-28",
            id="a-comma-within-a-name",
        ),
    ],
)  # fmt: skip
def test_hosts_and_days(lead: str, host: str | None, date: str) -> None:
    event = event_in("Tin huyện", lead)

    assert event is not None
    assert event.date is not None
    assert (event.host.name if event.host else None, event.date.date) == (host, date)


def test_the_year_of_a_month_is_no_period() -> None:
    event = event_in(
        "Giao ban tháng 9",
        "Sáng 5/9/2032, Đảng ủy xã tổ chức giao ban, triển khai nhiệm vụ tháng 9 năm 2032.",
    )

    assert event is not None
    assert event.period is None


def test_a_house_handed_over_lately_is_an_event() -> None:
    event = event_in(
        "Bàn giao nhà Đại đoàn kết",
        "Vừa qua, Hội Nông dân xã Bàng tổ chức bàn giao nhà cho dân.",
    )

    assert event is not None
    assert (event.kind, event.date) == ("ceremony", None)


def test_partners_review_with_the_host() -> None:
    found = agreements_in(
        "Sáng 29/6/2032, Ban Dân vận Huyện ủy chủ trì, phối hợp với Ban Chỉ huy Quân sự huyện, Công"
        " an huyện tổ chức hội nghị sơ kết thực hiện Chương trình phối hợp số 03-CTPH/BDV-CA."
    )

    assert [parties for _, parties, _, _ in found] == [
        ["Ban Dân vận Huyện ủy", "Ban Chỉ huy Quân sự huyện", "Công an huyện"]
    ]


@pytest.mark.parametrize(
    ("text", "posts", "roles"),
    [
        pytest.param(
            "Đồng chí Lê Văn Mít, Bí thư Huyện ủy trao quyết định và phát biểu giao nhiệm vụ.",
            ["Bí thư Huyện ủy"], ["speaker"], id="speech-behind-another-act",
        ),
        pytest.param(
            "Điều động đồng chí Lê Văn Mít, Phó Trưởng Ban Tổ chức Huyện ủy tham gia Ban Chấp hành,"
            " Ban Thường vụ Đảng ủy, giữ chức Bí thư Đảng ủy xã Bàng nhiệm kỳ 2030 - 2035.",
            ["Phó Trưởng Ban Tổ chức Huyện ủy", "Bí thư Đảng ủy xã Bàng"], [], id="a-post-given",
        ),
        pytest.param(
            "GS.TS Trần Văn Cam, PGS.TS. Lê Văn Mít và nhà văn Hoàng Ổi đồng chủ trì hội thảo.", [],
            ["chair"], id="degrees-in-a-list",
        ),
        pytest.param(
            "Chủ tịch UBND xã Ngọc Mơ, huyện Tân Bình (Bắc Sơn) Lê Văn Mít cho rằng cần làm sớm.",
            ["Chủ tịch UBND xã Ngọc Mơ, huyện Tân Bình"], ["speaker"], id="a-place-before-the-name",
        ),
        pytest.param(
            "Cần nâng tỷ lệ đảng viên là trưởng thôn, Bí thư Huyện ủy Lê Văn Mít nói.",
            ["Bí thư Huyện ủy"], ["speaker"], id="a-post-of-others-before",
        ),
        pytest.param(
            "Các đồng chí: Trần Thị Cam, Lê Văn Mít - Phó Chủ tịch HĐND huyện chủ tọa kỳ họp.",
            ["Phó Chủ tịch HĐND huyện"], ["chair"], id="in-the-chair",
        ),
    ],
)  # fmt: skip
def test_people(text: str, posts: list[str], roles: list[str]) -> None:
    assert people_in(text)["Lê Văn Mít"] == (posts, roles)


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Khai mạc Hội khỏe Phù Đổng", "contest"),
        ("Tổng kết và trao giải cuộc thi viết", "contest"),
        ("Lễ giao nhận quân", "ceremony"),
        ("Hưởng ứng Tháng hành động", "rollout"),
    ],
)
def test_further_headlines(headline: str, kind: str) -> None:
    event = event_in(headline, "Ngày 5/4/2032, UBND xã Đồng Mơ tổ chức hội nghị.")

    assert event is not None
    assert event.kind == kind


def test_a_post_behind_two_names_is_held_by_both() -> None:
    people = people_in(
        "Dự có các ông: Lê Cam - Bí thư Huyện ủy; Trần Ổi, Hà Văn Bưởi - Phó Bí thư Huyện ủy."
    )

    assert people["Trần Ổi"][0] == ["Phó Bí thư Huyện ủy"]


def test_partners_sign_with_the_host() -> None:
    found = agreements_in(
        "Hội Nông dân huyện phối hợp với Phòng Y tế, Công an huyện ký Chương trình"
        " phối hợp năm 2032."
    )

    assert [parties for _, parties, _, _ in found] == [
        ["Hội Nông dân huyện", "Phòng Y tế", "Công an huyện"]
    ]


def test_a_name_within_a_title_is_nobody_here() -> None:
    assert list(people_in('Hội thảo "Lê Văn Cam trong lòng dân" đã diễn ra.')) == []


def test_a_headline_and_the_day_below_it_are_no_document() -> None:
    assert documents_in("Bàn về nghị định\nNgày 9/4/2032, Huyện ủy họp.") == []


PARTY = """BAN CHẤP HÀNH TRUNG ƯƠNG              ĐẢNG CỘNG SẢN VIỆT NAM
BAN TUYÊN GIÁO                        Hà Nội, ngày 12 tháng 7 năm 2031
Số 88-HD/BTGTW
HƯỚNG DẪN
Tuyên truyền kỷ niệm 85 năm Ngày Trồng cây
(27/7/1947 - 27/7/2032)
Kỷ niệm 85 năm Ngày Trồng cây là dịp để giáo dục truyền thống cho trẻ em.

Nơi nhận:                             TRƯỞNG BAN
- Lưu.
                                      Lê Văn Mít
"""


def test_a_first_paragraph_is_no_subject_and_a_column_signs() -> None:
    reading = read(PARTY)

    assert reading.header is not None
    assert reading.header.subject is not None
    assert reading.header.subject.name == (
        "Tuyên truyền kỷ niệm 85 năm Ngày Trồng cây (27/7/1947 - 27/7/2032)"
    )
    (signer,) = reading.people
    assert [post.title for post in signer.positions] == ["TRƯỞNG BAN"]
    assert signer.roles == ("signer",)


def test_a_body_signs_through_a_name_without_a_post() -> None:
    reading = read(
        "HUYỆN ỦY BÌNH AN\nSố 41-QĐ/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nBình An, ngày 3 tháng 1 năm 2032\n"
        "QUY ĐỊNH\nvề việc trồng cây\n- Căn cứ Điều lệ Đảng;\nĐiều 1. Phạm vi\n"
        "T/M BAN THƯỜNG VỤ\nLê Văn Mít\n"
    )

    assert reading.header is not None
    assert reading.header.subject is not None
    assert reading.header.subject.name == "về việc trồng cây"
    assert [(person.name, person.roles) for person in reading.people] == [
        ("Lê Văn Mít", ("signer",))
    ]


def test_a_joint_plan_is_signed_not_issued() -> None:
    event = event_in(
        "Kế hoạch liên ngành",
        "Ngày 9/9/2032, Công an huyện và Hội Nông dân huyện đã ký Kế hoạch"
        " phối hợp số 15/KHPH-CA-HND về giữ rừng giai đoạn 2032-2035.",
    )

    assert event is not None
    assert (event.kind, event.period) == ("signing", "2032-2035")
