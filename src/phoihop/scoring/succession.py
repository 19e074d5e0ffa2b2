"""Objections that wait for the answer of an agency that ends."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy, ngettext

from phoihop.accounts.models import User
from phoihop.agencies.estates import Estate, Handing, Item, Passing, declare
from phoihop.scoring.models import EvaluationDispute, RowDispute
from phoihop.tasks.models import Task
from phoihop.tasks.succession import open_tasks, pass_assigner, settle


def _waiting() -> "QuerySet[Task]":
    """Closed tasks of which an objection or a second look waits for an answer.

    Of an open one who takes over answers as well: it passes on with its other duties.
    """
    looks = RowDispute.objects.filter(task=OuterRef("pk"), answered_at=None)
    objections = EvaluationDispute.objects.filter(evaluation__task=OuterRef("pk"), answered_at=None)
    closed = Task.objects.exclude(pk__in=open_tasks().values("pk"))
    return closed.filter(Exists(looks) | Exists(objections))


def _items(agencies: Collection[int], user: User, _on: date) -> list[Item]:
    rows = list(_waiting().filter(assigner__in=agencies).order_by("due_sort", "pk"))
    visible = Task.objects.visible_to(user).filter(pk__in=[row.pk for row in rows])
    seen = set(visible.values_list("pk", flat=True))
    return [
        Item(
            pk=row.pk,
            agency=row.assigner_id,
            label=row.code,
            words=row.title if row.pk in seen else "",
            url=row.get_absolute_url() if row.pk in seen else "",
        )
        for row in rows
    ]


def _pass(passings: Sequence[Passing], handing: Handing) -> None:
    """The task of who takes over, for the answer; who led it and its figures stay."""
    keys = [passing.pk for passing in passings]
    rows = Task.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    pass_assigner({row.pk: row for row in rows}, passings, handing)


def _lacking(count: int, names: str) -> str:
    return ngettext(
        "Nobody would answer the objection to %(n)d task: %(what)s",
        "Nobody would answer the objections to %(n)d tasks: %(what)s",
        count,
    ) % {"n": count, "what": names}


declare(
    Estate(
        key="scoring.answers",
        words=gettext_lazy("Objections and second looks they have to answer"),
        effect=gettext_lazy("Who takes over answers; figures and evaluations stay as they are."),
        model=Task,
        items=_items,
        hand_over=_pass,
        lacking=_lacking,
        settle=settle,
        said={
            "task.row_answered": gettext_lazy("second look answered"),
            "task.evaluation_answered": gettext_lazy("objection answered"),
        },
    )
)
