"""Instruments signed or carried out between named parties."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from phoihop.reader.facts import Agreement, Event, Named
from phoihop.reader.hosts import host_end, named
from phoihop.reader.lexicon import phrases
from phoihop.reader.normal import Source
from phoihop.reader.phrasing import phrase_end
from phoihop.reader.segment import Layout
from phoihop.reader.tokens import Tokens
from phoihop.vntext import canonical, fold

Span = tuple[int, int]
_KINDS: Final = (
    ("programme", r"chương trình (?:phối hợp|hợp tác|liên tịch|công tác phối hợp)"),
    ("regulation", r"(?:bản )?quy chế (?:phối hợp|liên tịch|phối kết hợp)"),
    ("plan", r"kế hoạch (?:phối hợp|liên tịch|hợp tác)"),
    ("commitment", r"(?:bản )?cam kết(?! dẫn)|giao ước"),
    ("contents", r"(?:nội dung|công tác)(?: công tác)?(?: đã)?(?: được)?(?: ký kết)? phối hợp|nội dung (?:đã )?được ký kết"),
    ("other", r"thỏa thuận(?: hợp tác| phối hợp| liên tịch)?|nghị quyết liên tịch|biên bản ghi nhớ|hợp đồng|nghị quyết"),
)  # fmt: skip
_INSTRUMENT: Final = re.compile("|".join(rf"(?P<{kind}>{words})" for kind, words in _KINDS))
_SIGN: Final = re.compile(r"(?<!\w)(?:ký kết|kí kết|lễ ký|đã ký|cùng ký|ký)(?!\w)(?! ban hành| tên| hợp đồng| túc)")
_BETWEEN: Final = re.compile(r"(?<!\w)giữa\s(?!năm|kỳ|nhiệm)")
_YEARS: Final = re.compile(r"(20\d\d)\s?(?:[-–—]|đến(?: năm)?)\s?(20\d\d)|(?:năm|phối hợp)\s(20\d\d)")
_COLLECTIVE: Final = re.compile(
    r"(?:\d{1,3}|các|những)\s(?:cơ quan|đơn vị|ngành|phòng|ban|tổ chức|sở|xã|tổng công ty|doanh nghiệp|địa phương|trường)[^.;()\n]{0,80}"
)
_COLLECTIVE_END: Final = re.compile(
    r"(?<!\w)(?:năm \d|giai đoạn|cung cấp|nhằm|để|về|xác định|trong việc|đã|vừa|sẽ|tiếp tục|ký|thực hiện|tổ chức|chương trình)(?!\w)|, (?!đơn vị|ban|ngành|phòng|đoàn thể|tuyên truyền|sở|thị trấn|tổ chức)"
)
_REACH: Final = 260
_SIGN_REACH: Final = 60
_NEAR: Final = 120


@dataclass(frozen=True)
class _Draft:
    kind: str
    span: Span
    parties: tuple[Named, ...]
    years: tuple[int | None, int | None]


def find_agreements(tokens: Tokens, layout: Layout, event: Event | None) -> tuple[Agreement, ...]:
    """Return the instruments of a text, those without two parties completed from the others."""
    source = tokens.source
    host = event.host if event else None
    drafts: list[_Draft] = []
    for sentence in layout.sentences:
        if layout.role_at(sentence[0]) == "other":
            continue
        drafts += _in_sentence(tokens, sentence, host)
    return tuple(_agreement(source, draft) for draft in _settled(drafts))


def _in_sentence(tokens: Tokens, sentence: Span, host: Named | None) -> list[_Draft]:
    source = tokens.source
    found: list[_Draft] = []
    matches = [m for m in _INSTRUMENT.finditer(source.low, *sentence)]
    for number, match in enumerate(matches):
        kind = str(match.lastgroup)
        limit = matches[number + 1].start() if number + 1 < len(matches) else sentence[1]
        limit = min(limit, match.start() + _REACH)
        clause_end = source.low.find(";", match.end(), limit)
        limit = clause_end if clause_end >= 0 else limit
        signed = _is_signed(source, sentence[0], match)
        parties = _parties(tokens, sentence, match, limit, host, signed=signed)
        built = re.search(r"xây dựng\s$", source.low[: match.start()][-12:]) is not None
        if not (signed or built or _BETWEEN.search(source.low, match.end(), min(limit, match.end() + 30))):
            continue
        if kind == "other" and not signed:
            continue
        found.append(_Draft(kind, match.span(), parties, _years(source, match, limit)))
    return found


def _is_signed(source: Source, start: int, match: re.Match[str]) -> bool:
    before = source.low[max(start, match.start() - _SIGN_REACH) : match.start()]
    return bool(_SIGN.search(before)) or "ký kết" in match.group()


def _parties(
    tokens: Tokens, sentence: Span, match: re.Match[str], limit: int, host: Named | None, *, signed: bool
) -> tuple[Named, ...]:
    source = tokens.source
    between = _BETWEEN.search(source.low, match.end(), min(limit, match.end() + _NEAR))
    if between:
        return _list(tokens, between.end(), limit)
    partner = re.compile(r"(?<!\w)(?:với|cùng)\s").search(source.low, match.end(), min(limit, match.end() + _SIGN_REACH))
    if partner:
        others = _list(tokens, partner.end(), limit)
        subject = host or _first_body(tokens, sentence[0], match.start())
        return (subject, *others) if subject and others else ()
    if not signed:
        return ()
    return _subjects(tokens, sentence, match)


def _first_body(tokens: Tokens, start: int, end: int) -> Named | None:
    for at in range(tokens.at_offset(start), tokens.at_offset(end)):
        if tokens[at].is_capital and phrases("bodies", "heads").length(tokens, at):
            return named(tokens, at, phrase_end(tokens, at))
    return None


def _list(tokens: Tokens, start: int, limit: int) -> tuple[Named, ...]:
    """Return the bodies of a list joined by commas, "và", "với"."""
    found: list[Named] = []
    at = tokens.at_offset(start)
    last = tokens.at_offset(limit)
    while at < last:
        end = _party_end(tokens, at, last)
        party = named(tokens, at, end) if end else None
        if party is None:
            break
        found.append(party)
        if tokens.low(end) not in {",", "và", "với", "cùng"}:
            break
        at = end + 1
        if tokens.low(at) in {"với", "và"}:
            at += 1
    return tuple(found)


def _party_end(tokens: Tokens, at: int, last: int) -> int | None:
    source = tokens.source
    if at >= len(tokens):
        return None
    collective = _COLLECTIVE.match(source.low, tokens[at].start)
    if collective:
        text = collective.group()
        stop = _COLLECTIVE_END.search(text)
        length = stop.start() if stop else len(text)
        cut = re.search(r"\svà (?=[^\W\d_]+ (?:ủy|ban|hội))", text[:length])
        end = tokens.at_offset(tokens[at].start + (cut.start() if cut else length))
        return min(end, last)
    if not phrases("bodies", "heads").length(tokens, at) and not tokens[at].is_capital:
        return None
    end = min(phrase_end(tokens, at), last)
    if not phrases("bodies", "heads").length(tokens, at) and tokens[at].is_upper is False and not tokens[at].is_capital:
        return None
    return end


def _subjects(tokens: Tokens, sentence: Span, match: re.Match[str]) -> tuple[Named, ...]:
    """"A và B đã ký kết ...": the list right before the verb."""
    source = tokens.source
    verb = None
    for verb in _SIGN.finditer(source.low, max(sentence[0], match.start() - _SIGN_REACH), match.start() + 1):
        break
    if verb is None:
        return ()
    of = re.compile(r"\scủa\s").match(source.low, match.end())
    if of:
        return _list(tokens, of.end(), sentence[1])
    stop = tokens.at_offset(verb.start())
    for at in range(tokens.at_offset(sentence[0]), stop):
        begins = phrases("bodies", "heads").length(tokens, at) and tokens[at].is_capital
        if not (begins or _COLLECTIVE.match(source.low, tokens[at].start)):
            continue
        parties = _list(tokens, tokens[at].start, verb.start())
        end = parties[-1].end if parties else 0
        gap = source.clean[end : verb.start()] if source.starts is None else ""
        if len(parties) > 1 and len(gap.split()) <= 4:
            return parties
    return ()


def _years(source: Source, match: re.Match[str], limit: int) -> tuple[int | None, int | None]:
    found = _YEARS.search(source.low, match.start(), limit)
    if not found:
        return None, None
    if found[3]:
        return int(found[3]), int(found[3])
    return int(found[1]), int(found[2])


def _settled(drafts: list[_Draft]) -> list[_Draft]:
    """One draft a kind and term; contents give way to the instrument that holds them."""
    kept: list[_Draft] = []
    for draft in drafts:
        for at, other in enumerate(kept):
            if other.kind == draft.kind and _terms_fit(other, draft):
                kept[at] = _joined(other, draft)
                break
        else:
            kept.append(draft)
    instruments = [draft for draft in kept if draft.kind in {"programme", "regulation", "plan"} and draft.parties]
    settled = []
    for draft in kept:
        if draft.kind in {"contents", "other"} and any(_covers(x, draft) for x in instruments):
            continue
        if not draft.parties and draft.kind == "contents" and instruments and draft.years[0]:
            draft = replace(draft, parties=instruments[0].parties)
        if len(draft.parties) > 1:
            settled.append(draft)
    return settled


def _covers(instrument: _Draft, draft: _Draft) -> bool:
    if not draft.parties:
        return draft.years[0] is None or instrument.years == draft.years
    return draft.kind == "other" or canonical(instrument.parties[0].name) == canonical(draft.parties[0].name)


def _terms_fit(a: _Draft, b: _Draft) -> bool:
    return a.years == b.years or a.years[0] is None or b.years[0] is None


def _joined(a: _Draft, b: _Draft) -> _Draft:
    """Keep the fuller list of parties; a counted collective wins over "các ngành"."""
    parties = a.parties
    if len(b.parties) > 1 and (len(a.parties) < 2 or (_is_counted(b) and not _is_counted(a))):
        parties = b.parties
    return replace(a, parties=parties, years=a.years if a.years[0] else b.years)


def _is_counted(draft: _Draft) -> bool:
    return any(party.name[0].isdigit() for party in draft.parties)


def _agreement(source: Source, draft: _Draft) -> Agreement:
    seen = source.evidence(*draft.span)
    unique = {fold(party.name): party for party in reversed(draft.parties)}
    parties = tuple(party for party in draft.parties if unique.get(fold(party.name)) is party)
    return Agreement(seen.start, seen.end, seen.text, draft.kind, parties, *draft.years)


__all__ = ["find_agreements", "host_end"]
