"""What the words right before a person tell of his or her part."""

from __future__ import annotations

from typing import Final

from phoihop.reader.lexicon import phrases, words
from phoihop.reader.mentions import Mention
from phoihop.reader.tokens import Tokens

_CHAIR_OF: Final = phrases("roles", "chair_of")
_REPORTED: Final = phrases("roles", "reported")
_TELL_BEFORE: Final = _CHAIR_OF.firsts | _REPORTED.firsts
_ATTEND: Final = phrases("roles", "attend_opening")
_OBJECTS: Final = words("roles", "objects")
_GREETED: Final = words("roles", "greeted")
_LONGEST_WORDS: Final = 4
_BRIEF: Final = 12
_PERFORMS: Final = frozenset(["hát", "ca", "ngâm", "đàn", "thổi", "múa", "đánh"])
# "ý kiến phát biểu, chỉ đạo của ông Mít": what may stand between the words and whose they are.
_OF_WORDS: Final = frozenset(
    ["phát", "biểu", "ý", "kiến", "chỉ", "đạo", "kết", "luận", "khai", "mạc", "bế", "định", "hướng",
     "tham", "đóng", "góp", "tâm", "huyết", "quan", "trọng", "chia", "sẻ", "đáp", "từ", "khẳng",
     "nhận", "đánh", "giá", "báo", "cáo", ",", "và"]
)  # fmt: skip
# "thực hiện ý kiến của ông Mít": what was said elsewhere.
_OBEYED: Final = frozenset(["hiện", "theo", "cứ", "xin", "lấy", "được", "chờ"])
_PRESENCE: Final = frozenset(
    ["sự tham dự", "sự có mặt", "sự tham gia", "sự hiện diện", "sự chứng kiến", "sự góp mặt"]
)
_LONGEST_HEARD: Final = 40
_SPEAKS: Final = phrases("roles", "speaker")
_HEARD: Final = phrases("roles", "heard")
_INTERVIEWS: Final = frozenset(["bài", "buổi", "cuộc"])
_WHO_ASKS: Final = frozenset(["phóng viên", "nhà báo", "báo chí", "biên tập"])
_WHOLE_SPEECH: Final = frozenset(["trích", "toàn"])  # "Trích bài phát biểu ... của đồng chí ..."
_SAID: Final = frozenset(
    [
        "phát biểu",
        "ý kiến",
        "tham luận",
        "chia sẻ",
        "đáp từ",
        "khẳng định",
        "nhận định",
        "đánh giá",
        "báo cáo",
    ]
)
# Who is visited: "gia đình", "thân nhân", "hộ", "Mẹ Việt Nam anh hùng", "thương binh", "liệt sĩ".
_VISITED: Final = frozenset(["đình", "nhân", "hộ", "nhà", "mẹ", "binh", "sĩ", "sỹ"])
# What may stand between a visit and the name.
_BEFORE_NAME: Final = _VISITED | frozenset(
    ["gia", "thân", "các", "của", "liệt", "thương", "bệnh", "việt", "nam", "anh", "hùng", "ông",
     "bà", "cụ", "chị", "em", "cháu", "đồng", "chí", "người", "có", "công", "cựu", "chiến"]
)  # fmt: skip
_LONGEST_HOME: Final = 14
_VISITS: Final = frozenset(["thăm", "viếng"])
_GIVES: Final = frozenset(["quà", "tặng", "cho", "đến", "tới"])
_CHEERS: Final = frozenset(
    ["thăm hỏi", "động viên", "chúc mừng", "chúc tết", "hỗ trợ", "chia buồn", "tri ân", "cảm ơn",
     "biểu dương"]
)  # fmt: skip


def _begin(tokens: Tokens, mention: Mention) -> int:
    """Return where a person's posts and name begin, with "đồng chí" before the posts."""
    at = mention.unit_first
    return at - 2 if tokens.lows[max(0, at - 2) : at] == ["đồng", "chí"] else at


def roles_before(tokens: Tokens, mention: Mention, first: int) -> set[str]:
    at = _begin(tokens, mention)
    found: set[str] = set()
    for step in range(max(first, at - _LONGEST_WORDS), at):
        if tokens.lows[step] not in _TELL_BEFORE:
            continue
        if _CHAIR_OF.length(tokens, step) == at - step:
            found.add("chair")
        reported = _REPORTED.length(tokens, step) == at - step
        if reported and not _performs(tokens, mention.unit_last):
            found.add("speaker")
    before = tokens.around[at - 1]
    if before == "của":
        quoted = tokens.around[first] in _WHOLE_SPEECH and "phát" in tokens.lows[first:at]
        if quoted or _are_words_of(tokens, first, at - 2) or _is_interviewed(tokens, at - 1):
            found.add("speaker")
    if _is_told_present(tokens, mention, first, at):
        found.add("attendee")
    if before == ":" and _is_list_of_chairs(tokens, max(first, at - _BRIEF), at - 1):
        found.add("chair")
    if before == ":" and _are_heard(tokens, max(first, at - _LONGEST_HEARD), at - 1):
        found.add("speaker")
    return found


