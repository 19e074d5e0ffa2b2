"""Where the words stand now: for the preview, and once more when they are taken away."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from phoihop.documents.models import FileText
from phoihop.workspace.models import Redaction
from phoihop.workspace.redaction.columns import Column, every_column
from phoihop.workspace.redaction.needle import Needle, form_key

MOST_SHOWN = 200
_AROUND = 40

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Hit:
    """One row and column that holds the words. forms: as they stand there."""

    column: Column
    row: models.Model
    forms: list[str]
    excerpt: str


@dataclass
class Found:
    """For the preview. forms: {as written: how often}; places: the first ones, as plain facts.

    counts: {kind of record: rows}; files: ids of stored files whose words hold them.
    """

    forms: Counter[str] = field(default_factory=Counter)
    places: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    files: list[int] = field(default_factory=list)


def hits(needle: Needle, tell: Tell) -> Iterator[Hit]:
    """Every place; tell: (columns looked at, columns in all)."""
    columns = list(every_column())
    for number, column in enumerate(columns, start=1):
        for row in column.rows(needle).iterator(chunk_size=200):
            texts = column.texts(row)
            forms = [form for text in texts for form in needle.forms(text)]
            if forms:
                yield Hit(column, row, forms, _excerpt(needle, texts))
        tell(number, len(columns))


def find(needle: Needle, tell: Tell) -> Found:
    """Everything for the preview."""
    found = Found()
    for hit in hits(needle, tell):
        # What is looked for is not found in itself, nor in what is made from other columns.
        if isinstance(hit.row, Redaction) or hit.column.is_made:
            continue
        found.forms.update(hit.forms)
        found.counts[hit.column.kind] += 1
        if isinstance(hit.row, FileText):
            found.files.append(hit.row.file_id)
        if len(found.places) < MOST_SHOWN and not _is_index(hit.column):
            found.places.append(
                {
                    "kind": hit.column.kind,
                    "id": hit.row.pk,
                    "field": hit.column.name,
                    "words": hit.excerpt,
                    "forms": sorted({form_key(form) for form in hit.forms}),
                }
            )
    return found


def _is_index(column: Column) -> bool:
    """Made from other columns, which are shown themselves."""
    return column.kind.startswith("search.")


def _excerpt(needle: Needle, texts: list[str]) -> str:
    for text in texts:
        for match in needle.matches(text):
            start, end = max(0, match.start() - _AROUND), match.end() + _AROUND
            before = "…" if start else ""
            after = "…" if end < len(text) else ""
            return f"{before}{' '.join(text[start:end].split())}{after}"
    return ""
