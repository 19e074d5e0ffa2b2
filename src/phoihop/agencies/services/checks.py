"""What every service of this room asks first, and what it writes last."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from phoihop.agencies import errors
from phoihop.agencies.models import Agency, FormerName, Official, Tenure
from phoihop.search import services as search

if TYPE_CHECKING:
    from phoihop.accounts.models import User


def check(by: "User | None", permission: str) -> None:
    """Raise PermissionDenied, unless the command line acts or the user may."""
    if by is not None and not by.has_perm(permission):
        raise PermissionDenied


def in_order(first: date | None, last: date | None) -> None:
    """Raise EndsBeforeStart for a span that ends before it begins."""
    if first is not None and last is not None and last < first:
        raise errors.EndsBeforeStart


def new(facts: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """The facts of a new row as changes from nothing; empty ones are left out."""
    return {name: (None, value) for name, value in facts.items() if value not in (None, "", False)}


def index_agency(agency: Agency) -> None:
    """Let everyone find the agency by its names, letters and code."""
    index_agencies([agency])


def index_agencies(agencies: Sequence[Agency]) -> None:
    """The same for several, with two questions."""
    former: defaultdict[int, list[str]] = defaultdict(list)
    for row in FormerName.objects.filter(agency__in=agencies):
        former[row.agency_id] += [row.name, row.short_name]
    search.put_many(agency_card(agency, former[agency.pk]) for agency in agencies)


def agency_card(agency: Agency, former: Sequence[str] = ()) -> search.Card:
    """What the index keeps of an agency; former: what it was called before."""
    parts = (agency.short_name, *former, agency.address, agency.note)
    return search.Card(
        record=agency,
        title=agency.name,
        hint=str(agency.get_level_display()),
        text=" ".join(part for part in parts if part),
        symbols=[part for part in (agency.code, agency.short_name) if part],
        everyone=True,
    )


def index_official(official: Official) -> None:
    """Let everyone find the official by name and titles, past ones too; the latest stands first."""
    titles = Tenure.objects.filter(official=official).values_list("title", flat=True)
    search.put_many([official_card(official, titles)])


def official_card(official: Official, titles: Iterable[str]) -> search.Card:
    """What the index keeps of an official; titles: the latest first."""
    said = list(dict.fromkeys(titles))
    return search.Card(
        record=official,
        title=official.full_name,
        hint=said[0] if said else "",
        text=" · ".join(said),
        everyone=True,
    )
