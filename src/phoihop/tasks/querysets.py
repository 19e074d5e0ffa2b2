"""Questions about many tasks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from phoihop.accounts.querysets import agencies_in_scope
from phoihop.ui import clock

if TYPE_CHECKING:
    from phoihop.accounts.models import User
    from phoihop.tasks.models import Task

# A reader of more tasks than this is asked row by row, one of fewer by the list of them: the
# first is slow for those who see little, the second for those who see much (docs/bench.md).
_SEES_MUCH = 2000


class TaskQuerySet(models.QuerySet["Task"]):
    """Visibility is decided here and only here; states as conditions are in states.py."""

    def visible_to(
        self, user: "User", level: int = 1, within: Mapping[str, Any] | None = None
    ) -> Self:
        """Tasks of which the acting agency may read at least `level` (see TaskViewer).

        within: facts all the wanted tasks share and that leave few, as {"agreement": a} or
        {"pk": 5}: these are asked one by one, whatever the reader sees besides.
        """
        from phoihop.tasks.models import TaskViewer  # noqa: PLC0415 -- models import us

        if not user.is_active or user.acting_agency is None:
            return self.none()
        rows = TaskViewer.objects.filter(agency=user.acting_agency)
        if level > TaskViewer.TITLE:
            rows = rows.filter(level__gte=level)
        if within or rows.order_by()[: _SEES_MUCH + 1].count() > _SEES_MUCH:
            allowed = Q(Exists(rows.filter(task=OuterRef("pk"))))
        else:
            allowed = Q(pk__in=rows.values("task"))
        scope = agencies_in_scope(user, clock.today())
        if scope is not None:
            inside = scope.values("agency")
            # In this order: most that they read lies inside, and then nothing more is asked.
            allowed = Q(lead_agency__in=inside) | Q(assigner__in=inside) | allowed
        return self.filter(allowed, **(within or {}))

    def visible_keys(self, user: "User", level: int, most: int) -> list[int] | None:
        """The keys of all that `visible_to` gives, None for one who may see more than `most`."""
        from phoihop.tasks.models import TaskViewer  # noqa: PLC0415 -- models import us

        if not user.is_active or user.acting_agency is None:
            return []
        if agencies_in_scope(user, clock.today()) is not None:
            return None
        rows = TaskViewer.objects.filter(agency=user.acting_agency, level__gte=level)
        keys = list(rows.order_by().values_list("task", flat=True)[: most + 1])
        return keys if len(keys) <= most else None

    def for_rows(self) -> Self:
        """Only what a row of a list shows, with the names of lead agency and agreement."""
        return self.select_related("lead_agency", "agreement").only(
            "code",
            "title",
            "due_on",
            "due_sort",
            "first_due_on",
            "percent",
            "updated_at",
            "rhythm",
            "reported_on",
            "accepted_at",
            "submitted_on",
            "returned_on",
            "done_on",
            "suspended_on",
            "withdrawn_on",
            "inherited_on",
            "lead_agency__name",
            "agreement__code",
            "agreement__title",
        )
