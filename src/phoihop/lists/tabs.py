"""The lists above the list: the ready ones and the kept ones, with what each counts now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import QueryDict

from phoihop.accounts.models import User
from phoihop.lists.models import KeptList
from phoihop.lists.saved import canonical
from phoihop.tasks import filters
from phoihop.tasks.models import Task, TaskViewer
from phoihop.tasks.states import nearly_days
from phoihop.tasks.views.listing import TABS

_COUNT_STOP: Final = 1001
# So many of what colleagues share stand above the list; each is counted. All stand on their page.
_SHARED_SHOWN: Final = 10


@dataclass
class Tab:
    """A list one may open; count: None while nobody counted, 1001 for "more than 1,000"."""

    words: str
    query: str
    is_here: bool = False
    is_shared: bool = False
    count: int | None = None

    @property
    def is_many(self) -> bool:
        """The count stopped."""
        return self.count is not None and self.count >= _COUNT_STOP


def tabs_of(user: User, here: QueryDict) -> list[Tab]:
    """The ready lists, one's own in their order, then the first of colleagues; one query."""
    at = canonical(here)
    ready = [Tab(str(words), query.removeprefix("?") or "state=") for query, words in TABS]
    kept = [Tab(one.name, one.query, is_shared=one.owner_id != user.pk) for one in kept_lists(user)]
    own, shared = [tab for tab in kept if not tab.is_shared], [tab for tab in kept if tab.is_shared]
    opened = [tab for tab in shared[_SHARED_SHOWN:] if tab.query == at]
    found = [*ready, *own, *shared[:_SHARED_SHOWN], *opened]
    for tab in found:
        tab.is_here = tab.query == at
    return found


def kept_lists(user: User) -> list[KeptList]:
    """One's own in their order, then the shared ones of others by name."""
    rows = list(KeptList.objects.visible_to(user).select_related("owner"))
    own = [row for row in rows if row.owner_id == user.pk]
    others = [row for row in rows if row.owner_id != user.pk]
    return own + sorted(others, key=lambda row: row.name.casefold())


def count_tabs(tabs: Sequence[Tab], user: User, on: date) -> None:
    """Say of each tab how many tasks its list holds now: the query of the list, one each."""
    nearly = nearly_days()
    seen = Task.objects.visible_to(user, level=TaskViewer.STATE)
    for tab in tabs:
        form = filters.FilterForm(QueryDict(tab.query), user=user, shown=False)
        if not form.is_valid():  # what it named is gone, or not to be seen any more
            tab.count = 0
            continue
        tasks = filters.apply(form, seen, user, on, nearly)
        tab.count = tasks.order_by().values("pk")[:_COUNT_STOP].count()
