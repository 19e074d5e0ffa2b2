"""Finding the names of persons among capitals: families, forms of address, posts beside them."""

from __future__ import annotations

import sys
from typing import Final, NamedTuple

from phoihop.reader.capitals import (
    LEVELS,
    STRONG_FAMILIES,
    WEAK_FAMILIES,
    follows_level,
    is_capital_word,
    is_half_of_place,
    is_listed_place,
    is_named_after,
)
from phoihop.reader.families import (
    FAMILIES,
    ends_place,
    has_apostrophe,
    is_family,
    is_mans_family,
    is_parted,
    is_womans_family,
)
from phoihop.reader.foreign import foreign_end
from phoihop.reader.lexicon import phrases, words
from phoihop.reader.tokens import Tokens
from phoihop.reader.vocabulary import APOSTROPHES
from phoihop.vntext.spelling import is_syllable

LONGEST: Final = 5
_LONGEST_RUN: Final = 8
_FEWEST: Final = 2  # syllables
_FULL: Final = 3  # syllables of a name that needs no other sign
# Starters that are names as well but for what follows.
_STARTS_VERB: Final = {"phát": {"biểu", "động", "huy"}, "tham": {"dự", "gia", "luận"}}
_HEADS_HAMLET: Final = frozenset(["trưởng", "phó"])
_OTHER_WORDS: Final = frozenset(["phòng hộ", "bảo hộ", "ủng hộ", "hội nhà", "hội luật", "hội nghệ"])
_OTHER_ADDRESS: Final = frozenset(["ông", "bà"])
_COMMITTEES: Final = frozenset(["ủy", "đoàn"])  # "Bí thư Huyện ủy | H’ Mít"
_MARKS: Final = frozenset(",-–")
_BULLETS: Final = frozenset("\n-–+•*")
_BODIES: Final = phrases("bodies", "heads")
_ADDRESS: Final = phrases("people", "address", "called")
_TITLES: Final = phrases("people", "titles")
_WEAK_ADDRESS: Final = words("people", "weak_address") | words("people", "called")
_POSTS: Final = phrases("positions", "heads")
_MIDDLES: Final = words("people", "middles")
_STARTERS: Final = words("people", "starters")
_NO_PART: Final = frozenset(["tại", "về", "và", "với", "của", "cho", "trong", "theo"])
_COMPOUNDS: Final = words("words", "compounds")
_DOUBLE_FAMILIES: Final = words("people", "double_families")
_NARROW: Final = 3  # letters; a wider gap parts two columns
_NEVER: Final = words("people", "no_persons") | words("people", "history")
# A longer name may begin as a short one of history does: "Trần Phú Hữu".
_NEVER_BEGINS: Final = tuple(f"{name} " for name in _NEVER if name.count(" ") > 1)
_VILLAGE_ENDS: Final = words("people", "village_ends")
_PLACES: Final = words("people", "places")
_LONG_SECONDS: Final = STRONG_FAMILIES | {"thị"}  # "Dương Lê Hoàng Tấn Mít": five syllables
ADDRESS_BEGINS: Final = _ADDRESS.firsts | _TITLES.firsts | {"đ"}
# What a name or the address before it can begin with, but for names with apostrophes.
_HIGHLANDS: Final = frozenset(
    ["siu", "ksor", "kpă", "rmah", "rcom", "rahlan", "niê", "mlô", "êban", "byă", "hmok", "alăng",
     "bríu", "zơrâm", "pơloong", "ating", "coor", "bling"]
)  # fmt: skip
_SHORT_DEGREES: Final = frozenset(["ts", "cn", "bs", "ks", "gs", "ds", "đd"])
_LISTS: Final = frozenset(";:")
_BEGINS: Final = ADDRESS_BEGINS | FAMILIES | {"y", "h", "a", "nay"} | _LISTS
_PLACE_BEGINS: Final = words("boilerplate", "place_begins") - {"cư"}  # a family, too
_ALWAYS: Final = _LISTS | {"đ"}  # whatever stands behind them, small or not


class Name(NamedTuple):
    """tokens[first:last] is a name. addressed: "đồng chí", "ông" or a degree stands before it."""

    first: int
    last: int
    addressed: bool
    certain: bool  # without further signs


def find_names(tokens: Tokens, first: int = 0, stop: int = sys.maxsize) -> list[Name]:
    """Return names in text order; a doubtful one is marked as not certain.

    first, stop: the tokens at which they may begin.
    """
    found: list[Name] = []
    until = first
    for at in _beginnings(tokens):
        if at < until:
            continue
        if at >= stop:
            break
        listed = tokens.lows[at] in _LISTS
        name = _listed_name(tokens, at + 1) if listed else _name_at(tokens, at)
        if name is not None and tokens.lows[name.first] not in _PLACE_BEGINS:
            found.append(name)
            until = name.last  # "già làng Kon Mít": of which village
    return found


