"""Numbers, letters and days of documents named several at once."""

import pytest

from phoihop.reader import read
from phoihop.reader.tests.test_documents import documents_in


@pytest.mark.parametrize(
    ("told", "days"),
    [
        pytest.param(
            "theo Quy định số 293-QĐ/TW, số 294-QĐ/TW ngày 23/3/2031 của Ban Bí thư.",
            ["2031-03-23", "2031-03-23"], id="a-list-of-one-day",
        ),
        pytest.param(
            "theo Nghị quyết số 18-NQ/TW, 19-NQ/TW và 20-NQ/TW ngày 25/10/2031.",
            ["2031-10-25"] * 3, id="three-of-one-day",
        ),
        pytest.param(
            "theo Nghị định số 12/2030/NĐ-CP, số 15/2031/NĐ-CP ngày 5/3/2031.",
            [None, "2031-03-05"], id="of-two-years",
        ),
        pytest.param(
            "theo Nghị quyết số 21-NQ/TW và Nghị quyết số 35-NQ/TW ngày 22/10/2018.",
            [None, "2018-10-22"], id="two-papers",
        ),
        pytest.param(
            "theo Chỉ thị số 21-CT/TU ngày 30/4/75 và Quyết định số 12/QĐ-UB ngày 12/6/98.",
            ["1975-04-30", "1998-06-12"], id="two-digits-of-the-century-before",
        ),
        pytest.param(
            "theo Nghị định số 12/2031/NĐ-CP ngày 1/2/2031, số 15/2031/NĐ-CP ngày 5/3/2031.",
            ["2031-02-01", "2031-03-05"], id="each-of-its-own",
        ),
    ],
)  # fmt: skip
def test_days_of_a_list(told: str, days: list[str | None]) -> None:
    assert [each[3] for each in documents_in(f"Việc tổ chức được làm {told}")] == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("Ngày 5/2/2032, Huyện ủy đã ban hành Quyết định số 17.", "2032-02-05",
                     id="the-day-in-the-sentence"),
        pytest.param("20:50, 30/12/2032 [GMT+7]\n.\nTỉnh ủy vừa ban hành Quyết định số 17.", None,
                     id="the-hour-of-posting"),
    ],
)  # fmt: skip
def test_a_day_before_the_document(text: str, day: str | None) -> None:
    (found,) = documents_in(text)

    assert (found[1], found[3]) == (17, day)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        pytest.param(
            "Học tập NQ số 21 và NQ TW4 khóa XI.", [("NQ", 21, None), ("NQ", None, "4/XI")],
            id="kinds-in-short",
        ),
        pytest.param("Thực hiện 18-NQ/TW ngày 5/3/2031.", [("NQ", 18, None)], id="within-a-symbol"),
        pytest.param(
            "Học tập Nghị quyết Hội nghị lần thứ 6, lần thứ 7 của Ban Chấp hành Trung ương khóa"
            " XII.", [("NQ", None, "6/XII"), ("NQ", None, "7/XII")], id="two-sessions",
        ),
        pytest.param(
            "Học tập Nghị quyết Trung ương 4, 5 và 6 (khóa XIV).",
            [("NQ", None, "4/XIV"), ("NQ", None, "5/XIV"), ("NQ", None, "6/XIV")],
            id="three-sessions",
        ),
        pytest.param("Thực hiện Nghị quyết Đại hội Đảng bộ Khối nhiệm kỳ 2030-2035.", [],
                     id="no-number-of-a-congress"),
        pytest.param("Hỗ trợ theo đề án 30a và Chương trình 135.",
                     [("ĐA", 30, None), ("CTr", 135, None)], id="programmes-known-by-number"),
        pytest.param("Xây dựng chương trình 120 phút và đề án 5 năm.", [], id="amounts"),
    ],
)  # fmt: skip
def test_kinds_numbers_and_sessions(
    told: str, found: list[tuple[str, int | None, str | None]]
) -> None:
    assert [(each[0], each[1], each[4]) for each in documents_in(told)] == found


