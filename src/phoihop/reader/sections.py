"""Causes, proposals, results, limitations and directions as sections of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Final

from phoihop.reader.facts import Named, Section
from phoihop.reader.normal import Source
from phoihop.reader.outline import PLAIN, Outline, Paragraph
from phoihop.reader.segment import Layout
from phoihop.reader.tables import data
from phoihop.reader.vocabulary import lower
from phoihop.vntext import nfc

Span = tuple[int, int]
_CAUSE: Final = "nguyên nhân"
_OPENS: Final = re.compile(r"(?:^|[.!?;:\n])[ \t*+\-–]*$")
_PROPOSER: Final = re.compile(
    r"(?<!\w)(?:đại biểu|địa phương|cử tri|đơn vị|các tỉnh|các huyện|các xã|các sở"
    r"|(?<!tiếp thu )(?<!tiếp thu các )(?<!ghi nhận )(?<!ghi nhận các )(?<!những )ý kiến"
    r"|bà con|doanh nghiệp)\s"
    r"(?:cũng |đã |còn |tiếp tục )?$"
)
_PROPOSED: Final = re.compile(r"(?:đề xuất|kiến nghị)\s(?!của|đã|này|được|về)")
_UP_TO_LAST_END: Final = re.compile(r".*[.!?;\n]", re.DOTALL)
_LABELLED: Final = frozenset(["limitation", "cause", "proposal"])
_BACK: Final = 40  # letters before a word in which its subject stands
_LONGEST_LABEL: Final = 60


@cache
def _kinds() -> re.Pattern[str]:
    groups = []
    for kind, phrases in data("duties")["sections"].items():
        entries = sorted({lower(nfc(each)) for each in phrases}, key=len, reverse=True)
        groups.append(f"(?P<{kind}>{'|'.join(map(re.escape, entries))})")
    return re.compile(rf"(?:{'|'.join(groups)})(?!\w)")


def sections_of_paper(plan: Outline) -> Iterator[Section]:
    """Yield the sections below the headings of an official document, and single sentences."""
    source = plan.source
    taken: list[tuple[Span, str]] = []
    for at, paragraph in enumerate(plan.paragraphs):
        kind, title_end = _kind(source, paragraph)
        if kind is None or (kind in {"result", "direction"} and not paragraph.heading):
            continue
        last = at
        while last + 1 < len(plan.paragraphs) and _is_below(plan, last + 1, at):
            last += 1
        end = plan.paragraphs[last].end
        taken.append(((paragraph.start, end), kind))
        seen = source.evidence(paragraph.start, end)
        heading = _named(source, paragraph.text, title_end)
        yield Section(seen.start, seen.end, seen.text, kind, heading)
    if plan.paragraphs:
        yield from _sentences_of_papers(plan, taken)


def _is_below(plan: Outline, at: int, head: int) -> bool:
    above, paragraph = plan.paragraphs[head], plan.paragraphs[at]
    if above.level == PLAIN:
        return False
    return paragraph.level > above.level


def _kind(source: Source, paragraph: Paragraph) -> tuple[str | None, int]:
    """Return the kind a heading tells, with the end of its title."""
    match = _kinds().match(source.low, paragraph.text, paragraph.end)
    if match is None or paragraph.cells or (paragraph.level == PLAIN and not paragraph.heading):
        return None, 0
    end = paragraph.end
    reach = end if paragraph.heading else min(end, match.end() + _LONGEST_LABEL)
    colon = source.clean.find(":", match.end(), reach)
    if colon >= 0:
        end = colon
    elif not paragraph.heading:
        return None, 0
    while source.clean[end - 1] in " .:;":
        end -= 1
    return match.lastgroup, end


def _sentences_of_papers(plan: Outline, taken: list[tuple[Span, str]]) -> Iterator[Section]:
    """Yield the sentences that tell a kind at their beginning and stand in no section of it."""
    source = plan.source
    for at, kind in _told(source.low, plan.paragraphs[0].start):
        if any(start <= at < end and kind == whole for (start, end), whole in taken):
            continue
        step = bisect_right(plan.paragraphs, at, key=lambda each: each.start) - 1
        paragraph = plan.paragraphs[step]
        if at < paragraph.end and not paragraph.heading:
            yield _sentence(source, kind, at, paragraph.end)


def _told(low: str, start: int) -> list[tuple[int, str]]:
    """Return where a sentence begins with "Nguyên nhân", or with "Hạn chế:" and the like."""
    found = dict.fromkeys(_causes(low, start), "cause")
    return sorted((dict(_labels(low, start)) | found).items())


def _labels(low: str, start: int) -> Iterator[tuple[int, str]]:
    colon = low.find(":", start)
    while colon >= 0:
        back = max(start, colon - _LONGEST_LABEL)
        opened = _UP_TO_LAST_END.match(low, back, colon)
        if opened or back == start:
            begin = opened.end() if opened else start
            begin += len(low[begin:colon]) - len(low[begin:colon].lstrip(" \t*+-–"))
            match = _kinds().match(low, begin, colon)
            if match and match.lastgroup in _LABELLED:
                yield begin, match.lastgroup
        colon = low.find(":", colon + 1)


def _causes(low: str, start: int) -> Iterator[int]:
    """Yield where a sentence begins with "Nguyên nhân"."""
    at = low.find(_CAUSE, start)
    while at >= 0:
        if _OPENS.search(low, max(0, at - _BACK), at):
            yield at
        at = low.find(_CAUSE, at + 1)


def _sentence(source: Source, kind: str, start: int, end: int) -> Section:
    stop = re.compile(r"[.!?](?=\s+[^\W\d_])").search(source.clean, start, end)
    seen = source.evidence(start, stop.end() if stop else end)
    return Section(seen.start, seen.end, seen.text, kind)


def sections_of_report(source: Source, layout: Layout) -> Iterator[Section]:
    """Yield the sentences of a news report that tell a cause or what someone proposes."""
    for at, kind in _told(source.low, 0):
        sentence = layout.sentence_at(at)
        if sentence is not None and layout.role_at(at) == "body":
            seen = source.evidence(at, sentence[1])
            yield Section(seen.start, seen.end, seen.text, kind)
    done = -1
    for at in _proposals(source.low):
        sentence = layout.sentence_at(at)
        if sentence is None or sentence[0] == done or layout.role_at(at) != "body":
            continue
        done = sentence[0]
        seen = source.evidence(*sentence)
        yield Section(seen.start, seen.end, seen.text, "proposal")


def _proposals(low: str) -> list[int]:
    """Return where someone who may propose does so: "các địa phương đề xuất tăng ..."."""
    found: list[int] = []
    for word in ("đề xuất ", "kiến nghị "):
        at = low.find(word)
        while at >= 0:
            if _PROPOSED.match(low, at) and _PROPOSER.search(low, max(0, at - _BACK), at):
                found.append(at)
            at = low.find(word, at + 1)
    return sorted(found)


def _named(source: Source, start: int, end: int) -> Named:
    return source.named(start, end)
