"""Who is only asked to sign, and who only looks on, signs nothing; all is made up."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_represented import parties_in

BOTH = ["Công an huyện", "Hội Nông dân huyện"]
SIGN = "Công an huyện và Hội Nông dân huyện ký kết quy chế phối hợp."


@pytest.mark.parametrize(
    "before",
    [
        "UBND huyện yêu cầu ",
        "Bí thư Huyện ủy giao ",
        "Giao ",
        "Ông Mít đề nghị ",
        "Ủy ban MTTQ huyện kiến nghị Phòng Chè, ",
        "Chủ tịch UBND huyện phân công ",
        "Bí thư Huyện ủy giao Ban Dân vận cùng với ",
        "Theo nghị quyết, Huyện ủy yêu cầu ",
        "Huyện ủy giao cho ",
    ],
)
def test_who_is_asked_has_signed_nothing(before: str) -> None:
    reading = read(f"Chuyện trong huyện\nSáng 9/3/2036, huyện họp. {before}{SIGN}\n", "news")

    assert not reading.agreements
    assert reading.event is None or reading.event.kind != "signing"


@pytest.mark.parametrize(
    "before",
    [
        "Theo đề nghị của UBND huyện, ",
        "Đáp ứng yêu cầu nhiệm vụ, ",
        "Trước yêu cầu mới, ",
        "Thực hiện nhiệm vụ tỉnh giao huyện Sen Hạ, ngày 5/3 ",
        "Sau khi UBND huyện yêu cầu các xã giữ rừng, ",
        "Ông Mít yêu cầu các xã giữ rừng; ",
        "Ông Mít yêu cầu các xã giữ rừng, sau đó ",
        "Tại hội nghị giao ban, ",
        "Thừa ủy quyền của UBND huyện, ",
        "Tham mưu UBND huyện, ",
        "Nhận lời mời của Sở Chè, ",
    ],
)
def test_what_is_asked_before_others_sign(before: str) -> None:
    assert parties_in(before + SIGN) == [BOTH]


def test_what_is_asked_of_those_who_have_signed() -> None:
    sentence = (
        "Ông Mít yêu cầu hai bên làm tốt quy chế phối hợp đã ký kết giữa Công an huyện và Hội Nông"
        " dân huyện."
    )

    assert parties_in(sentence) == [BOTH]


def test_a_name_that_sounds_like_asking() -> None:
    sentence = "Công ty Bàn Giao Mới và Sở Chè ký kết quy chế phối hợp."

    assert parties_in(sentence) == [["Công ty Bàn Giao Mới", "Sở Chè"]]


WITH = " ký kết quy chế phối hợp với Hội Nông dân huyện."
LOOK_ON = [
    "Huyện ủy Sen Hạ dự lễ",
    "Huyện ủy Sen Hạ và UBND huyện chứng kiến lễ",
    "Bí thư Huyện ủy Lê Văn Mít dự và chứng kiến lễ",
    "Thường trực Huyện ủy đã đến dự hội nghị tổng kết và",
    "Trước sự chứng kiến của lãnh đạo Huyện ủy Sen Hạ, lễ",
]


@pytest.mark.parametrize("who", LOOK_ON)
def test_who_looks_on_signs_nothing(who: str) -> None:
    assert parties_in(who + WITH) == []


@pytest.mark.parametrize(
    "who",
    [
        "Công an huyện dự và",
        "Công an huyện dự kiến kinh phí và",
        "Huyện ủy Sen Hạ chứng kiến Công an huyện",
        "Công an huyện tổ chức hội nghị, đã",
        "Đảng ủy xã Sen Hạ lãnh đạo Công an huyện",
        "Đội Chè tham mưu cho Công an huyện",
        "Đại diện lãnh đạo Công an huyện",
    ],
)
def test_who_signs_before_others_or_comes_to_sign(who: str) -> None:
    assert parties_in(who + WITH) == [BOTH]


@pytest.mark.parametrize(
    ("before", "host"),
    [
        ("Sáng 9/3/2036, trước sự chứng kiến của lãnh đạo Huyện ủy, ", "Công an huyện"),
        ("Sáng 9/3/2036, với sự có mặt của đại diện Huyện ủy Sen Hạ, ", "Công an huyện"),
        ("Sáng 9/3/2036, có mặt lãnh đạo Huyện ủy Sen Hạ, đại diện ", "Công an huyện"),
        ("Sáng 9/3/2036, đại diện ", "Công an huyện"),
    ],
)
def test_who_looks_on_is_no_host(before: str, host: str) -> None:
    reading = read(f"Chuyện trong huyện\n{before}Công an huyện đã tổ chức lễ{WITH}\n", "news")
    told = [[party.name for party in each.parties] for each in reading.agreements]

    assert reading.event is not None
    assert (reading.event.host and reading.event.host.name, told) == (host, [BOTH])


def test_many_sign_while_others_look_on() -> None:
    sentence = "Đảng ủy xã chứng kiến các chi bộ ký giao ước thi đua với Hội Nông dân xã."

    assert parties_in(sentence) == [["các chi bộ", "Hội Nông dân xã"]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Diễn ra lễ ký kết giữa Công an huyện và Hội Nông dân huyện về quy chế phối hợp.",
        "Quy chế phối hợp giữ rừng được Công an huyện và Hội Nông dân huyện ký kết.",
        "Quy chế phối hợp giữ rừng do Công an huyện và Hội Nông dân huyện cùng ký.",
        "Giao ước thi đua ký kết giữa Công an huyện và Hội Nông dân huyện đã treo lên.",
    ],
)
def test_who_signs_is_told_aside(sentence: str) -> None:
    assert parties_in(sentence) == [BOTH]


@pytest.mark.parametrize(
    "sentence",
    [
        "Quy chế phối hợp giữ rừng được UBND huyện phê duyệt và ký ban hành.",
        "Công an huyện trao đổi với Huyện ủy về việc ký kết thỏa thuận hợp tác với Sở Chè.",
    ],
)
def test_told_aside_and_not_signed(sentence: str) -> None:
    assert parties_in(sentence) == []
