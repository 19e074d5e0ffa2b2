"""The body that issues a paper without a letterhead, as its first paragraphs or its foot tell."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.document_words import kind_named
from phoihop.reader.facts import Named
from phoihop.reader.head_words import names_a_body
from phoihop.reader.normal import Source
from phoihop.reader.vocabulary import lower
from phoihop.vntext import nfc

_FOR: Final = re.compile(r"\n[^\S\n]*T/?M\.? +(?P<body>[^\na-zđ]{6,80}?)[ .]*(?=\n)")
_AUTHORITY: Final = re.compile(
    r"\n[^\S\n]*(?:(?:CHÁNH ÁN|VIỆN TRƯỞNG|BỘ TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CHỦ NHIỆM"
    r"|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG) )?(?P<body>[^\Wa-z\d_](?:[^\na-z\d;:.|]){5,90}?)"
    r"[ ,:]{0,3}\n(?:[^\S\n]*KHÓA [^\n]{1,60}\n)?\s{0,9}[-–+•*]?[ \t]?Căn cứ(?!\w)"
)
_LEVELS: Final = (
    "tỉnh ", "thành phố ", "huyện ", "quận ", "thị xã ", "xã ", "phường ", "thị trấn ",
)  # fmt: skip
_REACH: Final = 6000
_LONGEST: Final = 140
_SHORTEST: Final = 5
_CLAUSE: Final = re.compile(r"[;,:.|](?=\s)|\n\s*\n|[.;]\n|\d{4}\n")
# "Ủy ban nhân dân tỉnh ban hành | Kế hoạch": the paper itself, not one on whose grounds it is.
_ISSUES: Final = re.compile(
    r"\s(?:ban hành|xây dựng|đề ra|công bố|thông báo)\s(?P<kind>(?:kế hoạch|chương trình|nghị quyết"
    r"|chỉ thị|quyết định|quy định|quy chế|hướng dẫn|đề án|kết luận|thông báo|thông tri)(?!\w)"
    r"|(?:về )?việc(?!\w))"
)
_LETS_KNOW: Final = "TB"  # "thông báo về việc ..." names no other kind
# What was issued once, or by others: before the body and behind the paper, in its sentence.
_ONCE: Final = re.compile(
    r"(?<!\w)(?:trước (?:đây|đó|kia)|vừa qua|mới đây|năm (?:ngoái|trước)|đã|từng|nguyên|theo đó"
    r"|sau đó|cùng thời gian)(?!\w)"
)
_OF_OTHERS: Final = re.compile(
    r"(?<!\w)(?:riêng|khác|trước (?:đây|đó)|năm (?:ngoái|trước)|không thuộc|thay thế)(?!\w)"
)
_SENTENCE: Final = re.compile(r"[.;](?=\s)|\n\s*\n")
_PLACED: Final = re.compile(r"(?:số|ngày)\s\d")  # behind the kind: another paper


def issuer_told(source: Source, subject: Named | None, kind: str | None) -> Named | None:
    """Return who issues a paper that names its issuer in no head.

    At its foot, "TM. ỦY BAN NHÂN DÂN TỈNH"; in the first line of its subject, "THƯ KÊU GỌI | của
    Ủy ban Mặt trận ..."; or where the text says who issues it. kind: the code of the paper.
    """
    return (
        _at_foot(source)
        or _of_subject(source, subject)
        or _who_issues(source, kind)
        or authority(source)
    )


def authority(source: Source) -> Named | None:
    """Return the body that stands above the grounds of a paper, itself or with who heads it.

    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BA MÍT / Căn cứ Luật ...".
    """
    match = _AUTHORITY.search(source.clean, 0, _REACH)
    if match is None or not match["body"].isupper():
        return None
    span = match.span("body")
    return source.named(*span) if names_a_body(source.low[slice(*span)]) else None


def completed(source: Source, issuer: Named) -> Named:
    """Return the issuer with the level and place that its head lost, as the grounds tell them."""
    whole = authority(source)
    if whole is None:
        return issuer
    name, longer = lower(nfc(issuer.name)), lower(nfc(whole.name))
    return whole if longer.startswith(tuple(f"{name} {level}" for level in _LEVELS)) else issuer


def _at_foot(source: Source) -> Named | None:
    match = _FOR.search(source.clean)
    if match is None or not names_a_body(source.low[slice(*match.span("body"))]):
        return None
    return source.named(*match.span("body"))


def _of_subject(source: Source, subject: Named | None) -> Named | None:
    if subject is None or not lower(nfc(subject.name)).startswith("của "):
        return None
    first = subject.text.split("\n", maxsplit=1)[0].rstrip()  # of the lines as they stand
    start = subject.start + len(first) - len(first[len("của") :].lstrip())
    text = source.raw[start : subject.start + len(first)]
    name = " ".join(nfc(text).split())
    whole = first != subject.text and names_a_body(lower(name))
    return Named(start, subject.start + len(first), text, name) if whole else None


def _who_issues(source: Source, kind: str | None) -> Named | None:
    for match in _ISSUES.finditer(source.low, 0, _REACH):
        if _PLACED.match(source.low, match.end() + 1) or not _is_this(source, match, kind):
            continue
        near = max(0, match.start() - _LONGEST)
        cuts = [cut.end() for cut in _CLAUSE.finditer(source.low, near, match.start())]
        start = cuts[-1] if cuts else near
        start += len(source.clean[start:]) - len(source.clean[start:].lstrip())
        body = " ".join(source.low[start : match.start()].split())
        if cuts and len(body) > _SHORTEST and source.clean[start].isupper() and names_a_body(body):
            return source.named(start, match.start())
    return None


def _is_this(source: Source, match: re.Match[str], kind: str | None) -> bool:
    """Say whether what is issued is the paper itself, of its kind and now."""
    if kind != (kind_named(match["kind"]) or _LETS_KNOW):
        return False
    near = source.low[max(0, match.start() - _LONGEST) : match.start()]
    after = source.low[match.end() : match.end() + _LONGEST]
    return not (
        _ONCE.search(_SENTENCE.split(near)[-1]) or _OF_OTHERS.search(_SENTENCE.split(after)[0])
    )
