"""Titles in capitals go by the letters in which their own text writes the words."""

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.workspace.intake.casing import as_the_text_writes, sentence_cased
from phoihop.workspace.intake.confirm import create_records
from phoihop.workspace.intake.decide import decide
from phoihop.workspace.intake.receive import receive_text
from phoihop.workspace.intake.title_words import known_in
from phoihop.workspace.intake.titles import name_of
from phoihop.workspace.models import Decision, FactKind, Intake
from phoihop.workspace.tests.texts import CONCLUSION

HEAD = """HUYỆN ỦY AN LẠC
*
Số 05-CT/HU

An Lạc, ngày 12 tháng 3 năm 2019

CHỈ THỊ
VỀ TĂNG CƯỜNG CÔNG TÁC KHUYẾN HỌC Ở HUYỆN AN LẠC

"""
BODY = """Thời gian qua, công tác khuyến học ở huyện An Lạc tiến bộ nhiều, nhất là về nền nếp.
Ban Thường vụ yêu cầu các chi bộ tăng cường tuyên truyền.
"""


def test_a_subject_in_capitals_is_written_as_in_the_text() -> None:
    assert name_of(HEAD + BODY) == (
        "05-CT/HU · Chỉ thị về tăng cường công tác khuyến học ở huyện An Lạc"
    )


def test_what_nobody_can_tell_stays_in_capitals() -> None:
    other = HEAD.replace("An Lạc, ngày", "Bình Sơn, ngày")

    assert name_of(f"{other}Các chi bộ thực hiện nghiêm Chỉ thị này.\n") == (
        "05-CT/HU · Chỉ thị về tăng cường công tác khuyến học ở huyện AN LẠC"
    )


@pytest.mark.parametrize(
    ("title", "text", "written"),
    [
        # short forms, numbers and Roman numbers
        (
            "UBND XÃ LẬP QLNN NĂM 2031 KHÓA XII",
            "Nay UBND xã lập kế hoạch năm nay, từ khóa trước.",
            "UBND xã lập QLNN năm 2031 khóa XII",
        ),
        # a name made of common words: its neighbour tells
        (
            "GIỮ BÌNH YÊN Ở XÃ YÊN BÌNH",
            "Để giữ bình yên ở xã Yên Bình, dân quân đi tuần.",
            "giữ bình yên ở xã Yên Bình",
        ),
        # now so and now so, but a body's name
        (
            "BAN THƯỜNG VỤ HỌP",
            "Nay Ban Thường vụ họp; một ban thường vụ họp.",
            "Ban Thường vụ họp",
        ),
        # a body's name, where the text writes its words of people at work
        (
            "HỘI NÔNG DÂN XÃ GIÚP NÔNG DÂN",
            "Xã giúp nông dân vay vốn.",
            "Hội Nông dân xã giúp nông dân",
        ),
        # the text comes before the words known
        ("ĐẨY MẠNH THI ĐUA", "Ta đẩy mạnh Thi đua.", "đẩy mạnh Thi đua"),
        # a Roman number, and half of a word
        ("ĐẠI HỘI LẦN THỨ VI XỬ LÝ VI PHẠM", "", "ĐẠI HỘI lần thứ VI xử lý vi phạm"),
        # symbols and figures as printed
        ("VỀ CHỈ THỊ SỐ 5-CT/ĐU, QUÝ I/2031", "", "về Chỉ thị số 5-CT/ĐU, quý I/2031"),
        # begins in capitals only
        ("PHỐI HỢP giữa Huyện ủy và Trạm", "", "phối hợp giữa Huyện ủy và Trạm"),
        # other spellings: where the tone stands, "sĩ" and "sỹ"
        ("THƯƠNG BINH, LIỆT SỸ", "", "thương binh, liệt sỹ"),
        ("HUYỆN UỶ HỌP", "", "Huyện uỷ họp"),
        # not in capitals, or only a short form: nothing to do
        ("Về công tác Đoàn", "Nói về công tác đoàn.", "Về công tác Đoàn"),
        ("UBND TP Mít Long họp", "", "UBND TP Mít Long họp"),
    ],
)
def test_names_keep_their_capitals(title: str, text: str, written: str) -> None:
    assert as_the_text_writes(title, text) == written


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # only at the beginning of sentences, or in capitals
        ("MÍT LONG", "Mít xa. Long não.\n- Mít\nXEM MÍT LONG\nXem MÍT LONG"),
        ("MÍT Ở ĐÔNG", "Nay họp ở thôn."),
        ("MÍT", ""),
        # now so and now so
        ("MÍT", "Nay trồng mít ở xã Mít, mít ngon."),
    ],
)
def test_a_word_of_which_nobody_can_tell_stays(title: str, text: str) -> None:
    assert as_the_text_writes(title, text) == title.replace("Ở", "ở")


def test_names_that_were_read_are_known_wherever_they_stand() -> None:
    text = "Lê Thị Mít, người xã ta.\n"
    title = "GƯƠNG LÊ THỊ MÍT Ở AN LẠC"

    assert as_the_text_writes(title, text, ["Lê Thị Mít", "An Lạc"]) == (
        "GƯƠNG Lê Thị Mít ở An Lạc"
    )


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("VỀ TĂNG CƯỜNG KIỂM TRA", "Về tăng cường kiểm tra"),
        ("“ĐỀN ƠN ĐÁP NGHĨA” CỦA XÃ", "“Đền ơn đáp nghĩa” của xã"),
        ("75 NĂM NGÀY THÀNH LẬP", "75 năm ngày thành lập"),
        ("V/V TRIỂN KHAI KẾ HOẠCH", "V/v triển khai kế hoạch"),
        ("PHỐI HỢP giữa hai bên", "Phối hợp giữa hai bên"),
        ("về việc họp", "về việc họp"),
        ("", ""),
    ],
)
def test_a_register_wants_a_capital_at_the_beginning(title: str, cased: str) -> None:
    assert sentence_cased(title, "") == cased


