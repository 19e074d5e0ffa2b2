"""The cells of a paper's foot: posts in capitals, names, and the receivers beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final

from phoihop.reader.lexicon import strings, words
from phoihop.reader.normal import Source

Span = tuple[int, int]
MARK: Final = re.compile(r"(?:t|k|q|tl|tm|kt|tuq)\s?[./]\s?(?:[mtluq]{1,2}\.?)?\s*")
WORD: Final = re.compile(r"\S+")
# A wide gap parts the column of the signature from that of the receivers.
_CELL: Final = re.compile(r"[^\n|\t ]+(?: {1,3}[^\n|\t ]+)*")
_ACTING: Final = re.compile(r"q\s?\.\s*")
_RECEIVER: Final = re.compile(r"nơi nhận|[-–+•]\s?\S")
_ONE_GAP: Final = re.compile(r"(?<=[;:.,)])\s+(?=\S)")
_LAST_RECEIVER: Final = re.compile(r"[-–+•]\s?lưu(?!\w)")
_NAME_WORDS: Final = range(2, 6)
_SURE_WORDS: Final = range(3, 6)
_LABELS: Final = frozenset(
    ["chủ tọa", "chủ trì", "người chủ trì", "người báo cáo", "người lập", "người lập biểu",
     "người lập báo cáo", "người ghi biên bản", "người ghi", "người trình"]
)  # fmt: skip
_NO_NAME: Final = frozenset(
    ["ký", "nhận", "dấu", "tên", "kèm", "trên", "mẫu", "bảng", "phụ", "đơn", "hàng", "xã"]
)
# With which titles of annexes begin, not names.
_NO_FAMILY: Final = frozenset(
    ["lịch", "thôn", "tổng", "kế", "nội", "biểu", "mục", "kinh", "thời", "số", "dự", "thứ", "ban"]
)
_APOSTROPHES: Final = str.maketrans("", "", "'’")
_MORE_TITLES: Final = (
    "th.s", "t.s", "cki", "ckii", "ck1", "ck2", "bsck1", "bsck2", "kts", "ls", "ngưt", "ttưt",
)  # fmt: skip
_EMPHASIS: Final = " \t\n*_"
_WIDE: Final = 40  # columns that a tab or bar stands for


def cells_in(source: Source, start: int, end: int) -> list[Span]:
    """Cut a line at wide gaps, tabs and bars, and where a post runs on behind a receiver."""
    return [
        part
        for match in _CELL.finditer(source.clean, start, end)
        for part in _parted(source, trimmed(source, *match.span()))
    ]


def _parted(source: Source, cell: Span) -> Iterator[Span]:
    """ "Nơi nhận: GIÁM ĐỐC", "- Lưu: VT. Lê Văn Mít": two columns that ran together."""
    first, last = cell
    if _RECEIVER.match(source.low, first, last):
        in_last = _LAST_RECEIVER.match(source.low, first, last)
        for gap in _ONE_GAP.finditer(source.clean, first, last):
            rest = (gap.end(), last)
            if (
                is_post(source, rest)
                or is_authority(source, rest)
                or (
                    in_last
                    and source.clean[gap.start() - 1] in ".;"
                    and _is_sure_name(source, rest)
                )
            ):
                yield first, gap.start()
                yield rest
                return
    yield cell


def is_beside_signature(source: Source, cell: Span) -> bool:
    """Say whether a cell is a receiver, or says in brackets that the paper is signed."""
    first, last = cell
    return (
        first == last
        or source.clean[first] == "("
        or _RECEIVER.match(source.low, first, last) is not None
    )


def is_authority(source: Source, span: Span) -> bool:
    """Say whether a span is a mark as "KT." or "T/M" with the body or post it stands for."""
    mark = MARK.match(source.low, *span)
    return mark is not None and mark.end() < span[1] and source.clean[slice(*span)].isupper()


def _is_sure_name(source: Source, span: Span) -> bool:
    count = len(source.clean[slice(*span)].split())
    return count in _SURE_WORDS and name_in(source, span) is not None


def middle(source: Source, line: int, cell: Span) -> int:
    """Return the column in which the middle of a cell stands; line: where its line begins."""
    before = source.clean[line : cell[0]]
    cuts = before.count("\t") + before.count("|")
    behind = len(before) - 1 - max(before.rfind("\t"), before.rfind("|"))
    return _WIDE * cuts + behind + (cell[1] - cell[0]) // 2


def is_label(source: Source, span: Span) -> bool:
    """ "CHỦ TỌA", "NGƯỜI LẬP": who signs as what is not a post."""
    return source.low[slice(*span)].rstrip(" :") in _LABELS


def is_post(source: Source, span: Span) -> bool:
    """Say whether a span is a post in capitals; "Q. CHỦ TỊCH" is one."""
    if not source.clean[slice(*span)].isupper():
        return False
    acting = _ACTING.match(source.low, *span)
    low = source.low[acting.end() if acting else span[0] : span[1]]
    return " ".join(low.split()).startswith(post_heads())  # "CHỦ  TỊCH", spaced to fill a line


def post_begins(source: Source, span: Span) -> int:
    """Return where the post begins behind a mark; "Q." belongs to it."""
    mark = MARK.match(source.low, *span)
    return mark.end() if mark and not _ACTING.match(source.low, *span) else span[0]


@cache
def post_heads() -> tuple[str, ...]:
    """Return the words with which posts begin."""
    return strings("positions", "heads")


@cache
def spelled_heads() -> re.Pattern[str]:
    """Posts of two words or more; one may be glued to what stands before it."""
    long = sorted((head for head in post_heads() if " " in head), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, long)))


def posts_in_line(source: Source, span: Span) -> list[Span]:
    """Part posts whose columns ran together: "HẠT TRƯỞNG TRƯỞNG CÔNG AN XÃ"."""
    begins = [match.start() for match in spelled_heads().finditer(source.low, *span)]
    return [trimmed(source, *part) for part in pairwise([*begins, span[1]])]


def trimmed(source: Source, first: int, last: int) -> Span:
    """Return a span without the blanks at its ends, or the marks of bold letters."""
    text = source.clean[first:last]
    return (
        first + len(text) - len(text.lstrip(_EMPHASIS)),
        last - (len(text) - len(text.rstrip(_EMPHASIS))),
    )


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(f"{head} " for head in strings("bodies", "heads") if " " in head)


@cache
def _titles() -> re.Pattern[str]:
    """Ranks and degrees before a name: "Đại tá", "PGS.TS.", "BS.CKII."."""
    titles = sorted({*strings("people", "titles"), *_MORE_TITLES}, key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(map(re.escape, titles))})(?!\w)[.,\s]*)+")


def name_in(source: Source, span: Span, *, sure: bool = False) -> Span | None:
    """Return the name that a span is, without a rank before it.

    sure: where it stands leaves no doubt, so that its family need not be a known one.
    """
    title = _titles().match(source.low, *span)
    if title and title.end() < span[1]:
        span = (title.end(), span[1])
    clean = source.clean[slice(*span)]
    parts = clean.split()
    if len(parts) not in _NAME_WORDS or not all(
        part.translate(_APOSTROPHES).isalpha() and part[0].isupper() for part in parts
    ):
        return None
    low = source.low[slice(*span)].split()
    if (clean.isupper() or len(parts) == _NAME_WORDS[0]) and " ".join(low[:2]) in words(
        "words", "compounds"
    ):
        return None  # "DANH SÁCH"; but "Vương Quốc Mít"
    if " ".join(low).startswith((*_bodies(), "danh sách")):
        return None  # "Ngân Hàng Xã"
    if low[0] in words("people", "families"):
        return span
    large = any(len(part) > 1 and part.isupper() for part in parts)
    is_sure = sure and len(parts) in _SURE_WORDS and not large and low[0] not in _NO_FAMILY
    return span if is_sure and _NO_NAME.isdisjoint(low) else None


def names_in_line(source: Source, span: Span) -> list[Span]:
    """Part names whose columns ran together, "Hà Văn Mít Nguyễn Thị Sắn", where a family begins."""
    words_at = [(match.start(), match.end()) for match in WORD.finditer(source.clean, *span)]
    strong = words("people", "families") - words("people", "weak_families")
    begins = [
        at
        for at, (first, last) in enumerate(words_at)
        if at == 0 or (at >= min(_NAME_WORDS) and source.low[first:last] in strong)
    ]
    parts = [
        (words_at[one][0], words_at[stop - 1][1])
        for one, stop in pairwise([*begins, len(words_at)])
    ]
    names = [name_in(source, part) for part in parts]
    return [name for name in names if name] if all(names) else []
