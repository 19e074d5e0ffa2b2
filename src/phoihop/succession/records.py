"""The records that a run concerned, by (kind, number)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models

from phoihop.agencies.estates import every_estate
from phoihop.audit.services import Entry, kind_of
from phoihop.succession.models import Run

_AT_ONCE = 500


def records_of(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """The records in whose histories these events stand, each once."""
    return list(dict.fromkeys((kind_of(entry.record), entry.record.pk) for entry in entries))


def keys_by_kind(run: Run) -> dict[str, list[int]]:
    """{kind: numbers} of the records of a run."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for kind, pk in run.records:
        found[kind].append(pk)
    return dict(found)


def present(run: Run) -> Iterator[models.Model]:
    """Those of its records that are still there."""
    for kind, keys in keys_by_kind(run).items():
        model = apps.get_model(kind)
        for start in range(0, len(keys), _AT_ONCE):
            rows = model._default_manager.filter(pk__in=keys[start : start + _AT_ONCE])
            yield from rows.order_by("pk")


def settle_all(run: Run) -> None:
    """Let every room derive anew what depends on its records."""
    keys = keys_by_kind(run)
    settled: set[tuple[str, str]] = set()
    for estate in every_estate():
        mark = (estate.kind, estate.settle.__qualname__ + estate.settle.__module__)
        if estate.kind in keys and mark not in settled:
            settled.add(mark)
            estate.settle(keys[estate.kind])
