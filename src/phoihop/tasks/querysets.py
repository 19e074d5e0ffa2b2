"""Questions about many tasks."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from phoihop.accounts.querysets import agencies_in_scope
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.tasks.models import Task


class TaskQuerySet(models.QuerySet["Task"]):
    """Visibility is decided here and only here; states as conditions are in states.py."""

    def visible_to(self, user: "User", level: int = 1) -> Self:
        """Tasks of which the acting agency may read at least `level` (see TaskViewer)."""
        from phoihop.tasks.models import TaskViewer  # noqa: PLC0415 -- models import us

        if not user.is_active or user.acting_agency is None:
            return self.none()
        rows = TaskViewer.objects.filter(agency=user.acting_agency)
        if level > TaskViewer.TITLE:
            rows = rows.filter(level__gte=level)
        allowed = Q(pk__in=rows.values("task"))
        scope = agencies_in_scope(user, clock.today())
        if scope is not None:
            inside = scope.values("agency")
            allowed |= Q(lead_agency__in=inside) | Q(assigner__in=inside)
        return self.filter(allowed)
