"""Mentions of one person put together: name, posts in their fullest form, roles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from phoihop.reader.after import role_after
from phoihop.reader.bylines import find_authors
from phoihop.reader.capitals import STRONG_FAMILIES
from phoihop.reader.facts import Person, Position
from phoihop.reader.given import told_by_given_name
from phoihop.reader.held import is_digest
from phoihop.reader.lexicon import words
from phoihop.reader.mentions import Findings, Mention, find_mentions
from phoihop.reader.roles import assign
from phoihop.reader.same_posts import fullest
from phoihop.reader.segment import Layout
from phoihop.reader.spans import Spans
from phoihop.reader.tokens import Tokens
from phoihop.vntext import canonical, fold

ROLE_ORDER: Final = ("chair", "speaker", "attendee", "signer", "author")
_GIVEN: Final = 2  # syllables of "bà Kim Mít", at least
_SEXES: Final = {"ông": "man", "anh": "man", "bà": "woman", "chị": "woman"}
_NEXT_WORDS: Final = 3
_TITLE: Final = re.compile(r'["“](?<!: ["“])[^"“”\n:;]{3,80}["”]')
# The noun first, for there are few.
_REMEMBERED: Final = re.compile(
    r"ngày (?:sinh(?<=năm ngày sinh)|mất(?<=năm ngày mất))(?: của)?"
    r"(?: (?:cố|đồng chí|chủ tịch|(?:phó )?tổng bí thư|đại tướng|nhà \w+|danh nhân|cụ|bác"
    r"|giáo sư))*\s"
)
_OF_EVENT: Final = frozenset({"chair", "attendee"})
_WITHOUT_ROLES: Final = frozenset({"other"})


@dataclass
class _Draft:
    """A person while mentions are gathered; spans are in the clean text."""

    span: tuple[int, int]
    posts: list[tuple[int, int]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)


def find_people(tokens: Tokens, layout: Layout, *, bylines: bool = True) -> tuple[Person, ...]:
    """Return everyone named in the text, in the order of first mention.

    bylines: look for authors and photographers too, as news reports have them.
    """
    found = find_mentions(tokens)
    roles = assign(tokens, found, layout.sentences)
    if bylines and is_digest(tokens.source, layout):
        roles = [parts - _OF_EVENT for parts in roles]  # no one event that they have a part in
    authors = find_authors(tokens.source, layout, tokens) if bylines else []
    drafts = _drafts(tokens, layout, found, roles, authors)
    _speak_by_post(tokens, found, drafts)
    _act_by_given_name(tokens, drafts)
    _join_given_names(tokens, drafts)
    _leave_out_titles(tokens, drafts)
    _leave_out_remembered(tokens, drafts)
    _join_cut_off(tokens, drafts)
    ordered = sorted(drafts.values(), key=lambda draft: draft.span)
    return tuple(_person(tokens, draft) for draft in ordered)


def _drafts(
    tokens: Tokens,
    layout: Layout,
    found: Findings,
    roles: list[set[str]],
    authors: list[tuple[int, int]],
) -> dict[str, _Draft]:
    """Return the persons by their names: those mentioned with their roles, and the authors."""
    drafts: dict[str, _Draft] = {}
    written = Spans(authors)
    for mention, parts in zip(found.mentions, roles, strict=True):
        span = _name_span(tokens, mention)
        if written.touches(span):
            if span in authors:
                # "Lê Văn Mít" and on the next line "PCT LĐLĐ huyện Ba"; whose post stands before
                # the name is the one whose words end there
                _gather(tokens, drafts, span, mention.posts, set())
                if mention.unit_first < mention.name.first and mention.posts:
                    authors.remove(span)
            continue
        elsewhere = layout.role_at(span[0]) in _WITHOUT_ROLES
        _gather(tokens, drafts, span, mention.posts, set() if elsewhere else parts)
    for span in authors:
        _gather(tokens, drafts, span, (), {"author"})
    return drafts


def _leave_out_titles(tokens: Tokens, drafts: dict[str, _Draft]) -> None:
    """Leave out whom only the quoted title of a work or a meeting names: "Hội thảo "Lê Lợi ..."."""
    bare = [key for key, draft in drafts.items() if not (draft.posts or draft.roles)]
    if not bare:
        return
    titles = Spans(match.span() for match in _TITLE.finditer(tokens.source.clean))
    for key in bare:
        if all(titles.holds(start) for start, _ in drafts[key].spans):
            del drafts[key]


