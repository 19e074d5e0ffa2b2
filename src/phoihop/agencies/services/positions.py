"""The catalogue of positions."""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib import resources
from typing import TYPE_CHECKING

from django.db import transaction

from phoihop.agencies import errors
from phoihop.agencies.models import Position
from phoihop.agencies.services.checks import check, new
from phoihop.audit import services as audit

if TYPE_CHECKING:
    from phoihop.accounts.models import User

FIELDS = ("name", "weight", "source")


@transaction.atomic
def create_position(values: Mapping[str, object], *, by: "User | None", at: datetime) -> Position:
    """Add a position to the catalogue. Raises PermissionDenied, PositionKnown."""
    check(by, "agencies.manage")
    _name_is_free(str(values["name"]), None)
    position = Position.objects.create(**{name: values[name] for name in FIELDS if name in values})
    audit.record("position.created", position, by=by, at=at, changes=new(values))
    return position


@transaction.atomic
def update_position(
    position: Position, values: Mapping[str, object], *, by: "User | None", at: datetime
) -> Position:
    """Correct name, weight or source. Raises PermissionDenied, PositionKnown."""
    check(by, "agencies.manage")
    position = Position.objects.select_for_update().get(pk=position.pk)
    known = {name: values[name] for name in FIELDS if name in values}
    _name_is_free(str(known.get("name", position.name)), position)
    audit.save_changes(position, known, verb="position.changed", by=by, at=at)
    return position


@transaction.atomic
def load_positions(*, at: datetime) -> int:
    """Add the positions of data/positions.json that are not there; returns how many were added.

    What an office changed stays as it is.
    """
    text = resources.files("phoihop.agencies").joinpath("data/positions.json").read_text("utf-8")
    there = set(Position.objects.values_list("name", flat=True))
    added = Position.objects.bulk_create(
        Position(name=row["name"], weight=row["weight"], source=row["source"])
        for row in json.loads(text)["positions"]
        if row["name"] not in there
    )
    entries = [
        audit.Entry("position.created", row, new({"name": row.name, "weight": row.weight}))
        for row in added
    ]
    audit.record_many(entries, by=None, at=at)
    return len(added)


def _name_is_free(name: str, position: Position | None) -> None:
    others = Position.objects.exclude(pk=position.pk) if position else Position.objects.all()
    if others.filter(name=name).exists():
        raise errors.PositionKnown
