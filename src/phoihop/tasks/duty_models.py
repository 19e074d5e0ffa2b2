"""Which task a duty of a leader's instruction became."""

from typing import TYPE_CHECKING

from django.db import models

from phoihop.documents.models import Duty

if TYPE_CHECKING:
    from phoihop.tasks.models import Task


class TaskDuty(models.Model):
    """The task carries out what a leader wrote on an incoming paper; one duty, one task."""

    task: "models.OneToOneField[Task, Task]" = models.OneToOneField(
        "tasks.Task", models.CASCADE, related_name="duty_link"
    )
    duty = models.OneToOneField(Duty, models.PROTECT, related_name="task_link")

    def __str__(self) -> str:
        return f"{self.task_id} → {self.duty_id}"