def _leave_out_remembered(tokens: Tokens, drafts: dict[str, _Draft]) -> None:
    """Leave out whose birth or death is commemorated: "100 năm Ngày sinh đồng chí Lê Mít"."""
    low = tokens.source.low
    if "năm ngày sinh" not in low and "năm ngày mất" not in low:
        return
    remembered = [match.end() for match in _REMEMBERED.finditer(low)]
    for key in [*drafts] if remembered else ():
        begins = {start for start, _ in drafts[key].spans}
        if not drafts[key].roles and not begins.isdisjoint(remembered):
            del drafts[key]


def _join_cut_off(tokens: Tokens, drafts: dict[str, _Draft]) -> None:
    """Give back to its person a name cut off by the end of the text or by a small letter.

    "ông Lê Anh" at the end, "Phó Chủ tịch Lê Anh mít phát biểu" by mistake.
    """
    clean = tokens.source.clean.rstrip()
    keys = sorted(drafts)
    for at, key in enumerate(keys[:-1]):
        draft = drafts[key]
        if len(draft.spans) > 1 or not keys[at + 1].startswith(key):
            continue
        owners = [other for other in keys[at + 1 : at + 3] if _goes_on_as(clean, draft, key, other)]
        if len(owners) == 1:
            owner = drafts[owners[0]]
            owner.roles |= draft.roles
            owner.posts += draft.posts
            del drafts[key]


def _goes_on_as(clean: str, draft: _Draft, key: str, other: str) -> bool:
    """Say whether the text ends within a name or goes on with the rest of a longer one."""
    rest, end = other.removeprefix(key), draft.span[1]
    if rest == other:
        return False
    return end == len(clean) or fold(clean[end : end + len(rest)]) == rest


def _name_span(tokens: Tokens, mention: Mention) -> tuple[int, int]:
    return tokens.starts[mention.name.first], tokens.ends[mention.name.last - 1]


def _gather(
    tokens: Tokens,
    drafts: dict[str, _Draft],
    span: tuple[int, int],
    posts: tuple[tuple[int, int], ...],
    roles: set[str],
) -> None:
    key = fold(tokens.source.words(*span))
    draft = drafts.get(key)
    if draft is None:
        draft = drafts[key] = _Draft(span)
    draft.span = min(draft.span, span)
    draft.spans.append(span)
    draft.roles |= roles
    for first, last in posts:
        start, end = tokens.starts[first], tokens.ends[last - 1]
        draft.posts.append((start, end))


def _person(tokens: Tokens, draft: _Draft) -> Person:
    source = tokens.source
    posts = fullest(tokens, draft.posts)
    return Person(
        *source.place(*draft.span),
        name=source.words(*draft.span),
        positions=tuple(Position(*source.place(*span), title) for span, title in posts),
        roles=tuple(role for role in ROLE_ORDER if role in draft.roles),
        mentions=tuple(source.evidence(*span) for span in sorted(set(draft.spans))),
    )


def _act_by_given_name(tokens: Tokens, drafts: dict[str, _Draft]) -> None:
    """Give the part told of "ông Mít" to the one person whose given name it is, named before.

    Who chairs is told so only where nobody chairs by the whole name.
    """
    told = told_by_given_name(tokens)
    if not told:
        return
    chaired = any("chair" in draft.roles for draft in drafts.values())
    owners: dict[str, _Draft | None] = {}
    for draft in drafts.values():
        given = canonical(tokens.source.words(*draft.span).split()[-1])
        owners[given] = draft if given not in owners else None
    for offset, given, role in told:
        owner = owners.get(given)
        known = owner is not None and owner.span[0] < offset and "author" not in owner.roles
        if owner is not None and known and not (chaired and role == "chair"):
            owner.roles.add(role)


