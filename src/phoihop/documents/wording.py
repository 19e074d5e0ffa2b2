"""What the words of a citation say of the paper they mean: number, session, day, year, issuer.

"chỉ thị số 07" gives kind and number; "Nghị quyết TW8 khóa XI" the session; "Nghị quyết Đại hội
XIII" the congress. The reader finds these; what people type shorter than a text does is added here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from phoihop import vntext
from phoihop.documents.numbers import parse_code
from phoihop.reader.distinct import merge
from phoihop.reader.documents import find_references
from phoihop.reader.normal import normalise
from phoihop.reader.tokens import tokenize

_CODE: Final = re.compile(
    r"\d{1,5}\s*[-/]\s*(?:\d{4}\s*/\s*)?[^\W\d_]\w*(?:\s*[-/]\s*[^\W\d_][\w.]*)*"
)
_NUMBER: Final = re.compile(r"\bsố\s+(\d{1,5})\b", re.IGNORECASE)
_SESSION: Final = re.compile(
    r"(?:TW|trung ương)\s*(\d{1,2})\b(?:[\s,(]*(?:khóa|khoá)\s+([IVX]+))?", re.IGNORECASE
)
_CONGRESS: Final = re.compile(r"(?:ĐH|đại hội)[^\d,.;]{0,40}?\b([IVX]+)\b", re.IGNORECASE)
_TERM: Final = re.compile(r"nhiệm kỳ\s+((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)", re.IGNORECASE)
_YEAR: Final = re.compile(r"\bnăm\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_MOST_CLUES: Final = 20


@dataclass(frozen=True)
class Reference:
    """One paper as the words tell it. kind, ordinal, issuer: "" where they do not say.

    ordinal: "8/XI" a session of the Central Committee, "8/" one whose term is not said, "ĐH XIII".
    """

    kind: str = ""
    number: int | None = None
    code_key: str = ""
    ordinal: str = ""
    day: date | None = None
    issuer: str = ""

    @property
    def clue(self) -> str:
        """The key under which a paper registered later finds these words."""
        if self.code_key:
            return f"code:{self.code_key}"
        if self.ordinal:
            return f"ord:{vntext.fold(self.ordinal)}"[:80]
        return f"no:{self.number}" if self.number is not None else ""


@dataclass(frozen=True)
class Wording:
    """The words of a citation taken apart."""

    words: str
    references: tuple[Reference, ...]
    year: int | None = None
    term: tuple[int, int] | None = None

    def clues(self) -> list[str]:
        """Each once."""
        return list(dict.fromkeys(ref.clue for ref in self.references if ref.clue))[:_MOST_CLUES]


def read_wording(words: str) -> Wording:
    """Take the words of a citation apart."""
    plain = vntext.nfc(" ".join(words.split()))[:500]
    found = [_reference(one) for one in merge(find_references(tokenize(normalise(plain))))]
    known = {reference.code_key for reference in found}
    for code in _CODE.findall(plain):
        key = vntext.symbol_key(code)[:60]
        if key not in known:
            parsed = parse_code(code)
            number = parsed.number if parsed else None
            found.append(Reference(parsed.kind if parsed else "", number, key))
    if not any(reference.clue for reference in found):
        found = list(_typed_short(plain))
    year, term = _YEAR.search(plain), _TERM.search(plain)
    return Wording(
        plain,
        tuple(reference for reference in found if reference.clue),
        int(year[1]) if year else None,
        (int(term[1]), int(term[2])) if term else None,
    )


def clues_of_paper(code_key: str, number: int | None, ordinal: str, subject: str) -> list[str]:
    """The keys under which citations may mean a paper that is registered now."""
    keys = [f"code:{code_key}"] if code_key else []
    if number is not None:
        keys.append(f"no:{number}")
    said = [ordinal, *(ref.ordinal for ref in read_wording(subject).references)]
    for one in filter(None, said):
        keys.append(f"ord:{vntext.fold(one)}"[:80])
        if "/" in one:
            keys.append(f"ord:{one.partition('/')[0]}/")
    return list(dict.fromkeys(keys))


def _reference(found: object) -> Reference:
    """A mention as the reader gives it."""
    kind = str(getattr(found, "kind", "") or "")
    number, symbol = getattr(found, "number", None), getattr(found, "symbol", None)
    code_key = vntext.symbol_key(f"{number}-{symbol}")[:60] if symbol else ""
    day = getattr(found, "date", None)
    return Reference(
        kind="" if kind == "other" else kind,
        number=number,
        code_key=code_key,
        ordinal=str(getattr(found, "ordinal", "") or ""),
        day=date.fromisoformat(day) if day and len(day) == len("2019-03-01") else None,
        issuer=str(getattr(found, "issuer", "") or ""),
    )


def _typed_short(plain: str) -> Iterator[Reference]:
    """ "NQ TW 4 khóa XII", "TW8", "ĐH XIII", "văn bản số 5": as one types for oneself."""
    if found := _SESSION.search(plain):
        yield Reference("NQ", ordinal=f"{int(found[1])}/{(found[2] or '').upper()}")
    elif found := _CONGRESS.search(plain):
        yield Reference("NQ", ordinal=f"ĐH {found[1].upper()}")
    elif found := _NUMBER.search(plain):
        yield Reference(number=int(found[1]))
