"""What an office corrects in the list of places."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from phoihop.agencies import errors
from phoihop.agencies.models import Area
from phoihop.agencies.services.checks import check, in_order, new
from phoihop.audit import services as audit

if TYPE_CHECKING:
    from phoihop.accounts.models import User

FIELDS = ("name", "code", "level", "parent", "valid_from", "valid_to")


@transaction.atomic
def add_area(values: Mapping[str, object], *, paper: str, by: "User | None", at: datetime) -> Area:
    """Add a place that the list lacks. Raises PermissionDenied, AreaCodeTaken, EndsBeforeStart.

    paper: who says so ("Nghị quyết 1234/NQ-UBTVQH15"), kept in the history.
    """
    check(by, "agencies.manage")
    facts = {name: values[name] for name in FIELDS if name in values}
    _check(facts, None)
    area = Area.objects.create(**facts, corrected_at=at)
    audit.record("area.added", area, by=by, at=at, changes=new(facts), paper=paper)
    return area


@transaction.atomic
def correct_area(  # noqa: PLR0913 -- the facts of one correction, by name
    area: Area,
    values: Mapping[str, object],
    *,
    becomes: Iterable[Area],
    paper: str,
    by: "User | None",
    at: datetime,
) -> Area:
    """Correct the facts of a place and what became of it; a later loading leaves it so.

    Raises PermissionDenied, AreaCodeTaken, EndsBeforeStart, AreaInItself.
    """
    check(by, "agencies.manage")
    area = Area.objects.select_for_update().get(pk=area.pk)
    facts = {name: values[name] for name in FIELDS if name in values}
    _check(facts, area)
    before = sorted(area.becomes.values_list("name", flat=True))
    changes: dict[str, tuple[object, object]] = {
        name: (getattr(area, name), value)
        for name, value in facts.items()
        if getattr(area, name) != value
    }
    heirs = list(becomes)
    after = sorted(heir.name for heir in heirs)
    if before != after:
        changes["becomes"] = (before, after)
    if not changes:
        return area
    for name, value in facts.items():
        setattr(area, name, value)
    area.corrected_at = at
    area.save(update_fields=[*facts, "corrected_at"])
    area.becomes.set(heirs)
    audit.record("area.corrected", area, by=by, at=at, changes=changes, paper=paper)
    return area


def _check(given: Mapping[str, object], area: Area | None) -> None:
    held = {name: getattr(area, name) for name in FIELDS} if area else {}
    facts = {**held, **given}
    first, last = facts.get("valid_from"), facts.get("valid_to")
    in_order(*(day if isinstance(day, date) else None for day in (first, last)))
    others = Area.objects.exclude(pk=area.pk) if area else Area.objects.all()
    same_code = {name: facts.get(name) for name in ("code", "level", "valid_to")}
    if others.filter(**same_code).exists():
        raise errors.AreaCodeTaken
    above = facts.get("parent")
    while area is not None and isinstance(above, Area):
        if above.pk == area.pk:
            raise errors.AreaInItself
        above = above.parent
