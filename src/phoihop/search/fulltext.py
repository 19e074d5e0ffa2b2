"""The full-text index of either database behind one question.

Both keep four places for words: titles and whole entries, each with accents and without.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Q
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler


class Place(Enum):
    """Where words are looked for: the column of SQLite's index, the weight of PostgreSQL's."""

    EXACT_TITLE = ("title_exact", "A")
    EXACT = ("exact", "B")
    FOLDED_TITLE = ("title_folded", "C")
    FOLDED = ("folded", "D")


def matches(place: Place, words: Sequence[str], *, last_is_start: bool = False) -> Q:
    """Return the condition on SearchEntry that every word stands in this place.

    words: from vntext.search_exact or search_folded, at least one. With `last_is_start` the last
    one need only begin a word.
    """
    column, weight = place.value
    quoted = [f'"{word}"' if connection.vendor == "sqlite" else f"'{word}'" for word in words]
    if connection.vendor == "sqlite":
        asked = " AND ".join(quoted) + (" *" if last_is_start else "")
        found = RawSQL(
            "SELECT rowid FROM search_words WHERE search_words MATCH %s",
            [f"{column} : ({asked})"],
        )
        return Q(pk__in=found)
    marks = [weight] * (len(words) - 1) + [("*" if last_is_start else "") + weight]
    asked = " & ".join(f"{word}:{mark}" for word, mark in zip(quoted, marks, strict=True))
    return Q(_InVector(asked))


def key_begins(start: str) -> Q:
    """Return the condition on EntrySymbol that its key begins so, in the form an index serves."""
    begins = Q(key__startswith=start)
    if connection.vendor == "sqlite":
        begins &= Q(key__gte=start, key__lt=start + "\U0010ffff")
    return begins


class _InVector(Expression):
    """`tsv @@ to_tsquery(…)` on the entry's generated column, which Django does not know."""

    conditional = True

    def __init__(self, asked: str) -> None:
        super().__init__(output_field=BooleanField())
        self.asked = asked
        self.row: Any = F("pk")

    def get_source_expressions(self) -> list[Any]:
        return [self.row]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.row,) = exprs

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        alias = compiler.quote_name_unless_alias(self.row.alias)
        return f"{alias}.tsv @@ to_tsquery('simple', %s)", (self.asked,)
