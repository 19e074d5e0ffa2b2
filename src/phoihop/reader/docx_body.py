"""Paragraphs and tables of a part of a Word file, as they are read on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
# Frames that hold content and add no word to it.
_FRAMES: Final = {
    f"{W}sdt",
    f"{W}sdtContent",
    f"{W}customXml",
    f"{W}smartTag",
    f"{W}ins",
    f"{W}moveTo",
    f"{_MC}AlternateContent",
    f"{_MC}Choice",
}
# Deleted, or moved to where it is read; properties hold no words.
_GONE: Final = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}customXmlPr"}
_DELETED_ROW: Final = f"{W}trPr/{W}del"
_HIDDEN: Final = f"{W}rPr/{W}vanish"
_NO: Final = frozenset({"0", "false", "off"})

# The number in front of a paragraph, "1. " or "".
Label = Callable[[Element], str]


def lines_of(parent: Element, label: Label) -> list[str]:
    """The lines of all blocks in it; the cells of a row stand on one line with tabs.

    Raises RecursionError for a part nested beyond reason.
    """
    return [line for child in _inside(parent) for line in _block(child, label)]


def words_in(root: Element) -> bool:
    """Whether a running head says anything: a number of the page is none."""
    lines = lines_of(root, lambda _paragraph: "")
    return any(letter.isalpha() for line in lines for letter in line)


def _inside(parent: Element) -> Iterator[Element]:
    """The children, those in frames among them."""
    for child in parent:
        if child.tag in _FRAMES:
            yield from _inside(child)
        elif child.tag == f"{_MC}Fallback":
            if not _is_doubled(parent):
                yield from _inside(child)
        elif child.tag not in _GONE:
            yield child


def _is_doubled(alternatives: Element) -> bool:
    """Whether what stands here for old programs stands for new ones too."""
    return alternatives.find(f"{_MC}Choice") is not None


def _block(element: Element, label: Label) -> list[str]:
    if element.tag == f"{W}p":
        return _paragraph(element, label)
    if element.tag == f"{W}tbl":
        rows = (row for row in _inside(element) if row.tag == f"{W}tr")
        return [line for row in rows for line in _row(row, label)]
    return []


def _row(row: Element, label: Label) -> list[str]:
    """Lay the cells of a row side by side, line by line, as they are read on the page."""
    if row.find(_DELETED_ROW) is not None:
        return []
    cells = [lines_of(cell, label) for cell in _inside(row) if cell.tag == f"{W}tc"]
    height = max((len(cell) for cell in cells), default=0)
    return [
        "\t".join(cell[at] if at < len(cell) else "" for cell in cells).rstrip("\t")
        for at in range(height)
    ]


def _paragraph(paragraph: Element, label: Label) -> list[str]:
    """Its lines with its number; those of a text box, anchored in it, stand before them."""
    number = label(paragraph)
    parts: list[str] = []
    boxes: list[str] = []
    waiting = list(_inside(paragraph))[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}t":
            parts.append(element.text or "")
        elif element.tag in _SIGNS:
            parts.append(_SIGNS[element.tag])
        elif element.tag == f"{W}r" and _is_hidden(element):
            continue
        elif element.tag == f"{W}txbxContent":
            boxes += lines_of(element, label)
        else:
            waiting += list(_inside(element))[::-1]
    words = "".join(parts)
    if boxes and not words.strip():
        return boxes
    return [*boxes, *(number + words if words.strip() else words).split("\n")]


def has_hidden(body: Element) -> bool:
    """Say whether any words are hidden text."""
    return any(_is_hidden(run) and run.find(f"{W}t") is not None for run in body.iter(f"{W}r"))


def _is_hidden(run: Element) -> bool:
    """Whether its words are hidden text, which nobody sees on the page or in print."""
    vanish = run.find(_HIDDEN)
    return vanish is not None and vanish.get(f"{W}val", "1").lower() not in _NO
