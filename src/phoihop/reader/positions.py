"""Chains of posts: "Ủy viên Ban Thường vụ Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from phoihop.reader.lexicon import phrases, words
from phoihop.reader.phrasing import phrase_end
from phoihop.reader.tokens import Tokens

_JOINTS: Final = frozenset(",-–—;")
_BODY_BEFORE: Final = frozenset(["văn", "phòng", "ban", "đoàn", "tổ"])
_BULLETS: Final = frozenset("•*+\n")


@dataclass(frozen=True)
class Chain:
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
    heads = phrases("positions", "heads").firsts | words("positions", "before")
    for at, low in enumerate(tokens.lows):
        if at < until or low not in heads:
            continue
        chain = _chain_at(tokens, at, name_starts)
        if chain is not None:
            found.append(chain)
            until = chain.last
    return found


def head_length(tokens: Tokens, at: int) -> int:
    """Return the length of the post's first words at a token, with "nguyên" before them."""
    if tokens.low(at) in words("positions", "before"):
        length = phrases("positions", "heads").length(tokens, at + 1)
        return length + 1 if length else 0
    length = phrases("positions", "heads").length(tokens, at)
    if length and tokens.low(at) in words("positions", "weak"):
        return length if tokens[at].is_capital else 0
    return length


def _chain_at(tokens: Tokens, at: int, name_starts: frozenset[int]) -> Chain | None:
    if at in name_starts or not head_length(tokens, at) or _is_in_body(tokens, at):
        return None
    posts: list[tuple[int, int]] = []
    step = at
    while head_length(tokens, step):
        end = _post_end(tokens, step, name_starts)
        posts.append((step, end))
        if end in name_starts:
            break
        following = _next_post(tokens, end)
        if following is None:
            break
        step = following
    plural = tokens.low(at - 1) in words("positions", "plural")
    return Chain(tuple(posts), plural)


def _is_in_body(tokens: Tokens, at: int) -> bool:
    """ "Đoàn Chủ tịch", "Văn phòng Chủ tịch nước", "Đoàn Đại biểu Quốc hội"."""
    return tokens.low(at - 1) in _BODY_BEFORE and tokens.low(at) in {"chủ", "đại"}


def _post_end(tokens: Tokens, at: int, name_starts: frozenset[int]) -> int:
    length = head_length(tokens, at)
    after = at + length
    if tokens.low(after) == "." and not tokens[after].spaced:  # "PCT. UBND huyện"
        after += 1
    if after >= len(tokens) or after in name_starts:
        return after
    end = phrase_end(tokens, at, name_starts, after - at)
    end = max(end, at + length)
    split = _inner_head(tokens, at + length, end)
    end = split if split is not None else end
    return _with_parent(tokens, at, end, name_starts)


def _inner_head(tokens: Tokens, at: int, end: int) -> int | None:
    """Return where a second post begins without a mark: "TUV Phó Chủ tịch", "... kiêm ..."."""
    for step in range(at, end):
        if phrases("positions", "joined_by").length(tokens, step):
            return step
        if not tokens[step].is_capital:
            continue
        length = phrases("positions", "heads").length(tokens, step)
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
