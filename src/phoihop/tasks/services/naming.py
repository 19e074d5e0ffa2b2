"""Agencies named as leading, coordinating or assigning: none of them ends meanwhile."""

from collections.abc import Iterable, Mapping
from datetime import date

from phoihop.agencies.models import Agency
from phoihop.agencies.naming import ended_words
from phoihop.tasks.errors import AgencyEnded


def hold(agencies: Iterable[Agency | None]) -> Mapping[int, Agency]:
    """Lock these agencies until the transaction ends; returns them as they are now.

    An act of succession locks agencies first and whatever they hold after them. Who locks tasks,
    papers or accounts as well therefore calls this before, or both would wait for each other.
    """
    keys = {agency.pk for agency in agencies if agency is not None}
    rows = Agency.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    return {agency.pk: agency for agency in rows}


def hold_living(agencies: Iterable[Agency], on: date) -> None:
    """Lock these agencies; raises AgencyEnded for one that does not exist on that day."""
    for agency in hold(agencies).values():
        if not agency.exists_on(on):
            raise AgencyEnded(ended_words(agency))
