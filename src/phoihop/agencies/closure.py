"""The closure of the tree in time, derived from the dated links; only this module writes it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from phoihop.agencies.models import Agency, AgencyAncestor, AgencyLink

_BATCH = 2000


@dataclass(frozen=True)
class Span:
    """Above something stands `agency`, `depth` steps up, between two days; None is open."""

    agency: int
    depth: int
    valid_from: date | None
    valid_to: date | None


Links = Mapping[int, list[Span]]


def overlap(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None]
) -> tuple[date | None, date | None] | None:
    """The days two spans share, both ends included; None when there are none."""
    begins = [day for day in (first[0], second[0]) if day is not None]
    ends = [day for day in (first[1], second[1]) if day is not None]
    begin, end = max(begins, default=None), min(ends, default=None)
    if begin is not None and end is not None and begin > end:
        return None
    return begin, end


@transaction.atomic
def rebuild_closure(progress: Callable[[int, int], None] | None = None) -> int:
    """Derive every row afresh, for commands; returns how many rows there are now.

    progress: called with rows written and rows in all. One question for the links, one for the
    agencies, one deletion and an insertion for each two thousand rows.
    """
    links = _links(AgencyLink.objects.all())
    agencies = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
    AgencyAncestor.objects.all().delete()
    return _write(agencies, links, progress)


@transaction.atomic
def rebuild_below(agency: Agency) -> None:
    """Derive the rows of one agency and of all that ever stood under it, after a link changed."""
    below = AgencyAncestor.objects.filter(ancestor=agency).values_list("agency", flat=True)
    affected = {agency.pk, *below}
    AgencyAncestor.objects.filter(agency__in=affected).delete()
    _write(sorted(affected), _links_upwards(affected), None)


def add_itself(agencies: Iterable[Agency]) -> None:
    """A new agency stands in nothing but itself: depth 0, without end."""
    AgencyAncestor.objects.bulk_create(
        AgencyAncestor(ancestor=agency, agency=agency, depth=0) for agency in agencies
    )


def derive_new(agencies: Iterable[Agency]) -> None:
    """The rows of agencies just made, whose links are there and under which nothing else stands.

    One question a level, whatever their number.
    """
    made = {agency.pk for agency in agencies}
    _write(sorted(made), _links_upwards(made), None)


def _write(
    agencies: Iterable[int], links: Links, progress: Callable[[int, int], None] | None
) -> int:
    known: dict[int, list[Span]] = {}
    rows = [
        AgencyAncestor(
            ancestor_id=span.agency,
            agency_id=agency,
            depth=span.depth,
            valid_from=span.valid_from,
            valid_to=span.valid_to,
        )
        for agency in agencies
        for span in _above(agency, links, known)
    ]
    for start in range(0, len(rows), _BATCH):
        AgencyAncestor.objects.bulk_create(rows[start : start + _BATCH])
        if progress:
            progress(min(start + _BATCH, len(rows)), len(rows))
    return len(rows)


def _above(agency: int, links: Links, known: dict[int, list[Span]]) -> list[Span]:
    """Every agency above this one, itself first, each for the days on which the whole way stood."""
    if agency in known:
        return known[agency]
    spans = [Span(agency, 0, None, None)]
    for link in links.get(agency, ()):
        for higher in _above(link.agency, links, known):
            days = overlap((link.valid_from, link.valid_to), (higher.valid_from, higher.valid_to))
            if days is not None:
                spans.append(Span(higher.agency, higher.depth + 1, *days))
    known[agency] = spans
    return spans


def _links_upwards(agencies: Iterable[int]) -> Links:
    """The links of these agencies and of everything above them: one question a level."""
    found: dict[int, list[Span]] = {}
    wanted = set(agencies)
    while wanted:
        links = _links(AgencyLink.objects.filter(child__in=wanted))
        found |= {child: links.get(child, []) for child in wanted}
        wanted = {span.agency for spans in links.values() for span in spans} - found.keys()
    return found


def _links(queryset: QuerySet[AgencyLink]) -> Links:
    links: defaultdict[int, list[Span]] = defaultdict(list)
    rows = queryset.order_by("pk").values_list("child", "parent", "valid_from", "valid_to")
    for child, parent, valid_from, valid_to in rows:
        links[child].append(Span(parent, 1, valid_from, valid_to))
    return links
