"""Who leads and who coordinates a content on a day: some are led in turn, half a year each."""

from datetime import date

from phoihop.agencies.models import Agency
from phoihop.agreements.acting import NOBODY_ELSE, Instead, in_place_of
from phoihop.agreements.models import ContentItem
from phoihop.agreements.term_models import PlanItem

_JULY = 7
AnyItem = ContentItem | PlanItem


def lead_of(item: AnyItem, day: date | None, instead: Instead = NOBODY_ELSE) -> Agency | None:
    """The lead agency of what is due on that day; None for the day: of a standing content.

    instead: who stands in for agencies that have ended (acting.stand_ins).
    """
    later = item.later_lead if isinstance(item, PlanItem) else None
    if later is not None and day is not None and day.month >= _JULY:
        return in_place_of(later, instead)
    return in_place_of(item.lead_agency, instead)


def coordinating_of(
    item: AnyItem, day: date | None, instead: Instead = NOBODY_ELSE
) -> list[Agency]:
    """Those that coordinate then: of a content led in turn also the one that led before July."""
    lead = lead_of(item, day, instead)
    named: list[Agency | None] = [part.agency for part in item.coordinations.all()]
    if isinstance(item, PlanItem) and item.later_lead is not None:
        named += [item.lead_agency, item.later_lead]
    now = [in_place_of(agency, instead) for agency in named]
    return [agency for agency in dict.fromkeys(now) if agency is not None and agency != lead]
