"""The tasks of a term as a table, one line each, with the versions they belong to."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement
from phoihop.sheets import Cell, Heading
from phoihop.tasks.plans import years_of_tasks
from phoihop.tasks.states import nearly_days, state_of
from phoihop.terms.whole import tasks_of


def headings() -> list[Heading]:
    """The first line."""
    return [
        Heading(_("Code"), 12),
        Heading(_("Task"), 60),
        Heading(_("Version"), 14),
        Heading(_("Lead agency"), 40),
        Heading(_("Product"), 30),
        Heading(_("First due date"), 14),
        Heading(_("Current due date"), 14),
        Heading(_("Done on"), 14),
        Heading(_("State"), 24),
        Heading(_("Progress (%)"), 12),
    ]


def rows_of(agreement: Agreement, user: User, on: date) -> Iterator[list[Cell]]:
    """One line for each task that one may see, in the order of the due dates."""
    tasks = list(
        tasks_of(agreement, user).select_related("lead_agency").order_by("first_due_on", "pk")
    )
    years, nearly = years_of_tasks(tasks), nearly_days()
    for task in tasks:
        yield [
            task.code,
            task.title,
            "; ".join(str(year) for year in years.get(task.pk, ())),
            str(task.lead_agency),
            task.product,
            task.first_due_on,
            task.due_on,
            task.done_on,
            state_of(task, on, nearly).words,
            task.percent,
        ]
