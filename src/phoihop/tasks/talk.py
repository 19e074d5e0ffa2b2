"""Tasks are followed by whoever sees them, and talked about by who reads their words."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.inbox.registry import Talk, declare
from phoihop.tasks.models import Task, TaskViewer


def _visible(user: User) -> QuerySet[Task]:
    # Who sees a task above the own part reads title and due day, and hears of no act on it.
    return Task.objects.visible_to(user, TaskViewer.STATE)


def _readable(user: User) -> QuerySet[Task]:
    return Task.objects.visible_to(user, TaskViewer.WORDS)


def _viewers(ids: Collection[int], words: bool) -> QuerySet[TaskViewer]:
    level = TaskViewer.WORDS if words else TaskViewer.STATE
    return TaskViewer.objects.filter(task__in=ids, level__gte=level)


def _places(task: Task) -> tuple[int, ...]:
    return task.assigner_id, task.lead_agency_id


declare(
    Talk(
        model=Task,
        visible=_visible,
        readable=_readable,
        viewers=_viewers,
        of="task",
        places=_places,
        name=_("Task"),
        detail="tasks:detail",
        talk="tasks:talk",
    )
)
