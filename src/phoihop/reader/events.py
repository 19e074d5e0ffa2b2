"""The one event a report is about: kind, day, host, period."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from phoihop.reader.dates import DayWritten, find_days
from phoihop.reader.facts import Dated, Event, Named
from phoihop.reader.held import ASIDE, first_told, is_digest, is_held
from phoihop.reader.hosts import acting_in, find_host, with_place
from phoihop.reader.kinds import Hit, find_kinds
from phoihop.reader.lexicon import free_words, words
from phoihop.reader.no_event import has_crosshead, is_none, is_notice, tells_of_paper
from phoihop.reader.normal import Source
from phoihop.reader.planning import period_of
from phoihop.reader.posted import posting_date
from phoihop.reader.segment import Layout
from phoihop.reader.spans import Spans
from phoihop.reader.tables import data
from phoihop.reader.tokens import Tokens
from phoihop.reader.vocabulary import lower
from phoihop.reader.work_years import SAID
from phoihop.reader.years import year_after_papers, year_in_force, year_of

Span = tuple[int, int]
_LED: Final = re.compile(
    r"(?<!\w)do\s.{3,200}?(?:trưởng đoàn|dẫn đầu|chủ trì)|(?<!\w)dẫn đầu (?:đoàn|tổ)(?!\w)"
)
_BY_PERSON: Final = re.compile(
    r"(?:^|(?<=[,:)–-])|(?<=[,:)–-] ))"
    r"(?:đồng chí|đ/c|ông|bà|(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy)) [^.;:]{4,300}?"
    r"(?:(?:đã|vừa|có|đến|cùng|tới|đi) ){1,3}(?:đến|tới|kiểm tra|khảo sát|thăm|buổi làm việc"
    r"|cuộc làm việc|làm việc|chuyến)"
    r"(?!\w)(?! (?:báo cáo|dự|tham dự|tiếp|giải trình|trình bày|trả lời)(?!\w))"
)
_HOLDS: Final = re.compile(r"(?<!\w)tổ chức(?!\w)")
_TODAY: Final = re.compile(r"(?<!\w)(?:hôm nay|(?P<part>sáng|chiều|tối) nay)(?!\w)")
_CAPTION: Final = re.compile(r"(?:phát biểu|quang cảnh|toàn cảnh)[^,.]{0,60}? ngày\s$")
_OPENS_SENTENCE: Final = re.compile(r"[\W_]*(?:[^\W_]{2,12}\s?[-–)]\s?){0,2}\W*từ")
_UP_TO: Final = re.compile(r"(?:,? (?:đến|tới)|\s?[-–])(?: hết)?(?: ngày)? \d")
# What is open for a time, while the event itself has its own day.
_HANDED_IN: Final = re.compile(r"(?<!\w)(?:nhận|nộp|gửi|đăng ký|bình chọn|trưng bày)(?!\w)")
_MEETING_ON: Final = re.compile(
    r"(?<!\w)(?:hội nghị|lễ|buổi|phiên|cuộc|kỳ họp)(?!\w)[^.,;\n]{0,40} $"
)
_NEAR: Final = 2  # sentences of the lead
_HANDED_OVER: Final = re.compile(
    r"(?<!\w)(?:công bố|trao)[^.,;\n]{0,30}? quyết định(?! kiểm tra| giám sát| thanh tra)(?!\w)"
)
_TERM_SIGNED: Final = re.compile(
    r"phối hợp(?!\w)[^.;\n]{0,80}? giai đoạn (20\d\d)\s?[-–—]\s?(20\d\d)(?!\d)"
)
_WITH_PLANS: Final = frozenset(["briefing", "review", "final_review", "rollout"])
_MEETINGS: Final = ("họp ", "cuộc họp", "buổi họp", "phiên họp", "hội nghị")  # of any kind
_GROUNDS: Final = re.compile(r"[\W_]{0,9}(?:thực hiện|căn cứ|theo|nhân|hưởng ứng|chào mừng)(?!\w)")
_DAY_OF_PAPER: Final = re.compile(r"\s(?:của|về việc|về kế hoạch|ban hành)(?!\w)")
_LOOKED_AT: Final = 8
_TODAY_SESSIONS: Final = {"sáng": "morning", "chiều": "afternoon", "tối": "evening"}


class _Told(NamedTuple):
    """Where a report tells its event: its first sentences, the one that tells it, day and kind."""

    sentences: list[Span]
    sentence: Span | None
    day: DayWritten | None
    hits: list[Hit]  # of its kind first


def find_event(
    tokens: Tokens, layout: Layout, chairs: tuple[str, ...], used: Spans
) -> Event | None:
    """Return the event of a news report, None for a feature, an interview or a notice.

    used: spans of document references, whose dates and words are not the event's.
    """
    source, headline = tokens.source, layout.headline
    told = _told(source, layout, used)
    if told is None:
        return None
    sentences, sentence, day, hits = told
    kind = hits[0].kind
    year = _year(source, layout, told, used)
    spans = [headline, *([_told_of_event(source, sentence, day)] if sentence else [])]
    led = kind == "visit" and _is_led(source, sentence or (sentences or [headline])[0])
    also = (hit.kind for hit in hits[1:] if hit.kind not in {kind, "other"})
    seen = source.evidence(hits[0].start, hits[0].end)
    return Event(
        seen.start,
        seen.end,
        seen.text,
        kind=kind,
        also=tuple(dict.fromkeys(also)),
        date=_dated(source, day, year) if day else _today(source, layout, sentences),
        session=_session(source, day, sentences),
        host=None if led else _host(tokens, [headline, *sentences], sentence, used, day),
        chair=chairs,
        period=_period(source, layout, spans, year, hits[0]),
    )


def _told(source: Source, layout: Layout, used: Spans) -> _Told | None:
    """Return where an event is told; None where what is told is none."""
    sentences = _first_sentences(layout)
    day, sentence = _event_day(source, sentences, used)
    headline = layout.headline
    if is_none(source, headline, sentences, day) or is_digest(source, layout):
        return None
    today = _today_sentence(source, sentences)
    sentence = sentence or today
    hits = find_kinds(source, headline, sentence, sentences)
    if not hits or (day is None and today is None and not is_held(source, layout)):
        return None
    if sentences and tells_of_paper(source, headline, sentences, day):
        return None
    if sentence and hits[0].start >= headline[1] and has_crosshead(source, layout, sentence):
        return None  # a feature, which tells of many things
    return _Told(sentences, sentence, day, hits)


def _year(source: Source, layout: Layout, told: _Told, used: Spans) -> int | None:
    """Return the year of the day told: by the report, else by the papers it names."""
    if told.day is None:
        return None
    year = year_of(source, layout, told.day, used)
    if year is not None:
        return year
    spans = [layout.headline, *told.sentences]
    return _year_told_by_papers(source, told.day, told.hits[0].kind, spans, used)


def _host(
    tokens: Tokens, spans: list[Span], sentence: Span | None, used: Spans, day: DayWritten | None
) -> Named | None:
    """Return the host; where none is found or a level alone, another sentence of its day tells.

    spans: the headline and the first sentences.
    """
    found = find_host(tokens, spans[0], sentence, spans[1:], used)
    if found is not None and found.name.rsplit(maxsplit=1)[-1] not in words("people", "levels"):
        return found
    others = [span for span in spans[1:] if span != sentence]
    again = acting_in(tokens, _same_day(tokens.source, others, day), used)
    return again if found is None else with_place(found, again)


def _same_day(source: Source, sentences: list[Span], day: DayWritten | None) -> list[Span]:
    """Return the sentences that name the day of the event, too."""
    if day is None:
        return []
    date, number = (day.day, day.month), str(day.day)
    return [
        span
        for span in sentences
        if source.low.find(number, *span) >= 0
        and any((each.day, each.month) == date for each in find_days(source.low, *span))
    ]


def _told_of_event(source: Source, sentence: Span, day: DayWritten | None) -> Span:
    """Return the part of the dated sentence that tells the event.

    Not on what grounds it is held, "Thực hiện Chương trình công tác năm 2031, ngày 5/3, ...", nor
    what someone says at it, "... cho biết, năm 2030 ...".
    """
    start, end = sentence
    if day is not None and _GROUNDS.match(source.low, start, day.start):
        start = day.start
    said = SAID.search(source.low, max(start, day.end if day else start), end)
    return (start, said.start() if said else end)


def _year_told_by_papers(
    source: Source, day: DayWritten, kind: str, spans: list[Span], used: Spans
) -> int | None:
    """Return the year that papers leave: those made known, or decisions handed over."""
    if kind == "rollout":
        return year_after_papers(source, day, used)
    if kind == "ceremony" and any(_HANDED_OVER.search(source.low, *span) for span in spans):
        return year_in_force(source, day) or year_after_papers(source, day, used, "QĐ")
    return None


def _period(
    source: Source, layout: Layout, spans: list[Span], year: int | None, told_by: Hit
) -> str | None:
    """Return the period; of an event on no day its lead may tell a quarter or a half.

    What speakers are told to make known, "nhiệm vụ 6 tháng cuối năm", is no plan of their meeting.
    """
    kind = told_by.kind
    speakers = source.low[told_by.start : told_by.end] == "báo cáo viên"
    met = source.low.startswith(_MEETINGS, told_by.start)
    planned = (kind in _WITH_PLANS or met) and not speakers
    found = period_of(source, layout, spans, year, planned=planned)
    if kind == "contest" and found and found.isdigit():
        return None  # its year only names a contest
    if found or len(spans) > 1:
        return found
    told = period_of(source, layout, list(layout.lead), year, planned=planned)
    if told and not told[-2:].isdigit():
        return told
    if (
        planned and kind != "briefing" and layout.lead
    ):  # a year only where the first sentence plans or reviews it
        return period_of(source, layout, list(first_told(source, layout)), year, planned=False)
    return _term_signed(source, layout) if kind == "signing" else None


def _term_signed(source: Source, layout: Layout) -> str | None:
    """ "Nội dung chương trình phối hợp giữa hai đơn vị giai đoạn 2038-2040": told further on."""
    for span in layout.lead:
        term = _TERM_SIGNED.search(source.low, *span)
        if term:
            return f"{term[1]}-{term[2]}"
    return None


def _is_led(source: Source, sentence: Span) -> bool:
    """Say whether a person leads a visit: "ông A vừa đến kiểm tra", "do bà B làm trưởng đoàn"."""
    if _LED.search(source.low, *sentence):
        return True
    low = source.low[slice(*sentence)]
    person = _BY_PERSON.search(low)
    return person is not None and not _HOLDS.search(low, 0, person.start())


def _first_sentences(layout: Layout) -> list[Span]:
    start = layout.headline[1]
    body = (
        span for span in layout.sentences if span[0] >= start and layout.role_at(span[0]) == "body"
    )
    return [*islice(body, _LOOKED_AT)]


def _event_day(
    source: Source, sentences: list[Span], used: Spans
) -> tuple[DayWritten | None, Span | None]:
    """Return the first day said of something that was held, and its sentence."""
    for number, sentence in enumerate(sentences):
        if not _event_words().search(source.low, *sentence) or is_notice(source, sentence):
            continue
        if ASIDE.match(source.low[slice(*sentence)]):
            continue
        for day in find_days(source.low, *sentence):
            if used.holds(day.start) or not day.said or _is_of_grounds(source, sentence, day):
                continue
            before = source.low[sentence[0] : day.start]
            if before.rstrip().endswith(("từ", "đến", "trước", "(")) and not (
                day.several or (number < _NEAR and _is_span_of_event(source, sentence, day))
            ):
                continue
            later = re.search(r"(?<!\w)sẽ(?!\w)", before)
            if later or (number > _NEAR and _CAPTION.search(before + "ngày ")):
                continue
            return day, sentence
    return None, None


def _is_of_grounds(source: Source, sentence: Span, day: DayWritten) -> bool:
    """ "Thực hiện Quyết định 12/QĐ-UBND ngày 5/3/2031 của ...": when what is carried out began."""
    grounds = _GROUNDS.match(source.low, *sentence) is not None
    return grounds and _DAY_OF_PAPER.match(source.low, day.end) is not None


def _is_span_of_event(source: Source, sentence: Span, day: DayWritten) -> bool:
    """ "tổ chức khảo sát tại 10 phường từ ngày 12/8 đến 12/9": the first day of what was held.

    "Từ ngày 20/7 đến 24/7, Ban A tổ chức lớp": at the beginning of its sentence as well.
    """
    ends = _UP_TO.match(source.low, day.end)
    before = source.low[sentence[0] : day.start].rstrip()
    if ends is None or not before.endswith("từ") or _HANDED_IN.search(source.low, *sentence):
        return False
    opens = _OPENS_SENTENCE.fullmatch(before) is not None
    return " tổ chức " in (source.low[day.end : sentence[1]] if opens else before)


def _today_sentence(source: Source, sentences: list[Span]) -> Span | None:
    """Return the sentence of the lead that tells what is held "hôm nay", a day not written."""
    return next(
        (
            each
            for each in sentences[:_NEAR]
            if _TODAY.search(source.low, *each) and _event_words().search(source.low, *each)
        ),
        None,
    )


@cache
def _event_words() -> re.Pattern[str]:
    words = data("events")["words"]
    entries = (*words["nouns"], *words["hold"], *words["happen"], *words["acts"], "ký")
    return re.compile(free_words(map(lower, entries)))


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


def _session(source: Source, day: DayWritten | None, sentences: list[Span]) -> str | None:
    """Return the part of the day; "lễ ký kết chiều 18/10" may tell it of a day named before."""
    if day is not None:
        return day.session or _session_told_on(source, day, sentences)
    for span in sentences[:2]:
        match = _TODAY.search(source.low, *span)
        if match and match["part"]:
            return _TODAY_SESSIONS[match["part"]]
    return None


def _session_told_on(source: Source, day: DayWritten, sentences: list[Span]) -> str | None:
    parts = {
        each.session
        for span in _same_day(source, sentences, day)
        for each in find_days(source.low, *span)
        if (each.day, each.month) == (day.day, day.month)
        and each.session
        and _MEETING_ON.search(source.low, span[0], each.start)
    }
    return parts.pop() if len(parts) == 1 else None
