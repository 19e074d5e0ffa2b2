"""What a file is, told by its first bytes and, for archives, by what is in it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Final

from phoihop.reader.mail import is_mail
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
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream of old Word files, as their folder names it.
_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")
_MARKUP: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_SAMPLE: Final = 65_536
_PDF_HEAD: Final = 1024  # readers accept a few bytes of rubbish before the mark
_MOST_ENTRIES: Final = 10_000
_LONGEST_CUT: Final = 4  # a character cut in two at the end of the sample


def sniff(data: bytes) -> str | None:
    """Return "pdf", "docx", "xlsx", "pptx", "zip", "png", "jpeg", "exe", "txt" and so on.

    "doc" is an old Word file, "ole" another file in the same container. None where the content
    tells nothing. The name of the file is never asked.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data)
    if data.startswith(_OLE):
        return "doc" if _WORD_STREAM in data else "ole"
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
            text = decode(sample[: len(sample) - cut]).text
        except UndecodableText:
            continue
        if is_mail(data):
            return "eml"
        return "html" if _MARKUP.match(text) else "txt"
    return None
