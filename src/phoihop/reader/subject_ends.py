"""Where the subject of a paper ends and its body begins."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.head_words import LONGEST_CELL, is_capitals, names_a_body
from phoihop.reader.letterhead import Cell
from phoihop.reader.normal import Source
from phoihop.vntext import fold

SUBJECT_END: Final = re.compile(
    r"^(?:[-–+]\s?)?(?:căn cứ|kính g[ửởữ]i|kính trình|i\.|i-|1\.|a\.|điều \d|chương i|phần|nơi nhận"
    r"|i/|1/|1-|\((?:ban hành )?kèm theo|kính (?:mời|thưa|chuyển)|hôm nay|vào (?:hồi|lúc) \d"
    r"|(?:thời gian|địa điểm|thành phần|nội dung|họ và tên|tên tôi là|tôi tên là)\s?:"
    r"|mở đầu$|đặt vấn đề$|lời nói đầu$)|^[\W_]+$"
)
# The body may begin with these, but so may the subject: they end it only where it has begun.
_BODY_BEGINS: Final = re.compile(
    r"^(?:thực hiện|theo|để |nhằm |trong thời gian|năm \d{4}\D{12}|ngày \d|tiếp tục|trong "
    r"|qua |hiện nay|dưới sự|hôm nay|chúng tôi"
    r"|thời gian qua|vừa qua|xét |trên cơ sở|sau (?:khi|hơn|gần|\d)"
    r"|được sự|trải qua|phát huy|ngay (?:từ|sau))"
)
# What only a body says: "Ủy ban nhân dân xã thông báo như sau:", "Chủ tịch huyện điện:".
_TELLS: Final = re.compile(
    r"(?<!\w)(?:như sau|sau đây|dưới đây)\s?[:.]?$|(?<!\w)kính (?:mời|gửi|trình)\s?:?"
    r"|(?<!\w)trân trọng |^chủ tịch\s[^:]{1,60}\sđiện\s?:"
)
_SENTENCE_ENDS: Final = (".", ":", ";")
# "KẾT LUẬN CỦA ÔNG LÊ VĂN MÍT | CHỦ TỊCH XÃ TẠI BUỔI HỌP": one who decides no paper.
_AT_MEETING: Final = re.compile(r"\s(?:tại|trong|về)\s")
_MAY_BE_PARTIES: Final = ("ủy ban", "quốc hội", "chính phủ", "hội đồng")
_GROUNDS: Final = re.compile(r"^[-–+•]?\s?(?:căn cứ|xét |khóa )")
ABOUT: Final = re.compile(r"^\(?(?:v/v|vv |v\.v |về việc)\s*:?\s*")
# Who decides stands in capitals between the subject and the grounds; heads of hamlets and the
# bodies of all levels decide no paper.
DECIDES: Final = re.compile(
    r"^(?!.*các cấp)(?:(?:phó )?chủ tịch|thủ tướng"
    r"|(?:bộ|thứ|viện|cục|hiệu|chi cục|vụ|trạm|đội|đoàn) trưởng"
    r"|(?:tổng )?giám đốc|thống đốc|chánh"
    r"|trưởng (?!thành|thôn|ấp|bản|buôn|làng|xóm|khóm|khu|tổ|nhóm)|tổng thanh tra"
    r"|hội đồng nhân dân|quốc hội|chính phủ"
    r"|ban thường vụ|ban chấp hành|ban thường trực|(?:tỉnh|huyện|thị|thành|quận|đảng) ủy|ủy ban )"
)
OF_A_SESSION: Final = re.compile(r"^(?:của |hội nghị|kỳ họp|đại hội|phiên họp|lần thứ|khóa )")
# A line of a name or of a subject that ends so goes on in the next.
OPEN_ENDS: Final = (
    " và", " -", " –", ",", " của", " các", " thuộc", " giữa", " với", " về", " việc", " theo",
    " cho", " trong", " đến", " năm", " tại", " do", " để", " trên", " từ",
    "phối hợp",
)  # fmt: skip
# Behind these a body or a post is what the subject is about.
_NAMES_WHOM: Final = (
    " đại biểu", " bầu", " bổ sung", " bổ nhiệm", " miễn nhiệm", " chức vụ", " chức danh",
    " phê chuẩn", " ứng cử",
)  # fmt: skip
_SENTENCE: Final = 50
_WHOLE_PARAGRAPH: Final = 150
_SHORTEST: Final = 8  # letters of a line that may be over


def is_body(source: Source, cell: Cell) -> bool:
    """Say whether a cell tells something by itself: it is no subject, even right below the kind."""
    low = cell.low
    if SUBJECT_END.match(low) or _TELLS.search(low):
        return True
    begins = _BODY_BEGINS.match(low) and source.clean[cell.start].isupper()
    return bool(begins) and low.endswith(_SENTENCE_ENDS) and "," in low


def follows_short(source: Source, cell: Cell, *, spaced: bool) -> bool:
    """Say whether a subject of a word or two goes on in the line below."""
    if cell.blanks > spaced or is_body(source, cell) or _BODY_BEGINS.match(cell.low):
        return False
    return _may_go_on(cell) and not cell.low.endswith((".", ",")) and not names_a_body(cell.low)


def is_over(
    source: Source, taken: list[Cell], coming: list[Cell], issuer: str, *, spaced: bool
) -> bool:
    """Say whether the first of the coming cells no longer belongs to the subject that has begun."""
    cell, last = coming[0], taken[-1]
    if cell.blanks > spaced or is_body(source, cell):
        return True
    in_capitals = is_capitals(source.clean[last.start : last.end])
    if last.low.endswith(OPEN_ENDS) or len(last.low) < _SHORTEST:
        return not in_capitals and _is_paragraph(cell, small=True)
    capitals = is_capitals(source.clean[cell.start : cell.end])
    first = source.clean[cell.start]
    small = first.islower() or first.isdigit()
    if not capitals and _BODY_BEGINS.match(cell.low) and not (small and _may_go_on(cell)):
        return True
    if in_capitals:
        goes_on = small or ABOUT.match(cell.low) is not None
        return _decides_in_capitals(taken, cell, issuer) if capitals else not goes_on
    ends = capitals or _is_paragraph(cell, small=small)
    return ends or (not small and (bool(spaced and cell.blanks) or _decides_below(last, coming)))


def _decides_in_capitals(taken: list[Cell], cell: Cell, issuer: str) -> bool:
    """ "VỀ TRỒNG CÂY | CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ": who decides, below a subject in capitals."""
    named = taken[-1].low.endswith(_NAMES_WHOM) or _AT_MEETING.search(cell.low)
    decides = bool(DECIDES.match(cell.low)) or fold(cell.low) == issuer
    return decides and not (named or OF_A_SESSION.match(taken[0].low))


def _may_go_on(cell: Cell) -> bool:
    """ "trồng cây | trong tình hình mới": no sentence of its own."""
    return len(cell.low) <= LONGEST_CELL and not cell.low.endswith(_SENTENCE_ENDS)


def _is_paragraph(cell: Cell, *, small: bool) -> bool:
    """Say whether a cell ends as a sentence; one in small letters only where it is long."""
    if len(cell.low) > _WHOLE_PARAGRAPH:
        return True
    return cell.low.endswith((".", ":")) and (not small or len(cell.low) > _SENTENCE)


def _decides_below(last: Cell, coming: list[Cell]) -> bool:
    """ "Về việc khen thưởng | Trưởng phòng Nội vụ | Căn cứ ...": who decides, in small letters."""
    low = coming[0].low
    if (
        last.low.endswith(_NAMES_WHOM)
        or DECIDES.match(low) is None
        or low.startswith(_MAY_BE_PARTIES)
        or _AT_MEETING.search(low)
    ):
        return False
    return any(_GROUNDS.match(each.low) for each in coming[1:])
