"""Who leads and who coordinates a content on a day: some are led in turn, half a year each."""

from datetime import date

from phoihop.agencies.models import Agency
from phoihop.agreements.models import ContentItem
from phoihop.agreements.term_models import PlanItem

_JULY = 7
AnyItem = ContentItem | PlanItem


def lead_of(item: AnyItem, day: date | None) -> Agency | None:
    """The lead agency of what is due on that day; None for the day: of a standing content."""
    later = item.later_lead if isinstance(item, PlanItem) else None
    if later is not None and day is not None and day.month >= _JULY:
        return later
    return item.lead_agency


def coordinating_of(item: AnyItem, day: date | None) -> list[Agency]:
    """Those that coordinate then: of a content led in turn also the one that led before July."""
    lead = lead_of(item, day)
    named = [part.agency for part in item.coordinations.all()]
    if isinstance(item, PlanItem) and item.later_lead is not None:
        named += [agency for agency in (item.lead_agency, item.later_lead) if agency is not None]
    return [agency for agency in dict.fromkeys(named) if agency != lead]
