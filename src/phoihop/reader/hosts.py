"""The body that organises an event."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.bodies import body_length
from phoihop.reader.facts import Named
from phoihop.reader.host_ends import host_end, named
from phoihop.reader.host_subjects import acting_subject
from phoihop.reader.lexicon import nested, phrases, words
from phoihop.reader.same_posts import is_same_post
from phoihop.reader.spans import Spans
from phoihop.reader.tokens import Tokens
from phoihop.vntext import fold

Span = tuple[int, int]
_PLACES: Final = phrases("bodies", "places")
_BY: Final = frozenset(["do"])
_PASSIVE: Final = frozenset(["được"])
_OF: Final = frozenset(["của"])
_TAKES_PLACE: Final = frozenset([("diễn", "ra"), ("được", "tổ"), ("khai", "mạc"), ("bế", "mạc")])
# "sau kỳ họp thứ 3 Quốc hội": the meeting is not the one that is reported.
_NOT_HELD: Final = frozenset(
    ["dung", "gian", "sau", "trước", "quả", "trình", "của", "tới", "cho", "bị"]
)
_MEETING_HELD: Final = re.compile(
    r"(?<!\w)(?<!ban )tổ chức (?:trọng thể |thành công )?(?:buổi )?(?:lễ|hội nghị|ký kết)(?!\w)"
)
_IN_TURN: Final = frozenset(["thường kỳ", "định kỳ", "thường lệ"])
_SHORT_LINE: Final = 20  # a number of the page or a name, no sentence
_HEAD_WORDS: Final = 2
_LOOK: Final = 60


def find_host(
    tokens: Tokens, headline: Span, sentence: Span | None, lead: list[Span], used: Spans
) -> Named | None:
    """Return the host: the subject of "tổ chức" in the dated sentence, the lead or the headline."""
    title = acting_subject(tokens, headline, used, acts=True)
    further = [] if sentence else _held_in(tokens, lead[2:4])
    for span in ([sentence] if sentence else []) + lead[:2] + further:
        found = (
            _by_agent(tokens, span, _BY)
            or acting_subject(tokens, span, used, acts=span == sentence)
            or _by_agent(tokens, span, _PASSIVE)
            or _of_meeting(tokens, span)
            or _owner_of_meeting(tokens, span)
        )
        if found is not None:
            return _better(found, title)
    first = next((span for span in lead if span[1] - span[0] > _SHORT_LINE), None)
    if sentence is None and first is not None:
        told = acting_subject(tokens, first, used, acts=True)
        if told is not None and (title is None or fold(told.name).endswith(fold(title.name))):
            title = told  # "HĐND tỉnh: ..." of the "Đoàn công tác HĐND tỉnh"
    return title or _before_colon(tokens, headline)


def _held_in(tokens: Tokens, lead: list[Span]) -> list[Span]:
    """Return the sentences further on that tell a meeting held, behind lines of the page."""
    return [span for span in lead if _MEETING_HELD.search(tokens.source.low, *span)]


def acting_in(tokens: Tokens, sentences: list[Span], used: Spans) -> Named | None:
    """Return the first body that acts in one of several sentences."""
    acting = (acting_subject(tokens, span, used, acts=True) for span in sentences)
    return next((body for body in acting if body), None)


def _better(found: Named, title: Named | None) -> Named:
    """Take the headline's form where the text only abbreviates or misspells it."""
    if title is None or title.name.isupper():
        return found
    short = any(word.isupper() and len(word) > 1 for word in found.name.split()[:_HEAD_WORDS])
    spelled_out = short and is_same_post(found.name, title.name)
    more = title.name.count(" và ") > found.name.count(" và ")  # those who sign, not who holds
    spelled_out = (spelled_out and not more) or _names_place(found.name, title.name)
    return title if spelled_out or fold(found.name) == fold(title.name) else found


def with_place(found: Named, again: Named | None) -> Named:
    """Return the form that adds the place: "HĐND tỉnh", told again as "HĐND tỉnh Ba Mít"."""
    return again if again is not None and _names_place(found.name, again.name) else found


def _names_place(found: str, title: str) -> bool:
    """Say whether the headline adds the place: "Thường trực HĐND tỉnh | Ba Mít"."""
    more = title[len(found) :] if fold(title).startswith(f"{fold(found)} ") else ""
    levels = words("people", "levels")
    last = found.rsplit(maxsplit=1)[-1].lower()
    return last in levels and bool(more) and all(map(_is_name, more.split()))


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.isalpha()


