"""Reads one PDF from standard input in a process of its own; `pdf.py` starts it.

The engine is written in C++ and the files come from strangers: a file that brings it down, eats
memory or never ends costs this process and nothing else. Run by its path, so that nothing of the
program is loaded: `pdf_child.py text <pages> <characters>`, `pdf_child.py count` or `pdf_child.py
picture <page> <width> <pixels>`. One line of JSON is written, for a picture followed by the bytes
of a PNG.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
import zlib
from typing import Any, Final

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError

_CPU_SECONDS: Final = 20
_MEMORY: Final = 1536 * 1024 * 1024
# A scan may bear a printed stamp of its signature: fewer letters than that are no paper's text.
_STAMP: Final = 400
_MOST_OF_PAGE: Final = 0.5
# The engine's mark for a hyphen at the end of a printed line, which it takes out with the break.
_HYPHEN: Final = "\ufffe"
# In pixels, of a page that is a mere strip.
_LONGEST_SIDE: Final = 10_000
# Of a letter's height: a wider gap in a line parts two columns, not two words.
_COLUMN_GAP: Final = 1.8
# What numbers a line stands apart from its words, so far in signs and so wide.
_LONGEST_MARK: Final = 5
_MARK_GAP: Final = 4.0
# More lines that begin right of the middle are a page of two columns, not the foot of a paper.
_MOST_RIGHT: Final = 10
# Of the usual way from line to line: a longer one is an empty line between them.
_EMPTY_LINE: Final = 1.5
_FEWEST_WAYS: Final = 3


def main(arguments: list[str]) -> int:
    """Do what is asked of the PDF that stands at standard input."""
    _bound()
    data = sys.stdin.buffer.read()
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        return _say({"error": "encrypted" if locked else "damaged"})
    try:
        if arguments[0] == "count":
            return _say({"pages": len(document)})
        if arguments[0] == "text":
            return _text(document, most_pages=int(arguments[1]), most=int(arguments[2]))
        return _picture(document, *map(int, arguments[1:]))
    except PdfiumError:
        return _say({"error": "damaged"})


def _bound() -> None:
    """Let the kernel end this process where it asks for too much."""
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _text(document: Any, *, most_pages: int, most: int) -> int:
    """Say the printed lines of every page, and how many are scans: a stamp is no text layer."""
    pages = len(document)
    if pages > most_pages:
        return _say({"error": "pages", "size": pages})
    texts: list[str] = []
    size = scans = 0
    for number in range(pages):
        page = document[number]
        printed = page.get_textpage()
        texts.append(_plain(_laid_out(page, printed)))
        printed.close()
        if len(texts[-1].strip()) < _STAMP and _is_picture(page):
            scans += 1
        page.close()
        size += len(texts[-1])
        if size > most:
            return _say({"error": "text", "size": size})
    return _say({"pages": pages, "texts": texts, "scans": scans})


def _laid_out(page: Any, printed: Any) -> str:
    """The lines of a page, with a tab before a right column and an empty line at a wide space.

    The engine itself parts words and lines, whatever lies between them.
    """
    text: str = printed.get_text_range()
    # Letters of two units, or a page that lies on its side: their places could not be told.
    if len(text) != printed.count_chars() or page.get_rotation():
        return text
    left, _bottom, right, _top = page.get_cropbox()
    lines: list[str] = []
    begins: list[tuple[float, float]] = []
    ends: list[float] = []
    at = 0
    for line in text.split("\r\n"):
        words = line.strip()
        first = at + line.find(words)
        at += len(line) + 2
        if words:
            lines.append(_columns(printed, words, first))
            begins.append(printed.get_charbox(first, loose=True)[:2])
            ends.append(printed.get_charbox(first + len(words) - 1, loose=True)[1])
    to_right = [across > (left + right) / 2 for across, _height in begins]
    if sum(to_right) <= _MOST_RIGHT:
        lines = [
            f"\t{line}" if right else line for line, right in zip(lines, to_right, strict=True)
        ]
    ways = [above - below for above, (_across, below) in zip(ends, begins[1:], strict=False)]
    return "\r\n".join(_spaced(lines, ways))


def _columns(printed: Any, words: str, first: int) -> str:
    """The words of a line, with a tab for each blank that is as wide as the gap of columns."""
    parts: list[str] = []
    begins = 0
    for at, letter in enumerate(words):
        # The room left for a number or a day is none: "Số:      /KH-UBND", "ngày      tháng".
        if letter != " " or words[at + 1] in " /" or words[at + 1].islower():
            continue
        _left, bottom, right, top = printed.get_charbox(first + at - 1, loose=True)
        gap = printed.get_charbox(first + at + 1, loose=True)[0] - right
        if gap > (top - bottom) * (_COLUMN_GAP if at >= _LONGEST_MARK else _MARK_GAP):
            parts.append(words[begins:at])
            begins = at + 1
    return "\t".join([*parts, words[begins:]])


def _spaced(lines: list[str], ways: list[float]) -> list[str]:
    """The lines with an empty one wherever the way down to the next is longer than usual."""
    usual = sorted(way for way in ways if way > 1)
    if len(usual) < _FEWEST_WAYS:
        return lines
    longest = usual[len(usual) // 2] * _EMPTY_LINE
    out = lines[:1]
    for line, way in zip(lines[1:], ways, strict=True):
        # The number of a page may stand in the midst of a sentence.
        numbered = line.strip().isdigit() or out[-1].strip().isdigit()
        out += ["", line] if way > longest and not numbered else [line]
    return out


def _is_picture(page: Any) -> bool:
    """Whether one picture covers most of the page."""
    across, down = page.get_size()
    for part in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = part.get_bounds()
        if (right - left) * (top - bottom) > across * down * _MOST_OF_PAGE:
            return True
    return False


def _plain(text: str) -> str:
    lines = text.replace(_HYPHEN, "-\n").replace("\r\n", "\n").replace("\r", "\n")
    # What has no character of its own in a font, and halves of pairs, which UTF-8 cannot carry.
    return "".join(one for one in lines if one != "\0" and not "\ud800" <= one <= "\udfff")


def _picture(document: Any, number: int, width: int, pixels: int) -> int:
    """Draw one page, at most `width` wide and with at most this many pixels."""
    pages = len(document)
    if not 0 <= number < pages:
        return _say({"error": "no_page", "pages": pages})
    page = document[number]
    across, down = page.get_size()
    if not (across > 0 and down > 0):
        return _say({"error": "damaged"})
    longest = _LONGEST_SIDE / max(across, down)
    scale = min(width / across, longest, (pixels / (across * down)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    png = _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
    _say({"pages": pages, "width": bitmap.width, "height": bitmap.height})
    sys.stdout.buffer.write(png)
    sys.stdout.buffer.flush()
    return 0


def _png(rows: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """The pixels as a PNG (ISO/IEC 15948): grey, RGB or RGBA, eight bits each, no filter."""
    used = width * channels
    lines = b"".join(b"\0" + rows[at * stride : at * stride + used] for at in range(height))
    colour = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    )


def _say(facts: dict[str, object]) -> int:
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
