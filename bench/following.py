"""Pages of what is asked, urged, judged, passed on and subscribed to, each beside one by hand."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from bench.data.places import World
from bench.scenario import Scenario
from phoihop.agreements.models import Agreement
from phoihop.succession.models import Act
from phoihop.tasks.models import Task
from phoihop.urging.models import Letter

_IN_TURN = 40


def following_up(names: type[World]) -> list[Scenario]:
    """In the order of the table; the data of each is made by bench.data.follow."""
    draft = _first(lambda: Agreement.objects.filter(signed_at=None))
    return [
        *(
            _of("opinions", user, "agreements:opinions", "opinions", draft)
            for user in (names.contact, names.board)
        ),
        _of("evaluation", names.board, "scoring:evaluate", "evaluate", _in_turn(_done_elsewhere)),
        _of("extension", names.leader, "tasks:extend_yes", "extension", _in_turn(_asked)),
        _of("urging list", names.board, "urging:draft", "urging_list"),
        _of("urging letter", names.board, "urging:letter", "letter", _first(Letter.objects.all)),
        _of("succession", names.administrator, "succession:detail", "act", _first(Act.objects.all)),
        _of("kept lists", names.keeper, "lists:kept", "kept"),
        *(
            _of("feed", user, "calendars:read", "feed", _always(user))
            for user in (names.contact, names.board)
        ),
    ]


def _of(
    page: str, user: str, ours: str, plain: str, key: Callable[[int], Any] | None = None
) -> Scenario:
    def address(view: str) -> Callable[[int], str]:
        return lambda n: reverse(view, args=[key(n)] if key else [])

    return Scenario(page, user, address(ours), address(f"bench:{plain}"))


def _always(key: str) -> Callable[[int], str]:
    return lambda _n: key


def _first(rows: "Callable[[], QuerySet[Any]]") -> Callable[[int], int]:
    """The key of the first of them; asked at each request, which is not measured."""
    return lambda _n: rows().order_by("pk").values_list("pk", flat=True)[0]


def _in_turn(rows: "Callable[[], QuerySet[Any]]") -> Callable[[int], int]:
    keys: list[int] = []

    def key(n: int) -> int:
        if not keys:
            keys.extend(rows().order_by("-pk").values_list("pk", flat=True)[:_IN_TURN])
        return keys[n % len(keys)]

    return key


def _done_elsewhere() -> "QuerySet[Task]":
    given = Task.objects.filter(assigner__memberships__user__username=World.board)
    return given.filter(done_on__isnull=False).exclude(lead_agency=F("assigner"))


def _asked() -> "QuerySet[Task]":
    return Task.objects.filter(extensions__decided_at=None, extensions__isnull=False)
