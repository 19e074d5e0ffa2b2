"""Pictures as SVG, drawn on the server: plain shapes with classes of ui.css, no style, no script.

A picture never stands alone: `ui/_chart.html` takes the id of a title that states the finding, and
the page shows the same numbers in a table behind it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
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
    return Drawing(width, height, format_html_join("", "{}", ((shape,) for shape in shapes)))


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> SafeString:
    """A straight line."""
    ends = tuple(map(_number, (x1, y1, x2, y2)))
    return format_html('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>', *ends, css)


def polyline(points: Iterable[tuple[float, float]], css: str) -> SafeString:
    """A line through several points."""
    words = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return format_html('<polyline points="{}" class="{}"/>', words, css)


def rect(x: float, y: float, width: float, height: float, css: str) -> SafeString:
    """A box."""
    sizes = tuple(map(_number, (x, y, width, height)))
    return format_html('<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>', *sizes, css)


def circle(x: float, y: float, radius: float, css: str) -> SafeString:
    """A disc or ring."""
    sizes = tuple(map(_number, (x, y, radius)))
    return format_html('<circle cx="{}" cy="{}" r="{}" class="{}"/>', *sizes, css)


def octagon(x: float, y: float, css: str) -> SafeString:
    """The sign of what is overdue, 24 wide."""
    left, top = _number(x - 5), _number(y - 12)
    return format_html('<path d="M{} {}h10l7 7v10l-7 7h-10l-7-7v-10z" class="{}"/>', left, top, css)


def corner(x: float, y: float, css: str) -> SafeString:
    """The mark in the upper right corner (x, y) of a cell."""
    return format_html('<path d="M{} {}h14v14z" class="{}"/>', _number(x - 14), _number(y), css)


def text(x: float, y: float, words: object, css: str = "", anchor: str = "start") -> SafeString:
    """Words; anchor: start, middle or end."""
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" class="{}">{}</text>',
        _number(x),
        _number(y),
        anchor,
        css,
        words,
    )


def shortened(words: str, width: float) -> str:
    """As much of the words as fits: pictures do not wrap."""
    most = max(1, int(width / LETTER))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _number(value: float) -> str:
    """As SVG reads it, whatever the language of the page."""
    return f"{value:.1f}".removesuffix(".0")