def _is_told_present(tokens: Tokens, mention: Mention, first: int, at: int) -> bool:
    """Say whether the words right before `at` tell that a person was there."""
    before = tokens.around[at - 1]
    if before == "của":
        return " ".join(tokens.lows[max(first, at - _LONGEST_WORDS) : at - 1]) in _PRESENCE
    if before == "do":  # "do đồng chí ... - Trưởng Ban, Trưởng đoàn đã đến ..."
        return any(
            tokens.around[post + 1] == "đoàn" and tokens.around[post - 1] != "làm"
            for post, _ in mention.posts
        )
    if before == "cùng" or (before == "với" and tokens.around[at - 2] == "cùng"):
        # "Bí thư Tỉnh ủy dự cùng bà Mít", "tham dự cùng với ông Cam"
        verb = at - 2 - (before == "với")
        there = tokens.around[verb] == "dự" or tokens.around[verb - 1 : verb + 1] == ["có", "mặt"]
        return there and "không" not in tokens.lows[max(first, verb - 2) : verb]
    if before in {"đón", "tiếp"}:  # "Hội nghị vinh dự được đón (tiếp) đồng chí ..."
        return "được" in tokens.lows[max(first, at - 3) : at]
    return before in {"có", "gồm"} and _attends_before(tokens, at - 1, first)


def _performs(tokens: Tokens, at: int) -> bool:
    """ "nghe bà Mít hát mừng": heard, but no words of hers are told."""
    return tokens.around[at] in _PERFORMS or tokens.around[at + 1] == "diễn"


def _are_words_of(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether "bài phát biểu kết luận", up to its last word, stands before "của"."""
    step = last
    while (
        step > first and tokens.around[step - 1] in _OF_WORDS and tokens.around[step] in _OF_WORDS
    ):
        step -= 1
        if f"{tokens.around[step]} {tokens.around[step + 1]}" in _SAID:
            ordered = tokens.around[step] == "ý" and tokens.around[step - 1] in _OBEYED
            return not ordered
    return False


def _is_interviewed(tokens: Tokens, of: int) -> bool:
    """ "bài trả lời phỏng vấn của đồng chí ..."; "trả lời phỏng vấn của nhà báo" tells who asks."""
    if tokens.lows[max(0, of - 4) : of] != ["trả", "lời", "phỏng", "vấn"]:
        return False
    asks = f"{tokens.around[of + 1]} {tokens.around[of + 2]}" in _WHO_ASKS
    return tokens.around[of - 5] in _INTERVIEWS and not asks


def _are_heard(tokens: Tokens, first: int, colon: int) -> bool:
    """ "... nghe các ứng cử viên trình bày chương trình hành động: ông Mít; bà Cam"."""
    for step in range(first, colon - 4):
        if tokens.lows[step] == "nghe":
            who = step + 1 + tokens[step + 1].is_number
            who += tokens.lows[who] in {"các", "những"}
            persons = _HEARD.length(tokens, who)
            return persons > 0 and _SPEAKS.length(tokens, who + persons) > 0
    return False


def _attends_before(tokens: Tokens, at: int, first: int) -> bool:
    """ "...; cùng dự có đồng chí ...": a verb of attending right before "có"."""
    return any(
        at - length > first
        and _ATTEND.length(tokens, at - length) == length
        and tokens.around[at - length - 1] in {";", ",", "."}
        for length in (1, 2, 3)
    )


def _is_list_of_chairs(tokens: Tokens, first: int, colon: int) -> bool:
    """ "dưới sự chủ trì của các đồng chí Thường trực Huyện ủy: ...": no stop up to the colon."""
    return any(
        _CHAIR_OF.length(tokens, step)
        and not {".", ";", ","} & {tokens.around[at] for at in range(step, colon)}
        for step in range(first, colon)
    )


def is_object(tokens: Tokens, mention: Mention) -> bool:
    at = _begin(tokens, mention)
    one = tokens.around[at - 1]
    if one in _OBJECTS or f"{tokens.around[at - 2]} {one}" in _OBJECTS:
        return True
    return _is_visited(tokens, at, mention.name.first)


def _is_visited(tokens: Tokens, at: int, name: int) -> bool:
    """ "thăm gia đình liệt sĩ | Lê Văn Mít", "thăm Mẹ Việt Nam anh hùng ...": to whom others come.

    "Gia đình ông Mít chia sẻ" tells what they do themselves.
    """
    step = at - 1
    while at - step <= _LONGEST_HOME and tokens.around[step] in _BEFORE_NAME:
        step -= 1
    verb = tokens.around[step]
    if verb in _VISITS:
        return True
    given = verb in _GIVES or f"{tokens.around[step - 1]} {verb}" in _CHEERS
    return given and not _VISITED.isdisjoint(tokens.lows[step + 1 : name])


def is_greeted(tokens: Tokens, mention: Mention) -> bool:
    """ "Phát biểu tại buổi lễ, lãnh đạo huyện chúc mừng ông ...": he is not the one who speaks."""
    one = tokens.around[mention.unit_first - 1]
    if one in _GREETED or f"{tokens.around[mention.unit_first - 2]} {one}" in _GREETED:
        return True
    return _is_visited(tokens, mention.unit_first, mention.name.first)
