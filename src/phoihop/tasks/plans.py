"""Which tasks belong to the contents of a year, and to the whole term of an agreement."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from phoihop.agreements.models import Agreement, YearPlan
from phoihop.tasks.models import Task, TaskLine
from phoihop.tasks.plan_models import TaskPlan


def in_plan(plan: YearPlan) -> Q:
    """Made from the contents of this year, or carried over into it."""
    carried = TaskPlan.objects.filter(year_plan=plan)
    return Q(line__year_plan=plan) | Q(pk__in=carried.order_by().values("task"))


def in_term(agreement: Agreement) -> Q:
    """Of the agreement, or carried over into one of its years; each once."""
    carried = TaskPlan.objects.filter(year_plan__agreement=agreement)
    return Q(agreement=agreement) | Q(pk__in=carried.order_by().values("task"))


def years_of_tasks(tasks: Iterable[Task]) -> dict[int, list[int]]:
    """{task: the years it belongs to, in order}; two queries."""
    ids = [task.pk for task in tasks]
    found: dict[int, set[int]] = defaultdict(set)
    first = TaskLine.objects.filter(task__in=ids, year_plan__isnull=False)
    further = TaskPlan.objects.filter(task__in=ids)
    for rows in (first, further):
        for task, year in rows.order_by().values_list("task", "year_plan__year"):
            found[task].add(int(year))
    return {task: sorted(years) for task, years in found.items()}
