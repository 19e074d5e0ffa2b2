"""Numbers that Word writes before paragraphs by itself: "Điều 1.", "2.", "a)", "III."."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from phoihop.reader.docx_body import W

_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_ALPHABET: Final = 26
_MOST_LETTERS: Final = 10  # Word repeats the letter: 27 is "aa"
_LONGEST: Final = 40
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST_ROMAN: Final = 3999
_BULLET: Final = "- "


@dataclass(frozen=True)
class _Level:
    """How the numbers of one level are written; `words` as "Điều %1."."""

    start: int = 1
    form: str = "decimal"
    words: str = ""
    tail: str = " "
    plain: bool = False  # all levels in digits, whatever their own form
    restart: int = _LEVELS  # the deepest level above, from 1, that begins it anew; 0: none does


@dataclass
class _List:
    """The levels of one list and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts the numbered paragraphs of one document, which are asked for in their order."""

    def __init__(self, numbering: Element | None = None, styles: Element | None = None) -> None:
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read(numbering)
            self._by_style = _styles(styles, self._style_levels(numbering))

    def label(self, paragraph: Element) -> str:
        """The number in front of the paragraph with its blank; "" where it has none."""
        if not self._of_number or _is_deleted(paragraph):
            return ""
        number, level = self._place(paragraph)
        counted = self._lists.get(self._of_number.get(number, ""))
        if counted is None or level not in counted.levels:
            return ""
        for at, start in self._starts.pop(number, {}).items():
            counted.counts[at] = start - 1
        _count(counted, level)
        return _written(counted, level)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return self._by_style.get("", ("", 0))
        style = properties.find(f"{W}pStyle")
        named = "" if style is None else _value(style)
        number, level = self._by_style.get(named, ("", 0))
        own = properties.find(f"{W}numPr")
        if own is None:
            return number, level
        return _numbered(own, number, level)

    def _read(self, numbering: Element) -> None:
        for abstract in numbering.findall(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            levels = {_whole(one.get(f"{W}ilvl")): _level(one) for one in abstract.iter(f"{W}lvl")}
            self._lists[key] = _List(levels)
        self._follow_styles(numbering)
        for number in numbering.findall(f"{W}num"):
            self._read_number(number)

    def _follow_styles(self, numbering: Element) -> None:
        """A list may have no levels of its own but name the style of lists that has them."""
        abstracts = numbering.findall(f"{W}abstractNum")
        keys = {
            _value(style): one.get(f"{W}abstractNumId", "")
            for one in abstracts
            if (style := one.find(f"{W}styleLink")) is not None
        }
        for one in abstracts:
            style = one.find(f"{W}numStyleLink")
            if style is not None and _value(style) in keys:
                levels = self._lists[keys[_value(style)]].levels
                self._lists[one.get(f"{W}abstractNumId", "")] = _List(levels)

    def _read_number(self, number: Element) -> None:
        key, abstract = number.get(f"{W}numId", ""), number.find(f"{W}abstractNumId")
        of = "" if abstract is None else _value(abstract)
        overrides = number.findall(f"{W}lvlOverride")
        own = {_whole(one.get(f"{W}ilvl")): one.find(f"{W}lvl") for one in overrides}
        levels = {at: _level(one) for at, one in own.items() if one is not None}
        if levels and of in self._lists:  # a list of its own
            self._lists[f"{of}/{key}"] = _List(self._lists[of].levels | levels)
            of = f"{of}/{key}"
        self._of_number[key] = of
        starts = {
            _whole(one.get(f"{W}ilvl")): _whole(_value(start))
            for one in overrides
            if (start := one.find(f"{W}startOverride")) is not None
        }
        if starts:
            self._starts[key] = starts

    @staticmethod
    def _style_levels(numbering: Element) -> dict[str, int]:
        """The level that a list gives to a style: headings share one list."""
        return {
            _value(style): _whole(level.get(f"{W}ilvl"))
            for level in numbering.iter(f"{W}lvl")
            if (style := level.find(f"{W}pStyle")) is not None
        }


def _styles(styles: Element | None, levels: dict[str, int]) -> dict[str, tuple[str, int]]:
    """List and level of each style of paragraphs that is numbered; "" is the default one."""
    found: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    default = ""
    for style in styles.findall(f"{W}style") if styles is not None else ():
        key = style.get(f"{W}styleId", "")
        above, own = style.find(f"{W}basedOn"), style.find(f"{W}pPr/{W}numPr")
        if above is not None:
            based[key] = _value(above)
        if own is not None:
            found[key] = _numbered(own, "", levels.get(key, 0))
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
            default = key
    for key in list(based):
        seen, at = {key}, key
        while at not in found and at in based and based[at] not in seen:
            at = based[at]
            seen.add(at)
        if at in found:
            number, level = found[at]
            found[key] = (number or _above(found, based, at), levels.get(key, level))
    if default in found:
        found[""] = found[default]
    return found


def _above(found: dict[str, tuple[str, int]], based: dict[str, str], key: str) -> str:
    """The list of a style that says only its level, as that of the style it is based on."""
    above = found.get(based.get(key, ""))
    return above[0] if above else ""


def _numbered(properties: Element, number: str, level: int) -> tuple[str, int]:
    """What w:numPr says; list 0 means none."""
    own, at = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    return (
        number if own is None else _value(own),
        level if at is None else _whole(_value(at)),
    )


def _level(element: Element) -> _Level:
    def said(tag: str, otherwise: str) -> str:
        found = element.find(f"{W}{tag}")
        return otherwise if found is None else _value(found)

    tail = said("suff", "tab")
    legal = element.find(f"{W}isLgl")
    return _Level(
        start=_whole(said("start", "1")),
        form=said("numFmt", "decimal"),
        words=said("lvlText", "")[:_LONGEST],
        tail="" if tail == "nothing" else " ",
        restart=_whole(said("lvlRestart", str(_LEVELS - 1))),
        plain=legal is not None and _value(legal) not in {"0", "false", "off"},
    )


def _count(counted: _List, level: int) -> None:
    start = counted.levels[level].start
    counted.counts[level] = counted.counts.get(level, start - 1) + 1
    for deeper in range(level + 1, _LEVELS):
        if level < counted.levels.get(deeper, _Level()).restart:
            counted.counts.pop(deeper, None)


def _written(counted: _List, level: int) -> str:
    own = counted.levels[level]
    if own.form == "bullet":
        return _BULLET
    if own.form == "none" and not own.words:
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        shown = counted.levels.get(at, _Level())
        value = counted.counts.get(at, shown.start)
        return in_form(value, "decimal" if own.plain else shown.form)

    words = _PLACE.sub(number, own.words).strip()
    return f"{words}{own.tail}" if words else ""


def in_form(value: int, form: str) -> str:
    """The number in digits, letters or Roman digits; in digits too where we know no better."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{value:02}"
    if form in {"lowerLetter", "upperLetter"} and 0 < value <= _ALPHABET * _MOST_LETTERS:
        letters = chr(ord("a") + (value - 1) % _ALPHABET) * ((value - 1) // _ALPHABET + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < value <= _MOST_ROMAN:
        out = ""
        for worth, digits in _ROMAN:
            out += digits * (value // worth)
            value %= worth
        return out if form == "upperRoman" else out.lower()
    return str(value)


def _is_deleted(paragraph: Element) -> bool:
    """Whether its end is marked as deleted or moved away; it counts no more."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    gone = (f"{W}del", f"{W}moveFrom")
    return mark is not None and any(mark.find(tag) is not None for tag in gone)


def _value(element: Element) -> str:
    return element.get(f"{W}val", "")


def _whole(said: str | None) -> int:
    """A number of a file; 0 for what is none."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < _LEVELS else 0
