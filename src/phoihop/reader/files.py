"""Text out of TXT, DOCX and PDF files from strangers."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from phoihop.reader.pdf import Unreadable, page_texts
from phoihop.reader.sniff import sniff
from phoihop.vntext import UndecodableText, convert_legacy, decode

READABLE: Final = ("txt", "docx", "pdf")
_DOCUMENT: Final = "word/document.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MEGABYTE: Final = 1024 * 1024
# Of a PDF's printed lines: from this share of the longest ones a line is full.
_FULL_LINE: Final = 0.8
_STOPS: Final = (".", "!", "?", ":", ";")
_CHUNK: Final = 65_536


@dataclass(frozen=True)
class Limits:
    """What is still read. Sizes in bytes; ratio: unpacked to packed size of one entry."""

    size: int = 50 * _MEGABYTE
    unpacked: int = 200 * _MEGABYTE
    document: int = 30 * _MEGABYTE
    ratio: int = 200
    entries: int = 2_000
    pages: int = 2_000
    text: int = 10_000_000  # characters


DEFAULT: Final = Limits()


class FileRefused(ValueError):
    """A file that cannot be read. `code` and `facts` are for the program; the rooms phrase them."""

    code = "refused"

    def __init__(self, name: str, **facts: str | int | None) -> None:
        super().__init__(f"{self.code}: {name}: {facts}")
        self.name = name
        self.facts = facts


class TooLarge(FileRefused):
    """More bytes, pages or characters than are read. facts: size, limit, of."""

    code = "too_large"


class WrongFormat(FileRefused):
    """Neither TXT nor DOCX nor PDF by content. facts: found, expected."""

    code = "wrong_format"


class ZipBomb(FileRefused):
    """A DOCX that unpacks to far more than it should. facts: reason."""

    code = "zip_bomb"


class NoTextLayer(FileRefused):
    """A PDF, most often a scan, without text. facts: pages."""

    code = "no_text_layer"


class Damaged(FileRefused):
    """The file is broken or locked. facts: reason."""

    code = "damaged"


@dataclass(frozen=True)
class Extracted:
    """Text of a file. notes: codes of what was done, as "converted:tcvn3"."""

    text: str
    format: str
    notes: tuple[str, ...] = ()


def extract(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Extracted:
    """Return the text of a file; `name` is only for messages and for what was expected.

    Raises TooLarge, WrongFormat, ZipBomb, NoTextLayer or Damaged, all of them FileRefused.
    """
    if len(data) > limits.size:
        raise TooLarge(name, size=len(data), limit=limits.size, of="file")
    found = sniff(data)
    if found == "docx":
        return _bounded(_docx(data, name, limits), name, limits)
    if found == "pdf":
        return _bounded(_pdf(data, name, limits), name, limits)
    if found == "txt" and _expected(name) in {"txt", None}:
        return _bounded(_txt(data, name), name, limits)
    if not data:
        raise Damaged(name, reason="empty")
    raise WrongFormat(name, found=found, expected=_expected(name))


def _expected(name: str) -> str | None:
    """Return the format a file's name promises; None where it promises none that is read."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
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


def _docx(data: bytes, name: str, limits: Limits) -> Extracted:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_archive(archive, name, limits)
            xml = _unpack(archive, name, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Damaged(name, reason="archive") from error
    try:
        root = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ZipBomb(name, reason="entities") from error
    except ParseError as error:
        raise Damaged(name, reason="xml") from error
    try:
        text = "\n".join(_blocks(root))
    except RecursionError as error:
        raise ZipBomb(name, reason="nesting") from error
    return _converted(text, "docx")


def _check_archive(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    """Refuse by the declared sizes, before anything is unpacked."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise ZipBomb(name, reason="entries")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise ZipBomb(name, reason="unpacked")
    for entry in entries:
        if entry.file_size > _MEGABYTE and entry.file_size > limits.ratio * max(
            entry.compress_size, 1
        ):
            raise ZipBomb(name, reason="ratio")


def _unpack(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes:
    """Read the document's entry and stop at the limit, whatever size it declares."""
    parts: list[bytes] = []
    size = 0
    with archive.open(_DOCUMENT) as entry:
        while chunk := entry.read(_CHUNK):
            size += len(chunk)
            if size > limits.document:
                raise ZipBomb(name, reason="document")
            parts.append(chunk)
    return b"".join(parts)


def _blocks(root: Element) -> list[str]:
    """Return paragraphs in order; the cells of a table row stand on one line with tabs."""
    body = root.find(f"{_W}body")
    return _all_blocks(body) if body is not None else []


def _block(element: Element) -> list[str]:
    if element.tag == f"{_W}p":
        return _paragraph(element).split("\n")
    if element.tag == f"{_W}tbl":
        return [line for row in element.findall(f"{_W}tr") for line in _row(row)]
    if element.tag == f"{_W}sdt":
        content = element.find(f"{_W}sdtContent")
        return _all_blocks(content) if content is not None else []
    return []


def _all_blocks(parent: Element) -> list[str]:
    return [line for child in parent for line in _block(child)]


def _row(row: Element) -> list[str]:
    """Lay the cells of a row side by side, line by line, as they are read on the page."""
    cells = [_all_blocks(cell) for cell in row.findall(f"{_W}tc")]
    height = max((len(cell) for cell in cells), default=0)
    return [
        "\t".join(cell[at] if at < len(cell) else "" for cell in cells).rstrip("\t")
        for at in range(height)
    ]


def _paragraph(paragraph: Element) -> str:
    """Return the text of a paragraph; what is there only for old programs is left out."""
    parts: list[str] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag in _SIGNS:
            parts.append(_SIGNS[element.tag])
        elif element.tag != _FALLBACK:
            waiting += reversed(element)
    return "".join(parts)


def _pdf(data: bytes, name: str, limits: Limits) -> Extracted:
    try:
        texts = page_texts(data, pages=limits.pages, characters=limits.text)
    except Unreadable as error:
        if error.reason in {"pages", "text"}:
            limit = limits.pages if error.reason == "pages" else limits.text
            raise TooLarge(name, size=error.size, limit=limit, of=error.reason) from error
        reason = "encrypted" if error.reason == "encrypted" else "pdf"
        raise Damaged(name, reason=reason) from error
    text = "\n".join(texts)
    if not text.strip():
        raise NoTextLayer(name, pages=len(texts))
    return _converted(_reflowed(text), "pdf")


def _reflowed(text: str) -> str:
    """Paragraphs in place of printed lines.

    A line that reaches the right margin, or whose next one goes on in small letters, was broken
    by the page and not by the writer.
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[len(lengths) * 9 // 10] * _FULL_LINE if lengths else 0.0
    out: list[str] = []
    joins = False
    for line in lines:
        goes_on = line[:1].islower() and bool(out) and bool(out[-1])
        if line and (joins or goes_on):
            out[-1] += f" {line}"
        else:
            out.append(line)
        joins = len(line) >= full and not line.endswith(_STOPS)
    return "\n".join(out)


def _converted(text: str, form: str) -> Extracted:
    decoded = convert_legacy(text)
    notes = (f"converted:{decoded.encoding}",) if decoded.converted else ()
    return Extracted(decoded.text, form, notes)
