"""Officials and the offices they hold."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from phoihop.agencies import errors
from phoihop.agencies.models import Agency, Official, Position, Tenure
from phoihop.agencies.services.checks import check, in_order, index_official, new
from phoihop.audit import services as audit

if TYPE_CHECKING:
    from phoihop.accounts.models import User

FIELDS = ("full_name", "phone", "email", "note")


@transaction.atomic
def create_official(
    values: Mapping[str, object], *, by: "User | None", at: datetime, form_key: str = ""
) -> Official:
    """Register an official; values are of FIELDS. Two of one name are two.

    The same form_key a second time gives the official of the first time.
    Raises PermissionDenied.
    """
    check(by, "agencies.add_official")
    if form_key and (sent := Official.objects.filter(form_key=form_key).first()):
        return sent
    facts = {name: values[name] for name in FIELDS if name in values}
    official = Official(**facts, form_key=form_key)
    official.save()
    audit.record("official.created", official, by=by, at=at, changes=new(facts))
    index_official(official)
    return official


@transaction.atomic
def update_official(
    official: Official, values: Mapping[str, object], *, by: "User | None", at: datetime
) -> Official:
    """Correct facts of FIELDS. Raises PermissionDenied."""
    check(by, "agencies.manage")
    official = Official.objects.select_for_update().get(pk=official.pk)
    known = {name: values[name] for name in FIELDS if name in values}
    if audit.save_changes(official, known, verb="official.changed", by=by, at=at):
        index_official(official)
    return official


@transaction.atomic
def add_tenure(  # noqa: PLR0913 -- the facts of one row, who and when
    official: Official,
    title: str,
    *,
    by: "User | None",
    at: datetime,
    agency: Agency | None = None,
    position: Position | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    seen_on: date | None = None,
) -> Tenure:
    """Record that the official holds an office; `title` is printed as it was at the time.

    seen_on: a paper of that day showed the title, though its first day is unknown.
    The same facts a second time give the tenure of the first time.
    Raises PermissionDenied, EndsBeforeStart.
    """
    check(by, "agencies.add_tenure")
    in_order(valid_from, valid_to)
    official = Official.objects.select_for_update().get(pk=official.pk)
    facts = {
        "title": title,
        "agency": agency,
        "position": position,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "seen_on": seen_on,
    }
    if known := Tenure.objects.filter(official=official, **facts).first():
        return known
    tenure = Tenure.objects.create(official=official, **facts)
    audit.record("tenure.added", official, by=by, at=at, changes=new(facts))
    index_official(official)
    return tenure


@transaction.atomic
def end_tenure(tenure: Tenure, *, on: date, by: "User | None", at: datetime) -> Tenure:
    """`on` is the last day in office. Raises PermissionDenied, TenureEnded, EndsBeforeStart."""
    check(by, "agencies.manage")
    tenure = Tenure.objects.select_for_update().get(pk=tenure.pk)
    if tenure.valid_to is not None:
        raise errors.TenureEnded
    in_order(tenure.valid_from, on)
    tenure.valid_to = on
    tenure.save(update_fields=["valid_to"])
    audit.record(
        "tenure.ended",
        tenure.official,
        by=by,
        at=at,
        changes={"valid_to": (None, on)},
        title=tenure.title,
    )
    index_official(tenure.official)
    return tenure
