"""Tasks that an act on many of them leaves to the single act: parts, wholes, and what is asked.

An act on one of them reaches further: to the parts below, the percentage above, an open request.
"""

from collections.abc import Callable, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from phoihop.tasks import errors
from phoihop.tasks.asking_models import OPEN_EXPLANATION, OPEN_EXTENSION
from phoihop.tasks.errors import TaskRefused
from phoihop.tasks.models import Explanation, ExtensionRequest, Task


def set_apart(tasks: Sequence[Task]) -> tuple[list[Task], list[Task]]:
    """(those that stand alone, the others); one query."""
    this = {"task": OuterRef("pk")}
    reaching = (
        Q(parent__isnull=False)
        | Exists(Task.objects.filter(parent=OuterRef("pk")))
        | Exists(ExtensionRequest.objects.filter(OPEN_EXTENSION, **this))
        | Exists(Explanation.objects.filter(OPEN_EXPLANATION, **this))
    )
    rows = Task.objects.filter(reaching, pk__in=[task.pk for task in tasks])
    knotted = set(rows.order_by().values_list("pk", flat=True))
    alone = [task for task in tasks if task.pk not in knotted]
    return alone, [task for task in tasks if task.pk in knotted]


def singly(
    tasks: Sequence[Task], act: Callable[[Task], object]
) -> tuple[list[Task], list[tuple[Task, str]]]:
    """(done, skipped with the sentence why): the single act on each, all of it or nothing."""
    done: list[Task] = []
    skipped: list[tuple[Task, str]] = []
    for task in tasks:
        try:
            with transaction.atomic():
                act(task)
        except TaskRefused as refused:
            skipped.append((task, str(refused)))
        except PermissionDenied:
            skipped.append((task, str(errors.NotYours())))
        else:
            done.append(task)
    return done, skipped
