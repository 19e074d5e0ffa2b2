"""Each document a text refers to once, with all that its mentions tell of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from phoihop.reader.documents import Reference
from phoihop.reader.facts import Document
from phoihop.vntext import canonical

_SHARED: Final = 0.6  # of the words of the shorter issuer
_MOST_ALIKE: Final = 50  # documents of one number that are compared one by one
_HYPHENS: Final = re.compile(r"[\s–—_-]")


def merge(references: list[Reference]) -> tuple[Document, ...]:
    """Return each document once, with all that any mention gives."""
    kept: list[Document] = []
    by_number: dict[tuple[str, int | None, str | None], list[int]] = {}
    by_symbol: dict[tuple[str, int | None, str | None], int] = {}
    for reference in references:
        document = reference.document
        alike = by_number.setdefault((document.kind, document.number, document.ordinal), [])
        named = (document.kind, document.number, _bare(document.symbol))
        at = by_symbol.get(named) if document.symbol else None
        if at is None:
            at = next(
                (each for each in alike[:_MOST_ALIKE] if _is_same(document, kept[each])), None
            )
        if at is None:
            at = len(kept)
            alike.append(at)
            kept.append(document)
        else:
            kept[at] = _joined(kept[at], document)
        if document.symbol:
            by_symbol.setdefault(named, at)
    return tuple(kept)


def _is_same(a: Document, b: Document) -> bool:
    if a.kind != b.kind or a.number != b.number or a.ordinal != b.ordinal:
        return False
    if a.symbol and b.symbol:
        return _bare(a.symbol) == _bare(b.symbol)
    if a.number is None and a.ordinal is None:
        return a.date == b.date
    if a.date and b.date and a.date != b.date:
        return False
    return _issuers_fit(a.issuer, b.issuer)


def _bare(symbol: str | None) -> str | None:
    """Return a symbol to compare by; a hyphen may be lost at the end of a line: "STCVP"."""
    return canonical(_HYPHENS.sub("", symbol)) if symbol else None


def _issuers_fit(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return True
    one, two = set(canonical(a).split()), set(canonical(b).split())
    return len(one & two) >= _SHARED * min(len(one), len(two))


def _joined(first: Document, second: Document) -> Document:
    symbol = first.symbol or second.symbol
    if symbol and second.symbol and "-" in second.symbol and len(second.symbol) > len(symbol):
        symbol = second.symbol  # the first has lost a hyphen
    return replace(
        first,
        symbol=symbol,
        date=first.date or second.date,
        issuer=first.issuer or second.issuer,
    )
