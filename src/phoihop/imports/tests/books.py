"""Small workbooks, written as a person fills the template in."""

import uuid
from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

from phoihop.imports.kinds import KINDS
from phoihop.imports.services import HandedIn


def book(headings: Sequence[str], *rows: Sequence[object]) -> bytes:
    """A workbook of one sheet: headings, then rows; None is an empty cell."""
    made = Workbook()
    made.worksheets[0].append(list(headings))
    for row in rows:
        made.worksheets[0].append(list(row))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def filled(kind: str, *rows: Mapping[str, object]) -> bytes:
    """The template of a kind with these rows; keys are those of the columns."""
    columns = KINDS[kind].sheet().columns
    headings = [column.heading.vi for column in columns]
    return book(headings, *[[row.get(column.key) for column in columns] for row in rows])


def handed_in(kind: str, *rows: Mapping[str, object], name: str = "tep.xlsx") -> HandedIn:
    """The same as it reaches the service."""
    return HandedIn(kind, name, filled(kind, *rows), uuid.uuid4())
