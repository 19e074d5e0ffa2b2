"""The text as it stands, with each fact marked where it was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from phoihop.workspace.models import Decision, FactKind, IntakeFact

_CLASSES = {
    FactKind.HEADER: "k-doc",
    FactKind.EVENT: "k-event",
    FactKind.AGENCY: "k-agency",
    FactKind.PERSON: "k-people",
    FactKind.DOCUMENT: "k-doc",
    FactKind.AGREEMENT: "k-deal",
    FactKind.TASK: "k-task",
    FactKind.ITEM: "k-item",
    FactKind.FIGURE: "k-figure",
    FactKind.SECTION: "k-part",
}


def css_class(kind: str) -> str:
    """The tint of a fact's mark."""
    return _CLASSES[FactKind(kind)]


@dataclass(frozen=True)
class Run:
    """A stretch of text; `fact` is 0 for plain text. `first`, `last` of the fact's own span."""

    text: str
    fact: int = 0
    css: str = ""
    anchor: str = ""
    last: bool = False


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    fact: IntakeFact


def paragraphs(text: str, facts: Sequence[IntakeFact]) -> list[list[Run]]:
    """The text's non-empty lines as runs; where marks overlap the shortest one shows."""
    coming = sorted(_spans(facts), key=lambda span: span.start, reverse=True)
    open_spans: list[_Span] = []
    anchored: set[int] = set()
    lines: list[list[Run]] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        while coming and coming[-1].start < end:
            open_spans.append(coming.pop())
        open_spans = [span for span in open_spans if span.end > at]
        if line.strip():
            inside = sorted(open_spans, key=lambda span: (span.end - span.start, span.start))
            lines.append(_runs(text, at, end, inside, anchored))
        at = end + 1
    return lines


def _spans(facts: Iterable[IntakeFact]) -> Iterable[_Span]:
    for fact in facts:
        if fact.start is not None and fact.end is not None:
            # Of a part its heading is marked: it may hold half of the other facts.
            start, end = fact.read.get("mark") or (fact.start, fact.end)
            yield _Span(start, end, fact)
        for start, end in fact.read.get("spans", ()):
            yield _Span(start, end, fact)
        for position in fact.read.get("positions", ()):
            yield _Span(position["start"], position["end"], fact)


def _runs(text: str, start: int, end: int, spans: Sequence[_Span], anchored: set[int]) -> list[Run]:
    edges = {start, end}
    for span in spans:
        edges |= {max(span.start, start), min(span.end, end)}
    cuts = sorted(edges)
    runs = []
    for left, right in pairwise(cuts):
        covering = next((s for s in spans if s.start <= left and right <= s.end), None)
        if covering is None:
            runs.append(Run(text[left:right]))
            continue
        fact = covering.fact
        anchor = "" if fact.pk in anchored else f"m{fact.number}"
        anchored.add(fact.pk)
        decided = "" if fact.decision == Decision.OPEN else " did"
        css = css_class(fact.kind) + decided
        runs.append(Run(text[left:right], fact.number, css, anchor, right == covering.end))
    return runs
