"""A task that goes on in the contents of further years."""

from django.db import models
from django.db.models import Q

from phoihop.accounts.models import User
from phoihop.agreements.models import YearPlan


class TaskPlan(models.Model):
    """Carried over into one more year ("chuyển tiếp"): the same task, its first due date kept."""

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="further_plans")
    year_plan = models.ForeignKey(YearPlan, models.PROTECT, related_name="carried_tasks")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "year_plan"], name="task_plan_once"),
            models.CheckConstraint(name="task_plan_with_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} → {self.year_plan_id}"
