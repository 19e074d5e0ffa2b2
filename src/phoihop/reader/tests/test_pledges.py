"""Who pledges to whom in a contest of emulation; every body is made up."""

import pytest

from phoihop.reader import read

LEAD = "Tin thi đua\nChiều 9/3/2036, Khối thi đua số 7 họp phiên đầu năm.\n"


def pledges_of(sentence: str) -> list[tuple[list[str], int | None]]:
    reading = read(LEAD + sentence + "\n", "news")
    assert all(each.kind == "commitment" for each in reading.agreements)
    return [([party.name for party in x.parties], x.first_year) for x in reading.agreements]


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        pytest.param(
            "Các trường trong Khối đã ký giao ước thi đua năm 2036.", ["Các trường trong Khối"],
            id="all-of-them",
        ),
        pytest.param(
            "Cuối buổi họp, 8 đơn vị thành viên Khối thi đua số 7 lần lượt ký giao ước thi đua năm"
            " 2036.", ["8 đơn vị thành viên Khối thi đua số 7"], id="counted",
        ),
        pytest.param(
            "Khối thi đua số 7, gồm các đơn vị: Sở Mỏ, Sở Chè và Ban Thuyền bè tỉnh, ký giao ước"
            " thi đua năm 2036.", ["Sở Mỏ", "Sở Chè", "Ban Thuyền bè tỉnh"], id="listed",
        ),
        pytest.param(
            "Khối thi đua số 7 (gồm các phường Tre Vàng, Bến Lúa, Sen Hạ) ký giao ước thi đua năm"
            " 2036.", ["phường Tre Vàng", "phường Bến Lúa", "phường Sen Hạ"], id="of-one-level",
        ),
        pytest.param(
            "Khối thi đua số 7 gồm 2 huyện: Bến Lúa và Sen Hạ ký giao ước thi đua năm 2036.",
            ["huyện Bến Lúa", "huyện Sen Hạ"], id="counted-of-one-level",
        ),
        pytest.param(
            "Hội Chè tỉnh tổ chức ký kết giao ước thi đua năm 2036 giữa 12 Hội Chè huyện.",
            ["12 Hội Chè huyện"], id="among-each-other",
        ),
        pytest.param(
            "Hội Chè tỉnh ký giao ước thi đua năm 2036 với 30 công đoàn cơ sở.",
            ["Hội Chè tỉnh", "30 công đoàn cơ sở"], id="with-many",
        ),
        pytest.param(
            "Đại diện Khối Mặt trận, Khối cơ quan và Khối trường học ký giao ước thi đua năm 2036.",
            ["Khối Mặt trận", "Khối cơ quan", "Khối trường học"], id="clusters",
        ),
    ],
)  # fmt: skip
def test_members_pledge(sentence: str, parties: list[str]) -> None:
    assert pledges_of(sentence) == [(parties, 2036)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Khối thi đua số 7 ký giao ước thi đua năm 2036.",
        "Các trường trong Khối thảo luận sôi nổi. Các hộ ký giao ước thi đua năm 2036.",
        "Các trường ký giao ước thi đua năm 2036. Bão làm đổ rào của các đơn vị thuộc khối đã cũ.",
        "Tại trụ sở UBND phường Tre Vàng, các hộ nuôi cá đã ký cam kết giữ sạch ao hồ.",
    ],
)
def test_no_pledge_without_partners(sentence: str) -> None:
    assert pledges_of(sentence) == []


MEMBERS = "Cụm thi đua số 1 gồm các đơn vị: Sở Mỏ, Sở Chè và Ban Thuyền bè tỉnh"


@pytest.mark.parametrize(
    "text",
    [
        f"Tin xã\nSáng 9/3/2036, Hội Phụ nữ xã ký cam kết giữ kênh. {MEMBERS} sẽ họp sau.\n",
        f"Tin xã\nSáng 9/3/2036, Hội Phụ nữ xã ký cam kết dọn khối lượng rác lớn. {MEMBERS}.\n",
    ],
)
def test_members_told_elsewhere_have_pledged_nothing(text: str) -> None:
    assert not read(text, "news").agreements


@pytest.mark.parametrize(
    "text",
    [
        f"Tin tỉnh\nSáng 9/3/2036, Cụm thi đua số 1 họp. {MEMBERS}. Các bên ký giao ước thi đua.\n",
        f"Cụm số 1 ký giao ước\nSáng 9/3/2036, hội nghị diễn ra. {MEMBERS}. Các bên đã ký giao ước"
        " thi đua.\n",
        f"Tin tỉnh\nSáng 9/3/2036, hội nghị diễn ra. {MEMBERS}. Các sở trong cụm ký giao ước.\n",
    ],
)
def test_members_told_elsewhere_pledge_in_their_cluster(text: str) -> None:
    (pledge,) = read(text, "news").agreements

    assert [each.name for each in pledge.parties] == ["Sở Mỏ", "Sở Chè", "Ban Thuyền bè tỉnh"]


def test_members_of_a_cluster_told_again_with_its_head() -> None:
    sentence = (
        "Khối gồm 3 đơn vị: Sở Mỏ (Trưởng khối), Sở Chè và Ban Thuyền bè tỉnh. Tại hội nghị, các"
        " bên đã ký giao ước thi đua năm 2036."
    )

    assert pledges_of(sentence) == [(["Sở Mỏ", "Sở Chè", "Ban Thuyền bè tỉnh"], 2036)]
