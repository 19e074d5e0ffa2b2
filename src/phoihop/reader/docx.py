"""Text of Word files (DOCX, ISO/IEC 29500) from strangers."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from phoihop.reader.refusals import Damaged, FileRefused, Limits, ZipBomb

_DOCUMENT: Final = "word/document.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MEGABYTE: Final = 1024 * 1024
_CHUNK: Final = 65_536
# What zipfile raises over archives that are broken in one way or another.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
)


def docx_text(data: bytes, name: str, limits: Limits) -> str:
    """Return paragraphs and table rows, one a line. Raises Damaged, ZipBomb."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_archive(archive, name, limits)
            xml = _unpack(archive, name, limits)
    except FileRefused:
        raise
    except _BROKEN as error:
        raise Damaged(name, reason="archive") from error
    try:
        root = fromstring(xml, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ZipBomb(name, reason="entities") from error
    except (ParseError, LookupError, ValueError) as error:  # also an unknown encoding
        raise Damaged(name, reason="xml") from error
    try:
        return "\n".join(_blocks(root))
    except RecursionError as error:
        raise ZipBomb(name, reason="nesting") from error


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
