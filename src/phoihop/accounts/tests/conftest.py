"""Counters of failed log-ins live in the cache, which outlives a test."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_counters() -> Iterator[None]:
    """No test is locked out by another."""
    cache.clear()
    yield
    cache.clear()
