"""Every document a text refers to: named by kind, or by a number and symbol that tell the kind."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.documents import Reference, find_references, numbered_at
from phoihop.reader.spans import Spans
from phoihop.reader.tokens import Tokens

# "1622/UBND-KTKH", "05/KH-BCĐ", "21/2031/NĐ-CP" where no kind of document stands before.
_BARE: Final = re.compile(
    r"\d(?<![\w/.,\-–]\d)\d{0,4}[/-](?:(?:19|20)\d\d[/-])?[A-ZĐ][\wđ]{1,9}[/-][A-ZĐ][\wđ&]{0,9}"
)
_DATED: Final = re.compile(r"[^\s,;.]*,?\sngày\s\d")
_UNKNOWN: Final = "other"


def find_citations(tokens: Tokens, skip: Spans | None = None) -> list[Reference]:
    """Return every mention in text order; mentions inside `skip` are left out."""
    found = find_references(tokens, skip)
    taken = Spans((each.start, each.end) for each in found)
    clean = tokens.source.clean
    bare: list[Reference] = []
    for match in _BARE.finditer(clean):
        start = match.start()
        if taken.holds(start) or (skip and skip.holds(start)):
            continue
        reference = numbered_at(tokens, start, start, _UNKNOWN, said=True)
        if reference is None or reference.document.kind == _UNKNOWN:
            continue
        # An office's own letters tell a letter only where its day is given too.
        if reference.document.kind == "CV" and not _DATED.match(clean, match.end()):
            continue
        bare.append(reference)
    return sorted([*found, *bare], key=lambda each: each.start) if bare else found
