"""The tree of one day, as a page draws it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from phoihop.agencies.models import Agency, AgencyAncestor, AgencyLink
from phoihop.agencies.querysets import alive_on

# A page draws so many rows at most; further down one opens a branch.
_ROWS = 600
_STEPS = 2


@dataclass
class Branch:
    """An agency with what stands directly under it; `cut` when there is more than is drawn."""

    agency: Agency
    branches: "list[Branch]" = field(default_factory=list)
    cut: bool = False


def way_down(agency: Agency, on: date) -> list[Agency]:
    """The agencies above, from the top."""
    above = AgencyAncestor.objects.filter(alive_on(on), agency=agency, depth__gt=0)
    return [row.ancestor for row in above.select_related("ancestor").order_by("-depth")]


def children_by_parent(root: Agency | None, on: date) -> list[Branch]:
    """The branches directly under `root` (None: those that stand under nothing), two steps down."""
    tops = Agency.objects.existing_on(on)
    links = AgencyLink.objects.filter(alive_on(on))
    if root is None:
        tops = tops.exclude(pk__in=links.values("child"))
    else:
        tops = tops.filter(pk__in=links.filter(parent=root).values("child"))
    branches = [Branch(agency) for agency in tops[:_ROWS]]
    _fill(branches, on, _STEPS)
    return branches


def _fill(branches: list[Branch], on: date, steps: int) -> None:
    """Add what stands under each: one query a step."""
    if not branches:
        return
    links = AgencyLink.objects.filter(alive_on(on), parent__in=[b.agency for b in branches])
    if steps == 1:
        deeper = set(links.values_list("parent", flat=True))
        for branch in branches:
            branch.cut = branch.agency.pk in deeper
        return
    children = defaultdict(list)
    rows = links.select_related("child").order_by("child__name_key", "pk")[: _ROWS + 1]
    for link in rows:
        children[link.parent_id].append(Branch(link.child))
    for branch in branches:
        branch.branches = children[branch.agency.pk]
    _fill([child for branch in branches for child in branch.branches], on, steps - 1)
