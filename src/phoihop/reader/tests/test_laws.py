"""Days of laws and of what stands behind them; every name is made up."""

import pytest

from phoihop.reader import read


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        (
            "VỀ CHẤP HÀNH PHÁP LUẬT VỀ NGÂN SÁCH\nThực hiện Chỉ thị số 31/CT-TTg ngày 08/11/2030"
            " của Thủ tướng Chính phủ.",
            [("CT", 31, "2030-11-08")],
        ),
        (
            "Căn cứ Luật Thi đua, khen thưởng, Nghị định 121/2030/NĐ-CP ngày 30/9/2030;",
            [("NĐ", 121, "2030-09-30")],
        ),
        ("Căn cứ Luật Đất đai ngày 26 tháng 11 năm 2030;", [("L", None, "2030-11-26")]),
        ("Hỏi về Luật Phòng, chống ma túy; ngày 25/10/2030 trao giải.", []),
    ],
)
def test_the_day_of_a_law(text: str, documents: list[tuple[str, int | None, str | None]]) -> None:
    found = read(text, "official").documents

    assert [(each.kind, each.number, each.date) for each in found] == documents
