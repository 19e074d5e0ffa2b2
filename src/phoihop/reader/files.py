"""What a file is, by its bytes and not by its name."""

from __future__ import annotations

import zipfile
from typing import IO, Final

_HEAD: Final = 8192
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"MZ", "exe"),
    (b"\x7fELF", "elf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"{\\rtf", "rtf"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_WEB: Final = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?php")
_TEXT_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PARTS: Final = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPEN_DOCUMENT: Final = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}


def sniff(source: IO[bytes]) -> str:
    """Return the format of a seekable file, as "pdf", "docx", "png", "exe", "txt"; "" if unknown.

    Text is what holds no zero byte (or begins with a mark of Unicode), whatever its code. The
    source is left at its start.
    """
    source.seek(0)
    head = source.read(_HEAD)
    found = _by_head(head) or (_archive(source) if head.startswith(b"PK\x03\x04") else "")
    source.seek(0)
    return found or _text(head)


def _by_head(head: bytes) -> str:
    # A PDF may stand behind a few bytes of a mail program or a scanner.
    if b"%PDF-" in head[:1024] and not head.startswith((b"MZ", b"PK", b"<")):
        return "pdf"
    if head.startswith(_OLE):
        return _ole(head)
    return next((name for magic, name in _MAGIC if head.startswith(magic)), "")


def _ole(head: bytes) -> str:
    """Word and Excel up to 2003 share a container; its directory may lie beyond the head."""
    if "Workbook".encode("utf-16-le") in head:
        return "xls"
    return "doc"


def _archive(source: IO[bytes]) -> str:
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _HEAD:
                return _OPEN_DOCUMENT.get(archive.read("mimetype").strip(), "zip")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "zip"
    if "[Content_Types].xml" not in names:
        return "zip"
    return next(
        (form for part, form in _PARTS if any(name.startswith(part) for name in names)), "zip"
    )


def _text(head: bytes) -> str:
    if not head.strip():
        return ""
    if head.lstrip().lower().startswith(_WEB):
        return "html"
    return "txt" if b"\0" not in head or head.startswith(_TEXT_MARKS) else ""
