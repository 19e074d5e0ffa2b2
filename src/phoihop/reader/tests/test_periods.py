"""What time a meeting looks back on or plans, told in its report."""

import pytest

from phoihop.reader.tests.test_held import event_of


@pytest.mark.parametrize(
    ("lead", "period"),
    [
        ("hội nghị ra nghị quyết thực hiện nhiệm vụ 6 tháng cuối năm 2034", "2034-H2"),
        ("hội nghị thông qua Nghị quyết lãnh đạo quý IV", "2034-Q4"),
        ("kiểm tra việc thực hiện chương trình dân vận năm 2034", "2034"),
        ("sơ kết quy chế phối hợp (09/4/2031-09/4/2034)", "2031-2034"),
        ("hội nghị triển khai công tác chuẩn bị Đại hội lần thứ X, nhiệm kỳ 2034-2039", None),
        ("Đại hội lần thứ X, nhiệm kỳ 2034-2039", "2034-2039"),
        ("thảo luận về cuốn “Lịch sử huyện Ba Mít giai đoạn 2000 – 2020”", None),
        ("làm việc với các ban về thực hiện Nghị quyết Đại hội X, nhiệm kỳ 2030-2035", None),
        ("hội nghị lấy ý kiến vào báo cáo chính trị Đại hội Hội nhiệm kỳ 2034-2039", None),
    ],
)
def test_periods(lead: str, period: str | None) -> None:
    event = event_of(f"Tin của huyện\nNgày 5/7/2034, Hội Nông dân huyện Ba Mít tổ chức {lead}.\n")

    assert event is not None
    assert event.period == period


@pytest.mark.parametrize(
    ("rest", "period"),
    [
        (
            "Nội dung chương trình phối hợp giữa hai đơn vị giai đoạn 2034-2036 có 10 điểm.",
            "2034-2036",
        ),
        ("Hai đơn vị phối hợp tốt. Giai đoạn 2034-2036 là giai đoạn mới của ngành.", None),
    ],
)
def test_the_term_of_what_is_signed_is_told_further_on(rest: str, period: str | None) -> None:
    event = event_of(
        f"Ký kết phối hợp ở biên giới\nSở Y tế và Công an tỉnh chủ trì lễ ký kết.\n{rest}\n"
        "Phát biểu tại buổi lễ, lãnh đạo hai bên nêu vai trò của việc này.\n"
    )

    assert event is not None
    assert event.period == period


@pytest.mark.parametrize(
    ("lead", "period"),
    [
        ("vừa tổng kết công tác năm 2033, triển khai nhiệm vụ năm 2034", "2034"),
        ("vừa sơ kết công tác hội năm 2033", "2033"),
        ("vừa tổ chức hội nghị tổng kết mùa vụ", None),
    ],
)
def test_the_year_of_what_was_just_held(lead: str, period: str | None) -> None:
    event = event_of(f"Tổng kết công tác hội\nHội LHPN huyện Ba Mít {lead}.\n")

    assert event is not None
    assert event.period == period
