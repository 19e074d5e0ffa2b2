"""The same facts from the same text, however a converter or a typist has mangled it."""

import textwrap
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from phoihop.reader import Reading, extract, read, to_json
from phoihop.reader.tests import texts
from phoihop.reader.tests.test_evidence import check
from phoihop.vntext.tests.encoders import encode_tcvn3, encode_vni

Mangler = Callable[[str], str]


def facts(reading: Reading) -> dict[str, Any]:
    """Everything found, without offsets, in comparable form."""
    answer = to_json(reading)
    same = unicodedata.normalize
    event = answer["event"]
    return {
        "people": [
            (
                same("NFC", " ".join(person["name"].split())),
                [post["title"] for post in person["positions"]],
                person["roles"],
            )
            for person in answer["people"]
        ],
        "documents": [
            (each["kind"], each["number"], each["symbol"], each["date"], each["ordinal"])
            for each in answer["documents"]
        ],
        "event": event
        and [event[key] for key in ("kind", "date", "session", "host", "chair", "period")],
        "agreements": [
            (each["kind"], [party["name"] for party in each["parties"]], each["from"], each["to"])
            for each in answer["agreements"]
        ],
        "header": answer["header"]
        and [
            answer["header"][key]
            for key in ("issuer", "parent", "number", "symbol", "place", "date", "kind", "subject")
        ],
    }


def broken(width: int) -> Mangler:
    """Break every paragraph to a width, as text taken from a PDF is."""

    def mangle(text: str) -> str:
        return "\n".join(
            "\n".join(textwrap.wrap(line, width, break_on_hyphens=False))
            if len(line) > width
            else line
            for line in text.split("\n")
        )

    return mangle


def old_tones(text: str) -> str:
    """Place the tone marks the other way: "hoà", "uỷ"."""
    for new, old in (("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("ủy", "uỷ"), ("úy", "uý")):
        text = text.replace(new, old).replace(new.capitalize(), old.capitalize())
        text = text.replace(new.upper(), old.upper())
    return text.replace("Ủy", "Uỷ")


MANGLERS: dict[str, Mangler] = {
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "hard-blanks": lambda text: text.replace(" ", "\u00a0"),
    "thin-blanks": lambda text: text.replace(", ", ",\u2009"),
    "dos-lines": lambda text: text.replace("\n", "\r\n"),
    "zero-width": lambda text: text.replace(" ", " \u200b"),
    "byte-order-mark": lambda text: "\ufeff" + text,
    "double-blanks": lambda text: text.replace(". ", ".  "),
    "blank-lines": lambda text: text.replace("\n", "\n\n\n"),
}
REPORTS = {"signing": texts.SIGNING, "review": texts.REVIEW, "visit": texts.VISIT}


@pytest.mark.parametrize("text", REPORTS.values(), ids=REPORTS.keys())
@pytest.mark.parametrize("mangle", MANGLERS.values(), ids=MANGLERS.keys())
def test_the_same_facts_in_other_forms(text: str, mangle: Mangler) -> None:
    source = mangle(text)
    reading = read(source)

    assert facts(reading) == facts(read(text))
    check(reading, source)


@pytest.mark.parametrize("text", REPORTS.values(), ids=REPORTS.keys())
def test_the_same_facts_with_the_old_tone_marks(text: str) -> None:
    def settled(found: object) -> str:
        return old_tones(str(found))

    source = old_tones(text)
    reading = read(source)

    assert settled(facts(reading)) == settled(facts(read(text)))
    check(reading, source)


REST = (
    "Qua giám sát cho thấy, xã đã quan tâm chỉ đạo các thôn trồng cây, nạo vét kênh mương, sửa"
    " sang đường làng; các chỉ tiêu của năm đều đạt và vượt, đời sống của bà con trong xã từng bước"
    " được nâng lên. Tuy vậy, việc ghi chép sổ sách ở một số thôn còn chậm, cán bộ làm công tác"
    " thống kê còn kiêm nhiệm nhiều việc, kinh phí dành cho tập huấn còn ít so với nhu cầu.\n"
)


@pytest.mark.parametrize("width", [60, 72, 85])
@pytest.mark.parametrize("text", [texts.SIGNING, texts.VISIT + REST], ids=["signing", "visit"])
def test_the_same_facts_from_broken_lines(text: str, width: int) -> None:
    source = broken(width)(text)
    reading = read(source)

    assert facts(reading) == facts(read(text))
    check(reading, source)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HUYỆN ỦY BÌNH AN\tĐẢNG CỘNG SẢN VIỆT NAM", "tab"),
        ("HUYỆN ỦY BÌNH AN          ĐẢNG CỘNG SẢN VIỆT NAM", "gap"),
        ("HUYỆN ỦY BÌNH AN | ĐẢNG CỘNG SẢN VIỆT NAM", "bar"),
        ("HUYỆN ỦY BÌNH AN ĐẢNG CỘNG SẢN VIỆT NAM", "one blank"),
        ("HUYỆN ỦY BÌNH AN\nĐẢNG CỘNG SẢN VIỆT NAM", "below"),
    ],
)
def test_a_head_in_two_columns(text: str, expected: str) -> None:
    source = (
        f"{text}\nBAN TUYÊN GIÁO\n*\nSố 05 - HD/BTGHU\tBình An, ngày 02 tháng 3 năm 2031\n\n"
        "HƯỚNG DẪN\ntuyên truyền kỷ niệm ngày lập huyện\n-----\nBan Tuyên giáo hướng dẫn như sau:"
    )

    assert facts(read(source))["header"] == [
        "BAN TUYÊN GIÁO", "HUYỆN ỦY BÌNH AN", 5, "HD/BTGHU", "Bình An", "2031-03-02", "HD",
        "tuyên truyền kỷ niệm ngày lập huyện",
    ], expected  # fmt: skip


