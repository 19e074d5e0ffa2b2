"""Titles in capitals go by the letters in which their own text writes the words."""

import pytest

from phoihop.workspace.intake.casing import as_the_text_writes
from phoihop.workspace.intake.titles import name_of

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


def test_it_stays_where_the_text_does_not_tell() -> None:
    assert name_of(f"{HEAD}Các chi bộ thực hiện nghiêm Chỉ thị này.\n") == (
        "05-CT/HU · Chỉ thị: VỀ TĂNG CƯỜNG CÔNG TÁC KHUYẾN HỌC Ở HUYỆN AN LẠC"
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
        # not in capitals: nothing to do
        ("Về công tác Đoàn", "Nói về công tác đoàn.", "Về công tác Đoàn"),
    ],
)
def test_names_keep_their_capitals(title: str, text: str, written: str) -> None:
    assert as_the_text_writes(title, text) == written


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # now so and now so
        ("BAN THƯỜNG VỤ HỌP", "Nay Ban Thường vụ họp; một ban thường vụ họp."),
        # only at the beginning of sentences, or in capitals
        ("HỘI NGHỊ", "Hội nghị kéo dài. Nghị quyết sau.\n- Hội\nXEM HỘI NGHỊ"),
        ("HỌP Ở ĐÔNG", "Nay họp ở thôn."),
        ("HỌP", ""),
    ],
)
def test_a_word_of_which_nobody_can_tell_leaves_all_in_capitals(title: str, text: str) -> None:
    assert as_the_text_writes(title, text) == title
