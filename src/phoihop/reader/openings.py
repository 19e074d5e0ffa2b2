"""What the first words of a sentence tell of the persons named next: "Tham dự có ..."."""

from __future__ import annotations

from typing import Final

from phoihop.reader.acts import tells_words
from phoihop.reader.lexicon import phrases, words
from phoihop.reader.mentions import Mention
from phoihop.reader.tokens import Tokens

_ATTEND: Final = phrases("roles", "attend_opening")
_SPEAK: Final = phrases("roles", "speech_opening")
_CHAIR: Final = phrases("roles", "chair")
_SIGN: Final = phrases("roles", "sign")
_AFTER_DU: Final = words("roles", "after_du")
_OTHER_MEETING: Final = phrases("roles", "another_meeting")
_FIRST_WORDS: Final = _ATTEND.firsts | _SPEAK.firsts | _CHAIR.firsts
LONGEST: Final = 25  # words that a sentence has before its first person
_LONGEST_HEAD: Final = 6
_FEWEST_SAID: Final = 5  # words
# "Đồng chí Lê Văn Mít: Phụ trách chung": what is divided among persons, no words of theirs
_TAKES_ON: Final = frozenset(
    ["phụ trách", "lãnh đạo", "theo dõi", "chịu trách", "trực tiếp", "chủ trì", "tham mưu",
     "giúp việc", "điều hành"]
)  # fmt: skip
_SAYS_HOW: Final = frozenset(["phải", "cần", "là"])  # "Lãnh đạo | phải gần dân"
# Behind these, a word may say what the persons named next do.
_OPENS: Final = frozenset(
    [",", ";", "và", ".", "”", '"', "lại", "đến", "thành", "dịp", "tiếp", "-", "–", "\n"]
)
_ITEM_MARKS: Final = frozenset([".", ")", "/"])
_ITEM_BEGINS: Final = frozenset(["\n", ";", ":"])
_NOUN_ENDS: Final = frozenset([",", "của"])  # "sự lãnh đạo, chỉ đạo, quan tâm của"
_NAMES_WHO: Final = frozenset(["là", "có", "gồm"])
_SUBJECTS: Final = frozenset(["lãnh", "đại", "khách", "các", "ứng"])  # "Lãnh đạo tỉnh | dự có ..."
_LIST_ENDS: Final = _NAMES_WHO | {":"}
_OF_A_SIDE: Final = frozenset(["về", "phía"])
_NO_OBJECT: Final = _NAMES_WHO | {"còn", "cùng", ",", ":"}
_MEETINGS: Final = frozenset(
    ["hội", "lễ", "đại", "họp", "kỳ", "phiên", "tọa", "làm", "gặp", "tiếp", "giao"]
)
_BRIEF: Final = 6
_PRESENCE: Final = frozenset(["dự", "mặt", "gia", "diện", "kiến"])  # "sự tham dự, sự chứng kiến"
_ARE_PRESENT: Final = frozenset(["có đồng", "có các", "có ông", "có bà", "có đ", "có sự"])
_LISTED: Final = (
    "về phía", "cùng dự", "cùng có", "ngoài ra", "phía", "đại diện", "các đồng chí", "các ông",
)  # fmt: skip


def opening_roles(tokens: Tokens, first: int, last: int, listing: bool) -> set[str]:
    """Return the parts that tokens[first:last], before a sentence's first person, give.

    listing: the sentence before was a list of those present.
    """
    found: set[str] = set()
    if listing and _is_item(tokens, first):
        found.add("attendee")
    while first < last and not tokens[first].is_word:
        first += 1
    steps = tokens.within(_FIRST_WORDS, first, last)
    if not (steps or listing) and tokens.around[first] not in _OF_A_SIDE:
        # as most sentences: only how it ends may tell of a list
        return (
            found
            if tokens.around[last - 1] not in _LIST_ENDS
            else _roles_of_list(tokens, first, last, steps)
        )
    for step in steps:
        if step > first and tokens.lows[step - 1] not in _OPENS:
            if _attends_as_subject(tokens, step, first, last):
                found.add("attendee")
            continue
        _add_told(tokens, step, (first, last), found)
    found |= _roles_of_list(tokens, first, last, steps)
    if _is_of_a_side(tokens, first, last) or (listing and _goes_on(tokens, first, last)):
        found.add("attendee")
    return found


def _goes_on(tokens: Tokens, first: int, last: int) -> bool:
    """ "Cùng dự có ...", "Ở huyện có ...": a list of those present goes on."""
    head = " ".join(tokens.lows[first : min(first + 3, last)])
    return head.startswith(_LISTED) or _is_of_a_level(tokens, first, last)


