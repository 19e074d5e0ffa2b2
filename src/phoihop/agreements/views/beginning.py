"""Soạn văn bản phối hợp: from a template, from last year's, from a text that was read, or blank."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from phoihop.agreements import services
from phoihop.agreements.acting import drafted_for
from phoihop.agreements.beginning import own_body, supplied, supplied_by_key, templates_of
from phoihop.agreements.models import Agreement, AgreementTemplate
from phoihop.agreements.opinion_forms import NameForm
from phoihop.agreements.pages import agreement_or_404
from phoihop.agreements.views.drafting import own
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.keys import key_in
from phoihop.ui.requests import SignedInRequest

_SHOWN = 30


@audience("member")
def begin(request: SignedInRequest) -> HttpResponse:
    """The start screen; posted, a draft is begun from what was chosen."""
    if not request.user.has_perm("agreements.add_agreement"):
        raise PermissionDenied
    complaint = ""
    if request.method == "POST":
        try:
            return _begin(request)
        except Refused as error:
            complaint = str(error)
    agency = request.user.acting_agency
    context: dict[str, Any] = {
        "supplied": supplied(),
        "own": templates_of(agency) if agency else [],
        "earlier": _earlier(request)[:_SHOWN],
        "form_key": uuid.uuid4(),
        "complaint": complaint,
        "posted": request.POST,
    }
    status = 422 if complaint else 200
    return render(request, "agreements/begin.html", context, status=status)


def _begin(request: SignedInRequest) -> HttpResponse:
    key = _key(request.POST.get("form_key", ""))
    if "source" in request.POST or request.POST.get("way") == "year":
        source = _earlier(request).filter(pk=key_in(request.POST.get("source", "")) or 0).first()
        if source is None:
            raise Refused(_("Choose the paper to begin from."))
        made = services.begin_from_last_year(source, form_key=key, by=request.user, at=clock.now())
        messages.success(
            request, _("Drafted like the paper of the year before. This was moved on:")
        )
        url = reverse("agreements:comparison", args=[made.pk])
        return redirect(f"{url}?truoc=nam-truoc&sau=hien-tai")
    where, _colon, which = request.POST.get("template", "").partition(":")
    kind, body = "", None
    if where == "s" and (found := supplied_by_key(which)) is not None:
        kind, body = found.get("kind", ""), found
    elif where == "o" and request.user.acting_agency is not None:
        rows = templates_of(request.user.acting_agency)
        own_one = rows.filter(pk=key_in(which) or 0).first()
        if own_one is not None:
            kind, body = own_one.kind, own_body(own_one)
    if body is None:
        raise Refused(_("Choose a template."))
    title = request.POST.get("title", "").strip()[:300] or body["title"]
    made = services.begin_from_template(
        kind, body, title=title, form_key=key, by=request.user, at=clock.now()
    )
    messages.success(request, _("Drafted. Add the parties next."))
    return redirect("agreements:parties", made.pk)


def _earlier(request: SignedInRequest) -> Any:
    """Papers that the user's own agency drafted or took over, the newest first."""
    mine = drafted_for(request.user.acting_agency, clock.today())
    rows = Agreement.objects.visible_to(request.user).filter(mine)
    return rows.order_by("-created_at", "-pk")


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@audience("member")
def keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep text and contents of a paper as the office's template."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    form = NameForm(request.POST or None, initial={"name": agreement.title[:200]})
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_as_template(
                agreement, form.cleaned_data["name"], by=request.user, at=clock.now()
            )
        except Refused as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Kept as a template."))
            return redirect("agreements:begin")
    context = {"agreement": agreement, "form": form, "title": _("Keep as a template")}
    status = 422 if form.errors else 200
    return render(request, "agreements/section_form.html", context, status=status)


@audience("member")
@require_POST
def drop(request: SignedInRequest, template_pk: int) -> HttpResponse:
    """Offer an own template no longer."""
    rows = AgreementTemplate.objects.filter(owner=request.user.acting_agency, hidden_at=None)
    template = get_object_or_404(rows.select_related("made_from"), pk=template_pk)
    services.remove_template(template, by=request.user, at=clock.now())
    messages.success(request, _("The template is no longer offered."))
    return redirect("agreements:begin")
