"""Who keeps the milestones of a paper whose register has ended with its agency."""

from collections.abc import Collection

from django.db.models import Q

from phoihop.agencies.models import Agency
from phoihop.documents.milestone_models import MilestoneKeeper


def kept_by(agency: Agency | None) -> Q:
    """Milestones of papers in the agency's own register, and those that it took over."""
    taken = MilestoneKeeper.objects.filter(agency=agency).values("document")
    return Q(document__owner=agency) | Q(document__in=taken)


def taken_over(agency: Agency, documents: Collection[int]) -> set[int]:
    """Those of these papers whose milestones it keeps since their register has ended."""
    rows = MilestoneKeeper.objects.filter(agency=agency, document__in=documents)
    return set(rows.values_list("document", flat=True))


def took_over(agency: Agency, document: int) -> bool:
    """It keeps the milestones of this paper of a register that has ended."""
    return MilestoneKeeper.objects.filter(agency=agency, document=document).exists()
