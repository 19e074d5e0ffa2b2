"""Names joined with the posts that stand beside them."""

from __future__ import annotations

from itertools import compress, pairwise
from typing import Final, NamedTuple

from phoihop.reader.acts import role_at
from phoihop.reader.doubts import is_weak, persons_only, without_schools, without_towns
from phoihop.reader.lexicon import phrases, words
from phoihop.reader.names import ADDRESS_BEGINS, Name, address_length, find_names, text_of
from phoihop.reader.positions import Chain, find_chains
from phoihop.reader.tokens import Tokens
from phoihop.vntext import canonical

_LEVELS: Final = phrases("people", "levels")
_GIVEN_BY: Final = phrases("positions", "given_by")
_TITLES: Final = words("people", "titles")
_JOINTS: Final = frozenset(",-–—(:")
_DASHES: Final = frozenset("-–—")
_BETWEEN: Final = frozenset("\n•*+")
_LIST_MARKS: Final = frozenset([",", ";", "và", "\n"])
_FULL: Final = 3
_LONGEST_ADDRESS: Final = 6
_LONGEST_ADVERB: Final = 10
_ADVERBS: Final = frozenset(["tại", "trong", "sau", "trước"])
_LONGEST_PLACE: Final = 12
_LONGEST_GAP: Final = 4
_LONGEST_TERM: Final = 12  # "khóa V, nhiệm kỳ 2021 - 2026,"
_TERM: Final = frozenset(["nhiệm", "khóa"])
_ELECTS: Final = frozenset(["bổ nhiệm", "bổ sung", "chỉ định"])


class Mention(NamedTuple):
    """One place where a person is named. unit_*: tokens of name and posts together."""

    name: Name
    posts: tuple[tuple[int, int], ...]
    unit_first: int
    unit_last: int


class _Shared(NamedTuple):
    """A post that several hold: "các đồng chí nguyên Bí thư: ...".

    last: where the last of them ends. own: whether the first has posts of his own before the name
    and behind it; those that follow share the post where they are written alike.
    """

    chain: Chain
    last: int
    own: tuple[bool, bool]


class Findings(NamedTuple):
    """All mentions in text order and the chains of posts that name nobody."""

    mentions: tuple[Mention, ...]
    loose: tuple[Chain, ...]


def find_mentions(tokens: Tokens) -> Findings:
    """Return the persons named in a text and the posts beside them."""
    names = persons_only(tokens, find_names(tokens))
    names = without_towns(tokens, without_schools(tokens, names))
    starts = frozenset(name.first for name in names)
    chains = find_chains(tokens, starts, frozenset(name.last for name in names))
    linked = _link(tokens, names, chains)
    kept = _with_posts_of_list(tokens, _kept(tokens, linked), chains)
    used = {post[0] for mention in kept for post in mention.posts}
    loose = tuple(chain for chain in chains if chain.first not in used)
    return Findings(tuple(_with_given_posts(tokens, kept, loose)), loose)


def _kept(tokens: Tokens, linked: list[Mention]) -> list[Mention]:
    """Leave out doubtful names that nothing makes sure, there or elsewhere in the text."""
    sure: list[bool] = []
    for at, mention in enumerate(linked):
        listed = bool(sure) and sure[-1] and _is_listed(tokens, linked, at)
        sure.append(_is_sure(mention) or listed)
    if all(sure):
        return linked
    keys = [canonical(text_of(tokens, each.name.first, each.name.last)) for each in linked]
    known = frozenset(compress(keys, sure))
    return [mention for key, mention in zip(keys, linked, strict=True) if key in known]


def _is_sure(mention: Mention) -> bool:
    return mention.name.certain or bool(mention.posts)


def _is_listed(tokens: Tokens, linked: list[Mention], at: int) -> bool:
    """Say whether a doubtful name of three syllables stands next to the one before in a list."""
    name = linked[at].name
    if name.last - name.first < _FULL or tokens.around[name.first - 1] not in {",", "và", ";"}:
        return False
    return linked[at - 1].unit_last == name.first - 1


