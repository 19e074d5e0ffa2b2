"""A paper that is itself an agreement: a joint regulation, programme or plan between bodies."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from phoihop.reader.facts import Agreement, Evidence, Header, Named
from phoihop.reader.head_words import JOINT_LETTERS, names_a_body
from phoihop.reader.normal import Source
from phoihop.reader.vocabulary import lower
from phoihop.vntext import nfc
from phoihop.vntext.spelling import is_syllable

Span = tuple[int, int]
_KINDS: Final = {
    "QC": "regulation", "CTr": "programme", "KH": "plan", "NQ": "other", "other": "other",
}  # fmt: skip
_TOGETHER: Final = re.compile(
    r"(?<!\w)(?:phối hợp|liên tịch|liên ngành|hợp tác|ghi nhớ|thỏa thuận)(?!\w)"
)
_PLEDGE: Final = re.compile(r"(?<!\w)(?:cam kết|giao ước)(?!\w)")
# A plan to check, or a report about, what others have agreed is no agreement of its own.
_OF_ANOTHER: Final = re.compile(
    r"(?:về )?(?:việc )?(?:kiểm tra|giám sát|khảo sát|rà soát|đánh giá|sơ kết|tổng kết|kết quả)"
    r"[^\n.;]{0,60}?(?:quy chế|chương trình|kế hoạch|nghị quyết|thỏa thuận|hợp đồng)"
    r" (?:phối hợp|liên tịch|liên ngành|hợp tác)(?!\w)"
)
_CARRIES_OUT: Final = re.compile(
    r"(?:về )?(?:việc )?(?:triển khai|thực hiện)(?: thực hiện)? (?:quy chế|chương trình|kế hoạch"
    r"|nghị quyết|thỏa thuận) (?:phối hợp|liên tịch|liên ngành|hợp tác)(?!\w)"
)
# A paper about a meeting is no agreement, though one may be signed there.
_OF_A_MEETING: Final = re.compile(r"(?:v/v |về việc )?(?:mời |dự |họp |tham dự )")
_TOLD: Final = re.compile(
    r"(?<!\w)(?P<kind>chương trình|quy chế|kế hoạch|nghị quyết)\s+(?:phối hợp|liên tịch|liên ngành)"
    r"(?:\s[^.;,\n]{0,60}?)?\s+giữa\s+"
)
_TOLD_KINDS: Final = {
    "chương trình": "programme", "quy chế": "regulation", "kế hoạch": "plan", "nghị quyết": "other",
}  # fmt: skip
_BETWEEN: Final = re.compile(r"(?<!\w)giữa\s+(?!năm|kỳ|nhiệm|tháng)")
_WITH: Final = re.compile(r"(?<!\w)(?:với|của)\s+")
_JOINT: Final = re.compile(
    r"(?:(?<!\s)\s+)?[,;]\s*(?:và\s+|với\s+)?|(?<!\s)\s+(?:và|với|cùng|[-–—])\s+"
)
_LIST_END: Final = re.compile(
    r"(?<![\s(])[\s(]+(?:giai\s+đoạn|nhiệm\s+kỳ|năm\s+\d{4}|năm học|từ năm|trong|nhằm|để"
    r"|trên địa bàn|thực hiện|tổ chức (?:các|hội|lễ|thực)|triển khai|tuyên truyền|20\d\d)(?!\w)"
    r"|(?<!chỉ đạo)(?<![\s(])[\s(]+về(?!\w)|\("
)
_COLLECTIVE: Final = ("các ", "những ", "một số ", "nhà trường ")
_TERM: Final = re.compile(r"(20\d\d)\s?(?:[-–—]|đến(?: năm)?)\s?(20\d\d)(?!\d)")
_YEAR: Final = re.compile(r"(?<!\w)năm\s+(20\d\d)(?!\d)")
_BREAK: Final = re.compile(r"[\n|\t]+|\s[-–—]\s")
_MARKS: Final = " \n\t|,;:.-–—*_"
_TWO: Final = 2
_TITLE_REACH: Final = 60
_SHORTEST_FIRM: Final = 4
_HEAD_REACH: Final = 60  # no name of a kind of body is longer


def own_agreement(source: Source, header: Header) -> Agreement | None:
    """Return the agreement that the paper of a head is, None where it binds only its issuer."""
    kind = _KINDS.get(header.kind or "")
    if kind is None:
        return None
    subject = header.subject.name if header.subject else ""
    titled = lower(nfc(f"{header.text[-_TITLE_REACH:]} {subject}"))
    if header.kind == "other" and _OF_A_MEETING.match(lower(nfc(subject))):
        return None
    if kind == "other" and _PLEDGE.search(titled):
        kind = "commitment"
    elif not _TOGETHER.search(titled) or _OF_ANOTHER.match(lower(nfc(subject))):
        return None
    elif _CARRIES_OUT.match(lower(nfc(subject))) and not JOINT_LETTERS.match(_symbol(header)):
        return None  # "Kế hoạch | triển khai quy chế phối hợp giữa A và B" of C
    parties = _parties(source, header, kind)
    if len(parties) < _TWO:
        return None
    place = header.subject or header
    seen = Evidence(place.start, place.end, place.text)
    return Agreement(
        seen.start, seen.end, seen.text, kind, parties, *_years(lower(nfc(subject)), kind)
    )


def agreement_told(source: Source, header: Header) -> Agreement | None:
    """ "SƠ KẾT CHƯƠNG TRÌNH PHỐI HỢP GIỮA A VÀ B": the agreement a paper is about."""
    if header.subject is None:
        return None
    start, end = _clean_span(source, header.subject)
    told = _TOLD.search(source.low, start, end)
    parties = _listed(source, told.end(), end) if told else ()
    if told is None or len(parties) < _TWO:
        return None
    kind = _TOLD_KINDS[" ".join(told["kind"].split())]
    seen = source.evidence(told.start(), end)
    years = _years(source.low[told.start() : end], kind)
    return Agreement(seen.start, seen.end, seen.text, kind, parties, *years)


def _parties(source: Source, header: Header, kind: str) -> tuple[Named, ...]:
    """Return the bodies of the title; else those that issue the paper together."""
    if header.subject is not None:
        start, end = _clean_span(source, header.subject)
        between = _BETWEEN.search(source.low, start, end)
        if between:
            return _listed(source, between.end(), end)
        of = _WITH.search(source.low, start, end) if kind in {"regulation", "programme"} else None
        listed = _listed(source, of.end(), end) if of else ()
        if len(listed) >= _TWO:
            return listed
        if listed and of and of.group().startswith("với") and header.issuer:
            return (header.issuer, *listed)
    symbol = _symbol(header)
    told = header.subject is not None and lower(nfc(header.subject.name)).startswith("phối hợp")
    if header.issuer is not None and (told or JOINT_LETTERS.match(symbol)):
        return _issuing(source, header.issuer)
    return ()


def _symbol(header: Header) -> str:
    return "".join((header.symbol or "").split())


def _listed(source: Source, start: int, end: int) -> tuple[Named, ...]:
    """Cut a list at commas, "và", "với" and dashes behind which a body or a collective begins."""
    stop = _LIST_END.search(source.low, start, end)
    end = stop.start() if stop else end
    cuts = [
        joint.span()
        for joint in _JOINT.finditer(source.low, start, end)
        if _begins_party(source, joint.end(), end)
    ]
    begins = [start, *(last for _, last in cuts)]
    ends = [*(first for first, _ in cuts), end]
    if not _begins_party(source, start, end):
        return ()
    return tuple(_named(source, *span) for span in zip(begins, ends, strict=True))


def _begins_party(source: Source, at: int, end: int) -> bool:
    if at >= end:
        return False
    low = source.low[at : min(end, at + _HEAD_REACH)].replace(",", " ")  # "Công an, Tòa án"
    if low.startswith(_COLLECTIVE):
        return True
    # a word that is no syllable names a firm: "Viettel", "Agribank"
    return source.clean[at].isupper() and (names_a_body(low) or _is_foreign(low))


def _is_foreign(low: str) -> bool:
    first = low.split(maxsplit=1)[0].strip(_MARKS)
    return first.isalpha() and len(first) >= _SHORTEST_FIRM and not is_syllable(first)


def _issuing(source: Source, issuer: Named) -> tuple[Named, ...]:
    """Return the bodies of a joint issuer, each on lines of its own or behind a dash."""
    start, end = _clean_span(source, issuer)
    pieces: list[Span] = []
    at = start
    for cut in (*_BREAK.finditer(source.low, start, end), None):
        until = cut.start() if cut else end
        text = source.low[at:until].strip(_MARKS)
        if text and text != "và":
            first = source.low.index(text, at)
            if pieces and not names_a_body(text):
                pieces[-1] = (pieces[-1][0], first + len(text))
            else:
                pieces.append((first, first + len(text)))
        at = cut.end() if cut else end
    return tuple(_named(source, *piece) for piece in pieces)


def _named(source: Source, start: int, end: int) -> Named:
    text = source.clean[start:end]
    start += len(text) - len(text.lstrip(_MARKS))
    end -= len(text) - len(text.rstrip(_MARKS))
    return source.named(start, end)


def _clean_span(source: Source, named: Named) -> Span:
    """Return offsets into the clean text for those of a fact, which are into the raw one."""
    if source.starts is None or source.ends is None:
        return named.start, named.end
    return bisect_left(source.starts, named.start), bisect_left(source.ends, named.end) + 1


def _years(subject: str, kind: str) -> tuple[int | None, int | None]:
    """Return the term; a regulation stays in force, so that a single year is none of it."""
    term = _TERM.search(subject)
    if term:
        return int(term[1]), int(term[2])
    year = _YEAR.search(subject) if kind != "regulation" else None
    return (int(year[1]), int(year[1])) if year else (None, None)
