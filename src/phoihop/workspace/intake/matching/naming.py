"""How names of bodies and posts are compared: without marks, letters written out, place apart."""

import re
from typing import Final

from phoihop import vntext

# Letters that stand for words in the names of bodies and posts (domain/organisations.md).
_LETTERS: Final = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
    "ubkt": "uy ban kiem tra",
    "tand": "toa an nhan dan",
    "vksnd": "vien kiem sat nhan dan",
    "btg": "ban tuyen giao",
    "btv": "ban thuong vu",
    "uvbtv": "uy vien ban thuong vu",
    "bch": "ban chap hanh",
    "ldld": "lien doan lao dong",
    "lhpn": "lien hiep phu nu",
    "ccb": "cuu chien binh",
    "tncs": "thanh nien cong san",
    "gddt": "giao duc va dao tao",
    "gd dt": "giao duc va dao tao",
    "tw": "trung uong",
}
_WRITTEN_OUT: Final = re.compile(
    rf"\b({'|'.join(sorted(map(re.escape, _LETTERS), key=len, reverse=True))})\b"
)
# The committee above stands between a board and its place: "Ban Tuyên giáo Huyện ủy An Lạc".
_BEFORE_A_PLACE: Final = re.compile(
    r"^(?:(?:(?:dang|huyen|tinh|thanh|thi|quan) uy|uy ban nhan dan"
    r"|huyen|tinh|xa|phuong|thi xa|thi tran|thanh pho|quan|dac khu|tp)(?: |$))+"
)
# Before such a word a register may write a comma: "Ban Xây dựng Đảng, Đảng ủy xã Bình An".
_BEGINS_THE_ONE_ABOVE: Final = re.compile(
    r" (?=(?:dang|huyen|tinh|thanh|thi|quan) uy\b|uy ban nhan dan\b|ubnd\b)"
)
_NOT_A_WORD: Final = re.compile(r"[\W_]+")


def spoken(name: str) -> str:
    """The name folded, with its letters written out: "UBND huyện" as "uy ban nhan dan huyen"."""
    words = " ".join(_NOT_A_WORD.sub(" ", vntext.fold(name)).split())
    return _WRITTEN_OUT.sub(lambda found: _LETTERS[found[1]], words)


def variants(name: str) -> set[str]:
    """The ways in which the register may hold the folded name: as it stands, letters, words."""
    plain = " ".join(vntext.fold(name).split())
    whole = spoken(name)
    short = whole
    for letters, words in _LETTERS.items():
        short = re.sub(rf"\b{words}\b", letters, short)
    found = {plain, whole, short}
    return found | {_BEGINS_THE_ONE_ABOVE.sub(", ", one) for one in found}


def place_in(tail: str) -> str:
    """What is left of a name's end without the word for its level: "huyen an lac" as "an lac"."""
    return _BEFORE_A_PLACE.sub("", tail.strip())


def begins(name: str, start: str) -> bool:
    """`name` is `start` with more words behind it."""
    return name.startswith(start + " ")
