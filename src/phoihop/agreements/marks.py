"""Authority marks (thể thức ký thay) of State and Party papers, and when a deputy needs one.

State bodies: decree 30/2020, annex I; Party bodies: 36-HD/VPTW, part on signing.
"""

import re
from typing import Final

from phoihop import vntext
from phoihop.agencies.models import AgencyKind
from phoihop.documents.models import Regime

# What may be chosen for a row; behind the letters anything may be typed as printed.
MARKS: Final = {
    Regime.STATE: ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "KT. TRƯỞNG PHÒNG", "KT. GIÁM ĐỐC",
                   "Q. TRƯỞNG PHÒNG", "TL. CHỦ TỊCH", "TUQ. CHỦ TỊCH"),
    Regime.PARTY: ("T/M BAN THƯỜNG VỤ", "T/M BAN CHẤP HÀNH", "K/T TRƯỞNG BAN", "T/L BAN THƯỜNG VỤ",
                   "TUQ BAN THƯỜNG VỤ"),
}  # fmt: skip
# Beginnings that say for whom one signs: KT. and K/T for the head, TL., TUQ. by order.
_FOR_ANOTHER: Final = ("kt", "k/t", "tl", "t/l", "tuq", "q.")
# A collective body may sign by any of its secretaries or vice chairs (Party bodies: T/M).
_FOR_A_BODY: Final = ("t/m",)


# Thay mặt, ký thay, thừa lệnh, thừa ủy quyền, quyền: in letters or in full.
_LETTERS: Final = re.compile(
    r"(?:t[./]?m|k[./]?t|t[./]?l|t[./]?u[./]?q|q|thay mat|ky thay|thua lenh|thua uy quyen|quyen)"
    r"(?:[./|\s]|$)"
)
# Party bodies part these two letters by a stroke, State bodies do not.
_PARTED: Final = re.compile(r"[tk](?P<stroke>/?)[./]?[mtl]\b")
_PARTY: Final = {AgencyKind.PARTY_COMMITTEE, AgencyKind.PARTY_BOARD, AgencyKind.PARTY_UNIT}
# Which of the two ways the others write no rule says: mass organisations, enterprises, media.
_STATE: Final = {
    AgencyKind.STATE_ASSEMBLY,
    AgencyKind.STATE_COMMITTEE,
    AgencyKind.STATE_AGENCY,
    AgencyKind.COURT,
    AgencyKind.PROCURACY,
    AgencyKind.ARMED_FORCES,
    AgencyKind.SCHOOL,
    AgencyKind.HEALTH,
}


def is_known(mark: str) -> bool:
    """Whether it begins with the letters of an authority mark; an empty one says nothing.

    >>> [is_known(mark) for mark in ("T/M BAN THƯỜNG VỤ", "TM. UBND", "Q. GIÁM ĐỐC", "", "ABC")]
    [True, True, True, True, False]
    """
    words = " ".join(vntext.fold(mark).split())
    return not words or _LETTERS.match(words) is not None


def is_of_another(mark: str, kind: str) -> bool:
    """Whether a body of this kind (AgencyKind) writes such a mark with other letters.

    >>> is_of_another("T/M ỦY BAN NHÂN DÂN", AgencyKind.STATE_COMMITTEE)
    True
    >>> is_of_another("TM. BAN THƯỜNG VỤ", AgencyKind.PARTY_COMMITTEE)
    True
    >>> is_of_another("TM. BAN THƯỜNG TRỰC", AgencyKind.MASS_ORGANISATION)
    False
    """
    found = _PARTED.match(vntext.fold(mark).strip())
    if found is None:
        return False
    return kind in (_STATE if found["stroke"] else _PARTY)


def needs_kt(title: str, mark: str) -> bool:
    """Whether a deputy would sign without saying for whom.

    >>> needs_kt("PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN")
    True
    >>> needs_kt("PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH")
    False
    >>> needs_kt("PHÓ BÍ THƯ", "T/M BAN THƯỜNG VỤ")
    False
    """
    if not vntext.nfc(title).strip().lower().startswith("phó "):
        return False
    words = vntext.fold(mark).replace("|", " ").split()
    return not any(word.startswith(_FOR_ANOTHER + _FOR_A_BODY) for word in words)


def mark_of_deputy(title: str, regime: str) -> str:
    """The mark for which a deputy of this position signs.

    >>> mark_of_deputy("Phó Trưởng phòng", Regime.STATE)
    'KT. TRƯỞNG PHÒNG'
    """
    head = title.split(maxsplit=1)[1] if len(title.split()) > 1 else title
    return f"{'K/T' if regime == Regime.PARTY else 'KT.'} {head.upper()}"
