"""One search box over everything one may see, and the searches one keeps."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.agencies.models import Agency
from phoihop.search.engine import Found, Hit, find, newest
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.models import SavedSearch
from phoihop.workspace.narrowing import KINDS, SearchForm, filters_of, kinds_of
from phoihop.workspace.saved import (
    audience_for,
    forget_search,
    note_looked,
    save_search,
    set_tells,
)

_PER_PAGE = 25
_LAST_PAGE = 40
_LONGEST = 200
_AGENCY = "agencies.agency"


@dataclass(frozen=True)
class Room:
    """One entry of the side list: how many were found of a kind."""

    kind: str
    label: object
    count: int
    capped: bool


@dataclass(frozen=True)
class Line:
    """One result; is_new: put into the index since the owner of the saved search looked.

    ended_on: the last day of an agency that is no more.
    """

    hit: Hit
    icon: str
    is_new: bool
    ended_on: date | None = None


@audience("signed_in")
@require_GET
def search(request: SignedInRequest) -> HttpResponse:
    """Results with what was understood; filters stay in the address."""
    words = request.GET.get("q", "").strip()[:_LONGEST]
    page = min(key_in(request.GET.get("page", "1")) or 1, _LAST_PAGE)
    form = SearchForm(request.GET)
    on = clock.today()
    filters = filters_of(form, kinds=kinds_of(request.GET), on=on)
    saved = _saved(request)
    up_to = newest() if saved else 0
    who, skipped = audience_for(request.user, on), (page - 1) * _PER_PAGE
    found = find(who, words, filters, limit=_PER_PAGE, offset=skipped)
    context = {
        "words": words,
        "form": form,
        "kind": request.GET.get("kind") if filters.kinds else "",
        "found": found,
        "rooms": _rooms(found),
        "lines": _lines(found, saved),
        "page": page,
        "has_next": found.total > page * _PER_PAGE and page < _LAST_PAGE,
        "saved": saved,
        "kept": [] if words else SavedSearch.objects.visible_to(request.user)[:10],
    }
    response = render(request, "workspace/search.html", context)
    if saved is not None:
        note_looked(saved, up_to)
    return response


def _saved(request: SignedInRequest) -> SavedSearch | None:
    """The saved search that is opened here, if it is the reader's."""
    number = key_in(request.GET.get("saved", ""))
    mine = SavedSearch.objects.visible_to(request.user)
    return None if number is None else mine.filter(pk=number).first()


def _rooms(found: Found) -> list[Room]:
    return [
        Room(name, label, min(count, 1000), count > 1000)  # noqa: PLR2004 -- the engine's limit
        for name, (label, _icon) in KINDS.items()
        if (count := found.by_kind.get(name, 0))
    ]


def _lines(found: Found, saved: SavedSearch | None) -> list[Line]:
    ended = _ended(found.hits)
    return [
        Line(
            hit,
            KINDS[hit.kind][1],
            saved is not None and hit.entry_id > saved.looked_at,
            ended.get(hit.object_id) if hit.kind == _AGENCY else None,
        )
        for hit in _living_first(found.hits, ended)
        if hit.kind in KINDS
    ]


def _ended(hits: list[Hit]) -> dict[int, date]:
    """{agency: its last day} of those found that have ended; one query."""
    keys = [hit.object_id for hit in hits if hit.kind == _AGENCY]
    over = Agency.objects.filter(pk__in=keys, valid_to__lt=clock.today()) if keys else None
    rows = over.values_list("pk", "valid_to") if over is not None else ()
    return {pk: last for pk, last in rows if last is not None}


def _living_first(hits: list[Hit], ended: dict[int, date]) -> list[Hit]:
    """The places of agencies among the results are given to those at work first."""
    agencies = [hit for hit in hits if hit.kind == _AGENCY]
    agencies.sort(key=lambda hit: hit.object_id in ended)
    left = iter(agencies)
    return [next(left) if hit.kind == _AGENCY else hit for hit in hits]


@audience("member")
@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """Keep the search of the page one stands on."""
    try:
        saved = save_search(
            request.POST, name=request.POST.get("name", ""), by=request.user, at=clock.now()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('workspace:search')}?{request.POST.urlencode()}")
    messages.success(
        request,
        _("“%(name)s” is saved; you will be told of new results.") % {"name": saved.name},
    )
    return redirect(saved)


@audience("signed_in")
@require_GET
def saved_list(request: SignedInRequest) -> HttpResponse:
    """All that the reader saved, at most fifty."""
    rows = SavedSearch.objects.visible_to(request.user).select_related("agency")
    return render(request, "workspace/saved_searches.html", {"rows": rows})


@audience("signed_in")
@require_POST
def forget(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a saved search away."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    forget_search(saved, by=request.user, at=clock.now())
    messages.success(request, _("“%(name)s” is no longer saved.") % {"name": saved.name})
    return redirect("workspace:saved_searches")


@audience("signed_in")
@require_POST
def tell(request: SignedInRequest, pk: int) -> HttpResponse:
    """Be told of new results, or no longer."""
    saved = get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)
    set_tells(saved, request.POST.get("tells") == "1", by=request.user, at=clock.now())
    return redirect("workspace:saved_searches")
