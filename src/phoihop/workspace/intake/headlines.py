"""The line of a text that says what it is about."""

import re
from collections.abc import Iterator
from typing import Final

from phoihop import vntext

_WORDS: Final = 6
# Lines at whose beginning the subject of a mail stands that was copied out of a program.
_NEAR: Final = 10
# Lines of a head, in folded letters: motto, number, place and day, from whom and to whom.
_NO_TITLE: Final = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\W+tu do|dang cong san viet nam$"
    r"|so\W{0,3}\d{1,5}[a-z]?\s?[/-]|so\s*:"
    r"|(?:[\w.]+,?\s){0,6}ngay\s.{1,12}\sthang\s.{1,12}\snam\s\S{1,6}$"
    r"|kinh (?:gui|thua|trinh)|(?:gui|tu|from|to|date|cc)\s*:"
)
_ADDRESSED: Final = re.compile(r"kinh (?:gui|trinh)")
_OF_A_LIST: Final = re.compile(r"[-–+•*]\s")
_SUBJECT: Final = re.compile(r"(?:subject|chủ đề|tiêu đề)\s*:\s*(\S.*)", re.IGNORECASE)

# "Fwd: Re[2]: Trả lời: ...", at the beginning alone: "Bến Tre: ..." is a subject. Each ends with
# a colon, so that no word of a subject is taken for it.
_SENT_ON: Final = re.compile(
    r"\s*(?:(?:re|fwd?|tr|aw|wg|trả lời|chuyển tiếp)(?:\s?\[\d{1,3}\])?\s?:\s*)*", re.IGNORECASE
)


def headline_of(text: str, head_end: int = 0) -> str:
    """The first line that says what the text is about, at most its first sentence.

    head_end: where the head of a paper ends. The motto, the number, place and day, and whom the
    text is for are no headline.
    """
    lines = _lines(text)
    said = next(filter(None, map(_SUBJECT.fullmatch, lines[:_NEAR])), None)
    if said and (subject := plain_subject(said[1])):
        return subject
    may = list(_titles(_lines(text[head_end:]))) or list(_titles(lines)) or lines
    line = next((one for one in may if len(one.split()) >= _WORDS), next(iter(may), ""))
    return _first_sentence(line)


def plain_subject(subject: str) -> str:
    """The subject of a mail without what programs put before it when it is answered or sent on."""
    sent_on = _SENT_ON.match(subject)
    return subject[sent_on.end() if sent_on else 0 :].strip()


def _first_sentence(line: str) -> str:
    """Up to a stop behind some words: none is that of "TP. Bình An" or "I. Đặc điểm"."""
    stop = line.find(". ")
    while stop >= 0:
        if len(line[:stop].split()) >= _WORDS and line[stop + 2 :][:1].isupper():
            return line[:stop]
        stop = line.find(". ", stop + 2)
    return line


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _titles(lines: list[str]) -> Iterator[str]:
    """Lines that may be a headline; a list of addressees is none."""
    addressed = False
    for line in lines:
        folded = vntext.fold(line)
        if _NO_TITLE.match(folded):
            addressed = bool(_ADDRESSED.match(folded))
        elif not (addressed and _OF_A_LIST.match(line)):
            addressed = False
            yield line
