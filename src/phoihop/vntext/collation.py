"""Sort keys in the order of the Vietnamese alphabet, the same in every database.

A key is text over 0-9 and a-f, so that byte order and any locale's order agree:
a number is "1", its length and its digits; a letter is two characters from "20" on; a word ends
with "0" and its tone, lower than any letter. So words are compared one after another, and within
a word letters come before tones, as in Vietnamese dictionaries.
"""

from __future__ import annotations

import re
from typing import Final

from phoihop.vntext.folding import canonical
from phoihop.vntext.letters import nfc, plain, tone_of, without_tone
from phoihop.vntext.names import split_name

LONGEST_INPUT: Final = 300
LONGEST_KEY: Final = 4 * LONGEST_INPUT

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODES: Final = {letter: f"{0x20 + at:02x}" for at, letter in enumerate(_ALPHABET)}
_OTHER_LETTER: Final = "ff"  # other scripts stand last, in no order among themselves
_PART_END: Final = "00"
_RUN: Final = re.compile(r"\d+|[^\W\d_]+")


def place_key(text: str) -> str:
    """Return the sort key of a place, an agency or any text read from its first word.

    Numbers sort by value (Tổ 2 before Tổ 10). At most LONGEST_INPUT characters are looked at;
    the key has at most LONGEST_KEY.
    """
    runs = _RUN.findall(canonical(text[:LONGEST_INPUT]))
    return "".join(_number_key(run) if run.isdecimal() else _word_key(run) for run in runs)[
        :LONGEST_KEY
    ]


def person_key(name: str) -> str:
    """Return the sort key of a person: given name, then family name, then middle names."""
    parts = split_name(nfc(name[:LONGEST_INPUT]))
    keys = [place_key(part) for part in (parts.given, parts.family, parts.middle)]
    return _PART_END.join(keys)[:LONGEST_KEY]


def _number_key(digits: str) -> str:
    value = str(int(digits))[:15]
    return f"1{len(value):x}{value}01"


def _word_key(word: str) -> str:
    tone = max(tone_of(letter) for letter in word)
    return "".join(_letter_key(letter) for letter in word) + f"0{tone + 1}"


def _letter_key(letter: str) -> str:
    bare = without_tone(letter)
    return _CODES.get(bare) or "".join(_CODES.get(part, _OTHER_LETTER) for part in plain(bare))