def test_the_longest_known_phrase_is_taken() -> None:
    words = ["ban", "tổ", "chức", "mít", "tổ", "chức"]

    assert known_in(words) == [
        (3, "Ban", 0),
        (3, "Tổ", 1),
        (3, "chức", 2),
        (0, "", 0),
        (2, "tổ", 0),
        (2, "chức", 1),
    ]


@pytest.mark.parametrize(
    ("title", "text", "written"),
    [
        # a name made of words that the text writes small elsewhere
        ("HỌP Ở XÃ ĐÔNG KẾT", "Nay gió phía đông, kết quả tốt.", "họp ở xã ĐÔNG KẾT"),
        ("VỀ LÊ VĂN THÀNH", "Nay ngành văn hóa hoàn thành việc.", "về LÊ VĂN THÀNH"),
        # ... or of known words
        ("GƯƠNG NGUYỄN VĂN HÓA", "", "GƯƠNG NGUYỄN VĂN HÓA"),
        ("Ở XÃ CHỈ ĐẠO", "Ban chỉ đạo họp.", "ở xã CHỈ ĐẠO"),
        ("Ở THÔN VĂN HÓA, XÃ AN NINH", "", "ở thôn VĂN HÓA, xã AN NINH"),
        ("TẠI HẢI PHÒNG CHỐNG DỊCH", "", "tại HẢI PHÒNG CHỐNG DỊCH"),
        # ... or of what joins others
        ("Ở THỊ XÃ TỪ SƠN", "Nay từ xã về.", "ở thị xã TỪ SƠN"),
        ("QUẬN NAM TỪ LIÊM", "", "quận NAM TỪ LIÊM"),
        ("THƠ BÀ HUYỆN THANH QUAN", "", "THƠ BÀ HUYỆN THANH QUAN"),
        # its own text tells
        ("Ở XÃ CHỈ ĐẠO GIÚP DÂN", "Nay xã Chỉ Đạo giúp dân.", "ở xã Chỉ Đạo giúp dân"),
        # what joins a name that is not told with the rest
        ("XÃ MÍT LONG VÀ CÁC NGÀNH THI ĐUA", "", "xã MÍT LONG và các ngành thi đua"),
        ("Ở XÃ MÍT GIAI ĐOẠN 2031-2035", "", "ở xã MÍT giai đoạn 2031-2035"),
        ("Ở XÃ MÍT, ĐẨY MẠNH THI ĐUA", "", "ở xã MÍT, đẩy mạnh thi đua"),
    ],
)
def test_no_name_is_put_into_small_letters(title: str, text: str, written: str) -> None:
    assert as_the_text_writes(title, text) == written


def test_a_name_read_in_capitals_is_known_too() -> None:
    title = "GƯƠNG NGUYỄN VĂN HÓA Ở THÔN MÍT"

    assert as_the_text_writes(title, "", ["NGUYỄN VĂN HÓA"]) == "GƯƠNG Nguyễn Văn Hóa ở thôn MÍT"


@pytest.fixture
def intake(cast: Cast) -> Intake:
    return receive_text(HEAD.replace("Ở HUYỆN", "Ở XÃ MÍT, HUYỆN") + BODY, by=cast.issuer, at=NOW)


PRINTED = "VỀ TĂNG CƯỜNG CÔNG TÁC KHUYẾN HỌC Ở XÃ MÍT, HUYỆN AN LẠC"
PROPOSED = "Về tăng cường công tác khuyến học ở xã MÍT, huyện An Lạc"
HINT = "Văn bản in hoa trích yếu"


def test_the_subject_is_proposed_and_its_evidence_is_as_printed(intake: Intake) -> None:
    header = intake.facts.get(kind=FactKind.HEADER)

    assert header.label == PRINTED
    assert header.label in intake.text
    assert header.read["subject"] == header.value["subject"] == PROPOSED


def test_the_register_gets_what_the_user_saw_or_typed(
    client: Client, cast: Cast, intake: Intake
) -> None:
    client.force_login(cast.issuer)
    place = intake.get_absolute_url()
    page = client.get(place).content.decode()
    assert PROPOSED in page
    assert HINT in page

    form = client.get(f"{place}1/sua/")
    assert PRINTED in form.content.decode()
    typed = {name: value or "" for name, value in form.context["form"].initial.items()}
    typed |= {"subject": PROPOSED.replace("MÍT", "Mít"), "date": "12/03/2019"}
    client.post(f"{place}1/sua/", {**typed, "shown": form.context["shown"]})
    for fact in intake.facts.filter(decision=Decision.OPEN):
        decide(fact, Decision.DROPPED, by=cast.issuer, at=NOW)
    paper = create_records(intake, by=cast.issuer, at=NOW)

    assert paper.subject == PROPOSED.replace("MÍT", "Mít")
    assert HINT not in client.get(place).content.decode()


def test_of_a_subject_in_small_letters_nothing_is_said(client: Client, cast: Cast) -> None:
    client.force_login(cast.issuer)
    intake = receive_text(CONCLUSION, name="Kết luận", by=cast.issuer, at=NOW)

    assert HINT not in client.get(intake.get_absolute_url()).content.decode()