def test_a_head_whose_columns_run_into_each_other() -> None:
    source = (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "HUYỆN BÌNH AN Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/KH-UBND Bình An, ngày 5 tháng 3 năm 2031\n"
        "KẾ HOẠCH\nThực hiện Chỉ thị số 05-CT/TW trong năm 2031\n\nThực hiện Chỉ thị, UBND ..."
    )

    assert facts(read(source))["header"] == [
        "ỦY BAN NHÂN DÂN HUYỆN BÌNH AN", None, 12, "KH-UBND", "Bình An", "2031-03-05", "KH",
        "Thực hiện Chỉ thị số 05-CT/TW trong năm 2031",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số:        /BC-MTTQ", None, "BC-MTTQ"),
        ("Số: ....../BC-MTTQ", None, "BC-MTTQ"),
        ("Số: 07 /BC-MTTQ", 7, "BC-MTTQ"),
        ("Số : 07/BC-MTTQ", 7, "BC-MTTQ"),
        ("Số 07 - BC/MTTQ", 7, "BC/MTTQ"),
        ("Số: 07-BC/MTTQ", 7, "BC/MTTQ"),
        ("Số: 07/2031/BC-MTTQ", 7, "2031/BC-MTTQ"),
    ],
)
def test_the_line_of_number_and_symbol(line: str, number: int | None, symbol: str) -> None:
    source = (
        f"UBND HUYỆN BÌNH AN\nỦY BAN MTTQ\n{line}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nBình An, ngày 04 tháng 8 năm 2031\nBÁO CÁO\nKết quả công tác"
    )
    header = read(source).header

    assert header is not None
    assert (header.number, header.symbol) == (number, symbol)


@pytest.mark.parametrize(
    "written",
    [
        "Chỉ thị số 05-CT/TW", "Chỉ thị số 05 - CT/TW", "Chỉ thị 05-CT/TW", "Chỉ thị số: 05-CT/TW",
        "CHỈ THỊ SỐ 05-CT/TW", "Chỉ thị sô 05-CT/TW", "Chỉ thị số 05 -CT/TW", "Chỉ thị số 5–CT/TW",
    ],
)  # fmt: skip
def test_one_symbol_in_many_spellings(written: str) -> None:
    found = read(f"Tin huyện\nHuyện ủy triển khai {written} của Bộ Chính trị.").documents

    assert [(each.kind, each.number, (each.symbol or "").replace(" ", "")) for each in found] == [
        ("CT", 5, "CT/TW")
    ]


