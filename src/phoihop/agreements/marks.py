"""Authority marks (thể thức ký thay) of State and Party papers, and when a deputy needs one.

State bodies: decree 30/2020, annex I; Party bodies: 36-HD/VPTW, part on signing.
"""

from typing import Final

from phoihop import vntext
from phoihop.documents.models import Regime

# What may be chosen for a row; anything else may be typed as printed.
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
