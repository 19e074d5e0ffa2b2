"""Who wrote and who photographed: lines and last words that hold names and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from phoihop.reader.credits import is_abbreviation, labelled_names
from phoihop.reader.foreign import REGIONS
from phoihop.reader.lexicon import strings, words
from phoihop.reader.normal import Source
from phoihop.reader.segment import Layout, Line
from phoihop.reader.syllables import looks_like_syllable
from phoihop.reader.tokens import Tokens
from phoihop.reader.vocabulary import lower
from phoihop.vntext import fold

Span = tuple[int, int]
_OPENERS: Final = re.compile(
    r"^(?:(?:tin|bài)(?:, ?bài)?\s?(?:,|và|-|–|/|&)\s?[aàáảãạ][^\s:]{2,3}|tin ảnh|tin bài|bài viết"
    r"|bài|tin|ảnh|thực hiện|tác giả|người viết|pv|ctv|phóng viên|cộng tác viên|nguồn tin(?=:)"
    r"|th(?=\s?:)|người đưa tin(?=\s?:)"
    r"|(?:phóng sự|ghi chép|ghi nhanh|bút ký|ký sự)(?=\s?:| của ))"
    r"(?: của)?\s*[:.]?\s+"
)
_CLOSERS: Final = re.compile(r"\s*\((?:[^()]{0,30})\)\s*$|/(?:ttxvn|vov\.vn|vgp)[^/]{0,20}$")
# A stop within is that of an initial: "T.Sắn", "N. Mít".
_TAIL: Final = re.compile(
    r"(?:[.!?…”\")]|\./\.|/\.)\s+((?:[^.!?…]|\.(?=[^\W\d_])|(?<=\s[^\W\d_])\.){4,70})$"
)
_CAPITALS_TAIL: Final = re.compile(r"(?<=[^\W\d_] )[^\W\d_]{2,7}(?: [^\W\d_]{2,7}){1,3}$")
_LABEL: Final = re.compile(r"(?:ảnh|tin|bài|clip|video)\s?:?\s+")  # "Lê Mít, ảnh Lê Cam"
_INITIALS: Final = re.compile(
    r"[^\W\d_]\.\s?[^\W\d_]|[A-ZĐ](?=[A-ZĐ][^\W\d_A-ZĐ])[^\W\d_]{2,6}"  # "M.Đ", "HLam"
)
# "CN. Lê Mít - Khoa Dược": a degree, and behind it where the one who has it works.
_DEGREE: Final = re.compile(r"(?:(?:gs|pgs|ts|ths|cn|bs|ks|ds|đd|cnđd)\b(?:\.\s?|\s))+(?=\S+\s\S)")
_WEEKDAY: Final = re.compile(r"(?<!\w)(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)(?!\w)")
_SEPARATORS: Final = re.compile(r"\s*(?:[,;&/]|\s[-–—]\s|\s(?:và|VÀ)\s|-|–)\s*")
_NAME_WORD: Final = re.compile(r"^(?:[^\W\d_]\.|[^\W\d_]{1,2}\.)?[^\W\d_]+$|^[^\W\d_]{1,2}\.$")
_BEFORE_HOUR: Final = re.compile(r"\D+?(?=\s?(?:ảnh\s?:|\d))")
_LONGEST_CREDIT: Final = 50
_LONGEST_LINE: Final = 90
_LAST_LINES: Final = 8
_FIRST_LINES: Final = 8
_PAPER_FIRST: Final = re.compile(r"\([^()\n]{2,20}\)\s?[-–]\s")
_ENDS: Final = frozenset(".:!?…")
_SHORT: Final = 6  # letters
_LONGEST_UNIT: Final = 7
_MOST_WORDS: Final = 4
_PHOTO_WORDS: Final = 3
_FEWEST_WORDS: Final = 2


def find_authors(source: Source, layout: Layout, tokens: Tokens) -> list[Span]:
    """Return the spans of authors' and photographers' names in the clean text."""
    found: list[Span] = []
    for line in layout.lines:
        if line.role == "signed":
            found += _signed(source, line)
    found += _below_headline(source, layout)
    found += _above_lead(source, layout)
    labelled = list(labelled_names(source, tokens))
    for span in _last_line(source, layout):
        found += _split_known(source, span, labelled)
    found += labelled
    unique: list[Span] = []
    for span in sorted(set(found)):
        if not unique or span[0] >= unique[-1][1]:
            unique.append(span)
    names = [source.words(*span) for span in unique]
    full = {_shortened(name) for name in names if "." not in name}
    return [
        span
        for span, name in zip(unique, names, strict=True)
        if fold(name.replace(" ", "")) not in full
    ]


def _shortened(name: str) -> str:
    """ "M.TÂN" below a picture, for the "MINH TÂN" below the report: one person."""
    return fold(f"{name[0]}.{name.rsplit(maxsplit=1)[-1]}")


def _split_known(source: Source, span: Span, known: list[Span]) -> list[Span]:
    """Part two names written without a mark where the second is known from a picture."""
    text = source.words(*span)
    for start, end in known:
        name = source.words(start, end)
        if text.endswith(" " + name):
            cut = span[1] - len(source.clean[start:end])
            return [_trimmed(source.clean, span[0], cut), (cut, span[1])]
    return [span]


def _signed(source: Source, line: Line) -> Iterator[Span]:
    """A name beside the hour of posting: "Văn Mít 04/07/2023 - 16:20"."""
    match = _BEFORE_HOUR.match(source.low, line.start, line.end)
    before = match.group().rstrip() if match else ""
    if (
        match
        and not before.endswith("ngày")
        and before.strip(" ,") not in words("people", "places")
    ):
        # not "Bình An, ngày 4/7/2031", "Hà Nội, 04/07/2031"
        yield from _names_in(source, line.start, match.end())


def _below_headline(source: Source, layout: Layout) -> list[Span]:
    """A line of names in capitals right below the headline: "VĂN MÍT - THỊ CAM"."""
    at = next((at for at, line in enumerate(layout.lines) if line.role == "headline"), None)
    if at is None or at + 2 >= len(layout.lines):
        return []
    start, end, role = layout.lines[at + 1]
    text = source.clean[start:end].strip(" |")
    if role != "body" or end - start > _LONGEST_CREDIT or not text.isupper():
        return []
    pieces = [piece.split() for piece in _SEPARATORS.split(text)]
    whole = all(_FEWEST_WORDS <= len(piece) <= _MOST_WORDS for piece in pieces)
    names = list(_names_in(source, start, end))
    spelled = all(looks_like_syllable(word) for piece in pieces for word in piece)
    return names if whole and spelled and len(names) == len(pieces) > 1 else []


def _above_lead(source: Source, layout: Layout) -> list[Span]:
    """A name alone between the headline and "(Báo Ba) - Sáng 8/10, ..."."""
    for above, lead in pairwise(layout.lines[1:_FIRST_LINES]):
        if not _PAPER_FIRST.match(source.clean, lead.start, lead.end):
            continue
        text = source.clean[above.start : above.end]
        parts = lower(text).split()
        if above.role != "body" or not _FEWEST_WORDS <= len(parts) <= _PHOTO_WORDS:
            return []
        place = parts[0] in REGIONS or " ".join(parts) in words("people", "places")
        family = len(parts) == _FEWEST_WORDS or parts[0] in words("people", "families")
        rubric = parts[0] in {"tin", "bài", "ảnh"} or not family  # "Tin Mới", "Cây Trồng Mới"
        named = is_author_name(text) and all(looks_like_syllable(part) for part in parts)
        return [(above.start, above.end)] if named and not (place or rubric) else []
    return []


def _last_line(source: Source, layout: Layout) -> list[Span]:
    """The last line of the article, or the last words of its last paragraph."""
    lines = [line for line in layout.lines if line.role in {"body", "headline"}]
    told = 0 if lines and lines[0].end - lines[0].start > _LONGEST_LINE else 1
    for line in reversed(lines[told:][-_LAST_LINES:]):
        if line.end - line.start <= _LONGEST_LINE:
            names = _whole_line(source, line)
            if names:
                return names
            if (
                _is_source_line(source, line)
                or _names_unit(source, line)
                or _is_foreign(source.clean[line.start : line.end])
            ):
                continue
        tail = _TAIL.search(source.clean, max(line.start, line.end - 2 * _LONGEST_LINE), line.end)
        if tail:
            names = list(_names_in(source, _past_theory(source, *tail.span(1)), tail.end(1)))
            if names:
                return names
        return _capitals_tail(source, line)
    return []


def _past_theory(source: Source, start: int, end: int) -> int:
    """Step over "Theo" where a paper's name follows the reporter's: "Theo Văn Mít/Báo Ba"."""
    named = source.low.startswith("theo ", start) and "/" in source.clean[start:end]
    return start + len("theo ") if named else start


def _capitals_tail(source: Source, line: Line) -> list[Span]:
    """The last words of a report that ends without a stop: "... đạt kết quả tốt VĂN MÍT"."""
    text = source.clean[line.start : line.end]
    tail = _CAPITALS_TAIL.search(text, max(0, len(text) - _LONGEST_LINE))
    if tail is None or text.isupper():
        return []
    first = next((at for at in _word_starts(tail) if text[at:].isupper()), None)
    if first is None or text[:first].rstrip()[-1:].isupper():
        return []
    syllables = text[first:].split()
    if len(syllables) < _FEWEST_WORDS or not all(map(looks_like_syllable, syllables)):
        return []
    return [(line.start + first, line.end)] if is_author_name(text[first:]) else []


def _word_starts(match: re.Match[str]) -> list[int]:
    return [match.start() + found.start() for found in re.finditer(r"\S+", match.group())]


def _is_source_line(source: Source, line: Line) -> bool:
    low = source.low[line.start : line.end]
    return low.startswith(
        ("theo ", "nguồn", "ảnh:", "ban ", "#", "(theo", "(nguồn", "*", "tin ", "ttxvn")
    )


def _names_unit(source: Source, line: Line) -> bool:
    """ "(Đảng ủy xã Ba)", "PCT LĐLĐ huyện Bảy": where the author of the line above serves."""
    text = source.clean[line.start : line.end].strip()
    if not _ENDS.isdisjoint(text) or len(text.split()) > _LONGEST_UNIT:
        return False
    bracketed = text[0] == "(" and text[-1] == ")" and text.count("(") == 1
    unit = source.low[line.start : line.end].strip(" (")
    return (bracketed and len(text) > _SHORT) or (text[0].isupper() and unit.startswith(_units()))


@cache
def _units() -> tuple[str, ...]:
    """Return how a line begins that names a post or a body, with the blank behind it."""
    heads = (*strings("positions", "heads"), *strings("bodies", "heads"))
    return tuple(f"{head} " for head in heads)


def _is_foreign(text: str) -> bool:
    """Say whether a line is the page's own, in English: "Are you sure that you want to ..."."""
    return text.isascii() and len(text.split()) > _MOST_WORDS


