"""Resolutions known by session or congress: "Nghị quyết Trung ương 4 (khóa XII)"."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.normal import Source

_ROMAN_VALUES: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_WORDS: Final = {
    "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14,
}  # fmt: skip
_COUNT: Final = (
    r"(?P<n>\d{1,2}|mười (?:một|hai|ba|bốn)"
    r"|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|[ivx]{1,5})"
)
_TERM: Final = r"[\s,]{0,2}\(?\s?khóa\s(?:thứ\s)?(?P<t>\d{1,2}|[ivx]{1,6})\)?(?!\w)"
_CENTRE: Final = r"(?:trung ương|tw|t\.ư|tư|t\.w)"
_OF_CENTRE: Final = (
    r"[\s,]{0,2}(?:[-–]\s)?(?:của\s)?(?:ban chấp hành|bch)\s"
    + _CENTRE
    + r"(?:\sđảng)?(?:\scộng sản việt nam)?"
)
# "Hội nghị lần thứ 6, lần thứ 7 của ...", "Trung ương 6, 7, 8 (khóa XII)"
_ANOTHER: Final = r"(?:,|\svà)\s(?:lần thứ\s|trung ương\s|tw\s?)?"
_NEXT_COUNT: Final = r"(?:\d{1,2}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)(?!\w)"
_MORE_COUNTS: Final = rf"(?P<more>(?:{_ANOTHER}{_NEXT_COUNT}){{0,4}})"
_EACH_COUNT: Final = re.compile(rf"{_ANOTHER}({_NEXT_COUNT})")
_SESSION: Final = (
    re.compile(
        rf"\s{{0,2}}(?:của\s)?(?:hội nghị\s)?(?:lần thứ\s)?{_CENTRE}\s?(?:lần thứ\s)?"
        rf"{_COUNT}(?!\w){_MORE_COUNTS}(?:{_OF_CENTRE})?(?:{_TERM})?"
    ),
    re.compile(
        rf"\s(?:của\s)?hội nghị\s(?:lần thứ\s|lần\s)?{_COUNT}"
        rf"{_MORE_COUNTS}{_OF_CENTRE}(?:{_TERM})?"
    ),
    # "Hội nghị lần thứ 8 Ủy ban Trung ương MTTQ Việt Nam (khóa VIII)", "... Tỉnh ủy khóa XX"
    re.compile(
        rf"\s(?:của\s)?hội nghị\s(?:lần thứ\s|lần\s){_COUNT}{_MORE_COUNTS}"
        rf"\s(?:của\s)?[^\W\d_][^.;:,\n(\d]{{3,60}}{_TERM}"
    ),
    re.compile(
        rf"\s(?:của\s)?hội nghị\s[^\W\d_][^.;:,\n(\d]{{3,60}}?\slần thứ\s{_COUNT}"
        rf"{_MORE_COUNTS}{_TERM}"
    ),
)
_CONGRESS: Final = re.compile(
    r"\s(?:của\s)?(?P<body>đại hội(?:\s(?:đại biểu|đảng bộ|đảng))*)"
    r"(?P<rest>[^.;:\n(]{0,70}?)\s?(?:lần thứ|lần|thứ|khóa)?\s?"
    r"(?<!\w)(?P<n>[ivx]{1,6}|\d{1,2})(?![\w/%])"
)
_NEXT_WORD: Final = re.compile(r"[\s,]*(\w+)")
_UNITS: Final = frozenset(["năm", "tháng", "ngày", "nhiệm", "chỉ"])
Known = tuple[int, str, str | None]  # end, ordinal, issuer
# "khóa XI, khóa XII", "(khóa XI, XII)"
_MORE_TERMS: Final = re.compile(r"\)?(?:,| và)\s\(?(?:[Kk]h[oó][áa]\s)?(?P<t>[IVX]{1,5})\)?(?!\w)")
# "... Đại hội XIII của Đảng, | Đại hội", "... Đại hội IX Công đoàn tỉnh Ba Mơ, | Đại hội"
_JOINT: Final = re.compile(
    r"(?:\scủa đảng|\s(?:công đoàn|đảng bộ|hội|đoàn)(?:\s\w+){1,6}?)?(?:,| và)(?=\sđại hội\s)"
)
# A congress that does or is something is no longer one whose resolution is told.
_HAPPENS: Final = re.compile(
    r"[^.;:,\n]{0,80}?\s(?:sẽ|diễn ra|thành công|bầu|tổ chức|khai mạc)(?!\w)"
)
_MOST: Final = 5
_LONGEST_REST: Final = 10


def find(source: Source, start: int, at: int, kind: str) -> list[Known]:
    """Return the sessions or congresses that follow a kind of document, most often one or none."""
    if kind not in {"NQ", "KL", "CTHĐ", "CTr"}:
        return []
    for pattern in _SESSION:
        match = pattern.match(source.low, at)
        if match and match["t"]:
            counts = [match["n"], *_EACH_COUNT.findall(match["more"])]
            found: list[Known] = [
                (match.end(), f"{_number(count)}/{roman(match['t'])}", None) for count in counts
            ]
            while more := _MORE_TERMS.match(source.clean, found[-1][0]):
                session = _number(counts[-1])
                found.append((more.end(), f"{session}/{roman(more['t'])}", None))
            return found
    return _congresses(source, at) if kind == "NQ" else []


def _congresses(source: Source, at: int) -> list[Known]:
    """ "Nghị quyết Đại hội XIII của Đảng và Đại hội Đảng bộ tỉnh lần thứ XX": both."""
    found: list[Known] = []
    while (congress := _congress(source, at)) is not None and len(found) < _MOST:
        if found and _HAPPENS.match(source.low, congress[0]):
            break
        found.append(congress)
        joint = _JOINT.match(source.low, congress[0])
        if joint is None:
            break
        at = joint.end()
    return found


def _congress(source: Source, at: int) -> tuple[int, str, str | None] | None:
    match = _CONGRESS.match(source.low, at)
    if not match:
        return None
    rest = match["rest"]
    if len(rest.split()) > _LONGEST_REST or "nhiệm kỳ" in rest or ", " in rest:
        return None
    if re.search(r"(?<!\w)(?:và|các cấp|tiến tới|gắn|với|về|năm)(?!\w)", rest):
        return None
    following = _NEXT_WORD.match(source.low, match.end())
    if match["n"].isdigit() and following and following[1] in _UNITS:
        return None
    name = source.words(match.start("body"), match.end("rest"))
    name = re.sub(r"\s*,?\s*(?:lần thứ|lần|khóa)?$", "", name)
    issuer = name if rest.strip() and not rest.strip().startswith(("lần", "khóa")) else None
    return match.end(), f"ĐH {roman(match['n'])}", issuer


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return _WORDS.get(text) or from_roman(text)


def roman(text: str) -> str:
    """Return a term number as Roman numeral: "11" gives "XI"."""
    if not text.isdigit():
        return text.upper()
    number, written = int(text), ""
    for value, letters in _ROMAN_VALUES:
        while number >= value:
            written, number = written + letters, number - value
    return written


def from_roman(text: str) -> int:
    """Return the value of a Roman numeral in small letters."""
    values = {"i": 1, "v": 5, "x": 10}
    numbers = [values[letter] for letter in text]
    return sum(
        -value if value < max(numbers[at + 1 :], default=0) else value
        for at, value in enumerate(numbers)
    )
