"""What part each person has: chair, speaker, attendee, signer."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from phoihop.reader.acts import role_at
from phoihop.reader.after import (
    LONGEST_LOOK,
    role_after,
    second_role,
)
from phoihop.reader.before import is_greeted, is_object, roles_before
from phoihop.reader.grouping import Clause, Sentence, clauses_of, groups_in, is_answered
from phoihop.reader.mentions import Findings, Mention
from phoihop.reader.openings import LONGEST as LONGEST_OPENING
from phoihop.reader.openings import (
    heads_list,
    is_number_alone,
    opening_roles,
    opens_with,
    other_meetings,
    words_follow,
)
from phoihop.reader.tokens import Tokens

_BRIEF: Final = 12
_NEXT_WORDS: Final = 6
_NEAR: Final = 2  # sentences
_PRONOUNS: Final = frozenset(["ông", "bà", "anh", "chị", "đồng"])
_WOMAN: Final = {"ông": False, "anh": False, "bà": True, "chị": True}
_WHERE_OR_WHEN: Final = frozenset(["tại", "trong", "sau", "cũng", "tiếp"])
# What a list tells: those present, in sentences or in lines below its heading, or who chairs.
_OPEN: Final = "open"
_LINES: Final = "lines"
_CHAIRS: Final = "chairs"
_BULLETS: Final = frozenset("-–+*•")
_OTHERS: Final = frozenset(["các", "lãnh", "đại", "cùng", "toàn"])
_SEVERAL: Final = frozenset(["các", "những", "hai"])
_CLAUSE_BEGINS: Final = frozenset([",", ";", "."])
_NOUN: Final = 3  # words of "các đảng viên"
_LEAD: Final = 3  # sentences that tell of the event itself


def assign(tokens: Tokens, found: Findings, sentences: Sequence[tuple[int, int]]) -> list[set[str]]:
    """Return the roles of each mention, in the order of `found.mentions`."""
    roles: list[set[str]] = [set() for _ in found.mentions]
    if not roles:
        return roles
    listing, elsewhere = "", False
    clauses = clauses_of(tokens, found, _as_far_as_named(tokens, found, sentences))
    others = other_meetings(tokens)
    for number, clause in enumerate(clauses):
        begins = found.mentions[clause.mentions[0]].unit_first if clause.mentions else clause.last
        opens_other = bool(others) and number >= _LEAD and opens_with(others, clause.first, begins)
        if clause.mentions:
            goes_on = _assign_in(tokens, found.mentions, clause, roles, listing)
            listing = (listing or _OPEN) if goes_on else ""
            if opens_other or elsewhere:
                for at in clause.mentions:
                    roles[at].discard("chair")
            elsewhere = False
        elif not is_number_alone(tokens, clause.first, clause.last):
            listing = _list_behind(tokens, clause, listing)
            elsewhere = opens_other
            if _speaks_by_pronoun(tokens, clause):
                only = _only_one_before(clauses[max(0, number - _NEAR) : number], found.mentions)
                meant = [at for at in only if _may_mean(tokens, clause, found.mentions[at])]
                _add(roles, meant, "speaker")
    return roles


def _as_far_as_named(
    tokens: Tokens, found: Findings, sentences: Sequence[tuple[int, int]]
) -> Sequence[tuple[int, int]]:
    """Leave out what follows the last person: only a pronoun right behind may tell a part."""
    last = max(mention.unit_last for mention in found.mentions) - 1
    until = bisect_right(sentences, (tokens.starts[last], sys.maxsize))
    return sentences[: until + _NEAR]


def _speaks_by_pronoun(tokens: Tokens, clause: Clause) -> bool:
    """ "Đồng chí nhấn mạnh: ...", "Ông cũng cho biết ...": who was named just before speaks."""
    at = clause.first
    if tokens.around[at] not in _PRONOUNS:
        return False
    after = at + 1 + (tokens.around[at : at + 2] == ["đồng", "chí"])
    limit = min(clause.last, after + _NEXT_WORDS)
    named = after < limit and tokens[after].is_capital
    return not named and role_after(tokens, after, limit) == "speaker"


def _only_one_before(clauses: Sequence[Clause], mentions: Sequence[Mention]) -> Sequence[int]:
    """Return the person of the last sentence that names one, where it names no other.

    A name alone, as below a paper, tells of nobody who could go on to speak.
    """
    last = next((each for each in reversed(clauses) if each.mentions), None)
    if last is None or len(last.mentions) > 1:
        return ()
    name = mentions[last.mentions[0]].name
    alone = (name.first, name.last) == (last.first, last.last) and not name.addressed
    return () if alone else last.mentions


def _may_mean(tokens: Tokens, clause: Clause, mention: Mention) -> bool:
    """ "Bà cho biết" is not said of "ông Mít", nor of one to whom something is done."""
    said = _WOMAN.get(tokens.around[clause.first])
    called = _WOMAN.get(tokens.around[mention.name.first - 1])
    apart = said is not None and called is not None and said != called
    return not apart and not is_object(tokens, mention)


def _list_behind(tokens: Tokens, clause: Clause, listing: str) -> str:
    """Say which list a sentence without a person opens or goes on with; "" for none."""
    limit = min(clause.last, clause.first + LONGEST_OPENING)
    present = listing in {_OPEN, _LINES}
    opening = opening_roles(tokens, clause.first, limit, present)
    below = tokens.around[clause.last - 1] == ":"
    if heads_list(tokens, clause.first, clause.last) or "attendee" in opening:
        return _LINES if below else _OPEN
    return _CHAIRS if below and "chair" in opening else ""


def _assign_in(
    tokens: Tokens,
    mentions: tuple[Mention, ...],
    clause: Clause,
    roles: list[set[str]],
    listing: str,
) -> bool:
    """Fill in the roles of one sentence; return whether it was a list, or one of its lines."""
    groups = groups_in(tokens, mentions, clause)
    present = listing in {_OPEN, _LINES}
    opening = opening_roles(tokens, clause.first, mentions[groups[0][0]].unit_first, present)
    inside = [mentions[at] for at in clause.mentions]
    entry = bool(listing) and _is_entry(tokens, inside, clause, called=listing == _OPEN)
    if entry:
        opening.add("attendee" if present else "chair")
    attending = "attendee" in opening
    sentence = Sentence(tokens, mentions, clause, groups)
    for number, group in enumerate(groups):
        before, opening = _add_before(sentence, roles, number, opening)
        after = _told_after(sentence, number, before)
        if attending and after == "chair" and _is_last_of_list(tokens, mentions, group):
            roles[group[-1]] = {"chair"}
        elif after:
            _add_after(sentence, roles, number, after)
        elif number and _first_speaks(sentence, number):
            _add(roles, groups[0], "speaker")
    return entry or "attendee" in opening


def _add_before(
    sentence: Sentence, roles: list[set[str]], number: int, opening: set[str]
) -> tuple[set[str], set[str]]:
    """Give a group the roles that the words before it tell.

    Return those of the words right before it, and those that the opening of the sentence still
    gives: opening is what it gave the group before.
    """
    tokens, mentions, clause, groups = sentence
    group = groups[number]
    first = mentions[group[0]]
    opened = _opened_anew(tokens, mentions, groups, number)
    opening = _still_open(tokens, first, opening, number) | ({"attendee", "signer"} & opened)
    if number == 0 and _opens_speech(tokens, first, clause, opening):
        # "Phát biểu tại hội nghị có các ông ...": all who are named
        named = tokens.around[first.unit_first - 1] in {"có", "gồm"}
        _add(roles, group if named else group[:1], "speaker")
    before = roles_before(tokens, first, clause.first)
    if "attendee" in before:
        opening = opening - {"signer"}  # "ký kết có ông Mít, với sự chứng kiến của ông Cam"
    told = before | ({"attendee", "signer"} & opening) | ({"chair"} & opened)
    told |= {"chair"} & opening if number == 0 else set()
    for role in told:
        _add(roles, group, role)
    return before, opening


def _told_after(sentence: Sentence, number: int, before: set[str]) -> str | None:
    """Return the role that the words behind a group give it; none where they tell of another."""
    tokens, group = sentence.tokens, sentence.groups[number]
    first, last = (sentence.mentions[group[at]] for at in (0, -1))
    after = role_after(tokens, last.unit_last, sentence.limit(number))
    if after == "signer" and "speaker" in before:
        return None  # "Theo ông Mít, Chủ tịch xã, ký kết quy chế là để ..."
    acts = after == "chair" or not is_object(tokens, first)
    return after if acts or _acts_though_object(tokens, first, after) else None


def _first_speaks(sentence: Sentence, number: int) -> bool:
    """ "Ông Mít đã trao quyết định cho các ông Cam, Ổi và phát biểu": who gave it speaks."""
    tokens, mentions, groups = sentence.tokens, sentence.mentions, sentence.groups
    end = mentions[groups[number][-1]].unit_last
    again = tokens.around[end : end + 3] == ["và", "phát", "biểu"]
    given = again and is_object(tokens, mentions[groups[number][0]])
    return given and not is_object(tokens, mentions[groups[0][0]])


def _add_after(sentence: Sentence, roles: list[set[str]], number: int, after: str) -> None:
    """Give a group the role told behind it, and what else is told there."""
    tokens, mentions, clause, groups = sentence
    group, limit = groups[number], sentence.limit(number)
    end = mentions[group[-1]].unit_last
    of_all = after == "speaker" and _is_said_of_all(tokens, end, limit)
    shared = after != "speaker" or of_all or _speak_together(tokens, mentions, clause, group)
    _add(roles, group if shared else group[-1:], after)
    if of_all:
        _add(roles, [at for earlier in groups[:number] for at in earlier], after)
    second = second_role(tokens, end, limit, after)
    if second:
        _add(roles, group[-1:] if second == "speaker" else group, second)


def _still_open(tokens: Tokens, person: Mention, opening: set[str], number: int) -> set[str]:
    """ "Dự có ... Công an T.Ư. | Đại tướng Lê Văn Mít chủ trì": a stop has ended the opening."""
    ended = number > 0 and tokens.around[person.unit_first - 1] == "."
    return set() if ended else opening


def _is_entry(tokens: Tokens, inside: Sequence[Mention], clause: Clause, *, called: bool) -> bool:
    """ "Đồng chí Lê Văn Mít – Bí thư Đảng ủy xã.": one person with posts and nothing else.

    Or with those of no name: "...; các đồng chí trong Ban Chấp hành; lãnh đạo các xã".
    called: "đồng chí" must stand before the name, as it need not in the lines below a heading.
    """
    person, last = inside[0], clause.last - (tokens.around[clause.last - 1] in {".", ";"})
    if len(inside) > 1 or not person.posts or (called and not person.name.addressed):
        return False
    if person.unit_first != clause.first + (tokens.around[clause.first] in _BULLETS):
        return False
    return person.unit_last >= last or _is_followed_by_others(tokens, person.unit_last, last)


def _is_followed_by_others(tokens: Tokens, at: int, last: int) -> bool:
    """ "...; các đồng chí trong Ban Chấp hành": behind a semicolon, and nothing is done."""
    if tokens.around[at] != ";" or tokens.around[at + 1] not in _OTHERS:
        return False
    return last - at <= LONGEST_LOOK and not any(
        role_at(tokens, step) for step in range(at + 1, last) if not tokens[step].is_capital
    )


def _opened_anew(
    tokens: Tokens, mentions: tuple[Mention, ...], groups: list[list[int]], number: int
) -> set[str]:
    """ "...; tham dự cuộc họp có ông Mít": the parts that words behind a semicolon give."""
    if number == 0:
        return set()
    last = mentions[groups[number][0]].unit_first
    for step in range(last - 1, mentions[groups[number - 1][-1]].unit_last - 1, -1):
        if tokens.lows[step] == ";":
            return opening_roles(tokens, step + 1, last, listing=False)
    return set()


def _is_last_of_list(tokens: Tokens, mentions: tuple[Mention, ...], group: Sequence[int]) -> bool:
    """ "Tới dự có ông Mít; ông Cam chủ trì hội nghị": only the last of them chairs."""
    return len(group) > 1 and tokens.around[mentions[group[-1]].unit_first - 1] == ";"


def _opens_speech(tokens: Tokens, mention: Mention, clause: Clause, opening: set[str]) -> bool:
    """Say whether the first person of a sentence is the one whose words it tells."""
    speaks = "speaker" in opening and not (
        is_greeted(tokens, mention)
        or is_answered(tokens, mention, clause.first)
        or _closes_by_giving(tokens, mention, clause.first)
    )
    return speaks or words_follow(tokens, mention, clause.first, clause.last)


def _closes_by_giving(tokens: Tokens, mention: Mention, first: int) -> bool:
    """ "Bế mạc hội nghị, ông Mít, Bí thư Huyện ủy (đã) trao giấy khen": nothing is said."""
    if tokens.around[first] not in {"bế", "khai"} or tokens.around[first + 1] != "mạc":
        return False
    at = mention.unit_last
    at += tokens.around[at] == ","
    at += tokens.around[at] in {"đã", "vừa", "cũng"}
    return tokens.around[at] in {"trao", "tặng"} and tokens.around[at + 1] != "đổi"


def _add(roles: list[set[str]], group: Sequence[int], role: str) -> None:
    for at in group:
        roles[at].add(role)


def _speak_together(
    tokens: Tokens, mentions: tuple[Mention, ...], clause: Clause, group: Sequence[int]
) -> bool:
    """Several joined by "và", or by commas where the sentence begins with them."""
    if len(group) > 1 and tokens.around[mentions[group[-1]].unit_first - 1] in {"và", "cùng"}:
        return True
    first = mentions[group[0]].unit_first
    for step in range(max(clause.first, first - _NOUN), first + 1):
        begins = step == clause.first or tokens.around[step - 1] in _CLAUSE_BEGINS
        if begins and tokens.lows[step] in _SEVERAL:
            return True  # "...; các đảng viên Lê Văn Mít, Hà Thị Na tham luận"
    adverbial = tokens.around[clause.first] in _WHERE_OR_WHEN and tokens.around[first - 1] == ","
    if tokens.around[first - 1] == ":" and tokens.around[clause.first] == "các":
        return True  # "Các đại biểu: Lê Văn Mít (Tổ 1), ... chất vấn"
    return first == clause.first or (adverbial and first - clause.first <= _BRIEF)


def _acts_though_object(tokens: Tokens, mention: Mention, after: str | None) -> bool:
    """ "Đoàn công tác do ông ... làm Trưởng đoàn", "như lời của đồng chí ... đã nêu"."""
    before, following = tokens.around[mention.unit_first - 1], tokens.around[mention.unit_last]
    if before == "gồm" and after == "signer":
        return True  # "Hai bên gồm ông Mít và bà Cam đã ký quy chế"
    if before == "do":
        coming = any(
            tokens.around[step] == "sẽ"
            for step in range(mention.unit_last, mention.unit_last + _NEXT_WORDS)
        )
        return after in {"speaker", "signer"} or (after == "attendee" and not coming)
    return before == "của" and following == "đã" and after == "speaker"


def _is_said_of_all(tokens: Tokens, at: int, limit: int) -> bool:
    """ "ông Mít ở xã Ba; ông Cam ở xã Bảy đều cho rằng": one verb for all of a list.

    "lần lượt trả lời" as well.
    """
    for step in range(at, min(limit, at + LONGEST_LOOK)):
        if role_at(tokens, step):
            return tokens.around[step - 1] in {"đều", "lượt"}
    return False
