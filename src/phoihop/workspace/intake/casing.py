"""A title in capitals, in the letters in which its own text writes the same words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from phoihop import vntext

# Of a long text its first letters: names and terms of a title are used from the beginning on.
_GLANCE: Final = 60_000
_WORD: Final = re.compile(r"\w+")
# Behind these a word begins a sentence or a line of a list: its capital says nothing.
_BEGINS: Final = re.compile(r"[.:;!?…“\"(\[*•+–-]\s*$")
_VOWEL: Final = re.compile(
    r"[aeiouyăâêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]"
)
_ROMAN: Final = re.compile(r"[IVXLC]{2,}")

_Forms = Mapping[tuple[str, ...], Counter[str]]


def as_the_text_writes(title: str, text: str) -> str:
    """The title with names in capitals and all else in small letters, as its text has them.

    A title that is not in capitals stays, and so does one with a word that the text writes nowhere
    else, or now so and now so: nobody can tell a name from a word then.
    """
    if not title.isupper():
        return title
    found = list(_WORD.finditer(title))
    words = [one[0].lower() for one in found]
    forms = _forms(text[:_GLANCE], set(words))
    out, at = "", 0
    for number, one in enumerate(found):
        form = _form(words, number, forms) or _short_form(one[0])
        if not form:
            return title
        out += title[at : one.start()] + form
        at = one.end()
    return out + title[at:]


def _form(words: Sequence[str], at: int, forms: _Forms) -> str:
    """As it is written beside the same neighbour, else wherever it stands, if always so."""
    word = words[at]
    for pair in (words[at : at + 2], words[max(at - 1, 0) : at + 1]):
        seen = forms.get((word, *pair))
        if seen and len(pair) > 1:
            return _always(seen)
    return _always(forms.get((word,), Counter()))


def _always(seen: Counter[str]) -> str:
    return next(iter(seen)) if len(seen) == 1 else ""


def _short_form(word: str) -> str:
    """A number, a Roman one, or letters without a vowel: they are capitals everywhere."""
    if word.isdecimal() or _ROMAN.fullmatch(word) or not _VOWEL.search(vntext.fold(word)):
        return word
    return ""


def _forms(text: str, wanted: set[str]) -> _Forms:
    """How the words are written: beside each neighbour, and at all."""
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for line in text.splitlines():
        if line.isupper():
            continue
        for word, before, behind in _in_sentences(line):
            low = word.lower()
            if low in wanted:
                forms[low,][word] += 1
                forms[low, low, behind][word] += 1
                forms[low, before, low][word] += 1
    return forms


def _in_sentences(line: str) -> Iterator[tuple[str, str, str]]:
    """Each word that begins no sentence, with the words before and behind it in small letters."""
    found = list(_WORD.finditer(line))
    for at, one in enumerate(found):
        gap = line[found[at - 1].end() if at else 0 : one.start()]
        if at and not _BEGINS.search(gap):
            behind = found[at + 1][0].lower() if at + 1 < len(found) else ""
            yield one[0], found[at - 1][0].lower(), behind
