"""What a verb behind a person tells of his or her part: "chủ trì", "ký kết", "dự", "phát biểu"."""

from __future__ import annotations

from typing import Final

from phoihop.reader.lexicon import phrases, words
from phoihop.reader.tokens import Tokens

# The first that fits tells the role.
_VERBS: Final = {
    "chair": phrases("roles", "chair"),
    "signer": phrases("roles", "sign"),
    "attendee": phrases("roles", "attend"),
    "speaker": phrases("roles", "speaker"),
}
_OTHER_WORDS: Final = phrases("roles", "no_speech")
_AFTER_DU: Final = words("roles", "after_du")
# For each first word the roles that a verb of its may tell.
_BEGUN: Final = {
    word: tuple((role, verbs) for role, verbs in _VERBS.items() if word in verbs.firsts)
    for word in frozenset[str]().union(*(verbs.firsts for verbs in _VERBS.values()))
}
_QUOTES: Final = frozenset('"“')
_LONGEST_LOOK: Final = 60
# Behind "ký" alone: what is written into a book or upon one, and words that only begin so.
_NOT_SIGNED: Final = frozenset(
    ["sổ", "tặng", "gửi", "nhận", "sự", "ức", "họa", "lưu", "hiệu", "túc", "sinh", "giả"]
)
# "được | phát biểu": what one is given to do; "được | nêu gương": what is done to her.
_GIVEN_TO_SPEAK: Final = frozenset(
    ["phát biểu", "trình bày", "bày tỏ", "chia sẻ", "tham luận", "báo cáo", "nói lên",
     "nêu ý", "thay mặt"]
)  # fmt: skip
_LONGEST_BODY: Final = 24
_STOPS: Final = frozenset([".", ";", ":", "\n"])
_GIVES: Final = frozenset(["tặng", "trao", "nhận", "đón", "dâng", "viếng", "thăm"])
_JUDGES: Final = frozenset(["thấy", "lỗi"])  # "nhận xét" is a verb of speech itself
# "tham gia | đóng góp ý kiến": what is said; "tham gia | Ban Thường vụ": a post.
_SAID: Final = frozenset(
    ["đóng góp", "góp ý", "ý kiến", "phát biểu", "thảo luận", "giải đáp", "giải trình", "trả lời"]
)
_POST_BODIES: Final = frozenset(["ban", "btv", "bch", "cấp", "đảng"])
# "với sáng kiến: “...”": a title behind the colon, nobody's words.
_TITLED: Final = frozenset(
    ["sáng kiến", "đề tài", "chủ đề", "chuyên đề", "tác phẩm", "giải pháp", "mô hình", "khẩu hiệu",
     "bài hát", "ca khúc", "tiết mục", "cuốn sách", "dự án", "đề án", "danh hiệu", "phong trào",
     "hội thi", "cuộc thi", "vận động", "công trình"]
)  # fmt: skip


def role_at(tokens: Tokens, at: int) -> str | None:
    """Return the role that a verb at a token tells."""
    for role, verbs in _BEGUN.get(tokens.around[at], ()):
        length = verbs.length(tokens, at)
        if not length or (role == "attendee" and _is_no_visit(tokens, at + length)):
            continue
        if role == "speaker" and _is_passive(tokens, at):
            return None
        if role == "speaker" and _OTHER_WORDS.length(tokens, at) > length:
            return None  # "kể | từ ngày 1/3", "giao | lưu"
        return None if role == "signer" and _is_no_signing(tokens, at + length) else role
    return None


def _is_passive(tokens: Tokens, at: int) -> bool:
    """ "được đề nghị khen thưởng", "được biểu dương": told to or of the person, not by her."""
    if tokens.around[at - 1] not in {"được", "bị"}:
        return False
    given = f"{tokens.around[at]} {tokens.around[at + 1]}" in _GIVEN_TO_SPEAK
    return not given or tokens.around[at + 2] == "viên"  # "được báo cáo viên khen"


def role_on_behalf(tokens: Tokens, at: int, limit: int) -> str | None:
    """ "thay mặt | Ban Thường vụ trao quà": what was done for others, if it is told."""
    for step in range(at, min(limit, at + _LONGEST_BODY)):
        token = tokens[step]
        if token.low in _STOPS:
            break
        if token.is_capital or (token.low == "nhận" and tokens.around[step + 1] in _JUDGES):
            continue
        role = role_at(tokens, step)
        if role or token.low in _GIVES:
            return role
    return "speaker"


def _is_no_signing(tokens: Tokens, at: int) -> bool:
    """ "ký sổ lưu niệm", "ký tặng sách"."""
    return tokens.around[at - 1] in {"ký", "kí"} and tokens.around[at] in _NOT_SIGNED


def _is_no_visit(tokens: Tokens, at: int) -> bool:
    """ "dự án", "dự thảo": words that only begin as "dự" does; "tham gia Ban Thường vụ"."""
    verb = tokens.around[at - 1]
    if verb == "gia":
        return tokens.around[at] in _POST_BODIES or tells_words(tokens, at)
    return verb == "dự" and tokens.around[at] in _AFTER_DU


def tells_words(tokens: Tokens, at: int) -> bool:
    """ "tham gia | đóng góp ý kiến": what is said, no presence."""
    return (
        tokens.around[at - 1] == "gia" and f"{tokens.around[at]} {tokens.around[at + 1]}" in _SAID
    )


def quote_follows(tokens: Tokens, at: int, limit: int) -> bool:
    """Say whether a colon and the first mark of a quotation stand in tokens[at:limit]."""
    last = min(limit, at + _LONGEST_LOOK)
    if ":" not in tokens.lows[at:last]:
        return False
    return any(
        tokens.around[step] == ":"
        and tokens.around[step + 1] in _QUOTES
        and f"{tokens.around[step - 2]} {tokens.around[step - 1]}" not in _TITLED
        for step in range(at, last)
    )