def _link(tokens: Tokens, names: list[Name], chains: list[Chain]) -> list[Mention]:
    by_first = {chain.first: chain for chain in chains}
    by_last = {chain.last: chain for chain in chains}
    starts = {name.first: name.last for name in names}
    plural_ends = {chain.last: chain for chain in chains if chain.plural}
    found: list[Mention] = []
    shared: _Shared | None = None
    for name in names:
        unit_first = _address_start(tokens, name)
        left = _left_chain(tokens, name, unit_first, by_last)
        if left is not None and found and left.first < found[-1].unit_last:
            later = tuple(post for post in left.posts if post[0] >= found[-1].unit_last)
            left = left._replace(posts=later) if later else None
        right = _right_chain(tokens, name, by_first, starts)
        first = min(unit_first, left.first if left else unit_first)
        last = max(name.last, right.last if right else name.last)
        posts = (*(left.posts if left else ()), *(right.posts if right else ()))
        own = (left is not None and not left.plural, right is not None)
        if left is not None and left.plural:
            shared = _Shared(left, last, own)
        elif shared and own == (False, False) and name.first - shared.last <= _LONGEST_ADDRESS:
            posts, shared = shared.chain.posts, shared._replace(last=last)
        elif shared and any(own) == any(shared.own) and _is_next(tokens, shared.last, first):
            posts, shared = (*shared.chain.posts, *posts), shared._replace(last=last)
        elif own[0] and tokens.around[first - 1] == ":" and first - 1 in plural_ends:
            # "các Ủy viên Ban Thường vụ: Chủ tịch UBND huyện Lê Văn Mít, Trưởng Công an ..."
            shared = _Shared(plural_ends[first - 1], last, own)
            posts = (*shared.chain.posts, *posts)
        found.append(Mention(name, posts, first, last))
    return _with_common_posts(tokens, found)


def _with_common_posts(tokens: Tokens, found: list[Mention]) -> list[Mention]:
    """ "...; Lê Văn Mít, Lê Văn Cam - Phó Chủ tịch; ...": both hold the post behind the second."""
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        if one.posts or not other.posts or other.posts[0][0] < other.name.first:
            continue
        joined = other.unit_first == one.unit_last + 1 and tokens.around[one.unit_last] in {
            ",",
            "và",
        }
        opens = tokens.around[one.unit_first - 1] in {";", ":"}
        if joined and opens and tokens.around[other.unit_last] != ",":
            found[at] = one._replace(posts=other.posts)
    return found


def _is_next(tokens: Tokens, last: int, first: int) -> bool:
    """Say whether nothing but a mark or "và" stands between two of a list."""
    between = {tokens.around[step] for step in range(last, first)}
    return bool(between) and between <= _LIST_MARKS


def _address_start(tokens: Tokens, name: Name) -> int:
    if not name.addressed:
        return name.first
    for step in range(max(0, name.first - _LONGEST_ADDRESS), name.first):
        begins = tokens.lows[step] in ADDRESS_BEGINS
        if begins and step + address_length(tokens, step) == name.first:
            return step
    return name.first


def _left_chain(
    tokens: Tokens, name: Name, unit_first: int, by_last: dict[int, Chain]
) -> Chain | None:
    """Return the chain right before a name, perhaps with a comma or a colon between."""
    at = unit_first
    if at in by_last:
        return by_last[at]
    placed = next((each for each in _before_place(tokens, at) if each in by_last), None)
    if placed is not None:
        return by_last[placed]
    return _before_mark(tokens, name, at, by_last.get(at - 1))


def _before_mark(tokens: Tokens, name: Name, at: int, chain: Chain | None) -> Chain | None:
    """Return the chain that ends before the mark at `at` - 1 where it is that of the name."""
    mark = tokens.around[at - 1]
    if chain is None or mark == ":":
        return chain
    titled = tokens.around[at] in _TITLES
    short = name.last - name.first < _FULL and not name.addressed and is_weak(tokens, name)
    if mark in _DASHES and tokens.spaced(at - 1) and tokens.spaced(at) and not short:
        # "Phó Bí thư Huyện ủy - Lê Văn Mít phát biểu", "Hiệu trưởng - TS Lê Văn Cam"
        return chain if titled or not name.addressed else None
    # no posts behind it: "Bí thư xã, ông Mít, ..."
    alone = tokens.around[name.last] not in _JOINTS or _acts_behind(tokens, name.last)
    if mark == "," and (not name.addressed or alone):
        if "các" in tokens.lows[chain.first : chain.last]:
            return None  # "Phó Chủ tịch UBND các huyện Mít, Trà Cam": another place
        opens = chain.first == 0 or tokens.around[chain.first - 1] in {"\n", ".", ":", ")"}
        return chain if opens or _is_behind_adverb(tokens, chain.first) else None
    return None


