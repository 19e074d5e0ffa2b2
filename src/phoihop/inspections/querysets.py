"""Who sees plans and findings; decided here and only here."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

from phoihop.accounts.querysets import agencies_in_scope
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.inspections.models import Finding, Plan


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans are the inspecting agency's, and those of agencies in the reader's scope."""

    def visible_to(self, user: "User") -> Self:
        """The plans this user, as acting now, may see."""
        if not user.is_active or user.acting_agency is None:
            return self.none()
        allowed = Q(owner=user.acting_agency)
        scope = agencies_in_scope(user, clock.today())
        if scope is not None:
            allowed |= Q(owner__in=scope.values("agency"))
        return self.filter(allowed)

    def counted(self) -> Self:
        """Each with `n_checks`, `n_visited`, `n_findings`, and `n_open`: not mended by a task."""
        findings = "checks__findings"
        done = Q(**{f"{findings}__task__done_on__isnull": False})
        return self.annotate(
            n_checks=Count("checks", filter=Q(checks__called_off_at=None), distinct=True),
            n_visited=Count("checks", filter=Q(checks__visited_on__isnull=False), distinct=True),
            n_findings=Count(findings, distinct=True),
            n_open=Count(findings, filter=~done, distinct=True),
        )


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings are seen with their plan; by the agency they are about once they were sent."""

    def visible_to(self, user: "User") -> Self:
        """The findings this user, as acting now, may see."""
        from phoihop.inspections.models import Plan  # noqa: PLC0415 -- models import us

        if not user.is_active or user.acting_agency is None:
            return self.none()
        plans = Plan.objects.visible_to(user)
        about = Q(agency=user.acting_agency, sent_at__isnull=False)
        return self.filter(about | Q(check_made__plan__in=plans.values("pk")))
