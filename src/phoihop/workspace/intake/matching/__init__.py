"""Records that a fact may be about, ranked, each with the reason in words.

Never a merge: two officials of one name are both offered and a person picks.
"""

from collections.abc import Callable, Iterable, Sequence

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.workspace.intake.matching.bodies import find_agencies
from phoihop.workspace.intake.matching.naming import body_key
from phoihop.workspace.intake.matching.offers import SAME_NAME, SURE, Candidate, Suggestions
from phoihop.workspace.intake.matching.pacts import find_agreements
from phoihop.workspace.intake.matching.papers import find_documents
from phoihop.workspace.intake.matching.persons import find_people
from phoihop.workspace.intake.matching.surroundings import Surroundings, surroundings_of
from phoihop.workspace.models import Decision, FactKind, IntakeFact

__all__ = [
    "SAME_NAME",
    "SURE",
    "Candidate",
    "Suggestions",
    "agencies_called",
    "names_of",
    "suggest",
]

_MOST = 6
_Finder = Callable[[list[IntakeFact], User, Surroundings], dict[int, list[Candidate]]]


def agencies_called(intake: int, names: Iterable[str], user: User) -> dict[str, Agency]:
    """The agencies that a text means by these names: those a person linked, or that fit surely.

    None where cards of one name were linked with several, or where it had ended by the day of the
    text. intake: the key of the text. A fixed number of queries however many names.
    """
    linked = _linked_by_name(intake)
    named = {
        place: IntakeFact(
            pk=place, intake_id=intake, kind=FactKind.AGENCY, value={"name": name, "also": []}
        )
        for place, name in enumerate(dict.fromkeys(names), start=1)
    }
    found = suggest(list(named.values()), user) if named else {}
    meant: dict[str, int] = {}
    for place, fact in named.items():
        name, one = fact.value["name"], found[place].sure if place in found else None
        fits = one.pk if one is not None and not one.warning else None
        pk = linked.get(body_key(name), fits)
        if pk is not None:
            meant[name] = pk
    rows = Agency.objects.in_bulk(set(meant.values()))
    return {name: rows[pk] for name, pk in meant.items() if pk in rows}


def names_of(fact: IntakeFact) -> set[str]:
    """What the text calls the agency of this card, and what a person calls it."""
    return {fact.value["name"], fact.read["name"], *fact.read["also"]}


def _linked_by_name(intake: int) -> dict[str, int | None]:
    """{a name that the text has for an agency: the record with which a person linked its card}.

    None for a name of several cards that were linked with different records.
    """
    rows = IntakeFact.objects.filter(
        intake=intake, kind=FactKind.AGENCY, decision=Decision.LINKED, linked_id__isnull=False
    )
    found: dict[str, int | None] = {}
    for fact in rows:
        for name in map(body_key, names_of(fact)):
            if found.setdefault(name, fact.linked_id) != fact.linked_id:
                found[name] = None
    return found


def suggest(facts: Sequence[IntakeFact], user: User) -> dict[int, Suggestions]:
    """Candidates for each fact by its primary key; a fixed number of queries however many facts.

    facts: of one text.
    """
    finders: dict[str, _Finder] = {
        FactKind.PERSON: find_people,
        FactKind.AGENCY: find_agencies,
        FactKind.DOCUMENT: find_documents,
        FactKind.AGREEMENT: find_agreements,
    }
    found: dict[int, Suggestions] = {}
    if not any(fact.kind in finders for fact in facts):
        return found
    around = surroundings_of(facts[0].intake_id, user)
    for kind, finder in finders.items():
        of_kind = [fact for fact in facts if fact.kind == kind]
        if of_kind:
            for pk, rows in finder(of_kind, user, around).items():
                rows.sort(key=lambda row: -row.score)
                found[pk] = Suggestions(rows[:_MOST])
    return found
