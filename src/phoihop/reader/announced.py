"""Heads that stand in no letterhead: a page that gives a paper's full text, a title in capitals."""

from __future__ import annotations

import re
from typing import Final

from phoihop.reader.dates import DATE, day_of
from phoihop.reader.document_words import kind_named
from phoihop.reader.documents import Reference
from phoihop.reader.facts import Dated, Header, Named
from phoihop.reader.head_words import names_a_body
from phoihop.reader.normal import Source
from phoihop.reader.party_subjects import body_in, subjects
from phoihop.reader.segment import Layout
from phoihop.reader.tokens import Tokens

_FULL_TEXT: Final = re.compile(r"(?<!\w)toàn văn(?!\w)")
_LEAD: Final = 1500
_ISSUED: Final = re.compile(r"(?<!\w)(?:đã|vừa|mới)\s(?:ký\s)?ban hành\s")
_BODY: Final = re.compile(r"(?:^|\n)[^\S\n]*(?:căn cứ |điều 1[.: ])")
_TITLE: Final = re.compile(
    r"(?P<kind>[^\W\d_]+(?: [^\W\d_]+){0,3}?)(?: của (?P<issuer>[^\d\n]{3,80}?))?,? số:? ?"
    r"(?P<number>\d{1,5})[a-zđ]?\s?[-/]\s?(?P<symbol>[\w][\w\-/&.]*)"
    r"(?:,? ngày (?P<date>\d{1,2}(?: tháng \d{1,2} năm |[/.-]\d{1,2}[/.-])\d{4}))?"
    r"(?P<subject>[^\n]{0,400})"
)
_INVITATION: Final = re.compile(r"giấy mời (?P<subject>(?:dự|tham dự|họp)[^\n]{8,300})")
_INVITED: Final = re.compile(r"(?:kính mời|thành phần mời)(?!\w)")
_HOLDS: Final = re.compile(
    r"(?:^|(?<=[\n;,.:])|(?<=[;,.:] ))(?P<body>[^\n;,.:]{5,90}?)"
    r" (?:tổ chức|(?:trân trọng )?kính mời)(?!\w)"
)
_FIRST_LINES: Final = 5


def find_announced(
    tokens: Tokens, layout: Layout, references: list[Reference]
) -> tuple[Header, tuple[Reference, ...]] | None:
    """Return the head of a paper whose full text a page introduces, and where it is named.

    The first of the references gives the number; a second names the same paper by its session,
    where the number only follows in brackets.
    """
    source = tokens.source
    may_tell = source.low.find("toàn văn", 0, _LEAD) >= 0
    told = _FULL_TEXT.search(source.low, 0, _LEAD) if may_tell else None
    if told is None:
        return None
    for reference in references:
        document = reference.document
        sentence = layout.sentence_at(reference.start)
        if reference.start > told.start() or document.number is None or sentence is None:
            continue
        issued = _ISSUED.search(source.low, sentence[0], reference.start + 1)
        if issued is None:
            continue
        seen = source.evidence(reference.start, reference.end)
        bodies = subjects(tokens, sentence[0], issued.start())
        day = _day(source, sentence[0], issued.start())
        named = _named_before(source, references, reference, sentence[0])
        subject = _rest(source, reference.end, sentence[1])
        issuer = _listed(source, bodies, document.issuer)
        if named is not None:
            subject = _rest(source, named.end, reference.start) or subject
            issuer = issuer or body_in(tokens, named.start, named.end)
        header = Header(
            seen.start, seen.end, seen.text, issuer=issuer,
            number=document.number, symbol=document.symbol, kind=document.kind,
            date=Dated(seen.start, seen.end, seen.text, document.date) if document.date else day,
            subject=subject,
        )  # fmt: skip
        return header, (reference, named) if named is not None else (reference,)
    return None


def _named_before(
    source: Source, references: list[Reference], numbered: Reference, start: int
) -> Reference | None:
    """ "Nghị quyết Hội nghị lần thứ năm ... về việc ... (Nghị quyết số 12-NQ/TW)": the first."""
    if not source.clean[start : numbered.start].rstrip().endswith("("):
        return None
    return next(
        (
            each
            for each in references
            if start <= each.start < numbered.start
            and each.document.kind == numbered.document.kind
            and each.document.ordinal is not None
        ),
        None,
    )


def _listed(source: Source, bodies: tuple[Named, ...], known: str | None) -> Named | None:
    """Return the bodies of a joint paper as the one string they are written as."""
    if not bodies:
        return None
    start, end = bodies[0].start, bodies[-1].end
    text = source.raw[start:end]
    alone = known if len(bodies) == 1 else None
    return Named(start, end, text, alone or " ".join(text.split()))


def _day(source: Source, start: int, end: int) -> Dated | None:
    match = DATE.search(source.low, start, end)
    day = day_of(match) if match else None
    iso = day.iso() if day else None
    if day is None or iso is None:
        return None
    seen = source.evidence(day.start, day.end)
    return Dated(seen.start, seen.end, seen.text, iso)


def _rest(source: Source, start: int, end: int) -> Named | None:
    """Return the words behind a number up to the end of the sentence: the subject."""
    text = source.clean[start:end]
    start += len(text) - len(text.lstrip(" ,;:.-–)"))
    end -= len(text) - len(text.rstrip(" ,;:.(\n"))
    if start >= end:
        return None
    return source.named(start, end)


def find_titled(source: Source) -> Header | None:
    """Return the head told by a title: "NGHỊ ĐỊNH CỦA CHÍNH PHỦ SỐ 9/2031/NĐ-CP NGÀY ..."."""
    low = source.low
    if not ("căn cứ " in low or "điều 1" in low):
        return None
    at = 0
    for line in source.clean.split("\n")[:_FIRST_LINES]:
        start, at = at, at + len(line) + 1
        start += len(line) - len(line.lstrip())
        match = _TITLE.match(source.low, start)
        kind = kind_named(match["kind"]) if match else None
        if match is None or kind is None or not source.clean[start : match.end("kind")].isupper():
            continue
        if _BODY.search(low) is None:
            return None
        seen = source.evidence(start, match.end())
        return Header(
            seen.start, seen.end, seen.text,
            issuer=_part(source, match, "issuer"),
            number=int(match["number"]), symbol=source.clean[slice(*match.span("symbol"))],
            date=_day(source, *match.span("date")) if match["date"] else None,
            kind=kind, subject=_rest(source, *match.span("subject")),
        )  # fmt: skip
    return None


def find_invitation(source: Source) -> Header | None:
    """Return the head of a page that gives an invitation: "Giấy mời dự lễ ..."."""
    if "giấy mời" not in source.low[:_LEAD] or _INVITED.search(source.low) is None:
        return None
    at = 0
    for line in source.clean.split("\n")[:_FIRST_LINES]:
        start, at = at, at + len(line) + 1
        start += len(line) - len(line.lstrip())
        match = _INVITATION.match(source.low, start)
        if match is None:
            continue
        seen = source.evidence(start, match.end())
        held = _HOLDS.search(source.low, match.end(), match.end() + _LEAD)
        issuer = source.named(*held.span("body")) if held and names_a_body(held["body"]) else None
        return Header(
            seen.start, seen.end, seen.text,
            issuer=issuer, kind="other", subject=_rest(source, *match.span("subject")),
        )  # fmt: skip
    return None


def _part(source: Source, match: re.Match[str], name: str) -> Named | None:
    if not match[name]:
        return None
    return source.named(*match.span(name))