def _whole_line(source: Source, line: Line) -> list[Span]:
    start, end = line.start, line.end
    opener = _OPENERS.match(source.low[start:end])
    start += opener.end() if opener else 0
    if _INITIALS.fullmatch(source.clean, start, end):
        return [(start, end)]  # "M.Đ" alone in the last line
    closer = _CLOSERS.search(source.low[start:end])  # "Thị Mít ( Đài Truyền thanh huyện Ba)"
    last = start + closer.start() if closer else end
    if source.low.startswith("theo ", start) or not _is_short(source.clean[start:last]):
        return []
    return list(_names_in(source, start, end))


def _is_short(text: str) -> bool:
    """Say whether a line is names and units alone, not a sentence."""
    parts = [piece.strip() for piece in _SEPARATORS.split(text)]
    unlabelled = [part[match.end() :] if (match := _LABEL.match(part)) else part for part in parts]
    pieces = [piece.split() for piece in unlabelled if piece]
    return all(piece[0][0].isupper() or piece[0][0] == "(" for piece in pieces) and all(
        len(piece) <= _LONGEST_UNIT for piece in pieces
    )


def _names_in(source: Source, start: int, end: int) -> Iterator[Span]:
    """Split at dashes and commas; a unit behind the name is left out."""
    while closer := _CLOSERS.search(source.low[start:end]):
        end = start + closer.start()
    piece_start, end = _trimmed(source.clean, start, end)
    spans: list[Span] = []
    for match in _SEPARATORS.finditer(source.clean, piece_start, end):
        spans.append((piece_start, match.start()))
        piece_start = match.end()
    spans.append((piece_start, end))
    learned = False
    for number, span in enumerate(spans):
        first, last = _trimmed(source.clean, *span)
        if label := _LABEL.match(source.clean, first, last):
            first = label.end()
        if degree := _DEGREE.match(source.low, first, last):
            first, learned = degree.end(), True
        elif learned and source.low.startswith("khoa ", first):
            continue
        # "Thái Mít – Cà Mau": where the first one reports from
        place = number > 0 and source.low[first:last] in words("people", "places")
        if is_author_name(source.clean[first:last]) and not place:
            yield first, last
        elif number == 0:
            return


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in ".:*•-–"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,:;|-–"):
        end -= 1
    return start, end


