"""What kind of event a report is about: the words of its headline, day and lead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from phoihop.reader.lexicon import free_words
from phoihop.reader.normal import Source
from phoihop.reader.signed import is_to_come
from phoihop.reader.tables import data
from phoihop.reader.vocabulary import lower

Span = tuple[int, int]
_NOTICE: Final = re.compile(
    r"^(?:nghị quyết|chỉ thị|kế hoạch|quyết định|thông tư|hướng dẫn|công văn|v/v)(?!\w)"
)
HELD: Final = re.compile(
    r"(?<!\w)(?:(?<!ban )tổ chức|diễn ra|khai mạc|làm việc|hội nghị|lễ|buổi|cuộc|phiên"
    r"|kỳ họp|tiếp xúc)(?!\w)"
)
_OPINION: Final = re.compile(
    r"^(?:quyết tâm|nhiệt liệt|chào mừng"
    r"|cần|phải|tăng|nâng cao|đổi mới|để|vẫn|hiện thực hóa|tiếp tục|kết quả bước đầu"
    r"|không|nhiều)(?!\w)|(?<!\w)phải(?!\w)"
)
_AS_NOUN: Final = re.compile(
    r"(?<!\w)(?:công tác|hoạt động|phối hợp|hình thức|việc|chức năng|nghiệp vụ|hiệu quả)\s$"
)
_NOUNS: Final = frozenset(
    ["kiểm tra", "giám sát", "thanh tra", "khảo sát", "đối thoại", "kiểm toán"]
)
_PAPER_SIGNED: Final = re.compile(
    r"\s?(?:ban hành\s)?(?:quyết định|công văn|công điện|văn bản|thông báo|tờ trình|chỉ thị)"
)
_OPENED: Final = frozenset(["khai mạc", "bế mạc"])
_OPENED_MEETING: Final = re.compile(
    r"\s(?:trọng thể\s)?(?:kỳ họp|phiên|hội nghị|đại hội|hội thảo|hội thi"
    r"|cuộc thi|giải|hội thao|hội khỏe|liên hoan|hội diễn|lớp|khóa|đợt|diễn tập|tập huấn"
    r"|huấn luyện)"
)
_DAYS_OF_WORK: Final = re.compile(r"(?:\d|một|hai|ba|bốn|năm)\s?(?:,\d )?(?:ngày|buổi)\s$")
# "Qua một buổi làm việc khẩn trương, đại hội ...": how long it took.
_TIME_TAKEN: Final = re.compile(r"(?<!\w)(?:qua|sau) (?:một|hai|ba|nửa|\d) \Z")
_WORKPLACE: Final = re.compile(
    r"(?<!\w)(?:khu|nơi|trụ sở|quy chế|phối hợp|chương trình|chế độ|giờ|thời gian|điều kiện"
    r"|môi trường|tác phong|lề lối|phương pháp|cách|phòng|năng lực|tinh thần|kỷ luật|hiệu quả)\s$"
)
_MEETING: Final = (
    (
        "briefing",
        re.compile(
            r"(?<!\w)(?:(?:cuộc|phiên|buổi) họp|họp|hội nghị[^.,;]{0,60}? lần thứ(?! \w+ về)"
            r"|hội nghị[^.,;]{0,60}? ra nghị quyết"
            r"|hội nghị [^.,;]{0,30}?(?:quý (?:i{1,3}|iv|[1-4])|tháng \d\d?)"
            r"(?: năm |[/.])20\d\d)(?!\w)"
        ),
    ),
    (
        "ceremony",
        re.compile(
            r"(?<!\w)(?:tổ chức|diễn ra)[^.,;\n]{0,24}(?<!nghỉ|ngày|mừng|trực)(?<!dịp) lễ"
            r"(?! hội)(?!\w)"
        ),
    ),
    (
        "other",
        re.compile(r"(?<!\w)(?:hội nghị|buổi(?! làm việc)|đại hội|lễ hội|chương trình)(?!\w)"),
    ),
)
_NAMED_MEETING: Final = re.compile(r"(?<!\w)(?:hội nghị|buổi|cuộc|lớp|nội dung) ")
# What was done at a meeting of which neither headline nor lead tells the kind.
_DONE: Final = re.compile(
    r"(?<!\w)(?:(?:đã|cùng|tiến hành|tổ chức|thống nhất) (?P<signing>ký kết)"
    r"|lễ ký (?P<signed>kết|quy chế|chương trình|kế hoạch|giao ước)"
    r"|(?:thông qua|trình bày|nghe)[^.;:\n]{0,40}? báo cáo"
    r" (?:(?P<final_review>tổng kết)|(?P<review>sơ kết))"
    r"|(?:đại biểu|học viên|đảng viên)[^.;:\n]{0,30}? (?:được|nghe)[^.;:\n]{0,60}? "
    r"(?P<rollout>quán triệt|triển khai|truyền đạt|phổ biến)"
    r"|(?:hội nghị|cuộc họp|đại biểu)[^.;:\n]{0,80}? đã (?:[^.;:\n]{0,90} )?"
    r"(?:(?<!báo cáo )(?P<looked>đánh giá|kiểm điểm) (?:tình hình|kết quả)"
    r"|(?P<summed>tổng kết)))(?!\w)"
)
_DONE_KINDS: Final = {"signed": "signing", "looked": "review", "summed": "final_review"}
_NOT: Final = re.compile(r"(?<!\w)(?:không|chưa|sớm|lẽ ra)(?: thống nhất| được| kịp| thể)?\s$")
_OCCASION: Final = re.compile(r"(?:nhân|dịp|hướng tới|chào mừng|tuyên truyền|đợt thi đua)\s$")
# "đội ngũ báo cáo viên": the people, not their conference.
_OF_SPEAKERS: Final = re.compile(r"(?:đội ngũ|các|hội thi|cho|là|của|những|lớp|có)\s$")
# "trong khuôn khổ hội thảo, A và B đã | ký thỏa thuận"
_WITHIN: Final = re.compile(
    r"(?<!\w)(?:trong khuôn khổ|bên lề|nhân dịp) [^.;\n]{5,300}?, [^.;,\n]{3,150} "
    r"(?:đã |vừa |cùng )+(?=ký|tổ chức|diễn ra|trao|khai mạc)"
)
# "họp góp ý dự thảo", "phiên họp để chuẩn bị kỳ họp": what one meeting is about.
_ON_A_MATTER: Final = re.compile(
    r"h(?<!\wh)(?:ọp|ội nghị(?: liên tịch)?)(?:,? (?:để|nhằm))?"
    r" (?:chuẩn bị|bàn|thẩm tra|thảo luận|thống nhất (?:dự kiến )?nội dung"
    r"|(?:cho|góp|đóng góp|lấy|tham gia) ý kiến|góp ý|đóng góp)(?!\w)"
    r"(?![^.;,\n]{0,20}(?:triển khai|quán triệt|sơ kết|tổng kết|đánh giá|kết quả))"
)
# "họp thống nhất chương trình kỳ họp thứ 5": the session is still to come.
_PREPARED: Final = re.compile(
    r"(?<!\w)(?:chuẩn bị|chương trình|nội dung|dự kiến|trình|nghị quyết|văn kiện|kết luận|kết quả)"
    r"(?: cho| tổ chức| các| của| trình)*\s$"
)
_BY_COMMITTEES: Final = frozenset(
    ["hội nghị bch", "hội nghị ban chấp hành", "hội nghị ban thường vụ"]
)
_OF_A_BODY: Final = _BY_COMMITTEES | {"hội nghị lần thứ", "họp bch", "họp ban"}
_AIM: Final = re.compile(r"[^.;:\n]{0,160}(?:,| nhằm| để| tiến hành) ")
_ORGANISED: Final = re.compile(
    r"(?<!ban )(?<!các )(?<!cơ quan )tổ chức(?! (?:đảng|chính trị|bộ máy|cơ sở|hội|xã hội))(?!\w)"
    r"|(?<!\w)(?:thảo luận|cho ý kiến|nghe báo cáo)(?!\w)"
)
_PREPARED_REACH: Final = 40
_ANYWHERE: Final = frozenset(["rollout", "visit", "dialogue", "review", "ceremony"])
_IN_PLACE: Final = re.compile(HELD.pattern + r"|(?<!\w)(?:khi|đã|vừa) (?:đến|tới|về)(?!\w)")
_BESIDES: Final = re.compile(r" (?!để|nhằm|nhân)[^,.;:\n]{3,60}, ")
# "tổ chức gặp mặt ... nhằm trao đổi, | rút kinh nghiệm": no mere gathering.
_TO_LEARN: Final = re.compile(r"[^.;:\n]{3,160} nhằm (?:trao đổi, )?")
_PAGE_LINE: Final = 40
_LONGEST_TITLE: Final = 150
_FIRST: Final = 8  # sentences that still tell of the meeting, not of what was said there
_NEAR: Final = 3  # sentences; above the report lines of the page may stand
_BODY: Final = re.compile(r"(?<!\w)(?:ủy ban|đoàn|ban|viện|thanh)\s$")
_HELD_AS: Final = re.compile(r"(?<!\w)(?:cuộc|buổi|tổ chức|có)\s$")
# "đánh giá cao", said of what is praised; "thi đua - khen thưởng", a field of work.
_PRAISES: Final = re.compile(r"\scao(?!\w)")
_EMULATION: Final = re.compile(r"thi đua(?:,|/|\s?[-–])?\s?$")
# "khai giảng lớp bồi dưỡng nghiệp vụ": the class tells, not how it is opened.
_TO_PREPARE: Final = re.compile(r"(?<!\w)chuẩn bị (?:cho |tổ chức )?$")
_CLASS_BEGINS: Final = frozenset(["khai giảng", "bế giảng"])
_CLASS: Final = re.compile(
    r"\s(?:\d+ )?(?:lớp|khóa|đợt|hội nghị) (?:đào tạo, )?(?:tập huấn|huấn luyện"
    r"|bồi dưỡng (?:lý luận|chính trị|nghiệp vụ|chuyên môn|kiến thức|kỹ năng|hè))(?!\w)"
)
# "giao nhiệm vụ cho các sở, ngành triển khai": what others are to do.
_OTHERS_DO: Final = re.compile(
    r"(?<!\w)(?:cho|để) (?:các|những) [^.,;:\n]{2,20}(?:, [^.,;:\n]{2,30})?\s$"
)
_BODIES_DO: Final = frozenset(["kiểm tra", "giám sát", "thanh tra", "khảo sát"])
_FIRST_HALVES: Final = {"trao": " đổi", "bầu": " cử"}
_LOOK_BACK: Final = 16


@dataclass(frozen=True)
class Hit:
    """A word that tells a kind, with its place in the clean text."""

    start: int
    end: int
    kind: str
    whole: bool = False  # the name of a meeting that is held, not what it is held for


def find_kinds(
    source: Source, headline: Span, sentence: Span | None, sentences: list[Span]
) -> list[Hit]:
    """Return hits, the deciding one first: headline, then the dated sentence, then the lead."""
    found: list[Hit] = []
    title = source.low[headline[0] : headline[1]]
    if not _NOTICE.match(title) and not _OPINION.search(title):
        found += _telling(source, _hits(source, headline))
    if not found:
        found = _above(source, headline, sentence, sentences)
    titled = bool(found)
    for span in ([sentence] if sentence else []) + sentences[:2]:
        found += _telling(source, _hits(source, _from_event(source, span)) or _hits(source, span))
    if not titled and sentence is None:
        placed = {span for span in sentences if found and _IN_PLACE.search(source.low, *span)}
        found = [
            hit for hit in found if hit.kind not in _ANYWHERE or _around(hit, sentences) in placed
        ]
    if not titled and sentence is None and headline[0] == headline[1]:
        found = _told_later(source, sentences) + found
    if found:
        return found if titled else _for_what(source, found)
    meeting = _meeting(source, [*([sentence] if sentence else []), *sentences[:2]])
    if meeting and meeting[0].kind == "briefing" and _is_on_a_matter(source, sentences[:_FIRST]):
        meeting = [replace(meeting[0], kind="other")]
    meeting = meeting or _held_at_all(source, sentence, sentences)
    return (_told_later(source, sentences) or meeting) if meeting else []


def _is_on_a_matter(source: Source, sentences: list[Span]) -> bool:
    """ "tại cuộc họp chiều 5/3. ... tiếp tục họp thẩm tra các báo cáo": no meeting in turn."""
    return any(_ON_A_MATTER.search(source.low, *span) for span in sentences)


def _around(hit: Hit, sentences: list[Span]) -> Span:
    """Return the sentence that holds a hit: what no meeting is told in was done elsewhere."""
    return next(span for span in sentences if span[0] <= hit.start < span[1])


def _above(
    source: Source, headline: Span, sentence: Span | None, sentences: list[Span]
) -> list[Hit]:
    """Return the hits of the first line that may be the headline below a line of the page."""
    for span in sentences:
        if sentence is None or span[0] >= sentence[0] or headline[1] - headline[0] > _PAGE_LINE:
            break
        if span[1] - span[0] > _LONGEST_TITLE or not source.clean[span[1] - 1].isalnum():
            continue
        found = _telling(source, _hits(source, span))
        if found:
            return found
    return []


def _for_what(source: Source, found: list[Hit]) -> list[Hit]:
    """ "Hội nghị Ban Chấp hành lần thứ 9 nhằm | tổng kết ...": without a headline the aim tells."""
    first = found[0]
    if source.low[first.start : first.end] not in _OF_A_BODY:
        return found
    for hit in found[1:]:
        between = source.low[first.end : hit.start]
        if hit.kind in {"review", "final_review"} and _AIM.fullmatch(between):
            return [hit, *(each for each in found if each is not hit)]
    return found


def _held_at_all(source: Source, sentence: Span | None, sentences: list[Span]) -> list[Hit]:
    """ "Ngày 5/3, Đồn biên phòng Ba Mít tổ chức tuyên truyền ...": what opens a report."""
    if sentence is None or sentence not in sentences[:_NEAR]:
        return []
    match = _ORGANISED.search(source.low, *sentence)
    return [Hit(match.start(), match.end(), "other")] if match else []


def _told_later(source: Source, sentences: list[Span]) -> list[Hit]:
    """Return the kind of a meeting that is named further on: "tại hội nghị đối thoại"."""
    for span in sentences:
        done = _DONE.search(source.low, *span)
        for match in _NAMED_MEETING.finditer(
            source.low, span[0], done.start() if done else span[1]
        ):
            hits = _hits(source, (match.start(), min(span[1], match.end() + _LOOK_BACK)))
            if hits and hits[0].start in match.span() and not hits[0].whole:
                return hits[:1]
        if done is not None:
            kind = next(kind for kind, words in done.groupdict().items() if words)
            return [Hit(done.start(), done.end(), _DONE_KINDS.get(kind, kind))]
    return []


def _meeting(source: Source, spans: list[Span]) -> list[Hit]:
    """Return a bare meeting: one of a body in turn, or one that tells no kind."""
    for kind, words in _MEETING:
        for span in spans:
            match = words.search(source.low, *span)
            if match:
                return [Hit(match.start(), match.end(), kind)]
    return []


def _telling(source: Source, hits: list[Hit]) -> list[Hit]:
    """Leave out words of no clear kind where a clear one stands in the same span.

    What a meeting of its own kind is held for tells less than its name: "tổ chức gặp mặt ...
    nhằm triển khai công tác".
    """
    if hits and hits[0].whole and hits[0].kind == "other" and not _works_too(source, hits):
        return hits
    return [hit for hit in hits if hit.kind != "other"] or hits


def _works_too(source: Source, hits: list[Hit]) -> bool:
    """ "tổ chức gặp mặt các báo, đánh giá kết quả ...": what they do besides meeting, no aim."""
    if len(hits) == 1 or hits[1].kind not in {"review", "final_review"}:
        return False
    learns = source.low.startswith("rút kinh nghiệm", hits[1].start)
    between = _TO_LEARN if learns else _BESIDES
    return between.fullmatch(source.low, hits[0].end, hits[1].start) is not None


def _from_event(source: Source, span: Span) -> Span:
    """Return the part of a sentence that tells the event, not on what occasion it was held."""
    within = _WITHIN.search(source.low, *span)
    if within is not None:
        return (within.end(), span[1])
    match = HELD.search(source.low, *span)
    return (match.start(), span[1]) if match else span


@cache
def _kind_table() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for entry in data("events")["kinds"]:
        for word in entry["words"]:
            table[lower(word).strip()] = entry["kind"]
    for word, kind in data("events")["pairs"].items():
        table[lower(word)] = kind
    return re.compile(free_words(table)), table


def _hits(source: Source, span: Span) -> list[Hit]:
    """Return the hits of a span; one meeting held about one matter is of no kind in turn."""
    matter = _ON_A_MATTER.search(source.low, *span)
    if matter is not None:
        first = _hits_of_words(source, (span[0], matter.start()))
        return first or [Hit(matter.start(), matter.end(), "other", whole=True)]
    return _hits_of_words(source, span)


def _hits_of_words(source: Source, span: Span) -> list[Hit]:
    pattern, table = _kind_table()
    return [
        Hit(match.start(), match.end(), table[match.group()], _is_whole(source, match))
        for match in pattern.finditer(source.low, *span)
        if not _is_other_sense(source, match)
    ]


def _is_whole(source: Source, match: re.Match[str]) -> bool:
    before = source.low[max(0, match.start() - _LOOK_BACK) : match.start()]
    if match.group() not in {"gặp mặt", "họp mặt"} or source.low.startswith(
        " kỷ niệm", match.end()
    ):
        return False
    return _HELD_AS.search(before) is not None


def _is_other_sense(source: Source, match: re.Match[str]) -> bool:
    """An occasion ("nhân kỷ niệm"), a negation, or part of a body's name ("Ủy ban Kiểm tra")."""
    before = source.low[max(0, match.start() - _LOOK_BACK) : match.start()]
    word = match.group()
    if _NOT.search(before) or _is_yet_to_sign(source, match):
        return True
    if word == "báo cáo viên":
        return _OF_SPEAKERS.search(before) is not None
    if word in {"kỳ họp", "đại hội", "kỷ niệm", "lễ kỷ niệm"} | _BY_COMMITTEES:
        return _is_to_come(source, match, before)
    if _is_said_of_meeting(source, match, before) or _names_a_matter(source, match, before):
        return True
    if _is_part_of_other_words(source, match, before):
        return True
    body = _BODY.search(before)
    return body is not None and (source.clean[match.start()].isupper() or word in _BODIES_DO)


