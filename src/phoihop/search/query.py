"""What a searcher typed, taken apart; nothing in it is ever query syntax."""

import re
from dataclasses import dataclass

from phoihop import vntext

_LONGEST_QUERY = 200
_MOST_WORDS = 20
# A piece that looks like a number with its symbol: 14-KH/BTGThU, 05/2024/NĐ-CP.
_SYMBOL = re.compile(r"\S*\d\S*[-/]\S+")


@dataclass(frozen=True)
class Query:
    """exact, folded: the words with and without accents, in the order typed.

    symbol_keys: what may be the number and symbol of a paper, whole or inside other words.
    symbol_start: the key that may also begin one, or "".
    """

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    symbol_keys: frozenset[str]
    symbol_start: str

    @property
    def has_accents(self) -> bool:
        """Some word carries a mark."""
        return self.exact != self.folded


def take_apart(typed: str) -> Query:
    """Read what was typed: at most 200 characters and 20 words of it."""
    typed = vntext.nfc(typed)[:_LONGEST_QUERY]
    whole = vntext.symbol_key(typed)
    keys = {whole, *(vntext.symbol_key(piece) for piece in _SYMBOL.findall(typed))} - {""}
    is_start = any(c.isdigit() for c in whole) and any(c.isalpha() for c in whole)
    return Query(
        exact=tuple(vntext.search_exact(typed).split()[:_MOST_WORDS]),
        folded=tuple(vntext.search_folded(typed).split()[:_MOST_WORDS]),
        symbol_keys=frozenset(keys),
        symbol_start=whole if is_start else "",
    )
