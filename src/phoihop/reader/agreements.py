"""Instruments signed or carried out between named parties."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from phoihop.reader.facts import Agreement, Event, Named
from phoihop.reader.instrument_parties import (
    BOTH,
    acting_pair,
    carrying_out,
    is_one_body,
    joint_hosts,
    owners,
    signed_with,
    stated_parties,
)
from phoihop.reader.instrument_words import INSTRUMENT, WORDS_OF_ALL
from phoihop.reader.lexicon import Phrases
from phoihop.reader.normal import Source
from phoihop.reader.parties import rank
from phoihop.reader.party_subjects import counted_subjects, subject_body
from phoihop.reader.pledges import members, names_cluster, of_contest, without_clusters
from phoihop.reader.represented import represented
from phoihop.reader.segment import Layout
from phoihop.reader.settling import Draft, settled
from phoihop.reader.signed import (
    BETWEEN,
    RANGE,
    SIGN,
    is_agreed,
    is_built,
    is_joint,
    is_only_planned,
    is_read_out,
    is_signed,
)
from phoihop.reader.tokens import Tokens
from phoihop.vntext import fold

Span = tuple[int, int]
_CARRIED: Final = re.compile(r"(?<!chưa )(?<!không )(?<!chậm )thực hiện $")
_NEAR: Final = 16  # letters
_YEAR: Final = re.compile(r"(?:(?<!đến )(?<!tới )(?<!hết )năm|phối hợp)\s(20\d\d)(?!\d)")
_ENDS_WITH_YEAR: Final = re.compile(r"(?<!từ )(?<!đến )(?<!tới )(?<!hết )năm (20\d\d)[\s.;]*$")
_AIMS: Final = re.compile(r"trong việc|nhằm|để|[.;](?=\s)")
_REACH: Final = 600
_SIGN_REACH: Final = 70
_AFTER_PARTIES: Final = 32
_REVIEWED: Final = re.compile(r"(?<!\w)(?:đánh giá|sơ kết|tổng kết) (?:kết quả )?\Z")
_JUST_SIGNED: Final = re.compile(r"(?<!\w)(?:ký|ký kết) (?:các )?\Z")
_SIGNS: Final = re.compile(r"(?<!\w)ký (?:kết )?")
_ABOUT: Final = re.compile(r"(?<!\w)(?:quy định|nêu|xác định|gồm|nhằm|để|về)(?!\w)")
_BESIDES: Final = re.compile(
    r"\W*(?:trước đó|ngoài ra|bên cạnh đó|cùng ngày|sau đó|(?=[^,;]{0,90} cũng (?:đã )?ký ))"
)
_TELL: Final = Phrases({words: words for words in WORDS_OF_ALL})
_SHOWN: Final = ("đại diện ", "lãnh đạo ", "các đại biểu ", "quang cảnh ", "toàn cảnh ", "ảnh ")
# "Học sinh Trường Ba Mít ký cam kết": people, who are no party.
_PEOPLE: Final = re.compile(
    r"(?<!\w)(?:học sinh|sinh viên|học viên|phụ huynh|giáo viên|hội viên|đoàn viên|đảng viên"
    r"|thanh niên|hộ (?:dân|gia đình|kinh doanh)|các hộ|chủ (?:hộ|cơ sở)|người dân|bà con"
    r"|tiểu thương|lái xe|công nhân|chiến sĩ)(?!\w)"
)
_LONGEST: Final = 15  # years
_CAPTION: Final = 200  # letters
_FEW: Final = 2
_TWO: Final = 2
_STANDING: Final = frozenset(["programme", "regulation", "plan"])
_MOST: Final = 50  # instruments looked at; no report names so many


class _Instrument(NamedTuple):
    """Where an instrument is named, and where what is told of it ends."""

    sentence: Span
    match: re.Match[str]
    limit: int


def find_agreements(
    tokens: Tokens, layout: Layout, event: Event | None, until: int | None = None
) -> tuple[Agreement, ...]:
    """Return the instruments of a text, those without two parties completed from the others.

    until: where a paper begins whose full text a page gives; what it rules is no agreement.
    """
    host = event.host if event else None
    drafts: list[Draft] = []
    telling = _telling(tokens, layout)
    in_capitals = bool(telling) and tokens.source.clean.isupper()
    for sentence in telling:
        if until is not None and sentence[0] > until:
            break
        shouted = not in_capitals and tokens.source.clean[slice(*sentence)].isupper()
        if shouted or layout.role_at(sentence[0]) == "other":
            continue
        found = _in_sentence(tokens, sentence, host)
        drafts += _marked(tokens.source, sentence, layout, found) if found else []
        if len(drafts) > _MOST:
            break
    drafts = _between_members(tokens, layout, drafts, host)
    pair: tuple[Named, ...] = ()
    if any(draft.by_both and not draft.parties for draft in drafts):
        pair = acting_pair(tokens, (layout.headline, *layout.lead))
    return tuple(_agreement(tokens.source, draft) for draft in settled(drafts, pair))


def _marked(source: Source, sentence: Span, layout: Layout, found: list[Draft]) -> list[Draft]:
    """Return the drafts of a sentence marked as told loosely, or as besides others."""
    loose = _is_loose(source, sentence, layout)
    besides = _BESIDES.match(source.low, *sentence) is not None
    return [replace(each, loose=loose, besides=besides) for each in found]


def _between_members(
    tokens: Tokens, layout: Layout, drafts: list[Draft], host: Named | None
) -> list[Draft]:
    """Give what is pledged in a contest to its members, where no other partners are told.

    The pledge itself, the headline or the host must name the contest's cluster.
    """
    pledges = [draft for draft in drafts if draft.kind == "commitment" and draft.signed]
    if not pledges or not all(of_contest(draft.parties) for draft in pledges):
        return drafts
    low = tokens.source.low
    sentences = [layout.sentence_at(draft.span[0]) for draft in pledges]
    told = [low[slice(*span)] for span in (layout.headline, *sentences) if span]
    if not names_cluster(*told, host.name.lower() if host else ""):
        return drafts
    between = members(tokens)
    return [
        replace(x, parties=between or without_clusters(x.parties)) if x in pledges else x
        for x in drafts
    ]


def _is_loose(source: Source, sentence: Span, layout: Layout) -> bool:
    """Say whether a sentence is the headline, its like, or words below a picture.

    Such often call a programme what the report itself calls a regulation.
    """
    low = source.low[slice(*sentence)].strip()
    if low == source.low[slice(*layout.headline)].strip():
        return True
    at = bisect_right(layout.lines, (sentence[0], sys.maxsize)) - 1
    alone = at >= 0 and layout.lines[at].end - layout.lines[at].start <= len(low) + _FEW
    return alone and len(low) < _CAPTION and (low[-1] not in ".;:" or low.startswith(_SHOWN))


def _telling(tokens: Tokens, layout: Layout) -> list[Span]:
    """Return the sentences that hold one of the words with which instruments are told."""
    places = (at for at in _TELL.beginnings(tokens) if _TELL.length(tokens, at))
    held = (layout.sentence_at(tokens.starts[at]) for at in places)
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
        draft = _draft(tokens, _Instrument(sentence, match, limit), host)
        if draft is not None and not _is_told_of(source, matches[:number], match, draft.kind):
            found += [*_reviewed_before(source, matches[number - 1 : number], draft), draft]
    return found


def _is_told_of(
    source: Source, before: list[re.Match[str]], match: re.Match[str], kind: str
) -> bool:
    """ "ký kết quy chế gồm 5 chương, quy định | hoạt động phối hợp": what the signed one is about.

    "ký kết quy chế phối hợp và | nội dung phối hợp" is two.
    """
    if kind != "contents" or not before or "ký kết" in match.group():
        return False
    end = before[-1].end()
    signed = _SIGNS.search(source.low, max(0, before[-1].start() - _SIGN_REACH), end)
    return bool(signed) and _ABOUT.search(source.low, end, match.start()) is not None


def _reviewed_before(source: Source, before: list[re.Match[str]], signed: Draft) -> list[Draft]:
    """ "đánh giá công tác phối hợp giai đoạn A-B và ký kết quy chế giai đoạn B-C": two terms."""
    first, last = signed.years
    if not before or first is None or first == last or _kind(before[0]) != "contents":
        return []
    start, end = before[0].span()
    term = RANGE.search(source.low, end, signed.span[0])
    follows = term and _REVIEWED.search(source.low, max(0, start - _SIGN_REACH), start)
    if term and follows and 0 <= first - int(term[2]) <= 1 < len(signed.parties):
        return [replace(signed, span=(start, end), years=(int(term[1]), int(term[2])))]
    return []


def _draft(tokens: Tokens, named: _Instrument, host: Named | None) -> Draft | None:
    source, (sentence, match, limit), kind = tokens.source, named, _kind(named.match)
    drafted = is_read_out(source, match)
    if not drafted and is_only_planned(source, sentence[0], match):
        return None
    signed = is_signed(source, sentence[0], match)
    agreed = signed or is_joint(source, match) or is_agreed(source, match, limit)
    if not agreed and not _may_be_in_force(source, kind, match):
        return None
    parties = _parties(tokens, named, host, signed=signed, agreed=agreed)
    by_both = _is_by_both(source, sentence[0], match, limit, signed=signed)
    if not signed and not by_both and not _bind(kind, parties):
        return None
    if kind == "other" and not by_both and all(rank(party) == 1 for party in parties[1:]):
        return None
    years = _years(source, match, parties, limit, signed=signed)
    if not parties and not (signed or years[0] or is_built(source, match)):
        return None
    joint = "nghị quyết" in match.group()
    ground = not signed and _is_ground(source, kind, match, sentence[1])
    doer = None if parties or not years[0] else _doer(tokens, sentence[0], match.start())
    return Draft(
        kind, match.span(), parties, years, by_both,
        joint=joint, signed=signed, ground=ground, drafted=drafted, doer=doer,
    )  # fmt: skip


def _doer(tokens: Tokens, start: int, at: int) -> Named | None:
    """ "...; Sở A triển khai | chương trình phối hợp": the first body of the clause before it."""
    clause = tokens.source.low.rfind(";", start, at) + 1
    return subject_body(tokens, clause or start, at)


def _parties(
    tokens: Tokens, named: _Instrument, host: Named | None, *, signed: bool, agreed: bool
) -> tuple[Named, ...]:
    """Return who is bound: told beside the instrument, else by who signs, holds or owns it."""
    (sentence, match, limit), kind = named, _kind(named.match)
    parties = stated_parties(tokens, sentence, match, limit, host)
    if signed and len(parties) < _TWO:
        parties = signed_with(tokens, sentence, match, host) or parties
    if signed and not any(is_one_body(party) for party in parties):
        parties = (
            _represented(tokens, sentence, match)
            or _hosts(tokens, sentence, match, host)
            or parties
        )
    if len(parties) < _TWO and (kind in _STANDING or kind == "other" or agreed):
        parties = owners(tokens, match, limit) or carrying_out(tokens, sentence, match) or parties
    if signed and not parties and match.group().startswith("giao ước"):
        parties = counted_subjects(tokens, sentence[0], match.start())
    return parties


def _hosts(
    tokens: Tokens, sentence: Span, match: re.Match[str], host: Named | None
) -> tuple[Named, ...]:
    """Return the hosts as those who sign; not of what the sentence has other people sign."""
    others = _PEOPLE.search(tokens.source.low, sentence[0], match.start())
    return () if others else joint_hosts(tokens, host)


def _represented(tokens: Tokens, sentence: Span, match: re.Match[str]) -> tuple[Named, ...]:
    verb = SIGN.search(tokens.source.low, sentence[0], match.start())
    if verb is None or verb.group().startswith("lễ"):
        return ()
    return represented(tokens, sentence, verb.start())


def _is_by_both(
    source: Source, start: int, match: re.Match[str], limit: int, *, signed: bool
) -> bool:
    """ "hai bên ký kết biên bản", "thực hiện thỏa thuận hợp tác giữa 2 bên"."""
    if signed and BOTH.search(source.low, start, match.start()):
        return True
    if not signed and not _is_carried(source, match):
        return False  # "cần xây dựng quy chế phối hợp giữa hai đơn vị": none as yet
    between = BETWEEN.search(source.low, match.end(), limit)
    return between is not None and BOTH.match(source.low, between.end()) is not None


def _may_be_in_force(source: Source, kind: str, match: re.Match[str]) -> bool:
    """ "5 năm thực hiện | thỏa thuận hợp tác giữa A và B": carried out, so signed before."""
    return kind not in {"contents", "other"} or (kind == "other" and _is_carried(source, match))


def _is_carried(source: Source, match: re.Match[str]) -> bool:
    start = match.start()
    return _CARRIED.search(source.low, max(0, start - _NEAR), start) is not None


def _is_ground(source: Source, kind: str, match: re.Match[str], end: int) -> bool:
    """Say whether another is signed in the sentence, for which this one is carried out."""
    carried = kind == "other" and _is_carried(source, match)
    return carried and SIGN.search(source.low, match.end(), end) is not None


def _bind(kind: str, parties: tuple[Named, ...]) -> bool:
    """Say whether what is not told as signed is in force between bodies of its own.

    "giữa Ban Tuyên giáo các cấp với cơ quan quản lý nhà nước cùng cấp" is a rule for all; that of
    "Ban Tuyên giáo Huyện ủy với cơ quan nhà nước cùng cấp" is the district's own.
    """
    if any("các cấp" in party.name for party in parties):
        return False
    return kind != "other" or (len(parties) >= _TWO and all(map(is_one_body, parties)))


def _kind(match: re.Match[str]) -> str:
    return str(match.lastgroup).partition("_")[0]


def _years(
    source: Source, match: re.Match[str], parties: tuple[Named, ...], limit: int, *, signed: bool
) -> tuple[int | None, int | None]:
    """A term anywhere in the clause; a single year right behind the name or the parties.

    What is signed, and a plan, may have it at the end of its clause: "chương trình phối hợp trồng
    cây năm 2031".
    """
    for term in RANGE.finditer(source.low, match.start(), limit):
        if int(term[2]) - int(term[1]) <= _LONGEST:  # "(1980-2030)" is how old one of them is
            return int(term[1]), int(term[2])
    kind, before = _kind(match), source.low[max(0, match.start() - _SIGN_REACH) : match.start()]
    if kind == "regulation" and not _JUST_SIGNED.search(before):
        return None, None  # a regulation stays in force; the year is that of the work done
    ends = [match.end()]
    if parties and (behind := source.clean_offset(parties[-1].end)) > match.end():
        ends.append(behind)
    for end in ends:
        year = _YEAR.search(source.low, match.start(), min(limit, end + _AFTER_PARTIES))
        if year and not _AIMS.search(source.low, end, year.start()):
            return int(year[1]), int(year[1])
    yearly = signed or kind == "plan"
    last = _ENDS_WITH_YEAR.search(source.low, match.end(), limit) if yearly else None
    if last and not _AIMS.search(source.low, match.end(), last.start()):
        return int(last[1]), int(last[1])
    return None, None


def _agreement(source: Source, draft: Draft) -> Agreement:
    seen = source.evidence(*draft.span)
    unique = {fold(party.name): party for party in reversed(draft.parties)}
    parties = tuple(party for party in draft.parties if unique.get(fold(party.name)) is party)
    return Agreement(seen.start, seen.end, seen.text, draft.kind, parties, *draft.years)
