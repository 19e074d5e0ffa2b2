"""What a scan leaves at the ends of lines is no part of the subject of a paper."""

import pytest

from phoihop.reader import read
from phoihop.reader.specks import bare

_HEAD = (
    "ỦY BAN NHÂN DÂN\nHUYỆN BA MÍT\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nBa Mít, ngày 5 tháng 3 năm 2031\n\nKẾ HOẠCH\n"
)
_BODY = "\n\nThực hiện chương trình năm, UBND huyện xây dựng kế hoạch.\n"


@pytest.mark.parametrize(
    "lines",
    [
        "Tổ chức Tết trồng cây |\nvà bảo vệ rừng năm 2031",
        "_ Tổ chức Tết trồng cây © .\n~ và bảo vệ rừng năm 2031 . .",
        ". Tổ chức Tết trồng cây l\nvà bảo vệ rừng năm 2031 i",
        "~Tổ chức Tết trồng cây ^ ~\n' và bảo vệ rừng năm 2031 ‘ |",
        "l Tổ chức Tết trồng cây\nj và bảo vệ rừng năm 2031 >",
        "©Tổ chức Tết trồng cây — x\n| và bảo vệ rừng năm 2031 _ _",
    ],
)
def test_specks_at_the_ends_of_lines_are_no_words(lines: str) -> None:
    text = _HEAD + lines + _BODY
    header = read(text, kind="official").header

    assert header is not None
    assert header.subject is not None
    assert header.subject.name == "Tổ chức Tết trồng cây và bảo vệ rừng năm 2031"
    assert header.subject.text == text[header.subject.start : header.subject.end]
    assert header.subject.text.startswith("Tổ chức")
    assert header.subject.text.endswith("2031")


@pytest.mark.parametrize(
    "line",
    [
        "Tổ chức lớp học môn X",
        "Góp ý theo điểm i",
        "Cấp vitamin x",
        "Mua 12 t",
        "Trồng cây khu phố B về “Cây xanh”",
        "“Cây xanh” năm 2031",
        "Phòng Tài chính - Kế hoạch",
        "- Kế hoạch",
        "Trồng cây ở xã y",
        "V/v trồng cây",
        "Tăng 12 %",
        "__________",
        "| ~",
        "(đợt 2)",
        "trồng cây .",
        "",
    ],
)
def test_what_may_be_words_stays(line: str) -> None:
    assert bare(line) == line


def test_many_specks_cost_no_more_than_a_look() -> None:
    line = "Trồng cây" + " ~" * 200_000

    assert bare(line).startswith("Trồng cây ~")