def _beginnings(tokens: Tokens) -> list[int]:
    """Return where a name may begin: at a capital, or at a form of address however written."""
    capitals = [at for at in _families(tokens) if tokens[at].is_capital]
    addressed = (*_ADDRESS.beginnings(tokens), *_TITLES.beginnings(tokens))
    return sorted({*capitals, *addressed, *tokens.places(_ALWAYS)})


def _families(tokens: Tokens) -> list[int]:
    """Return where a word stands that may begin a name; most words begin none."""
    if any(mark in tokens.source.clean for mark in APOSTROPHES):
        return [
            at
            for at, low in enumerate(tokens.lows)
            if low in _BEGINS or not APOSTROPHES.isdisjoint(low)
        ]
    return tokens.places(_BEGINS)


def _name_at(tokens: Tokens, at: int) -> Name | None:
    address = address_length(tokens, at)
    if address:
        # "bầu 2 đ/c. | Ông Lê Văn Mít": found at the other one
        again = tokens.around[at + address] in _OTHER_ADDRESS and not _is_rare_family(
            tokens, at + address
        )
        return None if again else _addressed_name(tokens, at, at + address)
    doubtful = tokens[at].text in {"A", "H", "Nay"}  # whether what begins the name is no family
    if tokens.lows[at] == "thị" and is_womans_family(tokens, at - 1):
        at -= 1
    elif tokens.lows[at] == "văn" and is_mans_family(tokens, at - 1):
        at, doubtful = at - 1, True
    elif not is_family(tokens, at):
        return None
    last = _run_end(tokens, at, by_family=True)
    if is_parted(tokens, at):
        placed = ends_place(tokens, at) and tokens.around[at - 1] not in _COMMITTEES
        return None if placed else Name(at, last, False, False)
    if last == at + 1 and has_apostrophe(tokens[at]):
        return None if ends_place(tokens, at) else Name(at, last, False, False)
    if last - at < _FEWEST or _is_no_name(tokens, at, last) or _begins_with_place(tokens, at, last):
        return None
    return Name(at, last, False, not doubtful and _is_certain(tokens, at, last))


def _addressed_name(tokens: Tokens, at: int, first: int) -> Name | None:
    """Return the name behind "đồng chí" or "ông"; of any family, but not a headline's capitals."""
    capitals = tokens[at].is_upper and first < len(tokens) and tokens[first].is_upper
    if capitals and tokens[at].is_word and first - at > 1:
        return None
    last = max(_run_end(tokens, first, by_family=False), foreign_end(tokens, first))
    if last == first + 1 and has_apostrophe(tokens[first]):  # "K’Choi" is a whole name
        return Name(first, last, True, True)
    if f"{tokens.around[at]} {tokens.around[first]}" in _PLACES:
        return None  # "Bà Rịa Vũng Tàu"
    weak = " ".join(tokens.around[at:first]) in _WEAK_ADDRESS
    whole = not weak or _is_of_highlands(tokens, first)
    if last - first < (_FEWEST if whole else _FULL) or _is_no_name(tokens, first, last):
        return None
    body = tokens.around[first] not in FAMILIES and _BODIES.length(tokens, first)
    if weak and (tokens[first].is_upper or body):
        return None  # "học sinh Trường Mầm Non Hoa Mít", "HỘ TỊCH GIAI ĐOẠN"
    return Name(first, last, True, True)


def _is_rare_family(tokens: Tokens, at: int) -> bool:
    """ "Đại tá | Ông Văn Mít": right behind a rank a family with its middle word."""
    middle = f"{tokens.around[at]} {tokens.around[at + 1]}" in {"ông văn", "ông thị", "bà thị"}
    return middle and tokens[at].is_capital and not tokens[at].is_upper and tokens[at - 1].is_word


def _is_of_highlands(tokens: Tokens, first: int) -> bool:
    """ "chị Y Mơ", "anh A Mít", "chị H'Mơ Niê": two syllables are a whole name."""
    if first >= len(tokens):
        return False
    token = tokens[first]
    return token.text in {"A", "Y"} or token.low in _HIGHLANDS or has_apostrophe(token)


