"""Whom signers stand for, and who only acts on what others have signed; all is made up."""

import pytest

from phoihop.reader import read


def parties_in(sentence: str) -> list[list[str]]:
    text = f"Chuyện trong tỉnh\nSáng 9/3/2036, tỉnh họp. {sentence}\n"
    return [[party.name for party in each.parties] for each in read(text, "news").agreements]


SIGN = " ký kết chương trình phối hợp."


@pytest.mark.parametrize(
    ("who", "parties"),
    [
        ("Giám đốc Sở Mỏ và Giám đốc Sở Chè đã", ["Sở Mỏ", "Sở Chè"]),
        (
            "Chủ tịch Hội Nông dân tỉnh Lê Văn Mít và Giám đốc Sở Chè Bùi Văn Cam đã",
            ["Hội Nông dân tỉnh", "Sở Chè"],
        ),
        (
            "Ông Lê Văn Mít, Ủy viên Ban Thường vụ Tỉnh ủy, Giám đốc Sở Mỏ và bà Bùi Thị Cam, Bí"
            " thư Tỉnh đoàn đã",
            ["Sở Mỏ", "Tỉnh đoàn"],
        ),
        ("Ông Lê Văn Mít đại diện Sở Mỏ và bà Bùi Thị Cam đại diện Sở Chè", ["Sở Mỏ", "Sở Chè"]),
        ("Lãnh đạo Sở Mỏ và lãnh đạo Sở Chè đã", ["Sở Mỏ", "Sở Chè"]),
        ("Giám đốc Sở Mỏ Lê Văn Mít, Giám đốc Sở Chè Bùi Thị Cam đã", ["Sở Mỏ", "Sở Chè"]),
        (
            "Đại diện Sở Mỏ, ông Lê Văn Mít và đại diện Sở Chè, bà Bùi Thị Cam",
            ["Sở Mỏ", "Sở Chè"],
        ),
        (
            "Các đồng chí: Lê Văn Mít, Giám đốc Sở Mỏ; Bùi Thị Cam, Bí thư Tỉnh đoàn",
            ["Sở Mỏ", "Tỉnh đoàn"],
        ),
        ("Giám đốc Sở Mỏ Lê Văn Mít, Phó Giám đốc Sở Mỏ Bùi Thị Cam", None),
        ("Sở Mỏ đã cùng với Sở Chè", ["Sở Mỏ", "Sở Chè"]),
        ("Sở Mỏ và Sở Chè đã cùng nhau", ["Sở Mỏ", "Sở Chè"]),
        (
            "Đại diện Sở Mỏ cùng đại diện lãnh đạo Sở Chè, lãnh đạo Tỉnh đoàn",
            ["Sở Mỏ", "Sở Chè", "Tỉnh đoàn"],
        ),
        ("Dưới sự chứng kiến của lãnh đạo Sở Tre, Sở Mỏ và Sở Chè", ["Sở Mỏ", "Sở Chè"]),
        ("Thực hiện chỉ đạo của Huyện ủy Sen, Sở Mỏ và Sở Chè", ["Sở Mỏ", "Sở Chè"]),
        ("Có mặt lãnh đạo Sở Tre, Sở Mỏ và Sở Chè", ["Sở Mỏ", "Sở Chè"]),
        ("Do ông Lê Văn Mít chủ trì, Bí thư Huyện ủy, Sở Mỏ và Sở Chè", ["Sở Mỏ", "Sở Chè"]),
        ("Xã Tre Vàng (tỉnh Nón) và xã Bến Lúa (tỉnh Lá)", ["Xã Tre Vàng", "xã Bến Lúa"]),
        (
            "Hôm sau, xã Tre Vàng và Đồn Biên phòng Sóng Xô",
            ["xã Tre Vàng", "Đồn Biên phòng Sóng Xô"],
        ),
        ("Tại thôn 3, xã Tre Vàng, Sở Mỏ và Sở Chè", ["Sở Mỏ", "Sở Chè"]),
        ("Sở Mỏ và Sở Chè lần lượt", ["Sở Mỏ", "Sở Chè"]),
        ("Giám đốc Sở Mỏ và Giám đốc Sở Chè đến xem các bên", None),
        ("Bà Bùi Thị Cam, Giám đốc Sở Mỏ phát biểu, sau đó ông Lê Văn Mít, Giám đốc Sở Chè", None),
        ("Sở Mỏ và Sở Chè sẽ", None),
    ],
)
def test_for_whom_they_sign(who: str, parties: list[str] | None) -> None:
    assert parties_in(who + SIGN) == ([parties] if parties else [])


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        (
            "Thực hiện Chương trình phối hợp giữa Sở Mỏ và Sở Chè, Hội Nông dân xã đã trồng tre.",
            ["Sở Mỏ", "Sở Chè"],
        ),
        (
            "Theo Quy chế phối hợp của Sở Mỏ và Sở Chè, Tỉnh đoàn cử người trông hồ.",
            ["Sở Mỏ", "Sở Chè"],
        ),
        (
            "Thực hiện Chương trình phối hợp giữa Sở Mỏ và Sở Chè, xã họp dân.",
            ["Sở Mỏ", "Sở Chè"],
        ),
        (
            "Thực hiện Chương trình phối hợp giữa Sở Mỏ và Sở Chè, Tỉnh đoàn về giữ hồ, xã họp.",
            ["Sở Mỏ", "Sở Chè", "Tỉnh đoàn"],
        ),
        (
            "Ký kết chương trình phối hợp giữa Sở Mỏ - Sở Chè - Tỉnh đoàn.",
            ["Sở Mỏ", "Sở Chè", "Tỉnh đoàn"],
        ),
        ("Sở Mỏ và Sở Chè trao đổi biên bản ghi nhớ về nuôi cá.", ["Sở Mỏ", "Sở Chè"]),
        ("Sở Mỏ ký kết chương trình phối hợp với các ngành. Sở Mỏ đã ký kết với Sở Chè và Tỉnh"
         " đoàn.",
         ["Sở Mỏ", "Sở Chè", "Tỉnh đoàn"]),
        ("Sở Mỏ và Sở Chè trao đổi nội dung phối hợp nuôi cá.", None),
        ("Sở Mỏ tổng kết chương trình phối hợp với Sở Chè giai đoạn 2031-2035.",
         ["Sở Mỏ", "Sở Chè"]),
        ("Thực hiện chương trình phối hợp với Sở Chè, Sở Mỏ đã trồng rừng.", ["Sở Mỏ", "Sở Chè"]),
        ("Sau khi ký kết quy chế phối hợp giữa Sở Mỏ và Sở Chè, các xã cũng họp bàn.",
         ["Sở Mỏ", "Sở Chè"]),
        ("Sở Mỏ đề xuất ký kết quy chế phối hợp với Sở Chè.", None),
        ("Viettel Sen và Sở Chè ký kết thỏa thuận hợp tác.", ["Viettel Sen", "Sở Chè"]),
        ("Huyện Sen ký kết chương trình phối hợp với hai huyện Súng và Tre.",
         ["Huyện Sen", "huyện Súng", "huyện Tre"]),
        ("Sở Mỏ và Sở Chè ký kế hoạch liên ngành số 3/KHLN.", ["Sở Mỏ", "Sở Chè"]),
        ("Ban Giám đốc và Công đoàn Nhà máy Chè ký thỏa ước lao động tập thể.",
         ["Ban Giám đốc", "Công đoàn Nhà máy Chè"]),
    ],
)  # fmt: skip
def test_who_is_bound(sentence: str, parties: list[str] | None) -> None:
    assert parties_in(sentence) == ([parties] if parties else [])