def is_author_name(text: str) -> bool:
    """Say whether a short string can be a reporter's name: "Minh Khoai", "T.SẮN", "THANH DỪA"."""
    parts = text.split()
    if not 1 <= len(parts) <= _MOST_WORDS or not all(_NAME_WORD.match(part) for part in parts):
        return False
    if not all(part[0].isupper() for part in parts) or _is_unit(text):
        return False
    if _WEEKDAY.search(lower(text)) or _is_slogan(parts):
        return False
    if len(parts) > 1:
        return True
    return "." in text.strip(".") and len(text.replace(".", "")) >= _PHOTO_WORDS


def _is_slogan(parts: list[str]) -> bool:
    """ "POWERED BY ONEPAGE": words in capitals, no marks, of which not all could be syllables."""
    if len(parts) < _PHOTO_WORDS or not all(part.isascii() and part.isupper() for part in parts):
        return False
    return not all(looks_like_syllable(part) for part in parts)


def _is_unit(text: str) -> bool:
    """A newspaper, an office, or words that no name begins with."""
    parts = lower(text).split()
    return (
        " ".join(parts) in words("boilerplate", "agencies")
        or " ".join(parts) in words("boilerplate", "no_authors")
        or parts[0] in words("boilerplate", "place_begins")
        or not words("boilerplate", "page_words").isdisjoint(parts)
        or _names_office(parts)
        or (len(parts) > 1 and any(is_abbreviation(part) for part in text.split()))
        or " ".join(parts[:2]) in words("words", "compounds")
        or text.lower().startswith(("ông ", "bà ", "đồng chí ", "đ/c "))
    )


def _names_office(parts: list[str]) -> bool:
    """Say whether a word is an office's; a whole name of a family may end as "báo" does."""
    whole = len(parts) >= _PHOTO_WORDS and parts[0] in words("people", "families")
    return not words("boilerplate", "no_author").isdisjoint(parts[:-1] if whole else parts)
