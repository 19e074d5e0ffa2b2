"""Who pledge to each other in a contest: the members of its cluster, named or told in one."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.facts import Named
from phoihop.reader.parties import party_list, places_listed
from phoihop.reader.tokens import Tokens

_KINDS: Final = (
    r"(?:cơ quan|đơn vị|địa phương|ngành|sở|trường|doanh nghiệp|đoàn thể"
    r"|(?P<level>tỉnh|huyện|xã|phường))"
)
# "các đơn vị thành viên trong Cụm: ", "Cụm thi đua số 3, bao gồm các địa phương: "
_MEMBERS: Final = re.compile(
    r"(?<!\w)(?:thành viên (?:trong |của |thuộc )?(?:cụm|khối)(?: thi đua)?[^.,:;\n]{0,40}: ?"
    r"|(?:cụm|khối)(?: thi đua[^.,:;()\n]{0,60})?,? \(?(?:bao )?gồm(?: có)? "
    rf"(?=(?:các |\d{{1,2}} )?(?:{_KINDS}|huyện đoàn|đoàn xã|đảng ủy|hội [^.,:;\n]{{3,16}}):? ))"
)
_OF_LEVEL: Final = re.compile(r"(?:các|\d{1,2}) (?P<level>tỉnh|huyện|xã|phường|quận):? ")
_LIST_END: Final = re.compile(
    r"(?:,| và| cùng)? (?:các |\d{1,2} )?(?:đơn vị )?khách mời|[.)\n](?=\s)|\n|[.)]?\Z"
)
# "đại diện | các đơn vị trong Khối thi đua | đã ký kết"
_TOGETHER: Final = re.compile(
    r"(?<!\w)(?P<who>(?:các|\d{1,3}) (?:cơ quan|đơn vị|địa phương|ngành|sở|trường|xã|phường)"
    r"(?:, (?:cơ quan|đơn vị|địa phương|ngành))?(?: [^\W\d]+){0,4}?"
    r" (?:trong|thuộc|của|thành viên(?: của| trong| thuộc)?) (?:cụm|khối)(?: thi đua)?"
    r"(?: số \w{1,4})?) (?:đã|cùng|tiến hành|ký|thống nhất|thảo luận|lần lượt)(?!\w)"
)
_PLEDGED: Final = re.compile(r"[^.;\n]{0,30}?(?<!\w)ký(?!\w)(?! túc)")
_CLUSTER: Final = re.compile(r"(?<!\w)(?:cụm|khối)(?! lượng| tài sản)(?!\w)")
_OF_CONTEST: Final = ("cụm thi đua", "khối thi đua", "cụm ", "khối ")
_REACH: Final = 600
_TWO: Final = 2


def members(tokens: Tokens) -> tuple[Named, ...]:
    """Return the members that a text lists; else what it calls all of them, as one party."""
    low = tokens.source.low
    if "cụm" not in low and "khối" not in low:
        return ()
    listed = _listed(tokens)
    if listed:
        return listed
    together = _TOGETHER.finditer(low)
    told = next((each for each in together if _PLEDGED.match(low, each.end("who"))), None)
    return (tokens.source.named(*told.span("who")),) if told else ()


def names_cluster(*told: str) -> bool:
    """Say whether a cluster of a contest is named: "Khối thi đua số 7", "các trường trong Cụm"."""
    return any(_CLUSTER.search(each) for each in told)


def of_contest(parties: tuple[Named, ...]) -> bool:
    """Say whether no partners are told, but perhaps a cluster and the body it belongs to."""
    return len(parties) < _TWO or sum(map(_is_cluster, parties)) == 1


def without_clusters(parties: tuple[Named, ...]) -> tuple[Named, ...]:
    return () if any(map(_is_cluster, parties)) else parties


def _is_cluster(party: Named) -> bool:
    return party.name.lower().startswith(_OF_CONTEST)


def _in_brackets(low: str, start: int, end: re.Match[str]) -> bool:
    """ "Sở Y tế (Trưởng khối | ) và Sở Tư pháp": a bracket that the list itself has opened."""
    inside = low[start : end.end()]
    return end.group().startswith(")") and inside.count("(") >= inside.count(")")


def _listed(tokens: Tokens) -> tuple[Named, ...]:
    low = tokens.source.low
    told = _MEMBERS.search(low)
    if told is None:
        return ()
    ends = _LIST_END.finditer(low, told.end(), min(len(low), told.end() + _REACH))
    end = next((each for each in ends if not _in_brackets(low, told.end(), each)), None)
    if end is None or end.end() == told.end() + _REACH:
        return ()
    of_level = _OF_LEVEL.match(low, told.end())
    if of_level and tokens.source.clean[of_level.end()].isupper():
        first, last = tokens.at_offset(of_level.end()), tokens.at_offset(end.start())
        head = tokens.source.words(*of_level.span("level"))
        return tuple(places_listed(tokens, first, last, head))
    found: list[Named] = []
    at = told.end()
    while at < end.start():
        stop = low.find(";", at, end.start())
        stop = stop if stop >= 0 else end.start()
        listed = party_list(tokens, at, stop)
        if not listed:
            break
        found += listed
        at = stop + 1
    return tuple(found)
