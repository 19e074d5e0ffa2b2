"""Which tasks an act is about: the ticked ones, or all that fit the conditions of the list."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import QueryDict

from phoihop.accounts.models import User
from phoihop.lists import errors
from phoihop.tasks import filters
from phoihop.tasks.models import Task, TaskViewer
from phoihop.ui.keys import key_in

MOST: Final = 5000
_LONGEST_QUERY: Final = 1000  # what the row of an act keeps


@dataclass(frozen=True)
class Chosen:
    """The keys of the tasks in the order of the list; query: the list they were chosen from."""

    keys: list[int]
    query: str
    is_all: bool


def chosen_of(params: QueryDict, user: User, on: date, nearly: int) -> Chosen:
    """What `task=…` names, or with `all` every task of the list `query`.

    Only tasks whose state this user may see. Raises NothingTicked, TooManyTicked,
    ConditionsTooLong.
    """
    query, is_all = params.get("query", ""), bool(params.get("all"))
    if len(query) > _LONGEST_QUERY:  # cut short it would name other tasks
        raise errors.ConditionsTooLong
    tasks = Task.objects.visible_to(user, level=TaskViewer.STATE)
    if is_all:
        form = filters.FilterForm(QueryDict(query), user=user, shown=False)
        if not form.is_valid():
            raise errors.NothingTicked
        tasks = filters.apply(form, tasks, user, on, nearly)
    else:
        typed = map(key_in, params.getlist("task")[: MOST + 1])
        named = {key for key in typed if key is not None}
        tasks = tasks.filter(pk__in=named)
    keys = list(tasks.order_by("due_sort", "pk").values_list("pk", flat=True)[: MOST + 1])
    if not keys:
        raise errors.NothingTicked
    if len(keys) > MOST:
        raise errors.TooManyTicked
    return Chosen(keys, query, is_all)