def _listed_name(tokens: Tokens, first: int) -> Name | None:
    """Return a name of a family not known that a list tells with a post: "; Quảng Văn Mít, ..."."""
    while tokens.around[first] in _BULLETS:
        first += 1
    if first >= len(tokens) or not is_capital_word(tokens[first]) or tokens[first].is_upper:
        return None
    low = tokens.lows[first]
    if low in FAMILIES or low in LEVELS or low in ADDRESS_BEGINS or low in _POSTS.firsts:
        return None
    last = _run_end(tokens, first, by_family=True)
    if last - first < _FULL or tokens.around[last] not in _MARKS or _BODIES.length(tokens, first):
        return None
    if _is_no_name(tokens, first, last) or not _POSTS.length(tokens, last + 1):
        return None
    place = f"{low} {tokens.around[first + 1]}" in _PLACES
    spelled = all(is_syllable(tokens.lows[at]) for at in range(first, last))
    return Name(first, last, False, True) if spelled and not place else None


def address_length(tokens: Tokens, at: int) -> int:
    """Return the length of "đồng chí", "ông", "TS." and the like, with what belongs to them."""
    if tokens.around[at] not in ADDRESS_BEGINS:
        return 0
    total = _ADDRESS.length(tokens, at)
    if total and f"{tokens.around[at - 1]} {tokens.around[at]}" in _OTHER_WORDS:
        # "Ban Quản lý rừng phòng hộ | Lê Văn Mít", "Chủ tịch Hội Nhà báo | Lê Văn Cam"
        return 0
    if (
        not total
        and tokens.around[at] == "đ"
        and tokens.around[at + 1] == "."
        and tokens.around[at + 2] == "c"
    ):
        total = 3
    step = at + total
    if total and tokens.around[step] == "." and not tokens.spaced(step):
        # a short form has its stop, "đ/c."; behind "34 đồng chí." a sentence begins
        step += not is_syllable(tokens.lows[step - 1])
    if total and tokens.around[step] == ":":
        step += 1
    while tokens.around[step] in _TITLES.firsts and (title := _title_length(tokens, step)):
        step += title
    return step - at


def _title_length(tokens: Tokens, at: int) -> int:
    length = _TITLES.length(tokens, at)
    if not length or (not tokens[at].is_capital and tokens[at].low in _SHORT_DEGREES):
        return 0
    return length + (tokens.around[at + length] in {".", ","} and tokens[at].text != tokens[at].low)


def _run_end(tokens: Tokens, first: int, *, by_family: bool) -> int:
    """Return the end of the capitals that can be one name from `first` on."""
    last = first
    limit = min(len(tokens), first + LONGEST)
    while last < limit and _continues(tokens, first, last):
        last += 1
    while last - first >= _FEWEST and _is_cut(tokens, last):
        last -= 1
    if by_family and last - first == LONGEST and not _is_long_name(tokens, first):
        last -= 1
    return last


def _continues(tokens: Tokens, first: int, at: int) -> bool:
    token = tokens[at]
    if not token.is_word:
        # "H’ Mít", "Kpă H’ Mít"
        return token.text in APOSTROPHES and at > first and is_parted(tokens, at - 1)
    if at == first:
        return token.is_capital
    if not token.is_capital:
        return at == first + 1 and _is_slip(tokens, first, at) and _is_next_word(tokens, at)
    if token.text in {"TTXVN", "VGP", "Ông", "Bà"} or not _is_next_word(tokens, at):
        return False
    if at > first + 1 and _is_behind_name(tokens, at):
        return False
    return token.is_upper == tokens[first].is_upper or len(token.text) == 1


def _is_behind_name(tokens: Tokens, at: int) -> bool:
    """ "đồng chí Lê Văn Mít | Phó Bí thư", "NGUYỄN VĂN MÍT | TẠI BUỔI LÀM VIỆC"."""
    token = tokens[at]
    if token.is_upper and token.low in _NO_PART:
        return True
    if token.low == "p" and tokens.around[at + 1] == "." and not tokens.spaced(at + 1):
        return _POSTS.length(tokens, at + 2) > 0  # "đ/c Lê Văn Mít | P.CT UBND huyện"
    return token.low in _POSTS.firsts and _POSTS.length(tokens, at) > 1


