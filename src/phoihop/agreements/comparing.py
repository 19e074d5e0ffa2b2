"""What differs between two texts: content by content, clause by clause, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from phoihop.agreements.due_words import due_words
from phoihop.agreements.models import AgreementKind
from phoihop.agreements.snapshots import ItemShot, SectionShot, Snapshot
from phoihop.periods import format_day

# Longer texts are compared line by line: word by word would keep a reader waiting.
_MOST_WORDS = 6_000


class How(StrEnum):
    """What happened to a part."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A run of words: the same in both texts, only in the old, or only in the new one."""

    words: str
    is_changed: bool


@dataclass(frozen=True)
class TwoTexts:
    """One field in both texts."""

    label: str
    old: list[Piece]
    new: list[Piece]


@dataclass(frozen=True)
class Difference:
    """One part that differs. fields: each with both texts, one side empty for added, removed."""

    how: How
    place: str
    title: str
    fields: list[TwoTexts] = field(default_factory=list)


@dataclass(frozen=True)
class Comparison:
    """All that differs, in the order of the paper."""

    head: list[Difference]
    items: list[Difference]
    clauses: list[Difference]

    @property
    def all(self) -> list[Difference]:
        """Every difference, one after the other."""
        return [*self.head, *self.items, *self.clauses]


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """The two texts beside each other; a part that only moved does not differ."""
    return Comparison(
        list(_head(old, new)),
        list(_parts(_items(old["items"]), _items(new["items"]))),
        list(_parts(_clauses(old["sections"]), _clauses(new["sections"]))),
    )


def two_texts(label: str, old: str, new: str) -> TwoTexts:
    """Both texts in pieces, words that differ marked."""
    left, right = _words(old), _words(new)
    if max(len(left), len(right)) > _MOST_WORDS:
        left, right = old.splitlines(keepends=True), new.splitlines(keepends=True)
    olds: list[Piece] = []
    news: list[Piece] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        for pieces, words in ((olds, "".join(left[a:b])), (news, "".join(right[c:d]))):
            if words:
                pieces.append(Piece(words, what != "equal"))
    return TwoTexts(label, olds, news)


def _words(text: str) -> list[str]:
    """Words with the blanks behind them, so that a changed word is marked whole."""
    return re.findall(r"\S+\s*|\s+", text)


@dataclass(frozen=True)
class _Part:
    """One part of a text: its lasting identity, where it stands, its fields in words."""

    line: str
    place: str
    title: str
    fields: dict[str, str]


def _parts(olds: Sequence[_Part], news: Sequence[_Part]) -> Iterator[Difference]:
    before, after = {one.line: one for one in olds}, {one.line: one for one in news}
    for one in news:
        was = before.get(one.line)
        if was is None:
            yield Difference(How.ADDED, one.place, one.title, _texts({}, one.fields))
        elif texts := _texts(was.fields, one.fields):
            yield Difference(How.CHANGED, one.place, one.title, texts)
    for was in olds:
        if was.line not in after:
            yield Difference(How.REMOVED, was.place, was.title, _texts(was.fields, {}))


def _texts(old: dict[str, str], new: dict[str, str]) -> list[TwoTexts]:
    labels = dict.fromkeys([*old, *new])
    pairs = ((label, old.get(label, ""), new.get(label, "")) for label in labels)
    return [two_texts(*pair) for pair in pairs if pair[1] != pair[2]]


def _items(items: Sequence[ItemShot]) -> list[_Part]:
    return [
        _Part(
            item["line"],
            _("Content %(number)d") % {"number": item["number"]},
            item["text"],
            {
                _("Content"): item["text"],
                _("Lead"): item["lead"],
                _("Coordinating"): "; ".join(item["coordinating"]),
                _("Product"): item["product"],
                _("Time limit"): due_words(item["due"]),
                _("Period, as the paper says it"): item["period"],
                _("Weight"): "" if item["weight"] == 1 else str(item["weight"]),
            },
        )
        for item in items
    ]


def _clauses(sections: Sequence[SectionShot]) -> list[_Part]:
    found = []
    for section in sections:
        name = f"{section['number']}. {section['title']}"
        found.append(_Part(section["line"], "", name, {_("heading"): section["title"]}))
        for clause in section["clauses"]:
            label = clause["label"]
            place = label if not label.isdigit() else f"{section['number']}.{label}"
            found.append(
                _Part(
                    clause["line"],
                    place or f"{section['number']}.",
                    clause["heading"] or section["title"],
                    {_("heading"): clause["heading"], _("wording"): clause["text"]},
                )
            )
    return found


def _head(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    texts = _texts(_facts(old), _facts(new))
    if texts:
        yield Difference(How.CHANGED, "", _("The paper"), texts)


def _facts(shot: Any) -> dict[str, str]:
    return {
        _("Kind of paper"): str(AgreementKind(shot["kind"]).label),
        _("Title of the paper"): shot["title"],
        _("In force from"): _day(shot["valid_from"]),
        _("In force to"): _day(shot["valid_to"]),
        _("Parties"): "; ".join(shot["parties"]),
        _("Legal bases"): "; ".join(shot["bases"]),
    }


def _day(iso: str) -> str:
    return format_day(date.fromisoformat(iso)) if iso else ""
