"""Cells under column heads, by hand: wide, and for a phone."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from bench.plain import shapes as draw

_DARK_FROM = 4
_MOST_NARROW = 12


class Cell(NamedTuple):
    """Step 0 to 5 of the colour, and what stands in it."""

    step: int
    words: str
    is_late: bool = False


Rows = Sequence[tuple[str, Sequence[Cell]]]


def step_of(value: float, most: float) -> int:
    """1 to 5 for 0 to `most`."""
    return 1 + min(4, int(5 * value / most)) if most else 1


def heat_map(columns: Sequence[str], rows: Rows) -> dict[str, Any]:
    """Width, height and shapes."""
    cell = min(120.0, max(56.0, 760 / max(1, len(columns))))
    width = max(1060.0, 300 + cell * len(columns))
    height = 44 + 40 * len(rows) + 8
    shapes = draw.picture(_wide(columns, rows, cell))
    return {"width": draw.num(width), "height": height, "shapes": shapes}


def narrow_heat_map(columns: Sequence[str], rows: Rows) -> dict[str, Any] | None:
    """For a phone; None for more columns than it can show."""
    if not 0 < len(columns) <= _MOST_NARROW:
        return None
    cell = min(40.0, 296 / len(columns))
    shapes = draw.picture(_narrow(columns, rows, cell))
    return {"width": 296, "height": 30 + 54 * len(rows), "shapes": shapes}


def _wide(columns: Sequence[str], rows: Rows, cell: float) -> Iterator[str]:
    for at, name in enumerate(columns):
        yield draw.text(300 + cell * (at + 0.5), 32, draw.shortened(name, cell), "", "middle")
    for number, (name, cells) in enumerate(rows):
        y = 44 + 40 * number
        yield draw.text(0, y + 25, draw.shortened(name, 288))
        for at, one in enumerate(cells):
            x = 300 + cell * at
            yield draw.rect(x + 1, y + 1, cell - 2, 38, f"c{one.step}")
            if one.is_late:
                yield draw.rect(x + 2.5, y + 2.5, cell - 5, 35, "late-edge")
                yield draw.corner(x + cell - 1, y + 1, "late-mark")
            if one.words:
                css = "t-strong on-d" if one.step >= _DARK_FROM else "t-strong on-l"
                yield draw.text(x + cell / 2, y + 25, one.words, css, "middle")


def _narrow(columns: Sequence[str], rows: Rows, cell: float) -> Iterator[str]:
    for at, name in enumerate(columns):
        yield draw.text(cell * (at + 0.5), 16, draw.shortened(name, cell), "", "middle")
    for number, (name, cells) in enumerate(rows):
        y = 26 + 54 * number
        yield draw.text(0, y + 15, draw.shortened(name, 296))
        for at, one in enumerate(cells):
            x = cell * at
            yield draw.rect(x + 1, y + 22, cell - 2, 26, f"c{one.step}")
            if one.is_late:
                yield draw.rect(x + 2.5, y + 23.5, cell - 5, 23, "late-edge")
            if one.words:
                css = "small on-d" if one.step >= _DARK_FROM else "small on-l"
                yield draw.text(x + cell / 2, y + 39, one.words, css, "middle")
