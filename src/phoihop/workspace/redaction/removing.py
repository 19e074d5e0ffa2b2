"""Take words out of every column of the database, in the transaction of the caller."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction

from phoihop.audit import services as audit
from phoihop.audit.models import Change, Event
from phoihop.documents.models import Citation, Document, FileText, SourceSpan
from phoihop.search import services as search
from phoihop.search.models import EntrySymbol, SearchEntry
from phoihop.workspace.models import Intake, IntakeFact, SavedSearch
from phoihop.workspace.redaction.columns import Column, columns_of
from phoihop.workspace.redaction.finding import Hit, Tell, hits
from phoihop.workspace.redaction.needle import Cut, Knife, moved
from phoihop.workspace.redaction.triggers import lifted

_SHORT_MARK = "[đã gỡ]"


@dataclass
class Removed:
    """What was done. counts: {kind of record: rows}; records: those with a page of their own.

    left: places that could not be changed, as "kind id field"; files: ids of those that were not
    chosen and still hold the words; nothing is left unsaid.
    """

    counts: Counter[str] = field(default_factory=Counter)
    records: list[models.Model] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    values: int = 0


class WordsAreLeft(RuntimeError):
    """After all, the words still stand somewhere: nothing is changed, and the job says where."""


@transaction.atomic
def remove_words(knife: Knife, basis: str, *, because: Event, tell: Tell) -> Removed:
    """Put a mark in the place of the words outside of files, and blank what the history holds.

    basis: the legal ground, said in the mark. because: the event that says who, when and why.
    Works on signed papers too. Raises WordsAreLeft.
    """
    found = _by_row(knife, tell)
    # The words of a file stay as long as its bytes, which nobody can cut.
    removed = Removed(files=sorted(pk for model, pk in found if model is FileText))
    found = {row: held for row, held in found.items() if row[0] is not FileText}
    tables = {model._meta.db_table for model, _pk in found}
    changes = [row for (model, _pk), (row, _hits) in found.items() if model is Change]
    with lifted(tables):
        for (model, _pk), (row, columns) in found.items():
            if model is not Change:
                _rewrite(row, columns, knife, basis, removed)
                removed.counts[model._meta.label_lower] += 1
    removed.values = audit.remove_values(_changes(changes), because=because)
    if changes:
        removed.counts["audit.change"] = len(changes)
    still = [_name(hit) for hit in hits(knife.needle, _quiet) if _is_left(hit, knife)]
    if left := sorted(set(still) - set(removed.left)):
        raise WordsAreLeft(", ".join(left[:10]))
    return removed


def mark_of(basis: str, longest: int | None) -> str:
    """What stands in the place of words; shorter where the column has no room."""
    mark = f"[đã gỡ theo {basis}]"
    if longest is None or len(mark) <= longest // 2:
        return mark
    return _SHORT_MARK if len(_SHORT_MARK) <= longest else ""


Row = tuple[type[models.Model], Any]


def _by_row(knife: Knife, tell: Tell) -> dict[Row, tuple[models.Model, list[Column]]]:
    """Rows that hold one of the chosen forms, each with its columns."""
    found: dict[Row, tuple[models.Model, list[Column]]] = {}
    for hit in hits(knife.needle, tell):
        if not hit.column.is_made and _is_meant(hit, knife):
            key = (hit.column.model, hit.row.pk)
            found.setdefault(key, (hit.row, []))[1].append(hit.column)
    return found


def _is_meant(hit: Hit, knife: Knife) -> bool:
    return any(knife.holds(form) for form in hit.forms)


def _is_left(hit: Hit, knife: Knife) -> bool:
    """The words are still there; in a made column, where nothing they were made from holds them."""
    if isinstance(hit.row, FileText):
        return False  # of a file that was not chosen
    return _is_orphan(hit.row, knife) if hit.column.is_made else _is_meant(hit, knife)


def _is_orphan(row: models.Model, knife: Knife) -> bool:
    source = row.entry if isinstance(row, EntrySymbol) else row
    written = (
        text
        for column in columns_of(type(source))
        if not column.is_made
        for text in column.texts(source)
    )
    return not any(any(knife.needle.forms(text)) for text in written)


def _changes(rows: Iterable[models.Model]) -> list[Change]:
    return [row for row in rows if isinstance(row, Change)]


def _rewrite(
    row: models.Model, columns: Sequence[Column], knife: Knife, basis: str, removed: Removed
) -> None:
    if isinstance(row, SavedSearch):  # without its words it looks for nothing
        row.delete()
        return
    old = {column.name: getattr(row, column.name) for column in columns}
    cuts: dict[str, list[Cut]] = {}
    for column in columns:
        new, cuts[column.name] = _cut(column, old[column.name], knife, basis)
        setattr(row, column.name, new)
    try:
        with transaction.atomic():
            _save(row, [column.name for column in columns])
    except IntegrityError:
        _save_each(row, columns, removed)
    _make_anew(row, knife)
    _move_places(row, cuts)
    if hasattr(row, "get_absolute_url") and row._meta.app_label != "search":
        removed.records.append(row)


def _make_anew(row: models.Model, knife: Knife) -> None:
    """What is made from the columns just cut; what a room's `save` did not write is emptied."""
    if isinstance(row, SearchEntry):
        search.make_words_anew(row)
        keys = [symbol for symbol in row.symbols.all() if any(knife.needle.forms(symbol.key))]
        EntrySymbol.objects.filter(
            pk__in=[key.pk for key in keys if _is_orphan(key, knife)]
        ).delete()
        return
    row.refresh_from_db()
    if not _is_orphan(row, knife):
        return
    for column in columns_of(type(row)):
        if column.is_made and any(knife.needle.forms(getattr(row, column.name) or "")):
            setattr(row, column.name, "")
            type(row)._base_manager.filter(pk=row.pk).update(**{column.name: ""})