def _acts_behind(tokens: Tokens, at: int) -> bool:
    """ "Chủ tịch Hội Làm vườn, ông Lê Văn Mít, | mong tỉnh hỗ trợ"."""
    if tokens.around[at] != "," or at + 1 >= len(tokens) or tokens[at + 1].is_capital:
        return False
    return role_at(tokens, at + 1) is not None


def _is_behind_adverb(tokens: Tokens, at: int) -> bool:
    """ "Tại cuộc họp, | Bí thư Huyện ủy, bà Mít yêu cầu": what opens the sentence goes before."""
    if tokens.around[at - 1] != ",":
        return False
    for step in range(at - 2, max(-1, at - _LONGEST_ADVERB), -1):
        if tokens.around[step - 1] in {"", "\n", "."} and step >= 0:
            return tokens.around[step] in _ADVERBS
        if tokens.around[step] in {",", ":", ";", "(", ")"}:
            break
    return False


def _before_place(tokens: Tokens, at: int) -> tuple[int, ...]:
    """ "Chủ tịch UBND xã Ba, huyện Bảy (Bình An) Lê Văn Mít": the bracket, and the comma before."""
    step = bracket = at - 1
    if tokens.around[step] != ")":
        return ()
    while step > max(0, at - _LONGEST_PLACE) and tokens.around[step] != ",":
        if tokens.around[step] in {".", ";", "\n"}:
            return ()
        bracket = step if tokens.around[step] == "(" else bracket
        step -= 1
    return (bracket, step) if _LEVELS.length(tokens, step + 1) else ()


def _right_chain(
    tokens: Tokens, name: Name, by_first: dict[int, Chain], starts: dict[int, int]
) -> Chain | None:
    at, around = name.last, tokens.around
    if around[at] == "là" and at + 1 in by_first:
        at += 1  # "ông Lê Văn Mít là Phó Trưởng ban"
    if around[at] not in _JOINTS and at not in by_first:
        return None
    step = at
    while step < at + _LONGEST_GAP and (
        around[step] in _BETWEEN or (around[step] in _JOINTS and step < at + 2)
    ):
        step += 1
    if around[step] == "tân":  # "ông Lê Văn Mít, tân Bí thư": new in the post
        step += 1
    if around[at] == "(" and step not in by_first:
        step = _past_bracket(tokens, at)
    chain = by_first.get(step)
    if chain is None or chain.plural:
        return None
    if chain.last in starts:
        # "ông Mít - Chỉ huy trưởng Quân sự, Bí thư Huyện ủy Lê Văn Cam": the last is Cam's
        own = tokens.around[at] in _DASHES and len(chain.posts) > 1
        return chain._replace(posts=chain.posts[:-1]) if own else None
    if len(chain.posts) > 1 and _heads_next(tokens, at, chain.last, starts):
        return chain._replace(posts=chain.posts[:-1])
    return chain


def _heads_next(tokens: Tokens, mark: int, end: int, starts: dict[int, int]) -> bool:
    """ "ông Mít – Phó Trưởng phòng, | Bí thư Huyện ủy - Lê Văn Cam dự": the last post is Cam's."""
    dashes = tokens.around[mark] in _DASHES and tokens.around[end] in _DASHES
    spaced = dashes and tokens.spaced(end) and tokens.spaced(end + 1)
    return spaced and end + 1 in starts and tokens.around[starts[end + 1]] not in _JOINTS


def _past_bracket(tokens: Tokens, at: int) -> int:
    """ "ông Lê Văn Mít (sinh năm 1980), Trưởng thôn": where the post may begin, -1 for nowhere."""
    for step in range(at + 1, at + _LONGEST_PLACE):
        if tokens.around[step] == ")":
            return step + 2 if tokens.around[step + 1] in _JOINTS else -1
    return -1


