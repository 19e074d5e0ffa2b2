"""Who works where: the persons that may be in charge of a task."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from phoihop.accounts.models import Membership, User
from phoihop.agencies.models import Agency, AgencyAncestor, AgencyKind, Office, Official, Tenure
from phoihop.agencies.querysets import alive_on
from phoihop.agreements.acting import drafted_for
from phoihop.agreements.models import Agreement, PartySuccessor

# Bodies that lead a whole place: they may assign to any agency.
_LEADING_KINDS = {
    AgencyKind.PARTY_COMMITTEE,
    AgencyKind.PARTY_BOARD,
    AgencyKind.STATE_COMMITTEE,
    AgencyKind.STATE_ASSEMBLY,
}


@dataclass(frozen=True)
class Person:
    """An official of an agency as a list offers it; contact: the agency's focal point."""

    official: Official
    title: str
    is_contact: bool

    @property
    def label(self) -> str:
        """Name, then title."""
        return f"{self.official.full_name}, {self.title}" if self.title else str(self.official)


def people_of(agencies: Collection[int], on: date) -> dict[int, list[Person]]:
    """The officials of each agency that day, contacts first, then by name; two queries."""
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    tenures = Tenure.objects.held_on(on).filter(agency__in=agencies).select_related("official")
    for tenure in tenures:
        person = Person(tenure.official, tenure.title, is_contact=False)
        found[_known(tenure.agency_id)].setdefault(tenure.official_id, person)
    members = (
        Membership.objects.current()
        .filter(agency__in=agencies, user__is_active=True, user__official__isnull=False)
        .select_related("user__official")
    )
    for member in members:
        official = member.user.official
        if official is None:  # filtered out above; said for the type
            continue
        old = found[member.agency_id].get(official.pk)
        title = old.title if old else ""
        is_contact = member.is_contact or (old is not None and old.is_contact)
        found[member.agency_id][official.pk] = Person(official, title, is_contact)
    return {agency: sorted(found[agency].values(), key=_order) for agency in agencies}


def _known(agency: int | None) -> int:
    """The agency of a row that was found by its agency."""
    if agency is None:
        raise ValueError("the tenure was not found by its agency")
    return agency


def _order(person: Person) -> tuple[bool, str, int]:
    return (not person.is_contact, person.official.name_key, person.official.pk)


def contact_of(people: list[Person]) -> Official | None:
    """The person in charge by default: the agency's contact, if it has just one or more."""
    return next((person.official for person in people if person.is_contact), None)


def works_in(official: Official, agency: Agency, on: date) -> bool:
    """Whether the official holds an office there that day, or has an account of the agency."""
    return bool(working_among([(official.pk, agency.pk)], on))


def working_among(pairs: Collection[tuple[int, int]], on: date) -> set[tuple[int, int]]:
    """Those of the pairs (official, agency) in which the official works there that day.

    Two queries, whatever their number; of one pair the second only if the first finds nothing.
    """
    wanted = set(pairs)
    officials = {official for official, _agency in wanted}
    agencies = {agency for _official, agency in wanted}
    tenures = Tenure.objects.held_on(on).filter(official__in=officials, agency__in=agencies)
    found: set[tuple[int, int]] = set(tenures.values_list("official", "agency"))
    if not wanted <= found:
        members = Membership.objects.current().filter(
            user__official__in=officials, agency__in=agencies
        )
        found |= set(members.values_list("user__official", "agency"))
    return wanted & found


def assignable_agencies(agency: Agency, on: date) -> "QuerySet[Agency]":
    """Agencies that `agency` may give tasks to.

    Committees, boards and the office itself: any. Others: themselves, those below them, and the
    parties of the signed agreements they drafted.
    """
    existing = Agency.objects.existing_on(on)
    if agency.kind in _LEADING_KINDS or Office.objects.filter(agency=agency).exists():
        return existing
    below = AgencyAncestor.objects.filter(alive_on(on), ancestor=agency)
    signed = Agreement.objects.filter(drafted_for(agency, on), signed_at__isnull=False)
    standing = PartySuccessor.objects.filter(party__agreement__in=signed, valid_from__lte=on)
    return existing.filter(
        Q(pk=agency.pk)
        | Q(pk__in=below.values("agency"))
        | Q(pk__in=signed.values("parties__agency"))
        | Q(pk__in=standing.values("agency"))
    )


def acts_for_work(user: User) -> bool:
    """Specialists and leaders do the work; clerks, viewers and inspectors do not."""
    return user.is_active and user.acting_agency is not None and user.has_role(*WORKING_ROLES)


WORKING_ROLES = ("specialist", "leader")
