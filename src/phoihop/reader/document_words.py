"""The words and letters that name a kind of document: "chỉ thị", "CT", "QĐ"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from phoihop.reader.lexicon import Phrases, free_words
from phoihop.reader.tables import data
from phoihop.reader.vocabulary import lower

# Before a number that counts forms, lines or plots: "Mẫu số 01/BC-TK".
OF_FORM: Final = re.compile(
    r"(?<!\w)(?:mẫu|biểu|phụ lục|điện thoại|đt|tài khoản|thửa|lô|hộp thư)"
    r"\s(?:(?:đất\s)?số\s?:?\s?)?$"
)
# Departments, ministries and divisions: "3455/BGDĐT-GDTrH" is a letter.
_OFFICE: Final = re.compile(
    r"S[A-ZĐ]{2,6}|B(?:CA|CT|QP|NV|TP|TC|XD|YT|KHCN|GDĐT|VHTTDL|NNMT|TNMT|NNPTNT|LĐTBXH|KHĐT|GTVT"
    r"|TTTT|DTTG)|P(?:NV|TCKH|KT|VHXH|VHTT|GDĐT|TP|YT)"
)
_LETTER_SYMBOL: Final = frozenset(["UBND", "HĐND", "VPCP", "BTC", "BNV", "STC", "SNV", "MTTQ"])


@cache
def kind_words() -> re.Pattern[str]:
    """Return the pattern of all words that name a kind, in small letters."""
    return re.compile(free_words(map(lower, data("documents")["words"])))


@cache
def first_words() -> frozenset[str]:
    """Return the words with which names of kinds begin."""
    return Phrases(codes()).firsts


@cache
def kind_begins() -> frozenset[str]:
    """Return names of kinds up to the first letter of their second word, "nghị q"; or in full."""
    return frozenset(word[: word.find(" ") + 2] if " " in word else word for word in codes())


@cache
def codes() -> dict[str, str]:
    """Return the code of each name of a kind, "none" of what only looks like one."""
    return {lower(key): str(code) for key, code in data("documents")["words"].items()}


def kind_named(word: str) -> str | None:
    """Return the code of a kind of document named in small letters, None where it names none."""
    code = codes().get(word)
    return None if code == "none" else code


@lru_cache(maxsize=4096)
def settled_kind(kind: str, symbol: str | None) -> str:
    """Let the letters of the symbol decide where they disagree with the word."""
    if not symbol or symbol.isdigit():
        return kind
    letters = re.split(r"[-/–—_ ]", re.sub(r"^(?:19|20)\d\d\s?[-/–_]\s?", "", symbol))
    known = data("documents")["letters"]
    first = re.sub(r"\d+$", "", letters[0])
    code = known.get(first)
    if code is None:
        letter = kind == "other" and (first in _LETTER_SYMBOL or _OFFICE.fullmatch(first))
        return "CV" if letter else kind
    fitting = data("documents")["agree"]
    return kind if kind in fitting.get(first, fitting.get(code, [code])) else str(code)


def has_letters_of(symbol: str, kind: str) -> bool:
    """Say whether the letters of a symbol name a kind of document themselves."""
    if kind in {"L", "PL"}:
        return True
    return any(
        data("documents")["letters"].get(part) == kind for part in re.split(r"[-/–—_ ]", symbol)
    )
