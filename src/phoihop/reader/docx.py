"""Text of Word files (DOCX, ISO/IEC 29500, transitional and strict) from strangers."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Final, TypeVar
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from phoihop.reader.docx_body import (
    STRICT,
    Hidden,
    W,
    has_hidden,
    hidden_styles,
    lines_of,
    words_in,
)
from phoihop.reader.docx_numbers import Numbers
from phoihop.reader.refusals import Damaged, FileRefused, Limits, ZipBomb

_Made = TypeVar("_Made")

_DOCUMENT: Final = "word/document.xml"
_NOTES: Final = (
    ("word/footnotes.xml", f"{W}footnote"),
    ("word/endnotes.xml", f"{W}endnote"),
)
# Notes of these kinds are the lines drawn above the notes.
_DRAWN: Final = {"separator", "continuationSeparator", "continuationNotice"}
_RUNNING: Final = ("word/header", "word/footer")
_FEW: Final = 60  # running heads that are looked at: three a section
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


def docx_text(data: bytes, name: str, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """Return paragraphs and table rows, one a line, footnotes and endnotes behind them.

    Also the codes of what is not among them: "left_out:notes" and "left_out:numbers" where that
    part of the file is broken, "left_out:running" for words in the head or foot of the pages,
    "left_out:hidden" for words that nobody sees.
    Raises Damaged, ZipBomb.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_archive(archive, name, limits)
            parts = _Parts(archive, name, limits)
            root = parts.root(_DOCUMENT)
            if root.tag != f"{W}document":
                raise Damaged(name, reason="xml")
            return _assembled(root, parts)
    except FileRefused:
        raise
    except RecursionError as error:
        raise ZipBomb(name, reason="nesting") from error
    except _BROKEN as error:
        raise Damaged(name, reason="archive") from error


class _Parts:
    """The parts of the archive as trees; together they unpack to no more than the limit."""

    def __init__(self, archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
        self._archive, self._name, self._left = archive, name, limits.document
        self.names = archive.namelist()

    def root(self, part: str) -> Element:
        """Raises Damaged, ZipBomb, and what zipfile raises."""
        xml = self._unpacked(part)
        try:
            root = fromstring(xml, forbid_dtd=True)
        except DefusedXmlException as error:
            raise ZipBomb(self._name, reason="entities") from error
        except (ParseError, LookupError, ValueError) as error:  # also an unknown encoding
            raise Damaged(self._name, reason="xml") from error
        return _transitional(root)

    def beside(self, part: str) -> Element | None:
        """A part that a document may lack. Raises as `root` does."""
        return self.root(part) if part in self.names else None

    def _unpacked(self, part: str) -> bytes:
        """Read the entry and stop at the limit, whatever size it declares."""
        read: list[bytes] = []
        with self._archive.open(part) as entry:
            while chunk := entry.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise ZipBomb(self._name, reason="document")
                read.append(chunk)
        return b"".join(read)


def _transitional(root: Element) -> Element:
    """The strict form of the standard names the same things in another namespace."""
    if root.tag.startswith(STRICT):
        for element in root.iter():
            if isinstance(element.tag, str):
                element.tag = element.tag.replace(STRICT, W)
            for key in [key for key in element.attrib if key.startswith(STRICT)]:
                element.attrib[key.replace(STRICT, W)] = element.attrib.pop(key)
    return root


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


def _assembled(root: Element, parts: _Parts) -> tuple[str, tuple[str, ...]]:
    left_out: list[str] = []
    styles = _unless_broken(lambda: parts.beside("word/styles.xml"), left_out, "left_out:numbers")
    numbers = _unless_broken(lambda: _numbers(parts, styles), left_out, "left_out:numbers")
    hidden, body = hidden_styles(styles), root.find(f"{W}body")
    lines = lines_of(body, (numbers or Numbers()).label, hidden) if body is not None else []
    notes = _unless_broken(lambda: _all_notes(parts, hidden), left_out, "left_out:notes")
    if _unless_broken(lambda: _has_running_words(parts), left_out, "left_out:running"):
        left_out.append("left_out:running")
    if body is not None and has_hidden(body, hidden):
        left_out.append("left_out:hidden")
    behind = ["", *notes] if notes else []
    return "\n".join([*lines, *behind]), tuple(dict.fromkeys(left_out))


def _unless_broken(make: Callable[[], _Made], left_out: list[str], code: str) -> _Made | None:
    """What a part beside the paper gives; where it is broken the paper is read without it."""
    try:
        return make()
    except ZipBomb:
        raise
    except (*_BROKEN, Damaged):
        left_out.append(code)
        return None


def _numbers(parts: _Parts, styles: Element | None) -> Numbers:
    return Numbers(parts.beside("word/numbering.xml"), styles)


def _has_running_words(parts: _Parts) -> bool:
    running = [one for one in parts.names if one.startswith(_RUNNING)][:_FEW]
    return any(words_in(parts.root(one)) for one in running)


def _all_notes(parts: _Parts, hidden: Hidden) -> list[str]:
    found = [(parts.beside(part), tag) for part, tag in _NOTES]
    notes = [note for part, tag in found if part is not None for note in part.iter(tag)]
    return _notes(notes, hidden)


def _notes(notes: Iterable[Element], hidden: Hidden) -> list[str]:
    """The lines of each note; where it is called stays in the paper alone."""
    return [
        line.strip()
        for note in notes
        if note.get(f"{W}type") not in _DRAWN
        for line in lines_of(note, lambda _paragraph: "", hidden)
        if line.strip()
    ]
