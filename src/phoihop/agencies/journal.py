"""What one act changes, row by row, so that the very same can be put back.

A room changes rows of an act that can be undone through the journal: it writes them in bulk and
keeps what they held before. Histories are kept beside it and never taken back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.apps import apps
from django.db import models

from phoihop.audit.services import Entry
from phoihop.search.models import SearchEntry

Row = TypeVar("Row", bound=models.Model)
_AT_ONCE = 500


@dataclass(frozen=True)
class Trace:
    """One row that was changed ("change"), made ("new") or taken away ("gone").

    before, after: its columns as JSON holds them. loose: somebody may have changed it since, and
    then it stays as that person left it.
    """

    model: str
    pk: int
    op: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    loose: bool = False


@dataclass
class Journal:
    """The rows and the events of one act, in the order in which they happened."""

    traces: list[Trace] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def change(
        self, rows: Sequence[models.Model], values: Mapping[str, object], *, loose: bool = False
    ) -> None:
        """Give all these rows of one model the same values, by column ("lead_agency_id")."""
        if not rows:
            return
        after = {name: _plain(value) for name, value in values.items()}
        model = type(rows[0])
        for row in rows:
            before = {name: _plain(getattr(row, name)) for name in values}
            self.traces.append(Trace(_label(model), row.pk, "change", before, after, loose))
            for name, value in values.items():
                setattr(row, name, value)
        for part in _parts([row.pk for row in rows]):
            model._default_manager.filter(pk__in=part).update(**values)

    def make(self, rows: Iterable[Row]) -> list[Row]:
        """Insert these rows of one model."""
        made = list(rows)
        if made:
            manager: Any = type(made[0])._default_manager
            manager.bulk_create(made, batch_size=_AT_ONCE)
            for row in made:
                self.traces.append(Trace(_label(type(row)), row.pk, "new", {}, {}))
        return made

    def take_away(self, rows: Sequence[models.Model]) -> None:
        """Delete these rows of one model; they must have nothing below them."""
        if not rows:
            return
        model = type(rows[0])
        for row in rows:
            self.traces.append(Trace(_label(model), row.pk, "gone", columns_of(row), {}))
        for part in _parts([row.pk for row in rows]):
            model._default_manager.filter(pk__in=part).delete()

    def tell(self, verb: str, record: models.Model, facts: Mapping[str, tuple[Any, Any]]) -> None:
        """An event for the history of a record; all of them are written at the end of the act."""
        self.entries.append(Entry(verb, record, facts))


def columns_of(row: models.Model) -> dict[str, Any]:
    """Every column that can be written, as JSON holds it."""
    return {
        column.attname: _plain(getattr(row, column.attname))
        for column in row._meta.concrete_fields
        if not column.generated
    }


def changed_since(traces: Iterable[Trace]) -> list[Trace]:
    """Those of the changed rows that no longer hold what the act gave them."""
    found = []
    for model, here in _by_model(trace for trace in traces if trace.op == "change"):
        names = sorted({name for trace in here for name in trace.after})
        rows: dict[int, models.Model] = {}
        for part in _parts([trace.pk for trace in here]):
            rows |= {row.pk: row for row in model._default_manager.filter(pk__in=part)}
        # A row that was changed twice in one act holds what the last change gave it.
        last: dict[tuple[int, str], Any] = {
            (trace.pk, name): trace.after[name]
            for trace in here
            for name in names
            if name in trace.after
        }
        for trace in here:
            row = rows.get(trace.pk)
            if row is None or any(
                _plain(getattr(row, name)) != last[trace.pk, name] for name in trace.after
            ):
                found.append(trace)
    return found


def put_back(traces: Sequence[Trace]) -> None:
    """Give every row back what it held, the last change first."""
    moved = {(trace.model, trace.pk) for trace in changed_since(traces) if trace.loose}
    for group in _runs(reversed(traces)):
        model = _model(group[0].model)
        if group[0].op == "new":
            for part in _parts([trace.pk for trace in group]):
                model._default_manager.filter(pk__in=part).delete()
                SearchEntry.objects.filter(kind=group[0].model, object_id__in=part).delete()
        elif group[0].op == "gone":
            manager: Any = model._default_manager
            manager.bulk_create(model(**_real(model, trace.before)) for trace in group)
        else:
            _change_back(model, [t for t in group if (t.model, t.pk) not in moved])


def _change_back(model: type[models.Model], traces: Sequence[Trace]) -> None:
    alike: defaultdict[tuple[tuple[str, Any], ...], list[int]] = defaultdict(list)
    for trace in traces:
        alike[tuple(sorted(trace.before.items()))].append(trace.pk)
    for before, keys in alike.items():
        for part in _parts(keys):
            model._default_manager.filter(pk__in=part).update(**_real(model, dict(before)))


def _runs(traces: Iterable[Trace]) -> Iterable[list[Trace]]:
    """Neighbours of one model and one sort together, no row twice in a run."""
    run: list[Trace] = []
    seen: set[int] = set()
    for trace in traces:
        alike = bool(run) and (run[0].model, run[0].op) == (trace.model, trace.op)
        if run and (not alike or trace.pk in seen):
            yield run
            run, seen = [], set()
        run.append(trace)
        seen.add(trace.pk)
    if run:
        yield run


def _by_model(traces: Iterable[Trace]) -> Iterable[tuple[type[models.Model], list[Trace]]]:
    found: defaultdict[str, list[Trace]] = defaultdict(list)
    for trace in traces:
        found[trace.model].append(trace)
    return [(_model(label), here) for label, here in found.items()]


def _real(model: type[models.Model], plain: Mapping[str, Any]) -> dict[str, Any]:
    """Columns as the database takes them, from what JSON held."""
    columns = {column.attname: column for column in model._meta.concrete_fields}
    return {name: columns[name].to_python(value) for name, value in plain.items()}


def _plain(value: object) -> Any:
    if isinstance(value, datetime):  # as the database gives it back, whoever wrote it where
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _parts(keys: Sequence[int]) -> Iterable[Collection[int]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)


def _label(model: type[models.Model]) -> str:
    return model._meta.label_lower
