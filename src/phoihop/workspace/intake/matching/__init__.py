"""Records that a fact may be about, ranked, each with the reason in words.

Never a merge: two officials of one name are both offered and a person picks.
"""

from collections.abc import Callable, Sequence

from phoihop.accounts.models import User
from phoihop.workspace.intake.matching.bodies import find_agencies
from phoihop.workspace.intake.matching.offers import SAME_NAME, SURE, Candidate, Suggestions
from phoihop.workspace.intake.matching.pacts import find_agreements
from phoihop.workspace.intake.matching.papers import find_documents
from phoihop.workspace.intake.matching.persons import find_people
from phoihop.workspace.intake.matching.surroundings import Surroundings, surroundings_of
from phoihop.workspace.models import FactKind, IntakeFact

__all__ = ["SAME_NAME", "SURE", "Candidate", "Suggestions", "suggest"]

_MOST = 6
_Finder = Callable[[list[IntakeFact], User, Surroundings], dict[int, list[Candidate]]]


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
