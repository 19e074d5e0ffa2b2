"""Between whom an instrument is: "giữa A và B", "với B", "A và B ký kết"."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from phoihop.reader.facts import Named
from phoihop.reader.parties import dashed_list, party_list, rank
from phoihop.reader.party_subjects import (
    body_before,
    body_in,
    body_of_post,
    counted_subjects,
    subject_body,
    subjects,
)
from phoihop.reader.represented import represented
from phoihop.reader.signed import BETWEEN, HANDED, ISSUED, SIGN, SIGNED_BY, is_built, is_signed
from phoihop.reader.tokens import Tokens
from phoihop.vntext import fold

Span = tuple[int, int]
_SIGNED_WITH: Final = re.compile(r"(?<!\w)ký (?:kết )?(?:với|cùng)\s")
_SIGNING_BETWEEN: Final = re.compile(r"(?<!\w)ký kết giữa (?!năm|kỳ|nhiệm|tháng)")
_WITH: Final = re.compile(r"(?<!\w)(?:với|cùng)\s(?!nhau|chủ đề|nội dung|mục)")
_OF: Final = re.compile(r"\scủa\s")
_PARTNERS: Final = re.compile(
    r"(?<!\w)(?:phối hợp (?:với |cùng )?|chủ trì,? (?:với|cùng) |đã cùng (?:với )?)"
)
_HELD: Final = re.compile(
    r"(?<!\w)(?:đã |phối hợp |cùng ){0,3}(?:tổ chức|tổng kết|sơ kết|đánh giá)(?!\w)"
)
_TOGETHER: Final = re.compile(
    r"(?<!\w)(?:hai|ba|các|\d+) (?:tỉnh|huyện|xã|bên|đơn vị|ngành|địa phương)"
)
_SCHOOLS: Final = frozenset(["trường", "đại", "học"])  # "Đại học", "Học viện"
_ACTS: Final = re.compile(
    r"(?<!\w)(?:phối hợp (?!với)|tổ chức (?:hội|lễ|buổi|ký)|tiến hành|gặp gỡ|gặp mặt|hội đàm|sơ kết"
    r"|tổng kết|ký kết|có buổi)"
)
_MEETS_WITH: Final = re.compile(
    r"(?<!\w)(?:đã |có (?:buổi|cuộc) )*(?:làm việc|hội đàm|gặp gỡ|gặp mặt|tọa đàm) (?:với|cùng) "
)
_JOINT: Final = re.compile(r"[,:(–—-]| (?:và|với|cùng) ")  # one stands between two bodies
_SECTORS: Final = re.compile(r"liên ngành ")
_SIGN_REACH: Final = 70
_NEAR: Final = 180
_BRIEF: Final = 14
_SHORT: Final = 24
BOTH: Final = re.compile(
    r"(?:hai|2) (?:bên|đơn vị|ngành|cơ quan|tổ chức|địa phương|tỉnh|huyện|xã|phường|sở|hội)(?!\w)"
)
_TWO: Final = 2
_NAMED: Final = 3  # the rank of a named body
# "A và B | ban hành | quy chế phối hợp", "A và B | tiếp tục thực hiện | quy chế phối hợp"
_DOING: Final = re.compile(
    r"(?<!\w)(?:(?:triển khai|xây dựng và|ký và) )?(?:thực hiện|triển khai|ban hành)"
    r" (?:tốt |có hiệu quả )?\Z"
)
_NOT_YET: Final = re.compile(
    r"(?<!\w)(?:sẽ|cần|phải|chưa|đề nghị|yêu cầu|giao|đề xuất|không|dừng|ngừng|chấm dứt|nếu)(?!\w)"
)
_ONLY_IF: Final = re.compile(r"(?<!\w)nếu(?!\w)")
_RESTS_ON: Final = re.compile(
    r"(?<!\w)(?:thực hiện|triển khai|theo|căn cứ|trên cơ sở|(?:sau|ngay) khi ký(?: kết)?)"
    r"(?: các)? \Z"
)
_REVIEWED: Final = re.compile(
    r"(?<!\w)(?:sơ kết|tổng kết|đánh giá)(?: kết quả)?(?: \d{1,2} (?:năm|tháng))?"
    r"(?: triển khai)?(?: thực hiện)?(?: các)? \Z"
)
# what may follow the last party of an instrument
_GO_ON: Final = frozenset(["về", "trong", "nhằm", "để", "giai", "năm", "với", "và", "cùng", "của"])
_WHERE: Final = frozenset(["thuộc", "tại", "trên", "nhiệm", "từ", "ngày", "số", "theo", "bằng"])
_FOR_OTHERS: Final = re.compile(
    r"(?<!\w)(?:(?:tổ chức|triển khai) cho|cho (?:các )?(?:em|cháu|học sinh|sinh viên|học viên"
    r"|đoàn viên|hội viên|thanh niên|phụ huynh|người dân|nhân dân|bà con|hộ|chủ)|vận động"
    r"|hướng dẫn|chỉ đạo)(?!\w)[^,;]{1,50}\Z"
)
_CARRIED_OUT: Final = ("thực hiện ", "tổng kết ", "sơ kết ", "đánh giá ")


def _in_full(party: Named, host: Named | None) -> Named:
    """ "giữa huyện với Báo Ba Mít": the one word stands for the host that begins so."""
    name = party.name.lower()
    begins = host is not None and host.name.lower().startswith(f"{name} ")
    return host if host and begins and " " not in name else party


def _without_actor(
    tokens: Tokens, match: re.Match[str], listed: tuple[Named, ...], least: int = 3
) -> tuple[Named, ...]:
    """ "Thực hiện chương trình phối hợp giữa A và B, | C tổ chức tập huấn": C only acts on it."""
    source = tokens.source
    rests_on = _RESTS_ON.search(source.low, max(0, match.start() - _SHORT), match.start())
    if rests_on is None or len(listed) < least:
        return listed
    first = tokens.at_offset(source.clean_offset(listed[-1].start))
    behind = tokens.at_offset(source.clean_offset(listed[-1].end))
    acts = behind < len(tokens) and tokens[behind].is_word and not tokens[behind].is_capital
    acts = acts and tokens.around[behind] not in _GO_ON | _WHERE
    return listed[:-1] if acts and tokens.around[first - 1] == "," else listed


def _with_school(
    tokens: Tokens, start: int, end: int, parties: tuple[Named, ...], host: Named | None
) -> tuple[Named, ...]:
    """ "Tại Trường Cao đẳng Ba Mít, ... giữa | nhà trường | và A": the school told before."""
    if all(party.name.lower() != "nhà trường" for party in parties):
        return parties
    school = body_in(tokens, start, end, _SCHOOLS)
    if school is None and host and host.name.lower().split()[0] in _SCHOOLS:
        school = host
    if school is None:
        generic = any(party.name == "nhà trường" for party in parties)  # small: any school
        return () if generic else parties
    return tuple(school if party.name.lower() == "nhà trường" else party for party in parties)


def stated_parties(
    tokens: Tokens, sentence: Span, match: re.Match[str], limit: int, host: Named | None
) -> tuple[Named, ...]:
    """Return the parties beside an instrument: "giữa A và B", "với B", "A và B ký kết"."""
    near = min(limit, match.end() + _NEAR)
    if BETWEEN.search(tokens.source.low, match.end(), near):
        return _parties_between(tokens, sentence, match, limit, host)
    signed = is_signed(tokens.source, sentence[0], match)
    aside = _signed_aside(tokens, sentence, match, limit) if signed else ()
    if aside:
        return aside
    carried = (
        signed
        or is_built(tokens.source, match)
        or _REVIEWED.search(tokens.source.low, sentence[0], match.start())
    )
    partner = _partner(tokens, match.end() - len("với "), near) if carried else None
    if partner:
        others = _partners_at(tokens, partner.end(), limit)
        partners = _without_actor(tokens, match, others, _TWO)
        if len(partners) < len(others):  # "thực hiện quy chế phối hợp với B, | A đã ..."
            return (others[-1], *partners)
        return _with_partner(tokens, sentence, match, others, host)
    return _signing(tokens, sentence, match, limit) if signed else ()


def _parties_between(
    tokens: Tokens, sentence: Span, match: re.Match[str], limit: int, host: Named | None
) -> tuple[Named, ...]:
    """Return the parties behind "giữa"; of loose ones, "giữa các cơ quan", those who sign."""
    low = tokens.source.low
    between = BETWEEN.search(low, match.end(), min(limit, match.end() + _NEAR))
    listed = dashed_list(tokens, between.end(), limit) if between else ()
    if between and BOTH.match(low, between.end()) and len(listed) < _TWO:
        return joint_hosts(tokens, host)
    listed = _without_actor(tokens, match, listed)
    parties = tuple(_in_full(party, host) for party in listed)
    parties = _with_school(tokens, sentence[0], match.start(), parties, host)
    loose = any(rank(party) == 1 for party in parties)
    if loose and is_signed(tokens.source, sentence[0], match):
        return _signing(tokens, sentence, match, limit) or parties
    return parties


def _signed_aside(
    tokens: Tokens, sentence: Span, match: re.Match[str], limit: int
) -> tuple[Named, ...]:
    """ "lễ ký kết giữa A và B | về quy chế phối hợp", "quy chế | do A và B ký kết"."""
    low = tokens.source.low
    between = _SIGNING_BETWEEN.search(low, max(sentence[0], match.start() - _NEAR), match.start())
    if between:
        return dashed_list(tokens, between.end(), match.start())
    by = SIGNED_BY.match(low, match.end(), limit)
    listed = party_list(tokens, by.start("who"), by.end("who")) if by else ()
    if by is None or len(listed) < _TWO:
        return ()
    # "do A soạn thảo và B góp ý | ký tắt": who does something else
    whole = tokens.source.clean_offset(listed[-1].end) == by.end("who")
    return listed if whole else ()


def signed_with(
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
        listed = _partners_at(tokens, match.end(), min(limit + _NEAR, len(tokens.source.low)))
        if listed and (near or any(rank(party) > 1 for party in listed)):
            return match
    return None


def _partners_at(tokens: Tokens, start: int, limit: int) -> tuple[Named, ...]:
    """ "với | Sở Y tế và Sở Tư pháp", "với | Giám đốc Sở Y tế", who signs for it."""
    headed = body_of_post(tokens, start)
    return (headed,) if headed else party_list(tokens, start, limit)


def _host_in(tokens: Tokens, sentence: Span, host: Named | None) -> Named | None:
    return host if host and host.name in tokens.source.clean[slice(*sentence)] else None


def is_one_body(party: Named) -> bool:
    return rank(party) == _NAMED and _TOGETHER.search(party.name) is None


def joint_hosts(tokens: Tokens, host: Named | None) -> tuple[Named, ...]:
    """ "Hai đơn vị đã ký kết quy chế phối hợp": the bodies that hold the meeting together."""
    if host is None or not _JOINT.search(host.name):
        return ()
    start = tokens.source.clean.find(host.name)
    if start < 0:
        return ()
    end = start + len(host.name)
    together = _SECTORS.match(tokens.source.low, start)  # "Liên ngành | Viện A và Tòa B"
    listed = party_list(tokens, together.end() if together else start, end)
    return listed if len(listed) >= _TWO else ()


def each_host(tokens: Tokens, host: Named | None) -> tuple[Named, ...]:
    """Return the bodies of a joint host, where all of it is named bodies; empty for one body."""
    listed = joint_hosts(tokens, host)
    named_all = all(rank(each) == _NAMED for each in listed)
    whole = host is not None and listed and fold(host.name).endswith(fold(listed[-1].name))
    return listed if named_all and whole else ()


def acting_pair(tokens: Tokens, sentences: tuple[Span, ...]) -> tuple[Named, ...]:
    """ "A và B vừa phối hợp tuần tra": the two bodies that a report begins with, its "hai bên".

    A headline shortens the names that the lead has in full.
    """
    pairs = [pair for span in sentences if (pair := _pair_in(tokens, *span))]
    fuller = (pair for pair in pairs[1:] if all(map(_begins_so, pair, pairs[0])))
    return next(fuller, pairs[0]) if pairs else ()


def _begins_so(full: Named, short: Named) -> bool:
    return fold(full.name).split()[0] == fold(short.name).split()[0]


def _pair_in(tokens: Tokens, start: int, end: int) -> tuple[Named, ...]:
    """ "A và B gặp gỡ", "A làm việc với B": the two bodies of a sentence that act together."""
    for verb in islice(_ACTS.finditer(tokens.source.low, start, end), _TWO):
        listed = subjects(tokens, start, verb.start())
        if len(listed) == _TWO and all(map(is_one_body, listed)):
            return listed
    meets = _MEETS_WITH.search(tokens.source.low, start, end)
    host = body_before(tokens, start, meets.start()) if meets else None
    listed = (host, *party_list(tokens, meets.end(), end)) if meets and host else ()
    return listed if len(listed) == _TWO and is_one_body(listed[1]) else ()


def _with_partner(
    tokens: Tokens,
    sentence: Span,
    match: re.Match[str],
    others: tuple[Named, ...],
    host: Named | None,
) -> tuple[Named, ...]:
    if not others:
        return ()
    verb = SIGN.search(tokens.source.low, sentence[0], match.start())
    listed = _several_acting(tokens, sentence, match, verb)
    if not listed and verb and _is_for_others(tokens, sentence[0], verb.start()):
        return ()
    names = {each.name for each in listed}
    if listed and names.isdisjoint(each.name for each in others):
        return (*listed, *others)
    subject = (
        (body_before(tokens, sentence[0], verb.start()) if verb else None)
        or _host_in(tokens, sentence, host)
        or subject_body(tokens, sentence[0], match.start())
        or host
    )
    if subject is None:
        return ()
    if any(fold(subject.name) == fold(other.name) for other in others):
        return others
    return (subject, *others)


def _several_acting(
    tokens: Tokens, sentence: Span, match: re.Match[str], verb: re.Match[str] | None
) -> tuple[Named, ...]:
    """Return who sign together with others: a list, those two persons stand for, counted ones."""
    listed = subjects(tokens, sentence[0], verb.start()) if verb else ()
    if verb and not listed and not verb.group().startswith("lễ"):
        listed = represented(tokens, sentence, verb.start())
    if listed and is_one_body(listed[0]):
        return listed
    return counted_subjects(tokens, sentence[0], match.start())


def _signing(tokens: Tokens, sentence: Span, match: re.Match[str], limit: int) -> tuple[Named, ...]:
    """ "A và B ký kết ...", "A và B tổ chức lễ kết nghĩa", "ký ... liên tịch của A, B và C"."""
    source = tokens.source
    of = _OF.match(source.low, match.end())
    if of:
        listed = party_list(tokens, of.end(), limit)
        if len(listed) > 1:
            return listed
    verb = SIGN.search(source.low, max(sentence[0], match.start() - _SIGN_REACH), match.end())
    verb = verb or ISSUED.search(source.low, sentence[0], match.start())
    verb = verb or HANDED.search(source.low, sentence[0], match.start())
    if verb is None and match.group() == "kết nghĩa":
        verb = _HELD.search(source.low, sentence[0], match.start())
    return _holding(tokens, sentence[0], verb.start()) if verb else ()


def owners(tokens: Tokens, match: re.Match[str], limit: int) -> tuple[Named, ...]:
    """ "Quy chế phối hợp công tác của Chính phủ và Tổng Liên đoàn": two named bodies or more."""
    of = _OF.search(tokens.source.low, match.end(), min(limit, match.end() + _NEAR))
    listed = _without_actor(tokens, match, party_list(tokens, of.end(), limit)) if of else ()
    named = [party for party in listed if rank(party) == _NAMED and party.name[0].isupper()]
    return tuple(listed) if len(named) >= _TWO and len(named) == len(listed) else ()


def carrying_out(tokens: Tokens, sentence: Span, match: re.Match[str]) -> tuple[Named, ...]:
    """ "A và B tổng kết thực hiện quy chế phối hợp", "gặp mặt giữa A và B về thực hiện ..."."""
    low = tokens.source.low
    doing = _DOING.search(low, max(sentence[0], match.start() - _SIGN_REACH), match.start())
    done = not _NOT_YET.search(low, sentence[0], match.start())
    if doing and done and not _ONLY_IF.search(low, match.end(), sentence[1]):
        # "A tổng kết chương trình ...; B triển khai chương trình ...": only B
        clause = low.rfind(";", sentence[0], doing.start()) + 1
        own = clause and subject_body(tokens, clause, doing.start())
        listed = _holding(tokens, clause if own else sentence[0], doing.start())
        if len(listed) >= _TWO and all(map(is_one_body, listed)):
            return listed
    if not low[max(sentence[0], match.start() - _BRIEF) : match.start()].endswith(_CARRIED_OUT):
        return ()
    between = BETWEEN.search(low, sentence[0], match.start())
    if between:
        listed = party_list(tokens, between.end(), match.start())
    else:
        verbs = _HELD.finditer(low, sentence[0], match.start())
        held = (_holding(tokens, sentence[0], verb.start()) for verb in verbs)
        listed = next((each for each in held if len(each) >= _TWO), ())
    named = all(rank(party) == _NAMED and party.name[0].isupper() for party in listed)
    return listed if named and len(listed) >= _TWO else ()


def _is_for_others(tokens: Tokens, start: int, verb: int) -> bool:
    """ "A và B | tổ chức cho học sinh | ký cam kết": neither of the two signs."""
    return _FOR_OTHERS.search(tokens.source.low, max(start, verb - _SIGN_REACH), verb) is not None


def _holding(tokens: Tokens, start: int, verb: int) -> tuple[Named, ...]:
    """ "A và B tổ chức", "A chủ trì, phối hợp với B, C tổ chức": all that hold the meeting."""
    if _is_for_others(tokens, start, verb):
        return ()
    partners = _PARTNERS.search(tokens.source.low, start, verb)
    listed = party_list(tokens, partners.end(), verb) if partners else ()
    if partners is None or not listed:
        return subjects(tokens, start, verb)
    host = subject_body(tokens, start, partners.start())
    return (host, *listed) if host else subjects(tokens, start, verb)
