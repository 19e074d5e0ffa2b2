"""Which persons each sentence names, and which of them it names together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from phoihop.reader.acts import role_at
from phoihop.reader.after import LONGEST_DESCRIPTION, bracket_end
from phoihop.reader.before import is_object
from phoihop.reader.bodies import body_length
from phoihop.reader.located import past_place
from phoihop.reader.mentions import Findings, Mention
from phoihop.reader.tokens import Tokens

_JOINERS: Final = frozenset(
    [",", ";", "và", "cùng", "-", "–", ":", "\n", "•", "(", ")", "đồng", "chí", "ông", "bà", "các"]
)
_ANSWERS: Final = frozenset(
    ["trả lời", "giải đáp", "giải trình", "đáp lại", "trước ý", "trước đề", "trước câu",
     "trước những", "tiếp thu", "theo đề", "theo yêu"]
)  # fmt: skip
_LONGEST_QUESTION: Final = 12
_VISITS: Final = frozenset(["thăm", "viếng", "đến", "tới"])
_SERVES_AT: Final = frozenset([",", "-", "–"])


class Clause(NamedTuple):
    """The mentions of one sentence. first, last: its tokens."""

    first: int
    last: int
    mentions: tuple[int, ...]  # indices into Findings.mentions


class Sentence(NamedTuple):
    """A sentence with its persons. groups: those named together, as indices into mentions."""

    tokens: Tokens
    mentions: tuple[Mention, ...]
    clause: Clause
    groups: list[list[int]]

    def limit(self, number: int) -> int:
        """Return where the words behind a group end: at the next one."""
        if number + 1 < len(self.groups):
            return self.mentions[self.groups[number + 1][0]].unit_first
        return self.clause.last


def clauses_of(
    tokens: Tokens, found: Findings, sentences: Sequence[tuple[int, int]]
) -> list[Clause]:
    """Return the sentences with the persons whose names stand in each."""
    clauses: list[Clause] = []
    ends = [bisect_left(tokens.starts, end) for _, end in sentences]
    mentions = found.mentions
    count = len(mentions)
    at = until = 0
    for (start, _), end in zip(sentences, ends, strict=True):
        # most often no token stands between two sentences
        goes_on = until < len(tokens) and tokens.starts[until] >= start
        first, last = until if goes_on else tokens.at_offset(start), end
        until = end
        while at < count and mentions[at].name.first < first:
            at += 1
        inside: list[int] = []
        while at < count and mentions[at].name.first < last:
            inside.append(at)
            at += 1
        if inside:
            unit_last = mentions[inside[-1]].unit_last
            if unit_last > last:  # the posts stand on the next line
                last = next((x for x in ends if x >= unit_last), unit_last)
        if clauses and first < clauses[-1].last and inside:
            # "Lê Văn Mít –" and on the next line "Bí thư; Lê Văn Cam – Chủ tịch": one sentence
            before = clauses[-1]
            clauses[-1] = Clause(before.first, max(last, before.last), (*before.mentions, *inside))
            continue
        clauses.append(Clause(first, last, tuple(inside)))
    return clauses


def groups_in(tokens: Tokens, mentions: tuple[Mention, ...], clause: Clause) -> list[list[int]]:
    """Join mentions with nothing but commas, "và" or a list mark between them."""
    groups: list[list[int]] = []
    for at in clause.mentions:
        previous = groups[-1][-1] if groups else None
        if previous is None:
            groups.append([at])
            continue
        last, first = mentions[previous].unit_last, mentions[at].unit_first
        between = tokens.lows[past_place(tokens, last) : first]
        if between == [","] and _is_told_aside(tokens, mentions[groups[-1][0]], clause):
            groups.append([at])
        elif _JOINERS.issuperset(between) or _only_unit_between(tokens, last, first):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def is_answered(tokens: Tokens, mention: Mention, first: int) -> bool:
    """ "Trả lời câu hỏi của ông Mít, | bà Cam cho biết": whose question it was, not who speaks."""
    if f"{tokens.around[first]} {tokens.around[first + 1]}" not in _ANSWERS:
        return False
    for step in range(mention.unit_first - 1, first + 1, -1):
        if tokens.lows[step] == "của":
            return mention.unit_first - first <= _LONGEST_QUESTION
        if not tokens[step].is_word:
            return False
    return False


def _is_told_aside(tokens: Tokens, mention: Mention, clause: Clause) -> bool:
    """Say whether the first of two persons is whom the other answers, or has come to see.

    "Thăm gia đình liệt sĩ Lê Văn Mít, | ông Cam nói".
    """
    if is_answered(tokens, mention, clause.first):
        return True
    return tokens.around[clause.first] in _VISITS and is_object(tokens, mention)


def _only_unit_between(tokens: Tokens, first: int, last: int) -> bool:
    """ "ông Mít – Ban Quân lực, Quân khu Bảy; ông Cam": where the first one serves.

    Or where he lives: "ông Mít (thôn Đoài), ông Cam (thôn Đông)".
    """
    if tokens.around[first] == "(":
        closing = bracket_end(tokens, first, last)
        return closing > first and _JOINERS.issuperset(tokens.lows[closing + 1 : last])
    if last - first > LONGEST_DESCRIPTION:
        return False
    if tokens.lows[first + 1 : first + 3] == ["đại", "diện"] and tokens.around[last - 1] == "và":
        first += 2  # "ông Mít – đại diện Hội Nông dân và ông Cam – đại diện Công ty"
        return body_length(tokens, first + 1) > 0 and not {",", ";", "."} & {
            *tokens.lows[first + 1 : last]
        }
    if tokens.around[last - 1] != ";":
        return False
    if tokens.around[first] not in _SERVES_AT or not body_length(tokens, first + 1):
        return False
    return not any(role_at(tokens, step) for step in range(first, last) if tokens[step].is_word)
