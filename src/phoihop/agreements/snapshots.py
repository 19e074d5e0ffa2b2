"""A draft written down whole, as it is kept for every round and compared with another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypedDict

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from phoihop.agreements.models import Agreement, AgreementKind, Clause, Section
from phoihop.agreements.outline import roman
from phoihop.agreements.reading import current_items, legal_bases_of, parties_of

# Papers whose clauses are articles: "Điều 5.".
ARTICLED: Final = frozenset({AgreementKind.REGULATION})


class ClauseShot(TypedDict):
    """A clause as it stood. label: "Điều 5", "2", or "" where it stands alone."""

    line: str
    label: str
    heading: str
    text: str


class SectionShot(TypedDict):
    """A section as it stood, number in Roman figures."""

    line: str
    kind: str
    number: str
    title: str
    clauses: list[ClauseShot]


class ItemShot(TypedDict):
    """A content as it stood, its agencies by name; due as periods.DueRule writes it."""

    line: str
    number: int
    text: str
    lead: str
    coordinating: list[str]
    period: str
    product: str
    due: str
    weight: int


class Snapshot(TypedDict):
    """The whole draft. Days in ISO form, "" for none."""

    kind: str
    title: str
    valid_from: str
    valid_to: str
    parties: list[str]
    bases: list[str]
    sections: list[SectionShot]
    items: list[ItemShot]


@dataclass(frozen=True)
class Numbered:
    """A section with its number and its clauses with theirs."""

    section: Section
    number: str
    clauses: Sequence[tuple[str, Clause]]


def numbered(agreement: Agreement) -> list[Numbered]:
    """Sections and clauses in order, numbered as the kind of paper is; two queries."""
    counter = iter(range(1, 10_000))
    rows = agreement.sections.prefetch_related("clauses")
    return [
        Numbered(
            section,
            roman(place),
            list(_labelled(list(section.clauses.all()), agreement.kind, counter)),
        )
        for place, section in enumerate(rows, start=1)
    ]


def _labelled(
    clauses: Sequence[Clause], kind: str, counter: Iterator[int]
) -> Iterator[tuple[str, Clause]]:
    for place, clause in enumerate(clauses, start=1):
        if kind in ARTICLED:
            with translation.override(settings.LANGUAGE_CODE):
                yield _("Article %(number)d") % {"number": next(counter)}, clause
        else:
            yield (str(place) if len(clauses) > 1 else ""), clause


def take(agreement: Agreement) -> Snapshot:
    """The draft as it stands; the number of queries does not depend on its length."""
    return {
        "kind": agreement.kind,
        "title": agreement.title,
        "valid_from": _iso(agreement.valid_from),
        "valid_to": _iso(agreement.valid_to),
        "parties": [str(party) for party in parties_of(agreement)],
        "bases": [str(basis.document) for basis in legal_bases_of(agreement)],
        "sections": [_section(one) for one in numbered(agreement)],
        "items": [
            _item(place, item) for place, item in enumerate(current_items(agreement), start=1)
        ],
    }


def _section(one: Numbered) -> SectionShot:
    return {
        "line": str(one.section.line),
        "kind": one.section.kind,
        "number": one.number,
        "title": one.section.title,
        "clauses": [
            {
                "line": str(clause.line),
                "label": label,
                "heading": clause.heading,
                "text": clause.text,
            }
            for label, clause in one.clauses
        ],
    }


def _item(place: int, item: Any) -> ItemShot:
    return {
        "line": str(item.line.key),
        "number": place,
        "text": item.text,
        "lead": str(item.lead_agency or ""),
        "coordinating": sorted(str(agency) for agency in item.coordinating_agencies.all()),
        "period": item.period_text,
        "product": item.product,
        "due": item.due_rule,
        "weight": item.weight,
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
