"""Reading bytes and glyph-coded text into Unicode: UTF-8, UTF-16, TCVN3, VNI, Windows code pages.

A code is never guessed from a file's name. Every reading is scored by how many of its accented
words are possible Vietnamese syllables; French, English and good Vietnamese text stay as they are.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from phoihop.vntext.legacy import from_tcvn3, from_vni
from phoihop.vntext.letters import nfc
from phoihop.vntext.spelling import is_syllable

_SAMPLE: Final = 200_000  # characters judged; a code does not change in the middle of a file
_READINGS: Final[dict[str, Callable[[str], str]]] = {"tcvn3": from_tcvn3, "vni": from_vni}
_BETWEEN_WORDS: Final = re.compile(r"[\x00-@\[-`{-~\u00a0\u2010-\u2026]+")
_ALLOWED_CONTROLS: Final = frozenset("\t\n\v\f\r\x1a\x1c\x1d\x1e\x1f")
_VIETNAMESE: Final = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")  # letters no glyph code uses
_MAY_BE_GLYPH: Final = re.compile("[\xa1-\xff\uf0a1-\uf0ff]")
_CP1252_HIGH: Final = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}


_UNUSED_CP1252: Final = re.compile("[\x80-\x9f]")  # what the table above leaves in place
_MOST_ACCENTS: Final = 0.3  # no Western language has more accented letters than that
_FEWEST_WORDS: Final = 2  # one word proves little: French "tôt" would become "tụt"
_ENOUGH_AFTER: Final = 0.8  # of the accented words are syllables in a right reading
_FEW_BEFORE: Final = 0.5  # of them are syllables as the text stands, if it is glyph codes
_ENOUGH_WORDS: Final = 0.6  # of all words are syllables in a right reading
_MANY_ZEROS: Final = 0.4  # of every other byte, in UTF-16 of a text in Latin letters
_FEW_ZEROS: Final = 0.05
_MOST_CONTROLS: Final = 0.005  # strays of old word processors; a program or picture has more


class UndecodableText(ValueError):
    """The bytes are not text in any code this program knows."""


@dataclass(frozen=True)
class Decoded:
    """Text in NFC, the code it came in, and whether it was anything but UTF-8 in NFC."""

    text: str
    encoding: str
    converted: bool


@dataclass(frozen=True)
class _Evidence:
    marked: int  # words with a character outside ASCII
    marked_before: int  # of these, syllables as the text stands
    marked_after: int  # of these, syllables in the new reading
    words: int
    syllables_after: int
    symbols: bool  # a sign that is no letter stands inside a word, as µ or ¸ in TCVN3


def decode(data: bytes) -> Decoded:
    """Return the text of `data`, whatever Vietnamese code it was written in.

    Raises UndecodableText for data that is not text. An unknown single-byte code without a
    Vietnamese reading is taken as Windows-1252.
    """
    utf16 = _utf16_name(data)
    if utf16 is not None:
        return Decoded(_text_or_error(_decoded(data, utf16)), "utf-16", converted=True)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_single_byte(data)
    _text_or_error(text)
    return convert_legacy(text)


def convert_legacy(text: str) -> Decoded:
    """Return `text` in NFC, with TCVN3 or VNI glyph codes turned into Vietnamese letters.

    A text is judged as a whole. Where it already holds Vietnamese beside glyph codes, as a
    DOCX of two fonts does, each line without Vietnamese letters is judged alone.
    """
    name = _glyph_code_of(text)
    if name is not None:
        return Decoded(nfc(_READINGS[name](text)), name, converted=True)
    lines = text.splitlines(keepends=True)
    names = [_glyph_code_of(line) for line in lines]
    found = next((name for name in names if name is not None), None)
    if found is None:
        return Decoded(nfc(text), "utf-8", converted=nfc(text) != text)
    read = [
        line if name is None else _READINGS[name](line)
        for line, name in zip(lines, names, strict=True)
    ]
    return Decoded(nfc("".join(read)), found, converted=True)


def _decode_single_byte(data: bytes) -> Decoded:
    western = data.decode("latin-1").translate(_CP1252_HIGH)
    _text_or_error(western)
    judged = convert_legacy(western)
    if judged.encoding in _READINGS:
        return judged
    try:
        vietnamese = nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        vietnamese = ""
    if vietnamese and _is_better(_weigh(western, vietnamese)):
        return Decoded(vietnamese, "windows-1258", converted=True)
    if _UNUSED_CP1252.search(western) or _share_of_high(western) > _MOST_ACCENTS:
        raise UndecodableText("the bytes fit no known code")
    return Decoded(nfc(western), "windows-1252", converted=True)


def _glyph_code_of(text: str) -> str | None:
    """Return the glyph code in which `text` reads as Vietnamese and without which it does not."""
    sample = text[:_SAMPLE]
    if _VIETNAMESE.search(sample) or not _MAY_BE_GLYPH.search(sample):
        return None
    weighed = {name: _weigh(sample, read(sample)) for name, read in _READINGS.items()}
    fitting = [name for name, evidence in weighed.items() if _is_better(evidence)]
    return max(fitting, key=lambda name: weighed[name].marked_after, default=None)


def _is_better(evidence: _Evidence) -> bool:
    if evidence.marked_after < _FEWEST_WORDS and not evidence.symbols:
        return False
    return (
        evidence.marked_after >= _ENOUGH_AFTER * evidence.marked
        and evidence.marked_before <= _FEW_BEFORE * evidence.marked
        and evidence.syllables_after >= _ENOUGH_WORDS * evidence.words
    )


def _weigh(before: str, after: str) -> _Evidence:
    """Count syllables in two readings of the same text."""
    old_words = [word for word in _BETWEEN_WORDS.split(before) if word]
    new_words = [word for word in _BETWEEN_WORDS.split(after) if word]
    old_marked = [word for word in old_words if not word.isascii()]
    new_marked = [word for word in new_words if not word.isascii()]
    # Capitals alone (UBND, TW) say nothing about the code.
    telling = [
        word for word in new_words if len(word) > 1 and not (word.isascii() and word.isupper())
    ]
    return _Evidence(
        marked=max(len(old_marked), len(new_marked)),
        marked_before=sum(is_syllable(nfc(word.strip("«»"))) for word in old_marked),
        marked_after=sum(is_syllable(word) for word in new_marked),
        words=len(telling),
        syllables_after=sum(is_syllable(word) for word in telling),
        symbols=any(not nfc(word.strip("«»®©")).isalpha() for word in old_marked),
    )


def _utf16_name(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:4096]
    if not data or len(data) % 2:
        return None
    half = len(sample) // 2
    low, high = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if high > _MANY_ZEROS and low < _FEW_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if low > _MANY_ZEROS and high < _FEW_ZEROS else None


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UndecodableText(f"not {name}: {error.reason}") from error


def _text_or_error(text: str) -> str:
    """Return NFC text; raise UndecodableText where control characters show it is no text."""
    controls = sum(letter < " " and letter not in _ALLOWED_CONTROLS for letter in text)
    if "\x00" in text or "\ufffe" in text or controls > _MOST_CONTROLS * len(text):
        raise UndecodableText("the bytes hold control characters: not a text file")
    return nfc(text)


def _share_of_high(text: str) -> float:
    return sum(letter > "\x7f" for letter in text) / max(len(text), 1)
