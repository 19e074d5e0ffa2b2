"""One's own addresses of calendars, and what stands behind them."""

from hashlib import sha256

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from phoihop.agreements.models import Agreement
from phoihop.calendars.entries import calendar_of, entries_of
from phoihop.calendars.models import Feed
from phoihop.calendars.services import (
    choose_parts,
    feed_of,
    make_feed,
    note_reading,
    revoke_feed,
)
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("member")
@never_cache
@require_http_methods(["GET", "POST"])
def feeds(request: SignedInRequest) -> HttpResponse:
    """The addresses of this membership; making one shows it, this once."""
    return _page(request, None)


@audience("member")
@never_cache
@require_http_methods(["GET", "POST"])
def programme_feed(request: SignedInRequest, pk: int) -> HttpResponse:
    """The address of one programme."""
    return _page(request, get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk))


def _page(request: SignedInRequest, agreement: Agreement | None) -> HttpResponse:
    """Shown at once and not after a redirect: the address must not be kept anywhere."""
    address = ""
    if request.method == "POST":
        wanted = "with_parts" in request.POST
        _feed, token = make_feed(agreement, with_parts=wanted, by=request.user, at=clock.now())
        address = request.build_absolute_uri(reverse("calendars:read", args=[token]))
    own = Feed.objects.filter(member=request.user.acting, revoked_at=None)
    rows = list(own.select_related("agreement").order_by("agreement_id", "pk"))
    asked = agreement.pk if agreement else None
    context = {
        "agreement": agreement,
        "address": address,
        "rows": rows,
        "has_one": any(row.agreement_id == asked for row in rows),
    }
    return render(request, "calendars/feeds.html", context)


@audience("member")
@require_POST
def parts(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show parts in tasks of others at one address too, or only what the agency leads."""
    own = Feed.objects.filter(member__user=request.user, agreement=None)
    feed = get_object_or_404(own, pk=pk)
    wanted = request.POST.get("with_parts") == "1"
    try:
        choose_parts(feed, with_parts=wanted, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        said = _("The calendar now shows only what the agency leads.")
        if wanted:
            said = _("The calendar now shows the agency's parts in tasks of others as well.")
        messages.success(request, said)
    return redirect("calendars:feeds")


@audience("member")
@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let one address lead nowhere from now on."""
    feed = get_object_or_404(Feed, pk=pk, member__user=request.user)
    try:
        revoke_feed(feed, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The address is revoked: it leads nowhere from now on."))
    return redirect("calendars:feeds")


@audience("public")
@require_GET
def read(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads; the address is the right, so it says nothing to others."""
    feed = feed_of(token, real_at=clock.real_now())
    if feed is None:
        raise Http404
    user = feed.member.user
    user.acting = feed.member
    user.kept_roots, user.kept_delegations = {}, {}  # as for who is signed in: asked once
    seen = Agreement.objects.visible_to(user)
    if feed.agreement is not None and not seen.filter(pk=feed.agreement.pk).exists():
        raise Http404
    on = clock.today()
    with translation.override(user.language):
        entries = entries_of(feed, user, on, request.build_absolute_uri("/"))
        content = calendar_of(str(feed), entries)
    note_reading(feed, on)
    return _calendar(request, content)


def _calendar(request: HttpRequest, content: bytes) -> HttpResponse:
    """The bytes, or the word that nothing has changed."""
    tag = f'"{sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="phoi-hop.ics"'
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    same = get_conditional_response(request, etag=tag, response=response)
    return same if isinstance(same, HttpResponse) else response
