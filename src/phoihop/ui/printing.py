"""A whole list as one page for paper: a table across, its heading on every sheet."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from phoihop.sheets import Cell, Heading
from phoihop.ui.templatetags.ui import day, moment, number

# The name of this form beside those of `downloads.FORMATS`.
PAPER: Final = "in"
# Some sixty sheets; more is read in a workbook.
MOST_ROWS: Final = 1000


def table_page(
    request: HttpRequest, title: str, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """The table as a page with a button to print it; says so where it had to stop."""
    found = list(itertools.islice(rows, MOST_ROWS + 1))
    lines = [[_said(cell) for cell in row] for row in found[:MOST_ROWS]]
    context = {
        "title": title,
        "headings": [heading.words for heading in headings],
        "lines": lines,
        "stopped": len(found) > MOST_ROWS,
        "most": MOST_ROWS,
    }
    return render(request, "ui/printed_table.html", context)


def _said(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return str(moment(cell))
    if isinstance(cell, date):
        return str(day(cell))
    return cell if isinstance(cell, str) else number(cell)
