"""Whole invented texts with the facts they hold."""

from typing import Any

import pytest

from phoihop.reader import read, to_json
from phoihop.reader.tests import texts


def facts_of(text: str) -> dict[str, Any]:
    answer = to_json(read(text))
    return {
        "people": {
            person["name"]: ([post["title"] for post in person["positions"]], person["roles"])
            for person in answer["people"]
        },
        "documents": [
            (each["kind"], each["number"], each["symbol"], each["date"], each["ordinal"])
            for each in answer["documents"]
        ],
        "event": answer["event"]
        and {
            key: answer["event"][key]
            for key in ("kind", "date", "session", "host", "chair", "period")
        },
        "agreements": [
            (each["kind"], [party["name"] for party in each["parties"]], each["from"], each["to"])
            for each in answer["agreements"]
        ],
    }


def test_a_signing() -> None:
    assert facts_of(texts.SIGNING) == {
        "people": {
            "Vũ Thị Lụa": (
                ["Ủy viên Ban Thường vụ Huyện ủy", "Trưởng Ban Tuyên giáo Huyện ủy"],
                ["chair", "speaker"],
            ),
            "Trần Văn Tấm": (["Phó Chủ tịch UBND huyện"], ["attendee"]),
            "LÊ THỊ THÓC": ([], ["author"]),
        },
        "documents": [
            ("CT", 5, "CT/TW", "2016-05-15", None),
            ("NQ", None, None, None, "4/XII"),
        ],
        "event": {
            "kind": "signing",
            "date": "2024-03-15",
            "session": "morning",
            "host": "Ban Tuyên giáo Huyện ủy Bình An",
            "chair": ["Vũ Thị Lụa"],
            "period": "2024-2026",
        },
        "agreements": [
            (
                "programme",
                ["Ban Tuyên giáo Huyện ủy Bình An", "Phòng Giáo dục và Đào tạo huyện"],
                2024,
                2026,
            )
        ],
    }


def test_a_review_with_its_plan() -> None:
    found = facts_of(texts.REVIEW)

    assert found["people"] == {
        "Phạm Văn Gạo": (["Phó Bí thư Thường trực Huyện ủy"], ["chair", "speaker"]),
        "Đỗ Thị Bưởi": (["UVBTV", "Trưởng ban Dân vận Huyện ủy"], ["chair"]),
        "Minh Khoai": ([], ["author"]),
    }
    assert found["documents"] == [("QĐ", 218, None, "2013-12-12", None)]
    assert found["event"] == {
        "kind": "review",
        "date": "2023-07-03",
        "session": "afternoon",
        "host": "Ban Dân vận Huyện ủy",
        "chair": ["Phạm Văn Gạo", "Đỗ Thị Bưởi"],
        "period": "2023-H2",
    }


def test_a_visit_led_by_a_person_has_no_host() -> None:
    found = facts_of(texts.VISIT)

    assert found["event"]["kind"] == "visit"
    assert found["event"]["host"] is None
    assert found["event"]["date"] == "2022-10-09"
    assert found["people"]["Bùi Văn Vải"] == (["Chủ tịch UBND xã Đồng Mơ"], ["attendee"])
    assert "speaker" in found["people"]["Ngô Thị Na"][1]
    assert found["documents"] == [("NĐ", 59, "2023/NĐ-CP", "2023-08-14", None)]


def test_a_feature_has_no_event() -> None:
    found = facts_of(texts.FEATURE)

    assert found["event"] is None
    assert found["people"] == {
        "Lại Thị Ổi": (["Chủ tịch Hội Nông dân xã Đồng Mơ"], ["speaker"]),
        "Thanh Dừa": ([], ["author"]),
    }


def test_a_plan_of_a_party_board() -> None:
    answer = to_json(read(texts.PARTY_PLAN))
    header = answer["header"]

    assert answer["kind"] == "official"
    assert header["issuer"] == "BAN TUYÊN GIÁO"
    assert header["parent"] == "HUYỆN ỦY BÌNH AN"
    assert (header["number"], header["symbol"], header["kind"]) == (7, "KH/BTGHU", "KH")
    assert (header["place"], header["date"]) == ("Bình An", "2024-02-05")
    assert header["subject"] == "tuyên truyền kỷ niệm các ngày lễ lớn trong năm 2024"
    assert [each["symbol"] for each in answer["documents"]] == ["HD/BTGTU"]
    assert [(each["name"], each["roles"]) for each in answer["people"]] == [
        ("Vũ Thị Lụa", ["signer"])
    ]


@pytest.mark.parametrize("kind", ["report", ""])
def test_only_two_kinds_may_be_asked_for(kind: str) -> None:
    with pytest.raises(ValueError, match="kind"):
        read("x", kind)
