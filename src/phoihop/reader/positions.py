"""Chains of posts: "Ủy viên Ban Thường vụ Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy"."""

from __future__ import annotations

from typing import Final, NamedTuple

from phoihop.reader.bodies import body_length
from phoihop.reader.lexicon import phrases, words
from phoihop.reader.posts import BODY_BEFORE, head_length, post_end
from phoihop.reader.tokens import Tokens

_JOINTS: Final = frozenset(",-–—;")
_BULLETS: Final = frozenset("•*+\n")
_POSTS: Final = phrases("positions", "heads")
_BEFORE: Final = words("positions", "before")
_WEAK: Final = words("positions", "weak")
_HISTORY: Final = words("people", "history")
_PLURAL: Final = words("positions", "plural")
_JOINED_BY: Final = phrases("positions", "joined_by")
_WEAK_BEGINS: Final = frozenset(post.split()[0] for post in _WEAK if " " in post)
_TWO_WORDS: Final = 2
_ADDRESS: Final = phrases("people", "address")
# Behind these, "BTV Tỉnh ủy" is the body in whose name a person acts, not a person's post.
_OF_BODY: Final = frozenset(["của", "mặt", "cho", "với", "trong"])
_SEVERAL: Final = frozenset(["các", "những", "hai", "ba", "bốn", "năm"])
_TERMS: Final = frozenset(["khóa", "nhiệm"])
_DASHES: Final = frozenset("-–")
_FOR: Final = frozenset(["kt", "tl", "tuq"])
_MARKS: Final = frozenset("./")
_REPORTS: Final = 3  # words of "báo cáo với"
_SENTENCE_ENDS: Final = frozenset([".", "\n", ":", ";", "”", '"'])
_SERVES: Final = frozenset(["thư ký", "trợ lý"])  # "Thư ký Chủ tịch UBND huyện": one post


class Chain(NamedTuple):
    """Posts that stand one after another, each as tokens[first:last]."""

    posts: tuple[tuple[int, int], ...]
    plural: bool  # "các Phó Tổng Giám đốc"

    @property
    def first(self) -> int:
        """First token of the first post."""
        return self.posts[0][0]

    @property
    def last(self) -> int:
        """Token after the last post."""
        return self.posts[-1][1]


def find_chains(
    tokens: Tokens, name_starts: frozenset[int], name_ends: frozenset[int] = frozenset()
) -> list[Chain]:
    """Return all chains of posts in text order.

    name_starts, name_ends: the first tokens of names, and those behind their last ones.
    """
    found: list[Chain] = []
    until = 0
    for at in sorted({*_POSTS.beginnings(tokens), *tokens.places(_BEFORE)}):
        if at < until:
            continue
        chain = _chain_at(tokens, at, name_starts, behind=at - 1 in name_ends)
        if chain is not None:
            found.append(chain)
            until = chain.last
    return found


def _post_length(tokens: Tokens, at: int, name_starts: frozenset[int], *, behind: bool) -> int:
    """Return `head_length`, or that of a weak head in small letters with a name beside it.

    "có đại biểu HĐND tỉnh ông Lê Văn Mít", "bà Cam, chuyên viên Phòng Văn hóa huyện".
    behind: only a mark stands between it and the name before.
    """
    length = head_length(tokens, at)
    if length or tokens.around[at] not in _WEAK_BEGINS:
        return length
    length = _POSTS.length(tokens, at)
    if length < _TWO_WORDS:
        return 0
    body = at + length
    if behind and tokens.around[at - 1] in _JOINTS and body_length(tokens, body):
        return length if tokens[body].is_capital else 0
    end = post_end(tokens, at, length, name_starts)
    return length if end + _ADDRESS.length(tokens, end) in name_starts else 0


def _chain_at(
    tokens: Tokens, at: int, name_starts: frozenset[int], *, behind: bool
) -> Chain | None:
    length = 0 if at in name_starts else _post_length(tokens, at, name_starts, behind=behind)
    if not length or _is_in_body(tokens, at):
        return None
    posts: list[tuple[int, int]] = []
    step = at
    while length:
        end = post_end(tokens, step, length, name_starts)
        if _names_history(tokens, step + length, end):
            return None
        posts.append((step, end))
        if end in name_starts:
            break
        following = _next_post(tokens, end)
        if following == end and " ".join(tokens.lows[step:end]) in _SERVES:
            end = post_end(tokens, end, head_length(tokens, end), name_starts)
            posts[-1] = (step, end)
            following = _next_post(tokens, end)
        if following is None:
            break
        step = following
        length = head_length(tokens, step)
    plural = _is_plural(tokens, at)
    if plural and (tokens.around[at - 1].isdigit() or tokens.around[at - 3].isdigit()):
        posts = posts[:1]  # "2 Phó Chủ tịch, Chủ tịch UBND xã ...": the next is another's
    elif len(posts) > 1 and tokens.low(at - 1) == "là" and not tokens[at].is_capital:
        # "đảng viên là trưởng thôn, Bí thư Huyện ủy Lê Văn Mít": the first is nobody's
        posts = posts[1:] if tokens[posts[1][0]].is_capital else posts
    elif len(posts) > 1 and _is_of_another(tokens, at):
        posts = posts[1:]
    return Chain(tuple(posts), plural)