def _is_yet_to_sign(source: Source, match: re.Match[str]) -> bool:
    """ "dự kiến | ký kết", "yêu cầu Công an xã và Đoàn xã | ký kết"."""
    signs = match.group().startswith(("ký", "kí", "lễ ký"))
    return signs and is_to_come(source, match.start())


def _names_a_matter(source: Source, match: re.Match[str], before: str) -> bool:
    """ "đánh giá cao", "thi đua - khen thưởng", "khai giảng lớp tập huấn": no kind of its own."""
    word = match.group()
    if word in {"hội thi", "cuộc thi"}:
        return _TO_PREPARE.search(before) is not None
    if word == "đánh giá":
        return _PRAISES.match(source.low, match.end()) is not None
    if word == "khen thưởng":
        return _EMULATION.search(before) is not None
    return word in _CLASS_BEGINS and _CLASS.match(source.low, match.end()) is not None


def _is_to_come(source: Source, match: re.Match[str], before: str) -> bool:
    """An occasion, "nhân kỷ niệm", or a session that another meeting prepares or makes known.

    "tập huấn về kết luận của | hội nghị Ban Thường vụ": of the committee above.
    """
    if match.group() in {"kỳ họp", "đại hội"} | _BY_COMMITTEES:
        near = max(0, match.start() - _PREPARED_REACH)
        prepared = _PREPARED.search(source.low, near, match.start()) is not None
        return prepared or (match.group() == "đại hội" and _OCCASION.search(before) is not None)
    return _OCCASION.search(before) is not None


