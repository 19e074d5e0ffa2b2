"""How far files handed in at once are; to stop their reading, and to read some again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.audit.history import history_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.intake.batch import progress_of, read_again, stop_batch
from phoihop.workspace.intake.receive import may_hand_in


@audience("member")
@require_GET
def intake_batch(request: SignedInRequest, pk: int) -> HttpResponse:
    """The files one by one; the part that changes is asked for again until it is done."""
    return _page(request, pk)


def _page(request: SignedInRequest, pk: int, refusal: str = "") -> HttpResponse:
    progress = progress_of(pk, request.user)
    part = request.htmx and not request.htmx.boosted
    page = "workspace/_intake_batch.html" if part else "workspace/intake_batch.html"
    # 286 tells htmx to stop asking.
    status = 422 if refusal else 286 if part and progress.finished else 200
    context = {
        "progress": progress,
        "refusal": refusal,
        "may_change": may_hand_in(request.user),
        "history": [] if part else history_of(progress.job),
    }
    return render(request, page, context, status=status)


@audience("member")
@require_POST
def intake_batch_stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read no more of these files."""
    try:
        stop_batch(pk, by=request.user, at=clock.now())
    except Refused as refusal:
        return _page(request, pk, str(refusal))
    messages.success(request, _("The reading was stopped. What was read stays."))
    return redirect("workspace:intake_batch", pk)


@audience("member")
@require_POST
def intake_batch_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read once more what could not be read."""
    try:
        read_again(pk, by=request.user, at=clock.now())
    except Refused as refusal:
        return _page(request, pk, str(refusal))
    return redirect("workspace:intake_batch", pk)
