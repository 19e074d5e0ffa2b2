"""References to documents, one row each."""

import pytest

from phoihop.reader import read


def documents_in(text: str) -> list[tuple[object, ...]]:
    return [
        (each.kind, each.number, each.symbol, each.date, each.ordinal)
        for each in read(f"Tin huyện\n{text}").documents
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "theo Kế hoạch số 14-KH/HU ngày 21/02/2021 của Huyện ủy.",
            ("KH", 14, "KH/HU", "2021-02-21", None),
            id="party-symbol-and-date",
        ),
        pytest.param(
            "Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ",
            ("NĐ", 63, "2010/NĐ-CP", "2010-06-08", None),
            id="state-symbol-and-long-date",
        ),
        pytest.param(
            "thực hiện chỉ thị 05 của Bộ Chính trị",
            ("CT", 5, None, None, None),
            id="number-alone",
        ),
        pytest.param(
            "Nghị quyết số 33 – NQ/TW của Ban Chấp hành Trung ương",
            ("NQ", 33, "NQ/TW", None, None),
            id="blanks-around-the-dash",
        ),
        pytest.param(
            "kế hoạch số 08 KH – ĐTT ngày 12/4/2021",
            ("KH", 8, "KH – ĐTT", "2021-04-12", None),
            id="blank-for-the-dash",
        ),
        pytest.param(
            "nghị quyết số 102/2014/NĐ-CP", ("NĐ", 102, "2014/NĐ-CP", None, None), id="symbol-wins"
        ),
        pytest.param(
            "Chương trình hành động số 41-CT/TU",
            ("CTHĐ", 41, "CT/TU", None, None),
            id="ambiguous-letters-leave-the-word",
        ),
        pytest.param("Nghị quyết 30c/NQ-CP", ("NQ", 30, "NQ-CP", None, None), id="letter-behind"),
        pytest.param(
            "Nghị quyết TW4 khóa XII", ("NQ", None, None, None, "4/XII"), id="session-short"
        ),
        pytest.param(
            "nghị quyết trung ương 8 khóa 11", ("NQ", None, None, None, "8/XI"), id="arabic-term"
        ),
        pytest.param(
            "Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương khóa XII",
            ("NQ", None, None, None, "5/XII"),
            id="session-in-words",
        ),
        pytest.param(
            "Nghị quyết Đại hội XIII của Đảng", ("NQ", None, None, None, "ĐH XIII"), id="congress"
        ),
        pytest.param(
            "Nghị quyết Đại hội đại biểu Đảng bộ huyện Bình An lần thứ XXII",
            ("NQ", None, None, None, "ĐH XXII"),
            id="local-congress",
        ),
        pytest.param(
            "Luật Trồng cây ngày 08 tháng 7 năm 2001",
            ("L", None, None, "2001-07-08", None),
            id="law-by-date",
        ),
        pytest.param(
            "Căn cứ Luật Trồng cây gây\nrừng ngày 08 tháng 7 năm 2001;",
            ("L", None, None, "2001-07-08", None),
            id="law-whose-name-goes-on-behind-a-line-end",
        ),
        pytest.param(
            "kèm theo Quyết định số: 59/QĐ-UBND\nNgày 22 tháng\n7 năm 2021 của UBND xã",
            ("QĐ", 59, "QĐ-UBND", "2021-07-22", None),
            id="day-in-a-line-of-its-own",
        ),
        pytest.param(
            "Quyết định số 59/QĐ-UBND\nNgày 22/7/2021, xã họp",
            ("QĐ", 59, "QĐ-UBND", None, None),
            id="day-of-the-next-sentence",
        ),
        pytest.param(
            "nghị quyết hội nghị lần thứ X – BCH Trung ương Đảng khóa XI",
            ("NQ", None, None, None, "10/XI"),
            id="session-before-a-dash",
        ),
        ("Nghị định 03/2031 của Chính phủ", ("NĐ", 3, "2031", None, None)),
        ("Thông tư 8/2031 của Bộ Mít", ("TT", 8, "2031", None, None)),
        ("Quyết định 217/2031 của Thủ tướng", ("QĐ", 217, "2031", None, None)),
        ("Thực hiện Thông tư 22/2031.", ("TT", 22, "2031", None, None)),
        ("theo Nghị quyết số 30/2031. Xã họp", ("NQ", 30, "2031", None, None)),
        ("Thông tư số 22/2031 điều 5 nêu rõ", ("TT", 22, "2031", None, None)),
        ("Nghị định 15/2031 - nay đã đổi", ("NĐ", 15, "2031", None, None)),
        ("Nghị định 03/2031/NĐ-CP", ("NĐ", 3, "2031/NĐ-CP", None, None)),
        ("Quyết định số 0 1/QĐ-VKS ngày 5/3/2031", ("QĐ", 1, "QĐ-VKS", "2031-03-05", None)),
        ("Kế hoạch số 0 12/KH-HĐ ngày 5/3/2031", ("KH", 12, "KH-HĐ", "2031-03-05", None)),
        (
            "Báo cáo thẩm định số 814/STP-VB ngày 5/3/2031 của Sở Mít",
            ("BC", 814, "STP-VB", "2031-03-05", None),
        ),
        (
            "Tờ trình liên ngành số 12/STC-SNV ngày 5/3/2031",
            ("TTr", 12, "STC-SNV", "2031-03-05", None),
        ),
        (
            "Quy chế phối hợp số 56/QCPH-DQ-ƯPM ngày 5/3/2031",
            ("QC", 56, "QCPH-DQ-ƯPM", "2031-03-05", None),
        ),
        ("Chỉ thị số 5-CT/HU - Một số điểm mới", ("CT", 5, "CT/HU", None, None)),
        ("Kế hoạch số 6-KH/HU - Về sau", ("KH", 6, "KH/HU", None, None)),
        ("Chỉ thị số 5 - CT - Tw ngày 5/3/2031", ("CT", 5, "CT - Tw", "2031-03-05", None)),
        (
            "Thông tư số 9/2031/TTLT-BM-BC của liên Bộ: Mít - Cam - Ba, ngày 5/3/2031 về rừng",
            ("TT", 9, "2031/TTLT-BM-BC", "2031-03-05", None),
        ),
    ],
)
def test_a_reference(text: str, expected: tuple[object, ...]) -> None:
    assert documents_in(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "các chỉ thị, nghị quyết của Trung ương",
        "kế hoạch 5 năm 2021-2025",
        "báo cáo 6 tháng đầu năm",
        "Luật Đất đai năm 2013",
        "nghị quyết đại hội đảng bộ các cấp nhiệm kỳ 2020-2025",
        "chương trình 5 bước",
        "nghị định số 31/02",
        "ra nghị quyết 10/2031 của tháng ấy",
        "Quyết định 5/2031",
        "thông qua nghị quyết 45/2031 phiếu",
        "nghị quyết 30/2031 đại biểu tán thành",
        "Nghị quyết 30/2031 xã đã làm",
        "Nghị định số 15/2031.6",
        "Báo cáo thẩm định số 814/STP-VB",
        "Luật Trồng cây\nNgày 08 tháng 7 năm 2001, xã họp",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert documents_in(text) in ([], [("NĐ", 31, None, None, None)])


def test_numbers_of_one_list_share_the_issuer() -> None:
    found = read("Tin\nQuyết định số 217-QĐ/TW, số 218-QĐ/TW của Bộ Chính trị.").documents

    assert [(each.number, each.issuer) for each in found] == [
        (217, "Bộ Chính trị"),
        (218, "Bộ Chính trị"),
    ]


def test_two_mentions_are_one_document_with_all_that_is_known() -> None:
    text = "Tin\nChỉ thị 05 của Bộ Chính trị. Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị."

    assert documents_in(text) == [("CT", 5, "CT/TW", "2016-05-15", None)]


def test_one_number_of_two_issuers_is_two_documents() -> None:
    text = "Tin\nNghị quyết số 18 của Trung ương Đảng. Nghị quyết số 18-NQ/HU của Huyện ủy Bình An."

    assert len(documents_in(text)) == 2


def test_an_impossible_day_is_no_date() -> None:
    assert documents_in("Quyết định số 5-QĐ/HU ngày 31/02/2020") == [("QĐ", 5, "QĐ/HU", None, None)]
