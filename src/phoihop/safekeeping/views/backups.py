"""Sao lưu: what stands in the folder, what came of the last work, and work on demand."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods

from phoihop.safekeeping import runs, services
from phoihop.safekeeping.models import RunKind
from phoihop.safekeeping.shelf import shelf
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.requests import SignedInRequest

_ORDERS = {"backup": services.BACKUP, "drill": services.DRILL}
_LONGEST_KEY = 40


@audience("administrator")
@require_http_methods(["GET", "POST"])
def backups(request: SignedInRequest) -> HttpResponse:
    """The backups; a POST orders one, or a drill, and goes to its progress.

    The bytes of a backup are never given out here: who reads them reads every agency's records,
    which no membership allows. They are fetched on the server.
    """
    if request.method == "POST":
        kind = _ORDERS.get(request.POST.get("order", ""), services.BACKUP)
        key = request.POST.get("form_key", "")[:_LONGEST_KEY] or get_random_string(20)
        job = services.order(kind, key, by=request.user, at=clock.now())
        return redirect("safekeeping:job", job.pk)
    context = {
        "shelf": shelf(),
        "trouble": runs.trouble(clock.real_now()),
        "ledger": runs.last(RunKind.LEDGER),
        "keep": settings.BACKUP_KEEP,
        "hour": settings.BACKUP_AT,
        "recipients": settings.BACKUP_ENCRYPT_TO,
        "form_key": get_random_string(20),
    }
    return render(request, "safekeeping/backups.html", context)
