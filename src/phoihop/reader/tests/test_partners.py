"""Who signs with whom, what and for how long: wordings of reports, one row each."""

import pytest

from phoihop.reader import read

Found = tuple[str, int | None, int | None, tuple[str, ...]]


def agreements_of(text: str) -> list[Found]:
    return [
        (each.kind, each.first_year, each.last_year, tuple(party.name for party in each.parties))
        for each in read(text, "news").agreements
    ]


LEAD = "Ký kết\nSáng 5/4/2034, Hội Nông dân huyện Ba Mít tổ chức hội nghị.\n"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        pytest.param(
            "Đoàn xã Cây Me tổ chức kết nghĩa với Đoàn xã Sáu Tấn.",
            ("other", None, None, ("Đoàn xã Cây Me", "Đoàn xã Sáu Tấn")), id="bound-as-friends",
        ),
        pytest.param(
            "Lãnh đạo Tỉnh đoàn và Đảng ủy Khối các cơ quan tỉnh ký biên bản chuyển giao.",
            ("other", None, None, ("Tỉnh đoàn", "Đảng ủy Khối các cơ quan tỉnh")),
            id="handed-over",
        ),
        pytest.param(
            "Lễ ký kết: giao ước kết nghĩa giữa Trung đoàn 6 và Trường Tiểu học Cây Me.",
            ("commitment", None, None, ("Trung đoàn 6", "Trường Tiểu học Cây Me")),
            id="a-pledge-of-friendship",
        ),
        pytest.param(
            "Đại diện 05 Sở Giáo dục và Đào tạo khu vực phía Bắc và 05 trường Đại học, Cao đẳng ký"
            " cam kết với Bộ Giáo dục và Đào tạo trong việc chấp hành luật.",
            ("commitment", None, None, (
                "05 Sở Giáo dục và Đào tạo khu vực phía Bắc", "05 trường Đại học, Cao đẳng",
                "Bộ Giáo dục và Đào tạo",
            )), id="two-counted-parties",
        ),
        pytest.param(
            "Hai bên ký kết chương trình phối hợp giữa Hội LHPN và các Đồn Biên phòng 815, 817 và"
            " 821 giai đoạn 2034-2038.",
            ("programme", 2034, 2038, ("Hội LHPN", "các Đồn Biên phòng 815, 817 và 821")),
            id="the-last-number-of-a-list",
        ),
        pytest.param(
            "Hai ngành đã tổ chức Lễ ký Quy chế phối hợp công tác giữa VKSNDTC và LĐLSVN.",
            ("regulation", None, None, ("VKSNDTC", "LĐLSVN")), id="two-short-forms",
        ),
        pytest.param(
            "Lãnh đạo ký Quy chế phối hợp công tác giữa Bộ Y tế và T.Ư Hội Cựu chiến binh.",
            ("regulation", None, None, ("Bộ Y tế", "T.Ư Hội Cựu chiến binh")), id="a-central-body",
        ),
        pytest.param(
            "Viện Kiểm sát nhân dân tỉnh và Cục Hải quan Ba Mít cùng ký kết phối hợp liên ngành.",
            ("contents", None, None, ("Viện Kiểm sát nhân dân tỉnh", "Cục Hải quan Ba Mít")),
            id="to-work-together",
        ),
        pytest.param(
            "Tại buổi ký kết, Đoàn xã và Hội Nông dân xã đã thông qua các nội dung phối hợp trồng"
            " cây, giai đoạn 2034 – 2036. Đoàn xã và Hội Nông dân xã ký kết chương trình phối hợp.",
            ("programme", 2034, 2036, ("Đoàn xã", "Hội Nông dân xã")), id="the-term-of-contents",
        ),
        pytest.param(
            "Thực hiện Chỉ thị 43 của Thành ủy, Đoàn phường vừa phối hợp Ban Giám hiệu Trường"
            " Tiểu học Cây Me tổ chức lễ ký kết chương trình phối hợp năm 2034.",
            ("programme", 2034, 2034, ("Đoàn phường", "Ban Giám hiệu Trường Tiểu học Cây Me")),
            id="with-a-partner-without-with",
        ),
        pytest.param(
            "Đại diện ban công tác mặt trận khu dân cư ký giao ước thi đua năm 2034 với"
            " MTTQ phường.",
            ("commitment", 2034, 2034, ("ban công tác mặt trận khu dân cư", "MTTQ phường")),
            id="a-body-written-small",
        ),
        pytest.param(
            "Hội nghị đánh giá theo quy chế phối hợp đã ký kết. Công tác phối hợp tuyên truyền giữa"
            " Cục Chính trị với Ban Tuyên giáo Tỉnh ủy được hai bên ký kết phối hợp chặt chẽ.",
            ("regulation", None, None, ("Cục Chính trị", "Ban Tuyên giáo Tỉnh ủy")),
            id="named-where-it-is-carried-out",
        ),
        pytest.param(
            "Công an xã Cây Me và Đoàn xã Cây Me ký kết chương trình phối hợp thực hiện mô hình"
            " cổng trường xanh năm 2034.",
            ("programme", 2034, 2034, ("Công an xã Cây Me", "Đoàn xã Cây Me")),
            id="the-year-ends-the-clause",
        ),
        pytest.param(
            "Công an xã Cây Me và Đoàn xã Cây Me ký kết chương trình phối hợp nhằm hoàn thành mục"
            " tiêu năm 2034.",
            ("programme", None, None, ("Công an xã Cây Me", "Đoàn xã Cây Me")),
            id="the-year-of-an-aim",
        ),
        pytest.param(
            "Hội Hữu nghị các tổ chức tỉnh phối hợp cùng Báo Ba Mít, Đài Phát thanh tỉnh tổ chức"
            " hội nghị sơ kết 2 năm thực hiện chương trình phối hợp tuyên truyền.",
            ("programme", None, None, (
                "Hội Hữu nghị các tổ chức tỉnh", "Báo Ba Mít", "Đài Phát thanh tỉnh",
            )), id="a-name-that-holds-the-verb",
        ),
        pytest.param(
            "Hội Nông dân huyện Ba Mít ký giao ước thi đua với các quận, huyện, thị hội năm 2034.",
            ("commitment", 2034, 2034, ("Hội Nông dân huyện Ba Mít", "các quận, huyện, thị hội")),
            id="the-year-is-no-part-of-a-party",
        ),
    ],
)  # fmt: skip
def test_parties(sentence: str, found: Found) -> None:
    assert agreements_of(f"{LEAD}{sentence}\n") == [found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tại Sở Y tế, Khối thi đua Văn hóa ký kết giao ước thi đua năm 2034.",
        "Chiều nay, tại Sở Y tế, Khối thi đua Văn hóa tổ chức ký kết giao ước thi đua năm 2034.",
        "Hai xã kết nghĩa đã lâu, cùng giúp nhau làm đường.",
        "Đơn vị kết nghĩa với xã có mặt trong buổi lễ.",
        "Thực hiện kế hoạch liên tịch của Tòa án nhân dân và Công an huyện về việc sơ kết phong"
        " trào, hai ngành gặp nhau.",
    ],
)
def test_no_agreement(sentence: str) -> None:
    assert (
        agreements_of(f"Tin\nSáng 5/4/2034, Hội Nông dân xã tổ chức hội nghị.\n{sentence}\n") == []
    )


def test_parties_in_full_from_the_body() -> None:
    text = (
        "Ký kết chương trình phối hợp công tác giữa MTTQ và các đoàn thể chính trị-xã hội\n"
        "Chiều 1/2/2034, Ủy ban MTTQ phường Ba Mít tổ chức Hội nghị ký kết chương trình phối hợp"
        " công tác giữa UB MTTQ và các đoàn thể chính trị - xã hội.\n"
    )

    assert agreements_of(text) == [
        ("programme", None, None, ("UB MTTQ", "các đoàn thể chính trị - xã hội"))
    ]
