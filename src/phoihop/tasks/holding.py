"""Whose delay it is: the agency that led the task on the due day in question.

A task may change its lead agency. A delay counts for who held it on that due day, by the current
due date for one figure and by the first for the other; who took it over later answers for the
days that come (docs/domain: following tasks).
"""

from datetime import date
from typing import Final

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from phoihop.agencies.models import Agency
from phoihop.tasks.models import TaskHolding

# {figure: column}, as in figures.condition_of.
DEADLINES: Final = {"current": "due_on", "first": "first_due_on"}


def holder_on_due(deadline: str = "current", prefix: str = "") -> Coalesce:
    """The key of the agency that held the task on its due day; the lead agency where none is due.

    To annotate rows, or to count by: `tasks.annotate(held_by=holder_on_due("first"))
    .values("held_by").annotate(n=Count("pk"))` is one query. prefix: a path to the task, "task__".
    Raises KeyError for a deadline that is not in DEADLINES.
    """
    day = OuterRef(prefix + DEADLINES[deadline])
    rows = TaskHolding.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day),
        task=OuterRef(prefix.removesuffix("__") or "pk"),
        valid_from__lte=day,
    )
    held = Subquery(rows.order_by("-valid_from", "-pk").values("agency")[:1])
    return Coalesce(held, F(prefix + "lead_agency"), output_field=BigIntegerField())


def held_on_due(agency: Agency | int, deadline: str = "current") -> Q:
    """Tasks whose delay by this deadline is the agency's: the rows of its figure."""
    day = F(f"task__{DEADLINES[deadline]}")
    held = TaskHolding.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day), agency=agency, valid_from__lte=day
    )
    standing = Q(lead_agency=agency, **{f"{DEADLINES[deadline]}__isnull": True})
    return Q(pk__in=held.values("task")) | standing


def held_since(day: date) -> Q:
    """Tasks that their lead agency has had since that day or longer."""
    held = TaskHolding.objects.filter(task=OuterRef("pk"), valid_to=None, valid_from__lte=day)
    return Q(Exists(held))


def inherited() -> Q:
    """Tasks that another agency held on their current due day: their delay is not the lead's."""
    day = OuterRef("due_on")
    held = TaskHolding.objects.filter(task=OuterRef("pk"), valid_from__lte=day)
    by_lead = held.filter(Q(valid_to=None) | Q(valid_to__gte=day), agency=OuterRef("lead_agency"))
    by_another = held.filter(valid_to__gte=day).exclude(agency=OuterRef("lead_agency"))
    return Q(Exists(by_another)) & ~Q(Exists(by_lead))
