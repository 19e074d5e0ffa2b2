"""The heat map of a programme: contents × agencies, how far each is, where something is overdue."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from phoihop.pictures.figure import Figure, HeatCell, heat_map, narrow_heat_map, step_of
from phoihop.tasks.matrix import LEAD, Cell, Matrix
from phoihop.ui.drawing import Drawing

_WHOLE = 100


def heat_figure(matrix: Matrix) -> Figure | None:
    """Drawn from the matrix of the programme screen, whose numbers it repeats; None without any."""
    if not matrix.rows or not matrix.columns:
        return None
    rows = [(f"{row.number}. {row.item.text}", [_cell(one) for one in row.cells])
            for row in matrix.rows]  # fmt: skip
    drawing = heat_map([column.letters for column in matrix.columns], rows)
    return Figure(
        "heat",
        _finding(matrix),
        _note(),
        drawing,
        _narrow(matrix),
        "pictures/_heat_table.html",
        matrix,
    )


def _narrow(matrix: Matrix) -> Drawing | None:
    """On a phone the agencies stand one under the other, the contents by their numbers."""
    rows = [
        (column.name, [_cell(row.cells[at]) for row in matrix.rows])
        for at, column in enumerate(matrix.columns)
    ]
    return narrow_heat_map([str(row.number) for row in matrix.rows], rows)


def _note() -> str:
    return str(
        _(
            "Progress in per cent; the darker, the further."
            " A red frame: the agency leads overdue tasks."
        )
    )


def _cell(cell: Cell) -> HeatCell:
    if cell.percent is None:
        return HeatCell(0, "")
    late = cell.role == LEAD and "late" in cell.marks
    return HeatCell(step_of(cell.percent, _WHOLE), str(cell.percent), late)


def _finding(matrix: Matrix) -> str:
    """What is least far, and how many cells are late."""
    late = sum("late" in cell.marks for row in matrix.rows for cell in row.cells)
    moving = [row for row in matrix.rows if row.percent is not None]
    late_words = (
        ngettext("%(n)d cell with overdue tasks", "%(n)d cells with overdue tasks", late)
        % {"n": late}
        if late
        else _("nothing overdue")
    )
    if not moving:
        return _("No content has tasks yet: %(late)s") % {"late": late_words}
    last = min(moving, key=lambda row: (row.percent or 0, row.number))
    return _("Least far is content %(number)d (%(percent)d %%); %(late)s") % {
        "number": last.number,
        "percent": last.percent or 0,
        "late": late_words,
    }
