"""Instruments signed or carried out between named parties."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Final

from phoihop.reader.facts import Agreement, Event, Named
from phoihop.reader.instrument_words import INSTRUMENT, WORDS_OF_ALL
from phoihop.reader.normal import Source
from phoihop.reader.parties import (
    body_before,
    counted_subjects,
    party_list,
    rank,
    subject_body,
    subjects,
)
from phoihop.reader.segment import Layout
from phoihop.reader.settling import Draft, settled
from phoihop.reader.tokens import Tokens
from phoihop.vntext import fold

Span = tuple[int, int]
_SIGN: Final = re.compile(
    r"(?<!\w)(?:ký kết|kí kết|lễ ký|đã ký|cùng ký|ký)(?!\w)(?! ban hành| tên| hợp đồng| túc)"
)
_SIGNED_WITH: Final = re.compile(r"(?<!\w)ký (?:kết )?(?:với|cùng)\s")
_BETWEEN: Final = re.compile(r"(?<!\w)giữa\s(?!năm|kỳ|nhiệm|tháng)")
_WITH: Final = re.compile(r"(?<!\w)(?:với|cùng)\s(?!nhau|chủ đề|nội dung|mục)")
_OF: Final = re.compile(r"\scủa\s")
_RANGE: Final = re.compile(
    r"((?:19|20)\d\d)\s?(?:[-–—]|đến(?: năm)?)\s?(?:tháng )?(?:\d\d?[/.])?((?:19|20)\d\d)(?!\d)"
)
_YEAR: Final = re.compile(r"(?:năm|phối hợp)\s(20\d\d)(?!\d)")
_PARTNERS: Final = re.compile(r"(?<!\w)phối hợp (?:với |cùng )?")
_HELD: Final = re.compile(
    r"(?<!\w)(?:đã |phối hợp |cùng ){0,3}(?:tổ chức|tổng kết|sơ kết|đánh giá)(?!\w)"
)
_BUILT: Final = re.compile(r"(?:xây dựng|ban hành|thực hiện)\s$")
_DRAFTED: Final = re.compile(
    r"(?<!\w)(?:dự thảo|góp ý|soạn thảo|bàn (?:về )?việc ký(?: kết)?|dự kiến ký(?: kết)?)\s$"
)
# "chưa thống nhất ký kết quy chế", "đề nghị hai bên sớm ký kết chương trình"
_NOT_SIGNED: Final = re.compile(
    r"(?<!\w)(?:không|chưa|sớm|lẽ ra)(?: thống nhất| được| kịp| thể)? (?:ký kết|ký) $"
)
_ASKED: Final = re.compile(r"(?<!\w)(?:giao|đề nghị|yêu cầu)\s")
_ISSUED: Final = re.compile(r"(?:đã|vừa|cùng) ban hành\s$")
_TOGETHER: Final = re.compile(
    r"(?<!\w)(?:hai|ba|các|\d+) (?:tỉnh|huyện|xã|bên|đơn vị|ngành|địa phương)"
)
_SIGNED_AS: Final = frozenset(["kết nghĩa"])
# "kế hoạch liên tịch số 12 về việc sơ kết quy chế": how a meeting is held, no instrument.
_FOR_A_MEETING: Final = re.compile(r"\bvề việc (?:sơ kết|tổng kết|kiểm tra|giám sát|tổ chức)(?!\w)")
_ENDS_WITH_YEAR: Final = re.compile(r"(?<!từ )năm (20\d\d)[\s.;]*$")
_AIMS: Final = re.compile(r"trong việc|nhằm|để|[.;](?=\s)")
_HAS_BEEN_SIGNED: Final = re.compile(r" (?:đã )?(?:được )?(?:hai bên )?ký kết(?!\w)")
_SECTORS: Final = re.compile(r"liên ngành ")
_AGREED: Final = re.compile(r"(?<!\w)(?:thông qua|thống nhất)(?: các| những| một số)*\s$")
_REACH: Final = 600
_SIGN_REACH: Final = 70
_NEAR: Final = 180
_AFTER_PARTIES: Final = 32
_BRIEF: Final = 14
# "nghị quyết liên tịch số 02 | của A và B"
_NUMBER_OF: Final = re.compile(r"(?: số)?(?: \d[\w/-]*)?(?: ngày [\d/.-]+)? (?=của )")
_REVIEWED: Final = re.compile(r"(?<!\w)(?:đánh giá|sơ kết|tổng kết) (?:kết quả )?\Z")
_BOTH: Final = re.compile(r"(?:hai|2) (?:bên|đơn vị|ngành|cơ quan|tổ chức)(?!\w)")
_TWO: Final = 2
_NAMED: Final = 3  # the rank of a named body
_CARRIED_OUT: Final = ("thực hiện ", "tổng kết ", "sơ kết ", "đánh giá ")
_STANDING: Final = frozenset(["programme", "regulation", "plan"])
_MOST: Final = 50  # instruments looked at; no report names so many


def find_agreements(
    tokens: Tokens, layout: Layout, event: Event | None, until: int | None = None
) -> tuple[Agreement, ...]:
    """Return the instruments of a text, those without two parties completed from the others.

    until: where a paper begins whose full text a page gives; what it rules is no agreement.
    """
    host = event.host if event else None
    drafts: list[Draft] = []
    telling = _telling(tokens.source.low, layout)
    in_capitals = bool(telling) and tokens.source.clean.isupper()
    for sentence in telling:
        if until is not None and sentence[0] > until:
            break
        shouted = not in_capitals and tokens.source.clean[slice(*sentence)].isupper()
        if shouted or layout.role_at(sentence[0]) == "other":
            continue
        drafts += _in_sentence(tokens, sentence, host)
        if len(drafts) > _MOST:
            break
    return tuple(_agreement(tokens.source, draft) for draft in settled(drafts))


def _telling(low: str, layout: Layout) -> list[Span]:
    """Return the sentences that hold one of the words with which instruments are told."""
    places: list[int] = []
    for word in WORDS_OF_ALL:
        at = low.find(word)
        while at >= 0:
            places.append(at)
            at = low.find(word, at + 1)
    held = map(layout.sentence_at, sorted(places))
    return [*dict.fromkeys(sentence for sentence in held if sentence)]


def _in_sentence(tokens: Tokens, sentence: Span, host: Named | None) -> list[Draft]:
    source = tokens.source
    found: list[Draft] = []
    matches = list(islice(INSTRUMENT.finditer(source.low, *sentence), _MOST))
    for number, match in enumerate(matches):
        after = matches[number + 1].start() if number + 1 < len(matches) else sentence[1]
        limit = min(after, match.start() + _REACH)
        clause_end = source.low.find(";", match.end(), limit)
        limit = clause_end if clause_end >= 0 else limit
        draft = _draft(tokens, sentence, match, limit, host)
        if draft is not None:
            found += [*_reviewed_before(source, matches[number - 1 : number], draft), draft]
    return found


def _reviewed_before(source: Source, before: list[re.Match[str]], signed: Draft) -> list[Draft]:
    """ "đánh giá công tác phối hợp giai đoạn A-B và ký kết quy chế giai đoạn B-C": two terms."""
    first, last = signed.years
    if not before or first is None or first == last or _kind(before[0]) != "contents":
        return []
    start, end = before[0].span()
    term = _RANGE.search(source.low, end, signed.span[0])
    follows = term and _REVIEWED.search(source.low, max(0, start - _SIGN_REACH), start)
    if term and follows and 0 <= first - int(term[2]) <= 1 < len(signed.parties):
        return [replace(signed, span=(start, end), years=(int(term[1]), int(term[2])))]
    return []


def _draft(
    tokens: Tokens, sentence: Span, match: re.Match[str], limit: int, host: Named | None
) -> Draft | None:
    source, kind = tokens.source, _kind(match)
    if _is_only_planned(source, sentence[0], match):
        return None
    signed = _is_signed(source, sentence[0], match)
    agreed = signed or _is_joint(source, match) or _is_agreed(source, match, limit)
    if kind in {"contents", "other"} and not agreed:
        return None
    built = _is_built(source, match)
    parties = _stated(tokens, sentence, match, limit, host)
    if signed and len(parties) < _TWO:
        parties = _signed_with(tokens, sentence, match, host) or parties
    if signed and not any(_is_one_body(party) for party in parties):
        parties = _hosts(tokens, host) or parties
    if len(parties) < _TWO and (kind in _STANDING or agreed):
        parties = _owned(tokens, match, limit) or _carrying_out(tokens, sentence, match) or parties
    if not signed and not _bind(kind, parties):
        return None
    if kind == "other" and all(rank(party) == 1 for party in parties[1:]):
        return None
    years = _years(source, match, parties, limit, signed=signed)
    if not parties and not (signed or built or years[0]):
        return None
    by_both = signed and _BOTH.search(source.low, sentence[0], match.start()) is not None
    return Draft(kind, match.span(), parties, years, by_both, "nghị quyết" in match.group())


def _is_joint(source: Source, match: re.Match[str]) -> bool:
    """ "nghị quyết liên tịch số 01 giữa A và B": in force between those it names."""
    if "liên tịch" not in match.group():
        return False
    near = (match.end(), match.end() + _NEAR)
    return bool(_BETWEEN.search(source.low, *near) or _NUMBER_OF.match(source.low, *near))


def _bind(kind: str, parties: tuple[Named, ...]) -> bool:
    """Say whether what is not told as signed is in force between bodies of its own.

    "giữa Ban Tuyên giáo các cấp với cơ quan quản lý nhà nước cùng cấp" is a rule for all; that of
    "Ban Tuyên giáo Huyện ủy với cơ quan nhà nước cùng cấp" is the district's own.
    """
    if any("các cấp" in party.name for party in parties):
        return False
    return kind != "other" or (len(parties) >= _TWO and all(map(_is_one_body, parties)))


def _is_agreed(source: Source, match: re.Match[str], limit: int) -> bool:
    """ "hai bên đã thông qua các nội dung phối hợp, giai đoạn 2031-2033": with their term."""
    agreed = _AGREED.search(source.low, max(0, match.start() - _SIGN_REACH), match.start())
    return agreed is not None and _RANGE.search(source.low, match.end(), limit) is not None


def _in_full(party: Named, host: Named | None) -> Named:
    """ "giữa huyện với Báo Ba Mít": the one word stands for the host that begins so."""
    name = party.name.lower()
    begins = host is not None and host.name.lower().startswith(f"{name} ")
    return host if host and begins and " " not in name else party


def _is_only_planned(source: Source, start: int, match: re.Match[str]) -> bool:
    """ "góp ý dự thảo quy chế phối hợp", "giao Công an huyện xây dựng kế hoạch phối hợp"."""
    before = source.low[start : match.start()]
    if _NOT_SIGNED.search(before):
        return True
    if match.group().startswith("kế hoạch") and _FOR_A_MEETING.search(
        source.low, match.end(), match.end() + _NEAR
    ):
        return True
    return _DRAFTED.search(before) is not None or (
        _BUILT.search(before) is not None and _ASKED.search(before) is not None
    )


def _is_built(source: Source, match: re.Match[str]) -> bool:
    return _BUILT.search(source.low[max(0, match.start() - _BRIEF) : match.start()]) is not None


def _stated(
    tokens: Tokens, sentence: Span, match: re.Match[str], limit: int, host: Named | None
) -> tuple[Named, ...]:
    """Return the parties beside an instrument: "giữa A và B", "với B", "A và B ký kết"."""
    signed = _is_signed(tokens.source, sentence[0], match)
    built = _is_built(tokens.source, match)
    near = min(limit, match.end() + _NEAR)
    between = _BETWEEN.search(tokens.source.low, match.end(), near)
    if between:
        if _BOTH.match(tokens.source.low, between.end()):
            return _hosts(tokens, host)
        listed = party_list(tokens, between.end(), limit)
        if len(listed) == 1:  # "giữa Hội Phụ nữ – Hội Nông dân"
            listed = party_list(tokens, between.end(), limit, dashes=True)
        parties = tuple(_in_full(party, host) for party in listed)
        if signed and any(rank(party) == 1 for party in parties):  # "giữa các cơ quan"
            return _signing(tokens, sentence, match, limit) or parties
        return parties
    partner = _partner(tokens, match.end() - len("với "), near) if signed or built else None
    if partner:
        others = party_list(tokens, partner.end(), limit)
        return _with_partner(tokens, sentence, match, others, host)
    return _signing(tokens, sentence, match, limit) if signed else ()


def _kind(match: re.Match[str]) -> str:
    return str(match.lastgroup).partition("_")[0]


def _is_signed(source: Source, start: int, match: re.Match[str]) -> bool:
    if "liên tịch" in match.group() and _ISSUED.search(source.low[start : match.start()]):
        return True
    if _HAS_BEEN_SIGNED.match(source.low, match.end()):
        return True
    before = source.low[max(start, match.start() - _SIGN_REACH) : match.start()]
    return bool(_SIGN.search(before)) or match.group() in _SIGNED_AS or "ký kết" in match.group()


def _signed_with(
    tokens: Tokens, sentence: Span, match: re.Match[str], host: Named | None
) -> tuple[Named, ...]:
    """ "A ký kết với B chương trình phối hợp": the partner stands before the instrument."""
    near = max(sentence[0], match.start() - _NEAR)
    verb = _SIGNED_WITH.search(tokens.source.low, near, match.start())
    if verb is None:
        return ()
    others = party_list(tokens, verb.end(), match.start())
    return _with_partner(tokens, sentence, match, others, host)


def _partner(tokens: Tokens, start: int, limit: int) -> re.Match[str] | None:
    """Return the "với" behind which bodies stand; what an instrument is about may hold others."""
    for match in _WITH.finditer(tokens.source.low, start, limit):
        near = match.end() - start <= _SIGN_REACH
        listed = party_list(tokens, match.end(), min(limit + _NEAR, len(tokens.source.low)))
        if near or any(rank(party) > 1 for party in listed):
            return match
    return None


def _host_in(tokens: Tokens, sentence: Span, host: Named | None) -> Named | None:
    return host if host and host.name in tokens.source.clean[slice(*sentence)] else None


def _is_one_body(party: Named) -> bool:
    return rank(party) == _NAMED and _TOGETHER.search(party.name) is None


def _hosts(tokens: Tokens, host: Named | None) -> tuple[Named, ...]:
    """ "Hai đơn vị đã ký kết quy chế phối hợp": the bodies that hold the meeting together."""
    start = tokens.source.clean.find(host.name) if host else -1
    if host is None or start < 0:
        return ()
    end = start + len(host.name)
    together = _SECTORS.match(tokens.source.low, start)  # "Liên ngành | Viện A và Tòa B"
    listed = party_list(tokens, together.end() if together else start, end)
    return listed if len(listed) >= _TWO else ()


def _with_partner(
    tokens: Tokens,
    sentence: Span,
    match: re.Match[str],
    others: tuple[Named, ...],
    host: Named | None,
) -> tuple[Named, ...]:
    verb = _SIGN.search(tokens.source.low, sentence[0], match.start())
    subject = (
        (body_before(tokens, sentence[0], verb.start()) if verb else None)
        or _host_in(tokens, sentence, host)
        or subject_body(tokens, sentence[0], match.start())
        or host
    )
    counted = counted_subjects(tokens, sentence[0], match.start())
    if counted and others:
        return (*counted, *others)
    if subject is None or not others:
        return ()
    if any(fold(subject.name) == fold(other.name) for other in others):
        return others
    return (subject, *others)


def _signing(tokens: Tokens, sentence: Span, match: re.Match[str], limit: int) -> tuple[Named, ...]:
    """ "A và B ký kết ..." or "ký Nghị quyết liên tịch của A, B và C"."""
    source = tokens.source
    of = _OF.match(source.low, match.end())
    if of:
        listed = party_list(tokens, of.end(), limit)
        if len(listed) > 1:
            return listed
    verb = _SIGN.search(source.low, max(sentence[0], match.start() - _SIGN_REACH), match.end())
    verb = verb or _ISSUED.search(source.low, sentence[0], match.start())
    return _holding(tokens, sentence[0], verb.start()) if verb else ()


def _owned(tokens: Tokens, match: re.Match[str], limit: int) -> tuple[Named, ...]:
    """ "Quy chế phối hợp công tác của Chính phủ và Tổng Liên đoàn": two named bodies or more."""
    of = _OF.search(tokens.source.low, match.end(), min(limit, match.end() + _NEAR))
    listed = party_list(tokens, of.end(), limit) if of else ()
    named = [party for party in listed if rank(party) == _NAMED and party.name[0].isupper()]
    return tuple(listed) if len(named) >= _TWO and len(named) == len(listed) else ()


def _carrying_out(tokens: Tokens, sentence: Span, match: re.Match[str]) -> tuple[Named, ...]:
    """ "A và B tổng kết thực hiện quy chế phối hợp", "gặp mặt giữa A và B về thực hiện ..."."""
    low = tokens.source.low
    if not low[max(sentence[0], match.start() - _BRIEF) : match.start()].endswith(_CARRIED_OUT):
        return ()
    between = _BETWEEN.search(low, sentence[0], match.start())
    if between:
        listed = party_list(tokens, between.end(), match.start())
    else:
        verbs = _HELD.finditer(low, sentence[0], match.start())
        held = (_holding(tokens, sentence[0], verb.start()) for verb in verbs)
        listed = next((each for each in held if len(each) >= _TWO), ())
    named = all(rank(party) == _NAMED and party.name[0].isupper() for party in listed)
    return listed if named and len(listed) >= _TWO else ()


def _holding(tokens: Tokens, start: int, verb: int) -> tuple[Named, ...]:
    """ "A và B tổ chức", "A chủ trì, phối hợp với B, C tổ chức": all that hold the meeting."""
    partners = _PARTNERS.search(tokens.source.low, start, verb)
    listed = party_list(tokens, partners.end(), verb) if partners else ()
    if partners is None or not listed:
        return subjects(tokens, start, verb)
    host = subject_body(tokens, start, partners.start())
    return (host, *listed) if host else ()


def _years(
    source: Source, match: re.Match[str], parties: tuple[Named, ...], limit: int, *, signed: bool
) -> tuple[int | None, int | None]:
    """A term anywhere in the clause; a single year right behind the name or the parties.

    What is signed may have it at the end of its clause: "chương trình phối hợp trồng cây năm 2031".
    """
    term = _RANGE.search(source.low, match.start(), limit)
    if term:
        return int(term[1]), int(term[2])
    if _kind(match) == "regulation":
        return None, None  # a regulation stays in force; the year is that of the work done
    ends = [match.end()]
    if parties and (behind := source.clean_offset(parties[-1].end)) > match.end():
        ends.append(behind)
    for end in ends:
        year = _YEAR.search(source.low, match.start(), min(limit, end + _AFTER_PARTIES))
        if year and not _AIMS.search(source.low, end, year.start()):
            return int(year[1]), int(year[1])
    last = _ENDS_WITH_YEAR.search(source.low, match.end(), limit) if signed else None
    if last and not _AIMS.search(source.low, match.end(), last.start()):
        return int(last[1]), int(last[1])
    return None, None


def _agreement(source: Source, draft: Draft) -> Agreement:
    seen = source.evidence(*draft.span)
    unique = {fold(party.name): party for party in reversed(draft.parties)}
    parties = tuple(party for party in draft.parties if unique.get(fold(party.name)) is party)
    return Agreement(seen.start, seen.end, seen.text, draft.kind, parties, *draft.years)
