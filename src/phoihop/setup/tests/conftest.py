"""Counters of tries live in the cache, which outlives a test."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from conftest import Cast
from phoihop.agencies.models import Office


@pytest.fixture(autouse=True)
def fresh_counters() -> Iterator[None]:
    """No test is locked out by another."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def office(cast: Cast) -> Office:
    """The office of the agency that issues."""
    return Office.objects.create(name="Ban Tuyên giáo An Lạc", agency=cast.issuer_agency)
