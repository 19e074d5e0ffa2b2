"""What the page of a task says of its parts, its coordinating agencies and what is asked of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from phoihop.accounts.models import User
from phoihop.periods import InvalidDueRule, parse_due_rule
from phoihop.tasks.asked import Asked, explanation_state
from phoihop.tasks.contributions import contributions_of
from phoihop.tasks.models import Occurrence, Task, TaskViewer
from phoihop.tasks.source import Origin
from phoihop.tasks.states import State, punctuality_words, state_of
from phoihop.tasks.windows import current_window, window_of

# A cascade is shown so far; a province may pass a task on to more communes than fit a page.
MOST_PARTS = 300
_DEEPEST = 4


@dataclass(frozen=True)
class Part:
    """A part as its row is shown; depth: 1 for what the lead agency itself passed on."""

    task: Task
    state: State
    depth: int


def depth_of(task: Task, user: User, on: date, nearly: int, *, level: int) -> dict[str, Any]:
    """What stands under the six items, as far as a reader of this level may see it."""
    if level < TaskViewer.STATE:
        return {}
    words = level >= TaskViewer.WORDS
    explanations = list(task.explanations.all())
    return {
        "contributions": contributions_of(task, on, nearly),
        "parts": parts_of(task, user, on, nearly),
        "punctuality": punctuality_words(task),
        "extension": next((row for row in task.extensions.all() if words and row.is_open), None),
        "newest_due": _newest_due(task) if words else None,
        "explanations": [Asked(row, *explanation_state(row, on)) for row in explanations]
        if words
        else [],
        "explanation": next((row for row in explanations if words and row.is_open), None),
    }


def _newest_due(task: Task) -> Any:
    """The row of the current due date, where it is not the first one."""
    if task.due_on is None or task.due_on == task.first_due_on:
        return None
    return task.dues.select_related("decided_by", "decided_for").order_by("pk").last()


def above(task: Task, user: User) -> Task | None:
    """The task it is a part of, as far as this user sees it."""
    if task.parent_id is None:
        return None
    return Task.objects.visible_to(user, within={"pk": task.parent_id}).first()


def parts_of(task: Task, user: User, on: date, nearly: int) -> list[Part]:
    """Who holds what below: each part followed by its own; three queries a level.

    One for a task without any. The keys come first: asked for in order and under a limit at once,
    SQLite may walk all tasks by their due date in search of the parts.
    """
    found: dict[int, list[Task]] = {}
    level = [task.pk]
    for _depth in range(_DEEPEST):
        below = list(Task.objects.filter(parent__in=level).order_by().values_list("pk", flat=True))
        if not below:
            break
        seen = Task.objects.visible_to(user, TaskViewer.STATE, within={"pk__in": below})
        rows = list(
            seen.select_related("lead_agency", "person_in_charge").order_by("due_sort", "pk")[
                :MOST_PARTS
            ]
        )
        for row in rows:
            if row.parent_id is not None:
                found.setdefault(row.parent_id, []).append(row)
        level = [row.pk for row in rows]
    return _in_order(found, task.pk, 1, on, nearly)


def _in_order(
    found: dict[int, list[Task]], of: int, depth: int, on: date, nearly: int
) -> list[Part]:
    rows: list[Part] = []
    for task in found.get(of, []):
        rows.append(Part(task, state_of(task, on, nearly), depth))
        rows += _in_order(found, task.pk, depth + 1, on, nearly)
    return rows


def information_window(task: Task, origin: Origin, on: date) -> tuple[date, date] | None:
    """First and last day of the figures its report is about; None where no period is asked for."""
    if task.rhythm:
        return current_window(task.rhythm, on)
    made = Occurrence.objects.filter(task=task).select_related("recurring").first()
    if made is not None:
        return window_of(parse_due_rule(made.recurring.rule).kind, made.day)
    line = getattr(task, "line", None)
    day = line.planned_on or task.first_due_on if line is not None else None
    if origin.item is None or not origin.item.due_rule or day is None:
        return None
    try:
        return window_of(parse_due_rule(origin.item.due_rule).kind, day)
    except InvalidDueRule:
        return None
