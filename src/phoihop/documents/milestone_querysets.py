"""Questions about many milestones."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from phoihop.documents.querysets import DocumentQuerySet

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.agencies.models import Agency
    from phoihop.documents.milestone_models import Milestone

# What is counted of a milestone against either of its days.
_DEADLINES = {"current": "current_on", "first": "first_on"}
# A review takes about a month to prepare: so long before its day somebody must hold it.
PREPARING = timedelta(days=30)
FIGURES = ("current", "current_met", "first", "first_met")


def figure_condition(figure: str, on: date) -> Q:
    """The rows of a rate, as for tasks: those closed, and open ones past the day in question.

    figure: "current" or "first" the denominator, with "_met" the numerator. What fell due before
    the office owed it counts once a report closes it. Raises KeyError.
    """
    field = _DEADLINES[figure.removesuffix("_met")]
    closed = Q(closed_at__isnull=False)
    if figure.endswith("_met"):
        return closed & Q(closed_on__lte=F(field))
    owed = {f"{field}__gte": F("owed_from"), f"{field}__lt": on}
    return closed | Q(closed_at=None, **owed)


def state_condition(key: str, on: date) -> Q:
    """The rows that are closed, open, or overdue that day. Raises KeyError for another key."""
    return {
        "open": Q(closed_at=None),
        "closed": Q(closed_at__isnull=False),
        "late": Q(closed_at=None, current_on__lt=on, current_on__gte=F("owed_from")),
    }[key]


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Milestones are seen as their document is."""

    def visible_to(self, user: "User") -> Self:
        """Those of documents the acting agency may see."""
        from phoihop.documents.models import Document  # noqa: PLC0415 -- models import us

        papers: DocumentQuerySet = Document.objects.visible_to(user)
        return self.filter(document__in=papers.values("pk"))

    def of_register(self, user: "User") -> Self:
        """Those of papers in the acting agency's own register, or that it took over."""
        return self.kept_by(user.acting_agency)

    def kept_by(self, agency: "Agency | None") -> Self:
        """Those that this agency keeps."""
        from phoihop.documents.keepers import kept_by  # noqa: PLC0415 -- models import us

        return self.filter(kept_by(agency))

    def live(self) -> Self:
        """Those that are to be held, or were."""
        return self.filter(dropped_at=None)

    def due_in(self, year: int) -> Self:
        """Those whose current day lies in the year, whenever the document was registered."""
        return self.live().filter(
            current_on__gte=date(year, 1, 1), current_on__lte=date(year, 12, 31)
        )

    def left_over(self, year: int) -> Self:
        """Open ones of the years before, owed since the document stands in the register."""
        return self.filter(
            closed_at=None,
            dropped_at=None,
            current_on__lt=date(year, 1, 1),
            current_on__gte=F("owed_from"),
        )

    def pressing(self, on: date) -> Self:
        """Open ones that the office owes: overdue, or due within the time a review takes."""
        return self.filter(
            closed_at=None,
            dropped_at=None,
            current_on__gte=F("owed_from"),
            current_on__lte=on + PREPARING,
        )

    def in_state(self, key: str, on: date) -> Self:
        """Those closed, open, or overdue that day. Raises KeyError for another key."""
        return self.filter(state_condition(key, on))
