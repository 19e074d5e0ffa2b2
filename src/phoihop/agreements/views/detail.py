"""The parts of one agreement, and its scan."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from phoihop.agreements.pages import agreement_or_404, record_page
from phoihop.agreements.tabs import of_tab
from phoihop.documents import files
from phoihop.inbox.discussion import discussion
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest


def _part(tab: str) -> Callable[..., HttpResponseBase]:
    @audience("member")
    def show(request: SignedInRequest, pk: int) -> HttpResponse:
        agreement = agreement_or_404(request, pk)
        return record_page(request, agreement, tab, of_tab(request, agreement, tab))

    return show


detail = _part("detail")
text = _part("text")
parties = _part("parties")
history = _part("history")
opinions = _part("opinions")
drafts = _part("drafts")


@audience("member")
def talk(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is said about the agreement; of its drafting the drafting agency alone reads it."""
    agreement = agreement_or_404(request, pk)

    def show_talk(said: dict[str, Any], status: int) -> HttpResponse:
        return record_page(request, agreement, "talk", said, status=status)

    return discussion(request, agreement, show_talk)


@audience("member")
def scan(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The bytes of the scan, as they were handed in."""
    agreement = agreement_or_404(request, pk)
    if agreement.scan is None:
        raise Http404
    return files.download(agreement.scan, agreement.scan_name or "scan.pdf")
