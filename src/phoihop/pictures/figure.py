"""A picture with its finding and the table it was drawn from; neither stands without the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from phoihop.ui import drawing as draw
from phoihop.ui.drawing import Drawing

# Steps of one hue: from the lightest, which is "nothing", to the darkest.
STEPS = 5
_DARK_FROM = 4  # from this step on, words in the cell are light


@dataclass(frozen=True)
class Figure:
    """key: names its heading; title: states what was found; table: the template of the numbers.

    narrow: the same for a phone; None where that cannot be: then the wide one scrolls.
    """

    key: str
    title: str
    note: str
    drawing: Drawing
    narrow: Drawing | None
    table: str
    data: Any


@dataclass(frozen=True)
class HeatCell:
    """A cell of a heat map; step 0 to 5; words "" where there is nothing."""

    step: int
    words: str
    is_late: bool = False


# Width of a picture on a phone; columns and the height of a row there.
NARROW = 296.0
_MOST_NARROW, _NARROW_ROW = 12, 54.0
_LEFT, _TOP, _ROW, _LEAST_WIDTH, _CELL = 300.0, 44.0, 40.0, 1060.0, (56.0, 120.0)


def heat_map(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[HeatCell]]]) -> Drawing:
    """Rows of cells under column heads; what is late has a red frame with a corner."""
    cell = min(_CELL[1], max(_CELL[0], (_LEAST_WIDTH - _LEFT) / max(1, len(columns))))
    width = max(_LEAST_WIDTH, _LEFT + cell * len(columns))
    shapes = [
        draw.text(_LEFT + cell * (at + 0.5), _TOP - 12, draw.shortened(name, cell), "", "middle")
        for at, name in enumerate(columns)
    ]
    for number, (name, cells) in enumerate(rows):
        y = _TOP + _ROW * number
        shapes.append(draw.text(0, y + 25, draw.shortened(name, _LEFT - 12)))
        for at, one in enumerate(cells):
            x = _LEFT + cell * at
            shapes.append(draw.rect(x + 1, y + 1, cell - 2, _ROW - 2, f"c{one.step}"))
            if one.is_late:
                shapes.append(draw.rect(x + 2.5, y + 2.5, cell - 5, _ROW - 5, "late-edge"))
                shapes.append(draw.corner(x + cell - 1, y + 1, "late-mark"))
            if one.words:
                css = "t-strong " + ("on-d" if one.step >= _DARK_FROM else "on-l")
                shapes.append(draw.text(x + cell / 2, y + 25, one.words, css, "middle"))
    return draw.drawing(width, _TOP + _ROW * len(rows) + 8, shapes)


def narrow_heat_map(
    columns: Sequence[str], rows: Sequence[tuple[str, Sequence[HeatCell]]]
) -> Drawing | None:
    """For a phone: each row's name above its cells; None for more columns than it can show."""
    if not 0 < len(columns) <= _MOST_NARROW:
        return None
    cell = min(40.0, NARROW / len(columns))
    shapes = [
        draw.text(cell * (at + 0.5), 16, draw.shortened(name, cell), "", "middle")
        for at, name in enumerate(columns)
    ]
    for number, (name, cells) in enumerate(rows):
        y = 26 + _NARROW_ROW * number
        shapes.append(draw.text(0, y + 15, draw.shortened(name, NARROW)))
        for at, one in enumerate(cells):
            shapes += _narrow_cell(one, cell * at, y + 22, cell)
    return draw.drawing(NARROW, 30 + _NARROW_ROW * len(rows), shapes)


def _narrow_cell(one: HeatCell, x: float, y: float, cell: float) -> list[SafeString]:
    shapes = [draw.rect(x + 1, y, cell - 2, 26, f"c{one.step}")]
    if one.is_late:
        shapes.append(draw.rect(x + 2.5, y + 1.5, cell - 5, 23, "late-edge"))
    if one.words:
        css = "small " + ("on-d" if one.step >= _DARK_FROM else "on-l")
        shapes.append(draw.text(x + cell / 2, y + 17, one.words, css, "middle"))
    return shapes


def step_of(value: float, most: float) -> int:
    """1 to 5 for 0 to `most`."""
    return 1 + min(STEPS - 1, int(STEPS * value / most)) if most else 1
