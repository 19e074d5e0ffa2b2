"""Speakers called by their given name alone, as reports do after the first mention."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.after import role_after
from phoihop.reader.lexicon import words
from phoihop.reader.tokens import Tokens
from phoihop.vntext import canonical

_NEXT_WORDS: Final = 4
_LONGEST_SENTENCE: Final = 600  # signs on either side that may tell of another meeting
_LONGEST_LINE: Final = 4000  # signs looked back on for quotation marks
# "Tuần trước, ông Cam chủ trì ...", "ông Cam chủ trì một cuộc họp khác": another meeting.
_ANOTHER: Final = re.compile(
    r"(?<!\w)(?:(?:tuần|tháng|quý|năm|hôm|ngày|buổi|lần) (?:trước|sau|tới)|hôm (?:qua|kia|sau)"
    r"|ngày (?:mai|kia)|trước (?:đó|đây)|sắp tới|sẽ|khác)(?!\w)"
)


def told_by_given_name(tokens: Tokens) -> list[tuple[int, str, str]]:
    """Return the offset, the given name and the part of one who speaks or chairs.

    "ông Mít cho biết", "chị Cam chủ trì". The name is in comparable form; a name of more syllables
    is found elsewhere.
    """
    calls = words("people", "called_by_given_name")
    found: list[tuple[int, str, str]] = []
    for at in tokens.places(calls):
        if at + 2 >= len(tokens):
            break
        name, after = tokens[at + 1], at + 2
        if not name.is_word or not name.is_capital or len(name.text) == 1:
            continue
        follows = tokens[after]
        if follows.is_capital and follows.is_word:
            continue
        if _is_quoted(tokens, at):
            continue  # "“Ông Mít nói là làm”, bà Cam kể": what another says of him
        role = role_after(tokens, after, after + _NEXT_WORDS)
        role = "speaker" if _told_before(tokens, at) else role
        if role == "speaker" or (role == "chair" and not _is_another(tokens, at)):
            found.append((tokens.starts[at + 1], canonical(name.text), role))
    return found


def _is_quoted(tokens: Tokens, at: int) -> bool:
    """Say whether the words at a token stand right behind an opened quotation mark."""
    start = tokens.starts[at]
    mark = tokens.source.clean[start - 1 : start]
    if mark == "“":
        return True
    if mark != '"':
        return False
    near = max(0, start - _LONGEST_LINE)
    line = tokens.source.clean.rfind("\n", near, start) + 1
    return tokens.source.clean.count('"', line or near, start) % 2 == 1


def _told_before(tokens: Tokens, at: int) -> bool:
    """ "Theo ông Mít, ..."."""
    return tokens.low(at - 1) == "theo"


def _is_another(tokens: Tokens, at: int) -> bool:
    """Say whether the sentence of a token tells of a meeting on another day, or of another one."""
    low, start = tokens.source.low, tokens.starts[at]
    near, far = max(0, start - _LONGEST_SENTENCE), min(len(low), start + _LONGEST_SENTENCE)
    first = max(near - 1, *(low.rfind(stop, near, start) for stop in (". ", "\n"))) + 1
    ends = [end for stop in (". ", "\n") if (end := low.find(stop, start, far)) >= 0]
    return _ANOTHER.search(low, first, min(ends, default=far)) is not None
