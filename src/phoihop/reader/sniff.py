"""What a file is, told by its first bytes and, for archives, by what is in it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Final

from phoihop.vntext import UndecodableText, decode

_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"#!", "script"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),  # old DOC, XLS
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_OFFICE: Final = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
)
_SAMPLE: Final = 65_536
_PDF_HEAD: Final = 1024  # readers accept a few bytes of rubbish before the mark
_MOST_ENTRIES: Final = 10_000
_LONGEST_CUT: Final = 4  # a character cut in two at the end of the sample


def sniff(data: bytes) -> str | None:
    """Return "pdf", "docx", "xlsx", "pptx", "zip", "png", "jpeg", "exe", "txt" and so on.

    None where the content tells nothing. The name of the file is never asked.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data)
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    return _text(data)


def _archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_ENTRIES:
                return "zip"
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return "zip"
    if "[Content_Types].xml" not in names:
        return "zip"
    return next((name for part, name in _OFFICE if part in names), "zip")


def _text(data: bytes) -> str | None:
    if not data:
        return None
    sample = data[:_SAMPLE]
    cuts = range(_LONGEST_CUT) if len(data) > _SAMPLE else range(1)
    for cut in cuts:
        try:
            decode(sample[: len(sample) - cut])
        except UndecodableText:
            continue
        return (
            "html"
            if sample.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))
            else "txt"
        )
    return None
