"""The one event a report is about: kind, day, host, period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from phoihop.reader.dates import DayWritten, find_days
from phoihop.reader.facts import Dated, Event
from phoihop.reader.hosts import find_host
from phoihop.reader.lexicon import data
from phoihop.reader.normal import Source, lower
from phoihop.reader.segment import Layout
from phoihop.reader.spans import Spans
from phoihop.reader.tokens import Tokens
from phoihop.reader.years import period_of, posting_date, year_of

Span = tuple[int, int]
_NOTICE: Final = re.compile(
    r"^(?:nghị quyết|chỉ thị|kế hoạch|quyết định|thông tư|hướng dẫn|công văn|v/v)(?!\w)"
)
_FROM: Final = re.compile(
    r"(?<!\w)(?:tổ chức|diễn ra|khai mạc|làm việc|hội nghị|lễ|buổi|cuộc|phiên)(?!\w)"
)
_OPINION: Final = re.compile(
    r"^(?:cần|phải|tăng|nâng cao|đổi mới|để|vẫn|hiện thực hóa|tiếp tục|kết quả bước đầu"
    r"|không|nhiều)(?!\w)|(?<!\w)phải(?!\w)"
)
_AS_NOUN: Final = re.compile(
    r"(?<!\w)(?:công tác|hoạt động|phối hợp|hình thức|việc|chức năng|nghiệp vụ|hiệu quả)\s$"
)
_NOUNS: Final = frozenset(
    ["kiểm tra", "giám sát", "thanh tra", "khảo sát", "đối thoại", "kiểm toán"]
)
_ISSUED: Final = re.compile(
    r"(?<!\w)(?:(?:đã|vừa)(?: có| ký)? ban hành|ký quyết định|ký ban hành)(?!\w)"
)
_LED: Final = re.compile(r"(?<!\w)do\s.{3,200}?(?:làm trưởng đoàn|dẫn đầu|chủ trì)")
_TODAY: Final = re.compile(r"(?<!\w)(?:hôm nay|(?P<part>sáng|chiều|tối) nay)(?!\w)")
_LOOKED_AT: Final = 8
_TODAY_SESSIONS: Final = {"sáng": "morning", "chiều": "afternoon", "tối": "evening"}


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    kind: str


def find_event(
    tokens: Tokens, layout: Layout, chairs: tuple[str, ...], used: Spans
) -> Event | None:
    """Return the event of a news report, None for a feature, an interview or a notice.

    used: spans of document references, whose dates and words are not the event's.
    """
    source = tokens.source
    sentences = _first_sentences(layout)
    day, sentence = _event_day(source, sentences, used)
    headline = layout.headline
    if _is_none(source, headline, sentences):
        return None
    hits = _kinds(source, headline, sentence, sentences)
    if not hits or (day is None and not _is_held(source, layout)):
        return None
    year = year_of(source, layout, day) if day else None
    spans = [headline, *([sentence] if sentence else [])]
    seen = source.evidence(hits[0].start, hits[0].end)
    led = hits[0].kind == "visit" and sentence and _LED.search(source.low, *sentence)
    also = tuple(
        dict.fromkeys(hit.kind for hit in hits[1:] if hit.kind not in {hits[0].kind, "other"})
    )
    date = _dated(source, day, year) if day else _today(source, layout, sentences)
    return Event(
        seen.start,
        seen.end,
        seen.text,
        kind=hits[0].kind,
        also=also,
        date=date,
        session=_session(source, day, sentence, sentences),
        host=None if led else find_host(tokens, headline, sentence, sentences, used),
        chair=chairs,
        period=period_of(source, layout, spans, year),
    )


def _first_sentences(layout: Layout) -> list[Span]:
    start = layout.headline[1]
    body = [
        span for span in layout.sentences if span[0] >= start and layout.role_at(span[0]) == "body"
    ]
    return body[:_LOOKED_AT]


def _event_day(
    source: Source, sentences: list[Span], used: Spans
) -> tuple[DayWritten | None, Span | None]:
    """Return the first day said of something that was held, and its sentence."""
    for sentence in sentences:
        if not _event_words().search(source.low, *sentence) or _is_notice(source, sentence):
            continue
        for day in find_days(source.low, *sentence):
            inside = used.holds(day.start)
            before = source.low[max(0, day.start - 12) : day.start].rstrip()
            if inside or not day.said or before.endswith(("từ", "đến", "trước", "(", "kể từ")):
                continue
            return day, sentence
    return None, None


def _is_notice(source: Source, sentence: Span) -> bool:
    """Say whether a sentence tells that a document was issued, not that something was held."""
    issued = _ISSUED.search(source.low, *sentence)
    return issued is not None and not _FROM.search(source.low, sentence[0], issued.start())


@cache
def _event_words() -> re.Pattern[str]:
    words = data("events")["words"]
    entries = sorted(
        {*words["nouns"], *words["hold"], *words["happen"], *words["acts"], "ký"},
        key=len,
        reverse=True,
    )
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(lower(word)) for word in entries) + r")(?!\w)"
    )


def _is_none(source: Source, headline: Span, sentences: list[Span]) -> bool:
    words = data("events")["words"]
    title = source.low[headline[0] : headline[1]]
    if any(word in title for word in words["none_headline"]):
        return True
    lead = (
        source.low[sentences[0][0] : sentences[min(2, len(sentences) - 1)][1]] if sentences else ""
    )
    return any(word in lead for word in words["interview"])


def _is_held(source: Source, layout: Layout) -> bool:
    """Say whether the text speaks of a meeting held, though on no stated day."""
    return bool(
        re.search(
            r"(?:tại|bế mạc|khai mạc|kết luận|chủ trì|tham dự|dự) (?:hội nghị|buổi|lễ"
            r"|phiên họp|cuộc họp|kỳ họp|hội thảo|đại hội)",
            source.low,
        )
    ) and bool(layout.lines)


def _kinds(
    source: Source, headline: Span, sentence: Span | None, sentences: list[Span]
) -> list[_Hit]:
    """Return hits, the deciding one first: headline, then the dated sentence, then the lead."""
    found: list[_Hit] = []
    title = source.low[headline[0] : headline[1]]
    if not _NOTICE.match(title) and not _OPINION.search(title):
        found += _telling(_hits(source, headline))
    for span in ([sentence] if sentence else []) + sentences[:2]:
        found += _telling(_hits(source, _from_event(source, span)) or _hits(source, span))
    return found


def _telling(hits: list[_Hit]) -> list[_Hit]:
    """Leave out words of no clear kind where a clear one stands in the same span."""
    return [hit for hit in hits if hit.kind != "other"] or hits


def _from_event(source: Source, span: Span) -> Span:
    match = _FROM.search(source.low, *span)
    return (match.start(), span[1]) if match else span


@cache
def _kind_table() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for entry in data("events")["kinds"]:
        for word in entry["words"]:
            table[lower(word).strip()] = entry["kind"]
    for word, kind in data("events")["pairs"].items():
        table[lower(word)] = kind
    entries = sorted(table, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, entries)) + r")(?!\w)"), table


def _hits(source: Source, span: Span) -> list[_Hit]:
    pattern, table = _kind_table()
    return [
        _Hit(match.start(), match.end(), table[match.group()])
        for match in pattern.finditer(source.low, *span)
        if not _is_other_sense(source, match)
    ]


def _is_other_sense(source: Source, match: re.Match[str]) -> bool:
    """An occasion ("nhân kỷ niệm"), a negation, or part of a body's name ("Ủy ban Kiểm tra")."""
    before = source.low[max(0, match.start() - 16) : match.start()]
    if re.search(r"(?<!\w)(?:không|chưa)\s$", before):
        return True
    if match.group() in {"kỷ niệm", "lễ kỷ niệm"}:
        return bool(re.search(r"(?:nhân|dịp|hướng tới|chào mừng|đợt thi đua)\s$", before))
    if _AS_NOUN.search(before) and match.group() in _NOUNS:
        return True
    body = re.search(r"(?<!\w)(?:ủy ban|đoàn|ban|viện|thanh)\s$", before)
    return (body is not None and source.clean[match.start()].isupper()) or bool(
        body and match.group() in {"kiểm tra", "giám sát", "thanh tra", "khảo sát"}
    )


def _dated(source: Source, day: DayWritten, year: int | None) -> Dated | None:
    iso = day.iso(year)
    if iso is None:
        return None
    seen = source.evidence(day.start, day.end)
    return Dated(seen.start, seen.end, seen.text, iso)


def _today(source: Source, layout: Layout, sentences: list[Span]) -> Dated | None:
    posted = posting_date(source, layout)
    for span in sentences[:2]:
        match = _TODAY.search(source.low, *span)
        if match and posted:
            seen = source.evidence(*match.span())
            return Dated(seen.start, seen.end, seen.text, posted)
    return None


def _session(
    source: Source, day: DayWritten | None, sentence: Span | None, sentences: list[Span]
) -> str | None:
    if day is not None:
        return day.session
    del sentence
    for span in sentences[:2]:
        match = _TODAY.search(source.low, *span)
        if match and match["part"]:
            return _TODAY_SESSIONS[match["part"]]
    return None
