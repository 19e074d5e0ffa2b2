"""Every address of the URLconf, for the tests that try them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Address:
    """A named view: `name` with its namespace, `arguments` as the pattern's converters."""

    name: str
    callback: Any
    arguments: tuple[tuple[str, str], ...]

    def path(self, **values: object) -> str:
        """The address with every integer argument from `values`, else 1, and words "x"."""
        filled = {
            argument: values.get(argument, 1 if converter == "IntConverter" else "x")
            for argument, converter in self.arguments
        }
        return reverse(self.name, kwargs=filled)


def every_address() -> list[Address]:
    """All named views of the URLconf."""
    return list(_walk(get_resolver(), "", ()))


def _walk(
    resolver: URLResolver, namespace: str, above: tuple[tuple[str, str], ...]
) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        arguments = above + tuple(
            (name, type(converter).__name__)
            for name, converter in pattern.pattern.converters.items()
        )
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner, arguments)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield Address(f"{namespace}{pattern.name}", pattern.callback, arguments)
