"""Pages by key show every row once, in order, forwards and backwards."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.functions import TruncDate
from django.http import QueryDict

from phoihop.ui.paging import Page, page_by_key

START = datetime(2026, 11, 18, 1, 15, tzinfo=UTC)
User: Any = get_user_model()


@pytest.fixture
def people(db: None) -> models.QuerySet[Any]:
    """23 people; five names, three days of joining, every fourth never seen."""
    User.objects.bulk_create(
        User(
            username=f"u{n:02}",
            full_name=f"Nguyễn Văn {'ABCDE'[n % 5]}",
            name_key="abcde"[n % 5],
            created_at=START - timedelta(days=n % 3),
            last_seen_at=None if n % 4 == 0 else START + timedelta(hours=n % 2),
        )
        for n in range(23)
    )
    everyone: models.QuerySet[Any] = User.objects.all()
    return everyone


def walk(people: models.QuerySet[Any], order: list[str], size: int) -> list[Page[Any]]:
    """Every page from the first to the last."""
    pages = [page_by_key(people, order=order, request_params=QueryDict(), size=size)]
    while query := pages[-1].next_query:
        pages.append(
            page_by_key(people, order=order, request_params=QueryDict(query[1:]), size=size)
        )
    return pages


ORDERS = [
    pytest.param(["pk"], id="number"),
    pytest.param(["-pk"], id="number, last first"),
    pytest.param(["name_key", "pk"], id="text"),
    pytest.param(["-created_at", "name_key", "-pk"], id="moment and text, mixed"),
    pytest.param(["last_seen_at", "pk"], id="empty values last"),
    pytest.param(["-last_seen_at", "-pk"], id="empty values last, descending"),
    pytest.param(["joined", "pk"], id="annotation with a day"),
]


@pytest.mark.differs
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 5, 22, 23, 40])
def test_pages_hold_every_row_once_and_in_order(
    people: models.QuerySet[Any], order: list[str], size: int
) -> None:
    people = people.annotate(joined=TruncDate("created_at"))

    pages = walk(people, order, size)
    rows = [row.pk for page in pages for row in page.rows]

    assert sorted(rows) == sorted(people.values_list("pk", flat=True))
    assert [len(page.rows) for page in pages[:-1]] == [size] * (len(pages) - 1)
    keys = [_key(row, order) for page in pages for row in page.rows]
    assert all(before < after for before, after in pairwise(keys))


@pytest.mark.differs
@pytest.mark.parametrize("order", ORDERS)
def test_the_way_back_shows_the_same_pages(people: models.QuerySet[Any], order: list[str]) -> None:
    people = people.annotate(joined=TruncDate("created_at"))
    pages = walk(people, order, 5)

    for earlier, later in pairwise(pages):
        back = page_by_key(
            people, order=order, request_params=QueryDict(later.previous_query[1:]), size=5
        )
        assert back.rows == earlier.rows
    assert pages[0].previous_query == ""


def _key(row: Any, order: list[str]) -> tuple[Any, ...]:
    parts: list[Any] = []
    for name in order:
        value = getattr(row, name.removeprefix("-"))
        sign = -1 if name.startswith("-") else 1
        parts.append((1, 0) if value is None else (0, sign * _number(value)))
    return tuple(parts)


def _number(value: Any) -> float:
    if isinstance(value, str):
        return sum(map(ord, value))
    if isinstance(value, datetime):
        return value.timestamp()
    return float(value.toordinal() if isinstance(value, date) else value)


def test_the_total_stops_at_the_limit(people: models.QuerySet[Any]) -> None:
    page = page_by_key(people, order=["pk"], request_params=QueryDict(), count_stop=11)
    whole = page_by_key(people, order=["pk"], request_params=QueryDict(), count_stop=24)

    assert (page.total, page.total_capped) == (10, True)
    assert (whole.total, whole.total_capped) == (23, False)


def test_a_page_costs_two_queries(
    people: models.QuerySet[Any], django_assert_num_queries: Any
) -> None:
    first = page_by_key(people, order=["name_key", "pk"], request_params=QueryDict(), size=5)

    with django_assert_num_queries(2):
        page_by_key(
            people,
            order=["name_key", "pk"],
            request_params=QueryDict(first.next_query[1:]),
            size=5,
        )


def test_other_parameters_are_kept(people: models.QuerySet[Any]) -> None:
    params = QueryDict("state=late&agency=3&agency=5&before=x")

    page = page_by_key(people, order=["pk"], request_params=params, size=5)
    query = QueryDict(page.next_query[1:])

    assert query.getlist("agency") == ["3", "5"]
    assert query["state"] == "late"
    assert "before" not in query


def test_an_empty_list_has_no_neighbours(people: models.QuerySet[Any]) -> None:
    page = page_by_key(people.none(), order=["pk"], request_params=QueryDict())

    assert (page.rows, page.total, page.next_query, page.previous_query) == ([], 0, "", "")


def cursor(value: object) -> str:
    """What an address would carry for these values."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("!!!", id="not base64"),
        pytest.param("ế", id="not ASCII"),
        pytest.param("YWJj", id="not JSON"),
        pytest.param(cursor({"a": 1}), id="not a list"),
        pytest.param(cursor(["2026-11-18T01:15:00+00:00"]), id="too short"),
        pytest.param(cursor(["yesterday", 1]), id="not a moment"),
        pytest.param(cursor(["2026-11-18T01:15:00", 1]), id="no zone"),
        pytest.param(cursor([None, 1]), id="empty where there is always a value"),
        pytest.param(cursor(["2026-11-18T01:15:00+00:00", "x"]), id="not a number"),
        pytest.param(cursor(["2026-11-18T01:15:00+00:00", 10**30]), id="beyond the column"),
        pytest.param(cursor([[1], [2]]), id="nested"),
    ],
)
@pytest.mark.parametrize("name", ["after", "before"])
def test_a_broken_cursor_gives_the_first_page(
    people: models.QuerySet[Any], name: str, text: str
) -> None:
    params = QueryDict(mutable=True)
    params[name] = text

    page = page_by_key(people, order=["-created_at", "pk"], request_params=params, size=5)

    assert page.rows == list(people.order_by("-created_at", "pk")[:5])
    assert page.previous_query == ""
