"""What a fact's card says: a heading, a line of detail, what is offered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from phoihop.agreements.models import AgreementKind
from phoihop.documents.models import Kind, Relation
from phoihop.periods import format_day
from phoihop.workspace.forms import EVENT_KINDS
from phoihop.workspace.intake.becoming import becomes
from phoihop.workspace.intake.further_words import words_of
from phoihop.workspace.intake.guess import agreement_kind
from phoihop.workspace.intake.marks import css_class
from phoihop.workspace.intake.matching import SAME_NAME, Candidate, Suggestions
from phoihop.workspace.intake.steps import mark_of
from phoihop.workspace.models import FURTHER, Decision, FactKind, IntakeFact


@dataclass(frozen=True)
class Card:
    """One fact as drawn."""

    fact: IntakeFact
    css: str
    heading: str
    detail: str
    candidates: Sequence[Candidate]
    sure: Candidate | None
    linked_label: str
    # Set on the first card of a kind of which the rest can be accepted at once: how many are open.
    rest: int = 0

    @property
    def becomes(self) -> str:
        """What an accepted fact that is linked with nothing becomes."""
        return becomes(self.fact)

    @property
    def mark(self) -> str:
        """What a person who decides has seen of it."""
        return mark_of(self.fact)

    @property
    def must_choose(self) -> bool:
        """The name or number is that of records we have, and none fits beyond doubt.

        A new record by default would be a second one of the same.
        """
        if self.sure is not None or self.fact.stays_open:
            return False
        if self.fact.kind == FactKind.PERSON:
            return bool(self.candidates)
        return any(one.score >= SAME_NAME for one in self.candidates)

    @property
    def is_recased(self) -> bool:
        """Small letters are proposed for a subject that the text has in capitals."""
        printed, said = self.fact.label, self.fact.value.get("subject") or ""
        begins = said[: len(printed)]
        is_paper = self.fact.kind == FactKind.HEADER
        return is_paper and begins != printed and begins.lower() == printed.lower()

    @property
    def is_open(self) -> bool:
        """Nobody has looked at it."""
        return self.fact.decision == Decision.OPEN


def cards_of(
    facts: Sequence[IntakeFact],
    suggestions: dict[int, Suggestions],
    linked_labels: dict[int, str],
) -> list[Card]:
    """The cards in their order: records first, then kind by kind, as the text has them."""
    cards = []
    left = Counter(fact.kind for fact in facts if fact.decision == Decision.OPEN)
    for fact in facts:
        found = suggestions.get(fact.pk, Suggestions())
        heading, detail = _WORDS[FactKind(fact.kind)](fact)
        css = css_class(fact.kind).replace("k-", "e-")
        label = linked_labels.get(fact.pk, "")
        # Asked once: the first card of its kind takes the number.
        rest = left.pop(fact.kind, 0) if fact.kind in FURTHER else 0
        cards.append(Card(fact, css, heading, detail, found.candidates, found.sure, label, rest))
    return cards


def _paper(fact: IntakeFact) -> tuple[str, str]:
    value = fact.value
    kind = str(dict(Kind.choices).get(value["kind"], value["kind"]))
    return value["subject"], _joined(kind, value["code"], value["issuer"], _day(value["date"]))


def _event(fact: IntakeFact) -> tuple[str, str]:
    value = fact.value
    kinds = dict(EVENT_KINDS)
    sessions = {
        "morning": pgettext("half day", "morning"),
        "afternoon": pgettext("half day", "afternoon"),
        "evening": pgettext("half day", "evening"),
    }
    day = _day(value["date"]) or _("no day in the text")
    chair = _("chair: %(names)s") % {"names": ", ".join(value["chair"])} if value["chair"] else ""
    period = _("period %(period)s") % {"period": value["period"]} if value["period"] else ""
    half = sessions.get(value["session"] or "", "")
    detail = _joined(day, half, value["host"] or "", chair, period)
    return str(kinds.get(value["kind"], value["kind"])), detail


def _agency(fact: IntakeFact) -> tuple[str, str]:
    return fact.value["name"], ""


def _person(fact: IntakeFact) -> tuple[str, str]:
    titles = "; ".join(position["title"] for position in fact.value["positions"])
    roles = {
        "chair": _("chairs"),
        "speaker": _("speaks"),
        "attendee": _("attends"),
        "signer": _("signs"),
        "author": _("author"),
    }
    said = ", ".join(roles[role] for role in fact.value["roles"] if role in roles)
    return fact.value["name"], _joined(titles, said)


def _document(fact: IntakeFact) -> tuple[str, str]:
    value = fact.value
    kind = str(dict(Kind.choices).get(value["kind"], value["kind"]))
    number = f"{value['number']:02}" if value["number"] is not None else value["ordinal"]
    heading = f"{kind} {value['code'] or number}".strip()
    words = value["subject"] or fact.label
    relation = value.get("relation") or Relation.MENTIONS  # older facts have none
    does = "" if relation == Relation.MENTIONS else str(Relation(relation).label)
    return heading, _joined(does, _day(value["date"]), value["issuer"], f"“{words}”")


def _agreement(fact: IntakeFact) -> tuple[str, str]:
    value = fact.value
    kind = str(AgreementKind(agreement_kind(value["kind"])).label)
    years = "–".join(dict.fromkeys(str(y) for y in (value["from"], value["to"]) if y))
    names = ", ".join(party["name"] for party in value["parties"])
    parties = _("parties: %(names)s") % {"names": names} if names else ""
    return f"{kind} {years}".strip(), _joined(parties)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _day(text: str | None) -> str:
    return format_day(date.fromisoformat(text)) if text else ""


_WORDS = {
    FactKind.HEADER: _paper,
    FactKind.EVENT: _event,
    FactKind.AGENCY: _agency,
    FactKind.PERSON: _person,
    FactKind.DOCUMENT: _document,
    FactKind.AGREEMENT: _agreement,
    **dict.fromkeys(FURTHER, words_of),
}
