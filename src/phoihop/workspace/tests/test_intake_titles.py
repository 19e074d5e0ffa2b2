"""What a text goes by in the list and at the head of its page."""

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from django.test import Client

from conftest import NOW, Cast
from phoihop.reader.tests.papers import mail
from phoihop.workspace.intake.draft import DraftFact
from phoihop.workspace.intake.headlines import headline_of
from phoihop.workspace.intake.receive import receive_file, receive_text
from phoihop.workspace.intake.titles import name_of, title_of
from phoihop.workspace.models import FactKind
from phoihop.workspace.tests.texts import CONCLUSION, PROGRAMME, SIGNING

DIRECTIVE = """HUYỆN ỦY AN LẠC
*
Số 05-CT/HU

An Lạc, ngày 12 tháng 3 năm 2019

CHỈ THỊ
về tăng cường công tác khuyến học trong tình hình mới

Thời gian qua, công tác khuyến học có nhiều chuyển biến.
"""
LETTER = """ỦY BAN NHÂN DÂN
XÃ AN LẠC

Số: 21/UBND-VHXH
V/v phối hợp tổ chức Ngày hội đọc sách

An Lạc, ngày 5 tháng 4 năm 2019

Kính gửi:
- Trạm Y tế xã;
- Các trường học trên địa bàn.

Ủy ban nhân dân xã đề nghị các đơn vị cử người dự.
"""
WITHOUT_SUBJECT = """Đảng ủy xã An Lạc
Số 15-CV/ĐU
An Lạc, ngày 05 tháng 11 năm 2019

Kính gửi: Ban Xây dựng Đảng, Trạm Y tế xã

Đề nghị các chi bộ báo cáo kết quả học tập nghị quyết trước ngày 20/11. Báo cáo gửi về Văn phòng.
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (DIRECTIVE, "05-CT/HU · Chỉ thị về tăng cường công tác khuyến học trong tình hình mới"),
        (LETTER, "21/UBND-VHXH · Công văn về việc phối hợp tổ chức Ngày hội đọc sách"),
        (
            WITHOUT_SUBJECT,
            "15-CV/ĐU · Công văn: Đề nghị các chi bộ báo cáo kết quả học tập nghị quyết trước ngày"
            " 20/11",
        ),
        (
            CONCLUSION,
            "12-KL/BTGHU · Kết luận của Trưởng Ban Tuyên giáo tại hội nghị giao ban công tác khoa"
            " giáo quý I năm 2019",
        ),
        (
            SIGNING,
            "Ký kết chương trình phối hợp giữa Ban Tuyên giáo Huyện ủy với các ngành khối khoa"
            " giáo năm 2019",
        ),
    ],
)
def test_a_pasted_text_goes_by_number_kind_and_subject(
    client: Client, cast: Cast, text: str, name: str
) -> None:
    intake = receive_text(text, by=cast.issuer, at=NOW)

    assert intake.name == name == name_of(text)
    client.force_login(cast.issuer)
    assert name in client.get("/nhap-van-ban/").content.decode()
    assert f"<title>{name}" in client.get(intake.get_absolute_url()).content.decode()


def test_a_long_title_ends_with_a_whole_word() -> None:
    name = name_of(PROGRAMME.replace("giai đoạn", "về công tác khuyến học ở cơ sở giai đoạn"))

    assert name.startswith("03-CTr/BTGHU · Chương trình phối hợp giữa Ban Tuyên giáo Huyện ủy")
    assert name.endswith(" …")
    assert len(name) <= 162


@pytest.mark.parametrize(
    ("value", "title"),
    [
        (
            {"kind": "KH", "code": "", "subject": "tuyên truyền mùa hè"},
            "Kế hoạch tuyên truyền mùa hè",
        ),
        (
            {"kind": "KH", "code": "7-KH/X", "subject": "KẾ HOẠCH MÙA HÈ"},
            "7-KH/X · Kế hoạch MÙA HÈ",
        ),
        ({"kind": "BC", "code": "", "subject": "CÔNG TÁC NĂM"}, "Báo cáo công tác NĂM"),
        ({"kind": "other", "code": "", "subject": "Thư ngỏ"}, "Thư ngỏ"),
        ({"kind": "CV", "code": "", "subject": "đề nghị góp ý"}, "Công văn: đề nghị góp ý"),
    ],
)
def test_kind_and_subject_make_one_phrase(value: dict[str, Any], title: str) -> None:
    card = DraftFact(FactKind.HEADER, value["subject"], None, None, value)

    assert title_of(card, {}, "") == title


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "Kính gửi đồng chí Lam,\n\nEm gửi bản dự thảo kế hoạch hè. Đề nghị góp ý.",
            "Em gửi bản dự thảo kế hoạch hè",
        ),
        (
            "Gửi: Trạm Y tế xã\n\nLịch tiêm chủng các thôn trong tháng Tư",
            "Lịch tiêm chủng các thôn trong tháng Tư",
        ),
        (
            "From: lam@xa.example\nSubject: Lịch họp tuần\n\nKính gửi các anh chị trong Ban,",
            "Lịch họp tuần",
        ),
        (
            "Số: 12\nXã An Lạc, ngày 3 tháng 2 năm 2019\nHội nghị cán bộ chủ chốt toàn xã",
            "Hội nghị cán bộ chủ chốt toàn xã",
        ),
        # Near misses: these are headlines.
        ("Gửi yêu thương đến học sinh vùng lũ", "Gửi yêu thương đến học sinh vùng lũ"),
        ("Số học sinh bỏ học giảm mạnh ở An Lạc", "Số học sinh bỏ học giảm mạnh ở An Lạc"),
        (
            "An Lạc: ngày hội tháng ba năm nay đông vui",
            "An Lạc: ngày hội tháng ba năm nay đông vui",
        ),
        # Nothing but a head: still something.
        ("Kính gửi: Trạm Y tế", "Kính gửi: Trạm Y tế"),
    ],
)
def test_whom_a_text_is_for_and_its_day_are_no_headline(text: str, headline: str) -> None:
    assert headline_of(text) == headline


def test_a_mail_goes_by_its_subject(cast: Cast) -> None:
    data = mail("Kính gửi Ban Tuyên giáo Huyện ủy,\n\nTrạm gửi bản dự thảo để góp ý.")

    intake = receive_file(data, name="thu.eml", by=cast.issuer, at=NOW)

    paper = intake.facts.get(order=0).value
    assert (paper["subject"], paper["kind"]) == ("Kế hoạch phối hợp tuyên truyền năm 2024", "other")


def test_a_paper_in_a_mail_keeps_its_own_subject(cast: Cast) -> None:
    intake = receive_file(mail(DIRECTIVE), name="thu.eml", by=cast.issuer, at=NOW)

    paper = intake.facts.get(order=0).value
    assert paper["subject"] == "về tăng cường công tác khuyến học trong tình hình mới"
    assert paper["kind"] == "CT"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("TP. Bình An tổ chức hội nghị công tác thanh niên năm 2031", None),
        ("I. ĐẶC ĐIỂM TÌNH HÌNH CỦA ĐỊA PHƯƠNG", None),
        (
            "TS. Nguyễn Văn Hùng nói về sách của làng. Người dân rất thích.",
            "TS. Nguyễn Văn Hùng nói về sách của làng",
        ),
        ("Số 1 cả nước về chuyển đổi số: chuyện ở xã Bình An", None),
        (". Hôm nay xã Bình An họp về trường mới", None),
    ],
)
def test_a_stop_of_a_short_form_ends_no_title(line: str, name: str | None) -> None:
    assert headline_of(f"{line}\nSáng nay, bà con đến đông.\n") == (name or line)


def test_a_text_behind_many_empty_lines_has_a_name() -> None:
    assert name_of("\n" * 6001 + "Xã Bình An họp về trường mới của thôn Đông.\n")


def test_about_is_written_small_behind_the_kind() -> None:
    text = DIRECTIVE.replace("về tăng cường", "Về tăng cường")

    assert name_of(text).startswith("05-CT/HU · Chỉ thị về tăng cường")


def mail_of(subject: str, body: str) -> bytes:
    message = message_from_bytes(mail(body), policy=default)
    message.replace_header("Subject", subject)
    return message.as_bytes()


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Fwd: Lịch tiêm chủng tháng Tư", "Lịch tiêm chủng tháng Tư"),
        ("Bến Tre: Phát động thi đua", "Bến Tre: Phát động thi đua"),
        ("Tờ trình số 05/TTr: xin kinh phí", "Tờ trình số 05/TTr: xin kinh phí"),
        ("Công văn trả lời: kiến nghị cử tri", "Công văn trả lời: kiến nghị cử tri"),
        ("FW: RE: Lịch tiêm chủng", "Lịch tiêm chủng"),
        ("Re[2]: Lịch tiêm chủng", "Lịch tiêm chủng"),
        ("Trả lời: Chuyển tiếp: lịch tiêm chủng", "Lịch tiêm chủng"),
        # Near misses: words of the subject itself.
        ("Trả lời kiến nghị của cử tri", "Trả lời kiến nghị của cử tri"),
        ("Rét đậm: bảo vệ đàn trâu", "Rét đậm: bảo vệ đàn trâu"),
        ("Chuyển tiếp sinh: danh sách", "Chuyển tiếp sinh: danh sách"),
    ],
)
def test_a_mail_that_was_sent_on_goes_by_its_own_subject(
    cast: Cast, subject: str, title: str
) -> None:
    body = "Em gửi các anh chị bản mới để xem và góp ý cho kịp."

    intake = receive_file(mail_of(subject, body), name="thu.eml", by=cast.issuer, at=NOW)

    subject_kept = intake.facts.get(order=0).value["subject"]
    assert subject_kept[:1].upper() + subject_kept[1:] == title
    pasted = f"From: lam@xa.example\nSubject: {subject}\n\nKính gửi các anh chị,\nEm gửi bản mới."
    assert name_of(pasted) == title


def test_a_mail_with_nothing_but_a_mark_goes_by_its_words(cast: Cast) -> None:
    data = mail_of("Fwd:", "Lịch họp thôn Đông tuần này ở nhà văn hóa.")

    intake = receive_file(data, name="thu.eml", by=cast.issuer, at=NOW)

    assert "Lịch họp thôn Đông" in intake.facts.get(order=0).value["subject"]
