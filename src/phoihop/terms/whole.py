"""The whole term: a column for each year, and the total in which each task counts once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement, PlanItem, YearPlan
from phoihop.agreements.terms import text_seen_on, years_of
from phoihop.agreements.year_contents import how_many_in
from phoihop.tasks.figures import Figures, figures_by, summed
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.plan_models import TaskPlan
from phoihop.tasks.plans import in_term


@dataclass(frozen=True)
class Column:
    """A year, or the total (year None); figures None: there is no version yet."""

    year: int | None
    plan: YearPlan | None
    contents: int
    carried: int
    figures: Figures | None
    query: str

    @property
    def tasks(self) -> int:
        """All tasks, withdrawn ones among them."""
        return sum(self.figures.counts.values()) if self.figures else 0


@dataclass(frozen=True)
class WholeTerm:
    """The years in order, those outside any version, and the total."""

    columns: list[Column]
    total: Column
    loose: int


def tasks_of(agreement: Agreement, user: User) -> "QuerySet[Task]":
    """The tasks of the term whose state one may read."""
    return Task.objects.visible_to(user, TaskViewer.STATE).filter(in_term(agreement))


def whole_term(
    agreement: Agreement, plans: Sequence[YearPlan], user: User, on: date, nearly: int
) -> WholeTerm:
    """Count what this user may see; plans: the years of it that they see."""
    tasks = tasks_of(agreement, user)
    first = figures_by(tasks, "line__year_plan", on, nearly)
    carried = TaskPlan.objects.filter(year_plan__agreement=agreement)
    further = {}
    if carried.exists():  # mostly nothing was, and the figures are the long question
        there = tasks.filter(further_plans__year_plan__agreement=agreement)
        further = figures_by(there, "further_plans__year_plan", on, nearly)
    of_year = {plan.year: plan for plan in plans}
    lines = set(text_seen_on(agreement, on, user).items.values_list("line", flat=True))
    lines |= set(agreement.items.values_list("line", flat=True))
    lines |= set(PlanItem.objects.filter(plan__in=plans).values_list("line", flat=True))
    contents = how_many_in(plans, on, user)
    columns = [
        _column(year, of_year.get(year), first, further, contents)
        for year in sorted({*years_of(agreement, on), *of_year})
    ]
    total = Column(
        None,
        None,
        len(lines),
        0,
        # A task has one year of its own, or none: there each stands once.
        summed(first.values()),
        f"{reverse('tasks:list')}?term={agreement.pk}",
    )
    loose = sum(first[None].counts.values()) if None in first else 0
    return WholeTerm(columns, total, loose)


def _column(
    year: int,
    plan: YearPlan | None,
    first: dict[int | None, Figures],
    further: dict[int | None, Figures],
    contents: Mapping[int, int],
) -> Column:
    if plan is None:
        return Column(year, None, 0, 0, None, "")
    groups = [rows[plan.pk] for rows in (first, further) if plan.pk in rows]
    carried = sum(further[plan.pk].counts.values()) if plan.pk in further else 0
    return Column(
        year,
        plan,
        contents.get(plan.pk, 0),
        carried,
        summed(groups),
        f"{reverse('tasks:list')}?plan={plan.pk}",
    )
