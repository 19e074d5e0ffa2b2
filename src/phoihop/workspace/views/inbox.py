"""One inbox: what waits for me, worked out from the records, and what I have been told."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from phoihop.accounts.models import User
from phoihop.inbox.models import Notice
from phoihop.inbox.reading import (
    by_day,
    kinds_of,
    lines_of,
    own_notices,
    unseen_count,
    unseen_elsewhere,
)
from phoihop.tasks import home as tasks
from phoihop.tasks.states import nearly_days, state_of
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.keys import key_in
from phoihop.ui.paging import page_by_key
from phoihop.ui.requests import SignedInRequest
from phoihop.workspace.today import Row

_FEW = 5
_MOST_WAITING = 1000
_STATES = ("unseen", "seen", "duty")


@audience("member")
@require_GET
def inbox(request: SignedInRequest) -> HttpResponse:
    """What waits for this person, then the notices: unseen first, by day."""
    user = request.user
    kinds = kinds_of(user)
    kind = request.GET.get("kind", "")
    state = request.GET.get("state", "")
    kind, state = kind if kind in kinds else "", state if state in _STATES else ""
    rows = _filtered(user, kind, state)
    page = page_by_key(rows, order=["seen", "-last_at", "-pk"], request_params=request.GET)
    context = {
        "page": page,
        "days": by_day(lines_of(page.rows, user)),
        "kinds": kinds,
        "kind": kind,
        "state": state,
        "unseen": unseen_count(user),
        "unseen_here": [notice for notice in page.rows if not notice.seen],
        "elsewhere": unseen_elsewhere(user),
        "just": _just_seen(request),
        **_waiting(user),
    }
    return render(request, "workspace/inbox.html", context)


def _filtered(user: User, kind: str, state: str) -> Any:
    rows = own_notices(user)
    if kind:
        rows = rows.filter(kind=kind)
    if state == "duty":
        return rows.filter(is_duty=True)
    return rows.filter(seen=int(state == "seen")) if state else rows


def _waiting(user: User) -> dict[str, Any]:
    """The first results that this person has to answer, and how many there are."""
    on, nearly = clock.today(), nearly_days()
    wanted = tasks.waiting_for(user, on)
    found = list(wanted[: _FEW + 1])
    total = len(found)
    if total > _FEW:
        total = wanted.order_by()[:_MOST_WAITING].count()
    rows = [Row(task, state_of(task, on, nearly)) for task in found[:_FEW]]
    return {"waiting": rows, "waiting_total": total, "on": on}


def _just_seen(request: SignedInRequest) -> list[int]:
    """The own notices that were marked as seen a moment ago: they can be brought back."""
    typed = request.GET.get("just", "").split("-")[:100]
    ids = [pk for text in typed if (pk := key_in(text)) is not None]
    if not ids:
        return []
    rows = Notice.objects.filter(user=request.user, pk__in=ids, seen=1)
    return list(rows.values_list("pk", flat=True))


@audience("member")
@require_GET
def waiting(request: SignedInRequest) -> HttpResponse:
    """All results that wait for this person's answer."""
    on, nearly = clock.today(), nearly_days()
    page = page_by_key(
        tasks.waiting_for(request.user, on),
        order=["submitted_on", "pk"],
        request_params=request.GET,
    )
    rows = [Row(task, state_of(task, on, nearly)) for task in page.rows]
    return render(request, "workspace/waiting.html", {"page": page, "rows": rows, "on": on})
