"""The bodies that issue a paper: short names with the body above, joint heads as two."""

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.agencies.tests.factories import AgencyFactory
from phoihop.workspace.intake.issuers import issuers_of
from phoihop.workspace.intake.matching import suggest
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import FactKind

OFFICE = """ĐẢNG ỦY XÃ AN LẠC
VĂN PHÒNG
*
Số 45-TB/VPĐU

An Lạc, ngày 3 tháng 4 năm 2019

THÔNG BÁO
lịch công tác tuần

Văn phòng thông báo lịch làm việc của Thường trực.
"""
JOINT = """ĐẢNG ỦY XÃ AN LẠC
BAN XÂY DỰNG ĐẢNG - TRẠM Y TẾ XÃ
*
Số 04-CTr/BXDĐ-TYT

An Lạc, ngày 3 tháng 4 năm 2019

CHƯƠNG TRÌNH PHỐI HỢP
truyền thông sức khỏe năm 2019

Hai bên phối hợp tuyên truyền.
"""


@pytest.mark.parametrize(
    ("issuer", "parent", "symbol", "names"),
    [
        ("VĂN PHÒNG", "HUYỆN ỦY AN LẠC", "TB/VPHU", ["VĂN PHÒNG HUYỆN ỦY AN LẠC"]),
        ("THANH TRA", "UBND HUYỆN AN LẠC", "KL-TTr", ["THANH TRA UBND HUYỆN AN LẠC"]),
        ("VĂN PHÒNG", None, "TB/VP", ["VĂN PHÒNG"]),
        ("BAN TUYÊN GIÁO", "HUYỆN ỦY AN LẠC", "KH/BTGHU", ["BAN TUYÊN GIÁO"]),
        (
            "BAN TUYÊN GIÁO - HỘI KHUYẾN HỌC", "HUYỆN ỦY AN LẠC", "CTr/BTG-HKH",
            ["BAN TUYÊN GIÁO", "HỘI KHUYẾN HỌC"],
        ),
        (
            "BAN DÂN VẬN – CÔNG AN HUYỆN", None, "KH/BDV-CAH",
            ["BAN DÂN VẬN", "CÔNG AN HUYỆN"],
        ),
        # One body whose name has a dash, or one whose number is not joint.
        (
            "PHÒNG VĂN HÓA - XÃ HỘI XÃ", None, "KH/PVH-XH",
            ["PHÒNG VĂN HÓA - XÃ HỘI XÃ"],
        ),
        (
            "BAN TUYÊN GIÁO - TRUNG TÂM CHÍNH TRỊ", None, "KH/BTG",
            ["BAN TUYÊN GIÁO - TRUNG TÂM CHÍNH TRỊ"],
        ),
        (None, "HUYỆN ỦY AN LẠC", "KH/HU", []),
    ],
)  # fmt: skip
def test_who_issues_a_paper(
    issuer: str | None, parent: str | None, symbol: str, names: list[str]
) -> None:
    header = {"issuer": issuer, "parent": parent, "symbol": symbol}

    assert [name for name, _also, _place in issuers_of(header, {})] == names


def test_an_office_is_linked_by_the_body_above_it(cast: Cast) -> None:
    ours = AgencyFactory.create(name="Văn phòng Đảng ủy xã An Lạc")
    AgencyFactory.create(name="Văn phòng Đảng ủy xã Bình Minh")

    intake = receive_text(OFFICE, by=cast.issuer, at=NOW)

    fact = intake.facts.get(kind=FactKind.AGENCY)
    assert fact.value["also"] == ["VĂN PHÒNG"]
    sure = suggest([fact], cast.issuer)[fact.pk].sure
    assert sure is not None
    assert sure.pk == ours.pk


def test_a_joint_head_is_two_agencies_where_each_stands(client: Client, cast: Cast) -> None:
    intake = receive_text(JOINT, by=cast.issuer, at=NOW)

    found = intake.facts.filter(kind=FactKind.AGENCY)
    assert [fact.label for fact in found] == ["BAN XÂY DỰNG ĐẢNG", "TRẠM Y TẾ XÃ"]
    assert [intake.text[fact.start : fact.end] for fact in found] == [
        "BAN XÂY DỰNG ĐẢNG", "TRẠM Y TẾ XÃ",
    ]  # fmt: skip
    client.force_login(cast.issuer)
    assert client.get(intake.get_absolute_url()).status_code == 200


def test_those_who_hold_a_meeting_together_are_agencies_of_their_own(cast: Cast) -> None:
    text = (
        "Ký kết quy chế phối hợp\nSáng 5/3/2019, Công an xã An Lạc và Đoàn Thanh niên xã An Lạc tổ "
        "chức hội nghị ký kết quy chế phối hợp bảo đảm an ninh trật tự."
    )
    intake = receive_text(text, by=cast.issuer, at=NOW)

    facts = intake.facts.filter(kind=FactKind.AGENCY).order_by("order")
    assert [fact.value["name"] for fact in facts] == [
        "Công an xã An Lạc",
        "Đoàn Thanh niên xã An Lạc",
    ]
