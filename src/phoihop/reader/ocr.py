"""Letters of scans and pictures, recognised by Tesseract with its Vietnamese model."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import Final

from phoihop.reader import pdf, programs
from phoihop.reader.refusals import Damaged, Limits, NoProgram, TooLarge

Tell = Callable[[int, int], None]

_LANGUAGE: Final = "vie"
_BOUNDS: Final = programs.Bounds(seconds=120, megabytes=3072)
_ASKING: Final = programs.Bounds(seconds=10, megabytes=512)
_WIDTH: Final = 2480  # pixels: A4 at 300 dots an inch, what the model was trained for
_PIXELS: Final = 9_000_000
# One thread a page: several pages at once gain more than several threads on one.
_ALONE: Final = {"OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True)
class Page:
    """Recognised lines; `sureness` in percent, weighed by letters; `letters` without blanks."""

    text: str
    sureness: float
    letters: int


@cache
def program() -> str | None:
    """Return the path of Tesseract where it stands with its Vietnamese model."""
    path = programs.found("tesseract")
    if path is None:
        return None
    try:
        known = programs.run([path, "--list-langs"], bounds=_ASKING).decode("utf-8", "replace")
    except programs.Failed:
        return None
    return path if _LANGUAGE in known.split() else None


def recognise_pdf(data: bytes, name: str, limits: Limits, tell: Tell) -> tuple[str, int]:
    """Return the text of a scanned PDF and how sure it is, in percent.

    tell: called with pages done and pages in all. Raises NoProgram, TooLarge, Damaged.
    """
    tesseract = _need(name)
    try:
        count = pdf.page_count(data)
        if count > limits.scans:
            raise TooLarge(name, size=count, limit=limits.scans, of="scans")
        pages: list[Page] = []
        for number in range(count):
            tell(number, count)
            drawn = pdf.picture(data, number, width=_WIDTH, pixels=_PIXELS)
            pages.append(_recognised(tesseract, drawn.png, name))
    except pdf.Unreadable as error:
        reason = "encrypted" if error.reason == "encrypted" else "pdf"
        raise Damaged(name, reason=reason) from error
    tell(count, count)
    return _together(pages)


def recognise_picture(data: bytes, name: str) -> tuple[str, int]:
    """Return the text of a picture and how sure it is. Raises NoProgram, Damaged."""
    return _together([_recognised(_need(name), data, name)])


def _need(name: str) -> str:
    path = program()
    if path is None:
        raise NoProgram(name, program="tesseract-ocr, tesseract-ocr-vie")
    return path


def _together(pages: Iterable[Page]) -> tuple[str, int]:
    kept = [page for page in pages if page.letters]
    letters = sum(page.letters for page in kept)
    sure = sum(page.sureness * page.letters for page in kept) / letters if letters else 0.0
    return "\n\n".join(page.text for page in kept), round(sure)


def _recognised(tesseract: str, picture: bytes, name: str) -> Page:
    command = [tesseract, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3", "tsv"]
    try:
        table = programs.run(command, picture, bounds=_BOUNDS, more=_ALONE)
    except programs.Failed as error:
        raise Damaged(name, reason="picture") from error
    return _page(table.decode("utf-8", "replace"))


def _page(table: str) -> Page:
    """Put Tesseract's words together: a line a line, a gap between paragraphs."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    weighed, letters = 0.0, 0
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip()
        if row.get("level") != "5" or not word:
            continue
        lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(word)
        weighed += max(float(row["conf"]), 0.0) * len(word)
        letters += len(word)
    return Page(_laid_out(lines), weighed / letters if letters else 0.0, letters)


def _laid_out(lines: dict[tuple[str, str, str], list[str]]) -> str:
    out: list[str] = []
    before: tuple[str, str] | None = None
    for (block, paragraph, _line), words in lines.items():
        if before not in {None, (block, paragraph)}:
            out.append("")
        out.append(" ".join(words))
        before = (block, paragraph)
    return "\n".join(out)
