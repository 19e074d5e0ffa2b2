"""Who signed an official document: the last name below the last post in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import Final

from phoihop.reader.lexicon import strings, words
from phoihop.reader.normal import Source

Span = tuple[int, int]
# A wide gap parts the column of the signature from that of the receivers.
_CELL: Final = re.compile(r"[^\n|\t ]+(?: {1,3}[^\n|\t ]+)*")
_WORD: Final = re.compile(r"\S+")
_LINE: Final = re.compile(r"[^\n]+")
_MARK: Final = re.compile(r"(?:t|k|q|tl|tm|kt|tuq)\s?[./]\s?(?:[mtluq]{1,2}\.?)?\s*")
_MARKED_LINE: Final = re.compile(r"\n[^\S\n]*(?:TM|T/M|KT|TL|TUQ)\s?[./]")
_SIGNED: Final = "đã ký)"
_BEFORE_POSTS: Final = ".;:/()\n"
_NAME_BEHIND: Final = re.compile(r"\s*(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,4})")
_MARK_BEGINS: Final = ("t", "k", "q")
_FOOT: Final = re.compile(r"nơi nhận\s?:?")
_SIGNED_BY: Final = "người ký"
_LABELLED: Final = re.compile(
    r"\s?[:|](?:\s?\|)?\s*(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,4})\s*(?=[\n|]|$)"
)
_NEXT_LINE: Final = re.compile(r"\n\s*(?=\S)")
_LONGEST_POSTS: Final = 160
_MOST_FEET: Final = 20
_FROM_END: Final = 4000
_NAME_WORDS: Final = range(2, 6)


@dataclass(frozen=True)
class Signature:
    """Spans of the name and of the post in the clean text."""

    name: Span
    post: Span | None
    marked: bool = False  # "TM.", "KT." or "(đã ký)" says that it is a signature


def find_signatures(source: Source) -> tuple[Signature, ...]:
    """Return who signed a document: one, or all who stand side by side below a joint one.

    They stand beside or below "Nơi nhận", which annexes may follow; else at the end of the text.
    """
    return _below_posts(source) or tuple(_signed_in_line(source))


def find_marked_signatures(source: Source) -> tuple[Signature, ...]:
    """Return who signed a paper that is not known as one, where marks as "TM." leave no doubt."""
    below = _below_posts(source) if _MARKED_LINE.search(source.clean) else ()
    return tuple(each for each in below if each.marked) or tuple(_signed_in_line(source))


def _signed_in_line(source: Source) -> Iterator[Signature]:
    """Yield who signed where all ran together: "TM. ỦY BAN CHỦ TỊCH (đã ký) Lê Văn Mít"."""
    at = source.low.find(_SIGNED)
    if at < 0 or source.low[:at].rstrip()[-1:] != "(":
        return
    bracket = source.low.rfind("(", 0, at)
    start = max(source.low.rfind(mark, 0, bracket) for mark in _BEFORE_POSTS) + 1
    after = _NAME_BEHIND.match(source.clean, at + len(_SIGNED))
    name = _longest_name(source, after.span("name")) if after else None
    if name is None or not source.clean[start:bracket].isupper():
        return
    heads = [*_spelled_heads().finditer(source.low, start, bracket)]
    post = _trimmed(source, heads[-1].start(), bracket) if heads else None
    yield Signature(name, post, marked=True)


def _longest_name(source: Source, span: Span) -> Span | None:
    """Return the words that are a name, before the capitals of what follows."""
    words_at = [match.span() for match in _WORD.finditer(source.clean, *span)]
    small = [each for each in words_at if not source.clean[slice(*each)].isupper()]
    return _name(source, (small[0][0], small[-1][1])) if small else None


@cache
def _spelled_heads() -> re.Pattern[str]:
    """Posts of two words or more; one may be glued to what stands before it."""
    long = sorted((head for head in _heads() if " " in head), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, long)))


def _below_posts(source: Source) -> tuple[Signature, ...]:
    starts = [match.start() for match in islice(_FOOT.finditer(source.low), _MOST_FEET)]
    starts.append(max(0, len(source.clean) - _FROM_END))
    for start in starts:
        found = _signatures_in(source, start, min(len(source.clean), start + _FROM_END))
        if found:
            return found
    return ()


def each_post(source: Source, span: Span) -> tuple[Span, ...]:
    """ "BỘ TRƯỞNG, CHỦ NHIỆM": the posts of one signature, cut at commas before a head."""
    start, end = span
    found = []
    for comma in re.finditer(r",\s*", source.low[start:end]):
        after = span[0] + comma.end()
        if source.low.startswith(_heads(), after):
            found.append((start, span[0] + comma.start()))
            start = after
    return (*found, (start, end))


def begins_signature(source: Source, start: int, end: int) -> bool:
    """Say whether lines in capitals, one of them a post, stand in a span: "TRƯỞNG BAN"."""
    if end - start > _LONGEST_POSTS or not source.clean[start:end].isupper():
        return False
    return any(
        source.low.startswith(_heads(), begin) or _MARK.match(source.low, begin)
        for begin in (
            start,
            *(match.end() for match in _NEXT_LINE.finditer(source.clean, start, end)),
        )
    )


def find_labelled_signer(source: Source) -> Signature | None:
    """Return who signed by the data that a portal sets above a paper: "Người ký: Lê Văn Mít"."""
    at = source.low.find(_SIGNED_BY)
    if at < 0:
        return None
    match = _LABELLED.match(source.clean, at + len(_SIGNED_BY))
    name = _name(source, match.span("name")) if match else None
    return Signature(name, None) if name else None


def _signatures_in(source: Source, start: int, end: int) -> tuple[Signature, ...]:
    """Return the first name, or row of names in cells of their own, below posts in capitals.

    Further blocks of capitals with a name, right below the first, sign too.
    """
    found: list[Signature] = []
    above = _Above()
    for line in _LINE.finditer(source.clean, start, end):
        if not found and above.is_empty and _is_running_text(line.group()):
            continue
        cells = [
            _trimmed(source, *match.span()) for match in _CELL.finditer(source.clean, *line.span())
        ]
        signed = above.signed(source, cells) or [*_in_one_cell(source, cells)]
        if signed:
            found += signed
            above = _Above()
        elif above.takes(source, cells) or not found:
            continue
        elif any(first < last for first, last in cells):
            break
    return tuple(found)


def _in_one_cell(source: Source, cells: list[Span]) -> Iterator[Signature]:
    """Yield who signed where post and name ran together: "KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê Văn Mít"."""
    for (first, last), name_at in pairwise(cells):
        # "CHỦ TỊCH     Lê Văn Mít": beside the post, where the lines between were lost
        heads = [*_spelled_heads().finditer(source.low, first, last)]
        beside = _name(source, name_at) if source.clean[first:last].isupper() and heads else None
        if beside and heads[-1].end() == last and not source.clean[slice(*name_at)].isupper():
            yield Signature(beside, heads[-1].span(), marked=True)
            return
    for first, last in cells:
        mark = _MARK.match(source.low[first:last])
        if not mark or not mark.group()[-1:].strip(".").isspace():
            continue
        words_at = [match.span() for match in _WORD.finditer(source.clean, first, last)]
        small = [span for span in words_at if not source.clean[slice(*span)].isupper()]
        name = _name(source, (small[0][0], small[-1][1])) if small else None
        if name is None or name[1] != words_at[-1][1]:
            continue
        heads = [*_spelled_heads().finditer(source.low, first, name[0])]
        if heads:
            yield Signature(name, _trimmed(source, heads[-1].start(), name[0]), marked=True)


def _is_running_text(line: str) -> bool:
    """Say at a look whether a line is one cell that is not all in capitals, as most lines are."""
    word = line[line.rfind(" ") + 1 :]
    if word == word.upper() or line.lstrip()[:1].lower() in _MARK_BEGINS:
        return False
    return not ("|" in line or "\t" in line or "    " in line)


class _Above:
    """What stands in capitals above a name: posts by column, and marks as "T/M" without one."""

    def __init__(self) -> None:
        self.marked = False
        self.columns: dict[int, Span] = {}
        self.posts: list[Span] = []
        self.begun = False

    @property
    def is_empty(self) -> bool:
        return not self.posts and not self.begun

    def takes(self, source: Source, cells: list[Span]) -> bool:
        """Take in the capitals of a line; say whether it has no other words."""
        plain = False
        for column, (first, last) in enumerate(cells):
            mark = _MARK.match(source.low[first:last])
            begin = first + (mark.end() if mark else 0)
            self.marked = self.marked or mark is not None
            if not source.clean[begin:last].isupper():
                plain = True
            elif _is_post(source, (begin, last)):
                self.columns[column] = (begin, last)
                self.posts.append((begin, last))
            else:
                self.begun = self.begun or mark is not None
        return not plain

    def signed(self, source: Source, cells: list[Span]) -> list[Signature]:
        """Return who signed, when the line, or one cell of it, is a name."""
        if self.is_empty:
            return []
        if any(_is_post(source, cell) for cell in cells):
            return []  # "PHÓ CHỦ TỊCH" might be a name as well
        names = [name for name in (_name(source, cell) for cell in cells) if name]
        if len(names) > 1 and len(names) == len(cells):
            return [
                Signature(name, self.columns.get(at), self.marked) for at, name in enumerate(names)
            ]
        if names:
            return [Signature(names[0], self.posts[-1] if self.posts else None, self.marked)]
        side_by_side = _names_in_line(source, cells[0]) if len(cells) == 1 else []
        if len(side_by_side) > 1 and len(side_by_side) == len(self.posts):
            return [*map(Signature, side_by_side, self.posts)]
        return []


def _is_post(source: Source, span: Span) -> bool:
    if not source.clean[slice(*span)].isupper():
        return False
    low = source.low[slice(*span)]
    return " ".join(low.split()).startswith(_heads())  # "CHỦ  TỊCH", spaced to fill a line


@cache
def _heads() -> tuple[str, ...]:
    return strings("positions", "heads")


def _trimmed(source: Source, first: int, last: int) -> Span:
    text = source.clean[first:last]
    return first + len(text) - len(text.lstrip()), last - (len(text) - len(text.rstrip()))


def _name(source: Source, span: Span) -> Span | None:
    parts = source.clean[span[0] : span[1]].split()
    if len(parts) not in _NAME_WORDS or not all(
        part.isalpha() and part[0].isupper() for part in parts
    ):
        return None
    low = source.low[span[0] : span[1]].split()
    if " ".join(low[:2]) in words("words", "compounds"):
        return None  # "DANH SÁCH"
    return span if low[0] in words("people", "families") else None


def _names_in_line(source: Source, span: Span) -> list[Span]:
    """Part names whose columns ran together, "Hà Văn Mít Nguyễn Thị Sắn", where a family begins."""
    words_at = [(match.start(), match.end()) for match in _WORD.finditer(source.clean, *span)]
    strong = words("people", "families") - words("people", "weak_families")
    begins = [
        at
        for at, (first, last) in enumerate(words_at)
        if at == 0 or (at >= min(_NAME_WORDS) and source.low[first:last] in strong)
    ]
    stops = [*begins[1:], len(words_at)]
    parts = [
        (words_at[one][0], words_at[stop - 1][1])
        for one, stop in zip(begins, stops, strict=True)
        if stop
    ]
    names = [_name(source, part) for part in parts]
    return [name for name in names if name] if all(names) else []