def _cut(column: Column, value: Any, knife: Knife, basis: str) -> tuple[Any, list[Cut]]:
    mark = mark_of(basis, column.longest)
    if column.is_json:
        return knife.cut_json(value, mark), []
    text, cuts = knife.cut(value or "", mark)
    if column.longest is not None and len(text) > column.longest:
        text = knife.cut(value or "", _SHORT_MARK)[0][: column.longest]
    return text, cuts


def _save(row: models.Model, names: Sequence[str]) -> None:
    """Through the room's own `save` where it writes further columns from these."""
    row.save(update_fields=list(names))


def _save_each(row: models.Model, columns: Sequence[Column], removed: Removed) -> None:
    """One column after the other; what may stand only once gets the row's number to its mark."""
    for column in columns:
        for value in (getattr(row, column.name), f"{_SHORT_MARK} {row.pk}"):
            setattr(row, column.name, value)
            try:
                with transaction.atomic():
                    _save(row, [column.name])
                break
            except IntegrityError:
                continue
        else:
            removed.left.append(f"{column.kind} {row.pk} {column.name}")


def _move_places(row: models.Model, cuts: dict[str, list[Cut]]) -> None:
    """Marks in a text that became longer or shorter point at the same words as before."""
    if not cuts.get("text"):
        return
    if isinstance(row, Document):
        _move(SourceSpan.objects.filter(document=row), cuts["text"])
        _move(Citation.objects.filter(source=row).exclude(start=None), cuts["text"])
    elif isinstance(row, Intake):
        _move(IntakeFact.objects.filter(intake=row).exclude(start=None), cuts["text"])


def _move(rows: "models.QuerySet[Any]", cuts: Collection[Cut]) -> None:
    places = list(rows)
    for place in places:
        place.start, place.end = moved(place.start, cuts), moved(place.end, cuts)
        place.end = max(place.end, place.start + 1)
    rows.model._base_manager.bulk_update(places, ["start", "end"])


def _name(hit: Hit) -> str:
    return f"{hit.column.kind} {hit.row.pk} {hit.column.name}"


def _quiet(_done: int, _total: int) -> None:
    """The second look is short."""
