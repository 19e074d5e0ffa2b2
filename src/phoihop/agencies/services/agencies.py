"""Agencies: making, correcting, placing in the tree, ending, succession."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.agencies import errors
from phoihop.agencies.closure import add_itself, overlap, rebuild_below
from phoihop.agencies.estates import every_estate
from phoihop.agencies.models import Agency, AgencyAncestor, AgencyLink, Succession, SuccessionKind
from phoihop.agencies.services.checks import check, in_order, index_agency, new
from phoihop.audit import services as audit

if TYPE_CHECKING:
    from phoihop.accounts.models import User

# Facts of an agency that a form may set.
FIELDS = (
    "name",
    "short_name",
    "code",
    "kind",
    "level",
    "address",
    "phone",
    "email",
    "website",
    "valid_from",
    "valid_to",
    "note",
)


@dataclass(frozen=True)
class Successor:
    """Who takes over, and how."""

    agency: Agency
    kind: SuccessionKind = SuccessionKind.DISSOLVED


@transaction.atomic
def create_agency(
    values: Mapping[str, object],
    *,
    by: "User | None",
    at: datetime,
    parent: Agency | None = None,
    form_key: str = "",
) -> Agency:
    """Register an agency, under `parent` from its first day on (from ever, without one).

    values: of FIELDS; name, kind and level are needed. The same form_key a second time gives the
    agency of the first time.
    Raises PermissionDenied, CodeTaken, EndsBeforeStart, NotAlive.
    """
    check(by, "agencies.add_agency")
    if form_key and (sent := Agency.objects.filter(form_key=form_key).first()):
        return sent
    facts = {name: values[name] for name in FIELDS if name in values}
    agency = Agency(**facts, form_key=form_key)
    in_order(agency.valid_from, agency.valid_to)
    _code_is_free(agency)
    agency.save()
    add_itself([agency])
    audit.record("agency.created", agency, by=by, at=at, changes=new(facts))
    index_agency(agency)
    if parent is not None:
        _link(agency, parent, agency.valid_from, by=by, at=at)
    return agency


@transaction.atomic
def update_agency(
    agency: Agency, values: Mapping[str, object], *, by: "User | None", at: datetime
) -> Agency:
    """Correct facts of FIELDS. Raises PermissionDenied, CodeTaken, EndsBeforeStart."""
    check(by, "agencies.manage")
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    known = {name: values[name] for name in FIELDS if name in values}
    wanted = Agency(**{name: getattr(agency, name) for name in FIELDS} | known)
    wanted.pk = agency.pk
    in_order(wanted.valid_from, wanted.valid_to)
    _code_is_free(wanted)
    if audit.save_changes(agency, known, verb="agency.changed", by=by, at=at):
        index_agency(agency)
    return agency


@transaction.atomic
def change_first_day(agency: Agency, on: date, *, by: "User | None", at: datetime) -> Agency:
    """Let it begin on another day, and stand from then on where it stood from its first day on.

    Raises PermissionDenied, EndsBeforeStart.
    """
    before = agency.valid_from
    agency = update_agency(agency, {"valid_from": on}, by=by, at=at)
    AgencyLink.objects.filter(child=agency, valid_from=before).update(valid_from=on)
    rebuild_below(agency)
    return agency


@transaction.atomic
def place_under(
    child: Agency,
    parent: Agency,
    *,
    valid_from: date | None,
    by: "User | None",
    at: datetime,
) -> AgencyLink:
    """Let `child` stand under `parent` from that day; its place until then ends the day before.

    valid_from: None for "since ever", only where the child stands nowhere yet.
    Raises PermissionDenied, UnderItself, BeforePresentLink, NotAlive.
    """
    check(by, "agencies.manage")
    return _link(child, parent, valid_from, by=by, at=at)


def _link(
    child: Agency, parent: Agency, valid_from: date | None, *, by: "User | None", at: datetime
) -> AgencyLink:
    child = Agency.objects.select_for_update().get(pk=child.pk)
    for agency in (child, parent):
        if valid_from is not None and agency.valid_to is not None and agency.valid_to < valid_from:
            raise errors.NotAlive
    valid_to = _earlier(child.valid_to, parent.valid_to)
    _no_circle(child, parent, valid_from, valid_to)
    before = _end_present_link(child, valid_from)
    link = AgencyLink.objects.create(
        child=child, parent=parent, valid_from=valid_from, valid_to=valid_to
    )
    rebuild_below(child)
    changes = {"parent": (before, parent)} | new({"valid_from": valid_from})
    audit.record("agency.placed", child, by=by, at=at, changes=changes)
    return link


def _end_present_link(child: Agency, valid_from: date | None) -> Agency | None:
    """The parent so far, whose link now ends the day before the new one begins."""
    later = AgencyLink.objects.filter(child=child).filter(
        Q(valid_to=None) | Q(valid_to__gte=valid_from) if valid_from else Q()
    )
    present = later.select_related("parent").first()
    if present is None:
        return None
    if valid_from is None or later.count() > 1:
        raise errors.BeforePresentLink
    if present.valid_from is not None and present.valid_from >= valid_from:
        raise errors.BeforePresentLink
    present.valid_to = valid_from - timedelta(days=1)
    present.save(update_fields=["valid_to"])
    return present.parent


def _no_circle(
    child: Agency, parent: Agency, valid_from: date | None, valid_to: date | None
) -> None:
    below = AgencyAncestor.objects.filter(ancestor=child, agency=parent)
    if any(
        overlap((row.valid_from, row.valid_to), (valid_from, valid_to)) is not None for row in below
    ):
        raise errors.UnderItself


@transaction.atomic
def close_agency(  # noqa: PLR0913 -- the facts of the act, who and when
    agency: Agency,
    *,
    on: date,
    by: "User | None",
    at: datetime,
    successors: Iterable[Successor] = (),
    paper: str = "",
) -> Agency:
    """`on` is the agency's last day; its places in the tree end with it.

    successors: they take over the day after. An agency that holds anything that needs an owner ends
    by an act of succession alone; the command line may write down what happened long ago.
    Raises PermissionDenied, AgencyEnded, EndsBeforeStart, HoldsDuties and as record_succession.
    """
    check(by, "agencies.manage")
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    if agency.valid_to is not None:
        raise errors.AgencyEnded
    in_order(agency.valid_from, on)
    if by is not None:
        _refuse_duties(agency, by, on)
    agency.valid_to = on
    agency.save(update_fields=["valid_to"])
    touching = AgencyLink.objects.filter(Q(child=agency) | Q(parent=agency))
    touching.filter(valid_from__gt=on).delete()
    touching.filter(Q(valid_to=None) | Q(valid_to__gt=on)).update(valid_to=on)
    rebuild_below(agency)
    said = {"paper": paper} if paper else {}
    audit.record("agency.closed", agency, by=by, at=at, changes={"valid_to": (None, on)}, **said)
    for successor in successors:
        record_succession(agency, successor, on=on + timedelta(days=1), paper=paper, by=by, at=at)
    return agency


def _refuse_duties(agency: Agency, by: "User", on: date) -> None:
    """Raise HoldsDuties, with what it holds of each sort."""
    needing = [estate for estate in every_estate() if estate.lacking is not None]
    held = [(estate, len(estate.items([agency.pk], by, on))) for estate in needing]
    what = "; ".join(f"{estate.words}: {count}" for estate, count in held if count)
    if what:
        raise errors.HoldsDuties(
            _(
                "%(name)s still holds: %(what)s. Prepare an act of succession, by which all of it"
                " passes on."
            )
            % {"name": agency.name, "what": what}
        )


@transaction.atomic
def record_succession(  # noqa: PLR0913 -- the facts of one row, who and when
    predecessor: Agency,
    successor: Successor,
    *,
    on: date,
    by: "User | None",
    at: datetime,
    paper: str = "",
) -> Succession:
    """From that day `successor` stands in for `predecessor`; told in the history of both.

    Raises PermissionDenied, SuccessorOfItself, SuccessionKnown.
    """
    check(by, "agencies.manage")
    if predecessor.pk == successor.agency.pk:
        raise errors.SuccessorOfItself
    pair = {"predecessor": predecessor, "successor": successor.agency}
    if Succession.objects.filter(**pair).exists():
        raise errors.SuccessionKnown
    row = Succession.objects.create(on=on, kind=successor.kind, paper=paper, **pair)
    facts = {"on": on, "how": successor.kind.value, "paper": paper}
    entries = [
        audit.Entry("agency.succeeded", predecessor, new(facts | {"successor": successor.agency})),
        audit.Entry(
            "agency.took_over", successor.agency, new(facts | {"predecessor": predecessor})
        ),
    ]
    audit.record_many(entries, by=by, at=at)
    return row


def _code_is_free(agency: Agency) -> None:
    if agency.code and Agency.objects.filter(code=agency.code).exclude(pk=agency.pk).exists():
        raise errors.CodeTaken


def _earlier(first: date | None, second: date | None) -> date | None:
    return min((day for day in (first, second) if day is not None), default=None)
