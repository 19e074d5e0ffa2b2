"""Agencies that end, are renamed and succeed each other by one act, through its journal."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from phoihop.agencies.closure import rebuild_below
from phoihop.agencies.estates import Handing
from phoihop.agencies.models import (
    Agency,
    AgencyLink,
    FormerName,
    Succession,
    SuccessionKind,
)
from phoihop.agencies.services.checks import index_agencies


@dataclass(frozen=True)
class NewName:
    """What a renamed agency is called from the day of the act; parent: where it stands then."""

    agency: Agency
    name: str
    short_name: str = ""
    parent: Agency | None = None


def rename(new: NewName, handing: Handing) -> None:
    """Give the agency its new name; papers of before go on naming it as it was called."""
    agency, journal = new.agency, handing.journal
    old = {"name": agency.name, "short_name": agency.short_name}
    former = FormerName(agency=agency, valid_to=handing.last_day, paper=handing.paper, **old)
    journal.make([former])
    now = Agency(name=new.name, short_name=new.short_name or agency.short_name)
    now.set_keys()
    names = ("name", "short_name", "name_key", "name_folded")
    journal.change([agency], {name: getattr(now, name) for name in names})
    facts: dict[str, tuple[object, object]] = {
        "name": (old["name"], agency.name),
        "paper": (None, handing.paper),
    }
    if new.parent is not None:
        facts["parent"] = (_place(agency, new.parent, handing), new.parent)
    journal.tell("agency.renamed", agency, facts)


def _place(agency: Agency, parent: Agency, handing: Handing) -> Agency | None:
    """Let it stand elsewhere from the day of the act; returns the parent so far."""
    present = (
        AgencyLink.objects.filter(child=agency, valid_to=None).select_related("parent").first()
    )
    if present is not None and present.parent_id == parent.pk:
        return parent
    if present is not None:
        _cut([present], handing)
    handing.journal.make([AgencyLink(child=agency, parent=parent, valid_from=handing.on)])
    return None if present is None else present.parent


def end(agencies: Sequence[Agency], handing: Handing) -> None:
    """The last day of these agencies, and of their places in the tree, is the day before."""
    journal, last = handing.journal, handing.last_day
    touching = AgencyLink.objects.filter(Q(child__in=agencies) | Q(parent__in=agencies))
    _cut(list(touching.filter(Q(valid_to=None) | Q(valid_to__gt=last)).order_by("pk")), handing)
    journal.change(agencies, {"valid_to": last})
    for agency in agencies:
        facts = {"valid_to": (None, last), "paper": (None, handing.paper)}
        journal.tell("agency.closed", agency, facts)


def _cut(links: Sequence[AgencyLink], handing: Handing) -> None:
    """End places in the tree the day before; those that would begin later never were."""
    last = handing.last_day
    begun = [link for link in links if link.valid_from is None or link.valid_from <= last]
    handing.journal.take_away([link for link in links if link not in begun])
    handing.journal.change(begun, {"valid_to": last})


def succeed(heirs: Mapping[Agency, Sequence[Agency]], handing: Handing) -> None:
    """Write down who took over from whom; told in the histories of both."""
    known = set(
        Succession.objects.filter(predecessor__in=list(heirs)).values_list(
            "predecessor", "successor"
        )
    )
    taken = Counter(heir.pk for theirs in heirs.values() for heir in theirs)
    rows = [
        Succession(
            predecessor=agency,
            successor=heir,
            on=handing.on,
            kind=_kind(len(theirs), taken[heir.pk]),
            paper=handing.paper,
        )
        for agency, theirs in heirs.items()
        for heir in theirs
        if (agency.pk, heir.pk) not in known
    ]
    handing.journal.make(rows)
    for row in rows:
        facts = {"on": (None, row.on), "how": (None, row.kind), "paper": (None, row.paper)}
        handing.journal.tell(
            "agency.succeeded", row.predecessor, facts | {"successor": (None, row.successor)}
        )
        handing.journal.tell(
            "agency.took_over", row.successor, facts | {"predecessor": (None, row.predecessor)}
        )


def _kind(heirs: int, predecessors: int) -> str:
    if heirs > 1:
        return SuccessionKind.SPLIT
    return SuccessionKind.MERGED if predecessors > 1 else SuccessionKind.DISSOLVED


def settle(agencies: Iterable[Agency]) -> None:
    """Derive the tree anew where it changed, and let the agencies be found as they are now."""
    rows = list(agencies)
    for agency in rows:
        rebuild_below(agency)
    index_agencies(rows)
