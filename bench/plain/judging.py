"""Two small pages of a task, by hand: to evaluate it, and to grant it another due date."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bench.plain.rows import row_of
from phoihop.scoring.models import Evaluation, Grade, ScoringRules
from phoihop.tasks.asking_models import OPEN_EXTENSION
from phoihop.tasks.models import Task


def evaluate(request: HttpRequest, pk: int) -> HttpResponse:
    """The marks that are in use today, and words."""
    task = get_object_or_404(Task, pk=pk)
    there = Evaluation.objects.filter(task=task).first()
    on = timezone.localdate()
    days = ScoringRules.objects.values_list("dispute_days", flat=True).first()
    context = {
        "task": task,
        "days": ScoringRules.DAYS if days is None else days,
        "grades": list(
            Grade.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
        ),
        "chosen": there.grade_id if there else None,
        "words": there.words if there else "",
    }
    return render(request, "plain/evaluate.html", context)


def extension(request: HttpRequest, pk: int) -> HttpResponse:
    """Which request is granted, with a remark."""
    tasks = Task.objects.select_related(
        "lead_agency", "agreement", "document", "line__content_line"
    )
    task = get_object_or_404(tasks, pk=pk)
    asked = task.extensions.filter(OPEN_EXTENSION).select_related("asked_by").first()
    number, agreement = 0, task.agreement
    if agreement is not None and hasattr(task, "line"):
        lines = list(agreement.items.order_by("order", "pk").values_list("line", flat=True))
        if task.line.content_line_id in lines:
            number = lines.index(task.line.content_line_id) + 1
    context = {
        "task": task,
        "row": row_of(task, timezone.localdate()),
        "asked": asked,
        "asked_on": f"{timezone.localtime(asked.asked_at):%d/%m/%Y}" if asked else "",
        "new_day": f"{asked.due_on:%d/%m/%Y}" if asked else "",
        "due_on": f"{task.due_on:%d/%m/%Y}" if task.due_on else "",
        "number": number,
    }
    return render(request, "plain/extension.html", context)
