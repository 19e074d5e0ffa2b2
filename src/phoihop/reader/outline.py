"""The paragraphs of an official document in their order of headings, clauses, points and rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, NamedTuple

from phoihop.reader.facts import Header
from phoihop.reader.normal import Source
from phoihop.reader.signature import begins_signature
from phoihop.reader.signature_cells import is_authority

Span = tuple[int, int]
_LINE: Final = re.compile(r"[^\n]+")
_MARK: Final = re.compile(
    r"(?P<part>phần\s+(?:thứ\s+)?(?:nhất|hai|ba|tư|bốn|năm|[ivx]+|\d)(?!\w)\s?[.:\-–]?)"
    r"|(?P<chapter>chương\s+[ivx\d]+(?!\w)\s?[.:\-–]?)"
    r"|(?P<roman>[ivx]{1,5}\s?[.\-–/)](?!\d))"
    r"|(?P<article>điều\s+\d+[a-zđ]?\s?[.:])"
    r"|(?P<deep>\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s?[^\W\d]))"
    r"|(?P<number>\d{1,2}\s?[.)\-–/](?=\s?[^\W\d]|\s?[\"“]))"
    r"|(?P<letter>[a-zđ]\s?\)|[a-zđ]\.(?=\s))"
    r"|(?P<star>\*{1,3})|(?P<bullet>[-–•])|(?P<plus>\+)"
)
LEVELS: Final = {
    "part": 0, "chapter": 1, "capital": 2, "roman": 3, "article": 4, "number": 5, "deep": 6,
    "letter": 8, "star": 9, "bullet": 10, "plus": 11,
}  # fmt: skip
PLAIN: Final = 12
_ARTICLE: Final = LEVELS["article"]
_OF_RULES: Final = frozenset([LEVELS["chapter"], _ARTICLE])
_FOOT: Final = re.compile(r"^[^\w\n]*nơi nhận(?!\w)", re.MULTILINE)
_CLOSING: Final = re.compile(r"trên đây là|\(ký|\(đã ký")
_ENDS: Final = frozenset(".;:!?/|")
_STOP: Final = re.compile(r"(?<!TP)[.!?](?=\s)")
_CELL: Final = re.compile(r"[^|\t]+")
_FEWEST_CELLS: Final = 3
_FULL_LINE: Final = 55  # letters; a shorter line was not broken for want of room
_SHORT_HEADING: Final = 60
_LONGEST_HEADING: Final = 300


class Paragraph(NamedTuple):
    """One paragraph of the body; offsets in the clean text.

    start: with its mark ("1.", "a)"), text: behind it. number: the path, "II.1.a" or "3.2".
    parent: index of the heading above, None at the top. direct: no clause stands between
    the heading and this unmarked paragraph. cells: of a table's row.
    """

    start: int
    text: int
    end: int
    level: int
    label: str = ""
    number: str | None = None
    parent: int | None = None
    heading: bool = False
    direct: bool = False
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Outline:
    """The paragraphs of a body."""

    source: Source
    paragraphs: tuple[Paragraph, ...]

    def above(self, at: int) -> Iterator[Paragraph]:
        """Yield the headings above a paragraph, the nearest first."""
        parent = self.paragraphs[at].parent
        while parent is not None:
            yield self.paragraphs[parent]
            parent = self.paragraphs[parent].parent

    def sentences(self) -> tuple[Span, ...]:
        """Return the sentences of all paragraphs, also those that go over several lines."""
        return tuple(span for each in self.paragraphs for span in self._sentences(each))

    def _sentences(self, paragraph: Paragraph) -> Iterator[Span]:
        start = paragraph.start
        clean = self.source.clean
        for match in _STOP.finditer(clean, paragraph.text, paragraph.end):
            if clean[match.end() : match.end() + 4].lstrip(' \n"“(')[:1].isupper():
                yield start, match.start() + 1
                start = match.end()
        if start < paragraph.end:
            yield start, paragraph.end

    def low(self, paragraph: Paragraph) -> str:
        """Return the words of a paragraph behind its mark, in lower case."""
        return self.source.low[paragraph.text : paragraph.end]


def outline(source: Source, header: Header) -> Outline:
    """Cut the body of an official document, between its head and its foot, into paragraphs."""
    found = list(_titled(source, _joined(source, *_body(source, header))))
    numbered = max((at for at, each in enumerate(found) if each.level < PLAIN), default=0)
    rest = takewhile(
        lambda each: not begins_signature(source, each.start, each.end), found[numbered:]
    )
    body = [*_unsigned(source, [*found[:numbered], *rest])]
    return Outline(source, tuple(_linked(source, body)))


def _unsigned(source: Source, found: list[Paragraph]) -> Iterator[Paragraph]:
    """Leave out what stands behind a mark as "T/M" with its body: a signature, and annexes.

    The chapters and articles of a regulation may stand behind the decision that brings it.
    """
    signed = False
    for each in found:
        if each.level == PLAIN and is_authority(source, (each.start, each.end)):
            signed = True
        signed = signed and each.level not in _OF_RULES
        if not signed:
            yield each


def _body(source: Source, header: Header) -> Span:
    ends = [header.end, *(part.end for part in (header.subject, header.place) if part)]
    start = max(ends)
    if source.ends is not None:
        start = bisect_left(source.ends, start) + 1
    line_end = source.clean.find("\n", max(0, start - 1))
    start = line_end if line_end >= 0 else start  # all in one line: behind the head
    foot = _FOOT.search(source.low, start)
    return start, foot.start() if foot else len(source.clean)


def _joined(source: Source, start: int, end: int) -> Iterator[Paragraph]:
    """Yield the paragraphs; the lines of one that was broken for want of room are joined."""
    waiting: Paragraph | None = None
    last_start = last_end = start
    for match in _LINE.finditer(source.clean, start, end):
        first, last = match.span()
        while first < last and source.clean[first].isspace():
            first += 1
        while last > first and source.clean[last - 1].isspace():
            last -= 1
        if not any(letter.isalpha() for letter in source.clean[first : min(last, first + 400)]):
            continue
        read = _paragraph(source, first, last)
        if waiting is not None:
            broken = last_end - last_start >= _FULL_LINE
            if not waiting.cells and _goes_on(source, waiting, read, broken=broken):
                waiting = waiting._replace(end=last)
                last_start, last_end = first, last
                continue
            yield waiting
        waiting = read
        last_start, last_end = first, last
    if waiting is not None:
        yield waiting


def _goes_on(source: Source, before: Paragraph, after: Paragraph, *, broken: bool) -> bool:
    if after.level != PLAIN or after.cells:
        return False
    if before.level == PLAIN and is_capitals(source, before.start, before.end):
        return is_capitals(source, after.start, after.end)  # a title of two lines
    if not broken:
        return False
    if source.clean[after.start].islower():
        return True
    ended = source.clean[before.end - 1] in _ENDS or is_capitals(source, before.text, before.end)
    return not ended and not is_capitals(source, after.start, after.end)


def _paragraph(source: Source, start: int, end: int) -> Paragraph:
    line = source.clean[start:end]
    if line.count("|") + line.count("\t") >= _FEWEST_CELLS - 1:
        cells = tuple(_cells(source, start, end))
        if len(cells) >= _FEWEST_CELLS:
            return Paragraph(start, start, end, PLAIN, cells=cells)
    match = _MARK.match(source.low, start, end)
    name = match.lastgroup if match else None
    if match is None or name is None:
        return Paragraph(start, start, end, PLAIN)
    mark = match.group()
    if name in {"part", "chapter", "roman", "article"} and not source.clean[start].isupper():
        return Paragraph(start, start, end, PLAIN)
    text = match.end()
    while text < end and source.clean[text].isspace():
        text += 1
    if name == "letter" and source.clean[start].isupper() and mark.endswith("."):
        return Paragraph(start, text, end, LEVELS["capital"], mark[0].upper())
    label = _label(name, mark)
    level = LEVELS[name] + (mark.count(".", 0, -1) > 1 if name == "deep" else 0)
    return Paragraph(start, text, end, level, label)


def _cells(source: Source, start: int, end: int) -> Iterator[Span]:
    for match in _CELL.finditer(source.clean, start, end):
        first, last = match.span()
        text = match.group()
        if text.strip():
            yield first + len(text) - len(text.lstrip()), last - len(text) + len(text.rstrip())


def _label(name: str, mark: str) -> str:
    bare = mark.strip(" .)-–/:*+•")
    if name == "roman":
        return bare.upper()
    if name == "article":
        return bare.split()[-1]
    return bare if name in {"number", "deep", "letter"} else ""


def _titled(source: Source, paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Give the title below "Chương I" or "Phần thứ nhất" the place of that line."""
    waiting: Paragraph | None = None
    for paragraph in paragraphs:
        if waiting is not None and paragraph.level == PLAIN:
            yield paragraph._replace(level=waiting.level)
            waiting = None
            continue
        waiting = None
        bare = paragraph.text >= paragraph.end
        if bare and paragraph.level < LEVELS["roman"]:
            waiting = paragraph
        elif not bare and not _CLOSING.match(source.low, paragraph.text):
            yield paragraph


