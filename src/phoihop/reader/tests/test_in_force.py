"""Instruments between bodies abroad and at home, carried out or on the point of being signed."""

import pytest

from phoihop.reader import read


def told(text: str) -> list[tuple[str, list[str]]]:
    """Return kind and parties of each instrument of a report."""
    found = read(text, kind="news").agreements
    return [(each.kind, [party.name for party in each.parties]) for each in found]


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        (
            "Ngày 5/3/2032 diễn ra lễ ký kết biên bản ghi nhớ về an ninh giữa Công an tỉnh Ba Mít "
            "và Sở An ninh tỉnh Sê Ba, Lào.",
            "other",
            ["Công an tỉnh Ba Mít", "Sở An ninh tỉnh Sê Ba"],
        ),
        (
            "Công an huyện Ba Mít đã có buổi hội đàm ký kết biên bản ghi nhớ với An ninh huyện Na "
            "Ba, tỉnh Khăm Ba, nước CHDCND Lào.",
            "other",
            ["Công an huyện Ba Mít", "An ninh huyện Na Ba"],
        ),
        (
            "Ngày 5/3/2032, Hội LHPN tỉnh Ba Mít tổng kết 5 năm thực hiện thỏa thuận hợp tác giữa "
            "Hội LHPN tỉnh Ba Mít với Hội LHPN tỉnh Bô Ly.",
            "other",
            ["Hội LHPN tỉnh Ba Mít", "Hội LHPN tỉnh Bô Ly"],
        ),
        (
            "Bưu điện huyện và Phòng Giao dịch Ba Mít cho rằng việc xây dựng Quy chế phối hợp giữa "
            "Phòng Giao dịch Ba Mít và Công an các xã là cần thiết.",
            "regulation",
            ["Phòng Giao dịch Ba Mít", "Công an các xã"],
        ),
        (
            "Chiều 11.10.2032, Công an 3 địa phương Ba Mít, Cây Me và Lộc Hòa tổ chức hội nghị ký "
            "kết Quy chế phối hợp đảm bảo an ninh trật tự giữa 3 địa phương.",
            "regulation",
            ["Công an Ba Mít", "Công an Cây Me", "Công an Lộc Hòa"],
        ),
        (
            "Công an 2 địa phương Ba Mít và Lộc Hòa đã ký kết Quy chế phối hợp đảm bảo an ninh.",
            "regulation",
            ["Công an Ba Mít", "Công an Lộc Hòa"],
        ),
        (
            "Chiều 11.10.2032, Công an 3 địa phương Ba Mít, Cây Me và Lộc Hòa tổ chức hội nghị ký "
            "kết Quy chế phối hợp đảm bảo an ninh trật tự.",
            "regulation",
            ["Công an Ba Mít", "Công an Cây Me", "Công an Lộc Hòa"],
        ),
        (
            "Chương trình phối hợp giữa Ban Dân vận Tỉnh ủy và Ban Cán sự Đảng UBND tỉnh những năm "
            "qua đã đạt được nhiều kết quả.",
            "programme",
            ["Ban Dân vận Tỉnh ủy", "Ban Cán sự Đảng UBND tỉnh"],
        ),
        (
            "Ngày 5/3/2032 diễn ra lễ ký kết chương trình phối hợp giữa UBND tỉnh Ba Mít, tỉnh Cây "
            "Me và Sở Y tế.",
            "programme",
            ["UBND tỉnh Ba Mít", "tỉnh Cây Me", "Sở Y tế"],
        ),
    ],
)
def test_parties_of_what_is_in_force(text: str, kind: str, parties: list[str]) -> None:
    assert told(text) == [(kind, parties)]


@pytest.mark.parametrize(
    "text",
    [
        "Hai bên trao đổi về thỏa thuận hợp tác giữa Hội LHPN tỉnh Ba Mít với Hội LHPN tỉnh Bô Ly.",
        "Hội nghị giao Công an huyện xây dựng Quy chế phối hợp giữa Công an huyện và Tòa án huyện.",
        "Sở Y tế và Sở Tư pháp không tiếp tục thực hiện quy chế phối hợp số 3.",
        "Sở Y tế và Sở Tư pháp dừng thực hiện quy chế phối hợp số 3.",
        "Sở Y tế và Sở Tư pháp thực hiện quy chế phối hợp số 3 nếu tỉnh cho phép.",
    ],
)
def test_what_is_talked_of_asked_for_or_ended_is_not_in_force(text: str) -> None:
    assert told(text) == []


def test_what_one_is_signed_by_lends_it_no_years() -> None:
    found = read(
        "Thực hiện Thỏa thuận hợp tác giữa Hội LHPN Việt Nam và Hội LHPN Lào giai đoạn 2032 – "
        "2037, Hội LHPN tỉnh Ba Mít đã ký kết Biên bản hợp tác với Hội LHPN tỉnh Bô Ly.",
        kind="news",
    ).agreements
    assert [(len(each.parties), each.first_year) for each in found] == [(2, 2032), (2, None)]

    again = read(
        "Thực hiện Thỏa thuận hợp tác giữa Hội LHPN tỉnh Ba Mít và Hội LHPN tỉnh Bô Ly giai đoạn "
        "2032 – 2037, Hội LHPN tỉnh Ba Mít đã ký kết Biên bản hợp tác với Hội LHPN tỉnh Bô Ly.",
        kind="news",
    ).agreements
    assert [each.first_year for each in again] == [None]


def test_the_term_of_the_ground_is_no_period_of_the_signing() -> None:
    event = read(
        "Hội LHPN tỉnh Ba Mít ký kết Biên bản hợp tác với Hội LHPN tỉnh Bô Ly\n"
        "Thực hiện Thỏa thuận hợp tác giữa Hội LHPN Việt Nam và Hội LHPN Lào giai đoạn 2032 – "
        "2037, Hội LHPN tỉnh Ba Mít đã ký kết Biên bản hợp tác với Hội LHPN tỉnh Bô Ly.",
        kind="news",
    ).event
    assert event is not None
    assert (event.kind, event.period) == ("signing", None)