def _before_colon(tokens: Tokens, headline: Span) -> Named | None:
    """ "Hội Nông dân huyện Ba: Giúp nhau làm giàu": the body that a headline opens with."""
    first, last = tokens.at_offset(headline[0]), tokens.at_offset(headline[1])
    if first >= last:
        return None
    if body_length(tokens, first):
        end = host_end(tokens, first, last)
        return named(tokens, first, end) if tokens.around[end] == ":" else None
    level = _PLACES.length(tokens, first)
    end = first + level
    while end < last and (
        (tokens[end].is_capital and tokens[end].is_word) or tokens[end].is_number
    ):
        end += 1
    followed = (
        tokens.around[end] == ":" if level else tokens.around[end] in {"tổ"} and end - first > 1
    )
    holds = level or tokens.around[end + 1] == "chức"
    return named(tokens, first, end) if followed and holds and end > first + level else None


def _of_meeting(tokens: Tokens, span: Span) -> Named | None:
    """ "Hội nghị lần thứ 10 Ban Chấp hành Đảng bộ huyện", "kỳ họp thứ 4 HĐND huyện"."""
    first, last = tokens.at_offset(span[0]), tokens.at_offset(span[1])
    meetings = nested("events", "words", "of_bodies")
    for at in range(first, last):
        length = meetings.length(tokens, at)
        if not length or tokens.around[at - 1] in _NOT_HELD:
            continue
        begin = _past_ordinal(tokens, at + length)
        body = begin + (tokens.around[begin] == ",")
        if body >= last or not tokens[body].is_capital or not body_length(tokens, body):
            continue
        end = host_end(tokens, body, last)
        if begin > at + length or _past_ordinal(tokens, end) > end:
            return named(tokens, body, end)
    return None


def _owner_of_meeting(tokens: Tokens, span: Span) -> Named | None:
    """ "Hội nghị sơ kết ... của | Hội đồng công tác quần chúng tỉnh | diễn ra chiều 23/7"."""
    first, last = tokens.at_offset(span[0]), tokens.at_offset(span[1])
    meetings = nested("events", "words", "of_bodies")
    for at in tokens.within(_OF, first, last - 3):
        if not (tokens[at + 1].is_capital and body_length(tokens, at + 1)):
            continue
        end = host_end(tokens, at + 1, last)
        begins = end + (tokens.around[end] in {"đã", "vừa"})
        if (tokens.around[begins], tokens.around[begins + 1]) not in _TAKES_PLACE:
            continue
        if any(meetings.length(tokens, step) for step in range(max(first, at - _LOOK), at)):
            return named(tokens, at + 1, end)
    return None


def _past_ordinal(tokens: Tokens, at: int) -> int:
    """Step over "lần thứ 10", "thứ tư", "lần 2", "thường kỳ"; return `at` where none stands."""
    if f"{tokens.around[at]} {tokens.around[at + 1]}" in _IN_TURN:
        return at + 2
    step = at + (tokens.around[at] == "lần")
    step += tokens.around[step] == "thứ"
    return step + 1 if step > at else at


def _by_agent(tokens: Tokens, span: Span, agents: frozenset[str]) -> Named | None:
    """ "Hội nghị do Ban Tuyên giáo Trung ương tổ chức", "Lễ kỷ niệm được Sở A tổ chức"."""
    first, last = tokens.at_offset(span[0]), tokens.at_offset(span[1])
    for at in tokens.within(agents, first, last - 2):
        if body_length(tokens, at + 1):
            end = host_end(tokens, at + 1, last)
            if agents is _PASSIVE and not _is_held_by(tokens, first, at, end):
                continue
            together = agents is _BY and "và" in tokens.lows[at + 1 : end]
            if _holds(tokens, end, together=together) and not _heads_another(
                tokens, first, at, end
            ):
                return named(tokens, at + 1, end)
    return None


def _is_held_by(tokens: Tokens, first: int, at: int, end: int) -> bool:
    """Not "được Sở A phối hợp", nor of what is no meeting: "trung tâm được Sở A tổ chức lại"."""
    meetings = nested("events", "words", "nouns")
    meeting = any(meetings.length(tokens, step) for step in range(max(first, at - _LOOK), at))
    return meeting and (tokens.around[end], tokens.around[end + 1]) == ("tổ", "chức")


def _heads_another(tokens: Tokens, first: int, at: int, end: int) -> bool:
    """ "Tiểu ban Ba Mít | do Sở Tư pháp | chủ trì đã tiến hành": whom another body chairs."""
    if tokens.around[end] != "chủ" or tokens.around[end + 2] not in {"đã", "vừa", "tổ", "tiến"}:
        return False
    begins = (step for step in range(max(first, at - _LOOK), at) if body_length(tokens, step))
    return any(tokens[step].is_capital and host_end(tokens, step, at + 1) == at for step in begins)


def _holds(tokens: Tokens, at: int, *, together: bool) -> bool:
    """Say whether a body holds a meeting, or several of them sign: "do Sở A và Sở B ký kết"."""
    pair = f"{tokens.around[at]} {tokens.around[at + 1]}"
    return pair in {"tổ chức", "phối hợp", "chủ trì", "đăng cai"} or (together and pair == "ký kết")
