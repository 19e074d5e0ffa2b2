"""Words as they may be written: with other accents or none, another tone place, case or form.

A pattern finds every way of writing; which of the forms found are meant, a person says.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import unquote_plus

from phoihop import vntext

# Fewer letters and figures would be found in half of all words.
FEWEST_SIGNS: Final = 3
LONGEST: Final = 200
_RANGES: Final = (range(0x41, 0x7B), range(0xC0, 0x250), range(0x1E00, 0x1F00))
_MARKS: Final = "\u0300-\u036f"
# Between two words: anything that is no letter or figure, also as JSON and addresses write it.
_BETWEEN: Final = r"(?:\W|_|\\[nrt]|\\u20[0-9a-f]{2}|\\u00a0|%20)*"


@dataclass(frozen=True)
class Cut:
    """One place in a text: [start:end] held the words and holds `length` signs now."""

    start: int
    end: int
    length: int


class Needle:
    """What is looked for. Raises ValueError for words with fewer than three letters or figures."""

    def __init__(self, words: str) -> None:
        self.tokens = vntext.search_folded(words).split()
        if sum(map(len, self.tokens)) < FEWEST_SIGNS:
            raise ValueError(words)
        core = _BETWEEN.join(_token(token) for token in self.tokens)
        # Not within a longer word, nor before a mark that makes another letter of the last one.
        self._whole = re.compile(rf"(?<![^\W_]){core}(?![^\W_{_MARKS}]|[{_MARKS}])", re.IGNORECASE)

    @property
    def sql(self) -> str:
        """A regular expression that both databases understand; it finds a little more."""
        return _BETWEEN.join(_token(token, escaped=True) for token in self.tokens)

    def forms(self, text: str) -> Iterator[str]:
        """Every way in which the words stand in the text, or in the address that it is."""
        found = False
        for match in self._whole.finditer(text):
            found = True
            yield match.group()
        if not found and "%" in text:
            yield from (match.group() for match in self._whole.finditer(unquote_plus(text)))

    def matches(self, text: str) -> Iterator["re.Match[str]"]:
        """The places themselves."""
        return self._whole.finditer(text)


@dataclass(frozen=True)
class Knife:
    """Takes the chosen forms of a needle out of texts. forms: by form_key."""

    needle: Needle
    forms: Collection[str]

    def holds(self, text: str) -> bool:
        """Whether one of the chosen forms stands in the text."""
        return any(form_key(form) in self.forms for form in self.needle.forms(text))

    def cut(self, text: str, mark: str) -> tuple[str, list[Cut]]:
        """The text with `mark` in the place of the words, and where that was."""
        parts, cuts, at = [], [], 0
        for match in self.needle.matches(text):
            if form_key(match.group()) in self.forms:
                parts += [text[at : match.start()], mark]
                cuts.append(Cut(match.start(), match.end(), len(mark)))
                at = match.end()
        if not cuts and "%" in text and self.holds(text):  # in an address: nothing of it stays
            return mark, [Cut(0, len(text), len(mark))]
        return "".join([*parts, text[at:]]), cuts

    def cut_json(self, value: Any, mark: str) -> Any:
        """The same in every text of a JSON value, names of members too."""
        return _in_json(value, lambda text: self.cut(text, mark)[0])


def form_key(form: str) -> str:
    """What makes two forms the same: accents count; case, tone place and signs between do not."""
    return vntext.search_exact(form)


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def moved(offset: int, cuts: Collection[Cut]) -> int:
    """Where an offset of the old text stands in the new one; inside a cut, at its beginning."""
    shift = 0
    for cut in cuts:
        if offset >= cut.end:
            shift += cut.length - (cut.end - cut.start)
        elif offset > cut.start:
            return cut.start + shift
    return offset + shift


def _in_json(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {change(str(key)): _in_json(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [_in_json(inner, change) for inner in value]
    return value


def _token(token: str, *, escaped: bool = False) -> str:
    return "".join(_letter(sign, escaped=escaped) for sign in token)


@cache
def _letter(sign: str, *, escaped: bool) -> str:
    """One letter in all its forms.

    escaped: also as JSON on SQLite keeps it (\\u00e1), and as an address does (%c3%a1).
    """
    letters = _families().get(sign, {sign, sign.upper()})
    plain = "".join(re.escape(letter) for letter in sorted(letters))
    if not escaped:
        return rf"[{plain}][{_MARKS}]*"
    special = sorted(letter for letter in letters if not letter.isascii())
    json_codes = "|".join(f"{ord(letter):04x}" for letter in special)
    url_codes = "|".join("".join(f"%{byte:02x}" for byte in one.encode()) for one in special)
    coded = rf"|\\u(?:{json_codes})|{url_codes}" if special else ""
    return rf"(?:[{plain}]{coded})(?:[{_MARKS}]|\\u03[0-6][0-9a-f])*"


@cache
def _families() -> dict[str, set[str]]:
    """{letter without marks: every letter of ours that folds to it}."""
    found: dict[str, set[str]] = {}
    for number in (number for span in _RANGES for number in span):
        letter = chr(number)
        if letter.isalpha() and len(base := vntext.fold(letter)) == 1:
            found.setdefault(base, {base, base.upper()}).add(letter)
    return found
