"""Text out of files from strangers: TXT, DOCX, DOC, PDF, HTML, EML; scans by their letters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from phoihop.reader import ocr
from phoihop.reader.docx import docx_text
from phoihop.reader.mail import mail_text, subject_of
from phoihop.reader.pdf import Unreadable, page_texts
from phoihop.reader.refusals import (
    DEFAULT,
    Damaged,
    Extracted,
    FileRefused,
    Limits,
    NoProgram,
    NoTextLayer,
    TooLarge,
    WrongFormat,
    ZipBomb,
)
from phoihop.reader.sniff import sniff
from phoihop.reader.web import html_text
from phoihop.reader.word import doc_text
from phoihop.vntext import UndecodableText, convert_legacy, decode

__all__ = [
    "DEFAULT",
    "PICTURES",
    "READABLE",
    "Damaged",
    "Extracted",
    "FileRefused",
    "Limits",
    "NoProgram",
    "NoTextLayer",
    "TooLarge",
    "WrongFormat",
    "ZipBomb",
    "extract",
    "recognise",
]

PICTURES: Final = frozenset({"png", "jpeg", "tiff"})
READABLE: Final = frozenset({"txt", "docx", "doc", "pdf", "html", "eml"}) | PICTURES
_SAME: Final = {"htm": "html", "jpg": "jpeg", "tif": "tiff", "text": "txt"}
# Of a PDF's printed lines: from this share of the longest ones a line is full.
_FULL_LINE: Final = 0.8
_STOPS: Final = (".", "!", "?", ":", ";")
_POINT: Final = re.compile(r"[a-zđ][.)]\s|[-–+]\s|\d{1,2}[.)]\s")  # a point of a list


def extract(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Extracted:
    """Return the text of a file; `name` is only for messages and for what was expected.

    Raises TooLarge, WrongFormat, ZipBomb, NoTextLayer, NoProgram or Damaged, all of them
    FileRefused. What raises NoTextLayer can be given to `recognise`, which takes its time.
    """
    found = _format(data, name, limits)
    if found in PICTURES:
        raise NoTextLayer(name, pages=1)
    left_out: tuple[str, ...] = ()
    if found == "pdf":
        text, left_out = _pdf(data, name, limits)
    elif found == "docx":
        text, left_out = docx_text(data, name, limits)
    elif found == "doc":
        text = doc_text(data, name, limits)
    elif found == "html":
        text = html_text(data, name)
    elif found == "eml":
        text, left_out = mail_text(data, name, limits)
    else:
        return _bounded(_txt(data, name), name, limits)
    extracted = _bounded(_converted(text, found, left_out), name, limits)
    return replace(extracted, subject=subject_of(data, name)) if found == "eml" else extracted


def recognise(
    data: bytes, name: str, *, limits: Limits = DEFAULT, tell: ocr.Tell = lambda _done, _all: None
) -> Extracted:
    """Return the text of a scan or a picture by its letters: seconds a page.

    tell: called with pages done and pages in all. Raises NoProgram where Tesseract or its
    Vietnamese model is not installed, and TooLarge, WrongFormat, Damaged.
    """
    found = _format(data, name, limits)
    if found == "pdf":
        text, confidence = ocr.recognise_pdf(data, name, limits, tell)
    elif found in PICTURES:
        tell(0, 1)
        text, confidence = ocr.recognise_picture(data, name)
        tell(1, 1)
    else:
        raise WrongFormat(name, found=found, expected="pdf")
    return _bounded(Extracted(_reflowed(text), found, ("recognised",), confidence), name, limits)


def _format(data: bytes, name: str, limits: Limits) -> str:
    """The format by content, one that is read."""
    if len(data) > limits.size:
        raise TooLarge(name, size=len(data), limit=limits.size, of="file")
    found, expected = sniff(data), _expected(name)
    # A name that promises another kind of paper hides something; a text may be called anything.
    as_said = found not in {"txt", "html", "eml"} or expected in {"txt", "html", "eml", None}
    if found in READABLE and as_said:
        return str(found)
    if not data:
        raise Damaged(name, reason="empty")
    raise WrongFormat(name, found=found, expected=expected)


def _expected(name: str) -> str | None:
    """Return the format a file's name promises; None where it promises none that is read."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    ending = _SAME.get(ending, ending)
    return ending if ending in READABLE else None


def _bounded(extracted: Extracted, name: str, limits: Limits) -> Extracted:
    if len(extracted.text) > limits.text:
        raise TooLarge(name, size=len(extracted.text), limit=limits.text, of="text")
    return extracted


def _txt(data: bytes, name: str) -> Extracted:
    try:
        decoded = decode(data)
    except UndecodableText as error:
        raise Damaged(name, reason="undecodable") from error
    notes = (f"converted:{decoded.encoding}",) if decoded.converted else ()
    return Extracted(decoded.text, "txt", notes)


def _pdf(data: bytes, name: str, limits: Limits) -> tuple[str, tuple[str, ...]]:
    try:
        texts, scans = page_texts(data, pages=limits.pages, characters=limits.text)
    except Unreadable as error:
        if error.reason in {"pages", "text"}:
            limit = limits.pages if error.reason == "pages" else limits.text
            raise TooLarge(name, size=error.size, limit=limit, of=error.reason) from error
        reason = "encrypted" if error.reason == "encrypted" else "pdf"
        raise Damaged(name, reason=reason) from error
    text = "\n".join(texts)
    if not text.strip() or scans * 2 > len(texts):
        raise NoTextLayer(name, pages=len(texts))
    return _reflowed(text), (f"left_out:scans:{scans}",) if scans else ()


def _reflowed(text: str) -> str:
    """Paragraphs in place of printed lines.

    A line that reaches the right margin, or whose next one goes on in small letters, was broken
    by the page and not by the writer. Columns, parted by tabs, stay lines of their own, and so
    does a title in capitals above small letters.
    """
    lines = [_one_blank(line) for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[len(lengths) * 9 // 10] * _FULL_LINE if lengths else 0.0
    out: list[str] = []
    joins = False
    for line in lines:
        small = line[:1].islower()
        goes_on = small and bool(out) and bool(out[-1]) and "\t" not in out[-1]
        is_own = "\t" in line or (small and bool(out) and out[-1].isupper())
        if line and (joins or goes_on) and not is_own and not _POINT.match(line):
            out[-1] += f" {line}"
        else:
            out.append(line)
        joins = len(line) >= full and not line.endswith(_STOPS) and "\t" not in line
    return "\n".join(out)


def _one_blank(line: str) -> str:
    """The line with one blank between words; a tab before or between its columns stays."""
    return "\t".join(" ".join(cell.split()) for cell in line.split("\t")).rstrip()


def _converted(text: str, form: str, left_out: tuple[str, ...]) -> Extracted:
    decoded = convert_legacy(text)
    notes = (f"converted:{decoded.encoding}", *left_out) if decoded.converted else left_out
    return Extracted(decoded.text, form, notes)