@pytest.mark.parametrize(
    ("told", "years"),
    [
        ("từ tháng 3/2036 đến hết năm 2039", (2036, 2039)),
        ("nhân kỷ niệm 60 năm ngày thành lập tỉnh (1976-2036)", (None, None)),
        ("nhân ngày hội trồng tre giai đoạn 2036-2039", (2036, 2039)),
    ],
)
def test_terms(told: str, years: tuple[int | None, int | None]) -> None:
    text = f"Tin\nSáng 9/3/2036, ký kết chương trình phối hợp giữa Sở Mỏ và Sở Chè {told}.\n"

    (agreement,) = read(text, "news").agreements

    assert [party.name for party in agreement.parties] == ["Sở Mỏ", "Sở Chè"]
    assert (agreement.first_year, agreement.last_year) == years


def test_a_last_year_far_off_is_no_term() -> None:
    text = "Tin\nSáng 9/3/2036, Sở Mỏ và Sở Chè ký kết chương trình phối hợp đến năm 2040.\n"

    reading = read(text, "news")

    (agreement,) = reading.agreements
    assert (agreement.first_year, agreement.last_year) == (None, None)
    assert reading.event is not None
    assert reading.event.period is None


def test_what_one_of_them_signed_before_is_another_instrument() -> None:
    sentence = (
        "Báo Sen và Sở Chè ký kết chương trình phối hợp năm 2036. Trước đó, Báo Sen cũng đã ký kết"
        " chương trình phối hợp với Sở Tre."
    )

    assert parties_in(sentence) == [["Báo Sen", "Sở Chè"], ["Báo Sen", "Sở Tre"]]


def test_the_same_told_once_more_is_one_instrument() -> None:
    sentence = (
        "Báo Sen và Sở Chè ký kết chương trình phối hợp năm 2036. Cùng ngày, Báo Sen và Sở Chè ra"
        " mắt trang tin theo chương trình phối hợp giữa Báo Sen với Sở Chè."
    )

    assert parties_in(sentence) == [["Báo Sen", "Sở Chè"]]


def test_counted_ones_pledge() -> None:
    assert parties_in("Dịp này, 5 cụm thi đua đã ký kết giao ước thi đua năm 2036.") == [
        ["5 cụm thi đua"]
    ]
