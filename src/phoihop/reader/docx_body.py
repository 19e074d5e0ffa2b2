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
_VANISH: Final = f"{W}rPr/{W}vanish"
_STYLE_OF_RUN: Final = f"{W}rPr/{W}rStyle"
_STYLE_OF_PARAGRAPH: Final = f"{W}pPr/{W}pStyle"
_NO: Final = frozenset({"0", "false", "off"})

# The number in front of a paragraph, "1. " or "".
Label = Callable[[Element], str]
# Names of the styles whose words are hidden.
Hidden = frozenset[str]
_NONE: Final[Hidden] = frozenset()


def lines_of(parent: Element, label: Label, hidden: Hidden = _NONE) -> list[str]:
    """The lines of all blocks in it; the cells of a row stand on one line with tabs.

    Raises RecursionError for a part nested beyond reason.
    """
    return [line for child in _inside(parent) for line in _block(child, label, hidden)]


def hidden_styles(styles: Element | None) -> Hidden:
    """The styles of the file that hide words, by themselves or by the style they are based on."""
    if styles is None:
        return _NONE
    based: dict[str, str] = {}
    hides: dict[str, bool] = {}
    for style in styles.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        above = style.find(f"{W}basedOn")
        based[name] = above.get(f"{W}val", "") if above is not None else ""
        if (said := _said(style)) is not None:
            hides[name] = said
    if not any(hides.values()):
        return _NONE
    for name in based:
        _inherit(name, based, hides)
    return frozenset(name for name, said in hides.items() if said)


def _inherit(name: str, based: dict[str, str], hides: dict[str, bool]) -> None:
    """Note for a style, and for those on the way, what the next one above it says."""
    way: list[str] = []
    while name in based and name not in hides:
        hides[name] = False  # until it is known: a file may base a style on itself
        way.append(name)
        name = based[name]
    said = hides.get(name, False)
    hides.update(dict.fromkeys(way, said))


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


def _block(element: Element, label: Label, hidden: Hidden) -> list[str]:
    if element.tag == f"{W}p":
        return _paragraph(element, label, hidden)
    if element.tag == f"{W}tbl":
        rows = (row for row in _inside(element) if row.tag == f"{W}tr")
        return [line for row in rows for line in _row(row, label, hidden)]
    return []


def _row(row: Element, label: Label, hidden: Hidden) -> list[str]:
    """Lay the cells of a row side by side, line by line, as they are read on the page."""
    if row.find(_DELETED_ROW) is not None:
        return []
    cells = [lines_of(cell, label, hidden) for cell in _inside(row) if cell.tag == f"{W}tc"]
    height = max((len(cell) for cell in cells), default=0)
    return [
        "\t".join(cell[at] if at < len(cell) else "" for cell in cells).rstrip("\t")
        for at in range(height)
    ]


def _paragraph(paragraph: Element, label: Label, hidden: Hidden) -> list[str]:
    """Its lines with its number; those of a text box, anchored in it, stand before them."""
    number, by_style = label(paragraph), _style_hides(paragraph, _STYLE_OF_PARAGRAPH, hidden)
    parts: list[str] = []
    boxes: list[str] = []
    waiting = list(_inside(paragraph))[::-1]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}t":
            parts.append(element.text or "")
        elif element.tag in _SIGNS:
            parts.append(_SIGNS[element.tag])
        elif element.tag == f"{W}r" and _is_hidden(element, by_style, hidden):
            continue
        elif element.tag == f"{W}txbxContent":
            boxes += lines_of(element, label, hidden)
        else:
            waiting += list(_inside(element))[::-1]
    words = "".join(parts)
    if boxes and not words.strip():
        return boxes
    return [*boxes, *(number + words if words.strip() else words).split("\n")]


def has_hidden(body: Element, hidden: Hidden = _NONE) -> bool:
    """Say whether any words are hidden text."""
    if not hidden:  # most files: no need to know the paragraph of a run
        return any(_hides_words(run, False, hidden) for run in body.iter(f"{W}r"))
    return any(
        _hides_words(run, _style_hides(paragraph, _STYLE_OF_PARAGRAPH, hidden), hidden)
        for paragraph in body.iter(f"{W}p")
        for run in paragraph.iter(f"{W}r")
    )


def _hides_words(run: Element, by_style: bool, hidden: Hidden) -> bool:
    return run.find(f"{W}t") is not None and _is_hidden(run, by_style, hidden)


def _is_hidden(run: Element, by_style: bool, hidden: Hidden) -> bool:
    """Whether its words are hidden text, which nobody sees on the page or in print.

    by_style: the style of its paragraph hides words. A style of the run turns that over, and what
    the run itself says counts before all styles (ISO/IEC 29500-1, 17.7.3).
    """
    said = _said(run)
    return said if said is not None else by_style != _style_hides(run, _STYLE_OF_RUN, hidden)


def _said(element: Element) -> bool | None:
    """Whether a run or a style itself says that its words are hidden; None where it is silent."""
    vanish = element.find(_VANISH)
    return None if vanish is None else vanish.get(f"{W}val", "1").lower() not in _NO


def _style_hides(element: Element, place: str, hidden: Hidden) -> bool:
    if not hidden:
        return False
    style = element.find(place)
    return style is not None and style.get(f"{W}val") in hidden
