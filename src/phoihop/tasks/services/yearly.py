"""Tasks that were assigned before the contents of their year were settled."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from phoihop.accounts.models import User
from phoihop.agreements.errors import VersionNotFixed
from phoihop.agreements.models import YearPlan
from phoihop.audit import services as audit
from phoihop.tasks.models import Task, TaskLine
from phoihop.tasks.plans import loose_tasks


@transaction.atomic
def count_in_year(
    plan: YearPlan, *, tasks: Collection[int] | None, by: User, at: datetime
) -> list[Task]:
    """Let tasks that belong to no year yet count in this settled one; those counted.

    tasks: their ids, all of them for None; others are passed over. Raises PermissionDenied,
    VersionNotFixed.
    """
    plan = YearPlan.objects.select_for_update().select_related("agreement").get(pk=plan.pk)
    if not by.has_perm("agreements.change_agreement", plan.agreement):
        raise PermissionDenied
    if not plan.is_in_force:
        raise VersionNotFixed
    counted = [task for task in loose_tasks(plan) if tasks is None or task.pk in tasks]
    if not counted:
        return []
    TaskLine.objects.filter(task__in=counted).update(year_plan=plan)
    said = {"year": (None, plan.year), "tasks": (None, [task.code for task in counted])}
    audit.record("version.tasks_counted", plan.agreement, by=by, at=at, changes=said)
    return counted