def _is_slip(tokens: Tokens, first: int, at: int) -> bool:
    """A small letter by mistake within a name: "Nguyễn xuân Danh"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        at == first + 1
        and following is not None
        and following.is_capital
        and following.is_word
        and not following.is_upper
        and not tokens[first].is_upper
        and tokens.around[first] in STRONG_FAMILIES
        and token_is_middle(tokens.around[at])
        and not _POSTS.length(tokens, at + 1)
    )


def token_is_middle(low: str) -> bool:
    """Say whether a syllable is one of those that stand in the middle of many names."""
    return low in _MIDDLES


def _is_cut(tokens: Tokens, last: int) -> bool:
    """Say whether the last capital of a run begins something else: "Đoàn Thanh | niên"."""
    token = tokens[last - 1]
    if token.low in _STARTERS and last < len(tokens) and not tokens[last].is_capital:
        # "Chủ tịch UBND tỉnh Lê Văn Được chủ trì", "thí sinh Lê Tấn Phát đã đạt giải"
        verb = _STARTS_VERB.get(token.low)
        if tokens.around[last - 2] in {"văn", "thị"} or (
            verb is not None and tokens.around[last] not in verb
        ):
            return False
        return tokens[last].is_word or tokens[last].is_number or token.low in {"ngày"}
    pair = f"{token.low} {tokens.around[last]}"
    following_is_small = last < len(tokens) and not tokens[last].is_capital
    return (following_is_small or token.is_upper) and pair in _COMPOUNDS


def _is_long_name(tokens: Tokens, first: int) -> bool:
    pair = f"{tokens.around[first]} {tokens.around[first + 1]}"
    return pair in _DOUBLE_FAMILIES or tokens.around[first + 1] in _LONG_SECONDS


def _is_no_name(tokens: Tokens, first: int, last: int) -> bool:
    whole = " ".join(tokens.lows[first:last])
    if whole in _NEVER:
        return not _serves_now(tokens, last)
    if whole in _PLACES or whole.startswith(_NEVER_BEGINS):
        return True
    hamlet = last - first == _FEWEST and tokens.around[first + 1] in _VILLAGE_ENDS
    if hamlet and tokens.around[first - 2] in _HEADS_HAMLET:
        return True  # "Trưởng thôn Lê Xá"
    name = tokens[first:last]
    if any(each.is_upper for each in name) and not all(
        each.is_upper or len(each.text) == 1 for each in name
    ):
        return True
    if _POSTS.length(tokens, first) > 1:
        return True
    pair = f"{tokens.around[first]} {tokens.around[first + 1]}"
    return pair in _COMPOUNDS or is_named_after(tokens, first)


def _serves_now(tokens: Tokens, last: int) -> bool:
    """ "Nguyễn Tất Thành – Phó Bí thư": a namesake who holds a post today."""
    if tokens.around[last] not in {"-", "–"} or tokens.around[last + 1] in {"tổng", "thủ"}:
        return False
    return _POSTS.length(tokens, last + 1) > 1


def _begins_with_place(tokens: Tokens, first: int, last: int) -> bool:
    """ "Tỉnh ủy Hà Nam Lê Thị B", "xã Đồng Mơ Lê Văn C": the name begins behind the place."""
    pair = f"{tokens.around[first]} {tokens.around[first + 1]}"
    across = f"{tokens.around[first - 1]} {tokens.around[first]}"
    if across in _PLACES and tokens[first - 1].is_capital:
        return last - first >= _FULL  # the second half of "Bắc Ninh"
    if is_half_of_place(tokens, first, last) or is_listed_place(tokens, first):
        return True
    if not follows_level(tokens, first) and pair not in _PLACES:
        return False
    end = first
    while end < len(tokens) and end - first < _LONGEST_RUN and _continues(tokens, first, end):
        end += 1
    return last - first >= _FULL and any(
        tokens.around[at] in STRONG_FAMILIES or (at > first + 1 and is_family(tokens, at))
        # no town has a family's name alone: "Chủ tịch HĐND thành phố Lương Nguyễn Minh Mít"
        for at in range(first + 1 + (tokens.around[first] in STRONG_FAMILIES), end - _FEWEST)
    )


def _is_next_word(tokens: Tokens, at: int) -> bool:
    """Say whether a blank parts a token from the one before, no gap as between two columns."""
    start, end = tokens.ends[at - 1], tokens.starts[at]
    return 0 < end - start <= _NARROW and "\t" not in tokens.source.clean[start:end]


def _is_certain(tokens: Tokens, first: int, last: int) -> bool:
    """Three syllables and a strong family name, not in a place's stead, not in capitals."""
    if tokens[first].is_upper or follows_level(tokens, first):
        return False
    if not all(tokens[at].is_capital for at in range(first, last)):
        return False
    if last - first < _FULL:
        return False
    return tokens.around[first] not in WEAK_FAMILIES or tokens.around[first + 1] == "thị"


def text_of(tokens: Tokens, first: int, last: int) -> str:
    """Return the words of a token span with single blanks."""
    return tokens.source.words(tokens.starts[first], tokens.ends[last - 1])
