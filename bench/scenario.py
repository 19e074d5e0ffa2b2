"""A row of the benchmark: who asks for which page, and the same page by hand."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Scenario:
    """`ours` and `plain` give the address of the n-th request; a posted one sends a report.

    plain: None for a page that nobody wrote by hand; it is measured beside the bare view alone.
    """

    page: str
    user: str
    ours: Callable[[int], str]
    plain: Callable[[int], str] | None
    posts: bool = False

    @property
    def label(self) -> str:
        """As the table names it."""
        return f"{self.page}, {self.user.removeprefix('bench.')}"
