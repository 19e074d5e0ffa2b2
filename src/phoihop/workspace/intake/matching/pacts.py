"""Agreements that a text may speak of: by kind, years and the one who leads."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from phoihop.accounts.models import User
from phoihop.agreements.models import Agreement, YearPlan
from phoihop.workspace.intake.guess import agreement_kind
from phoihop.workspace.intake.matching.naming import begins, spoken
from phoihop.workspace.intake.matching.offers import SAME_NAME, SURE, Candidate
from phoihop.workspace.intake.matching.surroundings import Surroundings
from phoihop.workspace.models import IntakeFact

_MOST_ROWS = 100
_UNSURE = SAME_NAME + 2


def find_agreements(
    facts: list[IntakeFact], user: User, around: Surroundings
) -> dict[int, list[Candidate]]:
    """For each fact the agreements of that kind and those years; four queries for all."""
    years = [year for fact in facts for year in (fact.value["from"], fact.value["to"]) if year]
    of_years = _with_contents_of([fact for fact in facts if fact.value["kind"] == "contents"])
    named = Q(kind__in=[_kind(fact) for fact in facts]) | Q(pk__in=of_years)
    rows = Agreement.objects.visible_to(user).filter(named)
    if years:
        rows = rows.filter(Q(valid_from=None) | Q(valid_from__year__lte=max(years)))
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__year__gte=min(years)))
    rows = rows.select_related("owner").prefetch_related("parties__agency")
    agreements = list(rows[:_MOST_ROWS])
    return {
        fact.pk: [
            _agreement(fact, one, of_years.get(one.pk, frozenset()))
            for one in agreements
            if one.kind == _kind(fact) or _has_its_year(fact, of_years.get(one.pk, frozenset()))
        ]
        for fact in facts
    }


def _with_contents_of(facts: list[IntakeFact]) -> dict[int, frozenset[int]]:
    """{agreement: years} of those that have contents of a year that the text names as such."""
    years = {fact.value["from"] for fact in facts} - {None}
    found: dict[int, frozenset[int]] = {}
    plans = YearPlan.objects.filter(year__in=years) if years else YearPlan.objects.none()
    for agreement, year in plans.values_list("agreement", "year"):
        found[agreement] = found.get(agreement, frozenset()) | {year}
    return found


def _has_its_year(fact: IntakeFact, years: frozenset[int]) -> bool:
    return fact.value["kind"] == "contents" and fact.value["from"] in years


def _kind(fact: IntakeFact) -> str:
    return agreement_kind(fact.value["kind"])


def _agreement(fact: IntakeFact, agreement: Agreement, years: frozenset[int]) -> Candidate:
    named = [party["name"] for party in fact.value["parties"]]
    bodies = [party["name"] for party in fact.value["parties"] if not party.get("collective")]
    same_owner = _names_match(named, [agreement.owner.name])
    first, last = agreement.valid_from, agreement.valid_to
    same_years = bool(first and last) and (
        (first.year if first else None, last.year if last else None)
        == (fact.value["from"], fact.value["to"])
    )
    if same_owner and (same_years or _has_its_year(fact, years)) and _of_others(bodies, agreement):
        # its owner may have one with each of several others: a person says which
        reason, score = _("same lead, kind and year, but the parties differ"), _UNSURE
    elif same_owner and _has_its_year(fact, years):
        reason = _("same lead, with contents of %(year)s") % {"year": fact.value["from"]}
        score = 92
    elif same_owner and same_years:
        reason, score = _("same lead, kind and year"), 92
    elif same_owner:
        reason, score = _("same lead and kind"), 60
    elif same_years and _same_parties(named, agreement):
        # a person says whether it is this one: a second draft of it would be easily made
        reason, score = _("same parties, kind and term"), SURE - 5
    elif same_years:
        reason, score = _("same kind and term, other parties"), 40
    else:
        reason, score = _("same kind; other parties or term"), 30
    return Candidate(agreement.pk, str(agreement), agreement.owner.name, reason, score)


def _of_others(bodies: Sequence[str], agreement: Agreement) -> bool:
    """The text names a body as a party that is none of the agreement, which names its own."""
    ours = _others_in(agreement)
    known = [*ours, agreement.owner.name]
    return bool(ours) and not all(_names_match([name], known) for name in bodies)


def _others_in(agreement: Agreement) -> list[str]:
    """Its parties but the one who drafted it."""
    return [
        party.agency.name if party.agency else party.collective_name
        for party in agreement.parties.all()
        if party.agency_id != agreement.owner_id
    ]


def _same_parties(named: Sequence[str], agreement: Agreement) -> bool:
    """Each of the parties told is one of the agreement, and each but who drafts it is told."""
    ours = _others_in(agreement)
    return (
        bool(named)
        and all(_names_match([name], [*ours, agreement.owner.name]) for name in named)
        and all(_names_match(named, [name]) for name in ours)
    )


def _names_match(said: Iterable[str], ours: Iterable[str]) -> bool:
    pairs = [(spoken(a), spoken(b)) for a in said for b in ours]
    return any(a == b or begins(a, b) or begins(b, a) for a, b in pairs)
