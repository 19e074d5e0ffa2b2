"""Ask for each page again and again, the three ways in turn, so that drift hits all alike."""

import gc
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.scenario import Scenario
from phoihop.accounts.models import User

_WARM_UP = 5
_WORDS = "Đã tổ chức một buổi tuyên truyền ở thôn, có đông người dự."


class WrongAnswer(RuntimeError):
    """A page answered something else than was to be measured."""


@dataclass(frozen=True)
class Times:
    """Milliseconds of the median and of the slowest twentieth, and the median of the processor's
    time in this process alone; bytes and queries of one answer."""

    p50: float
    p95: float
    cpu: float
    size: int
    queries: int


@dataclass(frozen=True)
class Measured:
    """One row of the table."""

    label: str
    ours: Times
    plain: Times | None
    bare: Times

    def as_dict(self) -> dict[str, object]:
        """For the report."""
        return asdict(self)


Ask = Callable[[], HttpResponse]


def measure(scenario: Scenario, repeat: int) -> Measured:
    """Run one scenario; raises WrongAnswer when a page does not answer as it should."""
    client = Client()
    client.force_login(User.objects.get(username=scenario.user))
    numbers = count()
    ours = _asker(client, scenario, lambda: scenario.ours(next(numbers)))
    size = len(ours().content)
    address = reverse("bench:bare", args=[size])
    bare = _asker(client, scenario, lambda: address, status=200)
    asks = {"ours": ours, "bare": bare}
    if (by_hand := scenario.plain) is not None:
        asks["plain"] = _asker(client, scenario, lambda: by_hand(next(numbers)))
    for _ in range(_WARM_UP):
        for ask in asks.values():
            ask()
    facts = {name: _looked_at(ask) for name, ask in asks.items()}
    took: dict[str, list[float]] = {name: [] for name in asks}
    busy: dict[str, list[float]] = {name: [] for name in asks}
    gc.collect()
    for names in _orders(list(asks), repeat):
        for name in names:
            worked, begun = time.process_time(), time.perf_counter()
            asks[name]()
            took[name].append((time.perf_counter() - begun) * 1000)
            busy[name].append((time.process_time() - worked) * 1000)
    times = {
        name: Times(*_percentiles(took[name]), _percentiles(busy[name])[0], *facts[name])
        for name in asks
    }
    return Measured(scenario.label, times["ours"], times.get("plain"), times["bare"])


def _asker(
    client: Client, scenario: Scenario, address: Callable[[], str], status: int | None = None
) -> Ask:
    wanted = status or (302 if scenario.posts else 200)

    def ask() -> HttpResponse:
        url = address()
        # The messages nobody reads would grow from request to request.
        client.cookies.pop("messages", None)
        response: Any = client.post(url, _report()) if scenario.posts else client.get(url)
        if response.status_code != wanted:
            raise WrongAnswer(f"{url}: {response.status_code}, not {wanted}")
        found: HttpResponse = response
        return found

    return ask


def _report() -> dict[str, str]:
    return {"arose": "new", "percent": "40", "words": _WORDS, "form_key": str(uuid.uuid4())}


def _looked_at(ask: Ask) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as queries:
        size = len(ask().content)
    return size, len(queries)


def _orders(names: list[str], repeat: int) -> Iterator[list[str]]:
    for turn in range(repeat):
        at = turn % len(names)
        yield names[at:] + names[:at]


def _percentiles(took: list[float]) -> tuple[float, float]:
    ordered = sorted(took)
    return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
