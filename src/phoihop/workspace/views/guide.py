"""The user guide inside the program."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.guide import topics
from phoihop.workspace.tour import end_tour, steps_for


@audience("signed_in")
@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """All pages with their summaries."""
    return render(request, "workspace/guide.html", {"topics": topics(_language())})


@audience("signed_in")
@require_GET
def page(request: SignedInRequest, slug: str) -> HttpResponse:
    """One page, with the others beside it."""
    pages = topics(_language())
    at = next((at for at, topic in enumerate(pages) if topic.slug == slug), None)
    if at is None:
        raise Http404
    context = {
        "topics": pages,
        "topic": pages[at],
        "following": pages[at + 1] if at + 1 < len(pages) else None,
    }
    return render(request, "workspace/guide_page.html", context)


@audience("member")
@require_GET
def tour(request: SignedInRequest) -> HttpResponse:
    """Five things that a contact person does here, each ticked once it was done."""
    return render(request, "workspace/tour.html", {"steps": steps_for(request.user)})


@audience("member")
@require_POST
def finish_tour(request: SignedInRequest) -> HttpResponse:
    """The person knows the way: Today offers the tour no longer."""
    end_tour(request.user, clock.now())
    return redirect("workspace:home")


def _language() -> str:
    return (get_language() or "").split("-")[0]
