"""Who signed an official document: the last name below the last post in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final, NamedTuple

from phoihop.reader.normal import Source
from phoihop.reader.signature_cells import (
    MARK,
    WORD,
    cells_in,
    is_beside_signature,
    is_label,
    is_post,
    middle,
    name_in,
    names_in_line,
    post_begins,
    post_heads,
    posts_in_line,
    spelled_heads,
    trimmed,
)
from phoihop.reader.signature_marks import names_below_marks

Span = tuple[int, int]
_LINE: Final = re.compile(r"[^\n]+")
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
_BETWEEN_POSTS: Final = re.compile(r"\s*[,;]\s*|\s+[-–]\s+|\s+kiêm\s+")
_NEXT_LINE: Final = re.compile(r"\n\s*(?=\S)")
_LONGEST_POSTS: Final = 160
_MOST_FEET: Final = 20
_FROM_END: Final = 4000


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
    return _below_posts(source) or _by_mark(source)


def find_marked_signatures(source: Source) -> tuple[Signature, ...]:
    """Return who signed a paper that is not known as one, where marks as "TM." leave no doubt."""
    below = _below_posts(source) if _MARKED_LINE.search(source.clean) else ()
    return tuple(each for each in below if each.marked) or _by_mark(source)


def _by_mark(source: Source) -> tuple[Signature, ...]:
    """Return whose name stands behind "(đã ký)" in its line, else those in the line below."""
    below = (Signature(name, post, marked=True) for name, post in names_below_marks(source))
    return tuple(_signed_in_line(source)) or tuple(below)


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
    heads = [*spelled_heads().finditer(source.low, start, bracket)]
    post = trimmed(source, heads[-1].start(), bracket) if heads else None
    yield Signature(name, post, marked=True)


def _longest_name(source: Source, span: Span) -> Span | None:
    """Return the words that are a name, before the capitals of what follows."""
    words_at = [match.span() for match in WORD.finditer(source.clean, *span)]
    small = [each for each in words_at if not source.clean[slice(*each)].isupper()]
    return name_in(source, (small[0][0], small[-1][1])) if small else None


def _below_posts(source: Source) -> tuple[Signature, ...]:
    starts = [match.start() for match in islice(_FOOT.finditer(source.low), _MOST_FEET)]
    starts.append(max(0, len(source.clean) - _FROM_END))
    spans = [(start, min(len(source.clean), start + _FROM_END)) for start in starts]
    for span in spans:
        if found := _signatures_in(source, *span):
            return found
    if _MARKED_LINE.search(source.clean):
        for span in spans:
            if found := _signatures_in(source, *span, sure=True):
                return found
    return ()


def each_post(source: Source, span: Span) -> tuple[Span, ...]:
    """ "BỘ TRƯỞNG, CHỦ NHIỆM": the posts of one signature, cut at marks before a head."""
    start, end = span
    found = []
    for joint in _BETWEEN_POSTS.finditer(source.low, start, end):
        if source.low.startswith(post_heads(), joint.end()):
            found.append((start, joint.start()))
            start = joint.end()
    return (*found, (start, end))


def begins_signature(source: Source, start: int, end: int) -> bool:
    """Say whether lines in capitals, one of them a post, stand in a span: "TRƯỞNG BAN"."""
    text = source.clean[start:end]
    if not text.isupper() or len(" ".join(text.split())) > _LONGEST_POSTS:
        return False
    return any(
        source.low.startswith(post_heads(), begin) or MARK.match(source.low, begin)
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
    name = name_in(source, match.span("name")) if match else None
    return Signature(name, None) if name else None


def _signatures_in(
    source: Source, start: int, end: int, *, sure: bool = False
) -> tuple[Signature, ...]:
    """Return the first name, or row of names in cells of their own, below posts in capitals.

    Further blocks of capitals with a name, right below the first, sign too.
    sure: below a post in capitals and a mark as "TM." also a name of no known family is one.
    """
    found: list[Signature] = []
    above = _Above()
    for line in _LINE.finditer(source.clean, start, end):
        if not found and above.is_empty and _is_running_text(line.group()):
            continue
        cells = cells_in(source, *line.span())
        signed = above.signed(source, cells, line.start(), sure=sure) or [
            *_in_one_cell(source, cells)
        ]
        if signed:
            found += signed
            above = _Above()
        elif above.takes(source, cells, line.start()) or not found:
            if sure and not above.goes_on(source, cells):
                above = _Above()
        elif any(first < last for first, last in cells):
            break
    return tuple(found)


def _in_one_cell(source: Source, cells: list[Span]) -> Iterator[Signature]:
    """Yield who signed where post and name ran together: "KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê Văn Mít"."""
    for (first, last), name_at in pairwise(cells):
        # "CHỦ TỊCH     Lê Văn Mít": beside the post, where the lines between were lost
        heads = [*spelled_heads().finditer(source.low, first, last)]
        beside = name_in(source, name_at) if source.clean[first:last].isupper() and heads else None
        if beside and heads[-1].end() == last and not source.clean[slice(*name_at)].isupper():
            yield Signature(beside, heads[-1].span(), marked=True)
            return
    for first, last in cells:
        mark = MARK.match(source.low[first:last])
        if not mark or not mark.group()[-1:].strip(".").isspace():
            continue
        words_at = [match.span() for match in WORD.finditer(source.clean, first, last)]
        small = [span for span in words_at if not source.clean[slice(*span)].isupper()]
        name = name_in(source, (small[0][0], small[-1][1])) if small else None
        if name is None or name[1] != words_at[-1][1]:
            continue
        heads = [*spelled_heads().finditer(source.low, first, name[0])]
        if heads:
            yield Signature(name, trimmed(source, heads[-1].start(), name[0]), marked=True)


def _is_running_text(line: str) -> bool:
    """Say at a look whether a line is one cell that is not all in capitals, as most lines are."""
    word = line[line.rfind(" ") + 1 :]
    if word == word.upper() or line.lstrip()[:1].lower() in _MARK_BEGINS:
        return False
    return not ("|" in line or "\t" in line or "    " in line)


class _Above:
    """What stands in capitals above a name: rows of posts, and marks as "T/M" without one."""

    def __init__(self) -> None:
        self.marked = False
        self.rows: list[_Row] = []
        self.begun = False

    @property
    def is_empty(self) -> bool:
        return not self.rows and not self.begun

    @property
    def _posts(self) -> list[Span]:
        return [post for row in self.rows for post in row.posts.values()]

    def takes(self, source: Source, cells: list[Span], line: int) -> bool:
        """Take in the capitals of a line that begins there; say whether it has no other words."""
        plain = False
        posts: dict[int, Span] = {}
        for column, (first, last) in enumerate(cells):
            mark = MARK.match(source.low, first, last)
            begin = post_begins(source, (first, last))
            self.marked = self.marked or mark is not None
            if not source.clean[begin:last].isupper():
                plain = True
            elif is_post(source, (begin, last)):
                posts[column] = (begin, last)
            else:
                self.begun = self.begun or mark is not None or is_label(source, (begin, last))
        if posts:
            self.rows.append(_Row(line, len(cells), posts))
        return not plain

    def goes_on(self, source: Source, cells: list[Span]) -> bool:
        """Say whether a line may stand between a post and its name: receivers, "(đã ký)"."""
        return not self.rows or all(
            MARK.match(source.low, *cell)
            or is_post(source, cell)
            or is_beside_signature(source, cell)
            for cell in cells
        )

    def signed(
        self, source: Source, cells: list[Span], line: int, *, sure: bool
    ) -> list[Signature]:
        """Return who signed, when the line that begins there, or one cell of it, is a name."""
        if self.is_empty:
            return []
        if any(is_post(source, cell) for cell in cells):
            return []  # "PHÓ CHỦ TỊCH" might be a name as well
        sure = sure and self.marked and bool(self.rows)
        names = _names_of(source, cells, sure=sure)
        if 0 < len(names) < len(cells):  # beside a name of a known family stands another
            all_names = _names_of(source, cells, sure=True)
            names = all_names if len(all_names) == len(cells) else names
        posts = self._posts
        if len(names) > 1 and len(names) == len(cells):
            beside = self._in_columns(
                source, [(middle(source, line, name), name) for name in names]
            )
            return [Signature(name, beside.get(name), self.marked) for name in names]
        if names:
            return [Signature(names[0], posts[-1] if posts else None, self.marked)]
        names = names_in_line(source, cells[0]) if len(cells) == 1 else []
        if len(names) > 1 and len(names) != len(posts):
            posts = [part for post in posts for part in posts_in_line(source, post)]
        return [*map(Signature, names, posts)] if len(names) == len(posts) > 1 else []

    def _in_columns(self, source: Source, names: list[tuple[int, Span]]) -> dict[Span, Span]:
        """Return the post of each name, given with its column: the last one above it.

        In rows of as many cells as there are names they stand in order; else the nearest counts.
        """
        found: dict[Span, Span] = {}
        for row in self.rows:
            for column, post in row.posts.items():
                at = middle(source, row.line, post)
                near = min(names, key=lambda name: abs(name[0] - at))[1]
                found[names[column][1] if row.width == len(names) else near] = post
        return found


def _names_of(source: Source, cells: list[Span], *, sure: bool) -> list[Span]:
    return [name for cell in cells if (name := name_in(source, cell, sure=sure))]


class _Row(NamedTuple):
    """A line with posts: where it begins, how many cells it has, the posts by their cells."""

    line: int
    width: int
    posts: dict[int, Span]
