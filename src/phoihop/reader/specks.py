"""Marks that a scan leaves at the ends of a line and that no word can be: "|", "~", "©", "l"."""

from __future__ import annotations

import re
from typing import Final

_SPECKS: Final = "_~'`‘’—|©®^¬¦«»§°<>{}\\"
_BEFORE_WORD: Final = "_~`|©®^¬¦"  # no word begins with one of them
_STOPS: Final = frozenset([".", ",", ":", ";"])  # that stand alone before a line
# Of the letters that are no word, those for which a scan takes the edge of a page or a fold.
_STROKES: Final = frozenset("ijlfrtvwxz")
# Behind them a letter that counts or names.
_LETTERED: Final = frozenset(
    ["điểm", "mục", "khoản", "nhóm", "loại", "hạng", "lớp", "khối", "cấp", "khu", "tiểu", "phần",
     "bảng", "mẫu", "tổ", "đội", "lô", "số", "vitamin", "đoạn", "tuyến", "môn", "tia", "phố", "quý"]
)  # fmt: skip
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ANY: Final = _SPECKS + " ."
_MOST: Final = 12  # specks at one end
_MAY_END: Final = frozenset(_SPECKS) | _STROKES | {"."}
SPECKS: Final = _MAY_END | _STOPS  # with which such a line begins or ends


def bare(text: str) -> str:
    """Return a line without specks at its ends; as it is where it has nothing else."""
    found = text
    if found[-1:] in _MAY_END:
        found = _without_last(found)
    if found[:1] in SPECKS:
        found = _without_first(found)
    return found if found.strip(_ANY) else text


def _without_last(text: str) -> str:
    """Cut specks off that stand alone behind the last word: "trồng cây ~ .", "trồng cây l"."""
    for _ in range(_MOST):
        rest, blank, last = text.rpartition(" ")
        rest = rest.rstrip()
        stop = last == "." and rest[-2:-1] == " "
        stroke = last in _STROKES and not _is_lettered(rest)
        if not blank or not (stop or stroke or not last.strip(_SPECKS)):
            break
        text = rest
    return text


def _is_lettered(before: str) -> bool:
    """ "điểm i", "3 l": a letter that counts or measures; no year is measured."""
    word = before.rpartition(" ")[2].lower()
    return word in _LETTERED or (word[-1:].isdigit() and _YEAR.fullmatch(word) is None)


def _without_first(text: str) -> str:
    """Cut specks off before the first word: ". | Trồng cây", "_Trồng cây"."""
    for _ in range(_MOST):
        first, blank, rest = text.partition(" ")
        rest = rest.lstrip()
        stroke = first in _STROKES and rest[:1].isalpha()
        if blank and (first in _STOPS or stroke or not first.strip(_SPECKS)):
            text = rest
        else:
            break
    glued = text.lstrip(_BEFORE_WORD)
    return glued if glued[:1].isalpha() else text