def _is_part_of_other_words(source: Source, match: re.Match[str], before: str) -> bool:
    """ "trao đổi", "bầu cử" give nothing; "đã được triển khai" tells what was done before."""
    word = match.group()
    if word in _FIRST_HALVES:
        return source.low.startswith(_FIRST_HALVES[word], match.end())
    if word == "triển khai" and _OTHERS_DO.search(
        source.low, max(0, match.start() - 60), match.start()
    ):
        return True
    if _AS_NOUN.search(before) and word in _NOUNS:
        return True
    return word in {"triển khai", "quán triệt"} and before.endswith("được ")


def _is_said_of_meeting(source: Source, match: re.Match[str], before: str) -> bool:
    """Of a meeting that is opened, the meeting tells the kind; "đã ký Quyết định" tells none."""
    word = match.group()
    if word in _OPENED:
        opens = _OPENED_MEETING.match(source.low, match.end())
        return opens is not None or before.endswith("phát biểu ")
    if word == "đã ký":
        return _PAPER_SIGNED.match(source.low, match.end()) is not None
    if word == "buổi làm việc":
        return _TIME_TAKEN.search(before) is not None
    if word == "làm việc" and _WORKPLACE.search(before):
        return True
    return word == "làm việc" and _DAYS_OF_WORK.search(before) is not None
