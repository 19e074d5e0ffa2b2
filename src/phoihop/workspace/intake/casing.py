"""A title in capitals, in the letters in which its own text writes the same words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final

from phoihop import vntext
from phoihop.workspace.intake.matching.naming import is_bare_post
from phoihop.workspace.intake.title_words import is_joint, known_in

# Of a long text its first letters: names and terms of a title are used from the beginning on.
_GLANCE: Final = 60_000
_WORD: Final = re.compile(r"\w+")
# "05-CT/HU", "COVID-19", "I/2019": as they are printed.
_WITH_FIGURES: Final = re.compile(r"\S*\d\S*")
# Behind these a word begins a sentence or a line of a list: its capital says nothing.
_BEGINS: Final = re.compile(r"[.:;!?…“\"(\[*•+–-]\s*$")
_COUNTED: Final = frozenset(
    ["năm", "tháng", "ngày", "quý", "số", "khóa", "khoá", "kỳ", "lần", "thứ", "phần", "chương"]
)
_ROMAN: Final = re.compile(r"[IVXLC]+")
_NUMBER: Final = re.compile(r"\d+|[ivxlc]+")
# Words in capitals that make the beginning of a title, and no short form before a sentence.
_FEWEST: Final = 2
_LONG_PHRASE: Final = 3

# (word before, the word, word behind), all in small letters, "" for any: how it is written.
_Forms = Mapping[tuple[str, str, str], Counter[str]]


def sentence_cased(title: str, text: str, names: Iterable[str] = ()) -> str:
    """A title in capitals as a register wants it: small letters behind a capital at the beginning.

    See as_the_text_writes; a title that is not in capitals stays as it is.
    """
    if not _end_of_capitals(title):
        return title
    written = as_the_text_writes(title, text, names)
    first = _WORD.search(written)
    at = first.start() if first else 0
    return written[:at] + written[at : at + 1].upper() + written[at + 1 :]


def body_cased(name: str, text: str, names: Iterable[str] = ()) -> str:
    """The name of a body in capitals as a register wants it; as printed where a word is not told.

    Half a name in capitals would be neither what is printed nor what is right.
    """
    if not name.isupper():
        return name
    written = sentence_cased(name, text, names)
    left = (word for word in _WORD.findall(written) if len(word) > 1 and word.isupper())
    return name if any(vntext.is_syllable(word.lower()) for word in left) else written


def post_cased(title: str) -> str:
    """A post in capitals that names no body, as posts are written: "Chủ tịch", "Phó Chủ tịch"."""
    if not title.isupper() or not is_bare_post(title):
        return title
    first, _blank, rest = title.capitalize().partition(" ")
    return f"{first} {rest[:1].upper()}{rest[1:]}" if first == "Phó" else title.capitalize()


def as_the_text_writes(title: str, text: str, names: Iterable[str] = ()) -> str:
    """The title with names in capitals and all else in small letters, as its text has them.

    Of a title that only begins in capitals, the beginning. What the text writes nowhere else, or
    now so and now so, is a common word, the name of a body, or stays in capitals: nobody can tell
    a name from a word then. Short forms and symbols stay too.

    names: of places and persons, as the text writes them wherever they stand.
    """
    capitals = title[: _end_of_capitals(title)]
    found = list(_WORD.finditer(capitals))
    words = [one[0].lower() for one in found]
    forms = _forms(text[:_GLANCE], names, set(words))
    known = known_in(words)
    printed = {at for one in _WITH_FIGURES.finditer(capitals) for at in range(*one.span())}
    out, at = "", 0
    for number, one in enumerate(found):
        stays = one.start() in printed or _is_counted(found, number)
        form = "" if stays else _form(words, number, forms, known[number])
        out += title[at : one.start()] + (form or one[0])
        at = one.end()
    return out + title[at:]


def _end_of_capitals(title: str) -> int:
    """Where the capitals end with which a title begins; 0 for one that begins otherwise."""
    if title.isupper():
        return len(title)
    begun = takewhile(lambda one: one[0].isupper() or one[0].isdecimal(), _WORD.finditer(title))
    words = [one for one in begun if one[0].isupper()]
    is_title = any(vntext.is_syllable(one[0].lower()) for one in words)
    return words[-1].end() if len(words) >= _FEWEST and is_title else 0


def _is_counted(found: Sequence[re.Match[str]], at: int) -> bool:
    """A Roman number behind "lần thứ" or "quý"; elsewhere "VI" may be half of "vi phạm"."""
    before = found[at - 1][0].lower() if at else ""
    return before in _COUNTED and bool(_ROMAN.fullmatch(found[at][0]))


def _form(words: Sequence[str], at: int, forms: _Forms, known: tuple[int, str]) -> str:
    """As it is written among the most of its neighbours; "" where nothing tells."""
    word, length = words[at], known[0]
    before = words[at - 1] if at else ""
    behind = words[at + 1] if at + 1 < len(words) else ""
    seen = _always(forms, before, word, behind) if before and behind else ""
    if not seen and length >= _LONG_PHRASE:
        return known[1]
    seen = seen or (behind and _always(forms, "", word, behind))
    seen = seen or (before and _always(forms, before, word, ""))
    if seen or length:
        return seen or known[1]
    counts = word in _COUNTED and any(map(_NUMBER.fullmatch, (before, behind)))
    return _always(forms, "", word, "") or (word if is_joint(word) or counts else "")


def _always(forms: _Forms, before: str, word: str, behind: str) -> str:
    """How the text writes the word there, if it is always so."""
    seen = forms.get((before, word, behind), ())
    return next(iter(seen)) if len(seen) == 1 else ""


def _forms(text: str, names: Iterable[str], wanted: set[str]) -> _Forms:
    """How the words are written: between both neighbours, beside each, and at all."""
    forms: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    lines = [_in_sentences(line) for line in text.splitlines() if not line.isupper()]
    lines += [_each_word(name) for name in names if not name.isupper()]
    for line in lines:
        for word, before, behind in line:
            low = word.lower()
            # A word in capitals in the middle of a line says as little as the title.
            if low in wanted and (len(word) == 1 or not word.isupper()):
                for context in {(before, behind), (before, ""), ("", behind), ("", "")}:
                    forms[context[0], low, context[1]][word] += 1
    return forms


def _in_sentences(line: str) -> Iterator[tuple[str, str, str]]:
    """Each word that begins no sentence, with the words before and behind it in small letters."""
    ends = [one.start() for one in _WORD.finditer(line)]
    gaps = [one.end() for one in _WORD.finditer(line)]
    for at, told in enumerate(_each_word(line)):
        if at and not _BEGINS.search(line[gaps[at - 1] : ends[at]]):
            yield told


def _each_word(line: str) -> Iterator[tuple[str, str, str]]:
    """Each word with the words before and behind it in small letters."""
    words = _WORD.findall(line)
    around = ["", *(word.lower() for word in words), ""]
    for at, word in enumerate(words):
        yield word, around[at], around[at + 2]
