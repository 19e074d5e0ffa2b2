"""What stands on the page of a finished task: its evaluation, and second looks at its figures."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from phoihop.scoring.models import Evaluation, RowDispute
from phoihop.scoring.reviewing import late_for, may_be_late
from phoihop.tasks.models import Task
from phoihop.ui import clock


def panel(request: Any, *, task: Task, sees_words: bool, **_facts: Any) -> SafeString:
    """For the agencies of the task; nothing where there is nothing to say or to do.

    Who reads no words of it, as an agency that led it once, sees what it asked itself.
    """
    user, on = request.user, clock.today()
    asked = RowDispute.objects.filter(task=task)
    if not sees_words:
        asked = asked.filter(agency=user.acting_agency)
    rows = list(asked.select_related("agency", "by", "answered_by"))
    found = evaluation_of(task) if sees_words else None
    dispute = next(iter(found.disputes.all()), None) if found else None
    judges = user.has_perm("scoring.evaluate", task)
    frozen = found is not None and found.is_frozen(on)
    context = {
        "task": task,
        "evaluation": found,
        "dispute": dispute,
        "frozen": frozen,
        "rows": [(row, user.has_perm("scoring.answer_row", row)) for row in rows],
        "may_answer": dispute is not None and user.has_perm("scoring.answer_evaluation", dispute),
        "may_evaluate": judges and task.done_on is not None and not dispute and not frozen,
        "may_object": found is not None
        and not dispute
        and not frozen
        and user.has_perm("scoring.dispute_evaluation", found),
        "late_by": _late_by(task, user, rows, on),
    }
    shown = found or rows or context["may_evaluate"] or context["late_by"]
    return render_to_string("scoring/_panel.html", context, request) if shown else SafeString("")


def evaluation_of(task: Task) -> Evaluation | None:
    """The evaluation with its objection, if there is one."""
    rows = Evaluation.objects.filter(task=task).select_related("grade", "by", "task")
    return rows.prefetch_related("disputes__by", "disputes__answered_by").first()


def _late_by(task: Task, user: Any, rows: list[RowDispute], on: Any) -> list[str]:
    """The figures in which it is late for the agency acted for, and nobody asked again yet."""
    agency = user.acting_agency
    if agency is None or not user.has_perm("scoring.dispute_row"):
        return []
    asked = {row.deadline for row in rows if row.agency_id == agency.pk}
    one = Task.objects.filter(pk=task.pk)
    return [
        deadline
        for deadline in ("current", "first")
        if deadline not in asked
        and may_be_late(task, deadline, on)
        and late_for(one, agency, deadline, on).exists()
    ]
