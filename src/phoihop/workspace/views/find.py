"""One search box over everything one may see."""

import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from phoihop.accounts.querysets import agencies_in_scope
from phoihop.search.engine import Audience, find
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

_PER_PAGE = 25
_LAST_PAGE = 40
_LONGEST = 200
_YEAR = re.compile("[1-9][0-9]{3}")
# What is found, in the order of the rooms; icon of each.
KINDS = {
    "tasks.task": (_("Tasks"), "tasks"),
    "agreements.agreement": (_("Coordination papers"), "agr"),
    "agreements.contentitem": (_("Contents of coordination"), "item"),
    "documents.document": (_("Documents"), "docs"),
    "agencies.agency": (_("Agencies"), "org"),
    "agencies.official": (_("Officials"), "user"),
}


@dataclass(frozen=True)
class Room:
    """One entry of the side list: how many were found of a kind."""

    kind: str
    label: object
    count: int
    capped: bool


@audience("signed_in")
@require_GET
def search(request: SignedInRequest) -> HttpResponse:
    """Results with what was understood; filters stay in the address."""
    words = request.GET.get("q", "").strip()[:_LONGEST]
    kind = request.GET.get("kind", "")
    year = request.GET.get("year", "")
    page = min(key_in(request.GET.get("page", "1")) or 1, _LAST_PAGE)
    found = find(
        audience_of(request),
        words,
        kinds=[kind] if kind in KINDS else None,
        year=int(year) if _YEAR.fullmatch(year) else None,
        limit=_PER_PAGE,
        offset=(page - 1) * _PER_PAGE,
    )
    rooms = [
        Room(name, label, min(count, 1000), count > 1000)  # noqa: PLR2004 -- the engine's limit
        for name, (label, _icon) in KINDS.items()
        if (count := found.by_kind.get(name, 0))
    ]
    hits = [(hit, KINDS[hit.kind][1]) for hit in found.hits if hit.kind in KINDS]
    context = {
        "words": words,
        "kind": kind if kind in KINDS else "",
        "year": year,
        "found": found,
        "rooms": rooms,
        "hits": hits,
        "page": page,
        "has_next": found.total > page * _PER_PAGE and page < _LAST_PAGE,
    }
    return render(request, "workspace/search.html", context)


def audience_of(request: SignedInRequest) -> Audience:
    """Who asks: the acting agency, and the agencies an inspector reads whole."""
    user = request.user
    scope = agencies_in_scope(user, clock.today())
    agency = user.acting_agency
    return Audience(
        agency.pk if agency else None, None if scope is None else scope.values("agency")
    )
