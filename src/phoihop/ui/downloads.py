"""A table as an answer of the program: CSV as it is made, XLSX from a file on the disk."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from django.conf import settings
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.http import content_disposition_header

from phoihop.sheets import Cell, Heading, csv_pieces, write_table
from phoihop.vntext import search_folded

FORMATS: Final = ("csv", "xlsx")
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_answer(
    form: str, title: str, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]], on: date
) -> HttpResponseBase:
    """The table to be saved; form: one of FORMATS. Its name says what it is and of which day.

    Rows are taken while the answer goes out: they must not need what ends with the view.
    """
    name = f"{file_name(title)}-{on:%Y-%m-%d}.{form}"
    if form == "xlsx":
        file = write_table(title, headings, rows)
        return FileResponse(file, as_attachment=True, filename=name, content_type=_XLSX)
    pieces = csv_pieces(headings, rows)
    language = translation.get_language() or settings.LANGUAGE_CODE
    answer = StreamingHttpResponse(_in(language, pieces), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def _in(language: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Each piece in the language of who asked: the view has ended by the time it is made."""
    waiting = iter(pieces)
    while True:
        with translation.override(language):
            piece = next(waiting, None)
        if piece is None:
            return
        yield piece


def file_name(title: str) -> str:
    """A name that every computer takes: "Nhiệm vụ quá hạn" as "nhiem-vu-qua-han"."""
    return "-".join(search_folded(title).split())[:80] or "bang"