def _add_told(tokens: Tokens, step: int, within: tuple[int, int], found: set[str]) -> None:
    """Add what a verb at a token tells of the persons named next."""
    first, last = within
    low = tokens.lows[step]
    if low in _ATTEND.firsts and _attends(tokens, step, first, last):
        found.add("attendee")
    if _speaks(tokens, step, first):
        found.add(_speech_role(tokens, step, last, found))
    if low in _CHAIR.firsts and _CHAIR.length(tokens, step):
        found.add("chair")


def _speech_role(tokens: Tokens, step: int, last: int, found: set[str]) -> str:
    """ "Dự và chỉ đạo hội nghị có", "Chỉ đạo hội nghị là đồng chí ...": there, no words told."""
    guides = tokens.lows[step] == "chỉ" and (
        "attendee" in found or tokens.lows[last - 1] in _NAMES_WHO
    )
    return "attendee" if guides else "speaker"


def _roles_of_list(tokens: Tokens, first: int, last: int, steps: list[int]) -> set[str]:
    """Return the part of all in a list: "ký kết có ...", "chủ trì, gồm các đồng chí ..."."""
    if last <= first:
        return set()
    several = "gồm" in tokens.lows[first:last]
    found = {"chair"} if several and _is_chaired_by(tokens, steps) else set()
    if tokens.lows[last - 1] in _NAMES_WHO and _signs(tokens, first, last):
        found.add("signer")
    if tokens.lows[last - 1] == ":":
        if _is_presence_of(tokens, first, last - 1):
            found.add("attendee")
        if _signs_before(tokens, first, last - 1):
            found.add("signer")
    return found


def _is_presence_of(tokens: Tokens, first: int, colon: int) -> bool:
    """ "... với sự tham dự và chúc mừng của: Đồng chí ...": the noun right before the colon."""
    if tokens.lows[colon - 1] != "của":
        return False
    near = range(max(first, colon - 2 * _BRIEF), colon - 2)
    return (
        any(
            tokens.lows[step] == "sự" and not _PRESENCE.isdisjoint(tokens.lows[step : step + 3])
            for step in near
        )
        and "," not in tokens.lows[near.start : colon]
    )


def _signs_before(tokens: Tokens, first: int, colon: int) -> bool:
    """ "Đại diện hai bên ký kết: Đại tá ... và bà ..."."""
    near = range(max(first, colon - _BRIEF), colon)
    whose = {"diện", "mặt", "bên", "vị"} & {*tokens.lows[first:colon]}
    return bool(whose) and any(_SIGN.length(tokens, step) for step in near)


def _is_chaired_by(tokens: Tokens, steps: list[int]) -> bool:
    """ "Hội nghị do Thường trực Đảng ủy xã chủ trì, gồm các đồng chí: ..."."""
    for step in steps:
        if length := _CHAIR.length(tokens, step):
            after = step + length
            after += tokens.around[after] == ","
            if after > step + 1 and tokens.around[after] == "gồm":
                return True
    return False


def _attends(tokens: Tokens, step: int, first: int, last: int) -> bool:
    """Say whether a verb of attending, before a sentence's first person, tells of that person.

    Words go between at will where it begins the sentence: "Dự lễ kỷ niệm ... có các đồng chí".
    """
    length = _ATTEND.length(tokens, step)
    if tells_words(tokens, step + length):
        return False  # "Tham gia đóng góp ý kiến có ..."
    if not length or _is_other_word(tokens, step + length):
        return False
    if last - step <= LONGEST:
        return True
    if tokens.lows[step - 1] == "dịp" and tokens.lows[last - 1] == ",":
        return True  # "Nhân dịp về dự ..., đồng chí ... đã trao quà"
    return step == first and not _NAMES_WHO.isdisjoint(tokens.lows[step:last])


def _attends_as_subject(tokens: Tokens, step: int, first: int, last: int) -> bool:
    """ "Lãnh đạo huyện dự có các đồng chí: ...": the verb behind those whom the sentence is of."""
    if tokens.lows[first] not in _SUBJECTS or _NAMES_WHO.isdisjoint(
        tokens.lows[max(step, last - _BRIEF) : last]
    ):
        return False
    if tokens.lows[first : first + 2] == ["đại", "hội"]:
        return False  # "Đại hội đã bầu đại biểu dự Đại hội cấp trên là ..."
    length = _ATTEND.length(tokens, step)
    return length > 0 and _is_at_meeting(tokens, step + length)


