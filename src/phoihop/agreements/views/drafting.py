"""Make, change, delete a draft; ready to sign and back; one paper for each party."""

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from phoihop.accounts.models import User
from phoihop.agreements import services
from phoihop.agreements.errors import NotComplete
from phoihop.agreements.forms import AgreementForm, NewAgreementForm
from phoihop.agreements.models import Agreement
from phoihop.agreements.pages import Complaint, agreement_or_404, complaints_of, record_page
from phoihop.agreements.tabs import of_tab
from phoihop.ui import clock
from phoihop.ui.audience import audience
from phoihop.ui.errors import Refused
from phoihop.ui.requests import SignedInRequest


@audience("member")
def create(request: SignedInRequest) -> HttpResponse:
    """A new draft of the user's agency."""
    if not request.user.has_perm("agreements.add_agreement"):
        raise PermissionDenied
    form = NewAgreementForm(request.POST or None, initial={"form_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            agreement = services.create_agreement(
                by=request.user,
                at=clock.now(),
                form_key=form.cleaned_data["form_key"],
                **form.facts(),
            )
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Drafted. Add the parties next."))
            return redirect("agreements:parties", agreement.pk)
    return _form_page(request, form, None)


@audience("member")
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change title, term and texts of a draft."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    initial = {name: getattr(agreement, name) for name in AgreementForm.base_fields}
    form = AgreementForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_agreement(agreement, by=request.user, at=clock.now(), **form.facts())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("agreements:text", agreement.pk)
    return refused_or(request, agreement) or _form_page(request, form, agreement)


def _form_page(
    request: SignedInRequest, form: AgreementForm, agreement: Agreement | None
) -> HttpResponse:
    context = {"form": form, "agreement": agreement}
    status = 422 if form.errors else 200
    return render(request, "agreements/agreement_form.html", context, status=status)


def own(request: SignedInRequest, agreement: Agreement) -> None:
    """Only those who draft for its owner go on; the parties get 403."""
    if not request.user.has_perm("agreements.change_agreement", agreement):
        raise PermissionDenied


def refused_or(request: SignedInRequest, agreement: Agreement) -> HttpResponse | None:
    """Looking at a form of what is frozen leads back to the record, which says why."""
    if request.method == "POST" or (not agreement.is_signed and agreement.ready_at is None):
        return None
    signed = _("The paper is signed; it is changed only by an amendment.")
    ready = _("The paper is ready to sign; take it back to drafting before changing it.")
    messages.warning(request, signed if agreement.is_signed else ready)
    return redirect(agreement)


def act(  # noqa: PLR0913 -- as a page's button needs it
    request: SignedInRequest,
    agreement: Agreement,
    tab: str,
    do: Callable[[User], object],
    done: str = "",
    *,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """A button's act: done, back to its tab; refused, the tab says why with 422.

    context: what the tab shows again of what was typed.
    """
    try:
        do(request.user)
    except NotComplete as error:
        complaints = complaints_of(agreement, error.lacks)
    except Refused as error:
        complaints = [Complaint(str(error))]
    else:
        if done:
            messages.success(request, done)
        return redirect(f"agreements:{tab}", agreement.pk)
    shown = {**of_tab(request, agreement, tab), **(context or {})}
    return record_page(request, agreement, tab, shown, complaints=complaints)


@audience("member")
@require_POST
def ready(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sẵn sàng ký; what is missing is said all at once."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    why = request.POST.get("without_opinions", "")[:500]
    return act(
        request,
        agreement,
        "opinions" if request.POST.get("from") == "opinions" else "detail",
        lambda user: services.mark_ready(agreement, without_opinions=why, by=user, at=clock.now()),
        _("Ready to sign. The parties see it now."),
        context={"without_opinions": why},
    )


@audience("member")
@require_POST
def back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to drafting."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    return act(
        request,
        agreement,
        "detail",
        lambda user: services.back_to_draft(agreement, by=user, at=clock.now()),
        _("A draft again. The parties no longer see it."),
    )


@audience("member")
@require_POST
def hide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete a draft; the list then offers to undo it."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    try:
        services.hide_draft(agreement, by=request.user, at=clock.now())
    except Refused as error:
        return record_page(request, agreement, "detail", complaints=[Complaint(str(error))])
    return redirect(f"{reverse('agreements:list')}?{urlencode({'deleted': agreement.pk})}")


@audience("member")
@require_POST
def unhide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring a deleted draft back."""
    agreement = get_object_or_404(Agreement.objects.hidden_drafts_of(request.user), pk=pk)
    try:
        services.unhide_draft(agreement, by=request.user, at=clock.now())
    except Refused as error:
        messages.error(request, str(error))
        return redirect("agreements:list")
    messages.success(request, _("The draft is back."))
    return redirect(agreement)


@audience("member")
def copy_each(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, then make one paper for each party from this draft."""
    agreement = agreement_or_404(request, pk)
    own(request, agreement)
    if request.method != "POST":
        return refused_or(request, agreement) or record_page(request, agreement, "copy_each")
    try:
        copies = services.copy_for_each_party(agreement, by=request.user, at=clock.now())
    except Refused as error:
        return record_page(request, agreement, "copy_each", complaints=[Complaint(str(error))])
    said = ngettext(
        "%(count)d paper for %(count)d party.", "%(count)d papers, one for each party.", len(copies)
    )
    messages.success(request, said % {"count": len(copies)})
    return redirect(f"{reverse('agreements:list')}?{urlencode({'q': agreement.title})}")
