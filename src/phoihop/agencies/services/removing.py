"""Take out what was entered by mistake and nothing uses: an agency, an official, an office held.

What was in use is never removed: agencies end, officials leave. The history keeps what was removed.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, router, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from phoihop.agencies import errors
from phoihop.agencies.models import Agency, AgencyAncestor, Official, Tenure
from phoihop.agencies.services.checks import check, index_official
from phoihop.audit import services as audit
from phoihop.search import services as search

if TYPE_CHECKING:
    from phoihop.accounts.models import User


@transaction.atomic
def remove_agency(agency: Agency, *, by: "User | None", at: datetime) -> None:
    """Remove an agency that no other row names. Raises PermissionDenied, StillUsed."""
    check(by, "agencies.add_agency")
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    going = _alone(agency, {Agency, AgencyAncestor})
    audit.record("agency.removed", agency, by=by, at=at, changes={"name": (agency.name, None)})
    search.remove(agency)
    going.delete()


@transaction.atomic
def remove_official(official: Official, *, by: "User | None", at: datetime) -> None:
    """Remove an official who holds no office and is named nowhere.

    Raises PermissionDenied, StillUsed.
    """
    check(by, "agencies.add_official")
    official = Official.objects.select_for_update().get(pk=official.pk)
    going = _alone(official, {Official})
    changes = {"full_name": (official.full_name, None)}
    audit.record("official.removed", official, by=by, at=at, changes=changes)
    search.remove(official)
    going.delete()


@transaction.atomic
def remove_tenure(tenure: Tenure, *, by: "User | None", at: datetime) -> None:
    """Remove an office held of which a paper alone knows: no first, no last day.

    Raises PermissionDenied, StillUsed.
    """
    check(by, "agencies.add_tenure")
    tenure = Tenure.objects.select_for_update().select_related("official").get(pk=tenure.pk)
    if tenure.valid_from is not None or tenure.valid_to is not None:
        raise errors.StillUsed.of(tenure.official)
    going = _alone(tenure, {Tenure})
    official, changes = tenure.official, {"title": (tenure.title, None)}
    audit.record("tenure.removed", official, by=by, at=at, changes=changes)
    going.delete()
    index_official(official)


def _alone(record: models.Model, parts: Collection[type[models.Model]]) -> Collector:
    """What goes with the record, none of it but its own parts. Raises StillUsed."""
    model = type(record)
    going = Collector(using=router.db_for_write(model), origin=record)
    try:
        going.collect([record])
    except (ProtectedError, RestrictedError) as used:
        raise errors.StillUsed.of(record) from used
    with_it = {*going.data, *(rows.model for rows in going.fast_deletes if rows.exists())}
    if not with_it <= set(parts) or any(_has_rows(rows) for rows in going.field_updates.values()):
        raise errors.StillUsed.of(record)
    return going


def _has_rows(updates: Iterable[object]) -> bool:
    """Whether a reference elsewhere would be emptied."""
    return any(
        rows.exists() if isinstance(rows, models.QuerySet) else bool(rows) for rows in updates
    )