def _is_other_word(tokens: Tokens, at: int) -> bool:
    """ "Dự thảo báo cáo có ...", "Dự kiến có ...": "dự" begins another word."""
    return tokens.around[at - 1] == "dự" and tokens.around[at] in _AFTER_DU


def _is_at_meeting(tokens: Tokens, at: int) -> bool:
    """Say whether nothing or a meeting is attended: "dự | có", "dự | hội nghị có"; not "dự giờ"."""
    if tokens.around[at : at + 2] == ["lớp", "tập"]:
        return True
    at += tokens.around[at] in {"tại", "thính", "buổi", "cuộc"}
    return tokens.around[at] in _NO_OBJECT or tokens.around[at] in _MEETINGS


def _signs(tokens: Tokens, first: int, last: int) -> bool:
    """ "Tham dự và trực tiếp ký thỏa thuận có ông ..."."""
    return any(
        _SIGN.length(tokens, step)
        for step in range(first, last)
        if step == first
        or tokens.lows[step - 1] in _OPENS
        or (step == first + 1 and tokens.lows[first] == "cùng")  # "Cùng ký có bà ..."
    )


def _speaks(tokens: Tokens, step: int, first: int) -> bool:
    length = _SPEAK.length(tokens, step) if tokens.lows[step] in _SPEAK.firsts else 0
    if not length:
        return tokens.around[step + 1] == "gia" and tells_words(
            tokens, step + 2
        )  # "Tham gia đóng góp ý kiến tại hội nghị có ..."
    if step == first:
        return True
    after = tokens.around[step + length]
    numbered = after.isdigit()  # "quán triệt nghị quyết và kết luận 32-KL/TW"
    return not (numbered or after in _NOUN_ENDS)


def _is_of_a_side(tokens: Tokens, first: int, last: int) -> bool:
    """ "Về phía tỉnh Bình An có đồng chí ..."."""
    if tokens.around[first] not in _OF_A_SIDE:
        return False
    head = " ".join(tokens.lows[first : min(first + 3, last)])
    return head.startswith(("về phía", "phía", "về tổ")) and any(
        f"{tokens.around[step]} {tokens.around[step + 1]}" in _ARE_PRESENT
        for step in range(first, last)
    )


def _is_of_a_level(tokens: Tokens, first: int, last: int) -> bool:
    """ "Ở huyện có đồng chí ...": those of another level, in a list of those present."""
    if tokens.lows[first : first + 1] != ["ở"] or last - first > _LONGEST_HEAD:
        return False
    return tokens.lows[last - 1] in _NAMES_WHO


def words_follow(tokens: Tokens, mention: Mention, first: int, last: int) -> bool:
    """Say whether a sentence, tokens[first:last], is a person's words behind a colon.

    "Phó Giám đốc Sở Y tế Lê Văn Cám: Cần tiêm đủ mũi".
    """
    at = mention.unit_last
    begins = mention.unit_first == first and (bool(mention.posts) or mention.name.addressed)
    if not begins or tokens.around[at] != ":" or last - at <= _FEWEST_SAID:
        return False
    takes_on = f"{tokens.around[at + 1]} {tokens.around[at + 2]}" in _TAKES_ON
    if takes_on and tokens.around[at + 3] not in _SAYS_HOW:
        return False
    return tokens[at + 1].is_word and tokens[at + 1].is_capital


def _is_item(tokens: Tokens, first: int) -> bool:
    """ "2. Bà Trần Thị Cam", of those present; the stop may have ended a sentence."""
    return any(
        tokens[at].is_number
        and tokens.around[at + 1] in _ITEM_MARKS
        and (at == 0 or tokens.lows[at - 1] in _ITEM_BEGINS)
        for at in (first, first - 2)
        if at >= 0
    )


def is_number_alone(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a sentence is the number of an item, cut off at its stop."""
    return last - first <= len("1.") and tokens[first].is_number


def heads_list(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a line without a person heads a list of those present: "I. Thành phần"."""
    return last - first <= _LONGEST_HEAD and tokens.lows[last - 2 : last] == ["thành", "phần"]


def other_meetings(tokens: Tokens) -> list[int]:
    """Return where another meeting is told: "Cũng trong ngày, ..."; in most texts nowhere."""
    begins = tokens.places(_OTHER_MEETING.firsts)
    return [at for at in begins if tokens[at].is_capital and _OTHER_MEETING.length(tokens, at)]


def opens_with(others: list[int], first: int, last: int) -> bool:
    """Say whether tokens[first:last] begin with another meeting: who chairs that is no chair."""
    return any(first <= at < min(last, first + LONGEST) for at in others)
