"""Figures and parts of a text that a person accepted: they stay with the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from phoihop.workspace.intake.further_words import figure_words, part_words
from phoihop.workspace.models import Decision, FactKind, IntakeFact

# Of a part of many pages its beginning; the rest stands in the text beside.
_SHOWN = 600


@dataclass(frozen=True)
class KeptFigure:
    """A number in words, of what, in which period."""

    number: int
    words: str
    what: str
    period: str


@dataclass(frozen=True)
class KeptPart:
    """What sort of part, with its heading, and its words."""

    number: int
    title: str
    words: str


def figures_kept(facts: Sequence[IntakeFact]) -> list[KeptFigure]:
    """In the order of the text."""
    return [
        KeptFigure(fact.number, figure_words(fact.value), fact.value["what"], fact.value["period"])
        for fact in _accepted(facts, FactKind.FIGURE)
    ]


def parts_kept(facts: Sequence[IntakeFact], text: str) -> list[KeptPart]:
    """In the order of the text."""
    return [
        KeptPart(
            fact.number,
            part_words(fact.value),
            _beginning(text[fact.start : fact.end]),
        )
        for fact in _accepted(facts, FactKind.SECTION)
    ]


def _accepted(facts: Sequence[IntakeFact], kind: FactKind) -> list[IntakeFact]:
    return [fact for fact in facts if fact.kind == kind and fact.decision == Decision.NEW]


def _beginning(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"