def _linked(source: Source, found: list[Paragraph]) -> Iterator[Paragraph]:
    stack: list[int] = []
    linked: list[Paragraph] = []
    direct = False
    for at, paragraph in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        while stack and paragraph.level != PLAIN and linked[stack[-1]].level >= paragraph.level:
            stack.pop()
        parent = stack[-1] if stack else None
        heading = _is_heading(source, paragraph, after)
        plain = paragraph.level == PLAIN
        direct = plain and (direct or (parent is not None and parent == at - 1))
        number = _number([*(linked[each] for each in stack), paragraph])
        linked.append(
            paragraph._replace(number=number, parent=parent, heading=heading, direct=direct)
        )
        if not plain:
            stack.append(at)
    return iter(linked)


def _number(path: list[Paragraph]) -> str | None:
    articles = [at for at, each in enumerate(path) if each.level == _ARTICLE]
    if articles:
        path = path[articles[-1] :]
    labels = [
        each.label
        for each, below in zip(path, [*path[1:], None], strict=True)
        if each.label and not (below and below.label.startswith(f"{each.label}."))
    ]
    return ".".join(labels) or None


def _is_heading(source: Source, paragraph: Paragraph, after: Paragraph | None) -> bool:
    if paragraph.cells or paragraph.end - paragraph.text > _LONGEST_HEADING:
        return False
    if paragraph.level <= LEVELS["chapter"]:
        return True
    if after is None or after.level <= paragraph.level:
        return False
    last = source.clean[paragraph.end - 1]
    if last == "." and after.level < PLAIN:
        return paragraph.end - paragraph.text < _SHORT_HEADING
    return last not in ".;,!?/"


def is_capitals(source: Source, start: int, end: int) -> bool:
    """Say whether a line is written in capitals."""
    text = source.clean[start : min(end, start + _LONGEST_HEADING)]
    return text.isupper()
