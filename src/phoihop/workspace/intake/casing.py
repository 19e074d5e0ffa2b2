"""A title in capitals, in the letters in which its own text writes the same words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final

from phoihop import vntext
from phoihop.workspace.intake.matching.naming import is_bare_post
from phoihop.workspace.intake.title_words import BEFORE_NAMES, JOIN_NAMES, Known, is_joint, known_in

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

    names: of places and persons, as the text writes them wherever they stand; of one in capitals
    each word begins with a capital.
    """
    capitals = title[: _end_of_capitals(title)]
    found = list(_WORD.finditer(capitals))
    words = [one[0].lower() for one in found]
    told = [vntext.title_case(name) if name.isupper() else name for name in names]
    forms = _forms(text[:_GLANCE], told, set(words))
    known = known_in(words)
    printed = {at for one in _WITH_FIGURES.finditer(capitals) for at in range(*one.span())}
    out, at = "", 0
    written: list[str] = []
    for number, one in enumerate(found):
        stays = one.start() in printed or _is_counted(found, number)
        goes_on = _may_go_on(capitals[at : one.start()], written, known, number)
        after = written[-1] if written and goes_on else None
        form = "" if stays else _form(words, number, forms, known, after)
        written.append("" if stays else form or one[0])
        out += title[at : one.start()] + (form or one[0])
        at = one.end()
    return out + title[at:]


def _may_go_on(gap: str, written: Sequence[str], known: Sequence[Known], at: int) -> bool:
    """Whether a word, or the phrase that it is of, may be part of a name that begins before it.

    Behind a word for a place or a person, or one of which nobody can tell: "xã | Chỉ Đạo", "NGUYỄN
    | VĂN HÓA". written: the words before; "" for numbers and symbols.
    """
    before = written[-1] if written else ""
    if known[at].place > 0:  # goes with the first word of its phrase
        return known[at].length < _LONG_PHRASE and _is_untold(before)
    return not gap.strip() and (_is_untold(before) or before.lower() in BEFORE_NAMES)


def _is_untold(written: str) -> bool:
    """Whether a word that is no short form stayed in capitals."""
    return written.isupper() and len(written) > 1 and vntext.is_syllable(written.lower())


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


def _form(
    words: Sequence[str], at: int, forms: _Forms, known: Sequence[Known], after: str | None
) -> str:
    """As it is written among the most of its neighbours; "" where nothing tells.

    after: the word before, as it is written, where a name may go on behind it.
    """
    word, phrase = words[at], known[at]
    before = words[at - 1] if at else ""
    behind = words[at + 1] if at + 1 < len(words) else ""
    seen = _always(forms, before, word, behind) if before and behind else ""
    if not seen and phrase.length >= _LONG_PHRASE:
        return phrase.written
    counted = _counts(words, at, phrase)
    seen = seen or (behind and _always(forms, "", word, behind))
    seen = seen or (before and _always(forms, before, word, ""))
    if after is not None and not counted:
        return _within_name(forms, word, seen, before=after)
    if seen or phrase.length:
        return seen or phrase.written
    return word if is_joint(word) or counted else ""


def _within_name(forms: _Forms, word: str, seen: str, *, before: str) -> str:
    """A word that may be part of a name: never small but where the text has it so behind the same.

    What the text writes elsewhere, "Ban chỉ đạo", says nothing of "xã CHỈ ĐẠO".
    """
    if seen and seen[0].isupper():
        return seen
    if word in JOIN_NAMES:
        return word
    return "" if _is_untold(before) else _always(forms, before.lower(), word, "")


def _counts(words: Sequence[str], at: int, phrase: Known) -> bool:
    """Whether a number stands beside the word or its phrase: "giai đoạn 2031", "lần thứ VI"."""
    last = at - phrase.place + phrase.length - 1 if phrase.length else at
    behind = words[last + 1] if last + 1 < len(words) else ""
    if phrase.length:
        return bool(_NUMBER.fullmatch(behind))
    before = words[at - 1] if at else ""
    return words[at] in _COUNTED and any(map(_NUMBER.fullmatch, (before, behind)))


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
    found = list(_WORD.finditer(line))
    for at, told in enumerate(_each_word(line)):
        if at and not _BEGINS.search(line[found[at - 1].end() : found[at].start()]):
            yield told


def _each_word(line: str) -> Iterator[tuple[str, str, str]]:
    """Each word with the words before and behind it in small letters, "" across a mark."""
    found = list(_WORD.finditer(line))
    parted = [bool(line[one.end() : other.start()].strip()) for one, other in pairwise(found)]
    low = [one[0].lower() for one in found]
    for at, one in enumerate(found):
        before = low[at - 1] if at and not parted[at - 1] else ""
        behind = low[at + 1] if at + 1 < len(found) and not parted[at] else ""
        yield one[0], before, behind
