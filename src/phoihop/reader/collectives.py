"""Bodies told in one: "12 cơ quan, đơn vị trong khối", "các trường Đại học, Cao đẳng"."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.bodies import body_length
from phoihop.reader.tokens import Tokens

_NOUN: Final = (
    r"(?:cơ quan|cơ sở|đơn vị|ngành|phòng|ban|tổ chức|sở|xã|phường|tổng công ty|công ty"
    r"|doanh nghiệp|địa phương|trường học|trường|đoàn thể|"
    r"huyện|quận|thị trấn|thị xã|thị|đồn|lực lượng"
    r"|tập thể|hộ gia đình|hộ dân|nhà trường|khu dân cư|ban ngành|bộ"
    r"|công đoàn|chi đoàn|liên đoàn|hợp tác xã|bệnh viện|ngân hàng|chi nhánh|lâm trường"
    r"|hội|chi hội|hộ|bên|cụm|khối|trung tâm|chi bộ|thôn|đảng ủy|đảng bộ|huyện đoàn|đoàn xã"
    r"|tổ (?:tự quản|dân phố|hợp tác|liên gia)"
    r"|trưởng (?:thôn|bản|ấp|xóm|buôn|khóm|khu)|bí thư (?:chi bộ|chi đoàn)|hiệu trưởng)"
)
COLLECTIVE: Final = re.compile(
    rf"(?:\d{{1,3}}|các|những|một số)\s{_NOUN}(?!\w)(?:,\s{_NOUN}(?!\w))*(?:\s?(?:và"
    rf"|,)\s{_NOUN}(?!\w)(?! [A-ZĐ]))?[^,.;:()“\"\n]{{0,80}}"
    r"(?:,\s(?:trung ương|địa phương|các cấp)(?!\w))?"
)
_HEAD: Final = re.compile(rf"(?:\d+|các|những|một số)\s{_NOUN}(?:,\s{_NOUN}(?!\w))*")
_END: Final = re.compile(
    r"(?<!\w)(?:năm \d+|giai đoạn|gồm|bao gồm|cung cấp|nhằm|để|về|xác định|trong việc|đã|vừa|sẽ"
    r"|tiếp tục|cũng|đều|luôn|phải|cần|ký|ký kết|đăng ký|thực hiện|tổ chức (?:hội|lễ|ký)"
    r"|chương trình|và|với|có)(?!\w)"
)
_LEVELS_NAMED: Final = frozenset(["trung ương", "địa phương", "quân đội"])
_OF_LEVELS: Final = frozenset(["ương", "phương", "đội"])
_SCHOOLS: Final = frozenset(["đại học", "cao đẳng", "trung cấp", "tiểu học", "mầm non"])
_COMMITTEES_NAMED: Final = frozenset(
    ["tỉnh ủy", "thành ủy", "quận ủy", "huyện ủy", "thị ủy", "đảng ủy"]
)


def collective_end(tokens: Tokens, at: int, last: int) -> int:
    """Return the end of a collective, 0 where none begins."""
    collective = COLLECTIVE.match(tokens.source.low, tokens.starts[at])
    if collective is None:
        return 0
    end = _before_body(tokens, at, _collective_end(tokens, collective))
    while tokens.around[end] in {",", "và"} and end + 1 < last and _goes_on(tokens, end):
        end += 2
    return with_kinds(tokens, end, last)


def _before_body(tokens: Tokens, at: int, end: int) -> int:
    """ "các xã | , Sở Y tế và ...": a body of its own, unlike "các Sở, Ban, ngành"."""
    for step in range(at + 2, end - 2):
        own = tokens.around[step] == "," and tokens[step + 1].is_capital
        if own and body_length(tokens, step + 1) and tokens[step + 2].is_capital:
            return step
    return end


def with_kinds(tokens: Tokens, end: int, last: int) -> int:
    """ "05 trường Đại học, Cao đẳng", "các báo Trung ương và địa phương": kinds of one party."""
    while end + 1 < last and tokens.around[end] in {",", "và"} and tokens[end - 1].is_word:
        following = tokens[end + 1]
        pair = f"{following.low} {tokens.around[end + 2]}"
        if pair in _LEVELS_NAMED and tokens.around[end - 1] in _OF_LEVELS:
            end += 3
            continue
        if tokens.around[end - 1] == "ủy" and pair in _COMMITTEES_NAMED:
            end += 3  # "10 Ban Thường vụ Huyện ủy, Thành ủy"
            continue
        school = (
            pair in _SCHOOLS and f"{tokens.around[end - 2]} {tokens.around[end - 1]}" in _SCHOOLS
        )
        if not school:
            break
        end += 3
    return end


def _goes_on(tokens: Tokens, comma: int) -> bool:
    """ "các đồn 766, 765": a further number of the same collective."""
    following = tokens[comma + 1]
    behind = tokens.around[comma + 2]
    # "các đồn 817 và 821 giai đoạn ...", but not "2 đội và 12 đơn vị"
    last = tokens.around[comma] == "và" and not _is_counted(tokens, comma + 1)
    ends = last or behind == "và" or not behind.isalpha()
    return following.is_number and tokens[comma - 1].is_number and ends


def _is_counted(tokens: Tokens, at: int) -> bool:
    """Say whether a number counts what follows: "12 đơn vị"."""
    return COLLECTIVE.match(tokens.source.low, tokens.starts[at]) is not None


def _collective_end(tokens: Tokens, match: re.Match[str]) -> int:
    head = _HEAD.match(match.group())
    skip = head.end() if head else 0
    for stop in _END.finditer(match.group(), skip):
        at = tokens.at_offset(match.start() + stop.start())
        if not _joins_names(tokens, at):
            return at
    return tokens.at_offset(match.end())


def _joins_names(tokens: Tokens, at: int) -> bool:
    """ "05 Sở Giáo dục và Đào tạo": "và" between two words of one name."""
    return tokens.around[at] == "và" and (
        tokens[at + 1].is_capital and not body_length(tokens, at + 1) and tokens[at - 1].is_word
    )
