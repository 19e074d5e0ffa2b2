"""The full-text index of either database behind one question.

Both keep four places for words: titles and whole entries, each with accents and without.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Q
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler


class Place(Enum):
    """Where words are looked for: a column of SearchEntry."""

    EXACT_TITLE = "title_exact"
    EXACT = "exact"
    FOLDED_TITLE = "title_folded"
    FOLDED = "folded"


def matches(place: Place, words: Sequence[str], *, last_is_start: bool = False) -> Q:
    """Return the condition on SearchEntry that every word stands in this place.

    words: from vntext.search_exact or search_folded, at least one. With `last_is_start` the last
    one need only begin a word.
    """
    if connection.vendor == "sqlite":
        asked = " AND ".join(f'"{word}"' for word in words) + (" *" if last_is_start else "")
        found = RawSQL(
            "SELECT rowid FROM search_words WHERE search_words MATCH %s",
            [f"{place.value} : ({asked})"],
        )
        return Q(pk__in=found)
    asked = " & ".join(f"'{word}'" for word in words) + (":*" if last_is_start else "")
    return Q(_InVector(place, asked))


def key_begins(start: str) -> Q:
    """Return the condition on EntrySymbol that its key begins so, in the form an index serves."""
    begins = Q(key__startswith=start)
    if connection.vendor == "sqlite":
        begins &= Q(key__gte=start, key__lt=start + "\U0010ffff")
    return begins


def rebuild() -> None:
    """Write the full-text index anew from the entries."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")
        else:
            cursor.execute("REINDEX TABLE search_searchentry")


def fault() -> str:
    """What is wrong between the full-text index and the entries, "" when nothing is."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            triggers = {"search_words_insert", "search_words_update", "search_words_delete"}
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            if lost := triggers - {name for (name,) in cursor.fetchall()}:
                return f"triggers are missing: {', '.join(sorted(lost))}"
            try:
                cursor.execute(
                    "INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)"
                )
            except DatabaseError as error:
                return str(error)
            return ""
        cursor.execute(
            "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            " WHERE c.relname LIKE 'search\\_entry\\_%%tsv' AND i.indisvalid"
        )
        (valid,) = cursor.fetchone()
        return "" if valid == len(Place) else f"{valid} of {len(Place)} indexes are there and valid"


class _InVector(Expression):
    """`…_tsv @@ to_tsquery(…)` on a generated column of the entry, which Django does not know."""

    def __init__(self, place: Place, asked: str) -> None:
        super().__init__(output_field=BooleanField())
        self.place = place
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
        return f"{alias}.{self.place.value}_tsv @@ to_tsquery('simple', %s)", (self.asked,)
