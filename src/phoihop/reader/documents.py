"""Formal documents a text refers to: by number and symbol, by date, by session or congress."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from phoihop.reader import ordinals
from phoihop.reader.dates import DATE, day_of
from phoihop.reader.document_words import (
    OF_FORM,
    codes,
    first_words,
    has_letters_of,
    kind_begins,
    kind_words,
    settled_kind,
)
from phoihop.reader.facts import Document
from phoihop.reader.issued import (
    DATED,
    OF,
    date_after,
    date_before,
    date_behind_issuer,
    day_behind_issuer,
    issuer_after,
    issuer_before,
    past_place,
)
from phoihop.reader.normal import Source
from phoihop.reader.spans import Spans
from phoihop.reader.tables import data
from phoihop.reader.tokens import Tokens

_LETTERS: Final = r"[A-ZĐ][\wđĐ&.]*"
_JOIN: Final = r"\s?[-/–—_]\s?"
# "CT/T.Ư", "CTr-BĐ.TP": capitals behind a stop, not the next sentence.
_SHORT_PART: Final = r"(?:\.[A-ZĐƯ]{1,4}(?![\wđ]))?"
# "CT/TW - Một số điểm mới": a word behind a dash that stands apart is no part of the symbol.
_NEW_WORD: Final = r"(?!\s[-–—]\s(?!T[wư]\b)[A-ZĐ][^\W\dA-ZĐ_]+\s)"
_SYMBOL: Final = re.compile(
    rf"(?P<year>(?:19|20)\d\d)?(?:(?:{_JOIN})?(?P<letters>{_LETTERS}(?:{_NEW_WORD}{_JOIN}(?:[A-ZĐ0-9]|Ư(?=[A-ZĐ]))[\wđĐ&]*{_SHORT_PART}){{0,6}}))?"
)
# "số 0 1/QĐ-UBND": a blank behind a nought is a slip of the pen; "1.234/UBND-TH".
_NUMBER: Final = re.compile(
    r"(?P<number>0 (?=\d{1,3}\s?/)\d+|\d\.\d{3}(?=\s?[/-]\s?[A-ZĐ])|\d{1,5})"
    r"(?P<letter>[a-zđ](?![\wđ]))?"
)
_AFTER_NUMBER: Final = re.compile(
    r"\s{0,2}[-/–—_]\s{0,2}(?=[A-ZĐ\d])|\s(?=[A-ZĐ]{2,6}\s?[-–/]\s?[A-ZĐ])"
)
_TERM_APART: Final = re.compile(r"\s\d\d(?![\w/])")  # "819/NQ-UBTVQH 14"
_SAID: Final = re.compile(r"\s{0,3}(?:mang\s)?(?:số|sô)\s?:?\s{0,3}")
_MORE: Final = re.compile(r"\s?(?:,\s?|và\s|;\s)(?:(?:số|sô)\s:?\s?)?(?=\d)")
_LATER: Final = re.compile(r"[^.;:\n\d]*?(?P<said>\s(?:số|sô)\s?:?\s?)(?=\d)")
_NAME_BEFORE_NUMBER: Final = 70
_SHORT: Final = 2  # letters of "NQ"
_IN_SYMBOL: Final = frozenset("-–—/_&")
_PROGRAMMES: Final = frozenset(["ĐA", "CTr"])
# What goes on behind a number that counts nothing.
_NOT_COUNTED: Final = frozenset(
    ["của", "về", "giai", "là", "và", "đã", "được", "do", "tại", "trên", "trong", "năm", "với",
     "cho", "đang", "sẽ", "ở", "từ"]
)  # fmt: skip
_OF_NO_ONE: Final = re.compile(r"(?<!phạm )pháp \Z|(?<![\w/.,-])(?<!điều )(?<!khoản )\d\d? \Z")
_KNOWN_BY: Final = 3  # digits
_NUMBER_OF_BODY: Final = range(2, 4)  # digits of "Kế hoạch 28 của Bộ ..."
_LONGEST_LAW: Final = 110
_OF_BODY: Final = re.compile(r"\scủa\s(?P<first>[^\W\d_])")
# "Thông tư số 01/2031 của Bộ ...": papers of the State cited by number and year alone.
_WITH_YEAR: Final = frozenset(["TT", "NĐ", "QĐ", "NQ", "L"])
_YEAR: Final = re.compile(r"\s?/\s?(20\d\d)(?!\d|[/.\-–]\w)")
# "nghị quyết 45/2031 phiếu": so many of so many, where the word for the number is left out.
_COUNTED: Final = re.compile(
    r"\s(?:ý kiến|lượt|thành viên|ủy viên|cử tri|đảng viên|hội viên|suất|công trình|phiếu|lá phiếu"
    r"|đại biểu|vị đại biểu)(?!\w)"
)
_MONTHS: Final = 12


@dataclass(frozen=True)
class Reference:
    """One mention of a document; offsets in the clean text."""

    start: int
    end: int
    document: Document


def find_references(tokens: Tokens, skip: Spans | None = None) -> list[Reference]:
    """Return every mention in text order; mentions inside `skip` are left out."""
    source = tokens.source
    found: list[Reference] = []
    end = 0
    kinds, begins = kind_words(), kind_begins()
    for at in tokens.places(first_words()):
        start, low = tokens.starts[at], source.low
        if low[start : tokens.ends[at] + 2] not in begins and tokens.lows[at] not in begins:
            continue
        match = kinds.match(low, start) if start >= end else None
        if match is None or (len(match.group()) == _SHORT and not _is_short_kind(source, match)):
            continue
        end = match.end()
        if skip and skip.holds(start):
            continue
        for reference in _references_at(tokens, match):
            _share_day(source, found, reference, start)
            found.append(reference)
            end = max(end, reference.end)
    return found


def _is_short_kind(source: Source, match: re.Match[str]) -> bool:
    """Say whether "NQ" stands for the kind, not within a symbol: "18-NQ/TW"."""
    start, end = match.span()
    before = source.clean[start - 1 : start] if start else ""
    return source.clean[start:end].isupper() and before not in _IN_SYMBOL


def _share_day(source: Source, found: list[Reference], one: Reference, start: int) -> None:
    """Give the day of "... số 217-QĐ/TW và Quyết định số 218-QĐ/TW ngày ..." to the first too."""
    if not found or not one.document.date or found[-1].document.date:
        return
    before, document = found[-1].document, one.document
    joined = source.clean[found[-1].end : start].strip() in {"và", ","}
    follow = before.number is not None and document.number == before.number + 1
    if (
        joined
        and follow  # two that were issued on one day have numbers side by side
        and before.symbol
        and (before.kind, before.symbol) == (document.kind, document.symbol)
    ):
        told = replace(before, date=document.date, issuer=before.issuer or document.issuer)
        found[-1] = replace(found[-1], document=told)


def _references_at(tokens: Tokens, match: re.Match[str]) -> Iterator[Reference]:
    source, word = tokens.source, match.group()
    kind = codes()[word]
    if kind == "none":
        return
    numbered = list(_numbered(tokens, match.start(), match.end(), kind))
    if kind == "L" and source.low.endswith("kỷ ", 0, match.start()):
        # "kỷ luật 15 đảng viên" punishes; "Quyết định kỷ luật số 5-QĐ/UBKT" has letters of its own
        numbered = [each for each in numbered if each.document.symbol]
    numbered = numbered or list(_numbered_later(tokens, match, kind))
    if numbered:
        yield from numbered
        return
    if _is_of_no_one(source.low, match.start()):
        return  # "phổ biến pháp luật" (not "văn bản quy phạm pháp luật"), "3 nghị quyết"
    known = ordinals.find(source, match.start(), match.end(), kind)
    for end, ordinal, issuer in known:
        place = source.place(match.start(), end)
        document = Document(*place, kind, ordinal=ordinal, issuer=issuer)
        yield Reference(match.start(), end, document)
    if known:
        return
    if kind in {"L", "PL"}:
        yield from _dated_law(source, match.start(), match.end(), kind)
    else:
        yield from _dated_only(tokens, match.start(), match.end(), kind)


def _is_of_no_one(low: str, start: int) -> bool:
    """Say whether "pháp" or a number stands before a kind at an offset."""
    before = low[max(0, start - 2) : start]
    may_be = before[1:] == " " and (before[0] == "p" or before[0].isdecimal())
    return may_be and _OF_NO_ONE.search(low, max(0, start - 12), start) is not None


def _numbered(tokens: Tokens, start: int, at: int, kind: str) -> Iterator[Reference]:
    """Yield "Chỉ thị số 05-CT/TW ngày ... của ..." and the further numbers of a list."""
    source = tokens.source
    said = _SAID.match(source.low, at)
    position = said.end() if said else _skip_blanks(source.low, at)
    group: list[Reference] = []
    while (found := numbered_at(tokens, start, position, kind, said=bool(said))) is not None:
        group.append(found)
        more = _MORE.match(source.low, found.end)
        if not more:
            break
        said = _SAID.match(source.low, found.end) or said
        start = position = more.end()
    issuer = next((each.document.issuer for each in reversed(group) if each.document.issuer), None)
    if not group:
        return
    last = group[-1].document
    date = last.date if all(each.document.date is None for each in group[:-1]) else None
    for each in group:
        document = each.document
        # "Quyết định 217, 218-QĐ/TW"
        shared = last.symbol if last.symbol and not last.symbol[0].isdigit() else None
        letters = document.symbol or shared
        # "Quy định số 293-QĐ/TW, số 294-QĐ/TW ngày 5/3/2031": of one day
        day = document.date or (date if letters == last.symbol else None)
        of = document.issuer or issuer
        if (of, letters, day) == (document.issuer, document.symbol, document.date):
            yield each
        else:
            told = replace(document, issuer=of, symbol=letters, date=day)
            yield replace(each, document=told)


def _numbered_later(tokens: Tokens, match: re.Match[str], kind: str) -> Iterator[Reference]:
    """ "Luật Thanh tra số 56/2010/QH12", "Chỉ thị của Ban Bí thư số 40-CT/TW"."""
    if kind == "other":
        return
    low = tokens.source.low
    reach = _LONGEST_LAW if kind in {"L", "PL"} else _NAME_BEFORE_NUMBER
    start, limit = match.end(), min(len(low), match.end() + reach)
    if low.find("số", start, limit) < 0 and low.find("sô", start, limit) < 0:
        return
    later = _LATER.match(low, start, limit)
    if later is None or kind_words().search(low, match.end(), later.end()):
        return
    if OF_FORM.search(low, match.end(), later.end()):
        return  # "báo cáo theo Mẫu số 01/BC-TK"
    for found in _numbered(tokens, match.start(), later.start("said"), kind):
        symbol = found.document.symbol or ""
        dated = symbol and found.document.date  # "Báo cáo thẩm định số 814/STP-VBPQ ngày ..."
        fits = found.document.kind == kind and (has_letters_of(symbol, kind) or dated)
        if fits and (kind not in {"L", "PL"} or "QH" in symbol.upper()):
            yield found


def _skip_blanks(low: str, at: int) -> int:
    while at < len(low) and low[at] in " \t":
        at += 1
    return at


def numbered_at(tokens: Tokens, start: int, at: int, kind: str, *, said: bool) -> Reference | None:
    """Return the document whose number stands at `at` and whose mention begins at `start`.

    said: "số" stands before the number.
    """
    source = tokens.source
    number = _NUMBER.match(source.clean, at)
    if not number:
        return None
    symbol, end = _symbol(source, number.end())
    if symbol is None and (said or _is_of_year(number["number"], kind)) and kind in _WITH_YEAR:
        year = _YEAR.match(source.low, end)
        if year and (said or not _is_count(tokens, year.end())):
            symbol, end = year[1], year.end()
    if not symbol and (not said and not _may_stand_bare(tokens, number, kind)):
        return None
    if symbol is None and source.low[end : end + 1] in {"/", "%"}:
        return None
    date, end = date_after(source, past_place(source, end) if symbol else end)
    issuer = issuer_after(tokens, end)
    date = date or date_before(tokens, start, source) or date_behind_issuer(source, end)
    counted = int(number["number"].replace(" ", "").replace(".", ""))
    document = Document(
        *source.place(start, end), settled_kind(kind, symbol), counted, symbol, date,
        issuer=issuer or issuer_before(tokens, start),
    )  # fmt: skip
    return Reference(start, end, document)


def _is_of_year(number: str, kind: str) -> bool:
    """ "Nghị định 03/2031 của Chính phủ", but "Quyết định 5/2031" may be of May."""
    return kind in {"NĐ", "TT"} or number[0] == "0" or int(number) > _MONTHS


def _is_count(tokens: Tokens, at: int) -> bool:
    """Say whether what follows a fraction is counted: "45/2031 phiếu", "30/2031 xã"."""
    return _is_unit(tokens, tokens.at_offset(at)) or bool(_COUNTED.match(tokens.source.low, at))


def _may_stand_bare(tokens: Tokens, number: re.Match[str], kind: str) -> bool:
    """ "Chỉ thị 05 của ..." but not "kế hoạch 5 năm"."""
    at = tokens.at_offset(number.end())
    if kind not in data("documents")["numbers"]["bare"]:
        if kind in _PROGRAMMES and _is_known_number(tokens, number, at):
            return not _is_unit(tokens, at) and tokens.low(at) not in {"%", "/", "-", "–"}
        of = _OF_BODY.match(tokens.source.clean, number.end())
        of_body = of is not None and of["first"].isupper()
        known = number["number"][0] == "0" or len(number["number"]) in _NUMBER_OF_BODY
        return kind != "other" and of_body and known  # no "5 của", no year "2031 của"
    dated = DATED.match(tokens.source.low, number.end())
    if dated and DATE.match(tokens.source.low, dated.end()):
        return True
    if _is_unit(tokens, at):
        return False
    return tokens.low(at) not in {"%", "/"}


def _is_known_number(tokens: Tokens, number: re.Match[str], after: int) -> bool:
    """ "Chương trình 30a", "Chương trình 135 của Chính phủ"; not "Chương trình 200 căn nhà"."""
    if number["letter"]:
        return True
    alone = after >= len(tokens) or not tokens[after].is_word
    if number["number"][0] == "0" and alone:
        return True  # "Đề án 06, ..."
    ends = alone or tokens.low(after) in _NOT_COUNTED
    return ends and len(number["number"]) == _KNOWN_BY


def _is_unit(tokens: Tokens, at: int) -> bool:
    units = data("documents")["numbers"]["units"]
    return tokens.low(at) in units or f"{tokens.low(at)} {tokens.low(at + 1)}" in units


def _symbol(source: Source, at: int) -> tuple[str | None, int]:
    """Return what follows the number, "CT/TW" or "2020/NĐ-CP", and where it ends."""
    joint = _AFTER_NUMBER.match(source.clean, at)
    if not joint:
        return None, at
    match = _SYMBOL.match(source.clean, joint.end())
    if not match or not match["letters"]:
        return None, at
    text = match.group().rstrip(".-–/ ")
    term = _TERM_APART.match(source.clean, joint.end() + len(text)) if text[-2:] == "QH" else None
    if term:
        return " ".join((text + term.group()).split()), term.end()
    return " ".join(text.split()), joint.end() + len(match.group().rstrip(".-–/ "))


def _dated_law(source: Source, start: int, at: int, kind: str) -> Iterator[Reference]:
    """ "Luật Trồng cây ngày 08 tháng 7 năm 2001"; one of a year alone is left out."""
    window = source.low[at : at + _LONGEST_LAW]
    # A line may end within the law's name, but not before "Ngày ..." or another item.
    stop = re.search(r"[.;:(]|\n(?![^\W\d_])|\n(?=ngày)|(?<!\w)số:? \d", window)
    window = window[: stop.start()] if stop else window
    another = kind_words().search(window)  # the day is that of the other paper
    window = window[: another.start()] if another else window
    day = re.search(r"(?<!\w)ngày\s", window)
    if not day or not source.clean[at : at + 3].strip():
        return
    between = window[: day.start()]
    passed = "thông qua" in between
    if not passed and (re.search(r"(?<!\w)(?:đã|có hiệu lực|được|vừa|sẽ)(?!\w)", between)):
        return
    written = DATE.match(source.low, at + day.end())
    found = day_of(written) if written else None
    if found is None or found.year is None:
        return
    issuer = re.search(r"được (\S+(?: \S+){0,4}?) thông qua", between)
    name = source.words(at + issuer.start(1), at + issuer.end(1)) if issuer else None
    document = Document(*source.place(start, found.end), kind, date=found.iso(), issuer=name)
    yield Reference(start, found.end, document)


def _dated_only(tokens: Tokens, start: int, at: int, kind: str) -> Iterator[Reference]:
    """A document known by its date: "Kết luận ngày 5/3/2020 của ..."."""
    source = tokens.source
    date, end = date_after(source, at)
    if date is None and kind != "other":
        date, end = day_behind_issuer(tokens, at)
    if date is None or kind == "other":
        return
    if source.low[at] == "," and not OF.match(source.low, end):
        return  # "Thực hiện Kế hoạch, ngày 5/3/2031 đoàn đã đi ...": the day of what was done
    issuer = issuer_after(tokens, end) or issuer_after(tokens, at)
    document = Document(*source.place(start, end), kind, date=date, issuer=issuer)
    yield Reference(start, end, document)
