"""Posts of one person in several forms: which are the same, and which form tells the most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from phoihop.reader.tokens import Tokens
from phoihop.vntext import canonical, fold

_MOST_POSTS: Final = 50
_FEWEST_WORDS: Final = 3
_CAPITALS_APART: Final = re.compile(r"(?<=[A-ZĐ]{2}) (?=[A-ZĐ]{2})")
_SAID_TWICE: Final = re.compile(r"(?<!\w)(?:(ban) ban|((tỉnh|huyện|quận) ủy) \3)(?!\w)")
_EXPLAINED: Final = re.compile(r" \([A-ZĐ]{2,8}\)")  # "Hội đồng nhân dân (HĐND) huyện"


def fullest(tokens: Tokens, posts: list[tuple[int, int]]) -> list[tuple[tuple[int, int], str]]:
    """Return each post once, in its fullest form, in the order of first mention."""
    titles: dict[str, tuple[int, int]] = {}
    for span in posts:
        titles.setdefault(tokens.source.words(*span).strip(" .,;-–"), span)
        if len(titles) == _MOST_POSTS:
            break
    kept: list[tuple[tuple[int, int], str]] = []
    for title, span in titles.items():
        for at, (_, other) in enumerate(kept):
            better = _is_better(title, other)
            if better is not None:
                kept[at] = (span, title) if better else kept[at]
                break
        else:
            kept.append((span, title))
    return kept


def _is_better(title: str, other: str) -> bool | None:
    """Say whether a form of a post tells more than another one; None for different posts."""
    if _bare(title)[:1] != _bare(other)[:1]:
        return None  # as most of one person's are; a short form keeps the first letter
    if is_same_post(title, other):
        # spelled out, where the first only abbreviates
        return _tells_more(title, other) and is_same_post(other, title)
    if is_post_within(title, other):
        return _only_repeats(other, title)
    if is_same_post(other, title) or is_post_within(other, title):
        return not _only_repeats(title, other)
    return None


def _only_repeats(long: str, short: str) -> bool:
    """ "Bí thư Tỉnh ủy tỉnh Ba Mít", "Trưởng ban Ban Tuyên giáo": a word said twice, no more."""
    once = _SAID_TWICE.sub(lambda twice: twice[1] or twice[2], long.lower())
    return once != long.lower() and fold(once) == fold(short)


def _tells_more(title: str, other: str) -> bool:
    """Say whether the first of two forms is the fuller; one that explains letters is no name."""
    explained = [_EXPLAINED.search(form) is not None for form in (title, other)]
    return len(title) > len(other) if explained[0] == explained[1] else explained[1]


def is_same_post(short: str, full: str) -> bool:
    """Say whether `short` is `full`, its beginning, or an abbreviation of that.

    "PBT TT Thị ủy" and "Bộ trưởng" are the same posts as "Phó Bí thư Thường trực Thị ủy" and
    "Bộ trưởng Bộ Y tế".
    """
    if _bare(short) == _bare(full):
        return True
    return _aligned(_post_words(short), _post_words(full))


def is_post_within(short: str, full: str) -> bool:
    """Say whether one person's post `short` is `full` with words left out.

    "Chủ tịch Hội Nông dân" is "Chủ tịch Trung ương Hội Nông dân", "Ủy viên Trung ương Đảng" is
    "Ủy viên Ban Chấp hành Trung ương Đảng". Of two persons this would not hold, and a deputy
    who is "Thường trực" holds another post than one who is not.
    """
    if _is_within(_words(short), _words(full)):
        return True
    return _is_within(_joined_capitals(short), _joined_capitals(full))


def _is_within(some: Sequence[str], others: Sequence[str]) -> bool:
    if len(some) < _FEWEST_WORDS or some[:2] != others[:2] or some[-1] != others[-1]:
        return False
    if ("trực" in some) != ("trực" in others):
        return False
    rest = iter(others)
    return all(word in rest for word in some)


@lru_cache(maxsize=1024)
def _joined_capitals(post: str) -> tuple[str, ...]:
    """Return the words, "LHPN VN" as the one word that "LHPNVN" is."""
    return tuple(canonical(_CAPITALS_APART.sub("", post)).split())


@lru_cache(maxsize=1024)
def _words(post: str) -> tuple[str, ...]:
    return tuple(canonical(post).split())


@lru_cache(maxsize=1024)
def _post_words(post: str) -> tuple[tuple[str, bool], ...]:
    """Return each word in comparable form and whether it may stand for its initials."""
    cleaned = _EXPLAINED.sub("", post).replace(".", " ").replace("-", " ").replace("–", " ")
    # Letters that stand for words are often mistyped: "HĐNĐ", "UBND".
    return tuple(
        (fold(word), True) if word.isupper() and len(word) > 1 else (canonical(word), False)
        for word in cleaned.split()
    )


@lru_cache(maxsize=1024)
def _bare(post: str) -> str:
    return fold(post).replace(" ", "")


def _aligned(short: Sequence[tuple[str, bool]], full: Sequence[tuple[str, bool]]) -> bool:
    """Match word by word; a word in capitals may match as many words as it has letters."""
    i = j = 0
    while i < len(short):
        if j >= len(full):
            return False
        word, capitals = short[i]
        other, other_capitals = full[j]
        if word == other:
            i, j = i + 1, j + 1
        elif capitals and (used := _spelled_by(word, full[j:])):
            i, j = i + 1, j + used
        elif other_capitals and (used := _spelled_by(other, short[i:])):
            i, j = i + used, j + 1
        else:
            return False
    return True


def _spelled_by(initials: str, following: Sequence[tuple[str, bool]]) -> int:
    """Return how many words have these initials, 0 for none."""
    if len(following) < len(initials):
        return 0
    spelled = "".join(word[0] for word, _ in following[: len(initials)])
    return len(initials) if _bare_letters(spelled) == _bare_letters(initials) else 0


def _bare_letters(initials: str) -> str:
    """Return initials in one spelling: "TW" and "TƯ" are both "Trung ương"."""
    return fold(initials).replace("w", "u")