def test_a_day_said_of_two_documents_of_one_kind() -> None:
    told = "Căn cứ Quyết định số 217-QĐ/TW và Quyết định số 218-QĐ/TW ngày 12/12/2033;"

    assert [each[3] for each in documents_in(told)] == ["2033-12-12"] * 2


def test_a_number_that_counts_is_no_document() -> None:
    told = "Chương trình 200 căn nhà và Đề án 100 vườn mẫu đã xong; Chương trình 500 suất quà."

    assert not documents_in(f"Tin huyện\n{told}")
    assert len(documents_in("Tin huyện\nChương trình 135 của Chính phủ đã xong.")) == 1


def test_a_paper_may_amend_one_of_its_number() -> None:
    head = (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "HUYỆN BA MÍT\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 12/2031/QĐ-UBND\tBa Mít, ngày 5 tháng 3 năm 2031\n"
        "QUYẾT ĐỊNH\nSửa đổi quy định về trồng cây\n"
    )
    cited = "Căn cứ Quyết định số 12/{}/QĐ-UBND ngày 5 tháng {} năm {} của Ủy ban nhân dân huyện;\n"

    earlier = read(head + cited.format(2030, 1, 2030), kind="official").documents
    itself = read(head + cited.format(2031, 3, 2031), kind="official").documents

    assert [document.date for document in earlier] == ["2030-01-05"]
    assert not itself


@pytest.mark.parametrize(
    "asked",
    [
        "UBND huyện giao Công an huyện xây dựng kế hoạch phối hợp với Hội Nông dân huyện.",
        "Đề nghị góp ý dự thảo quy chế phối hợp giữa Công an huyện và Hội Nông dân huyện.",
    ],
)
def test_what_a_letter_only_asks_for_is_no_agreement(asked: str) -> None:
    head = (
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "HUYỆN BA MÍT\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 12/UBND-NC\tBa Mít, ngày 5 tháng 3 năm 2031\n"
        "V/v trật tự xã hội\nKính gửi: Các phòng\n"
    )

    assert not read(f"{head}{asked}\n", kind="official").agreements


def test_the_day_of_a_paper_in_a_row_of_a_table() -> None:
    reading = read(
        "Hội nghị bàn việc chăm cây.\nStt\tSố\tNgày\tTrích yếu\n1\t12/KH-UBND\t05/3/2030\tTrồng"
        " cây\n2\t13/SNV-VP\t06/3/2030\tNghỉ lễ\n3\t14/QĐ-UBND\t5/2030 cây\n"
    )

    found = [(each.kind, each.number, each.date) for each in reading.documents]
    assert found == [("KH", 12, "2030-03-05"), ("CV", 13, "2030-03-06"), ("QĐ", 14, None)]


@pytest.mark.parametrize(
    "text",
    ["Mẫu số 01/KH-UBND", "Phụ lục số 02/BC-TK", "Biểu số: 03/TB-XYZ", "điện thoại số 02/KH-TC"],
)
def test_the_number_of_a_form_is_no_paper(text: str) -> None:
    assert read(f"Các xã báo cáo theo {text} gửi kèm.").documents == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công văn số 1.234/UBND-TH ngày 05/3/2030", ("CV", 1234, "UBND-TH", "2030-03-05")),
        ("Quyết định số 12/QĐ-UBND ngày05/3/2030", ("QĐ", 12, "QĐ-UBND", "2030-03-05")),
        ("Văn bản số 345/SGDĐT-VP ngày 5/3/2030", ("CV", 345, "SGDĐT-VP", "2030-03-05")),
        ("Đề án 06, các xã làm tốt", ("ĐA", 6, None, None)),
    ],
)
def test_numbers_and_days_as_they_are_written(
    text: str, expected: tuple[str, int, str | None, str | None]
) -> None:
    (found,) = read(f"Thực hiện {text}.").documents

    assert (found.kind, found.number, found.symbol, found.date) == expected
