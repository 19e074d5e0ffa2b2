"""What is measured: a page, who opens it, and the same page by hand."""

from django.urls import reverse
from django.utils.http import urlencode

from bench.data.places import World
from bench.data.words import COMMON, RARE
from bench.following import following_up
from bench.scenario import Scenario
from phoihop import vntext
from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement
from phoihop.tasks.models import Task

_REPORTED_ON = 200


def scenarios_of(names: type[World]) -> list[Scenario]:
    """All of them; the pages in the order of the table."""
    everyone = (names.contact, names.board, names.inspector)
    return [
        *(_fixed("home", user, "workspace:home", "home") for user in everyone[:2]),
        *(_fixed("list", user, "tasks:list", "list", state="") for user in everyone),
        *(_fixed("overdue", user, "tasks:list", "list", state="late") for user in everyone),
        *(_programme(user) for user in (names.board, names.inspector)),
        *(
            _fixed(f"search {what}", user, "workspace:search", "search", q=words)
            for what, words in _SEARCHES.items()
            for user in (names.contact, names.inspector)
        ),
        *(
            _fixed("search narrowed", user, "workspace:search", "search", q=COMMON, **_NARROWED)
            for user in (names.contact, names.inspector)
        ),
        _reporting(names.contact),
        _reporting(names.board),
        *(_ours(page, user, *where) for page, where in _FOLLOWED.items() for user in everyone),
        *(
            _of_first(*named, user)
            for named in _OF_FIRST
            for user in (names.board, names.inspector)
        ),
        _task("task page", "tasks:detail", names.board),
        _task("task history", "tasks:history", names.board),
        _ours("briefing", names.board, "workspace:briefing"),
        *following_up(names),
    ]


_SEARCHES = {
    "rare": RARE,
    "rare without accents": vntext.fold(RARE),
    "common": COMMON,
    "common without accents": vntext.fold(COMMON),
    "number and symbol": "01-CTr/BTGDV",
}
# By hand there are no filters: the row shows what ours cost beside the same search without any.
_NARROWED = {"paper": "KH", "year": "2026"}

# Those of following up that somebody wrote by hand: view here, view there.
_BY_HAND = {
    "lists:board": "bench:board",
    "lists:month": "bench:month",
    "scoring:agencies": "bench:agencies",
    "tasks:detail": "bench:task",
    "tasks:history": "bench:task_history",
    "lists:counts": "bench:counts",
    "workspace:briefing": "bench:briefing",
    "reviews:list": "bench:reviews",
    "calendars:week": "bench:week",
    "pictures:overview": "bench:pictures",
    "inspections:list": "bench:inspections",
    "pictures:programme": "bench:heat",
    "terms:term": "bench:term",
    "agreements:detail": "bench:agreement",
}
# Pages of following up: name, view, query.
_FOLLOWED = {
    "board of tasks": ("lists:board", ""),
    "month of tasks": ("lists:month", "state=live"),
    "counts of lists": ("lists:counts", ""),
    "figures": ("scoring:agencies", ""),
    "reviews": ("reviews:list", ""),
    "week": ("calendars:week", ""),
    "pictures": ("pictures:overview", ""),
    "inspections": ("inspections:list", ""),
}
# The same of the first agreement.
_OF_FIRST = (
    ("pictures of a programme", "pictures:programme"),
    ("whole term", "terms:term"),
    ("agreement", "agreements:detail"),
)


def _ours(page: str, user: str, view: str, query: str = "") -> Scenario:
    asked = f"?{query}" if query else ""
    by_hand = _BY_HAND.get(view)
    plain = (lambda _n: reverse(by_hand) + asked) if by_hand else None
    return Scenario(page, user, lambda _n: reverse(view) + asked, plain)


def _of_first(page: str, view: str, user: str) -> Scenario:
    def pk() -> int:
        return Agreement.objects.order_by("pk").values_list("pk", flat=True)[0]

    by_hand = _BY_HAND.get(view)
    plain = (lambda _n: reverse(by_hand, args=[pk()])) if by_hand else None
    return Scenario(page, user, lambda _n: reverse(view, args=[pk()]), plain)


def _task(page: str, view: str, user: str) -> Scenario:
    """One task after another that the agency assigned."""
    tasks: list[int] = []

    def pk(n: int) -> int:
        if not tasks:
            acting = User.objects.get(username=user).acting_agency
            found = Task.objects.filter(assigner=acting).order_by("pk")
            tasks.extend(found.values_list("pk", flat=True)[:_REPORTED_ON])
        return tasks[n % len(tasks)]

    by_hand = _BY_HAND[view]
    return Scenario(
        page,
        user,
        lambda n: reverse(view, args=[pk(n)]),
        lambda n: reverse(by_hand, args=[pk(n)]),
    )


def _fixed(page: str, user: str, ours: str, plain: str, **query: str) -> Scenario:
    asked = f"?{urlencode(query)}" if query else ""
    return Scenario(
        page,
        user,
        lambda _n: reverse(ours) + asked,
        lambda _n: reverse(f"bench:{plain}") + asked,
    )


def _programme(user: str) -> Scenario:
    """The first programme of the leading board: 13 parties, 12 contents, some 35 tasks."""

    def pk() -> int:
        return Agreement.objects.order_by("pk").values_list("pk", flat=True)[0]

    return Scenario(
        "programme",
        user,
        lambda _n: reverse("tasks:programme", args=[pk()]),
        lambda _n: reverse("bench:programme", args=[pk()]),
    )


def _reporting(user: str) -> Scenario:
    """The lead agency reports on one of its open tasks after another."""
    tasks: list[int] = []

    def pk(n: int) -> int:
        if not tasks:
            acting = User.objects.get(username=user).acting_agency
            found = Task.objects.filter(
                lead_agency=acting,
                done_on=None,
                submitted_on=None,
                withdrawn_on=None,
                suspended_on=None,
            )
            tasks.extend(found.order_by("pk").values_list("pk", flat=True)[:_REPORTED_ON])
        return tasks[n % len(tasks)]

    return Scenario(
        "post update",
        user,
        lambda n: reverse("tasks:update", args=[pk(n)]),
        lambda n: reverse("bench:update", args=[pk(n)]),
        posts=True,
    )
