"""What becomes of contents when a text is confirmed.

Tasks, figures and parts of the text stay facts of the text: nothing is assigned by reading.
"""

from datetime import date

from phoihop.agencies.models import Agency
from phoihop.agreements import services as agreements
from phoihop.periods import DueRule
from phoihop.workspace.intake.making import Making
from phoihop.workspace.models import Decision, IntakeFact


def make_item(making: Making, fact: IntakeFact) -> None:
    """A content of the agreement drafted from this text; without such a draft it stays a fact.

    Bodies are those whose card a person accepted or linked, and those that fit an agency of the
    register beyond doubt; others stay in the words.
    """
    if making.draft is None or fact.decision != Decision.NEW:
        return
    value = fact.value
    known = [making.agency_called(party["name"]) for party in value["parties"]]
    bodies: list[Agency] = list(dict.fromkeys(one for one in known if one is not None))
    item = agreements.add_item(
        making.draft,
        by=making.by,
        at=making.at,
        text=value["text"],
        lead_agency=bodies[0] if bodies else None,
        coordinating=bodies[1:],
        product=value["product"],
        period_text="" if value["due"] else value["due_text"],
        due_rule=str(DueRule("on", on=date.fromisoformat(value["due"]))) if value["due"] else "",
    )
    making.keep_source(fact, item)
