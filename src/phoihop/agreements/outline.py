"""The points inside a clause: "1.", "a)", "-" at the beginning of a line, numbered on by itself.

A person types them as in any text; what is kept is numbered in order, so that a point put between
two others needs no typing of numbers. Decree 30/2020 and 36-HD/VPTW number papers so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from phoihop import vntext

# Letters of points in the order of the Vietnamese alphabet, without those with marks but đ.
LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_NUMBER = re.compile(r"(\d{1,2})[.)/]\s+(\S.*)", re.DOTALL)
_LETTER = re.compile(r"([a-zđ])[.)/]\s+(\S.*)", re.DOTALL)
_DASH = re.compile(r"[-–—+•*]\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """A line of a clause. level: 0 a plain paragraph, 1 "1.", 2 "a)", 3 "-"; mark as printed."""

    level: int
    mark: str
    words: str

    def __str__(self) -> str:
        return f"{self.mark} {self.words}".strip()


def lines_of(text: str) -> list[Line]:
    """The lines as they stand, blank ones left out."""
    return [_line(line.strip()) for line in text.splitlines() if line.strip()]


def tidy(text: str) -> str:
    """The same text in normal form, its points numbered on from the first of each run."""
    return "\n".join(str(line) for line in _numbered(lines_of(vntext.nfc(text))))


def roman(number: int) -> str:
    """1 to 3999 in Roman figures."""
    figures = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    said = ""
    for value, figure in figures:
        while number >= value:
            said, number = said + figure, number - value
    return said


def _line(words: str) -> Line:
    if found := _NUMBER.fullmatch(words):
        return Line(1, f"{found[1]}.", found[2])
    if found := _LETTER.fullmatch(words):
        return Line(2, f"{found[1]})", found[2])
    if found := _DASH.fullmatch(words):
        return Line(3, "-", found[1])
    return Line(0, "", words)


def _numbered(lines: list[Line]) -> Iterator[Line]:
    number = letter = -1
    for line in lines:
        mark = line.mark
        if line.level == 1:
            number = int(mark[:-1]) if number < 0 else number + 1
            letter, mark = -1, f"{number}."
        elif line.level == 2:  # noqa: PLR2004 -- a)
            letter = max(LETTERS.find(mark[0]), 0) if letter < 0 else letter + 1
            mark = f"{LETTERS[letter]})" if letter < len(LETTERS) else mark
        yield Line(line.level, mark, line.words)
