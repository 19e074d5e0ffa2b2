"""Hôm nay: what I owe, what waits for me, what changed, what comes."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from phoihop.accounts.models import Role
from phoihop.audit.words import verb_words
from phoihop.safekeeping.runs import trouble
from phoihop.tasks.counted import Day
from phoihop.tasks.people import acts_for_work
from phoihop.tasks.states import nearly_days
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.briefing import READERS, briefing_for
from phoihop.workspace.today import today_for
from phoihop.workspace.tour import wants_tour


@audience("signed_in")
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """The first page after the log-in."""
    on = clock.today()
    screen = today_for(request.user, on, clock.now())
    changed = [(event, verb_words(event.verb)) for event in screen.changed]
    context = {
        "screen": screen,
        "on": on,
        "changed": changed,
        "briefs": request.user.has_role(Role.LEADER),
        "works": acts_for_work(request.user),
        "offers_tour": wants_tour(request.user),
        "trouble": trouble(clock.real_now()) if request.user.has_perm("safekeeping.manage") else [],
    }
    return render(request, "workspace/home.html", context)


@audience("member")
@require_GET
def briefing(request: SignedInRequest) -> HttpResponse:
    """Two minutes before a meeting: what the agency assigned, on one sheet."""
    agency = request.user.acting_agency
    if agency is None or not request.user.has_role(*READERS):
        raise Http404
    on = clock.today()
    page = briefing_for(request.user, agency, Day(on=on, nearly=nearly_days()))
    return render(request, "workspace/briefing.html", {"page": page, "on": on, "agency": agency})
