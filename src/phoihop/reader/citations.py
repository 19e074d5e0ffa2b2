"""Every document a text refers to: named by kind, or by a number and symbol that tell the kind."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from phoihop.reader.dates import DATE, day_of
from phoihop.reader.document_words import OF_FORM
from phoihop.reader.documents import Reference, find_references, numbered_at
from phoihop.reader.normal import Source
from phoihop.reader.spans import Spans
from phoihop.reader.tokens import Tokens

# "1622/UBND-KTKH", "05/KH-BCĐ", "21/2031/NĐ-CP" where no kind of document stands before.
_BARE: Final = re.compile(
    r"\d(?<![\w/.,\-–]\d)\d{0,4}[/-](?:(?:19|20)\d\d[/-])?[A-ZĐ][\wđ]{1,9}[/-][A-ZĐ][\wđ&]{0,9}"
)
_DATED: Final = re.compile(r"[^\s,;.]*,?\sngày\s\d")
# A table of papers has the day in the next cell.
_DAY_CELL: Final = re.compile(r" ?[\t|] ?(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{4} ?(?:[\t|\n]|$))")
_BEFORE: Final = 24
_UNKNOWN: Final = "other"


def find_citations(tokens: Tokens, skip: Spans | None = None) -> list[Reference]:
    """Return every mention in text order; mentions inside `skip` are left out."""
    found = find_references(tokens, skip)
    taken = Spans((each.start, each.end) for each in found)
    clean = tokens.source.clean
    bare: list[Reference] = []
    until = 0
    for start in _numbers(clean):
        match = _BARE.match(clean, start) if start >= until else None
        if match is None:
            continue
        until = match.end()
        if taken.holds(start) or (skip and skip.holds(start)):
            continue
        if OF_FORM.search(tokens.source.low, max(0, start - _BEFORE), start):
            continue  # "Mẫu số 01/BC-TK"
        reference = numbered_at(tokens, start, start, _UNKNOWN, said=True)
        if reference is None or reference.document.kind == _UNKNOWN:
            continue
        reference = _with_day_beside(tokens.source, reference)
        # An office's own letters tell a letter only where its day is given too.
        dated = reference.document.date or _DATED.match(clean, match.end())
        if reference.document.kind == "CV" and not dated:
            continue
        bare.append(reference)
    return sorted([*found, *bare], key=lambda each: each.start) if bare else found


def _numbers(clean: str) -> list[int]:
    """Return where digits begin with a slash or a dash behind them: most digits have none."""
    found: list[int] = []
    for mark in "/-":
        at = clean.find(mark, 1)
        while at > 0:
            first = at
            while first and clean[first - 1].isdecimal():
                first -= 1
            if first < at:
                found.append(first)
            at = clean.find(mark, at + 1)
    return sorted(found)


def _with_day_beside(source: Source, reference: Reference) -> Reference:
    """Give a paper in a row of a table the day in the cell behind it."""
    beside = _DAY_CELL.match(source.clean, reference.end)
    if beside is None or reference.document.date:
        return reference
    match = DATE.match(source.low, beside.end())
    day = day_of(match) if match else None
    date = day.iso() if day else None
    return replace(reference, document=replace(reference.document, date=date))
