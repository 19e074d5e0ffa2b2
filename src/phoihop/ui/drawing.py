"""Pictures as SVG, drawn on the server: plain shapes with classes of ui.css, no style, no script.

A picture never stands alone: `ui/_chart.html` takes the id of a title that states the finding, and
the page shows the same numbers in a table behind it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

# Of the text of a picture, 14 px: what one letter takes on average.
LETTER = 7.3


@dataclass(frozen=True)
class Drawing:
    """A finished picture; sizes in its own units, which are pixels at full width."""

    width: float
    height: float
    shapes: SafeString

    @property
    def view_box(self) -> str:
        """The attribute of the svg element."""
        return f"0 0 {_number(self.width)} {_number(self.height)}"


def drawing(width: float, height: float, shapes: Iterable[SafeString]) -> Drawing:
    """Put shapes together, the first undermost."""
    return Drawing(width, height, SafeString("".join(map(conditional_escape, shapes))))


# A picture has hundreds of shapes: sizes and our own classes need no escaping, words do.


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> SafeString:
    """A straight line."""
    begin, end = f'x1="{_number(x1)}" y1="{_number(y1)}"', f'x2="{_number(x2)}" y2="{_number(y2)}"'
    return SafeString(f'<line {begin} {end} class="{css}"/>')


def polyline(points: Iterable[tuple[float, float]], css: str) -> SafeString:
    """A line through several points."""
    words = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return SafeString(f'<polyline points="{words}" class="{css}"/>')


def rect(x: float, y: float, width: float, height: float, css: str) -> SafeString:
    """A box."""
    size = f'width="{_number(width)}" height="{_number(height)}"'
    return SafeString(f'<rect x="{_number(x)}" y="{_number(y)}" {size} class="{css}"/>')


def circle(x: float, y: float, radius: float, css: str) -> SafeString:
    """A disc or ring."""
    place = f'cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}"'
    return SafeString(f'<circle {place} class="{css}"/>')


def octagon(x: float, y: float, css: str) -> SafeString:
    """The sign of what is overdue, 24 wide."""
    start = f"M{_number(x - 5)} {_number(y - 12)}"
    return SafeString(f'<path d="{start}h10l7 7v10l-7 7h-10l-7-7v-10z" class="{css}"/>')


def corner(x: float, y: float, css: str) -> SafeString:
    """The mark in the upper right corner (x, y) of a cell."""
    return SafeString(f'<path d="M{_number(x - 14)} {_number(y)}h14v14z" class="{css}"/>')


def text(x: float, y: float, words: object, css: str = "", anchor: str = "start") -> SafeString:
    """Words; anchor: start, middle or end."""
    place = f'x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}"'
    return SafeString(f'<text {place} class="{css}">{conditional_escape(str(words))}</text>')


def shortened(words: str, width: float) -> str:
    """As much of the words as fits: pictures do not wrap."""
    most = max(1, int(width / LETTER))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _number(value: float) -> str:
    """As SVG reads it, whatever the language of the page."""
    return f"{value:.1f}".removesuffix(".0")
