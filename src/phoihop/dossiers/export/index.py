"""The list of the records in a dossier (mục lục văn bản trong hồ sơ): HTML, XLSX and PDF."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font

from phoihop.accounts.models import User
from phoihop.dossiers.export.contents import Piece
from phoihop.dossiers.export.metadata import Packed
from phoihop.dossiers.models import Dossier
from phoihop.sheets import escaped
from phoihop.ui.templatetags.ui import day, moment

_WIDTHS: Final = (6, 20, 12, 60, 34, 28, 8, 30, 60)
_LONGEST_CELL: Final = 32_000
_MARGIN: Final = 42.0
# Of a joint paper's issuers and signers, how many are named before the rest is counted.
_NAMED: Final = 3
# Of the PDF: shares of the width, points of a letter, and lines that a row may have: a taller one
# would leave half a sheet empty, and the other lists have it all.
_SHARES: Final = (6, 18, 16, 44, 28, 28, 8, 17, 39)
_LETTER, _MOST_LINES = 4.4, 16
# Of the fonts of the screens (OFL); their whole files, since any letter may come.
_FONTS: Final = {"Regular": "BeVietnamPro-Regular.ttf", "Bold": "BeVietnamPro-SemiBold.ttf"}


@dataclass(frozen=True)
class Index:
    """What the three forms of the list say alike."""

    dossier: Dossier
    pieces: Sequence[Piece]
    packed: dict[int, list[Packed]]
    by: User
    at: datetime

    def facts(self) -> list[tuple[str, str]]:
        """The facts of the dossier, name and value."""
        dossier = self.dossier
        told = [
            (_("Agency"), str(dossier.owner)),
            (_("Year"), str(dossier.year)),
            (_("Number and symbol of the dossier"), dossier.code),
            (_("Kept for"), dossier.retention),
            (_("Keeper"), str(dossier.keeper)),
            (_("From – to"), f"{day(dossier.opened_on)} – {day(dossier.work_ended_on)}"),
            (_("Number of records"), str(len(self.pieces))),
            (_("Note"), dossier.note),
            (_("Exported"), f"{moment(self.at)}, {self.by}"),
        ]
        return [(name, value) for name, value in told if value.strip(" –")]

    def heads(self) -> list[str]:
        """What stands above the columns."""
        return [
            _("No."), _("Number, symbol"), _("Date"), _("Kind and subject"), _("Issuer"),
            _("Signer"), _("Number of pages"), _("Note"), _("Files"),
        ]  # fmt: skip

    def rows(self) -> list[list[str]]:
        """One row a record; of one that may not be seen only that it is there."""
        return [self._row(piece) for piece in self.pieces]

    def _row(self, piece: Piece) -> list[str]:
        number = str(piece.ordinal)
        if piece.hidden:
            return [number, "", "", _("(not shown to you)"), "", "", "", "", ""]
        facts = piece.facts
        return [
            number,
            piece.code or facts.code_notation,
            day(facts.issued_on),
            f"{facts.type_name}: {facts.subject}",
            _first(facts.organs),
            _first([", ".join(filter(None, signer)) for signer in facts.signers]),
            "" if piece.pages is None else str(piece.pages),
            piece.note,
            "\n".join(one.path for one in self.packed.get(piece.ordinal, [])),
        ]


def _first(names: Sequence[str]) -> str:
    """The first three of a joint paper and how many more; metadata.xml names every one."""
    shown = "; ".join(names[:_NAMED])
    if len(names) <= _NAMED:
        return shown
    more = _("and %(count)s more") % {"count": len(names) - _NAMED}
    return f"{shown}; {more}"


def as_html(index: Index) -> bytes:
    """A page that any browser opens from the folder, with links to the files in it."""
    lines = [
        (row[:-1], [(one.path, quote(one.path)) for one in index.packed.get(piece.ordinal, [])])
        for row, piece in zip(index.rows(), index.pieces, strict=True)
    ]
    context = {
        "dossier": index.dossier,
        "facts": index.facts(),
        "heads": index.heads(),
        "lines": lines,
    }
    return render_to_string("dossiers/export_index.html", context).encode()


def style() -> bytes:
    """How that page looks; it lies beside it."""
    return (files("phoihop.dossiers") / "data" / "index.css").read_bytes()


def as_xlsx(index: Index) -> bytes:
    """The same as a sheet; every cell is text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(_("Index"))
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHI"[number]].width = width
    sheet.append([_cell(sheet, str(index.dossier), bold=True)])
    for name, value in index.facts():
        sheet.append([_cell(sheet, name), _cell(sheet, value)])
    sheet.append([])
    sheet.append([_cell(sheet, head, bold=True) for head in index.heads()])
    for row in index.rows():
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Cell:
    """A cell of text, whatever it begins with."""
    cell: Any = WriteOnlyCell(sheet, value="")
    cell.value = escaped(text[:_LONGEST_CELL])
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=bold)
    return cell  # type: ignore[no-any-return]  # openpyxl's own class


def as_pdf(index: Index) -> bytes:
    """The same on landscape sheets of A4 with its fonts inside, to be read without any program."""
    # Heavy to load, and only exports need it.
    from reportlab.lib.pagesizes import A4, landscape  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer  # noqa: PLC0415

    regular, bold = _fonts()
    small = ParagraphStyle("small", fontName=regular, fontSize=8, leading=10.5, wordWrap=None)
    head = ParagraphStyle("head", parent=small, fontName=bold)
    title = ParagraphStyle("title", fontName=bold, fontSize=14, leading=18, spaceAfter=8)
    width = landscape(A4)[0] - 2 * _MARGIN
    widths = [width * share / sum(_SHARES) for share in _SHARES]

    def line(values: Sequence[str], style: Any) -> list[Any]:
        fitting = map(_fitting, values, widths)
        return [Paragraph(_markup(value), style) for value in fitting]

    table = LongTable(
        [line(index.heads(), head), *(line(row, small) for row in index.rows())],
        colWidths=widths,
        repeatRows=1,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.4, "#555555"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ],
    )
    told = [Paragraph(f"{escape(name)}: {_markup(value)}", small) for name, value in index.facts()]
    out = io.BytesIO()
    SimpleDocTemplate(
        out,
        pagesize=landscape(A4),
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=str(index.dossier),
        author=str(index.dossier.owner),
        creator="Phối Hợp",
        lang="vi",
        initialFontName=regular,
    ).build([Paragraph(_markup(str(index.dossier)), title), *told, Spacer(1, 8), table])
    return out.getvalue()


def _fitting(text: str, width: float) -> str:
    """As much of the text as a cell so wide can show on one sheet; the other lists have it all."""
    letters = max(1, int(width / _LETTER))
    kept: list[str] = []
    left = _MOST_LINES
    for line in text.split("\n"):
        if left <= 0:
            return "\n".join([*kept, "…"])
        room = left * letters
        kept.append(line if len(line) <= room else f"{line[:room]} …")
        left -= -(-len(line) // letters) or 1
    return "\n".join(kept)


def _markup(text: str) -> str:
    plain = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)
    return escape(plain).replace("\n", "<br/>")


@cache
def _fonts() -> tuple[str, str]:
    """Names of the two fonts, made known to the writer once in a process."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 -- as above
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 -- as above

    for name, file in _FONTS.items():
        with as_file(files("fontpkg_be_vietnam_pro") / "files" / file) as path:
            pdfmetrics.registerFont(TTFont(f"PhoiHop-{name}", str(path)))
    return "PhoiHop-Regular", "PhoiHop-Bold"
