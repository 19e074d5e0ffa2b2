"""Between whom an instrument is: communes, dashes, rooms, what others agreed; one row each."""

import pytest

from phoihop.reader.tests.test_events import agreements_in


@pytest.mark.parametrize(
    ("text", "kind", "parties", "years"),
    [
        pytest.param(
            "Sáng 5/3/2032 diễn ra lễ kết nghĩa giữa Công an tỉnh và xã Ba Mít (giai đoạn 2032 -"
            " 2036).", "other", ["Công an tỉnh", "xã Ba Mít"], (2032, 2036), id="a-commune",
        ),
        pytest.param(
            "Chiều 18/3/2032 diễn ra lễ ký kết thỏa thuận liên ngành giữa Hội Làm vườn – Hội Nông"
            " dân – Ngân hàng Bốn.", "other", ["Hội Làm vườn", "Hội Nông dân", "Ngân hàng Bốn"],
            (None, None), id="dashes-between",
        ),
        pytest.param(
            "Tối 22/3/2032, Công an huyện tổ chức đêm hội, ký giao ước thi đua giữa Đoàn thanh niên"
            " xã với lực lượng Công an.", "commitment", ["Đoàn thanh niên xã", "lực lượng Công an"],
            (None, None), id="forces",
        ),
        pytest.param(
            "Sáng 5/2/2032 diễn ra hội nghị tổng kết 10 năm thực hiện nghị quyết liên tịch 02 của"
            " Bộ Công an và Hội Làm vườn Việt Nam giai đoạn 1999-2009.", "other",
            ["Bộ Công an", "Hội Làm vườn Việt Nam"], (1999, 2009), id="resolution-of-others",
        ),
        pytest.param(
            "Ngày 5/1/2032, Sở Y tế và Hội Làm vườn tỉnh tổ chức hội nghị tổng kết chương trình"
            " phối hợp năm 2031.", "programme", ["Sở Y tế", "Hội Làm vườn tỉnh"], (2031, 2031),
            id="summed-up-by-both",
        ),
        pytest.param(
            "Chiều 2/6/2032, Sở Y tế tổ chức hội nghị ký kết kế hoạch phối hợp giữa Sở Y tế với các"
            " đồn biên phòng “Vì sức khỏe” giai đoạn 2032-2034.", "plan",
            ["Sở Y tế", "các đồn biên phòng"], (2032, 2034), id="a-motto-behind-the-party",
        ),
        pytest.param(
            "Sáng 5/2/2032, Huyện ủy tổng kết Quy chế phối hợp giữa Công an huyện, Hội Nông dân"
            " huyện và Hội Làm vườn xã Ba năm 2031.", "regulation",
            ["Công an huyện", "Hội Nông dân huyện", "Hội Làm vườn xã Ba"], (None, None),
            id="the-year-behind-the-last",
        ),
        pytest.param(
            "Sáng 5/2/2032 diễn ra lễ ký kết chương trình phối hợp giữa Hội Làm vườn và Đoàn 559.",
            "programme", ["Hội Làm vườn", "Đoàn 559"], (None, None), id="a-number-is-no-year",
        ),
        pytest.param(
            "Ngày 20/5/2032, tại Hội trường Ban Dân tộc, Ban Dân tộc đã phối hợp với các đơn vị:"
            " Hội"
            " Nông dân, Hội Phụ nữ tỉnh tổ chức lễ ký kết chương trình phối hợp công tác.",
            "programme", ["Ban Dân tộc", "Hội Nông dân", "Hội Phụ nữ tỉnh"], (None, None),
            id="not-the-room",
        ),
    ],
)  # fmt: skip
def test_agreements(
    text: str, kind: str, parties: list[str], years: tuple[int | None, int | None]
) -> None:
    assert agreements_in(text) == [(kind, parties, *years)]


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Chương trình phối hợp và thống nhất hành động của Ủy ban MTTQ huyện năm 2032,"
        " sáng 27/8, Ban Thường trực Ủy ban MTTQ huyện phối hợp với Trung tâm Chính trị mở lớp.",
        "Sáng 5/3/2032, Đài PT - TH tỉnh ký kết chương trình phối hợp giữa các đơn vị.",
    ],
)
def test_no_agreement(text: str) -> None:
    assert agreements_in(text) == []


def test_what_both_sign_is_signed_by_those_of_the_other_instrument() -> None:
    text = (
        "Chiều 2/6/2032, Sở Y tế tổ chức hội nghị sơ kết thực hiện quy chế phối hợp giữa Sở Y tế và"
        " Công an tỉnh. Tại hội nghị, đại diện 2 cơ quan đã ký kết kế hoạch phối hợp năm 2032-2033."
    )
    parties = ["Sở Y tế", "Công an tỉnh"]

    assert agreements_in(text) == [
        ("regulation", parties, None, None),
        ("plan", parties, 2032, 2033),
    ]


@pytest.mark.parametrize(
    "whose", ["cho học sinh", "cho các hộ kinh doanh", "vận động người dân", "tổ chức cho hội viên"]
)
def test_who_has_others_pledge_pledges_nothing(whose: str) -> None:
    text = (
        "Ngày 12/4/2031, Đoàn Thanh niên Công an tỉnh phối hợp với Đoàn xã Bãi Dâu và Trường THCS "
        f"Bãi Dâu tổ chức lễ ra mắt mô hình và {whose} ký cam kết giữ trật tự."
    )
    assert agreements_in(text) == []


@pytest.mark.parametrize(
    ("pledge", "pledged"),
    [
        ("Học sinh Trường THCS Đồng Mơ ký cam kết giữ trật tự.", False),
        ("Các hộ kinh doanh ở chợ ký cam kết giữ trật tự.", False),
        ("Tại buổi lễ đã ký cam kết giữ trật tự.", True),
    ],
)
def test_what_others_pledge_is_not_pledged_by_the_hosts(pledge: str, *, pledged: bool) -> None:
    text = f"Ngày 12/4/2031, Hội Nông dân xã và Công an xã tổ chức lễ phát động. {pledge}"
    assert [each[0] for each in agreements_in(text)] == ["commitment"] * pledged
