"""Doubtful names that are rather places, schools or towns, by what stands around them."""

from __future__ import annotations

from typing import Final

from phoihop.reader.capitals import follows_level
from phoihop.reader.lexicon import phrases, words
from phoihop.reader.names import Name, text_of
from phoihop.reader.phrase_marks import is_collocation
from phoihop.reader.posts import head_length
from phoihop.reader.tokens import Tokens
from phoihop.vntext import canonical

_FULL: Final = 3
_TOWN: Final = 2  # syllables
_TOWN_LEVELS: Final = frozenset(["huyện", "quận", "phường", "xã"])
_TOWNS: Final = words("people", "towns")
_BARE_LEVELS: Final = words("people", "bare_levels")
_VERBS: Final = phrases("roles", "speaker", "chair", "attend", "sign")
_WEAK: Final = words("people", "weak_families")
_POSTS: Final = phrases("positions", "heads")
_GIVEN_BY: Final = phrases("positions", "given_by")
_LONGEST_HEAD: Final = 6
_OF_PROVINCE: Final = frozenset(["tỉnh", "sở"])
_LONGEST_POST: Final = 18


def without_schools(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Leave out "ông Lê Mít, Hiệu trưởng Trường Đại học Hồng Sắn": the end of a post."""
    ends = frozenset(name.last for name in names)
    return [name for name in names if name.certain or not _ends_post(tokens, name, ends)]


def _ends_post(tokens: Tokens, name: Name, ends: frozenset[int]) -> bool:
    """Say whether a name of two syllables, a family's only by chance, ends the post of another."""
    if name.last - name.first >= _FULL or not is_weak(tokens, name):
        return False
    for step in range(name.first - 1, max(0, name.first - _LONGEST_POST), -1):
        if tokens[step].is_word or _is_within_posts(tokens, step):
            continue
        at = tokens.around[step] in {",", "-", "–"} and step in ends
        return at and head_length(tokens, step + 1) > 0
    return False


def _is_within_posts(tokens: Tokens, at: int) -> bool:
    """ "Giám đốc | , Tổng Biên tập Báo và Phát thanh | , truyền hình Sông Mơ"."""
    if tokens.around[at] != ",":
        return False
    if is_collocation(tokens, max(0, at - _LONGEST_HEAD), at):
        return True
    heads = any(head_length(tokens, at - length) == length for length in range(1, _LONGEST_HEAD))
    return heads and head_length(tokens, at + 1) > 0


def without_towns(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Leave out "Bí thư Huyện ủy Châu Mít" where the text tells of "huyện Châu Mít" too.

    A town that is known as one needs no other sign, if nobody is called so.
    """
    doubtful = {name: _words(tokens, name) for name in names if _may_be_town(tokens, name)}
    if not doubtful:
        return names
    told = {
        tuple(tokens.lows[at + 1 : at + 1 + _TOWN])
        for at in tokens.places(_TOWN_LEVELS)
        if not _post_before(tokens, at)
    }
    called = {_words(tokens, name) for name in names if name.addressed}
    towns = {
        name
        for name, each in doubtful.items()
        if each in told
        or (" ".join(each) in _TOWNS and each not in called and _ends_body(tokens, name.first))
    }
    return [name for name in names if name not in towns]


def _ends_body(tokens: Tokens, at: int) -> bool:
    """ "Bí thư Huyện ủy | Kim Động", "Chủ tịch Hội Nông dân | Kim Động"; "Phó Chủ tịch | ...".

    No body of a province is one of a town: "Bí thư Tỉnh ủy | Mai Sơn", "Giám đốc Sở Y tế | ...".
    """
    if at == 0 or not tokens[at - 1].is_word:
        return False
    if not _OF_PROVINCE.isdisjoint(tokens.lows[max(0, at - _LONGEST_HEAD) : at]):
        return False
    heads = any(head_length(tokens, at - length) == length for length in range(1, _LONGEST_HEAD))
    return follows_level(tokens, at) or (_post_before(tokens, at) and not heads)


def _words(tokens: Tokens, name: Name) -> tuple[str, ...]:
    return tuple(tokens.lows[name.first : name.last])


def _may_be_town(tokens: Tokens, name: Name) -> bool:
    """Say whether a name is that of a town, or has two syllables and a level before it."""
    if name.addressed:
        return False
    if " ".join(tokens.lows[name.first : name.last]) in _TOWNS:
        return True
    if name.last - name.first != _TOWN or name.certain:
        return False
    letter = tokens[name.first].text == "A"  # "Chủ tịch Hội Phụ nữ A Mít"
    return letter or follows_level(tokens, name.first)


def _is_first_of_places(tokens: Tokens, name: Name) -> bool:
    """ "Bí thư các xã: Cao Mít, Hà Cam": a place, though a colon parts it from its level."""
    short = name.last - name.first == _TOWN and not name.addressed
    if not short or tokens.around[name.first - 1] != ":":
        return False
    return tokens.around[name.first - 3] == "các" and follows_level(tokens, name.first - 1)


def persons_only(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Leave out doubtful names that are rather places, but for those of persons sure elsewhere."""
    kept = [name.certain or may_be(tokens, name) for name in names]
    if all(kept):
        return names
    sure = {canonical(text_of(tokens, each.first, each.last)) for each in names if each.certain}
    return [
        name
        for name, keep in zip(names, kept, strict=True)
        if keep
        # "đồng chí Hồ Mít ..." and later "Chủ tịch UBND xã Hồ Mít lưu ý"
        or (
            canonical(text_of(tokens, name.first, name.last)) in sure
            and _post_before(tokens, name.first)
        )
    ]


def may_be(tokens: Tokens, name: Name) -> bool:
    """Sort out doubtful names that are rather places: "huyện Hà Quảng"."""
    if not follows_level(tokens, name.first):
        return not _is_first_of_places(tokens, name)
    if name.last - name.first >= _FULL:
        return _post_before(tokens, name.first)
    before = (
        tokens.around[name.first - 1],
        f"{tokens.around[name.first - 2]} {tokens.around[name.first - 1]}",
    )
    heads_hamlet = before[1].startswith("trưởng ") and not is_weak(tokens, name)
    if before[0] == "tỉnh" and not is_weak(tokens, name):
        return _post_before(tokens, name.first)  # all provinces are known as places
    bare = heads_hamlet or any(level in _BARE_LEVELS for level in before)
    follows = _VERBS.length(tokens, name.last)
    chained = tokens.around[name.last] in {",", "-", "–"} and head_length(tokens, name.last + 1)
    if before[0] == "đoàn" and is_weak(tokens, name):
        return False  # "Bí thư Huyện đoàn Sơn Mít chủ trì": rather the district
    return bare and bool(follows or chained) and _post_before(tokens, name.first)


def is_weak(tokens: Tokens, name: Name) -> bool:
    return tokens.around[name.first] in _WEAK


def _post_before(tokens: Tokens, at: int) -> bool:
    for step in range(at - 1, max(-1, at - _LONGEST_POST), -1):
        if tokens.around[step] in {".", ";", "\n"}:
            return False
        if _POSTS.length(tokens, step):
            # "giữ chức vụ Chủ tịch UBND phường Trần Văn Mít": a ward called so
            return not any(
                _GIVEN_BY.length(tokens, step - length) == length for length in (1, 2, 3)
            )
    return False
