"""Glyph tables of the two codes Vietnamese offices wrote in before Unicode: TCVN3 (ABC) and VNI.

Both are kept as tables from Latin-1 letters, which is how such a text looks when its bytes are
read as Windows-1252 or when it stands in a DOCX file set in a .VnTime or VNI font.
Source: TCVN 5712:1993 (VN3, with the capitals of VN2); the VNI Windows code of VNI Software.
"""

from __future__ import annotations

import re
from typing import Final

from phoihop.vntext.letters import TONED, nfc, tone_of
from phoihop.vntext.spelling import is_syllable

# 0xA1 to 0xFF in order; the five dots stand for the tone marks at 0xB0 to 0xB4.
_TCVN3_LETTERS: Final = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
TCVN3: Final[dict[int, str]] = {0xA1 + at: letter for at, letter in enumerate(_TCVN3_LETTERS)}
# Some programs move the glyphs of a symbol font to the private area U+F0A1 to U+F0FF.
_PRIVATE: Final = {0xF000 + code: chr(code) for code in range(0xA1, 0x100)}

_VNI_TONES: Final = {"ø": 1, "û": 2, "õ": 3, "ù": 4, "ï": 5}
_VNI_BREVE: Final = {"ê": 0, "è": 1, "ú": 2, "ü": 3, "é": 4, "ë": 5}
_VNI_CIRCUMFLEX: Final = {"â": 0, "à": 1, "å": 2, "ã": 3, "á": 4, "ä": 5}
_VNI_HORNED: Final = {"ô": "ơ", "ö": "ư"}
_VNI_SINGLE: Final = {
    "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư",
}  # fmt: skip


def _vni_pairs() -> dict[tuple[str, str], str]:
    """Return (letter, mark letter) to Vietnamese letter, all lower case."""
    pairs = {
        (base, mark): TONED[_VNI_HORNED.get(base, base), tone]
        for base in "aeouyôö"
        for mark, tone in _VNI_TONES.items()
    }
    pairs |= {("a", mark): TONED["ă", tone] for mark, tone in _VNI_BREVE.items()}
    for base, target in (("a", "â"), ("e", "ê"), ("o", "ô")):
        pairs |= {(base, mark): TONED[target, tone] for mark, tone in _VNI_CIRCUMFLEX.items()}
    return pairs


VNI_PAIRS: Final = _vni_pairs()
VNI_SINGLE: Final = _VNI_SINGLE
_VNI_MARK_LETTERS: Final = "".join({mark for _, mark in VNI_PAIRS})
_VNI_GLYPH: Final = re.compile(
    f"([aeouyôö])([{_VNI_MARK_LETTERS}])|([{''.join(_VNI_SINGLE)}])", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def from_tcvn3(text: str) -> str:
    """Return TCVN3 glyph codes as Vietnamese letters.

    The code has no capitals with tones for most fonts, so NGUYÔN comes out as NGUYễN first:
    a small toned vowel in a word of capitals is raised.
    """
    letters = text.translate(_PRIVATE).translate(TCVN3)
    return _raise_small_vowels(nfc(letters))


def from_vni(text: str) -> str:
    """Return VNI glyph pairs as Vietnamese letters; the first letter decides the case."""
    return nfc(_VNI_GLYPH.sub(_vni_letter, text.translate(_PRIVATE)))


def _vni_letter(match: re.Match[str]) -> str:
    base, mark, single = match.groups()
    if single is not None:
        return _vni_single(single)
    found = VNI_PAIRS.get((base.lower(), mark.lower()))
    if found is None:  # no such pair: the two stand for themselves
        return _vni_single(base) + mark
    return found.upper() if base.isupper() else found


def _vni_single(letter: str) -> str:
    found = VNI_SINGLE.get(letter.lower(), letter)
    return found.upper() if letter.isupper() else found


def _raise_small_vowels(text: str) -> str:
    """Raise toned vowels inside words of capitals: first where the word itself shows it, then
    in short words (Hà, ý) that stand beside a word of capitals on the same line.
    """
    raised = _WORD.sub(_raise_in_word, text)
    return "".join(_raise_beside_capitals(line) for line in raised.splitlines(keepends=True))


def _raise_in_word(match: re.Match[str]) -> str:
    word = match.group()
    capitals = sum(letter.isupper() for letter in word)
    toned_first = tone_of(word[0]) > 0 and word[1:2].isupper()
    if _only_toned_are_small(word) and (capitals > 1 or toned_first):
        return word.upper()
    return word


def _only_toned_are_small(word: str) -> bool:
    small = [letter for letter in word if letter.islower()]
    return bool(small) and all(tone_of(letter) for letter in small)


def _raise_beside_capitals(line: str) -> str:
    words = list(_WORD.finditer(line))
    shouted = [_is_shouted_syllable(match.group()) for match in words]
    pieces, end = [], 0
    for at, match in enumerate(words):
        word = match.group()
        beside = any(shouted[max(at - 1, 0) : at]) or any(shouted[at + 1 : at + 2])
        pieces += [line[end : match.start()]]
        pieces += [word.upper() if beside and _only_toned_are_small(word) else word]
        end = match.end()
    return "".join(pieces) + line[end:]


def _is_shouted_syllable(word: str) -> bool:
    return len(word) > 1 and word.isupper() and is_syllable(word)