def _with_posts_of_list(
    tokens: Tokens, mentions: list[Mention], chains: list[Chain]
) -> list[Mention]:
    """ "Lê Văn Mít, Bí thư; Chủ tịch HĐND xã; Trần Văn Cam, ...": posts behind a semicolon too."""
    by_first = {chain.first: chain for chain in chains if not chain.plural}
    for at, (one, other) in enumerate(pairwise(mentions)):
        chain = by_first.get(one.unit_last + 1)
        behind = bool(one.posts) and one.posts[-1][1] == one.unit_last > one.name.last
        if chain is None or tokens.around[one.unit_last] != ";" or not behind:
            continue
        if tokens.around[chain.last] == ";" and other.unit_first == chain.last + 1:
            posts = (*one.posts, *chain.posts)
            mentions[at] = one._replace(posts=posts, unit_last=chain.last)
    return mentions


def _with_given_posts(
    tokens: Tokens, mentions: list[Mention], loose: tuple[Chain, ...]
) -> list[Mention]:
    """Add "được bổ nhiệm làm Giám đốc ..." to the person named before it in the sentence."""
    found = list(mentions)
    for chain in loose:
        is_given = any(
            _GIVEN_BY.length(tokens, chain.first - length) == length for length in (1, 2, 3)
        )
        if not is_given or chain.plural:
            continue
        receivers = _receivers(tokens, found, chain)
        for receiver in receivers:
            found[receiver] = _with_posts(found[receiver], chain)
        if receivers:
            continue
        owner = next(
            (at for at in reversed(range(len(found))) if found[at].unit_last <= chain.first), None
        )
        if owner is not None and _same_clause(tokens, found[owner].unit_last, chain.first):
            found[owner] = _with_posts(found[owner], chain)
            if owner and _given_together(tokens, found[owner - 1], found[owner]):
                found[owner - 1] = _with_posts(found[owner - 1], chain)
    return found


def _with_posts(mention: Mention, chain: Chain) -> Mention:
    return mention._replace(posts=(*mention.posts, *chain.posts))


def _given_together(tokens: Tokens, one: Mention, other: Mention) -> bool:
    """ "ông Mít và bà Cam được bầu làm Phó Chủ tịch": both."""
    between = tokens.lows[one.unit_last : other.unit_first]
    addressed = one.name.addressed and other.name.addressed
    # "bầu ông Mít, bà Cam giữ chức"; not "miễn nhiệm ông Mít, bà Cam được bầu làm"
    elected = addressed and between == [","] and _is_elected(tokens, one.unit_first)
    return not one.posts and (between == ["và"] or elected)


def _is_elected(tokens: Tokens, at: int) -> bool:
    pair = f"{tokens.around[at - 2]} {tokens.around[at - 1]}"
    return tokens.around[at - 1] in {"bầu", "cử"} or pair in _ELECTS


def _receivers(tokens: Tokens, mentions: list[Mention], chain: Chain) -> list[int]:
    """Return who gets the post: "bổ nhiệm chức vụ Chánh án ... đối với ông ..."; or all of a list.

    "miễn nhiệm chức danh Ủy viên UBND tỉnh nhiệm kỳ 2021 - 2026 đối với các ông: ...; ...".
    """
    at = chain.last
    if not _TERM.isdisjoint(tokens.around[at : at + 2]):
        at = next(
            (step for step in range(at, at + _LONGEST_TERM) if tokens.around[step] == "đối"), at
        )
    if tokens.around[at] not in {"cho", "của"} and tokens.around[at : at + 2] != ["đối", "với"]:
        return []
    first = next((each for each, x in enumerate(mentions) if at < x.unit_first <= at + 2), None)
    if first is None:
        return []
    found = [first]
    several = tokens.around[mentions[first].unit_first] == "các"
    for each in range(first + 1, len(mentions)) if several else ():
        between = tokens.lows[mentions[each - 1].unit_last : mentions[each].unit_first]
        if ";" not in between or "." in between or "\n" in between:
            break
        found.append(each)
    return found


def _same_clause(tokens: Tokens, first: int, last: int) -> bool:
    between = [tokens.around[step] for step in range(first, last)]
    return len(between) <= 3 * _LONGEST_ADDRESS and not {"\n", ".", ";"} & set(between)
