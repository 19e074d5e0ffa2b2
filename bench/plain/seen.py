"""The tasks that an agency is shown, asked the simplest way that is right."""

from django.db.models import QuerySet

from phoihop.accounts.models import Role, User
from phoihop.tasks.models import Task, TaskViewer


def shown_to(user: User) -> "QuerySet[Task]":
    """Those whose state it may read; an inspector of this office reads all there are."""
    if user.has_role(Role.INSPECTOR):
        return Task.objects.all()
    rows = TaskViewer.objects.filter(agency=user.acting_agency, level__gte=TaskViewer.STATE)
    return Task.objects.filter(pk__in=rows.values("task"))
