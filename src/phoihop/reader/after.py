"""What the first verb behind a person tells of his or her part."""

from __future__ import annotations

from typing import Final

from phoihop.reader.acts import quote_follows, role_at, role_on_behalf
from phoihop.reader.lexicon import nested, phrases
from phoihop.reader.tokens import Tokens

_FILLERS: Final = frozenset(
    ["đã", "cũng", "cùng", "vừa", "đồng", "tiếp", "tục", "đều", "-", "–", ",", ")", "trực", "là",
     "người", "thêm", "xin", "được", "đón", "lần", "lượt", "lại", "rất", "và", "trân", "trọng",
     "nhiệt", "liệt", "chân"]
)  # fmt: skip
_MARKS: Final = frozenset(",;")
_QUOTES: Final = frozenset('"“')
LONGEST_LOOK: Final = 60
_BRIEF: Final = 12
LONGEST_DESCRIPTION: Final = 20
_TELLS_MORE: Final = frozenset(["ở", "khóa", "nhiệm", "giai"])  # "Bí thư ... khóa XII nói"
_LIVES: Final = frozenset(["thôn", "bản", "ấp", "xóm", "buôn", "khóm", "xã", "phường"])
_LONGEST_ACT: Final = 16
_SECOND_ACTS: Final = {"phát biểu": "speaker", "chủ trì": "chair"}
_SERVES_AT: Final = frozenset([",", "-", "–"])
_BEFORE_CAPITAL: Final = frozenset(["-", "–", "đã"])
_WITH: Final = frozenset(["lãnh đạo", "đại diện"])  # "và đại diện Sở Y tế đã trả lời"
# How something is said: "bà Mít | vui mừng cho biết".
_MOODS: Final = frozenset(
    ["vui mừng", "vui vẻ", "tự hào", "bức xúc", "lo lắng", "tâm đắc", "nghẹn ngào", "dí dỏm",
     "khiêm tốn", "mạnh dạn", "bồi hồi"]
)  # fmt: skip
_ON_BEHALF: Final = frozenset(["thay", "t"])  # "thay mặt", "t/m"
_DESCRIBED: Final = phrases("roles", "described")
_SIDES_COUNTED: Final = frozenset(["hai", "ba", "bốn", "các", "2", "3", "4", "02", "03", "04"])
_SIDES: Final = frozenset(["bên", "đơn", "cơ", "ngành", "phía"])
_BEGINS_LIST: Final = frozenset(["cùng", "lãnh", "các", "đại", "tập", "đông", "nhiều"])


def role_after(tokens: Tokens, at: int, limit: int) -> str | None:
    """Return the role told by the first verb after a person, None where it tells none."""
    limit = min(limit, at + LONGEST_LOOK, len(tokens))
    step = at
    if _signs_for_sides(tokens, step, limit):
        return "signer"
    if tokens.lows[at : at + 2] == ["đại", "diện"]:
        # "ông Mít, Phó Giám đốc Sở A | đại diện cơ quan soạn thảo trình bày"
        step = _past_description(tokens, at, limit) + 1
    while step < limit:
        token = tokens[step]
        if _begins_list(tokens, step) or (token.low in _MARKS and _begins_list(tokens, step + 1)):
            others = f"{token.low} {tokens.around[step + 1]}"
            together = tokens.around[step - 1] == "và" and others in _WITH
            return _role_after_list(tokens, step, limit, spoken=together)
        if token.low in _ON_BEHALF and tokens.around[step + 1] in {"mặt", "/"}:
            return role_on_behalf(tokens, step + 2, limit)
        # "Thứ trưởng Lê Văn Cám Kết luận hội nghị": a capital only right behind the name
        role = role_at(tokens, step)
        chairs = role == "chair" and tokens.around[step - 1] in _BEFORE_CAPITAL
        if token.is_capital and step > at and not chairs:
            role = None  # but "... - Chủ tịch UBND xã - Chủ trì", "đã Chủ trì Hội nghị"
        if role and not (token.is_capital and _is_numbered(tokens, step)):
            return role
        passed = _passed(tokens, at, step, limit)
        if passed is None:
            break
        step = passed + 1
    return "speaker" if quote_follows(tokens, at, limit) else _role_after_act(tokens, step, limit)


def _signs_for_sides(tokens: Tokens, at: int, limit: int) -> bool:
    """ "... ông Mít và bà Cam đại diện (cho) hai bên ký kết", though "đại diện" begins lists."""
    if tokens.around[at : at + 2] != ["đại", "diện"]:
        return False
    step = at + 2 + (tokens.around[at + 2] == "cho")
    if tokens.around[step] not in _SIDES_COUNTED or tokens.around[step + 1] not in _SIDES:
        return False
    after = step + 2 + (tokens.around[step + 1] in {"đơn", "cơ"})  # "hai đơn vị", "hai cơ quan"
    after += tokens.around[after] in {"đã", "cùng"}
    return after < limit and role_at(tokens, after) == "signer"


def _is_numbered(tokens: Tokens, at: int) -> bool:
    """ "... thực hiện | Kết luận 62-KL/TW": a document, no act."""
    return tokens.around[at + 2] == "số" or tokens.around[at + 2].isdigit()


