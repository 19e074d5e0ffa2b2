"""The user guide inside the program."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.guide import topics


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


def _language() -> str:
    return (get_language() or "").split("-")[0]
