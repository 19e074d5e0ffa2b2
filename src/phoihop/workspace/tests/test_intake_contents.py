"""What becomes an agreement or a content of one, and what is only said around it."""

import pytest

from conftest import NOW, Cast
from phoihop.workspace.intake.further import further_facts, with_own_agreement
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.models import FactKind

PLAN = """ỦY BAN NHÂN DÂN
XÃ BÌNH AN
-------
Số: 41/KH-UBND
Bình An, ngày 12 tháng 3 năm 2027

KẾ HOẠCH
Phối hợp phòng, chống đuối nước năm 2027

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Giảm số vụ đuối nước trên địa bàn.
2. Yêu cầu
- Các đơn vị phối hợp chặt chẽ, thường xuyên.

II. NỘI DUNG
1. Phòng Văn hóa - Xã hội
- Mở lớp dạy bơi trước ngày 30/5/2027.
2. Đề nghị Huyện đoàn
- Cắm biển cảnh báo trong tháng 4/2027.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Lâm
"""


def _item(text: str, heading: str, *parties: str) -> dict[str, object]:
    named = [{"name": name, "start": 0, "end": 1, "text": name} for name in parties]
    return {"start": 0, "end": 1, "text": text, "heading": heading, "parties": named}


def _paper(kind: str, *items: dict[str, object]) -> dict[str, object]:
    subject = {"name": "Phối hợp năm 2027", "start": 0, "end": 1, "text": "x"}
    header = {"kind": kind, "evidence": {"subject": subject}}
    return {"header": header, "agreements": [], "items": list(items)}


def test_a_plan_of_one_issuer_that_asks_things_of_others_is_no_agreement(cast: Cast) -> None:
    intake = receive_text(PLAN, name="Kế hoạch", by=cast.issuer, at=NOW)

    assert not intake.facts.filter(kind=FactKind.AGREEMENT).exists()
    contents = [fact.value["text"] for fact in intake.facts.filter(kind=FactKind.ITEM)]
    assert contents == [
        "Mở lớp dạy bơi trước ngày 30/5/2027",
        "Cắm biển cảnh báo trong tháng 4/2027",
    ]


@pytest.mark.parametrize(
    ("kind", "parties", "is_one"),
    [
        ("CTr", ("Trạm Y tế xã", "Công an xã"), True),
        ("QC", ("Trạm Y tế xã", "Công an xã"), True),
        ("KH", ("Trạm Y tế xã", "Công an xã"), False),
        ("CTr", ("Trạm Y tế xã",), False),
        ("CTr", ("Trạm Y tế xã", "các cơ quan"), False),
    ],
)
def test_a_programme_is_an_agreement_where_two_bodies_answer_for_its_contents(
    kind: str, parties: tuple[str, ...], *, is_one: bool
) -> None:
    paper = _paper(kind, *(_item("Gửi số liệu", "Trách nhiệm", party) for party in parties))

    assert bool(with_own_agreement(paper)["agreements"]) is is_one


@pytest.mark.parametrize(
    ("heading", "text", "is_content"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", "Nâng cao nhận thức", False),
        ("Mục tiêu cụ thể", "Nâng cao nhận thức", False),
        ("Yêu cầu", "Nâng cao nhận thức", False),
        ("Yêu cầu đối với Trạm Y tế", "Gửi số liệu", True),
        ("Tổ chức thực hiện", "Phân công thực hiện:", False),
        ("Tổ chức thực hiện", "Phân công: Trạm Y tế gửi số liệu", True),
    ],
)
def test_aims_and_lines_that_announce_a_table_are_no_contents(
    heading: str, text: str, *, is_content: bool
) -> None:
    cards, _cut = further_facts(_paper("CTr", _item(text, heading)))

    assert bool(cards) is is_content
