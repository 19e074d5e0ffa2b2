"""Shapes of a picture as text; words are escaped, numbers are short."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_LETTER = 7.3


def picture(shapes: Iterable[str]) -> SafeString:
    """All of them, for the template."""
    return mark_safe("".join(shapes))  # noqa: S308 -- words are escaped, the rest are numbers


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    """A straight line."""
    return f'<line x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}" class="{css}"/>'


def polyline(points: Iterable[tuple[float, float]], css: str) -> str:
    """A line through several points."""
    ends = " ".join(f"{num(x)},{num(y)}" for x, y in points)
    return f'<polyline points="{ends}" class="{css}"/>'


def rect(x: float, y: float, width: float, height: float, css: str) -> str:
    """A box."""
    place = f'x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"'
    return f'<rect {place} class="{css}"/>'


def circle(x: float, y: float, radius: float, css: str) -> str:
    """A disc or ring."""
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" class="{css}"/>'


def octagon(x: float, y: float, css: str) -> str:
    """The sign of what is overdue."""
    start = f"M{num(x - 5)} {num(y - 12)}"
    return f'<path d="{start}h10l7 7v10l-7 7h-10l-7-7v-10z" class="{css}"/>'


def corner(x: float, y: float, css: str) -> str:
    """The mark in the upper right corner of a cell."""
    return f'<path d="M{num(x - 14)} {num(y)}h14v14z" class="{css}"/>'


def text(x: float, y: float, words: object, css: str = "", anchor: str = "start") -> str:
    """Words."""
    place = f'x="{num(x)}" y="{num(y)}" text-anchor="{anchor}"'
    return f'<text {place} class="{css}">{escape(words)}</text>'


def shortened(words: str, width: float) -> str:
    """As much as fits."""
    most = max(1, int(width / _LETTER))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def num(value: float) -> str:
    """One digit at most behind the point."""
    return f"{value:.1f}".removesuffix(".0")