def _is_of_another(tokens: Tokens, at: int) -> bool:
    """ "KT. | BỘ TRƯỞNG THỨ TRƯỞNG Lê Văn Mít", "Báo cáo với | Phó Thủ tướng, Chủ tịch tỉnh ...".

    The first of two posts is that of him who is represented, or who listens.
    """
    before = tokens.around[at - 1]
    if tokens.around[at - 2] in _FOR and before in _MARKS:
        return True
    reports = before in {"với", "trước"} and tokens.lows[max(0, at - 3) : at - 1] == ["báo", "cáo"]
    return reports and (at == _REPORTS or tokens.around[at - _REPORTS - 1] in _SENTENCE_ENDS)


def _names_history(tokens: Tokens, named: int, last: int) -> bool:
    """ "nguyên Tổng Bí thư Trường Chinh": a post with the name of one long dead is nobody's."""
    return last - named > 1 and " ".join(tokens.lows[named:last]) in _HISTORY


def _is_plural(tokens: Tokens, at: int) -> bool:
    """Say whether several hold the post: "các Phó Giám đốc", "4 đồng chí Phó Chủ tịch"."""
    if tokens.around[at - 1] == "là" and tokens.around[at - 4] == "các":
        at -= 1  # "các đồng chí là Ủy viên Ban Thường vụ: ..."
    before = at - 1
    if f"{tokens.around[at - 2]} {tokens.around[before]}" == "đồng chí":
        before = at - 3
        return tokens.around[before] in _SEVERAL or tokens.around[before].isdigit()
    return tokens.around[before] in _PLURAL or (
        tokens.around[before].isdigit()
        and tokens.around[before - 1] not in {"số", "khóa", "khối", "/"}
    )


def _is_in_body(tokens: Tokens, at: int) -> bool:
    """ "Đoàn Chủ tịch", "Văn phòng Chủ tịch nước", "Đoàn Đại biểu Quốc hội"."""
    if tokens.around[at] == "bí" and tokens.around[at - 1] == "ban":
        return True  # "Ban Bí thư"
    if tokens.around[at] == "vụ" and tokens.around[at - 1] in {"chức", "nhiệm", "thường"}:
        return True  # "giữ chức vụ | Trưởng ban"
    if tokens.around[at] in {"btv", "thường"} and tokens.around[at - 1] in _OF_BODY:
        return True  # "được sự ủy quyền của BTV Tỉnh ủy"
    if tokens.around[at : at + 4] == ["thường", "trực", "ban", "chỉ"]:
        return tokens.around[at - 1] not in _JOINTS  # a post only behind a name: "ông Mít - ..."
    within = tokens.around[at] in {"chủ", "đại", "đbqh", "thường"}  # "Ban Thường vụ Tỉnh ủy"
    return within and tokens.around[at - 1] in BODY_BEFORE


def _next_post(tokens: Tokens, end: int) -> int | None:
    """Return where the next post of the chain begins, across a mark or "kiêm"."""
    step = end
    if tokens.around[step] in _JOINED_BY.firsts and (joined := _JOINED_BY.length(tokens, step)):
        return step + joined
    if tokens.around[end] in _TERMS and (past := _past_term(tokens, end)) > end:
        joint = past < len(tokens) and tokens[past].text in _JOINTS and tokens.around[past] != ";"
        return past + 1 if joint and head_length(tokens, past + 1) else None
    if head_length(tokens, step):
        return step
    if step < len(tokens) and tokens[step].text in _JOINTS:
        step += 1
        while step < len(tokens) and tokens[step].text in _BULLETS:
            step += 1
        joined = _JOINED_BY.length(tokens, step)
        step += joined
        if head_length(tokens, step) and tokens.around[step - 1] != ";":
            return step
    return None


def _past_term(tokens: Tokens, at: int) -> int:
    """ "Đại biểu Quốc hội | khóa XV, nhiệm kỳ 2031 - 2036, Trưởng ban": where the term ends."""
    if tokens.around[at] == "khóa" and tokens.around[at + 1].isalnum():
        at += 2
    step = at + (tokens.around[at] == ",")
    if tokens.around[step] == "nhiệm" and tokens.around[step + 1] == "kỳ":
        step += 2
        while step < len(tokens) and (tokens[step].is_number or tokens.around[step] in _DASHES):
            step += 1
        return step
    return at
