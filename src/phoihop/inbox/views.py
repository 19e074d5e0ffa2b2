"""Notices seen and unseen, following, and the choice of what one is told."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from phoihop.inbox import services
from phoihop.inbox.forms import ChoicesForm
from phoihop.inbox.reading import own_notices
from phoihop.inbox.registry import declared, visible_records
from phoihop.inbox.services.choosing import switch_off, switched_off_by
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

_MOST_AT_ONCE = 100


@audience("member")
@require_GET
def open_notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """To the record that a notice is about; the notice is seen. 404 where it is not shown."""
    notice = get_object_or_404(own_notices(request.user), pk=pk)
    rows = visible_records(notice.kind, request.user)
    if rows is None:
        raise Http404
    record = get_object_or_404(rows, pk=notice.object_id)
    services.mark_seen(request.user, {notice.pk: notice.count}, clock.now())
    talked = any(one["verb"].startswith("inbox.") for one in notice.said[:1])
    talk = declared(notice.kind)
    readable = talk is not None and talk.readers(request.user).filter(pk=record.pk).exists()
    if talk is not None and talked and readable:
        return redirect(talk.talk_url(record.pk))
    return redirect(record)


@audience("member")
@require_POST
def mark(request: SignedInRequest) -> HttpResponse:
    """Note the notices that were sent as seen, or with `undo` as unseen again.

    To be marked as seen each is sent as "id.count", with the count that was shown.
    """
    typed = [text.partition(".") for text in request.POST.getlist("notice")[:_MOST_AT_ONCE]]
    shown = {pk: key_in(count) for text, _dot, count in typed if (pk := key_in(text)) is not None}
    if "undo" in request.POST:
        services.mark_unseen(request.user, shown)
        return _back(request)
    counted = {pk: count for pk, count in shown.items() if count is not None}
    seen = services.mark_seen(request.user, counted, clock.now())
    return _back(request, just="-".join(map(str, seen)))


@audience("member")
@require_POST
def follow(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Follow a record that the user sees, or with `stop` no longer."""
    talk = declared(kind)
    if talk is None:
        raise Http404
    record = get_object_or_404(talk.visible(request.user), pk=pk)
    if "stop" in request.POST:
        services.unfollow(request.user, record, clock.now())
        messages.success(request, _("You no longer follow this record."))
    else:
        services.follow(request.user, record, clock.now())
        messages.success(request, _("You follow this record and are told when something happens."))
    return _back(request, record.get_absolute_url())


@audience("member")
def choices(request: SignedInRequest) -> HttpResponse:
    """What I want to be told."""
    if request.method == "POST":
        form = ChoicesForm(request.POST)
        if form.is_valid():
            switch_off(request.user, form.switched_off)
            messages.success(request, _("Saved."))
            return redirect("inbox:choices")
    else:
        form = ChoicesForm(off=switched_off_by(request.user))
    status = 422 if form.errors else 200
    return render(request, "inbox/choices.html", {"form": form}, status=status)


def _back(request: SignedInRequest, other: str = "", *, just: str = "") -> HttpResponseRedirect:
    """To the page that sent the form; just: notices that were seen just now, for the undo."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = other or reverse("workspace:inbox")
    if just:
        target = f"{target}{'&' if '?' in target else '?'}just={just}"
    return HttpResponseRedirect(target)
