"""Chains of posts: "Ủy viên Ban Thường vụ Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy"."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from phoihop.reader.lexicon import phrases, words
from phoihop.reader.phrasing import body_length, phrase_end
from phoihop.reader.tokens import Tokens

_JOINTS: Final = frozenset(",-–—;")
_BODY_BEFORE: Final = frozenset(["văn", "phòng", "ban", "đoàn", "tổ"])
_BULLETS: Final = frozenset("•*+\n")


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


def find_chains(tokens: Tokens, name_starts: frozenset[int]) -> list[Chain]:
    """Return all chains of posts in text order."""
    found: list[Chain] = []
    until = 0
    begins = _first_words()
    for at in [at for at, low in enumerate(tokens.lows) if low in begins]:
        if at < until:
            continue
        chain = _chain_at(tokens, at, name_starts)
        if chain is not None:
            found.append(chain)
            until = chain.last
    return found


@cache
def _first_words() -> frozenset[str]:
    """What a post can begin with."""
    return phrases("positions", "heads").firsts | words("positions", "before")


def head_length(tokens: Tokens, at: int) -> int:
    """Return the length of the post's first words at a token, with "nguyên" before them."""
    low = tokens.low(at)
    if low not in _first_words():
        return 0
    if low in words("positions", "before"):
        length = phrases("positions", "heads").length(tokens, at + 1)
        return length + 1 if length else 0
    found = phrases("positions", "heads").match(tokens, at)
    if found is None:
        return 0
    length, head = found
    return 0 if head in words("positions", "weak") and not tokens[at].is_capital else length


def _chain_at(tokens: Tokens, at: int, name_starts: frozenset[int]) -> Chain | None:
    if at in name_starts or not head_length(tokens, at) or _is_in_body(tokens, at):
        return None
    posts: list[tuple[int, int]] = []
    step = at
    while length := head_length(tokens, step):
        end = _post_end(tokens, step, length, name_starts)
        if _names_history(tokens, step + length, end):
            return None
        posts.append((step, end))
        if end in name_starts:
            break
        following = _next_post(tokens, end)
        if following is None:
            break
        step = following
    plural = _is_plural(tokens, at)
    if plural and (tokens.low(at - 1).isdigit() or tokens.low(at - 3).isdigit()):
        posts = posts[:1]  # "2 Phó Chủ tịch, Chủ tịch UBND xã ...": the next is another's
    return Chain(tuple(posts), plural)


def _names_history(tokens: Tokens, named: int, last: int) -> bool:
    """ "nguyên Tổng Bí thư Trường Chinh": a post with the name of one long dead is nobody's."""
    return " ".join(tokens.lows[named:last]) in words("people", "never")


def _is_plural(tokens: Tokens, at: int) -> bool:
    """Say whether several hold the post: "các Phó Giám đốc", "4 đồng chí Phó Chủ tịch"."""
    before = at - 1
    if f"{tokens.low(at - 2)} {tokens.low(before)}" == "đồng chí":
        before = at - 3
        return tokens.low(before) in {"các", "những"} or tokens.low(before).isdigit()
    return tokens.low(before) in words("positions", "plural") or (
        tokens.low(before).isdigit() and tokens.low(before - 1) not in {"số", "khóa", "khối", "/"}
    )


def _is_in_body(tokens: Tokens, at: int) -> bool:
    """ "Đoàn Chủ tịch", "Văn phòng Chủ tịch nước", "Đoàn Đại biểu Quốc hội"."""
    if tokens.low(at) == "bí" and tokens.low(at - 1) == "ban":
        return True  # "Ban Bí thư"
    if tokens.low(at) == "vụ" and tokens.low(at - 1) in {"chức", "nhiệm"}:
        return True  # "giữ chức vụ | Trưởng ban"
    return tokens.low(at - 1) in _BODY_BEFORE and tokens.low(at) in {"chủ", "đại"}


def _post_end(tokens: Tokens, at: int, length: int, name_starts: frozenset[int]) -> int:
    """Return the end of the post at a token; its first words are `length` tokens."""
    after = at + length
    shortened = tokens[after - 1].is_upper
    if shortened and tokens.low(after) == "." and not tokens.spaced(after):  # "PCT. UBND huyện"
        after += 1
    if after >= len(tokens) or after in name_starts:
        return after
    end = max(phrase_end(tokens, at, name_starts, after - at), at + length)
    end = _with_owner(tokens, end, name_starts)
    split = _inner_head(tokens, at + length, end)
    end = split if split is not None else end
    return _with_parent(tokens, at, end, name_starts)


def _with_owner(tokens: Tokens, end: int, name_starts: frozenset[int]) -> int:
    """Take in the body above: "Chủ nhiệm Ủy ban Quốc phòng và An ninh của Quốc hội"."""
    body = end + 1
    if tokens.low(end) != "của" or body >= len(tokens) or not tokens[body].is_capital:
        return end
    return phrase_end(tokens, body, name_starts) if body_length(tokens, body) else end


def _inner_head(tokens: Tokens, at: int, end: int) -> int | None:
    """Return where a second post begins without a mark: "TUV Phó Chủ tịch", "... kiêm ..."."""
    joints, heads = phrases("positions", "joined_by"), phrases("positions", "heads")
    for step in range(at, end):
        low = tokens.lows[step]
        if low in joints.firsts and joints.length(tokens, step):
            return step
        if low not in heads.firsts or not tokens[step].is_capital:
            continue
        length = heads.length(tokens, step)
        known = tokens.low(step) not in words("positions", "weak")
        if length and known and (length > 1 or tokens[step].is_upper):
            return None if tokens.low(step - 1) in _BODY_BEFORE else step
    return None


def _with_parent(tokens: Tokens, at: int, end: int, name_starts: frozenset[int]) -> int:
    """Take in the parent body after a comma: "Vụ trưởng Vụ A, Tổng cục B"."""
    if tokens.low(end) != "," or end + 1 >= len(tokens) or not tokens[end + 1].is_capital:
        return end
    if not phrases("positions", "upper_units").length(tokens, end + 1):
        return end
    if head_length(tokens, end + 1):  # "Bí thư Ban cán sự đảng, Bộ trưởng Bộ Y tế"
        return end
    units = phrases("positions", "lower_units")
    has_unit = (
        any(
            units.length(tokens, step) and tokens[step].is_capital
            for step in range(at + head_length(tokens, at), end)
        )
        or tokens.low(at).endswith(("vụ", "cục", "phòng"))
        or tokens.low(at + 1) == "phòng"
    )
    return phrase_end(tokens, end + 1, name_starts) if has_unit else end


def _next_post(tokens: Tokens, end: int) -> int | None:
    """Return where the next post of the chain begins, across a mark or "kiêm"."""
    step = end
    joined = phrases("positions", "joined_by").length(tokens, step)
    if joined:
        return step + joined
    if head_length(tokens, step):
        return step
    if step < len(tokens) and tokens[step].text in _JOINTS:
        step += 1
        while step < len(tokens) and tokens[step].text in _BULLETS:
            step += 1
        joined = phrases("positions", "joined_by").length(tokens, step)
        step += joined
        if head_length(tokens, step) and tokens.low(step - 1) != ";":
            return step
    return None
