"""Whether an instrument is told as signed, agreed on, built or only planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from phoihop.reader.normal import Source

SIGN: Final = re.compile(
    r"(?<!\w)(?:(?:ký kết|kí kết|đã ký|cùng ký|ký)(?!\w)(?! ban hành| tên| hợp đồng| túc)"
    r"|lễ ký(?! tên|\w))"
)
BETWEEN: Final = re.compile(r"(?<!\w)giữa\s(?!năm|kỳ|nhiệm|tháng)")
RANGE: Final = re.compile(
    r"((?:19|20)\d\d)\s?(?:[-–—]|đến(?: hết)?(?: năm)?)\s?"
    r"(?:tháng )?(?:\d\d?[/.])?((?:19|20)\d\d)(?!\d)"
)
_BUILT: Final = re.compile(r"(?:xây dựng|ban hành|thực hiện)\s$")
_TALKED_OVER: Final = re.compile(
    r"(?<!\w)(?:trao đổi|thảo luận|bàn|làm việc|tờ trình|cho ý kiến)(?!\w)[^.;\n]{0,60}"
    r" (?:về|đến) việc ký(?: kết)? \Z"
)
_DRAFTED: Final = re.compile(
    r"(?<!\w)(?:dự thảo|góp ý|soạn thảo"
    r"|tờ trình(?: về)?(?: việc)?(?: ban hành| ký kết)?|bàn (?:về )?việc ký(?: kết)?"
    r"|(?:dự kiến|sẽ|chuẩn bị|tiến tới|hướng tới|đề xuất|kiến nghị|mong muốn)"
    r"(?: tổ chức(?: lễ)?| tiến hành)? ký(?: kết)?)\s$"
)
_READ_OUT: Final = re.compile(
    r"(?<!\w)(?:thông qua|công bố|trình bày|nghe) (?:toàn văn |nội dung )?(?:bản )?dự thảo $"
)
# "chưa thống nhất ký kết quy chế", "đề nghị hai bên sớm ký kết chương trình"
_NOT_SIGNED: Final = re.compile(
    r"(?<!\w)(?:không|chưa|sớm|lẽ ra)(?: thống nhất| được| kịp| thể)? (?:ký kết|ký) $"
)
_ASKED: Final = re.compile(
    # A letter first, so that the search leaps from one of them to the next.
    r"(?:g(?<!\wg)iao(?: cho)?(?! (?:dịch|thông|lưu|ước|đất|nhận|bưu))"
    r"|đ(?<!\wđ)ề (?:nghị|xuất)(?! (?:của|này|trên))"
    r"|k(?<!\wk)iến nghị(?! (?:của|này|trên))|p(?<!\wp)hân công(?! của)"
    r"|y(?<!\wy)(?<!trước y)(?<!đáp ứng y)(?<!trước những y)êu cầu"
    r"(?! (?:mới|của|nhiệm vụ|thực t)))\s"
)
_WHO_IS_ASKED: Final = (
    "các ", "hai ", "ba ", "cả ", "phòng ", "xã ", "huyện ", "hội ", "công an ", "ubnd ",
    "lãnh đạo ", "đại diện ", "cơ quan ", "đơn vị ", "chi bộ ", "đảng ủy ",
)  # fmt: skip
# "Thực hiện nhiệm vụ tỉnh giao ...": why others act, told before who does.
_ON_GROUNDS: Final = re.compile(
    r"(?<!\w)(?:thực hiện|theo|căn cứ|sau khi|trên cơ sở|được|xét|nhận)(?!\w)[^.,;:\n]*\Z"
)
_PLANNED: Final = re.compile(
    r"(?<!\w)(?:dự kiến|chuẩn bị|tiến tới|hướng tới|đề xuất|kiến nghị|mong muốn|bàn(?: về)? việc)"
    r"(?: sẽ| sớm| tổ chức(?: lễ)?| tiến hành)* \Z"
)
# "... và chứng kiến lễ ký kết", "..., sau đó hai bên đã ký kết": no more what is asked.
_DONE: Final = re.compile(
    r"(?<!\w)(?:đã|vừa|cũng|sau đó|tiếp đó|đồng thời|dịp này|nhân dịp|chứng kiến|dự)(?!\w)"
    r"|, (?:ngày|sáng|chiều|tối|tại)(?!\w)|[.;:\n]"
)
ISSUED: Final = re.compile(r"(?:đã|vừa|cùng) ban hành\s$")
# "trao đổi | biên bản ghi nhớ"; "trao đổi nội dung phối hợp" is only talk
HANDED: Final = re.compile(r"(?<!\w)trao (?:đổi )?(?:các )?\Z")
_TO_OTHERS: Final = re.compile(r"(?:(?! và )[^,.;]){0,60}?(?<!\w)(?:cho|tặng)(?! nhau)(?!\w)")
_PAPERS: Final = ("biên bản", "bản ghi", "bản thỏa", "văn bản", "thỏa thuận")
_SIGNED_AS: Final = frozenset(["kết nghĩa", "hợp đồng"])
# "kế hoạch liên tịch số 12 về việc sơ kết quy chế": how a meeting is held, no instrument.
_FOR_A_MEETING: Final = re.compile(r"\bvề việc (?:sơ kết|tổng kết|kiểm tra|giám sát|tổ chức)(?!\w)")
_HAS_BEEN_SIGNED: Final = re.compile(r" (?:đã )?(?:được )?(?:hai bên )?ký kết(?!\w)")
# "quy chế phối hợp giữ rừng | được Sở Y tế và Hội Nông dân ký kết": by whom, behind it
SIGNED_BY: Final = re.compile(
    r"[^.;:\n]{0,60}? (?:được|do) (?P<who>[^.;:\n]{5,80} (?:và|với) [^.;:\n]{5,80}?)"
    r" (?:đã |cùng |cùng nhau )?ký(?: kết)?(?! ban hành)(?!\w)"
)
_AGREED: Final = re.compile(r"(?<!\w)(?:thông qua|thống nhất)(?: các| những| một số)*\s$")
# "ký kết quy chế phối hợp với A | và | kế hoạch phối hợp với B": one verb for both
_SIGNED_TOO: Final = re.compile(
    r"(?<!\w)ký(?: kết)? (?:các |bản )?(?:chương trình|quy chế|kế hoạch|thỏa thuận"
    r"|biên bản|nội dung) (?:(?!nhằm|để|thực hiện|triển khai|sơ kết|tổng kết|đánh giá|xây dựng"
    r"|ban hành|góp ý|báo cáo)[^.;]){0,250}(?: và|,) (?:bản )?\Z"
)
_SIGN_REACH: Final = 70
_NEAR: Final = 180
_TOO_REACH: Final = 320
_NEAR_VERB: Final = 40
_ASK_REACH: Final = 220
_BRIEF: Final = 14
# "nghị quyết liên tịch số 02 | của A và B"
_NUMBER_OF: Final = re.compile(r"(?: số)?(?: \d[\w/-]*)?(?: ngày [\d/.-]+)? (?=của )")


def is_joint(source: Source, match: re.Match[str]) -> bool:
    """ "nghị quyết liên tịch số 01 giữa A và B": in force between those it names."""
    if "liên tịch" not in match.group():
        return False
    near = (match.end(), match.end() + _NEAR)
    return bool(BETWEEN.search(source.low, *near) or _NUMBER_OF.match(source.low, *near))


def is_agreed(source: Source, match: re.Match[str], limit: int) -> bool:
    """ "hai bên đã thông qua các nội dung phối hợp, giai đoạn 2031-2033": with their term."""
    agreed = _AGREED.search(source.low, max(0, match.start() - _SIGN_REACH), match.start())
    return agreed is not None and RANGE.search(source.low, match.end(), limit) is not None


def is_only_planned(source: Source, start: int, match: re.Match[str]) -> bool:
    """ "góp ý dự thảo quy chế phối hợp", "giao Công an huyện xây dựng kế hoạch phối hợp"."""
    before = source.low[start : match.start()]
    if (
        _NOT_SIGNED.search(before)
        or _TALKED_OVER.search(before)
        or _is_asked_for(source, start, match)
    ):
        return True
    if match.group().startswith("kế hoạch") and _FOR_A_MEETING.search(
        source.low, match.end(), match.end() + _NEAR
    ):
        return True
    return _DRAFTED.search(before) is not None or (
        _BUILT.search(before) is not None and any(_asked(source, start, match.start()))
    )


def _is_asked_for(source: Source, start: int, match: re.Match[str]) -> bool:
    verbs = (verb.start() for verb in SIGN.finditer(source.low, start, match.end()))
    last = max((verb for verb in verbs if verb <= match.start()), default=start)
    return is_asked(source, last)


def is_to_come(source: Source, verb: int) -> bool:
    """ "dự kiến | ký kết", "đề nghị Sở Y tế và Sở Tư pháp | ký kết": nothing is signed as yet."""
    before = source.low[max(0, verb - _NEAR_VERB) : verb]
    return _PLANNED.search(before) is not None or is_asked(source, verb)


def is_asked(source: Source, verb: int) -> bool:
    """ "Huyện ủy yêu cầu Công an huyện và Hội Nông dân huyện | ký kết": not signed as yet."""
    if source.low.startswith("đã", verb):
        return False
    first = max(0, verb - _ASK_REACH)
    return any(
        (source.clean[asked.end()].isupper() or source.low.startswith(_WHO_IS_ASKED, asked.end()))
        and not _ON_GROUNDS.search(source.low, first, asked.start())
        and not _DONE.search(source.low, asked.end(), verb)
        for asked in _asked(source, first, verb)
    )


def _asked(source: Source, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the verbs of asking; not those of "giao ban" or of a name, "Công ty Bàn Giao Mới"."""
    for match in _ASKED.finditer(source.low, start, end):
        meeting = source.clean.startswith("giao ban", match.start())
        before = source.low[max(0, match.start() - 2) : match.start()]
        named = source.clean[match.start()].isupper() and before[:1].isalnum()
        if not meeting and not named:
            yield match


def is_read_out(source: Source, match: re.Match[str]) -> bool:
    """ "hai bên thông qua dự thảo | quy chế phối hợp": often right before they sign it."""
    before = source.low[max(0, match.start() - _SIGN_REACH) : match.start()]
    return before.endswith("dự thảo ") and _READ_OUT.search(before) is not None


def is_built(source: Source, match: re.Match[str]) -> bool:
    return _BUILT.search(source.low[max(0, match.start() - _BRIEF) : match.start()]) is not None


def is_signed(source: Source, start: int, match: re.Match[str]) -> bool:
    if "liên tịch" in match.group() and ISSUED.search(source.low[start : match.start()]):
        return True
    if _HAS_BEEN_SIGNED.match(source.low, match.end()) or SIGNED_BY.match(source.low, match.end()):
        return True
    before = source.low[max(start, match.start() - _TOO_REACH) : match.start()]
    if before.endswith((" và ", ", ")) and _SIGNED_TOO.search(before):
        return True
    before = before[-_SIGN_REACH:]
    if match.group().startswith(_PAPERS) and HANDED.search(before):
        return not _TO_OTHERS.match(source.low, match.end())
    return bool(SIGN.search(before)) or match.group() in _SIGNED_AS or "ký kết" in match.group()