@pytest.mark.parametrize("centre", ["TW", "TƯ", "T.Ư", "T.W", "Trung ương"])
@pytest.mark.parametrize("term", ["khóa XII", "khoá XII", "(khóa XII)", "khóa 12", "Khóa 12"])
def test_a_session_in_many_spellings(centre: str, term: str) -> None:
    found = read(f"Tin huyện\nHọc tập Nghị quyết {centre} 4 {term} về xây dựng Đảng.").documents

    assert [each.ordinal for each in found] == ["4/XII"]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("ngày 5/4/2031", "2031-04-05"), ("ngày 05/04/2031", "2031-04-05"),
        ("ngày 5-4-2031", "2031-04-05"), ("ngày 5.4.2031", "2031-04-05"),
        ("ngày 5 tháng 4 năm 2031", "2031-04-05"), ("ngày 05 tháng 4 năm 2031", "2031-04-05"),
        ("ngày 5 / 4 / 2031", "2031-04-05"), ("ngày 5/4", "2031-04-05"),
        ("ngày 5-4", "2031-04-05"), ("ngày 5.4", "2031-04-05"), ("5/4", "2031-04-05"),
        ("ngày 5 tháng 4", "2031-04-05"), ("(5/4)", "2031-04-05"),
    ],
)  # fmt: skip
def test_days_in_many_spellings(written: str, date: str) -> None:
    event = read(
        f"Huyện Bình An tổng kết năm 2030, triển khai nhiệm vụ năm 2031\nSáng {written}, UBND huyện"
        " Bình An tổ chức hội nghị tổng kết.",
        "news",
    ).event

    assert event is not None
    assert event.date is not None
    assert (event.date.date, event.session) == (date, "morning")


def test_run_together_words_do_not_swallow_a_name() -> None:
    found = read(
        "Tin huyện\nLãnhđạo huyện dự. Phát biểu tại buổi lễ,đồng chí Vũ Thị Lụa,Bí thư Huyện ủy"
        " đề nghị các xã cố gắng.Kết luận hội nghị, đồng chí cảm ơn."
    ).people

    assert [(each.name, [post.title for post in each.positions]) for each in found] == [
        ("Vũ Thị Lụa", ["Bí thư Huyện ủy"])
    ]


def test_captions_and_credits_end_a_sentence() -> None:
    found = read(
        "Huyện Bình An gặp mặt cán bộ hưu trí\nSáng 5/4/2031, Huyện ủy Bình An tổ chức gặp mặt."
        " Bí thư Huyện ủy Vũ Thị Lụa phát biểu. Ảnh: Minh Khoai Tham dự có đồng chí Trần Văn Tấm,"
        " Phó Bí thư Huyện ủy. Quang cảnh (Ảnh: M.K) Tới dự có ông Lê Văn Cám.",
        "news",
    ).people

    assert {each.name: list(each.roles) for each in found} == {
        "Vũ Thị Lụa": ["speaker"],
        "Minh Khoai": ["author"],
        "Trần Văn Tấm": ["attendee"],
        "Lê Văn Cám": ["attendee"],
    }


def test_lists_of_other_reports_give_people_without_parts() -> None:
    found = read(
        "Huyện Bình An tổng kết mùa vụ\nSáng 5/4/2031, UBND huyện tổ chức hội nghị.\nMinh Khoai\n"
        "Đồng chí Vũ Thị Lụa - Bí thư Huyện ủy phát biểu tại lễ hội(03/04/2031)\n"
        "Nghị quyết số 9-NQ/HU về trồng cây(01/04/2031)\n",
        "news",
    )

    assert [(each.name, list(each.roles)) for each in found.people] == [
        ("Minh Khoai", ["author"]),
        ("Vũ Thị Lụa", []),
    ]
    assert found.documents == ()


@pytest.mark.parametrize("encode", [encode_tcvn3, encode_vni], ids=["tcvn3", "vni"])
def test_the_same_facts_from_the_old_codes(encode: Callable[[str], bytes]) -> None:
    found = extract(encode(texts.VISIT), "tin.txt")

    assert facts(read(found.text)) == facts(read(texts.VISIT))


@pytest.mark.parametrize("text", texts.ALL)
def test_a_text_may_begin_and_end_at_any_word(text: str) -> None:
    for end in (at for at, letter in enumerate(text) if letter.isspace()):
        for part in (text[:end], text[max(0, end - 30) : end]):
            check(read(part), part)
