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
_LEVELS: Final = frozenset(["xa", "phuong", "tran", "huyen", "quan", "pho", "tinh", "khu", "tp"])
_COMMITTEES_OF: Final = frozenset(["huyen", "tinh", "thanh", "thi", "quan", "dang"])
# A post that says nothing of its body.
_BARE_POST: Final = re.compile(
    r"(?:quyen |nguyen |q )?(?:pho )?(?:tong )?(?:chu tich|bi thu|chu nhiem|giam doc|hieu truong"
    r"|vien truong|chanh an|chanh van phong|chanh thanh tra|cuc truong|vu truong|doi truong"
    r"|tram truong|truong(?: ban| phong| doan| khoa| bo mon)?|thu truong|bo truong)"
    r"(?: thuong truc)?"
)
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_DASH: Final = re.compile(r"\s*[-‐‑–—]\s*")
# As a register may have typed it; SQL compares what is stored letter by letter.
_DASHES: Final = (" - ", " – ", " — ", "-", "–", "—")


def body_key(name: str) -> str:
    """The key by which two names of bodies are the same: canonical, all dashes alike."""
    return _DASH.sub(" - ", vntext.canonical(name))


def spoken(name: str) -> str:
    """The name folded, with its letters written out: "UBND huyện" as "uy ban nhan dan huyen"."""
    words = " ".join(_NOT_A_WORD.sub(" ", vntext.fold(name)).split())
    return _WRITTEN_OUT.sub(lambda found: _LETTERS[found[1]], words)


def variants(name: str) -> set[str]:
    """The ways in which the register may hold the folded name: letters, words, any dash."""
    plain = " ".join(vntext.fold(name).split())
    whole = spoken(name)
    short = whole
    for letters, words in _LETTERS.items():
        short = re.sub(rf"\b{words}\b", letters, short)
    found = {whole, short, plain, *(_DASH.sub(dash, plain) for dash in _DASHES)}
    return found | {_BEGINS_THE_ONE_ABOVE.sub(", ", one) for one in found}


def place_in(tail: str) -> str:
    """What is left of a name's end without the word for its level: "huyen an lac" as "an lac"."""
    return _BEFORE_A_PLACE.sub("", tail.strip())


def begins(name: str, start: str) -> bool:
    """`name` is `start` with more words behind it."""
    return name.startswith(start + " ")


def place_named(body: str) -> str:
    """The place in the name of a body, as `spoken` writes it: of "UBND xã Hòa Thạnh"; else ""."""
    words = body.replace(",", " ").split()
    folded = [spoken(word) for word in words]
    at = max((at for at in range(len(words)) if _ends_level(folded, at)), default=len(words))
    place = words[at + 1 :]
    named = bool(place) and all(word[0].isupper() for word in place)
    return spoken(" ".join(place)) if named else ""


def _ends_level(folded: list[str], at: int) -> bool:
    """Whether a word says of which level a place is: "xã", the second one of "Huyện ủy"."""
    before = folded[at - 1] if at else ""
    return folded[at] in _LEVELS or (folded[at] == "uy" and before in _COMMITTEES_OF)


def is_bare_post(title: str) -> bool:
    """Whether a title says nothing of its body: "Chủ tịch" is held in every place."""
    return _BARE_POST.fullmatch(spoken(title)) is not None
