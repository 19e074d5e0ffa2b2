"""The draft of an agreement that a text speaks of, from what was read of it and decided."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.agreements import services as agreements
from phoihop.agreements.models import Agreement
from phoihop.documents.models import Relation
from phoihop.workspace.intake.guess import agreement_kind
from phoihop.workspace.intake.making import Making, linked_record
from phoihop.workspace.intake.matching import agencies_called, names_of
from phoihop.workspace.intake.matching.naming import body_key
from phoihop.workspace.models import Decision, FactKind, Intake, IntakeFact

# What a paper is to the text so that it is proposed as a legal basis of the draft.
GROUNDS: Final = frozenset({Relation.BASED_ON, Relation.CARRIES_OUT})
_TWO: Final = 2


def meant_by_names(intake: Intake, facts: Sequence[IntakeFact], by: User) -> dict[str, Agency]:
    """{name of a party or of a body responsible: the agency that it surely means}.

    A name whose card was dropped means none.
    """
    dropped = {
        body_key(name)
        for fact in facts
        if fact.kind == FactKind.AGENCY and fact.decision == Decision.DROPPED
        for name in names_of(fact)
    }
    names = [
        party["name"]
        for fact in facts
        if fact.kind in {FactKind.AGREEMENT, FactKind.ITEM}
        for party in fact.value["parties"]
        if not party.get("collective") and body_key(party["name"]) not in dropped
    ]
    return agencies_called(intake.pk, names, by)


def make_agreement(making: Making, fact: IntakeFact) -> None:
    """Draft it, or take the record that the fact was linked with."""
    if fact.decision == Decision.LINKED:
        agreement = linked_record(making, fact, Agreement)
    else:
        agreement = _drafted(making, fact.value)
        making.note(agreement)
        if making.draft is None:
            making.draft = agreement
            for paper in dict.fromkeys(making.grounds):
                agreements.add_legal_basis(agreement, paper, by=making.by, at=making.at)
    making.keep_source(fact, agreement)


def _drafted(making: Making, value: dict[str, Any]) -> Agreement:
    first = date(int(value["from"]), 1, 1) if value["from"] else None
    last = date(int(value["to"]), 12, 31) if value["to"] else None
    known = {party["name"]: _party(making, party["name"], first) for party in value["parties"]}
    parties = list(dict.fromkeys(agency for agency in known.values() if agency is not None))
    return agreements.create_agreement(
        by=making.by,
        at=making.at,
        kind=agreement_kind(str(value["kind"])),
        title=str(value["title"]),
        valid_from=first,
        valid_to=last,
        parties=parties,
        collective_parties=[name for name, agency in known.items() if agency is None],
        is_party=not _is_of_others(making, parties, len(known)),
    )


def _party(making: Making, name: str, first: date | None) -> Agency | None:
    """The agency of that name; none without a card that is not there on the first day.

    One whose card a person decided stays: whether it may be a party is said when it is drafted.
    """
    agency = making.agency_called(name)
    if agency is None or first is None or agency in making.agencies.values():
        return agency
    return agency if agency.exists_on(first) else None


def _is_of_others(making: Making, parties: Sequence[Agency], named: int) -> bool:
    """Two or more agencies sign, all of them known, and the own one is none of them."""
    own = making.by.acting_agency
    return len(parties) >= _TWO and len(parties) == named and own not in parties
