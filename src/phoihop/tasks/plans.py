"""Which tasks belong to the contents of a year, and to the whole term of an agreement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from phoihop.agreements.models import Agreement, PlanItem, YearPlan
from phoihop.agreements.terms import is_of_several_years
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


@dataclass(frozen=True)
class SettledYears:
    """The years of an agreement whose contents are settled, to find the one a task belongs to."""

    versions: dict[tuple[int, int], int]
    signed: dict[int, int]
    one_year: bool

    def plan_of(self, line: int, day: date) -> int | None:
        """The year in which the task of this content and day counts; None: no version has it yet.

        The contents of an agreement of one year are that year's, whatever day a task is due.
        """
        if self.one_year:
            return next(iter(self.signed.values()), None)
        return self.versions.get((day.year, line)) or self.signed.get(day.year)


def settled_years(agreement: Agreement) -> SettledYears:
    """Two queries, whatever the number of years and contents."""
    items = PlanItem.objects.filter(plan__agreement=agreement, plan__fixed_at__isnull=False)
    signed = agreement.year_plans.filter(created_at=None).order_by("year")
    return SettledYears(
        {
            (year, line): plan
            for year, line, plan in items.order_by().values_list("plan__year", "line", "plan")
        },
        dict(signed.values_list("year", "pk")),
        not is_of_several_years(agreement),
    )


def loose_tasks(plan: YearPlan) -> "QuerySet[Task]":
    """Tasks of the contents of this year that were assigned before the year had its version.

    They are due in it by their first due date (of standing tasks: assigned in it) and belong to no
    year yet.
    """
    day = Coalesce("line__planned_on", "first_due_on", "assigned_on")
    rows = Task.objects.filter(
        agreement=plan.agreement_id,
        line__year_plan=None,
        line__content_line__in=plan.items.order_by().values("line"),
    )
    within = rows.annotate(year_day=day).filter(
        year_day__gte=date(plan.year, 1, 1), year_day__lte=date(plan.year, 12, 31)
    )
    return within.select_related("lead_agency", "line").order_by("due_sort", "pk")