def _passed(tokens: Tokens, at: int, step: int, limit: int) -> int | None:
    """Return the last token of what may stand at `step`, between a person and the verb."""
    token = tokens[step]
    if token.text == "(":
        return bracket_end(tokens, step, limit)
    # "bà Mít, 65 tuổi, ở xóm Đông, bày tỏ", "ông Cam, 65 năm tuổi Đảng, nói"
    aged = "tuổi" in {tokens.around[step + 2], tokens.around[step + 3]}
    aged = aged and tokens.around[step + 1].isdigit()
    described = aged or _DESCRIBED.length(tokens, step + 1)
    if described and token.text in _SERVES_AT and not role_at(tokens, step + 1):
        # "em Mít - lớp 9A, trường Ba, gửi lời"
        return _past_description(tokens, step + 1, limit)
    lives = token.low in _TELLS_MORE or (step == at and token.low in _LIVES)
    if lives or (token.low == "thừa" and tokens.around[step + 1] == "ủy"):
        # "ông Mít ở xã Ba, huyện Bảy, cho rằng", "ông Cam thôn Bàng đề nghị", "thừa ủy quyền ..."
        return _past_description(tokens, step, limit)
    if f"{token.low} {tokens.around[step + 1]}" in _MOODS:
        return step + 1
    by_mistake = token.text == "." and _goes_on_small(tokens, step + 1)
    if by_mistake or token.low in _FILLERS or token.text in _QUOTES:
        return step
    return None


def _goes_on_small(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].is_word and not tokens[at].is_capital


def _role_after_act(tokens: Tokens, at: int, limit: int) -> str | None:
    """ "... trao quyết định và phát biểu giao nhiệm vụ": what the person did after another act."""
    if at >= limit or not tokens[at].is_word or tokens[at].is_capital:
        return None
    for step in range(at, min(limit, at + _LONGEST_ACT)):
        if tokens.lows[step] in {".", ";", ":", "\n"}:
            return None
        if tokens.lows[step] == "và":
            following = f"{tokens.around[step + 1]} {tokens.around[step + 2]}"
            if following in _SECOND_ACTS:
                return _SECOND_ACTS[following]
    return None


def _past_description(tokens: Tokens, at: int, limit: int) -> int:
    """Step over "phường Cây Gạo, quận Ba" or "nông dân xã Đồng Mơ"; return its last token."""
    for step in range(at, min(limit, at + LONGEST_DESCRIPTION)):
        if not tokens[step].is_capital and role_at(tokens, step):
            return step - 1
    return at


def _role_after_list(tokens: Tokens, at: int, limit: int, *, spoken: bool) -> str | None:
    """After "cùng lãnh đạo các ngành" chairing and attending are shared, speech after "và"."""
    for step in range(at, limit):
        named = tokens[step].is_capital or tokens.around[step - 1] == "sự"  # "sự có mặt của"
        role = None if named else role_at(tokens, step)
        told = tokens.around[step - 1] in {"đã", "cùng", "đều"}
        if role in {"chair", "attendee"} or (role == "speaker" and spoken and told):
            return role
    return None


def bracket_end(tokens: Tokens, at: int, limit: int) -> int:
    return next(
        (step for step in range(at, min(limit, at + _BRIEF)) if tokens.around[step] == ")"), at
    )


def _begins_list(tokens: Tokens, at: int) -> bool:
    """ "... cùng lãnh đạo các ngành"; "cùng ký kết" is what those named did."""
    if tokens.around[at] not in _BEGINS_LIST:
        return False
    return tokens.around[at] != "cùng" or role_at(tokens, at + 1) != "signer"


def second_role(tokens: Tokens, at: int, limit: int, first: str) -> str | None:
    """ "đến dự và chủ trì hội nghị", "chủ trì hội nghị và kết luận": what else the person did."""
    if first not in {"attendee", "chair"}:
        return None
    for step in range(at, min(limit, at + _BRIEF)):
        joined = tokens.around[step] == "và" or _speech_follows(tokens, step)
        if joined and step + 1 < limit and not tokens[step + 1].is_capital:
            second = role_at(tokens, step + 1)
            # "dự và chỉ đạo hội nghị": present as the higher one, no words of his are told; nor
            # are they by "đến thăm và chúc mừng cán bộ"
            guides = first == "attendee" and (
                _guides_meeting(tokens, step + 1) or tokens.around[step - 1] == "thăm"
            )
            return None if guides else second
        if tokens.around[step] in {".", ";", ":", "\n"}:
            return None
    return None


def _speech_follows(tokens: Tokens, at: int) -> bool:
    """ "chủ trì, phát biểu khai mạc Hội nghị"."""
    return tokens.lows[at] == "," and tokens.lows[at + 1 : at + 3] == ["phát", "biểu"]


def _guides_meeting(tokens: Tokens, at: int) -> bool:
    """Say whether "chỉ đạo" stands with the meeting, or with nothing, behind it."""
    if [tokens.around[at], tokens.around[at + 1]] != ["chỉ", "đạo"]:
        return False
    after = at + 2
    meant = nested("events", "words", "nouns").length(tokens, after)
    return bool(meant) or after >= len(tokens) or not tokens[after].is_word
