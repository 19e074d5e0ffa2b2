"""Which milestone of a document a task carries out."""

from typing import TYPE_CHECKING

from django.db import models

from phoihop.documents.models import Milestone

if TYPE_CHECKING:
    from phoihop.tasks.models import Task


class TaskMilestone(models.Model):
    """The task holds the review that a milestone calls for.

    One that was withdrawn may be followed by another; the service keeps a second one out.
    """

    task: "models.OneToOneField[Task, Task]" = models.OneToOneField(
        "tasks.Task", models.CASCADE, related_name="review"
    )
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="task_links")

    def __str__(self) -> str:
        return f"{self.task_id} → {self.milestone_id}"