def _join_given_names(tokens: Tokens, drafts: dict[str, _Draft]) -> None:
    """ "Bác sĩ Kim Mít cho biết": the one named in full before, "Ngô Thị Kim Mít"."""
    bare = {key for key, draft in drafts.items() if not draft.posts}
    owners: dict[str, list[str]] = {}
    for key in drafts if bare else ():
        parts = key.split()
        for given in range(_GIVEN, len(parts)):
            ending = " ".join(parts[-given:])
            if ending in bare:
                owners.setdefault(ending, []).append(key)
    for key in [key for key in owners if len(owners[key]) == 1]:
        short, owner = drafts[key], drafts[owners[key][0]]
        if not _may_be_one(tokens, short, owner):
            continue
        owner.roles |= short.roles
        owner.spans += short.spans
        del drafts[key]


def _may_be_one(tokens: Tokens, short: _Draft, owner: _Draft) -> bool:
    """Say whether a name of given names alone may be that of one named in full before."""
    if "author" in short.roles | owner.roles or owner.span > short.span:
        return False
    given, name = (canonical(tokens.source.words(*each.span)) for each in (short, owner))
    if given.split()[0] in STRONG_FAMILIES or not name.endswith(f" {given}"):
        return False
    sexes = {_sex(tokens, draft) for draft in (short, owner)}
    return not sexes >= {"man", "woman"}


def _sex(tokens: Tokens, draft: _Draft) -> str:
    """ "ông", "bà", or the middle word "Thị": "man" or "woman", "" where nothing tells it."""
    names = (tokens.source.words(*span) for span in draft.spans)
    if any(" Thị " in name for name in names):
        return "woman"
    before = {tokens.around[tokens.at_offset(start) - 1] for start, _ in draft.spans}
    return next((sex for word, sex in _SEXES.items() if word in before), "")


def _speak_by_post(tokens: Tokens, found: Findings, drafts: dict[str, _Draft]) -> None:
    """Give the speaker's part to a person who is quoted by post alone."""
    speaking = [
        chain
        for chain in found.loose
        if not chain.plural
        and role_after(tokens, chain.last, chain.last + _NEXT_WORDS) == "speaker"
    ]
    owners = _owners(tokens, drafts) if speaking else {}
    for chain in speaking:
        first, last = chain.posts[0]
        title = canonical(tokens.source.words(tokens.starts[first], tokens.ends[last - 1]))
        owner = owners.get(title)
        if owner is None and tokens.low(last - 1) in words("people", "levels"):
            # "Bí thư Đảng ủy xã yêu cầu ...", who was named as "Bí thư Đảng ủy"
            owner = owners.get(title.rsplit(" ", 1)[0])
            if owner is not None and owner.span[0] < tokens.starts[first]:
                owner.posts.append((tokens.starts[first], tokens.ends[last - 1]))
        if owner is None:
            owner = _owner_in_town(tokens, owners, first, last)
        if owner is not None and owner.span[0] < tokens.starts[first]:
            owner.roles.add("speaker")


def _owner_in_town(
    tokens: Tokens, owners: dict[str, _Draft | None], first: int, last: int
) -> _Draft | None:
    """ "Bí thư Huyện ủy Ba Mơ nhấn mạnh", who is Bí thư Huyện ủy, Chủ tịch HĐND huyện Ba Mơ.

    The longer form is a form of his post, for another of his ends with the town.
    """
    town = last
    while town > first + 1 and tokens[town - 1].is_capital and not tokens[town - 1].is_upper:
        town -= 1
    owner = owners.get(canonical(tokens.source.words(tokens.starts[first], tokens.ends[town - 1])))
    if owner is None or town == last or owner.span[0] >= tokens.starts[first]:
        return None
    name = tokens.source.words(tokens.starts[town], tokens.ends[last - 1])
    if not any(tokens.source.words(*post).endswith(f" {name}") for post in owner.posts):
        return None
    owner.posts.append((tokens.starts[first], tokens.ends[last - 1]))
    return owner


def _owners(tokens: Tokens, drafts: dict[str, _Draft]) -> dict[str, _Draft | None]:
    """Return who is meant by a post or its beginning; None where it could be several."""
    owners: dict[str, _Draft | None] = {}
    for draft in drafts.values():
        for post in set(draft.posts):
            parts = canonical(tokens.source.words(*post)).split()
            for length in range(1, len(parts) + 1):
                short = " ".join(parts[:length])
                owners[short] = draft if owners.get(short, draft) is draft else None
    return owners
