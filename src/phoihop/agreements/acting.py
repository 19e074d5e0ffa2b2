"""Who acts on a day for the agencies that a paper names.

An agency that ended stays in the signed text. Who stands in for it (PartySuccessor) does from then
on what it did: keeps the paper going where it drafted it, leads contents, is told.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import F, Q

from phoihop.agencies.models import Agency
from phoihop.agencies.naming import ended_words
from phoihop.agreements.errors import PartyEnded
from phoihop.agreements.models import Agreement, Party, PartySuccessor
from phoihop.agreements.terms import text_on

# {an agency that has ended: who stands in for it; None where several do, or nobody}.
Instead = Mapping[int, Agency | None]
NOBODY_ELSE: Instead = {}


def has_ended(agency: Agency, on: date) -> bool:
    """Its last day is over."""
    return agency.valid_to is not None and agency.valid_to < on


def drafters_on(agreement: Agreement, on: date) -> set[int]:
    """Who acts for the drafting agency: itself while it exists, else those who stand in for it.

    One query for papers of which nobody took over anything.
    """
    standing = agreement.drafter_successors
    if not has_ended(agreement.owner, on):
        return {agreement.owner_id}
    return {row.agency_id for row in standing if _stands(row, on)}


def first_day(agreement: Agreement, on: date) -> date:
    """The day on which its parties must exist: the first of its term, else that day."""
    return agreement.valid_from or on


def refuse_ended(agencies: Iterable[Agency], on: date) -> None:
    """Raises PartyEnded for the first of them that does not exist on that day."""
    for agency in agencies:
        if not agency.exists_on(on):
            raise PartyEnded(ended_words(agency))


def acts_for_drafter(agreement: Agreement, agency: Agency, on: date) -> bool:
    """This agency does what the drafting agency of the paper does."""
    if agreement.owner_id == agency.pk:
        return not has_ended(agency, on)
    return any(
        row.agency_id == agency.pk and _stands(row, on) for row in agreement.drafter_successors
    ) and has_ended(agreement.owner, on)


def drafted_for(agency: Agency | None, on: date, prefix: str = "") -> Q:
    """Papers for whose drafting agency this one acts; prefix: the way to the paper ("plan__")."""
    if agency is None:
        return Q(pk__in=[])
    if has_ended(agency, on):
        return Q(pk__in=[])
    taken = PartySuccessor.objects.filter(
        agency=agency,
        valid_from__lte=on,
        party__agency=F("party__agreement__owner"),
        party__agency__valid_to__lt=on,
    )
    way = f"{prefix}in" if prefix else "pk__in"
    own = Q(**{f"{prefix}owner": agency})
    return own | Q(**{way: taken.values("party__agreement")})


def parties_on(agreements: Iterable[Agreement], on: date) -> dict[int, dict[int, list[Agency]]]:
    """For each paper {agency as signed: who acts for it}; nobody where none took over.

    Two queries, whatever the number of papers.
    """
    papers = list(agreements)
    found: dict[int, dict[int, list[Agency]]] = {agreement.pk: {} for agreement in papers}
    rows = Party.objects.filter(agreement__in=papers, agency__isnull=False)
    for row in rows.select_related("agency").prefetch_related("successors__agency"):
        if row.agency is None:
            continue
        acting = [row.agency]
        if has_ended(row.agency, on):
            acting = [one.agency for one in row.successors.all() if _stands(one, on)]
        found[row.agreement_id][row.agency.pk] = acting
    return found


def acting_parties(agreement: Agreement, on: date) -> list[Agency]:
    """Who acts for the parties of one paper, in their order, each once.

    The parties are those of the text in force that day: an amendment may add and drop some.
    """
    text = text_on(agreement, on)
    acting = parties_on([text], on)[text.pk]
    by_key = {agency.pk: agency for theirs in acting.values() for agency in theirs}
    return list(by_key.values())


def stand_ins(agreement: Agreement, on: date) -> Instead:
    """Who stands in for the parties that have ended, of the paper and of the text in force."""
    text = text_on(agreement, on)
    acting = parties_on({agreement, text}, on)
    return {
        ended: theirs[0] if len(theirs) == 1 else None
        for ended, theirs in (acting[agreement.pk] | acting[text.pk]).items()
        if [agency.pk for agency in theirs] != [ended]
    }


def in_place_of(agency: Agency | None, instead: Instead) -> Agency | None:
    """The agency itself, or who stands in for it."""
    return instead.get(agency.pk, agency) if agency is not None else None


def key_in_place_of(agency: int | None, instead: Instead) -> int | None:
    """The same of a key."""
    if agency is None or agency not in instead:
        return agency
    standing = instead[agency]
    return standing.pk if standing is not None else None


def others_in_place(agencies: Iterable[int], lead: int | None, instead: Instead) -> list[int]:
    """Who coordinates in place of these, each once; who leads does not coordinate as well."""
    now = dict.fromkeys(key_in_place_of(agency, instead) for agency in agencies)
    return [agency for agency in now if agency is not None and agency != lead]


def _stands(row: PartySuccessor, on: date) -> bool:
    return row.valid_from <= on and not has_ended(row.agency, on)
