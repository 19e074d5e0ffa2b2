"""The text as it stands, with each fact marked where it was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from phoihop.reader.overlay import stretches
from phoihop.workspace.models import Decision, FactKind, IntakeFact

# Of a long text so many lines around each line with a fact are shown.
_NEAR = 3
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
    """A stretch of text; `fact` is 0 for plain text.

    last: a span of the fact ends here, so its number stands behind. Without text it is only that
    number: of a fact that ends under a shorter one. left_out: how many lines without a fact are
    not shown here.
    """

    text: str
    fact: int = 0
    css: str = ""
    anchor: str = ""
    last: bool = False
    left_out: int = 0


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    fact: IntakeFact


def paragraphs(text: str, facts: Sequence[IntakeFact]) -> list[list[Run]]:
    """The text's non-empty lines as runs; where marks overlap the shortest one shows."""
    coming = sorted(_spans(text, facts), key=lambda span: span.start, reverse=True)
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
            lines.append(_runs(line, at, open_spans, anchored) if open_spans else [Run(line)])
        at = end + 1
    return lines


def around_facts(lines: Sequence[list[Run]]) -> list[list[Run]]:
    """The lines with facts and those near them; of others only how many there are."""
    near: set[int] = set()
    for number, line in enumerate(lines):
        if any(run.fact for run in line):
            near.update(range(number - _NEAR, number + _NEAR + 1))
    near.update(range(_NEAR))
    shown: list[list[Run]] = []
    left_out = 0
    for number, line in enumerate(lines):
        if number not in near:
            left_out += 1
            continue
        shown += [[Run("", left_out=left_out)]] if left_out else []
        shown.append(line)
        left_out = 0
    return [*shown, [Run("", left_out=left_out)]] if left_out else shown


def _spans(text: str, facts: Iterable[IntakeFact]) -> Iterable[_Span]:
    for fact in facts:
        places = [*fact.read.get("spans", ())]
        if fact.start is not None and fact.end is not None:
            # Of a part its heading is marked: it may hold half of the other facts.
            places.append(fact.read.get("mark") or (fact.start, fact.end))
        places += [(one["start"], one["end"]) for one in fact.read.get("positions", ())]
        for start, end in places:
            # Its number stands behind its last letter, not in an empty line below.
            yield _Span(start, start + len(text[start:end].rstrip()), fact)


def _runs(line: str, at: int, spans: Sequence[_Span], anchored: set[int]) -> list[Run]:
    places = [(max(span.start - at, 0), min(span.end - at, len(line))) for span in spans]
    runs = []
    for piece in stretches(places, len(line)):
        words = line[piece.start : piece.end]
        over = sorted(
            (spans[number] for number in piece.over),
            key=lambda one: (one.end - one.start, one.start),
        )
        if not over:
            runs.append(Run(words))
            continue
        ending = {one.fact.pk: one for one in over if one.end == at + piece.end}
        runs.append(_run(words, over[0].fact, anchored, last=over[0].fact.pk in ending))
        ending.pop(over[0].fact.pk, None)
        runs += [_run("", one.fact, anchored, last=True) for one in ending.values()]
    return runs


def _run(words: str, fact: IntakeFact, anchored: set[int], *, last: bool) -> Run:
    anchor = "" if fact.pk in anchored else f"m{fact.number}"
    anchored.add(fact.pk)
    decided = "" if fact.decision == Decision.OPEN else " did"
    return Run(words, fact.number, css_class(fact.kind) + decided, anchor, last)
